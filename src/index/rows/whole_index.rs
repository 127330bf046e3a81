//! What all of an index says of terms, where a reader holds some of its documents alone.

use std::sync::Arc;

use tantivy::schema::Field;

/// Answers for all documents of an index that another engine keeps.
pub trait WholeIndex: Send + Sync {
    /// How many documents hold each of `texts` in a field, in their order.
    ///
    /// # Errors
    ///
    /// Where the engine does not answer.
    fn documents(&self, field: Field, texts: &[&str]) -> anyhow::Result<Vec<u64>>;

    /// Asks at once whether terms are there, so that what is asked for next is known.
    ///
    /// # Errors
    ///
    /// Where the engine does not answer.
    fn prepare(&self, terms: &[(Field, String)]) -> anyhow::Result<()>;

    /// Asks at once how many documents hold terms.
    ///
    /// # Errors
    ///
    /// Where the engine does not answer.
    fn prepare_counts(&self, terms: &[(Field, String)]) -> anyhow::Result<()>;

    /// Whether a document holds each of `texts` in a field, in their order. One that was deleted
    /// may count.
    ///
    /// # Errors
    ///
    /// Where the engine does not answer.
    fn are_there(&self, field: Field, texts: &[&str]) -> anyhow::Result<Vec<bool>>;

    /// Whether a document has something behind the reading `text`, so that it is a part of a
    /// word there.
    ///
    /// # Errors
    ///
    /// Where the engine does not answer.
    fn is_part(&self, field: Field, text: &str) -> anyhow::Result<bool>;
}

/// All of an index, beside the documents of it that a reader holds.
#[derive(Clone)]
pub struct Whole {
    /// How many documents it holds.
    pub documents: u64,
    /// What it says of terms.
    pub terms: Arc<dyn WholeIndex>,
}
