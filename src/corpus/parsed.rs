//! What parsing a digest file gives: its issue, and where each line of it went.
//!
//! The spans make the promise testable that no text is lost: walked in order
//! over the issue's own texts they give the file's characters back.

use std::collections::{BTreeMap, HashMap};

use super::characters::is_space;
use super::error::Warning;
use crate::document::{self, Document, Issue};

/// A digest file after parsing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedFile {
    /// What the file holds.
    pub issue: Issue,
    /// Where each non-blank line went, in the order of the file.
    pub spans: Vec<Span>,
    /// What a reader should check, in the order of lines.
    pub warnings: Vec<Warning>,
}

/// A stretch of one line: a marker, then characters of one part of the issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The line, counted from 1.
    pub line: u32,
    /// What the line is.
    pub kind: LineKind,
    /// The part of the issue that holds the characters after the marker.
    pub part: Part,
    /// What the model leaves out: `n`, `☞ 출처 :`, or all of a furniture line.
    pub marker: String,
    /// How many characters of the part follow, spaces not counted.
    pub chars: usize,
}

/// A text of an issue. Numbers are places in its lists, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The title of an article.
    Title(usize),
    /// A block of an article's summary.
    Summary(usize, usize),
    /// A block of an article's body.
    Body(usize, usize),
    /// A citation of an article, as printed.
    Citation(usize, usize),
    /// The name of an event.
    EventName(usize),
    /// An item of an event's description.
    EventDescription(usize, usize),
    /// An event's days as printed.
    EventPeriod(usize),
    /// Where an event takes place.
    EventPlace(usize),
    /// An event's homepage.
    EventHomepage(usize),
    /// A whole article on a line of its own, in JSON Lines.
    Record(usize),
    /// No part of the issue: page furniture.
    Furniture,
}

/// What a line of a digest file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineKind {
    /// A line of a title.
    Title,
    /// A line of a summary.
    Summary,
    /// The words `KEY Contents`.
    KeyContents,
    /// A line of a heading.
    Heading,
    /// A line of a bullet of the first level.
    Bullet,
    /// A line of a bullet of the second level.
    Subbullet,
    /// A line of text without a marker.
    Paragraph,
    /// A line of a footnote.
    Footnote,
    /// A line of a figure's caption.
    Caption,
    /// A line of a citation.
    Citation,
    /// A line of an event's name.
    EventName,
    /// A line of an event's description.
    EventDescription,
    /// An event's days, place and homepage.
    EventDetails,
    /// Column names of the event table.
    TableHeader,
    /// The heading of a section of the issue.
    SectionHeading,
    /// The publication's name and month at a page's edge.
    RunningHead,
    /// A page's number.
    PageNumber,
    /// The names of the sections at a page's edge.
    Tabs,
    /// A line of the table of contents.
    Contents,
    /// A line of the cover.
    FrontMatter,
    /// A line of the imprint.
    Imprint,
    /// An article in JSON Lines.
    Record,
}

impl LineKind {
    /// The kind's name in output, such as `subbullet`.
    pub fn as_str(self) -> &'static str {
        match self {
            LineKind::Title => "title",
            LineKind::Summary => "summary",
            LineKind::KeyContents => "key_contents",
            LineKind::Heading => "heading",
            LineKind::Bullet => "bullet",
            LineKind::Subbullet => "subbullet",
            LineKind::Paragraph => "paragraph",
            LineKind::Footnote => "footnote",
            LineKind::Caption => "caption",
            LineKind::Citation => "citation",
            LineKind::EventName => "event_name",
            LineKind::EventDescription => "event_description",
            LineKind::EventDetails => "event_details",
            LineKind::TableHeader => "table_header",
            LineKind::SectionHeading => "section_heading",
            LineKind::RunningHead => "running_head",
            LineKind::PageNumber => "page_number",
            LineKind::Tabs => "tabs",
            LineKind::Contents => "contents",
            LineKind::FrontMatter => "front_matter",
            LineKind::Imprint => "imprint",
            LineKind::Record => "record",
        }
    }
}

impl ParsedFile {
    /// How many non-blank lines are of each kind; each is counted once, as what
    /// it starts with.
    pub fn line_counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        let mut last_line = 0;
        for span in &self.spans {
            if span.line != last_line {
                *counts.entry(span.kind.as_str()).or_insert(0) += 1;
                last_line = span.line;
            }
        }
        counts
    }

    /// The issue's documents: its articles, then its events.
    pub fn documents(&self) -> impl Iterator<Item = Document> + '_ {
        let articles = self.issue.articles.iter().cloned().map(Document::Article);
        articles.chain(self.issue.events.iter().cloned().map(Document::Event))
    }
}

/// The file's characters without spaces, from the issue's texts by the spans.
///
/// The error says which part ran out of text, or has text that no line gave.
/// Only for the digest layout: JSON Lines has no such record.
pub fn rebuild(parsed: &ParsedFile) -> Result<String, String> {
    let mut left: HashMap<Part, std::str::Chars<'_>> = texts(&parsed.issue)
        .into_iter()
        .map(|(part, text)| (part, text.chars()))
        .collect();
    let mut rebuilt = String::new();
    for span in &parsed.spans {
        rebuilt.extend(span.marker.chars().filter(|&c| !is_space(c)));
        for _ in 0..span.chars {
            let next = left
                .get_mut(&span.part)
                .and_then(|chars| chars.find(|&c| !is_space(c)));
            match next {
                Some(c) => rebuilt.push(c),
                None => {
                    return Err(format!(
                        "line {}: {:?} has run out of text",
                        span.line, span.part
                    ));
                }
            }
        }
    }
    for (part, mut chars) in left {
        if let Some(c) = chars.find(|&c| !is_space(c)) {
            return Err(format!("{part:?} has text that no line gave, from `{c}`"));
        }
    }
    Ok(rebuilt)
}

/// Every text of an issue that came from lines of its digest file. Publishers and titles are
/// in the citations as printed.
fn texts(issue: &Issue) -> Vec<(Part, &str)> {
    let mut texts = Vec::new();
    for (number, article) in issue.articles.iter().enumerate() {
        texts.extend(article.texts().into_iter().filter_map(|text| {
            let part = match text.part.list() {
                document::Part::Title => Part::Title(number),
                document::Part::Summary => Part::Summary(number, text.index),
                document::Part::Body => Part::Body(number, text.index),
                document::Part::Citation => Part::Citation(number, text.index),
                _ => return None,
            };
            Some((part, text.text))
        }));
    }
    for (number, event) in issue.events.iter().enumerate() {
        texts.extend(event.texts().into_iter().filter_map(|text| {
            let part = match text.part {
                document::Part::Title => Part::EventName(number),
                document::Part::Description => Part::EventDescription(number, text.index),
                document::Part::Period => Part::EventPeriod(number),
                document::Part::Place => Part::EventPlace(number),
                document::Part::Homepage => Part::EventHomepage(number),
                _ => return None,
            };
            Some((part, text.text))
        }));
    }
    texts
}
