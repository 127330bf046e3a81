//! The peers that run as processes: Lucene with nori, and SQLite's FTS5 twice.
//!
//! The programs are in `benches/peers`, whose README.md tells how they are set up.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::corpora::{Corpus, KeptIndex};
use super::questions::Question;
use super::stopwatch::{Run, Stopwatch, Task};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers");

/// Without `-- --no-peers` they must be there.
const HINT: &str = "`-- --no-peers` leaves the peers out";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    Trigram,
    Unicode61,
    Lucene,
}

/// What a peer tells of its index.
#[derive(Debug, Deserialize)]
pub struct IndexReport {
    pub documents: usize,
    pub seconds: f64,
    pub index_bytes: u64,
}

/// Whether a peer shows a snippet of each hit, or only its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snippets {
    Shown,
    LeftOut,
}

/// The times of one kind of query, or how many were answered in which time.
#[derive(Debug, Deserialize)]
pub struct WarmLine {
    pub kind: Option<String>,
    microseconds: Option<Vec<f64>>,
    queries: Option<usize>,
    seconds: Option<f64>,
}

/// Installs what the peers need and the machine lacks.
pub fn install() {
    let status = Command::new(format!("{FOLDER}/install")).status();
    let is_there = status.is_ok_and(|status| status.success());
    assert!(
        is_there,
        "the peers cannot be installed (see above); {HINT}"
    );
}

impl Peer {
    pub const ALL: [Peer; 3] = [Peer::Trigram, Peer::Unicode61, Peer::Lucene];

    pub fn name(self) -> &'static str {
        match self {
            Peer::Trigram => "SQLite, trigram",
            Peer::Unicode61 => "SQLite, unicode61",
            Peer::Lucene => "Lucene with nori",
        }
    }

    /// Whether it indexes with several threads.
    pub fn has_threads(self) -> bool {
        self == Peer::Lucene
    }

    fn tokenizer(self) -> Option<&'static str> {
        match self {
            Peer::Trigram => Some("trigram"),
            Peer::Unicode61 => Some("unicode61"),
            Peer::Lucene => None,
        }
    }

    fn program(self) -> String {
        let name = match self {
            Peer::Lucene => "lucene",
            Peer::Trigram | Peer::Unicode61 => "sqlite",
        };
        format!("{FOLDER}/{name}")
    }

    /// The index of a corpus, for what only searches it: made now where it is not there yet.
    pub fn index_of(self, stopwatch: &mut Stopwatch, corpus: &Corpus) -> KeptIndex {
        let mut made_with: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(FOLDER).expect("the peers") {
            made_with.push(entry.expect("a file").path());
        }
        made_with.sort();
        corpus.kept_index(&format!("{self:?}"), &made_with, |index| {
            self.index(stopwatch, &corpus.folder, index, super::cores());
        })
    }

    /// Indexes a corpus; the process is measured as well.
    pub fn index(
        self,
        stopwatch: &mut Stopwatch,
        corpus: &Path,
        index: &Path,
        threads: usize,
    ) -> (IndexReport, Run) {
        let mut argv = vec![
            self.program(),
            "index".to_owned(),
            text(corpus),
            text(index),
        ];
        match self.tokenizer() {
            Some(tokenizer) => argv.extend(["--tokenizer".to_owned(), tokenizer.to_owned()]),
            None => argv.extend(["--threads".to_owned(), threads.to_string()]),
        }
        let run = stopwatch.run(&Task::new(argv).with_memory());
        let report: IndexReport = serde_json::from_str(&run.output)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.name(), run.output));
        assert!(report.documents > 0, "{} indexed nothing", self.name());
        (report, run)
    }

    /// The command of a process that answers one query; none where it cannot.
    pub fn argv(self, index: &Path, question: &Question) -> Option<Vec<String>> {
        let query = question.line();
        let output = match self.tokenizer() {
            Some(tokenizer) => self.output(&["argv", &text(index), tokenizer, &query]),
            None => self.output(&["argv", &text(index), &query]),
        };
        serde_json::from_str(&output).ok()
    }

    /// Answers a file of queries, round after round, in one process that stays.
    pub fn warm(
        self,
        index: &Path,
        queries: &Path,
        threads: usize,
        rounds: usize,
        snippets: Snippets,
    ) -> Vec<WarmLine> {
        let (index, queries) = (text(index), text(queries));
        let (threads, rounds) = (threads.to_string(), rounds.to_string());
        let mut args = vec!["warm", &index];
        args.extend(self.tokenizer());
        args.extend([&queries, "--threads", &threads, "--rounds", &rounds]);
        if snippets == Snippets::LeftOut {
            args.push("--no-snippets");
        }
        let output = self.output(&args);
        let lines = output.lines().map(|line| {
            serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{}: {error}: {line}", self.name()))
        });
        lines.collect()
    }

    fn output(self, args: &[&str]) -> String {
        let program = self.program();
        let output = Command::new(&program)
            .args(args)
            .stderr(std::process::Stdio::inherit())
            .output()
            .unwrap_or_else(|error| panic!("cannot start {program}: {error}; {HINT}"));
        assert!(
            output.status.success(),
            "{program} {args:?} failed (see above); {HINT}"
        );
        String::from_utf8(output.stdout).expect("text")
    }
}

impl WarmLine {
    /// Seconds a query, without the first of them; empty where the peer has no such query.
    pub fn times(&self, without: usize) -> Vec<f64> {
        let micros = self.microseconds.as_deref().unwrap_or_default();
        micros
            .iter()
            .skip(without)
            .map(|micros| micros / 1e6)
            .collect()
    }

    pub fn queries_a_second(&self) -> Option<f64> {
        Some(self.queries? as f64 / self.seconds?)
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}
