//! The words of an index, by the keys that mistyped ones are found by.
//!
//! A finite state transducer in a file of the generation: each word by the letters it
//! is typed with, by its initial consonants and by how it sounds. It is read when a
//! word of a query is found nowhere, and costs nothing before. Which key is tried
//! when is the search's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use fst::{Automaton, IntoStreamer, Map, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};

use super::manifest::write_synced;
use super::reader::IndexReader;
use crate::analysis::{View, jamo, transliteration};

const FILE: &str = "words.fst";

/// Each key begins with one of these, then the key itself, then [`END`], the word.
const BY_LETTERS: u8 = b'l';
const BY_INITIALS: u8 = b'i';
const BY_SOUND: u8 = b's';
/// Ends a key. No key holds it.
const END: u8 = b'\t';

/// Words of other lengths, in characters, are none that people mistype.
const WORD_CHARS: std::ops::RangeInclusive<usize> = 2..=20;

/// Skeletons of fewer letters are too short for one of them to be another.
const SHORTEST_SKELETON: usize = 4;

/// The most keys that are looked at for one question: a bound for short prefixes.
const MOST_KEYS: usize = 10_000;

/// The words of an index.
pub struct Vocabulary {
    map: Map<Vec<u8>>,
}

/// A word of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyWord {
    /// The word in normal form, without particles and endings.
    pub text: String,
    /// How many documents hold it, in the field that most do.
    pub documents: u64,
    /// How many letters were wrong; 0 where that was not the question.
    pub distance: u8,
}

impl Vocabulary {
    pub(super) fn open(generation: &Path) -> anyhow::Result<Self> {
        let path = generation.join(FILE);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let map = Map::new(bytes).with_context(|| format!("{} is damaged", path.display()))?;
        Ok(Vocabulary { map })
    }

    /// The words that become `word` by at most `distance` letters (keys) added, left
    /// out, changed, or swapped with their neighbour; 2 at most. Closest first, then
    /// the most frequent.
    pub fn similar(&self, word: &str, distance: u8) -> Vec<VocabularyWord> {
        let letters = jamo::letters(word);
        let builder = LevenshteinAutomatonBuilder::new(distance.min(2), true);
        let automaton = KeyAutomaton {
            kind: BY_LETTERS,
            letters: builder.build_dfa(&letters),
        };
        let mut words = self.words(&automaton, |key| automaton.letters.eval(key).to_u8());
        words.sort_by(|a, b| {
            let closest = a.distance.cmp(&b.distance);
            closest.then_with(|| most_frequent_first(a, b))
        });
        words
    }

    /// The words that begin with the letters (keys) of `word`, the most frequent first.
    pub fn beginning_with(&self, word: &str) -> Vec<VocabularyWord> {
        let mut prefix = vec![BY_LETTERS];
        prefix.extend(jamo::letters(word).bytes());
        self.sorted_from(&prefix)
    }

    /// The words with these initial consonants, the most frequent first.
    pub fn with_initials(&self, initials: &str) -> Vec<VocabularyWord> {
        self.sorted_from(&whole_key(BY_INITIALS, initials))
    }

    /// The words whose sounds have nearly this skeleton, as `analysis::transliteration`
    /// makes it: the same, or with one letter of it added, left out or changed where it
    /// has enough. In no order that says anything.
    pub fn sounding_like(&self, skeleton: &str) -> Vec<VocabularyWord> {
        let distance = u8::from(skeleton.len() >= SHORTEST_SKELETON);
        let automaton = KeyAutomaton {
            kind: BY_SOUND,
            letters: LevenshteinAutomatonBuilder::new(distance, false).build_dfa(skeleton),
        };
        self.words(&automaton, |_| 0)
    }

    fn sorted_from(&self, prefix: &[u8]) -> Vec<VocabularyWord> {
        let text = std::str::from_utf8(prefix).unwrap_or_default();
        let automaton = fst::automaton::Str::new(text).starts_with();
        let mut words = self.words(&automaton, |_| 0);
        words.sort_by(most_frequent_first);
        words
    }

    fn words(
        &self,
        automaton: &impl Automaton,
        distance_of: impl Fn(&[u8]) -> u8,
    ) -> Vec<VocabularyWord> {
        let mut stream = self.map.search(automaton).into_stream();
        let mut words = Vec::new();
        while let Some((key, documents)) = stream.next() {
            let Some(end) = key.iter().position(|byte| *byte == END) else {
                continue;
            };
            let Ok(text) = std::str::from_utf8(&key[end + 1..]) else {
                continue;
            };
            words.push(VocabularyWord {
                text: text.to_owned(),
                documents,
                distance: distance_of(&key[1..end]),
            });
            if words.len() == MOST_KEYS {
                break;
            }
        }
        words
    }
}

