//! A digest file's bytes with its name; its text is made when a format first asks for it.

use std::cell::OnceCell;

use super::encoding::{self, Decoded};
use super::error::CorpusError;
use super::records::fields::FieldNames;

/// The names that are known without a user's.
static KNOWN_FIELDS: FieldNames = FieldNames::known();

/// A digest file as it was read.
pub(super) struct Source<'b> {
    /// The path below the corpus folder.
    pub name: &'b str,
    pub bytes: &'b [u8],
    /// What fields of records are called.
    pub fields: &'b FieldNames,
    decoded: OnceCell<Result<Decoded<'b>, CorpusError>>,
}

impl<'b> Source<'b> {
    pub fn new(name: &'b str, bytes: &'b [u8]) -> Self {
        Source::with_fields(name, bytes, &KNOWN_FIELDS)
    }

    pub fn with_fields(name: &'b str, bytes: &'b [u8], fields: &'b FieldNames) -> Self {
        Source {
            name,
            bytes,
            fields,
            decoded: OnceCell::new(),
        }
    }

    /// The text, which is not blank; the error says why the bytes are none.
    pub fn text(&self) -> Result<&str, CorpusError> {
        match self.decoded() {
            Ok(decoded) => Ok(&decoded.text),
            Err(error) => Err(error.clone()),
        }
    }

    /// The encoding of the text, where one was asked for and it is not the usual UTF-8.
    pub fn unusual_encoding(&self) -> Option<&'static str> {
        self.decoded.get()?.as_ref().ok()?.unusual
    }

    /// The lines that hold bytes which are no character of the encoding.
    pub fn damaged_lines(&self) -> &[u32] {
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
