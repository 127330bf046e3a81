//! JSON: one object on one line, with its `format_version`.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::document;
use super::super::json::{self, FORMAT_VERSION, to_four_places, write_line};
use super::super::table::{Cell, Table};
use super::{DocumentPage, HitsPage, Renderer};

/// Writes JSON.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl Renderer for Json {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        json::hits_json(out, page.hits, page.elapsed)
    }

    fn documents(&self, out: &mut dyn Write, pages: &[DocumentPage<'_>]) -> io::Result<()> {
        let mut pages = pages.iter();
        pages.try_for_each(|page| document::document_json(out, page))
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        write_line(out, &TableObject(table))
    }
}

/// A table as an object with its rows in the field of its name.
struct TableObject<'a>(&'a Table);

impl Serialize for TableObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.0.rows.iter();
        let rows = rows.map(|row| RowObject {
            table: self.0,
            row,
            with_version: false,
        });
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("format_version", &FORMAT_VERSION)?;
        map.serialize_entry(self.0.name, &rows.collect::<Vec<_>>())?;
        map.end()
    }
}

/// A row as an object with a field for each column, in their order.
pub(super) struct RowObject<'a> {
    /// The table of the row.
    pub(super) table: &'a Table,
    /// The row's cells.
    pub(super) row: &'a [Cell],
    /// Whether the object stands alone and tells its `format_version`.
    pub(super) with_version: bool,
}

impl Serialize for RowObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.with_version {
            map.serialize_entry("format_version", &FORMAT_VERSION)?;
        }
        for (column, cell) in self.table.columns.iter().zip(self.row) {
            map.serialize_entry(column.name, &CellValue(cell))?;
        }
        map.end()
    }
}

struct CellValue<'a>(&'a Cell);

impl Serialize for CellValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Unknown => serializer.serialize_unit(),
            Cell::Text(text) => text.serialize(serializer),
            Cell::Texts(texts) => texts.serialize(serializer),
            Cell::Count(count) => count.serialize(serializer),
            Cell::Figure(figure) => to_four_places(*figure).serialize(serializer),
            Cell::Date(date) => serializer.collect_str(date),
        }
    }
}
