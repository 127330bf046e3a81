//! All lists of a short query in one segment: those that tell which documents hold which
//! units, and those that add to their scores.

use std::borrow::Cow;
use std::rc::Rc;

use tantivy::{DocId, TERMINATED};

use super::bm25::{Saturation, Saturations};
use super::collector::{Collector, Segment};
use super::doc_set::{Areas, DocSet, IN_SUMMARY, IN_TEXT, IN_TITLE};
use super::marks::{Marks, WINDOW_WORDS};
use super::matching::Matching;
use super::outcomes::{MostScores, Outcomes};
use super::postings::FieldTerm;
use super::postings::doc_bits::{DocBits, WORD_BITS};
use super::question::Question;
use super::term_list::{SEEK_COST, TermList};
use super::weights;
use crate::analysis::View;
use crate::search::query::Node;

/// From so many lists on a unit's are put together before the windows begin: a prefix has
/// thousands, and few documents of a list are in one window.
const MANY_LISTS: usize = 8;

/// Documents that hold a unit by no list of the index, in order.
struct ListedDocs<'p> {
    unit: usize,
    areas: Areas,
    docs: &'p [DocId],
}

/// Documents that hold a unit by many such lists.
struct ListedBits {
    unit: usize,
    areas: Areas,
    docs: DocBits,
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
    /// Adds it to documents of the window that are in question, and perhaps to others.
    fn add(&mut self, window: &Marks, question: &Question, scores: &mut [f32]) {
        if self.docs.first().is_none_or(|first| *first >= window.end) {
            return;
        }
        let before = self.docs.partition_point(|doc| *doc < window.base);
        self.leave(before);
        let count = self.docs.partition_point(|doc| *doc < window.end);
        let here = &self.docs[..count];
        let mut add = |doc: DocId, times: u32| {
            scores[window.at(doc)] += self.weight * self.saturation.of(doc, times as f32);
        };
        if count <= question.count() * SEEK_COST {
            for (doc, times) in here.iter().zip(self.counts) {
                add(*doc, *times);
            }
        } else {
            let mut from = 0;
            for doc in question.docs(window.base) {
                from += here[from..].partition_point(|other| *other < doc);
                if here.get(from) == Some(&doc) {
                    add(doc, self.counts[from]);
                }
            }
        }
        self.leave(count);
    }

    /// Is done with the first documents.
    fn leave(&mut self, documents: usize) {
        self.docs = &self.docs[documents..];
        self.counts = &self.counts[documents..];
    }
}

/// All lists of one segment.
pub(super) struct Lists<'p> {
    /// Those of the terms, the evidence first and in its order.
    terms: Vec<TermList<'p>>,
    /// How many of the evidence are words; what comes behind says of no document that it
    /// holds one.
    words: usize,
    listed: Vec<ListedDocs<'p>>,
    listed_bits: Vec<ListedBits>,
    joined: Vec<JoinedDocs<'p>>,
    alternatives: Vec<AlternativePostings<'p>>,
    /// What all of it adds to a document at most.
    most: MostScores,
    /// The same of what comes behind the words.
    most_of_rest: MostScores,
}

