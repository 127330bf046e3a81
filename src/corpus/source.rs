//! A digest file's bytes with its name; its text is made when a format first asks for it.

use std::cell::OnceCell;

use super::encoding::{self, Decoded};
use super::error::CorpusError;

/// A digest file as it was read.
pub(super) struct Source<'b> {
    /// The path below the corpus folder.
    pub name: &'b str,
    pub bytes: &'b [u8],
    decoded: OnceCell<Result<Decoded<'b>, CorpusError>>,
}

impl<'b> Source<'b> {
    pub fn new(name: &'b str, bytes: &'b [u8]) -> Self {
        Source {
            name,
            bytes,
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

    fn decoded(&self) -> &Result<Decoded<'b>, CorpusError> {
        self.decoded
            .get_or_init(|| encoding::decode(self.name, self.bytes))
    }
}
