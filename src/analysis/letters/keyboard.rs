//! Text that was typed with the keyboard left in the other language.
//!
//! Defines which key of the two-set keyboard (두벌식, KS X 5002) bears which
//! letter, and reads Latin letters as Hangul and back. Leaves to `jamo` how letters
//! make syllables, and to its callers whether a reading is a word.

use super::jamo;

/// The keys in lower case and the letters they bear.
const KEYS: [(char, char); 26] = [
    ('a', 'ㅁ'),
    ('b', 'ㅠ'),
    ('c', 'ㅊ'),
    ('d', 'ㅇ'),
    ('e', 'ㄷ'),
    ('f', 'ㄹ'),
    ('g', 'ㅎ'),
    ('h', 'ㅗ'),
    ('i', 'ㅑ'),
    ('j', 'ㅓ'),
    ('k', 'ㅏ'),
    ('l', 'ㅣ'),
    ('m', 'ㅡ'),
    ('n', 'ㅜ'),
    ('o', 'ㅐ'),
    ('p', 'ㅔ'),
    ('q', 'ㅂ'),
    ('r', 'ㄱ'),
    ('s', 'ㄴ'),
    ('t', 'ㅅ'),
    ('u', 'ㅕ'),
    ('v', 'ㅍ'),
    ('w', 'ㅈ'),
    ('x', 'ㅌ'),
    ('y', 'ㅛ'),
    ('z', 'ㅋ'),
];

/// The keys that bear another letter with shift. The others bear the same.
const SHIFTED_KEYS: [(char, char); 7] = [
    ('E', 'ㄸ'),
    ('O', 'ㅒ'),
    ('P', 'ㅖ'),
    ('Q', 'ㅃ'),
    ('R', 'ㄲ'),
    ('T', 'ㅆ'),
    ('W', 'ㅉ'),
];

/// `text` with its Latin letters read as the keys of a Hangul keyboard:
/// `fpemxla` is 레드팀. Other characters stay where they are.
///
/// An upper-case letter is a key with shift, unless there is no lower-case letter
/// in `text`: then caps lock was on. `None` where there is no Latin letter (A to
/// Z), and where a Hangul letter would stand alone, as it does in most words that
/// were meant in Latin letters. Not in all: `go` is 해.
pub fn as_hangul(text: &str) -> Option<String> {
    let shown = shown_on_hangul(text)?;
    (!shown.contains(stands_alone)).then_some(shown)
}

/// The same of a text that was not typed to its end, whose last letter may stand alone: `fpemxlad`
/// is 레드팀ㅇ.
pub fn as_begun_hangul(text: &str) -> Option<String> {
    let shown = shown_on_hangul(text)?;
    let mut before = shown.chars();
    before.next_back();
    (!before.as_str().contains(stands_alone)).then_some(shown)
}

/// Whether a letter of Hangul is no syllable.
fn stands_alone(value: char) -> bool {
    ('\u{3131}'..='\u{318e}').contains(&value)
}

/// What the keys of `text` show on a Hangul keyboard; `None` where no Latin letter is in it.
fn shown_on_hangul(text: &str) -> Option<String> {
    if !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let caps_lock = !text.contains(|c: char| c.is_ascii_lowercase());
    let letters: String = text
        .chars()
        .map(|key| letter_of(key, caps_lock).unwrap_or(key))
        .collect();
    Some(jamo::compose(&letters))
}

/// `text` with its Hangul read as the keys of a Latin keyboard, in lower case:
/// ㅜ퍄얌 is `nvidia`.
///
/// `None` where there is no Hangul, and where there is anything besides but digits,
/// white space and hyphens. The result has one letter for each key, and is ASCII
/// but for white space that is not.
pub fn as_latin(text: &str) -> Option<String> {
    let mut keys = String::with_capacity(text.len());
    let mut has_hangul = false;
    for value in jamo::letters(text).chars() {
        if let Some(key) = key_of(value) {
            has_hangul = true;
            keys.push(key);
        } else if value.is_ascii_digit() || value.is_whitespace() || value == '-' {
            keys.push(value);
        } else {
            return None;
        }
    }
    has_hangul.then_some(keys)
}

