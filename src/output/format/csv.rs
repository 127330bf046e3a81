//! CSV (RFC 4180): a record a line, the names of the columns in the first.

use std::io::{self, Write};

use super::super::table::Table;
use super::rows::{UTF8_MARK, document_rows, flat, hit_or_count_rows};
use super::{DocumentPage, HitsPage, Renderer};

/// Writes CSV that opens in a spreadsheet: no cell is taken for a formula.
#[derive(Debug, Clone, Copy)]
pub struct Csv {
    /// Whether it begins with the UTF-8 mark, without which some spreadsheets take
    /// Hangul for another encoding.
    pub mark: bool,
}

impl Renderer for Csv {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        self.table(out, &hit_or_count_rows(page.hits))
    }

    fn documents(&self, out: &mut dyn Write, pages: &[DocumentPage<'_>]) -> io::Result<()> {
        self.table(out, &document_rows(pages))
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        if self.mark {
            out.write_all(UTF8_MARK)?;
        }
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(table.columns.iter().map(|column| column.name))?;
        for row in &table.rows {
            writer.write_record(row.iter().map(flat))?;
        }
        writer.flush()
    }
}
