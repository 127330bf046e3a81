//! Citations ready for use: what a digest says and what it names as its sources.
//!
//! Defines which styles there are and what each must be able to write: one small trait,
//! a file each. What is cited, and under which key, is `work`'s.

mod bibtex;
mod csl_json;
mod key;
mod markdown;
mod ris;
mod text;
mod web;
mod work;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use super::format::{Style, write_lines};

use crate::language::messages;
pub use text::citation_lines;
pub use work::{CitedParts, Work, WorkKind, works};

/// Writes works in one style.
pub trait CitationWriter {
    /// The works in their order, as one bibliography.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written.
    fn write(&self, out: &mut dyn Write, works: &[Work]) -> io::Result<()>;
}

/// A style of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CitationStyle {
    /// For people.
    #[default]
    Text,
    /// A list, with links.
    Markdown,
    /// BibTeX, as BibLaTeX reads it too.
    Bibtex,
    /// CSL-JSON, what citeproc and Zotero read.
    CslJson,
    /// RIS, what reference managers exchange.
    Ris,
}

impl CitationStyle {
    /// Every style, the one for people first.
    pub const ALL: [CitationStyle; 5] = [
        CitationStyle::Text,
        CitationStyle::Markdown,
        CitationStyle::Bibtex,
        CitationStyle::CslJson,
        CitationStyle::Ris,
    ];

    /// The style's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            CitationStyle::Text => "text",
            CitationStyle::Markdown => "markdown",
            CitationStyle::Bibtex => "bibtex",
            CitationStyle::CslJson => "csl-json",
            CitationStyle::Ris => "ris",
        }
    }

    /// What writes it; `style` tells how text may look.
    pub fn writer<'a>(self, style: Style<'a>) -> Box<dyn CitationWriter + 'a> {
        match self {
            CitationStyle::Text => Box::new(Text { style }),
            CitationStyle::Markdown => Box::new(markdown::Markdown),
            CitationStyle::Bibtex => Box::new(bibtex::Bibtex),
            CitationStyle::CslJson => Box::new(csl_json::CslJson),
            CitationStyle::Ris => Box::new(ris::Ris),
        }
    }
}

/// Writes text for people, a work a line.
struct Text<'a> {
    style: Style<'a>,
}

impl CitationWriter for Text<'_> {
    fn write(&self, out: &mut dyn Write, works: &[Work]) -> io::Result<()> {
        let lines = citation_lines(works, self.style.width_cells);
        write_lines(out, &lines, &self.style)
    }
}

/// There is no style of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCitationStyle(String);

impl fmt::Display for UnknownCitationStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = CitationStyle::ALL.map(CitationStyle::name).join(", ");
        write!(f, "{}", messages::output::no_such_style(&self.0, &names))
    }
}

impl std::error::Error for UnknownCitationStyle {}

impl FromStr for CitationStyle {
    type Err = UnknownCitationStyle;

    fn from_str(name: &str) -> Result<Self, UnknownCitationStyle> {
        let mut styles = CitationStyle::ALL.into_iter();
        let found = styles.find(|style| style.name() == name);
        found.ok_or_else(|| UnknownCitationStyle(name.to_owned()))
    }
}
