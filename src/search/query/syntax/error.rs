//! A mistake in a query that is certainly one.

use crate::language::{Message, messages};
use std::fmt;
use std::ops::Range;

/// What is wrong in a query, where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The query as it was typed.
    pub text: String,
    /// The bytes of it that are wrong; never empty.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub message: Message,
    /// What would be right.
    pub hint: Message,
}

impl SyntaxError {
    /// The part of the query that is wrong.
    pub fn part(&self) -> &str {
        &self.text[self.range.clone()]
    }

    /// Where it begins, in characters from 1.
    pub fn column(&self) -> usize {
        self.text[..self.range.start].chars().count() + 1
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (column, part) = (self.column(), self.part());
        let told = messages::search::syntax_error(&column, &part, &self.message, &self.hint);
        f.write_str(told.text())
    }
}

impl std::error::Error for SyntaxError {}
