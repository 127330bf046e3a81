//! What the process that reads a PDF tells, a line of JSON each.
//!
//! Only the two ends of a pipe know this form: both are the same program.

use crate::language::Message;
use serde::{Deserialize, Serialize};

/// One line of what is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Told {
    /// The first line: what the document says of itself.
    Document { title: Option<String>, pages: u32 },
    /// What stands on a page, counted from 1.
    Page { number: u32, pieces: Vec<Piece> },
    /// A page that could not be read.
    Unread { number: u32, reason: Reason },
    /// It cannot be read without a password.
    Encrypted,
    /// It cannot be read, for this reason.
    Broken(Reason),
    /// The last line: nothing is missing.
    End,
}

/// Why something cannot be read, in both languages: the process does not know which is spoken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Reason {
    english: String,
    korean: String,
}

impl From<&Message> for Reason {
    fn from(message: &Message) -> Self {
        Reason {
            english: message.english().to_owned(),
            korean: message.korean().to_owned(),
        }
    }
}

impl From<Reason> for Message {
    fn from(reason: Reason) -> Self {
        Message::verbatim(reason.english).with_korean(reason.korean)
    }
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
