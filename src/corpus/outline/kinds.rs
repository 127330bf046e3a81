//! What a piece is in the model.

use super::piece::{Piece, PieceKind};
use super::signs::{Sign, sign_of};
use crate::corpus::parsed::LineKind;
use crate::document::BlockKind;

/// What a piece is in the model, and the bytes of its sign. Where a document has boxes (`□`),
/// circles are of the second level.
pub(super) fn kind_of(piece: &Piece, has_boxes: bool) -> (BlockKind, LineKind, usize) {
    let bullet = |bytes| (BlockKind::Bullet, LineKind::Bullet, bytes);
    let subbullet = |bytes| (BlockKind::Subbullet, LineKind::Subbullet, bytes);
    let sign = sign_of(&piece.text);
    match (piece.kind, sign) {
        (PieceKind::Heading(_) | PieceKind::ArticleStart, _) => {
            (BlockKind::Heading, LineKind::Heading, 0)
        }
        (PieceKind::Footnote, _) => (BlockKind::Footnote, LineKind::Footnote, 0),
        (PieceKind::Caption, _) => (BlockKind::Caption, LineKind::Caption, 0),
        (PieceKind::Row, _) => (BlockKind::Paragraph, LineKind::Paragraph, 0),
        (_, Some((Sign::Note, bytes))) => (BlockKind::Footnote, LineKind::Footnote, bytes),
        (PieceKind::Item(0), _) => bullet(0),
        (PieceKind::Item(_), _) => subbullet(0),
        (PieceKind::Paragraph, Some((Sign::Box, bytes))) => bullet(bytes),
        (PieceKind::Paragraph, Some((Sign::Circle, bytes))) if !has_boxes => bullet(bytes),
        (PieceKind::Paragraph, Some((_, bytes))) => subbullet(bytes),
        (PieceKind::Paragraph, None) => (BlockKind::Paragraph, LineKind::Paragraph, 0),
    }
}
