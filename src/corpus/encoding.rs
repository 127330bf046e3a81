//! A digest file's bytes to text, whatever encoding they are in.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

use super::characters::{is_hangul, is_space};
use super::editor_lines::line_at;
use super::error::CorpusError;

/// A digest file's text, without a byte order mark.
pub(super) struct Decoded<'a> {
    /// The text; in a file that spells syllables as single letters (NFD), as some
    /// systems write them, all of it is composed (NFC), as other files are. The file's own
    /// bytes, where these are it.
    pub text: Cow<'a, str>,
    /// The encoding, where it is not the usual UTF-8.
    pub unusual: Option<&'static str>,
}

/// Kinds of file that are told by their first bytes.
const MAGIC: [(&[u8], &str); 4] = [
    (
        b"PK\x03\x04",
        "a ZIP archive or office document; save its text and give that",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "an HWP or office document; save its text and give that",
    ),
    (b"\x1F\x8B", "compressed; unpack it first"),
    (b"\x89PNG", "a picture; digest files are text"),
];

/// Decodes a digest file, or says why its bytes are no text.
pub(super) fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, CorpusError> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(CorpusError::new(name, None, format!("the file is {what}")));
    }
    let (text, unusual) = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        (decode_utf16(name, rest, UTF_16LE)?.into(), Some("UTF-16LE"))
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        (decode_utf16(name, rest, UTF_16BE)?.into(), Some("UTF-16BE"))
    } else {
        decode_bytes(name, bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))?
    };
    if text.chars().all(is_space) {
        let message = "the file is empty; put a digest's text into it or remove it";
        return Err(CorpusError::new(name, None, message));
    }
    refuse_control_characters(name, &text)?;
    Ok(Decoded {
        text: compose(text),
        unusual,
    })
}

/// Composes a text that spells syllables as single letters: markers and page
/// furniture are told by words of whole ones.
pub(super) fn compose(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_initial = |c: char| ('\u{1100}'..='\u{1112}').contains(&c);
    let is_vowel = |c: char| ('\u{1161}'..='\u{1175}').contains(&c);
    let is_decomposed = text.match_indices(is_initial).any(|(at, initial)| {
        text.get(at + initial.len()..)
            .is_some_and(|rest| rest.starts_with(is_vowel))
    });
    if is_decomposed {
        text.nfc().collect::<String>().into()
    } else {
        text
    }
}

fn decode_utf16(name: &str, bytes: &[u8], codec: &'static Encoding) -> Result<String, CorpusError> {
    codec
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
        .ok_or_else(|| {
            let message =
                "the file starts as UTF-16 but is not UTF-16 all through; save it as UTF-8";
            CorpusError::new(name, None, message)
        })
}

/// The text of bytes without a mark of their encoding, and its name if it is not UTF-8.
fn decode_bytes<'a>(
    name: &str,
    bytes: &'a [u8],
) -> Result<(Cow<'a, str>, Option<&'static str>), CorpusError> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message = "the file is binary (it holds a zero byte); digest files are text";
        return Err(CorpusError::new(name, Some(line_at(bytes, at)), message));
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.into(), None)),
        Err(error) => error.valid_up_to(),
    };
    let korean = EUC_KR
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| text.chars().any(is_hangul));
    if let Some(text) = korean {
        return Ok((text.into_owned().into(), Some("CP949")));
    }
    let message = "the text is neither UTF-8 nor EUC-KR/CP949 (the first byte that is no UTF-8 \
                   stands on this line); save the file as UTF-8";
    Err(CorpusError::new(name, Some(line_at(bytes, bad)), message))
}

/// Refuses text in which more than one character in fifty is a control character.
fn refuse_control_characters(name: &str, text: &str) -> Result<(), CorpusError> {
    let odd = |c: char| c.is_control() && !c.is_whitespace();
    let (mut all, mut controls, mut first) = (0usize, 0usize, None);
    for (at, c) in text.char_indices() {
        all += 1;
        if odd(c) {
            controls += 1;
            first = first.or(Some(at));
        }
    }
    match first {
        Some(at) if controls * 50 > all => {
            let message =
                "the file is binary (it is full of control characters); digest files are text";
            Err(CorpusError::new(
                name,
                Some(line_at(text.as_bytes(), at)),
                message,
            ))
        }
        _ => Ok(()),
    }
}
