//! Goes through all lists of a short query side by side, a window of documents at a time.
//!
//! What is known of the documents of a window lies in a few kilobytes, whatever the size of
//! the index. The lists that tell which documents hold a word come first, with their
//! evidence; of the rest only those documents are looked up that can still come among the
//! best. Sums are added up in the order of the evidence, so that a score does not depend on
//! who computes it.

use std::borrow::Cow;
use std::rc::Rc;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

use super::bm25::{Saturation, Saturations};
use super::collector::{Collector, HeldUnits, Pending, Segment};
use super::matching::Matching;
use super::postings::{FieldTerm, ListCursor};
use super::weights;
use super::word_docs::{Areas, DocSet, IN_SUMMARY, IN_TITLE};
use crate::analysis::View;
use crate::search::query::Node;

/// Beyond so many units a document's are no longer the bits of a number.
pub(super) const MOST_UNITS: usize = 64;

/// The most lists of evidence that are open at once, at a kilobyte and a half each.
pub(super) const MOST_LISTS: usize = 512;

/// How many documents are looked at together: what is known of them fits into a
/// processor's nearest memory.
const WINDOW_DOCS: usize = 2048;

/// Looking a document up in a list costs about as much as so many of its documents that are
/// gone through.
const SEEK_COST: u64 = 6;

/// Sums of what lists add at most are taken for a little more, since their roundings may
/// differ from those of the sums themselves.
const ROUNDING: f32 = 1.001;

/// The units that a document holds, as bits: at all, in its title, and in its title or
/// summary.
#[derive(Debug, Clone, Copy, Default)]
struct UnitBits {
    held: u64,
    in_title: u64,
    in_title_or_summary: u64,
}

impl UnitBits {
    fn of(unit: usize, areas: Areas) -> Self {
        let bit = 1 << unit;
        let if_in = |wanted: Areas| if areas & wanted != 0 { bit } else { 0 };
        UnitBits {
            held: bit,
            in_title: if_in(IN_TITLE),
            in_title_or_summary: if_in(IN_TITLE | IN_SUMMARY),
        }
    }

    fn add(&mut self, other: UnitBits) {
        self.held |= other.held;
        self.in_title |= other.in_title;
        self.in_title_or_summary |= other.in_title_or_summary;
    }

    fn to_held_units(self, required: u64, weights: &[f32]) -> HeldUnits {
        let units = self.held.count_ones();
        let mut weight = 0.0;
        if (units as usize) < weights.len() {
            let mut rest = self.held;
            while rest != 0 {
                weight += weights[rest.trailing_zeros() as usize];
                rest &= rest - 1;
            }
        }
        HeldUnits {
            weight,
            units,
            required: (self.held & required).count_ones(),
            in_title: self.in_title.count_ones(),
            in_title_or_summary: self.in_title_or_summary.count_ones(),
        }
    }
}

/// What is known of the documents from `base` on.
struct Window {
    base: DocId,
    end: DocId,
    scores: Box<[f32]>,
    unit_bits: Box<[UnitBits]>,
    /// A bit for each document that was marked.
    marked: Box<[u64]>,
}

impl Window {
    fn new() -> Self {
        Window {
            base: 0,
            end: 0,
            scores: vec![0.0; WINDOW_DOCS].into(),
            unit_bits: vec![UnitBits::default(); WINDOW_DOCS].into(),
            marked: vec![0; WINDOW_DOCS / 64].into(),
        }
    }

    /// Begins anew at `base`. All bits were taken before.
    fn begin(&mut self, base: DocId, max_doc: DocId) {
        self.base = base;
        self.end = base.saturating_add(WINDOW_DOCS as DocId).min(max_doc);
        self.scores.fill(0.0);
    }

    fn at(&self, doc: DocId) -> usize {
        (doc - self.base) as usize
    }

    fn mark(&mut self, doc: DocId, unit_bits: UnitBits) {
        let at = self.at(doc);
        self.unit_bits[at].add(unit_bits);
        self.marked[at / 64] |= 1 << (at % 64);
    }

    /// The documents that were marked, in order, with their bits, which are gone then.
    fn take_marked(&mut self, mut found: impl FnMut(DocId, f32, UnitBits)) {
        for word in 0..self.marked.len() {
            let mut bits = std::mem::take(&mut self.marked[word]);
            while bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let unit_bits = std::mem::take(&mut self.unit_bits[at]);
                found(self.base + at as DocId, self.scores[at], unit_bits);
            }
        }
    }
}

/// A term's list, what it adds, and the units that it is.
struct TermList<'p> {
    term: &'p FieldTerm,
    cursor: ListCursor,
    /// Its weight and the lengths of its field; `None` where it is no evidence.
    evidence: Option<(f32, Rc<Saturation>)>,
    unit_bits: UnitBits,
}

