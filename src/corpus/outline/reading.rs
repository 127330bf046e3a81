//! An outline to its issue, and to the lines of a text.

use super::dates;
use super::draft::Drafter;
use super::layout::Layout;
use super::piece::{Outline, Piece, PieceKind};
use super::signs;
use crate::corpus::allowance::Meter;
use crate::corpus::error::CorpusError;
use crate::corpus::issue_name;
use crate::corpus::parsed::ParsedFile;

/// The pieces as the lines of a text, each on the line on which it starts, for the parser of
/// the publication's layout. What stands on one line is parted as pieces are.
pub(in crate::corpus) fn issue_lines<'p>(
    pieces: impl Iterator<Item = &'p Piece>,
    lines: usize,
) -> String {
    let mut text = String::new();
    let mut at = 1;
    for piece in pieces {
        if piece.line > at {
            let missing = (piece.line - at) as usize;
            text.extend(std::iter::repeat_n('\n', missing.min(lines)));
            at = piece.line;
        } else if !text.is_empty() && !text.ends_with('\n') {
            text.push('\u{2028}');
        }
        let is_bare_item = matches!(piece.kind, PieceKind::Item(_)) && !signs::is_own(&piece.text);
        if is_bare_item {
            text.push_str("- ");
        }
        if piece.kind == PieceKind::Row {
            text.push_str(&piece.text.replace(" | ", " "));
        } else {
            text.push_str(&piece.text);
        }
    }
    text
}

/// The issue that an outline is.
pub(in crate::corpus) fn read(
    name: &str,
    outline: Outline,
    meter: &mut Meter<'_>,
) -> Result<ParsedFile, CorpusError> {
    for piece in &outline.pieces {
        let links = piece.links.iter().map(|link| 400 + 4 * link.url.len());
        meter.add(
            piece.line,
            200 + 3 * piece.text.len() + links.sum::<usize>(),
        )?;
    }
    let layout = Layout::of(name, &outline);
    // What stands in an article dates that alone.
    let front = layout.front(&outline.pieces);
    let title = outline.about.title.as_ref();
    let date = outline
        .about
        .date
        .or_else(|| issue_name::day_in(name))
        .or_else(|| title.and_then(|title| dates::of_title(&title.text)))
        .or_else(|| dates::told(front));
    Drafter::new(name, &outline, date).run(&layout, meter)
}
