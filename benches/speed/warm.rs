//! What queries cost in a process that stays, by their kind, beside the peers.
//!
//! What is in this process answers in turn, query by query; the peers' processes run
//! between the rounds.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use digest::search::SearchEngine;
use rand::prelude::*;
use rand_chacha::ChaCha8Rng;

use super::cores;
use super::corpora::{Corpus, KeptIndex, lexicon, temporary_folder};
use super::floor::{Floor, Terms};
use super::lexicon::Lexicon;
use super::peers::{Peer, Snippets};
use super::program::{Batch, Digest};
use super::questions::{Kind, OF_A_KIND, Question, Questioner};
use super::samples::{NOTHING, Samples, Table, grouped, micros, seconds_of, times, verdict};
use super::stopwatch::Stopwatch;

/// Rounds of a peer that are not counted: the JVM compiles meanwhile.
pub const LUCENE_WARM_UP: usize = 10;

/// Rounds of Lucene for each of ours: it gets fast only by and by.
pub const LUCENE_ROUNDS: usize = 3;

/// What queries may cost beside bare tantivy fed the same morphemes, and beside Lucene, at
/// the median; and the slowest of a hundred of all kinds beside their median.
const AIMS_FLOOR: [(Kind, f64); 2] = [(Kind::Word, 4.0), (Kind::ThreeWords, 4.0)];
const AIMS_LUCENE: [(Kind, f64); 5] = [
    (Kind::Word, 0.5),
    (Kind::ThreeWords, 0.5),
    (Kind::EightWords, 0.5),
    (Kind::Prefix, 1.0),
    (Kind::Since, 0.5),
];
const AIM_TAIL: f64 = 5.0;

/// The kinds that all can answer, asked in any order.
const MIXED: &str = "all but mistyped words, mixed";

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
        let rounds = settings.rounds(*size);
        let times = place.measure(rounds);
        println!(
            "\n### {} articles\n\n{OF_A_KIND} queries of each kind, {rounds} times; one thread, {} cores\n",
            grouped(*size as u64),
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

    /// The times of all kinds that all can answer.
    fn mixed(&self, who: &'static str) -> Option<Samples> {
        let times = self
            .0
            .iter()
            .filter(|((by, kind), _)| *by == who && *kind != Kind::Typo);
        let times: Vec<f64> = times.flat_map(|(_, times)| times).copied().collect();
        (!times.is_empty()).then(|| times.into_iter().collect())
    }

    /// Those of a row of a table.
    fn of_row(&self, who: &'static str, row: Row) -> Option<Samples> {
        match row {
            Row::Kind(kind) => self.of(who, kind),
            Row::Mixed => self.mixed(who),
        }
    }
}

/// What a row of a table is of.
#[derive(Clone, Copy)]
enum Row {
    Kind(Kind),
    Mixed,
}

impl Row {
    fn all() -> impl Iterator<Item = Row> {
        Kind::ALL.into_iter().map(Row::Kind).chain([Row::Mixed])
    }

    fn title(self) -> &'static str {
        match self {
            Row::Kind(kind) => kind.title(),
            Row::Mixed => MIXED,
        }
    }
}

/// A corpus, indexed by all, with its queries.
pub struct Place {
    pub digest: Digest,
    pub engine: SearchEngine,
    pub floor: Floor,
    pub default: Floor,
    pub peers: Vec<(Peer, KeptIndex)>,
    pub questions: Vec<Question>,
    folder: tempfile::TempDir,
}

impl Place {
    fn new(stopwatch: &mut Stopwatch, lexicon: &Lexicon, corpus: &Corpus, peers: bool) -> Self {
        let digest = Digest::of(stopwatch, corpus);
        let engine = digest.engine();
        let morphemes = Terms::Morphemes(engine.analyzer().clone());
        let floor = Floor::of(corpus, morphemes).expect("an index");
        let default = Floor::of(corpus, Terms::Default).expect("an index");
        let folder = temporary_folder();
        let peers = if peers { &Peer::ALL[..] } else { &[] };
        let peers = peers
            .iter()
            .map(|&peer| (peer, peer.index_of(stopwatch, corpus)));
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
        // Kinds come in any order, as people ask.
        let mut questions: Vec<&Question> = self.questions.iter().collect();
        let mut rng = ChaCha8Rng::seed_from_u64(rounds as u64);
        // The first round brings pages into memory, and is not counted.
        self.ask_all(&questions, &mut batches, &mut Times::default());
        for _ in 0..rounds {
            questions.shuffle(&mut rng);
            self.ask_all(&questions, &mut batches, &mut times);
        }
        drop(batches);
        let queries = self.queries_file(&self.questions);
        for (peer, index) in &self.peers {
            let (warm_up, rounds) = match peer {
                Peer::Lucene => (LUCENE_WARM_UP, rounds * LUCENE_ROUNDS),
                Peer::Trigram | Peer::Unicode61 => (0, 1),
            };
            eprintln!("{} …", peer.name());
            let rounds = warm_up + rounds;
            for line in peer.warm(&index.folder, &queries, 1, rounds, Snippets::Shown) {
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
    fn ask_all(&self, questions: &[&Question], batches: &mut Batches, times: &mut Times) {
        for question in questions {
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
    for row in Row::all() {
        let own = measured.of_row(ENGINE, row).expect("digest was measured");
        let title = || row.title().to_owned();
        tails.row([
            title(),
            times(own.percentile(99), own.median()),
            micros(own.median()),
            micros(own.percentile(95)),
            micros(own.percentile(99)),
        ]);
        let of = |who| {
            let of_it = measured.of_row(who, row);
            of_it.map_or(NOTHING.to_owned(), |of_it| {
                times(own.median(), of_it.median())
            })
        };
        ratios.row(
            [title()]
                .into_iter()
                .chain(others.iter().map(|who| of(who))),
        );
        for (table, percent) in [(&mut medians, 50), (&mut slowest, 99)] {
            let all = [BATCH].into_iter().chain(others.iter().copied());
            let cells = all.map(|who| {
                let times = measured.of_row(who, row);
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
    let of = |who: &'static str, aims: &[(Kind, f64)], name: &str| {
        for (kind, aim) in aims {
            let own = measured.median(ENGINE, *kind);
            let Some((own, of_it)) = own.zip(measured.median(who, *kind)) else {
                continue;
            };
            let ratio = own / of_it;
            println!(
                "- {}: {} of {name}; the aim, at most {aim}, is {}.",
                kind.title(),
                times(own, of_it),
                verdict(ratio <= *aim)
            );
        }
    };
    of(FLOOR, &AIMS_FLOOR, "bare tantivy fed the same morphemes");
    of(Peer::Lucene.name(), &AIMS_LUCENE, "Lucene with nori");
    let mixed = measured.mixed(ENGINE).expect("digest was measured");
    let tail = mixed.percentile(99) / mixed.median();
    println!(
        "- {MIXED}: 99% within {tail:.2} medians; the aim, {AIM_TAIL}, is {}.\n",
        verdict(tail <= AIM_TAIL)
    );
}
