//! Hits, a page of them: for one query or for one of a batch.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use serde::ser::{Serialize, Serializer};

use super::super::model::{
    Answer, Cell, Column, Counts, Entry, Label, Line, Object, Page, Passage, Shape, Table, Told,
    day, kind_cell, object, pairs, score, told,
};
use super::dated::{DATED_COLUMNS, Dated, dated_cells};
use super::explanation::explanation_lines;
use super::place::{cited, cited_text, place_in_file, place_line};
use crate::document::Part;
use crate::job::milliseconds;
use crate::language::{Name, counts, labels::columns, labels::parts, labels::tables, messages};
use crate::search::{Continued, Expansion, Facet, Hit, Hits, Rewrite, Snippet};

/// A page of hits, with what is told around it.
#[derive(Debug, Clone, Copy)]
pub struct HitsPage<'a> {
    /// The hits.
    pub hits: &'a Hits,
    /// How long the search took.
    pub elapsed: Duration,
    /// The name that a batch gave the query, if it gave one; `None` where there is no batch.
    pub qid: Option<Option<&'a str>>,
}

impl Answer for HitsPage<'_> {
    fn table(&self) -> Option<Cow<'_, Table>> {
        Some(if self.hits.facets.is_empty() {
            Cow::Owned(Table::new(
                tables::HITS,
                &hit_columns(),
                self.hits.hits.iter().map(row).collect(),
            ))
        } else {
            // Rows of one file are of one kind.
            Counts::table_of_all(&self.counts())
        })
    }

    fn shape(&self) -> Shape {
        let mut hits = self.hits.hits.iter();
        match hits.any(|hit| hit.explanation.is_some()) {
            true => Shape::Prose,
            false => Shape::List,
        }
    }

    fn title(&self) -> String {
        self.hits.query.clone()
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(Told(self))]
    }

    fn items(&self) -> Vec<Object<'_>> {
        if self.hits.facets.is_empty() {
            let hits = self.hits.hits.iter();
            return hits.map(|hit| Box::new(Told(hit)) as Object<'_>).collect();
        }
        Counts::table_of_all(&self.counts())
            .into_owned()
            .into_items()
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        self.as_page().lines(width_cells)
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(self.as_page())
    }
}

impl HitsPage<'_> {
    fn as_page(&self) -> Page<'_> {
        let notes = notes(self.hits).into_iter();
        Page {
            query: Some(&self.hits.query),
            notes: notes.map(|note| Line::of(Label::Faint, &note)).collect(),
            counted: Some((counted(self.hits), self.elapsed)),
            counts: self.counts(),
            entries: self.hits.hits.iter().map(entry).collect(),
            ..Page::default()
        }
    }

    fn counts(&self) -> Vec<Counts<'_>> {
        let facets = self.hits.facets.iter();
        let counts = facets.map(|facet| {
            let (label, most_shown) = match facet.facet {
                Facet::Issue => (parts::ISSUES, usize::MAX),
                Facet::Source => (parts::SOURCES, MOST_SOURCES),
                Facet::Year => (parts::YEARS, usize::MAX),
                Facet::Month => (parts::MONTHS, usize::MAX),
            };
            Counts {
                name: facet.facet.name(),
                label,
                values: &facet.counts,
                most_shown,
            }
        });
        counts.collect()
    }
}

/// How many publishers are shown as text, those with the most hits.
const MOST_SOURCES: usize = 20;

/// How many hits there are, and which of them are on the page: `12 hits, 1–10 shown`.
fn counted(hits: &Hits) -> String {
    let shown = match (hits.hits.first(), hits.hits.last()) {
        (Some(first), Some(last)) if hits.hits.len() < hits.total + hits.partial => {
            Some((first.rank, last.rank))
        }
        _ => None,
    };
    counts_of_hits(hits.total, hits.partial, shown)
}

/// How many full and partial hits there are, and the first and the last that are shown, where
/// others are not.
pub fn counts_of_hits(total: usize, partial: usize, shown: Option<(usize, usize)>) -> String {
    let total = counts::hits(total as u64);
    let counts = match partial {
        0 => total,
        partial => messages::output::hits_and_partial(&total, &partial),
    };
    match shown {
        Some((first, last)) => messages::output::shown_of(&counts, &first, &last).into(),
        None => counts.into(),
    }
}

/// That a hit lacks these words.
pub fn lacking(missing: &[String]) -> String {
    messages::output::lacking(&missing.join(", ")).into()
}

