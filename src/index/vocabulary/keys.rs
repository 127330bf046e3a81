//! The keys that a word of an index is found by: letters, initials and sound.
//!
//! A letter of Hangul is one byte in a key and not three: the files are smaller, and made
//! and searched faster.

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

/// `letters` with each letter of Hangul (ㄱ to ㅣ) as one byte. It takes the place of a
/// mark, which no word of an index has; a mark that a query has becomes none.
pub(super) fn packed(letters: &str) -> String {
    let pack = |letter: char| match letter {
        'ㄱ'..='ㅣ' => PACKED_LETTERS[letter as usize - 'ㄱ' as usize] as char,
        _ if letter.is_ascii() && !letter.is_ascii_alphanumeric() => NO_LETTER,
        'A'..='Z' => NO_LETTER,
        _ => letter,
    };
    letters.chars().map(pack).collect()
}

/// The bytes of the letters from ㄱ to ㅣ, in their order.
const PACKED_LETTERS: [u8; 51] = {
    let mut packed = [0; 51];
    let mut at = 0;
    let mut byte = b'!';
    while at < packed.len() {
        // Digits stand for themselves.
        if byte == b'0' {
            byte = b'9' + 1;
        }
        packed[at] = byte;
        byte += 1;
        at += 1;
    }
    assert!(byte <= b'_');
    packed
};

/// Stands for what no key holds.
const NO_LETTER: char = '\u{fffd}';

/// The keys of a word, in no order.
pub(super) fn keys(word: &str) -> Vec<Vec<u8>> {
    let initials = jamo::initials(word);
    let initials = if jamo::is_initials(&initials) {
        initials
    } else {
        String::new()
    };
    let keys = [
        (BY_LETTERS, packed(&jamo::letters(word))),
        (BY_INITIALS, packed(&initials)),
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

/// The beginning of all keys of that kind that are `key`, packed, whatever their word.
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_letter_has_a_byte_of_its_own() {
        let letters: String = ('ㄱ'..='ㅣ').collect();
        let packed = packed(&letters);
        let bytes: HashSet<u8> = packed.bytes().collect();
        assert_eq!(bytes.len(), 51);
        assert!(packed.is_ascii() && packed.bytes().is_sorted());
        let is_free = |byte: u8| !byte.is_ascii_lowercase() && !byte.is_ascii_digit();
        assert!(bytes.iter().all(|byte| is_free(*byte) && *byte != END));
    }

    #[test]
    fn marks_of_a_query_are_no_letters() {
        assert_eq!(packed("g7é"), "g7é");
        assert_eq!(packed("c++Q"), "c\u{fffd}\u{fffd}\u{fffd}");
    }
}
