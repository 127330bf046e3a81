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

use super::collector::{Gathering, Held, Segment, Standing};
use super::matching::Matching;
use super::postings::{FieldTerm, ListCursor, Saturation, Saturations};
use super::weights;
use super::word_docs::{Areas, Holders, IN_SUMMARY, IN_TITLE};
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
struct Marks {
    held: u64,
    in_title: u64,
    in_title_or_summary: u64,
}

impl Marks {
    fn of(unit: usize, areas: Areas) -> Self {
        let bit = 1 << unit;
        let if_in = |wanted: Areas| if areas & wanted != 0 { bit } else { 0 };
        Marks {
            held: bit,
            in_title: if_in(IN_TITLE),
            in_title_or_summary: if_in(IN_TITLE | IN_SUMMARY),
        }
    }

    fn add(&mut self, other: Marks) {
        self.held |= other.held;
        self.in_title |= other.in_title;
        self.in_title_or_summary |= other.in_title_or_summary;
    }

    fn to_held(self, required: u64, weights: &[f32]) -> Held {
        let units = self.held.count_ones();
        let mut weight = 0.0;
        if (units as usize) < weights.len() {
            let mut rest = self.held;
            while rest != 0 {
                weight += weights[rest.trailing_zeros() as usize];
                rest &= rest - 1;
            }
        }
        Held {
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
    marks: Box<[Marks]>,
    /// A bit for each document that was marked.
    marked: Box<[u64]>,
}

impl Window {
    fn new() -> Self {
        Window {
            base: 0,
            end: 0,
            scores: vec![0.0; WINDOW_DOCS].into(),
            marks: vec![Marks::default(); WINDOW_DOCS].into(),
            marked: vec![0; WINDOW_DOCS / 64].into(),
        }
    }

    /// Begins anew at `base`. All marks were taken before.
    fn begin(&mut self, base: DocId, max_doc: DocId) {
        self.base = base;
        self.end = base.saturating_add(WINDOW_DOCS as DocId).min(max_doc);
        self.scores.fill(0.0);
    }

    fn at(&self, doc: DocId) -> usize {
        (doc - self.base) as usize
    }

    fn mark(&mut self, doc: DocId, marks: Marks) {
        let at = self.at(doc);
        self.marks[at].add(marks);
        self.marked[at / 64] |= 1 << (at % 64);
    }

    /// The documents that were marked, in order, with their marks, which are gone then.
    fn take_marked(&mut self, mut found: impl FnMut(DocId, f32, Marks)) {
        for word in 0..self.marked.len() {
            let mut bits = std::mem::take(&mut self.marked[word]);
            while bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let marks = std::mem::take(&mut self.marks[at]);
                found(self.base + at as DocId, self.scores[at], marks);
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
    marks: Marks,
}

impl TermList<'_> {
    fn pass(&mut self, window: &mut Window) {
        let TermList {
            cursor,
            evidence,
            marks,
            ..
        } = self;
        cursor.pass(window.base, window.end, |docs, frequencies| {
            if let Some((weight, saturation)) = evidence {
                for (doc, frequency) in docs.iter().zip(frequencies) {
                    let at = window.at(*doc);
                    window.scores[at] += *weight * saturation.of(*doc, *frequency as f32);
                }
            }
            if marks.held != 0 {
                for doc in docs {
                    window.mark(*doc, *marks);
                }
            }
        });
    }
}

/// Documents that hold a unit by no list of the index, in order.
struct Listed<'p> {
    docs: &'p [DocId],
    marks: Marks,
}

/// Documents that hold a unit of several words, each where it does.
struct Joined<'p> {
    unit: usize,
    holders: Cow<'p, Holders>,
    at: usize,
}

/// Where an alternative stands in one field.
struct Places<'p> {
    docs: &'p [DocId],
    counts: &'p [u32],
    weight: f32,
    saturation: Rc<Saturation>,
}

impl Places<'_> {
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
    listed: Vec<Listed<'p>>,
    joined: Vec<Joined<'p>>,
    /// The evidence that says of no document that it holds a word.
    rest: Vec<TermList<'p>>,
    places: Vec<Places<'p>>,
    /// What the rest and the places add to a document at most.
    most_of_rest: f32,
}

