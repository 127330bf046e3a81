//! What searches cost of each kind, one after the other and on two threads.
//!
//! No question is answered out of what was kept of it: before each round the nodes forget what
//! they answered, and the engines are opened anew.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::thread;
use std::time::Instant;

use digest::cluster::Client;
use digest::search::SearchEngine;
use rand::prelude::*;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::asked::{Asked, forget};
use super::folder::Folder;
use super::machine::watched;
use super::nori::Nori;
use super::ours::Ours;
use super::questions::{Kind, Question};
use super::samples::{NOTHING, Samples, Table, grouped, millis, seconds_of, three_digits, times};

/// Who answers, as a table names them.
pub const OURS: &str = "digest, on the cluster";
pub const NORI: &str = "nori, on the cluster";
pub const FOLDER: &str = "digest, in a folder";

const THREADS: usize = 2;

/// What nodes are told to take where they refuse queries as they come.
const MOST_CLAUSES: u64 = 500_000;

/// A word that no text has, which has the words of an index opened.
const NOWHERE: &str = "쀍쭳뾟";

/// Lets the nodes take queries of more clauses than they take as they come, and tells it.
pub fn take_larger_queries(client: &Client) {
    let setting = json!({"persistent": {"indices.query.bool.max_clause_count": MOST_CLAUSES}});
    let set = client.put("/_cluster/settings", &setting);
    set.expect("the nodes take the setting");
    println!(
        "From here on with `indices.query.bool.max_clause_count` at {}.\n",
        grouped(MOST_CLAUSES)
    );
}

/// What is asked.
pub struct Searches<'a> {
    pub client: &'a Client,
    pub ours: Option<&'a Ours>,
    pub nori: Option<&'a Nori>,
    pub folder: Option<&'a Folder>,
    /// The process ids of the nodes.
    pub nodes: &'a [u32],
}

/// Those who answer, for one round.
struct Answering<'a> {
    ours: Option<SearchEngine>,
    nori: Option<&'a Nori>,
    folder: Option<SearchEngine>,
}

impl Answering<'_> {
    fn all(&self) -> impl Iterator<Item = &'static str> {
        let ours = self.ours.as_ref().map(|_| OURS);
        let nori = self.nori.map(|_| NORI);
        let folder = self.folder.as_ref().map(|_| FOLDER);
        [ours, nori, folder].into_iter().flatten()
    }

    fn ask(&self, who: &str, question: &Question) {
        if let Err(refusal) = self.asked(who, question) {
            panic!("{}: {refusal}", question.text());
        }
    }

    /// Asks, and tells where it is refused.
    fn asked(&self, who: &str, question: &Question) -> Result<(), String> {
        let engine = match who {
            NORI => {
                let nori = self.nori.expect("nori is measured");
                black_box(nori.search(question));
                return Ok(());
            }
            OURS => &self.ours,
            _ => &self.folder,
        };
        let engine = engine.as_ref().expect("it is measured");
        let hits = engine.search(&question.text(), &question.options());
        let hits = hits.map_err(|error| format!("{error:#}"))?;
        assert!(!hits.hits.is_empty(), "{}", question.text());
        black_box(hits);
        Ok(())
    }
}

