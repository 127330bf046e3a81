//! The posting lists of terms that the ranking reads.
//!
//! tantivy's own scorers tell no positions; these give the bare counts. Numbers of
//! documents here are of one segment. What is made of lists before anything is weighed, looking
//! terms up, phrases, and sets of documents as bits, is in the files below.

mod apart;
pub(in crate::search) mod doc_bits;
pub(in crate::search::ranking) mod list_reader;
pub(in crate::search::ranking) mod lookups;
pub(in crate::search) mod phrase;
pub(in crate::search::ranking) mod phrases;
pub(in crate::search) mod selection;

use std::sync::Arc;

use anyhow::Context;
use tantivy::index::SegmentReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

use crate::index::IndexReader;
use crate::language::messages;
use selection::Selection;

/// Going to a document of a list costs about as much as so many steps along it.
const SEEK_COST: u64 = 8;

/// A term in a field, found in the segments of an index.
#[derive(Debug, Clone)]
pub(in crate::search) struct FieldTerm {
    pub field: Field,
    /// Where its list is in each segment; `None` where that segment lacks it.
    infos: Arc<[Option<TermInfo>]>,
    /// The documents that hold it, over all segments.
    pub documents: u64,
    /// The term, where the index is another engine's, which is asked for it.
    pub text: Option<Arc<str>>,
}

impl FieldTerm {
    /// Looks the term up; `None` where no document holds it.
    pub(in crate::search) fn find(
        index: &IndexReader,
        field: Field,
        text: &str,
    ) -> anyhow::Result<Option<Self>> {
        let found = FieldTerm::find_all(index, field, &[text], None)?;
        Ok(found.into_iter().next().flatten())
    }

    /// Looks terms up that come best in order; `None` for each that no document holds. Where
    /// there is `within`, segments that hold none of its documents are left out.
    pub(in crate::search) fn find_all(
        index: &IndexReader,
        field: Field,
        texts: &[&str],
        within: Option<&Selection>,
    ) -> anyhow::Result<Vec<Option<Self>>> {
        if index.is_empty(field) {
            return Ok(vec![None; texts.len()]);
        }
        let readers = index.searcher().segment_readers();
        // One segment's after the other.
        let mut infos: Vec<Option<TermInfo>> = Vec::with_capacity(texts.len() * readers.len());
        for segment in 0..readers.len() {
            if !selection::reaches(within, segment) {
                infos.extend(texts.iter().map(|_| None));
                continue;
            }
            let texts = texts.iter().copied();
            index.find_terms(segment, field, texts, |info| infos.push(info))?;
        }
        let counts = match index.whole() {
            Some(whole) => Some(whole.documents(field, texts)?),
            None => None,
        };
        let mut found = Vec::with_capacity(texts.len());
        for (place, text) in texts.iter().enumerate() {
            let mut documents = 0;
            let mut of_segments = infos[place..].iter_mut().step_by(texts.len());
            for (reader, info) in readers.iter().zip(&mut of_segments) {
                let living = match &info {
                    Some(info) => living_documents(reader, field, info)?,
                    None => 0,
                };
                documents += living;
                info.take_if(|_| living == 0);
            }
            if let Some(counts) = &counts {
                documents = counts[place];
            }
            found.push((documents > 0).then(|| {
                FieldTerm {
                    field,
                    infos: infos[place..]
                        .iter_mut()
                        .step_by(texts.len())
                        .map(Option::take)
                        .collect(),
                    documents,
                    text: counts.is_some().then(|| Arc::from(*text)),
                }
            }));
        }
        Ok(found)
    }

    /// A term that another engine's index has, without how many documents there hold it.
    pub(super) fn listed_elsewhere(
        index: &IndexReader,
        field: Field,
        text: &str,
    ) -> anyhow::Result<Self> {
        let segments = index.searcher().segment_readers().len();
        let mut infos = Vec::with_capacity(segments);
        for segment in 0..segments {
            index.find_terms(segment, field, [text], |info| infos.push(info))?;
        }
        Ok(FieldTerm {
            field,
            infos: infos.into(),
            documents: 1,
            text: Some(Arc::from(text)),
        })
    }

    /// Where its list is in a segment; `None` where the segment lacks it.
    pub(super) fn info(&self, segment: usize) -> Option<&TermInfo> {
        self.infos[segment].as_ref()
    }

    /// How long its list is in a segment.
    pub(super) fn listed(&self, segment: usize) -> u32 {
        self.info(segment).map_or(0, |info| info.doc_freq)
    }

    /// The term's list in a segment; `None` where the segment lacks it. Deleted documents
    /// are in it.
    pub(in crate::search) fn postings(
        &self,
        segment: usize,
        reader: &SegmentReader,
        record: IndexRecordOption,
    ) -> anyhow::Result<Option<SegmentPostings>> {
        let Some(info) = &self.infos[segment] else {
            return Ok(None);
        };
        let postings = inverted_index(reader, self.field)?
            .read_postings_from_terminfo(info, record)
            .context(messages::search::no_search())?;
        Ok(Some(postings))
    }

    /// The same list, to be gone through block by block.
    pub(in crate::search) fn cursor(
        &self,
        segment: usize,
        reader: &SegmentReader,
        record: IndexRecordOption,
    ) -> anyhow::Result<Option<ListCursor>> {
        let Some(info) = &self.infos[segment] else {
            return Ok(None);
        };
        let block = inverted_index(reader, self.field)?
            .read_block_postings_from_terminfo(info, record)
            .context(messages::search::no_search())?;
        Ok(Some(ListCursor { block, at: 0 }))
    }

