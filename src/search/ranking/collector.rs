//! Counts the documents of a segment that answer a query, and keeps the first of them.
//!
//! What a document holds and the sum of its evidence come from those who go through the
//! lists: `window` and `list_by_list`.

use tantivy::index::SegmentReader;
use tantivy::{DocAddress, DocId};

use super::candidate::{Candidate, Sort, Tier, Wanted, coverage_factor};
use super::matching::Allowed;
use super::plan::Plan;
use super::top_docs::TopDocs;
use super::weights;
use super::word_docs::{Areas, IN_SUMMARY, IN_TITLE, WordDocs};
use crate::index::columns::{self, Numbers};
use crate::search::query::word::WordKind;
use crate::search::query::{Node, Query};

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
    pub(super) fn add(&mut self, areas: Areas, weight: f32) {
        self.weight += weight;
        self.units += 1;
        self.in_title += u32::from(areas & IN_TITLE != 0);
        self.in_title_or_summary += u32::from(areas & (IN_TITLE | IN_SUMMARY) != 0);
    }

    fn tier(&self, units: u32) -> Tier {
        if self.in_title == units {
            Tier::Title
        } else if self.in_title_or_summary == units {
            Tier::Summary
        } else {
            Tier::Text
        }
    }
}

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
    top_docs: TopDocs,
    total: usize,
    partial: usize,
    addresses: Vec<DocAddress>,
}

/// A segment that is gone through.
pub(super) struct Segment<'p> {
    pub number: usize,
    pub reader: &'p SegmentReader,
    allowed: Allowed,
    dates: Numbers,
    file_orders: Numbers,
    orders: Numbers,
}

impl<'p> Segment<'p> {
    /// Opens the columns of a segment.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn open(
        number: usize,
        reader: &'p SegmentReader,
        allowed: Allowed,
    ) -> anyhow::Result<Self> {
        Ok(Segment {
            number,
            reader,
            allowed,
            dates: columns::dates(reader)?,
            file_orders: columns::file_orders(reader)?,
            orders: columns::orders(reader)?,
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
        let weights = units.iter().map(|unit| weight_of(&unit.node, plan.query));
        let unit_weights: Vec<f32> = weights.collect();
        Collector {
            plan,
            word_docs,
            wanted,
            whole_weight: unit_weights.iter().sum(),
            unit_weights,
            required: units.iter().filter(|unit| unit.is_required).count() as u32,
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

    /// Counts a document of a segment if it answers; `None` where it does not, or cannot be
    /// among the first with `most_score` or less, not yet multiplied for its coverage.
    pub(super) fn admit(
        &mut self,
        segment: &Segment<'_>,
        doc: DocId,
        held: &HeldUnits,
        held_units: Option<u64>,
        most_score: f32,
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
        let coverage = if lacks {
            held.weight / self.whole_weight
        } else {
            1.0
        };
        let signals = self.plan.signals;
        let factor = if signals.coverage {
            coverage_factor(coverage)
        } else {
            1.0
        };
        let tier = match held.tier(units) {
            _ if signals.full_first && !lacks => Tier::Title,
            _ if signals.full_first || !signals.tiers => Tier::Text,
            tier => tier,
        };
        let key = match self.wanted.sort {
            Sort::Relevance => 0,
            sort => sort.key(segment.dates.first(doc).unwrap_or(0)),
        };
        let may_enter = self.top_docs.may_enter(key, tier, most_score * factor);
        may_enter.then_some(Pending {
            doc,
            held: held_units,
            units: held.units,
            coverage,
            factor,
            tier,
            key,
        })
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
        self.top_docs.push(Candidate {
            address: DocAddress::new(segment.number as u32, doc),
            score,
            units_held: hit.units,
            coverage: hit.coverage,
            tier: hit.tier,
            looked_at_for_nearness: false,
            held: hit.held,
            date: segment.dates.first(doc).unwrap_or(0),
            order: (
                segment.file_orders.first(doc).unwrap_or(u64::MAX),
                segment.orders.first(doc).unwrap_or(u64::MAX),
            ),
        });
    }
}

/// What a part of a query counts for coverage: as its weightiest term.
fn weight_of(node: &Node, query: &Query) -> f32 {
    let of_parts = |nodes: &[Node]| {
        let weights = nodes.iter().map(|node| weight_of(node, query));
        weights.fold(0.0, f32::max)
    };
    match node {
        Node::Word(place) if query.words[*place].kind == WordKind::Prefix => 1.0,
        Node::Word(place) => {
            let roles = query.words[*place].terms.iter().map(|term| term.role);
            roles.map(weights::of_role).fold(0.0, f32::max)
        }
        Node::All(nodes) | Node::Any(nodes) => of_parts(nodes),
        Node::Not(_) | Node::Filter(_) => 0.0,
    }
}
