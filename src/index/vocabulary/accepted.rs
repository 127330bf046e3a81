//! The keys of a file of words that an automaton accepts, in order.
//!
//! fst's own stream opens the node behind each transition, those that nothing is accepted behind
//! too, and moves what it knows of a node twice for each. Most transitions lead nowhere where
//! mistyped words are looked for, and this one asks the automaton first.

use fst::raw::{Node, Output};
use fst::{Automaton, Streamer};

use super::segment_words::WordMap;

/// The keys with their values. No map of words holds the empty key, which is left out.
pub(super) struct Accepted<'m, A: Automaton> {
    words: &'m WordMap,
    automaton: A,
    /// The letters on the way to the last of the open nodes.
    key: Vec<u8>,
    open: Vec<OpenNode<'m, A::State>>,
}

/// A node on the way, of which some transitions were followed.
struct OpenNode<'m, S> {
    node: Node<'m>,
    /// The first transition that was not.
    next: usize,
    output: Output,
    state: S,
}

impl<'m, A: Automaton> Accepted<'m, A> {
    /// Those of `words` that `automaton` accepts.
    pub(super) fn new(words: &'m WordMap, automaton: A) -> Self {
        let root = OpenNode {
            node: words.as_fst().root(),
            next: 0,
            output: Output::zero(),
            state: automaton.start(),
        };
        Accepted {
            words,
            automaton,
            key: Vec::new(),
            open: vec![root],
        }
    }
}

impl<'a, A: Automaton> Streamer<'a> for Accepted<'_, A> {
    type Item = (&'a [u8], u64);

    fn next(&'a mut self) -> Option<(&'a [u8], u64)> {
        loop {
            let last = self.open.last_mut()?;
            if last.next == last.node.len() {
                self.open.pop();
                self.key.pop();
                continue;
            }
            let transition = last.node.transition(last.next);
            last.next += 1;
            let state = self.automaton.accept(&last.state, transition.inp);
            if !self.automaton.can_match(&state) {
                continue;
            }
            let node = self.words.as_fst().node(transition.addr);
            let output = last.output.cat(transition.out);
            let is_key = node.is_final() && self.automaton.is_match(&state);
            let value = output.cat(node.final_output()).value();
            self.key.push(transition.inp);
            self.open.push(OpenNode {
                node,
                next: 0,
                output,
                state,
            });
            if is_key {
                return Some((&self.key, value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use fst::{IntoStreamer, MapBuilder};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    use super::super::automaton::InfixAutomaton;
    use super::super::segment_words::in_memory;
    use super::*;

    proptest! {
        #[test]
        fn they_are_those_of_fst(
            words in prop::collection::btree_map("i[ab]{0,6}", 1u64..1_000, 0..60),
            sought in "[ab]{1,3}",
        ) {
            let words: BTreeMap<String, u64> = words;
            let mut builder = MapBuilder::memory();
            builder.extend_iter(words.iter().map(|(word, count)| (word, *count))).unwrap();
            let map = in_memory(builder.into_map());
            let automaton = InfixAutomaton::new(b'i', &sought);
            let own = |mut stream: Accepted<'_, &InfixAutomaton<'_>>| {
                let mut found = Vec::new();
                while let Some((key, value)) = stream.next() {
                    found.push((key.to_vec(), value));
                }
                found
            };
            let found = own(Accepted::new(&map, &automaton));
            prop_assert_eq!(found, map.search(&automaton).into_stream().into_byte_vec());
            let starts = fst::automaton::Str::new("ia");
            let mut begun = Vec::new();
            let mut stream = Accepted::new(&map, fst::Automaton::starts_with(starts.clone()));
            while let Some((key, value)) = stream.next() {
                begun.push((key.to_vec(), value));
            }
            let of_fst = map.search(fst::Automaton::starts_with(starts));
            prop_assert_eq!(begun, of_fst.into_stream().into_byte_vec());
        }
    }
}