impl Searches<'_> {
    /// All who answer, with nothing kept of earlier answers. How long ours took to open.
    fn answering(&self) -> (Answering<'_>, f64, f64) {
        forget(self.client);
        let started = Instant::now();
        let ours = self.ours.map(Ours::engine);
        let opened = seconds_of(started.elapsed());
        let folder = self.folder.map(Folder::engine);
        let mut words = 0.0;
        if let Some(engine) = &ours {
            let started = Instant::now();
            let hits = engine.search(NOWHERE, &Default::default());
            black_box(hits.expect("a search"));
            words = seconds_of(started.elapsed());
        }
        if let Some(engine) = &folder {
            black_box(
                engine
                    .search(NOWHERE, &Default::default())
                    .expect("a search"),
            );
        }
        let answering = Answering {
            ours,
            nori: self.nori,
            folder,
        };
        (answering, opened, words)
    }

    pub fn print(&self, questions: &[Question], of_a_kind: usize, rounds: u32) {
        let mut asked = Vec::new();
        for kind in Kind::ALL {
            let of_kind = questions.iter().filter(|question| question.kind == kind);
            asked.extend(of_kind.take(of_a_kind.max(1)));
        }
        eprintln!("searching …");
        self.leave_out_refused(&mut asked);
        self.print_requests(&asked);
        self.print_times(&asked, rounds);
        self.print_rates(&asked);
    }

    /// Asks all once, so long the nodes get fast, and tells what is refused. Where something is,
    /// the nodes are told to take larger queries; what they refuse then is left out for all.
    fn leave_out_refused(&self, questions: &mut Vec<&Question>) {
        let refused = self.refused(questions);
        if refused.is_empty() {
            return;
        }
        take_larger_queries(self.client);
        let refused = self.refused(&refused);
        questions.retain(|question| {
            let is_refused = |other: &&Question| std::ptr::eq(*other, *question);
            !refused.iter().any(is_refused)
        });
    }

    /// Those that somebody refuses.
    fn refused<'q>(&self, questions: &[&'q Question]) -> Vec<&'q Question> {
        let (answering, ..) = self.answering();
        let mut told: BTreeMap<(&str, &str), (usize, String)> = BTreeMap::new();
        let mut refused = Vec::new();
        for question in questions {
            let before = refused.len();
            for who in answering.all() {
                if let Err(refusal) = answering.asked(who, question) {
                    let first = format!("`{}`: {refusal}", question.text());
                    let entry = told.entry((who, question.kind.title()));
                    entry.or_insert((0, first)).0 += 1;
                    refused.truncate(before);
                    refused.push(*question);
                }
            }
        }
        for ((who, kind), (count, first)) in told {
            println!("{who} refused {count} of the queries for {kind}, such as {first}\n");
        }
        refused
    }

    /// Asks all once, kind by kind.
    fn print_requests(&self, questions: &[&Question]) {
        let (answering, opened, words) = self.answering();
        let who: Vec<&str> = answering.all().filter(|who| *who != FOLDER).collect();
        let mut heads = vec!["A search".to_owned()];
        for who in &who {
            heads.push(format!("requests of {who}"));
            heads.push("searches of a shard".to_owned());
        }
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let mut table = Table::new(&heads);
        for kind in Kind::ALL {
            let of_kind: Vec<&&Question> = questions
                .iter()
                .filter(|question| question.kind == kind)
                .collect();
            if of_kind.is_empty() {
                continue;
            }
            let mut cells = vec![kind.title().to_owned()];
            for who in &who {
                let before = Asked::by_now(self.client);
                for question in &of_kind {
                    answering.ask(who, question);
                }
                let count = Asked::by_now(self.client).since(before);
                let each = |count: u64| three_digits(count as f64 / of_kind.len() as f64);
                cells.push(each(count.requests));
                cells.push(each(count.of_shards));
            }
            if answering.folder.is_some() {
                for question in &of_kind {
                    answering.ask(FOLDER, question);
                }
            }
            table.row(cells);
        }
        println!("{table}");
        if self.ours.is_some() {
            println!(
                "{OURS}: opening took {}, and the first word that is found nowhere {}.\n",
                millis(opened),
                millis(words)
            );
        }
    }

    fn print_times(&self, questions: &[&Question], rounds: u32) {
        let mut all: BTreeMap<(&str, Kind), Vec<f64>> = BTreeMap::new();
        let mut order = questions.to_vec();
        let mut rng = ChaCha8Rng::seed_from_u64(rounds.into());
        let mut who = Vec::new();
        for _ in 0..rounds {
            let (answering, ..) = self.answering();
            who = answering.all().collect();
            order.shuffle(&mut rng);
            for question in &order {
                for who in answering.all() {
                    let started = Instant::now();
                    answering.ask(who, question);
                    let time = seconds_of(started.elapsed());
                    all.entry((who, question.kind)).or_default().push(time);
                }
            }
        }
        let mut heads: Vec<String> = vec!["One thread".to_owned()];
        for who in &who {
            heads.push(format!("{who}: median"));
            heads.push("99% within".to_owned());
        }
        heads.extend(who.iter().skip(1).map(|who| format!("digest, of {who}")));
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let mut table = Table::new(&heads);
        let mut row = |title: &str, kinds: &[Kind]| {
            let of = |who: &'static str| -> Samples {
                let times = kinds.iter().filter_map(|kind| all.get(&(who, *kind)));
                times.flatten().copied().collect()
            };
            let samples: Vec<Samples> = who.iter().map(|who| of(who)).collect();
            let mut cells = vec![title.to_owned()];
            for samples in &samples {
                cells.push(millis(samples.median()));
                cells.push(millis(samples.percentile(99)));
            }
            let first = samples.first().map_or(0.0, Samples::median);
            let ratios = samples.iter().skip(1);
            cells.extend(ratios.map(|samples| times(first, samples.median())));
            table.row(cells);
        };
        for kind in Kind::ALL {
            if order.iter().any(|question| question.kind == kind) {
                row(kind.title(), &[kind]);
            }
        }
        row("all kinds", &Kind::ALL);
        println!("{table}");
    }

    /// How many are answered a second, and what each takes of processors.
    fn print_rates(&self, questions: &[&Question]) {
        let mut table = Table::new(&[
            "Two threads, all kinds",
            "searches a second",
            "of digest's on the cluster",
            "processors of the client, a search",
            "of the nodes, a search",
            "memory of the client, MiB",
            "of each node, MiB",
        ]);
        let mut order = questions.to_vec();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(1));
        let mut first = None;
        let (answering, ..) = self.answering();
        for who in answering.all() {
            forget(self.client);
            let (answering, ..) = self.answering();
            let ask = || {
                thread::scope(|scope| {
                    for number in 0..THREADS {
                        let (answering, order) = (&answering, &order);
                        scope.spawn(move || {
                            for question in order.iter().skip(number).step_by(THREADS) {
                                answering.ask(who, question);
                            }
                        });
                    }
                });
            };
            let ((), phase) = watched(self.nodes, ask);
            let count = order.len() as f64;
            let rate = count / phase.wall;
            let of_first = *first.get_or_insert(rate);
            table.row([
                who.to_owned(),
                three_digits(rate),
                times(rate, of_first),
                millis(phase.own.cpu / count),
                match who {
                    FOLDER => NOTHING.to_owned(),
                    _ => millis(phase.nodes_cpu() / count),
                },
                super::samples::mib(phase.own.peak_bytes as f64),
                phase.node_peaks(),
            ]);
        }
        println!("{table}");
    }
}