impl<'p> Lists<'p> {
    fn open(
        gathering: &Gathering<'p>,
        segment: &Segment<'_>,
        matching: &Matching<'p>,
    ) -> anyhow::Result<Self> {
        let plan = gathering.plan;
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
                marks: Marks::default(),
            }))
        };
        let mut lists = Lists {
            terms: Vec::new(),
            listed: Vec::new(),
            joined: Vec::new(),
            rest: Vec::new(),
            places: Vec::new(),
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
                let holders = matching.holders(node)?;
                lists.joined.push(Joined {
                    unit,
                    holders,
                    at: 0,
                });
                continue;
            };
            for (areas, term) in gathering.holding.terms(*word) {
                let marks = Marks::of(unit, areas);
                let mut terms = lists.terms.iter_mut();
                if let Some(list) = terms.find(|list| list.term.is(term)) {
                    list.marks.add(marks);
                } else if let Some(mut list) = open(term, None)? {
                    list.marks = marks;
                    lists.terms.push(list);
                }
            }
            let others = gathering.holding.lists(segment.number, *word);
            lists.listed.extend(others.map(|(areas, docs)| Listed {
                docs,
                marks: Marks::of(unit, areas),
            }));
        }
        for found in &gathering.holding.alternatives {
            for run in &found.places[segment.number] {
                let weight = found.weight * weights::of_part(run.part);
                lists.most_of_rest += weight * Saturation::MOST;
                lists.places.push(Places {
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
        let terms = self.terms.iter().filter(|list| list.marks.held != 0);
        let terms = terms.map(|list| list.cursor.next_doc());
        let listed = self.listed.iter().filter_map(|list| list.docs.first());
        let joined = self.joined.iter();
        let joined = joined.filter_map(|list| Some(list.holders.get(list.at)?.0));
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
                window.mark(*doc, list.marks);
                list.docs = rest;
            }
        }
        for list in &mut self.joined {
            while let Some((doc, areas)) = list.holders.get(list.at)
                && *doc < window.end
            {
                window.mark(*doc, Marks::of(list.unit, *areas));
                list.at += 1;
            }
        }
    }

    /// Adds the rest of the evidence for documents that come in order.
    fn add_rest(&mut self, window: &mut Window, standings: &[Standing], max_doc: DocId) {
        for list in &mut self.rest {
            // Where most documents of the list are wanted, all of them cost less.
            let in_window = list.cursor.documents_in(WINDOW_DOCS as u32, max_doc);
            if standings.len() as u64 * SEEK_COST > in_window {
                list.pass(window);
                continue;
            }
            let Some((weight, saturation)) = &list.evidence else {
                continue;
            };
            for standing in standings {
                let frequency = list.cursor.frequency_in(standing.doc);
                if frequency > 0 {
                    let at = window.at(standing.doc);
                    window.scores[at] += weight * saturation.of(standing.doc, frequency as f32);
                }
            }
        }
        for places in &mut self.places {
            for standing in standings {
                if let Some(score) = places.score_of(standing.doc) {
                    let at = window.at(standing.doc);
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
    gathering: &mut Gathering<'p>,
    segment: &Segment<'_>,
    matching: &Matching<'p>,
) -> anyhow::Result<()> {
    let mut lists = Lists::open(gathering, segment, matching)?;
    let units = &gathering.plan.query.units;
    let required_units = (0..).zip(units).filter(|(_, unit)| unit.is_required);
    let required = required_units.fold(0u64, |bits, (unit, _)| bits | 1 << unit);
    let holds_all = units.is_empty();
    let unit_weights = gathering.unit_weights.clone();
    let max_doc = segment.reader.max_doc();
    let mut window = Window::new();
    let mut standings: Vec<Standing> = Vec::new();
    loop {
        let base = if holds_all {
            window.end
        } else {
            lists.next_doc()
        };
        if base >= max_doc {
            return Ok(());
        }
        gathering.plan.budget.check()?;
        window.begin(base, max_doc);
        lists.fill(&mut window);
        if holds_all {
            for doc in window.base..window.end {
                window.mark(doc, Marks::default());
            }
        }
        standings.clear();
        let most_of_rest = lists.most_of_rest;
        window.take_marked(|doc, score, marks| {
            let held = marks.to_held(required, &unit_weights);
            let most = (score + most_of_rest) * ROUNDING;
            let standing = gathering.standing(segment, doc, &held, Some(marks.held), most);
            standings.extend(standing);
        });
        lists.add_rest(&mut window, &standings, max_doc);
        for standing in &standings {
            let sum = window.scores[window.at(standing.doc)];
            gathering.take(segment, *standing, sum);
        }
    }
}
