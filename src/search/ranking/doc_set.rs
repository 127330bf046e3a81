//! The documents of a segment that hold something, and in which parts of them.

use tantivy::DocId;

use super::postings::doc_bits::DocBits;
use crate::document::Part;

/// The parts of a document that are told apart for its tier, as bits.
pub(in crate::search) type Areas = u8;
pub(in crate::search) const IN_TITLE: Areas = 1;
pub(in crate::search) const IN_SUMMARY: Areas = 2;
pub(in crate::search) const IN_TEXT: Areas = 4;

/// The area that a part of a document is.
pub(in crate::search) fn area(part: Part) -> Areas {
    match part {
        Part::Title => IN_TITLE,
        Part::Summary => IN_SUMMARY,
        _ => IN_TEXT,
    }
}

/// The documents of a segment that hold something, with where they do, in order.
pub(in crate::search) type DocSet = Vec<(DocId, Areas)>;

/// Whether a document is one of them.
pub(in crate::search) fn holds(doc_set: &DocSet, doc: DocId) -> bool {
    doc_set.binary_search_by_key(&doc, |(doc, _)| *doc).is_ok()
}

/// How many documents, of `max_doc`, are in one of `lists`, in each of which they stand
/// once.
pub(super) fn count_of_any(lists: &[&[DocId]], max_doc: DocId) -> usize {
    let entries: usize = lists.iter().map(|docs| docs.len()).sum();
    if lists.len() < 2 {
        return entries;
    }
    if entries < DocBits::words_for(max_doc) {
        let mut all = lists.concat();
        all.sort_unstable();
        all.dedup();
        return all.len();
    }
    let docs = lists.iter().flat_map(|docs| docs.iter());
    DocBits::of(max_doc, docs.copied()).count()
}

/// One entry for each document of a segment of `max_doc`, in order, with all its areas.
pub(in crate::search) fn in_order(mut doc_set: DocSet, max_doc: DocId) -> DocSet {
    // Where they are many, a byte for each document there is costs less than a sorting.
    if doc_set.len() >= max_doc as usize / DENSE {
        let mut areas: Vec<Areas> = vec![0; max_doc as usize];
        for (doc, of) in doc_set.drain(..) {
            if let Some(areas) = areas.get_mut(doc as usize) {
                *areas |= of;
            }
        }
        let held = (0..).zip(areas).filter(|(_, areas)| *areas != 0);
        doc_set.extend(held);
        return doc_set;
    }
    // Runs that are in order already, as these mostly are, cost one walk.
    doc_set.sort_by_key(|(doc, _)| *doc);
    doc_set.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    doc_set
}

/// One of so many documents is many.
const DENSE: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn documents_come_once_and_in_order_however_many(
            docs in prop::collection::vec((0u32..500, 1u8..8), 0..60),
        ) {
            let mut areas: BTreeMap<DocId, Areas> = BTreeMap::new();
            for (doc, of) in &docs {
                *areas.entry(*doc).or_default() |= of;
            }
            let expected: DocSet = areas.into_iter().collect();
            prop_assert_eq!(&in_order(docs.clone(), 500), &expected);
            prop_assert_eq!(&in_order(docs, 100_000), &expected);
        }

        #[test]
        fn documents_in_several_lists_count_once(
            lists in prop::collection::vec(prop::collection::btree_set(0u32..2_000, 0..60), 0..4),
        ) {
            let all: BTreeSet<DocId> = lists.iter().flatten().copied().collect();
            let lists: Vec<Vec<DocId>> =
                lists.into_iter().map(|list| list.into_iter().collect()).collect();
            let lists: Vec<&[DocId]> = lists.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(count_of_any(&lists, 2_000), all.len());
            // A small segment is counted by bits.
            if all.iter().all(|doc| *doc < 64) {
                prop_assert_eq!(count_of_any(&lists, 63), all.len());
            }
        }
    }
}
