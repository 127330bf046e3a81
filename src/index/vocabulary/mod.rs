//! The words of an index, by the keys that mistyped ones are found by.
//!
//! A finite state transducer for each segment: each word by the letters it is typed
//! with, by its initial consonants and by how it sounds. They are read when a word of a
//! query is found nowhere, and cost nothing before. Which key is tried when is the
//! search's.

mod accepted;
mod automaton;
mod beginnings;
pub(in crate::index) mod changed_words;
mod keys;
mod missing_syllable;
mod segment_words;

use std::path::Path;
use std::sync::OnceLock;

use fst::map::OpBuilder;
use fst::{Automaton, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;
use rayon::prelude::*;
use tantivy::Searcher;

use super::segments::schema::IndexSchema;
use crate::analysis::jamo;
use accepted::Accepted;
use automaton::{InfixAutomaton, KeyAutomaton};
pub(super) use beginnings::WordBeginnings;
use keys::{BY_INITIALS, BY_LETTERS, BY_SOUND, packed, whole_key};
use missing_syllable::MissingSyllable;
use segment_words::WordMap;
pub(super) use segment_words::{DeletedWords, segment_of, words_file};

/// Skeletons of fewer letters are too short for one of them to be another.
const SHORTEST_SKELETON: usize = 4;

/// The most words that are kept for one question, those that most documents hold: a bound
/// for short prefixes.
const MOST_WORDS: usize = 10_000;

/// The words of an index.
pub struct Vocabulary {
    segments: Vec<SegmentWords>,
    /// Make automata of misspellings by one wrong letter, and by two.
    one_wrong: OnceLock<LevenshteinAutomatonBuilder>,
    two_wrong: OnceLock<LevenshteinAutomatonBuilder>,
}

struct SegmentWords {
    words: WordMap,
    /// Those of its deleted documents, to be taken off, where it has any: a map without words
    /// takes long to make.
    deleted: Option<WordMap>,
}

/// A word of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyWord {
    /// The word in normal form, without particles and endings.
    pub text: String,
    /// How often a field of a document holds it: as a stem, and once more where it is a
    /// morpheme there.
    pub count: u64,
    /// How many letters were wrong; 0 where that was not the question.
    pub distance: u8,
}

impl VocabularyWord {
    /// The texts of words, in their order.
    pub fn texts(words: Vec<VocabularyWord>) -> Vec<String> {
        words.into_iter().map(|word| word.text).collect()
    }
}

