//! The schema of an answer that was cut for a model, made of the schema that JSON has.
//!
//! A schema of the contract points to parts that others share. A client gets one that stands
//! alone, so what it points to is put into it.

use serde_json::{Map, Value, json};

use super::fit::left_out;
use super::trim::{KNOWN, Trim};

const PARTS: &str = include_str!("../../../schemas/parts.json");
const PARTS_FILE: &str = "parts.json";

/// The schemas that are made use of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextSchema {
    /// A page of hits.
    Hits,
    /// A document, whole.
    Document,
    /// Citations in a style.
    Citations,
    /// Articles like one.
    Related,
    /// Articles a month.
    Months,
    /// Events.
    Events,
    /// Publishers.
    Sources,
    /// The works of a publisher.
    Works,
}

impl ContextSchema {
    fn text(self) -> &'static str {
        match self {
            ContextSchema::Hits => include_str!("../../../schemas/hits.json"),
            ContextSchema::Document => include_str!("../../../schemas/document.json"),
            ContextSchema::Citations => include_str!("../../../schemas/citations.json"),
            ContextSchema::Related => include_str!("../../../schemas/related.json"),
            ContextSchema::Months => include_str!("../../../schemas/months.json"),
            ContextSchema::Events => include_str!("../../../schemas/events.json"),
            ContextSchema::Sources => include_str!("../../../schemas/sources.json"),
            ContextSchema::Works => include_str!("../../../schemas/works.json"),
        }
    }
}

/// The schema of an answer, after `trim` and with its lists cut.
///
/// # Errors
///
/// Where a schema of the contract is no JSON.
pub fn context_schema(of: ContextSchema, trim: &Trim) -> serde_json::Result<Map<String, Value>> {
    let mut schema: Map<String, Value> = serde_json::from_str(of.text())?;
    let parts: Value = serde_json::from_str(PARTS)?;
    let own = schema.remove("$defs").unwrap_or_default();
    schema.remove("$schema");
    schema.remove("title");
    let mut schema = Value::Object(schema);
    let mut definitions = Map::new();
    let shared = &parts["$defs"];
    take_in(
        &mut schema,
        &Home { own: &own, shared },
        false,
        &mut definitions,
    );
    let known = Value::Object(definitions.clone());
    trim_schema(&mut schema, trim, &known);
    for definition in definitions.values_mut() {
        trim_schema(definition, trim, &known);
    }
    // What nothing points to any more, since the field went that did.
    let mut kept = Map::new();
    keep_used(&schema, &definitions, &mut kept);
    if !kept.is_empty() {
        schema["$defs"] = Value::Object(kept);
    }
    match schema {
        Value::Object(schema) => Ok(schema),
        _ => Ok(Map::new()),
    }
}

/// The name that a reference ends in.
fn name_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

/// Where definitions stand.
struct Home<'a> {
    /// Those of the schema itself.
    own: &'a Value,
    /// Those that schemas share.
    shared: &'a Value,
}

/// Points references to the schema's own definitions, and takes those in that are pointed to.
/// `is_shared` tells that this is one that others share. Both kinds have names of their own.
fn take_in(
    schema: &mut Value,
    home: &Home<'_>,
    is_shared: bool,
    definitions: &mut Map<String, Value>,
) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get_mut("$ref") {
                let is_shared = is_shared || reference.starts_with(PARTS_FILE);
                let name = name_of(reference).to_owned();
                let (found, name) = match is_shared {
                    true => (home.shared.get(&name), format!("shared_{name}")),
                    false => (home.own.get(&name), name),
                };
                *reference = format!("#/$defs/{name}");
                if !definitions.contains_key(&name)
                    && let Some(found) = found
                {
                    let mut found = found.clone();
                    // It may point to itself.
                    definitions.insert(name.clone(), Value::Null);
                    take_in(&mut found, home, is_shared, definitions);
                    definitions.insert(name, found);
                }
            }
            for value in object.values_mut() {
                take_in(value, home, is_shared, definitions);
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| take_in(item, home, is_shared, definitions)),
        _ => {}
    }
}

fn keep_used(schema: &Value, definitions: &Map<String, Value>, kept: &mut Map<String, Value>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref") {
                let name = name_of(reference);
                if !kept.contains_key(name)
                    && let Some(definition) = definitions.get(name)
                {
                    kept.insert(name.to_owned(), definition.clone());
                    keep_used(definition, definitions, kept);
                }
            }
            for value in object.values() {
                keep_used(value, definitions, kept);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| keep_used(item, definitions, kept)),
        _ => {}
    }
}

/// Takes the fields out that `trim` leaves out, asks for none that may be, and adds the counts
/// of what is left out of lists.
fn trim_schema(schema: &mut Value, trim: &Trim, definitions: &Value) {
    match schema {
        Value::Object(object) => {
            let mut optional = Vec::new();
            if let Some(Value::Object(fields)) = object.get_mut("properties") {
                fields.retain(|name, _| !trim.dropped.contains(&name.as_str()));
                let mut counts = Vec::new();
                for (name, field) in &*fields {
                    if name == trim.rows {
                        continue;
                    }
                    if may_be_left_out(field, definitions) || name == KNOWN {
                        optional.push(name.clone());
                    }
                    if resolved(field, definitions)["type"] == "array" {
                        counts.push(left_out(name));
                    }
                }
                for count in counts {
                    let about = "How many more there are than are listed.";
                    let count_schema =
                        json!({"type": "integer", "minimum": 1, "description": about});
                    fields.insert(count, count_schema);
                }
            }
            if let Some(Value::Array(required)) = object.get_mut("required") {
                required.retain(|name| {
                    let name = name.as_str().unwrap_or_default();
                    !trim.dropped.contains(&name) && !optional.iter().any(|one| one == name)
                });
            }
            for value in object.values_mut() {
                trim_schema(value, trim, definitions);
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| trim_schema(item, trim, definitions)),
        _ => {}
    }
}

/// The schema that a reference leads to; itself where it is none.
fn resolved<'a>(field: &'a Value, definitions: &'a Value) -> &'a Value {
    let reference = field["$ref"].as_str();
    reference.map_or(field, |reference| &definitions[name_of(reference)])
}

/// Whether the field may be null, or an empty list.
fn may_be_left_out(field: &Value, definitions: &Value) -> bool {
    let field = resolved(field, definitions);
    let holds_null = |of: &Value, null: Value| of.as_array().is_some_and(|of| of.contains(&null));
    let may_be_empty = field["type"] == "array" && field["minItems"].as_u64().unwrap_or(0) == 0;
    holds_null(&field["type"], json!("null"))
        || holds_null(&field["enum"], Value::Null)
        || may_be_empty
}
