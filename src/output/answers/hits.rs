//! Hits, a page of them: for one query or for one of a batch.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use serde::ser::{Serialize, Serializer};

use super::super::model::{
    Answer, Cell, Column, Counts, Entry, Label, Line, Object, Page, Passage, Shape, Table, Told,
    day, object, pairs, score, told,
};
use super::dated::{DATED_COLUMNS, Dated, dated_cells};
use super::explanation::explanation_lines;
use super::place::{cited, cited_text, place_in_file, place_line};
use crate::document::Part;
use crate::job::milliseconds;
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
                "hits",
                &COLUMNS,
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
                Facet::Issue => ("호", usize::MAX),
                Facet::Source => ("출처", MOST_SOURCES),
                Facet::Year => ("연도", usize::MAX),
                Facet::Month => ("월", usize::MAX),
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

const PARTIAL_LABEL: &str = "일부 일치";

/// How many hits there are, and which of them are on the page: `12건 중 1–10`.
fn counted(hits: &Hits) -> String {
    let mut counts = format!("{}건", hits.total);
    if hits.partial > 0 {
        counts.push_str(&format!(", {PARTIAL_LABEL} {}건", hits.partial));
    }
    if let (Some(first), Some(last)) = (hits.hits.first(), hits.hits.last())
        && hits.hits.len() < hits.total + hits.partial
    {
        counts.push_str(&format!(" 중 {}–{}", first.rank, last.rank));
    }
    counts
}

pub(super) fn entry(hit: &Hit) -> Entry {
    let document = &hit.document;
    let lacking = format!("{PARTIAL_LABEL}, 없는 낱말: {}", hit.missing.join(", "));
    let citations = document.citations().iter();
    let explanation = hit.explanation.as_ref();
    Entry {
        rank: Some(hit.rank),
        title: Line::marked(Label::Title, document.title(), &hit.title_highlights),
        place: place_line(document.without_blocks()),
        lacking: (!hit.missing.is_empty()).then(|| Line::of(Label::Faint, &lacking)),
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
            .or(label(snippet.part))
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
fn label(part: Part) -> Option<&'static str> {
    match part {
        Part::Summary => Some("요약"),
        Part::Heading => Some("소제목"),
        Part::Footnote => Some("각주"),
        Part::Caption => Some("그림"),
        Part::Citation | Part::CitationPublisher | Part::CitationTitle => Some("출처"),
        Part::Description => Some("행사 개요"),
        Part::Period | Part::Place | Part::Homepage => Some("기간·장소·홈페이지"),
        Part::Body => Some("본문"),
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

const COLUMNS: [Column; 16] = [
    Column::new("rank", "순위"),
    Column::new("score", "점수"),
    Column::new("id", "ID"),
    Column::new("kind", "종류"),
    Column::new("issue", "호"),
    Column::new("date", "날짜"),
    Column::new("title", "제목"),
    Column::new("snippets", "본문"),
    Column::new("citations", "출처"),
    Column::new("urls", "주소"),
    Column::new("missing", "없는 낱말"),
    Column::new("file", "파일"),
    Column::new("line", "줄"),
    DATED_COLUMNS[0],
    DATED_COLUMNS[1],
    DATED_COLUMNS[2],
];

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
        Cell::Text(document.kind().as_str().to_owned()),
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

/// The words that go on behind one which few documents hold: `'이즈'로 시작하는 '이즈모'를 더
/// 찾음`.
fn continued_word(continued: &Continued) -> String {
    let from = continued.from.as_str();
    let (words, particle) = named(continued.words.iter().map(String::as_str));
    format!(
        "'{from}'{} 시작하는 {words}{particle} 더 찾음",
        direction_particle(from)
    )
}

/// The words that were taken for others, a text each: `'fpemxla' 대신 '레드팀'을 찾음`.
pub fn rewritten_words(rewrites: &[Rewrite]) -> impl Iterator<Item = String> {
    // The words that each word was taken for follow each other, the likeliest first.
    let words = rewrites.chunk_by(|one, other| one.from == other.from);
    words.map(rewritten)
}

/// How many words that a word was taken for are named.
const MOST_NAMED: usize = 5;

/// That a word was taken for others: `'fpemxla' 대신 '레드팀'을 찾음`.
fn rewritten(rewrites: &[Rewrite]) -> String {
    let from = rewrites.first().map_or("", |one| one.from.as_str());
    let (words, particle) = named(rewrites.iter().map(|one| one.to.as_str()));
    format!("'{from}' 대신 {words}{particle} 찾음")
}

/// The first of some words, and how many there are beside them, with the particle of an object.
fn named<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> (String, &'static str) {
    let more = words.len().saturating_sub(MOST_NAMED);
    let first: Vec<&str> = words.take(MOST_NAMED).collect();
    let quoted: Vec<String> = first.iter().map(|word| format!("'{word}'")).collect();
    let named = quoted.join(", ");
    match more {
        0 => (named, first.last().map_or("", |word| object_particle(word))),
        more => (format!("{named} 외 {more}개"), "를"),
    }
}

/// 을 after a consonant, 를 after a vowel; both where the last sound is not written in
/// Hangul.
fn object_particle(word: &str) -> &'static str {
    match word.chars().next_back() {
        Some(last @ '가'..='힣') if !(last as u32 - '가' as u32).is_multiple_of(28) => "을",
        Some('가'..='힣') => "를",
        _ => "을(를)",
    }
}

/// 으로 after a consonant but ㄹ, else 로; both where the last sound is not written in Hangul.
fn direction_particle(word: &str) -> &'static str {
    const RIEUL: u32 = 8;
    match word.chars().next_back() {
        Some(last @ '가'..='힣') => match (last as u32 - '가' as u32) % 28 {
            0 | RIEUL => "로",
            _ => "으로",
        },
        _ => "(으)로",
    }
}

/// The prefixes and tildes that stood for more words than were looked for, a text each.
pub(super) fn cut_expansions(expansions: &[Expansion]) -> impl Iterator<Item = String> {
    let cut = expansions
        .iter()
        .filter(|expansion| expansion.words.len() < expansion.available);
    cut.map(|expansion| {
        format!(
            "'{}'에 드는 낱말 {}개 이상 가운데 자주 쓰인 {}개를 찾음",
            expansion.from,
            expansion.available,
            expansion.words.len()
        )
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