impl Vocabulary {
    pub(super) fn open(searcher: &Searcher, generation: &Path) -> anyhow::Result<Self> {
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let segment = reader.segment_id().uuid_string();
            let deleted = generation.join(segment_words::deleted_file(&segment));
            segments.push(SegmentWords {
                words: segment_words::open(&generation.join(segment_words::words_file(&segment)))?,
                deleted: if reader.has_deletes() && deleted.exists() {
                    Some(segment_words::open(&deleted)?)
                } else {
                    None
                },
            });
        }
        Ok(Vocabulary::of(segments))
    }

    /// Opens the words that stand in one file.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is damaged.
    pub(crate) fn of_file(path: &Path) -> anyhow::Result<Self> {
        Ok(Vocabulary::of(vec![SegmentWords {
            words: segment_words::open(path)?,
            deleted: None,
        }]))
    }

    fn of(segments: Vec<SegmentWords>) -> Self {
        Vocabulary {
            segments,
            one_wrong: OnceLock::new(),
            two_wrong: OnceLock::new(),
        }
    }

    /// Makes automata of the words that become one by at most `distance` letters, of which
    /// two that changed places are one; 1 or 2.
    fn misspellings(&self, distance: u8) -> &LevenshteinAutomatonBuilder {
        let (made, distance) = match distance {
            0 | 1 => (&self.one_wrong, 1),
            _ => (&self.two_wrong, 2),
        };
        made.get_or_init(|| LevenshteinAutomatonBuilder::new(distance, true))
    }

    /// The words that become `word` by at most `distance` letters (keys) added, left
    /// out, changed, or swapped with their neighbour; 1 or 2. Closest first, then
    /// the most frequent.
    pub fn similar(&self, word: &str, distance: u8) -> Vec<VocabularyWord> {
        let letters = packed(&jamo::letters(word));
        let automaton = KeyAutomaton {
            kind: BY_LETTERS,
            letters: self.misspellings(distance).build_dfa(&letters),
        };
        let mut words = self.words(&automaton, |key| automaton.letters.eval(key).to_u8());
        words.sort_by(|a, b| {
            let closest = a.distance.cmp(&b.distance);
            closest.then_with(|| most_frequent_first(a, b))
        });
        words
    }

    /// The words that begin with nearly the letters (keys) of `word`, one of them added, left
    /// out or changed, the most frequent first.
    pub fn beginning_like(&self, word: &str) -> Vec<VocabularyWord> {
        let letters = packed(&jamo::letters(word));
        let automaton = KeyAutomaton {
            kind: BY_LETTERS,
            letters: self.misspellings(1).build_prefix_dfa(&letters),
        };
        let mut words = self.words(&automaton, |_| 0);
        words.sort_by(most_frequent_first);
        words
    }

    /// The words that are `word` with one syllable more, anywhere but at the end, the most
    /// frequent first. `word` is syllables of Hangul.
    pub fn with_one_syllable_more(&self, word: &str) -> Vec<VocabularyWord> {
        let automaton = MissingSyllable::new(BY_LETTERS, word);
        let mut words = self.words(&automaton, |_| 0);
        // Letters that are too many need not be one syllable: 각아 is no 가아.
        words.retain(|longer| is_without_one(&longer.text, word));
        words.sort_by(most_frequent_first);
        words
    }

    /// `word` itself, where it is one of the words.
    pub fn exactly(&self, word: &str) -> Option<VocabularyWord> {
        let key = whole_key(BY_LETTERS, &packed(&jamo::letters(word)));
        let mut same = self.sorted_from(&key).into_iter();
        same.find(|found| found.text == word)
    }

    /// The words that begin with the letters (keys) of `word`, the most frequent first.
    pub fn beginning_with(&self, word: &str) -> Vec<VocabularyWord> {
        self.sorted_from(&beginning_of_key(word))
    }

    /// The words with these initial consonants, the most frequent first.
    pub fn with_initials(&self, initials: &str) -> Vec<VocabularyWord> {
        self.sorted_from(&whole_key(BY_INITIALS, &packed(initials)))
    }

    /// The words whose first syllables have these initial consonants, the most frequent first.
    pub fn beginning_with_initials(&self, initials: &str) -> Vec<VocabularyWord> {
        let mut prefix = vec![BY_INITIALS];
        prefix.extend(packed(initials).bytes());
        self.sorted_from(&prefix)
    }

    /// The words that have these initial consonants inside of them, or at their end, the most
    /// frequent first.
    pub fn with_initials_inside(&self, initials: &str) -> Vec<VocabularyWord> {
        let sought = packed(initials);
        let automaton = InfixAutomaton::new(BY_INITIALS, &sought);
        let mut words = self.words(&automaton, |_| 0);
        words.sort_by(most_frequent_first);
        words
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

    /// The words whose keys `automaton` accepts, counted over all segments: the most frequent
    /// of them where they are many, else in the order of their keys.
    fn words(
        &self,
        automaton: impl Automaton + Copy,
        distance_of: impl Fn(&[u8]) -> u8,
    ) -> Vec<VocabularyWord> {
        let mut union = OpBuilder::new();
        // The first places hold words, those behind them what is to be taken off.
        for segment in &self.segments {
            union.push(Accepted::new(&segment.words, automaton));
        }
        let deleted = self.segments.iter();
        for deleted in deleted.filter_map(|segment| segment.deleted.as_ref()) {
            union.push(Accepted::new(deleted, automaton));
        }
        let segments = self.segments.len();
        let mut stream = union.union();
        let mut words = MostFrequent::default();
        while let Some((bytes, counts)) = stream.next() {
            let sum = |is_deleted: bool| -> u64 {
                let of_kind = counts.iter();
                let of_kind = of_kind.filter(|count| (count.index >= segments) == is_deleted);
                of_kind.map(|count| count.value).sum()
            };
            let count = sum(false).saturating_sub(sum(true));
            // Most keys of a short prefix are of rare words, and cost no more than a look.
            if count < words.least {
                continue;
            }
            let Some((key, text)) = keys::parts(bytes) else {
                continue;
            };
            words.push(VocabularyWord {
                text: text.to_owned(),
                count,
                distance: distance_of(key),
            });
        }
        words.into_words()
    }
}

