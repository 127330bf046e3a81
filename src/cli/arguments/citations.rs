//! The flags that choose what is cited and how, and the writing of it.

use std::io::Write;
use std::str::FromStr;

use anyhow::Context;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::{pager, streams};
use crate::document::Document;
use crate::language::messages;
use crate::output::{self, CitationStyle, CitedParts, Style, Work};

/// As wide as no citation is.
const UNBOUNDED_CELLS: usize = usize::MAX / 2;

/// What is cited and how
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Citations")]
pub(in crate::cli) struct CitationArgs {
    /// The style of the citations [default: text]
    #[arg(
        long,
        value_name = "STYLE",
        value_parser = PossibleValuesParser::new(CitationStyle::ALL.map(CitationStyle::name))
            .try_map(|name| CitationStyle::from_str(&name))
    )]
    style: Option<CitationStyle>,

    /// Cite the articles and events themselves alone, or the sources that they name
    #[arg(long, value_name = "PART")]
    only: Option<OnlyArg>,

    /// The name of the digest, such as "SPRi AI Brief", which no digest file tells
    #[arg(long, value_name = "NAME")]
    publication: Option<String>,
}

/// Which works are cited alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OnlyArg {
    Article,
    Sources,
}

/// The citations of `works` as a text, a work a line where the style has lines.
pub(in crate::cli) fn text_of(works: &[Work], style: CitationStyle) -> String {
    let look = Style {
        width_cells: UNBOUNDED_CELLS,
        ..Style::default()
    };
    let mut text = Vec::new();
    // A vector takes all that is written.
    let _ = style.writer(look).write(&mut text, works);
    String::from_utf8_lossy(&text).into_owned()
}

fn write_works(style: CitationStyle, look: Style<'_>, works: &[Work]) -> anyhow::Result<()> {
    let mut out = streams::stdout();
    style
        .writer(look)
        .write(&mut out, works)
        .and_then(|()| out.flush())
        .context(messages::command::no_citations_written())
}

impl CitationArgs {
    /// The first of these flags that was given.
    pub(in crate::cli) fn given(&self) -> Option<&'static str> {
        let flags = [
            (self.style.is_some(), "--style"),
            (self.only.is_some(), "--only"),
            (self.publication.is_some(), "--publication"),
        ];
        flags.iter().find(|(given, _)| *given).map(|flag| flag.1)
    }

    /// Writes the citations of `documents` to standard output. Where there are none,
    /// that is told.
    pub(in crate::cli) fn write<'a>(
        &self,
        session: &Session,
        documents: impl IntoIterator<Item = &'a Document>,
    ) -> anyhow::Result<Outcome> {
        let works = self.works(documents);
        if works.is_empty() {
            streams::tell(messages::command::nothing_to_cite());
            return self.write_nothing(session);
        }
        let style = self.style.unwrap_or_default();
        let look = session.style();
        if style == CitationStyle::Text {
            // A citation is a line for whatever takes lines, and wrapped for eyes alone.
            let asked = session.settings.width_cells;
            let width_cells = asked.or_else(streams::told_width_cells);
            let lines = output::citation_lines(&works, width_cells.unwrap_or(UNBOUNDED_CELLS));
            pager::show(session, &lines, &look)?;
            return Ok(Outcome::Good);
        }
        write_works(style, look, &works)?;
        Ok(Outcome::Good)
    }

    /// What stands in the place of citations where nothing is cited, which was told: an empty
    /// list where programs read one, else nothing.
    pub(in crate::cli) fn write_nothing(&self, session: &Session) -> anyhow::Result<Outcome> {
        if self.style == Some(CitationStyle::CslJson) {
            write_works(CitationStyle::CslJson, session.style(), &[])?;
        }
        Ok(Outcome::Lacking)
    }

    /// The citations of `document` as a text, a work a line where the style has lines;
    /// `None` where there are none.
    pub(in crate::cli) fn text_of(&self, document: &Document) -> Option<String> {
        let works = self.works([document]);
        if works.is_empty() {
            return None;
        }
        Some(text_of(&works, self.style.unwrap_or_default()))
    }

    fn works<'a>(&self, documents: impl IntoIterator<Item = &'a Document>) -> Vec<Work> {
        let parts = match self.only {
            None => CitedParts::All,
            Some(OnlyArg::Article) => CitedParts::Article,
            Some(OnlyArg::Sources) => CitedParts::Sources,
        };
        output::works(documents, parts, self.publication.as_deref())
    }
}
