//! Where a text has sentences, told around a place without a walk over all of it.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter, memrchr_iter, memrchr3_iter};

/// The sentence in which the byte `place` of `text` lies, or the one behind it where that is a
/// space between two, the space after it not included. One starts at `from`.
///
/// A sentence ends at `?`, `!`, `。`, or at a full stop after Hangul, a bracket or
/// a quotation mark, with a space behind it: points in numbers, dates and foreign
/// abbreviations end none.
pub(super) fn sentence_of(text: &str, from: usize, place: usize) -> Range<usize> {
    // Byte by byte: no byte of another character is one of these.
    let bytes = text.as_bytes();
    let end_at = |at: usize| end_of_sentence(text, at);
    let is_before = |end: &usize| *end <= place;
    let mut before = memrchr3_iter(b'?', b'!', b'.', &bytes[from..place]);
    let mut ended = before.find_map(|at| end_at(from + at).filter(is_before));
    // What is rarer is looked for up to there alone.
    let since = ended.unwrap_or(from).min(place);
    let mut ideographic = memrchr_iter(FIRST_OF_IDEOGRAPHIC_STOP, &bytes[since..place]);
    ended = ideographic
        .find_map(|at| end_at(since + at).filter(is_before))
        .or(ended);
    let start = ended.map_or(from, |end| next_start(text, end));
    // A mark of three bytes may begin before the place.
    let least = start.max(place.saturating_sub(LONGEST_MARK_BYTES));
    let mut behind = memchr3_iter(b'?', b'!', b'.', &bytes[least..]);
    let end = behind.find_map(|at| end_at(least + at));
    let end = end.unwrap_or(text.len());
    let mut ideographic = memchr_iter(FIRST_OF_IDEOGRAPHIC_STOP, &bytes[least..end]);
    start..ideographic.find_map(|at| end_at(least + at)).unwrap_or(end)
}

/// Where the sentence starts that follows one which ends at a byte.
pub(super) fn next_start(text: &str, end: usize) -> usize {
    text.len() - text[end..].trim_start().len()
}

/// The byte behind the mark at a byte, if that ends a sentence.
fn end_of_sentence(text: &str, at: usize) -> Option<usize> {
    let length = match text.as_bytes()[at] {
        b'?' | b'!' => 1,
        b'.' if closes_a_sentence(&text[..at]) => 1,
        FIRST_OF_IDEOGRAPHIC_STOP if text[at..].starts_with('。') => '。'.len_utf8(),
        _ => return None,
    };
    let behind = at + length;
    text[behind..]
        .starts_with(char::is_whitespace)
        .then_some(behind)
}

/// How many bytes of a mark may stand before its last one.
const LONGEST_MARK_BYTES: usize = '。'.len_utf8() - 1;

/// The first byte of `。`, which other characters have too.
const FIRST_OF_IDEOGRAPHIC_STOP: u8 = 0xe3;

/// Whether a full stop behind this ends a sentence.
fn closes_a_sentence(before: &str) -> bool {
    before.ends_with(|c| matches!(c, '가'..='힣' | ')' | '”' | '’' | '"' | '」' | '』'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every sentence, by one walk over the text.
    fn sentences(text: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 0..text.len() {
            if at >= start
                && let Some(end) = end_of_sentence(text, at)
            {
                sentences.push(start..end);
                start = next_start(text, end);
            }
        }
        if start < text.len() {
            sentences.push(start..text.len());
        }
        sentences
    }

    proptest! {
        #[test]
        fn a_sentence_around_a_place_is_one_of_all(
            text in "([가나a1.?!。)” ]{0,6} ?){0,12}",
            place in any::<prop::sample::Index>(),
        ) {
            prop_assume!(!text.is_empty());
            let place = place.index(text.len());
            let all = sentences(&text);
            let wanted = all.iter().find(|sentence| place < sentence.end);
            let found = sentence_of(&text, 0, place);
            match wanted {
                Some(wanted) => prop_assert_eq!(&found, wanted),
                None => prop_assert!(found.is_empty()),
            }
        }
    }
}
