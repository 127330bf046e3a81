//! Words that were not typed to their end.
//!
//! Whether a word is finished is told by the index: one that is offered here stands in no
//! document, whatever the dictionary knows of it.

use super::syllable_slips::is_hangul;
use crate::analysis::{jamo, keyboard};
use crate::index::{Vocabulary, VocabularyWord};
use crate::search::query::word::QueryWord;

/// Beginnings of fewer characters, in Hangul and in Latin letters, are those of too many words.
const SHORTEST_HANGUL_BEGINNING: usize = 2;
const SHORTEST_LATIN_BEGINNING: usize = 4;

/// The words that go on behind what was typed. Behind a word of the language they do so by a
/// syllable at least: with a letter more it is another word (기보, 기본).
pub(super) fn half_typed(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    let text = word.text.to_lowercase();
    let mut words = begun(&text, vocabulary);
    if is_a_word(word) {
        words.retain(|other| other.text.chars().count() > text.chars().count());
    }
    VocabularyWord::texts(words)
}

/// A word without the letter behind it, of which an ending or a particle was begun: 거론ㄷ is
/// 거론되.
pub(super) fn without_begun_ending(word: &QueryWord, _: &Vocabulary) -> Vec<String> {
    if !ends_unfinished(&word.text) {
        return Vec::new();
    }
    let text = word.text.to_lowercase();
    let mut typed = text.chars();
    typed.next_back();
    vec![typed.as_str().to_owned()]
}

/// The words that go on behind a word which stands by itself, the most frequent first.
/// `beginning_with` gives the words that begin with the letters of a text.
pub(super) fn continuing(
    word: &QueryWord,
    beginning_with: impl Fn(&str) -> anyhow::Result<Vec<VocabularyWord>>,
) -> anyhow::Result<Vec<String>> {
    let text = word.text.to_lowercase();
    let Some(beginning) = Beginning::of(&text) else {
        return Ok(Vec::new());
    };
    let mut words = beginning.among(beginning_with(&text)?);
    words.retain(|other| other.text.chars().count() > text.chars().count());
    Ok(VocabularyWord::texts(words))
}

/// The words that go on behind what was typed with the keyboard left in the other language: fpemx
/// is 레드ㅌ.
pub(super) fn on_other_keyboard(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    let text = word.text.as_str();
    let typed = [keyboard::as_begun_hangul(text), keyboard::as_latin(text)];
    let typed = typed.into_iter().flatten();
    let words = typed.flat_map(|typed| begun(&typed, vocabulary));
    VocabularyWord::texts(words.collect())
}

/// The words that begin with the letters (keys) of `text`, in lower case: those that have as
/// many syllables first, then the most frequent.
fn begun(text: &str, vocabulary: &Vocabulary) -> Vec<VocabularyWord> {
    match Beginning::of(text) {
        Some(beginning) => beginning.among(vocabulary.beginning_with(text)),
        None => Vec::new(),
    }
}

/// What was typed of a word, long enough to tell it.
struct Beginning {
    chars: usize,
    ends_unfinished: bool,
}

impl Beginning {
    /// That of `text`, in lower case; `None` where it is the beginning of too many words.
    fn of(text: &str) -> Option<Self> {
        // Keys behind a syllable may belong into it: 레드티ㅁ is 레드팀.
        let typed = jamo::compose(&jamo::letters(text));
        let chars = typed.chars().count();
        let ends_unfinished = ends_unfinished(text);
        let is_long = if ends_unfinished {
            true
        } else if is_hangul(&typed) {
            chars >= SHORTEST_HANGUL_BEGINNING
        } else {
            chars >= SHORTEST_LATIN_BEGINNING
        };
        is_long.then_some(Beginning {
            chars,
            ends_unfinished,
        })
    }

    /// Those of the words that begin with its letters which may be meant, in their order.
    fn among(&self, mut words: Vec<VocabularyWord>) -> Vec<VocabularyWord> {
        words.retain(|word| word.text.chars().count() >= self.chars);
        if self.ends_unfinished {
            // The word itself rather than one that goes on behind the syllable.
            words.sort_by_key(|word| word.text.chars().count() != self.chars);
        }
        words
    }
}

/// Whether the last character is a Hangul letter that is no syllable yet.
pub(super) fn ends_unfinished(text: &str) -> bool {
    let mut chars = text.chars().rev();
    let last_is_letter = chars.next().is_some_and(|c| ('ㄱ'..='ㅣ').contains(&c));
    last_is_letter && chars.next().is_some_and(|c| ('가'..='힣').contains(&c))
}

/// Whether a word is one of the language as it was typed, and no two side by side.
pub(super) fn is_a_word(word: &QueryWord) -> bool {
    word.is_in_dictionary && word.stem == word.text && !is_pair(word)
}

/// Whether a word is two Hanja of the dictionary side by side (한일).
pub(super) fn is_pair(word: &QueryWord) -> bool {
    word.is_in_dictionary && word.terms.len() > 1
}
