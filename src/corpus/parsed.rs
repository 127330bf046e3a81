//! What parsing a digest file gives: its issue, and where each line of it went.
//!
//! The spans make the promise testable that no text is lost: walked in order
//! over the issue's own texts they give the file's characters back.

use std::collections::{BTreeMap, HashMap};

use super::characters::is_space;
use super::error::Warning;
use crate::document::{BlockKind, Document, Issue, Part};

/// A digest file after parsing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedFile {
    /// What the file holds.
    pub issue: Issue,
    /// Where each non-blank line went, in the order of the file.
    pub spans: Vec<Span>,
    /// What a reader should check, in the order of lines.
    pub warnings: Vec<Warning>,
    /// Whether a page or a record was not understood, as one of the warnings tells.
    pub is_misread: bool,
    /// The records that are no articles, as the warnings tell.
    pub lost: Vec<LostRecord>,
}

/// A record of a digest file that is no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostRecord {
    /// The line on which it begins, counted from 1.
    pub line: u32,
    /// The name that it would have in its issue, where that could be made out.
    pub name: Option<String>,
}

/// A stretch of one line: a marker, then characters of one part of the issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The line, counted from 1.
    pub line: u32,
    /// What the line is.
    pub kind: LineKind,
    /// Where the characters after the marker went.
    pub target: Target,
    /// What the model leaves out: `n`, `☞ 출처 :`, or all of a furniture line.
    pub marker: String,
    /// How many characters of the target follow, spaces not counted.
    pub chars: usize,
}

/// Where the characters of a line went. Numbers are places in the issue's lists and in those
/// of a document, counted from 0; a part stands for its list ([`Part::list`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// To a text of an article.
    Article(usize, Part, usize),
    /// To a text of an event.
    Event(usize, Part, usize),
    /// To a whole article, which a record is.
    Record(usize),
    /// Nowhere: page furniture.
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
    /// What leads about a page of HTML, or stands at its edges.
    Navigation,
    /// A record.
    Record,
}

impl From<BlockKind> for LineKind {
    fn from(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Heading => LineKind::Heading,
            BlockKind::Bullet => LineKind::Bullet,
            BlockKind::Subbullet => LineKind::Subbullet,
            BlockKind::Paragraph => LineKind::Paragraph,
            BlockKind::Footnote => LineKind::Footnote,
            BlockKind::Caption => LineKind::Caption,
        }
    }
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
            LineKind::Navigation => "navigation",
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
/// Only for the digest layout: of records no such account is kept.
pub fn rebuild(parsed: &ParsedFile) -> Result<String, String> {
    let mut left: HashMap<Target, std::str::Chars<'_>> = texts(&parsed.issue)
        .map(|(target, text)| (target, text.chars()))
        .collect();
    let mut rebuilt = String::new();
    for span in &parsed.spans {
        rebuilt.extend(span.marker.chars().filter(|&c| !is_space(c)));
        for _ in 0..span.chars {
            let next = left
                .get_mut(&span.target)
                .and_then(|chars| chars.find(|&c| !is_space(c)));
            match next {
                Some(c) => rebuilt.push(c),
                None => {
                    return Err(format!(
                        "line {}: {:?} has run out of text",
                        span.line, span.target
                    ));
                }
            }
        }
    }
    for (target, mut chars) in left {
        if let Some(c) = chars.find(|&c| !is_space(c)) {
            return Err(format!("{target:?} has text that no line gave, from `{c}`"));
        }
    }
    Ok(rebuilt)
}

/// Every text of an issue that came from lines of its digest file. Publishers and titles are
/// in the citations as printed.
fn texts(issue: &Issue) -> impl Iterator<Item = (Target, &str)> {
    let articles = issue.articles.iter().enumerate();
    let articles = articles.flat_map(|(number, article)| {
        let texts = article.texts().into_iter();
        texts.map(move |text| {
            let target = Target::Article(number, text.part.list(), text.index);
            (text.part, target, text.text)
        })
    });
    let events = issue.events.iter().enumerate();
    let events = events.flat_map(|(number, event)| {
        let texts = event.texts().into_iter();
        texts.map(move |text| {
            let target = Target::Event(number, text.part, text.index);
            (text.part, target, text.text)
        })
    });
    let is_printed = |part: Part| !matches!(part, Part::CitationPublisher | Part::CitationTitle);
    articles
        .chain(events)
        .filter(move |(part, ..)| is_printed(*part))
        .map(|(_, target, text)| (target, text))
}
