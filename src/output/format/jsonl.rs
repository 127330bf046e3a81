//! JSON Lines: an object on each line, with its `format_version`.

use std::io::{self, Write};

use super::super::json::{self, write_line};
use super::super::table::Table;
use super::json::RowObject;
use super::{DocumentPage, HitsPage, Renderer};

/// Writes JSON Lines: a line for each hit or row, and one for a document.
#[derive(Debug, Clone, Copy)]
pub struct JsonLines;

impl Renderer for JsonLines {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        json::hit_lines_json(out, page.hits)
    }

    fn document(&self, out: &mut dyn Write, page: &DocumentPage<'_>) -> io::Result<()> {
        json::document_json(out, page)
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        for row in &table.rows {
            let line = RowObject {
                table,
                row,
                with_version: true,
            };
            write_line(out, &line)?;
        }
        Ok(())
    }
}
