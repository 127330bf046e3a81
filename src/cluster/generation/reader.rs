//! Reads a generation of an index on a cluster.
//!
//! One generation is read from the first request to the last, whatever is published meanwhile.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use serde_json::{Value, json};
use tantivy::schema::Field;

use super::{files, names};
use crate::analysis::{Analyzer, View};
use crate::cluster::{Client, ClusterError};
use crate::document::{Document, DocumentId};
use crate::index::{
    FileEntry, FileRecord, IndexReader, IndexSchema, Manifest, Misfit, RECORDS_FILE, Row, TERMS_FILE,
    Unusable, Vocabulary, WORDS_FILE, Whole, WholeIndex, analyzer_of_terms, cut_text, row_fields,
};
use crate::language::messages;

/// So many searches are sent in one request.
const SEARCHES_AT_ONCE: usize = 128;

/// So many rows are asked for in one request.
const ROWS_AT_ONCE: usize = 100;

/// Of so many terms of a field or more it is asked first whether there is any of them: a verb
/// has a hundred forms, and titles hold few.
const FEWEST_IN_ONE: usize = 8;

/// Why an index on a cluster cannot be searched.
#[derive(Debug)]
pub enum ClusterOpenError {
    /// Nothing was ever published under this name.
    Missing,
    /// There is something of this name that is none of this program's.
    Foreign(String),
    /// It would be misread.
    Misfit(Misfit),
    /// It is not what was written.
    Damaged(anyhow::Error),
    /// The cluster does not answer.
    Cluster(ClusterError),
}

