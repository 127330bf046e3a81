//! How each cost grows with the corpus: from a thousand articles to a million.
//!
//! The exponent of each is fitted by least squares on the logarithms: 1 is as the corpus
//! grows, 0 is not at all. `benches/growth.svg` is drawn of the same numbers.

use std::fs;
use std::time::Instant;

use super::chart::{self, Line};
use super::cores;
use super::corpora::{Corpus, lexicon, remove_made};
use super::lexicon::Lexicon;
use super::program::Digest;
use super::questions::{Kind, Questioner};
use super::samples::{
    Samples, Table, grouped, mib, micros, millis, seconds_of, three_digits, verdict,
};
use super::stopwatch::{Run, Stopwatch, Task};

pub const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// A corpus of more articles is made again each time: it takes a gigabyte.
const LARGEST_KEPT: usize = 200_000;

/// A run of the index over more articles is measured once.
const LARGEST_REPEATED: usize = 10_000;
const INDEX_ROUNDS: usize = 3;

const CHART: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/growth.svg");

/// What the exponents shall not exceed, or stay below, and what a search may take of
/// memory however large the corpus is.
const AIM_INDEXING: f64 = 1.05;
const AIM_SEARCH: f64 = 1.0;
const AIM_SEARCH_BYTES: f64 = 200e6;

/// How a measure is written.
type Written = fn(f64) -> String;

/// What is measured at each size, with its name and how it is written.
const MEASURES: [(&str, Written); 7] = [
    ("a search process", millis),
    ("a word, warm", micros),
    ("indexing", |seconds| format!("{} s", three_digits(seconds))),
    ("indexing, of processors", |seconds| {
        format!("{} s", three_digits(seconds))
    }),
    ("peak memory of indexing", |bytes| {
        format!("{} MiB", mib(bytes))
    }),
    ("peak memory of a search", |bytes| {
        format!("{} MiB", mib(bytes))
    }),
    ("size of the index", |bytes| format!("{} MiB", mib(bytes))),
];
const COLD: usize = 0;
const WARM: usize = 1;
const INDEXING: usize = 2;
const SEARCH_PEAK: usize = 5;

pub struct Settings {
    pub up_to: usize,
    pub rounds: usize,
}

/// The measures at one size, in the order of `MEASURES`.
struct Point {
    articles: usize,
    values: [f64; 7],
}

pub fn run(settings: &Settings) {
    let mut stopwatch = Stopwatch::start();
    let lexicon = lexicon();
    let sizes = SIZES.into_iter().filter(|size| *size <= settings.up_to);
    let points: Vec<Point> = sizes
        .map(|size| Point::measure(&mut stopwatch, &lexicon, size, settings.rounds))
        .collect();
    let exponents = MEASURES.iter().enumerate().map(|(measure, _)| {
        let values = points
            .iter()
            .map(|point| (point.articles as f64, point.values[measure]));
        exponent(values)
    });
    let exponents: Vec<f64> = exponents.collect();
    print_table(&points, &exponents);
    print_aims(&points, &exponents);
    let lines: Vec<Line> = MEASURES
        .iter()
        .enumerate()
        .map(|(measure, (name, written))| Line {
            name,
            first: written(points[0].values[measure]),
            last: written(points[points.len() - 1].values[measure]),
            exponent: exponents[measure],
            points: points
                .iter()
                .map(|point| {
                    let growth = point.values[measure] / points[0].values[measure];
                    (point.articles as f64, growth)
                })
                .collect(),
        })
        .collect();
    fs::write(CHART, chart::svg(&lines)).expect("the chart is written");
    println!("Drawn in benches/growth.svg.");
}

