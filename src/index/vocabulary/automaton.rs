//! An automaton over keys: those whose letters are near to a word's.

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