impl fmt::Display for ClusterOpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClusterOpenError::Missing => messages::index::missing().fmt(f),
            ClusterOpenError::Foreign(name) => messages::cluster::foreign(name).fmt(f),
            ClusterOpenError::Misfit(misfit) if misfit.newer => {
                messages::index::made_by_newer(misfit).fmt(f)
            }
            ClusterOpenError::Misfit(misfit) => messages::index::misfit(misfit).fmt(f),
            ClusterOpenError::Damaged(error) => {
                let reason = format!("{error:#}");
                messages::index::index_damaged(&reason).fmt(f)
            }
            ClusterOpenError::Cluster(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ClusterOpenError {}

impl From<ClusterError> for ClusterOpenError {
    fn from(error: ClusterError) -> Self {
        ClusterOpenError::Cluster(error)
    }
}

/// A generation of an index on a cluster.
pub struct ClusterReader {
    client: Arc<Client>,
    /// The index that is the generation.
    generation: String,
    manifest: Manifest,
    /// The hash of the manifest, by which it is known from every other.
    hash: String,
    /// Where files of it are kept that were read.
    cache: PathBuf,
    terms: Arc<Terms>,
}

/// What the cluster said of terms, each asked for once.
struct Terms {
    client: Arc<Client>,
    generation: String,
    schema: IndexSchema,
    documents: Mutex<HashMap<(Field, String), u64>>,
    somewhere: Mutex<HashMap<(View, String), bool>>,
    parts: Mutex<HashMap<(Field, String), bool>>,
}

impl ClusterReader {
    /// Opens the published generation. What is read of its files is kept in the folder `cache`.
    ///
    /// # Errors
    ///
    /// See [`ClusterOpenError`].
    pub fn open(client: Arc<Client>, cache: &Path) -> Result<Self, ClusterOpenError> {
        let name = client.address().name().to_owned();
        let generation = published(&client, &name)?.ok_or(ClusterOpenError::Missing)?;
        let reader = ClusterReader::open_generation(client, &generation, cache)?;
        match reader.manifest.misfit() {
            Some(misfit) => Err(ClusterOpenError::Misfit(misfit)),
            None => Ok(reader),
        }
    }

    /// Opens the generation that the index `generation` is, published or not, of whatever
    /// version.
    ///
    /// # Errors
    ///
    /// See [`ClusterOpenError`].
    pub(crate) fn open_generation(
        client: Arc<Client>,
        generation: &str,
        cache: &Path,
    ) -> Result<Self, ClusterOpenError> {
        let path = format!("/{generation}/_doc/{}", names::MANIFEST_ID);
        let damaged = |error: anyhow::Error| ClusterOpenError::Damaged(error);
        let row = client.get_if_there(&path)?;
        let row = row.with_context(|| messages::cluster::no_manifest(&generation));
        let row = row.map_err(damaged)?;
        let text = row["_source"][names::TEXT].as_str().unwrap_or_default();
        let (manifest, hash) = Manifest::from_bytes(text.as_bytes()).map_err(|why| match why {
            Unusable::OtherFormat(format) => ClusterOpenError::Misfit(Misfit::of_format(format)),
            Unusable::Damaged(error) => ClusterOpenError::Damaged(error),
        })?;
        Ok(ClusterReader {
            terms: Arc::new(Terms {
                client: Arc::clone(&client),
                generation: generation.to_owned(),
                schema: IndexSchema::new(),
                documents: Mutex::default(),
                somewhere: Mutex::default(),
                parts: Mutex::default(),
            }),
            client,
            generation: generation.to_owned(),
            manifest,
            hash,
            cache: cache.to_owned(),
        })
    }

    /// The index that the generation is.
    pub fn generation(&self) -> &str {
        &self.generation
    }

    /// The hash of its manifest.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What it holds and what made it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// How many documents it holds.
    pub fn document_count(&self) -> u64 {
        self.manifest.totals.articles + self.manifest.totals.events
    }

    /// The analyzer that made its tokens.
    ///
    /// # Errors
    ///
    /// Where its terms cannot be read, or are damaged.
    pub fn analyzer(&self) -> anyhow::Result<Analyzer> {
        analyzer_of_terms(&self.file(TERMS_FILE)?)
    }

    /// The words of its documents.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are damaged.
    pub fn vocabulary(&self) -> anyhow::Result<Vocabulary> {
        Vocabulary::of_file(&self.file(WORDS_FILE)?)
    }

    /// What it holds of each digest file.
    ///
    /// # Errors
    ///
    /// Where that cannot be read, or is damaged.
    pub fn records(&self) -> anyhow::Result<Vec<FileRecord>> {
        FileRecord::read_file(&self.file(RECORDS_FILE)?)
    }

    pub(crate) fn file(&self, name: &str) -> anyhow::Result<PathBuf> {
        let mut files = self.manifest.files.iter();
        let entry: Option<&FileEntry> = files.find(|entry| entry.name == name);
        let entry = entry.with_context(|| messages::cluster::file_damaged(&name))?;
        files::fetched(&self.client, &self.generation, entry, &self.cache)
    }

    /// Searches, each with a body of its own, in one request or few.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or not with all of it.
    pub fn searches(&self, bodies: &[Value]) -> Result<Vec<Value>, ClusterError> {
        searches(&self.client, &self.generation, bodies)
    }

    /// How many documents each of these searches finds.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::searches`].
    pub fn counts(&self, bodies: &[Value]) -> Result<Vec<u64>, ClusterError> {
        let answers = self.searches(bodies)?;
        Ok(answers.iter().map(total_of).collect())
    }

    /// One search.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::searches`].
    pub fn search(&self, body: &Value) -> Result<Value, ClusterError> {
        let path = format!("/{}/_search", self.generation);
        self.client.post(&path, body)
    }

    /// The rows of these ids, as the cluster calls them, in this order. One that is not there is
    /// left out.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub fn rows(&self, ids: &[String]) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::with_capacity(ids.len());
        for ids in ids.chunks(ROWS_AT_ONCE) {
            let path = format!("/{}/_mget", self.generation);
            let found = self.client.post(&path, &json!({"ids": ids}))?;
            for found in found["docs"].as_array().into_iter().flatten() {
                if let Some(Value::Object(row)) = found.get("_source") {
                    rows.push(Row::from_json(row.clone()));
                }
            }
        }
        Ok(rows)
    }

    /// The document of this id, or `None`.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or the document is not what was written.
    pub fn document(&self, id: &DocumentId) -> anyhow::Result<Option<Document>> {
        let rows = self.rows(&[names::document_row(id.as_str())])?;
        rows.first().map(Row::document).transpose()
    }

    /// The rows of the documents that came from the digest file `file`, in order.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub fn rows_of_file(&self, file: &str) -> anyhow::Result<Vec<Row>> {
        self.all_rows(&json!({"term": {row_fields::FILE: file}}))
    }

    /// The rows that `query` finds, by their places in their digest files.
    fn all_rows(&self, query: &Value) -> anyhow::Result<Vec<Row>> {
        let mut rows: Vec<Row> = Vec::new();
        let mut behind: Option<Value> = None;
        loop {
            let mut body = json!({
                "size": ROWS_AT_ONCE, "query": query,
                "sort": [{row_fields::ORDER: "asc"}, {row_fields::ID: "asc"}],
            });
            if let Some(behind) = &behind {
                body["search_after"] = behind.clone();
            }
            let found = self.search(&body)?;
            let hits = found["hits"]["hits"].as_array().map_or(&[][..], Vec::as_slice);
            for hit in hits {
                if let Some(Value::Object(row)) = hit.get("_source") {
                    rows.push(Row::from_json(row.clone()));
                }
            }
            match hits.last() {
                Some(last) if hits.len() == ROWS_AT_ONCE => behind = Some(last["sort"].clone()),
                _ => return Ok(rows),
            }
        }
    }

    /// Some of its documents as an index in memory, which counts as all of them do.
    ///
    /// # Errors
    ///
    /// Where a row is not what was written.
    pub fn gathered(&self, rows: &[Row]) -> anyhow::Result<IndexReader> {
        let whole = Whole {
            documents: self.document_count(),
            terms: Arc::clone(&self.terms) as Arc<dyn WholeIndex>,
        };
        IndexReader::gathered(rows, whole, &self.manifest.lengths, &self.hash)
    }
}

