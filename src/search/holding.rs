//! Which documents hold which word of a query, itself or by an alternative, and in which
//! parts of them.
//!
//! Scores nothing: what a word or an alternative counts is put together in `ranking`.

use std::collections::BTreeMap;

use tantivy::index::SegmentReader;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId};

use super::plan::{Plan, SlotPhrase};
use super::postings::inverse_frequency;
use super::weights;
use super::word::Form;
use crate::index::TextSlot;

/// The parts of a document that are told apart for its tier, as bits.
pub(super) type Areas = u8;
pub(super) const IN_TITLE: Areas = 1;
pub(super) const IN_SUMMARY: Areas = 2;
pub(super) const IN_TEXT: Areas = 4;

fn area(slot: TextSlot) -> Areas {
    match slot {
        TextSlot::Title => IN_TITLE,
        TextSlot::Summary => IN_SUMMARY,
        _ => IN_TEXT,
    }
}

/// The documents of a segment that hold something, with where they do, in order.
pub(super) type Holders = Vec<(DocId, Areas)>;

/// The documents that hold each word of a query, itself or by an alternative.
pub(super) struct Holding {
    /// How many words the query has.
    words: usize,
    /// For each segment and word. An empty index has no segment.
    segments: Vec<Vec<Holders>>,
}

/// An alternative that some document holds.
pub(super) struct FoundAlternative {
    /// Its place among the query's alternatives.
    pub place: usize,
    /// Everything its saturated frequency is multiplied by but the field's weight.
    pub weight: f32,
    /// For each segment, where it stands and how often, in order.
    pub places: Vec<Vec<(DocId, TextSlot, Field, u32)>>,
}

impl Holding {
    /// The documents that hold each word of the query, and the alternatives found.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn find(plan: &Plan<'_>) -> anyhow::Result<(Self, Vec<FoundAlternative>)> {
        let readers = plan.searcher().segment_readers();
        let mut segments: Vec<Vec<Holders>> = Vec::new();
        for (segment, reader) in readers.iter().enumerate() {
            let words = plan.words.iter();
            let holders = words.map(|phrases| holders(phrases, segment, reader));
            segments.push(holders.collect::<anyhow::Result<_>>()?);
        }
        // How many documents hold the words themselves, before alternatives add others.
        let own: Vec<usize> = (0..plan.words.len())
            .map(|word| segments.iter().map(|words| words[word].len()).sum())
            .collect();
        let mut found = Vec::new();
        for (place, phrases) in plan.alternatives.iter().enumerate() {
            let alternative = &plan.query.alternatives[place];
            let mut places = Vec::new();
            let mut documents = 0;
            for (segment, reader) in readers.iter().enumerate() {
                let here = places_of(phrases, segment, reader)?;
                let areas = here.iter().map(|(doc, slot, ..)| (*doc, area(*slot)));
                let holders = merged(areas);
                documents += holders.len();
                for word in alternative.words.clone() {
                    let itself = std::mem::take(&mut segments[segment][word]);
                    segments[segment][word] = merged(itself.into_iter().chain(holders.clone()));
                }
                places.push(here);
            }
            if documents > 0 {
                let itself = alternative.words.clone().map(|word| own[word]).min();
                let either = (documents + itself.unwrap_or(0)) as u64;
                let either = either.min(plan.documents());
                let kind = match alternative.form {
                    Form::Phrase { .. } => weights::SYNONYM,
                    Form::Number(_) => weights::NUMBER,
                };
                found.push(FoundAlternative {
                    place,
                    weight: kind * inverse_frequency(plan.documents(), either),
                    places,
                });
            }
        }
        let words = plan.words.len();
        Ok((Holding { words, segments }, found))
    }

    /// For each word of the query, the documents of a segment that hold it.
    pub(super) fn of_segment(&self, segment: usize) -> &[Holders] {
        &self.segments[segment]
    }

    /// For each word of the query, whether any document holds it.
    pub(super) fn words_found(&self) -> Vec<bool> {
        let is_held = |word: usize| self.segments.iter().any(|words| !words[word].is_empty());
        (0..self.words).map(is_held).collect()
    }

    /// Whether any document holds every word of the query, which has one at least.
    pub(super) fn is_whole_anywhere(&self) -> bool {
        self.segments.iter().any(|words| {
            words.split_first().is_some_and(|(first, others)| {
                let holds_others = |doc: DocId| others.iter().all(|word| holds(word, doc));
                first.iter().any(|(doc, _)| holds_others(*doc))
            })
        })
    }

    /// Whether the document at `address` holds the word at `place` of the query.
    pub(super) fn is_held(&self, place: usize, address: DocAddress) -> bool {
        let words = self.of_segment(address.segment_ord as usize);
        words
            .get(place)
            .is_some_and(|word| holds(word, address.doc_id))
    }
}

pub(super) fn holds(holders: &Holders, doc: DocId) -> bool {
    holders.binary_search_by_key(&doc, |(doc, _)| *doc).is_ok()
}

/// The documents of a segment that hold one of `phrases`.
fn holders(
    phrases: &[SlotPhrase],
    segment: usize,
    reader: &SegmentReader,
) -> anyhow::Result<Holders> {
    let mut areas = Vec::new();
    for SlotPhrase { slot, phrase } in phrases {
        phrase.for_each(segment, reader, |doc, _| areas.push((doc, area(*slot))))?;
    }
    Ok(merged(areas.into_iter()))
}

/// Where one of `phrases` stands in the documents of a segment. Its characters, where
/// its tokens were found, are the same places.
fn places_of(
    phrases: &[SlotPhrase],
    segment: usize,
    reader: &SegmentReader,
) -> anyhow::Result<Vec<(DocId, TextSlot, Field, u32)>> {
    let mut found: BTreeMap<(DocId, TextSlot), (Field, u32)> = BTreeMap::new();
    for SlotPhrase { slot, phrase } in phrases {
        phrase.for_each(segment, reader, |doc, count| {
            found.entry((doc, *slot)).or_insert((phrase.field(), count));
        })?;
    }
    let places = found.into_iter();
    Ok(places
        .map(|((doc, slot), (field, count))| (doc, slot, field, count))
        .collect())
}

/// One entry for each document, in order, with all its areas.
pub(super) fn merged(areas: impl Iterator<Item = (DocId, Areas)>) -> Holders {
    let mut holders: Holders = areas.collect();
    // Runs that are in order already, as these mostly are, cost one walk.
    holders.sort_by_key(|(doc, _)| *doc);
    holders.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    holders
}
