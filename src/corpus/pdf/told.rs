//! What the process that reads a PDF tells, a line of JSON each.
//!
//! Only the two ends of a pipe know this form: both are the same program.

use serde::{Deserialize, Serialize};

/// One line of what is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Told {
    /// The first line: what the document says of itself.
    Document { title: Option<String>, pages: u32 },
    /// What stands on a page, counted from 1.
    Page { number: u32, pieces: Vec<Piece> },
    /// A page that could not be read.
    Unread { number: u32, reason: String },
    /// It cannot be read without a password.
    Encrypted,
    /// It cannot be read, for this reason.
    Broken(String),
    /// The last line: nothing is missing.
    End,
}

/// A stretch of text on one line of a page. Lengths are in points, from the lower left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Piece {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    /// The size of its font.
    pub size: f32,
    pub is_bold: bool,
    pub text: String,
}