/// The index of the generation that `name` stands for; `None` where it stands for nothing.
///
/// # Errors
///
/// Where the cluster does not answer, or the name stands for something else.
pub(crate) fn published(client: &Client, name: &str) -> Result<Option<String>, ClusterOpenError> {
    let foreign = || ClusterOpenError::Foreign(name.to_owned());
    let Some(found) = client.get_if_there(&format!("/_alias/{name}"))? else {
        // What is no alias may be an index.
        return match client.get_if_there(&format!("/{name}"))? {
            None => Ok(None),
            Some(_) => Err(foreign()),
        };
    };
    let indexes = found.as_object().ok_or_else(foreign)?;
    let mut indexes = indexes.keys();
    match (indexes.next(), indexes.next()) {
        (Some(index), None) if names::number_of(name, index).is_some() => Ok(Some(index.clone())),
        (None, _) => Ok(None),
        _ => Err(foreign()),
    }
}

fn searches(
    client: &Client,
    generation: &str,
    bodies: &[Value],
) -> Result<Vec<Value>, ClusterError> {
    let mut answers = Vec::with_capacity(bodies.len());
    // Lengths are compared with those of all shards.
    let path = format!("/{generation}/_msearch?search_type=dfs_query_then_fetch");
    for bodies in bodies.chunks(SEARCHES_AT_ONCE) {
        let mut lines = Vec::new();
        for body in bodies {
            lines.extend_from_slice(b"{}\n");
            lines.extend_from_slice(body.to_string().as_bytes());
            lines.push(b'\n');
        }
        let mut answer = client.post_lines(&path, lines)?;
        match answer["responses"].take() {
            Value::Array(responses) if responses.len() == bodies.len() => {
                answers.extend(responses);
            }
            _ => return Err(ClusterError::CutShort),
        }
    }
    Ok(answers)
}

fn total_of(answer: &Value) -> u64 {
    answer["hits"]["total"]["value"].as_u64().unwrap_or(0)
}

impl Terms {
    fn of_terms(&self, field: Field, texts: &[&str]) -> Value {
        let (view, name) = self.schema.view_of(field);
        let terms = texts.iter().flat_map(|text| cut_text::cut_terms(view, text));
        json!({"terms": {name: terms.collect::<Vec<String>>()}})
    }

    /// Whether any document is found by each query.
    fn finds(&self, queries: Vec<Value>) -> Result<Vec<bool>, ClusterError> {
        let bodies = queries.into_iter().map(|query| {
            json!({"size": 0, "track_total_hits": 1, "query": query})
        });
        let bodies: Vec<Value> = bodies.collect();
        let answers = searches(&self.client, &self.generation, &bodies)?;
        Ok(answers.iter().map(|answer| total_of(answer) > 0).collect())
    }

