//! That an index which is in use is not what was written, as an error whose cause can be told
//! from others wherever it came through.

use std::{fmt, io};

use crate::language::messages;
use tantivy::TantivyError;

/// That an index which is in use is not what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexDamaged(String);

impl IndexDamaged {
    /// With what is damaged, in words.
    pub(crate) fn new(what: impl fmt::Display) -> Self {
        IndexDamaged(what.to_string())
    }

    /// Whether that is among the causes of an error, as it comes out of a search.
    pub fn caused(error: &anyhow::Error) -> bool {
        let is_io = |error: &io::Error| error.get_ref().is_some_and(|inner| inner.is::<Self>());
        error.is::<Self>()
            || error.chain().any(|cause| match cause.downcast_ref() {
                // It has no source, and an error of input and output hides what it was made of.
                Some(TantivyError::IoError(error)) => is_io(error),
                _ => cause.is::<Self>() || cause.downcast_ref().is_some_and(is_io),
            })
    }
}

impl fmt::Display for IndexDamaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", messages::index::index_damaged(&self.0))
    }
}

impl std::error::Error for IndexDamaged {}
