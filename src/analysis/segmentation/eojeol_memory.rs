//! A bounded memory of what was found in eojeols.
//!
//! Half of a digest's eojeols repeat, three quarters of a large corpus's, and an eojeol
//! is analysed alone: what was found once holds wherever it stands.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::eojeols::AnalyzedEojeol;

/// What a hash table and the allocator take for an eojeol beside its own bytes: a free
/// place for each that is taken, and four blocks rounded up.
const BYTES_BESIDE: usize = 80;

/// Eojeols that were met, each with what was found in it.
///
/// It never holds much more than its bound: when half of that is full, what was not met
/// again since the last time is forgotten. So frequent eojeols stay, however many rare
/// ones pass by.
#[derive(Debug)]
pub(in crate::analysis) struct EojeolMemory {
    bound_bytes: usize,
    young: Generation,
    old: Generation,
}

#[derive(Debug, Default)]
struct Generation {
    eojeols: HashMap<Box<str>, AnalyzedEojeol, RandomState>,
    bytes: usize,
}

impl Generation {
    fn insert(&mut self, eojeol: Box<str>, analyzed: AnalyzedEojeol) {
        self.bytes += eojeol.len() + analyzed.bytes() + size_of::<Box<str>>() + BYTES_BESIDE;
        self.eojeols.insert(eojeol, analyzed);
    }
}

impl EojeolMemory {
    /// A memory that takes about `bound_bytes` at most.
    pub(in crate::analysis) fn new(bound_bytes: usize) -> Self {
        EojeolMemory {
            bound_bytes,
            young: Generation::default(),
            old: Generation::default(),
        }
    }

    /// What was found in `eojeol`; asks `analyze` where it was not met, or forgotten.
    pub(in crate::analysis) fn get(
        &mut self,
        eojeol: &str,
        analyze: impl FnOnce() -> AnalyzedEojeol,
    ) -> &AnalyzedEojeol {
        if !self.young.eojeols.contains_key(eojeol) {
            if self.young.bytes > self.bound_bytes / 2 {
                self.old = std::mem::take(&mut self.young);
            }
            let (key, analyzed) = match self.old.eojeols.remove_entry(eojeol) {
                Some(met) => met,
                None => (eojeol.into(), analyze()),
            };
            self.young.insert(key, analyzed);
        }
        &self.young.eojeols[eojeol]
    }

    #[cfg(test)]
    fn bytes(&self) -> usize {
        self.young.bytes + self.old.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::segmentation::eojeols::EojeolBuilder;
    use crate::analysis::segmentation::leaves::Role;

    fn analyzed(text: &str) -> AnalyzedEojeol {
        let mut builder = EojeolBuilder::default();
        builder.token(text, 0..text.len(), true, Role::Noun);
        builder.word(0..text.len(), 1);
        builder.stem(&format!("{text}!"), 0..text.len());
        builder.finish()
    }

    #[test]
    fn memory_is_bounded_and_keeps_what_comes_again() {
        let bound = 100_000;
        let mut memory = EojeolMemory::new(bound);
        let mut asked = 0;
        for number in 0..50_000 {
            for eojeol in [format!("드문{number}"), "흔한".to_owned()] {
                let found = memory.get(&eojeol, || {
                    asked += usize::from(eojeol == "흔한");
                    analyzed(&eojeol)
                });
                assert_eq!(*found, analyzed(&eojeol));
            }
            assert!(memory.bytes() <= bound + 1000);
        }
        assert_eq!(asked, 1);
    }
}
