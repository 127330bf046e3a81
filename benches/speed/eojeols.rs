//! How many different eojeols texts hold: what made texts have to be like real ones in.
//!
//! Dictionaries, caches and vocabularies meet what is new in a text; a corpus that repeats
//! its words makes a program look faster than it is.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::articles::{Author, Shape};
use super::corpora::{Corpus, MadeArticle, SEED, lexicon};
use super::samples::{NOTHING, Table, grouped, three_digits};

/// Real texts that were counted: eojeols, those of them that are distinct, and bytes.
const REAL: [(&str, usize, usize, Option<u64>); 3] = [
    ("a digest issue", 5_900, 2_907, None),
    (
        "passages of an encyclopedia (KorQuAD)",
        116_396,
        53_515,
        Some(1_240_000),
    ),
    ("news, 20,740 articles", 866_559, 214_967, None),
];

/// The first eojeols of a text, counted at some lengths.
struct Counter {
    lengths: Vec<usize>,
    seen: HashSet<String>,
    eojeols: usize,
    bytes: u64,
    rows: Vec<Counted>,
}

#[derive(Clone, Copy)]
struct Counted {
    eojeols: usize,
    distinct: usize,
    bytes: Option<u64>,
}

pub fn run(files: &[PathBuf]) {
    let mut table = Table::new(&[
        "Text",
        "eojeols",
        "distinct",
        "share",
        "bytes an eojeol",
        "distinct a MB",
    ]);
    let lengths: Vec<usize> = REAL.iter().map(|(_, eojeols, ..)| *eojeols).collect();
    for (name, eojeols, distinct, bytes) in REAL {
        let counted = Counted {
            eojeols,
            distinct,
            bytes,
        };
        table.row(counted.row(name));
    }
    let lexicon = lexicon();
    let mut author = Author::new(&lexicon, SEED);
    let mut counter = Counter::new(&lengths);
    while !counter.is_full() {
        let (title, body) = author.article(Shape::Short);
        counter.count(&title);
        counter.count(&body);
    }
    for row in &counter.rows {
        table.row(row.row("made articles"));
    }
    for file in files {
        let mut counter = Counter::new(&lengths);
        for_each_text(file, |text| counter.count(text));
        counter.end();
        for row in &counter.rows {
            table.row(row.row(&file.display().to_string()));
        }
    }
    println!(
        "{} of the made words are the project's own digest file's; the others are made of them\n",
        grouped(lexicon.real_words() as u64)
    );
    println!("{table}");
}

/// The texts of a digest file of JSON Lines, of a folder of such, or of a plain text.
fn for_each_text(path: &Path, mut take: impl FnMut(&str)) {
    if path.is_dir() {
        for article in Corpus::at(path).articles() {
            take(&article.title);
            take(&article.body);
        }
        return;
    }
    let text = fs::read_to_string(path).unwrap_or_else(|error| {
        panic!(
            "cannot read {} ({error}); name a text in UTF-8",
            path.display()
        )
    });
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        for article in text.lines().map(MadeArticle::parse) {
            take(&article.title);
            take(&article.body);
        }
    } else {
        take(&text);
    }
}

impl Counter {
    fn new(lengths: &[usize]) -> Self {
        Counter {
            lengths: lengths.to_vec(),
            seen: HashSet::new(),
            eojeols: 0,
            bytes: 0,
            rows: Vec::new(),
        }
    }

    fn count(&mut self, text: &str) {
        for eojeol in text.split_whitespace() {
            self.eojeols += 1;
            // With the space behind it.
            self.bytes += eojeol.len() as u64 + 1;
            if !self.seen.contains(eojeol) {
                self.seen.insert(eojeol.to_owned());
            }
            if self.lengths.contains(&self.eojeols) {
                self.note();
            }
        }
    }

    fn is_full(&self) -> bool {
        self.rows.len() == self.lengths.len()
    }

    /// Counts the whole text, too.
    fn end(&mut self) {
        if !self.lengths.contains(&self.eojeols) {
            self.note();
        }
    }

    fn note(&mut self) {
        self.rows.push(Counted {
            eojeols: self.eojeols,
            distinct: self.seen.len(),
            bytes: Some(self.bytes),
        });
    }
}

impl Counted {
    fn row(&self, name: &str) -> [String; 6] {
        let of_bytes = |value: &dyn Fn(f64) -> f64| match self.bytes {
            Some(bytes) => three_digits(value(bytes as f64)),
            None => NOTHING.to_owned(),
        };
        let share = self.distinct as f64 / self.eojeols as f64;
        [
            name.to_owned(),
            grouped(self.eojeols as u64),
            grouped(self.distinct as u64),
            format!("{:.1} %", share * 100.0),
            of_bytes(&|bytes| bytes / self.eojeols as f64),
            of_bytes(&|bytes| self.distinct as f64 / bytes * 1e6),
        ]
    }
}
