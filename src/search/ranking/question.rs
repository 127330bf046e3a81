//! The documents of a window that may be among the first: a bit for each, with its tier and
//! what its units come to.

use tantivy::DocId;

use super::candidate::Tier;
use super::marks::{Tiers, WINDOW_DOCS, WINDOW_WORDS};
use super::postings::doc_bits::{WORD_BITS, bits_of};

/// Documents of a window that are in question.
pub(super) struct Question {
    docs: [u64; WINDOW_WORDS],
    count: usize,
    /// The tiers of the documents of each word of bits.
    pub tiers: [Tiers; WINDOW_WORDS],
    /// The number of each document's outcome.
    outcomes: Box<[u32]>,
}

impl Question {
    pub(super) fn new() -> Self {
        Question {
            docs: [0; WINDOW_WORDS],
            count: 0,
            tiers: [Tiers::default(); WINDOW_WORDS],
            outcomes: vec![0; WINDOW_DOCS].into(),
        }
    }

    /// Begins anew, with none.
    pub(super) fn clear(&mut self) {
        self.docs.fill(0);
        self.count = 0;
    }

    /// Adds a document, by its bit in a word.
    pub(super) fn add(&mut self, word: usize, bit: u32, outcome: u32) {
        self.docs[word] |= 1 << bit;
        self.outcomes[word * WORD_BITS + bit as usize] = outcome;
        self.count += 1;
    }

    /// How many they are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The documents, where the window begins at `base`.
    pub(super) fn docs(&self, base: DocId) -> impl Iterator<Item = DocId> {
        let words = (base..).step_by(WORD_BITS).zip(self.docs);
        words.flat_map(|(first, docs)| bits_of(docs).map(move |bit| first + bit))
    }

    /// Keeps those of which `keep` is true: it gets the place in the window, the tier and the
    /// number of the outcome.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(usize, Tier, u32) -> bool) {
        for word in 0..WINDOW_WORDS {
            for bit in bits_of(self.docs[word]) {
                let at = word * WORD_BITS + bit as usize;
                if !keep(at, self.tiers[word].of(bit), self.outcomes[at]) {
                    self.docs[word] &= !(1 << bit);
                    self.count -= 1;
                }
            }
        }
    }

    /// Calls `found` with each, as `retain` does.
    pub(super) fn for_each(&self, mut found: impl FnMut(usize, Tier, u32)) {
        for (word, docs) in self.docs.iter().enumerate() {
            for bit in bits_of(*docs) {
                let at = word * WORD_BITS + bit as usize;
                found(at, self.tiers[word].of(bit), self.outcomes[at]);
            }
        }
    }
}