impl Point {
    fn measure(
        stopwatch: &mut Stopwatch,
        lexicon: &Lexicon,
        articles: usize,
        rounds: usize,
    ) -> Self {
        eprintln!("{} articles …", grouped(articles as u64));
        let corpus = Corpus::made(articles);
        let index_rounds = if articles <= LARGEST_REPEATED {
            INDEX_ROUNDS
        } else {
            1
        };
        let mut indexed: Vec<(Digest, Run)> = Vec::new();
        for _ in 0..index_rounds {
            indexed.push(Digest::index(stopwatch, &corpus, None));
        }
        let (digest, _) = &indexed[0];
        let engine = digest.engine();
        let mut questioner = Questioner::new(lexicon, &corpus, &engine);
        let rare = questioner.rare_word();
        let words = questioner.of_kind(Kind::Word);
        let task = Task::new(digest.argv("search", &[&rare, "--json"]));
        // The first brings the pages into memory.
        stopwatch.run(&task);
        let searches: Vec<Run> = (0..rounds).map(|_| stopwatch.run(&task)).collect();
        // A common word reads more than a rare one.
        let common = questioner.common_word();
        let task = Task::new(digest.argv("search", &[&common, "--json"]));
        let common = stopwatch.run(&task);
        let mut warm = Vec::new();
        for round in 0..=rounds {
            for question in &words {
                let (text, options) = (question.text(), question.options());
                let started = Instant::now();
                engine.search(&text, &options).expect("a search");
                if round > 0 {
                    warm.push(seconds_of(started.elapsed()));
                }
            }
        }
        let median = |values: &mut dyn Iterator<Item = f64>| values.collect::<Samples>().median();
        let runs = || indexed.iter().map(|(_, run)| run);
        let values = [
            median(&mut searches.iter().map(|run| seconds_of(run.wall))),
            median(&mut warm.into_iter()),
            median(&mut runs().map(|run| seconds_of(run.wall))),
            median(&mut runs().map(|run| seconds_of(run.user + run.system))),
            median(&mut runs().map(|run| run.peak_bytes as f64)),
            searches
                .iter()
                .chain([&common])
                .map(|run| run.peak_bytes)
                .max()
                .unwrap_or(0) as f64,
            digest.index_bytes() as f64,
        ];
        drop(engine);
        drop(indexed);
        if articles > LARGEST_KEPT {
            remove_made(articles);
        }
        Point { articles, values }
    }
}

/// The slope of the logarithms, by least squares.
fn exponent(points: impl Iterator<Item = (f64, f64)>) -> f64 {
    let logarithms: Vec<(f64, f64)> = points.map(|(x, y)| (x.ln(), y.ln())).collect();
    let count = logarithms.len() as f64;
    let mean_x = logarithms.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = logarithms.iter().map(|(_, y)| y).sum::<f64>() / count;
    let along = logarithms.iter().map(|(x, y)| (x - mean_x) * (y - mean_y));
    let across = logarithms.iter().map(|(x, _)| (x - mean_x).powi(2));
    along.sum::<f64>() / across.sum::<f64>()
}

fn print_table(points: &[Point], exponents: &[f64]) {
    let articles: Vec<String> = points
        .iter()
        .map(|point| grouped(point.articles as u64))
        .collect();
    let mut heads = vec!["At articles", "exponent"];
    heads.extend(articles.iter().map(String::as_str));
    let mut table = Table::new(&heads);
    for (measure, (name, written)) in MEASURES.iter().enumerate() {
        let values = points.iter().map(|point| written(point.values[measure]));
        let exponent = format!("{:.2}", exponents[measure]);
        table.row([(*name).to_owned(), exponent].into_iter().chain(values));
    }
    println!("{} cores\n\n{table}", cores());
}

fn print_aims(points: &[Point], exponents: &[f64]) {
    let tell = |measure: usize, is_met: bool, aim: &str| {
        let (name, _) = MEASURES[measure];
        let exponent = exponents[measure];
        println!(
            "- {name}: {exponent:.3}; the aim, {aim}, is {}.",
            verdict(is_met)
        );
    };
    let at_most = format!("at most {AIM_INDEXING}");
    tell(INDEXING, exponents[INDEXING] <= AIM_INDEXING, &at_most);
    let below = format!("below {AIM_SEARCH}");
    tell(COLD, exponents[COLD] < AIM_SEARCH, &below);
    tell(WARM, exponents[WARM] < AIM_SEARCH, &below);
    let last = &points[points.len() - 1];
    println!(
        "- Peak memory of a search over {} articles: {:.0} MB; the aim, under {:.0} MB, is {}.\n",
        grouped(last.articles as u64),
        last.values[SEARCH_PEAK] / 1e6,
        AIM_SEARCH_BYTES / 1e6,
        verdict(last.values[SEARCH_PEAK] < AIM_SEARCH_BYTES)
    );
}
