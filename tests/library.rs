//! Work on an index by the library, in the test's own process.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use digest::corpus::PdfProgram;
use digest::index::IndexReader;
use digest::job::{
    CheckJob, CheckReport, FileReport, FileStatus, IndexJob, IndexReport, JobError, RollbackJob,
    RollbackReport, synonyms,
};
use digest::language::Message;
use digest::search::{Hits, SearchEngine, SearchOptions};

use crate::util::Dir;

/// Waits until this process holds no lock of that index any more. A process that another test
/// starts has all our open files for a moment, and with them their locks.
#[cfg(unix)]
fn let_go(index: &Path) {
    use std::os::unix::fs::MetadataExt;
    let generations = fs::read_dir(index).into_iter().flatten().flatten();
    let manifests = generations.map(|entry| entry.path().join("manifest.json"));
    let files = manifests.chain([index.to_owned(), index.join("LOCK")]);
    let ours = format!(" {} ", std::process::id());
    let inodes: Vec<String> = files
        .filter_map(|file| Some(format!(":{} ", fs::metadata(file).ok()?.ino())))
        .collect();
    let is_held = |line: &str| line.contains(&ours) && inodes.iter().any(|i| line.contains(i));
    let started = Instant::now();
    // Only Linux tells.
    while fs::read_to_string("/proc/locks").is_ok_and(|locks| locks.lines().any(is_held)) {
        assert!(started.elapsed() < Duration::from_secs(60), "still locked");
        sleep(Duration::from_millis(1));
    }
}

#[cfg(not(unix))]
fn let_go(_: &Path) {}

/// Runs the job, which nobody stops.
pub fn run(job: &IndexJob) -> Result<IndexReport, JobError> {
    let ended = job.run(&|| false, &mut |_| {});
    let_go(&job.index);
    ended
}

/// The program that reads PDFs.
pub fn pdf_program() -> Option<PdfProgram> {
    Some(PdfProgram::new(env!("CARGO_BIN_EXE_digest")))
}

impl Dir {
    fn folders(&self) -> (PathBuf, PathBuf) {
        let root = self.path().canonicalize().unwrap();
        let corpus = root.join("corpus");
        (corpus.canonicalize().unwrap_or(corpus), root.join("index"))
    }

    /// The job that builds its index, as it is done where nothing else is asked for.
    pub fn job(&self) -> IndexJob {
        let (corpus, index) = self.folders();
        IndexJob {
            pdf_program: pdf_program(),
            ..IndexJob::new(corpus, index)
        }
    }

    /// The same where all is built anew.
    pub fn rebuild(&self) -> IndexJob {
        IndexJob {
            rebuild: Some(Message::verbatim("the test says so")),
            ..self.job()
        }
    }

    /// The same where any article may go.
    pub fn shrink(&self) -> IndexJob {
        IndexJob {
            allow_shrink: true,
            ..self.job()
        }
    }

    /// Builds or refreshes its index.
    pub fn index(&self) -> IndexReport {
        run(&self.job()).unwrap()
    }

    /// Checks its index.
    pub fn check(&self) -> Result<CheckReport, JobError> {
        let (corpus, index) = self.folders();
        let job = CheckJob {
            pdf_program: pdf_program(),
            ..CheckJob::new(corpus, &index)
        };
        let ended = job.run(&|| false);
        let_go(&index);
        ended
    }

    /// That its index is sound, with or without something to look at.
    pub fn assert_sound(&self, is_noted: bool) {
        let report = self.check().unwrap();
        assert!(report.sound, "{report:?}");
        assert_eq!(!report.notes.is_empty(), is_noted, "{report:?}");
    }

    /// Goes back to the generation before.
    pub fn roll_back(&self) -> Result<RollbackReport, JobError> {
        let job = RollbackJob {
            index: self.folders().1,
            wait: None,
        };
        let ended = job.run(&|| false, &mut |_| {});
        let_go(&job.index);
        ended
    }

    /// The first hits of a query over its index.
    pub fn hits(&self, query: &str) -> anyhow::Result<Hits> {
        let (corpus, index) = self.folders();
        let reader = IndexReader::open(&index, Some(&corpus))?;
        let analyzer = Arc::new(reader.analyzer()?);
        let engine = SearchEngine::new(reader, analyzer, synonyms(&corpus)?);
        let hits = engine.search(query, &SearchOptions::default());
        drop(engine);
        let_go(&index);
        hits
    }

    /// The ids of these.
    pub fn found(&self, query: &str) -> Vec<String> {
        let hits = self.hits(query).unwrap().hits;
        hits.iter()
            .map(|hit| hit.document.id().to_string())
            .collect()
    }
}

/// Name and status of each file of a report.
pub fn statuses(report: &IndexReport) -> Vec<(&str, FileStatus)> {
    let files = report.files.iter();
    files
        .map(|file| (file.file.as_str(), file.status))
        .collect()
}

/// What became of the file of that name.
pub fn file<'a>(report: &'a IndexReport, name: &str) -> &'a FileReport {
    let found = report.files.iter().find(|file| file.file == name);
    found.unwrap_or_else(|| panic!("{name} is not in {report:?}"))
}

/// The texts of what a check notes.
pub fn notes(report: &CheckReport) -> Vec<&str> {
    report.notes.iter().map(|note| note.text.text()).collect()
}