/// How the keys of the words begin that begin with the letters of `word`.
fn beginning_of_key(word: &str) -> Vec<u8> {
    let mut prefix = vec![BY_LETTERS];
    prefix.extend(packed(&jamo::letters(word)).bytes());
    prefix
}

/// Whether `word` is `longer` with one of its characters left out.
fn is_without_one(longer: &str, word: &str) -> bool {
    let (mut typed, mut left_out) = (word.chars().peekable(), 0);
    for character in longer.chars() {
        if typed.next_if_eq(&character).is_none() {
            left_out += 1;
        }
    }
    left_out == 1 && typed.peek().is_none()
}

/// Keeps the most frequent of the words that come, as many as are kept at all.
struct MostFrequent {
    /// At most about twice as many as are kept.
    words: Vec<VocabularyWord>,
    /// What a word must be held by to be one of them.
    least: u64,
}

impl Default for MostFrequent {
    fn default() -> Self {
        MostFrequent {
            words: Vec::new(),
            // A word that no document holds any more is none.
            least: 1,
        }
    }
}

impl MostFrequent {
    fn push(&mut self, word: VocabularyWord) {
        self.words.push(word);
        if self.words.len() == 2 * MOST_WORDS {
            self.keep_first();
        }
    }

    fn into_words(mut self) -> Vec<VocabularyWord> {
        if self.words.len() > MOST_WORDS {
            self.keep_first();
        }
        self.words
    }

    fn keep_first(&mut self) {
        let (_, last, _) = self
            .words
            .select_nth_unstable_by(MOST_WORDS - 1, most_frequent_first);
        self.least = last.count;
        self.words.truncate(MOST_WORDS);
    }
}

fn most_frequent_first(a: &VocabularyWord, b: &VocabularyWord) -> std::cmp::Ordering {
    let frequency = b.count.cmp(&a.count);
    frequency.then_with(|| a.text.cmp(&b.text))
}

