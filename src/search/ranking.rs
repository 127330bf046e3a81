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

use super::holding::{Areas, FoundAlternative, Holding, IN_SUMMARY, IN_TITLE};
use super::nearness;
use super::plan::Plan;
use super::postings::Saturations;
use super::weights;

/// A document that holds at least one word of the query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub address: DocAddress,
    pub score: f32,
    /// How many words of the query it holds, itself or by an alternative.
    pub words_held: u32,
    /// The share of the query's words that it holds, by their weights: 0 to 1.
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

/// What is known of a document while the words are gone through.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    weight: f32,
    words: u32,
    in_title: u32,
    in_title_or_summary: u32,
}

impl Held {
    fn add(&mut self, areas: Areas, weight: f32) {
        self.weight += weight;
        self.words += 1;
        self.in_title += u32::from(areas & IN_TITLE != 0);
        self.in_title_or_summary += u32::from(areas & (IN_TITLE | IN_SUMMARY) != 0);
    }

    fn tier(&self, words: u32) -> Tier {
        if self.in_title == words {
            Tier::Title
        } else if self.in_title_or_summary == words {
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
}

/// What was found, before a page of it is shown.
pub(super) struct Ranked {
    /// Documents that hold every word.
    pub total: usize,
    /// Documents that hold some.
    pub partial: usize,
    /// The first `limit` of them, best first.
    pub candidates: Vec<Candidate>,
    /// Which documents hold which word.
    pub holding: Holding,
    /// The alternatives that some document holds.
    pub alternatives: Vec<FoundAlternative>,
}

/// Ranks every document that holds a word of the query; keeps the best `limit`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn rank(plan: &Plan<'_>, full_only: bool, limit: usize) -> anyhow::Result<Ranked> {
    let wanted = plan.query.words.len();
    let word_weights = word_weights(plan);
    let whole: f32 = word_weights.iter().sum();
    let (holding, alternatives) = Holding::find(plan)?;
    let mut candidates = Vec::new();
    for (segment, reader) in plan.searcher().segment_readers().iter().enumerate() {
        let mut held = vec![Held::default(); reader.max_doc() as usize];
        for (word, documents) in holding.of_segment(segment).iter().enumerate() {
            for (doc, areas) in documents {
                held[*doc as usize].add(*areas, word_weights[word]);
            }
        }
        if held.iter().all(|held| held.words == 0) {
            continue;
        }
        let scores = scores(plan, segment, &alternatives)?;
        let dates = reader.fast_fields().u64("date")?;
        let file_orders = reader.fast_fields().u64("file_order")?;
        let orders = reader.fast_fields().u64("order")?;
        for (doc, held) in (0..).zip(&held) {
            let lacks = (held.words as usize) < wanted;
            if held.words == 0 || (full_only && lacks) || reader.is_deleted(doc) {
                continue;
            }
            let coverage = if lacks { held.weight / whole } else { 1.0 };
            let factor = if plan.parts.coverage {
                coverage_factor(coverage)
            } else {
                1.0
            };
            let tier = match held.tier(wanted as u32) {
                _ if plan.parts.full_first && !lacks => Tier::Title,
                _ if plan.parts.full_first || !plan.parts.tiers => Tier::Text,
                tier => tier,
            };
            candidates.push(Candidate {
                address: DocAddress::new(segment as u32, doc),
                score: scores[doc as usize] * factor,
                words_held: held.words,
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
    let is_full = |candidate: &&Candidate| candidate.words_held as usize == wanted;
    let total = candidates.iter().filter(is_full).count();
    let partial = candidates.len() - total;
    keep_best(&mut candidates, limit.max(weights::NEARNESS_DEPTH));
    add_nearness(plan, &mut candidates)?;
    candidates.sort_unstable_by(Candidate::rank);
    candidates.truncate(limit);
    Ok(Ranked {
        total,
        partial,
        candidates,
        holding,
        alternatives,
    })
}

/// What a document's score is multiplied by for the share of the words it holds.
pub(super) fn coverage_factor(coverage: f32) -> f32 {
    1.0 + weights::COVERAGE * coverage * coverage
}

/// What each word of the query counts for coverage: as its weightiest term.
fn word_weights(plan: &Plan<'_>) -> Vec<f32> {
    let words = plan.query.words.iter();
    words
        .map(|word| {
            let roles = word.terms.iter().map(|term| weights::of_role(term.role));
            roles.fold(0.0, f32::max)
        })
        .collect()
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

/// Keeps the best `limit`, in no order.
fn keep_best(candidates: &mut Vec<Candidate>, limit: usize) {
    if limit < candidates.len() {
        if limit > 0 {
            candidates.select_nth_unstable_by(limit - 1, Candidate::rank);
        }
        candidates.truncate(limit);
    }
}

/// Adds what stands near what to the best documents. The rest, which nobody has
/// looked at, keeps its place behind them: what is added is never negative.
fn add_nearness(plan: &Plan<'_>, candidates: &mut [Candidate]) -> anyhow::Result<()> {
    candidates.sort_unstable_by(Candidate::rank);
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
