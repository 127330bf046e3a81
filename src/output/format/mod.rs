//! The formats that values are written in: one small trait, a file each.
//!
//! Defines which there are and what each must be able to write. What is shown is the
//! caller's.

mod json;
mod text;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;
use std::time::Duration;

use super::style::Style;
use super::table::Table;
use crate::document::Document;
use crate::search::Hits;

pub use json::Json;
pub use text::Text;

/// A page of hits, with what is told around it.
#[derive(Debug, Clone, Copy)]
pub struct HitsPage<'a> {
    /// The hits.
    pub hits: &'a Hits,
    /// How long the search took.
    pub elapsed: Duration,
}

/// Writes values in one format.
pub trait Renderer {
    /// A page of hits.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written.
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()>;

    /// One document, whole.
    ///
    /// # Errors
    ///
    /// Where `out` cannot be written.
    fn document(&self, out: &mut dyn Write, document: &Document) -> io::Result<()>;

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
}

impl Format {
    /// Every format, the one for people first.
    pub const ALL: [Format; 2] = [Format::Text, Format::Json];

    /// The format's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
        }
    }

    /// What writes it; `style` tells how text may look.
    pub fn renderer(self, style: Style) -> Box<dyn Renderer> {
        match self {
            Format::Text => Box::new(Text { style }),
            Format::Json => Box::new(Json),
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
