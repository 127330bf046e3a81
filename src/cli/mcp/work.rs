//! What a request asks of the index, done in the thread that it is given: tools by their
//! names and resources by their addresses, as values, with errors told for whoever asked.
//!
//! Knows nothing of lines and of waiting.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::arguments::Given;
use super::kept_engine::KeptEngine;
use super::tools::tool::{Call, Tool};
use crate::cli::advice;
use crate::language::in_english;
use crate::output;
use crate::search::{QueryError, SearchEngine};

/// What requests are answered from.
#[derive(Clone)]
pub(super) struct Work {
    pub engine: Arc<KeptEngine>,
    /// How many characters an answer may have.
    pub most_chars: usize,
}

impl Work {
    /// What `tool` answers, or what is wrong and what to change.
    pub(super) fn call(
        &self,
        tool: &Tool,
        arguments: &Map<String, Value>,
    ) -> Result<Map<String, Value>, String> {
        let given = Given::read(tool.name, tool.arguments, arguments)?;
        let engine = self.open()?;
        let call = Call {
            engine: &engine,
            given: &given,
            most_chars: self.most_chars,
        };
        // A model reads what any program does.
        in_english(|| (tool.run)(&call)).map_err(|error| message(&error))
    }

    /// The engine over what is published.
    pub(super) fn open(&self) -> Result<Arc<SearchEngine>, String> {
        self.engine.engine().map_err(|error| message(&error))
    }
}

/// An error as a model reads it.
pub(super) fn message(error: &anyhow::Error) -> String {
    in_english(|| match error.downcast_ref::<QueryError>() {
        // It shows the place, on lines of its own.
        Some(QueryError::Syntax(error)) => output::syntax_error_text(error),
        _ => advice::message(error).english().to_owned(),
    })
}
