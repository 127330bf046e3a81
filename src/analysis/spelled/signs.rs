//! What each character of a text is to one who looks for the beginnings of words.
//!
//! Of most characters it is known without their normal form, of Hangul by its bytes.

/// What a character of a text is to one who looks for the beginnings of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It can be the first of a word, in this normal form.
    Letter(char),
    /// It parts words, or may.
    Parts,
    /// It begins no word, and parts words by what stands beside it.
    Joins,
    /// White space.
    Space,
    /// Only the normal form of its eojeol tells.
    Unknown,
}

/// What stands at a byte of a text, and its length; `None` at the end.
#[inline(always)]
pub(super) fn sign_at(text: &str, at: usize) -> Option<(Sign, usize)> {
    let bytes = text.as_bytes();
    let &byte = bytes.get(at)?;
    if byte.is_ascii() {
        return Some((SIGNS[usize::from(byte)], 1));
    }
    let value = text[at..].chars().next()?;
    if is_syllable(bytes, at) {
        return Some((Sign::Letter(value), SYLLABLE_BYTES));
    }
    Some((sign_of(value), value.len_utf8()))
}

/// How long a syllable of Hangul is in UTF-8.
pub(super) const SYLLABLE_BYTES: usize = 3;

/// Whether a syllable of Hangul stands at a byte of a text.
#[inline(always)]
pub(super) fn is_syllable(bytes: &[u8], at: usize) -> bool {
    let Some(&[first, second, third]) = bytes.get(at..at + SYLLABLE_BYTES) else {
        return false;
    };
    match first {
        0xeb | 0xec => true,
        0xea => second >= 0xb0,
        0xed => second < 0x9e || (second == 0x9e && third <= 0xa3),
        _ => false,
    }
}

/// The signs of ASCII.
const SIGNS: [Sign; 128] = {
    let mut signs = [Sign::Parts; 128];
    let mut byte = 0;
    while byte < 128 {
        signs[byte as usize] = sign_of_ascii(byte);
        byte += 1;
    }
    signs
};

const fn sign_of_ascii(byte: u8) -> Sign {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' => Sign::Letter(byte.to_ascii_lowercase() as char),
        b'-' | b'_' | b'\'' | b'&' | b'+' | b'#' | b'.' => Sign::Joins,
        b'\t'..=b'\r' | b' ' => Sign::Space,
        _ => Sign::Parts,
    }
}

/// Whether the characters of a text are in their normal form already, but for capitals, or marks
/// that no letter or digit comes of.
pub(in crate::analysis) fn is_plain(text: &str) -> bool {
    let is_plain = |value| !matches!(sign_of(value), Sign::Unknown);
    text.is_ascii() || text.chars().all(is_plain)
}

/// What a character is. Of most it is known without their normal form:
/// it is one character, or marks that are no part of a word, whatever stands beside them.
pub(super) fn sign_of(value: char) -> Sign {
    match value {
        '\0'..='\u{7f}' => sign_of_ascii(value as u8),
        '가'..='힣' => Sign::Letter(value),
        '…' => Sign::Joins,
        // General punctuation, arrows, signs, shapes, and the brackets of East Asia.
        '·'
        | '\u{2010}'..='\u{2025}'
        | '\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '\u{2190}'..='\u{23ff}'
        | '\u{2500}'..='\u{2775}'
        | '\u{2794}'..='\u{27bf}'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' => Sign::Parts,
        _ if value.is_whitespace() => Sign::Space,
        _ => Sign::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::letters::characters::{CharKind, kind_of};
    use crate::analysis::letters::normalization::normalize;

    #[test]
    fn marks_have_no_letters_in_their_normal_form() {
        for value in '\0'..=char::MAX {
            let mut normal = Vec::new();
            normalize(value.encode_utf8(&mut [0; 4]), &mut normal);
            let is_letter = |kind: CharKind| {
                matches!(kind, CharKind::Letter | CharKind::Latin | CharKind::Digit)
            };
            match sign_of(value) {
                Sign::Letter(letter) => {
                    assert_eq!(normal.len(), 1);
                    assert_eq!(normal[0].value, letter);
                }
                Sign::Parts => {
                    let mut kinds = normal.iter().map(|entry| kind_of(entry.value));
                    assert!(!kinds.any(is_letter), "{value:?}");
                }
                Sign::Joins => {
                    let mut kinds = normal.iter().map(|entry| kind_of(entry.value));
                    assert!(kinds.all(|kind| kind == CharKind::Joiner), "{value:?}");
                }
                Sign::Space => assert!(value.is_whitespace()),
                Sign::Unknown => assert!(!value.is_whitespace()),
            }
        }
    }

    #[test]
    fn syllables_are_told_by_their_bytes() {
        for value in '\0'..=char::MAX {
            let text = value.to_string();
            let is_one = matches!(value, '가'..='힣');
            assert_eq!(is_syllable(text.as_bytes(), 0), is_one, "{value:?}");
        }
        assert!(!is_syllable(b"", 0));
    }
}
