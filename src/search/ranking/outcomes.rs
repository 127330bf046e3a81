//! What the units that a document holds come to: what its lists add at most, and what its
//! score is multiplied by.
//!
//! Many documents hold the same units, and what that comes to is reckoned once for them.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::candidate::Tier;
use super::doc_set::{Areas, IN_SUMMARY, IN_TITLE};
use super::postings::doc_bits::bits_of;
use super::weights;

/// What the lists add to a document at most, by the units that it holds.
#[derive(Debug, Clone, Default)]
pub(super) struct MostScores {
    /// By lists that tell of no unit.
    anywhere: f32,
    /// By those of a unit that are not of titles, and by those that are.
    of_units: Vec<f32>,
    of_titles: Vec<f32>,
}

/// Sums of what lists add at most are taken for a little more, since their roundings may
/// differ from those of the sums themselves.
pub(super) const ROUNDING: f32 = 1.001;

impl MostScores {
    pub(super) fn new(units: usize) -> Self {
        MostScores {
            anywhere: 0.0,
            of_units: vec![0.0; units],
            of_titles: vec![0.0; units],
        }
    }

    /// Takes a list into account, and the first unit that its documents hold.
    pub(super) fn add(&mut self, most: f32, mark: Option<(usize, Areas)>) {
        match mark {
            None => self.anywhere += most,
            Some((unit, IN_TITLE)) => self.of_titles[unit] += most,
            Some((unit, _)) => self.of_units[unit] += most,
        }
    }

    /// The most that each unit adds, in its title and elsewhere, the least first.
    pub(super) fn least_first(&self) -> Vec<(f32, usize)> {
        let both = self.of_units.iter().zip(&self.of_titles);
        let sums = both.map(|(of_unit, of_title)| of_unit + of_title);
        let mut sums: Vec<(f32, usize)> = sums.zip(0..).collect();
        sums.sort_by(|a, b| a.0.total_cmp(&b.0));
        sums
    }

    /// For a document that holds these units, in its title these, as bits.
    pub(super) fn of(&self, held: u64, in_title: u64) -> f32 {
        let of_bits = |bits: u64, most: &[f32]| {
            bits_of(bits).fold(0.0, |sum, unit| sum + most[unit as usize])
        };
        let sum = of_bits(held, &self.of_units) + of_bits(in_title, &self.of_titles);
        ((self.anywhere + sum) * ROUNDING).max(weights::UNSCORED)
    }
}

/// What is known of a document while the units are gone through.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct HeldUnits {
    /// The weights of the units it holds; not asked for where it holds all of them.
    pub weight: f32,
    pub units: u32,
    pub required: u32,
    pub in_title: u32,
    pub in_title_or_summary: u32,
}

impl HeldUnits {
    /// Takes one more into account, which it holds in these areas.
    pub(super) fn add(&mut self, areas: Areas, weight: f32) {
        self.weight += weight;
        self.units += 1;
        self.in_title += u32::from(areas & IN_TITLE != 0);
        self.in_title_or_summary += u32::from(areas & (IN_TITLE | IN_SUMMARY) != 0);
    }

    /// The tier, where there are so many units.
    pub(super) fn tier(&self, units: u32) -> Tier {
        if self.in_title == units {
            Tier::Title
        } else if self.in_title_or_summary == units {
            Tier::Summary
        } else {
            Tier::Text
        }
    }
}

/// What documents that hold the same units come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    /// The units, as bits.
    pub held: u64,
    /// The share of the units' weights.
    pub coverage: f32,
    /// What the sum is multiplied by for that.
    pub factor: f32,
    /// The most that all lists add.
    pub most: f32,
    /// The most that those behind the words add.
    pub most_of_rest: f32,
}

/// The outcomes that documents of a segment had.
pub(super) struct Outcomes {
    pub most: MostScores,
    most_of_rest: MostScores,
    all: Vec<Outcome>,
    /// Their numbers by the units that are held, and held in the title.
    numbers: HashMap<(u64, u64), u32, RandomState>,
    /// The last that was asked for.
    last: Option<((u64, u64), u32)>,
}

impl Outcomes {
    pub(super) fn new(most: MostScores, most_of_rest: MostScores) -> Self {
        Outcomes {
            most,
            most_of_rest,
            all: Vec::new(),
            numbers: HashMap::default(),
            last: None,
        }
    }

    /// The number of the outcome of documents that hold these units, in their titles these, as
    /// bits. `coverage` tells the share of the units' weights, and the factor for it.
    pub(super) fn number(
        &mut self,
        held: u64,
        in_title: u64,
        coverage: impl FnOnce(u64) -> (f32, f32),
    ) -> u32 {
        let units = (held, in_title);
        if let Some((last, number)) = self.last
            && last == units
        {
            return number;
        }
        let number = *self.numbers.entry(units).or_insert_with(|| {
            let (coverage, factor) = coverage(held);
            self.all.push(Outcome {
                held,
                coverage,
                factor,
                most: self.most.of(held, in_title),
                most_of_rest: self.most_of_rest.of(held, in_title),
            });
            self.all.len() as u32 - 1
        });
        self.last = Some((units, number));
        number
    }

    pub(super) fn get(&self, number: u32) -> &Outcome {
        &self.all[number as usize]
    }
}
