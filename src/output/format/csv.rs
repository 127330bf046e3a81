//! CSV (RFC 4180): a record a line, the names of the columns in the first.

use std::io::{self, Write};

use super::super::model::{Answer, Shape};
use super::rows::{begin, flat};
use super::{Renderer, Style};

/// Writes CSV that opens in a spreadsheet: no cell is taken for a formula.
pub(super) struct Csv;

impl Renderer for Csv {
    fn name(&self) -> &'static str {
        "csv"
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
