//! Why nothing can be analysed, and what is wrong in a file of words.

use std::fmt;

/// Why text cannot be analysed at all.
#[derive(Debug)]
pub struct AnalysisError(String);

impl AnalysisError {
    pub(crate) fn new(message: String) -> Self {
        AnalysisError(message)
    }
}

impl fmt::Display for AnalysisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AnalysisError {}

/// A line of a file of words (terms or synonyms) that says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it, and what to do.
    pub message: String,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LineError {}
