//! Counts the documents of a segment that answer a query, and keeps the first of them.
//!
//! What a document holds and the sum of its evidence come from those who go through the
//! lists: `window` and `list_by_list`.

use tantivy::index::SegmentReader;
use tantivy::{DocAddress, DocId};

use super::candidate::{Candidate, Sort, Tier, Wanted, coverage_factor};
use super::marks::{HeldWord, Marks};
use super::matching::Allowed;
use super::outcomes::{HeldUnits, MostScores, Outcomes, ROUNDING};
use super::plan::Plan;
use super::postings::doc_bits::{WORD_BITS, bits_of};
use super::question::Question;
use super::top_docs::TopDocs;
use super::weights;
use super::word_docs::WordDocs;
use crate::index::IndexReader;
use crate::index::columns::OrderColumns;
use crate::search::query::{Node, Query};

/// A hit, before all of its score is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending {
    pub doc: DocId,
    /// The units it holds, as bits, where there are few of them.
    held: Option<u64>,
    units: u32,
    coverage: f32,
    factor: f32,
    tier: Tier,
    key: u64,
}

/// Documents that answer, over all segments.
#[derive(Default)]
pub(super) struct Collected {
    /// How many hold every unit.
    pub total: usize,
    /// How many hold some.
    pub partial: usize,
    /// The first of them, in no order.
    pub top_docs: Vec<Candidate>,
    /// All of them, where they were asked for.
    pub addresses: Vec<DocAddress>,
}

/// Goes through the documents of one segment after the other.
pub(super) struct Collector<'p> {
    pub plan: &'p Plan<'p>,
    pub word_docs: &'p WordDocs<'p>,
    wanted: Wanted,
    /// What each unit counts for coverage.
    pub unit_weights: Vec<f32>,
    whole_weight: f32,
    required: u32,
    /// The units that must be there, as bits, where there are few of them.
    required_bits: u64,
    top_docs: TopDocs,
    total: usize,
    partial: usize,
    addresses: Vec<DocAddress>,
}

/// A segment that is gone through.
pub(super) struct Segment<'p> {
    pub number: usize,
    pub reader: &'p SegmentReader,
    pub allowed: Allowed<'p>,
    columns: &'p OrderColumns,
}

impl<'p> Segment<'p> {
    /// Opens the columns of a segment.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn open(
        number: usize,
        index: &'p IndexReader,
        allowed: Allowed<'p>,
    ) -> anyhow::Result<Self> {
        Ok(Segment {
            number,
            reader: index.searcher().segment_reader(number as u32),
            allowed,
            columns: index.order_columns(number)?,
        })
    }
}

impl<'p> Collector<'p> {
    /// One that keeps the first `depth`.
    pub(super) fn new(
        word_docs: &'p WordDocs<'p>,
        plan: &'p Plan<'p>,
        wanted: Wanted,
        depth: usize,
    ) -> Self {
        let units = &plan.query.units;
        let unit_weights = unit_weights(plan.query);
        Collector {
            plan,
            word_docs,
            wanted,
            whole_weight: unit_weights.iter().sum(),
            unit_weights,
            required: units.iter().filter(|unit| unit.is_required).count() as u32,
            required_bits: (0..u64::BITS)
                .zip(units)
                .filter(|(_, unit)| unit.is_required)
                .fold(0, |bits, (unit, _)| bits | 1 << unit),
            top_docs: TopDocs::new(wanted.sort, depth),
            total: 0,
            partial: 0,
            addresses: Vec::new(),
        }
    }

    /// What was collected.
    pub(super) fn finish(self) -> Collected {
        Collected {
            total: self.total,
            partial: self.partial,
            top_docs: self.top_docs.into_docs(),
            addresses: self.addresses,
        }
    }

