//! The formats that values are written in: one small trait, a file each.
//!
//! Defines which there are and what each must be able to write. What is shown is the
//! caller's.

mod csv;
mod html;
mod json;
mod jsonl;
mod markdown;
mod marks;
mod rows;
mod text;
mod tsv;

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::str::FromStr;
use std::time::Duration;

use super::style::Style;
use super::table::Table;
use crate::document::{Document, Part};
use crate::search::{DocumentMarks, Hits};

pub use csv::Csv;
pub use html::Html;
pub use json::Json;
pub use jsonl::JsonLines;
pub use markdown::Markdown;
pub use text::Text;
pub use tsv::Tsv;

/// A page of hits, with what is told around it.
#[derive(Debug, Clone, Copy)]
pub struct HitsPage<'a> {
    /// The hits.
    pub hits: &'a Hits,
    /// How long the search took.
    pub elapsed: Duration,
}

/// One document, whole.
#[derive(Debug, Clone, Copy)]
pub struct DocumentPage<'a> {
    /// The document.
    pub document: &'a Document,
    /// What to mark in it, where words were asked for.
    pub marks: Option<&'a DocumentMarks>,
}

impl DocumentPage<'_> {
    /// What to mark in a part of the document, at its place in its list: ranges of
    /// characters, in order and apart.
    pub fn marks_of(&self, part: Part, index: usize) -> &[Range<usize>] {
        self.marks.map_or(&[], |marks| marks.of(part, index))
    }
}

/// Writes values in one format.
pub trait Renderer {
    /// A page of hits.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written.
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()>;

    /// Documents, each whole.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written.
    fn documents(&self, out: &mut dyn Write, pages: &[DocumentPage<'_>]) -> io::Result<()>;

    /// Rows of one kind.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written.
    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()>;
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One object on one line.
    Json,
    /// An object a line, one for each hit or row.
    JsonLines,
    /// A record for each hit or row, for spreadsheets.
    Csv,
    /// The same, parted by tabs.
    Tsv,
    /// Markdown, for notes.
    Markdown,
    /// One page for a browser.
    Html,
}

impl Format {
    /// Every format, the one for people first.
    pub const ALL: [Format; 7] = [
        Format::Text,
        Format::Json,
        Format::JsonLines,
        Format::Csv,
        Format::Tsv,
        Format::Markdown,
        Format::Html,
    ];

    /// The format's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }

    /// Whether a spreadsheet opens it, so that the UTF-8 mark has a use.
    pub fn is_for_spreadsheets(self) -> bool {
        matches!(self, Format::Csv | Format::Tsv)
    }

    /// Whether a page of hits tells what was searched for otherwise than it was typed;
    /// elsewhere there is no place for it.
    pub fn tells_notes(self) -> bool {
        matches!(
            self,
            Format::Text | Format::Json | Format::Markdown | Format::Html
        )
    }

    /// What writes it. `style` tells how text may look, `mark` whether files for
    /// spreadsheets begin with the UTF-8 mark.
    pub fn renderer(self, style: Style, mark: bool) -> Box<dyn Renderer> {
        match self {
            Format::Text => Box::new(Text { style }),
            Format::Json => Box::new(Json),
            Format::JsonLines => Box::new(JsonLines),
            Format::Csv => Box::new(Csv { mark }),
            Format::Tsv => Box::new(Tsv { mark }),
            Format::Markdown => Box::new(Markdown),
            Format::Html => Box::new(Html),
        }
    }
}

/// There is no format of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Format::ALL.map(Format::name).join(", ");
        write!(f, "there is no format “{}”; there are {names}", self.0)
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Format::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}
