//! A query against an index: the page of hits that was asked for.
//!
//! Puts the query, its rewrites, the ranking and the snippets together.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use tantivy::DocAddress;

use crate::analysis::{Analyzer, Role, Scratch, SpelledWord, View};
use crate::document::Document;
use crate::index::{IndexReader, Vocabulary};

use super::budget::{Bounds, Budget};
use super::candidate::{Candidate, Sort, Wanted};
use super::expansion::{self, Expansion};
use super::explanation::{self, Explanation};
use super::facets::{self, Facet, FacetCounts};
use super::highlight::Highlighter;
use super::holding::{self, Holding};
use super::matching::Matching;
use super::parts::Parts;
use super::plan::Plan;
use super::postings::{self, FieldTerm};
use super::publishers::PublisherKeys;
use super::query::{Constraints, Node, Query, QueryError, Unit};
use super::ranking::{self, Ranked};
use super::rewrite::{self, Rewrite, RewriteReason};
use super::snippet::{self, SNIPPETS_A_HIT, Snippet};
use super::synonyms::{self, Synonyms};
use super::word::{Alternative, AlternativeKind, QueryWord, WordKind};

/// An index with all that queries need, opened once for any number of them, in any number
/// of threads.
pub struct SearchEngine {
    pub(super) index: IndexReader,
    pub(super) analyzer: Arc<Analyzer>,
    pub(super) synonyms: Synonyms,
    parts: Parts,
    bounds: Bounds,
    /// Read when the first word is found nowhere.
    vocabulary: OnceLock<Vocabulary>,
    /// Memory for the analysis of shown text, one for each thread that ever searched at the
    /// same time.
    scratches: Mutex<Vec<Scratch>>,
}

/// Which hits are wanted, and what they shall tell.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchOptions {
    /// How many hits at most.
    pub limit: usize,
    /// How many of the first to pass over.
    pub offset: usize,
    /// Whether hits that lack a word are left out.
    pub all_words: bool,
    /// Whether words are taken as they were typed, and never for others.
    pub exact: bool,
    /// Whether each hit tells how it got its score.
    pub explain: bool,
    /// What is asked beside the text of the query.
    pub constraints: Constraints,
    /// The order of hits.
    pub sort: Sort,
    /// What all hits are counted by.
    pub facets: Vec<Facet>,
    /// How many passages each hit shows at most; the title, where it alone holds words
    /// of the query, comes besides.
    pub snippets: usize,
}

