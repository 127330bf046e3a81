//! Reads whole lists of terms, one after the other.
//!
//! A prefix stands for a thousand words, each with a handful of short lists: what it takes to
//! open one is made once for a field and used again, and a long list that many words are
//! looked up in is remembered as a set.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use foldhash::fast::RandomState;
use tantivy::postings::{BlockSegmentPostings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Searcher};

use super::doc_bits::DocBits;
use crate::language::{Message, messages};
use crate::search::budget::Budget;
use crate::search::ranking::postings::FieldTerm;

/// Going to a document of a list costs about as much as so many steps along it.
pub(in crate::search::ranking) const SEEK_STEPS: usize = 8;

/// Shorter lists are gone through each time.
const SHORTEST_REMEMBERED: usize = 512;

/// A list that took so many times its own steps is remembered.
const TIMES_UNTIL_REMEMBERED: usize = 3;

const CANNOT: Message = messages::search::no_search();

/// Reads the lists of an index.
pub(in crate::search::ranking) struct ListReader<'a> {
    searcher: &'a Searcher,
    budget: &'a Budget,
    /// By segment, then by the numbers of fields.
    opened: Vec<Vec<Option<OpenedField>>>,
    /// Lists that documents are looked up in, by segment, field and place.
    looked_up: HashMap<(usize, Field, usize), LookedUp, RandomState>,
}

struct OpenedField {
    inverted: Arc<InvertedIndexReader>,
    /// Each list is read into the place of the one before: with counts, and without.
    counted: Option<BlockSegmentPostings>,
    plain: Option<BlockSegmentPostings>,
}

/// A list that documents are looked up in.
enum LookedUp {
    /// It took so many steps by now.
    Steps(usize),
    Remembered(DocBits),
}

impl<'a> ListReader<'a> {
    pub(in crate::search::ranking) fn new(searcher: &'a Searcher, budget: &'a Budget) -> Self {
        let segments = searcher.segment_readers().iter();
        ListReader {
            searcher,
            budget,
            opened: segments.map(|_| Vec::new()).collect(),
            looked_up: HashMap::default(),
        }
    }

