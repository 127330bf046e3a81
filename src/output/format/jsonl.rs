//! JSON Lines: an object on each line, with its `format_version`.

use std::io::{self, Write};

use super::super::document;
use super::super::facets;
use super::super::json::{self, write_line};
use super::super::table::Table;
use super::json::RowObject;
use super::{DocumentPage, HitsPage, Renderer};

/// Writes JSON Lines: a line for each hit or row, and one for a document. Where hits are
/// counted by something, a line for each count stands in their place.
#[derive(Debug, Clone, Copy)]
pub struct JsonLines;

impl Renderer for JsonLines {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        if page.hits.facets.is_empty() {
            json::hit_lines_json(out, page.hits)
        } else {
            self.table(out, &facets::table(&page.hits.facets))
        }
    }

    fn documents(&self, out: &mut dyn Write, pages: &[DocumentPage<'_>]) -> io::Result<()> {
        let mut pages = pages.iter();
        pages.try_for_each(|page| document::document_json(out, page))
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
