//! Which documents answer a query, and in which order.
//!
//! Puts the evidence of a plan together: the sum of BM25 over fields and views, the
//! words that a document holds and where, and what stands near what. Which documents
//! hold which word is `holding`'s, the weights are in `weights`, hits are made in
//! `searcher`.

use std::cmp::Ordering;
use std::collections::HashMap;

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

use super::facets::{self, Facet, FacetCounts};
use super::holding::{Areas, FoundAlternative, Holding, IN_SUMMARY, IN_TITLE};
use super::matching::{Allowed, Matching};
use super::nearness;
use super::plan::Plan;
use super::postings::Saturations;
use super::query::{Node, Query};
use super::synonyms::Synonyms;
use super::weights;
use super::word::WordKind;
use crate::index::columns;

/// A document that answers the query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub address: DocAddress,
    pub score: f32,
    /// How many units of the query it holds, by words or their alternatives.
    pub units_held: u32,
    /// The share of the query's units that it holds, by their weights: 0 to 1.
    pub coverage: f32,
    pub tier: Tier,
    /// Whether what stands near what is in the score.
    pub looked_at_for_nearness: bool,
    date: u64,
    /// The digest file's place in the corpus, the document's in its digest file.
    order: (u64, u64),
}

/// Where a document holds the words of the query, the best place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Every word in the title.
    Title,
    /// Every word in the title or the summary.
    Summary,
    /// Some word elsewhere or nowhere: the score decides.
    Text,
}

impl Tier {
    /// The tier's name in output.
    pub(super) fn name(self) -> &'static str {
        match self {
            Tier::Title => "title",
            Tier::Summary => "summary",
            Tier::Text => "text",
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

/// What is known of a document while the units are gone through.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    weight: f32,
    units: u32,
    required: u32,
    in_title: u32,
    in_title_or_summary: u32,
}

impl Held {
    fn add(&mut self, areas: Areas, weight: f32) {
        self.weight += weight;
        self.units += 1;
        self.in_title += u32::from(areas & IN_TITLE != 0);
        self.in_title_or_summary += u32::from(areas & (IN_TITLE | IN_SUMMARY) != 0);
    }

    fn tier(&self, units: u32) -> Tier {
        if self.in_title == units {
            Tier::Title
        } else if self.in_title_or_summary == units {
            Tier::Summary
        } else {
            Tier::Text
        }
    }
}

impl Candidate {
    /// Best first: by tier, then by score, the newest first, and at last by the place
    /// in the corpus, so that no order is left to chance.
    fn rank(&self, other: &Self) -> Ordering {
        self.tier
            .cmp(&other.tier)
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| other.date.cmp(&self.date))
            .then_with(|| self.order.cmp(&other.order))
    }

    fn in_order(&self, other: &Self, sort: Sort) -> Ordering {
        let key = |candidate: &Self| match sort {
            Sort::Relevance => 0,
            Sort::Oldest if candidate.date == 0 => u64::MAX,
            Sort::Oldest => candidate.date,
            Sort::Newest => u64::MAX - candidate.date,
        };
        key(self).cmp(&key(other)).then_with(|| self.rank(other))
    }
}

/// What was found, before a page of it is shown.
pub(super) struct Ranked {
    /// Documents that hold every unit.
    pub total: usize,
    /// Documents that hold some.
    pub partial: usize,
    /// The first `limit` of them, best first.
    pub candidates: Vec<Candidate>,
    /// Which documents hold which word.
    pub holding: Holding,
    /// The alternatives that some document holds.
    pub alternatives: Vec<FoundAlternative>,
    /// Counts over all of them, not only the first.
    pub facets: Vec<FacetCounts>,
}

/// Which of the documents are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// Spellings of publishers that are one.
    pub synonyms: &'a Synonyms,
    /// Whether those that lack a unit are left out.
    pub full_only: bool,
    pub sort: Sort,
    pub limit: usize,
    pub facets: &'a [Facet],
}

/// Ranks every document that answers the query; keeps the first `limit`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn rank(plan: &Plan<'_>, wanted: Wanted<'_>) -> anyhow::Result<Ranked> {
    let (holding, alternatives) = Holding::find(plan)?;
    let mut candidates = if plan.query.is_answerable() {
        candidates(plan, wanted, &holding, &alternatives)?
    } else {
        Vec::new()
    };
    let units = plan.query.units.len();
    let is_full = |candidate: &&Candidate| candidate.units_held as usize == units;
    let total = candidates.iter().filter(is_full).count();
    let partial = candidates.len() - total;
    let addresses = candidates.iter().map(|candidate| candidate.address);
    let facets = facets::count(plan.searcher(), addresses, wanted.facets, wanted.synonyms)?;
    let Wanted { sort, limit, .. } = wanted;
    keep_best(&mut candidates, sort, limit.max(weights::NEARNESS_DEPTH));
    add_nearness(plan, sort, &mut candidates)?;
    candidates.sort_unstable_by(|a, b| a.in_order(b, sort));
    candidates.truncate(limit);
    Ok(Ranked {
        total,
        partial,
        candidates,
        holding,
        alternatives,
        facets,
    })
}

