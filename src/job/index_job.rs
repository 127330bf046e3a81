//! What a run of the index job is asked to do.

use std::path::PathBuf;
use std::time::Duration;

use super::{ClusterIndex, DEFAULT_MEMORY_BYTES};
use crate::corpus::{Advice, FieldNames, PdfProgram, Reach};
use crate::language::Message;
use crate::search::Bounds;

/// Brings an index up to date with a corpus.
///
/// The index is in a folder, or on a cluster where `I` is a [`ClusterIndex`].
#[derive(Debug, Clone)]
pub struct IndexJob<I = PathBuf> {
    /// The folder of digest files, absolute.
    pub corpus: PathBuf,
    /// The folder of the index, which is made where there is none; or the index on a cluster.
    pub index: I,
    /// Why to build anew even where nothing changed.
    pub rebuild: Option<Message>,
    /// Publish an index without any article where the corpus has none.
    pub allow_empty: bool,
    /// Publish although more than a tenth of the articles go.
    pub allow_shrink: bool,
    /// Build only where nothing is, or what another job has built of this corpus.
    pub only_first: bool,
    /// The memory that the job may take, in bytes.
    pub memory_bytes: usize,
    /// Which files of the corpus folder are read.
    pub reach: Reach,
    /// How many threads analyse; `None` for as many as the work is worth.
    pub threads: Option<usize>,
    /// How long to wait for another job; `None` without end.
    pub wait: Option<Duration>,
    /// What the search for a canary may take.
    pub bounds: Bounds,
    /// What fields of records are, beside those whose names are known.
    pub fields: FieldNames,
    /// The program that reads PDFs; without it they cannot be read.
    pub pdf_program: Option<PdfProgram>,
    /// What is told of what would let a digest file be read that was not.
    pub advice: Advice,
}

impl IndexJob {
    /// The job over these folders, as it is done where nothing else is asked for.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        IndexJob::of(corpus.into(), index.into())
    }
}

impl IndexJob<ClusterIndex> {
    /// The same where the index is on a cluster.
    pub fn over_cluster(corpus: impl Into<PathBuf>, index: ClusterIndex) -> Self {
        IndexJob::of(corpus.into(), index)
    }
}

impl<I> IndexJob<I> {
    fn of(corpus: PathBuf, index: I) -> Self {
        IndexJob {
            corpus,
            index,
            rebuild: None,
            allow_empty: false,
            allow_shrink: false,
            only_first: false,
            memory_bytes: DEFAULT_MEMORY_BYTES,
            reach: Reach::default(),
            threads: None,
            wait: None,
            bounds: Bounds::default(),
            fields: FieldNames::default(),
            pdf_program: None,
            advice: |_| None,
        }
    }
}
