//! The flags that choose how a command writes what it found.

use std::io::Write;
use std::str::FromStr;

use anyhow::Context;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::settings::Origin;
use crate::cli::terminal::{pager, streams};
use crate::language::{Message, messages, one_of};
use crate::output::{Answer, Failure, Format, Shape, Style};

/// How the output is written, as the flags say.
#[derive(Debug, Clone, Copy, Args)]
struct FormatFlags {
    /// The format of the output
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = PossibleValuesParser::new(Format::all().map(Format::name))
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
pub(in crate::cli) struct FormatArgs {
    asked: Option<Format>,
    /// Whether it was asked for as `--json`.
    by_json: bool,
    mark: bool,
}

impl FormatArgs {
    /// The format that was asked for, where one was.
    pub(in crate::cli) fn asked(&self) -> Option<Format> {
        self.asked
    }

    /// The format that is written: as was asked for, else as the user's configuration says.
    pub(in crate::cli) fn format(&self, session: &Session) -> Format {
        let asked = self.asked;
        asked.unwrap_or(session.settings.format.value)
    }

    /// What the format was chosen by.
    pub(in crate::cli) fn origin(&self, session: &Session) -> Origin {
        match self.asked {
            Some(_) if self.by_json => Origin::Flag("--json"),
            Some(_) => Origin::Flag("--format"),
            None => session.settings.format.origin.clone(),
        }
    }

    /// Refuses the format where it cannot hold an answer of this kind, which has `what`.
    pub(in crate::cli) fn check(
        &self,
        session: &Session,
        shape: Shape,
        what: &Message,
    ) -> anyhow::Result<()> {
        self.format(session).check(shape).map_err(|unsuited| {
            let suited: Vec<&str> = unsuited.suited.iter().map(|one| one.name()).collect();
            let (format, suited) = (unsuited.format.name(), one_of(&suited));
            anyhow::anyhow!(messages::command::format_has_no_place(
                what, &format, &suited
            ))
        })
    }

    /// Writes `answer` to standard output: long text for people goes into a pager.
    pub(in crate::cli) fn write(
        &self,
        session: &Session,
        answer: &dyn Answer,
    ) -> anyhow::Result<()> {
        if self.format(session) != Format::TEXT {
            return self.report(session, answer);
        }
        let style = session.style();
        pager::show(session, &answer.lines(style.width_cells), &style)
    }

    /// Writes what a job did to standard output, and never into a pager: a run goes on
    /// without anybody.
    pub(in crate::cli) fn report(
        &self,
        session: &Session,
        answer: &dyn Answer,
    ) -> anyhow::Result<()> {
        self.check(
            session,
            answer.shape(),
            &messages::command::what_is_answered(),
        )?;
        let style = Style {
            utf8_mark: self.mark,
            ..session.style()
        };
        let mut out = streams::stdout();
        self.format(session)
            .write(&mut out, answer, &style)
            .and_then(|()| out.flush())
            .context(messages::command::no_standard_output())
    }

    /// Writes what a command found. Where it found nothing, which was told, people get nothing
    /// more, and programs the answer without any of what it lists.
    pub(in crate::cli) fn write_found(
        &self,
        session: &Session,
        found: bool,
        answer: &dyn Answer,
    ) -> anyhow::Result<Outcome> {
        if found || self.format(session) != Format::TEXT {
            self.write(session, answer)?;
        }
        Ok(Outcome::of(found))
    }

    /// Writes what stands in the place of a report for programs, where a job failed.
    pub(in crate::cli) fn write_failure(
        &self,
        session: &Session,
        error: Message,
    ) -> anyhow::Result<()> {
        match [Format::JSON, Format::JSON_LINES].contains(&self.format(session)) {
            true => self.report(session, &Failure { qid: None, error }),
            false => Ok(()),
        }
    }

    /// The same, written in this format where none is asked for, whatever the user's
    /// configuration says.
    #[must_use]
    pub(in crate::cli) fn or(self, format: Format) -> Self {
        FormatArgs {
            asked: self.asked.or(Some(format)),
            ..self
        }
    }

    fn checked(flags: FormatFlags) -> Result<Self, clap::Error> {
        let asked = flags.format.or(flags.json.then_some(Format::JSON));
        if flags.bom && !asked.is_some_and(Format::is_for_spreadsheets) {
            let message = messages::command::bom_needs_format();
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
