//! What is read of a PDF: its pages, their lines, and what is known of each.

use crate::language::Message;

/// What was read of a PDF.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::corpus) struct PdfPages {
    /// What the document says that it is called.
    pub title: Option<String>,
    /// The lines of each page.
    pub pages: Vec<PageLines>,
    /// What a reader of the text should know.
    pub notes: Vec<Message>,
    /// Whether a page is missing.
    pub is_partial: bool,
}

/// The lines of one page, in the order in which they are read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::corpus) struct PageLines {
    pub lines: Vec<TextLine>,
}

/// A line of a page. Lengths are in points, from the lower left corner; all are 0 where the
/// reader tells none.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::corpus) struct TextLine {
    /// With the spaces at its end, which tell where it was wrapped.
    pub text: String,
    pub x: f32,
    pub right: f32,
    pub y: f32,
    /// The size of the font that most of it has.
    pub size: f32,
    pub is_bold: bool,
    /// Where it is interrupted by more than a space.
    pub gaps: Vec<Gap>,
}

/// A stretch of a line on which nothing stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::corpus) struct Gap {
    /// The byte of the text before which it is.
    pub at: usize,
    pub from: f32,
    pub to: f32,
}
