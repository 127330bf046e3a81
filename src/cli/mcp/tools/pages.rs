//! Answers that are lists: as many rows as fit, and how to ask for the others.

use serde_json::{Map, Value, json};

use super::tool::Call;
use crate::cli::mcp::arguments::{Argument, Kind};
use crate::output::{self, ContextSchema, Trim};

/// How many rows to pass over.
pub(super) const OFFSET: Argument = Argument::new(
    "offset",
    Kind::Count {
        least: 0,
        most: 1_000_000,
        default: 0,
    },
    "How many of the first to pass over: what `next` of the answer before says",
);

/// A list before it is cut.
pub(super) struct List {
    /// The object that JSON has for it, with the rows from `offset` on.
    pub object: Map<String, Value>,
    pub trim: &'static Trim,
    pub offset: usize,
    /// How many rows there are in all.
    pub total: usize,
}

impl List {
    /// The part of a list that was asked for by `offset` and `limit`; `object` has all rows.
    pub(super) fn asked_for(
        call: &Call<'_>,
        mut object: Map<String, Value>,
        trim: &'static Trim,
    ) -> Self {
        let (offset, limit) = (call.given.count("offset"), call.given.count("limit"));
        let total = cut(&mut object, trim.rows, offset, limit);
        List {
            object,
            trim,
            offset,
            total,
        }
    }

    /// What to say where the page lies behind the last row of a list that has any.
    pub(super) fn behind_the_last(&self) -> Option<String> {
        behind_the_last(self.offset, self.total).filter(|_| self.total > 0)
    }

    /// The answer: rows that fit into so many characters, where the next begin, and what a
    /// reader is told beside it.
    pub(super) fn fit(self, notes: Vec<String>, most_chars: usize) -> Map<String, Value> {
        let mut object = self.object;
        self.trim.apply(&mut object);
        let rows = match object.remove(self.trim.rows) {
            Some(Value::Array(rows)) => rows,
            _ => Vec::new(),
        };
        if !notes.is_empty() {
            object.insert("notes".to_owned(), Value::from(notes));
        }
        // What stands beside the rows, such as counts, shall leave them room.
        let beside = output::fit_rows(vec![Value::Object(object)], most_chars / 2).pop();
        let mut object = match beside {
            Some(Value::Object(object)) => object,
            _ => Map::new(),
        };
        let used = output::chars_of(&Value::Object(object.clone()));
        let rows = output::fit_rows(rows, most_chars.saturating_sub(used));
        let last = self.offset + rows.len();
        if !rows.is_empty() && last < self.total {
            let next = json!({"offset": last, "left": self.total - last});
            object.insert("next".to_owned(), next);
        }
        object.insert(self.trim.rows.to_owned(), Value::Array(rows));
        object
    }
}

/// The schema of a list.
pub(super) fn schema(of: ContextSchema, trim: &Trim) -> serde_json::Result<Map<String, Value>> {
    let mut schema = output::context_schema(of, trim)?;
    let offset =
        json!({"type": "integer", "minimum": 0, "description": "The `offset` to ask with."});
    let left = json!({"type": "integer", "minimum": 1, "description": "How many there are from there on."});
    add(&mut schema, &[("offset", offset), ("left", left)]);
    Ok(schema)
}

/// Adds what every answer may have: notes, and how to ask for the rest.
pub(super) fn add(schema: &mut Map<String, Value>, next: &[(&str, Value)]) {
    let fields: Map<String, Value> = next
        .iter()
        .map(|(name, field)| ((*name).to_owned(), field.clone()))
        .collect();
    let properties = schema
        .entry("properties")
        .or_insert_with(|| Value::Object(Map::new()));
    properties["notes"] = json!({
        "type": "array",
        "items": {"type": "string"},
        "description": "What to know of the answer: words that were taken for others, what was left out, why there is nothing.",
    });
    properties["next"] = json!({
        "type": "object",
        "properties": fields,
        "description": "Where the answer is not all: arguments that get the rest, beside those of this call.",
    });
}

/// The rows of `object` from `offset` on, `limit` at most, and how many there are in all.
fn cut(object: &mut Map<String, Value>, rows: &str, offset: usize, limit: usize) -> usize {
    let Some(Value::Array(all)) = object.get_mut(rows) else {
        return 0;
    };
    let total = all.len();
    all.drain(..offset.min(total));
    all.truncate(limit);
    total
}

/// What to say where a page lies behind the last row.
pub(super) fn behind_the_last(offset: usize, total: usize) -> Option<String> {
    (offset > 0 && offset >= total)
        .then(|| format!("there are {total} in all, and none from offset {offset} on"))
}
