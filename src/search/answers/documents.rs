//! What an index holds, wherever it is kept.

use crate::document::{Document, DocumentId};
use crate::index::IssueContent;
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
