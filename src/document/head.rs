//! A document as far as lists show it.

use super::DateOrigin;
use super::{Citation, Document, DocumentId, DocumentKind, PartialDate, SourcePlace};

/// A document without its blocks: the summary, the body or the description are not there,
/// whatever they are in the document itself. What lists show is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentHead(Document);

impl DocumentHead {
    /// That of `document`.
    pub fn of(mut document: Document) -> Self {
        match &mut document {
            Document::Article(article) => {
                article.summary.clear();
                article.body.clear();
            }
            Document::Event(event) => event.description.clear(),
        }
        DocumentHead(document)
    }

    /// It as a document that has no blocks, for what asks for none.
    pub fn without_blocks(&self) -> &Document {
        &self.0
    }

    /// See [`Document::id`].
    pub fn id(&self) -> &DocumentId {
        self.0.id()
    }

    /// See [`Document::issue`].
    pub fn issue(&self) -> &str {
        self.0.issue()
    }

    /// See [`Document::kind`].
    pub fn kind(&self) -> DocumentKind {
        self.0.kind()
    }

    /// See [`Document::title`].
    pub fn title(&self) -> &str {
        self.0.title()
    }

    /// See [`Document::date`].
    pub fn date(&self) -> Option<PartialDate> {
        self.0.date()
    }

    /// See [`Document::dated`].
    pub fn dated(&self) -> Option<(PartialDate, DateOrigin)> {
        self.0.dated()
    }

    /// See [`Document::source`].
    pub fn source(&self) -> &SourcePlace {
        self.0.source()
    }

    /// See [`Document::citations`].
    pub fn citations(&self) -> &[Citation] {
        self.0.citations()
    }
}
