//! Automata over keys: those whose letters are near to a word's, and those that hold some.

use fst::Automaton;
use levenshtein_automata::{DFA, Distance};

use super::keys::END;

/// Accepts the keys of one kind whose letters are near to those of a word.
pub(super) struct KeyAutomaton {
    pub kind: u8,
    pub letters: DFA,
}

#[derive(Clone, Copy)]
pub(super) enum KeyState {
    Start,
    Letters(u32),
    Word,
    Dead,
}

impl Automaton for KeyAutomaton {
    type State = KeyState;

    fn start(&self) -> KeyState {
        KeyState::Start
    }

    fn is_match(&self, state: &KeyState) -> bool {
        matches!(state, KeyState::Word)
    }

    fn can_match(&self, state: &KeyState) -> bool {
        !matches!(state, KeyState::Dead)
    }

    fn accept(&self, state: &KeyState, byte: u8) -> KeyState {
        match *state {
            KeyState::Start if byte == self.kind => KeyState::Letters(self.letters.initial_state()),
            KeyState::Letters(state) if byte == END => match self.letters.distance(state) {
                Distance::Exact(_) => KeyState::Word,
                Distance::AtLeast(_) => KeyState::Dead,
            },
            KeyState::Letters(state) => {
                let next = self.letters.transition(state, byte);
                if next == levenshtein_automata::SINK_STATE {
                    KeyState::Dead
                } else {
                    KeyState::Letters(next)
                }
            }
            KeyState::Word => KeyState::Word,
            KeyState::Start | KeyState::Dead => KeyState::Dead,
        }
    }
}

/// Accepts the keys of one kind that hold some letters side by side.
pub(super) struct InfixAutomaton<'k> {
    kind: u8,
    sought: &'k [u8],
    /// For each beginning of the letters, by its length, the longest shorter one that it ends
    /// with: where the next letter is another, that may go on.
    ends_with: Vec<usize>,
}

impl<'k> InfixAutomaton<'k> {
    pub(super) fn new(kind: u8, sought: &'k str) -> Self {
        let sought = sought.as_bytes();
        let mut automaton = InfixAutomaton {
            kind,
            sought,
            ends_with: vec![0; 2],
        };
        for letter in sought.iter().skip(1) {
            let before = automaton.ends_with[automaton.ends_with.len() - 1];
            let held = automaton.held_with(before, *letter);
            automaton.ends_with.push(held);
        }
        automaton
    }

    /// How many of the letters stand at the end when one more is read behind `held` of them,
    /// which are not all.
    fn held_with(&self, mut held: usize, letter: u8) -> usize {
        while held > 0 && self.sought[held] != letter {
            held = self.ends_with[held];
        }
        held + usize::from(self.sought.get(held) == Some(&letter))
    }
}

#[derive(Clone, Copy)]
pub(super) enum InfixState {
    Start,
    /// So many of the letters stand at the end of what was read.
    Held(usize),
    Word,
    Dead,
}

impl Automaton for &InfixAutomaton<'_> {
    type State = InfixState;

    fn start(&self) -> InfixState {
        InfixState::Start
    }

    fn is_match(&self, state: &InfixState) -> bool {
        matches!(state, InfixState::Word)
    }

    fn can_match(&self, state: &InfixState) -> bool {
        !matches!(state, InfixState::Dead)
    }

    fn will_always_match(&self, state: &InfixState) -> bool {
        matches!(state, InfixState::Word)
    }

    fn accept(&self, state: &InfixState, byte: u8) -> InfixState {
        match *state {
            InfixState::Start if byte == self.kind => InfixState::Held(0),
            // Behind the letters comes the word itself.
            InfixState::Held(_) if byte == END => InfixState::Dead,
            InfixState::Held(held) => match self.held_with(held, byte) {
                held if held == self.sought.len() => InfixState::Word,
                held => InfixState::Held(held),
            },
            InfixState::Word => InfixState::Word,
            InfixState::Start | InfixState::Dead => InfixState::Dead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_that_hold_the_letters_are_accepted(key in "[ab]{0,12}", sought in "[ab]{1,5}") {
            let automaton = InfixAutomaton::new(b'i', &sought);
            let automaton = &automaton;
            let mut state = automaton.accept(&automaton.start(), b'i');
            for byte in key.bytes() {
                state = automaton.accept(&state, byte);
            }
            prop_assert_eq!(automaton.is_match(&state), key.contains(&sought));
        }
    }
}
