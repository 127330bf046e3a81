//! What stands in the place of an answer that could not be made.

use serde::Serialize;

use super::super::model::{Answer, Line, Object, Shape};
use crate::language::Message;

/// Why there is no report of a job, or no hits for a query of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure<'a> {
    /// The name that a batch gave the query, if it gave one; `None` where there is no batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qid: Option<Option<&'a str>>,
    /// Why.
    pub error: Message,
}

impl Answer for Failure<'_> {
    fn shape(&self) -> Shape {
        Shape::Prose
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        Line::plain(self.error.text()).wrapped("", "  ", width_cells)
    }
}
