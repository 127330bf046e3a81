//! Documents that a search keeps to, where somebody names them.
//!
//! What lies elsewhere costs such a search nothing: of segments that hold none of them no list
//! is looked up.

use tantivy::{DocAddress, Searcher};

use super::doc_bits::DocBits;

/// Where a document lies in an index that is open. In another it means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentAddress(pub(in crate::search) DocAddress);

/// Some documents of an index that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// For each segment; `None` where it holds none of them.
    segments: Vec<Option<DocBits>>,
}

impl Selection {
    /// These documents.
    pub(in crate::search) fn of(
        searcher: &Searcher,
        addresses: impl IntoIterator<Item = DocumentAddress>,
    ) -> Self {
        let readers = searcher.segment_readers();
        let mut segments: Vec<Option<DocBits>> = vec![None; readers.len()];
        for DocumentAddress(address) in addresses {
            let number = address.segment_ord as usize;
            if let (Some(segment), Some(reader)) = (segments.get_mut(number), readers.get(number)) {
                let bits = segment.get_or_insert_with(|| DocBits::none(reader.max_doc()));
                bits.add(address.doc_id);
            }
        }
        Selection { segments }
    }

    /// Those of a segment; `None` where it holds none of them.
    pub(in crate::search) fn in_segment(&self, segment: usize) -> Option<&DocBits> {
        self.segments.get(segment)?.as_ref()
    }
}

/// Whether a search that keeps to `within` has anything to do in a segment.
pub(in crate::search::ranking) fn reaches(within: Option<&Selection>, segment: usize) -> bool {
    within.is_none_or(|within| within.in_segment(segment).is_some())
}
