//! What stands at the edges of pages and is no text: running heads, numbers, what browsers print.

use std::collections::HashMap;

use super::page::{PageLines, TextLine};
use crate::corpus::characters::{is_space, trim};
use crate::corpus::parsed::LineKind;

/// A running head has no more characters.
const MOST_CHARS: usize = 80;
/// So many lines from a page's upper or lower edge may be running heads.
const EDGE_LINES: usize = 2;

/// What stands at the edges of the pages of one document.
pub(super) struct RunningHeads {
    repeated: HashMap<(String, i64), usize>,
    pages: usize,
}

impl RunningHeads {
    pub(super) fn of(pages: &[PageLines]) -> Self {
        RunningHeads {
            repeated: repeated_heads(pages),
            pages: pages.len(),
        }
    }

    /// What the line at `place` of so many on a page is, where it is none of the text. Pages
    /// count from 0.
    pub(super) fn kind_of(
        &self,
        line: &TextLine,
        place: usize,
        lines: usize,
        page: usize,
    ) -> Option<LineKind> {
        let text = trim(&line.text);
        let is_repeated = || self.repeated.contains_key(&(pattern(text), height(line)));
        let is_browsers = || is_browsers_edge(text, page + 1, self.pages);
        if !is_edge(place, lines) || !is_repeated() && !is_browsers() {
            return None;
        }
        Some(if text.chars().all(|c| !c.is_alphabetic()) {
            LineKind::PageNumber
        } else {
            LineKind::RunningHead
        })
    }
}

/// Whether a line stands at a page's upper or lower edge.
fn is_edge(place: usize, lines: usize) -> bool {
    place < EDGE_LINES || place + EDGE_LINES >= lines
}

/// A line with a sign for each number in it, so that lines that differ by the page are alike.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_space(c)) {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || !pattern.ends_with('0') {
            pattern.push(c);
        }
    }
    pattern
}

/// How high a line stands, to a few points: running heads stand equally high.
fn height(line: &TextLine) -> i64 {
    (line.y / 4.0).round() as i64
}

/// Whether a line is what a browser prints at a page's edge: `2025. 9. 1. 오후 3:20 제목`,
/// `https://example.org/a 2/3`.
fn is_browsers_edge(text: &str, page: usize, pages: usize) -> bool {
    let mut words = text.split(is_space).filter(|word| !word.is_empty());
    let (first, last) = (words.next().unwrap_or_default(), words.next_back());
    let is_address = ["https://", "http://", "file://"]
        .iter()
        .any(|start| first.starts_with(start));
    if last == Some(&format!("{page}/{pages}")) && is_address {
        return true;
    }
    let is_time = |word: &str| {
        let (hours, minutes) = word.split_once(':').unwrap_or_default();
        (1..=2).contains(&hours.len())
            && minutes.len() == 2
            && word
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b':')
    };
    let is_date = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"/.-,".contains(&byte))
    };
    is_date(first) && text.split(is_space).take(6).any(is_time)
}

/// What stands at the edges of several pages, equally high, by its pattern.
fn repeated_heads(pages: &[PageLines]) -> HashMap<(String, i64), usize> {
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages {
        let mut of_page: Vec<(String, i64)> = Vec::new();
        for (place, line) in page.lines.iter().enumerate() {
            let text = trim(&line.text);
            if is_edge(place, page.lines.len()) && text.chars().count() <= MOST_CHARS {
                of_page.push((pattern(text), height(line)));
            }
        }
        of_page.sort();
        of_page.dedup();
        for pattern in of_page {
            *seen.entry(pattern).or_default() += 1;
        }
    }
    let with_text = pages.iter().filter(|page| !page.lines.is_empty()).count();
    seen.retain(|(pattern, _), count| {
        let is_number = pattern.chars().all(|c| !c.is_alphabetic());
        let least = if is_number {
            2
        } else {
            3.min(with_text.max(2))
        };
        *count >= least && *count * 2 >= with_text
    });
    seen
}
