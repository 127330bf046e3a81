//! A query as requests of OpenSearch's, made of the plan that the ranking goes by.
//!
//! The plan says which terms in which fields are what: the same is asked for here, so that the
//! cluster finds the same documents. Scores that come of it are those of the ranking's sum, but
//! for the share of words that a document holds and for lengths that are counted otherwise;
//! they choose which documents are scored again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::cluster::is_document;
use crate::index::cut_text::cut_terms;
use crate::search::query::Node;
use crate::search::query::condition::{Condition, Meaning};
use crate::search::query::syntax::Filter;
use crate::search::ranking::doc_set::{Areas, area};
use crate::search::ranking::plan::{Evidence, PartPhrase, Plan};
use crate::search::ranking::postings::FieldTerm;
use crate::search::ranking::postings::phrase::{Phrase, Side};

/// Every part of a document.
pub(super) const ANYWHERE: Areas = Areas::MAX;

/// So many terms add to the score of a request, the weightiest: a cluster takes 1,024 clauses in
/// one, and each is one or two of them.
const MOST_EVIDENCE: usize = 192;

/// Makes requests of one plan.
pub(in crate::search) struct Requests<'p> {
    plan: &'p Plan<'p>,
}

impl<'p> Requests<'p> {
    pub(in crate::search) fn new(plan: &'p Plan<'p>) -> Self {
        Requests { plan }
    }

    /// The documents that hold the word at `place` in one of these parts, itself or by an
    /// alternative.
    pub(super) fn word(&self, place: usize, areas: Areas) -> Value {
        let alternatives = self.plan.query.alternatives.iter();
        let alternatives = alternatives.zip(&self.plan.alternatives);
        let standing_for = alternatives.filter(|(one, _)| one.words.contains(&place));
        let phrases = standing_for.flat_map(|(_, phrases)| phrases);
        self.any_phrase(self.plan.words[place].iter().chain(phrases), areas)
    }

    /// The documents that hold the word at `place` itself.
    pub(super) fn word_itself(&self, place: usize) -> Value {
        self.any_phrase(&self.plan.words[place], ANYWHERE)
    }

    /// The documents that hold the alternative at `place`.
    pub(super) fn alternative(&self, place: usize) -> Value {
        self.any_phrase(&self.plan.alternatives[place], ANYWHERE)
    }

    /// The documents of which `node` is true. What is not a word is true wherever it is.
    pub(super) fn node(&self, node: &Node, areas: Areas) -> Value {
        match node {
            Node::Word(place) => self.word(*place, areas),
            Node::All(nodes) => all_of(self.nodes(nodes, areas)),
            Node::Any(nodes) => any_of(self.nodes(nodes, areas)),
            Node::Not(inner) => {
                json!({"bool": {"must_not": [self.node(inner, ANYWHERE)]}})
            }
            Node::Filter(filter) => of_filter(filter),
        }
    }

    fn nodes(&self, nodes: &[Node], areas: Areas) -> Vec<Value> {
        nodes.iter().map(|node| self.node(node, areas)).collect()
    }

    /// What must be true of every hit beside the units: it is a document, and what the query
    /// says of it.
    pub(super) fn conditions(&self) -> Vec<Value> {
        let mut conditions = vec![is_document()];
        conditions.extend(self.nodes(&self.plan.query.conditions, ANYWHERE));
        conditions
    }

    /// The same, and the units that every hit holds.
    pub(super) fn required(&self) -> Vec<Value> {
        let mut conditions = self.conditions();
        let required = self.plan.query.units.iter().filter(|unit| unit.is_required);
        conditions.extend(required.map(|unit| self.node(&unit.node, ANYWHERE)));
        conditions
    }

    /// Each unit, in these parts.
    pub(super) fn units(&self, areas: Areas) -> Vec<Value> {
        let units = self.plan.query.units.iter();
        units.map(|unit| self.node(&unit.node, areas)).collect()
    }

    /// The documents that lack nothing of the query.
    pub(in crate::search) fn whole(&self) -> Value {
        self.hits(true)
    }

    /// The documents that are hits: those that lack nothing of the query, and where it is not
    /// `full_only`, those that hold a unit of it.
    pub(super) fn hits(&self, full_only: bool) -> Value {
        if !self.plan.query.is_answerable() {
            return any_of(Vec::new());
        }
        let units = self.units(ANYWHERE);
        if full_only || units.is_empty() {
            return all_of([units, self.conditions()].concat());
        }
        let mut queries = self.required();
        queries.push(any_of(units));
        all_of(queries)
    }

    /// What adds to the score of a document. `alternatives` are the weights of those of the
    /// query, without their fields'.
    pub(super) fn evidence(&self, alternatives: &[f32]) -> Vec<Value> {
        let mut clauses = Vec::new();
        let mut heaviest: Vec<&Evidence> = self.plan.evidence.iter().collect();
        heaviest.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        for evidence in heaviest.into_iter().take(MOST_EVIDENCE) {
            clauses.extend(self.weighed(&evidence.term, evidence.weight));
        }
        let of_alternatives = self.plan.alternatives.iter().zip(alternatives);
        for (phrases, weight) in of_alternatives.filter(|(_, weight)| **weight > 0.0) {
            let mut ways = Vec::new();
            for PartPhrase { part, phrase } in phrases {
                let boost = weight * crate::search::ranking::weights::of_part(*part);
                if let Some(term) = phrase.term() {
                    ways.extend(self.weighed(term, boost));
                } else {
                    let found = self.phrase(phrase);
                    ways.push(json!({"constant_score": {"filter": found, "boost": boost}}));
                }
            }
            if ways.is_empty() {
                continue;
            }
            clauses.push(json!({"dis_max": {"queries": ways, "tie_breaker": 1.0}}));
        }
        clauses
    }

