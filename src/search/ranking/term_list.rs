//! The list of a term as a window goes through it: what it marks, and what it adds.
//!
//! Both are read apart. To mark, all documents of the list are gone through, without their
//! frequencies; scores are of the few documents that may be among the first, and most of
//! the list is passed over for them. A list of one block is decoded once for both.

use std::rc::Rc;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

use super::bm25::Saturation;
use super::collector::Segment;
use super::doc_set::Areas;
use super::marks::{Marks, WINDOW_DOCS};
use super::postings::{FieldTerm, ListCursor};
use super::question::Question;

/// Looking a document up in a list costs about as much as so many of its documents that are
/// gone through.
pub(super) const SEEK_COST: usize = 6;

/// Lists of fewer documents are one block.
const BLOCK_DOCS: u32 = 128;

/// A term's list in one segment.
pub(super) struct TermList<'p> {
    pub term: &'p FieldTerm,
    /// Its weight and the lengths of its field; `None` where it is no evidence.
    pub evidence: Option<(f32, Rc<Saturation>)>,
    /// The units that its documents hold, each with where they do.
    pub marks: Vec<(usize, Areas)>,
    /// Where marking is in a list of several blocks.
    marking: Option<ListCursor>,
    /// How many documents of a list of one block were marked.
    marked: usize,
    /// Where scoring is; `None` until it is asked for.
    scoring: Option<ListCursor>,
}

impl<'p> TermList<'p> {
    pub(super) fn new(term: &'p FieldTerm, evidence: Option<(f32, Rc<Saturation>)>) -> Self {
        TermList {
            term,
            evidence,
            marks: Vec::new(),
            marking: None,
            marked: 0,
            scoring: None,
        }
    }

    /// What it adds to a document at most.
    pub(super) fn most(&self) -> f32 {
        let weight = self.evidence.as_ref().map_or(0.0, |(weight, _)| *weight);
        weight * Saturation::MOST
    }

    /// Makes it ready to mark, where it is to mark anything.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn open_to_mark(&mut self, segment: &Segment<'_>) -> anyhow::Result<()> {
        if self.marks.is_empty() {
            return Ok(());
        }
        if self.term.listed(segment.number) < BLOCK_DOCS {
            self.open_to_score(segment)?;
        } else {
            let record = IndexRecordOption::Basic;
            self.marking = self.term.cursor(segment.number, segment.reader, record)?;
        }
        Ok(())
    }

    fn open_to_score(&mut self, segment: &Segment<'_>) -> anyhow::Result<()> {
        if self.scoring.is_none() {
            let record = IndexRecordOption::WithFreqs;
            self.scoring = self.term.cursor(segment.number, segment.reader, record)?;
        }
        Ok(())
    }

    /// The documents of a list of one block that are not marked.
    fn unmarked(&self) -> &[DocId] {
        let docs = self.scoring.as_ref().map(ListCursor::block_docs);
        docs.and_then(|docs| docs.get(self.marked..))
            .unwrap_or_default()
    }

    /// The first document that is not marked.
    pub(super) fn next_doc(&self) -> DocId {
        match &self.marking {
            Some(marking) => marking.next_doc(),
            None if self.marks.is_empty() => TERMINATED,
            None => self.unmarked().first().copied().unwrap_or(TERMINATED),
        }
    }

    /// Marks its documents of the window.
    pub(super) fn mark(&mut self, window: &mut Marks) {
        let marks = &self.marks;
        // A search that keeps to some documents passes over those before the window.
        let (base, end) = (window.base, window.end);
        let mut found = |docs: &[DocId], _: &[u32]| {
            for (unit, areas) in marks {
                window.mark(*unit, *areas, docs);
            }
        };
        if let Some(marking) = &mut self.marking {
            marking.pass(base, end, found);
            return;
        }
        let unmarked = self.unmarked();
        let before = unmarked.partition_point(|doc| *doc < base);
        let count = unmarked.partition_point(|doc| *doc < end);
        found(&unmarked[before..count], &[]);
        self.marked += count;
    }

    /// Adds to the scores of documents of the window that are in question, and perhaps of
    /// others.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn add(
        &mut self,
        window: &Marks,
        segment: &Segment<'_>,
        question: &Question,
        scores: &mut [f32],
    ) -> anyhow::Result<()> {
        self.open_to_score(segment)?;
        let (Some((weight, saturation)), Some(cursor)) = (&self.evidence, &mut self.scoring) else {
            return Ok(());
        };
        // Where most documents of the list are wanted, all of them cost less.
        let max_doc = segment.reader.max_doc();
        let in_window = cursor.documents_in(WINDOW_DOCS as u32, max_doc);
        if question.count() * SEEK_COST > in_window as usize {
            cursor.pass(window.base, window.end, |docs, frequencies| {
                for (doc, frequency) in docs.iter().zip(frequencies) {
                    let score = weight * saturation.of(*doc, *frequency as f32);
                    scores[window.at(*doc)] += score;
                }
            });
            return Ok(());
        }
        for doc in question.docs(window.base) {
            let frequency = cursor.frequency_in(doc);
            if frequency > 0 {
                scores[window.at(doc)] += weight * saturation.of(doc, frequency as f32);
            }
        }
        Ok(())
    }
}
