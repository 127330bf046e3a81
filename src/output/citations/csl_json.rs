//! Citations as CSL-JSON: an array on one line, an item a work.

use std::io::{self, Write};

use serde::Serialize;

use super::super::model::write_line;
use super::CitationWriter;
use super::work::{Work, WorkKind};
use crate::document::PartialDate;

/// Writes CSL-JSON.
#[derive(Debug, Clone, Copy)]
pub(super) struct CslJson;

impl CitationWriter for CslJson {
    fn write(&self, out: &mut dyn Write, works: &[Work]) -> io::Result<()> {
        let items: Vec<Item<'_>> = works.iter().map(item).collect();
        write_line(out, &items)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<DateParts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_date: Option<DateParts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_place: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

/// A name that is not taken apart: a body's.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct DateParts {
    date_parts: Vec<Vec<u16>>,
}

fn item(work: &Work) -> Item<'_> {
    let kind = match (work.kind, &work.url) {
        (WorkKind::Article, _) => "article-magazine",
        (_, Some(_)) => "webpage",
        (_, None) => "document",
    };
    let author = work.author.as_deref();
    Item {
        id: &work.key,
        kind,
        author: author.map(|literal| [Name { literal }]),
        title: Some(work.title.as_str()).filter(|title| !title.is_empty()),
        container_title: work.publication.as_deref(),
        issue: work.issue.as_deref(),
        issued: work.issued.map(|issued| DateParts {
            date_parts: vec![parts(issued)],
        }),
        event_date: work.days.map(|(first, last)| DateParts {
            date_parts: if first == last {
                vec![parts(first.into())]
            } else {
                vec![parts(first.into()), parts(last.into())]
            },
        }),
        event_place: work.place.as_deref(),
        url: work.url.as_deref(),
        note: work.note.as_deref(),
    }
}

/// The year, and the month and the day as far as they are known.
fn parts(date: PartialDate) -> Vec<u16> {
    let (year, month, day) = date.numbers();
    let parts = [year, u16::from(month), u16::from(day)];
    parts.into_iter().take_while(|part| *part > 0).collect()
}