impl<'p> Lists<'p> {
    pub(super) fn open(
        collector: &Collector<'p>,
        segment: &Segment<'_>,
        matching: &Matching<'p>,
        saturations: &mut Saturations,
    ) -> anyhow::Result<Self> {
        let plan = collector.plan;
        let units = &plan.query.units;
        let mut saturation_of = |field| -> anyhow::Result<Rc<Saturation>> {
            let made = saturations.of(plan.index, segment.number, field)?;
            Ok(Rc::clone(made))
        };
        let mut lists = Lists {
            terms: Vec::new(),
            words: 0,
            listed: Vec::new(),
            listed_bits: Vec::new(),
            joined: Vec::new(),
            alternatives: Vec::new(),
            most: MostScores::new(units.len()),
            most_of_rest: MostScores::new(units.len()),
        };
        let mut behind_words = false;
        for evidence in &plan.evidence {
            if evidence.term.info(segment.number).is_none() {
                continue;
            }
            behind_words |= !matches!(evidence.view, View::Morphemes | View::Readings);
            lists.words += usize::from(!behind_words);
            let saturation = saturation_of(evidence.term.field)?;
            let weighed = Some((evidence.weight, saturation));
            lists.terms.push(TermList::new(&evidence.term, weighed));
        }
        // The unit that stands for each word, where one does.
        let mut unit_of_word: Vec<Option<usize>> = vec![None; plan.words.len()];
        for (unit, node) in units.iter().map(|unit| &unit.node).enumerate() {
            let mut words = Vec::new();
            if !add_words(node, &mut words) {
                let doc_set = matching.doc_set(node)?;
                let at = 0;
                lists.joined.push(JoinedDocs { unit, doc_set, at });
                continue;
            }
            for &word in &words {
                unit_of_word[word].get_or_insert(unit);
                for (areas, term) in collector.word_docs.terms(word) {
                    lists.mark_by(term, segment, (unit, areas));
                }
            }
            lists.add_listed(collector, segment, unit, &words)?;
        }
        for list in &mut lists.terms {
            list.open_to_mark(segment)?;
        }
        for (place, list) in lists.terms.iter().enumerate() {
            let mark = list.marks.first().copied();
            lists.most.add(list.most(), mark);
            if place >= lists.words {
                lists.most_of_rest.add(list.most(), mark);
            }
        }
        for found in &collector.word_docs.alternatives {
            let stands_for = &plan.query.alternatives[found.place].words;
            let unit = unit_of_word[stands_for.clone()].iter().flatten().next();
            for run in &found.postings[segment.number] {
                let weight = found.weight * weights::of_part(run.part);
                let mark = unit.map(|unit| (*unit, run.area()));
                lists.most.add(weight * Saturation::MOST, mark);
                lists.most_of_rest.add(weight * Saturation::MOST, mark);
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

    /// What documents come to by what these lists add at most.
    pub(super) fn outcomes(&self) -> Outcomes {
        Outcomes::new(self.most.clone(), self.most_of_rest.clone())
    }

    /// Has the list of a term mark a unit.
    fn mark_by(&mut self, term: &'p FieldTerm, segment: &Segment<'_>, mark: (usize, Areas)) {
        let known = self.terms.iter_mut().find(|list| list.term.is(term));
        let list = match known {
            Some(list) => list,
            None if term.info(segment.number).is_none() => return,
            None => {
                self.terms.push(TermList::new(term, None));
                let Some(list) = self.terms.last_mut() else {
                    return;
                };
                list
            }
        };
        if !list.marks.contains(&mark) {
            list.marks.push(mark);
        }
    }

    /// Adds the documents that hold a word of a unit by no list of the index.
    fn add_listed(
        &mut self,
        collector: &Collector<'p>,
        segment: &Segment<'_>,
        unit: usize,
        words: &[usize],
    ) -> anyhow::Result<()> {
        let word_docs = collector.word_docs;
        let all = || {
            let words = words.iter();
            words.flat_map(|word| word_docs.lists(segment.number, *word))
        };
        if all().count() < MANY_LISTS {
            self.listed
                .extend(all().map(|(areas, docs)| ListedDocs { unit, areas, docs }));
            return Ok(());
        }
        let max_doc = segment.reader.max_doc();
        for areas in [IN_TITLE, IN_SUMMARY, IN_TEXT] {
            let budget = collector.plan.budget;
            budget.room_for::<u64>(DocBits::words_for(max_doc))?;
            let mut bits = DocBits::none(max_doc);
            for (_, docs) in all().filter(|(of, _)| *of == areas) {
                docs.iter().for_each(|doc| bits.add(*doc));
            }
            self.listed_bits.push(ListedBits {
                unit,
                areas,
                docs: bits,
            });
        }
        Ok(())
    }

    /// The first document that holds a unit and is not before `from`, up to where all was
    /// marked.
    pub(super) fn next_doc(&self, from: DocId) -> DocId {
        let terms = self.terms.iter().map(TermList::next_doc);
        let listed = self.listed.iter().filter_map(|list| list.docs.first());
        let joined = self.joined.iter();
        let joined = joined.filter_map(|list| Some(list.doc_set.get(list.at)?.0));
        let bits = self.listed_bits.iter();
        let bits = bits.filter_map(|list| list.docs.next_from(from));
        let next = terms.chain(listed.copied()).chain(joined).chain(bits).min();
        next.unwrap_or(TERMINATED)
    }

    /// Tells the window what its documents hold.
    pub(super) fn mark(&mut self, window: &mut Marks) {
        for list in &mut self.terms {
            list.mark(window);
        }
        for list in &mut self.listed {
            let count = list.docs.partition_point(|doc| *doc < window.end);
            let (here, rest) = list.docs.split_at(count);
            let before = here.partition_point(|doc| *doc < window.base);
            window.mark(list.unit, list.areas, &here[before..]);
            list.docs = rest;
        }
        let first = window.base as usize / WORD_BITS;
        for list in &self.listed_bits {
            let words = list.docs.words().iter().skip(first).take(WINDOW_WORDS);
            for (word, held) in words.enumerate() {
                window.mark_word(list.unit, list.areas, word, *held);
            }
        }
        for list in &mut self.joined {
            while let Some((doc, areas)) = list.doc_set.get(list.at)
                && *doc < window.end
            {
                if *doc >= window.base {
                    window.mark(list.unit, *areas, &[*doc]);
                }
                list.at += 1;
            }
        }
    }

    /// Adds the evidence of words for the documents in question.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn add_words(
        &mut self,
        window: &Marks,
        segment: &Segment<'_>,
        question: &Question,
        scores: &mut [f32],
    ) -> anyhow::Result<()> {
        for list in &mut self.terms[..self.words] {
            list.add(window, segment, question, scores)?;
        }
        Ok(())
    }

    /// Adds the rest of it behind that.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn add_rest(
        &mut self,
        window: &Marks,
        segment: &Segment<'_>,
        question: &Question,
        scores: &mut [f32],
    ) -> anyhow::Result<()> {
        let rest = self.terms[self.words..].iter_mut();
        for list in rest.filter(|list| list.evidence.is_some()) {
            list.add(window, segment, question, scores)?;
        }
        for postings in &mut self.alternatives {
            postings.add(window, question, scores);
        }
        Ok(())
    }
}

/// Adds the words of which a document holds one where it holds `node`; `false` where that is
/// more than these.
fn add_words(node: &Node, words: &mut Vec<usize>) -> bool {
    match node {
        Node::Word(word) => {
            words.push(*word);
            true
        }
        Node::Any(nodes) => nodes.iter().all(|node| add_words(node, words)),
        Node::All(_) | Node::Not(_) | Node::Filter(_) => false,
    }
}
