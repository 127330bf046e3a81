//! Documents that answer a query, and the order in which they are hits.
//!
//! Which documents these are, and with what score, is `collector`'s.

use std::cmp::Ordering;

use tantivy::DocAddress;

use super::weights;
use crate::language::{Name, labels::fields};

/// A document that answers the query.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::search) struct Candidate {
    pub address: DocAddress,
    pub score: f32,
    /// How many units of the query it holds, by words or their alternatives.
    pub units_held: u32,
    /// The share of the query's units that it holds, by their weights: 0 to 1.
    pub coverage: f32,
    pub tier: Tier,
    /// Whether what stands near what is in the score.
    pub looked_at_for_nearness: bool,
    /// The units of the query that it holds, as bits, where there are few of them.
    pub held: Option<u64>,
    /// The day as a number, 0 for none.
    pub date: u64,
    /// The digest file's place in the corpus, the document's in its digest file.
    pub order: (u64, u64),
}

/// Where a document holds the words of the query, the best place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search) enum Tier {
    /// Every word in the title.
    Title,
    /// Every word in the title or the summary.
    Summary,
    /// Some word elsewhere or nowhere: the score decides.
    Text,
}

impl Tier {
    /// The tier's name in output.
    pub(in crate::search) fn name(self) -> Name {
        match self {
            Tier::Title => fields::TITLE,
            Tier::Summary => fields::SUMMARY,
            Tier::Text => fields::TEXT,
        }
    }
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first; where nothing but filters was asked for, the newest.
    #[default]
    Relevance,
    /// The oldest first, then the best; those without a date at the end.
    Oldest,
    /// The newest first, then the best; those without a date at the end.
    Newest,
}

impl Candidate {
    /// TopDocs first: by tier, then by score, the newest first, and at last by the place
    /// in the corpus, so that no order is left to chance.
    fn rank(&self, other: &Self) -> Ordering {
        self.tier
            .cmp(&other.tier)
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| other.date.cmp(&self.date))
            .then_with(|| self.order.cmp(&other.order))
    }

    /// The order of hits.
    pub(in crate::search) fn in_order(&self, other: &Self, sort: Sort) -> Ordering {
        let key = |candidate: &Self| sort.key(candidate.date);
        key(self).cmp(&key(other)).then_with(|| self.rank(other))
    }
}

impl Sort {
    /// What comes before all else in this order, by the day as the index has it.
    pub(in crate::search) fn key(self, date: u64) -> u64 {
        match self {
            Sort::Relevance => 0,
            Sort::Oldest if date == 0 => u64::MAX,
            Sort::Oldest => date,
            Sort::Newest => u64::MAX - date,
        }
    }
}

/// Which of the documents are wanted.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Wanted {
    /// Whether those that lack a unit are left out.
    pub full_only: bool,
    pub sort: Sort,
    pub limit: usize,
    /// Whether the addresses of all of them are wanted, to be counted by what they are.
    pub all_addresses: bool,
}

impl Wanted {
    /// No document, where it is asked what holds the words and no more.
    pub(in crate::search) const NOTHING: Wanted = Wanted {
        full_only: false,
        sort: Sort::Relevance,
        limit: 0,
        all_addresses: false,
    };
}

/// What a document's score is multiplied by for the share of the words it holds.
pub(in crate::search) fn coverage_factor(coverage: f32) -> f32 {
    1.0 + weights::COVERAGE * coverage * coverage
}
