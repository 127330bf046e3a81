//! The flags that choose how a command writes what it found.

use std::io::Write;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, FromArgMatches};

use super::settings::{Origin, Settings};
use super::{pager, streams};
use crate::output::{Format, Renderer};

/// How the output is written, as the flags say.
#[derive(Debug, Clone, Copy, Args)]
struct FormatFlags {
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

    /// Begin CSV and TSV with the UTF-8 mark (BOM), by which Excel knows Hangul
    #[arg(long)]
    bom: bool,
}

/// How the output is written: flags that fit each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormatArgs {
    asked: Option<Format>,
    /// Whether it was asked for as `--json`.
    by_json: bool,
    mark: bool,
}

impl FormatArgs {
    /// The format that was asked for, where one was.
    pub(super) fn asked(&self) -> Option<Format> {
        self.asked
    }

    /// The format that is written: as was asked for, else as the user's configuration says.
    pub(super) fn format(&self) -> Format {
        let asked = self.asked;
        asked.unwrap_or_else(|| Settings::current().format.value)
    }

    /// What the format was chosen by.
    pub(super) fn origin(&self) -> Origin {
        match self.asked {
            Some(_) if self.by_json => Origin::Flag("--json"),
            Some(_) => Origin::Flag("--format"),
            None => Settings::current().format.origin.clone(),
        }
    }

    /// What writes it to standard output.
    pub(super) fn renderer(&self) -> Box<dyn Renderer> {
        self.format().renderer(streams::style(), self.mark)
    }

    /// Standard output for it: long text goes into a pager. Flush it.
    pub(super) fn stdout(&self) -> Box<dyn Write> {
        pager::output(self.format() == Format::Text)
    }

    fn checked(flags: FormatFlags) -> Result<Self, clap::Error> {
        let asked = flags.format.or(flags.json.then_some(Format::Json));
        if flags.bom && !asked.is_some_and(Format::is_for_spreadsheets) {
            let message = "--bom goes with --format csv and with --format tsv\n";
            return Err(clap::Error::raw(ErrorKind::ArgumentConflict, message));
        }
        Ok(FormatArgs {
            asked,
            by_json: flags.json,
            mark: flags.bom,
        })
    }
}

impl FromArgMatches for FormatArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        FormatArgs::checked(FormatFlags::from_arg_matches(matches)?)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = FormatArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for FormatArgs {
    fn augment_args(command: Command) -> Command {
        FormatFlags::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        FormatFlags::augment_args_for_update(command)
    }
}
