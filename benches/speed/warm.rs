//! What queries cost in a process that stays, by their kind, beside the peers.
//!
//! What is in this process answers in turn, query by query; the peers' processes run
//! between the rounds.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use digest::search::SearchEngine;

use super::cores;
use super::corpora::{Corpus, lexicon, temporary_folder};
use super::floor::{Floor, Terms};
use super::lexicon::Lexicon;
use super::peers::Peer;
use super::program::{Batch, Digest};
use super::questions::{Kind, OF_A_KIND, Question, Questioner};
use super::samples::{NOTHING, Samples, Table, grouped, micros, seconds_of, times, verdict};
use super::stopwatch::Stopwatch;

/// Rounds of a peer that are not counted: the JVM compiles meanwhile.
pub const LUCENE_WARM_UP: usize = 10;

/// Rounds of Lucene for each of ours: it gets fast only by and by.
pub const LUCENE_ROUNDS: usize = 3;

/// What a plain query may cost beside bare tantivy fed the same morphemes, and beside
/// Lucene, at the median; and the slowest of a hundred beside the median.
const AIM_FLOOR: f64 = 4.0;
const AIM_LUCENE: f64 = 0.5;
const AIM_TAIL: f64 = 5.0;

/// Who answers, as a table names them.
pub const ENGINE: &str = "digest";
pub const BATCH: &str = "digest --batch";
pub const FLOOR: &str = "tantivy, same morphemes";
pub const DEFAULT: &str = "tantivy, default";

/// Measures and prints; `more` prints what else is told of each size.
pub fn run(settings: &super::Settings, more: impl Fn(&Place)) {
    let mut stopwatch = Stopwatch::start();
    let lexicon = lexicon();
    for size in &settings.sizes {
        let corpus = Corpus::made(*size);
        let place = Place::new(&mut stopwatch, &lexicon, &corpus, settings.peers);
        let times = place.measure(settings.rounds);
        println!(
            "\n### {} articles\n\n{OF_A_KIND} queries of each kind, {} times; one thread, {} cores\n",
            grouped(*size as u64),
            settings.rounds,
            cores()
        );
        print_latencies(&times);
        print_aims(&times);
        more(&place);
    }
}