/// Every document that answers the query, with its score by its words.
fn candidates(
    plan: &Plan<'_>,
    wanted: Wanted<'_>,
    holding: &Holding,
    alternatives: &[FoundAlternative],
) -> anyhow::Result<Vec<Candidate>> {
    let units = &plan.query.units;
    let unit_weights: Vec<f32> = units
        .iter()
        .map(|unit| weight_of(&unit.node, plan.query))
        .collect();
    let whole: f32 = unit_weights.iter().sum();
    let required = units.iter().filter(|unit| unit.is_required).count() as u32;
    let mut candidates = Vec::new();
    for (segment, reader) in plan.searcher().segment_readers().iter().enumerate() {
        let matching = Matching::new(plan, holding, segment);
        let mut held = vec![Held::default(); reader.max_doc() as usize];
        for (unit, weight) in units.iter().zip(&unit_weights) {
            for (doc, areas) in matching.holders(&unit.node)?.iter() {
                let held = &mut held[*doc as usize];
                held.add(*areas, *weight);
                held.required += u32::from(unit.is_required);
            }
        }
        if !units.is_empty() && held.iter().all(|held| held.units == 0) {
            continue;
        }
        let allowed = Allowed::by(&matching, &plan.query.conditions)?;
        let scores = scores(plan, segment, alternatives)?;
        let dates = columns::dates(reader)?;
        let file_orders = columns::file_orders(reader)?;
        let orders = columns::orders(reader)?;
        for (doc, held) in (0..).zip(&held) {
            let lacks = (held.units as usize) < units.len();
            let is_hit = (held.units > 0 || units.is_empty())
                && held.required == required
                && !(wanted.full_only && lacks)
                && !reader.is_deleted(doc)
                && allowed.has(doc);
            if !is_hit {
                continue;
            }
            let coverage = if lacks { held.weight / whole } else { 1.0 };
            let factor = if plan.parts.coverage {
                coverage_factor(coverage)
            } else {
                1.0
            };
            let tier = match held.tier(units.len() as u32) {
                _ if plan.parts.full_first && !lacks => Tier::Title,
                _ if plan.parts.full_first || !plan.parts.tiers => Tier::Text,
                tier => tier,
            };
            candidates.push(Candidate {
                address: DocAddress::new(segment as u32, doc),
                score: scores[doc as usize] * factor,
                units_held: held.units,
                coverage,
                tier,
                looked_at_for_nearness: false,
                date: dates.first(doc).unwrap_or(0),
                order: (
                    file_orders.first(doc).unwrap_or(u64::MAX),
                    orders.first(doc).unwrap_or(u64::MAX),
                ),
            });
        }
    }
    Ok(candidates)
}

/// What a document's score is multiplied by for the share of the words it holds.
pub(super) fn coverage_factor(coverage: f32) -> f32 {
    1.0 + weights::COVERAGE * coverage * coverage
}

/// What a part of a query counts for coverage: as its weightiest term.
fn weight_of(node: &Node, query: &Query) -> f32 {
    let of_parts = |nodes: &[Node]| {
        let weights = nodes.iter().map(|node| weight_of(node, query));
        weights.fold(0.0, f32::max)
    };
    match node {
        Node::Word(place) if query.words[*place].kind == WordKind::Prefix => 1.0,
        Node::Word(place) => {
            let roles = query.words[*place].terms.iter().map(|term| term.role);
            roles.map(weights::of_role).fold(0.0, f32::max)
        }
        Node::All(nodes) | Node::Any(nodes) => of_parts(nodes),
        Node::Not(_) | Node::Filter(_) => 0.0,
    }
}

/// The sum of the evidence for each document of a segment.
fn scores(
    plan: &Plan<'_>,
    segment: usize,
    alternatives: &[FoundAlternative],
) -> anyhow::Result<Vec<f32>> {
    let reader = plan.searcher().segment_reader(segment as u32);
    let mut scores = vec![0.0; reader.max_doc() as usize];
    let mut saturations = Saturations::default();
    for evidence in &plan.evidence {
        let record = IndexRecordOption::WithFreqs;
        let Some(mut postings) = evidence.term.postings(segment, reader, record)? else {
            continue;
        };
        let saturation = saturations.of(plan.index, segment, evidence.term.field)?;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            let frequency = postings.term_freq() as f32;
            scores[doc as usize] += evidence.weight * saturation.of(doc, frequency);
            doc = postings.advance();
        }
    }
    for found in alternatives {
        for (doc, slot, field, count) in &found.places[segment] {
            let saturation = saturations.of(plan.index, segment, *field)?;
            let saturated = saturation.of(*doc, *count as f32);
            scores[*doc as usize] += found.weight * weights::of_slot(*slot) * saturated;
        }
    }
    Ok(scores)
}

/// Keeps the first `limit`, in no order.
fn keep_best(candidates: &mut Vec<Candidate>, sort: Sort, limit: usize) {
    if limit < candidates.len() {
        if limit > 0 {
            candidates.select_nth_unstable_by(limit - 1, |a, b| a.in_order(b, sort));
        }
        candidates.truncate(limit);
    }
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
