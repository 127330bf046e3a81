//! The document that is read beside the hits, as lines of a width.
//!
//! Shows it as `digest show --highlight` does. Which document it is, and from where it is
//! shown, is `state`'s.

use ratatui::text::Line;

use super::styled::{self, Palette};
use crate::document::Document;
use crate::output::{self, DocumentPage, Style};
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
        let style = Style {
            ansi: true,
            width_cells,
            ..Style::default()
        };
        let page = DocumentPage { document, marks };
        let mut text = Vec::new();
        // A vector takes all that is written.
        let _ = output::document_text(&mut text, &page, &style);
        let text = String::from_utf8_lossy(&text);
        let lines = styled::lines(&text, palette);
        let marked = lines.iter().enumerate().filter(|(_, line)| line.1);
        Article {
            marked: marked.map(|(place, _)| place).collect(),
            lines: lines.into_iter().map(|(line, _)| line).collect(),
            width_cells,
        }
    }
}