/// The times of each kind of query, by who answered.
#[derive(Default)]
struct Times(BTreeMap<(&'static str, Kind), Vec<f64>>);

impl Times {
    fn add(&mut self, who: &'static str, kind: Kind, seconds: f64) {
        self.0.entry((who, kind)).or_default().push(seconds);
    }

    fn of(&self, who: &'static str, kind: Kind) -> Option<Samples> {
        let times = self.0.get(&(who, kind))?;
        Some(times.iter().copied().collect())
    }

    fn median(&self, who: &'static str, kind: Kind) -> Option<f64> {
        Some(self.of(who, kind)?.median())
    }
}

/// A corpus, indexed by all, with its queries.
pub struct Place {
    pub digest: Digest,
    pub engine: SearchEngine,
    pub floor: Floor,
    pub default: Floor,
    pub peers: Vec<(Peer, PathBuf)>,
    pub questions: Vec<Question>,
    folder: tempfile::TempDir,
}

impl Place {
    fn new(stopwatch: &mut Stopwatch, lexicon: &Lexicon, corpus: &Corpus, peers: bool) -> Self {
        eprintln!("indexing {} articles …", grouped(corpus.documents as u64));
        let (digest, _) = Digest::index(stopwatch, corpus, None);
        let engine = digest.engine();
        let morphemes = Terms::Morphemes(engine.analyzer().clone());
        let floor = Floor::index(corpus, morphemes).expect("an index");
        let default = Floor::index(corpus, Terms::Default).expect("an index");
        let folder = temporary_folder();
        let peers = if peers { &Peer::ALL[..] } else { &[] };
        let peers = peers.iter().map(|&peer| {
            let index = folder.path().join(format!("{peer:?}"));
            peer.index(stopwatch, &corpus.folder, &index, cores());
            (peer, index)
        });
        let peers = peers.collect();
        let questions = Questioner::new(lexicon, corpus, &engine).all();
        Place {
            digest,
            engine,
            floor,
            default,
            peers,
            questions,
            folder,
        }
    }

    fn measure(&self, rounds: usize) -> Times {
        let mut times = Times::default();
        let mut batches = Batches::start(&self.digest);
        // The first round brings pages into memory, and is not counted.
        self.ask_all(&mut batches, &mut Times::default());
        for _ in 0..rounds {
            self.ask_all(&mut batches, &mut times);
        }
        drop(batches);
        let queries = self.queries_file(&self.questions);
        for (peer, index) in &self.peers {
            let (warm_up, rounds) = match peer {
                Peer::Lucene => (LUCENE_WARM_UP, rounds * LUCENE_ROUNDS),
                Peer::Trigram | Peer::Unicode61 => (0, 1),
            };
            eprintln!("{} …", peer.name());
            for line in peer.warm(index, &queries, 1, warm_up + rounds) {
                let kind = Kind::ALL
                    .into_iter()
                    .find(|kind| line.kind.as_deref() == Some(kind.name()));
                for seconds in line.times(warm_up * OF_A_KIND) {
                    times.add(peer.name(), kind.expect("a kind"), seconds);
                }
            }
        }
        times
    }

    /// One query after the other, each of all that answer in turn.
    fn ask_all(&self, batches: &mut Batches, times: &mut Times) {
        for question in &self.questions {
            let kind = question.kind;
            let text = question.text();
            let options = question.options();
            let started = Instant::now();
            let hits = self.engine.search(&text, &options).expect("a search");
            times.add(ENGINE, kind, seconds_of(started.elapsed()));
            assert!(!hits.hits.is_empty(), "{text}");
            for (who, floor) in [(FLOOR, &self.floor), (DEFAULT, &self.default)] {
                let started = Instant::now();
                let hits = floor.search(question).expect("a search");
                times.add(who, kind, seconds_of(started.elapsed()));
                std::hint::black_box(hits);
            }
            let time = batches.of(kind).ask(&text);
            times.add(BATCH, kind, seconds_of(time));
        }
    }

    pub fn queries_file(&self, questions: &[Question]) -> PathBuf {
        let file = self.folder.path().join("queries.jsonl");
        let lines: Vec<String> = questions.iter().map(Question::line).collect();
        fs::write(&file, lines.join("\n") + "\n").expect("a file of queries");
        file
    }
}

/// The processes of `digest search --batch`: its order of hits is a flag.
pub struct Batches {
    best_first: Batch,
    newest_first: Batch,
}

impl Batches {
    pub fn start(digest: &Digest) -> Self {
        Batches {
            best_first: digest.batch(&[]),
            newest_first: digest.batch(&["--sort=-date"]),
        }
    }

    pub fn of(&mut self, kind: Kind) -> &mut Batch {
        match kind {
            Kind::ByDate => &mut self.newest_first,
            _ => &mut self.best_first,
        }
    }
}

fn print_latencies(measured: &Times) {
    let peers = Peer::ALL.map(Peer::name);
    let others = [FLOOR, DEFAULT].into_iter().chain(peers);
    let others: Vec<&str> = others.collect();
    let mut ratios = Table::new(&[&["The median of digest, of that of …"], &others[..]].concat());
    let mut medians = Table::new(&[&["Median", BATCH], &others[..]].concat());
    let mut slowest = Table::new(&[&["99% within", BATCH], &others[..]].concat());
    let mut tails = Table::new(&[
        "digest",
        "99% of the median",
        "median",
        "95% within",
        "99% within",
    ]);
    for kind in Kind::ALL {
        let own = measured.of(ENGINE, kind).expect("digest was measured");
        let title = || kind.title().to_owned();
        tails.row([
            title(),
            times(own.percentile(99), own.median()),
            micros(own.median()),
            micros(own.percentile(95)),
            micros(own.percentile(99)),
        ]);
        let of = |who| {
            let median = measured.median(who, kind);
            median.map_or(NOTHING.to_owned(), |median| times(own.median(), median))
        };
        ratios.row(
            [title()]
                .into_iter()
                .chain(others.iter().map(|who| of(who))),
        );
        for (table, percent) in [(&mut medians, 50), (&mut slowest, 99)] {
            let all = [BATCH].into_iter().chain(others.iter().copied());
            let cells = all.map(|who| {
                let times = measured.of(who, kind);
                times.map_or(NOTHING.to_owned(), |times| {
                    micros(times.percentile(percent))
                })
            });
            table.row([title()].into_iter().chain(cells));
        }
    }
    println!("{ratios}\n{tails}\n{medians}\n{slowest}");
}

fn print_aims(measured: &Times) {
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_plain()) {
        let own = measured.of(ENGINE, kind).expect("digest was measured");
        let of_floor = own.median()
            / measured
                .median(FLOOR, kind)
                .expect("the floor was measured");
        let tail = own.percentile(99) / own.median();
        println!(
            "- {}: {of_floor:.2} times bare tantivy fed the same morphemes; the aim, at most \
             {AIM_FLOOR}, is {}. 99% within {tail:.2} medians; the aim, {AIM_TAIL}, is {}.",
            kind.title(),
            verdict(of_floor <= AIM_FLOOR),
            verdict(tail <= AIM_TAIL)
        );
        if let Some(lucene) = measured.median(Peer::Lucene.name(), kind) {
            let of_lucene = own.median() / lucene;
            println!(
                "  Of Lucene {of_lucene:.2}; the aim, at most {AIM_LUCENE}, is {}.",
                verdict(of_lucene <= AIM_LUCENE)
            );
        }
    }
    println!();
}
