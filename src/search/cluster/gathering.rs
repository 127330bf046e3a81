//! The documents of a cluster that may be among the first of a query's hits, and how many
//! documents there are of what the ranking counts.
//!
//! The cluster chooses some hundred documents by the sum that the ranking goes by; these are put
//! into an index in memory, and ranked there by the ranking itself with the counts of the whole
//! index. What it cannot know of documents that were not chosen, how many answer and how many
//! hold a word, is asked of the cluster.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::gathered::Gathered;
use super::requests::{ANYWHERE, Requests, all_of, any_of};
use crate::cluster::ClusterReader;
use crate::index::row_fields;
use crate::search::budget::Budget;
use crate::search::query::Query;
use crate::search::query::word::{AlternativeKind, Form};
use crate::search::ranking::bm25::inverse_frequency;
use crate::search::ranking::candidate::{Sort, Wanted, coverage_factor};
use crate::search::ranking::doc_set::{IN_SUMMARY, IN_TITLE};
use crate::search::ranking::plan::Plan;
use crate::search::ranking::weights;
use crate::search::ranking::whole_counts::WholeCounts;
use crate::search::searcher::SearchEngine;

/// So many more documents than are ranked are taken from the cluster: its sums are nearly those
/// of the ranking, and not quite.
const MARGIN: usize = 64;

/// At most so many shares of a query's words are asked for by themselves.
const MOST_SHARES: usize = 8;

impl SearchEngine {
    /// What a cluster holds for `query`; `None` where the index is a folder, which is searched
    /// itself.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or the search comes to its bounds.
    pub(in crate::search) fn gathered(
        &self,
        query: &Query,
        wanted: Wanted,
        budget: &Budget,
    ) -> anyhow::Result<Option<Gathered>> {
        let Some(cluster) = &self.cluster else {
            return Ok(None);
        };
        let plan = Plan::new(&self.index, query, self.signals, budget, None)?;
        let gathering = Gathering {
            cluster,
            requests: Requests::new(&plan),
            plan: &plan,
            wanted,
        };
        let (mut counts, held) = gathering.counts()?;
        let mut ids = BTreeSet::new();
        if query.is_answerable() {
            ids = gathering.first(&mut counts)?;
        }
        // Whether any document holds a word is read off the documents that were gathered.
        ids.extend(held);
        let ids: Vec<String> = ids.into_iter().collect();
        budget.check()?;
        let rows = cluster.rows(&ids)?;
        let index = cluster.gathered(&rows)?;
        Ok(Some(Gathered { index, counts }))
    }

    /// Whether a document of a cluster holds every word of `query`, which has one at least.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or the search comes to its bounds.
    pub(in crate::search) fn is_whole_in_cluster(
        &self,
        cluster: &ClusterReader,
        query: &Query,
        budget: &Budget,
    ) -> anyhow::Result<bool> {
        if query.words.is_empty() {
            return Ok(false);
        }
        let plan = Plan::new(&self.index, query, self.signals, budget, None)?;
        let requests = Requests::new(&plan);
        let words = (0..query.words.len()).map(|place| requests.word(place, ANYWHERE));
        let body = counting(all_of(words.collect()));
        Ok(cluster
            .counts(&[body])?
            .first()
            .is_some_and(|count| *count > 0))
    }
}

/// A request that counts what `query` finds.
fn counting(query: Value) -> Value {
    json!({"size": 0, "track_total_hits": true, "query": query})
}

struct Gathering<'a, 'p> {
    cluster: &'a ClusterReader,
    requests: Requests<'p>,
    plan: &'p Plan<'p>,
    wanted: Wanted,
}

/// One request for the first documents of some kind.
struct Asked {
    /// 0 for those with every word in the title, 1 for those in title or summary, else 2.
    tier: u8,
    /// The share of the units that they hold at least.
    share: f32,
    body: Value,
}

