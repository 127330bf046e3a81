//! What a value of a field says: its texts, or its address, in whatever lists and objects they
//! lie.

use serde_json::Value;

use super::markup;
use crate::corpus::characters::trim;

/// How deep the text of a field may lie in lists and objects.
const DEEPEST: usize = 4;

/// Where an object that stands for a text has it, the surest first.
const TEXT_KEYS: [&str; 9] = [
    "value", "rendered", "text", "#text", "$t", "_", "name", "title", "$date",
];

/// Where an object that stands for an address has it.
const URL_KEYS: [&str; 5] = ["href", "@href", "url", "value", "rendered"];

/// Whether a value says nothing.
pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => trim(text).is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(fields) => fields.values().all(is_blank),
        _ => false,
    }
}

/// The texts of a value: of a string itself, of a list each, of an object that stands for a
/// text the one that it has. `None` where one is something else.
pub(super) fn texts_of(value: &Value) -> Option<Vec<String>> {
    texts_at(value, &TEXT_KEYS, DEEPEST)
}

fn texts_at(value: &Value, keys: &[&str], depth: usize) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::String(text) => Some(vec![text.clone()]),
        Value::Array(items) if depth > 0 => {
            let texts = items.iter().map(|item| texts_at(item, keys, depth - 1));
            Some(texts.collect::<Option<Vec<_>>>()?.concat())
        }
        Value::Object(fields) if depth > 0 => {
            let found = keys.iter().filter_map(|key| fields.get(*key));
            let said = found.into_iter().find(|value| !is_blank(value))?;
            texts_at(said, keys, depth - 1)
        }
        _ => None,
    }
}

/// The web address of a value: of several, the one that is an article's own.
pub(super) fn address_of(value: &Value) -> Option<String> {
    let address = match value {
        Value::Array(links) => {
            let is_own = |link: &&Value| {
                let rel = link.get("rel").and_then(Value::as_str);
                rel.is_none_or(|rel| rel == "alternate")
            };
            return links
                .iter()
                .filter(is_own)
                .chain(links)
                .find_map(|link| (!link.is_array()).then(|| address_of(link))?);
        }
        value => texts_at(value, &URL_KEYS, 2)?.into_iter().next()?,
    };
    let address = markup::read_line(&address);
    (!address.is_empty()).then_some(address)
}
