//! Words of a piece that may be a title: bold ones, or those of a link.

use super::labels;
use super::piece::{Link, Piece, PieceKind};
use crate::corpus::characters::{is_space, trim};

/// The level of a heading.
pub(super) fn level(piece: &Piece) -> Option<u8> {
    match piece.kind {
        PieceKind::Heading(level) => Some(level),
        _ => None,
    }
}

/// A title in bold letters before other text has at least so many characters.
const LEAST_STRONG_CHARS: usize = 8;

/// The words in bold letters that a piece starts with, where they may be a title.
pub(super) fn strong_title(piece: &Piece) -> &str {
    if piece.is_strong {
        return &piece.text;
    }
    let words = trim(piece.text.get(..piece.strong_bytes).unwrap_or_default());
    let rest = piece.text.get(piece.strong_bytes..).unwrap_or_default();
    // Where the sentence goes on the words are only stressed.
    let is_apart = rest
        .trim_start_matches(is_space)
        .starts_with(['-', '–', '—', ':', '：', '(', '（', '[', '|']);
    if is_apart && words.chars().count() >= LEAST_STRONG_CHARS {
        words
    } else {
        ""
    }
}

/// Whether a piece has other text behind a title in bold letters.
pub(super) fn has_rest(piece: &Piece) -> bool {
    let is_text = matches!(piece.kind, PieceKind::Paragraph | PieceKind::Item(_));
    is_text && !piece.is_strong && !strong_title(piece).is_empty()
}

/// The link that is nearly all of a piece.
pub(super) fn title_link(piece: &Piece) -> Option<&Link> {
    let link = piece
        .links
        .iter()
        .max_by_key(|link| link.end - link.start)?;
    let said = piece.link_text(link);
    // What follows such a link tells of it.
    let is_first = piece.kind != PieceKind::Paragraph && link.start <= 2;
    let is_most = is_first || (link.end - link.start) * 2 >= piece.text.len();
    (is_most && said.chars().count() >= 8 && !labels::says_no_title(said)).then_some(link)
}
