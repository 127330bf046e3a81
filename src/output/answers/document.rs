//! Documents, each whole.

use std::borrow::Cow;
use std::ops::Range;

use serde::ser::{Serialize, Serializer};

use super::super::model::{
    Answer, Cell, Column, Entry, Label, Line, Object, Page, Shape, Table, Told, day, object, pairs,
    told,
};
use super::dated::Dated;
use super::place::{address_line, cited, place_line};
use crate::document::{Article, Block, BlockKind, DateOrigin, Document, Event, Part};
use crate::language::{labels::columns, labels::parts, labels::tables, messages};
use crate::search::DocumentMarks;

/// One document, whole.
#[derive(Debug, Clone, Copy)]
pub struct DocumentPage<'a> {
    /// The document.
    pub document: &'a Document,
    /// What to mark in it, where words were asked for.
    pub marks: Option<&'a DocumentMarks>,
}

/// Documents, each whole, in the order given.
#[derive(Debug, Clone)]
pub struct Documents<'a>(pub Vec<DocumentPage<'a>>);

impl Answer for Documents<'_> {
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.0.iter().flat_map(|page| rows(page.document));
        let table = Table::new(tables::PARTS, COLUMNS, rows.collect());
        Some(Cow::Owned(table))
    }

    fn shape(&self) -> Shape {
        match self.0.iter().any(|page| page.marks.is_some()) {
            true => Shape::Prose,
            false => Shape::List,
        }
    }

    fn title(&self) -> String {
        let first = self.0.first().map_or("", |page| page.document.title());
        match self.0.len() {
            0 | 1 => first.to_owned(),
            count => messages::output::title_and_more(&first, &(count - 1)).into(),
        }
    }

    fn objects(&self) -> Vec<Object<'_>> {
        let pages = self.0.iter();
        pages
            .map(|page| Box::new(Told(page)) as Object<'_>)
            .collect()
    }

    fn items(&self) -> Vec<Object<'_>> {
        self.objects()
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        self.as_page().lines(width_cells)
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(self.as_page())
    }
}

impl Documents<'_> {
    fn as_page(&self) -> Page<'_> {
        Page {
            entries: self.0.iter().map(DocumentPage::entry).collect(),
            ..Page::default()
        }
    }
}

impl DocumentPage<'_> {
    /// What to mark in a part of the document, at its place in its list: ranges of
    /// characters, in order and apart.
    fn marks_of(&self, part: Part, index: usize) -> &[Range<usize>] {
        self.marks.map_or(&[], |marks| marks.of(part, index))
    }

    fn entry(&self) -> Entry {
        let entry = Entry {
            title: self.marked(Label::Title, self.document.title(), Part::Title, 0),
            place: place_line(self.document),
            ..Entry::default()
        };
        match self.document {
            Document::Article(article) => self.article(article, entry),
            Document::Event(event) => self.event(event, entry),
        }
    }

    fn article(&self, article: &Article, entry: Entry) -> Entry {
        let summary = article.summary.iter().enumerate();
        let summary = summary
            .map(|(place, block)| self.marked(Label::Plain, &block.text, Part::Summary, place));
        let blocks = article.body.iter().enumerate().map(|(place, block)| {
            let label = match block.kind {
                BlockKind::Heading => Label::Title,
                BlockKind::Footnote | BlockKind::Caption => Label::Faint,
                _ => Label::Plain,
            };
            let text = self.marked(label, &block.text, Part::Body, place);
            (block.kind, text)
        });
        let citations = article.citations.iter().enumerate();
        let citations = citations.map(|(place, citation)| {
            let publisher = self.marks_of(Part::CitationPublisher, place);
            let title = self.marks_of(Part::CitationTitle, place);
            cited(citation, [publisher, title])
        });
        Entry {
            summary: summary.collect(),
            blocks: blocks.collect(),
            citations: citations.collect(),
            ..entry
        }
    }

    fn event(&self, event: &Event, entry: Entry) -> Entry {
        let description = event.description.iter().enumerate();
        let blocks = description.map(|(place, block)| {
            (
                BlockKind::Bullet,
                self.marked(Label::Plain, &block.text, Part::Description, place),
            )
        });
        let place = match self.marks_of(Part::Place, 0) {
            [] => address_line(&event.place),
            marks => Line::marked(Label::Plain, &event.place, marks),
        };
        let homepage = event.homepage.as_deref().unwrap_or_default();
        let details = [
            (parts::PERIOD, Line::plain(&days(event))),
            (parts::PLACE, place),
            (parts::HOMEPAGE, address_line(homepage)),
        ];
        let known = details.into_iter().filter(|(_, text)| !text.is_empty());
        Entry {
            blocks: blocks.collect(),
            details: Some(known.collect()),
            ..entry
        }
    }

    fn marked(&self, label: Label, text: &str, part: Part, index: usize) -> Line {
        Line::marked(label, text, self.marks_of(part, index))
    }
}

