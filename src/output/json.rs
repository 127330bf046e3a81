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
use serde_json::ser::{Formatter, Serializer};

use crate::document::{Citation, SourcePlace, steers};
use crate::search::{Explanation, Hit, Hits, Rewrite, Snippet};

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
pub(super) struct CitationJson<'a> {
    publisher: &'a str,
    title: &'a str,
    date: Option<String>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct SourceJson<'a> {
    file: &'a str,
    line: u32,
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

/// The name of the part that a passage is from. An event's details are one passage.
fn name_of(snippet: &Snippet) -> &'static str {
    if snippet.part.is_detail() {
        "details"
    } else {
        snippet.part.name()
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
                field: name_of(snippet),
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

pub(super) fn citations(citations: &[Citation]) -> Vec<CitationJson<'_>> {
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

pub(super) fn source(place: &SourcePlace) -> SourceJson<'_> {
    SourceJson {
        file: &place.file,
        line: place.line,
    }
}

pub(super) fn pairs(ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
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

/// One object on a line: for every reader, since what steers what shows it is escaped.
pub(super) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Escaping))?;
    out.write_all(b"\n")
}

/// JSON on one line, as serde_json writes it, with more characters escaped: a reader gets
/// the same values, and no line ends at a U+2028 within one, as some split them.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(steers) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            let mut chars = from.chars();
            if let Some(c) = chars.next() {
                // All that steer are below U+10000.
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::harmless::{STEERING, is_harmless};
    use super::*;

    #[test]
    fn what_steers_is_escaped_and_read_back() {
        let text = format!("가{STEERING}나\"\\😀{STEERING}");
        let value = serde_json::json!({ text.clone(): [text.clone(), "\u{2028}"] });
        let mut out = Vec::new();
        write_line(&mut out, &value).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert!(is_harmless(line.strip_suffix('\n').unwrap()), "{line:?}");
        assert!(
            line.contains("\\u0085") && line.contains("\\u2028"),
            "{line}"
        );
        let read: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read, value);
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_and_steers_nothing(text in any::<String>(), more in "[\\PC\\x00-\\x1f\u{7f}-\u{9f}\u{2028}-\u{202e}\\\\\"]{0,20}") {
            let value = serde_json::json!([text, more]);
            let mut out = Vec::new();
            write_line(&mut out, &value).unwrap();
            let line = String::from_utf8(out).unwrap();
            prop_assert!(is_harmless(line.strip_suffix('\n').unwrap()), "{line:?}");
            let read: serde_json::Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(read, value);
        }
    }

    #[test]
    fn ordinary_text_is_not_escaped() {
        let mut out = Vec::new();
        write_line(&mut out, &"가힣 é—“”…\u{3000}😀").unwrap();
        assert_eq!(out, "\"가힣 é—“”…\u{3000}😀\"\n".as_bytes());
    }
}
