//! The formats that answers are written in: one small trait, a file each.
//!
//! Defines which there are and which answers each suits. A format prints from what an
//! answer tells of itself, and knows no command.

mod csv;
mod html;
mod hyperlink;
mod json;
mod jsonl;
mod markdown;
mod rows;
mod style;
mod text;
mod tsv;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use super::model::{Answer, Shape};

use crate::language::messages;
pub use hyperlink::encoded_path;
pub use style::{Links, Style, write_lines};

/// Writes answers in one format.
trait Renderer: Sync {
    /// The format's name on the command line.
    fn name(&self) -> &'static str;

    /// Whether it can hold an answer of this kind.
    fn suits(&self, _shape: Shape) -> bool {
        true
    }

    /// Whether a page of hits tells what was searched for otherwise than it was typed;
    /// elsewhere there is no place for it.
    fn tells_notes(&self) -> bool {
        true
    }

    /// Whether a spreadsheet opens it, so that the UTF-8 mark has a use.
    fn is_for_spreadsheets(&self) -> bool {
        false
    }

    /// Writes an answer that it suits. `style` tells how text may look.
    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, style: &Style<'_>) -> io::Result<()>;
}

/// Every format, the one for people first: a line a format.
static FORMATS: &[&dyn Renderer] = &[
    &text::Text,
    &json::Json,
    &jsonl::JsonLines,
    &csv::CSV,
    &tsv::TSV,
    &markdown::Markdown,
    &html::Html,
];

/// A format.
#[derive(Clone, Copy)]
pub struct Format(&'static dyn Renderer);

impl Format {
    /// For people.
    pub const TEXT: Format = Format(&text::Text);
    /// One object on one line.
    pub const JSON: Format = Format(&json::Json);
    /// An object a line, one for each hit or row.
    pub const JSON_LINES: Format = Format(&jsonl::JsonLines);
    /// A record for each hit or row, for spreadsheets.
    pub const CSV: Format = Format(&csv::CSV);
    /// A page for notes and reports, and for models.
    pub const MARKDOWN: Format = Format(&markdown::Markdown);

    /// Every format, the one for people first.
    pub fn all() -> impl Iterator<Item = Format> {
        FORMATS.iter().map(|renderer| Format(*renderer))
    }

    /// The format's name on the command line.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether a spreadsheet opens it, so that the UTF-8 mark has a use.
    pub fn is_for_spreadsheets(self) -> bool {
        self.0.is_for_spreadsheets()
    }

    /// Whether a page of hits tells what was searched for otherwise than it was typed;
    /// elsewhere there is no place for it.
    pub fn tells_notes(self) -> bool {
        self.0.tells_notes()
    }

    /// Refuses an answer of a kind that it cannot hold.
    ///
    /// # Errors
    ///
    /// Where it suits none, with the formats that do.
    pub fn check(self, shape: Shape) -> Result<(), Unsuited> {
        if self.0.suits(shape) {
            return Ok(());
        }
        Err(Unsuited {
            format: self,
            suited: Format::all().filter(|other| other.0.suits(shape)).collect(),
        })
    }

    /// Writes `answer`.
    ///
    /// # Errors
    ///
    /// Where it suits no such answer ([`Unsuited`], as [`Format::check`] has it), and where
    /// `out` cannot be written.
    pub fn write(
        self,
        out: &mut dyn Write,
        answer: &dyn Answer,
        style: &Style<'_>,
    ) -> io::Result<()> {
        self.check(answer.shape()).map_err(io::Error::other)?;
        self.0.write(out, answer, style)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Format").field(&self.name()).finish()
    }
}

impl Default for Format {
    fn default() -> Self {
        Format::TEXT
    }
}

/// A format cannot hold an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsuited {
    /// The format.
    pub format: Format,
    /// Those that can.
    pub suited: Vec<Format>,
}

impl fmt::Display for Unsuited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = self.format.name();
        write!(
            f,
            "{}",
            messages::output::no_rows(&format, &names(&self.suited))
        )
    }
}

impl std::error::Error for Unsuited {}

/// There is no format of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<Format> = Format::all().collect();
        write!(
            f,
            "{}",
            messages::output::no_such_format(&self.0, &names(&all))
        )
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Format::all().find(|format| format.name() == name);
        found.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

fn names(formats: &[Format]) -> String {
    let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    names.join(", ")
}
