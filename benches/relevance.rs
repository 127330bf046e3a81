//! How well hits are ranked over retrieval sets, beside the peers' figures.
//!
//! `cargo bench --bench relevance` indexes each set of `../shared/relevance` (or of the
//! folder that DIGEST_RELEVANCE names), runs its queries through the engine of `digest
//! search`, and prints nDCG@10, MRR@10 and Recall@10. `-- --ablations` leaves out one
//! part of the ranking after the other, and tells what each costs in time. A set is a
//! folder with corpus.jsonl, queries.jsonl and qrels.tsv, as BEIR has them.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a bench tells its figures"
)]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use digest::index::IndexReader;
use digest::search::{SearchEngine, SearchOptions, Signals, Synonyms};
use serde_json::Value;

/// How deep hits are judged.
const DEPTH: usize = 10;

/// The peers' nDCG@10 and MRR@10, measured by the makers of the sets with each tool's
/// own defaults: the best of each set, and Lucene with nori.
const PEERS: [(&str, &str, f64, f64); 4] = [
    ("korquad", "tantivy fed mecab-ko morphemes", 0.9701, 0.9626),
    ("korquad", "Lucene 8.7 with nori", 0.9644, 0.9543),
    ("lohelp", "Lucene 8.7 with nori", 0.6699, 0.6162),
    ("lohelp", "tantivy fed mecab-ko morphemes", 0.6630, 0.6054),
];

/// How often the queries are run for a time; the median counts.
const RUNS: usize = 7;

struct Set {
    name: String,
    /// Name and text of each query.
    queries: Vec<(String, String)>,
    /// For each query, the documents that answer it.
    relevant: HashMap<String, HashSet<String>>,
    index: tempfile::TempDir,
}

#[derive(Default)]
struct Figures {
    ndcg: f64,
    mrr: f64,
    recall: f64,
}

fn main() {
    let ablations = std::env::args().any(|argument| argument == "--ablations");
    let folder = std::env::var_os("DIGEST_RELEVANCE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/relevance"),
        PathBuf::from,
    );
    let mut sets = Vec::new();
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| {
        panic!(
            "cannot read {} ({error}); name the folder of sets with DIGEST_RELEVANCE",
            folder.display()
        )
    });
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    for folder in folders
        .iter()
        .filter(|path| path.join("qrels.tsv").is_file())
    {
        sets.push(load(folder));
    }
    assert!(!sets.is_empty(), "{} holds no set", folder.display());
    for set in &sets {
        println!("{} ({} queries)", set.name, set.queries.len());
        println!("  nDCG@10  MRR@10  Recall@10");
        if ablations {
            print_ablations(set);
        } else {
            print_figures("digest", &measure(set, Signals::ALL, false));
        }
        for (_, peer, ndcg, mrr) in PEERS.iter().filter(|(name, ..)| *name == set.name) {
            println!("   {ndcg:.4}  {mrr:.4}       -     {peer}");
        }
    }
}

fn print_figures(name: &str, figures: &Figures) {
    let Figures { ndcg, mrr, recall } = figures;
    println!("   {ndcg:.4}  {mrr:.4}     {recall:.4}  {name}");
}

