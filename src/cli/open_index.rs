//! The index that is read and not searched: documents, events, issues.
//!
//! A search opens more, the analyzer and the synonyms. Of a folder that is left out here; what a
//! cluster keeps is asked through the engine in any case.

use crate::cli::engine;
use crate::cli::session::Session;
use crate::cli::settings::places::IndexPlace;
use crate::document::{Document, DocumentId};
use crate::index::{FileRecord, IndexReader, IssueContent};
use crate::search::SearchEngine;

/// An open index.
pub(super) enum OpenIndex {
    /// Of a folder.
    Folder(Box<IndexReader>),
    /// Of a cluster.
    Cluster(Box<SearchEngine>),
}

/// Opens the index, which is built first where there is none and it is a folder.
///
/// # Errors
///
/// Where it cannot be built or read.
pub(super) fn open(session: &Session) -> anyhow::Result<OpenIndex> {
    Ok(match session.places()?.index {
        IndexPlace::Folder(_) => OpenIndex::Folder(Box::new(engine::open_index(session)?)),
        IndexPlace::Cluster(_) => OpenIndex::Cluster(Box::new(engine::open(session)?)),
    })
}

impl OpenIndex {
    /// An engine over it.
    ///
    /// # Errors
    ///
    /// Where its terms cannot be read, or the synonyms are wrong.
    pub(super) fn into_engine(self, session: &Session) -> anyhow::Result<SearchEngine> {
        match self {
            OpenIndex::Folder(index) => engine::over(*index, session),
            OpenIndex::Cluster(engine) => Ok(*engine),
        }
    }

    /// The document of this id, or `None`.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn document(&self, id: &DocumentId) -> anyhow::Result<Option<Document>> {
        match self {
            OpenIndex::Folder(index) => index.document(id),
            OpenIndex::Cluster(engine) => engine.document(id),
        }
    }

    /// The events, in the order of the corpus, each read when it is asked for.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read; an item fails where its document cannot.
    pub(super) fn events(
        &self,
    ) -> anyhow::Result<Box<dyn Iterator<Item = anyhow::Result<Document>> + '_>> {
        Ok(match self {
            OpenIndex::Folder(index) => Box::new(index.events()?),
            OpenIndex::Cluster(engine) => Box::new(engine.events()?),
        })
    }

    /// What each issue holds, in the order of the corpus.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn issue_contents(&self) -> anyhow::Result<Vec<IssueContent>> {
        match self {
            OpenIndex::Folder(index) => index.issue_contents(),
            OpenIndex::Cluster(engine) => engine.issue_contents(),
        }
    }

    /// What it was told of the digest file `file`; `None` where it holds nothing of it.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn record_of(&self, file: &str) -> anyhow::Result<Option<FileRecord>> {
        match self {
            OpenIndex::Folder(index) => index.record_of(file),
            OpenIndex::Cluster(engine) => engine.record_of(file),
        }
    }

    /// The lines, from 1, on which the documents of the digest file `file` start.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn starts_in(&self, file: &str) -> anyhow::Result<Vec<u32>> {
        match self {
            OpenIndex::Folder(index) => index.starts_in(file),
            OpenIndex::Cluster(engine) => engine.starts_in(file),
        }
    }
}
