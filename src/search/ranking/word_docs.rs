//! Which documents hold which word of a query, itself or by an alternative, and in which
//! parts of them.
//!
//! Scores nothing: what a word or an alternative counts is put together in `ranking`. A
//! word of one token is its lists in the index, which are read where they are gone through
//! and nowhere else; phrases and alternatives are found here.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use tantivy::DocId;
use tantivy::index::SegmentReader;
use tantivy::schema::Field;

use super::bm25::inverse_frequency;
use super::doc_set::{Areas, DocSet, area, count_of_any, holds, in_order};
use super::plan::{PartPhrase, Plan};
use super::postings::FieldTerm;
use super::postings::list_reader::ListReader;
use super::postings::phrase::Phrase;
use super::postings::phrases::{self, PhraseDocs};
use super::weights;
use crate::document::Part;
use crate::search::query::word::{Alternative, AlternativeKind, Form};

/// The documents that hold each word of a query, itself or by an alternative.
pub(in crate::search) struct WordDocs<'p> {
    plan: &'p Plan<'p>,
    /// The alternatives that some document holds.
    pub alternatives: Vec<FoundAlternative>,
    /// For each segment and word. An empty index has no segment.
    segments: Vec<Vec<WordPostings>>,
}

/// Where one word stands in one segment, beside the lists of its only token.
#[derive(Default)]
struct WordPostings {
    /// The documents that hold one of its phrases, for each of them, in order.
    phrases: Vec<(Areas, Vec<DocId>)>,
    /// Its alternatives, by their places among those found.
    alternatives: Vec<usize>,
    /// All of it put together, where that was asked for.
    merged: OnceCell<DocSet>,
}

/// An alternative that some document holds.
pub(in crate::search) struct FoundAlternative {
    /// Its place among the query's alternatives.
    pub place: usize,
    /// Everything its saturated frequency is multiplied by but the field's weight.
    pub weight: f32,
    /// For each segment, where it stands, by fields in their order. No document is in two
    /// runs of one field.
    pub postings: Vec<Vec<FieldPostings>>,
}

/// Where an alternative stands in one field of a segment.
pub(in crate::search) struct FieldPostings {
    pub part: Part,
    pub field: Field,
    /// The documents, in order.
    pub docs: Vec<DocId>,
    /// How often it stands in each of them.
    pub counts: Vec<u32>,
}

impl FieldPostings {
    /// The part of a document that it is.
    pub(in crate::search) fn area(&self) -> Areas {
        area(self.part)
    }
}

