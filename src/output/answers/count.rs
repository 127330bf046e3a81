//! How many hits there are, and nothing of them.

use serde::Serialize;

use super::super::model::{Answer, Line, Object, Shape};

/// How many documents answer a query, on all pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HitCount {
    /// Those that hold every word.
    pub total: usize,
    /// Those that hold some.
    pub partial: usize,
}

impl Answer for HitCount {
    fn shape(&self) -> Shape {
        Shape::Prose
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn lines(&self, _: usize) -> Vec<Line> {
        vec![Line::plain(&(self.total + self.partial).to_string())]
    }
}
