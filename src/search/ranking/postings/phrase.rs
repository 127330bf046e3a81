//! Where terms stand side by side in one field.

use tantivy::index::SegmentReader;
use tantivy::postings::Postings;
use tantivy::schema::Field;
use tantivy::{DocId, DocSet};

use super::list_reader::ListReader;
use super::lookups::Lookups;
use crate::search::ranking::postings::FieldTerm;

/// Terms to be found side by side in one field.
#[derive(Debug, Clone)]
pub(in crate::search) struct Phrase {
    terms: Vec<FieldTerm>,
    side: Side,
}

/// What makes terms stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search) enum Side {
    /// Each has the position behind the one before.
    Next,
    /// Each is all of a word and the last any reading of the one behind: positions of words
    /// are even where a reading is all of them, and one more where it is a part.
    Pieces,
    /// They are readings of words side by side.
    Words,
}

impl Side {
    /// Where a phrase would begin for the term at `place` of `count` to stand at
    /// `position`; `None` where it cannot.
    pub(in crate::search::ranking) fn start(
        self,
        position: u32,
        place: u32,
        count: u32,
    ) -> Option<u32> {
        let (word, is_part) = (position / 2, !position.is_multiple_of(2));
        match self {
            Side::Next => position.checked_sub(place),
            Side::Pieces if is_part && place + 1 < count => None,
            Side::Pieces | Side::Words => word.checked_sub(place),
        }
    }
}

impl Phrase {
    /// Looks the terms up; `None` where no document holds one of them.
    pub(in crate::search) fn find(
        lookups: &Lookups<'_>,
        field: Field,
        texts: &[String],
        side: Side,
    ) -> anyhow::Result<Option<Self>> {
        let mut terms = Vec::with_capacity(texts.len());
        for text in texts {
            match lookups.find_for_phrase(field, text)? {
                Some(term) => terms.push(term),
                None => return Ok(None),
            }
        }
        Ok((!terms.is_empty()).then_some(Phrase { terms, side }))
    }

    /// The term, where the phrase is of one alone.
    pub(in crate::search) fn term(&self) -> Option<&FieldTerm> {
        match self.terms.as_slice() {
            [term] => Some(term),
            _ => None,
        }
    }

    /// Its terms, in order; one at least.
    pub(in crate::search) fn terms(&self) -> &[FieldTerm] {
        &self.terms
    }

    /// What makes them stand side by side.
    pub(in crate::search) fn side(&self) -> Side {
        self.side
    }

    /// The field in which the phrase is looked for.
    pub(in crate::search) fn field(&self) -> Field {
        self.terms[0].field
    }

    /// Calls `found` with each living document of the segment that holds the phrase and
    /// how often it does, in order.
    pub(in crate::search::ranking) fn for_each(
        &self,
        lists: &mut ListReader<'_>,
        segment: usize,
        reader: &SegmentReader,
        mut found: impl FnMut(DocId, u32),
    ) -> anyhow::Result<()> {
        if let [term] = self.terms.as_slice() {
            return lists.pass(term, segment, |docs, counts| {
                for (doc, count) in docs.iter().zip(counts) {
                    if !reader.is_deleted(*doc) {
                        found(*doc, *count);
                    }
                }
            });
        }
        let mut docs = lists.common(&self.terms, segment)?;
        if reader.has_deletes() {
            docs.retain(|doc| !reader.is_deleted(*doc));
        }
        if docs.is_empty() {
            return Ok(());
        }
        // Positions are read of documents alone that hold all terms, those of the rarest first.
        let mut placed = Vec::with_capacity(self.terms.len());
        for (place, term) in (0u32..).zip(&self.terms) {
            match lists.positions(term, segment)? {
                Some(postings) => placed.push((place, postings)),
                None => return Ok(()),
            }
        }
        placed.sort_by_key(|(_, postings)| postings.size_hint());
        let mut starts = Vec::new();
        let mut positions = Vec::new();
        let mut here = Vec::new();
        let count = self.terms.len() as u32;
        for doc in docs {
            starts.clear();
            for (number, (place, postings)) in placed.iter_mut().enumerate() {
                let is_there =
                    postings.doc() == doc || (postings.doc() < doc && postings.seek(doc) == doc);
                // Where the phrase would begin for this term to be in its place.
                positions.clear();
                if is_there {
                    postings.positions(&mut positions);
                }
                let begins = positions.iter();
                let begins = begins.filter_map(|at| self.side.start(*at, *place, count));
                if number == 0 {
                    starts.extend(begins);
                    starts.dedup();
                } else {
                    here.clear();
                    here.extend(begins);
                    starts.retain(|at| here.binary_search(at).is_ok());
                }
                if starts.is_empty() {
                    break;
                }
            }
            if !starts.is_empty() {
                found(doc, starts.len() as u32);
            }
        }
        Ok(())
    }
}
