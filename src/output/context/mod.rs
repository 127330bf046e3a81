//! Answers for a reader that holds few of them at once: a model with its context window.
//!
//! They are the objects that JSON has, without what says nothing to such a reader, and cut to
//! what fits (`trim`, `fit`). The schemas say the same of their fields (`schema`).

mod fit;
mod schema;
mod trim;

use serde_json::{Map, Value};

use super::model::{Answer, Versioned};

pub use fit::{DocumentStart, Fitted, chars_of, fit_document, fit_rows};
pub use schema::{ContextSchema, context_schema};
pub use trim::Trim;

/// The object that JSON has for an answer of one object, `format_version` and all.
///
/// # Errors
///
/// Where a value has no place in JSON.
pub fn json_object(answer: &dyn Answer) -> serde_json::Result<Map<String, Value>> {
    let mut objects = answer.objects().into_iter();
    let Some(object) = objects.next() else {
        return Ok(Map::new());
    };
    match serde_json::to_value(Versioned(object))? {
        Value::Object(object) => Ok(object),
        other => Ok(Map::from_iter([("value".to_owned(), other)])),
    }
}
