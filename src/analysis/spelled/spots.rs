//! Where words may begin in a text, by where the letters stand that they begin with.
//!
//! Only there it is looked whether a word begins, and where only the normal form tells.

use std::ops::Range;

use super::signs::{Sign, sign_at, sign_of};

/// So many bytes are looked at together.
const CHUNK: usize = 32;

/// A place of a text that is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// The byte of the letter, or where the eojeol begins.
    pub at: usize,
    pub kind: SpotKind,
}

/// What is to be looked at there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SpotKind {
    /// A letter in normal form, and the byte behind it.
    Letter(char, usize),
    /// An eojeol up to this byte: only its normal form tells.
    Eojeol(usize),
}

/// Each place of `letters`, in order, where a word may begin, and each eojeol of which only the
/// normal form tells.
pub(super) fn spots(text: &str, letters: &[usize]) -> Vec<Spot> {
    let unknown = unknown_eojeols(text);
    let mut spots: Vec<Spot> = Vec::new();
    for &at in letters {
        if let Some((Sign::Letter(value), length)) = sign_at(text, at)
            && may_begin(text, at)
            && !is_within(at, &unknown)
        {
            let kind = SpotKind::Letter(value, at + length);
            spots.push(Spot { at, kind });
        }
    }
    if !unknown.is_empty() {
        spots.extend(unknown.into_iter().map(|eojeol| Spot {
            at: eojeol.start,
            kind: SpotKind::Eojeol(eojeol.end),
        }));
        spots.sort_unstable();
    }
    spots
}

/// Whether a word may begin at a byte: no letter stands right before it. Whether a joiner parts
/// words only its neighbours in normal form tell.
fn may_begin(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    // The eojeol of what is unknown is looked at whole.
    before.is_none_or(|value| !matches!(sign_of(value), Sign::Letter(_) | Sign::Unknown))
}

/// Where the last eojeol of a text begins; `None` where there is no white space before it.
pub(super) fn last_eojeol_start(text: &str) -> Option<usize> {
    let before = text.trim_end_matches(|c: char| !c.is_whitespace());
    (!before.is_empty()).then_some(before.len())
}

fn is_within(at: usize, eojeols: &[Range<usize>]) -> bool {
    let next = eojeols.partition_point(|eojeol| eojeol.end <= at);
    eojeols.get(next).is_some_and(|eojeol| eojeol.start <= at)
}

/// The eojeols of a text of which only the normal form tells.
fn unknown_eojeols(text: &str) -> Vec<Range<usize>> {
    let mut eojeols = Vec::new();
    let mut from = 0;
    while let Some(at) = next_unknown(text, from) {
        let rest = &text[at..];
        let end = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
        let start = last_eojeol_start(&text[from..at]).unwrap_or(0);
        eojeols.push(from + start..end);
        from = end;
    }
    eojeols
}

/// The first character from a byte on of which only the normal form of its eojeol tells.
fn next_unknown(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    // With the byte behind it, which tells the syllables among what begins as they do.
    while let Some(chunk) = bytes[at..].first_chunk::<{ CHUNK + 1 }>() {
        if has_other_letters(chunk) {
            let mut others = (0..CHUNK).filter(|&place| is_other(chunk[place], chunk[place + 1]));
            if let Some(place) = others.find(|place| is_unknown(text, at + place)) {
                return Some(at + place);
            }
        }
        at += CHUNK;
    }
    (at..bytes.len()).find(|&byte| is_unknown(text, byte))
}

/// Whether some character begins within that is neither ASCII nor a syllable, or may be none. Each
/// byte is told alike, so that many are told at once.
fn has_other_letters(chunk: &[u8; CHUNK + 1]) -> bool {
    let places = 0..CHUNK;
    places.fold(false, |has, place| {
        has | is_other(chunk[place], chunk[place + 1])
    })
}

/// Whether such a character begins at a byte, with the one behind it.
#[inline(always)]
fn is_other(byte: u8, next: u8) -> bool {
    let is_syllable = (byte == 0xeb)
        | (byte == 0xec)
        | ((byte == 0xea) & (next >= 0xb0))
        | ((byte == 0xed) & (next < 0x9e));
    (byte >= 0xc0) & !is_syllable
}

/// Whether a character begins at a byte of which only the normal form of its eojeol tells.
fn is_unknown(text: &str, at: usize) -> bool {
    let is_first = text.is_char_boundary(at);
    is_first && matches!(sign_at(text, at), Some((Sign::Unknown, _)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::letters::first_letters::FirstLetters;
    use proptest::prelude::*;

    fn spots(first: &str, text: &str) -> Vec<Spot> {
        let letters = FirstLetters::new(first.chars().collect::<Vec<_>>());
        super::spots(text, &letters.places(text).unwrap())
    }

    #[test]
    fn a_word_may_begin_behind_spaces_and_marks_and_not_within_another() {
        let text = "레드팀 ‘레드’ 그레 '레 AI(레)·AI";
        let found = spots("레a", text);
        let found: Vec<&str> = found.iter().map(|spot| &text[spot.at..]).collect();
        let all = ["레드팀", "레드’", "레 ", "AI(", "레)", "AI"];
        assert_eq!(found.len(), all.len(), "{found:?}");
        for (found, begins) in found.iter().zip(all) {
            assert!(found.starts_with(begins), "{found}");
        }
    }

    #[test]
    fn an_eojeol_of_other_letters_is_looked_at_whole() {
        let text = "레드팀의 人工지능과　레드팀";
        let found = spots("레지", text);
        let kinds: Vec<_> = found.iter().map(|spot| spot.kind).collect();
        assert!(
            matches!(kinds[..], [SpotKind::Letter('레', 3), SpotKind::Eojeol(end), SpotKind::Letter('레', _)]
                if &text[found[1].at..end] == "人工지능과"),
            "{kinds:?}"
        );
    }

    #[test]
    fn any_character_is_told_wherever_it_stands_in_a_chunk() {
        for value in '\0'..=char::MAX {
            let is_unknown = matches!(sign_of(value), Sign::Unknown);
            let text = format!("가{value}나다라마바사 아자차카타파하 abcdefg");
            assert_eq!(next_unknown(&text, 0), is_unknown.then_some(3), "{value:?}");
        }
        for before in 0..2 * CHUNK {
            let text = format!("{}人{}", "a".repeat(before), "가".repeat(CHUNK));
            assert_eq!(next_unknown(&text, 0), Some(before));
        }
    }

    proptest! {
        #[test]
        fn chunks_pass_over_nothing(text in "[가-힣a. ]{0,40}[人힣\u{d7a4}ꯀ“é ]{0,2}[가-힣a. ]{0,40}") {
            let all = text.char_indices();
            let mut unknown = all.filter(|(_, value)| matches!(sign_of(*value), Sign::Unknown));
            prop_assert_eq!(next_unknown(&text, 0), unknown.next().map(|(at, _)| at));
        }
    }
}
