//! The document that is read beside the hits, as lines of a width.
//!
//! Shows it as `digest show --highlight` does. Which document it is, and from where it is
//! shown, is `state`'s.

use ratatui::text::Line;

use super::styled::{Palette, drawn};
use crate::document::Document;
use crate::output::{Answer, DocumentPage, Documents};
use crate::search::DocumentMarks;

/// A document in lines.
#[derive(Default)]
pub(super) struct Article {
    pub lines: Vec<Line<'static>>,
    /// The places of the lines that hold marks.
    pub marked: Vec<usize>,
    /// How wide the lines may be, in cells.
    pub width_cells: usize,
}

impl Article {
    /// `document` in lines of at most `width_cells`.
    pub(super) fn new(
        document: &Document,
        marks: Option<&DocumentMarks>,
        width_cells: usize,
        palette: Palette,
    ) -> Self {
        let lines = Documents(vec![DocumentPage { document, marks }]).lines(width_cells);
        let marked = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.has_match());
        Article {
            marked: marked.map(|(place, _)| place).collect(),
            lines: lines.iter().map(|line| drawn(line, palette)).collect(),
            width_cells,
        }
    }
}
