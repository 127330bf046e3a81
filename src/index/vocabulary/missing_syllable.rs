//! An automaton over keys: those of words that have one syllable more than a word.

use fst::Automaton;

use super::keys::{END, packed};
use crate::analysis::jamo;

/// How many letters (keys) a syllable may have: 가 has two, 뷁 five.
const LETTERS_OF_A_SYLLABLE: [usize; 4] = [2, 3, 4, 5];

/// Accepts the keys of one kind that become those of a word where two to five letters are left
/// out before one of its syllables: 의정부시 for 의부시.
pub(super) struct MissingSyllable {
    kind: u8,
    letters: Vec<u8>,
    /// How many letters stand before each syllable of the word; none where it has more than any
    /// key.
    before: Vec<u8>,
}

impl MissingSyllable {
    pub(super) fn new(kind: u8, word: &str) -> Self {
        let mut letters = Vec::new();
        let mut before = Vec::new();
        for syllable in word.chars() {
            before.push(letters.len() as u8);
            letters.extend(packed(&jamo::letters(syllable.encode_utf8(&mut [0; 4]))).bytes());
        }
        if letters.len() > MOST_LETTERS {
            before.clear();
        }
        MissingSyllable {
            kind,
            letters,
            before,
        }
    }

    /// Whether the letters that were read may go on so that as many are too many as stand at
    /// `number`.
    fn is_open(&self, read: Letters, number: usize) -> bool {
        let same_from = read.same_from[number];
        if same_from == TOO_LONG {
            return false;
        }
        // While all letters were the same, any later syllable may be the one.
        let is_same = read.same == read.count;
        self.before
            .iter()
            .any(|before| *before >= same_from && (is_same || *before <= read.same))
    }
}

/// What is known of the letters that were read of a key. It is copied for each transition that
/// is tried, millions a search, and so takes six bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    count: u8,
    /// How many of the first are those of the word.
    same: u8,
    /// For each number of letters that may be too many: from which letter of the word on all
    /// were the same, had these stood before it. [`TOO_LONG`] where the key is that.
    same_from: [u8; LETTERS_OF_A_SYLLABLE.len()],
}

const TOO_LONG: u8 = u8::MAX;

/// Keys of words have half as many.
const MOST_LETTERS: usize = 240;

#[derive(Debug, Clone, Copy)]
pub(super) enum MissingState {
    Start,
    Letters(Letters),
    Word,
    Dead,
}

impl Automaton for &MissingSyllable {
    type State = MissingState;

    fn start(&self) -> MissingState {
        MissingState::Start
    }

    fn is_match(&self, state: &MissingState) -> bool {
        matches!(state, MissingState::Word)
    }

    fn can_match(&self, state: &MissingState) -> bool {
        !matches!(state, MissingState::Dead)
    }

    fn will_always_match(&self, state: &MissingState) -> bool {
        matches!(state, MissingState::Word)
    }

    fn accept(&self, state: &MissingState, byte: u8) -> MissingState {
        match *state {
            MissingState::Start if byte == self.kind => MissingState::Letters(Letters {
                count: 0,
                same: 0,
                same_from: [0; LETTERS_OF_A_SYLLABLE.len()],
            }),
            MissingState::Letters(read) if byte == END => {
                let mut numbers = LETTERS_OF_A_SYLLABLE.iter().enumerate();
                let is_one_more = numbers.any(|(number, more)| {
                    usize::from(read.count) == self.letters.len() + more
                        && self.is_open(read, number)
                });
                if is_one_more {
                    MissingState::Word
                } else {
                    MissingState::Dead
                }
            }
            MissingState::Letters(read) if read.count == u8::MAX => MissingState::Dead,
            MissingState::Letters(mut read) => {
                for (number, more) in LETTERS_OF_A_SYLLABLE.iter().enumerate() {
                    let Some(place) = usize::from(read.count).checked_sub(*more) else {
                        continue;
                    };
                    read.same_from[number] = match self.letters.get(place) {
                        Some(letter) if *letter == byte => read.same_from[number],
                        Some(_) => place as u8 + 1,
                        None => TOO_LONG,
                    };
                }
                if read.same == read.count
                    && self.letters.get(usize::from(read.count)) == Some(&byte)
                {
                    read.same += 1;
                }
                read.count += 1;
                if (0..LETTERS_OF_A_SYLLABLE.len()).any(|number| self.is_open(read, number)) {
                    MissingState::Letters(read)
                } else {
                    MissingState::Dead
                }
            }
            MissingState::Word => MissingState::Word,
            MissingState::Start | MissingState::Dead => MissingState::Dead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::vocabulary::keys::BY_LETTERS;
    use proptest::prelude::*;

    /// Whether the automaton accepts the key of `other` for `word`, and may still accept it
    /// behind each of its letters.
    fn accepts(word: &str, other: &str) -> bool {
        let automaton = &MissingSyllable::new(BY_LETTERS, word);
        let mut state = automaton.accept(&automaton.start(), BY_LETTERS);
        for byte in packed(&jamo::letters(other)).bytes().chain([END]) {
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    /// The same, by trying each way to leave letters out.
    fn is_one_more(word: &str, other: &str) -> bool {
        let letters = |text: &str| packed(&jamo::letters(text)).into_bytes();
        let (typed, key) = (letters(word), letters(other));
        let mut before = 0;
        word.chars().any(|syllable| {
            let at = before;
            before += letters(syllable.encode_utf8(&mut [0; 4])).len();
            (2..=5).any(|more| {
                key.len() == typed.len() + more
                    && key[..at] == typed[..at]
                    && key[at + more..] == typed[at..]
            })
        })
    }

    #[test]
    fn a_syllable_may_be_missing_anywhere_but_at_the_end() {
        assert!(accepts("의부시", "의정부시"));
        assert!(accepts("정부시", "의정부시"));
        assert!(accepts("북정상회담", "남북정상회담"));
        assert!(!accepts("의정부", "의정부시"));
        assert!(!accepts("의정부시", "의정부시"));
        assert!(!accepts("의부군", "의정부시"));
    }

    proptest! {
        #[test]
        fn keys_with_a_syllable_more_are_accepted(
            word in "[가각나낙]{2,5}",
            other in "[가각나낙]{2,6}",
            at in 0..5usize,
            more in "[가각나낙괅]",
        ) {
            prop_assert_eq!(accepts(&word, &other), is_one_more(&word, &other));
            let mut longer: Vec<char> = word.chars().collect();
            longer.splice(at % word.chars().count()..at % word.chars().count(), more.chars());
            let longer: String = longer.into_iter().collect();
            prop_assert!(accepts(&word, &longer));
        }
    }
}
