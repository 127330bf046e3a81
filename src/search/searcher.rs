//! A query against an index: the page of hits that was asked for.
//!
//! Puts the query, the ranking and the snippets together.

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::Analyzer;
use crate::document::Document;
use crate::index::IndexReader;

use super::highlight::Highlighter;
use super::query::Query;
use super::ranking;
use super::snippet::{self, Snippet};

/// Which hits are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many hits at most.
    pub limit: usize,
    /// How many of the best to pass over.
    pub offset: usize,
    /// Whether hits that lack a word are left out.
    pub all_words: bool,
}

/// A page of hits.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// The query's text as it was typed.
    pub query: String,
    /// How many documents hold every word of the query.
    pub total: usize,
    /// How many hold some; 0 where they are left out.
    pub partial: usize,
    /// The hits of the page, best first.
    pub hits: Vec<Hit>,
}

/// A document with its score for a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its place among all hits, counted from 1.
    pub rank: usize,
    /// How well it answers. Comparable within one query, among the hits that hold its
    /// words in the same place: all in the title, all in title and summary, all
    /// somewhere, or some.
    pub score: f32,
    /// The document.
    pub document: Document,
    /// What to mark in the title: ranges of characters, as in a snippet.
    pub title_highlights: Vec<Range<usize>>,
    /// Its best passages, in its order; never empty.
    pub snippets: Vec<Snippet>,
    /// The words of the query that it lacks, as they were typed.
    pub missing: Vec<String>,
}

/// Searches `index` for `query`.
///
/// # Errors
///
/// Where the index cannot be read; no query is an error.
pub fn search(
    index: &IndexReader,
    analyzer: &Arc<Analyzer>,
    query: &Query,
    options: &SearchOptions,
) -> anyhow::Result<Hits> {
    let (searcher, schema) = (index.searcher(), index.schema());
    let ranked = ranking::rank(
        searcher,
        schema,
        &query.words,
        options.all_words,
        options.offset.saturating_add(options.limit),
    )?;
    let mut highlighter = Highlighter::new(query, analyzer);
    let mut hits = Vec::new();
    let page = ranked.candidates.iter().enumerate().skip(options.offset);
    for (place, candidate) in page {
        let document = index.document_at(candidate.address)?;
        let missing = if candidate.words_held as usize == query.words.len() {
            Vec::new()
        } else {
            ranking::missing(searcher, schema, &query.words, candidate.address)?
        };
        let mut shown = snippet::shown(&document, &mut highlighter);
        if shown.words_found < candidate.words_held as usize {
            let mut thorough = Highlighter::thorough(query, analyzer);
            shown = snippet::shown(&document, &mut thorough);
        }
        hits.push(Hit {
            rank: place + 1,
            score: candidate.score,
            title_highlights: shown.title_highlights,
            snippets: shown.snippets,
            missing: missing
                .into_iter()
                .map(|index| query.words[index].text.clone())
                .collect(),
            document,
        });
    }
    Ok(Hits {
        query: query.text.clone(),
        total: ranked.total,
        partial: ranked.partial,
        hits,
    })
}
