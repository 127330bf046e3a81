//! JSON for programs: a contract, of which `format_version` tells the number.
//!
//! A field never changes its meaning within a version. Offsets are Unicode scalar
//! values, dates ISO 8601, times milliseconds. Each function writes one object and
//! a line feed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::time::Duration;

use serde::Serialize;

use super::format::DocumentPage;
use super::report::IndexReport;
use crate::document::{Article, Block, Citation, Document, Event, SourcePlace};
use crate::search::{Explanation, Hit, Hits, Rewrite};

/// The number of the contract, alike in every object.
pub(super) const FORMAT_VERSION: u32 = 1;

/// The oldest number of the contract that this build speaks.
pub const OLDEST_FORMAT_VERSION: u32 = 1;

/// The newest number of the contract that this build speaks, which it writes.
pub const NEWEST_FORMAT_VERSION: u32 = FORMAT_VERSION;

#[derive(Serialize)]
struct HitsJson<'a> {
    format_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    qid: Option<Option<&'a str>>,
    query: &'a str,
    total: usize,
    partial: usize,
    rewrites: Vec<RewriteJson<'a>>,
    expansions: Vec<ExpansionJson<'a>>,
    elapsed_ms: f64,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<&'static str, Vec<CountJson<'a>>>,
    hits: Vec<HitJson<'a>>,
}

#[derive(Serialize)]
struct ExpansionJson<'a> {
    from: &'a str,
    words: &'a [String],
    available: usize,
}

#[derive(Serialize)]
struct CountJson<'a> {
    value: &'a str,
    count: u64,
}

#[derive(Serialize)]
pub(super) struct RewriteJson<'a> {
    from: &'a str,
    to: &'a str,
    reason: &'static str,
}

#[derive(Serialize)]
struct FailedQueryJson<'a> {
    format_version: u32,
    qid: Option<&'a str>,
    error: &'a str,
}

/// A hit on a line of its own.
#[derive(Serialize)]
struct HitLineJson<'a> {
    format_version: u32,
    #[serde(flatten)]
    hit: HitJson<'a>,
}

#[derive(Serialize)]
struct ExplanationJson<'a> {
    tier: &'static str,
    coverage: f64,
    coverage_factor: f64,
    terms: Vec<TermScoreJson<'a>>,
    alternatives: Vec<AlternativeScoreJson<'a>>,
    near: Vec<NearScoreJson<'a>>,
}

#[derive(Serialize)]
struct TermScoreJson<'a> {
    term: &'a str,
    view: &'static str,
    field: &'static str,
    frequency: u32,
    rarity: f64,
    weight: f64,
    score: f64,
}

#[derive(Serialize)]
struct AlternativeScoreJson<'a> {
    text: &'a str,
    field: &'static str,
    frequency: u32,
    score: f64,
}

#[derive(Serialize)]
struct NearScoreJson<'a> {
    left: &'a str,
    right: &'a str,
    field: &'static str,
    score: f64,
}

#[derive(Serialize)]
struct HitJson<'a> {
    rank: usize,
    score: f64,
    id: &'a str,
    kind: &'static str,
    issue: &'a str,
    title: &'a str,
    date: Option<String>,
    snippets: Vec<SnippetJson<'a>>,
    citations: Vec<CitationJson<'a>>,
    missing: &'a [String],
    source: SourceJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationJson<'a>>,
}

#[derive(Serialize)]
struct SnippetJson<'a> {
    field: &'static str,
    heading: Option<&'a str>,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
    line: u32,
}

#[derive(Serialize)]
struct CitationJson<'a> {
    publisher: &'a str,
    title: &'a str,
    date: Option<String>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    file: &'a str,
    line: u32,
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

#[derive(Serialize)]
struct ReportJson<'a> {
    format_version: u32,
    issues: u64,
    articles: u64,
    events: u64,
    citations: u64,
    elapsed_ms: f64,
    generation: Option<&'a str>,
    published: bool,
    unconfirmed: Option<&'a str>,
    rebuilt: Option<&'a str>,
    files: Vec<FileJson<'a>>,
}

