//! A table of JSON that is written by columns, or as rows without names, as programs for
//! tables do where nobody says otherwise.

use serde_json::Value;

use crate::corpus::records::fields::FieldNames;
use crate::corpus::records::object::Fields;

/// A larger table is not turned round: all of it has to be held.
const MOST_BYTES: usize = 4 << 20;

/// The records of a text that is an object of columns, each an object with a value for each
/// row (`{"title": {"0": …}}`), or of the names of columns beside rows (`{"columns": […],
/// "data": [[…]]}`). `None` where it is neither.
pub(super) fn records_of(text: &str, names: &FieldNames) -> Option<Vec<Fields>> {
    if text.len() > MOST_BYTES || !text.trim_start().starts_with('{') {
        return None;
    }
    let Ok(Value::Object(table)) = serde_json::from_str::<Value>(text) else {
        return None;
    };
    if let (Some(Value::Array(columns)), Some(Value::Array(rows))) =
        (table.get("columns"), table.get("data"))
    {
        let columns: Option<Vec<&str>> = columns.iter().map(Value::as_str).collect();
        let columns = columns?;
        let record = |row: &Value| {
            let cells = row.as_array().into_iter().flatten();
            let fields = columns.iter().zip(cells);
            fields
                .map(|(name, cell)| ((*name).to_owned(), cell.clone()))
                .collect()
        };
        return Some(rows.iter().map(record).collect());
    }
    // The rows are those of the first column with a name that is known.
    let known = table.iter().find(|(name, _)| names.role(name).is_some());
    let rows = known?.1.as_object()?;
    if !rows.values().all(is_cell) {
        return None;
    }
    let mut rows: Vec<&String> = rows.keys().collect();
    rows.sort_by_key(|row| row.parse::<u64>().unwrap_or(u64::MAX));
    let record = |row: &&String| {
        let cells = table.iter().filter_map(|(name, column)| {
            let cell = column.get(row.as_str()).filter(|cell| is_cell(cell))?;
            Some((name.clone(), cell.clone()))
        });
        cells.collect()
    };
    Some(rows.iter().map(record).collect())
}

/// Whether a value stands for a cell of a table.
fn is_cell(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}
