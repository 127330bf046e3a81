//! A digest file's bytes to text, and which encoding they were in.

use encoding_rs::{EUC_KR, Encoding as Codec, UTF_16BE, UTF_16LE};

use super::error::CorpusError;
use super::spaces::is_space;

/// How a digest file's characters were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with a little-endian byte order mark.
    Utf16Le,
    /// UTF-16 with a big-endian byte order mark.
    Utf16Be,
    /// CP949, which holds EUC-KR.
    Cp949,
}

impl Encoding {
    /// The encoding's name in output, such as `UTF-8`.
    pub fn as_str(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Cp949 => "CP949",
        }
    }
}

/// Kinds of file that are told by their first bytes.
const MAGIC: [(&[u8], &str); 5] = [
    (b"%PDF-", "a PDF; extract its text first and give that"),
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

/// The text of a digest file, without a byte order mark.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<(String, Encoding), CorpusError> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(CorpusError::new(name, None, format!("the file is {what}")));
    }
    let (text, encoding) = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        (decode_utf16(name, rest, UTF_16LE)?, Encoding::Utf16Le)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        (decode_utf16(name, rest, UTF_16BE)?, Encoding::Utf16Be)
    } else {
        decode_bytes(name, bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))?
    };
    if text.chars().all(is_space) {
        let message = "the file is empty; put a digest's text into it or remove it";
        return Err(CorpusError::new(name, None, message));
    }
    refuse_control_characters(name, &text)?;
    Ok((text, encoding))
}

fn decode_utf16(name: &str, bytes: &[u8], codec: &'static Codec) -> Result<String, CorpusError> {
    codec
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
        .ok_or_else(|| {
            let message =
                "the file starts as UTF-16 but is not UTF-16 all through; save it as UTF-8";
            CorpusError::new(name, None, message)
        })
}

fn decode_bytes(name: &str, bytes: &[u8]) -> Result<(String, Encoding), CorpusError> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message = "the file is binary (it holds a zero byte); digest files are text";
        return Err(CorpusError::new(name, Some(line_at(bytes, at)), message));
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), Encoding::Utf8)),
        Err(error) => error.valid_up_to(),
    };
    let korean = EUC_KR
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| text.chars().any(|c| ('가'..='힣').contains(&c)));
    if let Some(text) = korean {
        return Ok((text.into_owned(), Encoding::Cp949));
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

/// The line of the byte `at`, counted from 1, where lines end in LF, CR LF or CR.
fn line_at(bytes: &[u8], at: usize) -> u32 {
    let before = bytes.get(..at).unwrap_or(bytes);
    let mut line = 1u32;
    let mut after_return = false;
    for &byte in before {
        if byte == b'\r' || (byte == b'\n' && !after_return) {
            line = line.saturating_add(1);
        }
        after_return = byte == b'\r';
    }
    line
}
