//! BM25, with k1 and b of our own: tantivy's scorers have theirs built in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use anyhow::Context;
use foldhash::fast::RandomState;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TERMINATED};

use super::postings::FieldTerm;
use super::weights;
use crate::index::IndexReader;
use crate::language::messages;

/// BM25's part of a term's frequency, by the lengths of one field in one segment.
pub(in crate::search) struct Saturation {
    lengths: FieldNormReader,
    /// k1 * (1 - b + b * length / average), by the index's code of the length.
    norms: Rc<[f32; 256]>,
}

impl Saturation {
    /// What it grows to.
    pub(in crate::search) const MOST: f32 = weights::K1 + 1.0;

    /// Grows from 0 to k1 + 1 with the frequency.
    pub(in crate::search) fn of(&self, doc: DocId, frequency: f32) -> f32 {
        let norm = self.norms[usize::from(self.lengths.fieldnorm_id(doc))];
        frequency * (weights::K1 + 1.0) / (frequency + norm)
    }
}

/// The saturations of fields, each made when it is first asked for.
#[derive(Default)]
pub(in crate::search) struct Saturations {
    made: HashMap<(usize, Field), Rc<Saturation>, RandomState>,
    /// The same for all segments.
    norms: HashMap<Field, Rc<[f32; 256]>, RandomState>,
}

impl Saturations {
    /// That of `field` in a segment.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn of(
        &mut self,
        index: &IndexReader,
        segment: usize,
        field: Field,
    ) -> anyhow::Result<&Rc<Saturation>> {
        Ok(match self.made.entry((segment, field)) {
            Entry::Occupied(made) => made.into_mut(),
            Entry::Vacant(vacant) => {
                let norms = self.norms.entry(field);
                let norms = norms.or_insert_with(|| Rc::new(norms_of(index, field)));
                let reader = index.searcher().segment_reader(segment as u32);
                vacant.insert(Rc::new(Saturation {
                    lengths: reader
                        .get_fieldnorms_reader(field)
                        .context(messages::search::no_search())?,
                    norms: Rc::clone(norms),
                }))
            }
        })
    }

    /// Adds what a term is worth to the scores of a segment's documents, one for each.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn add_list(
        &mut self,
        index: &IndexReader,
        segment: usize,
        term: &FieldTerm,
        weight: f32,
        scores: &mut [f32],
    ) -> anyhow::Result<()> {
        let reader = index.searcher().segment_reader(segment as u32);
        let list = term.cursor(segment, reader, IndexRecordOption::WithFreqs)?;
        let Some(mut list) = list else {
            return Ok(());
        };
        let saturation = self.of(index, segment, term.field)?;
        list.pass(0, TERMINATED, |docs, frequencies| {
            for (doc, frequency) in docs.iter().zip(frequencies) {
                scores[*doc as usize] += weight * saturation.of(*doc, *frequency as f32);
            }
        });
        Ok(())
    }
}

fn norms_of(index: &IndexReader, field: Field) -> [f32; 256] {
    let documents = index.document_count().max(1);
    let average = (index.tokens_of(field) as f32 / documents as f32).max(1.0);
    let mut norms = [0.0; 256];
    for (code, norm) in (0u8..=255).zip(&mut norms) {
        let length = FieldNormReader::id_to_fieldnorm(code) as f32;
        *norm = weights::K1 * (1.0 - weights::B + weights::B * length / average);
    }
    norms
}

/// BM25's weight of a term that `doc_freq` of `documents` hold.
pub(in crate::search) fn inverse_frequency(documents: u64, doc_freq: u64) -> f32 {
    let (documents, doc_freq) = (documents as f32, doc_freq as f32);
    (1.0 + (documents - doc_freq + 0.5).max(0.0) / (doc_freq + 0.5)).ln()
}
