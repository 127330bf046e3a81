//! Other spellings of the loanwords of a query, where no other word is spelled so.
//!
//! Which spellings a loanword may have is `analysis`'; here it is told which words are
//! loanwords, by their shape and by what the dictionary has of them.

use std::cell::LazyCell;
use std::ops::Range;

use super::reading::Reading;
use super::word::{Alternative, AlternativeKind, Form, QueryWord, Trust, WordKind};
use crate::analysis::loanwords::{loanword_spellings, looks_like_a_loanword, regular_loanword};
use crate::analysis::{Known, SpelledWord};

/// Spellings of fewer characters are another word wherever the dictionary has them: 베드 is no 배드.
const SHORTEST_SURE_LOANWORD_CHARS: usize = 3;

/// So long a word that has no parts is taken for a loanword whatever its syllables; one that is
/// shorter by one where the dictionary has it as more than a name, as it has those of people.
const SHORTEST_WHOLE_LOANWORD_CHARS: usize = 4;

impl Reading<'_> {
    /// Adds the other ways to spell those of `words` that look like loanwords. They are looked for
    /// by their letters alone: what the dictionary makes of a misspelling is of no use.
    pub(super) fn spell_loanwords(&self, words: Range<usize>, others: &mut Vec<Alternative>) {
        for place in words {
            let word = &self.query.words[place];
            if word.kind != WordKind::Plain {
                continue;
            }
            let whole = word.spelled.first().map(SpelledWord::text);
            let is_cut_wrongly = word.trust != Trust::Full && whole.as_ref() != Some(&word.stem);
            let whole = whole.filter(|_| is_cut_wrongly);
            for written in [Some(&word.stem), whole.as_ref()].into_iter().flatten() {
                for text in self.spellings_of_loanword(written, word) {
                    let spelled = SpelledWord::noun(&text).into_iter();
                    others.push(Alternative {
                        words: place..place + 1,
                        text,
                        form: Form::Phrase {
                            terms: Vec::new(),
                            spelled: spelled.collect(),
                        },
                        kind: AlternativeKind::Respelled,
                    });
                }
            }
        }
    }

    /// The spellings of a loanword that are no other word. `written` are letters of `word`.
    fn spellings_of_loanword(&self, written: &str, word: &QueryWord) -> Vec<String> {
        let count = written.chars().count();
        let known_as = |text: &str| self.analyzer.known_as(text);
        let written_as = LazyCell::new(|| known_as(written));
        // A word of the dictionary that is not made of others is seldom Korean where it is long.
        let is_long = count >= SHORTEST_WHOLE_LOANWORD_CHARS;
        let has_shape = looks_like_a_loanword(written);
        let is_foreign = has_shape
            || word.terms.len() == 1
                && (is_long
                    || count + 1 == SHORTEST_WHOLE_LOANWORD_CHARS && *written_as == Known::Word);
        let regular = regular_loanword(written).filter(|_| has_shape);
        if word.is_verb() {
            // Or a loanword that ends like one: 미니어쳐.
            return regular.filter(|_| is_long).into_iter().collect();
        }
        if !is_foreign && word.is_in_dictionary {
            return Vec::new();
        }
        let is_known = matches!(*written_as, Known::Word | Known::Verb);
        let mut spellings = loanword_spellings(written);
        spellings.retain(|text| {
            let looks_foreign = looks_like_a_loanword(text);
            let is_sure = looks_foreign && count >= SHORTEST_SURE_LOANWORD_CHARS;
            if is_foreign && (is_sure || regular.as_ref() == Some(text)) {
                return true;
            }
            match known_as(text) {
                Known::Nothing => is_foreign,
                // What the dictionary lacks may be a misspelling of what it has.
                Known::Name => is_foreign || (looks_foreign && !is_known),
                Known::Word => {
                    let is_long = count >= SHORTEST_SURE_LOANWORD_CHARS;
                    (looks_foreign || is_long) && !is_known
                }
                Known::Verb => false,
            }
        });
        spellings
    }
}
