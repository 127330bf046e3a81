//! How many articles a month answer a query.
//!
//! Ranks nothing and loads no document: what holds every word is `word_docs`'s, the months
//! are read from the columns of the index.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;
use serde_json::Value;
use tantivy::index::SegmentReader;
use tantivy::{DocAddress, DocId};

use super::months::Months;
use crate::cluster::is_article;
use crate::cluster::{ClusterError, ClusterReader};
use crate::document::Month;
use crate::index::columns;
use crate::search::cluster::months::months_of;
use crate::search::cluster::requests::{Requests, all_of};
use crate::search::forgiving::rewrite::Rewrite;
use crate::search::query::Constraints;
use crate::search::ranking::matching::Matching;
use crate::search::ranking::plan::Plan;
use crate::search::ranking::postings::doc_bits::passes;
use crate::search::ranking::word_docs::WordDocs;
use crate::search::searcher::SearchEngine;

/// Articles by their months.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthCounts {
    /// How many articles each month has; months without one are left out.
    pub months: BTreeMap<Month, u64>,
    /// How many articles have neither a date nor an issue that is called by a month.
    pub undated: u64,
}

/// The articles that hold every word of a query, by their months.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The query's text as it was typed.
    pub query: String,
    /// The words of it that were looked for, as they were typed; none where it holds
    /// nothing that can be searched for.
    pub words: Vec<String>,
    /// The words that no document holds and that were taken for others.
    pub rewrites: Vec<Rewrite>,
    /// The articles.
    pub counts: MonthCounts,
}

impl SearchEngine {
    /// The articles that a search for `text` finds with every word of it, by the months of
    /// their dates; one without a date is of its issue's month. With `exact`, words are
    /// taken as they were typed, and never for others.
    ///
    /// # Errors
    ///
    /// Where the text is no query, or the index cannot be read.
    pub fn months(
        &self,
        text: &str,
        constraints: &Constraints,
        exact: bool,
    ) -> anyhow::Result<Trend> {
        let (query, rewrites) = if exact {
            let (mut query, _) = self.query(text, constraints)?;
            query.forget_respelled();
            (query, Vec::new())
        } else {
            self.meant(text, constraints, &self.budget())?
        };
        let budget = self.budget();
        let plan = self.plan(&query, &budget)?;
        let counts = match &self.cluster {
            Some(cluster) => MonthCounts::in_cluster(cluster, Requests::new(&plan).whole())?,
            None => self.articles_by_month(&plan)?,
        };
        let words = query.sought_words().map(|(_, word)| word.text.clone());
        Ok(Trend {
            query: text.to_owned(),
            words: words.collect(),
            rewrites,
            counts,
        })
    }

    /// The articles that hold every word of the query of `plan`.
    fn articles_by_month(&self, plan: &Plan<'_>) -> anyhow::Result<MonthCounts> {
        let word_docs = WordDocs::find(plan)?;
        let mut counts = MonthCounts::default();
        for (segment, reader) in self.index.searcher().segment_readers().iter().enumerate() {
            let whole = Matching::new(plan, &word_docs, segment).whole()?;
            counts.add(reader, whole.into_iter())?;
        }
        Ok(counts)
    }

    /// All articles that `constraints` let through by their months.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn months_of_all(&self, constraints: &Constraints) -> anyhow::Result<MonthCounts> {
        if let Some(cluster) = &self.cluster {
            return Ok(MonthCounts::in_cluster(
                cluster,
                self.let_through(constraints)?,
            )?);
        }
        let passing = self.passing(constraints)?;
        let mut counts = MonthCounts::default();
        for (segment, reader) in (0..).zip(self.index.searcher().segment_readers()) {
            let is_let = |doc: &DocId| passes(passing.as_deref(), DocAddress::new(segment, *doc));
            counts.add(reader, reader.doc_ids_alive().filter(is_let))?;
        }
        Ok(counts)
    }
}

impl MonthCounts {
    /// Counts those of `documents` that are articles.
    fn add(
        &mut self,
        reader: &SegmentReader,
        documents: impl Iterator<Item = DocId>,
    ) -> anyhow::Result<()> {
        let orders = columns::numbers(reader, columns::ORDER)?;
        let months = Months::open(reader)?;
        let mut counts: HashMap<Option<Month>, u64, RandomState> = HashMap::default();
        for doc in documents {
            if !orders.first(doc).is_none_or(columns::is_event) {
                *counts.entry(months.of(doc)?).or_default() += 1;
            }
        }
        for (month, count) in counts {
            self.count(month, count);
        }
        Ok(())
    }

    /// The articles of what `query` finds in a cluster.
    fn in_cluster(cluster: &ClusterReader, query: Value) -> Result<Self, ClusterError> {
        let mut counts = MonthCounts::default();
        for (month, articles) in months_of(cluster, &all_of(vec![query, is_article()]))? {
            counts.count(month, articles);
        }
        Ok(counts)
    }

    /// Counts so many articles of a month, or of none.
    fn count(&mut self, month: Option<Month>, articles: u64) {
        match month {
            Some(month) => *self.months.entry(month).or_default() += articles,
            None => self.undated += articles,
        }
    }
}
