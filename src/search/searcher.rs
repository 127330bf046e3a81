//! A query against an index: the page of hits that was asked for.
//!
//! Puts the query, its rewrites, the ranking and the snippets together.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::analysis::{Analyzer, Role};
use crate::document::Document;
use crate::index::{IndexReader, Vocabulary};

use super::explanation::{self, Explanation};
use super::highlight::Highlighter;
use super::holding::Holding;
use super::parts::Parts;
use super::plan::Plan;
use super::query::Query;
use super::ranking::{self, Ranked};
use super::rewrite::{self, Rewrite, RewriteReason};
use super::snippet::{self, Snippet};
use super::synonyms::Synonyms;

/// An index with all that queries need, opened once for any number of them.
pub struct SearchEngine {
    index: IndexReader,
    analyzer: Arc<Analyzer>,
    synonyms: Synonyms,
    parts: Parts,
    /// Read when the first word is found nowhere.
    vocabulary: OnceCell<Vocabulary>,
}

/// Which hits are wanted, and what they shall tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many hits at most.
    pub limit: usize,
    /// How many of the best to pass over.
    pub offset: usize,
    /// Whether hits that lack a word are left out.
    pub all_words: bool,
    /// Whether words are taken as they were typed, and never for others.
    pub exact: bool,
    /// Whether each hit tells how it got its score.
    pub explain: bool,
}

/// A page of hits.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// The query's text as it was typed.
    pub query: String,
    /// The words of it that were searched for, as they were typed; none where it holds
    /// nothing that can be searched for.
    pub words: Vec<String>,
    /// The words that no document holds and that were taken for others.
    pub rewrites: Vec<Rewrite>,
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
    /// How it got its score, where that was asked for.
    pub explanation: Option<Explanation>,
}

/// The most words of one query that others are looked for: a text full of words that
/// no document holds is no query that was mistyped.
const MOST_REWRITES: usize = 8;

impl SearchEngine {
    /// An engine over `index`, whose text `analyzer` analysed.
    pub fn new(index: IndexReader, analyzer: Arc<Analyzer>, synonyms: Synonyms) -> Self {
        SearchEngine {
            index,
            analyzer,
            synonyms,
            parts: Parts::ALL,
            vocabulary: OnceCell::new(),
        }
    }

    /// The same with these parts of the ranking alone, for measuring what they are
    /// worth.
    pub fn with_parts(self, parts: Parts) -> Self {
        SearchEngine { parts, ..self }
    }

    /// Searches for `text`.
    ///
    /// # Errors
    ///
    /// Where the text is too long for a query ([`super::TooLong`]), or the index cannot
    /// be read.
    pub fn search(&self, text: &str, options: &SearchOptions) -> anyhow::Result<Hits> {
        let query = Query::new(text, &self.analyzer, &self.synonyms)?;
        let plan = self.plan(&query)?;
        let limit = options.offset.saturating_add(options.limit);
        let ranked = ranking::rank(&plan, options.all_words, limit)?;
        if !options.exact
            && let Some((rewritten, rewrites)) = self.rewritten(&query, &ranked.holding)?
        {
            let plan = self.plan(&rewritten)?;
            let ranked = ranking::rank(&plan, options.all_words, limit)?;
            return self.page(text, &plan, ranked, rewrites, options);
        }
        self.page(text, &plan, ranked, Vec::new(), options)
    }

    fn plan<'a>(&'a self, query: &'a Query) -> anyhow::Result<Plan<'a>> {
        Plan::new(&self.index, query, self.parts)
    }

    /// The query with other words in the place of those that no document holds; `None`
    /// where there are none for any of them.
    fn rewritten(
        &self,
        query: &Query,
        holding: &Holding,
    ) -> anyhow::Result<Option<(Query, Vec<Rewrite>)>> {
        let mut rewrites: BTreeMap<usize, Rewrite> = BTreeMap::new();
        let words_found = holding.words_found();
        let unfound = (0..query.words.len()).filter(|&place| !words_found[place]);
        for place in unfound.take(MOST_REWRITES) {
            let is_found = |offer: &str, reason| self.is_found(offer, reason);
            let rewrite = rewrite::rewrite(&query.words[place], self.vocabulary()?, is_found)?;
            rewrites.extend(rewrite.map(|rewrite| (place, rewrite)));
        }
        if rewrites.is_empty() {
            return Ok(None);
        }
        let (text, put_in) = query.text_with(|place| Some(rewrites.get(&place)?.to.as_str()));
        // What was put in may be longer: a query that then is too long stays as typed.
        let Ok(mut rewritten) = Query::new(&text, &self.analyzer, &self.synonyms) else {
            return Ok(None);
        };
        for word in &mut rewritten.words {
            let at = put_in.partition_point(|(range, _)| range.end <= word.range.start);
            if let Some((range, place)) = put_in.get(at)
                && range.start <= word.range.start
            {
                word.text.clone_from(&query.words[*place].text);
            }
        }
        Ok(Some((rewritten, rewrites.into_values().collect())))
    }

    fn vocabulary(&self) -> anyhow::Result<&Vocabulary> {
        if let Some(vocabulary) = self.vocabulary.get() {
            return Ok(vocabulary);
        }
        let opened = self.index.vocabulary()?;
        Ok(self.vocabulary.get_or_init(|| opened))
    }

    /// Whether a document holds the word `text`, and it can be what was meant.
    fn is_found(&self, text: &str, reason: RewriteReason) -> anyhow::Result<bool> {
        let query = Query::new(text, &self.analyzer, &self.synonyms)?;
        // Names are spelled in two scripts; verbs are not.
        let is_verb = query.tokens.iter().any(|token| token.role == Role::Verb);
        if reason == RewriteReason::Transliteration && is_verb {
            return Ok(false);
        }
        let (holding, _) = Holding::find(&self.plan(&query)?)?;
        Ok(holding.is_whole_anywhere())
    }

    fn page(
        &self,
        text: &str,
        plan: &Plan<'_>,
        ranked: Ranked,
        rewrites: Vec<Rewrite>,
        options: &SearchOptions,
    ) -> anyhow::Result<Hits> {
        let query = plan.query;
        let mut highlighter = Highlighter::new(query, &self.analyzer);
        let mut hits = Vec::new();
        let page = ranked.candidates.iter().enumerate().skip(options.offset);
        for (place, candidate) in page {
            let document = self.index.document_at(candidate.address)?;
            let missing = if candidate.words_held as usize == query.words.len() {
                Vec::new()
            } else {
                ranked.holding.missing(candidate.address)
            };
            let mut shown = snippet::shown(&document, &mut highlighter);
            if shown.words_found < candidate.words_held as usize {
                let mut thorough = Highlighter::thorough(query, &self.analyzer);
                shown = snippet::shown(&document, &mut thorough);
            }
            let explanation = if options.explain {
                let explained = explanation::explain(plan, candidate, &ranked.alternatives)?;
                Some(explained)
            } else {
                None
            };
            hits.push(Hit {
                rank: place + 1,
                score: candidate.score,
                title_highlights: shown.title_highlights,
                snippets: shown.snippets,
                missing: missing
                    .into_iter()
                    .map(|index| query.words[index].text.clone())
                    .collect(),
                explanation,
                document,
            });
        }
        Ok(Hits {
            query: text.to_owned(),
            words: query.words.iter().map(|word| word.text.clone()).collect(),
            rewrites,
            total: ranked.total,
            partial: ranked.partial,
            hits,
        })
    }
}
