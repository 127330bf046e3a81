//! What a page of ten hits costs beside its ranking alone: what is read, cut and marked of
//! documents that were found already, short ones and long ones.
//!
//! Each query is asked three ways in turn: with passages, with the title's marks alone, as
//! `--snippets 0` has it, and for nothing but the ranking. Peers answer with their snippets
//! and without.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use digest::search::{SearchEngine, SearchOptions, Show};
use rand::prelude::*;
use rand_chacha::ChaCha8Rng;

use super::articles::Shape;
use super::cores;
use super::corpora::{Corpus, lexicon, temporary_folder};
use super::lexicon::Lexicon;
use super::peers::{Peer, Snippets};
use super::program::Digest;
use super::questions::{Kind, OF_A_KIND, Question, Questioner};
use super::samples::{NOTHING, Samples, Table, grouped, micros, seconds_of, times, verdict};
use super::stopwatch::Stopwatch;

/// The characters of the longest articles.
pub const LONGEST: usize = 100_000;

/// How long articles are, in characters, and what a table calls them. All corpora have as
/// many characters.
const LENGTHS: [(usize, &str); 3] = [
    (500, "passages"),
    (10_000, "long"),
    (LONGEST, "as long as a book"),
];

const KINDS: [Kind; 3] = [Kind::Word, Kind::ThreeWords, Kind::EightWords];

/// What a page may cost of its ranking alone, at the median.
const AIM: f64 = 1.5;

/// Rounds of Lucene before those that count: the JVM compiles meanwhile.
const LUCENE_WARM_UP: usize = 5;

pub struct Settings {
    /// How many characters each corpus has.
    pub characters: usize,
    /// How often each is measured.
    pub rounds: usize,
    /// Whether the programs of others are measured too.
    pub peers: bool,
}

/// How much of a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Page,
    TitleMarks,
    Ranking,
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Digest(Asked),
    /// One of the peers, by its place, and whether with snippets.
    Peer(usize, bool),
}

/// The times of a corpus, by kind and who answered.
type Times = BTreeMap<(Kind, Who), Vec<f64>>;

impl Asked {
    const ALL: [Asked; 3] = [Asked::Page, Asked::TitleMarks, Asked::Ranking];

    fn options(self) -> SearchOptions {
        let options = SearchOptions::default();
        let show = match self {
            Asked::Page => options.show,
            Asked::TitleMarks => Show::TitleMarks,
            Asked::Ranking => Show::Nothing,
        };
        SearchOptions { show, ..options }
    }
}

