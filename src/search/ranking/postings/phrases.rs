//! The documents of a segment that hold the phrases of a query, found together.
//!
//! The compounds of a prefix, and the ways to write them apart, begin alike. Where such a
//! beginning stands is found once, and what goes on from it is looked for there alone.

use std::cell::OnceCell;
use std::mem;

use tantivy::index::SegmentReader;
use tantivy::postings::Postings;
use tantivy::{DocId, DocSet, TERMINATED};

use super::doc_bits::DocBits;
use super::list_reader::{ListReader, SEEK_STEPS};
use super::phrase::{Phrase, Side};
use crate::search::budget::Budget;
use crate::search::ranking::postings::FieldTerm;

/// To find a phrase by itself costs about as much as reading the positions of so many documents
/// of a list, beside its rarest list.
const LONE_PHRASE: usize = 32;

/// So many documents of a list cost as much as the positions of one.
const DOCS_A_POSITION: usize = 8;

/// The documents that hold a phrase, in order, and how often each does.
#[derive(Debug, Clone, Default)]
pub(in crate::search::ranking) struct PhraseDocs {
    pub docs: Vec<DocId>,
    pub counts: Vec<u32>,
}

impl PhraseDocs {
    pub(in crate::search::ranking) fn push(&mut self, doc: DocId, count: u32) {
        self.docs.push(doc);
        self.counts.push(count);
    }
}

/// The documents of a segment that hold each of `phrases`, which are of several terms.
///
/// # Errors
///
/// Where the index cannot be read, or the search comes to its bounds.
pub(in crate::search::ranking) fn find(
    phrases: &[&Phrase],
    lists: &mut ListReader<'_>,
    segment: usize,
    reader: &SegmentReader,
    budget: &Budget,
) -> anyhow::Result<Vec<PhraseDocs>> {
    let mut phrases_here: Vec<Numbered<'_>> = phrases.iter().copied().enumerate().collect();
    phrases_here.retain(|(_, phrase)| phrase.terms().iter().all(|term| term.listed(segment) > 0));
    // Those that begin alike stand side by side in this order, the shorter ones first.
    phrases_here.sort_by_cached_key(|(_, phrase)| {
        let places = phrase.terms().iter().map(|term| place(term, segment));
        let places: Vec<usize> = places.collect();
        (phrase.side(), phrase.field().field_id(), places)
    });
    let mut finder = Finder {
        lists,
        segment,
        reader,
        budget,
        found: vec![PhraseDocs::default(); phrases.len()],
        entries: 0,
        positions: Vec::new(),
        docs: Vec::new(),
    };
    for alike in phrases_here.chunk_by(|(_, one), (_, other)| begin_alike(one, other, segment)) {
        finder.begin(alike)?;
    }
    Ok(finder.found)
}

/// A phrase with its number among those that are looked for.
type Numbered<'p> = (usize, &'p Phrase);

/// Where the list of a term begins: no two of a field in one segment begin at one place.
fn place(term: &FieldTerm, segment: usize) -> usize {
    let info = term.info(segment);
    info.map_or(0, |info| info.postings_range.start)
}

fn begin_alike(one: &Phrase, other: &Phrase, segment: usize) -> bool {
    one.side() == other.side()
        && one.field() == other.field()
        && place(&one.terms()[0], segment) == place(&other.terms()[0], segment)
}

/// Where the beginning of some phrases stands.
#[derive(Default)]
struct Beginning {
    /// The living documents, in order.
    docs: Vec<DocId>,
    /// The same, where they were asked for.
    bits: OnceCell<DocBits>,
    /// Where the places in each document end, among all places.
    ends: Vec<usize>,
    places: Vec<u32>,
}

impl Beginning {
    fn push(&mut self, doc: DocId, places: impl Iterator<Item = u32>) {
        let before = self.places.len();
        for place in places {
            // Two positions may be of one word.
            if self.places[before..].last() != Some(&place) {
                self.places.push(place);
            }
        }
        if self.places.len() > before {
            self.docs.push(doc);
            self.ends.push(self.places.len());
        }
    }

    fn bits(&self, max_doc: DocId) -> &DocBits {
        self.bits
            .get_or_init(|| DocBits::of(max_doc, self.docs.iter().copied()))
    }

    /// The places in the document of this number.
    fn places_in(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[number]]
    }
}

struct Finder<'f, 'a> {
    lists: &'f mut ListReader<'a>,
    segment: usize,
    reader: &'f SegmentReader,
    budget: &'f Budget,
    /// What was found of each phrase.
    found: Vec<PhraseDocs>,
    /// How many entries that has.
    entries: usize,
    positions: Vec<u32>,
    docs: Vec<DocId>,
}

