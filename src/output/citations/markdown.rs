//! Citations as a Markdown list, with links; sources under their article.

use std::io::{self, Write};

use super::CitationWriter;
use super::text::days;
use super::work::{Work, WorkKind};
use crate::document::PartialDate;
use crate::document::is_web_address;

/// Writes a Markdown list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Markdown;

impl CitationWriter for Markdown {
    fn write(&self, out: &mut dyn Write, works: &[Work]) -> io::Result<()> {
        let has_documents = works.iter().any(|work| work.kind != WorkKind::Source);
        for work in works {
            let is_below = has_documents && work.kind == WorkKind::Source;
            let indent = if is_below { "  " } else { "" };
            writeln!(out, "{indent}- {}", at_start(&parts(work).join(", ")))?;
        }
        Ok(())
    }
}

fn parts(work: &Work) -> Vec<String> {
    let publication = work.publication.as_deref();
    let publication = publication.map(|name| format!("*{}*", escaped(name)));
    let issue = [publication, work.issue.as_deref().map(escaped)];
    let issue: Vec<String> = issue.into_iter().flatten().collect();
    let (title, url) = match work.url.as_deref() {
        Some(url) if is_web_address(url) && work.title.is_empty() => (linked(url, url), None),
        Some(url) if is_web_address(url) => (linked(&work.title, url), None),
        url => (escaped(&work.title), url.map(escaped)),
    };
    let issued = match work.issued {
        Some(PartialDate::Month(_)) if work.issue.is_some() => None,
        issued => issued.map(|date| date.to_string()),
    };
    let parts = [
        work.author.as_deref().map(escaped),
        Some(title),
        Some(issue.join(" ")),
        issued,
        days(work),
        work.place.as_deref().map(escaped),
        url,
        work.note.as_deref().map(escaped),
    ];
    let parts = parts.into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect()
}

fn linked(title: &str, url: &str) -> String {
    let url = url.replace('(', "%28").replace(')', "%29");
    format!("[{}]({url})", escaped(title))
}

/// `text` with nothing in it that is markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#~|&!$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A line that begins no list or heading of its own: `1. ` and `- ` are text here.
fn at_start(line: &str) -> String {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::work::test_work;
    use super::*;

    fn written(work: &Work) -> String {
        let mut out = Vec::new();
        Markdown
            .write(&mut out, std::slice::from_ref(work))
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_title_is_linked_and_holds_no_markup() {
        let work = test_work("[단독] *A*_b_", "1. 기관", Some("https://a.kr/(b)?c=<d>"));
        assert_eq!(
            written(&work),
            "- 1\\. 기관, [\\[단독\\] \\*A\\*\\_b\\_](https://a.kr/%28b%29?c=%3Cd%3E), 2024-04-11\n"
        );
        let work = test_work("- 글", "", Some("javascript:alert(1)"));
        assert_eq!(
            written(&work),
            "- \\- 글, 2024-04-11, javascript:alert(1)\n"
        );
    }
}
