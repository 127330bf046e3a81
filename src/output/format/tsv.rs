//! TSV: cells parted by tabs, a record a line, the names of the columns in the first.

use std::io::{self, Write};

use super::super::model::{Answer, Shape};
use super::rows::{begin, flat};
use super::{Renderer, Style};

/// Writes TSV. Nothing is quoted: cells hold neither tabs nor line ends.
pub(super) struct Tsv;

impl Renderer for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn suits(&self, shape: Shape) -> bool {
        shape == Shape::List
    }

    fn tells_notes(&self) -> bool {
        false
    }

    fn is_for_spreadsheets(&self) -> bool {
        true
    }

    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, style: &Style<'_>) -> io::Result<()> {
        let table = begin(out, answer, style)?;
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        writeln!(out, "{}", names.join("\t"))?;
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(flat).collect();
            writeln!(out, "{}", cells.join("\t"))?;
        }
        Ok(())
    }
}
