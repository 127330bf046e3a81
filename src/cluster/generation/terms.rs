//! What a generation on a cluster says of terms, each asked for once.
//!
//! Which terms there are is read from the dictionaries of its shards, many at once, as term
//! vectors of a document that is not there. How many documents hold a term is what these say,
//! where nothing was deleted since the shards were merged; else it is counted.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use serde_json::{Map, Value, json};
use tantivy::schema::Field;

use super::searches::{counting, searches, total_of};
use crate::analysis::View;
use crate::cluster::{Client, ClusterError};
use crate::index::{IndexSchema, WholeIndex, cut_text};

/// So many terms are asked for in one request.
const TERMS_AT_ONCE: usize = 4_000;

/// The terms of a generation.
pub(super) struct Terms {
    client: Arc<Client>,
    generation: String,
    /// A routing value for each shard.
    routes: Vec<String>,
    schema: IndexSchema,
    /// What is known of terms.
    known: Mutex<HashMap<(Field, String), Known>>,
    /// Whether documents were deleted that dictionaries still count.
    has_deletes: OnceLock<bool>,
}

/// What is known of a term.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// How many documents hold it as the dictionaries count them, for each way in which it may
    /// stand there: a reading as a whole word, and as a part of one.
    listed: [u64; 2],
    /// How many documents hold it, once that was counted.
    documents: Option<u64>,
    /// Whether a document holds it as a part, once that was counted.
    is_part: Option<bool>,
}

impl Terms {
    pub(super) fn new(client: &Arc<Client>, generation: &str, routes: Vec<String>) -> Self {
        Terms {
            client: Arc::clone(client),
            generation: generation.to_owned(),
            routes,
            schema: IndexSchema::new(),
            known: Mutex::default(),
            has_deletes: OnceLock::new(),
        }
    }

