//! Where the tokens of a document stand in its texts, as it is kept beside the document.
//!
//! Defines which texts have places, and in which order; how the places of one are written is
//! the analysis's. The bytes come from the disk: whatever they are, what is read of them are
//! places within the texts, or an error.

use anyhow::Context;
use tantivy::directory::OwnedBytes;

use super::schema::is_searched;
use crate::analysis::{Analyzer, PlacedTokens, Scratch, take_number, write_number};
use crate::document::{Document, PartText};
use crate::index::integrity::index_damaged::IndexDamaged;
use crate::language::messages;

/// The places of the tokens of one document.
#[derive(Debug, Clone)]
pub(crate) struct DocumentPlaces {
    /// For each text that is searched, in the document's order, how many bytes its places
    /// take, and these.
    bytes: OwnedBytes,
}

impl DocumentPlaces {
    /// Finds them as the index does.
    pub(crate) fn find(document: &Document, analyzer: &Analyzer, scratch: &mut Scratch) -> Self {
        let texts = document.texts().into_iter();
        let searched = texts.filter(|text| is_searched(text.part));
        DocumentPlaces {
            bytes: OwnedBytes::new(write(searched.map(|text| text.text), analyzer, scratch)),
        }
    }

    /// Those that were kept.
    pub(crate) fn from_stored(bytes: OwnedBytes) -> Self {
        DocumentPlaces { bytes }
    }

    /// Each text of the document that is searched, with the places of its tokens.
    ///
    /// # Errors
    ///
    /// Where they are those of other texts.
    pub(crate) fn of_texts<'a>(
        &'a self,
        document: &'a Document,
    ) -> anyhow::Result<Vec<(PartText<'a>, &'a [u8])>> {
        self.among(document, document.texts())
    }

    /// The same of the texts of `document`, in its order.
    pub(super) fn among<'a>(
        &'a self,
        document: &Document,
        texts: Vec<PartText<'a>>,
    ) -> anyhow::Result<Vec<(PartText<'a>, &'a [u8])>> {
        let mut rest = self.bytes.as_slice();
        let mut placed = Vec::with_capacity(texts.len());
        for text in texts {
            if is_searched(text.part) {
                let places = take_places(&mut rest).with_context(|| Self::wrong(document))?;
                placed.push((text, places));
            }
        }
        anyhow::ensure!(rest.is_empty(), Self::wrong(document));
        Ok(placed)
    }

    /// The first text of the document, its title, with the places of its tokens.
    pub(super) fn of_title<'a>(
        &'a self,
        document: &'a Document,
    ) -> anyhow::Result<(PartText<'a>, &'a [u8])> {
        let places = take_places(&mut self.bytes.as_slice());
        let places = places.with_context(|| Self::wrong(document))?;
        Ok((document.title_text(), places))
    }

    /// Whether they are the same.
    pub(crate) fn are(&self, others: &Self) -> bool {
        self.bytes.as_slice() == others.bytes.as_slice()
    }

    /// Refuses places that cannot be those of the document's texts.
    pub(crate) fn check(&self, document: &Document) -> anyhow::Result<()> {
        for (text, places) in self.of_texts(document)? {
            let mut tokens = PlacedTokens::new(text.text, places);
            while tokens
                .next()
                .with_context(|| Self::wrong(document))?
                .is_some()
            {}
        }
        Ok(())
    }

    /// What is said of a document whose places are not those of its texts.
    pub(crate) fn wrong(document: &Document) -> IndexDamaged {
        IndexDamaged::new(messages::index::places_differ(&document.id()))
    }
}

fn take_places<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take_number(rest)?;
    let (places, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(places)
}

/// The places of the tokens of each of some texts.
pub(in crate::index) fn write<'a>(
    texts: impl Iterator<Item = &'a str>,
    analyzer: &Analyzer,
    scratch: &mut Scratch,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut places = Vec::new();
    for text in texts {
        places.clear();
        analyzer.write_places(text, scratch, &mut places);
        write_number(places.len(), &mut bytes);
        bytes.extend_from_slice(&places);
    }
    bytes
}
