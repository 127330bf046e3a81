//! The program that is measured, as a process and as an engine in this one.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use digest::index::IndexReader;
use digest::search::{SearchEngine, Synonyms};
use serde_json::{Value, json};

use super::corpora::{Corpus, KeptIndex, folder_bytes, temporary_folder};
use super::stopwatch::{Run, Stopwatch, Task};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_digest");

/// An index of a corpus.
pub struct Digest {
    corpus: PathBuf,
    index: Index,
}

enum Index {
    /// For this run only.
    Fresh(tempfile::TempDir),
    Kept(KeptIndex),
}

impl Digest {
    /// The index of a corpus, for what only searches it: made now where it is not there yet.
    pub fn of(stopwatch: &mut Stopwatch, corpus: &Corpus) -> Self {
        let index = corpus.kept_index("digest", &[PROGRAM.into()], |folder| {
            index(stopwatch, corpus, folder, None);
        });
        Digest {
            corpus: corpus.folder.clone(),
            index: Index::Kept(index),
        }
    }

    /// Indexes a corpus, with as many threads where that can be said.
    pub fn index(
        stopwatch: &mut Stopwatch,
        corpus: &Corpus,
        threads: Option<usize>,
    ) -> (Self, Run) {
        let folder = temporary_folder();
        let run = index(stopwatch, corpus, folder.path(), threads);
        let digest = Digest {
            corpus: corpus.folder.clone(),
            index: Index::Fresh(folder),
        };
        (digest, run)
    }

    pub fn folder(&self) -> &Path {
        match &self.index {
            Index::Fresh(folder) => folder.path(),
            Index::Kept(index) => &index.folder,
        }
    }

    pub fn index_bytes(&self) -> u64 {
        folder_bytes(self.folder())
    }

    /// The command line of a subcommand over this corpus and index.
    pub fn argv(&self, command: &str, args: &[&str]) -> Vec<String> {
        argv(&self.corpus, self.folder(), command, args)
    }

    /// The engine of `digest search` in this process.
    pub fn engine(&self) -> SearchEngine {
        let index = IndexReader::open(self.folder(), None).expect("the index");
        let analyzer = Arc::new(index.analyzer().expect("the analyzer"));
        SearchEngine::new(index, analyzer, Synonyms::shipped())
    }

    /// A process of `digest search --batch` that stays.
    pub fn batch(&self, args: &[&str]) -> Batch {
        let argv = self.argv("search", &[&["--batch"], args].concat());
        let mut child = Command::new(&argv[0])
            .args(&argv[1..])
            .env("DIGEST_CONFIG", "")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("digest runs");
        Batch {
            queries: child.stdin.take(),
            answers: BufReader::new(child.stdout.take().expect("a pipe")),
            answer: String::new(),
            child,
        }
    }
}

/// Indexes a corpus into a folder.
fn index(stopwatch: &mut Stopwatch, corpus: &Corpus, folder: &Path, threads: Option<usize>) -> Run {
    let args = ["--rebuild", "--quiet", "--json"];
    let mut argv = argv(&corpus.folder, folder, "index", &args);
    if let Some(threads) = threads {
        argv.extend(["--threads".to_owned(), threads.to_string()]);
    }
    let run = stopwatch.run(&Task::new(argv).with_memory());
    let report: Value = serde_json::from_str(&run.output).expect("a report");
    assert_eq!(report["articles"], corpus.documents, "{}", run.output);
    run
}

fn argv(corpus: &Path, index: &Path, command: &str, args: &[&str]) -> Vec<String> {
    let mut argv: Vec<String> = [PROGRAM, command].map(str::to_owned).into();
    argv.extend(args.iter().map(|&arg| arg.to_owned()));
    for (flag, folder) in [("--corpus", corpus), ("--index", index)] {
        let folder = folder.to_str().expect("a path in UTF-8");
        argv.extend([flag.to_owned(), folder.to_owned()]);
    }
    argv
}

/// A process that answers query after query.
pub struct Batch {
    child: Child,
    queries: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    answer: String,
}

impl Batch {
    /// Asks, and waits for the answer.
    pub fn ask(&mut self, text: &str) -> Duration {
        let query = format!("{}\n", json!({"text": text}));
        let started = Instant::now();
        let queries = self.queries.as_mut().expect("a pipe");
        queries.write_all(query.as_bytes()).expect("digest reads");
        self.answer.clear();
        self.answers.read_line(&mut self.answer).expect("an answer");
        let time = started.elapsed();
        assert!(
            self.answer.contains("\"hits\":["),
            "{text}: {}",
            self.answer
        );
        time
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // The end of its input is the end of it.
        self.queries = None;
        let _ = self.child.wait();
    }
}
