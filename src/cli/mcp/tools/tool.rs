//! What each tool is.

use std::fmt;

use serde_json::{Map, Value};

use crate::cli::mcp::arguments::{Given, Groups};
use crate::search::SearchEngine;

/// A tool.
pub(in crate::cli::mcp) struct Tool {
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it does and how its answers are to be used, for a model.
    pub about: &'static str,
    pub arguments: Groups,
    /// The schema of its answer.
    pub output: fn() -> serde_json::Result<Map<String, Value>>,
    pub run: fn(&Call<'_>) -> anyhow::Result<Map<String, Value>>,
}

/// One call of a tool.
pub(in crate::cli::mcp) struct Call<'a> {
    pub engine: &'a SearchEngine,
    pub given: &'a Given,
    /// How many characters the answer may have.
    pub most_chars: usize,
}

/// What was asked for cannot be; the text says what to change.
#[derive(Debug)]
pub(in crate::cli::mcp) struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}
