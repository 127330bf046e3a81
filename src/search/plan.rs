//! A query against one index: every list that has a say, with its weight.
//!
//! Defines the evidence (terms of all views in all fields), the words as phrases, and
//! their alternatives. Counts nothing: that is `ranking`'s, and telling it
//! `explanation`'s.

use std::collections::HashMap;

use tantivy::Searcher;

use super::budget::Budget;
use super::parts::Parts;
use super::postings::{FieldTerm, Lookups, Phrase, inverse_frequency};
use super::query::Query;
use super::scope::Scope;
use super::weights;
use super::word::{Alternative, Form, QueryTerm};
use crate::analysis::{GramPhrase, View};
use crate::index::{IndexReader, IndexSchema, TextField, TextSlot};

/// What a query comes to in one index.
pub(super) struct Plan<'a> {
    pub index: &'a IndexReader,
    pub query: &'a Query,
    pub parts: Parts,
    /// What the search may still take.
    pub budget: &'a Budget,
    /// Terms that add to the score of every document that holds them.
    pub evidence: Vec<Evidence>,
    /// For each word of the query, the phrases that are the word itself.
    pub words: Vec<Vec<SlotPhrase>>,
    /// For each alternative of the query, the phrases that are it.
    pub alternatives: Vec<Vec<SlotPhrase>>,
    /// Terms to be found near each other.
    pub pairs: Vec<Pair>,
    lookups: Lookups<'a>,
}

/// A term in one field.
pub(super) struct Evidence {
    pub view: View,
    pub slot: TextSlot,
    pub text: String,
    pub term: FieldTerm,
    /// Its rarity: BM25's inverse document frequency.
    pub rarity: f32,
    /// Everything its saturated frequency is multiplied by, the rarity included.
    pub weight: f32,
}

/// A phrase in one field.
pub(super) struct SlotPhrase {
    pub slot: TextSlot,
    pub phrase: Phrase,
}

/// Two terms of a query that stand near each other in it.
pub(super) struct Pair {
    pub left: String,
    pub right: String,
    /// How many tokens further on the second stands in the query.
    pub gap: u32,
    /// The smaller of their weights.
    pub weight: f32,
    /// Both terms in each field that holds both.
    pub fields: Vec<(TextSlot, FieldTerm, FieldTerm)>,
}

/// The most pairs that are looked for: those of the weightiest terms.
const MOST_PAIRS: usize = 64;

impl<'a> Plan<'a> {
    /// Looks up what `query` asks for.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(super) fn new(
        index: &'a IndexReader,
        query: &'a Query,
        parts: Parts,
        budget: &'a Budget,
    ) -> anyhow::Result<Self> {
        let schema = index.schema();
        let mut plan = Plan {
            index,
            query,
            parts,
            budget,
            evidence: Vec::new(),
            words: Vec::new(),
            alternatives: Vec::new(),
            pairs: Vec::new(),
            lookups: Lookups::new(index),
        };
        let terms = heaviest(&query.tokens, parts.roles);
        for (term, role_weight) in &terms {
            let scope = term.scope;
            plan.add_evidence(schema, View::Morphemes, &term.text, *role_weight, scope)?;
        }
        if parts.nearness {
            plan.add_pairs(&terms);
        }
        for text in query.grams.iter().filter(|_| parts.grams) {
            plan.add_evidence(schema, View::Grams, text, 1.0, None)?;
        }
        for word in &query.words {
            if parts.stems && !word.is_excluded && !word.terms.is_empty() {
                plan.add_evidence(schema, View::Stems, &word.stem, 1.0, word.scope)?;
            }
            let texts: Vec<String> = word.terms.iter().map(|term| term.text.clone()).collect();
            let grams = word.grams.as_ref().filter(|_| parts.grams);
            let phrases = plan.phrases(schema, &texts, grams, word.scope)?;
            plan.words.push(phrases);
        }
        let alternatives = query.alternatives.iter().filter(|_| parts.alternatives);
        for Alternative { form, words, .. } in alternatives {
            // Words that one alternative stands for were typed side by side, in one scope.
            let scope = query.words.get(words.start).and_then(|word| word.scope);
            let phrases = match form {
                Form::Phrase { terms, grams } => {
                    plan.phrases(schema, terms, grams.as_ref(), scope)?
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
    pub(super) fn documents(&self) -> u64 {
        self.index.document_count()
    }

    /// The segments' lists.
    pub(super) fn searcher(&self) -> &'a Searcher {
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
                found.push((field.slot, term));
            }
        }
        // A word that is rare in titles but common in bodies is a common word.
        let commonest = found.iter().map(|(_, term)| term.documents).max();
        let rarity = inverse_frequency(self.documents(), commonest.unwrap_or(0));
        for (slot, term) in found {
            let weight = weights::of_slot(slot) * weights::of_view(view) * role_weight * rarity;
            self.evidence.push(Evidence {
                view,
                slot,
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
                    let right = rights.iter().find(|right| right.slot == left.slot)?;
                    Some((left.slot, left.term.clone(), right.term.clone()))
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

    /// A word as its tokens, and as its characters.
    fn phrases(
        &self,
        schema: &IndexSchema,
        terms: &[String],
        grams: Option<&GramPhrase>,
        scope: Option<Scope>,
    ) -> anyhow::Result<Vec<SlotPhrase>> {
        let mut phrases = self.phrases_of(schema, View::Morphemes, terms, scope)?;
        if let Some(grams) = grams {
            phrases.extend(self.phrases_of(schema, View::Grams, &grams.terms(), scope)?);
        }
        Ok(phrases)
    }

    fn phrases_of(
        &self,
        schema: &IndexSchema,
        view: View,
        texts: &[String],
        scope: Option<Scope>,
    ) -> anyhow::Result<Vec<SlotPhrase>> {
        self.budget.check()?;
        let mut phrases = Vec::new();
        for field in fields_in(schema, scope) {
            if let Some(phrase) = Phrase::find(&self.lookups, field.view(view), texts)? {
                let slot = field.slot;
                phrases.push(SlotPhrase { slot, phrase });
            }
        }
        Ok(phrases)
    }
}

/// The fields of a scope; all where there is none.
fn fields_in(schema: &IndexSchema, scope: Option<Scope>) -> impl Iterator<Item = &TextField> {
    let fields = schema.text.iter();
    fields.filter(move |field| scope.is_none_or(|scope| scope.has_slot(field.slot)))
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