impl Gathering<'_, '_> {
    /// How many documents hold the words and alternatives of the query, and the id of a document
    /// that holds each word.
    fn counts(&self) -> anyhow::Result<(WholeCounts, Vec<String>)> {
        let query = self.plan.query;
        let mut bodies = Vec::new();
        for place in 0..query.words.len() {
            let word = self.requests.word(place, ANYWHERE);
            bodies.push(json!({
                "size": 1, "track_total_hits": true, "_source": false, "query": word,
            }));
        }
        for place in 0..query.words.len() {
            let mut alternatives = query.alternatives.iter();
            if alternatives.any(|alternative| alternative.words.contains(&place)) {
                bodies.push(counting(self.requests.word_itself(place)));
            }
        }
        for place in 0..self.plan.alternatives.len() {
            bodies.push(counting(self.requests.alternative(place)));
        }
        let mut held = Vec::new();
        let mut counted = Vec::with_capacity(bodies.len());
        for answer in self.cluster.searches(&bodies)? {
            counted.push(total_of(&answer));
            held.extend(ids_of(&answer).map(str::to_owned));
        }
        let mut counted = counted.into_iter();
        let words: Vec<u64> = counted.by_ref().take(query.words.len()).collect();
        let mut themselves = Vec::new();
        for (place, count) in words.iter().enumerate() {
            let mut alternatives = query.alternatives.iter();
            let is_otherwise = alternatives.any(|alternative| alternative.words.contains(&place));
            let itself = if is_otherwise { counted.next() } else { None };
            themselves.push(itself.unwrap_or(*count));
        }
        let counts = WholeCounts {
            words,
            themselves,
            alternatives: counted.collect(),
            ..WholeCounts::default()
        };
        Ok((counts, held))
    }

    /// The ids of the documents that may be among the first, and how many answer.
    fn first(&self, counts: &mut WholeCounts) -> anyhow::Result<BTreeSet<String>> {
        let units = self.requests.units(ANYWHERE);
        let full = self.conditions_and(units.clone());
        let any = if units.is_empty() {
            full.clone()
        } else {
            self.conditions_and(vec![any_of(units.clone())])
        };
        let mut bodies = vec![counting(full.clone()), counting(any.clone())];
        let asked = self.asked(full, any, &units, counts);
        bodies.extend(asked.iter().map(|asked| asked.body.clone()));
        let answers = self.cluster.searches(&bodies)?;
        let total = answers.first().map_or(0, total_of);
        let some = answers.get(1).map_or(0, total_of);
        counts.total = total as usize;
        if !self.wanted.full_only {
            counts.partial = some.saturating_sub(total) as usize;
        }
        // The best place that a document has in any of the answers.
        let mut best: HashMap<&str, (u8, f32)> = HashMap::new();
        for (asked, answer) in asked.iter().zip(answers.iter().skip(2)) {
            let factor = coverage_factor(asked.share);
            let by_relevance = self.wanted.sort == Sort::Relevance && !units.is_empty();
            for (place, hit) in hits_of(answer).iter().enumerate() {
                let Some(id) = hit["_id"].as_str() else {
                    continue;
                };
                let score = match hit["_score"].as_f64() {
                    Some(score) if by_relevance => score as f32 * factor,
                    _ => -(place as f32),
                };
                let here = (asked.tier, score);
                let known = best.entry(id).or_insert(here);
                if here.0 < known.0 || (here.0 == known.0 && here.1 > known.1) {
                    *known = here;
                }
            }
        }
        let mut best: Vec<(&str, (u8, f32))> = best.into_iter().collect();
        best.sort_by(|(id, (tier, score)), (other_id, (other_tier, other))| {
            let by_score = tier.cmp(other_tier).then_with(|| other.total_cmp(score));
            by_score.then_with(|| id.cmp(other_id))
        });
        best.truncate(self.depth() + MARGIN);
        Ok(best.into_iter().map(|(id, _)| id.to_owned()).collect())
    }

    /// How many documents are ranked.
    fn depth(&self) -> usize {
        match self.wanted.limit {
            0 => 0,
            limit => limit.max(weights::NEARNESS_DEPTH),
        }
    }

    fn conditions_and(&self, mut queries: Vec<Value>) -> Value {
        queries.extend(self.requests.conditions());
        all_of(queries)
    }

