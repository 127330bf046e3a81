//! TSV: cells parted by tabs, a record a line, the names of the columns in the first.

use std::io::{self, Write};

use super::super::model::Table;
use super::rows::{Guard, Rows, flat_row};

/// TSV. Nothing is quoted: cells hold neither tabs nor line ends.
pub(super) static TSV: Rows = Rows {
    name: "tsv",
    write,
    guard: Guard::Formulas,
};

fn write(out: &mut dyn Write, table: &Table, guard: Guard) -> io::Result<()> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    writeln!(out, "{}", names.join("\t"))?;
    for row in &table.rows {
        writeln!(out, "{}", flat_row(table, row, guard).join("\t"))?;
    }
    Ok(())
}
