//! The programs that are asked, and what each finds: for every word of a kind, all
//! documents that hold it.
//!
//! `digest` is asked through its library, over an index that the program built. The peers
//! are processes; `benches/peers/README.md` tells how they are set up.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use digest::index::IndexReader;
use digest::search::{SearchEngine, SearchOptions, Show, Signals, Synonyms};
use serde_json::json;

use super::kinds::{Kind, TITLE};

const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers");

/// Without `-- --no-peers` they must be there.
const HINT: &str = "`-- --no-peers` leaves the peers out";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    Digest,
    /// The same without words by their letters: plain morphemes.
    WithoutReadings,
    Nori,
    NoriMixed,
    Bigrams,
    Trigram,
    Unicode61,
}

/// The documents of a kind as files, and the index that `digest` made of them.
pub struct Corpus {
    folder: tempfile::TempDir,
    documents: usize,
}

/// For each word of a kind, the documents that hold it.
pub type Found = Vec<Vec<usize>>;

/// Installs what the peers need and the machine lacks.
pub fn install() {
    let status = Command::new(format!("{PEERS}/install")).status();
    let is_there = status.is_ok_and(|status| status.success());
    assert!(
        is_there,
        "the peers cannot be installed (see above); {HINT}"
    );
}

impl Program {
    pub const OURS: [Program; 2] = [Program::Digest, Program::WithoutReadings];
    pub const ALL: [Program; 7] = [
        Program::Digest,
        Program::WithoutReadings,
        Program::Nori,
        Program::NoriMixed,
        Program::Bigrams,
        Program::Trigram,
        Program::Unicode61,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Program::Digest => "digest",
            Program::WithoutReadings => "digest without readings",
            Program::Nori => "Lucene with nori",
            Program::NoriMixed => "Lucene with nori, compounds kept (MIXED)",
            Program::Bigrams => "Lucene with bigrams (CJKAnalyzer)",
            Program::Trigram => "SQLite, trigram",
            Program::Unicode61 => "SQLite, unicode61, the word as a prefix",
        }
    }

    pub fn find(self, kind: &Kind, corpus: &Corpus) -> Found {
        match self {
            Program::Digest => corpus.search(kind, Signals::ALL),
            Program::WithoutReadings => corpus.search(
                kind,
                Signals {
                    readings: false,
                    ..Signals::ALL
                },
            ),
            Program::Nori => corpus.ask(kind, "lucene", &["--analyzer", "nori"]),
            Program::NoriMixed => corpus.ask(kind, "lucene", &["--analyzer", "nori-mixed"]),
            Program::Bigrams => corpus.ask(kind, "lucene", &["--analyzer", "cjk"]),
            Program::Trigram => corpus.ask(kind, "sqlite", &["--tokenizer", "trigram"]),
            Program::Unicode61 => corpus.ask(kind, "sqlite", &["--tokenizer", "unicode61"]),
        }
    }
}

impl Corpus {
    /// Writes the documents and the words of a kind, and indexes them.
    pub fn of(kind: &Kind) -> Corpus {
        let corpus = Corpus {
            folder: tempfile::tempdir().expect("a folder"),
            documents: kind.documents.len(),
        };
        let mut articles = String::new();
        for (id, document) in kind.documents.iter().enumerate() {
            let article = json!({"id": id.to_string(), "title": TITLE, "body": document.body});
            writeln!(articles, "{article}").expect("a line");
        }
        let mut queries = String::new();
        for word in &kind.words {
            let query = json!({"kind": "word", "words": [word.query]});
            writeln!(queries, "{query}").expect("a line");
        }
        fs::create_dir(corpus.articles()).expect("a folder");
        fs::write(corpus.articles().join("recall.jsonl"), articles).expect("the corpus");
        fs::write(corpus.queries(), queries).expect("the queries");
        let status = Command::new(env!("CARGO_BIN_EXE_digest"))
            .arg("index")
            .arg("--corpus")
            .arg(corpus.articles())
            .arg("--index")
            .arg(corpus.index())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .arg("--quiet")
            .status()
            .expect("digest runs");
        assert!(status.success(), "{} cannot be indexed", kind.name);
        corpus
    }

    fn articles(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn queries(&self) -> PathBuf {
        self.folder.path().join("queries.jsonl")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// The full hits of each word through the library.
    fn search(&self, kind: &Kind, signals: Signals) -> Found {
        let index = IndexReader::open(&self.index(), None).expect("the index");
        let analyzer = Arc::new(index.analyzer().expect("the analyzer"));
        let engine = SearchEngine::new(index, analyzer, Synonyms::shipped()).with_signals(signals);
        let options = SearchOptions {
            limit: self.documents,
            all_words: true,
            exact: true,
            show: Show::Nothing,
            ..SearchOptions::default()
        };
        let found = |query: &str| {
            let hits = engine.search(query, &options).expect("a search").hits;
            let full = hits.into_iter().filter(|hit| hit.missing.is_empty());
            full.map(|hit| {
                let (_, id) = hit.document.id().as_str().split_once('/').expect("STEM/ID");
                self.place(id)
            })
            .collect()
        };
        kind.words.iter().map(|word| found(&word.query)).collect()
    }

    /// What a peer prints: a line of ids for each word.
    fn ask(&self, kind: &Kind, program: &str, options: &[&str]) -> Found {
        let program = format!("{PEERS}/{program}");
        let output = Command::new(&program)
            .arg("find")
            .args([path(&self.articles()), path(&self.queries())])
            .args(options)
            .stderr(Stdio::inherit())
            .output()
            .unwrap_or_else(|error| panic!("cannot start {program}: {error}; {HINT}"));
        assert!(
            output.status.success(),
            "{program} find {options:?} failed (see above); {HINT}"
        );
        let printed = String::from_utf8(output.stdout).expect("text");
        let ids = |line: &str| {
            let ids = line.split('\t').filter(|id| !id.is_empty());
            ids.map(|id| self.place(id)).collect()
        };
        let found: Found = printed.lines().map(ids).collect();
        assert_eq!(found.len(), kind.words.len(), "{program}: a line a word");
        found
    }

    fn place(&self, id: &str) -> usize {
        let place = id.parse().ok().filter(|&place| place < self.documents);
        place.unwrap_or_else(|| panic!("{id} is no document of the bench"))
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