    /// What a thread knows; one that panicked left whole entries.
    fn known(&self) -> MutexGuard<'_, HashMap<(Field, String), Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has_deletes(&self) -> Result<bool, ClusterError> {
        if let Some(known) = self.has_deletes.get() {
            return Ok(*known);
        }
        let path = format!(
            "/{}/_stats/docs?filter_path=_shards,_all.primaries",
            self.generation
        );
        let stats = self.client.get(&path)?;
        // What is not told is taken for the worse.
        let deleted = stats["_all"]["primaries"]["docs"]["deleted"].as_u64();
        Ok(*self.has_deletes.get_or_init(|| deleted != Some(0)))
    }

    /// Reads what is not known of some terms from the dictionaries.
    fn learn(&self, terms: &[(Field, String)]) -> Result<(), ClusterError> {
        let mut unknown: Vec<(Field, String)> = {
            let known = self.known();
            let unknown = terms.iter().filter(|term| !known.contains_key(*term));
            unknown.cloned().collect()
        };
        unknown.sort_unstable();
        unknown.dedup();
        for terms in unknown.chunks(TERMS_AT_ONCE) {
            let mut fields: Map<String, Value> = Map::new();
            for (field, text) in terms {
                let (view, name) = self.schema.view_of(*field);
                let cut = cut_text::cut_terms(view, text).join(" ");
                let texts = fields.entry(name).or_insert_with(|| json!([]));
                if let Value::Array(texts) = texts {
                    texts.push(cut.into());
                }
            }
            let names: Vec<&String> = fields.keys().collect();
            let asked = json!({
                "doc": fields, "fields": names, "term_statistics": true,
                "field_statistics": false, "positions": false, "offsets": false,
                "payloads": false,
            });
            let mut listed: Vec<[u64; 2]> = vec![[0; 2]; terms.len()];
            for told in self.of_shards(&asked)? {
                for ((field, text), listed) in terms.iter().zip(&mut listed) {
                    let (view, name) = self.schema.view_of(*field);
                    let told = &told["term_vectors"][name]["terms"];
                    for (way, sum) in cut_text::cut_terms(view, text).iter().zip(listed) {
                        *sum += told[way]["doc_freq"].as_u64().unwrap_or(0);
                    }
                }
            }
            let learnt = terms.iter().zip(listed).map(|(term, listed)| {
                let known = Known {
                    listed,
                    ..Known::default()
                };
                (term.clone(), known)
            });
            self.known().extend(learnt);
        }
        Ok(())
    }

    /// What each shard says of the terms of a document that is not there.
    fn of_shards(&self, document: &Value) -> Result<Vec<Value>, ClusterError> {
        let ask = |route: &String| {
            let path = format!("/{}/_termvectors?routing={route}", self.generation);
            self.client.post(&path, document)
        };
        thread::scope(|scope| {
            let asked = self
                .routes
                .iter()
                .map(|route| scope.spawn(move || ask(route)));
            let asked: Vec<_> = asked.collect();
            let told = asked.into_iter().map(|thread| match thread.join() {
                Ok(told) => told,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            told.collect()
        })
    }

    fn of_term(&self, field: Field, text: &str) -> Value {
        let (view, name) = self.schema.view_of(field);
        json!({"terms": {name: cut_text::cut_terms(view, text)}})
    }

    /// Counts the documents that hold terms of which no dictionary tells exactly.
    fn count(&self, terms: &[(Field, String)]) -> Result<(), ClusterError> {
        let has_deletes = self.has_deletes()?;
        let mut counted: Vec<(Field, String)> = Vec::new();
        {
            let mut known = self.known();
            for term in terms {
                let Some(known) = known.get_mut(term) else {
                    continue;
                };
                match known.listed {
                    _ if known.documents.is_some() => {}
                    [0, 0] => known.documents = Some(0),
                    // A document may hold a reading in both ways.
                    [one, 0] | [0, one] if !has_deletes => known.documents = Some(one),
                    _ => counted.push(term.clone()),
                }
            }
        }
        counted.sort_unstable();
        counted.dedup();
        if counted.is_empty() {
            return Ok(());
        }
        let bodies = counted.iter();
        let bodies = bodies.map(|(field, text)| counting(&self.of_term(*field, text)));
        let bodies: Vec<Value> = bodies.collect();
        let answers = searches(&self.client, &self.generation, &bodies)?;
        let mut known = self.known();
        for (term, answer) in counted.into_iter().zip(&answers) {
            known.entry(term).or_default().documents = Some(total_of(answer));
        }
        Ok(())
    }
}

fn of_field(field: Field, texts: &[&str]) -> Vec<(Field, String)> {
    let texts = texts.iter();
    texts.map(|text| (field, (*text).to_owned())).collect()
}

impl WholeIndex for Terms {
    fn documents(&self, field: Field, texts: &[&str]) -> anyhow::Result<Vec<u64>> {
        let terms = of_field(field, texts);
        self.learn(&terms)?;
        self.count(&terms)?;
        let known = self.known();
        let documents = terms.iter().map(|term| known.get(term)?.documents);
        Ok(documents.map(|documents| documents.unwrap_or(0)).collect())
    }

    fn prepare(&self, terms: &[(Field, String)]) -> anyhow::Result<()> {
        Ok(self.learn(terms)?)
    }

    fn prepare_counts(&self, terms: &[(Field, String)]) -> anyhow::Result<()> {
        self.learn(terms)?;
        Ok(self.count(terms)?)
    }

    fn are_there(&self, field: Field, texts: &[&str]) -> anyhow::Result<Vec<bool>> {
        let terms = of_field(field, texts);
        self.learn(&terms)?;
        let known = self.known();
        let are_there = terms.iter().map(|term| {
            let known = known.get(term).copied().unwrap_or_default();
            let listed = known.listed.iter().any(|documents| *documents > 0);
            known.documents.map_or(listed, |documents| documents > 0)
        });
        Ok(are_there.collect())
    }

    fn is_part(&self, field: Field, text: &str) -> anyhow::Result<bool> {
        let term = (field, text.to_owned());
        self.learn(std::slice::from_ref(&term))?;
        let known = self.known().get(&term).copied().unwrap_or_default();
        if known.listed[1] == 0 {
            return Ok(false);
        }
        if let Some(is_part) = known.is_part {
            return Ok(is_part);
        }
        let is_part = !self.has_deletes()? || {
            let (view, name) = self.schema.view_of(field);
            debug_assert!(view == View::Readings, "readings alone are parts");
            // The last way in which a reading stands is that it is a part.
            let part = cut_text::cut_terms(view, text).pop().unwrap_or_default();
            let body = json!({
                "size": 0, "track_total_hits": 1, "query": {"term": {name: part}},
            });
            let answers = searches(&self.client, &self.generation, &[body])?;
            answers.first().is_some_and(|answer| total_of(answer) > 0)
        };
        self.known().entry(term).or_default().is_part = Some(is_part);
        Ok(is_part)
    }
}