impl TermList<'_> {
    fn pass(&mut self, window: &mut Window) {
        let TermList {
            cursor,
            evidence,
            unit_bits,
            ..
        } = self;
        cursor.pass(window.base, window.end, |docs, frequencies| {
            if let Some((weight, saturation)) = evidence {
                for (doc, frequency) in docs.iter().zip(frequencies) {
                    let at = window.at(*doc);
                    window.scores[at] += *weight * saturation.of(*doc, *frequency as f32);
                }
            }
            if unit_bits.held != 0 {
                for doc in docs {
                    window.mark(*doc, *unit_bits);
                }
            }
        });
    }
}

/// Documents that hold a unit by no list of the index, in order.
struct ListedDocs<'p> {
    docs: &'p [DocId],
    unit_bits: UnitBits,
}

/// Documents that hold a unit of several words, each where it does.
struct JoinedDocs<'p> {
    unit: usize,
    doc_set: Cow<'p, DocSet>,
    at: usize,
}

/// Where an alternative stands in one field.
struct AlternativePostings<'p> {
    docs: &'p [DocId],
    counts: &'p [u32],
    weight: f32,
    saturation: Rc<Saturation>,
}

impl AlternativePostings<'_> {
    /// What it adds to a document; documents come in order.
    fn score_of(&mut self, doc: DocId) -> Option<f32> {
        let passed = if self.docs.first().is_some_and(|first| *first < doc) {
            self.docs.partition_point(|other| *other < doc)
        } else {
            0
        };
        self.docs = &self.docs[passed..];
        self.counts = &self.counts[passed..];
        let is_here = self.docs.first() == Some(&doc);
        is_here.then(|| self.weight * self.saturation.of(doc, self.counts[0] as f32))
    }
}

/// All lists of one segment.
struct Lists<'p> {
    /// Those that tell what a document holds, and the evidence that comes first.
    terms: Vec<TermList<'p>>,
    listed: Vec<ListedDocs<'p>>,
    joined: Vec<JoinedDocs<'p>>,
    /// The evidence that says of no document that it holds a word.
    rest: Vec<TermList<'p>>,
    alternatives: Vec<AlternativePostings<'p>>,
    /// What the rest and the alternatives add to a document at most.
    most_of_rest: f32,
}

impl<'p> Lists<'p> {
    fn open(
        collector: &Collector<'p>,
        segment: &Segment<'_>,
        matching: &Matching<'p>,
    ) -> anyhow::Result<Self> {
        let plan = collector.plan;
        let mut saturations = Saturations::default();
        let mut saturation_of = |field| -> anyhow::Result<Rc<Saturation>> {
            let made = saturations.of(plan.index, segment.number, field)?;
            Ok(Rc::clone(made))
        };
        let open = |term: &'p FieldTerm, evidence| -> anyhow::Result<Option<TermList<'p>>> {
            let record = IndexRecordOption::WithFreqs;
            let cursor = term.cursor(segment.number, segment.reader, record)?;
            Ok(cursor.map(|cursor| TermList {
                term,
                cursor,
                evidence,
                unit_bits: UnitBits::default(),
            }))
        };
        let mut lists = Lists {
            terms: Vec::new(),
            listed: Vec::new(),
            joined: Vec::new(),
            rest: Vec::new(),
            alternatives: Vec::new(),
            most_of_rest: 0.0,
        };
        for evidence in &plan.evidence {
            let saturation = saturation_of(evidence.term.field)?;
            let Some(list) = open(&evidence.term, Some((evidence.weight, saturation)))? else {
                continue;
            };
            // Only words are told, by their morphemes and readings; what comes behind the first other
            // evidence is added behind it.
            let is_of_words = matches!(evidence.view, View::Morphemes | View::Readings);
            if is_of_words && lists.rest.is_empty() {
                lists.terms.push(list);
            } else {
                lists.most_of_rest += evidence.weight * Saturation::MOST;
                lists.rest.push(list);
            }
        }
        for (unit, node) in (0..).zip(plan.query.units.iter().map(|unit| &unit.node)) {
            let Node::Word(word) = node else {
                let doc_set = matching.doc_set(node)?;
                lists.joined.push(JoinedDocs {
                    unit,
                    doc_set,
                    at: 0,
                });
                continue;
            };
            for (areas, term) in collector.word_docs.terms(*word) {
                let unit_bits = UnitBits::of(unit, areas);
                let mut terms = lists.terms.iter_mut();
                if let Some(list) = terms.find(|list| list.term.is(term)) {
                    list.unit_bits.add(unit_bits);
                } else if let Some(mut list) = open(term, None)? {
                    list.unit_bits = unit_bits;
                    lists.terms.push(list);
                }
            }
            let others = collector.word_docs.lists(segment.number, *word);
            lists.listed.extend(others.map(|(areas, docs)| ListedDocs {
                docs,
                unit_bits: UnitBits::of(unit, areas),
            }));
        }
        for found in &collector.word_docs.alternatives {
            for run in &found.postings[segment.number] {
                let weight = found.weight * weights::of_part(run.part);
                lists.most_of_rest += weight * Saturation::MOST;
                lists.alternatives.push(AlternativePostings {
                    docs: &run.docs,
                    counts: &run.counts,
                    weight,
                    saturation: saturation_of(run.field)?,
                });
            }
        }
        Ok(lists)
    }