    fn count(&self, terms: Vec<(Field, String)>) -> Result<(), ClusterError> {
        let bodies = terms.iter().map(|(field, text)| {
            let query = self.of_terms(*field, &[text.as_str()]);
            json!({"size": 0, "track_total_hits": true, "query": query})
        });
        let bodies: Vec<Value> = bodies.collect();
        let answers = searches(&self.client, &self.generation, &bodies)?;
        let counts = answers.iter().map(total_of);
        locked(&self.documents).extend(terms.into_iter().zip(counts));
        Ok(())
    }
}

/// What a lock holds; a thread that panicked with it left whole entries.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl WholeIndex for Terms {
    fn documents(&self, field: Field, texts: &[&str]) -> anyhow::Result<Vec<u64>> {
        let terms: Vec<(Field, String)> =
            texts.iter().map(|text| (field, (*text).to_owned())).collect();
        self.prepare(&terms)?;
        let known = locked(&self.documents);
        let counts = terms.iter().map(|term| known.get(term).copied().unwrap_or(0));
        Ok(counts.collect())
    }

    fn prepare(&self, terms: &[(Field, String)]) -> anyhow::Result<()> {
        let mut unknown: HashMap<Field, Vec<String>> = HashMap::new();
        {
            let known = locked(&self.documents);
            for term in terms.iter().filter(|term| !known.contains_key(*term)) {
                unknown.entry(term.0).or_default().push(term.1.clone());
            }
        }
        let mut counted = Vec::new();
        let mut many = Vec::new();
        for (field, mut texts) in unknown {
            texts.sort_unstable();
            texts.dedup();
            if texts.len() < FEWEST_IN_ONE {
                counted.extend(texts.into_iter().map(|text| (field, text)));
            } else {
                many.push((field, texts));
            }
        }
        if !many.is_empty() {
            let of_all = many.iter().map(|(field, texts)| {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                self.of_terms(*field, &texts)
            });
            let are_there = self.finds(of_all.collect())?;
            for ((field, texts), is_there) in many.into_iter().zip(are_there) {
                let terms = texts.into_iter().map(|text| (field, text));
                if is_there {
                    counted.extend(terms);
                } else {
                    locked(&self.documents).extend(terms.map(|term| (term, 0)));
                }
            }
        }
        if !counted.is_empty() {
            self.count(counted)?;
        }
        Ok(())
    }

    fn are_somewhere(&self, view: View, texts: &[&str]) -> anyhow::Result<Vec<bool>> {
        let mut unknown: Vec<String> = Vec::new();
        {
            let known = locked(&self.somewhere);
            for text in texts {
                if !known.contains_key(&(view, (*text).to_owned())) {
                    unknown.push((*text).to_owned());
                }
            }
        }
        if !unknown.is_empty() {
            let queries = unknown.iter().map(|text| {
                let fields = self.schema.text.iter();
                let in_fields = fields.map(|field| self.of_terms(field.view(view), &[text]));
                json!({"bool": {"should": in_fields.collect::<Vec<_>>()}})
            });
            let found = self.finds(queries.collect())?;
            let found = unknown.into_iter().map(|text| (view, text)).zip(found);
            locked(&self.somewhere).extend(found);
        }
        let known = locked(&self.somewhere);
        let found = texts.iter().map(|text| known.get(&(view, (*text).to_owned())));
        Ok(found.map(|found| found.copied().unwrap_or(false)).collect())
    }

    fn is_part(&self, field: Field, text: &str) -> anyhow::Result<bool> {
        let key = (field, text.to_owned());
        if let Some(known) = locked(&self.parts).get(&key) {
            return Ok(*known);
        }
        let (view, name) = self.schema.view_of(field);
        // The last way in which a reading stands is that it is a part.
        let part = cut_text::cut_terms(view, text).pop().unwrap_or_default();
        let found = self.finds(vec![json!({"term": {name: part}})])?;
        let found = found.first().copied().unwrap_or(false);
        locked(&self.parts).insert(key, found);
        Ok(found)
    }
}