pub(super) fn entry(hit: &Hit) -> Entry {
    let document = &hit.document;
    let citations = document.citations().iter();
    let explanation = hit.explanation.as_ref();
    Entry {
        rank: Some(hit.rank),
        title: Line::marked(Label::Title, document.title(), &hit.title_highlights),
        place: place_line(document.without_blocks()),
        lacking: (!hit.missing.is_empty()).then(|| Line::of(Label::Faint, &lacking(&hit.missing))),
        passages: passages(hit),
        citations: citations
            .map(|citation| cited(citation, [&[], &[]]))
            .collect(),
        explanation: explanation.map_or_else(Vec::new, explanation_lines),
        ..Entry::default()
    }
}

fn passages(hit: &Hit) -> Vec<Passage> {
    let source = hit.document.source();
    // The title stands above already.
    let snippets = hit.snippets.iter();
    let snippets = snippets.filter(|snippet| snippet.part != Part::Title);
    let mut over = None;
    let passages = snippets.map(|snippet| {
        let heading = snippet.heading.as_deref();
        // Parts under one heading follow each other.
        let here = (heading, heading.is_none().then_some(snippet.part));
        let label = heading
            .or(label(snippet.part).map(Name::text))
            .filter(|_| over != Some(here));
        over = Some(here);
        let place = Line::of(Label::Faint, "(").and(place_in_file(source, snippet.line));
        Passage {
            label: label.map(str::to_owned),
            text: Line::marked(Label::Plain, &snippet.text, &snippet.highlights),
            place: place.with(Label::Faint, ")"),
        }
    });
    passages.collect()
}

/// The label over a passage that stands under no heading.
fn label(part: Part) -> Option<Name> {
    match part {
        Part::Summary => Some(parts::SUMMARY),
        Part::Heading => Some(parts::HEADING),
        Part::Footnote => Some(parts::FOOTNOTE),
        Part::Caption => Some(parts::CAPTION),
        Part::Citation | Part::CitationPublisher | Part::CitationTitle => Some(parts::SOURCES),
        Part::Description => Some(parts::DESCRIPTION),
        Part::Period | Part::Place | Part::Homepage => Some(parts::EVENT_DETAILS),
        Part::Body => Some(parts::BODY),
        Part::Title => None,
    }
}

/// The name of the part that a passage is from. An event's details are one passage.
fn name_of(snippet: &Snippet) -> &'static str {
    if snippet.part.is_detail() {
        "details"
    } else {
        snippet.part.name()
    }
}

/// The columns of [`found_cells`].
pub(super) const FOUND_COLUMNS: &[Column] = &[
    Column::new("id", columns::ID),
    Column::new("kind", columns::KIND),
    Column::new("issue", columns::ISSUE),
    Column::new("date", columns::DATE),
    Column::new("title", columns::TITLE),
    Column::new("snippets", columns::PASSAGES),
    Column::new("citations", columns::SOURCES),
    Column::new("urls", columns::ADDRESS),
];

/// The columns of [`place_cells`].
pub(super) const PLACE_COLUMNS: &[Column] = &[
    Column::new("file", columns::FILE),
    Column::new("line", columns::LINE),
    DATED_COLUMNS[0],
    DATED_COLUMNS[1],
    DATED_COLUMNS[2],
];

fn hit_columns() -> Vec<Column> {
    let rank = Column::new("rank", columns::RANK);
    let score = Column::new("score", columns::SCORE);
    let missing = Column::new("missing", columns::MISSING);
    [&[rank, score][..], FOUND_COLUMNS, &[missing], PLACE_COLUMNS].concat()
}

fn row(hit: &Hit) -> Vec<Cell> {
    let mut row = vec![Cell::Count(hit.rank as u64), Cell::Figure(score(hit.score))];
    row.extend(found_cells(hit));
    row.push(Cell::Texts(hit.missing.clone()));
    row.extend(place_cells(hit));
    row
}

/// The cells of what was found, from `id` to `urls`.
pub(super) fn found_cells(hit: &Hit) -> [Cell; 8] {
    let document = &hit.document;
    let snippets = hit.snippets.iter();
    let citations = document.citations();
    let urls = citations.iter().filter_map(|citation| citation.url.clone());
    [
        Cell::Text(document.id().to_string()),
        kind_cell(document.kind()),
        Cell::Text(document.issue().to_owned()),
        document.dated().into(),
        Cell::Text(document.title().to_owned()),
        Cell::Texts(snippets.map(|snippet| snippet.text.clone()).collect()),
        Cell::Texts(citations.iter().map(cited_text).collect()),
        Cell::Texts(urls.collect()),
    ]
}

/// The cells of where it stands, and of what is known of its date: from `file` on.
pub(super) fn place_cells(hit: &Hit) -> impl Iterator<Item = Cell> {
    let source = hit.document.source();
    let place = [
        Cell::Text(source.file.clone()),
        Cell::Count(source.line.into()),
    ];
    place
        .into_iter()
        .chain(dated_cells(hit.document.without_blocks()))
}