#[derive(Serialize)]
struct RollbackJson<'a> {
    format_version: u32,
    from: Option<&'a str>,
    to: &'a str,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    format_version: u32,
    error: &'a str,
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: &'a str,
    status: &'static str,
    stale: bool,
    renamed_from: Option<&'a str>,
    articles: u64,
    events: u64,
    citations: u64,
    lines: &'a BTreeMap<String, u64>,
    warnings: Vec<WarningJson<'a>>,
}

#[derive(Serialize)]
struct WarningJson<'a> {
    line: Option<u32>,
    message: &'a str,
}

/// A page of hits.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn hits_json(out: &mut dyn Write, hits: &Hits, elapsed: Duration) -> io::Result<()> {
    write_line(out, &hits_object(hits, elapsed))
}

/// Each hit of a page as an object on a line of its own.
///
/// # Errors
///
/// Where `out` cannot be written.
pub(super) fn hit_lines_json(out: &mut dyn Write, hits: &Hits) -> io::Result<()> {
    for hit in &hits.hits {
        let line = HitLineJson {
            format_version: FORMAT_VERSION,
            hit: hit_object(hit),
        };
        write_line(out, &line)?;
    }
    Ok(())
}

/// A page of hits for a query of a batch, with the name that the batch gave it.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn batch_hits_json(
    out: &mut dyn Write,
    qid: Option<&str>,
    hits: &Hits,
    elapsed: Duration,
) -> io::Result<()> {
    let mut json = hits_object(hits, elapsed);
    json.qid = Some(qid);
    write_line(out, &json)
}

/// What stands in the place of hits for a query of a batch that could not be searched
/// for.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn failed_query_json(out: &mut dyn Write, qid: Option<&str>, message: &str) -> io::Result<()> {
    let json = FailedQueryJson {
        format_version: FORMAT_VERSION,
        qid,
        error: message,
    };
    write_line(out, &json)
}

/// The words that were taken for others.
pub(super) fn rewrite_values(rewrites: &[Rewrite]) -> Vec<RewriteJson<'_>> {
    let rewrites = rewrites.iter().map(|rewrite| RewriteJson {
        from: &rewrite.from,
        to: &rewrite.to,
        reason: rewrite.reason.as_str(),
    });
    rewrites.collect()
}

fn hits_object(hits: &Hits, elapsed: Duration) -> HitsJson<'_> {
    let expansions = hits.expansions.iter().map(|expansion| ExpansionJson {
        from: &expansion.from,
        words: &expansion.words,
        available: expansion.available,
    });
    let facets = hits.facets.iter().map(|facet| {
        let counts = facet.counts.iter();
        let counts = counts.map(|(value, count)| CountJson {
            value,
            count: *count,
        });
        (facet.facet.name(), counts.collect())
    });
    HitsJson {
        format_version: FORMAT_VERSION,
        qid: None,
        query: &hits.query,
        total: hits.total,
        partial: hits.partial,
        rewrites: rewrite_values(&hits.rewrites),
        expansions: expansions.collect(),
        elapsed_ms: milliseconds(elapsed),
        facets: facets.collect(),
        hits: hits.hits.iter().map(hit_object).collect(),
    }
}

fn hit_object(hit: &Hit) -> HitJson<'_> {
    HitJson {
        rank: hit.rank,
        score: score(hit.score),
        id: hit.document.id().as_str(),
        kind: hit.document.kind().as_str(),
        issue: hit.document.issue(),
        title: hit.document.title(),
        date: hit.document.date().map(|date| date.to_string()),
        snippets: hit
            .snippets
            .iter()
            .map(|snippet| SnippetJson {
                field: snippet.field.as_str(),
                heading: snippet.heading.as_deref(),
                text: &snippet.text,
                highlights: pairs(&snippet.highlights),
                line: snippet.line,
            })
            .collect(),
        citations: citations(hit.document.citations()),
        missing: &hit.missing,
        source: source(hit.document.source()),
        explanation: hit.explanation.as_ref().map(explanation_object),
    }
}

