//! What is found for the query that stands in the input line.
//!
//! Defines the list that is shown, with or without a query, and the choices of issues and
//! publishers. Ranking and counting are the search's.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::Context;

use crate::cli::advice;
use crate::document::{Document, DocumentHead, DocumentKind};
use crate::language::messages;
use crate::output;
use crate::search::{
    Constraints, DocumentMarks, Facet, Filter, Hits, OverBounds, PublisherKeys, Query, QueryError,
    SearchEngine, SearchOptions, Show,
};

/// How many hits are looked for at first, and how many more at the end of those: enough
/// for a reader, and few enough that a key never waits for them.
pub(super) const HITS_AT_ONCE: usize = 50;

/// Finds documents.
pub(super) struct Finder {
    engine: SearchEngine,
    keys: PublisherKeys,
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// The best of them, best first.
    pub entries: Vec<Entry>,
    /// How many documents hold every word.
    pub total: usize,
    /// How many hold some.
    pub partial: usize,
    /// What the reader is told before the hits: words that were taken for others, or why
    /// there are none.
    pub notes: Vec<String>,
    /// What to mark; `None` where nothing was searched for.
    query: Option<Query>,
}

/// A document of the list.
pub(super) struct Entry {
    /// Its place among all that was found, counted from 1.
    pub rank: usize,
    pub document: DocumentHead,
    /// What to mark in the title: ranges of characters.
    pub title_marks: Vec<Range<usize>>,
    /// The words that it lacks, as they were typed.
    pub missing: Vec<String>,
}

/// Which documents are looked for, beside the query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// Those of one of these issues; all where there is none.
    pub issues: BTreeSet<String>,
    /// Those that cite one of these publishers, whatever its spelling; all where there is
    /// none.
    pub publishers: BTreeSet<String>,
}

/// What documents are chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChosenBy {
    Issue,
    Publisher,
}

impl Finder {
    pub(super) fn new(engine: SearchEngine) -> Self {
        Finder {
            keys: PublisherKeys::new(engine.synonyms()),
            engine,
        }
    }

    /// The best `limit` documents for `text` among those of `choices`; any documents, the
    /// newest first, where there is no text.
    pub(super) fn find(
        &self,
        text: &str,
        choices: &Choices,
        limit: usize,
    ) -> anyhow::Result<Found> {
        let options = SearchOptions {
            limit,
            show: Show::TitleMarks,
            constraints: self.constraints(text, choices)?,
            ..SearchOptions::default()
        };
        let answer = match self.engine.answer(text, &options) {
            Ok(answer) => answer,
            // What is being typed may not be a query yet, or not yet all of what is meant.
            Err(error) if error.is::<QueryError>() || error.is::<OverBounds>() => {
                return Ok(Found {
                    notes: vec![advice::message(&error).into()],
                    ..Found::default()
                });
            }
            Err(error) => return Err(error),
        };
        let (hits, query) = (answer.hits, answer.meant.unwrap_or(answer.typed));
        Ok(Found {
            total: hits.total,
            partial: hits.partial,
            notes: notes(&hits, choices),
            query: Some(query),
            entries: hits
                .hits
                .into_iter()
                .map(|hit| Entry {
                    rank: hit.rank,
                    document: hit.document,
                    title_marks: hit.title_highlights,
                    missing: hit.missing,
                })
                .collect(),
        })
    }

