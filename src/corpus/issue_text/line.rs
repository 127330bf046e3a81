//! A digest file's text to lines, numbered as an editor numbers them.

use super::furniture;
use crate::corpus::characters::{is_space, trim};
use crate::corpus::editor_lines::editor_lines;

/// A stretch of text between line ends, without the spaces around it.
///
/// Where an extractor has glued two things onto one line there are two of them
/// with the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) struct Line<'a> {
    /// The line of the file, counted from 1.
    pub number: u32,
    /// What stands on it; never empty.
    pub text: &'a str,
    /// Whether spaces stood before the text.
    pub is_led: bool,
    /// Whether spaces stood after the text.
    pub is_trailed: bool,
    /// Whether a page ended since the line before.
    pub is_page_start: bool,
    /// How many characters stand before it on the file's line.
    pub column: usize,
}

/// The non-blank lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut is_page_start = false;
    let mut notes = OpenNote::default();
    for (index, raw) in editor_lines(text).enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let mut start = 0;
        // Other separators of lines and pages do not count as lines in an editor.
        let ends = raw.match_indices(['\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']);
        for (end, separator) in ends.chain([(raw.len(), "")]) {
            let stretch = raw.get(start..end).unwrap_or_default();
            let pieces = unglue(stretch).into_iter().flat_map(sub_bullets);
            for piece in pieces.flat_map(|piece| notes.cut(piece)) {
                let text = trim(piece);
                if !text.is_empty() {
                    let before = text.as_ptr().addr() - raw.as_ptr().addr();
                    let before = raw.get(..before).unwrap_or_default();
                    lines.push(Line {
                        number,
                        text,
                        is_led: piece.starts_with(is_space),
                        is_trailed: piece.ends_with(is_space),
                        is_page_start,
                        column: before.chars().count(),
                    });
                    is_page_start = false;
                }
            }
            is_page_start |= separator == "\u{C}";
            start = end + separator.len();
        }
    }
    lines
}

/// Cuts off what some extractors glue to a line: `KEY Contents` at either end,
/// and a row of tabs before a title.
fn unglue(stretch: &str) -> Vec<&str> {
    let text = stretch.trim_end_matches(is_space);
    let at = if let Some(rest) = text
        .strip_suffix("KEY Contents")
        .filter(|rest| !trim(rest).is_empty())
    {
        rest.len()
    } else if let Some(rest) = text
        .trim_start_matches(is_space)
        .strip_prefix("KEY Contents")
    {
        text.len() - rest.len()
    } else {
        furniture::glued_tabs(text).unwrap_or(0)
    };
    match stretch.split_at_checked(at) {
        Some((head, tail)) if !trim(head).is_empty() && !trim(tail).is_empty() => vec![head, tail],
        _ => vec![stretch],
    }
}

/// Cuts before each sub-bullet that an extractor set behind other text. A line that ends in
/// a number is one of the contents.
fn sub_bullets(stretch: &str) -> Vec<&str> {
    const SIGN: &str = " ∙ ";
    let mut pieces = Vec::new();
    let mut start = 0;
    if !trim(stretch).ends_with(|c: char| c.is_ascii_digit()) {
        for (at, _) in stretch.match_indices(SIGN) {
            let head = stretch.get(start..at).unwrap_or_default();
            if !trim(head).is_empty() {
                pieces.push(stretch.get(start..=at).unwrap_or_default());
                start = at + 1;
            }
        }
    }
    pieces.push(stretch.get(start..).unwrap_or_default());
    pieces
}

/// The footnote that is open, by the stars of its sign.
#[derive(Default)]
struct OpenNote {
    stars: usize,
}

impl OpenNote {
    /// Cuts before a footnote that stands behind another on its line: with one star more,
    /// and spaces around its sign.
    fn cut<'t>(&mut self, piece: &'t str) -> Vec<&'t str> {
        let text = trim(piece);
        let stars = text.bytes().take_while(|&byte| byte == b'*').count();
        if stars > 0 {
            self.stars = stars;
        } else if starts_marked(text) {
            self.stars = 0;
        }
        let mut pieces = Vec::new();
        let mut start = 0;
        while self.stars > 0
            && let Some(at) = piece.get(start..).and_then(|rest| self.next_note(rest))
        {
            pieces.push(piece.get(start..start + at).unwrap_or_default());
            start += at;
            self.stars += 1;
        }
        pieces.push(piece.get(start..).unwrap_or_default());
        pieces
    }

    /// Where the next footnote's sign stands in a text.
    fn next_note(&self, text: &str) -> Option<usize> {
        let sign = "*".repeat(self.stars + 1);
        let mut signs = text.match_indices(&sign).map(|(at, _)| at);
        signs.find(|&at| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + sign.len()..).unwrap_or_default();
            before.ends_with(is_space) && !trim(before).is_empty() && after.starts_with(is_space)
        })
    }
}

/// Whether a line opens something that is no more of a footnote.
fn starts_marked(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_none_or(|c| "£￡∙•☞-–■□<".contains(c))
        || first == Some('n') && chars.next().is_some_and(is_space)
        || text.starts_with("출처")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u32, &str)> {
        lines(text)
            .iter()
            .map(|line| (line.number, line.text))
            .collect()
    }

    #[test]
    fn lines_are_numbered_as_an_editor_does() {
        assert_eq!(
            numbers("a\n\nb\r\nc\rd"),
            [(1, "a"), (3, "b"), (4, "c"), (5, "d")]
        );
        assert_eq!(
            numbers("a\u{2028}b\u{85}c\nd"),
            [(1, "a"), (1, "b"), (1, "c"), (2, "d")]
        );
    }

    #[test]
    fn a_form_feed_starts_a_page() {
        let lines = lines("a\n\u{C}\nb\nc\u{C}d");
        let starts: Vec<bool> = lines.iter().map(|line| line.is_page_start).collect();
        assert_eq!(starts, [false, true, false, true]);
    }

    #[test]
    fn a_footnote_behind_another_is_a_line_of_its_own() {
        assert_eq!(
            numbers("* 첫째 설명   ** 둘째 설명"),
            [(1, "* 첫째 설명"), (1, "** 둘째 설명")]
        );
        assert_eq!(
            numbers("* 첫째 설명이\n이어짐 ** 둘째 *** 셋째"),
            [
                (1, "* 첫째 설명이"),
                (2, "이어짐"),
                (2, "** 둘째"),
                (2, "*** 셋째")
            ]
        );
        for whole in [
            "* 모델** 과 견줌",
            "n 모델* 과 ** 견줌",
            "∙ 가 ** 나",
            "* 2 * 3",
        ] {
            assert_eq!(numbers(whole), [(1, whole)], "{whole}");
        }
        assert_eq!(lines("   가  나")[0].column, 3);
    }

    #[test]
    fn glued_words_are_cut_off() {
        assert_eq!(
            numbers("모두 나눔KEY Contents"),
            [(1, "모두 나눔"), (1, "KEY Contents")]
        );
        assert_eq!(
            numbers("KEY Contents £제목"),
            [(1, "KEY Contents"), (1, "£제목")]
        );
        assert_eq!(
            numbers("1. 정책/법제 2. 기업/산업 정부, 계획 발표"),
            [(1, "1. 정책/법제 2. 기업/산업"), (1, "정부, 계획 발표")]
        );
    }
}