/// What was searched for otherwise than it was typed, a text each: words that were taken
/// for others, prefixes that stand for too many.
pub fn notes(hits: &Hits) -> Vec<String> {
    let cut = cut_expansions(&hits.expansions);
    let continued = hits.continued.iter().map(continued_word);
    rewritten_words(&hits.rewrites)
        .chain(cut)
        .chain(continued)
        .collect()
}

/// The words that go on behind one which few documents hold.
fn continued_word(continued: &Continued) -> String {
    let from = &continued.from;
    let (words, more) = named(continued.words.iter().map(String::as_str));
    match more {
        0 => messages::output::continued(from, &words).into(),
        more => messages::output::continued_more(from, &words, &more).into(),
    }
}

/// The words that were taken for others, a text each: `found '레드팀' instead of 'fpemxla'`.
pub fn rewritten_words(rewrites: &[Rewrite]) -> impl Iterator<Item = String> {
    // The words that each word was taken for follow each other, the likeliest first.
    let words = rewrites.chunk_by(|one, other| one.from == other.from);
    words.map(rewritten)
}

/// How many words that a word was taken for are named.
const MOST_NAMED: usize = 5;

/// That a word was taken for others.
fn rewritten(rewrites: &[Rewrite]) -> String {
    let from = rewrites.first().map_or("", |one| one.from.as_str());
    let (words, more) = named(rewrites.iter().map(|one| one.to.as_str()));
    match more {
        0 => messages::output::taken_for(&from, &words).into(),
        more => messages::output::taken_for_more(&from, &words, &more).into(),
    }
}

/// The first of some words, and how many there are beside them.
fn named<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> (String, usize) {
    let more = words.len().saturating_sub(MOST_NAMED);
    let first = words.take(MOST_NAMED).map(|word| format!("'{word}'"));
    (first.collect::<Vec<_>>().join(", "), more)
}

/// The prefixes and tildes that stood for more words than were looked for, a text each.
pub(super) fn cut_expansions(expansions: &[Expansion]) -> impl Iterator<Item = String> {
    let cut = expansions
        .iter()
        .filter(|expansion| expansion.words.len() < expansion.available);
    cut.map(|expansion| {
        let words = expansion.words.len();
        messages::output::expansion_cut(&expansion.from, &expansion.available, &words).into()
    })
}

impl Serialize for Told<'_, HitsPage<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let HitsPage { hits, elapsed, qid } = self.0;
        let facets: BTreeMap<_, _> = hits
            .facets
            .iter()
            .map(|facet| (facet.facet.name(), Told(facet.counts.as_slice())))
            .collect();
        object!(serializer, {
            "qid"?: *qid,
            "query": hits.query,
            "total": hits.total,
            "partial": hits.partial,
            "rewrites": Told(hits.rewrites.as_slice()),
            "expansions": Told(hits.expansions.as_slice()),
            "continued"?: hits.continued.as_ref().map(Told),
            "elapsed_ms": milliseconds(*elapsed),
            "facets"?: (!facets.is_empty()).then_some(facets),
            "hits": Told(hits.hits.as_slice()),
        })
    }
}

told!((String, u64), counted, { "value": counted.0, "count": counted.1, });

told!(Rewrite, rewrite, { "from": rewrite.from, "to": rewrite.to, "reason": rewrite.reason.as_str(), });

told!(Expansion, expansion, {
    "from": expansion.from,
    "words": expansion.words,
    "available": expansion.available,
});

told!(Continued, continued, { "from": continued.from, "words": continued.words, });

told!(Hit, hit, {
    "rank": hit.rank,
    "score": score(hit.score),
    "id": hit.document.id().as_str(),
    "kind": hit.document.kind().as_str(),
    "issue": hit.document.issue(),
    "title": hit.document.title(),
    "date": day(hit.document.date()),
    "known_date": Dated::of(hit.document.dated()).known_date,
    "date_precision": Dated::of(hit.document.dated()).date_precision,
    "date_from": Dated::of(hit.document.dated()).date_from,
    "title_highlights": pairs(&hit.title_highlights),
    "snippets": Told(hit.snippets.as_slice()),
    "citations": Told(hit.document.citations()),
    "missing": hit.missing,
    "source": Told(hit.document.source()),
    "explanation"?: hit.explanation.as_ref().map(Told),
});

told!(Snippet, snippet, {
    "field": name_of(snippet),
    "heading": snippet.heading,
    "text": snippet.text,
    "highlights": pairs(&snippet.highlights),
    "line": snippet.line,
    "page"?: snippet.page,
});