    /// Counts the documents of a window that answer, and leaves in `question` those that can
    /// be among the first by what their lists add at most.
    pub(super) fn admit_window(
        &mut self,
        segment: &Segment<'_>,
        window: &Marks,
        outcomes: &mut Outcomes,
        question: &mut Question,
    ) {
        let sought = self.sought_units(&outcomes.most);
        question.clear();
        for (word, first) in (window.base..window.end).step_by(WORD_BITS).enumerate() {
            let held = self.held_word(window, word, first);
            let mut hits = held.any & held.required;
            if self.wanted.full_only {
                hits &= held.all;
            }
            hits = segment.let_through(first, hits);
            let full = hits & held.all;
            self.total += full.count_ones() as usize;
            self.partial += (hits & !full).count_ones() as usize;
            if self.wanted.all_addresses {
                let addresses =
                    bits_of(hits).map(|bit| DocAddress::new(segment.number as u32, first + bit));
                self.addresses.extend(addresses);
            }
            let tiers = held.tiers(self.plan.signals);
            let in_question = match self.top_docs.worst_tier() {
                None => 0,
                Some(Tier::Title) => hits & tiers.title,
                Some(Tier::Summary) => hits & (tiers.title | tiers.summary),
                Some(Tier::Text) => hits,
            };
            let in_question = match sought {
                u64::MAX => in_question,
                sought => in_question & window.held_any(word, sought),
            };
            if in_question == 0 {
                continue;
            }
            question.tiers[word] = tiers;
            let units = window.units_of(word, in_question);
            for bit in bits_of(in_question) {
                let (held, in_title) = units[bit as usize];
                let number = outcomes.number(held, in_title, |held| self.coverage(held));
                let outcome = outcomes.get(number);
                let key = self.key(segment, first + bit);
                let most = outcome.most * outcome.factor;
                if self.top_docs.may_enter(key, tiers.of(bit), most) {
                    question.add(word, bit, number);
                }
            }
        }
    }

    /// Takes those out of `question` that cannot be among the first with the sums so far.
    pub(super) fn narrow(
        &self,
        segment: &Segment<'_>,
        window: &Marks,
        outcomes: &Outcomes,
        question: &mut Question,
        sums: &[f32],
    ) {
        question.retain(|at, tier, number| {
            let outcome = outcomes.get(number);
            let most = (sums[at] * ROUNDING + outcome.most_of_rest) * outcome.factor;
            let key = self.key(segment, window.base + at as DocId);
            self.top_docs.may_enter(key, tier, most)
        });
    }

    /// Takes the documents in question with the sums of their evidence.
    pub(super) fn collect_window(
        &mut self,
        segment: &Segment<'_>,
        window: &Marks,
        outcomes: &Outcomes,
        question: &Question,
        sums: &[f32],
    ) {
        question.for_each(|at, tier, number| {
            let outcome = outcomes.get(number);
            let doc = window.base + at as DocId;
            let hit = Pending {
                doc,
                held: Some(outcome.held),
                units: outcome.held.count_ones(),
                coverage: outcome.coverage,
                factor: outcome.factor,
                tier,
                key: self.key(segment, doc),
            };
            self.collect(segment, hit, sums[at]);
        });
    }

    /// What comes before all else in the order of hits.
    fn key(&self, segment: &Segment<'_>, doc: DocId) -> u64 {
        match self.wanted.sort {
            Sort::Relevance => 0,
            sort => sort.key(segment.columns.dates.first(doc).unwrap_or(0)),
        }
    }

    /// The share of the units' weights that a document holds of these units, as bits, and what
    /// its sum is multiplied by for it.
    fn coverage(&self, held: u64) -> (f32, f32) {
        let coverage = if (held.count_ones() as usize) < self.unit_weights.len() {
            let weights = bits_of(held).map(|unit| self.unit_weights[unit as usize]);
            weights.sum::<f32>() / self.whole_weight
        } else {
            1.0
        };
        (coverage, self.factor(coverage))
    }

    /// The units of which a document must hold one to be among the first, as bits: who holds
    /// but some of the others scores less than the last of these.
    fn sought_units(&self, most: &MostScores) -> u64 {
        let Some(least_score) = self.top_docs.least_score() else {
            return u64::MAX;
        };
        let units = most.least_first();
        let (mut others, mut weight) = (0u64, 0.0);
        // Who holds all of them may be of another tier.
        for (_, unit) in units.iter().take(units.len().saturating_sub(1)) {
            let with_next = others | 1 << unit;
            weight += self.unit_weights[*unit];
            let factor = self.factor(weight / self.whole_weight) * ROUNDING;
            if most.of(with_next, with_next) * factor >= least_score {
                break;
            }
            others = with_next;
        }
        !others
    }

    /// What is known of the documents of a word of bits, of which `first` is the first.
    fn held_word(&self, window: &Marks, word: usize, first: DocId) -> HeldWord {
        let held = window.word(word, self.required_bits);
        if !self.unit_weights.is_empty() {
            return held;
        }
        // Where no unit is asked for all documents hold all of them.
        let count = (window.end - first).min(WORD_BITS as DocId);
        let every = u64::MAX >> (WORD_BITS as DocId - count);
        HeldWord {
            any: every,
            all: every,
            ..held
        }
    }

