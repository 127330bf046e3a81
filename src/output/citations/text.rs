//! Citations as text for people: a work a line, sources under their article.

use std::io::{self, Write};

use super::super::hyperlink::Link;
use super::super::style::{Role, Style};
use super::super::text::write_lines;
use super::super::wrap::wrapped_with_links;
use super::CitationWriter;
use super::work::{Issued, Work, WorkKind};

/// Writes text for people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    pub style: Style,
}

impl CitationWriter for Text {
    fn write(&self, out: &mut dyn Write, works: &[Work]) -> io::Result<()> {
        let has_documents = works.iter().any(|work| work.kind != WorkKind::Source);
        for work in works {
            let (first, rest) = if has_documents && work.kind == WorkKind::Source {
                ("  출처: ", "        ")
            } else {
                ("", "  ")
            };
            let line = parts(work).join(", ");
            let links: Vec<Link> = link(&line, work.url.as_deref()).into_iter().collect();
            let style = &self.style;
            let lines = wrapped_with_links(&line, &[], &links, Role::Plain, first, rest, style);
            write_lines(out, &lines)?;
        }
        Ok(())
    }
}

/// What is known of a work, in the order in which it is written.
fn parts(work: &Work) -> Vec<String> {
    let issue = [&work.publication, &work.issue];
    let issue: Vec<&str> = issue.into_iter().flatten().map(String::as_str).collect();
    // The month of a monthly issue is its number.
    let issued = match work.issued {
        Some(Issued::Day(day)) => Some(day.to_string()),
        _ => None,
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

/// The link of a work's address in its line, behind which only its place comes.
fn link(line: &str, url: Option<&str>) -> Option<Link> {
    let url = url?;
    let before = line[..line.rfind(url)?].chars().count();
    Link::to_web(before..before + url.chars().count(), url)
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
