//! What an index holds, wherever it is kept.

use crate::document::{Document, DocumentId};
use crate::index::{FileRecord, IssueContent};
use crate::search::searcher::SearchEngine;

impl SearchEngine {
    /// The document of this id, or `None`.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn document(&self, id: &DocumentId) -> anyhow::Result<Option<Document>> {
        match &self.cluster {
            Some(cluster) => cluster.document(id),
            None => self.index.document(id),
        }
    }

    /// What the index was told of the digest file `file`; `None` where it holds nothing of it.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn record_of(&self, file: &str) -> anyhow::Result<Option<FileRecord>> {
        let Some(cluster) = &self.cluster else {
            return self.index.record_of(file);
        };
        let mut records = cluster.records()?.into_iter();
        Ok(records.find(|record| record.file == file))
    }

    /// What the index was told of every digest file.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn records(&self) -> anyhow::Result<Vec<FileRecord>> {
        match &self.cluster {
            Some(cluster) => cluster.records(),
            None => self.index.records(),
        }
    }

    /// The lines, from 1, on which the documents of the digest file `file` start.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn starts_in(&self, file: &str) -> anyhow::Result<Vec<u32>> {
        let Some(cluster) = &self.cluster else {
            return self.index.starts_in(file);
        };
        let rows = cluster.rows_of_file(file)?.into_iter();
        rows.map(|row| Ok(row.document()?.source().line)).collect()
    }

    /// Whether the generation that is read is still the one that its cluster publishes.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub fn is_published_on_cluster(&self) -> anyhow::Result<bool> {
        match &self.cluster {
            Some(cluster) => Ok(cluster.is_published()?),
            None => Ok(false),
        }
    }

    /// What tells the generation that is read from every other.
    pub fn generation_hash(&self) -> &str {
        self.index.generation_hash()
    }

    /// How many documents the index holds.
    pub fn document_count(&self) -> u64 {
        self.index.document_count()
    }

    /// Every document, in the order of the corpus, each read when it is asked for.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read; an item fails where its document cannot.
    pub fn documents(&self) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>> + '_> {
        let documents: Box<dyn Iterator<Item = anyhow::Result<Document>> + '_> = match &self.cluster
        {
            Some(cluster) => Box::new(cluster.documents()),
            None => Box::new(self.index.documents()?),
        };
        Ok(documents)
    }

    /// The events, in the order of the corpus, each read when it is asked for.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read; an item fails where its document cannot.
    pub fn events(&self) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>> + '_> {
        let events: Box<dyn Iterator<Item = anyhow::Result<Document>> + '_> = match &self.cluster {
            Some(cluster) => Box::new(cluster.events()),
            None => Box::new(self.index.events()?),
        };
        Ok(events)
    }

    /// What each issue holds, in the order of the corpus; one of several digest files is told
    /// for each of them.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn issue_contents(&self) -> anyhow::Result<Vec<IssueContent>> {
        match &self.cluster {
            Some(cluster) => cluster.issue_contents(),
            None => self.index.issue_contents(),
        }
    }
}
