//! What the lines around tell to be a page's edge: running heads and page numbers.

use std::collections::HashMap;

use super::furniture;
use super::marked_line::{MarkedLine, Marker};
use crate::corpus::date_text::closing_date;
use crate::corpus::parsed::LineKind;

/// A short line that opens or closes three pages or more is a running head.
pub(super) fn mark_repeated_heads(marked: &mut [MarkedLine<'_>]) {
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, line) in marked.iter().enumerate() {
        if line.kind == Marker::Plain && line.line.text.chars().count() <= 60 {
            let is_edge = line.line.is_page_start
                || marked
                    .get(at + 1)
                    .is_some_and(|next| next.line.is_page_start);
            let counts = seen.entry(line.line.text).or_default();
            counts.0 += 1;
            counts.1 += usize::from(is_edge);
        }
    }
    for line in marked.iter_mut().filter(|line| line.kind == Marker::Plain) {
        if seen
            .get(line.line.text)
            .is_some_and(|&(all, edges)| all >= 3 && all == edges)
        {
            line.make_furniture(LineKind::RunningHead);
        }
    }
}

/// A lone number is a page's only at a page's edge: beside a form feed or other
/// furniture of pages, or right after the sources. Else it is text.
pub(super) fn mark_page_numbers(marked: &mut [MarkedLine<'_>]) {
    let is_edge = |line: &MarkedLine<'_>| {
        matches!(
            line.kind,
            Marker::Furniture(LineKind::RunningHead | LineKind::Tabs | LineKind::PageNumber)
                | Marker::Furniture(LineKind::SectionHeading)
        )
    };
    let ends_sources = |line: &MarkedLine<'_>| {
        matches!(line.kind, Marker::Plain | Marker::Source)
            && closing_date(line.rest).is_some_and(|date| date.has_day)
    };
    for at in 0..marked.len() {
        let Some(line) = marked.get(at) else { break };
        if line.kind != Marker::Plain && line.kind != Marker::Dash
            || !furniture::is_page_number(line.line.text)
        {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| marked.get(before));
        let after = marked.get(at + 1);
        let is_at_edge = line.line.is_page_start
            || before.is_none_or(|before| is_edge(before) || ends_sources(before))
            || after.is_none_or(|after| is_edge(after) || after.line.is_page_start);
        if let Some(line) = marked.get_mut(at).filter(|_| is_at_edge) {
            line.make_furniture(LineKind::PageNumber);
        }
    }
}

/// A page has as many lines, its number among them.
const LEAST_PAGE_LINES: usize = 8;

/// Lone numbers that count up one by one through a file are its pages' numbers.
pub(super) fn mark_numbered_pages(marked: &mut [MarkedLine<'_>]) {
    let number = |line: &MarkedLine<'_>| match line.kind {
        Marker::Plain | Marker::Furniture(LineKind::PageNumber) => {
            line.line.text.parse::<u32>().ok().filter(|&n| n < 1000)
        }
        _ => None,
    };
    let mut run: Vec<(usize, u32)> = Vec::new();
    let mut pages = Vec::new();
    for (at, line) in marked.iter().enumerate() {
        let Some(number) = number(line) else { continue };
        // Numbers of a list stand nearer to each other than pages' do.
        if run
            .last()
            .is_some_and(|&(before, last)| number != last + 1 || at - before < LEAST_PAGE_LINES)
        {
            run.clear();
        }
        run.push((at, number));
        // Fewer than four in order may be chance.
        match run.len() {
            0..4 => {}
            4 => pages.extend(run.iter().map(|&(at, _)| at)),
            _ => pages.push(at),
        }
    }
    for at in pages {
        if let Some(line) = marked.get_mut(at) {
            line.make_furniture(LineKind::PageNumber);
        }
    }
}