/// The letter that `key` bears, or `None` where it is no Latin letter.
fn letter_of(key: char, caps_lock: bool) -> Option<char> {
    let find = |keys: &[(char, char)], key| keys.iter().find(|row| row.0 == key).map(|row| row.1);
    let shifted = match caps_lock {
        true => None,
        false => find(&SHIFTED_KEYS, key),
    };
    shifted.or_else(|| find(&KEYS, key.to_ascii_lowercase()))
}

/// The key in lower case that bears `letter`, with shift or without.
fn key_of(letter: char) -> Option<char> {
    let row = KEYS.iter().chain(&SHIFTED_KEYS);
    let row = row.into_iter().find(|row| row.1 == letter);
    row.map(|row| row.0.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn latin_keys_are_read_as_hangul() {
        for (typed, meant) in [
            ("fpemxla", "레드팀"),
            ("FPEMXLA", "레드팀"),
            ("dlsrhdwlsmd", "인공지능"),
            ("Rkcl", "까치"),
            ("RKCL", "가치"),
            ("dP", "예"),
            ("dho", "왜"),
            ("tkfk 2.0, dhvms-DBS", "사라 2.0, 오픈-윤"),
            ("rk나ek", "가나다"),
            ("rkqtdl", "값이"),
        ] {
            assert_eq!(as_hangul(typed).as_deref(), Some(meant), "{typed}");
        }
        // Short words can be read, whatever was meant.
        assert_eq!(as_hangul("go").as_deref(), Some("해"));
        assert_eq!(as_hangul("GPT").as_deref(), Some("헷"));
    }

    #[test]
    fn most_latin_words_are_no_hangul() {
        for text in [
            "nvidia", "openai", "ChatGPT", "model", "robot", "chip", "data", "agent", "Samsung",
        ] {
            assert_eq!(as_hangul(text), None, "{text}");
        }
        for text in ["", "2024", "레드팀", "ㄱ-1"] {
            assert_eq!(as_hangul(text), None, "{text}");
        }
    }

    #[test]
    fn hangul_is_read_as_latin_keys() {
        for (typed, meant) in [
            ("ㅜ퍄얌", "nvidia"),
            ("ㅐㅔ두먀", "openai"),
            ("헷-4", "gpt-4"),
            ("촘ㅅ헷", "chatgpt"),
            ("ㅔㅛ쇄ㅜ 3", "python 3"),
            ("꺄", "ri"),
        ] {
            assert_eq!(as_latin(typed).as_deref(), Some(meant), "{typed}");
        }
        for text in ["", "2024 -", "AI", "레드팀!", "레드team", "ㆍ가", "大한"] {
            assert_eq!(as_latin(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn latin_typed_as_hangul_comes_back(text in "[a-z0-9 -]{0,12}[a-z][a-z0-9 -]{0,12}") {
            let letters: String = text
                .chars()
                .map(|key| letter_of(key, false).unwrap_or(key))
                .collect();
            prop_assert_eq!(as_latin(&jamo::compose(&letters)), Some(text));
        }

        #[test]
        fn hangul_typed_as_latin_comes_back(text in "[가-힣]{1,12}") {
            let keys: String = jamo::letters(&text)
                .chars()
                .filter_map(|letter| {
                    let row = KEYS.iter().chain(&SHIFTED_KEYS).find(|row| row.1 == letter);
                    row.map(|row| row.0)
                })
                .collect();
            prop_assume!(keys.contains(|c: char| c.is_ascii_lowercase()));
            prop_assert_eq!(as_hangul(&keys), Some(text));
        }

        #[test]
        fn any_text_is_taken(text in "\\PC{0,40}") {
            if let Some(hangul) = as_hangul(&text) {
                prop_assert!(!hangul.contains(|c: char| c.is_ascii_alphabetic()));
            }
            if let Some(latin) = as_latin(&text) {
                prop_assert!(latin.chars().all(|c| c.is_whitespace() || c.is_ascii()));
            }
        }
    }
}
