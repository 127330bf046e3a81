//! A document as its pieces, and what it says of itself.

use crate::corpus::parsed::LineKind;
use crate::document::PartialDate;

/// A document as its pieces, in order, and what it says of itself.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Outline {
    pub about: About,
    pub pieces: Vec<Piece>,
    /// What is not of the text, such as navigation, a line each.
    pub left_out: Vec<LeftOut>,
    /// It is one article, whatever it looks like.
    pub is_one_article: bool,
    /// It is a page of HTML: one article, unless it says that it is a newsletter.
    pub is_page: bool,
}

/// What a document says of itself beside its text.
#[derive(Debug, Default)]
pub(in crate::corpus) struct About {
    pub title: Option<Told>,
    pub summary: Option<Told>,
    /// Who published it.
    pub publisher: Option<Told>,
    pub date: Option<PartialDate>,
    /// Where it is on the web.
    pub url: Option<String>,
}

/// A text with the line on which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus) struct Told {
    pub text: String,
    pub line: u32,
}

/// A line that is not of the text.
#[derive(Debug)]
pub(in crate::corpus) struct LeftOut {
    pub line: u32,
    pub kind: LineKind,
    pub text: String,
}

/// What a piece of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) enum PieceKind {
    /// A heading of a level from 1.
    Heading(u8),
    Paragraph,
    /// An item of a list, so deep from 0.
    Item(u8),
    /// A row of a table, its cells parted by ` | `.
    Row,
    Footnote,
    Caption,
    /// An article begins, whatever its text looks like.
    ArticleStart,
}

/// A heading, a paragraph, an item and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus) struct Piece {
    pub kind: PieceKind,
    /// Without line breaks, and without spaces around it.
    pub text: String,
    pub line: u32,
    /// All of it is in bold letters.
    pub is_strong: bool,
    /// The bytes of its text that are in bold letters before others that are not.
    pub strong_bytes: usize,
    pub links: Vec<Link>,
    /// The day that its marks name.
    pub day: Option<PartialDate>,
}

/// A link within the text of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::corpus) struct Link {
    pub url: String,
    /// The bytes of the piece's text that lead there.
    pub start: usize,
    pub end: usize,
}

impl Piece {
    /// The words of a link.
    pub(crate) fn link_text(&self, link: &Link) -> &str {
        self.text.get(link.start..link.end).unwrap_or_default()
    }
}