impl Finder<'_, '_> {
    /// Finds phrases that begin with the same term: from there on, or where they are few each
    /// by itself.
    fn begin(&mut self, alike: &[Numbered<'_>]) -> anyhow::Result<()> {
        let first = &alike[0].1.terms()[0];
        let lone = alike.iter().map(|(_, phrase)| {
            let listed = phrase.terms().iter().map(|term| term.listed(self.segment));
            LONE_PHRASE + listed.min().unwrap_or(0) as usize / DOCS_A_POSITION
        });
        if alike.len() > 1 && lone.sum::<usize>() > first.listed(self.segment) as usize {
            let beginning = self.beginning_of(first, alike[0].1.side())?;
            return self.go_on(alike, 1, &beginning);
        }
        for (number, phrase) in alike {
            let mut found = PhraseDocs::default();
            phrase.for_each(self.lists, self.segment, self.reader, |doc, count| {
                found.push(doc, count);
            })?;
            self.keep(&[(*number, phrase)], found)?;
        }
        Ok(())
    }

    /// Finds phrases whose first `depth` terms are those of `beginning`.
    fn go_on(
        &mut self,
        alike: &[Numbered<'_>],
        depth: usize,
        beginning: &Beginning,
    ) -> anyhow::Result<()> {
        if beginning.docs.is_empty() {
            return Ok(());
        }
        let segment = self.segment;
        let next = |phrase: &Phrase| place(&phrase.terms()[depth], segment);
        for alike in alike.chunk_by(|(_, one), (_, other)| next(one) == next(other)) {
            let (term, side) = (&alike[0].1.terms()[depth], alike[0].1.side());
            let ended = alike.partition_point(|(_, phrase)| phrase.terms().len() == depth + 1);
            let (ended, longer) = alike.split_at(ended);
            if !ended.is_empty() {
                let mut found = PhraseDocs::default();
                let start = |position| side.start(position, depth as u32, depth as u32 + 1);
                self.for_each_with(beginning, term, start, |doc, places| {
                    found.push(doc, places.count() as u32);
                })?;
                self.keep(ended, found)?;
            }
            if !longer.is_empty() {
                let mut next = Beginning::default();
                let start = |position| side.start(position, depth as u32, depth as u32 + 2);
                self.for_each_with(beginning, term, start, |doc, places| next.push(doc, places))?;
                self.go_on(longer, depth + 1, &next)?;
            }
        }
        Ok(())
    }

    /// Keeps what was found of phrases that are the same.
    fn keep(&mut self, same: &[Numbered<'_>], found: PhraseDocs) -> anyhow::Result<()> {
        self.entries += found.docs.len() * same.len();
        self.budget.room_for::<(DocId, u32)>(self.entries)?;
        if let Some(((last, _), others)) = same.split_last() {
            for (other, _) in others {
                self.found[*other] = found.clone();
            }
            self.found[*last] = found;
        }
        Ok(())
    }

    /// Where a phrase of several terms may begin with `first`.
    fn beginning_of(&mut self, first: &FieldTerm, side: Side) -> anyhow::Result<Beginning> {
        let mut beginning = Beginning::default();
        let Some(mut postings) = self.lists.positions(first, self.segment)? else {
            return Ok(beginning);
        };
        let mut positions = mem::take(&mut self.positions);
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !self.reader.is_deleted(doc) {
                postings.positions(&mut positions);
                let places = positions.iter();
                beginning.push(doc, places.filter_map(|at| side.start(*at, 0, 2)));
            }
            doc = postings.advance();
        }
        self.positions = positions;
        self.budget
            .room_for::<u32>(3 * beginning.docs.len() + beginning.places.len())?;
        Ok(beginning)
    }

    /// Calls `found` with each document in which `term` goes on from a beginning, and the
    /// places where it does. `start` tells where a phrase begins by where the term stands.
    fn for_each_with(
        &mut self,
        beginning: &Beginning,
        term: &FieldTerm,
        start: impl Fn(u32) -> Option<u32>,
        mut found: impl FnMut(DocId, &mut dyn Iterator<Item = u32>),
    ) -> anyhow::Result<()> {
        let mut docs = mem::take(&mut self.docs);
        docs.clear();
        if term.listed(self.segment) as usize <= beginning.docs.len() * SEEK_STEPS {
            let bits = beginning.bits(self.reader.max_doc());
            self.lists.pass_docs(term, self.segment, |some| {
                docs.extend(some.iter().filter(|doc| bits.has(**doc)));
            })?;
        } else {
            docs.extend_from_slice(&beginning.docs);
            self.lists.keep_held(&mut docs, term, self.segment)?;
        }
        if let Some(first) = docs.first() {
            let postings = self.lists.positions(term, self.segment)?;
            let mut number = beginning.docs.partition_point(|doc| doc < first);
            if let Some(mut postings) = postings {
                for &doc in &docs {
                    number += beginning.docs[number..].partition_point(|other| *other < doc);
                    if postings.doc() < doc {
                        postings.seek(doc);
                    }
                    if postings.doc() != doc {
                        continue;
                    }
                    postings.positions(&mut self.positions);
                    let mut here = self.positions.iter().filter_map(|at| start(*at)).peekable();
                    // Both are in order.
                    let places = beginning.places_in(number).iter().copied();
                    let mut places = places
                        .filter(|place| {
                            while here.next_if(|other| other < place).is_some() {}
                            here.peek() == Some(place)
                        })
                        .peekable();
                    if places.peek().is_some() {
                        found(doc, &mut places);
                    }
                }
            }
        }
        self.docs = docs;
        Ok(())
    }
}