impl Default for SearchOptions {
    /// The ten best hits, and nothing beside.
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            all_words: false,
            exact: false,
            explain: false,
            constraints: Constraints::default(),
            sort: Sort::Relevance,
            facets: Vec::new(),
            snippets: SNIPPETS_A_HIT,
        }
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
    /// The words that no document holds and that were taken for others.
    pub rewrites: Vec<Rewrite>,
    /// What prefixes and tildes of the query stood for.
    pub expansions: Vec<Expansion>,
    /// How many documents hold every word of the query.
    pub total: usize,
    /// How many hold some; 0 where they are left out.
    pub partial: usize,
    /// Counts over all hits, one for each facet that was asked for.
    pub facets: Vec<FacetCounts>,
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
            bounds: Bounds::default(),
            vocabulary: OnceLock::new(),
            scratches: Mutex::default(),
        }
    }

    /// The same with these parts of the ranking alone, for measuring what they are
    /// worth.
    pub fn with_parts(self, parts: Parts) -> Self {
        SearchEngine { parts, ..self }
    }

    /// The same with these bounds of each search.
    pub fn with_bounds(self, bounds: Bounds) -> Self {
        SearchEngine { bounds, ..self }
    }

    /// Searches for `text`.
    ///
    /// # Errors
    ///
    /// Where the text is no query ([`super::QueryError`]), the search comes to its bounds
    /// ([`super::OverBounds`]), or the index cannot be read.
    pub fn search(&self, text: &str, options: &SearchOptions) -> anyhow::Result<Hits> {
        let budget = self.budget();
        let (query, expansions) = self.query_within(text, &options.constraints, &budget)?;
        let wanted = Wanted {
            full_only: options.all_words,
            sort: options.sort,
            limit: options.offset.saturating_add(options.limit),
            facets: &options.facets,
            synonyms: &self.synonyms,
        };
        let plan = self.plan(&query, &budget)?;
        let ranked = ranking::rank(&plan, wanted)?;
        let mut hits = if !options.exact
            && let Some((rewritten, rewrites)) =
                self.rewritten(&query, &ranked.holding, &options.constraints, &budget)?
        {
            let plan = self.plan(&rewritten, &budget)?;
            let ranked = ranking::rank(&plan, wanted)?;
            budget.show(ranked.candidates.len());
            self.hits(text, &plan, ranked, rewrites, options)?
        } else {
            budget.show(ranked.candidates.len());
            self.hits(text, &plan, ranked, Vec::new(), options)?
        };
        hits.expansions = expansions;
        Ok(hits)
    }

    /// Reads `text` as a query, as a search does: each prefix and tilde with the words of
    /// the index that it stands for.
    ///
    /// # Errors
    ///
    /// Where the text is no query ([`super::QueryError`]), or the index cannot be read.
    pub fn query(
        &self,
        text: &str,
        constraints: &Constraints,
    ) -> anyhow::Result<(Query, Vec<Expansion>)> {
        self.query_within(text, constraints, &self.budget())
    }

    /// The same as a part of a search.
    fn query_within(
        &self,
        text: &str,
        constraints: &Constraints,
        budget: &Budget,
    ) -> anyhow::Result<(Query, Vec<Expansion>)> {
        let mut query = Query::constrained(text, constraints, &self.analyzer, &self.synonyms)?;
        self.settle(&mut query)?;
        let expands = |word: &QueryWord| matches!(word.kind, WordKind::Prefix | WordKind::Fuzzy);
        let expansions = if query.words.iter().any(expands) {
            expansion::expand(&mut query, self.vocabulary()?, &self.analyzer, budget)?
        } else {
            Vec::new()
        };
        Ok((query, expansions))
    }

    /// Takes words that look as if a particle stood at their end for themselves, where a text
    /// has them with a particle behind: 윤지만 is a name where 윤지만이 stands, and not 윤지.
    fn settle(&self, query: &mut Query) -> anyhow::Result<()> {
        let schema = self.index.schema();
        for word in query
            .words
            .iter_mut()
            .filter(|word| word.ends_like_a_particle())
        {
            let Some(whole) = word.spelled.first().map(SpelledWord::text) else {
                continue;
            };
            let mut is_itself = false;
            for field in &schema.text {
                let field = field.view(View::Readings);
                is_itself |= if word.ends_like_the_copula() {
                    FieldTerm::find(&self.index, field, &whole)?.is_some()
                } else {
                    postings::takes_particles(&self.index, field, &whole)?
                };
            }
            if is_itself {
                word.take_whole();
            }
        }
        Ok(())
    }

    /// What a search looks for where `text` was typed: the query, with other words in the
    /// place of those that no document holds. Its words are what to mark.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::query`].
    pub fn searched_query(&self, text: &str, constraints: &Constraints) -> anyhow::Result<Query> {
        let (query, _) = self.meant(text, constraints, &self.budget())?;
        Ok(query)
    }

    /// The same, with the words that were taken for others.
    pub(super) fn meant(
        &self,
        text: &str,
        constraints: &Constraints,
        budget: &Budget,
    ) -> anyhow::Result<(Query, Vec<Rewrite>)> {
        let (query, _) = self.query_within(text, constraints, budget)?;
        let plan = self.plan(&query, budget)?;
        let holding = Holding::find(&plan)?;
        let rewritten = self.rewritten(&query, &holding, constraints, budget)?;
        drop(holding);
        Ok(rewritten.unwrap_or((query, Vec::new())))
    }

    /// How the works that documents cite spell the publisher `name`.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn spellings_of_publisher(
        &self,
        name: &str,
        keys: &PublisherKeys,
    ) -> anyhow::Result<BTreeSet<String>> {
        facets::spellings(self.index.searcher(), name, keys)
    }

    /// Every document that `constraints` let through, in the order of the corpus, each
    /// read when it is asked for.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read; an item fails where its document cannot.
    pub fn documents(
        &self,
        constraints: &Constraints,
    ) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>> + '_> {
        let mut addresses = self.index.addresses()?;
        if let Some(passing) = self.passing(constraints)? {
            addresses.retain(|address| passing.contains(address));
        }
        let addresses = addresses.into_iter();
        Ok(addresses.map(|address| self.index.document_at(address)))
    }

    /// The documents that `constraints` let through; `None` where they let all.
    pub(super) fn passing(
        &self,
        constraints: &Constraints,
    ) -> anyhow::Result<Option<HashSet<DocAddress>>> {
        if *constraints == Constraints::default() {
            return Ok(None);
        }
        let budget = self.budget();
        let (query, _) = self.query_within("", constraints, &budget)?;
        let plan = self.plan(&query, &budget)?;
        let holding = Holding::find(&plan)?;
        let mut passing = HashSet::new();
        for segment in 0..self.index.searcher().segment_readers().len() {
            let whole = Matching::new(&plan, &holding, segment).whole()?;
            let places = whole.into_iter();
            passing.extend(places.map(|doc| DocAddress::new(segment as u32, doc)));
        }
        Ok(Some(passing))
    }

    /// The analyzer of the index.
    pub fn analyzer(&self) -> &Arc<Analyzer> {
        &self.analyzer
    }

    /// The index that is searched.
    pub fn index(&self) -> &IndexReader {
        &self.index
    }

    /// The words that mean the same.
    pub fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// What a search that begins now may take.
    pub(super) fn budget(&self) -> Budget {
        Budget::start(self.bounds)
    }

    pub(super) fn plan<'a>(
        &'a self,
        query: &'a Query,
        budget: &'a Budget,
    ) -> anyhow::Result<Plan<'a>> {
        Plan::new(&self.index, query, self.parts, budget)
    }

    /// The query with other words in the place of those that no document holds; `None`
    /// where there are none for any of them.
    fn rewritten(
        &self,
        query: &Query,
        holding: &Holding<'_>,
        constraints: &Constraints,
        budget: &Budget,
    ) -> anyhow::Result<Option<(Query, Vec<Rewrite>)>> {
        let mut rewrites: BTreeMap<usize, Vec<Rewrite>> = BTreeMap::new();
        let words_found = holding.words_found();
        let plain = query
            .sought_words()
            .filter(|(_, word)| word.kind == WordKind::Plain)
            .map(|(place, _)| place);
        let unfound = plain.filter(|&place| !words_found[place]);
        for place in unfound.take(MOST_REWRITES) {
            budget.check()?;
            let is_found = |offer: &str, reason| self.is_found(offer, reason, budget);
            let found = rewrite::rewrite(&query.words[place], self.vocabulary()?, is_found)?;
            if !found.is_empty() {
                rewrites.insert(place, found);
            }
        }
        if rewrites.is_empty() {
            return Ok(None);
        }
        let (text, put_in) =
            query.text_with(|place| Some(rewrites.get(&place)?.first()?.to.as_str()));
        // What was put in may be longer: a query that then is too long stays as typed.
        let mut rewritten = match self.query_within(&text, constraints, budget) {
            Ok((rewritten, _)) => rewritten,
            Err(error) if error.is::<QueryError>() => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut scratch = Scratch::default();
        // The words of the new text that stand for each word that was typed.
        let mut stand_for: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        for (number, word) in rewritten.words.iter_mut().enumerate() {
            let at = put_in.partition_point(|(range, _)| range.end <= word.range.start);
            if let Some((range, place)) = put_in.get(at)
                && range.start <= word.range.start
            {
                word.text.clone_from(&query.words[*place].text);
                let words = stand_for.entry(*place).or_insert(number..number);
                words.end = number + 1;
            }
        }
        for (place, found) in &rewrites {
            let Some(words) = stand_for.get(place) else {
                continue;
            };
            for other in &found[1..] {
                let form = synonyms::phrase(&other.to, &self.analyzer, &mut scratch);
                rewritten.alternatives.extend(form.map(|form| Alternative {
                    words: words.clone(),
                    text: other.to.clone(),
                    form,
                    kind: AlternativeKind::Synonym,
                }));
            }
        }
        rewritten.name_units_as(query);
        Ok(Some((
            rewritten,
            rewrites.into_values().flatten().collect(),
        )))
    }

    fn vocabulary(&self) -> anyhow::Result<&Vocabulary> {
        if let Some(vocabulary) = self.vocabulary.get() {
            return Ok(vocabulary);
        }
        let opened = self.index.vocabulary()?;
        Ok(self.vocabulary.get_or_init(|| opened))
    }

    /// Whether a document holds the word `text`, and it can be what was meant.
    fn is_found(&self, text: &str, reason: RewriteReason, budget: &Budget) -> anyhow::Result<bool> {
        let query = Query::plain(text, &self.analyzer, &self.synonyms)?;
        // Names are spelled in two scripts; verbs are not.
        let mut scratch = Scratch::default();
        let tokens = self.analyzer.tokens(text, &mut scratch);
        let is_verb = tokens.iter().any(|token| token.role == Role::Verb);
        if reason == RewriteReason::Transliteration && is_verb {
            return Ok(false);
        }
        let plan = self.plan(&query, budget)?;
        Holding::find(&plan)?.is_whole_anywhere()
    }

    /// The page of hits that was asked for, of what was ranked by `plan` where `text` was
    /// typed.
    fn hits(
        &self,
        text: &str,
        plan: &Plan<'_>,
        ranked: Ranked<'_>,
        rewrites: Vec<Rewrite>,
        options: &SearchOptions,
    ) -> anyhow::Result<Hits> {
        let words = plan.query.sought_words();
        Ok(Hits {
            query: text.to_owned(),
            words: words.map(|(_, word)| word.text.clone()).collect(),
            rewrites,
            expansions: Vec::new(),
            total: ranked.total,
            partial: ranked.partial,
            hits: self.page(plan, &ranked, options)?,
            facets: ranked.facets,
        })
    }

    fn page(
        &self,
        plan: &Plan<'_>,
        ranked: &Ranked<'_>,
        options: &SearchOptions,
    ) -> anyhow::Result<Vec<Hit>> {
        let scratch = self.scratches.lock().ok().and_then(|mut all| all.pop());
        let scratch = scratch.unwrap_or_default();
        let mut highlighter = Highlighter::with_scratch(plan.query, &self.analyzer, scratch);
        let mut hits = Vec::new();
        let page = ranked.candidates.iter().enumerate().skip(options.offset);
        for (place, candidate) in page {
            plan.budget.check()?;
            let document = self.index.document_at(candidate.address)?;
            let words_held = words_held(plan, ranked, candidate)?;
            let mut shown = snippet::shown(&document, &mut highlighter, options.snippets);
            if shown.words_found < words_held {
                shown = highlighter.thoroughly(|highlighter| {
                    snippet::shown(&document, highlighter, options.snippets)
                });
            }
            let explanation = if options.explain {
                let explained =
                    explanation::explain(plan, candidate, &ranked.holding.alternatives)?;
                Some(explained)
            } else {
                None
            };
            hits.push(Hit {
                rank: place + 1,
                score: candidate.score,
                title_highlights: shown.title_highlights,
                snippets: shown.snippets,
                missing: missing(plan, ranked, candidate)?,
                explanation,
                document,
            });
        }
        if let Ok(mut all) = self.scratches.lock() {
            all.push(highlighter.into_scratch());
        }
        Ok(hits)
    }
}

