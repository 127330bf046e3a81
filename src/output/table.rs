//! Rows of one kind: what a command that lists things shows.
//!
//! Defines the table as a value. How it looks in each format is `format`'s.

use crate::document::Date;

/// Rows with named columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the rows are, as the field of the JSON object that holds them: `issues`.
    pub name: &'static str,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs: the field in JSON, the header in CSV.
    pub name: &'static str,
    /// Its heading for people.
    pub label: &'static str,
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known: null in JSON, empty elsewhere.
    Unknown,
    /// A text.
    Text(String),
    /// Several texts: an array in JSON, joined by `; ` elsewhere.
    Texts(Vec<String>),
    /// A count, shown to the right.
    Count(u64),
    /// A day, ISO 8601.
    Date(Date),
}

impl From<Option<Date>> for Cell {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Cell::Unknown, Cell::Date)
    }
}

impl Cell {
    /// A text that may be missing.
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Cell::Unknown, |text| Cell::Text(text.to_owned()))
    }
}
