//! What is told of a word that may not have been typed to its end.

/// The words that go on behind a word that few documents hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continued {
    /// The word as it was typed.
    pub from: String,
    /// The words that were looked for behind it, the most frequent first.
    pub words: Vec<String>,
}
