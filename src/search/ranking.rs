//! How much a match counts, and which documents come first.
//!
//! Defines the weights and the scoring of words; every weight is a named constant
//! with its reason. Gives plain numbers: hits are made in `searcher`.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;

use anyhow::Context;
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, BoostQuery, EnableScoring, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, TERMINATED, Term};

use super::query::QueryWord;
use crate::index::{IndexSchema, TextSlot};

/// Within a tier (below) a field counts by how much it says about the whole. A
/// title's weight is no more than this because in a query of many words a common one
/// in a title would drown a rare one in the text.
const TITLE_WEIGHT: f32 = 3.0;
const SUMMARY_WEIGHT: f32 = 2.0;
/// A heading says what the bullets under it are about.
const HEADINGS_WEIGHT: f32 = 1.3;
const BODY_WEIGHT: f32 = 1.0;
/// An event is found by its place and days as by its description.
const EVENT_WEIGHT: f32 = 1.0;
/// A cited work's title says what the article is about, but in its own words.
const CITATIONS_WEIGHT: f32 = 0.7;
/// Asides.
const FOOTNOTES_WEIGHT: f32 = 0.5;

/// Characters alone are weaker evidence than morphemes, and mostly match in the
/// same places: they lift what the dictionary cut alike in query and text.
const GRAMS_WEIGHT: f32 = 0.4;

/// tantivy has BM25's k1 = 1.2 and b = 0.75 built in. Lengths reported as this
/// many times the true ones make them 0.42 and 0.3: a word that is repeated says
/// less, and a long article is punished less, which suits texts that are all about
/// one thing.
const LENGTH_FACTOR: u64 = 7;

fn weight(slot: TextSlot) -> f32 {
    match slot {
        TextSlot::Title => TITLE_WEIGHT,
        TextSlot::Summary => SUMMARY_WEIGHT,
        TextSlot::Headings => HEADINGS_WEIGHT,
        TextSlot::Body => BODY_WEIGHT,
        TextSlot::Footnotes => FOOTNOTES_WEIGHT,
        TextSlot::Citations => CITATIONS_WEIGHT,
        TextSlot::Event => EVENT_WEIGHT,
    }
}

/// A document that holds at least one word of the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub address: DocAddress,
    pub score: f32,
    /// How many words of the query it holds.
    pub words_held: u32,
    tier: Tier,
    date: u64,
    order: u64,
}

/// Where a document holds the words of the query, the best place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// Every word in the title.
    Title,
    /// Every word in the title or the summary.
    Summary,
    /// Some word elsewhere only.
    Text,
    /// Some word nowhere.
    Partial,
}

/// What is known of a document while the words are gone through.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    score: f32,
    words: u32,
    in_title: u32,
    in_title_or_summary: u32,
    /// The word counted last, from 1: each is counted once.
    last_word: u32,
    last_above_text: u32,
}

impl Held {
    fn add(&mut self, word: u32, area: Area, score: f32) {
        self.score += score;
        if self.last_word != word {
            self.last_word = word;
            self.words += 1;
        }
        self.in_title += u32::from(area == Area::Title);
        if area != Area::Text && self.last_above_text != word {
            self.last_above_text = word;
            self.in_title_or_summary += 1;
        }
    }

    fn tier(&self, words: u32) -> Tier {
        if self.in_title == words {
            Tier::Title
        } else if self.in_title_or_summary == words {
            Tier::Summary
        } else if self.words == words {
            Tier::Text
        } else {
            Tier::Partial
        }
    }
}

/// The parts of a document that are told apart for its tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Area {
    Title,
    Summary,
    Text,
}

impl Area {
    const ALL: [Area; 3] = [Area::Title, Area::Summary, Area::Text];

    fn of(slot: TextSlot) -> Self {
        match slot {
            TextSlot::Title => Area::Title,
            TextSlot::Summary => Area::Summary,
            _ => Area::Text,
        }
    }
}

impl Candidate {
    /// Best first: by tier, then by score, the newest first, and at last by the place
    /// in the corpus, so that no order is left to chance.
    fn rank(&self, other: &Self) -> Ordering {
        self.tier
            .cmp(&other.tier)
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| other.date.cmp(&self.date))
            .then_with(|| self.order.cmp(&other.order))
    }
}

/// What was found, before a page of it is shown.
pub(crate) struct Ranked {
    /// Documents that hold every word.
    pub total: usize,
    /// Documents that hold some.
    pub partial: usize,
    /// The first `limit` of them, best first.
    pub candidates: Vec<Candidate>,
}