    /// What is asked of the cluster to get the first documents.
    fn asked(&self, full: Value, any: Value, units: &[Value], counts: &WholeCounts) -> Vec<Asked> {
        let size = self.depth() + MARGIN;
        if self.depth() == 0 {
            return Vec::new();
        }
        let evidence = self.requests.evidence(&self.weights(counts));
        let body = |found: Value, sort: Value| {
            json!({
                "size": size, "_source": false, "track_total_hits": false, "sort": sort,
                "track_scores": true,
                "query": {"bool": {"filter": [found], "should": evidence}},
            })
        };
        let place = [
            json!({row_fields::FILE_ORDER: "asc"}),
            json!({row_fields::ORDER: "asc"}),
        ];
        let newest = json!([{row_fields::DATE: "desc"}, "_score", place[0], place[1]]);
        let best = json!(["_score", {row_fields::DATE: "desc"}, place[0], place[1]]);
        let wanted = if self.wanted.full_only {
            full.clone()
        } else {
            any
        };
        let asked = |tier, share, found: Value, sort: &Value| Asked {
            tier,
            share,
            body: body(found, sort.clone()),
        };
        match self.wanted.sort {
            Sort::Newest => vec![asked(0, 1.0, wanted, &newest)],
            Sort::Oldest => {
                let dated = json!({"exists": {"field": row_fields::FIRST_DAY}});
                let undated = json!({"bool": {"must_not": [dated]}});
                let oldest = json!([{row_fields::DATE: "asc"}, "_score", place[0], place[1]]);
                vec![
                    asked(0, 1.0, all_of(vec![wanted.clone(), dated]), &oldest),
                    asked(1, 1.0, all_of(vec![wanted, undated]), &best),
                ]
            }
            Sort::Relevance if units.is_empty() => vec![asked(0, 1.0, wanted, &newest)],
            Sort::Relevance => {
                let in_title = self.conditions_and(self.requests.units(IN_TITLE));
                let in_summary = self.requests.units(IN_TITLE | IN_SUMMARY);
                let in_summary = self.conditions_and(in_summary);
                let mut all = vec![
                    asked(0, 1.0, in_title, &best),
                    asked(1, 1.0, in_summary, &best),
                    asked(2, 1.0, full, &best),
                ];
                if !self.wanted.full_only {
                    for held in shares(units.len()) {
                        let some = json!({"bool": {
                            "should": units, "minimum_should_match": held,
                        }});
                        let share = held as f32 / units.len() as f32;
                        all.push(asked(2, share, self.conditions_and(vec![some]), &best));
                    }
                }
                all
            }
        }
    }

    /// What each alternative of the query weighs, as the ranking weighs it.
    fn weights(&self, counts: &WholeCounts) -> Vec<f32> {
        let documents = self.plan.documents();
        let alternatives = self.plan.query.alternatives.iter();
        let weights = alternatives
            .zip(&counts.alternatives)
            .map(|(alternative, held)| {
                let words = alternative.words.clone();
                let itself = words.filter_map(|word| counts.themselves.get(word).copied());
                let either = match alternative.kind {
                    AlternativeKind::Guess => *held,
                    _ => held + itself.min().unwrap_or(0),
                };
                let kind = match (alternative.kind, &alternative.form) {
                    (AlternativeKind::Spelling, _) => weights::SPELLING,
                    (AlternativeKind::Synonym, Form::Phrase { .. }) => weights::SYNONYM,
                    (AlternativeKind::Synonym, Form::Number(_)) => weights::NUMBER,
                    (AlternativeKind::Joined, _) => weights::JOINED,
                    (AlternativeKind::Guess, _) => weights::GUESS,
                };
                kind * inverse_frequency(documents, either.min(documents))
            });
        weights.collect()
    }
}

/// How many of so many units documents are asked for that hold them: fewer than all.
fn shares(units: usize) -> Vec<usize> {
    let all = 1..units;
    let step = all.len().div_ceil(MOST_SHARES).max(1);
    all.rev().step_by(step).collect()
}

fn total_of(answer: &Value) -> u64 {
    answer["hits"]["total"]["value"].as_u64().unwrap_or(0)
}

fn hits_of(answer: &Value) -> &[Value] {
    answer["hits"]["hits"].as_array().map_or(&[], Vec::as_slice)
}

fn ids_of(answer: &Value) -> impl Iterator<Item = &str> {
    hits_of(answer).iter().filter_map(|hit| hit["_id"].as_str())
}