    fn factor(&self, coverage: f32) -> f32 {
        if self.plan.signals.coverage {
            coverage_factor(coverage)
        } else {
            1.0
        }
    }

    /// Counts a document of a segment if it answers; `None` where it does not, or cannot be
    /// among the first with the sum of its evidence.
    pub(super) fn admit(
        &mut self,
        segment: &Segment<'_>,
        doc: DocId,
        held: &HeldUnits,
        sum: f32,
    ) -> Option<Pending> {
        let units = self.unit_weights.len() as u32;
        let lacks = held.units < units;
        let is_hit = (held.units > 0 || units == 0)
            && held.required == self.required
            && !(self.wanted.full_only && lacks)
            && !segment.reader.is_deleted(doc)
            && segment.allowed.has(doc);
        if !is_hit {
            return None;
        }
        if lacks {
            self.partial += 1;
        } else {
            self.total += 1;
        }
        if self.wanted.all_addresses {
            self.addresses
                .push(DocAddress::new(segment.number as u32, doc));
        }
        let signals = self.plan.signals;
        let tier = match held.tier(units) {
            _ if signals.full_first && !lacks => Tier::Title,
            _ if signals.full_first || !signals.tiers => Tier::Text,
            tier => tier,
        };
        let coverage = if lacks {
            held.weight / self.whole_weight
        } else {
            1.0
        };
        let hit = Pending {
            doc,
            held: None,
            units: held.units,
            coverage,
            factor: self.factor(coverage),
            tier,
            key: self.key(segment, doc),
        };
        let most = sum.max(weights::UNSCORED) * hit.factor;
        let may_enter = self.top_docs.may_enter(hit.key, hit.tier, most);
        may_enter.then_some(hit)
    }

    /// Takes a document with the sum of its evidence.
    pub(super) fn collect(&mut self, segment: &Segment<'_>, hit: Pending, sum: f32) {
        // What is held by letters alone, in a form that is no evidence, counts a little.
        let sum = if hit.units > 0 && sum <= 0.0 {
            weights::UNSCORED
        } else {
            sum
        };
        let score = sum * hit.factor;
        if !self.top_docs.may_enter(hit.key, hit.tier, score) {
            return;
        }
        let doc = hit.doc;
        let date = segment.columns.dates.first(doc).unwrap_or(0);
        if !self.top_docs.enters(hit.key, hit.tier, score, date) {
            return;
        }
        self.top_docs.push(Candidate {
            address: DocAddress::new(segment.number as u32, doc),
            score,
            units_held: hit.units,
            coverage: hit.coverage,
            tier: hit.tier,
            looked_at_for_nearness: false,
            held: hit.held,
            date,
            order: segment.columns.place(doc),
        });
    }
}

impl Segment<'_> {
    /// Those of the documents from `first` on, by their bits, that are living and allowed.
    fn let_through(&self, first: DocId, docs: u64) -> u64 {
        if docs == 0 || (self.allowed.is_all() && !self.reader.has_deletes()) {
            return docs;
        }
        let passes = |bit: &u32| {
            let doc = first + bit;
            !self.reader.is_deleted(doc) && self.allowed.has(doc)
        };
        bits_of(docs)
            .filter(passes)
            .fold(0, |bits, bit| bits | 1 << bit)
    }
}

/// What each unit of a query counts for coverage.
pub(in crate::search) fn unit_weights(query: &Query) -> Vec<f32> {
    let units = query.units.iter();
    units.map(|unit| weight_of(&unit.node, query)).collect()
}

/// What a part of a query counts for coverage: as its weightiest term.
fn weight_of(node: &Node, query: &Query) -> f32 {
    let of_parts = |nodes: &[Node]| {
        let weights = nodes.iter().map(|node| weight_of(node, query));
        weights.fold(0.0, f32::max)
    };
    match node {
        Node::Word(place) if query.words[*place].kind.is_prefix() => 1.0,
        Node::Word(place) => {
            let roles = query.words[*place].terms.iter().map(|term| term.role);
            roles.map(weights::of_role).fold(0.0, f32::max)
        }
        Node::All(nodes) | Node::Any(nodes) => of_parts(nodes),
        Node::Not(_) | Node::Filter(_) => 0.0,
    }
}
