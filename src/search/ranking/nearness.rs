//! How near the terms of a query stand to each other in a document.
//!
//! Terms that follow each other as in the query say more than the same terms far
//! apart: what each pair adds falls with the distance, and is saturated like a
//! frequency (after Büttcher, Clarke and Lushman, “Term proximity scoring for ad-hoc
//! retrieval on very large text collections”, SIGIR 2006).

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;
use tantivy::index::SegmentReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet};

use super::bm25::Saturations;
use super::plan::{Pair, Plan};
use super::postings::FieldTerm;
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
    let mut places = Places::default();
    for pair in &plan.pairs {
        for (part, left, right) in &pair.fields {
            for (segment, reader) in plan.searcher().segment_readers().iter().enumerate() {
                let from = documents.partition_point(|(at, _)| *at < segment);
                let here = documents[from..].partition_point(|(at, _)| *at == segment);
                let here = &documents[from..from + here];
                if here.is_empty() || left.listed(segment) == 0 || right.listed(segment) == 0 {
                    continue;
                }
                let lefts = places.read(left, segment, reader, here)?;
                let rights = places.read(right, segment, reader, here)?;
                for (number, &(_, doc)) in here.iter().enumerate() {
                    let (lefts, rights) = (places.of(&lefts, number), places.of(&rights, number));
                    let frequency = frequency(lefts, rights, pair.gap);
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

/// Where terms stand in some documents, each read once: a term is of several pairs.
#[derive(Default)]
struct Places {
    /// The positions of all terms, document by document.
    positions: Vec<u32>,
    /// By segment, field and the place of the term's list: where the positions in each document
    /// end, from where the first begin.
    read: HashMap<(usize, Field, usize), Rc<[usize]>, RandomState>,
}

impl Places {
    /// Reads where a term stands in documents of a segment, which are in order.
    fn read(
        &mut self,
        term: &FieldTerm,
        segment: usize,
        reader: &SegmentReader,
        documents: &[(usize, DocId)],
    ) -> anyhow::Result<Rc<[usize]>> {
        let list = term
            .info(segment)
            .map_or(0, |info| info.postings_range.start);
        let key = (segment, term.field, list);
        if let Some(ends) = self.read.get(&key) {
            return Ok(Rc::clone(ends));
        }
        let mut ends = vec![self.positions.len()];
        let record = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = term.postings(segment, reader, record)?;
        let mut here = Vec::new();
        for &(_, doc) in documents {
            if let Some(postings) = &mut postings
                && holds(postings, doc)
            {
                postings.positions(&mut here);
                self.positions.extend_from_slice(&here);
            }
            ends.push(self.positions.len());
        }
        let ends: Rc<[usize]> = ends.into();
        self.read.insert(key, Rc::clone(&ends));
        Ok(ends)
    }

    /// Where the term of `ends` stands in the document of this number.
    fn of(&self, ends: &[usize], number: usize) -> &[u32] {
        &self.positions[ends[number]..ends[number + 1]]
    }
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
