//! Citations as text for people: a work a line, sources under their article.

use super::super::model::{Label, Line, Link};
use super::work::{Work, WorkKind};
use crate::document::PartialDate;

/// The works in lines of at most `width_cells`.
pub fn citation_lines(works: &[Work], width_cells: usize) -> Vec<Line> {
    let has_documents = works.iter().any(|work| work.kind != WorkKind::Source);
    let mut lines = Vec::new();
    for work in works {
        let (first, rest) = if has_documents && work.kind == WorkKind::Source {
            ("  출처: ", "        ")
        } else {
            ("", "  ")
        };
        let url = work.url.as_deref();
        let mut line = Line::default();
        for part in parts(work) {
            let gap = if line.is_empty() { "" } else { ", " };
            let link = url.filter(|url| *url == part).and_then(Link::to_web);
            line = line
                .with(Label::Plain, gap)
                .with_link(Label::Plain, &part, link);
        }
        lines.extend(line.wrapped(first, rest, width_cells));
    }
    lines
}

/// What is known of a work, in the order in which it is written.
fn parts(work: &Work) -> Vec<String> {
    let issue = [&work.publication, &work.issue];
    let issue: Vec<&str> = issue.into_iter().flatten().map(String::as_str).collect();
    // The month of a monthly issue is its number.
    let issued = match work.issued {
        Some(PartialDate::Month(_)) if work.issue.is_some() => None,
        issued => issued.map(|date| date.to_string()),
    };
    let parts = [
        work.author.clone(),
        Some(work.title.clone()),
        Some(issue.join(" ")),
        issued,
        days(work),
        work.place.clone(),
        work.url.clone(),
        work.note.clone(),
    ];
    let parts = parts.into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect()
}

/// The days of an event: `2024-07-21 – 2024-07-27`.
pub(super) fn days(work: &Work) -> Option<String> {
    work.days.map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first} – {last}")
        }
    })
}