    /// What a term adds to a score. A reading that stands as a whole word and as a part is one
    /// term there: both are written at one position, so that their frequencies are summed.
    fn weighed(&self, term: &FieldTerm, weight: f32) -> Option<Value> {
        let ways = terms_of(self.plan.schema(), term);
        let (field, text) = ways.first()?;
        Some(if ways.len() == 1 {
            json!({"term": {field: {"value": text, "boost": weight}}})
        } else {
            let texts: Vec<&str> = ways.iter().map(|(_, text)| text.as_str()).collect();
            json!({"match": {field: {"query": texts.join("|"), "boost": weight}}})
        })
    }

    /// The documents that hold one of `phrases` in these parts. Those of one term in one field
    /// are one clause: a cluster takes so many in a request.
    fn any_phrase<'q>(
        &self,
        phrases: impl IntoIterator<Item = &'q PartPhrase>,
        areas: Areas,
    ) -> Value {
        let mut terms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut ways = Vec::new();
        let here = phrases.into_iter();
        for PartPhrase { phrase, .. } in here.filter(|phrase| area(phrase.part) & areas != 0) {
            match phrase.term() {
                Some(term) => {
                    for (field, text) in terms_of(self.plan.schema(), term) {
                        terms.entry(field).or_default().insert(text);
                    }
                }
                None => ways.push(self.phrase(phrase)),
            }
        }
        let terms = terms.into_iter();
        ways.extend(terms.map(|(field, texts)| json!({"terms": {field: texts}})));
        any_of(ways)
    }

    /// The documents that hold a phrase of several terms.
    fn phrase(&self, phrase: &Phrase) -> Value {
        let schema = self.plan.schema();
        let terms: Vec<Vec<(String, String)>> = phrase
            .terms()
            .iter()
            .map(|term| terms_of(schema, term))
            .collect();
        let last = terms.len() - 1;
        match phrase.side() {
            Side::Next => {
                let field = &terms[0][0].0;
                let texts: Vec<&str> = terms.iter().map(|ways| ways[0].1.as_str()).collect();
                let text = texts.join(" ");
                json!({"match_phrase": {field: {"query": text, "analyzer": "whitespace"}}})
            }
            side => {
                let clauses: Vec<Value> = terms
                    .iter()
                    .enumerate()
                    .map(|(place, ways)| {
                        // Of pieces all but the last are whole words, which stand first.
                        let ways = match side {
                            Side::Pieces if place < last => &ways[..1],
                            _ => &ways[..],
                        };
                        let spans = ways
                            .iter()
                            .map(|(field, text)| json!({"span_term": {field: text}}));
                        json!({"span_or": {"clauses": spans.collect::<Vec<_>>()}})
                    })
                    .collect();
                json!({"span_near": {"clauses": clauses, "slop": 0, "in_order": true}})
            }
        }
    }
}

/// The terms that the cluster has for one of ours, each with its field.
pub(super) fn terms_of(
    schema: &crate::index::IndexSchema,
    term: &FieldTerm,
) -> Vec<(String, String)> {
    let (view, name) = schema.view_of(term.field);
    let text = term.text.as_deref().unwrap_or_default();
    let terms = cut_terms(view, text).into_iter();
    terms.map(|text| (name.clone(), text)).collect()
}

/// The documents that have one of `texts` in a column.
pub(super) fn has_one_of(column: &str, texts: &[String]) -> Value {
    json!({"terms": {column: texts}})
}

/// The documents that one of `queries` finds.
pub(super) fn any_of(mut queries: Vec<Value>) -> Value {
    match queries.len() {
        0 => json!({"match_none": {}}),
        1 => queries.remove(0),
        _ => json!({"bool": {"should": queries, "minimum_should_match": 1}}),
    }
}

/// The documents that all of `queries` find.
pub(in crate::search) fn all_of(queries: Vec<Value>) -> Value {
    if queries.is_empty() {
        return json!({"match_all": {}});
    }
    json!({"bool": {"filter": queries}})
}

fn of_filter(filter: &Filter) -> Value {
    match filter.meaning() {
        Meaning::All(conditions) => all_of(conditions.iter().map(of_condition).collect()),
        Meaning::AnyOf(filters) => any_of(filters.iter().map(of_filter).collect()),
    }
}

fn of_condition(condition: &Condition<'_>) -> Value {
    match condition {
        Condition::Number(column, first, last) => {
            json!({"range": {*column: {"gte": first, "lte": last}}})
        }
        Condition::Text(column, text) => json!({"term": {*column: text}}),
    }
}
