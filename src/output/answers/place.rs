//! Where a reader checks a document: its place in the digest file and what it cites.
//!
//! Shared by hits and whole documents.

use std::ops::Range;

use super::super::model::{Label, Line, Link, day, told};
use super::dated::{Dated, shown_date};
use crate::document::{Citation, Document, SourcePlace};

/// The id, the date, and the place in the digest file, which leads to the file.
pub(super) fn place_line(document: &Document) -> Line {
    let mut about = format!("{} · ", document.id());
    if let Some(date) = shown_date(document) {
        about.push_str(&format!("{date} · "));
    }
    let place = document.source();
    Line::of(Label::Faint, &about).and(place_in_file(place, place.line))
}

/// A line of a document in its digest file, which leads there: `2024-05.txt:706`, or
/// `2025-08.pdf:p.12` where the file has pages.
pub(super) fn place_in_file(place: &SourcePlace, line: u32) -> Line {
    let (file, page) = (&place.file, place.page_of(line));
    let text = match page {
        Some(page) => format!("{file}:p.{page}"),
        None => format!("{file}:{line}"),
    };
    Line::default().with_link(Label::Faint, &text, Some(Link::to_file(file, page)))
}

/// A text that may be an address, which leads there.
pub(super) fn address_line(text: &str) -> Line {
    Line::default().with_link(Label::Plain, text, Link::to_web(text))
}

/// What is cited as a line; `marks` tells what to mark in the publisher and in the title.
pub(super) fn cited(citation: &Citation, marks: [&[Range<usize>]; 2]) -> Line {
    let mut line = Line::default();
    let mut add = |part: Line| {
        if !part.is_empty() {
            let before = std::mem::take(&mut line);
            let gap = if before.is_empty() { "" } else { ", " };
            line = before.with(Label::Plain, gap).and(part);
        }
    };
    add(Line::marked(Label::Plain, &citation.publisher, marks[0]));
    add(Line::marked(Label::Plain, &citation.title, marks[1]));
    add(Line::plain(
        &citation
            .date
            .map(|date| date.to_string())
            .unwrap_or_default(),
    ));
    add(address_line(citation.url.as_deref().unwrap_or_default()));
    if line.is_empty() {
        return Line::plain(&citation.printed);
    }
    line
}

/// What is cited as plain text.
pub(in crate::output) fn cited_text(citation: &Citation) -> String {
    cited(citation, [&[], &[]]).text()
}

told!(Citation, citation, {
    "publisher": citation.publisher,
    "title": citation.title,
    "date": day(citation.date),
    "known_date": Dated::of_date(citation.date).known_date,
    "date_precision": Dated::of_date(citation.date).date_precision,
    "url": citation.url,
});

told!(SourcePlace, place, {
    "file": place.file,
    "line": place.line,
    "page"?: place.page(),
});
