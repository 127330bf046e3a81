//! What queries cost in a process that stays, by their kind, beside the peers.
//!
//! What is in this process answers in turn, query by query; the peers' processes run
//! between the rounds.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::thread;
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
const LUCENE_WARM_UP: usize = 10;

/// Rounds of Lucene for each of ours: it gets fast only by and by.
const LUCENE_ROUNDS: usize = 3;

/// How long each throughput is measured at least, in rounds of all queries.
const THROUGHPUT_ROUNDS: usize = 5;

/// What a plain query may cost beside bare tantivy fed the same morphemes, and beside
/// Lucene, at the median; and the slowest of a hundred beside the median.
const AIM_FLOOR: f64 = 4.0;
const AIM_LUCENE: f64 = 0.5;
const AIM_TAIL: f64 = 5.0;

/// Who answers, as a table names them.
const ENGINE: &str = "digest";
const BATCH: &str = "digest --batch";
const FLOOR: &str = "tantivy, same morphemes";
const DEFAULT: &str = "tantivy, default";

pub struct Settings {
    pub sizes: Vec<usize>,
    pub rounds: usize,
    pub peers: bool,
}

pub fn run(settings: &Settings) {
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
        place.print_throughput();
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
struct Place {
    digest: Digest,
    engine: SearchEngine,
    floor: Floor,
    default: Floor,
    peers: Vec<(Peer, PathBuf)>,
    questions: Vec<Question>,
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

    fn queries_file(&self, questions: &[Question]) -> PathBuf {
        let file = self.folder.path().join("queries.jsonl");
        let lines: Vec<String> = questions.iter().map(Question::line).collect();
        fs::write(&file, lines.join("\n") + "\n").expect("a file of queries");
        file
    }

    /// Queries a second on all cores: of the kinds that all can answer.
    fn print_throughput(&self) {
        let questions: Vec<Question> = self
            .questions
            .iter()
            .filter(|question| question.kind != Kind::Typo)
            .cloned()
            .collect();
        let threads = cores();
        let mut rates = vec![(BATCH, self.batch_rate(&questions, threads))];
        for (who, floor) in [(FLOOR, &self.floor), (DEFAULT, &self.default)] {
            let ask = |question: &Question| {
                std::hint::black_box(floor.search(question).expect("a search"));
            };
            rates.push((who, rate(&questions, threads, ask)));
        }
        let queries = self.queries_file(&questions);
        for (peer, index) in &self.peers {
            let rounds = match peer {
                Peer::Lucene => THROUGHPUT_ROUNDS * LUCENE_ROUNDS + LUCENE_WARM_UP,
                Peer::Trigram | Peer::Unicode61 => 1,
            };
            let lines = peer.warm(index, &queries, threads.max(2), rounds);
            let rate = lines.iter().find_map(|line| line.queries_a_second());
            rates.push((peer.name(), rate.expect("a rate")));
        }
        let mut table = Table::new(&[
            "All kinds but mistyped words",
            "digest answers",
            "queries a second",
        ]);
        for (who, rate) in &rates {
            table.row([
                (*who).to_owned(),
                times(rates[0].1, *rate),
                grouped(*rate as u64),
            ]);
        }
        println!("On {threads} threads\n");
        println!("{table}");
    }

    /// As many processes as threads, each asked one query at a time.
    fn batch_rate(&self, questions: &[Question], threads: usize) -> f64 {
        let digest = &self.digest;
        let started = Instant::now();
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let mut batches = Batches::start(digest);
                    for question in questions
                        .iter()
                        .cycle()
                        .take(questions.len() * THROUGHPUT_ROUNDS)
                    {
                        batches.of(question.kind).ask(&question.text());
                    }
                });
            }
        });
        let queries = questions.len() * THROUGHPUT_ROUNDS * threads;
        queries as f64 / seconds_of(started.elapsed())
    }
}

/// How many queries a second threads answer that share what they ask.
fn rate(questions: &[Question], threads: usize, ask: impl Fn(&Question) + Sync) -> f64 {
    let total = questions.len() * THROUGHPUT_ROUNDS;
    let started = Instant::now();
    thread::scope(|scope| {
        for thread in 0..threads {
            let ask = &ask;
            scope.spawn(move || {
                for number in (thread..total).step_by(threads) {
                    ask(&questions[number % questions.len()]);
                }
            });
        }
    });
    total as f64 / seconds_of(started.elapsed())
}

/// The processes of `digest search --batch`: its order of hits is a flag.
struct Batches {
    best_first: Batch,
    newest_first: Batch,
}

impl Batches {
    fn start(digest: &Digest) -> Self {
        Batches {
            best_first: digest.batch(&[]),
            newest_first: digest.batch(&["--sort=-date"]),
        }
    }

    fn of(&mut self, kind: Kind) -> &mut Batch {
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
        let absolute = |who| {
            measured
                .median(who, kind)
                .map_or(NOTHING.to_owned(), micros)
        };
        let all = [BATCH].into_iter().chain(others.iter().copied());
        medians.row([title()].into_iter().chain(all.map(absolute)));
    }
    println!("{ratios}\n{tails}\n{medians}");
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
