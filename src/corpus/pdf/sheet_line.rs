//! A line of a document, and how far to the right such lines go.

use std::collections::HashMap;

use super::page::TextLine;
use crate::corpus::parsed::LineKind;

/// A line with what the whole document tells of it.
pub(super) struct SheetLine<'p> {
    pub(super) line: &'p TextLine,
    pub(super) text: &'p str,
    pub(super) number: u32,
    pub(super) page: usize,
    /// Where it is page furniture, of which kind.
    pub(super) furniture: Option<LineKind>,
}

/// How far to the right the lines go that begin at about one place of a page, or of all pages:
/// a column's edge.
pub(super) struct Edges {
    /// A column is so wide at least.
    step: f32,
    of_columns: HashMap<(usize, i64), f32>,
}

/// Stands for all pages.
const ALL_PAGES: usize = usize::MAX;

impl Edges {
    pub(super) fn of(lines: &[SheetLine<'_>], body_size: f32) -> Self {
        let mut edges = Edges {
            step: 4.0 * body_size.max(1.0),
            of_columns: HashMap::new(),
        };
        let is_body = |line: &&SheetLine<'_>| (line.line.size - body_size).abs() < 0.6;
        for line in lines.iter().filter(is_body) {
            for page in [line.page, ALL_PAGES] {
                let key = (page, edges.column(line.line.x));
                let edge = edges.of_columns.entry(key).or_insert(0.0);
                *edge = edge.max(right_of(line));
            }
        }
        edges
    }

    fn column(&self, x: f32) -> i64 {
        (x / self.step).floor() as i64
    }

    /// The edge of a line's column, how far the line goes, and the width of a character.
    pub(super) fn around(&self, line: &SheetLine<'_>) -> (f32, f32, f32) {
        let column = self.column(line.line.x);
        let edge = |page: usize| {
            let columns = (column - 1)..=(column + 1);
            let edges = columns.filter_map(|column| self.of_columns.get(&(page, column)));
            edges.copied().fold(0.0, f32::max)
        };
        let right = right_of(line);
        let edge = edge(line.page).max(if self.is_narrow(line) {
            edge(ALL_PAGES)
        } else {
            0.0
        });
        let chars = line.text.chars().count().max(1);
        (edge, right, (right - line.line.x) / chars as f32)
    }

    /// Whether a page has too few lines to tell its edge: none goes further than this one.
    fn is_narrow(&self, line: &SheetLine<'_>) -> bool {
        let own = self.of_columns.get(&(line.page, self.column(line.line.x)));
        own.is_none_or(|&edge| edge <= right_of(line))
    }
}

/// How far a line goes; in characters, where the reader tells no places.
fn right_of(line: &SheetLine<'_>) -> f32 {
    if line.line.size == 0.0 {
        return line.text.chars().count() as f32;
    }
    line.line.right
}
