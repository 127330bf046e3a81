//! The best candidates of those that come, as many as are wanted.
//!
//! Defines what a candidate must have to be among them, so that no more is made of those
//! that have not.

use super::candidate::{Candidate, Sort, Tier};

/// Keeps the first `limit` of what is pushed.
pub(super) struct TopDocs {
    sort: Sort,
    limit: usize,
    /// At most about twice as many as are wanted.
    kept: Vec<Candidate>,
    /// The last that was among the first so many, when that was last looked at.
    bar: Option<(u64, Tier, f32, u64)>,
}

impl TopDocs {
    pub(super) fn new(sort: Sort, limit: usize) -> Self {
        TopDocs {
            sort,
            limit,
            kept: Vec::new(),
            bar: None,
        }
    }

    /// Whether one that stands so can be among the first, with this score or less. `key` is
    /// [`Sort::key`] of its date.
    pub(super) fn may_enter(&self, key: u64, tier: Tier, most_score: f32) -> bool {
        if self.limit == 0 {
            return false;
        }
        let Some((bar_key, bar_tier, bar_score, _)) = self.bar else {
            return true;
        };
        let place = (key, tier).cmp(&(bar_key, bar_tier));
        // Where all else is equal the newer stands first: that is not decided here.
        place.is_lt() || (place.is_eq() && most_score >= bar_score)
    }

    /// Whether one of this date with exactly this score can be among the first.
    pub(super) fn enters(&self, key: u64, tier: Tier, score: f32, date: u64) -> bool {
        let is_older = |(bar_key, bar_tier, bar_score, bar_date)| {
            (key, tier) == (bar_key, bar_tier) && score == bar_score && date < bar_date
        };
        self.may_enter(key, tier, score) && !self.bar.is_some_and(is_older)
    }

    /// What one of the last tier must score to be among the first, where nothing comes before
    /// tier and score; `None` where any score will do.
    pub(super) fn least_score(&self) -> Option<f32> {
        match self.bar {
            Some((_, Tier::Text, score, _)) if self.sort == Sort::Relevance => Some(score),
            _ => None,
        }
    }

    /// The worst tier that one can be of, where the tier comes before all else; `None` where
    /// none can be among the first.
    pub(super) fn worst_tier(&self) -> Option<Tier> {
        match self.bar {
            _ if self.limit == 0 => None,
            Some((_, tier, ..)) if self.sort == Sort::Relevance => Some(tier),
            _ => Some(Tier::Text),
        }
    }

    pub(super) fn push(&mut self, candidate: Candidate) {
        self.kept.push(candidate);
        if self.kept.len() >= self.limit.saturating_mul(2).max(1) {
            self.keep_first();
        }
    }

    /// The first, in no order.
    pub(super) fn into_docs(mut self) -> Vec<Candidate> {
        self.keep_first();
        self.kept
    }

    fn keep_first(&mut self) {
        if self.limit >= self.kept.len() {
            return;
        }
        let Some(last) = self.limit.checked_sub(1) else {
            self.kept.clear();
            return;
        };
        let sort = self.sort;
        let in_order = |a: &Candidate, b: &Candidate| a.in_order(b, sort);
        let (_, last, _) = self.kept.select_nth_unstable_by(last, in_order);
        self.bar = Some((sort.key(last.date), last.tier, last.score, last.date));
        self.kept.truncate(self.limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tantivy::DocAddress;

    fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
        let one = (0u8..3, 0u32..6, 0u64..4);
        prop::collection::vec(one, 0..80).prop_map(|all| {
            let made = (0..).zip(all).map(|(doc, (tier, score, date))| Candidate {
                address: DocAddress::new(0, doc),
                score: score as f32,
                units_held: 1,
                coverage: 1.0,
                tier: [Tier::Title, Tier::Summary, Tier::Text][usize::from(tier)],
                looked_at_for_nearness: false,
                held: None,
                date,
                order: (0, u64::from(doc)),
            });
            made.collect()
        })
    }

    proptest! {
        #[test]
        fn the_first_are_those_of_a_sorting(all in candidates(), limit in 0usize..20) {
            for sort in [Sort::Relevance, Sort::Oldest, Sort::Newest] {
                let mut top_docs = TopDocs::new(sort, limit);
                for candidate in &all {
                    let key = sort.key(candidate.date);
                    let Candidate { tier, score, date, .. } = *candidate;
                    let is_of_tier = top_docs.worst_tier().is_some_and(|worst| tier <= worst);
                    if is_of_tier && top_docs.enters(key, tier, score, date) {
                        top_docs.push(candidate.clone());
                    }
                }
                let mut kept = top_docs.into_docs();
                kept.sort_by(|a, b| a.in_order(b, sort));
                let mut sorted = all.clone();
                sorted.sort_by(|a, b| a.in_order(b, sort));
                sorted.truncate(limit);
                prop_assert_eq!(kept, sorted);
            }
        }
    }
}
