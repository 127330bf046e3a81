//! Why nothing can be analysed, and what is wrong in a file of words.

use crate::language::{Message, messages};
use std::fmt;

/// Why text cannot be analysed at all.
#[derive(Debug)]
pub struct AnalysisError(Message);

impl AnalysisError {
    pub(crate) fn new(message: Message) -> Self {
        AnalysisError(message)
    }
}

impl fmt::Display for AnalysisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AnalysisError {}

/// A line of a file of words (terms or synonyms) that says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it, and what to do.
    pub message: Message,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}",
            messages::analysis::at_line(&self.line, &self.message)
        )
    }
}

impl std::error::Error for LineError {}
