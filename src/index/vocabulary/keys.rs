//! The keys that a word of an index is found by: letters, initials and sound.

use crate::analysis::{jamo, transliteration};

/// Each key begins with one of these, then the key itself, then [`END`], the word.
pub(super) const BY_LETTERS: u8 = b'l';
pub(super) const BY_INITIALS: u8 = b'i';
pub(super) const BY_SOUND: u8 = b's';
/// Ends a key. No key holds it.
pub(super) const END: u8 = b'\t';

/// Words of other lengths, in characters, are none that people mistype.
const WORD_CHARS: std::ops::RangeInclusive<usize> = 2..=20;

/// Whether a term is a word that somebody may mistype: letters, and no number.
pub(super) fn is_word(term: &str) -> bool {
    WORD_CHARS.contains(&term.chars().count())
        && term.chars().all(char::is_alphanumeric)
        && term.chars().any(|c| !c.is_ascii_digit())
}

/// The keys of a word, in no order.
pub(super) fn keys(word: &str) -> Vec<Vec<u8>> {
    let initials = jamo::initials(word);
    let initials = if jamo::is_initials(&initials) {
        initials
    } else {
        String::new()
    };
    let keys = [
        (BY_LETTERS, jamo::letters(word)),
        (BY_INITIALS, initials),
        (BY_SOUND, transliteration::skeleton(word)),
    ];
    let with_word = |(kind, key): (u8, String)| {
        let mut bytes = whole_key(kind, &key);
        bytes.extend(word.bytes());
        bytes
    };
    keys.into_iter()
        .filter(|(_, key)| !key.is_empty())
        .map(with_word)
        .collect()
}

/// The beginning of all keys of that kind that are `key`, whatever their word.
pub(super) fn whole_key(kind: u8, key: &str) -> Vec<u8> {
    let mut bytes = vec![kind];
    bytes.extend(key.bytes());
    bytes.push(END);
    bytes
}

/// The key proper and the word of the bytes that [`keys`] made; `None` where others
/// made them.
pub(super) fn parts(bytes: &[u8]) -> Option<(&[u8], &str)> {
    let end = bytes.iter().position(|byte| *byte == END)?;
    let word = std::str::from_utf8(&bytes[end + 1..]).ok()?;
    Some((bytes.get(1..end)?, word))
}
