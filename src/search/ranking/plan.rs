//! A query against one index: every list that has a say, with its weight.
//!
//! Defines the evidence (terms of all views in all fields), the words as phrases, and
//! their alternatives. Counts nothing: that is `ranking`'s, and telling it
//! `explanation`'s.

use std::collections::HashMap;

use tantivy::Searcher;

use super::bm25::inverse_frequency;
use super::postings::FieldTerm;
use super::postings::lookups::Lookups;
use super::postings::phrase::{Phrase, Side};
use super::postings::selection::Selection;
use super::signals::Signals;
use super::weights;
use super::whole_counts::WholeCounts;
use crate::analysis::{SpelledWord, View};
use crate::document::Part;
use crate::index::{IndexReader, IndexSchema, TextField};
use crate::search::budget::Budget;
use crate::search::query::Query;
use crate::search::query::scope::Scope;
use crate::search::query::word::{Alternative, Form, QueryTerm, QueryWord, Trust, WordKind};

/// What a query comes to in one index.
pub(in crate::search) struct Plan<'a> {
    pub index: &'a IndexReader,
    pub query: &'a Query,
    pub signals: Signals,
    /// What the search may still take.
    pub budget: &'a Budget,
    /// The documents that the search keeps to; `None` for all.
    pub within: Option<&'a Selection>,
    /// What is counted of all documents, where the index holds some of another engine's alone.
    pub counts: Option<&'a WholeCounts>,
    /// Terms that add to the score of every document that holds them.
    pub evidence: Vec<Evidence>,
    /// For each word of the query, the phrases that are the word itself.
    pub words: Vec<Vec<PartPhrase>>,
    /// For each alternative of the query, the phrases that are it.
    pub alternatives: Vec<Vec<PartPhrase>>,
    /// Terms to be found near each other.
    pub pairs: Vec<Pair>,
    lookups: Lookups<'a>,
}

/// A term in one field.
pub(in crate::search) struct Evidence {
    pub view: View,
    pub part: Part,
    pub text: String,
    pub term: FieldTerm,
    /// Its rarity: BM25's inverse document frequency.
    pub rarity: f32,
    /// Everything its saturated frequency is multiplied by, the rarity included.
    pub weight: f32,
}

/// A phrase in one field.
pub(in crate::search) struct PartPhrase {
    pub part: Part,
    pub phrase: Phrase,
}

/// Two terms of a query that stand near each other in it.
pub(in crate::search) struct Pair {
    pub left: String,
    pub right: String,
    /// How many tokens further on the second stands in the query.
    pub gap: u32,
    /// The smaller of their weights.
    pub weight: f32,
    /// Both terms in each field that holds both.
    pub fields: Vec<(Part, FieldTerm, FieldTerm)>,
}

/// The most pairs that are looked for: those of the weightiest terms.
const MOST_PAIRS: usize = 64;

