//! Looking up the terms of a query, each once.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use tantivy::schema::Field;

use super::postings::{FieldTerm, living_documents};
use super::selection::{self, Selection};
use crate::analysis::{SpelledWord, View};
use crate::index::IndexReader;
use crate::search::budget::Budget;
use crate::search::query::Query;
use crate::search::query::scope::Scope;
use crate::search::query::word::{Alternative, Form};

/// From so many on, terms are looked up all at once.
const FEWEST_PREPARED: usize = 8;

/// Terms that were looked up, each once: those of a word are evidence, phrases and pairs.
pub(in crate::search) struct Lookups<'a> {
    index: &'a IndexReader,
    /// What is looked for keeps to these documents, where there are any.
    within: Option<&'a Selection>,
    /// For each field, by its number.
    found: RefCell<Vec<HashMap<String, Option<FieldTerm>, RandomState>>>,
}

impl<'a> Lookups<'a> {
    pub(in crate::search) fn new(index: &'a IndexReader, within: Option<&'a Selection>) -> Self {
        Lookups {
            index,
            within,
            found: RefCell::default(),
        }
    }

    /// Looks a term up; `None` where no document holds it.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn find(
        &self,
        field: Field,
        text: &str,
    ) -> anyhow::Result<Option<FieldTerm>> {
        if self.index.is_empty(field) {
            return Ok(None);
        }
        let number = field.field_id() as usize;
        if let Some(found) = self
            .found
            .borrow()
            .get(number)
            .and_then(|known| known.get(text))
        {
            return Ok(found.clone());
        }
        let found = FieldTerm::find_all(self.index, field, &[text], self.within)?;
        let found = found.into_iter().next().flatten();
        let mut fields = self.found.borrow_mut();
        if fields.len() <= number {
            fields.resize_with(number + 1, HashMap::default);
        }
        fields[number].insert(text.to_owned(), found.clone());
        Ok(found)
    }

    /// Looks up at once, in order, what words and alternatives are looked for as: a verb has
    /// a hundred forms, and a prefix stands for a thousand words.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(in crate::search) fn prepare(&self, query: &Query, budget: &Budget) -> anyhow::Result<()> {
        let mut sought: Vec<(View, Option<Scope>, String)> = Vec::new();
        let mut add = |spelled: &[SpelledWord], scope| {
            let terms = spelled.iter().flat_map(SpelledWord::terms);
            sought.extend(terms.map(|term| (View::Readings, scope, term)));
        };
        for word in &query.words {
            add(&word.spelled, word.scope);
        }
        for Alternative { form, words, .. } in &query.alternatives {
            if let Form::Phrase { spelled, .. } = form {
                add(spelled, query.scope_of(words));
            }
        }
        for Alternative { form, words, .. } in &query.alternatives {
            if let Form::Phrase { terms, .. } = form {
                let scope = query.scope_of(words);
                let terms = terms.iter().cloned();
                sought.extend(terms.map(|term| (View::Morphemes, scope, term)));
            }
        }
        if sought.len() < FEWEST_PREPARED {
            return Ok(());
        }
        for view in [View::Morphemes, View::Readings] {
            for field in &self.index.schema().text {
                if self.index.is_empty(field.view(view)) {
                    continue;
                }
                budget.check()?;
                let is_in = |scope: &Option<Scope>| scope.is_none_or(|scope| scope.has(field.part));
                let here = sought
                    .iter()
                    .filter(|(of, scope, _)| *of == view && is_in(scope));
                let mut texts: Vec<&str> = here.map(|(.., text)| text.as_str()).collect();
                texts.sort_unstable();
                texts.dedup();
                self.find_all(field.view(view), &texts)?;
            }
        }
        Ok(())
    }

    /// How long, in bytes, those beginnings of `text` are that some document holds, the
    /// shortest first.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn beginnings(
        &self,
        field: Field,
        text: &str,
    ) -> anyhow::Result<Vec<usize>> {
        let mut lengths = Vec::new();
        if self.index.is_empty(field) {
            return Ok(lengths);
        }
        for (segment, reader) in self.index.searcher().segment_readers().iter().enumerate() {
            if !selection::reaches(self.within, segment) {
                continue;
            }
            let mut found = Vec::new();
            self.index
                .find_beginnings(segment, field, text, |length, info| {
                    found.push((length, info));
                })?;
            for (length, info) in found {
                if living_documents(reader, field, &info)? > 0 {
                    lengths.push(length);
                }
            }
        }
        lengths.sort_unstable();
        lengths.dedup();
        Ok(lengths)
    }

    /// Looks up `texts`, which are in order, each once.
    fn find_all(&self, field: Field, texts: &[&str]) -> anyhow::Result<()> {
        let found = FieldTerm::find_all(self.index, field, texts, self.within)?;
        let number = field.field_id() as usize;
        let mut fields = self.found.borrow_mut();
        if fields.len() <= number {
            fields.resize_with(number + 1, HashMap::default);
        }
        let texts = texts.iter().map(|text| (*text).to_owned());
        fields[number].extend(texts.zip(found));
        Ok(())
    }
}
