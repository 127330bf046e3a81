//! Looking up the terms of a query, each once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;
use tantivy::schema::Field;

use super::apart::{self, Ways};
use super::selection::Selection;
use crate::analysis::{SpelledWord, View};
use crate::index::{IndexReader, WholeIndex};
use crate::search::budget::Budget;
use crate::search::query::Query;
use crate::search::query::scope::Scope;
use crate::search::query::word::{Alternative, Form};
use crate::search::ranking::postings::FieldTerm;

/// From so many on, terms are looked up all at once.
const FEWEST_PREPARED: usize = 8;

/// Terms that were looked up, each once: those of a word are evidence, phrases and pairs.
pub(in crate::search) struct Lookups<'a> {
    index: &'a IndexReader,
    /// What is looked for keeps to these documents, where there are any.
    within: Option<&'a Selection>,
    /// For each field, by its number.
    found: RefCell<OfFields<Option<FieldTerm>>>,
    /// How words are written apart in it.
    ways: RefCell<OfFields<Ways>>,
}

/// What was found for texts, by the numbers of fields.
type OfFields<T> = Vec<HashMap<String, T, RandomState>>;

fn of_field<T>(fields: &mut OfFields<T>, field: Field) -> &mut HashMap<String, T, RandomState> {
    let number = field.field_id() as usize;
    if fields.len() <= number {
        fields.resize_with(number + 1, HashMap::default);
    }
    &mut fields[number]
}

