//! What finds the rows of one kind.

use serde_json::{Value, json};

use crate::index::{LAST_ARTICLE_ORDER, row_fields};

/// What every document is and no other row.
pub fn is_document() -> Value {
    json!({"term": {row_fields::ROW: row_fields::DOCUMENT_ROW}})
}

/// What every article is and no event.
pub fn is_article() -> Value {
    json!({"range": {row_fields::ORDER: {"lte": LAST_ARTICLE_ORDER}}})
}

/// What every event is and no article.
pub(super) fn is_event() -> Value {
    json!({"range": {row_fields::ORDER: {"gt": LAST_ARTICLE_ORDER}}})
}

/// What came from the digest file `file`.
pub(super) fn is_of_file(file: &str) -> Value {
    json!({"term": {row_fields::FILE: file}})
}

/// What came from one of these digest files.
pub fn is_of_files(files: &[&str]) -> Value {
    json!({"terms": {row_fields::FILE: files}})
}