/// Ranks every document that holds a word of `words`; keeps the best `limit`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(crate) fn rank(
    searcher: &Searcher,
    schema: &IndexSchema,
    words: &[QueryWord],
    full_only: bool,
    limit: usize,
) -> anyhow::Result<Ranked> {
    let statistics = Statistics::new(searcher, schema);
    let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
    let mut weights = Vec::new();
    for (number, word) in (1..).zip(words) {
        for area in Area::ALL {
            if let Some(query) = statistics.query_of(word, Some(area))? {
                let weight = query.weight(scoring).context("a query cannot be scored")?;
                weights.push((number, area, weight));
            }
        }
    }
    let wanted = words.len() as u32;
    let mut candidates = Vec::new();
    for (segment, reader) in searcher.segment_readers().iter().enumerate() {
        let mut held: HashMap<DocId, Held> = HashMap::new();
        for (number, area, weight) in &weights {
            let mut scorer = weight
                .scorer(reader, 1.0)
                .context("the index cannot be searched")?;
            while scorer.doc() != TERMINATED {
                let entry = held.entry(scorer.doc()).or_default();
                entry.add(*number, *area, scorer.score());
                scorer.advance();
            }
        }
        if held.is_empty() {
            continue;
        }
        let dates = reader.fast_fields().u64("date")?;
        let orders = reader.fast_fields().u64("order")?;
        candidates.extend(
            held.into_iter()
                .filter(|(_, held)| !full_only || held.words == wanted)
                .map(|(doc, held)| Candidate {
                    address: DocAddress::new(segment as u32, doc),
                    score: held.score,
                    words_held: held.words,
                    tier: held.tier(wanted),
                    date: dates.first(doc).unwrap_or(0),
                    order: orders.first(doc).unwrap_or(u64::MAX),
                }),
        );
    }
    let total = candidates.iter().filter(|c| c.words_held == wanted).count();
    let partial = candidates.len() - total;
    if limit < candidates.len() {
        if limit > 0 {
            candidates.select_nth_unstable_by(limit - 1, Candidate::rank);
        }
        candidates.truncate(limit);
    }
    candidates.sort_unstable_by(Candidate::rank);
    Ok(Ranked {
        total,
        partial,
        candidates,
    })
}

/// The indexes of those `words` that the document at `address` lacks.
///
/// # Errors
///
/// Where the index cannot be read.
pub(crate) fn missing(
    searcher: &Searcher,
    schema: &IndexSchema,
    words: &[QueryWord],
    address: DocAddress,
) -> anyhow::Result<Vec<usize>> {
    let statistics = Statistics::new(searcher, schema);
    let reader = searcher.segment_reader(address.segment_ord);
    let mut missing = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let holds = match statistics.query_of(word, None)? {
            None => false,
            Some(query) => {
                let scoring = EnableScoring::disabled_from_searcher(searcher);
                let weight = query.weight(scoring).context("a query cannot be scored")?;
                let mut scorer = weight
                    .scorer(reader, 1.0)
                    .context("the index cannot be searched")?;
                scorer.doc() <= address.doc_id && scorer.seek(address.doc_id) == address.doc_id
            }
        };
        if !holds {
            missing.push(index);
        }
    }
    Ok(missing)
}

/// BM25's counts, alike for all fields of a text.
///
/// A word that is rare in titles but common in bodies is a common word: the
/// number of documents that hold it is the largest of any field's.
struct Statistics<'a> {
    searcher: &'a Searcher,
    schema: &'a IndexSchema,
    counts: RefCell<HashMap<Term, u64>>,
}

impl<'a> Statistics<'a> {
    fn new(searcher: &'a Searcher, schema: &'a IndexSchema) -> Self {
        Statistics {
            searcher,
            schema,
            counts: RefCell::new(HashMap::new()),
        }
    }

    /// The documents that hold the word in a field of the area (`None`: in any), each
    /// field by its weight; `None` where the index does not know its terms.
    fn query_of(
        &self,
        word: &QueryWord,
        area: Option<Area>,
    ) -> anyhow::Result<Option<Box<dyn Query>>> {
        let mut clauses: Vec<Box<dyn Query>> = Vec::new();
        let gram_terms = word.grams.as_ref().map(|phrase| phrase.terms());
        for field in &self.schema.text {
            if area.is_some_and(|area| area != Area::of(field.slot)) {
                continue;
            }
            let weight = weight(field.slot);
            self.push_phrase(&mut clauses, field.morphemes, &word.terms, weight)?;
            if let Some(terms) = &gram_terms {
                self.push_phrase(&mut clauses, field.grams, terms, weight * GRAMS_WEIGHT)?;
            }
        }
        Ok(match clauses.len() {
            0 => None,
            1 => clauses.pop(),
            _ => Some(Box::new(BooleanQuery::union(clauses))),
        })
    }

    fn push_phrase(
        &self,
        clauses: &mut Vec<Box<dyn Query>>,
        field: Field,
        texts: &[String],
        weight: f32,
    ) -> anyhow::Result<()> {
        let mut terms = Vec::with_capacity(texts.len());
        for text in texts {
            let term = Term::from_field_text(field, text);
            if self.count_in(&term)? == 0 {
                return Ok(());
            }
            terms.push(term);
        }
        let query: Box<dyn Query> = if terms.len() == 1 {
            let term = terms.remove(0);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        } else {
            Box::new(PhraseQuery::new(terms))
        };
        clauses.push(Box::new(BoostQuery::new(query, weight)));
        Ok(())
    }

    fn count_in(&self, term: &Term) -> tantivy::Result<u64> {
        if let Some(count) = self.counts.borrow().get(term) {
            return Ok(*count);
        }
        let count = self.searcher.doc_freq(term)?;
        self.counts.borrow_mut().insert(term.clone(), count);
        Ok(count)
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Ok(self.searcher.total_num_tokens(field)? * LENGTH_FACTOR)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let value = term.value();
        let Some(text) = value.as_str() else {
            return self.count_in(term);
        };
        let of_grams = self
            .schema
            .text
            .iter()
            .any(|field| field.grams == term.field());
        let mut most = 0;
        for field in &self.schema.text {
            let field = if of_grams {
                field.grams
            } else {
                field.morphemes
            };
            most = most.max(self.count_in(&Term::from_field_text(field, text))?);
        }
        Ok(most)
    }
}
