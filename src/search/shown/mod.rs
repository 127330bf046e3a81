//! What is shown of a document: passages, and the words of a query marked.

pub(super) mod highlight;
pub(super) mod hits;
pub(super) mod marks;
mod page;
mod sentences;
pub(super) mod snippet;
mod sought;
#[cfg(test)]
mod tests;
mod token_finder;
mod word_finder;
