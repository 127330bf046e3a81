//! Why nothing can be analysed.

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
