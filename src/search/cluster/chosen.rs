//! Documents of a cluster that a search keeps to, as an index in memory: there they have
//! addresses.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::requests::{Requests, all_of};
use crate::cluster::ClusterReader;
use crate::document::Document;
use crate::index::{Row, row_fields};
use crate::search::query::Constraints;
use crate::search::searcher::SearchEngine;

/// So many digest files are named in one request.
const FILES_AT_ONCE: usize = 1_000;

impl SearchEngine {
    /// An engine over the documents alone that fit `text`, as [`SearchEngine::fitting`] says, of
    /// these digest files or of all; it counts as all of the index does. `None` where the index
    /// is a folder, whose documents have addresses themselves.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::search`].
    pub fn over_fitting(
        &self,
        text: &str,
        files: Option<&BTreeSet<&str>>,
    ) -> anyhow::Result<Option<SearchEngine>> {
        let Some(cluster) = &self.cluster else {
            return Ok(None);
        };
        let fits = self.what_fits(text, &Constraints::default())?;
        let mut rows = Vec::new();
        match files {
            None => rows.extend(cluster.rows_of(fits)),
            Some(files) => {
                let files: Vec<&str> = files.iter().copied().collect();
                for files in files.chunks(FILES_AT_ONCE) {
                    let of_files = json!({"terms": {row_fields::FILE: files}});
                    rows.extend(cluster.rows_of(all_of(vec![fits.clone(), of_files])));
                }
            }
        }
        let rows: Vec<Row> = rows.into_iter().collect::<Result<_, _>>()?;
        let index = cluster.gathered(&rows)?;
        let (analyzer, synonyms) = (Arc::clone(&self.analyzer), self.synonyms.clone());
        let engine = SearchEngine::new(index, analyzer, synonyms);
        let engine = engine.with_signals(self.signals).with_bounds(self.bounds());
        Ok(Some(engine.with_words_of(cluster)))
    }

    /// Whether a cluster keeps the index: its documents have no addresses.
    pub fn is_on_cluster(&self) -> bool {
        self.cluster.is_some()
    }

    /// How many documents of `cluster` fit `text`.
    pub(in crate::search) fn fitting_in_cluster(
        &self,
        cluster: &ClusterReader,
        text: &str,
    ) -> anyhow::Result<u64> {
        Ok(cluster.count(self.what_fits(text, &Constraints::default())?)?)
    }

    /// These documents themselves, in the order of the corpus.
    pub(in crate::search) fn fitting_documents_in_cluster<'c>(
        &self,
        cluster: &'c ClusterReader,
        text: &str,
    ) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>> + 'c> {
        Ok(cluster.documents_of(self.what_fits(text, &Constraints::default())?))
    }

    /// What finds the documents that fit `text` and `constraints`.
    pub(super) fn what_fits(&self, text: &str, constraints: &Constraints) -> anyhow::Result<Value> {
        let budget = self.budget();
        let (query, _) = self.query_within(text, constraints, &budget)?;
        let plan = self.plan(&query, &budget)?;
        Ok(Requests::new(&plan).whole())
    }
}
