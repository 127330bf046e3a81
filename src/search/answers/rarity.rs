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

    /// Looks terms up at once: in order, what they begin with alike is followed once in a
    /// dictionary, and another engine is asked once.
    pub(super) fn prepare<'t>(
        &mut self,
        terms: impl Iterator<Item = &'t str>,
    ) -> anyhow::Result<()> {
        let mut unknown: Vec<&str> = terms
            .filter(|term| !self.known.contains_key(*term))
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        if let Some(whole) = self.index.whole() {
            let fields = self.fields().flat_map(|(_, field)| {
                let terms = unknown.iter().map(|term| (*term).to_owned());
                terms.map(move |term| (field, term))
            });
            return whole.prepare_counts(&fields.collect::<Vec<_>>());
        }
        let mut held = vec![0; unknown.len()];
        for (_, field) in self.fields() {
            let found = FieldTerm::find_all(self.index, field, &unknown, None)?;
            for (held, term) in held.iter_mut().zip(found) {
                *held = term.map_or(*held, |term| term.documents.max(*held));
            }
        }
        for (term, held) in unknown.into_iter().zip(held) {
            self.known.insert(term.to_owned(), self.rarity(held));
        }
        Ok(())
    }

    /// The parts that some document has, each with the field of its morphemes.
    fn fields(&self) -> impl Iterator<Item = (Part, Field)> {
        let fields = self.index.schema().text.iter();
        let fields = fields.filter(|field| self.parts.contains(&field.part));
        let fields = fields.map(|field| (field.part, field.view(View::Morphemes)));
        fields.filter(|(_, field)| !self.index.is_empty(*field))
    }

    /// What a term tells that so many documents hold.
    fn rarity(&self, held: u64) -> Option<f32> {
        let documents = self.index.document_count();
        let tells = held > 0 && held <= (documents / 2).max(2);
        tells.then(|| inverse_frequency(documents, held))
    }

    /// Looks a term up.
    pub(super) fn find(&self, term: &str) -> anyhow::Result<FoundTerm> {
        let mut fields = Vec::new();
        for (part, morphemes) in self.fields() {
            let found = FieldTerm::find(self.index, morphemes, term)?;
            fields.extend(found.map(|found| (part, found)));
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
        let rarity = self.rarity(self.find(term)?.documents);
        self.known.insert(term.to_owned(), rarity);
        Ok(rarity)
    }

    /// The rarity of a term that was looked up before.
    pub(super) fn known(&self, term: &str) -> Option<f32> {
        self.known.get(term).copied().flatten()
    }
}