/// Writes the words of those segments that have no file of them yet, and removes the
/// files of segments that are gone. Works on as many segments at once as the calling
/// thread's pool has threads.
pub(super) fn write(
    searcher: &Searcher,
    schema: &IndexSchema,
    generation: &Path,
) -> anyhow::Result<()> {
    let readers = searcher.segment_readers();
    readers.par_iter().try_for_each(|reader| {
        let segment = reader.segment_id().uuid_string();
        let file = generation.join(segment_words::words_file(&segment));
        if file.exists() {
            return Ok(());
        }
        segment_words::write_segment(reader, schema, generation)
    })?;
    let ids = readers.iter().map(|reader| reader.segment_id());
    let segments: Vec<String> = ids.map(|id| id.uuid_string()).collect();
    for entry in std::fs::read_dir(generation)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_left = segment_words::segment_of(&name)
            .is_some_and(|segment| !segments.iter().any(|other| other == segment));
        if is_left {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::transliteration;
    use fst::Map;

    fn vocabulary(words: &[(&str, u64)]) -> Vocabulary {
        vocabulary_of(&[(words, &[])])
    }

    type Words<'a> = &'a [(&'a str, u64)];

    /// Of segments, each with its words and those of its deleted documents.
    fn vocabulary_of(segments: &[(Words<'_>, Words<'_>)]) -> Vocabulary {
        let map = |words: Words<'_>| {
            let with_keys = |(word, count): &(&str, u64)| {
                let count = *count;
                keys::keys(word).into_iter().map(move |key| (key, count))
            };
            let mut entries: Vec<_> = words.iter().flat_map(with_keys).collect();
            entries.sort();
            segment_words::in_memory(Map::from_iter(entries).unwrap())
        };
        let segments = segments.iter().map(|(words, deleted)| SegmentWords {
            words: map(words),
            deleted: Some(map(deleted)),
        });
        Vocabulary::of(segments.collect())
    }

    #[test]
    fn of_many_words_the_most_frequent_are_kept() {
        // More than are kept, twice over, and the frequent ones last in the order of keys.
        let many: Vec<String> = (0..2 * MOST_WORDS + 10)
            .map(|number| format!("규{number:05}"))
            .collect();
        let count = |number: usize| if number + 3 < many.len() { 1 } else { 7 };
        let counted = many.iter().enumerate();
        let counted: Vec<(&str, u64)> = counted
            .map(|(number, word)| (word.as_str(), count(number)))
            .collect();
        let found = vocabulary(&counted).beginning_with("규");
        assert_eq!(found.len(), MOST_WORDS);
        let first: Vec<&str> = found
            .iter()
            .take(4)
            .map(|word| word.text.as_str())
            .collect();
        let last = many.len() - 3;
        assert_eq!(first[..3], many[last..]);
        assert_eq!(first[3], many[0]);
    }

    #[test]
    fn segments_are_counted_together_and_deleted_documents_not_at_all() {
        let words = vocabulary_of(&[
            (&[("규제", 3), ("규재", 2)], &[("규제", 3)]),
            (&[("규재", 2), ("규졔", 3)], &[]),
        ]);
        let found = words.similar("규젠", 1);
        let counts: Vec<_> = found.iter().map(|w| (w.text.as_str(), w.count)).collect();
        assert_eq!(counts, [] as [(&str, u64); 0]);
        let found = words.with_initials("ㄱㅈ");
        let counts: Vec<_> = found.iter().map(|w| (w.text.as_str(), w.count)).collect();
        assert_eq!(counts, [("규재", 4), ("규졔", 3)]);
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
    fn words_with_a_syllable_more_are_found() {
        let words = vocabulary(&[
            ("의정부시", 2),
            ("의사부시", 7),
            ("의정부", 9),
            ("의부시장", 3),
        ]);
        assert_eq!(
            texts(words.with_one_syllable_more("의부시")),
            ["의사부시", "의정부시"]
        );
        // Two syllables of five letters in all are no one syllable.
        assert!(words.with_one_syllable_more("의시").is_empty());
        assert_eq!(words.exactly("의정부").map(|word| word.count), Some(9));
        assert_eq!(words.exactly("의정"), None);
    }

    #[test]
    fn other_keys_find_words() {
        let words = vocabulary(&[("레드팀", 2), ("레도틈", 3), ("리듬", 1), ("anthropic", 1)]);
        assert_eq!(texts(words.with_initials("ㄹㄷㅌ")), ["레도틈", "레드팀"]);
        assert!(words.with_initials("ㄹㄷㅁㅁ").is_empty());
        assert_eq!(
            texts(words.with_initials_inside("ㄷㅌ")),
            ["레도틈", "레드팀"]
        );
        assert_eq!(texts(words.with_initials_inside("ㄹㄷ")).len(), 3);
        assert!(words.with_initials_inside("ㅌㄹ").is_empty());
        assert_eq!(texts(words.beginning_with("레드티")), ["레드팀"]);
        let skeleton = transliteration::skeleton("앤트로픽");
        assert_eq!(texts(words.sounding_like(&skeleton)), ["anthropic"]);
    }
}
