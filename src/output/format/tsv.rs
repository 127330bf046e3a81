//! TSV: cells parted by tabs, a record a line, the names of the columns in the first.

use std::io::{self, Write};

use super::super::model::Table;
use super::rows::{Rows, flat};

/// TSV. Nothing is quoted: cells hold neither tabs nor line ends.
pub(super) static TSV: Rows = Rows { name: "tsv", write };

fn write(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    writeln!(out, "{}", names.join("\t"))?;
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(flat).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}