/// How many of the words that are asked for a hit holds.
fn words_held(
    plan: &Plan<'_>,
    ranked: &Ranked<'_>,
    candidate: &Candidate,
) -> anyhow::Result<usize> {
    let units = &plan.query.units;
    let mut held = 0;
    for (word, _) in plan.query.sought_words() {
        let is_word = |unit: &Unit| matches!(unit.node, Node::Word(place) if place == word);
        // There are bits where units are few: of many none is looked for again and again.
        let by_bits = candidate.held.and_then(|bits| {
            let unit = units.iter().position(is_word)?;
            Some(bits >> unit & 1 != 0)
        });
        let is_held = match by_bits {
            Some(is_held) => is_held,
            None => {
                let segment = candidate.address.segment_ord as usize;
                let holders = ranked.holding.holders(segment, word)?;
                holding::holds(holders, candidate.address.doc_id)
            }
        };
        held += usize::from(is_held);
    }
    Ok(held)
}

/// The units of the query that a hit lacks, as they were typed.
fn missing(
    plan: &Plan<'_>,
    ranked: &Ranked<'_>,
    candidate: &Candidate,
) -> anyhow::Result<Vec<String>> {
    let units = &plan.query.units;
    if candidate.units_held as usize == units.len() {
        return Ok(Vec::new());
    }
    let address = candidate.address;
    let matching = Matching::new(plan, &ranked.holding, address.segment_ord as usize);
    let mut missing = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        let is_held = match candidate.held {
            Some(bits) => bits >> place & 1 != 0,
            None => holding::holds(matching.holders(&unit.node)?.as_ref(), address.doc_id),
        };
        if !is_held {
            missing.push(unit.text.clone());
        }
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_can_share_an_engine() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<SearchEngine>();
    }
}
