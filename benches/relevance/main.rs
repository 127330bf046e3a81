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
#![allow(
    unreachable_pub,
    reason = "nothing reaches into a program: `pub` is for its files"
)]

mod figures;
mod sets;

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use digest::index::IndexReader;
use digest::search::{SearchEngine, SearchOptions, Signals, Synonyms};

use figures::{DEPTH, Figures};
use sets::Set;

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

/// A set, and an index of its documents.
struct Indexed {
    set: Set,
    index: tempfile::TempDir,
}

fn main() {
    let ablations = std::env::args().any(|argument| argument == "--ablations");
    let sets: Vec<Indexed> = sets::all().into_iter().map(index).collect();
    for set in &sets {
        println!("{} ({} queries)", set.set.name, set.set.queries.len());
        println!("  nDCG@10  MRR@10  Recall@10");
        if ablations {
            print_ablations(set);
        } else {
            print_figures("digest", &measure(set, Signals::ALL, false));
        }
        for (_, peer, ndcg, mrr) in PEERS.iter().filter(|(name, ..)| *name == set.set.name) {
            println!("   {ndcg:.4}  {mrr:.4}       -     {peer}");
        }
    }
}

fn print_figures(name: &str, figures: &Figures) {
    let Figures { ndcg, mrr, recall } = figures;
    println!("   {ndcg:.4}  {mrr:.4}     {recall:.4}  {name}");
}

fn print_ablations(set: &Indexed) {
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
            for (_, text) in &set.set.queries {
                engine.search(text, &options(exact)).expect("a search");
            }
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
    }
    let [plain, whole, forgiving] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[RUNS / 2] / set.set.queries.len() as f64
    });
    println!(
        "  a query, ten hits with snippets, median of {RUNS}: morphemes alone {plain:.2} ms, \
         everything {whole:.2} ms ({:.2} x), with rewrites {forgiving:.2} ms ({:.2} x)",
        whole / plain,
        forgiving / plain
    );
}

fn engine(set: &Indexed, signals: Signals) -> SearchEngine {
    let index = IndexReader::open(set.index.path(), None).expect("the index");
    let analyzer = Arc::new(index.analyzer().expect("the analyzer"));
    SearchEngine::new(index, analyzer, Synonyms::shipped()).with_signals(signals)
}

fn measure(set: &Indexed, signals: Signals, exact: bool) -> Figures {
    let engine = engine(set, signals);
    let hits = |text: &str| engine.search(text, &options(exact)).expect("a search");
    Figures::of(&set.set, |text| hits(text).hits)
}

fn options(exact: bool) -> SearchOptions {
    SearchOptions {
        limit: DEPTH,
        exact,
        ..SearchOptions::default()
    }
}

/// Indexes the documents of a set.
fn index(set: Set) -> Indexed {
    let index = tempfile::tempdir().expect("a folder");
    let status = Command::new(env!("CARGO_BIN_EXE_digest"))
        .arg("index")
        .arg("--corpus")
        .arg(set.corpus.path())
        .arg("--index")
        .arg(index.path())
        .stdout(Stdio::null())
        .status()
        .expect("digest runs");
    assert!(status.success(), "{} cannot be indexed", set.name);
    Indexed { set, index }
}
