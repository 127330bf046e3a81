//! What stands beside each word, wherever it occurs, and how much that varies.

use std::collections::HashMap;

use super::drafts::{Draft, WORD_SYMBOLS};
use super::prefixes::Prefixes;
use crate::analysis::spelled::tails::Symbol;

/// What stands on one side of a word.
#[derive(Debug, Default)]
pub(super) struct Side {
    symbols: HashMap<Symbol, u64>,
    /// Occurrences at the eojeol's beginning or end. What stands across a space is
    /// another thing each time, so each counts for a different neighbour.
    edges: u64,
}

impl Side {
    fn add(&mut self, neighbour: Option<Symbol>, count: u64) {
        match neighbour {
            Some(symbol) => *self.symbols.entry(symbol).or_default() += count,
            None => self.edges += count,
        }
    }

    pub(super) fn total(&self) -> u64 {
        self.edges + self.symbols.values().sum::<u64>()
    }

    /// In bits.
    pub(super) fn entropy(&self) -> f64 {
        let total = self.total() as f64;
        // Sums of fractions depend on their order, and a map's order is chance.
        let mut counts: Vec<u64> = self.symbols.values().copied().collect();
        counts.sort_unstable();
        let of_symbols: f64 = counts
            .into_iter()
            .map(|count| count as f64 / total)
            .map(|share| -share * share.log2())
            .sum();
        let of_edges = if self.edges > 0 {
            self.edges as f64 / total * total.log2()
        } else {
            0.0
        };
        of_symbols + of_edges
    }
}

/// What stands on both sides of a word, wherever it occurs.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) left: Side,
    pub(super) right: Side,
}

pub(super) fn contexts(drafts: &[Draft<'_>], prefixes: &Prefixes<'_>) -> Vec<Context> {
    let places: HashMap<&[Symbol], usize> = drafts
        .iter()
        .enumerate()
        .map(|(place, draft)| (draft.word, place))
        .collect();
    let mut contexts: Vec<Context> = drafts.iter().map(|_| Context::default()).collect();
    for (eojeol, count) in &prefixes.eojeols {
        for start in 0..eojeol.len() {
            let longest = eojeol.len().min(start + WORD_SYMBOLS);
            for end in start + 2..=longest {
                let Some(&place) = places.get(&eojeol[start..end]) else {
                    continue;
                };
                let before = start.checked_sub(1).map(|before| eojeol[before]);
                contexts[place].left.add(before, *count);
                contexts[place].right.add(eojeol.get(end).copied(), *count);
            }
        }
    }
    contexts
}
