//! A digest file's bytes to text, whatever encoding they are in.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

use super::characters::{is_hangul, is_space};
use super::editor_lines::{LineCounter, line_at};
use super::error::CorpusError;
use crate::language::{Message, messages};

/// A digest file's text, without a byte order mark.
pub(super) struct Decoded<'a> {
    /// The text; in a file that spells syllables as single letters (NFD), as some
    /// systems write them, all of it is composed (NFC), as other files are. The file's own
    /// bytes, where these are it.
    pub text: Cow<'a, str>,
    /// The encoding, where it is not the usual UTF-8.
    pub unusual: Option<&'static str>,
    /// The lines that hold bytes which are no character, each once; they are U+FFFD.
    pub damaged_lines: Vec<u32>,
}

impl<'a> Decoded<'a> {
    fn of(text: Cow<'a, str>, unusual: Option<&'static str>) -> Self {
        Decoded {
            text,
            unusual,
            damaged_lines: Vec::new(),
        }
    }
}

/// Kinds of file that are told by their first bytes.
const MAGIC: [(&[u8], Message); 4] = [
    (b"PK\x03\x04", messages::corpus::is_zip()),
    (b"\xD0\xCF\x11\xE0", messages::corpus::is_document()),
    (b"\x1F\x8B", messages::corpus::is_compressed()),
    (b"\x89PNG", messages::corpus::is_picture()),
];

/// Decodes a digest file, or says why its bytes are no text.
pub(super) fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, CorpusError> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(CorpusError::new(
            name,
            None,
            messages::corpus::file_is(&what),
        ));
    }
    let decoded = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        let text = decode_utf16(name, rest, UTF_16LE)?;
        Decoded::of(text.into(), Some("UTF-16LE"))
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        let text = decode_utf16(name, rest, UTF_16BE)?;
        Decoded::of(text.into(), Some("UTF-16BE"))
    } else {
        decode_bytes(name, bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))?
    };
    let text = &decoded.text;
    if text.chars().all(is_space) {
        let message = messages::corpus::file_empty();
        return Err(CorpusError::new(name, None, message));
    }
    refuse_control_characters(name, text)?;
    Ok(Decoded {
        text: compose(decoded.text),
        ..decoded
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
            let message = messages::corpus::no_whole_utf16();
            CorpusError::new(name, None, message)
        })
}

/// The text of bytes without a mark of their encoding.
fn decode_bytes<'a>(name: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, CorpusError> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        if let Some((text, encoding)) = unmarked_utf16(bytes) {
            return Ok(Decoded::of(text.into(), Some(encoding)));
        }
        let message = messages::corpus::binary_zero();
        return Err(CorpusError::new(name, Some(line_at(bytes, at)), message));
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded::of(text.into(), None)),
        Err(error) => error.valid_up_to(),
    };
    if let Some(decoded) = declared(bytes) {
        return Ok(decoded);
    }
    let damage = Damage::of(bytes);
    if damage.is_utf8() {
        return Ok(damage.mended());
    }
    let korean = |text: &str| text.chars().any(is_hangul);
    let strict = EUC_KR.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = strict.filter(|text| korean(text)) {
        return Ok(Decoded::of(text.into_owned().into(), Some("CP949")));
    }
    let (text, _) = EUC_KR.decode_without_bom_handling(bytes);
    let is_other = damage.long_chars * FEW_DAMAGED_OF < damage.count;
    if is_other && korean(&text) && is_mostly_right(&text) {
        let places = text.match_indices('\u{FFFD}').map(|(at, _)| at);
        let lines = lines_of(text.as_bytes(), places);
        let decoded = Decoded::of(text.into_owned().into(), Some("CP949"));
        return Ok(Decoded {
            damaged_lines: lines,
            ..decoded
        });
    }
    if damage.is_nearly_ascii() {
        return Ok(damage.mended());
    }
    let message = messages::corpus::unknown_encoding();
    Err(CorpusError::new(name, Some(line_at(bytes, bad)), message))
}

/// The declaration of XML is no longer.
const DECLARATION_BYTES: usize = 256;

/// The text of XML in the encoding that it says it is in, where that is what it is. Korean,
/// which many say that they are in, is looked at more closely elsewhere.
fn declared(bytes: &[u8]) -> Option<Decoded<'_>> {
    let head = bytes.get(..DECLARATION_BYTES.min(bytes.len()))?;
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|window| window == b"?>")?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    let (_, label) = head.split_once("encoding")?;
    let label = label.trim_start().strip_prefix('=')?.trim_start();
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = label.get(1..)?.split(quote).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    if encoding == UTF_8 || encoding == EUC_KR {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded::of(text.into_owned().into(), Some(encoding.name())))
}

