//! Which documents answer a query, and in which order.
//!
//! Adds what stands near what to the first of them; their order is in `candidate`. Which
//! documents answer with what score is `gathering`'s, which hold which word `holding`'s, the
//! weights are in `weights`, hits are made in `searcher`.

use std::collections::HashMap;

use tantivy::DocId;

use super::candidate::{Candidate, Sort, Wanted};
use super::facets::{self, FacetCounts};
use super::gathering::{Gathered, Gathering};
use super::holding::Holding;
use super::nearness;
use super::plan::Plan;
use super::weights;

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
    /// Counts over all of them, not only the first.
    pub facets: Vec<FacetCounts>,
}

/// Ranks every document that answers the query; keeps the first `limit`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn rank<'p>(plan: &'p Plan<'p>, wanted: Wanted<'_>) -> anyhow::Result<Ranked<'p>> {
    let Wanted { sort, limit, .. } = wanted;
    let holding = Holding::find(plan)?;
    let gathered = if plan.query.is_answerable() {
        let depth = limit.max(weights::NEARNESS_DEPTH);
        Gathering::gather(&holding, plan, wanted, depth)?
    } else {
        Gathered::default()
    };
    let addresses = gathered.addresses.into_iter();
    let facets = facets::count(plan.searcher(), addresses, wanted.facets, wanted.synonyms)?;
    let mut candidates = gathered.best;
    add_nearness(plan, sort, &mut candidates)?;
    candidates.sort_unstable_by(|a, b| a.in_order(b, sort));
    candidates.truncate(limit);
    Ok(Ranked {
        total: gathered.total,
        partial: gathered.partial,
        candidates,
        holding,
        facets,
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
