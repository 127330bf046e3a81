//! Which documents answer a query, and in which order.
//!
//! `plan` looks a query up in one index, `word_docs` tells which documents hold which word,
//! `collector` keeps the first of those that answer, and what stands near what is added to
//! them here. Their order is in `candidate`, every weight in `weights`.

pub(super) mod bm25;
pub(super) mod candidate;
pub(super) mod collector;
pub(super) mod doc_set;
pub(super) mod explanation;
mod filter;
mod list_by_list;
mod lists;
mod marks;
pub(super) mod matching;
mod nearness;
mod outcomes;
pub(super) mod plan;
pub(super) mod postings;
mod question;
pub(super) mod signals;
mod term_list;
mod top_docs;
pub(super) mod weights;
pub(super) mod whole_counts;
mod window;
pub(super) mod word_docs;

use std::collections::HashMap;

use tantivy::{DocAddress, DocId};

use bm25::Saturations;
use candidate::{Candidate, Sort, Wanted};
use collector::{Collected, Collector, Segment};
use matching::{Allowed, Matching};
use plan::Plan;
use word_docs::WordDocs;

/// BM25's k1 and b.
pub const SATURATION: (f32, f32) = (weights::K1, weights::B);

/// What was found, before a page of it is shown.
pub(super) struct Ranked<'p> {
    /// Documents that hold every unit.
    pub total: usize,
    /// Documents that hold some.
    pub partial: usize,
    /// The first `limit` of them, best first.
    pub candidates: Vec<Candidate>,
    /// Which documents hold which word.
    pub word_docs: WordDocs<'p>,
    /// All of them and not only the first, where they are wanted.
    pub addresses: Vec<DocAddress>,
}

/// Ranks every document that answers the query; keeps the first `limit`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn rank<'p>(plan: &'p Plan<'p>, wanted: Wanted) -> anyhow::Result<Ranked<'p>> {
    let Wanted { sort, limit, .. } = wanted;
    let word_docs = WordDocs::find(plan)?;
    let collected = if plan.query.is_answerable() {
        // Where no hit is shown nothing is to be ordered.
        let depth = match limit {
            0 => 0,
            // Where nothing stands near anything no more than is shown is looked at.
            limit if plan.pairs.is_empty() => limit,
            limit => limit.max(weights::NEARNESS_DEPTH),
        };
        collect(&word_docs, plan, wanted, depth)?
    } else {
        Collected::default()
    };
    let mut candidates = collected.top_docs;
    add_nearness(plan, sort, &mut candidates)?;
    candidates.sort_unstable_by(|a, b| a.in_order(b, sort));
    candidates.truncate(limit);
    let counted = plan.counts.map(|counts| (counts.total, counts.partial));
    let (total, partial) = counted.unwrap_or((collected.total, collected.partial));
    Ok(Ranked {
        total,
        partial,
        candidates,
        word_docs,
        addresses: collected.addresses,
    })
}

/// Counts every document that answers, and keeps the first `depth` of them.
///
/// A query of few lists goes through all of them side by side, some thousand documents at a
/// time; one of more than can be open at once goes through one after the other.
fn collect<'p>(
    word_docs: &'p WordDocs<'p>,
    plan: &'p Plan<'p>,
    wanted: Wanted,
    depth: usize,
) -> anyhow::Result<Collected> {
    let is_short =
        plan.query.units.len() <= window::MOST_UNITS && plan.evidence.len() <= window::MOST_LISTS;
    let mut collector = Collector::new(word_docs, plan, wanted, depth);
    let mut saturations = Saturations::default();
    for number in 0..plan.searcher().segment_readers().len() {
        if !postings::selection::reaches(plan.within, number) {
            continue;
        }
        let matching = Matching::new(plan, word_docs, number);
        let allowed = Allowed::by(&matching, &plan.query.conditions)?;
        let segment = Segment::open(number, plan.index, allowed)?;
        plan.budget.check()?;
        if is_short {
            window::pass(&mut collector, &segment, &matching, &mut saturations)?;
        } else {
            list_by_list::pass(&mut collector, &segment, &matching, &mut saturations)?;
        }
    }
    Ok(collector.finish())
}

/// Adds what stands near what to the first documents. The rest, which nobody has
/// looked at, keeps its place behind them: what is added is never negative.
fn add_nearness(plan: &Plan<'_>, sort: Sort, candidates: &mut [Candidate]) -> anyhow::Result<()> {
    candidates.sort_unstable_by(|a, b| a.in_order(b, sort));
    let looked_at = candidates.len().min(weights::NEARNESS_DEPTH);
    let mut places: HashMap<(usize, DocId), usize> = HashMap::new();
    let mut documents = Vec::new();
    for (place, candidate) in candidates[..looked_at].iter_mut().enumerate() {
        candidate.looked_at_for_nearness = true;
        let document = (
            candidate.address.segment_ord as usize,
            candidate.address.doc_id,
        );
        places.insert(document, place);
        documents.push(document);
    }
    documents.sort_unstable();
    nearness::for_each(plan, &documents, |document, near| {
        if let Some(place) = places.get(&document) {
            candidates[*place].score += near.score;
        }
    })
}