impl<'a> Plan<'a> {
    /// Looks up what `query` asks for, in the documents of `within` or in all.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(in crate::search) fn new(
        index: &'a IndexReader,
        query: &'a Query,
        signals: Signals,
        budget: &'a Budget,
        within: Option<&'a Selection>,
    ) -> anyhow::Result<Self> {
        let schema = index.schema();
        let mut plan = Plan {
            index,
            query,
            signals,
            budget,
            within,
            counts: None,
            evidence: Vec::new(),
            words: Vec::new(),
            alternatives: Vec::new(),
            pairs: Vec::new(),
            lookups: Lookups::new(index, within),
        };
        plan.lookups.prepare(query, budget)?;
        let terms = heaviest(&query.tokens, signals.roles);
        for (term, role_weight) in &terms {
            let scope = term.scope;
            plan.add_evidence(schema, View::Morphemes, &term.text, *role_weight, scope)?;
        }
        if signals.nearness {
            plan.add_pairs(&terms);
        }
        // A number is its value: that it is spelled alike says nothing more.
        let is_number = |place: usize| {
            let mut others = query.alternatives_of(place);
            others.any(|other| matches!(other.form, Form::Number(_)))
        };
        let words = query.words.iter().enumerate();
        let words = words.filter(|(place, word)| !word.is_excluded && !is_number(*place));
        for (_, word) in words.filter(|_| signals.readings) {
            plan.add_reading(schema, word)?;
        }
        for word in &query.words {
            if signals.stems && !word.is_excluded && !word.terms.is_empty() {
                plan.add_evidence(schema, View::Stems, &word.stem, 1.0, word.scope)?;
            }
            let phrases = plan.phrases_of_word(schema, word)?;
            plan.words.push(phrases);
        }
        let alternatives = query.alternatives.iter().filter(|_| signals.alternatives);
        for Alternative { form, words, .. } in alternatives {
            let scope = query.scope_of(words);
            let phrases = match form {
                Form::Phrase { terms, spelled } => {
                    let mut phrases = plan.phrases_of(schema, View::Morphemes, terms, scope)?;
                    plan.add_spelled(schema, spelled, scope, &mut phrases)?;
                    phrases
                }
                Form::Number(value) => {
                    plan.phrases_of(schema, View::Numbers, std::slice::from_ref(value), scope)?
                }
            };
            plan.alternatives.push(phrases);
        }
        Ok(plan)
    }

    /// How many documents the index holds.
    pub(in crate::search) fn documents(&self) -> u64 {
        self.index.document_count()
    }

    /// The fields of the index.
    pub(in crate::search) fn schema(&self) -> &'a IndexSchema {
        self.index.schema()
    }

    /// The segments' lists.
    pub(in crate::search) fn searcher(&self) -> &'a Searcher {
        self.index.searcher()
    }

    fn add_evidence(
        &mut self,
        schema: &IndexSchema,
        view: View,
        text: &str,
        role_weight: f32,
        scope: Option<Scope>,
    ) -> anyhow::Result<()> {
        self.budget.check()?;
        let mut found = Vec::new();
        for field in fields_in(schema, scope) {
            if let Some(term) = self.lookups.find(field.view(view), text)? {
                found.push((field.part, term));
            }
        }
        // A word that is rare in titles but common in bodies is a common word.
        let commonest = found.iter().map(|(_, term)| term.documents).max();
        let rarity = inverse_frequency(self.documents(), commonest.unwrap_or(0));
        for (part, term) in found {
            let weight = weights::of_part(part) * weights::of_view(view) * role_weight * rarity;
            self.evidence.push(Evidence {
                view,
                part,
                text: text.to_owned(),
                term,
                rarity,
                weight,
            });
        }
        Ok(())
    }

    /// Pairs the morphemes that were just added, as they are near each other in the
    /// query.
    fn add_pairs(&mut self, terms: &[(&QueryTerm, f32)]) {
        let mut fields: HashMap<&str, Vec<&Evidence>> = HashMap::new();
        for evidence in &self.evidence {
            fields.entry(&evidence.text).or_default().push(evidence);
        }
        let role_weights: HashMap<&str, f32> = terms
            .iter()
            .map(|(term, weight)| (term.text.as_str(), *weight))
            .collect();
        let tokens: Vec<&str> = self.query.tokens.iter().map(|t| t.text.as_str()).collect();
        let mut pairs: Vec<Pair> = Vec::new();
        for (at, left) in tokens.iter().enumerate() {
            let reach = tokens.iter().enumerate().skip(at + 1);
            for (there, right) in reach.take(weights::NEARNESS_REACH) {
                let (Some(lefts), Some(rights)) = (fields.get(left), fields.get(right)) else {
                    continue;
                };
                if left == right {
                    continue;
                }
                let shared = lefts.iter().filter_map(|left| {
                    let right = rights.iter().find(|right| right.part == left.part)?;
                    Some((left.part, left.term.clone(), right.term.clone()))
                });
                let rarity = lefts[0].rarity.min(rights[0].rarity);
                let role_weight = role_weights[left].min(role_weights[right]);
                pairs.push(Pair {
                    left: (*left).to_owned(),
                    right: (*right).to_owned(),
                    gap: (there - at) as u32,
                    weight: weights::NEARNESS * rarity * role_weight,
                    fields: shared.collect(),
                });
            }
        }
        pairs.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        pairs.truncate(MOST_PAIRS);
        self.pairs = pairs;
    }

    /// Makes what a word is read as count.
    fn add_reading(&mut self, schema: &IndexSchema, word: &QueryWord) -> anyhow::Result<()> {
        let mut nouns = word.spelled.iter().filter(|spelled| !spelled.as_verb);
        let weight = match word.trust {
            Trust::None if nouns.clone().count() == 1 => weights::LONE_READING,
            Trust::Full | Trust::IfNothingElse | Trust::None => 1.0,
        };
        let reading = match word.trust {
            Trust::Full => word.stem.clone(),
            Trust::IfNothingElse | Trust::None => match nouns.next_back() {
                Some(noun) => noun.text(),
                None => return Ok(()),
            },
        };
        self.add_evidence(schema, View::Readings, &reading, weight, word.scope)
    }

    /// A word as its letters, and as its tokens where these are worth it.
    fn phrases_of_word(
        &self,
        schema: &IndexSchema,
        word: &QueryWord,
    ) -> anyhow::Result<Vec<PartPhrase>> {
        let mut phrases = Vec::new();
        if !self.signals.readings {
            let texts: Vec<String> = word.terms.iter().map(|term| term.text.clone()).collect();
            return self.phrases_of(schema, View::Morphemes, &texts, word.scope);
        }
        self.add_spelled(schema, &word.spelled, word.scope, &mut phrases)?;
        if !word.in_a_row.is_empty() {
            let texts: Vec<String> = word.in_a_row.iter().map(SpelledWord::text).collect();
            for field in fields_in(schema, word.scope) {
                let view = field.view(View::Readings);
                let found = Phrase::find(&self.lookups, view, &texts, Side::Words)?;
                let part = field.part;
                phrases.extend(found.map(|phrase| PartPhrase { part, phrase }));
            }
        }
        let is_by_tokens = match word.trust {
            Trust::Full => true,
            Trust::IfNothingElse => phrases.is_empty(),
            Trust::None => false,
        };
        if is_by_tokens {
            let texts: Vec<String> = word.terms.iter().map(|term| term.text.clone()).collect();
            let mut all = self.phrases_of(schema, View::Morphemes, &texts, word.scope)?;
            all.append(&mut phrases);
            phrases = all;
        }
        // What is cut when it stands alone may be one part of a compound.
        if word.terms.len() > 1 && word.kind == WordKind::Plain {
            for noun in word.spelled.iter().filter(|spelled| spelled.as_noun) {
                let text = [noun.text()];
                phrases.extend(self.phrases_of(schema, View::Morphemes, &text, word.scope)?);
            }
        }
        Ok(phrases)
    }

    /// Adds what is looked for by letters: readings, and words written apart.
    fn add_spelled(
        &self,
        schema: &IndexSchema,
        spelled: &[SpelledWord],
        scope: Option<Scope>,
        phrases: &mut Vec<PartPhrase>,
    ) -> anyhow::Result<()> {
        for word in spelled {
            for term in word.terms() {
                let term = std::slice::from_ref(&term);
                phrases.extend(self.phrases_of(schema, View::Readings, term, scope)?);
            }
            if word.may_be_apart {
                self.add_apart(schema, word, scope, phrases)?;
            }
        }
        Ok(())
    }

    /// Adds the ways in which a word is written apart in the index.
    fn add_apart(
        &self,
        schema: &IndexSchema,
        word: &SpelledWord,
        scope: Option<Scope>,
        phrases: &mut Vec<PartPhrase>,
    ) -> anyhow::Result<()> {
        for field in fields_in(schema, scope) {
            let view = field.view(View::Readings);
            for pieces in self.lookups.ways(view, word)?.iter() {
                if let Some(phrase) = Phrase::find(&self.lookups, view, pieces, Side::Pieces)? {
                    let part = field.part;
                    phrases.push(PartPhrase { part, phrase });
                }
            }
        }
        Ok(())
    }

    fn phrases_of(
        &self,
        schema: &IndexSchema,
        view: View,
        texts: &[String],
        scope: Option<Scope>,
    ) -> anyhow::Result<Vec<PartPhrase>> {
        self.budget.check()?;
        let mut phrases = Vec::new();
        for field in fields_in(schema, scope) {
            if let Some(phrase) = Phrase::find(&self.lookups, field.view(view), texts, Side::Next)?
            {
                let part = field.part;
                phrases.push(PartPhrase { part, phrase });
            }
        }
        Ok(phrases)
    }
}

/// The fields of a scope; all where there is none.
fn fields_in(schema: &IndexSchema, scope: Option<Scope>) -> impl Iterator<Item = &TextField> {
    let fields = schema.text.iter();
    fields.filter(move |field| scope.is_none_or(|scope| scope.has(field.part)))
}

/// Each term once in each scope, in order, with the largest weight that a role gives it.
fn heaviest(tokens: &[QueryTerm], by_role: bool) -> Vec<(&QueryTerm, f32)> {
    let mut places: HashMap<(&str, Option<Scope>), usize> = HashMap::new();
    let mut terms: Vec<(&QueryTerm, f32)> = Vec::new();
    for token in tokens {
        let weight = if by_role {
            weights::of_role(token.role)
        } else {
            1.0
        };
        match places.get(&(token.text.as_str(), token.scope)) {
            Some(&place) => terms[place].1 = terms[place].1.max(weight),
            None => {
                places.insert((&token.text, token.scope), terms.len());
                terms.push((token, weight));
            }
        }
    }
    terms
}
