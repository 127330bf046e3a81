//! How many queries a second are answered on all cores.
//!
//! The kinds that all can answer, so no mistyped words. Each thread takes every so manyth
//! query; a process that answers one at a time is started once for each.

use std::hint::black_box;
use std::thread;
use std::time::Instant;

use super::cores;
use super::peers::{Peer, Snippets};
use super::program::Digest;
use super::questions::{Kind, Question};
use super::samples::{Table, grouped, seconds_of, times, verdict};
use super::shared_engine;
use super::warm::{BATCH, Batches, DEFAULT, ENGINE, FLOOR, LUCENE_ROUNDS, LUCENE_WARM_UP, Place};

/// How often all queries are answered. The JVM needs more until it is fast; a peer that
/// reads all articles for a query needs no more than one.
const ROUNDS: usize = 3;

/// How many queries shall be answered while Lucene answers one.
const AIM_LUCENE: f64 = 2.0;

pub fn print(place: &Place) {
    // The peers tell no rate for one thread.
    let threads = cores().max(2);
    let questions = place.questions.iter();
    let questions: Vec<Question> = questions
        .filter(|question| question.kind != Kind::Typo)
        .cloned()
        .collect();
    let ask_engine = |question: &Question| shared_engine::ask(&place.engine, question);
    let mut rates = vec![
        (ENGINE, rate(&questions, threads, ask_engine)),
        (BATCH, batch_rate(&place.digest, &questions, threads)),
    ];
    for (who, floor) in [(FLOOR, &place.floor), (DEFAULT, &place.default)] {
        let ask = |question: &Question| {
            black_box(floor.search(question).expect("a search"));
        };
        rates.push((who, rate(&questions, threads, ask)));
    }
    let queries = place.queries_file(&questions);
    for (peer, index) in &place.peers {
        let rounds = match peer {
            Peer::Lucene => ROUNDS * LUCENE_ROUNDS + LUCENE_WARM_UP,
            Peer::Trigram | Peer::Unicode61 => 1,
        };
        let lines = peer.warm(&index.folder, &queries, threads, rounds, Snippets::Shown);
        let rate = lines.iter().find_map(|line| line.queries_a_second());
        rates.push((peer.name(), rate.expect("a rate")));
    }
    let mut table = Table::new(&[
        "All kinds but mistyped words",
        "digest answers",
        "queries a second",
    ]);
    let (_, own) = rates[0];
    for (who, rate) in &rates {
        table.row([(*who).to_owned(), times(own, *rate), grouped(*rate as u64)]);
    }
    println!("{threads} threads\n\n{table}");
    let lucene = rates.iter().find(|(who, _)| *who == Peer::Lucene.name());
    if let Some((who, rate)) = lucene {
        println!(
            "- {} the queries a second of {who}; the aim, at least {AIM_LUCENE}, is {}.",
            times(own, *rate),
            verdict(own / rate >= AIM_LUCENE)
        );
    }
}

/// How many queries a second threads answer that share what they ask.
fn rate(questions: &[Question], threads: usize, ask: impl Fn(&Question) + Sync) -> f64 {
    let total = questions.len() * ROUNDS;
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

/// As many processes of `digest search --batch` as threads. They are started before.
fn batch_rate(digest: &Digest, questions: &[Question], threads: usize) -> f64 {
    let mut processes: Vec<Batches> = (0..threads).map(|_| Batches::start(digest)).collect();
    for batches in &mut processes {
        for kind in [Kind::Word, Kind::ByDate] {
            batches.of(kind).ask(&questions[0].text());
        }
    }
    let total = questions.len() * ROUNDS;
    let started = Instant::now();
    thread::scope(|scope| {
        for (thread, batches) in processes.iter_mut().enumerate() {
            scope.spawn(move || {
                for number in (thread..total).step_by(threads) {
                    let question = &questions[number % questions.len()];
                    batches.of(question.kind).ask(&question.text());
                }
            });
        }
    });
    total as f64 / seconds_of(started.elapsed())
}
