//! A digest file's bytes with its name; its text, or that of its pages, is made when a format
//! first asks for it.

use std::cell::OnceCell;

use super::encoding::{self, Decoded};
use super::error::CorpusError;
use super::pdf::page::PdfPages;
use super::pdf::program::PdfProgram;
use super::pdf::reading;

/// What reading a digest file may use beside its bytes.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// What reads PDFs; without it they are not read.
    pub pdf: Option<&'a PdfProgram>,
    /// Whether to stop, which is asked while another program reads.
    pub stop: &'a dyn Fn() -> bool,
}

impl Means<'_> {
    /// None beside the bytes.
    pub const NONE: Means<'static> = Means {
        pdf: None,
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
    pub fn new(name: &'b str, bytes: &'b [u8]) -> Self {
        Source {
            name,
            bytes,
            means: Means::NONE,
            decoded: OnceCell::new(),
            pages: OnceCell::new(),
        }
    }

    /// The same, to be read with these means.
    pub fn with(self, means: Means<'b>) -> Self {
        Source { means, ..self }
    }

    /// The pages of a PDF, read once; the error says why they cannot be.
    pub fn pdf_pages(&self) -> Result<&PdfPages, CorpusError> {
        let pages = self
            .pages
            .get_or_init(|| reading::read(self.name, self.bytes, self.means.pdf, self.means.stop));
        pages.as_ref().map_err(Clone::clone)
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
