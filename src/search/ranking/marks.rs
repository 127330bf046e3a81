//! Which units of a query the documents of a window hold, a bit for each document.
//!
//! Documents are counted by these bits, some dozens at a time. What they add to a score is
//! not known here.

use tantivy::DocId;

use super::candidate::Tier;
use super::doc_set::{Areas, IN_SUMMARY, IN_TITLE};
use super::postings::doc_bits::{WORD_BITS, bits_of};
use super::signals::Signals;

/// How many documents are looked at together: what is known of them fits into a
/// processor's nearest memory.
pub(super) const WINDOW_DOCS: usize = 2048;

/// How many words the bits of a window take.
pub(super) const WINDOW_WORDS: usize = WINDOW_DOCS / WORD_BITS;

type Bits = [u64; WINDOW_WORDS];

/// The documents that hold one unit, by where they do.
#[derive(Clone)]
struct UnitMarks {
    title: Bits,
    summary: Bits,
    text: Bits,
}

impl UnitMarks {
    const NONE: UnitMarks = UnitMarks {
        title: [0; WINDOW_WORDS],
        summary: [0; WINDOW_WORDS],
        text: [0; WINDOW_WORDS],
    };

    fn of(&mut self, areas: Areas) -> &mut Bits {
        if areas & IN_TITLE != 0 {
            &mut self.title
        } else if areas & IN_SUMMARY != 0 {
            &mut self.summary
        } else {
            &mut self.text
        }
    }
}

/// What the documents from `base` on and before `end` hold.
pub(super) struct Marks {
    pub base: DocId,
    pub end: DocId,
    units: Vec<UnitMarks>,
}

/// Some documents that share a word of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeldWord {
    /// Those that hold a unit.
    pub any: u64,
    /// Those that hold all units.
    pub all: u64,
    /// Those that hold all units that are required.
    pub required: u64,
    /// Those that hold all units in the title.
    pub all_in_title: u64,
    /// Those that hold all units in title and summary.
    pub all_in_title_or_summary: u64,
}

impl HeldWord {
    /// The tiers of these documents.
    pub(super) fn tiers(&self, signals: Signals) -> Tiers {
        if signals.full_first {
            let title = self.all;
            return Tiers { title, summary: 0 };
        }
        if !signals.tiers {
            return Tiers::default();
        }
        Tiers {
            title: self.all_in_title,
            summary: self.all_in_title_or_summary,
        }
    }
}

/// The tiers of some documents, by their bits: those of none are of the last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tiers {
    pub title: u64,
    /// Those of the first are among them.
    pub summary: u64,
}

impl Tiers {
    /// The tier of one.
    pub(super) fn of(&self, bit: u32) -> Tier {
        if self.title >> bit & 1 != 0 {
            Tier::Title
        } else if self.summary >> bit & 1 != 0 {
            Tier::Summary
        } else {
            Tier::Text
        }
    }
}

impl Marks {
    pub(super) fn new(units: usize) -> Self {
        Marks {
            base: 0,
            end: 0,
            units: vec![UnitMarks::NONE; units],
        }
    }

    /// Begins anew with the word of bits that holds the document `first`.
    pub(super) fn begin(&mut self, first: DocId, max_doc: DocId) {
        self.base = first - first % WORD_BITS as DocId;
        self.end = self.base.saturating_add(WINDOW_DOCS as DocId).min(max_doc);
        self.units.fill(UnitMarks::NONE);
    }

    /// The place of a document of the window.
    pub(super) fn at(&self, doc: DocId) -> usize {
        (doc - self.base) as usize
    }

    /// Marks documents of the window that hold a unit in these areas.
    pub(super) fn mark(&mut self, unit: usize, areas: Areas, docs: &[DocId]) {
        let base = self.base;
        let bits = self.units[unit].of(areas);
        for doc in docs {
            let at = (doc - base) as usize;
            bits[at / WORD_BITS] |= 1 << (at % WORD_BITS);
        }
    }