fn explanation_object(explanation: &Explanation) -> ExplanationJson<'_> {
    let terms = explanation.terms.iter().map(|part| TermScoreJson {
        term: &part.term,
        view: part.view,
        field: part.field,
        frequency: part.frequency,
        rarity: score(part.rarity),
        weight: score(part.weight),
        score: score(part.score),
    });
    let alternatives = explanation.alternatives.iter();
    let alternatives = alternatives.map(|part| AlternativeScoreJson {
        text: &part.text,
        field: part.field,
        frequency: part.frequency,
        score: score(part.score),
    });
    let near = explanation.near.iter().map(|part| NearScoreJson {
        left: &part.left,
        right: &part.right,
        field: part.field,
        score: score(part.score),
    });
    ExplanationJson {
        tier: explanation.tier,
        coverage: score(explanation.coverage),
        coverage_factor: score(explanation.coverage_factor),
        terms: terms.collect(),
        alternatives: alternatives.collect(),
        near: near.collect(),
    }
}

/// A score or a part of one.
pub(super) fn score(value: f32) -> f64 {
    to_four_places(f64::from(value))
}

/// A figure to four places: digits beyond say nothing.
pub(super) fn to_four_places(value: f64) -> f64 {
    rounded(value, 10_000.0)
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
            let parts = marks.iter().map(|(part, ranges)| PartHighlightsJson {
                part: part.as_str(),
                index: part.index(),
                highlights: pairs(ranges),
            });
            parts.collect()
        }),
    };
    write_line(out, &json)
}

/// Which generation is published after going back, and which was before.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn rollback_json(out: &mut dyn Write, from: Option<&str>, to: &str) -> io::Result<()> {
    let json = RollbackJson {
        format_version: FORMAT_VERSION,
        from,
        to,
    };
    write_line(out, &json)
}

/// What stands in the place of a report where there is none: the run failed.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn failure_json(out: &mut dyn Write, message: &str) -> io::Result<()> {
    let json = FailureJson {
        format_version: FORMAT_VERSION,
        error: message,
    };
    write_line(out, &json)
}

/// What the index job did.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn report_json(out: &mut dyn Write, report: &IndexReport, elapsed: Duration) -> io::Result<()> {
    let json = ReportJson {
        format_version: FORMAT_VERSION,
        issues: report.issues,
        articles: report.articles,
        events: report.events,
        citations: report.citations,
        elapsed_ms: milliseconds(elapsed),
        generation: report.generation.as_deref(),
        published: report.published,
        unconfirmed: report.unconfirmed.as_deref(),
        rebuilt: report.rebuilt.as_deref(),
        files: report
            .files
            .iter()
            .map(|file| FileJson {
                file: &file.file,
                status: file.status.as_str(),
                stale: file.stale,
                renamed_from: file.renamed_from.as_deref(),
                articles: file.articles,
                events: file.events,
                citations: file.citations,
                lines: &file.lines,
                warnings: file
                    .warnings
                    .iter()
                    .map(|warning| WarningJson {
                        line: warning.line,
                        message: &warning.message,
                    })
                    .collect(),
            })
            .collect(),
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

fn citations(citations: &[Citation]) -> Vec<CitationJson<'_>> {
    citations
        .iter()
        .map(|citation| CitationJson {
            publisher: &citation.publisher,
            title: &citation.title,
            date: citation.date.map(|date| date.to_string()),
            url: citation.url.as_deref(),
        })
        .collect()
}

fn source(place: &SourcePlace) -> SourceJson<'_> {
    SourceJson {
        file: &place.file,
        line: place.line,
    }
}

fn pairs(ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    ranges
        .iter()
        .map(|range| [range.start, range.end])
        .collect()
}

pub(super) fn milliseconds(elapsed: Duration) -> f64 {
    rounded(elapsed.as_secs_f64() * 1e3, 100.0)
}

/// `value` to the nearest part of 1 in `parts`: digits beyond say nothing.
fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

/// One object on a line.
pub(super) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
