//! One document, whole: its text and its JSON.
//!
//! Leaves to `text` and `json` what hits show of it too.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::format::DocumentPage;
use super::hyperlink::Link;
use super::json::{CitationJson, FORMAT_VERSION, SourceJson, citations, pairs, source, write_line};
use super::style::{Role, Style};
use super::text::{citations_text, link_at_end, marks_in_cited, place_lines, write_lines};
use super::wrap::{wrapped, wrapped_with_links};
use crate::document::{Article, Block, BlockKind, Document, Event, Part};

const PLACE_LABEL: &str = "장소: ";

/// One document, whole.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn document_text(
    out: &mut dyn Write,
    page: &DocumentPage<'_>,
    style: &Style,
) -> io::Result<()> {
    let document = page.document;
    let marks = page.marks_of(Part::Title, 0);
    write_lines(
        out,
        &wrapped(document.title(), marks, Role::Strong, "", "", style),
    )?;
    write_lines(out, &place_lines(document, "", style))?;
    match document {
        Document::Article(article) => article_text(out, article, page, style),
        Document::Event(event) => event_text(out, event, page, style),
    }
}

fn article_text(
    out: &mut dyn Write,
    article: &Article,
    page: &DocumentPage<'_>,
    style: &Style,
) -> io::Result<()> {
    if !article.summary.is_empty() {
        writeln!(out, "\n{}", style.paint(Role::Faint, "[요약]"))?;
    }
    for (index, block) in article.summary.iter().enumerate() {
        let marks = page.marks_of(Part::Summary, index);
        write_lines(
            out,
            &wrapped(&block.text, marks, Role::Plain, "• ", "  ", style),
        )?;
    }
    if !article.body.is_empty() && article.body[0].kind != BlockKind::Heading {
        writeln!(out)?;
    }
    for (index, block) in article.body.iter().enumerate() {
        let (role, first, rest) = match block.kind {
            BlockKind::Heading => {
                writeln!(out)?;
                (Role::Strong, "", "")
            }
            BlockKind::Bullet => (Role::Plain, "• ", "  "),
            BlockKind::Subbullet => (Role::Plain, "  – ", "    "),
            BlockKind::Paragraph => (Role::Plain, "", ""),
            BlockKind::Footnote => (Role::Faint, "    * ", "      "),
            BlockKind::Caption => (Role::Faint, "    그림: ", "      "),
        };
        let marks = page.marks_of(Part::Body, index);
        write_lines(out, &wrapped(&block.text, marks, role, first, rest, style))?;
    }
    if !article.citations.is_empty() {
        writeln!(out)?;
    }
    let marks = |index| marks_in_cited(page, index);
    citations_text(out, &article.citations, marks, "", style)
}

fn event_text(
    out: &mut dyn Write,
    event: &Event,
    page: &DocumentPage<'_>,
    style: &Style,
) -> io::Result<()> {
    writeln!(out)?;
    for (index, block) in event.description.iter().enumerate() {
        let marks = page.marks_of(Part::Description, index);
        write_lines(
            out,
            &wrapped(&block.text, marks, Role::Plain, "• ", "  ", style),
        )?;
    }
    writeln!(out)?;
    for (label, text) in event_details(event) {
        let marks = marks_in_detail(page, label);
        let links: Vec<Link> = link_at_end(&text, event.homepage.as_deref())
            .into_iter()
            .collect();
        let lines = wrapped_with_links(&text, marks, &links, Role::Plain, label, "      ", style);
        write_lines(out, &lines)?;
    }
    Ok(())
}

/// What to mark in a detail of an event.
pub(super) fn marks_in_detail<'a>(page: &'a DocumentPage<'_>, label: &str) -> &'a [Range<usize>] {
    if label == PLACE_LABEL {
        page.marks_of(Part::Place, 0)
    } else {
        &[]
    }
}

/// When and where an event is, each with its label; the days as printed where they are
/// not known.
pub(super) fn event_details(event: &Event) -> Vec<(&'static str, String)> {
    let days = match (event.first_day, event.last_day) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} – {last}"),
        _ => event.period.clone(),
    };
    let homepage = event.homepage.clone().unwrap_or_default();
    let details = [
        ("기간: ", days),
        (PLACE_LABEL, event.place.clone()),
        ("홈페이지: ", homepage),
    ];
    let known = details.into_iter().filter(|(_, text)| !text.is_empty());
    known.collect()
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    format_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<ArticleJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<EventJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    highlights: Option<Vec<PartHighlightsJson>>,
}

#[derive(Serialize)]
struct PartHighlightsJson {
    part: &'static str,
    index: Option<usize>,
    highlights: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    id: &'a str,
    kind: &'static str,
    issue: &'a str,
    ordinal: u32,
    title: &'a str,
    date: Option<String>,
    summary: Vec<&'a str>,
    body: Vec<BlockJson<'a>>,
    citations: Vec<CitationJson<'a>>,
    source: SourceJson<'a>,
}

#[derive(Serialize)]
struct EventJson<'a> {
    id: &'a str,
    kind: &'static str,
    issue: &'a str,
    ordinal: u32,
    title: &'a str,
    date: Option<String>,
    first_day: Option<String>,
    last_day: Option<String>,
    period: &'a str,
    place: &'a str,
    homepage: Option<&'a str>,
    description: Vec<&'a str>,
    source: SourceJson<'a>,
}

#[derive(Serialize)]
struct BlockJson<'a> {
    kind: &'static str,
    text: &'a str,
}

/// One document, whole. Where words were asked for, `highlights` names each part that
/// holds some, with its place in the list of that part, counted from 0.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn document_json(out: &mut dyn Write, page: &DocumentPage<'_>) -> io::Result<()> {
    let (article, event) = match page.document {
        Document::Article(article) => (Some(article_json(article)), None),
        Document::Event(event) => (None, Some(event_json(event))),
    };
    let json = DocumentJson {
        format_version: FORMAT_VERSION,
        article,
        event,
        highlights: page.marks.map(|marks| {
            let parts = marks
                .iter()
                .map(|(part, index, ranges)| PartHighlightsJson {
                    part: part.name(),
                    index: (!matches!(part, Part::Title | Part::Place)).then_some(index),
                    highlights: pairs(ranges),
                });
            parts.collect()
        }),
    };
    write_line(out, &json)
}

fn article_json(article: &Article) -> ArticleJson<'_> {
    ArticleJson {
        id: article.id.as_str(),
        kind: "article",
        issue: &article.issue,
        ordinal: article.ordinal,
        title: &article.title,
        date: article.date.map(|date| date.to_string()),
        summary: texts(&article.summary),
        body: article
            .body
            .iter()
            .map(|block| BlockJson {
                kind: block.kind.as_str(),
                text: &block.text,
            })
            .collect(),
        citations: citations(&article.citations),
        source: source(&article.source),
    }
}

fn event_json(event: &Event) -> EventJson<'_> {
    EventJson {
        id: event.id.as_str(),
        kind: "event",
        issue: &event.issue,
        ordinal: event.ordinal,
        title: &event.name,
        date: event.first_day.map(|date| date.to_string()),
        first_day: event.first_day.map(|date| date.to_string()),
        last_day: event.last_day.map(|date| date.to_string()),
        period: &event.period,
        place: &event.place,
        homepage: event.homepage.as_deref(),
        description: texts(&event.description),
        source: source(&event.source),
    }
}

fn texts(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.text.as_str()).collect()
}