    /// Marks documents by a word of their bits, which is one of the window's.
    pub(super) fn mark_word(&mut self, unit: usize, areas: Areas, word: usize, held: u64) {
        self.units[unit].of(areas)[word] |= held;
    }

    /// What is known of the documents of a word of bits; `required` has a bit for each unit
    /// that must be there.
    pub(super) fn word(&self, word: usize, required: u64) -> HeldWord {
        let mut held_word = HeldWord {
            any: 0,
            all: u64::MAX,
            required: u64::MAX,
            all_in_title: u64::MAX,
            all_in_title_or_summary: u64::MAX,
        };
        for (unit, marks) in self.units.iter().enumerate() {
            let title = marks.title[word];
            let title_or_summary = title | marks.summary[word];
            let held = title_or_summary | marks.text[word];
            held_word.any |= held;
            held_word.all &= held;
            held_word.all_in_title &= title;
            held_word.all_in_title_or_summary &= title_or_summary;
            if required >> unit & 1 != 0 {
                held_word.required &= held;
            }
        }
        held_word
    }

    /// The documents of a word of bits that hold one of these units.
    pub(super) fn held_any(&self, word: usize, units: u64) -> u64 {
        let sought = self.units.iter().enumerate();
        let sought = sought.filter(|(unit, _)| units >> unit & 1 != 0);
        sought.fold(0, |held, (_, marks)| {
            held | marks.title[word] | marks.summary[word] | marks.text[word]
        })
    }

    /// The units that each of some documents of a word of bits holds at all, and in its title,
    /// as bits.
    pub(super) fn units_of(&self, word: usize, docs: u64) -> [(u64, u64); WORD_BITS] {
        let mut units = [(0, 0); WORD_BITS];
        for (unit, marks) in self.units.iter().enumerate() {
            let title = marks.title[word] & docs;
            let elsewhere = (marks.summary[word] | marks.text[word]) & docs;
            for bit in bits_of(title | elsewhere) {
                units[bit as usize].0 |= 1 << unit;
            }
            for bit in bits_of(title) {
                units[bit as usize].1 |= 1 << unit;
            }
        }
        units
    }
}

#[cfg(test)]
mod tests {
    use super::super::doc_set::IN_TEXT;
    use super::*;
    use proptest::prelude::*;

    const UNITS: usize = 3;

    proptest! {
        #[test]
        fn bits_tell_what_each_document_holds(
            marked in prop::collection::vec((0..UNITS, 0usize..3, 130u32..300), 0..80),
            required in 0u64..1 << UNITS,
        ) {
            let areas = [IN_TITLE, IN_SUMMARY, IN_TEXT];
            let mut marks = Marks::new(UNITS);
            marks.begin(130, 300);
            for (unit, area, doc) in &marked {
                marks.mark(*unit, areas[*area], &[*doc]);
            }
            let every = (1 << UNITS) - 1;
            for doc in marks.base..marks.end {
                let held_in = |most: usize| {
                    let here = marked.iter().filter(|(_, area, of)| *of == doc && *area <= most);
                    here.fold(0u64, |bits, (unit, ..)| bits | 1 << unit)
                };
                let (title, title_or_summary, held) = (held_in(0), held_in(1), held_in(2));
                let (word, bit) = (marks.at(doc) / WORD_BITS, marks.at(doc) % WORD_BITS);
                let known = marks.word(word, required);
                let has = |bits: u64| bits >> bit & 1 != 0;
                prop_assert_eq!(has(known.any), held != 0);
                prop_assert_eq!(has(known.all), held == every);
                prop_assert_eq!(has(known.required), held & required == required);
                prop_assert_eq!(has(known.all_in_title), title == every);
                prop_assert_eq!(has(known.all_in_title_or_summary), title_or_summary == every);
                prop_assert_eq!(has(marks.held_any(word, required)), held & required != 0);
                prop_assert_eq!(marks.units_of(word, 1 << bit)[bit], (held, title));
            }
        }
    }
}
