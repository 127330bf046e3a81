//! The flags that choose how a command writes what it found.

use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::streams;
use crate::output::{Format, Renderer};

/// How the output is written
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct FormatArgs {
    /// The format of the output
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = PossibleValuesParser::new(Format::ALL.map(Format::name))
            .try_map(|name| Format::from_str(&name)),
        conflicts_with = "json"
    )]
    format: Option<Format>,

    /// Write JSON (format_version 1) instead of text: --format json
    #[arg(long)]
    json: bool,
}

impl FormatArgs {
    /// The format that was asked for.
    pub(super) fn format(&self) -> Format {
        match self.format {
            Some(format) => format,
            None if self.json => Format::Json,
            None => Format::Text,
        }
    }

    /// What writes it to standard output.
    pub(super) fn renderer(&self) -> Box<dyn Renderer> {
        self.format().renderer(streams::style())
    }
}
