//! The documents of a cluster that may be among the first of a query's hits, and how many
//! documents there are of what the ranking counts.
//!
//! The cluster chooses some hundred documents by the sum that the ranking goes by; these are put
//! into an index in memory, and ranked there by the ranking itself with the counts of the whole
//! index. What it cannot know of documents that were not chosen, how many answer and how many
//! hold a word, is asked of the cluster.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use anyhow::ensure;
use serde_json::{Value, json};

use super::gathered::Gathered;
use super::requests::{ANYWHERE, Requests, all_of};
use crate::cluster::{ClusterError, ClusterReader, MOST_HITS, counting, total_of};
use crate::document::Part;
use crate::index::row_fields;
use crate::language::messages;
use crate::search::budget::Budget;
use crate::search::query::Query;
use crate::search::ranking::bm25::{Saturation, inverse_frequency};
use crate::search::ranking::candidate::{Sort, Wanted};
use crate::search::ranking::collector::unit_weights;
use crate::search::ranking::doc_set::{IN_SUMMARY, IN_TITLE};
use crate::search::ranking::plan::Plan;
use crate::search::ranking::weights;
use crate::search::ranking::whole_counts::WholeCounts;
use crate::search::ranking::word_docs::weight_of_alternative;
use crate::search::searcher::SearchEngine;

/// So many more documents than are ranked are taken from the cluster: its sums are nearly those
/// of the ranking, and not quite.
const MARGIN: usize = 64;

/// Where more documents are ranked than these they are counted first: all may be wanted, and there
/// may be few.
const MANY: usize = 1_000;

/// A unit of a query adds so many steps to a document's sum for each of its weight: role's
/// weights are tenths.
const WEIGHT_STEPS: f32 = 10.0;

/// The shares of more units than this are not told: a score has 24 bits for both.
const MOST_COVERED: usize = 128;

/// What makes a score of such a sum, in the cluster's own language.
const COVERAGE: &str = include_str!("coverage.painless");

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
        let (counts, ids) = gathering.counts_and_ids()?;
        let ids: Vec<String> = ids.into_iter().collect();
        budget.check()?;
        let rows = cluster.rows(&ids)?;
        let index = cluster.gathered_for(&rows, Some(terms_of(&plan)))?;
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
        Ok(cluster.count(all_of(words.collect()))? > 0)
    }
}

impl SearchEngine {
    /// An engine over the generation that a cluster publishes now, where `error` says that the
    /// one which is open was removed: no cluster keeps a generation for those who read it.
    ///
    /// # Errors
    ///
    /// Where the newer one cannot be opened.
    pub(in crate::search) fn over_newer(
        &self,
        error: &anyhow::Error,
    ) -> anyhow::Result<Option<SearchEngine>> {
        let is_gone = matches!(
            error.downcast_ref::<ClusterError>(),
            Some(ClusterError::NoIndex { .. })
        );
        let Some(cluster) = self.cluster.as_ref().filter(|_| is_gone) else {
            return Ok(None);
        };
        let newer = cluster.newest()?;
        let analyzer = Arc::new(newer.analyzer()?);
        let engine = SearchEngine::over_cluster(Arc::new(newer), analyzer, self.synonyms.clone())?;
        Ok(Some(engine.with_bounds(self.bounds())))
    }
}

/// Every term that the ranking looks up for a plan.
fn terms_of(plan: &Plan<'_>) -> HashSet<String> {
    let phrases = plan.words.iter().chain(&plan.alternatives).flatten();
    let of_phrases = phrases.flat_map(|phrase| phrase.phrase.terms());
    let of_evidence = plan.evidence.iter().map(|evidence| &evidence.term);
    let texts = of_phrases
        .chain(of_evidence)
        .filter_map(|term| term.text.as_deref());
    texts.map(str::to_owned).collect()
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
    /// Whether they come by their scores, which then are those of the ranking.
    is_by_score: bool,
    body: Value,
}

impl Gathering<'_, '_> {
    /// How many documents hold the words and alternatives of the query and answer it, and the ids
    /// of those that may be among the first, with one that holds each word: whether any does is
    /// read off the documents that are gathered.
    fn counts_and_ids(&self) -> anyhow::Result<(WholeCounts, BTreeSet<String>)> {
        let is_answerable = self.plan.query.is_answerable();
        let mut bodies = self.counted();
        let counted = bodies.len();
        // What documents are chosen by hangs on the counts only where there are alternatives.
        let hangs_on_counts = !self.plan.alternatives.is_empty() || self.depth() > MANY;
        let mut asked = match is_answerable && !hangs_on_counts {
            true => self.asked(&WholeCounts::default(), true, self.depth() + MARGIN),
            false => Vec::new(),
        };
        bodies.extend(asked.iter().map(|asked| asked.body.clone()));
        let mut answers = self.cluster.searches(&bodies)?;
        let mut first = answers.split_off(counted);
        let (counts, held) = self.counts(&answers);
        if is_answerable && hangs_on_counts {
            let hits = counts.total.saturating_add(counts.partial);
            let size = self.depth().min(hits).saturating_add(MARGIN);
            ensure!(
                size <= MOST_HITS,
                messages::cluster::too_many_hits(&hits, &(MOST_HITS - MARGIN))
            );
            asked = self.asked(&counts, counts.total > 0, size);
            let bodies: Vec<Value> = asked.iter().map(|asked| asked.body.clone()).collect();
            first = self.cluster.searches(&bodies)?;
        }
        let mut ids = self.first(&asked, &first);
        ids.extend(held);
        Ok((counts, ids))
    }

