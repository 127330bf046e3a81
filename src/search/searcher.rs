//! A query against an index: the page of hits that was asked for.
//!
//! Puts the query, its rewrites, the ranking and what is shown together.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use tantivy::DocAddress;

use crate::analysis::Analyzer;
use crate::cluster::ClusterReader;
use crate::document::Document;
use crate::index::{IndexReader, Vocabulary, VocabularyWord};

use super::answers::facets::{self, Facet};
use super::answers::publishers::PublisherKeys;
use super::budget::{Bounds, Budget};
use super::cluster::cited;
use super::cluster::gathered::Gathered;
use super::cluster::listed::Listed;
use super::forgiving::expansion::{self, Expansion};
use super::forgiving::forms::Forms;
use super::query::synonyms::Synonyms;
use super::query::{Constraints, Query};
use super::ranking;
use super::ranking::candidate::{Sort, Wanted};
use super::ranking::matching::Matching;
use super::ranking::plan::Plan;
use super::ranking::postings::doc_bits::{DocBits, passes};
use super::ranking::postings::selection::Selection;
use super::ranking::signals::Signals;
use super::ranking::word_docs::WordDocs;
use super::shown::hits::{Answer, Hits};
use super::shown::snippet::{SNIPPETS_A_HIT, Show};

/// An index with all that queries need, opened once for any number of them, in any number
/// of threads.
pub struct SearchEngine {
    pub(super) index: IndexReader,
    pub(super) analyzer: Arc<Analyzer>,
    pub(super) synonyms: Synonyms,
    pub(super) signals: Signals,
    bounds: Bounds,
    /// Read when the first word is found nowhere.
    vocabulary: OnceLock<Vocabulary>,
    /// How words of it are looked for.
    forms: Forms,
    /// The cluster that keeps the index, where one does: `index` then holds no document.
    pub(super) cluster: Option<Arc<ClusterReader>>,
    /// The cluster whose words are looked for, where `index` holds some of its documents.
    words_of: Option<Arc<ClusterReader>>,
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
    /// What is shown of each hit.
    pub show: Show,
    /// The documents that are looked at; `None` for all of the index.
    pub within: Option<Selection>,
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
            show: Show::passages(SNIPPETS_A_HIT),
            within: None,
        }
    }
}

impl SearchEngine {
    /// An engine over `index`, whose text `analyzer` analysed.
    pub fn new(index: IndexReader, analyzer: Arc<Analyzer>, synonyms: Synonyms) -> Self {
        SearchEngine {
            index,
            analyzer,
            synonyms,
            signals: Signals::ALL,
            bounds: Bounds::default(),
            vocabulary: OnceLock::new(),
            forms: Forms::default(),
            cluster: None,
            words_of: None,
        }
    }

    /// An engine over the index that a cluster keeps.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or what it keeps is damaged.
    pub fn over_cluster(
        cluster: Arc<ClusterReader>,
        analyzer: Arc<Analyzer>,
        synonyms: Synonyms,
    ) -> anyhow::Result<Self> {
        let index = cluster.gathered(&[])?;
        Ok(SearchEngine {
            words_of: Some(Arc::clone(&cluster)),
            cluster: Some(cluster),
            ..SearchEngine::new(index, analyzer, synonyms)
        })
    }

    /// The same with these signals of the ranking alone, for measuring what they are
    /// worth.
    pub fn with_signals(self, signals: Signals) -> Self {
        SearchEngine { signals, ..self }
    }

    /// The same, which looks for the words of all that `cluster` keeps.
    pub(super) fn with_words_of(self, cluster: &Arc<ClusterReader>) -> Self {
        SearchEngine {
            words_of: Some(Arc::clone(cluster)),
            ..self
        }
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
        Ok(self.answer(text, options)?.hits)
    }

    /// Searches for `text`, and tells beside the hits how it was read and what was looked
    /// for.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::search`].
    pub fn answer(&self, text: &str, options: &SearchOptions) -> anyhow::Result<Answer> {
        match self.answer_of_generation(text, options) {
            Err(error) => match self.over_newer(&error)? {
                Some(newer) => newer.answer_of_generation(text, options),
                None => Err(error),
            },
            answer => answer,
        }
    }

