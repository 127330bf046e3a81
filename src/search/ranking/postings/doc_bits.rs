//! A set of documents of one segment, a bit each.

use tantivy::{DocAddress, DocId};

/// How many documents share a word.
pub(in crate::search::ranking) const WORD_BITS: usize = 64;

/// Some documents of a segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::search) struct DocBits {
    words: Box<[u64]>,
}

impl DocBits {
    /// None of `max_doc` documents.
    pub(in crate::search) fn none(max_doc: DocId) -> Self {
        DocBits {
            words: vec![0; Self::words_for(max_doc)].into(),
        }
    }

    /// These of `max_doc` documents.
    pub(in crate::search) fn of(max_doc: DocId, docs: impl IntoIterator<Item = DocId>) -> Self {
        let mut bits = DocBits::none(max_doc);
        for doc in docs {
            bits.add(doc);
        }
        bits
    }

    /// How many words the bits of so many documents take.
    pub(in crate::search) fn words_for(max_doc: DocId) -> usize {
        (max_doc as usize).div_ceil(WORD_BITS)
    }

    /// Adds a document, where it is one of those there are.
    pub(in crate::search) fn add(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / WORD_BITS) {
            *word |= 1 << (doc as usize % WORD_BITS);
        }
    }

    /// Whether a document is one of them.
    pub(in crate::search) fn has(&self, doc: DocId) -> bool {
        let word = self.words.get(doc as usize / WORD_BITS);
        word.is_some_and(|word| word >> (doc as usize % WORD_BITS) & 1 != 0)
    }

    /// How many they are.
    pub(in crate::search::ranking) fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// The bits of all documents, some dozens in a word, the first in its lowest bit.
    pub(in crate::search::ranking) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The first of them that is not before `doc`.
    pub(in crate::search::ranking) fn next_from(&self, doc: DocId) -> Option<DocId> {
        let (mut place, bit) = (doc as usize / WORD_BITS, doc as usize % WORD_BITS);
        let mut word = self.words.get(place)? & (u64::MAX << bit);
        while word == 0 {
            place += 1;
            word = *self.words.get(place)?;
        }
        Some((place * WORD_BITS) as DocId + word.trailing_zeros())
    }
}

/// Whether a document is among those of each segment; all are where there is no choice.
pub(in crate::search) fn passes(passing: Option<&[DocBits]>, address: DocAddress) -> bool {
    passing.is_none_or(|passing| {
        let segment = passing.get(address.segment_ord as usize);
        segment.is_some_and(|docs| docs.has(address.doc_id))
    })
}

/// The places of the bits that are set, from the lowest.
pub(in crate::search::ranking) fn bits_of(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros())?;
        bits &= bits - 1;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_set_of_documents_holds_them_in_order(
            docs in prop::collection::btree_set(0u32..300, 0..40),
            from in 0u32..400,
        ) {
            let bits = DocBits::of(300, docs.iter().copied());
            let held: BTreeSet<DocId> = (0..400).filter(|doc| bits.has(*doc)).collect();
            prop_assert_eq!(&held, &docs);
            prop_assert_eq!(bits.next_from(from), docs.range(from..).next().copied());
        }
    }
}