    /// For each word of the query, whether there are alternatives to it.
    fn is_otherwise(&self) -> Vec<bool> {
        let query = self.plan.query;
        let places = 0..query.words.len();
        let is_otherwise = places.map(|place| {
            let mut alternatives = query.alternatives.iter();
            alternatives.any(|alternative| alternative.words.contains(&place))
        });
        is_otherwise.collect()
    }

    /// What is asked to count the documents that hold the words and alternatives of the query
    /// and answer it.
    fn counted(&self) -> Vec<Value> {
        let query = self.plan.query;
        let is_otherwise = self.is_otherwise();
        let mut bodies = Vec::new();
        for place in 0..query.words.len() {
            // Of a word that is looked for by itself alone only whether it is there matters.
            bodies.push(json!({
                "size": 1, "track_total_hits": 1, "_source": false, "sort": ["_doc"],
                "query": self.requests.word(place, ANYWHERE),
            }));
        }
        let otherwise = (0..query.words.len()).filter(|place| is_otherwise[*place]);
        bodies.extend(otherwise.map(|place| counting(&self.requests.word_itself(place))));
        let alternatives = 0..self.plan.alternatives.len();
        bodies.extend(alternatives.map(|place| counting(&self.requests.alternative(place))));
        if query.is_answerable() {
            bodies.push(counting(&self.full()));
            // Of one unit those that hold all are those that hold some.
            if query.units.len() > 1 {
                bodies.push(counting(&self.any()));
            }
        }
        bodies
    }

    /// What the answers to that come to, and the id of a document that holds each word.
    fn counts(&self, answers: &[Value]) -> (WholeCounts, Vec<String>) {
        let query = self.plan.query;
        let is_otherwise = self.is_otherwise();
        let mut held = Vec::new();
        let mut counted = Vec::with_capacity(answers.len());
        for answer in answers {
            counted.push(total_of(answer));
            held.extend(ids_of(answer).map(str::to_owned));
        }
        let mut counted = counted.into_iter();
        let words: Vec<u64> = counted.by_ref().take(query.words.len()).collect();
        let mut themselves = words.clone();
        for (itself, _) in themselves
            .iter_mut()
            .zip(&is_otherwise)
            .filter(|(_, is)| **is)
        {
            *itself = counted.next().unwrap_or(0);
        }
        let alternatives: Vec<u64> = counted
            .by_ref()
            .take(self.plan.alternatives.len())
            .collect();
        let total = counted.next().unwrap_or(0);
        let some = counted.next().unwrap_or(total);
        let partial = if self.wanted.full_only {
            0
        } else {
            some.saturating_sub(total)
        };
        let counts = WholeCounts {
            total: total as usize,
            partial: partial as usize,
            words,
            themselves,
            alternatives,
        };
        (counts, held)
    }

    /// The documents that hold every unit.
    fn full(&self) -> Value {
        self.requests.hits(true)
    }

    /// The documents that hold some unit.
    fn any(&self) -> Value {
        self.requests.hits(false)
    }