impl<'p> WordDocs<'p> {
    /// The documents that hold each word of the query.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn find(plan: &'p Plan<'p>) -> anyhow::Result<Self> {
        let mut lists = ListReader::new(plan.searcher(), plan.budget);
        let mut segments: Vec<Vec<WordPostings>> = Vec::new();
        // For each segment, where the alternatives stand.
        let mut alternatives: Vec<Vec<Vec<FieldPostings>>> = Vec::new();
        for (segment, reader) in plan.searcher().segment_readers().iter().enumerate() {
            let phrases = plan.words.iter().chain(&plan.alternatives).flatten();
            let phrases = phrases.map(|PartPhrase { phrase, .. }| phrase);
            let of_several: Vec<&Phrase> =
                phrases.filter(|phrase| phrase.term().is_none()).collect();
            let found = phrases::find(&of_several, &mut lists, segment, reader, plan.budget)?;
            let mut found = found.into_iter();
            let mut words = Vec::with_capacity(plan.words.len());
            for phrases in &plan.words {
                let mut postings = WordPostings::default();
                for PartPhrase { part, phrase } in phrases {
                    if phrase.term().is_some() {
                        continue;
                    }
                    let docs = found.next().unwrap_or_default().docs;
                    plan.budget.keep::<DocId>(docs.len())?;
                    if !docs.is_empty() {
                        postings.phrases.push((area(*part), docs));
                    }
                }
                words.push(postings);
            }
            segments.push(words);
            let mut of_alternatives = Vec::with_capacity(plan.alternatives.len());
            for phrases in &plan.alternatives {
                let runs = runs(phrases, &mut found, &mut lists, segment, reader)?;
                let entries = runs.iter().map(|run| run.docs.len()).sum();
                plan.budget.keep::<(DocId, u32)>(entries)?;
                of_alternatives.push(runs);
            }
            alternatives.push(of_alternatives);
        }
        let mut word_docs = WordDocs {
            plan,
            alternatives: Vec::new(),
            segments,
        };
        word_docs.add_alternatives(alternatives, &mut lists)?;
        Ok(word_docs)
    }

    /// Weighs the alternatives that some document holds by how many do.
    fn add_alternatives(
        &mut self,
        mut found: Vec<Vec<Vec<FieldPostings>>>,
        lists: &mut ListReader<'_>,
    ) -> anyhow::Result<()> {
        let plan = self.plan;
        let readers = plan.searcher().segment_readers();
        // How many documents hold the words themselves, without alternatives.
        let mut own: Vec<Option<usize>> = vec![None; plan.words.len()];
        for place in 0..plan.alternatives.len() {
            let alternative = &plan.query.alternatives[place];
            let mut postings = Vec::new();
            let mut documents = 0;
            for (reader, found) in readers.iter().zip(&mut found) {
                let runs = std::mem::take(&mut found[place]);
                let docs: Vec<&[DocId]> = runs.iter().map(|run| run.docs.as_slice()).collect();
                documents += count_of_any(&docs, reader.max_doc());
                postings.push(runs);
            }
            if documents == 0 {
                continue;
            }
            if let Some(counts) = plan.counts {
                documents = counts.alternatives[place] as usize;
            }
            let mut itself: Option<usize> = None;
            for word in alternative.words.clone() {
                let own = match (own[word], plan.counts) {
                    (Some(own), _) => own,
                    (None, Some(counts)) => counts.themselves[word] as usize,
                    (None, None) => *own[word].insert(self.count_of_word(word, lists)?),
                };
                itself = Some(itself.map_or(own, |least| least.min(own)));
            }
            for words in &mut self.segments {
                for word in alternative.words.clone() {
                    words[word].alternatives.push(self.alternatives.len());
                }
            }
            let (held, itself) = (documents as u64, itself.map(|itself| itself as u64));
            self.alternatives.push(FoundAlternative {
                place,
                weight: weight_of_alternative(alternative, held, itself, plan.documents()),
                postings,
            });
        }
        self.count_one_guess();
        Ok(())
    }

    /// Lets each document count the best guess alone that it holds, and that once: only one can
    /// be right, and which one no text tells by holding several or one of them often.
    fn count_one_guess(&mut self) {
        let alternatives = &self.plan.query.alternatives;
        let is_guess = |found: &&mut FoundAlternative| {
            alternatives[found.place].kind == AlternativeKind::Guess
        };
        let mut guesses: Vec<&mut FoundAlternative> =
            self.alternatives.iter_mut().filter(is_guess).collect();
        guesses.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        for segment in 0..self.segments.len() {
            // By the words that they stand for.
            let mut counted: HashMap<usize, HashSet<DocId>> = HashMap::new();
            for guess in &mut guesses {
                let known = counted
                    .entry(alternatives[guess.place].words.start)
                    .or_default();
                let runs = &mut guess.postings[segment];
                for run in runs.iter_mut() {
                    for (doc, count) in run.docs.iter().zip(&mut run.counts) {
                        *count = u32::from(!known.contains(doc));
                    }
                }
                known.extend(runs.iter().flat_map(|run| &run.docs));
            }
        }
    }

    /// How many documents hold a word itself.
    fn count_of_word(&self, word: usize, lists: &mut ListReader<'_>) -> anyhow::Result<usize> {
        let mut count = 0;
        for (segment, reader) in self.plan.searcher().segment_readers().iter().enumerate() {
            let postings = &self.segments[segment][word];
            let mut of_terms = Vec::new();
            for (_, term) in self.terms(word) {
                of_terms.push(living_docs(term, lists, segment, reader)?);
            }
            let of_phrases = postings.phrases.iter().map(|(_, docs)| docs.as_slice());
            let of_terms = of_terms.iter().map(Vec::as_slice);
            let all: Vec<&[DocId]> = of_terms.chain(of_phrases).collect();
            count += count_of_any(&all, reader.max_doc());
        }
        Ok(count)
    }

    /// The terms that are a word by themselves, with the part of a document each is. Deleted
    /// documents are in their lists.
    pub(in crate::search) fn terms(
        &self,
        word: usize,
    ) -> impl Iterator<Item = (Areas, &'p FieldTerm)> {
        let phrases = self.plan.words[word].iter();
        phrases.filter_map(|PartPhrase { part, phrase }| Some((area(*part), phrase.term()?)))
    }

    /// The living documents of a segment that hold a word otherwise: list by list, each in
    /// order.
    pub(in crate::search) fn lists(
        &self,
        segment: usize,
        word: usize,
    ) -> impl Iterator<Item = (Areas, &[DocId])> {
        let postings = &self.segments[segment][word];
        let phrases = postings.phrases.iter();
        let phrases = phrases.map(|(area, docs)| (*area, docs.as_slice()));
        let found = postings.alternatives.iter();
        let runs = found.flat_map(move |found| &self.alternatives[*found].postings[segment]);
        phrases.chain(runs.map(|run| (run.area(), run.docs.as_slice())))
    }

    /// The living documents of a segment that hold a word, each once.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn doc_set(
        &self,
        segment: usize,
        word: usize,
    ) -> anyhow::Result<&DocSet> {
        let merged = &self.segments[segment][word].merged;
        if let Some(doc_set) = merged.get() {
            return Ok(doc_set);
        }
        let reader = self.plan.searcher().segment_reader(segment as u32);
        let budget = self.plan.budget;
        let mut lists = ListReader::new(self.plan.searcher(), budget);
        let mut all: DocSet = Vec::new();
        for (area, term) in self.terms(word) {
            let docs = living_docs(term, &mut lists, segment, reader)?.into_iter();
            all.extend(docs.map(|doc| (doc, area)));
        }
        for (area, docs) in self.lists(segment, word) {
            budget.room_for::<(DocId, Areas)>(all.len() + docs.len())?;
            all.extend(docs.iter().map(|doc| (*doc, area)));
        }
        let mut all = in_order(all, reader.max_doc());
        all.shrink_to_fit();
        budget.keep::<(DocId, Areas)>(all.len())?;
        Ok(merged.get_or_init(|| all))
    }

    /// For each word of the query, whether any document holds it.
    pub(in crate::search) fn words_found(&self) -> Vec<bool> {
        if let Some(counts) = self.plan.counts {
            return counts.words.iter().map(|count| *count > 0).collect();
        }
        let is_held = |word: usize| {
            let by_term = self.terms(word).next().is_some();
            by_term || (0..self.segments.len()).any(|at| self.lists(at, word).next().is_some())
        };
        (0..self.plan.words.len()).map(is_held).collect()
    }

    /// Whether any document holds every word of the query, which has one at least.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn is_whole_anywhere(&self) -> anyhow::Result<bool> {
        let found = self.words_found();
        if found.is_empty() || found.contains(&false) {
            return Ok(false);
        }
        if found.len() == 1 {
            return Ok(true);
        }
        for segment in 0..self.segments.len() {
            let words = 0..found.len();
            let words: Vec<&DocSet> = words
                .map(|word| self.doc_set(segment, word))
                .collect::<anyhow::Result<_>>()?;
            let holds_others = |doc: DocId| words[1..].iter().all(|word| holds(word, doc));
            if words[0].iter().any(|(doc, _)| holds_others(*doc)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// What an alternative weighs in every field, but for the field's weight, which so many of
/// `documents` hold, and so many the rarest of the words that it stands for.
pub(in crate::search) fn weight_of_alternative(
    alternative: &Alternative,
    held: u64,
    itself: Option<u64>,
    documents: u64,
) -> f32 {
    let either = match alternative.kind {
        // It is no other way to write the word, and as rare as it is.
        AlternativeKind::Guess => held,
        _ => held + itself.unwrap_or(0),
    };
    let kind = match (alternative.kind, &alternative.form) {
        (AlternativeKind::Spelling | AlternativeKind::Respelled, _) => weights::SPELLING,
        (AlternativeKind::Synonym, Form::Phrase { .. }) => weights::SYNONYM,
        (AlternativeKind::Synonym, Form::Number(_)) => weights::NUMBER,
        (AlternativeKind::Joined, _) => weights::JOINED,
        (AlternativeKind::Guess, _) => weights::GUESS,
    };
    let chance = match alternative.kind {
        AlternativeKind::Guess => 1.0 + 1.0 / held as f32,
        _ => 1.0,
    };
    kind * chance * inverse_frequency(documents, either.min(documents))
}

/// The living documents of a term's list.
fn living_docs(
    term: &FieldTerm,
    lists: &mut ListReader<'_>,
    segment: usize,
    reader: &SegmentReader,
) -> anyhow::Result<Vec<DocId>> {
    let mut living = Vec::new();
    lists.pass_docs(term, segment, |docs| living.extend_from_slice(docs))?;
    if reader.has_deletes() {
        living.retain(|doc| !reader.is_deleted(*doc));
    }
    Ok(living)
}

/// Where one of `phrases` stands in the documents of a segment, of which those of several terms
/// come in order from `found`. Its characters, where its tokens were found, are the same places.
fn runs(
    phrases: &[PartPhrase],
    found: &mut impl Iterator<Item = PhraseDocs>,
    lists: &mut ListReader<'_>,
    segment: usize,
    reader: &SegmentReader,
) -> anyhow::Result<Vec<FieldPostings>> {
    let mut runs: Vec<FieldPostings> = Vec::new();
    for PartPhrase { part, phrase } in phrases {
        let PhraseDocs {
            mut docs,
            mut counts,
        } = if phrase.term().is_some() {
            let mut of_term = PhraseDocs::default();
            phrase.for_each(lists, segment, reader, |doc, count| {
                of_term.push(doc, count);
            })?;
            of_term
        } else {
            found.next().unwrap_or_default()
        };
        let is_known = |doc: DocId| {
            let mut same = runs.iter().filter(|run| run.part == *part);
            same.any(|run| run.docs.binary_search(&doc).is_ok())
        };
        if runs.iter().any(|run| run.part == *part) {
            let mut is_new = docs.iter().map(|doc| !is_known(*doc));
            counts.retain(|_| is_new.next().unwrap_or(false));
            docs.retain(|doc| !is_known(*doc));
        }
        if !docs.is_empty() {
            runs.push(FieldPostings {
                part: *part,
                field: phrase.field(),
                docs,
                counts,
            });
        }
    }
    runs.sort_by_key(|run| run.part);
    Ok(runs)
}