    /// Whether `other` is the same term of the same field.
    pub(in crate::search) fn is(&self, other: &FieldTerm) -> bool {
        self.field == other.field && self.infos == other.infos && self.text == other.text
    }
}

/// Whether a living document has particles behind the reading `text`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(in crate::search) fn takes_particles(
    index: &IndexReader,
    field: Field,
    text: &str,
) -> anyhow::Result<bool> {
    if let Some(whole) = index.whole() {
        return whole.is_part(field, text);
    }
    let Some(term) = FieldTerm::find(index, field, text)? else {
        return Ok(false);
    };
    let mut positions = Vec::new();
    for (segment, reader) in index.searcher().segment_readers().iter().enumerate() {
        let record = IndexRecordOption::WithFreqsAndPositions;
        let Some(mut postings) = term.postings(segment, reader, record)? else {
            continue;
        };
        while postings.doc() != TERMINATED {
            if !reader.is_deleted(postings.doc()) {
                postings.positions(&mut positions);
                if positions.iter().any(|position| !position.is_multiple_of(2)) {
                    return Ok(true);
                }
            }
            postings.advance();
        }
    }
    Ok(false)
}

/// A place in a term's list, which only moves on. Stepping through whole blocks costs a
/// third of what going from document to document does.
pub(in crate::search) struct ListCursor {
    block: BlockSegmentPostings,
    /// The next document's place in the block: inside it, but at the end of the list.
    at: usize,
}

impl ListCursor {
    /// The next document; `TERMINATED` at the end.
    pub(in crate::search) fn next_doc(&self) -> DocId {
        let next = self.block.docs().get(self.at);
        next.copied().unwrap_or(TERMINATED)
    }

    /// The documents of the block that it is in.
    pub(super) fn block_docs(&self) -> &[DocId] {
        self.block.docs()
    }

    /// Goes on to the first document that is not before `doc`.
    pub(in crate::search) fn skip_to(&mut self, doc: DocId) {
        let Some(last) = self.block.docs().last() else {
            return;
        };
        if *last < doc {
            self.at = self.block.seek(doc);
        } else {
            let rest = &self.block.docs()[self.at..];
            self.at += rest.partition_point(|next| *next < doc);
        }
    }

    /// About how many documents of its list are among any so many of a segment's.
    pub(in crate::search) fn documents_in(&self, some: u32, of: DocId) -> u64 {
        u64::from(self.block.doc_freq()) * u64::from(some) / u64::from(of.max(1))
    }

    /// How often the term stands in `doc`; 0 where it does not.
    pub(in crate::search) fn frequency_in(&mut self, doc: DocId) -> u32 {
        self.skip_to(doc);
        if self.next_doc() == doc {
            self.block.freq(self.at)
        } else {
            0
        }
    }

    /// Calls `found` with the documents from `from` on and before `end`, in order, some at
    /// a time, and how often each holds the term where the list was opened with that.
    pub(in crate::search) fn pass(
        &mut self,
        from: DocId,
        end: DocId,
        mut found: impl FnMut(&[DocId], &[u32]),
    ) {
        if self.next_doc() < from {
            self.skip_to(from);
        }
        loop {
            let docs = self.block.docs().get(self.at..).unwrap_or_default();
            let count = match docs.last() {
                None => return,
                Some(last) if *last < end => docs.len(),
                Some(_) => docs.partition_point(|doc| *doc < end),
            };
            let frequencies = self.block.freqs();
            let frequencies = frequencies.get(self.at..self.at + count);
            found(&docs[..count], frequencies.unwrap_or_default());
            if count < docs.len() {
                self.at += count;
                return;
            }
            self.block.advance();
            self.at = 0;
        }
    }
}

/// How many documents of a list are not deleted: what the list itself says is of the
/// time when the segment was written.
pub(super) fn living_documents(
    reader: &SegmentReader,
    field: Field,
    info: &TermInfo,
) -> anyhow::Result<u64> {
    let listed = u64::from(info.doc_freq);
    let Some(alive) = reader.alive_bitset() else {
        return Ok(listed);
    };
    let mut postings = inverted_index(reader, field)?
        .read_postings_from_terminfo(info, IndexRecordOption::Basic)
        .context(messages::search::no_search())?;
    let deleted = u64::from(reader.num_deleted_docs());
    // Few deleted documents are sought in the list; else the list is gone through.
    if deleted.saturating_mul(SEEK_COST) < listed {
        let mut gone = 0;
        for doc in (0..reader.max_doc()).filter(|doc| alive.is_deleted(*doc)) {
            let at = if postings.doc() < doc {
                postings.seek(doc)
            } else {
                postings.doc()
            };
            gone += u64::from(at == doc);
        }
        return Ok(listed - gone);
    }
    let mut living = 0;
    while postings.doc() != TERMINATED {
        living += u64::from(alive.is_alive(postings.doc()));
        postings.advance();
    }
    Ok(living)
}

fn inverted_index(
    reader: &SegmentReader,
    field: Field,
) -> anyhow::Result<Arc<InvertedIndexReader>> {
    reader
        .inverted_index(field)
        .context(messages::search::no_search())
}