fn print_ablations(set: &Set) {
    let all = Signals::ALL;
    let variants = [
        ("everything", all),
        (
            "without readings",
            Signals {
                readings: false,
                ..all
            },
        ),
        (
            "without words without particles",
            Signals {
                stems: false,
                ..all
            },
        ),
        (
            "without nearness",
            Signals {
                nearness: false,
                ..all
            },
        ),
        (
            "without coverage",
            Signals {
                coverage: false,
                ..all
            },
        ),
        (
            "without tiers",
            Signals {
                tiers: false,
                ..all
            },
        ),
        (
            "without weights of roles",
            Signals {
                roles: false,
                ..all
            },
        ),
        (
            "without synonyms and numbers",
            Signals {
                alternatives: false,
                ..all
            },
        ),
        (
            "full before partial by law",
            Signals {
                full_first: true,
                ..all
            },
        ),
        ("morphemes alone", Signals::MORPHEMES),
    ];
    for (name, signals) in variants {
        print_figures(name, &measure(set, signals, true));
    }
    print_figures("everything, with rewrites", &measure(set, all, false));
    // In turn, so that both have the same of the machine.
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        let runs = [(Signals::MORPHEMES, true), (all, true), (all, false)];
        for ((signals, exact), times) in runs.into_iter().zip(&mut times) {
            let engine = engine(set, signals);
            let started = Instant::now();
            for (_, text) in &set.queries {
                engine.search(text, &options(exact)).expect("a search");
            }
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
    }
    let [plain, whole, forgiving] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[RUNS / 2] / set.queries.len() as f64
    });
    println!(
        "  a query, ten hits with snippets, median of {RUNS}: morphemes alone {plain:.2} ms, \
         everything {whole:.2} ms ({:.2} x), with rewrites {forgiving:.2} ms ({:.2} x)",
        whole / plain,
        forgiving / plain
    );
}

fn engine(set: &Set, signals: Signals) -> SearchEngine {
    let index = IndexReader::open(set.index.path(), None).expect("the index");
    let analyzer = Arc::new(index.analyzer().expect("the analyzer"));
    SearchEngine::new(index, analyzer, Synonyms::shipped()).with_signals(signals)
}

fn options(exact: bool) -> SearchOptions {
    SearchOptions {
        limit: DEPTH,
        exact,
        ..SearchOptions::default()
    }
}

fn measure(set: &Set, signals: Signals, exact: bool) -> Figures {
    let engine = engine(set, signals);
    let mut sum = Figures::default();
    for (qid, text) in &set.queries {
        let hits = engine.search(text, &options(exact)).expect("a search").hits;
        let relevant = &set.relevant[qid];
        let gain = |place: usize| 1.0 / ((place + 2) as f64).log2();
        let mut found = 0;
        let mut dcg = 0.0;
        for (place, hit) in hits.iter().enumerate() {
            let (_, id) = hit.document.id().as_str().split_once('/').expect("STEM/ID");
            if relevant.contains(id) {
                if found == 0 {
                    sum.mrr += 1.0 / (place + 1) as f64;
                }
                found += 1;
                dcg += gain(place);
            }
        }
        let ideal: f64 = (0..relevant.len().min(DEPTH)).map(gain).sum();
        sum.ndcg += dcg / ideal;
        sum.recall += f64::from(found) / relevant.len() as f64;
    }
    let queries = set.queries.len() as f64;
    Figures {
        ndcg: sum.ndcg / queries,
        mrr: sum.mrr / queries,
        recall: sum.recall / queries,
    }
}

/// Reads a set and indexes its documents.
fn load(folder: &Path) -> Set {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let name = folder
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let mut relevant: HashMap<String, HashSet<String>> = HashMap::new();
    for row in read("qrels.tsv").lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [qid, id, grade] = columns[..] else {
            panic!("{name}/qrels.tsv: {row}");
        };
        if grade != "0" {
            relevant
                .entry(qid.to_owned())
                .or_default()
                .insert(id.to_owned());
        }
    }
    let query = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a query");
        let text = |key: &str| value[key].as_str().expect(key).to_owned();
        (text("qid"), text("text"))
    };
    let mut queries: Vec<(String, String)> = read("queries.jsonl").lines().map(query).collect();
    queries.retain(|(qid, _)| relevant.contains_key(qid));

    let corpus = tempfile::tempdir().expect("a folder");
    let file = corpus.path().join(format!("{name}.jsonl"));
    fs::copy(folder.join("corpus.jsonl"), file).expect("a copy of the corpus");
    let index = tempfile::tempdir().expect("a folder");
    let status = Command::new(env!("CARGO_BIN_EXE_digest"))
        .arg("index")
        .arg("--corpus")
        .arg(corpus.path())
        .arg("--index")
        .arg(index.path())
        .stdout(Stdio::null())
        .status()
        .expect("digest runs");
    assert!(status.success(), "{name} cannot be indexed");
    Set {
        name,
        queries,
        relevant,
        index,
    }
}