impl<'a> Lookups<'a> {
    pub(in crate::search) fn new(index: &'a IndexReader, within: Option<&'a Selection>) -> Self {
        Lookups {
            index,
            within,
            found: RefCell::default(),
            ways: RefCell::default(),
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
        of_field(&mut self.found.borrow_mut(), field).insert(text.to_owned(), found.clone());
        Ok(found)
    }

    /// Looks up at once, in order, what words and alternatives are looked for as: a verb has
    /// a hundred forms, and a prefix stands for a thousand words.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(in crate::search) fn prepare<'q>(
        &self,
        query: &'q Query,
        budget: &Budget,
    ) -> anyhow::Result<()> {
        let mut sought: Vec<(View, Option<Scope>, String)> = Vec::new();
        let mut apart: Vec<(Option<Scope>, &SpelledWord)> = Vec::new();
        let mut add = |spelled: &'q [SpelledWord], scope| {
            let terms = spelled.iter().flat_map(SpelledWord::terms);
            sought.extend(terms.map(|term| (View::Readings, scope, term)));
            let may_be_apart = spelled.iter().filter(|word| word.may_be_apart);
            apart.extend(may_be_apart.map(|word| (scope, word)));
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
        if let Some(whole) = self.index.whole() {
            return self.prepare_whole(whole, query, &sought, &apart);
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
                let mut pieces = Vec::new();
                if view == View::Readings {
                    let here = apart.iter().filter(|(scope, _)| is_in(scope));
                    let here: Vec<&SpelledWord> = here.map(|(_, word)| *word).collect();
                    pieces = self.find_ways(field.view(view), &here)?;
                }
                texts.extend(pieces.iter().map(String::as_str));
                texts.sort_unstable();
                texts.dedup();
                self.find_all(field.view(view), &texts)?;
            }
        }
        Ok(())
    }

    /// The same for a phrase. Of a term in another engine's index no more is asked than whether
    /// it is there.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn find_for_phrase(
        &self,
        field: Field,
        text: &str,
    ) -> anyhow::Result<Option<FieldTerm>> {
        let Some(whole) = self.index.whole() else {
            return self.find(field, text);
        };
        if self.index.is_empty(field) || !whole.are_there(field, &[text])?[0] {
            return Ok(None);
        }
        FieldTerm::listed_elsewhere(self.index, field, text).map(Some)
    }

    /// Asks another engine at once for all that a plan of `query` looks up.
    fn prepare_whole(
        &self,
        whole: &dyn WholeIndex,
        query: &Query,
        phrases: &[(View, Option<Scope>, String)],
        apart: &[(Option<Scope>, &SpelledWord)],
    ) -> anyhow::Result<()> {
        let mut weighed: Vec<(View, Option<Scope>, String)> = Vec::new();
        for token in &query.tokens {
            weighed.push((View::Morphemes, token.scope, token.text.clone()));
        }
        let mut sought: Vec<(View, Option<Scope>, String)> = Vec::new();
        for word in &query.words {
            let mut weigh = |view, text| weighed.push((view, word.scope, text));
            weigh(View::Stems, word.stem.clone());
            weigh(View::Readings, word.stem.clone());
            let nouns = word.spelled.iter().filter(|spelled| !spelled.as_verb);
            nouns.for_each(|spelled| weigh(View::Readings, spelled.text()));
            let terms = word.terms.iter().map(|term| term.text.clone());
            sought.extend(terms.map(|text| (View::Morphemes, word.scope, text)));
            let nouns = word.spelled.iter().chain(&word.in_a_row);
            for spelled in nouns.clone().filter(|spelled| spelled.as_noun) {
                sought.push((View::Morphemes, word.scope, spelled.text()));
            }
            sought.extend(nouns.map(|spelled| (View::Readings, word.scope, spelled.text())));
        }
        for Alternative { form, words, .. } in &query.alternatives {
            if let Form::Number(value) = form {
                sought.push((View::Numbers, query.scope_of(words), value.clone()));
            }
        }
        sought.extend(phrases.iter().cloned());
        for (scope, word) in apart {
            let pieces = apart::all_pieces(word).into_iter();
            sought.extend(pieces.map(|piece| (View::Readings, *scope, piece)));
        }
        let is_weighed = |(_, _, text): &&(View, Option<Scope>, String)| !text.is_empty();
        sought.extend(weighed.iter().filter(is_weighed).cloned());
        whole.prepare(&self.in_fields(&sought))?;
        whole.prepare_counts(&self.in_fields(&weighed))
    }

    /// Terms in each field of their scopes.
    fn in_fields(&self, terms: &[(View, Option<Scope>, String)]) -> Vec<(Field, String)> {
        let mut of_fields = Vec::new();
        for (view, scope, text) in terms.iter().filter(|(.., text)| !text.is_empty()) {
            for field in &self.index.schema().text {
                let is_in = scope.is_none_or(|scope| scope.has(field.part));
                if is_in && !self.index.is_empty(field.view(*view)) {
                    of_fields.push((field.view(*view), text.clone()));
                }
            }
        }
        of_fields
    }

    /// The ways to write a word apart in a field, of which some document holds every piece.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn ways(&self, field: Field, word: &SpelledWord) -> anyhow::Result<Ways> {
        let mut known = self.ways.borrow_mut();
        let known = of_field(&mut known, field);
        let text = word.text();
        if let Some(ways) = known.get(&text) {
            return Ok(Rc::clone(ways));
        }
        let ways = if self.index.is_empty(field) {
            Ways::default()
        } else {
            let found = apart::ways(self.index, field, &[word], self.within)?;
            found.into_iter().next().unwrap_or_default()
        };
        known.insert(text, Rc::clone(&ways));
        Ok(ways)
    }

    /// Finds the ways to write words apart in a field, each once, and gives their pieces.
    fn find_ways(&self, field: Field, words: &[&SpelledWord]) -> anyhow::Result<Vec<String>> {
        let mut pieces = Vec::new();
        let found = apart::ways(self.index, field, words, self.within)?;
        let mut known = self.ways.borrow_mut();
        let known = of_field(&mut known, field);
        for (word, ways) in words.iter().zip(found) {
            pieces.extend(ways.iter().flatten().cloned());
            known.insert(word.text(), ways);
        }
        Ok(pieces)
    }

    /// Looks up `texts`, which are in order, each once.
    fn find_all(&self, field: Field, texts: &[&str]) -> anyhow::Result<()> {
        let found = FieldTerm::find_all(self.index, field, texts, self.within)?;
        let texts = texts.iter().map(|text| (*text).to_owned());
        of_field(&mut self.found.borrow_mut(), field).extend(texts.zip(found));
        Ok(())
    }
}
