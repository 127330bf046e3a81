//! A stored document with the places of its tokens, read so far as a hit shows it.

use tantivy::directory::OwnedBytes;

use super::document_places::DocumentPlaces;
use super::packed::PackedDocument;
use crate::document::{Document, DocumentHead, PartText};

/// A document whose blocks lie where they are stored.
pub(crate) struct PlacedDocument {
    packed: PackedDocument,
    places: DocumentPlaces,
}

impl PlacedDocument {
    pub(super) fn new(packed: PackedDocument, places: OwnedBytes) -> Self {
        PlacedDocument {
            packed,
            places: DocumentPlaces::from_stored(places),
        }
    }

    /// All of it but its blocks.
    pub(crate) fn head(&self) -> &Document {
        &self.packed.head
    }

    /// The title, with the places of its tokens.
    ///
    /// # Errors
    ///
    /// Where it has none.
    pub(crate) fn title(&self) -> anyhow::Result<(PartText<'_>, &[u8])> {
        self.places.of_title(self.head())
    }

    /// Each text that is searched, with the places of its tokens.
    ///
    /// # Errors
    ///
    /// Where what is stored is no text, or the places are those of other texts.
    pub(crate) fn texts(&self) -> anyhow::Result<Vec<(PartText<'_>, &[u8])>> {
        let [leading, body] = self.packed.blocks()?;
        let texts = self.head().texts_with(leading, body);
        self.places.among(self.head(), texts)
    }

    /// What lists show of it.
    pub(crate) fn into_head(self) -> DocumentHead {
        DocumentHead::of(self.packed.head)
    }

    /// The whole document.
    ///
    /// # Errors
    ///
    /// Where what is stored is no text.
    pub(crate) fn into_whole(self) -> anyhow::Result<(Document, DocumentPlaces)> {
        Ok((self.packed.into_whole()?, self.places))
    }
}
