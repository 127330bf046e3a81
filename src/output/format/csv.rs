//! CSV (RFC 4180): a record a line, the names of the columns in the first.

use std::io::{self, Write};

use super::super::model::Table;
use super::rows::{Guard, Rows, flat_row};

/// CSV that opens in a spreadsheet: no cell is taken for a formula, nor for another date.
pub(super) static CSV: Rows = Rows {
    name: "csv",
    write,
    guard: Guard::Readings,
};

fn write(out: &mut dyn Write, table: &Table, guard: Guard) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let names = table.columns.iter().map(|column| column.name);
    writer.write_record(names).map_err(of_out)?;
    for row in &table.rows {
        writer
            .write_record(flat_row(table, row, guard))
            .map_err(of_out)?;
    }
    writer.flush()
}

/// What went wrong with `out`, as it was told: a reader that went away is no error.
fn of_out(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