    /// Calls `found` with the documents of a term's list in a segment, in order, some at a
    /// time, and how often each holds it. Deleted documents are among them.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search::ranking) fn pass(
        &mut self,
        term: &FieldTerm,
        segment: usize,
        mut found: impl FnMut(&[DocId], &[u32]),
    ) -> anyhow::Result<()> {
        let Some(block) = self.open(term, segment, true)? else {
            return Ok(());
        };
        while !block.docs().is_empty() {
            found(block.docs(), block.freqs());
            block.advance();
        }
        Ok(())
    }

    /// The same without how often: no count is unpacked.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search::ranking) fn pass_docs(
        &mut self,
        term: &FieldTerm,
        segment: usize,
        mut found: impl FnMut(&[DocId]),
    ) -> anyhow::Result<()> {
        let Some(block) = self.open(term, segment, false)? else {
            return Ok(());
        };
        while !block.docs().is_empty() {
            found(block.docs());
            block.advance();
        }
        Ok(())
    }

    /// The list of a term in a segment with positions; `None` where the segment lacks it.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search::ranking) fn positions(
        &mut self,
        term: &FieldTerm,
        segment: usize,
    ) -> anyhow::Result<Option<SegmentPostings>> {
        let Some(info) = term.info(segment) else {
            return Ok(None);
        };
        let record = IndexRecordOption::WithFreqsAndPositions;
        let opened = self.field(term.field, segment)?;
        let postings = opened.inverted.read_postings_from_terminfo(info, record);
        postings.map(Some).context(CANNOT)
    }

    /// The documents of a segment that all of `terms` are in, in order. Deleted ones are among
    /// them.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(in crate::search::ranking) fn common(
        &mut self,
        terms: &[FieldTerm],
        segment: usize,
    ) -> anyhow::Result<Vec<DocId>> {
        let mut docs = Vec::new();
        // The rarest comes first: what it lacks is looked up in no other.
        let mut by_length: Vec<&FieldTerm> = terms.iter().collect();
        by_length.sort_by_key(|term| term.listed(segment));
        let Some((rarest, others)) = by_length.split_first() else {
            return Ok(docs);
        };
        if rarest.listed(segment) == 0 {
            return Ok(docs);
        }
        self.pass_docs(rarest, segment, |some| docs.extend_from_slice(some))?;
        for other in others {
            if docs.is_empty() {
                break;
            }
            self.keep_held(&mut docs, other, segment)?;
        }
        Ok(docs)
    }

    /// Keeps those of `docs`, which are in order, that a term's list holds.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(in crate::search::ranking) fn keep_held(
        &mut self,
        docs: &mut Vec<DocId>,
        term: &FieldTerm,
        segment: usize,
    ) -> anyhow::Result<()> {
        let Some(info) = term.info(segment) else {
            docs.clear();
            return Ok(());
        };
        let length = info.doc_freq as usize;
        let by_seeking = docs.len() * SEEK_STEPS;
        let key = (segment, term.field, info.postings_range.start);
        let known = self.looked_up.entry(key).or_insert(LookedUp::Steps(0));
        let steps = match known {
            LookedUp::Remembered(held) => {
                docs.retain(|doc| held.has(*doc));
                return Ok(());
            }
            LookedUp::Steps(steps) => {
                *steps += length.min(by_seeking);
                *steps
            }
        };
        if length >= SHORTEST_REMEMBERED && steps > length * TIMES_UNTIL_REMEMBERED {
            let max_doc = self.searcher.segment_reader(segment as u32).max_doc();
            self.budget.keep::<u64>(DocBits::words_for(max_doc))?;
            let mut held = DocBits::none(max_doc);
            self.pass_docs(term, segment, |some| {
                for doc in some {
                    held.add(*doc);
                }
            })?;
            docs.retain(|doc| held.has(*doc));
            self.looked_up.insert(key, LookedUp::Remembered(held));
            return Ok(());
        }
        let Some(block) = self.open(term, segment, false)? else {
            docs.clear();
            return Ok(());
        };
        // Blocks that hold none of the documents are passed over.
        docs.retain(|doc| {
            match block.docs().last() {
                Some(last) if last < doc => {
                    block.seek(*doc);
                }
                _ => {}
            }
            block.docs().binary_search(doc).is_ok()
        });
        Ok(())
    }

    /// The list of a term in a segment, at its beginning, with counts or without; `None` where it
    /// has none.
    fn open(
        &mut self,
        term: &FieldTerm,
        segment: usize,
        is_counted: bool,
    ) -> anyhow::Result<Option<&mut BlockSegmentPostings>> {
        let Some(info) = term.info(segment) else {
            return Ok(None);
        };
        let OpenedField {
            inverted,
            counted,
            plain,
        } = self.field(term.field, segment)?;
        let (block, record) = if is_counted {
            (counted, IndexRecordOption::WithFreqs)
        } else {
            (plain, IndexRecordOption::Basic)
        };
        if let Some(block) = block {
            inverted
                .reset_block_postings_from_terminfo(info, block)
                .context(CANNOT)?;
        } else {
            let opened = inverted.read_block_postings_from_terminfo(info, record);
            *block = Some(opened.context(CANNOT)?);
        }
        Ok(block.as_mut())
    }

    /// The lists of a field in a segment.
    fn field(&mut self, field: Field, segment: usize) -> anyhow::Result<&mut OpenedField> {
        let fields = &mut self.opened[segment];
        let number = field.field_id() as usize;
        if fields.len() <= number {
            fields.resize_with(number + 1, || None);
        }
        let opened = &mut fields[number];
        if opened.is_none() {
            let reader = self.searcher.segment_reader(segment as u32);
            *opened = Some(OpenedField {
                inverted: reader.inverted_index(field).context(CANNOT)?,
                counted: None,
                plain: None,
            });
        }
        opened.as_mut().context(CANNOT)
    }
}
