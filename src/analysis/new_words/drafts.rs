//! Beginnings of eojeols that look like nouns by what follows them.

use std::ops::Range;

use super::prefixes::Prefixes;
use super::statistics::{FIRST_LATIN, WordStatistics};
use crate::analysis::spelled::tails::{Symbol, Tail, Tails, ends_like_a_sentence, tail};

/// The longest candidate, in symbols.
pub(super) const WORD_SYMBOLS: usize = 10;

/// The share of its eojeols that are a shorter word with an ending, so that the
/// shorter one is the word.
const EXPLAINED_SHARE: f64 = 0.7;

/// A word that looks like a noun by what follows it.
pub(super) struct Draft<'a> {
    pub(super) word: &'a [Symbol],
    /// How many eojeols begin with it.
    pub(super) starts: u64,
    pub(super) cohesion: f64,
    pub(super) example: &'a [Symbol],
}

/// The walk over all beginnings of eojeols.
pub(super) struct Search<'a, K> {
    pub(super) statistics: &'a WordStatistics,
    pub(super) prefixes: &'a Prefixes<'a>,
    pub(super) is_known: &'a K,
    pub(super) least_count: u64,
    pub(super) drafts: Vec<Draft<'a>>,
}

impl<'a, K: Fn(&str) -> bool> Search<'a, K> {
    /// Looks at the beginnings of the eojeols at `places`, which have as many symbols
    /// in common as there are `tails`: those after the first symbol, after two, and so
    /// on.
    pub(super) fn visit(&mut self, places: Range<usize>, tails: &mut Vec<Tails>) {
        let depth = tails.len();
        let eojeols = &self.prefixes.eojeols;
        let mut start = places.start;
        while start < places.end {
            let Some(&symbol) = eojeols[start].0.get(depth) else {
                start += 1;
                continue;
            };
            let length = eojeols[start..places.end]
                .partition_point(|(eojeol, _)| eojeol.get(depth) == Some(&symbol));
            let here = start..start + length;
            start = here.end;
            let count = self.prefixes.sum(here.clone());
            // A number is no part of a word: the dictionary never sees it.
            if count < self.least_count || self.statistics.starts_with_digit(symbol) {
                continue;
            }
            let mut here_tails = Tails::default();
            for (eojeol, count) in &eojeols[here.clone()] {
                here_tails.add(tail(symbol, &eojeol[depth + 1..]), *count);
            }
            tails.push(here_tails);
            if depth > 0
                && let Some(draft) = self.draft(here.clone(), tails)
            {
                self.drafts.push(draft);
            }
            if tails.len() < WORD_SYMBOLS {
                self.visit(here, tails);
            }
            tails.pop();
        }
    }

    /// The common beginning of the eojeols at `places`, if it looks like a noun that
    /// is not known.
    fn draft(&self, places: Range<usize>, tails: &[Tails]) -> Option<Draft<'a>> {
        let length = tails.len();
        let prefixes: &'a Prefixes<'a> = self.prefixes;
        let eojeols = &prefixes.eojeols[places];
        let word = &eojeols[0].0[..length];
        let after = &tails[length - 1];
        if word.iter().all(|&symbol| symbol >= FIRST_LATIN)
            || !after.follow_a_noun()
            || ends_like_a_sentence(word)
            || self.is_inflected(word, eojeols, tails)
            || (self.is_known)(&self.statistics.text(word))
        {
            return None;
        }
        let example = eojeols
            .iter()
            .rev()
            .filter(|(eojeol, _)| eojeol.len() > length)
            .max_by_key(|(_, count)| count)
            .map_or(word, |(eojeol, _)| eojeol);
        let held = after.total() as f64 / tails[0].total() as f64;
        Some(Draft {
            word,
            starts: after.total(),
            cohesion: held.powf(1.0 / (length - 1) as f64),
            example,
        })
    }

    /// Whether `word`, with which the `eojeols` begin, is better read as a shorter word
    /// with a particle or an ending.
    fn is_inflected(&self, word: &[Symbol], eojeols: &[(&[Symbol], u64)], tails: &[Tails]) -> bool {
        let starts = tails[word.len() - 1].total();
        (1..word.len()).any(|length| {
            let (shorter, rest) = word.split_at(length);
            let last = shorter[length - 1];
            let is_known = || {
                shorter.iter().all(|&symbol| symbol >= FIRST_LATIN)
                    || (self.is_known)(&self.statistics.text(shorter))
            };
            match tail(last, rest) {
                Tail::Ending(_) if tails[length - 1].follow_a_stem() => return true,
                Tail::Verbal if is_known() => return true,
                // A word without particles of its own has one already.
                Tail::Particle { .. } | Tail::Verbal
                    if tails[word.len() - 1].only_of_nouns == 0 =>
                {
                    return true;
                }
                _ => {}
            }
            let explained: u64 = eojeols
                .iter()
                .filter(|(eojeol, _)| {
                    matches!(
                        tail(last, &eojeol[length..]),
                        Tail::Particle { .. } | Tail::Verbal | Tail::Ending(_)
                    )
                })
                .map(|(_, count)| count)
                .sum();
            explained as f64 >= EXPLAINED_SHARE * starts as f64
                && (tails[length - 1].total() * 4 > starts * 5 || is_known())
        })
    }
}
