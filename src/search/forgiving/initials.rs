//! Words of which initial consonants were typed, all of them or those of some syllables.

use crate::analysis::jamo;
use crate::index::{Vocabulary, VocabularyWord};
use crate::search::query::word::QueryWord;

/// So many initials are those of few words: the words that they begin, and those that they are
/// inside of, are as likely as those whose initials they are.
const MANY_INITIALS: usize = 4;

/// Of shorter words, in syllables, a syllable and initials tell too little.
const SHORTEST_MIXED_CHARS: usize = 3;

/// The words that have the initials that were typed.
pub(super) fn initials(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    if !jamo::is_initials(&word.text) {
        return with_syllables(&word.text, vocabulary);
    }
    let initials = jamo::split_initials(&word.text);
    let are_many = initials.chars().count() >= MANY_INITIALS;
    let mut words = vocabulary.with_initials(&initials);
    if words.is_empty() || are_many {
        // The word may go on: 인공지능 in 인공지능기술.
        let begun = vocabulary.beginning_with_initials(&initials);
        words.extend(
            begun
                .into_iter()
                .filter(|word| word.text.chars().count() != initials.chars().count()),
        );
    }
    if words.is_empty() {
        // It may have begun before: 아파트 in 풍악아파트.
        words = vocabulary.with_initials_inside(&initials);
    }
    VocabularyWord::texts(words)
}

/// The words that `typed` is, where some of its syllables are their initials: 인공ㅈㄴ and
/// ㅇㄱ지능 are 인공지능.
fn with_syllables(typed: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let typed = jamo::split_initials(typed);
    if is_mixed(&typed) {
        VocabularyWord::texts(matching(&typed, vocabulary))
    } else {
        Vec::new()
    }
}

/// The same where an input method took the first initial for the final of an open syllable:
/// 양잨ㅍㅌ is 양자컴퓨터.
pub(super) fn behind_a_final(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    let opened = opened(&jamo::split_initials(&word.text));
    let opened = opened.filter(|typed| is_mixed(typed));
    opened.map_or_else(Vec::new, |typed| {
        VocabularyWord::texts(matching(&typed, vocabulary))
    })
}

/// Whether a text is syllables and initials, and more than a word whose last syllable is not
/// finished (레드ㅌ).
fn is_mixed(typed: &str) -> bool {
    let count = typed.chars().count();
    let initials = typed.chars().filter(|c| jamo::is_initial(*c)).count();
    let syllables = typed.chars().filter(|c| jamo::is_syllable(*c)).count();
    let ends_with_one = initials == 1 && typed.chars().next_back().is_some_and(jamo::is_initial);
    count >= SHORTEST_MIXED_CHARS
        && initials > 0
        && syllables > 0
        && initials + syllables == count
        && !ends_with_one
}

/// The words that have the typed syllables and initials in their places, and if there are none
/// those that begin so.
fn matching(typed: &str, vocabulary: &Vocabulary) -> Vec<VocabularyWord> {
    let initials = jamo::initials(typed);
    // Their initials are the same: what is left are the syllables.
    let fits = |word: &VocabularyWord| {
        let mut places = typed.chars().zip(word.text.chars());
        places.all(|(typed, here)| typed == here || jamo::is_initial(typed))
    };
    let mut words = vocabulary.with_initials(&initials);
    words.retain(fits);
    if words.is_empty() {
        words = vocabulary.beginning_with_initials(&initials);
        words.retain(fits);
    }
    words
}

/// `typed` with the final of the syllable before its first initials as one of these: 양잨ㅍㅌ as
/// 양자ㅋㅍㅌ.
fn opened(typed: &str) -> Option<String> {
    let first = typed.find(jamo::is_initial)?;
    let (before, initials) = typed.split_at(first);
    let mut letters = jamo::letters(before);
    let last = letters.pop().filter(|last| jamo::is_initial(*last))?;
    let open = jamo::compose(&letters);
    let is_whole = open.chars().all(jamo::is_syllable) && !open.is_empty();
    is_whole.then(|| format!("{open}{last}{initials}"))
}
