//! A document as it is handed to tantivy.
//!
//! The places of its tokens are found by the thread that indexes it, not by the one that adds
//! it: that one reads digest files, and there is one of it. Each text is held once for all
//! views of it.

use std::sync::{Arc, OnceLock};

use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::document_places;
use crate::analysis::{Analyzer, Scratches, View};

/// The values of a document's fields.
pub(super) struct IndexedDocument {
    /// Whole texts: ids and the like.
    pub names: Vec<(Field, String)>,
    /// Numbers.
    pub numbers: Vec<(Field, u64)>,
    /// The document itself.
    pub stored: (Field, Vec<u8>),
    /// Texts that are searched, each with a field for every view, in the document's order.
    pub texts: Vec<([Field; View::ALL.len()], String)>,
    /// The field of the places of their tokens.
    pub places_field: Field,
    /// What finds them.
    pub analyzer: Arc<Analyzer>,
    /// Its memory.
    pub scratches: Scratches,
    /// The places, once they were asked for.
    pub places: OnceLock<Vec<u8>>,
}

/// A value of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum IndexedValue<'a> {
    Text(&'a str),
    Number(u64),
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> for IndexedValue<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            IndexedValue::Text(text) => ReferenceValueLeaf::Str(text),
            IndexedValue::Number(number) => ReferenceValueLeaf::U64(number),
            IndexedValue::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
        })
    }
}

impl IndexedDocument {
    fn places(&self) -> &[u8] {
        self.places.get_or_init(|| {
            let mut scratch = self.scratches.take();
            let texts = self.texts.iter().map(|(_, text)| text.as_str());
            let places = document_places::write(texts, &self.analyzer, &mut scratch);
            self.scratches.give_back(scratch);
            places
        })
    }
}

impl tantivy::Document for IndexedDocument {
    type Value<'a> = IndexedValue<'a>;
    type FieldsValuesIter<'a> = std::vec::IntoIter<(Field, IndexedValue<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let names = self.names.iter();
        let names = names.map(|(field, name)| (*field, IndexedValue::Text(name)));
        let numbers = self.numbers.iter();
        let numbers = numbers.map(|(field, number)| (*field, IndexedValue::Number(*number)));
        let (document_field, document) = &self.stored;
        let stored = [
            (*document_field, IndexedValue::Bytes(document)),
            (self.places_field, IndexedValue::Bytes(self.places())),
        ];
        let mut scratch = self.scratches.take();
        let texts = self.texts.iter().flat_map(|(fields, text)| {
            let has_words = self.analyzer.has_words(text, &mut scratch);
            let value = IndexedValue::Text(text);
            let views = View::ALL.into_iter().zip(fields);
            let views = views.filter(move |(view, _)| has_words || !view.needs_words());
            views.map(move |(_, field)| (*field, value))
        });
        let values = names.chain(numbers).chain(stored).chain(texts);
        let values: Vec<_> = values.collect();
        self.scratches.give_back(scratch);
        values.into_iter()
    }
}
