//! What a reader is told when a digest file cannot be read, or only in part.

use std::fmt;

/// Why a digest file, or the corpus folder, was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorpusError {
    /// The digest file's path below the corpus folder, or the folder itself.
    pub file: String,
    /// The line to look at, counted from 1 as an editor does.
    pub line: Option<u32>,
    /// What was wrong; what to do.
    pub message: String,
}

impl CorpusError {
    pub(super) fn new(file: &str, line: Option<u32>, message: impl Into<String>) -> Self {
        CorpusError {
            file: file.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for CorpusError {
    /// `FILE:LINE: what was wrong; what to do`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for CorpusError {}

/// Something in a digest file that was read, but that a reader should check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line to look at, counted from 1 as an editor does.
    pub line: u32,
    /// What was found and what was made of it.
    pub message: String,
}