    /// The same of the generation that is open.
    fn answer_of_generation(&self, text: &str, options: &SearchOptions) -> anyhow::Result<Answer> {
        if options.within.is_some() {
            self.check_choosable()?;
        }
        let budget = self.budget();
        let (mut typed, expansions) = self.query_within(text, &options.constraints, &budget)?;
        if options.exact {
            typed.forget_respelled();
        }
        let wanted = Wanted {
            full_only: options.all_words,
            sort: options.sort,
            limit: options.offset.saturating_add(options.limit),
            all_addresses: !options.facets.is_empty(),
        };
        let within = options.within.as_ref();
        let (hits, meant, rewrites) = {
            let gathered = self.gathered(&typed, wanted, &budget)?;
            let plan = self.plan_of(gathered.as_ref(), &typed, &budget, within)?;
            let ranked = ranking::rank(&plan, wanted)?;
            let rewritten = if options.exact {
                None
            } else {
                self.rewritten(&typed, &ranked.word_docs, &options.constraints, &budget)?
            };
            match rewritten {
                None => {
                    let mut hits = self.hits(text, &plan, &ranked, options)?;
                    self.add_continued(&typed, &mut hits, options, &budget)?;
                    (hits, None, Vec::new())
                }
                Some((meant, rewrites)) => {
                    let hits = {
                        let gathered = self.gathered(&meant, wanted, &budget)?;
                        let plan = self.plan_of(gathered.as_ref(), &meant, &budget, within)?;
                        let ranked = ranking::rank(&plan, wanted)?;
                        self.hits(text, &plan, &ranked, options)?
                    };
                    (hits, Some(meant), rewrites)
                }
            }
        };
        Ok(Answer {
            hits: Hits {
                expansions,
                rewrites,
                ..hits
            },
            meant,
            typed,
        })
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
    pub(super) fn query_within(
        &self,
        text: &str,
        constraints: &Constraints,
        budget: &Budget,
    ) -> anyhow::Result<(Query, Vec<Expansion>)> {
        let mut query = Query::constrained(text, constraints, &self.analyzer, &self.synonyms)?;
        self.settle(&mut query)?;
        let expansions = if query.words.iter().any(|word| word.kind.is_expanded()) {
            expansion::expand(
                &mut query,
                |text| self.words_beginning_with(text),
                || self.vocabulary(),
                &self.forms,
                &self.analyzer,
                budget,
            )?
        } else {
            Vec::new()
        };
        Ok((query, expansions))
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
        match &self.cluster {
            Some(cluster) => cited::spellings(cluster, name, keys),
            None => facets::spellings(self.index.searcher(), name, keys),
        }
    }

    /// `limit` of the documents that `constraints` let through behind the first `offset`, in
    /// this order of the issues, by their ids; those of one issue in the order of the corpus.
    /// Each is read when it is asked for, and no other.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read; an item fails where its document cannot.
    pub fn documents_by_issue(
        &self,
        constraints: &Constraints,
        order: impl Fn(&str, &str) -> Ordering,
        offset: usize,
        limit: usize,
    ) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>> + '_> {
        if let Some(cluster) = &self.cluster {
            let query = self.let_through(constraints)?;
            let listed = Listed::new(cluster, query, order, offset, limit)?;
            return Ok(Box::new(listed) as Box<dyn Iterator<Item = _> + '_>);
        }
        let passing = self.passing(constraints)?;
        let is_let = |address: DocAddress| passes(passing.as_deref(), address);
        let last = offset.saturating_add(limit);
        let addresses = self.index.addresses_by_issue(order, is_let, last)?;
        let addresses = addresses.into_iter().skip(offset);
        let documents = addresses.map(|address| self.index.document_at(address));
        Ok(Box::new(documents))
    }

    /// The documents that `constraints` let through, for each segment; `None` where they let
    /// all.
    pub(super) fn passing(
        &self,
        constraints: &Constraints,
    ) -> anyhow::Result<Option<Vec<DocBits>>> {
        if *constraints == Constraints::default() {
            return Ok(None);
        }
        let budget = self.budget();
        let (query, _) = self.query_within("", constraints, &budget)?;
        let plan = self.plan(&query, &budget)?;
        let word_docs = WordDocs::find(&plan)?;
        let mut passing = Vec::new();
        for (segment, reader) in self.index.searcher().segment_readers().iter().enumerate() {
            let whole = Matching::new(&plan, &word_docs, segment).whole()?;
            passing.push(DocBits::of(reader.max_doc(), whole));
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

    /// What each search may take.
    pub(super) fn bounds(&self) -> Bounds {
        self.bounds
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
        self.plan_within(query, budget, None)
    }

    /// The same of these documents alone.
    pub(super) fn plan_within<'a>(
        &'a self,
        query: &'a Query,
        budget: &'a Budget,
        within: Option<&'a Selection>,
    ) -> anyhow::Result<Plan<'a>> {
        Plan::new(&self.index, query, self.signals, budget, within)
    }

    /// The same over what a cluster gave, or over the index itself.
    pub(super) fn plan_of<'a>(
        &'a self,
        gathered: Option<&'a Gathered>,
        query: &'a Query,
        budget: &'a Budget,
        within: Option<&'a Selection>,
    ) -> anyhow::Result<Plan<'a>> {
        let index = gathered.map_or(&self.index, |gathered| &gathered.index);
        let mut plan = Plan::new(index, query, self.signals, budget, within)?;
        plan.counts = gathered.map(|gathered| &gathered.counts);
        Ok(plan)
    }

    /// The words that begin with the letters (keys) of `text`, the most frequent first.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are damaged.
    pub(super) fn words_beginning_with(&self, text: &str) -> anyhow::Result<Vec<VocabularyWord>> {
        if self.words_of.is_none()
            && self.vocabulary.get().is_none()
            && let Some(words) = self.index.words_beginning_with(text)?
        {
            return Ok(words);
        }
        Ok(self.vocabulary()?.beginning_with(text))
    }

    /// All words. Where they are not yet they are read whole.
    pub(super) fn vocabulary(&self) -> anyhow::Result<&Vocabulary> {
        if let Some(vocabulary) = self.vocabulary.get() {
            return Ok(vocabulary);
        }
        let opened = match &self.words_of {
            Some(cluster) => cluster.vocabulary()?,
            None => self.index.vocabulary()?,
        };
        Ok(self.vocabulary.get_or_init(|| opened))
    }
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
