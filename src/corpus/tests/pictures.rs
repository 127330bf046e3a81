//! Readable pictures of a parse, and their comparison.

use std::fmt::Write as _;
use std::fs;

use super::test_file;
use crate::corpus::{ParsedFile, Target};
use crate::document::{Block, PartialDate};

/// A readable picture of a parse, for golden files.
pub(in crate::corpus) fn dump(parsed: &ParsedFile) -> String {
    let mut out = String::new();
    let issue = &parsed.issue;
    let _ = writeln!(out, "issue {} from {}", issue.id, issue.file);
    let write_blocks = |out: &mut String, name: &str, blocks: &[Block]| {
        for block in blocks {
            let _ = writeln!(
                out,
                "  {name} {} :{} {}",
                block.kind.as_str(),
                block.line,
                block.text
            );
        }
    };
    for article in &issue.articles {
        let date = article
            .date
            .or_else(|| article.newest_source())
            .map(|date| date.to_string())
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "\narticle {} :{} {date}\n  title {}",
            article.id, article.source.line, article.title
        );
        write_blocks(&mut out, "summary", &article.summary);
        write_blocks(&mut out, "body", &article.body);
        for citation in &article.citations {
            let date = citation
                .date
                .map(|date| date.to_string())
                .unwrap_or_default();
            let url = citation.url.as_deref().unwrap_or_default();
            let _ = writeln!(
                out,
                "  citation :{} [{}] [{}] [{date}] [{url}]",
                citation.line, citation.publisher, citation.title
            );
        }
    }
    for event in &issue.events {
        let first = event
            .first_day
            .map(|date| date.to_string())
            .unwrap_or_default();
        let last = event
            .last_day
            .map(|date| date.to_string())
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "\nevent {} :{} [{}]\n  [{}] [{first}] [{last}] [{}] [{}]",
            event.id,
            event.source.line,
            event.name,
            event.period,
            event.place,
            event.homepage.as_deref().unwrap_or_default()
        );
        write_blocks(&mut out, "description", &event.description);
    }
    out.push('\n');
    for (kind, lines) in parsed.line_counts() {
        let _ = writeln!(out, "lines {kind} {lines}");
    }
    for span in parsed
        .spans
        .iter()
        .filter(|span| span.target == Target::Furniture)
    {
        let _ = writeln!(
            out,
            "furniture :{} {} {}",
            span.line,
            span.kind.as_str(),
            span.marker
        );
    }
    for warning in &parsed.warnings {
        let _ = writeln!(out, "warning :{} {}", warning.line, warning.message);
    }
    out
}

/// What must be the same in every variant: no lines, no issue, no spaces.
pub(in crate::corpus) fn outline(parsed: &ParsedFile) -> Vec<String> {
    let mut out = Vec::new();
    let blocks = |out: &mut Vec<String>, name: &str, blocks: &[Block]| {
        for block in blocks {
            out.push(format!("{name} {} {}", block.kind.as_str(), block.text));
        }
    };
    let day = |date: Option<PartialDate>| date.map(|date| date.to_string());
    for article in &parsed.issue.articles {
        out.push(format!(
            "article {} {:?} {}",
            article.ordinal,
            day(article.date.or_else(|| article.newest_source())),
            article.title
        ));
        blocks(&mut out, "summary", &article.summary);
        blocks(&mut out, "body", &article.body);
        for citation in &article.citations {
            out.push(format!(
                "citation {}|{}|{:?}|{:?}",
                citation.publisher,
                citation.title,
                day(citation.date),
                citation.url
            ));
        }
    }
    for event in &parsed.issue.events {
        out.push(format!(
            "event {}|{:?}|{:?}|{}|{}|{:?}",
            event.name,
            day(event.first_day.map(PartialDate::Day)),
            day(event.last_day.map(PartialDate::Day)),
            event.period,
            event.place,
            event.homepage
        ));
        blocks(&mut out, "item", &event.description);
    }
    out
}

#[track_caller]
pub(in crate::corpus) fn check_same(found: &[String], expected: &[String], what: &str) {
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected, "{what}");
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

/// Compares with a golden file, or writes it.
#[track_caller]
pub(in crate::corpus) fn check_golden(name: &str, found: &str) {
    let path = test_file(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, found).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    for (line, (golden, found)) in (1..).zip(golden.lines().zip(found.lines())) {
        assert_eq!(found, golden, "{name}:{line}");
    }
    assert_eq!(
        found.lines().count(),
        golden.lines().count(),
        "{name} has other lines at its end"
    );
}
