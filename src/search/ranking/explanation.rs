//! How a hit got its score, part by part.
//!
//! Defines the parts as plain values and reads them again for one document, by the
//! same lists and weights as `ranking`. Costs nothing where it is not asked for.

use tantivy::DocSet;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};

use super::bm25::Saturations;
use super::candidate::{Candidate, coverage_factor};
use super::nearness;
use super::plan::Plan;
use super::weights;
use super::word_docs::FoundAlternative;
use crate::document::Part;
use crate::index::field_name;
use crate::language::Name;

/// How a hit got its score: the sum of `terms` and `alternatives`, times
/// `coverage_factor`, and `near` added.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What its place in the order is first decided by: `title`, `summary` or `text`.
    pub tier: Name,
    /// The share of the query's words that it holds, by their weights: 0 to 1.
    pub coverage: f32,
    /// What the sum is multiplied by for it.
    pub coverage_factor: f32,
    /// What each term added, the most first.
    pub terms: Vec<TermScore>,
    /// What each synonym, amount or date added.
    pub alternatives: Vec<AlternativeScore>,
    /// What pairs of terms near each other added, the most first.
    pub near: Vec<NearScore>,
}

/// What a term added in one field.
#[derive(Debug, Clone, PartialEq)]
pub struct TermScore {
    /// The term.
    pub term: String,
    /// `morphemes`, `readings` or `stems`.
    pub view: Name,
    /// The field.
    pub field: Name,
    /// How often it stands there.
    pub frequency: u32,
    /// BM25's inverse document frequency.
    pub rarity: f32,
    /// What its saturated frequency was multiplied by: field, view, role and rarity.
    pub weight: f32,
    /// What it added.
    pub score: f32,
}

/// What an alternative added in one field.
#[derive(Debug, Clone, PartialEq)]
pub struct AlternativeScore {
    /// How it is written.
    pub text: String,
    /// The field.
    pub field: Name,
    /// How often it stands there.
    pub frequency: u32,
    /// What it added.
    pub score: f32,
}

/// What two terms near each other added in one field.
#[derive(Debug, Clone, PartialEq)]
pub struct NearScore {
    /// The one that stands first in the query.
    pub left: String,
    /// The other.
    pub right: String,
    /// The field.
    pub field: Name,
    /// What they added.
    pub score: f32,
}

impl Explanation {
    /// The score that the parts come to.
    pub fn score(&self) -> f32 {
        let terms: f32 = self.terms.iter().map(|part| part.score).sum();
        let others: f32 = self.alternatives.iter().map(|part| part.score).sum();
        let near: f32 = self.near.iter().map(|part| part.score).sum();
        (terms + others) * self.coverage_factor + near
    }
}

/// Reads how `candidate` got its score. `alternatives` are those that the ranking
/// found.
///
/// # Errors
///
/// Where the index cannot be read.
pub(in crate::search) fn explain(
    plan: &Plan<'_>,
    candidate: &Candidate,
    alternatives: &[FoundAlternative],
) -> anyhow::Result<Explanation> {
    let segment = candidate.address.segment_ord as usize;
    let reader = plan
        .searcher()
        .segment_reader(candidate.address.segment_ord);
    let document = candidate.address.doc_id;
    let mut saturations = Saturations::default();
    let mut saturated = |field: Field, frequency: u32| -> anyhow::Result<f32> {
        let saturation = saturations.of(plan.index, segment, field)?;
        Ok(saturation.of(document, frequency as f32))
    };
    let mut terms = Vec::new();
    for evidence in &plan.evidence {
        let record = IndexRecordOption::WithFreqs;
        let Some(mut postings) = evidence.term.postings(segment, reader, record)? else {
            continue;
        };
        if postings.doc() > document || postings.seek(document) != document {
            continue;
        }
        let frequency = postings.term_freq();
        terms.push(TermScore {
            term: evidence.text.clone(),
            view: evidence.view.name(),
            field: field_name(evidence.part),
            frequency,
            rarity: evidence.rarity,
            weight: evidence.weight,
            score: evidence.weight * saturated(evidence.term.field, frequency)?,
        });
    }
    let mut others = Vec::new();
    for found in alternatives {
        for run in &found.postings[segment] {
            let Ok(at) = run.docs.binary_search(&document) else {
                continue;
            };
            let (weight, frequency) = (weights::of_part(run.part), run.counts[at]);
            others.push(AlternativeScore {
                text: plan.query.alternatives[found.place].text.clone(),
                field: field_name(run.part),
                frequency,
                score: found.weight * weight * saturated(run.field, frequency)?,
            });
        }
    }
    let is_scored = terms.iter().any(|part| part.score > 0.0) || !others.is_empty();
    if candidate.units_held > 0 && !is_scored {
        // HeldUnits by letters alone, in a form that is no evidence.
        let words = plan
            .query
            .sought_words()
            .map(|(_, word)| word.text.as_str());
        others.push(AlternativeScore {
            text: words.collect::<Vec<_>>().join(" "),
            field: field_name(Part::Body),
            frequency: 1,
            score: weights::UNSCORED,
        });
    }
    let mut near = Vec::new();
    if candidate.looked_at_for_nearness {
        nearness::for_each(plan, &[(segment, document)], |_, found| {
            near.push(NearScore {
                left: found.pair.left.clone(),
                right: found.pair.right.clone(),
                field: field_name(found.part),
                score: found.score,
            });
        })?;
    }
    terms.sort_by(|a, b| b.score.total_cmp(&a.score));
    near.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(Explanation {
        tier: candidate.tier.name(),
        coverage: candidate.coverage,
        coverage_factor: coverage_factor(candidate.coverage),
        terms,
        alternatives: others,
        near,
    })
}
