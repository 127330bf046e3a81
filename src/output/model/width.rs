//! How wide text is on a terminal: counted by what a reader takes for one character.
//!
//! The one place that asks the tables of widths.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands where text was cut.
pub(super) const MORE: &str = "…";

/// The characters of `text` as a reader takes them (grapheme clusters), in order.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    // Most text needs no rules of what belongs together.
    let is_plain = text.chars().all(stands_alone);
    let by_rules = if is_plain { "" } else { text };
    let alone = if is_plain { text } else { "" };
    let alone = alone.char_indices();
    let alone = alone.map(|(at, c)| &text[at..at + c.len_utf8()]);
    alone.chain(by_rules.graphemes(true))
}

/// Whether a character belongs to none of its kind before or behind it.
fn stands_alone(c: char) -> bool {
    matches!(c, ' '..='~' | '가'..='힣' | '一'..='鿿' | '‘'..='”' | '…' | '·')
}

/// How many cells a cluster takes.
pub(super) fn cells(cluster: &str) -> usize {
    let mut chars = cluster.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => only.width().unwrap_or(0),
        _ => cluster.width(),
    }
}

/// How many cells `text` takes on a terminal; a Hangul syllable takes two.
pub fn width_of(text: &str) -> usize {
    clusters(text).map(cells).sum()
}

/// `text` in at most `width_cells`, with `…` where it was cut.
pub fn cut(text: &str, width_cells: usize) -> String {
    if width_of(text) <= width_cells {
        return text.to_owned();
    }
    let mut kept = fitting(text, width_cells.saturating_sub(width_of(MORE))).to_owned();
    if width_cells >= width_of(MORE) {
        kept.push_str(MORE);
    }
    kept
}

/// The beginning of `text` that takes at most `width_cells`.
pub(super) fn fitting(text: &str, width_cells: usize) -> &str {
    let mut used = 0;
    let mut end = 0;
    for cluster in clusters(text) {
        used += cells(cluster);
        if used > width_cells {
            break;
        }
        end += cluster.len();
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_never_halves_a_character() {
        assert_eq!(cut("가나다", 6), "가나다");
        assert_eq!(cut("가나다", 5), "가나…");
        assert_eq!(cut("가나다", 4), "가…");
        assert_eq!(cut("가나다", 0), "");
        assert_eq!(cut("abc", 2), "a…");
        assert_eq!(cut("각각각", 3), "각…");
    }

    #[test]
    fn a_cluster_is_as_wide_as_it_shows() {
        assert_eq!(width_of("가a"), 3);
        assert_eq!(width_of("각"), 2);
        assert_eq!(width_of("👩‍🔬"), 2);
        assert_eq!(clusters("가 👩‍🔬e\u{301}").count(), 4);
    }
}