    /// The first document that holds a unit and was not looked at.
    fn next_doc(&self) -> DocId {
        let terms = self.terms.iter().filter(|list| list.unit_bits.held != 0);
        let terms = terms.map(|list| list.cursor.next_doc());
        let listed = self.listed.iter().filter_map(|list| list.docs.first());
        let joined = self.joined.iter();
        let joined = joined.filter_map(|list| Some(list.doc_set.get(list.at)?.0));
        let next = terms.chain(listed.copied()).chain(joined).min();
        next.unwrap_or(TERMINATED)
    }

    /// Tells the window what its documents hold, and their first evidence.
    fn fill(&mut self, window: &mut Window) {
        for list in &mut self.terms {
            list.pass(window);
        }
        for list in &mut self.listed {
            while let Some((doc, rest)) = list.docs.split_first()
                && *doc < window.end
            {
                window.mark(*doc, list.unit_bits);
                list.docs = rest;
            }
        }
        for list in &mut self.joined {
            while let Some((doc, areas)) = list.doc_set.get(list.at)
                && *doc < window.end
            {
                window.mark(*doc, UnitBits::of(list.unit, *areas));
                list.at += 1;
            }
        }
    }

    /// Adds the rest of the evidence for documents that come in order.
    fn add_rest(&mut self, window: &mut Window, pending: &[Pending], max_doc: DocId) {
        for list in &mut self.rest {
            // Where most documents of the list are wanted, all of them cost less.
            let in_window = list.cursor.documents_in(WINDOW_DOCS as u32, max_doc);
            if pending.len() as u64 * SEEK_COST > in_window {
                list.pass(window);
                continue;
            }
            let Some((weight, saturation)) = &list.evidence else {
                continue;
            };
            for hit in pending {
                let frequency = list.cursor.frequency_in(hit.doc);
                if frequency > 0 {
                    let at = window.at(hit.doc);
                    window.scores[at] += weight * saturation.of(hit.doc, frequency as f32);
                }
            }
        }
        for postings in &mut self.alternatives {
            for hit in pending {
                if let Some(score) = postings.score_of(hit.doc) {
                    let at = window.at(hit.doc);
                    window.scores[at] += score;
                }
            }
        }
    }
}

/// Goes through a segment.
///
/// # Errors
///
/// Where the index cannot be read, or the search comes to its bounds.
pub(super) fn pass<'p>(
    collector: &mut Collector<'p>,
    segment: &Segment<'_>,
    matching: &Matching<'p>,
) -> anyhow::Result<()> {
    let mut lists = Lists::open(collector, segment, matching)?;
    let units = &collector.plan.query.units;
    let required_units = (0..).zip(units).filter(|(_, unit)| unit.is_required);
    let required = required_units.fold(0u64, |bits, (unit, _)| bits | 1 << unit);
    let holds_all = units.is_empty();
    let unit_weights = collector.unit_weights.clone();
    let max_doc = segment.reader.max_doc();
    let mut window = Window::new();
    let mut pending: Vec<Pending> = Vec::new();
    loop {
        let base = if holds_all {
            window.end
        } else {
            lists.next_doc()
        };
        if base >= max_doc {
            return Ok(());
        }
        collector.plan.budget.check()?;
        window.begin(base, max_doc);
        lists.fill(&mut window);
        if holds_all {
            for doc in window.base..window.end {
                window.mark(doc, UnitBits::default());
            }
        }
        pending.clear();
        let most_of_rest = lists.most_of_rest;
        window.take_marked(|doc, score, unit_bits| {
            let held = unit_bits.to_held_units(required, &unit_weights);
            let most = (score + most_of_rest) * ROUNDING;
            let hit = collector.admit(segment, doc, &held, Some(unit_bits.held), most);
            pending.extend(hit);
        });
        lists.add_rest(&mut window, &pending, max_doc);
        for hit in &pending {
            let sum = window.scores[window.at(hit.doc)];
            collector.collect(segment, *hit, sum);
        }
    }
}