/// The days of an event; as printed where they are not known.
pub(super) fn days(event: &Event) -> String {
    match event.days() {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} – {last}"),
        None => event.period.clone(),
    }
}

const COLUMNS: &[Column] = &[
    Column::new("id", columns::ID),
    Column::new("part", columns::PART),
    Column::new("text", columns::TEXT),
    Column::new("file", columns::FILE),
    Column::new("line", columns::LINE),
];

/// A row for each part of a document, in order, with the part's line in the digest file.
fn rows(document: &Document) -> Vec<Vec<Cell>> {
    let source = document.source();
    let mut rows = Vec::new();
    let mut add = |part: &str, text: &str, line: u32| {
        rows.push(vec![
            Cell::Text(document.id().to_string()),
            Cell::Text(part.to_owned()),
            Cell::Text(text.to_owned()),
            Cell::Text(source.file.clone()),
            Cell::Count(line.into()),
        ]);
    };
    add("title", document.title(), source.line);
    // The month of the issue stands nowhere in the document.
    let own = document
        .dated()
        .filter(|dated| dated.1 != DateOrigin::Issue);
    if let Some((date, _)) = own {
        add("date", &date.to_string(), source.line);
    }
    match document {
        Document::Article(article) => {
            for block in &article.summary {
                add("summary", &block.text, block.line);
            }
            for block in &article.body {
                add(block.kind.as_str(), &block.text, block.line);
            }
            for citation in &article.citations {
                let cited = cited(citation, [&[], &[]]).text();
                add("citation", &cited, citation.line);
            }
        }
        Document::Event(event) => {
            for block in &event.description {
                add("description", &block.text, block.line);
            }
            let parts = [
                ("first_day", day(event.first_day)),
                ("last_day", day(event.last_day)),
                ("period", Some(event.period.clone())),
                ("place", Some(event.place.clone())),
                ("homepage", event.homepage.clone()),
            ];
            for (part, text) in parts {
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    add(part, &text, source.line);
                }
            }
        }
    }
    rows
}

/// One document, whole. Where words were asked for, `highlights` names each part that
/// holds some, with its place in the list of that part, counted from 0.
impl Serialize for Told<'_, DocumentPage<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (article, event) = match self.0.document {
            Document::Article(article) => (Some(Told(article)), None),
            Document::Event(event) => (None, Some(Told(event))),
        };
        object!(serializer, {
            "article"?: article,
            "event"?: event,
            "highlights"?: self.0.marks.map(Told),
        })
    }
}

impl Serialize for Told<'_, DocumentMarks> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts: Vec<_> = self.0.iter().collect();
        Told(parts.as_slice()).serialize(serializer)
    }
}

told!((Part, usize, &[Range<usize>]), marked, {
    "part": marked.0.name(),
    "index": (!matches!(marked.0, Part::Title | Part::Place)).then_some(marked.1),
    "highlights": pairs(marked.2),
});

told!(Article, article, {
    "id": article.id.as_str(),
    "kind": "article",
    "issue": article.issue,
    "ordinal": article.ordinal,
    "title": article.title,
    "date": day(article.dated().map(|(date, _)| date)),
    "known_date": Dated::of(article.dated()).known_date,
    "date_precision": Dated::of(article.dated()).date_precision,
    "date_from": Dated::of(article.dated()).date_from,
    "summary": texts(&article.summary),
    "body": Told(article.body.as_slice()),
    "citations": Told(article.citations.as_slice()),
    "source": Told(&article.source),
});

told!(Block, block, { "kind": block.kind.as_str(), "text": block.text, });

told!(Event, event, {
    "id": event.id.as_str(),
    "kind": "event",
    "issue": event.issue,
    "ordinal": event.ordinal,
    "title": event.name,
    "date": day(event.first_day),
    "known_date": Dated::of_date(event.date()).known_date,
    "date_precision": Dated::of_date(event.date()).date_precision,
    "first_day": day(event.first_day),
    "last_day": day(event.last_day),
    "period": event.period,
    "place": event.place,
    "homepage": event.homepage,
    "description": texts(&event.description),
    "source": Told(&event.source),
});

fn texts(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.text.as_str()).collect()
}
