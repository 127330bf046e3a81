//! How near the terms of a query stand to each other in a document.
//!
//! Terms that follow each other as in the query say more than the same terms far
//! apart: what each pair adds falls with the distance, and is saturated like a
//! frequency (after Büttcher, Clarke and Lushman, “Term proximity scoring for ad-hoc
//! retrieval on very large text collections”, SIGIR 2006).

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet};

use super::bm25::Saturations;
use super::plan::{Pair, Plan};
use super::weights;
use crate::document::Part;

/// What one pair adds in one field.
pub(super) struct NearPair<'a> {
    pub pair: &'a Pair,
    pub part: Part,
    pub score: f32,
}

/// Calls `found` with what every pair adds to each of `documents`, given by segment
/// and number, in order.
pub(super) fn for_each<'a>(
    plan: &'a Plan<'_>,
    documents: &[(usize, DocId)],
    mut found: impl FnMut((usize, DocId), NearPair<'a>),
) -> anyhow::Result<()> {
    let mut saturations = Saturations::default();
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    let record = IndexRecordOption::WithFreqsAndPositions;
    for pair in &plan.pairs {
        for (part, left, right) in &pair.fields {
            for (segment, reader) in plan.searcher().segment_readers().iter().enumerate() {
                let (Some(mut left_list), Some(mut right_list)) = (
                    left.postings(segment, reader, record)?,
                    right.postings(segment, reader, record)?,
                ) else {
                    continue;
                };
                let here = documents.iter().filter(|(at, _)| *at == segment);
                for &(_, doc) in here {
                    if !holds(&mut left_list, doc) || !holds(&mut right_list, doc) {
                        continue;
                    }
                    left_list.positions(&mut lefts);
                    right_list.positions(&mut rights);
                    let frequency = frequency(&lefts, &rights, pair.gap);
                    if frequency == 0.0 {
                        continue;
                    }
                    let saturation = saturations.of(plan.index, segment, left.field)?;
                    let score =
                        pair.weight * weights::of_part(*part) * saturation.of(doc, frequency);
                    let part = *part;
                    found((segment, doc), NearPair { pair, part, score });
                }
            }
        }
    }
    Ok(())
}

fn holds(list: &mut impl DocSet, doc: DocId) -> bool {
    list.doc() <= doc && list.seek(doc) == doc
}

/// How often two terms stand near each other, each time counted by how near: 1 where
/// they stand as in the query, less by the steps between and for the wrong order.
fn frequency(lefts: &[u32], rights: &[u32], gap: u32) -> f32 {
    let mut sum = 0.0;
    let mut from = 0;
    for &left in lefts {
        let lowest = left.saturating_sub(weights::NEARNESS_WINDOW);
        while rights.get(from).is_some_and(|right| *right < lowest) {
            from += 1;
        }
        let near = rights[from..].iter();
        for &right in near.take_while(|right| **right <= left + weights::NEARNESS_WINDOW) {
            let steps = match right.cmp(&left) {
                std::cmp::Ordering::Greater => (right - left).abs_diff(gap) + 1,
                std::cmp::Ordering::Less => left - right + 2,
                std::cmp::Ordering::Equal => continue,
            };
            sum += 1.0 / steps as f32;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearer_and_in_order_counts_more() {
        let one = |left: u32, right: u32| frequency(&[left], &[right], 1);
        assert_eq!(one(4, 5), 1.0);
        assert_eq!(one(4, 6), 0.5);
        assert_eq!(one(5, 4), one(4, 7));
        assert_eq!(one(0, weights::NEARNESS_WINDOW + 1), 0.0);
        assert_eq!(one(7, 7), 0.0);
        assert_eq!(frequency(&[1, 20], &[2, 21], 1), 2.0);
        assert_eq!(frequency(&[1], &[3], 2), 1.0);
    }
}