/// Of so many characters that are no ASCII one may be damaged.
const DAMAGED_OF: usize = 20;

/// The same where no more than so many are damaged: a short text has few characters.
const FEW_DAMAGED_OF: usize = 4;
const FEW: usize = 10;

/// Of so many bytes of ASCII one may be something else.
const ODD_OF: usize = 200;

/// So many damaged places are told at most.
const MOST_PLACES: usize = 10_000;

/// What of some bytes is no UTF-8.
struct Damage<'a> {
    bytes: &'a [u8],
    /// Where there are bytes that are none, of the first, and how many places there are.
    places: Vec<usize>,
    count: usize,
    /// How many characters there are of three bytes and more, as Hangul is.
    long_chars: usize,
    /// How many there are of two: text in CP949 has such by chance.
    short_chars: usize,
}

impl<'a> Damage<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let mut damage = Damage {
            bytes,
            places: Vec::new(),
            count: 0,
            long_chars: 0,
            short_chars: 0,
        };
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            let chars = chunk.valid().chars();
            for c in chars {
                damage.long_chars += usize::from(c.len_utf8() > 2);
                damage.short_chars += usize::from(c.len_utf8() == 2);
            }
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                damage.count += 1;
                if damage.places.len() < MOST_PLACES {
                    damage.places.push(at);
                }
            }
            at += chunk.invalid().len();
        }
        damage
    }

    /// Whether it is UTF-8 all the same: text in CP949 comes to few characters of three bytes.
    fn is_utf8(&self) -> bool {
        is_little(self.count, self.long_chars) && self.long_chars >= self.short_chars
    }

    /// Whether there is little but ASCII.
    fn is_nearly_ascii(&self) -> bool {
        let odd = self.count + self.short_chars + self.long_chars;
        odd * ODD_OF <= self.bytes.len()
    }

    fn mended(&self) -> Decoded<'a> {
        Decoded {
            damaged_lines: lines_of(self.bytes, self.places.iter().copied()),
            ..Decoded::of(String::from_utf8_lossy(self.bytes), None)
        }
    }
}

/// Whether of the characters that are no ASCII few are damaged.
fn is_mostly_right(text: &str) -> bool {
    let damaged = text.matches('\u{FFFD}').count();
    let others = text.chars().filter(|c| !c.is_ascii()).count() - damaged;
    is_little(damaged, others)
}

/// Whether a text with so many characters that are no ASCII has little damage.
fn is_little(damaged: usize, others: usize) -> bool {
    let of = if damaged <= FEW {
        FEW_DAMAGED_OF
    } else {
        DAMAGED_OF
    };
    others >= of * damaged
}

/// The lines of places in order, each once.
fn lines_of(bytes: &[u8], places: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut lines: Vec<u32> = Vec::new();
    let mut counter = LineCounter::new(bytes);
    for at in places {
        let line = counter.line_of(at);
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    lines
}

/// The text of UTF-16 that has no mark: one of its two orders gives characters that are
/// written, and the other does not.
fn unmarked_utf16(bytes: &[u8]) -> Option<(String, &'static str)> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let orders = [(UTF_16LE, "UTF-16LE"), (UTF_16BE, "UTF-16BE")];
    let read = orders.into_iter().filter_map(|(codec, name)| {
        let text = codec.decode_without_bom_handling_and_without_replacement(bytes)?;
        let all = text.chars().count();
        let usual = text.chars().filter(|&c| is_usual(c)).count();
        // Letters that are read in pairs are Hanja.
        let plain = text.chars().filter(|&c| c.is_ascii() || is_hangul(c));
        let is_text = usual * 10 >= all * 9 && plain.count() * 2 >= all;
        is_text.then(|| (text.into_owned(), name, usual))
    });
    let (text, name, _) = read.max_by_key(|(.., usual)| *usual)?;
    Some((text, name))
}

/// Whether a character is one of those that Korean, English, Chinese and Japanese texts are
/// written with.
fn is_usual(c: char) -> bool {
    let is_written = matches!(c, ' '..='~' | '\n' | '\r' | '\t' | '\u{C}' | '\u{A0}'..='\u{FF}');
    is_written
        || is_hangul(c)
        || matches!(c, '\u{2000}'..='\u{33FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FFEF}')
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
            let message = messages::corpus::binary_controls();
            Err(CorpusError::new(
                name,
                Some(line_at(text.as_bytes(), at)),
                message,
            ))
        }
        _ => Ok(()),
    }
}
