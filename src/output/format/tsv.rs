//! TSV: cells parted by tabs, a record a line, the names of the columns in the first.

use std::io::{self, Write};

use super::super::table::Table;
use super::rows::{UTF8_MARK, document_rows, flat, hit_or_count_rows};
use super::{DocumentPage, HitsPage, Renderer};

/// Writes TSV. Nothing is quoted: cells hold neither tabs nor line ends.
#[derive(Debug, Clone, Copy)]
pub struct Tsv {
    /// Whether it begins with the UTF-8 mark.
    pub mark: bool,
}

impl Renderer for Tsv {
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
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        writeln!(out, "{}", names.join("\t"))?;
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(flat).collect();
            writeln!(out, "{}", cells.join("\t"))?;
        }
        Ok(())
    }
}
