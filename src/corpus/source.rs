//! A digest file's bytes with its name; its text, or that of its pages, is made when a format
//! first asks for it.

use std::cell::OnceCell;

use super::encoding::{self, Decoded};
use super::error::CorpusError;
use super::pdf::page::PdfPages;
use super::pdf::program::PdfProgram;
use super::pdf::reading;
use super::records::fields::FieldNames;
use crate::language::messages;

/// The names that are known without a user's.
static KNOWN_FIELDS: FieldNames = FieldNames::known();

/// What reading a digest file may use beside its bytes.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// What reads PDFs; without it they are not read.
    pub pdf: Option<&'a PdfProgram>,
    /// What the fields of records are called.
    pub fields: &'a FieldNames,
    /// Whether to stop, which is asked while another program reads.
    pub stop: &'a dyn Fn() -> bool,
}

impl Means<'_> {
    /// None beside the bytes.
    pub const NONE: Means<'static> = Means {
        pdf: None,
        fields: &KNOWN_FIELDS,
        stop: &|| false,
    };
}

/// A digest file as it was read.
pub(super) struct Source<'b> {
    /// The path below the corpus folder.
    pub name: &'b str,
    pub bytes: &'b [u8],
    pub means: Means<'b>,
    decoded: OnceCell<Result<Decoded<'b>, CorpusError>>,
    pages: OnceCell<Result<PdfPages, CorpusError>>,
}

impl<'b> Source<'b> {
    pub(super) fn new(name: &'b str, bytes: &'b [u8]) -> Self {
        Source {
            name,
            bytes,
            means: Means::NONE,
            decoded: OnceCell::new(),
            pages: OnceCell::new(),
        }
    }

    /// The same, to be read with these means.
    pub(super) fn with(self, means: Means<'b>) -> Self {
        Source { means, ..self }
    }

    /// The pages of a PDF, read once; the error says why they cannot be.
    pub(super) fn pdf_pages(&self) -> Result<&PdfPages, CorpusError> {
        let pages = self
            .pages
            .get_or_init(|| reading::read(self.name, self.bytes, self.means.pdf, self.means.stop));
        pages.as_ref().map_err(Clone::clone)
    }

    /// The text, which is not blank; the error says why the bytes are none.
    pub(super) fn text(&self) -> Result<&str, CorpusError> {
        match self.decoded() {
            Ok(decoded) => Ok(&decoded.text),
            Err(error) => Err(error.clone()),
        }
    }

    /// The text of a file that one document is or that the publication made, which is not
    /// taken where its end is missing: what is still being written ends inside a character
    /// more often than not, and half of it must not stand in the place of the whole.
    pub(super) fn whole_text(&self) -> Result<&str, CorpusError> {
        let text = self.text()?;
        if self.unusual_encoding().is_none() && ends_inside_a_character(self.bytes) {
            let message = messages::corpus::ends_inside_character();
            return Err(CorpusError::new(self.name, None, message));
        }
        Ok(text)
    }

    /// Whether there is nothing in the file, or nothing but spaces.
    pub(super) fn is_blank(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    /// The encoding of the text, where one was asked for and it is not the usual UTF-8.
    pub(super) fn unusual_encoding(&self) -> Option<&'static str> {
        self.decoded.get()?.as_ref().ok()?.unusual
    }

    /// The lines that hold bytes which are no character of the encoding.
    pub(super) fn damaged_lines(&self) -> &[u32] {
        match self.decoded.get() {
            Some(Ok(decoded)) => &decoded.damaged_lines,
            _ => &[],
        }
    }

    fn decoded(&self) -> &Result<Decoded<'b>, CorpusError> {
        self.decoded
            .get_or_init(|| encoding::decode(self.name, self.bytes))
    }
}

/// Whether the last character of UTF-8 lacks bytes.
fn ends_inside_a_character(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(3)..).unwrap_or(bytes);
    let starts = tail.iter().rposition(|byte| (0xC2..=0xF4).contains(byte));
    let last = starts.and_then(|at| tail.get(at..)).unwrap_or_default();
    std::str::from_utf8(last).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_ends_inside_a_character_is_cut() {
        let text = "가나 다";
        for end in 1..=text.len() {
            let bytes = &text.as_bytes()[..end];
            let is_whole = text.is_char_boundary(end);
            assert_eq!(ends_inside_a_character(bytes), !is_whole, "{end}");
            let whole = Source::new("a.txt", bytes);
            assert!(is_whole || whole.whole_text().is_err(), "{end}");
        }
        // A byte in the middle that is no character costs itself alone.
        let mut bytes = "가나다라마바사아자차카타파하 ".repeat(20).into_bytes();
        bytes[3] = 0xFF;
        assert!(Source::new("a.txt", &bytes).whole_text().is_ok());
    }
}
