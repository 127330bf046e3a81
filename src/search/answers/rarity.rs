//! How rare terms are in an index, each looked up once.

use std::collections::HashMap;

use tantivy::schema::Field;

use crate::analysis::View;
use crate::document::Part;
use crate::index::IndexReader;
use crate::search::ranking::bm25::inverse_frequency;
use crate::search::ranking::postings::FieldTerm;

/// The rarities of morphemes in some parts of documents.
pub(super) struct Rarities<'a> {
    index: &'a IndexReader,
    parts: &'a [Part],
    known: HashMap<String, Option<f32>>,
}

/// A term with its lists, one for each part that has it.
pub(super) struct FoundTerm {
    pub fields: Vec<(Part, FieldTerm)>,
    /// How many documents hold it, in the part where it is commonest.
    pub documents: u64,
}

impl<'a> Rarities<'a> {
    /// Those in the parts `parts`.
    pub(super) fn new(index: &'a IndexReader, parts: &'a [Part]) -> Self {
        Rarities {
            index,
            parts,
            known: HashMap::new(),
        }
    }

    /// Asks for the rarities of terms at once, where another engine keeps the index.
    pub(super) fn prepare<'t>(&self, terms: impl Iterator<Item = &'t str>) -> anyhow::Result<()> {
        let Some(whole) = self.index.whole() else {
            return Ok(());
        };
        let unknown: Vec<&str> = terms
            .filter(|term| !self.known.contains_key(*term))
            .collect();
        let fields = self.index.schema().text.iter();
        let fields = fields.filter(|field| self.parts.contains(&field.part));
        let asked: Vec<(Field, String)> = fields
            .map(|field| field.view(View::Morphemes))
            .filter(|field| !self.index.is_empty(*field))
            .flat_map(|field| unknown.iter().map(move |term| (field, (*term).to_owned())))
            .collect();
        whole.prepare_counts(&asked)
    }

    /// Looks a term up.
    pub(super) fn find(&self, term: &str) -> anyhow::Result<FoundTerm> {
        let mut fields = Vec::new();
        for field in &self.index.schema().text {
            if self.parts.contains(&field.part) {
                let morphemes = field.view(View::Morphemes);
                let found = FieldTerm::find(self.index, morphemes, term)?;
                fields.extend(found.map(|found| (field.part, found)));
            }
        }
        let documents = fields.iter().map(|(_, term)| term.documents).max();
        Ok(FoundTerm {
            fields,
            documents: documents.unwrap_or(0),
        })
    }

    /// The rarity of a term; `None` where it tells nothing, since no document holds it, or
    /// more than half of them do, and not just two of a few.
    pub(super) fn of(&mut self, term: &str) -> anyhow::Result<Option<f32>> {
        if let Some(rarity) = self.known.get(term) {
            return Ok(*rarity);
        }
        let doc_freq = self.find(term)?.documents;
        let documents = self.index.document_count();
        let tells = doc_freq > 0 && doc_freq <= (documents / 2).max(2);
        let rarity = tells.then(|| inverse_frequency(documents, doc_freq));
        self.known.insert(term.to_owned(), rarity);
        Ok(rarity)
    }

    /// The rarity of a term that was looked up before.
    pub(super) fn known(&self, term: &str) -> Option<f32> {
        self.known.get(term).copied().flatten()
    }
}
