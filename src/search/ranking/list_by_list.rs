//! Goes through the lists of a long query one after the other: a text of a hundred pages has
//! too many to have them open at once. It gives the same as `window`, in more memory.

use super::bm25::Saturations;
use super::collector::{Collector, Segment};
use super::matching::Matching;
use super::outcomes::HeldUnits;
use super::weights;

/// Goes through a segment.
///
/// # Errors
///
/// Where the index cannot be read, or the search comes to its bounds.
pub(super) fn pass(
    collector: &mut Collector<'_>,
    segment: &Segment<'_>,
    matching: &Matching<'_>,
    saturations: &mut Saturations,
) -> anyhow::Result<()> {
    let plan = collector.plan;
    let documents = segment.reader.max_doc() as usize;
    plan.budget.room_for::<(HeldUnits, f32)>(documents)?;
    let mut held = vec![HeldUnits::default(); documents];
    for (unit, weight) in plan.query.units.iter().zip(&collector.unit_weights) {
        for (doc, areas) in matching.doc_set(&unit.node)?.iter() {
            let held = &mut held[*doc as usize];
            held.add(*areas, *weight);
            held.required += u32::from(unit.is_required);
        }
    }
    let scores = scores(collector, segment, saturations)?;
    for (doc, held) in (0..).zip(&held) {
        let sum = scores[doc as usize];
        if let Some(hit) = collector.admit(segment, doc, held, sum) {
            collector.collect(segment, hit, sum);
        }
    }
    Ok(())
}

/// The sum of the evidence for each document of a segment.
fn scores(
    collector: &Collector<'_>,
    segment: &Segment<'_>,
    saturations: &mut Saturations,
) -> anyhow::Result<Vec<f32>> {
    let mut scores = vec![0.0; segment.reader.max_doc() as usize];
    let plan = collector.plan;
    for evidence in &plan.evidence {
        plan.budget.check()?;
        let (term, weight) = (&evidence.term, evidence.weight);
        saturations.add_list(plan.index, segment.number, term, weight, &mut scores)?;
    }
    for found in &collector.word_docs.alternatives {
        for run in &found.postings[segment.number] {
            let saturation = saturations.of(plan.index, segment.number, run.field)?;
            let weight = found.weight * weights::of_part(run.part);
            for (doc, count) in run.docs.iter().zip(&run.counts) {
                scores[*doc as usize] += weight * saturation.of(*doc, *count as f32);
            }
        }
    }
    Ok(scores)
}
