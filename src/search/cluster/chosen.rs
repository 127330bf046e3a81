//! Documents of a cluster that a search keeps to, as an index in memory: there they have
//! addresses.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::requests::{Requests, all_of};
use crate::cluster::{ClusterReader, RowParts, is_of_files};
use crate::document::Document;
use crate::index::Row;
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
        let queries = match files {
            None => vec![fits],
            Some(files) => {
                let files: Vec<&str> = files.iter().copied().collect();
                let some = files.chunks(FILES_AT_ONCE);
                some.map(|files| all_of(vec![fits.clone(), is_of_files(files)]))
                    .collect()
            }
        };
        let mut rows: Vec<Row> = Vec::new();
        for query in queries {
            for row in cluster.rows_in_order(query, RowParts::Whole) {
                rows.push(row?);
            }
        }
        let index = cluster.gathered(&rows)?;
        let (analyzer, synonyms) = (Arc::clone(&self.analyzer), self.synonyms.clone());
        let engine = SearchEngine::new(index, analyzer, synonyms);
        let engine = engine.with_signals(self.signals).with_bounds(self.bounds());
        Ok(Some(engine.with_words_of(cluster)))
    }

    /// How many documents of `cluster` fit `text`.
    pub(in crate::search) fn fitting_in_cluster(
        &self,
        cluster: &ClusterReader,
        text: &str,
    ) -> anyhow::Result<u64> {
        Ok(cluster.count(self.what_fits(text, &Constraints::default())?)?)
    }

    /// The documents that fit `text`, as [`SearchEngine::fitting`] says, in the order of the corpus,
    /// each read when it is asked for; `None` where the index is a folder.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::search`]; an item fails where its document cannot be read.
    pub fn fitting_documents(
        &self,
        text: &str,
    ) -> anyhow::Result<Option<impl Iterator<Item = anyhow::Result<Document>> + '_>> {
        let Some(cluster) = &self.cluster else {
            return Ok(None);
        };
        let fits = self.what_fits(text, &Constraints::default())?;
        Ok(Some(cluster.documents_of(fits)))
    }

    /// What finds the documents that fit `text` and `constraints`.
    pub(super) fn what_fits(&self, text: &str, constraints: &Constraints) -> anyhow::Result<Value> {
        let budget = self.budget();
        let (mut query, _) = self.query_within(text, constraints, &budget)?;
        query.forget_respelled();
        let plan = self.plan(&query, &budget)?;
        Ok(Requests::new(&plan).whole())
    }
}
