//! Names of files as text that tells them apart and steers nothing.

use std::ffi::OsStr;

use crate::document::{escape, steers};

/// The name as text: bytes that are no UTF-8 as `\xFF`, characters that would end or turn
/// around the line that tells it as `\u{A}`, and `\x5C` for a `\` that would look like the
/// beginning of either, so that no two names become one.
pub(super) fn name_of(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for (at, c) in chunk.valid().char_indices() {
            let rest = &chunk.valid()[at..];
            if escaped_byte(rest).is_some() || escaped_char(rest).is_some() {
                text.push_str("\\x5C");
            } else if steers(c) {
                text.push_str(&escape(c));
            } else {
                text.push(c);
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    text
}

/// The byte that is no UTF-8 and is written as `text` begins: `\xFF`.
fn escaped_byte(text: &str) -> Option<u8> {
    let digits = text.strip_prefix("\\x")?.get(..2)?;
    u8::try_from(number(digits)?).ok()
}

/// The character that is written by its number as `text` begins: `\u{A}`.
fn escaped_char(text: &str) -> Option<char> {
    let (digits, _) = text.strip_prefix("\\u{")?.split_once('}')?;
    char::from_u32(number(digits)?)
}

/// The number of hexadecimal digits, as names are written with them.
fn number(digits: &str) -> Option<u32> {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'A'..='F');
    let is_number = !digits.is_empty() && digits.chars().all(is_digit);
    is_number.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::os::unix::ffi::OsStrExt;

    fn text_of(bytes: &[u8]) -> String {
        name_of(OsStr::from_bytes(bytes))
    }

    /// The bytes that a name was made of.
    fn bytes_of(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(byte) = escaped_byte(rest) {
                bytes.push(byte);
                rest = &rest[4..];
            } else if let Some(c) = escaped_char(rest) {
                bytes.extend(c.to_string().as_bytes());
                rest = &rest[rest.find('}').unwrap() + 1..];
            } else {
                bytes.extend(c.to_string().as_bytes());
                rest = &rest[c.len_utf8()..];
            }
        }
        bytes
    }

    #[test]
    fn names_are_as_they_are_but_for_what_steers_or_would_be_taken_for_an_escape() {
        for name in [
            "뉴스.txt",
            "a\\b",
            "\\x",
            "\\xF",
            "\\xff",
            "\\\\",
            "\\x가나",
            "\\u",
            "\\u{}",
            "\\u{a}",
            "\\u{A",
            "\\u{D800}",
            "\\u{110000}",
            "\\u{FFFFFFFFFF}",
        ] {
            assert_eq!(text_of(name.as_bytes()), name);
        }
        assert_eq!(text_of(b"a\xffb"), "a\\xFFb");
        assert_eq!(text_of(b"a\\xFFb"), "a\\x5CxFFb");
        assert_eq!(text_of(b"a\\x5CxFFb"), "a\\x5Cx5CxFFb");
        assert_eq!(text_of(b"\\\xff"), "\\\\xFF");
        assert_eq!(text_of(b"a\nb"), "a\\u{A}b");
        assert_eq!(text_of(b"a\\u{A}b"), "a\\x5Cu{A}b");
        assert_eq!(text_of(b"a\\u{000041}b"), "a\\x5Cu{000041}b");
        assert_eq!(text_of(b"a\\x5Cu{A}b"), "a\\x5Cx5Cu{A}b");
        assert_eq!(text_of("\\\u{202e}".as_bytes()), "\\\\u{202E}");
    }

    proptest! {
        #[test]
        fn each_name_tells_its_bytes(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    &b"\\"[..], b"x", b"\\x", b"5C", b"FF", b"F", b"\xff", b"\x5c", b"\xea", b"\xea\xb0\x80",
                    b"\n", b"\\u{", b"A", b"}", b"\xe2\x80\xae", b"\xc2\x85",
                ]),
                0..12,
            ),
        ) {
            let bytes = pieces.concat();
            prop_assert_eq!(bytes_of(&text_of(&bytes)), bytes);
        }
    }
}
