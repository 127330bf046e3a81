//! Which documents answer a query, and in which order.
//!
//! Adds what stands near what to the first of them; their order is in `candidate`. Which
//! documents answer with what score is `gathering`'s, which hold which word `holding`'s, the
//! weights are in `weights`, hits are made in `searcher`.

pub(super) mod candidate;
mod collector;
pub(super) mod explanation;
mod filter;
pub(super) mod matching;
mod nearness;
pub(super) mod parts;
pub(super) mod plan;
pub(super) mod postings;
mod top_docs;
pub(super) mod weights;
mod window;
pub(super) mod word_docs;

use std::collections::HashMap;

use tantivy::{DocAddress, DocId};

use candidate::{Candidate, Sort, Wanted};
use collector::{Gathered, Gathering};
use plan::Plan;
use word_docs::Holding;

/// What was found, before a page of it is shown.
pub(super) struct Ranked<'p> {
    /// Documents that hold every unit.
    pub total: usize,
    /// Documents that hold some.
    pub partial: usize,
    /// The first `limit` of them, best first.
    pub candidates: Vec<Candidate>,
    /// Which documents hold which word.
    pub holding: Holding<'p>,
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
    let holding = Holding::find(plan)?;
    let gathered = if plan.query.is_answerable() {
        // Where no hit is shown nothing is to be ordered.
        let depth = match limit {
            0 => 0,
            limit => limit.max(weights::NEARNESS_DEPTH),
        };
        Gathering::gather(&holding, plan, wanted, depth)?
    } else {
        Gathered::default()
    };
    let mut candidates = gathered.best;
    add_nearness(plan, sort, &mut candidates)?;
    candidates.sort_unstable_by(|a, b| a.in_order(b, sort));
    candidates.truncate(limit);
    Ok(Ranked {
        total: gathered.total,
        partial: gathered.partial,
        candidates,
        holding,
        addresses: gathered.addresses,
    })
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
