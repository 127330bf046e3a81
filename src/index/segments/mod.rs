//! The segments of a generation: their fields, and writing and reading the documents in
//! them. Which generation that is, is `generations`'s.

pub(crate) mod columns;
pub(super) mod content;
pub(super) mod dictionaries;
pub(super) mod document_columns;
pub(super) mod document_places;
pub(super) mod effort;
mod indexed_document;
pub(super) mod lengths;
mod names;
pub(super) mod new_folder;
pub(super) mod opening;
pub(super) mod packed;
pub(super) mod placed_document;
pub(super) mod places;
pub(super) mod read_only;
pub(super) mod reader;
pub(super) mod schema;
pub(super) mod stored;
mod stored_bytes;
mod stored_json;
mod term_values;
pub(super) mod writer;