fn most_frequent_first(a: &VocabularyWord, b: &VocabularyWord) -> std::cmp::Ordering {
    let frequency = b.documents.cmp(&a.documents);
    frequency.then_with(|| a.text.cmp(&b.text))
}

fn whole_key(kind: u8, key: &str) -> Vec<u8> {
    let mut bytes = vec![kind];
    bytes.extend(key.bytes());
    bytes.push(END);
    bytes
}

/// Accepts the keys of one kind whose letters are near to those of a word.
struct KeyAutomaton {
    kind: u8,
    letters: DFA,
}

#[derive(Clone, Copy)]
enum KeyState {
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

/// Writes the vocabulary of a generation whose documents are all there.
pub(super) fn write(index: &IndexReader, generation: &Path) -> anyhow::Result<()> {
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    for reader in index.searcher().segment_readers() {
        for field in &index.schema().text {
            for view in [View::Stems, View::Morphemes] {
                let terms = reader.inverted_index(field.view(view))?;
                let mut stream = terms.terms().stream()?;
                while stream.advance() {
                    let Ok(word) = std::str::from_utf8(stream.key()) else {
                        continue;
                    };
                    if is_word(word) {
                        let documents = u64::from(stream.value().doc_freq);
                        let most = words.entry(word.to_owned()).or_default();
                        *most = documents.max(*most);
                    }
                }
            }
        }
    }
    let map = Map::from_iter(keys(words)).context("cannot build the vocabulary")?;
    write_synced(&generation.join(FILE), map.as_fst().as_bytes())
}

/// The keys of words, in order.
fn keys(words: impl IntoIterator<Item = (String, u64)>) -> Vec<(Vec<u8>, u64)> {
    let mut keys = Vec::new();
    for (word, documents) in words {
        let mut add = |kind: u8, key: &str| {
            if !key.is_empty() {
                let mut bytes = whole_key(kind, key);
                bytes.extend(word.bytes());
                keys.push((bytes, documents));
            }
        };
        add(BY_LETTERS, &jamo::letters(&word));
        let initials = jamo::initials(&word);
        if jamo::is_initials(&initials) {
            add(BY_INITIALS, &initials);
        }
        add(BY_SOUND, &transliteration::skeleton(&word));
    }
    keys.sort_unstable();
    keys
}

/// Whether a term is a word that somebody may mistype: letters, and no number.
fn is_word(term: &str) -> bool {
    WORD_CHARS.contains(&term.chars().count())
        && term.chars().all(char::is_alphanumeric)
        && term.chars().any(|c| !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &[(&str, u64)]) -> Vocabulary {
        let words = words
            .iter()
            .map(|(word, documents)| ((*word).to_owned(), *documents));
        Vocabulary {
            map: Map::from_iter(keys(words)).unwrap(),
        }
    }

    fn texts(words: Vec<VocabularyWord>) -> Vec<String> {
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn closest_then_most_frequent_words_come_first() {
        let words = vocabulary(&[("레드팀", 2), ("레드", 9), ("래드팀", 1), ("블루팀", 5)]);
        assert_eq!(texts(words.similar("래드팀", 1)), ["래드팀", "레드팀"]);
        assert_eq!(texts(words.similar("레드킴", 1)), ["레드팀"]);
        let words = vocabulary(&[("규제", 3), ("규재", 7)]);
        assert_eq!(texts(words.similar("규젠", 1)), ["규제"]);
        assert_eq!(texts(words.similar("규졔", 1)), ["규재", "규제"]);
    }

    #[test]
    fn other_keys_find_words() {
        let words = vocabulary(&[("레드팀", 2), ("레도틈", 3), ("리듬", 1), ("anthropic", 1)]);
        assert_eq!(texts(words.with_initials("ㄹㄷㅌ")), ["레도틈", "레드팀"]);
        assert!(words.with_initials("ㄹㄷㅁㅁ").is_empty());
        assert_eq!(texts(words.beginning_with("레드티")), ["레드팀"]);
        let skeleton = transliteration::skeleton("앤트로픽");
        assert_eq!(texts(words.sounding_like(&skeleton)), ["anthropic"]);
    }
}
