//! Which documents of a segment answer a query, and with what score by its words.
//!
//! Two ways that give the same. A query of few lists goes through all of them side by side,
//! some thousand documents at a time (`window`): memory does not grow with the index, and
//! what cannot come among the best is not scored to the end. A text of a hundred pages has
//! too many lists for that, and goes through one after the other.

use tantivy::index::SegmentReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, TERMINATED};

use super::candidate::{Candidate, Sort, Tier, Wanted, coverage_factor};
use super::matching::{Allowed, Matching};
use super::plan::Plan;
use super::postings::Saturations;
use super::top_docs::Best;
use super::weights;
use super::window::{self, MOST_LISTS, MOST_UNITS};
use super::word_docs::{Areas, Holding, IN_SUMMARY, IN_TITLE};
use crate::index::columns::{self, Numbers};
use crate::search::query::word::WordKind;
use crate::search::query::{Node, Query};

/// What is known of a document while the units are gone through.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Held {
    /// The weights of the units it holds; not asked for where it holds all of them.
    pub weight: f32,
    pub units: u32,
    pub required: u32,
    pub in_title: u32,
    pub in_title_or_summary: u32,
}

impl Held {
    fn add(&mut self, areas: Areas, weight: f32) {
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
pub(super) struct Standing {
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
pub(super) struct Gathered {
    /// How many hold every unit.
    pub total: usize,
    /// How many hold some.
    pub partial: usize,
    /// The first of them, in no order.
    pub best: Vec<Candidate>,
    /// All of them, where they were asked for.
    pub addresses: Vec<DocAddress>,
}

/// Goes through the documents of one segment after the other.
pub(super) struct Gathering<'p> {
    pub plan: &'p Plan<'p>,
    pub holding: &'p Holding<'p>,
    wanted: Wanted,
    /// What each unit counts for coverage.
    pub unit_weights: Vec<f32>,
    whole_weight: f32,
    required: u32,
    best: Best,
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

impl<'p> Gathering<'p> {
    /// Every document that answers, counted, and the first `depth` of them.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn gather(
        holding: &'p Holding<'p>,
        plan: &'p Plan<'p>,
        wanted: Wanted,
        depth: usize,
    ) -> anyhow::Result<Gathered> {
        let units = &plan.query.units;
        let weights = units.iter().map(|unit| weight_of(&unit.node, plan.query));
        let unit_weights: Vec<f32> = weights.collect();
        let mut gathering = Gathering {
            plan,
            holding,
            wanted,
            whole_weight: unit_weights.iter().sum(),
            unit_weights,
            required: units.iter().filter(|unit| unit.is_required).count() as u32,
            best: Best::new(wanted.sort, depth),
            total: 0,
            partial: 0,
            addresses: Vec::new(),
        };
        let is_short = units.len() <= MOST_UNITS && plan.evidence.len() <= MOST_LISTS;
        for (number, reader) in plan.searcher().segment_readers().iter().enumerate() {
            let matching = Matching::new(plan, holding, number);
            let segment = Segment {
                number,
                reader,
                allowed: Allowed::by(&matching, &plan.query.conditions)?,
                dates: columns::dates(reader)?,
                file_orders: columns::file_orders(reader)?,
                orders: columns::orders(reader)?,
            };
            plan.budget.check()?;
            if is_short {
                window::pass(&mut gathering, &segment, &matching)?;
            } else {
                gathering.pass_list_by_list(&segment, &matching)?;
            }
        }
        Ok(Gathered {
            total: gathering.total,
            partial: gathering.partial,
            best: gathering.best.into_kept(),
            addresses: gathering.addresses,
        })
    }

    /// Counts a document of a segment if it answers; `None` where it does not, or cannot be
    /// among the first with `most_score` or less, not yet multiplied for its coverage.
    pub(super) fn standing(
        &mut self,
        segment: &Segment<'_>,
        doc: DocId,
        held: &Held,
        held_units: Option<u64>,
        most_score: f32,
    ) -> Option<Standing> {
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
        let parts = self.plan.parts;
        let factor = if parts.coverage {
            coverage_factor(coverage)
        } else {
            1.0
        };
        let tier = match held.tier(units) {
            _ if parts.full_first && !lacks => Tier::Title,
            _ if parts.full_first || !parts.tiers => Tier::Text,
            tier => tier,
        };
        let key = match self.wanted.sort {
            Sort::Relevance => 0,
            sort => sort.key(segment.dates.first(doc).unwrap_or(0)),
        };
        let may_enter = self.best.may_enter(key, tier, most_score * factor);
        may_enter.then_some(Standing {
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
    pub(super) fn take(&mut self, segment: &Segment<'_>, standing: Standing, sum: f32) {
        // What is held by letters alone, in a form that is no evidence, counts a little.
        let sum = if standing.units > 0 && sum <= 0.0 {
            weights::UNSCORED
        } else {
            sum
        };
        let score = sum * standing.factor;
        if !self.best.may_enter(standing.key, standing.tier, score) {
            return;
        }
        let doc = standing.doc;
        self.best.push(Candidate {
            address: DocAddress::new(segment.number as u32, doc),
            score,
            units_held: standing.units,
            coverage: standing.coverage,
            tier: standing.tier,
            looked_at_for_nearness: false,
            held: standing.held,
            date: segment.dates.first(doc).unwrap_or(0),
            order: (
                segment.file_orders.first(doc).unwrap_or(u64::MAX),
                segment.orders.first(doc).unwrap_or(u64::MAX),
            ),
        });
    }

    fn pass_list_by_list(
        &mut self,
        segment: &Segment<'_>,
        matching: &Matching<'_>,
    ) -> anyhow::Result<()> {
        let budget = self.plan.budget;
        let documents = segment.reader.max_doc() as usize;
        budget.room_for::<(Held, f32)>(documents)?;
        let mut held = vec![Held::default(); documents];
        for (unit, weight) in self.plan.query.units.iter().zip(&self.unit_weights) {
            for (doc, areas) in matching.holders(&unit.node)?.iter() {
                let held = &mut held[*doc as usize];
                held.add(*areas, *weight);
                held.required += u32::from(unit.is_required);
            }
        }
        let scores = self.scores(segment)?;
        for (doc, held) in (0..).zip(&held) {
            let sum = scores[doc as usize];
            if let Some(standing) = self.standing(segment, doc, held, None, sum) {
                self.take(segment, standing, sum);
            }
        }
        Ok(())
    }

    /// The sum of the evidence for each document of a segment.
    fn scores(&self, segment: &Segment<'_>) -> anyhow::Result<Vec<f32>> {
        let mut scores = vec![0.0; segment.reader.max_doc() as usize];
        let mut saturations = Saturations::default();
        let plan = self.plan;
        for evidence in &plan.evidence {
            plan.budget.check()?;
            let record = IndexRecordOption::WithFreqs;
            let list = evidence
                .term
                .cursor(segment.number, segment.reader, record)?;
            let Some(mut list) = list else {
                continue;
            };
            let saturation = saturations.of(plan.index, segment.number, evidence.term.field)?;
            list.pass(0, TERMINATED, |docs, frequencies| {
                for (doc, frequency) in docs.iter().zip(frequencies) {
                    let saturated = saturation.of(*doc, *frequency as f32);
                    scores[*doc as usize] += evidence.weight * saturated;
                }
            });
        }
        for found in &self.holding.alternatives {
            for run in &found.places[segment.number] {
                let saturation = saturations.of(plan.index, segment.number, run.field)?;
                let weight = found.weight * weights::of_part(run.part);
                for (doc, count) in run.docs.iter().zip(&run.counts) {
                    scores[*doc as usize] += weight * saturation.of(*doc, *count as f32);
                }
            }
        }
        Ok(scores)
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