    /// The ids of the documents that may be among the first, of the answers to what was asked.
    fn first(&self, asked: &[Asked], answers: &[Value]) -> BTreeSet<String> {
        // The best place that a document has in any of the answers.
        let mut best: HashMap<&str, (u8, f32)> = HashMap::new();
        for (asked, answer) in asked.iter().zip(answers) {
            for (place, hit) in hits_of(answer).iter().enumerate() {
                let Some(id) = hit["_id"].as_str() else {
                    continue;
                };
                let score = match hit["_score"].as_f64() {
                    Some(score) if asked.is_by_score => score as f32,
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
        best.truncate(self.depth().saturating_add(MARGIN));
        best.into_iter().map(|(id, _)| id.to_owned()).collect()
    }

    /// How many documents are ranked.
    fn depth(&self) -> usize {
        match self.wanted.limit {
            0 => 0,
            // As the ranking does: where nothing stands near anything no more is looked at.
            limit if self.plan.pairs.is_empty() => limit,
            limit => limit.max(weights::NEARNESS_DEPTH),
        }
    }

    fn conditions_and(&self, mut queries: Vec<Value>) -> Value {
        queries.extend(self.requests.conditions());
        all_of(queries)
    }

    /// What is asked of the cluster to get the first `size` documents. Where none `is_whole`, none
    /// holds every unit.
    fn asked(&self, counts: &WholeCounts, is_whole: bool, size: usize) -> Vec<Asked> {
        if self.depth() == 0 {
            return Vec::new();
        }
        let units = self.requests.units(ANYWHERE);
        let evidence = self.requests.evidence(&self.weights(counts));
        let place = [
            json!({row_fields::FILE_ORDER: "asc"}),
            json!({row_fields::ORDER: "asc"}),
        ];
        let newest = json!([{row_fields::DATE: "desc"}, "_score", place[0], place[1]]);
        let best = json!(["_score", {row_fields::DATE: "desc"}, place[0], place[1]]);
        let asked = |tier, query: Value, sort: &Value| Asked {
            tier,
            is_by_score: *sort == best,
            body: json!({
                "size": size, "_source": false, "track_total_hits": false,
                "track_scores": true, "sort": sort, "query": query,
            }),
        };
        let scored = |found: Value| json!({"bool": {"filter": [found], "should": evidence}});
        let wanted = if self.wanted.full_only {
            self.full()
        } else {
            self.any()
        };
        match self.wanted.sort {
            Sort::Newest => vec![asked(0, scored(wanted), &newest)],
            Sort::Oldest => {
                let dated = json!({"exists": {"field": row_fields::FIRST_DAY}});
                let undated = json!({"bool": {"must_not": [dated]}});
                let oldest = json!([{row_fields::DATE: "asc"}, "_score", place[0], place[1]]);
                let (dated, undated) = (vec![wanted.clone(), dated], vec![wanted, undated]);
                vec![
                    asked(0, scored(all_of(dated)), &oldest),
                    asked(1, scored(all_of(undated)), &best),
                ]
            }
            Sort::Relevance if units.is_empty() => vec![asked(0, scored(wanted), &newest)],
            Sort::Relevance => {
                let mut all = Vec::new();
                if is_whole {
                    let in_title = self.conditions_and(self.requests.units(IN_TITLE));
                    let in_summary = self.requests.units(IN_TITLE | IN_SUMMARY);
                    let in_summary = self.conditions_and(in_summary);
                    all.push(asked(0, self.covering(in_title, &evidence, &[]), &best));
                    all.push(asked(1, self.covering(in_summary, &evidence, &[]), &best));
                }
                let covered = 2..=MOST_COVERED;
                all.push(
                    if covered.contains(&units.len()) && !self.wanted.full_only {
                        // Who holds evidence and no unit is no hit, and comes last here.
                        let found = all_of(self.requests.required());
                        asked(2, self.covering(found, &evidence, &units), &best)
                    } else {
                        // All of them are covered alike, or there are too many units to tell.
                        asked(2, self.covering(wanted, &evidence, &[]), &best)
                    },
                );
                all
            }
        }
    }

    /// A query for `found` whose score is that of the ranking: the sum of the evidence, by the
    /// share of the units that a document holds. Each of `units` adds a number to the sum that
    /// the script takes off again; where none is given, all are held.
    fn covering(&self, found: Value, evidence: &[Value], units: &[Value]) -> Value {
        let weights = unit_weights(self.plan.query);
        let whole: f32 = weights.iter().sum();
        // Larger than what the evidence of a document can come to, which is told from it.
        let step = (self.most_evidence() + 1.0).log2().ceil().exp2();
        let mut should = evidence.to_vec();
        for (unit, weight) in units.iter().zip(&weights) {
            let held = (weight * WEIGHT_STEPS).round() * step;
            should.push(json!({"constant_score": {"filter": unit, "boost": held}}));
        }
        json!({"script_score": {
            "query": {"bool": {
                "filter": [found], "should": should,
                "minimum_should_match": i32::from(!units.is_empty()),
            }},
            "script": {
                "source": COVERAGE,
                "params": {
                    "step": step,
                    "steps": (whole * WEIGHT_STEPS).round().max(1.0),
                    "all": units.is_empty(),
                    "gain": weights::COVERAGE,
                    "least": weights::UNSCORED,
                },
            },
        }})
    }

    /// What the evidence of a document can come to at most.
    fn most_evidence(&self) -> f32 {
        let evidence = self.plan.evidence.iter().map(|evidence| evidence.weight);
        let alternatives = self.plan.alternatives.iter().map(Vec::len).sum::<usize>();
        // None weighs more than a guess, in a title, that one document holds.
        let rarest = inverse_frequency(self.plan.documents(), 1);
        let guess = 2.0 * weights::GUESS * weights::of_part(Part::Title) * rarest;
        Saturation::MOST * (evidence.sum::<f32>() + alternatives as f32 * guess)
    }

    /// What each alternative of the query weighs, as the ranking weighs it.
    fn weights(&self, counts: &WholeCounts) -> Vec<f32> {
        let documents = self.plan.documents();
        let alternatives = self.plan.query.alternatives.iter();
        let weights = alternatives.zip(&counts.alternatives).map(|(one, held)| {
            if *held == 0 {
                return 0.0;
            }
            let themselves = one.words.clone().map(|word| counts.themselves[word]);
            weight_of_alternative(one, *held, themselves.min(), documents)
        });
        weights.collect()
    }
}

fn hits_of(answer: &Value) -> &[Value] {
    answer["hits"]["hits"].as_array().map_or(&[], Vec::as_slice)
}

fn ids_of(answer: &Value) -> impl Iterator<Item = &str> {
    hits_of(answer).iter().filter_map(|hit| hit["_id"].as_str())
}
