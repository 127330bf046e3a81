//! The eojeols of a corpus by what they begin with.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::spelled::tails::Symbol;

/// The eojeols in order, so that those with a common beginning are neighbours.
pub(super) struct Prefixes<'a> {
    pub(super) eojeols: Vec<(&'a [Symbol], u64)>,
    /// How many eojeols there are before each place.
    pub(super) before: Vec<u64>,
}

impl<'a> Prefixes<'a> {
    pub(super) fn new(counts: &'a HashMap<Box<[Symbol]>, u64>) -> Self {
        let mut eojeols: Vec<(&[Symbol], u64)> = counts
            .iter()
            .map(|(eojeol, &count)| (&eojeol[..], count))
            .collect();
        eojeols.sort_unstable();
        let mut before = Vec::with_capacity(eojeols.len() + 1);
        let mut sum = 0;
        before.push(0);
        for (_, count) in &eojeols {
            sum += count;
            before.push(sum);
        }
        Prefixes { eojeols, before }
    }

    /// How many eojeols begin with `prefix`.
    pub(super) fn count(&self, prefix: &[Symbol]) -> u64 {
        let head = |eojeol: &'a [Symbol]| &eojeol[..eojeol.len().min(prefix.len())];
        let start = self
            .eojeols
            .partition_point(|(eojeol, _)| head(eojeol) < prefix);
        let end = self
            .eojeols
            .partition_point(|(eojeol, _)| head(eojeol) <= prefix);
        self.sum(start..end)
    }

    pub(super) fn sum(&self, places: Range<usize>) -> u64 {
        self.before[places.end] - self.before[places.start]
    }
}
