//! This program's index on the cluster.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use digest::cluster::{Client, ClusterReader, Spread, SpreadWanted};
use digest::job::{ClusterIndex, IndexJob, IndexReport, JobError, JobEvent};
use digest::search::{SearchEngine, Synonyms};

use super::corpora::temporary_folder;
use super::machine::{Phase, watched};
use super::samples::{Table, grouped, mib, seconds_of};

pub struct Ours {
    client: Arc<Client>,
    spread: SpreadWanted,
    cache: tempfile::TempDir,
}

impl Ours {
    pub fn new(client: &Arc<Client>, spread: Spread) -> Self {
        Ours {
            client: Arc::clone(client),
            spread: SpreadWanted {
                shards: Some(spread.shards),
                replicas: Some(spread.replicas),
            },
            cache: temporary_folder(),
        }
    }

    /// Brings it up to date with a corpus.
    pub fn index(&self, corpus: &Path, nodes: &[u32]) -> (IndexReport, Phase) {
        let corpus = corpus.canonicalize().expect("the corpus");
        let index = ClusterIndex {
            spread: self.spread,
            ..ClusterIndex::new(Arc::clone(&self.client), self.cache.path())
        };
        let job = IndexJob::over_cluster(corpus, index);
        let (report, phase) = indexed(nodes, |tell| job.run(&|| false, tell));
        (report, phase)
    }

    /// The published generation, of which nothing was asked yet.
    pub fn reader(&self) -> ClusterReader {
        let reader = ClusterReader::open(Arc::clone(&self.client), self.cache.path());
        reader.expect("the index")
    }

    pub fn generation(&self) -> String {
        self.reader().generation().to_owned()
    }

    /// An engine over that.
    pub fn engine(&self) -> SearchEngine {
        let reader = self.reader();
        let analyzer = Arc::new(reader.analyzer().expect("the analyzer"));
        let engine = SearchEngine::over_cluster(Arc::new(reader), analyzer, Synonyms::shipped());
        engine.expect("an engine")
    }

    /// What a generation holds beside the rows of its documents.
    pub fn print_files(&self) {
        let reader = self.reader();
        let documents = reader.document_count();
        let mut table = Table::new(&[
            "File of the generation",
            "bytes",
            "MiB",
            "bytes for an article",
        ]);
        for file in &reader.manifest().files {
            table.row([
                format!("`{}`", file.name),
                grouped(file.size_bytes),
                mib(file.size_bytes as f64),
                grouped(file.size_bytes / documents.max(1)),
            ]);
        }
        println!("{table}");
    }
}

/// Runs a job of ours, which must publish, and tells what its parts took.
pub fn indexed(
    nodes: &[u32],
    run: impl FnOnce(&mut dyn FnMut(&JobEvent<'_>)) -> Result<IndexReport, JobError>,
) -> (IndexReport, Phase) {
    let mut parts = Parts::default();
    let (report, mut phase) = watched(nodes, || run(&mut |event| parts.add(event)));
    let report = report.expect("an index");
    assert!(report.published, "{report:?}");
    phase.parts = parts.ended();
    (report, phase)
}

/// The parts of a job, and how long each took.
#[derive(Default)]
struct Parts {
    done: Vec<(String, f64)>,
    now: Option<(String, Instant)>,
}

impl Parts {
    pub fn add(&mut self, event: &JobEvent<'_>) {
        match event {
            JobEvent::Started { .. } => self.begin("listing"),
            JobEvent::Progress { articles: 0, .. } => self.begin("reading and sending"),
            JobEvent::Progress { articles, .. } if articles % 10_000 < 700 => {
                eprintln!("{} articles …", grouped(*articles));
            }
            JobEvent::Phase { name } => self.begin(name.text()),
            JobEvent::Verified { .. } => self.begin("publishing"),
            JobEvent::Problem { message } => eprintln!("{message}"),
            _ => {}
        }
    }

    fn begin(&mut self, name: &str) {
        self.end();
        self.now = Some((name.to_owned(), Instant::now()));
    }

    fn end(&mut self) {
        if let Some((name, began)) = self.now.take() {
            self.done.push((name, seconds_of(began.elapsed())));
        }
    }

    pub fn ended(mut self) -> Vec<(String, f64)> {
        self.end();
        self.done
    }
}
