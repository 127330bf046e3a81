//! This program's index in a folder of its own.

use std::path::Path;
use std::sync::Arc;

use digest::index::IndexReader;
use digest::job::IndexJob;
use digest::search::{SearchEngine, Synonyms};

use super::corpora::{folder_bytes, temporary_folder};
use super::machine::Phase;
use super::ours::indexed;

pub struct Folder(tempfile::TempDir);

impl Folder {
    /// Indexes a corpus.
    pub fn index(corpus: &Path, nodes: &[u32]) -> (Self, Phase) {
        let corpus = corpus.canonicalize().expect("the corpus");
        let folder = Folder(temporary_folder());
        let job = IndexJob::new(corpus, folder.0.path());
        let (_, phase) = indexed(nodes, |tell| job.run(&|| false, tell));
        (folder, phase)
    }

    pub fn bytes(&self) -> u64 {
        folder_bytes(self.0.path())
    }

    /// An engine that was asked nothing yet.
    pub fn engine(&self) -> SearchEngine {
        let index = IndexReader::open(self.0.path(), None).expect("the index");
        let analyzer = Arc::new(index.analyzer().expect("the analyzer"));
        SearchEngine::new(index, analyzer, Synonyms::shipped())
    }
}
