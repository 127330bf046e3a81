//! JSON: one object on one line, with its `format_version`.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::super::json::{self, FORMAT_VERSION, write_line};
use super::super::table::{Cell, Table};
use super::{HitsPage, Renderer};
use crate::document::Document;

/// Writes JSON.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl Renderer for Json {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        json::hits_json(out, page.hits, page.elapsed)
    }

    fn document(&self, out: &mut dyn Write, document: &Document) -> io::Result<()> {
        json::document_json(out, document)
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        let rows: Vec<Value> = table
            .rows
            .iter()
            .map(|row| row_object(table, row))
            .collect();
        write_line(
            out,
            &json!({"format_version": FORMAT_VERSION, table.name: rows}),
        )
    }
}

/// A row as an object with a field for each column.
fn row_object(table: &Table, row: &[Cell]) -> Value {
    let fields = table.columns.iter().zip(row);
    let fields = fields.map(|(column, cell)| (column.name.to_owned(), cell_value(cell)));
    Value::Object(fields.collect::<Map<String, Value>>())
}

fn cell_value(cell: &Cell) -> Value {
    match cell {
        Cell::Unknown => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Texts(texts) => json!(texts),
        Cell::Count(count) => json!(count),
        Cell::Date(date) => json!(date.to_string()),
    }
}