    /// How many documents there are of each issue or publisher: of those that `text`
    /// finds among the choices by the other, and none of each value that is chosen and not
    /// found. Issues come newest first, publishers by their counts.
    pub(super) fn counts(
        &self,
        text: &str,
        choices: &Choices,
        by: ChosenBy,
    ) -> anyhow::Result<Vec<(String, u64)>> {
        let mut others = choices.clone();
        others.of_mut(by).clear();
        let facet = match by {
            ChosenBy::Issue => Facet::Issue,
            ChosenBy::Publisher => Facet::Source,
        };
        let options = SearchOptions {
            limit: 0,
            constraints: self.constraints(text, &others)?,
            facets: vec![facet],
            ..SearchOptions::default()
        };
        let hits = match self.engine.search(text, &options) {
            Ok(hits) => Some(hits),
            Err(error) if error.is::<QueryError>() || error.is::<OverBounds>() => None,
            Err(error) => return Err(error),
        };
        let counts = hits.into_iter().flat_map(|hits| hits.facets);
        let mut counts: Vec<_> = counts.flat_map(|facet| facet.counts).collect();
        if by == ChosenBy::Issue {
            counts.reverse();
        }
        for chosen in choices.of(by) {
            // Other hits may have another spelling oftener; what was chosen keeps its name.
            let is_same = |value: &str| match by {
                ChosenBy::Issue => value == chosen,
                ChosenBy::Publisher => self.keys.key(value) == self.keys.key(chosen),
            };
            match counts.iter_mut().find(|(value, _)| is_same(value)) {
                Some((value, _)) => value.clone_from(chosen),
                None => counts.push((chosen.clone(), 0)),
            }
        }
        Ok(counts)
    }

    /// A document of what was found, whole.
    pub(super) fn read(&self, entry: &Entry) -> anyhow::Result<Document> {
        let id = entry.document.id();
        let document = self.engine.document(id)?;
        document.with_context(|| messages::browse::gone_from_index(&id))
    }

    /// What to mark in a document of what was found.
    pub(super) fn marks(&self, found: &Found, document: &Document) -> Option<DocumentMarks> {
        let query = found.query.as_ref()?;
        let analyzer = self.engine.analyzer();
        Some(DocumentMarks::find(document, query, analyzer))
    }

    fn constraints(&self, text: &str, choices: &Choices) -> anyhow::Result<Constraints> {
        let mut filters = Vec::new();
        if !choices.issues.is_empty() {
            let issues = choices.issues.iter().cloned();
            filters.push(Filter::AnyOf(issues.map(Filter::Issue).collect()));
        }
        if !choices.publishers.is_empty() {
            let mut spellings = Vec::new();
            for name in &choices.publishers {
                spellings.extend(self.engine.spellings_of_publisher(name, &self.keys)?);
            }
            let spellings = spellings.into_iter();
            filters.push(Filter::AnyOf(spellings.map(Filter::Publisher).collect()));
        }
        // Something must be asked.
        if filters.is_empty() && text.trim().is_empty() {
            filters.push(everything());
        }
        Ok(Constraints {
            filters,
            ..Constraints::default()
        })
    }
}

/// What is true of every document: it is of one of the two kinds.
fn everything() -> Filter {
    let kinds = [DocumentKind::Article, DocumentKind::Event];
    Filter::AnyOf(kinds.map(Filter::Kind).into())
}

/// What is told before the hits: as `search` tells it.
fn notes(hits: &Hits, choices: &Choices) -> Vec<String> {
    let mut notes = output::notes(hits);
    if hits.hits.is_empty() {
        let words = hits.words.join(", ");
        let is_looked_for = !hits.query.trim().is_empty();
        let message = match (words.is_empty(), choices.are_none()) {
            (true, _) if is_looked_for && !hits.is_filtered => {
                messages::browse::nothing_to_look_for()
            }
            (true, true) => messages::browse::nothing_found(),
            (true, false) => messages::browse::nothing_found_among(),
            (false, _) if hits.leaves_out_words => messages::browse::nothing_holds_without(&words),
            (false, true) => messages::browse::nothing_holds(&words),
            (false, false) => messages::browse::nothing_holds_among(&words),
        };
        notes.push(message.into());
    }
    notes
}

impl Found {
    /// Whether there are more hits than were looked for.
    pub(super) fn has_more(&self) -> bool {
        self.entries.len() < self.total + self.partial
    }
}

impl Choices {
    pub(super) fn of(&self, by: ChosenBy) -> &BTreeSet<String> {
        match by {
            ChosenBy::Issue => &self.issues,
            ChosenBy::Publisher => &self.publishers,
        }
    }

    pub(super) fn of_mut(&mut self, by: ChosenBy) -> &mut BTreeSet<String> {
        match by {
            ChosenBy::Issue => &mut self.issues,
            ChosenBy::Publisher => &mut self.publishers,
        }
    }

    pub(super) fn are_none(&self) -> bool {
        self.issues.is_empty() && self.publishers.is_empty()
    }
}
