//! What the documents of one digest file come to: how many there are, and their hash.

use super::stored_json;
use crate::document::Document;

/// What of one digest file was put into the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileContent {
    /// Articles.
    pub articles: u64,
    /// Events.
    pub events: u64,
    /// Citations of the articles.
    pub citations: u64,
    /// BLAKE3 of the documents as JSON, in hexadecimal.
    pub hash: String,
}

impl FileContent {
    /// What documents come to. `sink` gets each.
    pub(crate) fn of(
        documents: impl IntoIterator<Item = Document>,
        mut sink: impl FnMut(Document) -> anyhow::Result<()>,
    ) -> anyhow::Result<Self> {
        let mut content = FileContent::default();
        let mut hasher = blake3::Hasher::new();
        for document in documents {
            match &document {
                Document::Article(article) => {
                    content.articles += 1;
                    content.citations += article.citations.len() as u64;
                }
                Document::Event(_) => content.events += 1,
            }
            let bytes = stored_json::encode(&document)?;
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
            sink(document)?;
        }
        content.hash = hasher.finalize().to_hex().to_string();
        Ok(content)
    }

    /// The same of documents that are only counted.
    ///
    /// # Errors
    ///
    /// Where a document cannot be brought into its stored form.
    pub fn count(documents: impl IntoIterator<Item = Document>) -> anyhow::Result<Self> {
        FileContent::of(documents, |_| Ok(()))
    }
}