pub fn run(settings: &Settings) {
    let mut stopwatch = Stopwatch::start();
    let lexicon = lexicon();
    let mut pages = Table::new(&[
        "Articles",
        "Characters of each",
        "Query",
        "page of ranking alone",
        "page of `--snippets 0`",
        "page",
        "`--snippets 0`",
        "ranking alone",
    ]);
    let mut heads = vec!["Characters of each".to_owned(), "Query".to_owned()];
    heads.extend(["digest, page", "digest, ranking alone"].map(str::to_owned));
    for peer in Peer::ALL {
        heads.extend([format!("{}, snippets", peer.name()), "none".to_owned()]);
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut beside = Table::new(&heads);
    let mut verdicts = Vec::new();
    for (length, name) in LENGTHS {
        let articles = settings.characters / length;
        let corpus = Corpus::made_of(Shape::Long(length), articles);
        let times = measure(&mut stopwatch, &lexicon, &corpus, settings);
        for kind in KINDS {
            let median = |who| {
                let times = times.get(&(kind, who))?;
                Some(times.iter().copied().collect::<Samples>().median())
            };
            let [page, title_marks, ranking] =
                Asked::ALL.map(|asked| median(Who::Digest(asked)).expect("digest was measured"));
            let query = kind.title().to_owned();
            pages.row([
                grouped(articles as u64),
                grouped(length as u64),
                query.clone(),
                self::times(page, ranking),
                self::times(page, title_marks),
                micros(page),
                micros(title_marks),
                micros(ranking),
            ]);
            let mut row = vec![grouped(length as u64), query];
            row.extend([page, ranking].map(micros));
            for place in 0..Peer::ALL.len() {
                row.extend([true, false].map(|is_shown| {
                    let median = median(Who::Peer(place, is_shown));
                    median.map_or(NOTHING.to_owned(), micros)
                }));
            }
            beside.row(row);
            verdicts.push(format!(
                "- {} characters ({name}), {}: {:.2} times its ranking; the aim, at most {AIM}, is {}.",
                grouped(length as u64),
                kind.title(),
                page / ranking,
                verdict(page <= AIM * ranking)
            ));
        }
    }
    println!(
        "A page of ten, {} characters in each corpus; {OF_A_KIND} queries of each kind, {} times, \
         medians; one thread, {} cores\n",
        grouped(settings.characters as u64),
        settings.rounds,
        cores()
    );
    println!("{pages}");
    println!("{}\n", verdicts.join("\n"));
    if settings.peers {
        println!("Beside the peers, with their snippets and without\n\n{beside}");
    }
}

fn measure(
    stopwatch: &mut Stopwatch,
    lexicon: &Lexicon,
    corpus: &Corpus,
    settings: &Settings,
) -> Times {
    let digest = Digest::of(stopwatch, corpus);
    let engine = digest.engine();
    let questions = Questioner::new(lexicon, corpus, &engine).of_kinds(&KINDS);
    let mut times = Times::new();
    ask_digest(&engine, &questions, settings.rounds, &mut times);
    if settings.peers {
        let folder = temporary_folder();
        let file = folder.path().join("queries.jsonl");
        let lines: Vec<String> = questions.iter().map(Question::line).collect();
        fs::write(&file, lines.join("\n") + "\n").expect("a file of queries");
        for (place, peer) in Peer::ALL.into_iter().enumerate() {
            let index = peer.index_of(stopwatch, corpus);
            eprintln!("{} …", peer.name());
            let (warm_up, rounds) = match peer {
                Peer::Lucene => (LUCENE_WARM_UP, settings.rounds),
                // They answer as fast from the first on, and some slowly.
                Peer::Trigram | Peer::Unicode61 => (0, 1),
            };
            for (is_shown, snippets) in [(true, Snippets::Shown), (false, Snippets::LeftOut)] {
                let lines = peer.warm(&index.folder, &file, 1, warm_up + rounds, snippets);
                for line in lines {
                    let kind = KINDS
                        .into_iter()
                        .find(|kind| line.kind.as_deref() == Some(kind.name()))
                        .expect("a kind");
                    let of_it = times.entry((kind, Who::Peer(place, is_shown))).or_default();
                    of_it.extend(line.times(warm_up * OF_A_KIND));
                }
            }
        }
    }
    times
}

/// Asks each query the three ways, in an order that is another each time.
fn ask_digest(engine: &SearchEngine, questions: &[Question], rounds: usize, times: &mut Times) {
    let ways = Asked::ALL.map(|asked| (asked, asked.options()));
    let mut order: Vec<(&Question, usize)> = questions
        .iter()
        .flat_map(|question| (0..ways.len()).map(move |way| (question, way)))
        .collect();
    let mut rng = ChaCha8Rng::seed_from_u64(rounds as u64);
    for round in 0..=rounds {
        order.shuffle(&mut rng);
        for &(question, way) in &order {
            let (asked, options) = &ways[way];
            let text = question.text();
            let started = Instant::now();
            let hits = engine.search(&text, options).expect("a search");
            let time = seconds_of(started.elapsed());
            assert!(!hits.hits.is_empty(), "{text}");
            // The first round brings pages into memory.
            if round > 0 {
                let of_it = times
                    .entry((question.kind, Who::Digest(*asked)))
                    .or_default();
                of_it.push(time);
            }
        }
    }
}
