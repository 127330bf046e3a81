//! The pieces of a page to its lines.

use super::characters::{clean, push, without_false_spaces};
use super::columns;
use super::page::{Gap, PageLines, TextLine};
use super::told::Piece;
use crate::corpus::characters::{is_space, trim};

/// Of the size of the font: pieces that stand apart by less stand on one line.
const LINE_SHARE: f32 = 0.5;
/// Of the size of the font: a gap that is a space.
const SPACE_SHARE: f32 = 0.3;
/// Of the size of the font: a gap that is more than a space.
const GAP_TIMES: f32 = 1.2;

/// The lines of pages whose pieces have places.
pub(super) fn pages_of_pieces(pages: Vec<Vec<Piece>>) -> Vec<PageLines> {
    let pages = pages.into_iter().map(|pieces| PageLines {
        lines: columns::in_reading_order(lines(&pieces)),
    });
    mended(pages.collect())
}

/// The lines of pages whose text a form feed parts.
pub(super) fn pages_of_text(text: &str) -> Vec<PageLines> {
    let text = text.strip_suffix('\u{C}').unwrap_or(text);
    let line = |text: &str| TextLine {
        text: clean(text),
        ..TextLine::default()
    };
    let pages = text.split('\u{C}').map(|page| PageLines {
        lines: page.lines().map(line).collect(),
    });
    mended(pages.collect())
}

fn mended(mut pages: Vec<PageLines>) -> Vec<PageLines> {
    without_false_spaces(
        pages
            .iter_mut()
            .flat_map(|page| &mut page.lines)
            .map(|line| &mut line.text),
    );
    pages
}

fn lines(pieces: &[Piece]) -> Vec<TextLine> {
    let mut lines: Vec<TextLine> = Vec::new();
    let mut widest = 0.0;
    for piece in pieces {
        let text = clean(&piece.text);
        let right = piece.x + piece.width;
        match lines.last_mut().filter(|line| goes_on(line, piece)) {
            // A space is set at any place, also over what stands there.
            Some(line) if trim(&text).is_empty() => push(&mut line.text, &text),
            Some(line) => {
                let gap = piece.x - line.right;
                if gap > SPACE_SHARE * line.size.min(piece.size) && !text.starts_with(is_space) {
                    push(&mut line.text, " ");
                }
                if gap > GAP_TIMES * line.size.max(piece.size) {
                    line.gaps.push(Gap {
                        at: line.text.len(),
                        from: line.right,
                        to: piece.x,
                    });
                }
                push(&mut line.text, &text);
                line.right = line.right.max(right);
                if piece.width > widest {
                    widest = piece.width;
                    line.size = piece.size;
                    line.is_bold = piece.is_bold;
                }
            }
            None if trim(&text).is_empty() => {}
            None => {
                widest = piece.width;
                lines.push(TextLine {
                    text,
                    x: piece.x,
                    right,
                    y: piece.y,
                    size: piece.size,
                    is_bold: piece.is_bold,
                    gaps: Vec::new(),
                });
            }
        }
    }
    with_bullets(lines)
}

/// Signs of bullets that a line may have before it.
const LONE_BULLETS: &str = "•●■□▪◦○·‣⁃◆◇▶";

/// Puts signs of bullets that were set apart from their lines before these: some programs set
/// all of them last.
fn with_bullets(lines: Vec<TextLine>) -> Vec<TextLine> {
    let is_lone = |line: &TextLine| {
        let mut chars = trim(&line.text).chars();
        chars.next().is_some_and(|c| LONE_BULLETS.contains(c)) && chars.next().is_none()
    };
    let (lone, mut lines): (Vec<TextLine>, Vec<TextLine>) = lines.into_iter().partition(is_lone);
    // No page has more bullets, and all lines are looked at for each.
    for bullet in lone.into_iter().take(500) {
        let beside = |line: &&mut TextLine| {
            (line.y - bullet.y).abs() < LINE_SHARE * line.size && line.x > bullet.x
        };
        match lines.iter_mut().find(beside) {
            Some(line) => {
                line.text = format!("{} {}", trim(&bullet.text), line.text);
                line.gaps.clear();
            }
            None => lines.push(bullet),
        }
    }
    lines
}

/// Whether the piece stands on the same line, behind it.
fn goes_on(line: &TextLine, piece: &Piece) -> bool {
    let size = line.size.max(piece.size);
    let is_blank = trim(&piece.text).is_empty();
    (line.y - piece.y).abs() < LINE_SHARE * size && (is_blank || piece.x > line.right - size)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(in crate::corpus::pdf) fn piece(x: f32, y: f32, text: &str) -> Piece {
        Piece {
            x,
            y,
            width: 10.0 * text.chars().count() as f32,
            size: 10.0,
            is_bold: false,
            text: text.to_owned(),
        }
    }

    fn texts(pieces: &[Piece]) -> Vec<String> {
        let lines = lines(pieces).into_iter();
        lines.map(|line| line.text).collect()
    }

    #[test]
    fn pieces_of_one_height_are_a_line() {
        let pieces = [
            piece(0.0, 90.0, "가나"),
            piece(20.0, 90.0, "다"),
            piece(34.0, 92.0, "라"),
            piece(0.0, 78.0, "마"),
        ];
        assert_eq!(texts(&pieces), ["가나다 라", "마"]);
    }

    #[test]
    fn bullets_that_are_set_last_stand_before_their_lines() {
        let pieces = [
            piece(20.0, 90.0, "하나"),
            piece(20.0, 70.0, "둘"),
            piece(0.0, 90.0, "•"),
            piece(0.0, 70.0, "•"),
            piece(0.0, 50.0, "•"),
        ];
        assert_eq!(texts(&pieces), ["• 하나", "• 둘", "•"]);
    }

    #[test]
    fn spaces_are_one_wherever_they_are_set() {
        let pieces = [
            piece(0.0, 90.0, "가나 "),
            piece(5.0, 90.0, " "),
            piece(60.0, 90.0, "다 "),
            piece(0.0, 70.0, " "),
        ];
        assert_eq!(texts(&pieces), ["가나 다 "]);
    }
}
