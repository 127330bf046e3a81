//! Reads a generation of an index on a cluster.
//!
//! One generation is read from the first request to the last, whatever is published meanwhile.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use serde_json::{Value, json};

use super::kinds::is_of_file;
use super::row_parts::RowParts;
use super::searches::{counting, searches, total_of};
use super::terms::Terms;
use super::{files, names};
use crate::analysis::Analyzer;
use crate::cluster::{Client, ClusterError};
use crate::document::{Document, DocumentId};
use crate::index::{
    FileEntry, FileRecord, IndexReader, Manifest, Misfit, RECORDS_FILE, Row, TERMS_FILE, Unusable,
    Vocabulary, WORDS_FILE, Whole, WholeIndex, analyzer_of_terms,
};
use crate::language::messages;

/// So many rows are asked for in one request.
const ROWS_AT_ONCE: usize = 500;

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
    /// So many rows are read in one request at most.
    most_in_a_page: usize,
}

impl ClusterReader {
    /// Opens the published generation. What is read of its files is kept in the folder `cache`.
    ///
    /// # Errors
    ///
    /// See [`ClusterOpenError`].
    pub fn open(client: Arc<Client>, cache: &Path) -> Result<Self, ClusterOpenError> {
        let name = client.address().name().to_owned();
        let named = || published(&client, &name)?.ok_or(ClusterOpenError::Missing);
        let mut generation = named()?;
        let reader = loop {
            let opened = ClusterReader::open_generation(Arc::clone(&client), &generation, cache);
            let Err(error) = opened else {
                break opened?;
            };
            // Two runs may publish between reading the name and the manifest, and then it is
            // gone: the newer name is tried.
            let newer = named()?;
            if newer == generation {
                return Err(error);
            }
            generation = newer;
        };
        match reader.manifest.misfit() {
            Some(misfit) => Err(ClusterOpenError::Misfit(misfit)),
            None => Ok(reader),
        }
    }

    /// Makes sure that the name of a client's address stands for an index of this program's, or for
    /// nothing.
    ///
    /// # Errors
    ///
    /// [`ClusterOpenError::Foreign`], or where the cluster does not answer.
    pub fn check_name(client: &Client) -> Result<(), ClusterOpenError> {
        published(client, client.address().name()).map(drop)
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
        let ids = json!({"ids": [names::MANIFEST_ID, names::ROUTES_ID]});
        let rows = client.post(&format!("/{generation}/_mget"), &ids)?;
        let text = |place: usize| rows["docs"][place]["_source"][names::TEXT].as_str();
        let Some((text, routes)) = text(0).zip(text(1)) else {
            let error = messages::cluster::no_manifest(&generation);
            return Err(ClusterOpenError::Damaged(anyhow::Error::msg(error)));
        };
        let routes = serde_json::from_str(routes).map_err(|error| {
            let error = anyhow::Error::from(error);
            ClusterOpenError::Damaged(error.context(messages::cluster::no_manifest(&generation)))
        })?;
        let (manifest, hash) = Manifest::from_bytes(text.as_bytes()).map_err(|why| match why {
            Unusable::OtherFormat(format) => ClusterOpenError::Misfit(Misfit::of_format(format)),
            Unusable::Damaged(error) => ClusterOpenError::Damaged(error),
        })?;
        Ok(ClusterReader {
            terms: Arc::new(Terms::new(&client, generation, routes)),
            client,
            generation: generation.to_owned(),
            manifest,
            hash,
            cache: cache.to_owned(),
            most_in_a_page: usize::MAX,
        })
    }

    /// The same, which goes through what it holds by pages of so many rows at most, for clusters
    /// that give fewer than others. One row is always read.
    #[must_use]
    pub fn with_pages_of(self, rows: usize) -> Self {
        ClusterReader {
            most_in_a_page: rows.max(1),
            ..self
        }
    }

    /// How many rows are read in one request, where they usually are so many.
    pub(super) fn page(&self, usually: usize) -> usize {
        usually.min(self.most_in_a_page)
    }

    /// The index that the generation is.
    pub fn generation(&self) -> &str {
        &self.generation
    }

    /// Opens the generation that is published now, as [`ClusterReader::open`] does.
    ///
    /// # Errors
    ///
    /// See [`ClusterOpenError`].
    pub fn newest(&self) -> Result<Self, ClusterOpenError> {
        ClusterReader::open(Arc::clone(&self.client), &self.cache)
    }

    /// Whether it is still the generation that the cluster publishes.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub fn is_published(&self) -> Result<bool, ClusterOpenError> {
        let named = published(&self.client, self.client.address().name())?;
        Ok(named.as_deref() == Some(self.generation.as_str()))
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

    /// How many documents each of `queries` finds.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::searches`].
    pub fn counts(&self, queries: &[Value]) -> Result<Vec<u64>, ClusterError> {
        let bodies: Vec<Value> = queries.iter().map(counting).collect();
        let answers = self.searches(&bodies)?;
        Ok(answers.iter().map(total_of).collect())
    }

    /// How many documents `query` finds.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::searches`].
    pub fn count(&self, query: Value) -> Result<u64, ClusterError> {
        let counts = self.counts(&[query])?;
        counts.first().copied().ok_or(ClusterError::CutShort)
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
        let mut rows: HashMap<String, Row> = HashMap::new();
        let mut left: Vec<&[String]> = ids.chunks(ROWS_AT_ONCE).rev().collect();
        while let Some(ids) = left.pop() {
            let body = json!({
                "size": ids.len(), "track_total_hits": false, "sort": ["_doc"],
                "query": {"ids": {"values": ids}},
            });
            let mut found = match self.search(&body) {
                // Rows of long documents are asked for in smaller parts.
                Err(ClusterError::ReplyTooLarge { .. }) if ids.len() > 1 => {
                    let (first, second) = ids.split_at(ids.len() / 2);
                    left.extend([second, first]);
                    continue;
                }
                found => found?,
            };
            let Value::Array(hits) = found["hits"]["hits"].take() else {
                return Err(ClusterError::CutShort.into());
            };
            for mut hit in hits {
                let id = hit["_id"].as_str().map(str::to_owned);
                if let (Some(id), Value::Object(row)) = (id, hit["_source"].take()) {
                    rows.insert(id, Row::from_json(row));
                }
            }
        }
        let rows = ids.iter().filter_map(|id| rows.remove(id)).collect();
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
        let rows = self.rows_in_order(is_of_file(file), RowParts::Whole);
        rows.map(|row| Ok(row?)).collect()
    }

    /// Some of its documents as an index in memory, which counts as all of them do.
    ///
    /// # Errors
    ///
    /// Where a row is not what was written.
    pub fn gathered(&self, rows: &[Row]) -> anyhow::Result<IndexReader> {
        self.gathered_for(rows, None)
    }

    /// The same, in which no other terms are found than these, where there are any: it is made
    /// sooner.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::gathered`].
    pub fn gathered_for(
        &self,
        rows: &[Row],
        wanted: Option<HashSet<String>>,
    ) -> anyhow::Result<IndexReader> {
        let whole = Whole {
            documents: self.document_count(),
            terms: Arc::clone(&self.terms) as Arc<dyn WholeIndex>,
        };
        let lengths = &self.manifest.lengths;
        IndexReader::gathered(rows, whole, lengths, &self.hash, wanted)
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
