//! What a night costs that brings one digest file.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::ARTICLE_CHARS;
use super::articles::{Author, Shape};
use super::lexicon::Lexicon;
use super::ours::Ours;
use super::samples::{Table, mib, three_digits};

/// As many articles as a night brings.
const ARTICLES: usize = 100;

/// Not the seed of the corpus: its articles are others.
const SEED: u64 = 3;

/// The days of the new articles.
const DAY: &str = "2025-01-01";

pub fn print(ours: &Ours, lexicon: &Lexicon, corpus: &Path, nodes: &[u32]) {
    let mut author = Author::new(lexicon, SEED);
    let mut table = Table::new(&[
        "A night",
        "wall",
        "processors of the client",
        "of the nodes",
        "peak of the client, MiB",
    ]);
    let mut told = Vec::new();
    for night in 1..=2 {
        let mut lines = String::new();
        for number in 0..ARTICLES {
            let (title, body) = author.article(Shape::Long(ARTICLE_CHARS));
            let id = format!("night-{night}-{number}");
            let line = json!({"id": id, "title": title, "body": body, "date": DAY});
            lines.push_str(&format!("{line}\n"));
        }
        fs::write(corpus.join(format!("night-{night}.jsonl")), lines).expect("a digest file");
        let (report, phase) = ours.index(corpus, nodes);
        assert_eq!(report.rebuilt, None);
        table.row([
            format!("{ARTICLES} articles more, the {night}. time"),
            format!("{} s", three_digits(phase.wall)),
            format!("{} s", three_digits(phase.own.cpu)),
            format!("{} s", three_digits(phase.nodes_cpu())),
            mib(phase.own.peak_bytes as f64),
        ]);
        told.push(phase.told());
    }
    println!("{table}");
    for (night, parts) in told.iter().enumerate() {
        println!("the {}. time: {parts}", night + 1);
    }
    println!();
}
