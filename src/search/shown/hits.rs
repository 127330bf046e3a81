//! What a search came to: its hits, each with what is shown of it.

use std::ops::Range;

use super::snippet::Snippet;
use crate::document::DocumentHead;
use crate::search::answers::facets::FacetCounts;
use crate::search::forgiving::continuation::Continued;
use crate::search::forgiving::expansion::Expansion;
use crate::search::forgiving::rewrite::Rewrite;
use crate::search::query::Query;
use crate::search::ranking::explanation::Explanation;

/// What a search came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The hits.
    pub hits: Hits,
    /// How the text was read.
    pub typed: Query,
    /// What was looked for, where words of it were taken for others.
    pub meant: Option<Query>,
}

impl Answer {
    /// What was looked for: its words are those to be marked.
    pub fn searched(&self) -> &Query {
        self.meant.as_ref().unwrap_or(&self.typed)
    }
}

/// A page of hits.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// The query's text as it was typed.
    pub query: String,
    /// The words of it that were searched for, as they were typed; none where it holds
    /// nothing that can be searched for.
    pub words: Vec<String>,
    /// Whether it asks for a part of documents, or for what they are, and not only for words
    /// anywhere.
    pub is_filtered: bool,
    /// Whether it leaves documents out that hold some word.
    pub leaves_out_words: bool,
    /// The words that no document holds and that were taken for others.
    pub rewrites: Vec<Rewrite>,
    /// What prefixes and tildes of the query stood for.
    pub expansions: Vec<Expansion>,
    /// The words that go on behind one that few documents hold: documents of these are the last
    /// hits, and lack the word.
    pub continued: Option<Continued>,
    /// How many documents hold every word of the query.
    pub total: usize,
    /// How many hold some; 0 where they are left out.
    pub partial: usize,
    /// Counts over all hits, one for each facet that was asked for.
    pub facets: Vec<FacetCounts>,
    /// The hits of the page, best first.
    pub hits: Vec<Hit>,
}

impl Hits {
    /// No hits of a query that was not searched for.
    pub fn none(query: &str) -> Self {
        Hits {
            query: query.to_owned(),
            words: Vec::new(),
            is_filtered: false,
            leaves_out_words: false,
            rewrites: Vec::new(),
            expansions: Vec::new(),
            continued: None,
            total: 0,
            partial: 0,
            facets: Vec::new(),
            hits: Vec::new(),
        }
    }
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
    /// The document, without its blocks: what is shown of those are passages.
    pub document: DocumentHead,
    /// What to mark in the title, where that is shown: ranges of characters, as in a snippet.
    pub title_highlights: Vec<Range<usize>>,
    /// Its best passages, in its order; none only where none are shown.
    pub snippets: Vec<Snippet>,
    /// The words of the query that it lacks, as they were typed.
    pub missing: Vec<String>,
    /// How it got its score, where that was asked for.
    pub explanation: Option<Explanation>,
}
