//! The flags of commands that tell alerts: to whom, and where a feed of it lies.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::file;
use crate::job::ReaderName;

/// Who is told of alerts
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Alerts")]
pub(in crate::cli) struct TellingArgs {
    /// Who is told: what one reader was told is new to every other [default: default]
    #[arg(long, value_name = "NAME")]
    reader: Option<ReaderName>,

    /// Write what was told last to this file too, as a feed (Atom) for readers of feeds
    #[arg(long, value_name = "FILE", value_parser = file, value_hint = ValueHint::FilePath)]
    pub feed: Option<PathBuf>,
}

impl TellingArgs {
    /// Who is told.
    pub(in crate::cli) fn reader(&self) -> ReaderName {
        self.reader.clone().unwrap_or_default()
    }
}
