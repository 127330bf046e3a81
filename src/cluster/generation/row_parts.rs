//! What is read of the rows of a generation, and how many of them at once.

use serde_json::{Value, json};

use crate::index::row_fields;

/// So many rows are read in one request that hold a document.
const ROWS_IN_A_PAGE: usize = 100;

/// So many rows are read in one request of which some short fields are wanted alone, and as many
/// values that are counted. A cluster gives 10,000 hits and 65,535 values at most.
pub(super) const SHORT_ROWS_IN_A_PAGE: usize = 10_000;

/// What is read of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowParts<'a> {
    /// All of them.
    Whole,
    /// The document and its id.
    Document,
    /// These fields, all of them short.
    Fields(&'a [&'a str]),
}

impl RowParts<'_> {
    pub(super) fn source(self) -> Value {
        match self {
            RowParts::Whole => json!(true),
            RowParts::Document => json!([row_fields::ID, row_fields::DOCUMENT]),
            RowParts::Fields(fields) => json!(fields),
        }
    }

    pub(super) fn in_a_page(self) -> usize {
        match self {
            RowParts::Whole | RowParts::Document => ROWS_IN_A_PAGE,
            RowParts::Fields(_) => SHORT_ROWS_IN_A_PAGE,
        }
    }
}
