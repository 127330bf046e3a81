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

/// Accepts the keys of one kind that hold these letters side by side.
#[derive(Clone, Copy)]
pub(super) struct InfixAutomaton<'k> {
    pub kind: u8,
    pub sought: &'k str,
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
            InfixState::Held(held) => {
                let sought = self.sought.as_bytes();
                let mut read = sought[..held].to_vec();
                read.push(byte);
                let ends_read = |held: &usize| read.ends_with(&sought[..*held]);
                match (0..=read.len()).rev().find(ends_read).unwrap_or(0) {
                    held if held == sought.len() => InfixState::Word,
                    held => InfixState::Held(held),
                }
            }
            InfixState::Word => InfixState::Word,
            InfixState::Start | InfixState::Dead => InfixState::Dead,
        }
    }
}
