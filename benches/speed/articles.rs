//! A corpus of made-up articles: digest files of JSON Lines, the same for the same seed.
//!
//! Words are drawn by the law of Zipf and Mandelbrot, with a few of its own that an
//! article repeats, so that caches, dictionaries and postings are met as in life: most
//! words are seen again and again, and new ones never end. Where words come from is in
//! `lexicon`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rand::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_distr::Zipf;
use serde_json::json;

use super::lexicon::{Lexicon, Stem};

/// The exponent and the offset of the law: a word of rank r is drawn in proportion to
/// 1 / (r + OFFSET)^EXPONENT. Chosen so that made text holds as many distinct eojeols as
/// news does: 215,000 in the 867,000 of 20,740 news articles, and about half of the 5,900
/// of a digest issue.
const EXPONENT: f64 = 1.27;
const OFFSET: f64 = 20.0;

/// How many words there are: more than any corpus here meets.
const RANKS: f64 = 1e9;

/// How many words are kept once they are made: the frequent ones.
const KEPT_WORDS: usize = 1 << 18;

/// Words that an article keeps to, and how often one of them is taken: texts repeat what
/// they are about.
const TOPIC_WORDS: usize = 4;
const TOPIC_SHARE: f64 = 0.2;

/// As many articles as a digest file holds, if they are short.
pub const ARTICLES_A_FILE: usize = 1000;

/// As many characters as a digest file of long articles holds, about.
const CHARACTERS_A_FILE: usize = 1_000_000;

/// As many sentences as a paragraph of a long article holds.
const SENTENCES_A_PARAGRAPH: usize = 4;

/// Publishers of the articles that name one, and events of a month.
const PUBLISHERS: usize = 400;
const EVENTS_A_MONTH: usize = 20;

/// How many events there are beside articles that name a publisher.
pub const EVENTS: usize = EVENTS_A_MONTH * 12 * YEARS;

/// The days that articles are spread over, in order.
const FIRST_YEAR: usize = 2005;
const YEARS: usize = 20;

/// What made articles are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Two or three sentences.
    Short,
    /// Sentences until there are so many characters.
    Long(usize),
    /// Short, with a publisher and an address each; and beside them files of events.
    Cited,
}

impl Shape {
    /// What tells folders of such articles from those of others.
    pub fn name(self) -> String {
        match self {
            Shape::Short => String::new(),
            Shape::Long(characters) => format!("-of-{characters}"),
            Shape::Cited => "-cited".to_owned(),
        }
    }

    fn articles_a_file(self) -> usize {
        match self {
            Shape::Short | Shape::Cited => ARTICLES_A_FILE,
            Shape::Long(characters) => (CHARACTERS_A_FILE / characters).clamp(1, ARTICLES_A_FILE),
        }
    }
}

/// Draws words and puts articles together.
pub struct Author<'a> {
    lexicon: &'a Lexicon,
    /// By rank, from when it was first drawn.
    kept: Vec<Option<Stem>>,
    rng: ChaCha8Rng,
    law: Zipf<f64>,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles.
    pub documents: usize,
    /// Bytes of titles and bodies in UTF-8.
    pub text_bytes: u64,
    /// Bytes of the digest files.
    pub file_bytes: u64,
}

impl<'a> Author<'a> {
    /// An author who writes the same texts for the same `seed`.
    pub fn new(lexicon: &'a Lexicon, seed: u64) -> Self {
        Author {
            lexicon,
            kept: vec![None; KEPT_WORDS],
            rng: ChaCha8Rng::seed_from_u64(seed),
            law: Zipf::new(RANKS, EXPONENT).expect("a law"),
        }
    }

    /// Writes so many articles into `folder`.
    ///
    /// # Errors
    ///
    /// Where the disk fails.
    pub fn write(&mut self, folder: &Path, documents: usize, shape: Shape) -> io::Result<Written> {
        fs::create_dir_all(folder)?;
        let mut written = Written::default();
        let articles_a_file = shape.articles_a_file();
        for first in (0..documents).step_by(articles_a_file) {
            let path = folder.join(format!("{:05}.jsonl", first / articles_a_file + 1));
            let mut file = BufWriter::new(File::create(path)?);
            for number in first..documents.min(first + articles_a_file) {
                let (title, body) = self.article(shape);
                written.documents += 1;
                written.text_bytes += (title.len() + body.len()) as u64;
                let mut line = json!({
                    "id": format!("{}", number + 1),
                    "title": title,
                    "body": body,
                    "date": date_of(number, documents),
                });
                if shape == Shape::Cited {
                    // Some have many of them, and most have few.
                    let most = self.rng.random_range(0..PUBLISHERS);
                    let publisher = self.rng.random_range(0..=most);
                    line["publisher"] = format!("매체 {publisher}").into();
                    line["url"] = format!("https://media-{publisher}.example/{number}").into();
                }
                let line = line.to_string();
                written.file_bytes += line.len() as u64 + 1;
                writeln!(file, "{line}")?;
            }
            file.flush()?;
        }
        if shape == Shape::Cited {
            written.file_bytes += self.write_events(folder)?;
        }
        Ok(written)
    }

    /// Writes an issue of nothing but events for each month, and gives the bytes of all.
    fn write_events(&mut self, folder: &Path) -> io::Result<u64> {
        let mut file_bytes = 0;
        for month in 0..YEARS * 12 {
            let (year, month) = (FIRST_YEAR + month / 12, month % 12 + 1);
            let mut text = " 행사명 행사 주요 개요\n\n".to_owned();
            for event in 1..=EVENTS_A_MONTH {
                let (topic, what) = (self.word(), self.word());
                text.push_str(&format!(
                    "{} {} {year}\n\n- {}에 관한 행사\n\n기간 장소 홈페이지\n\n\
                     {year}.{month}.{event}~{} 서울, 코엑스 https://event-{event}.example/\n\n",
                    topic.text(),
                    what.text(),
                    topic.text(),
                    event + 2,
                ));
            }
            text.push_str("Ⅱ. 주요 행사 일정\n");
            file_bytes += text.len() as u64;
            fs::write(folder.join(format!("{year}-{month:02}.txt")), text)?;
        }
        Ok(file_bytes)
    }

    /// The title and the body of an article.
    pub fn article(&mut self, shape: Shape) -> (String, String) {
        let topic: Vec<Stem> = (0..TOPIC_WORDS).map(|_| self.word()).collect();
        let title = self.phrase(&topic, 4..8);
        let mut body = String::new();
        let (sentences, most_chars) = match shape {
            Shape::Short | Shape::Cited => (self.rng.random_range(2..4), usize::MAX),
            Shape::Long(characters) => (usize::MAX, characters),
        };
        let mut chars = 0;
        for sentence in 0..sentences {
            let phrase = self.phrase(&topic, 9..19);
            chars += phrase.chars().count() + 2;
            if !body.is_empty() {
                if chars > most_chars {
                    break;
                }
                let is_new_paragraph = sentence % SENTENCES_A_PARAGRAPH == 0;
                body.push(if is_new_paragraph { '\n' } else { ' ' });
            }
            body.push_str(&phrase);
            body.push('.');
        }
        (title, body)
    }

    /// A word as often as the law has it.
    pub fn word(&mut self) -> Stem {
        let rank = loop {
            let drawn = self.law.sample(&mut self.rng) - OFFSET;
            if drawn >= 1.0 {
                break drawn as u64 - 1;
            }
        };
        let lexicon = self.lexicon;
        match self.kept.get_mut(rank as usize) {
            Some(kept) => kept.get_or_insert_with(|| lexicon.stem(rank)).clone(),
            None => lexicon.stem(rank),
        }
    }

    fn phrase(&mut self, topic: &[Stem], eojeols: std::ops::Range<usize>) -> String {
        let mut phrase = String::new();
        for _ in 0..self.rng.random_range(eojeols) {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            let stem = if self.rng.random_bool(TOPIC_SHARE) {
                topic.choose(&mut self.rng).expect("a topic").clone()
            } else {
                self.word()
            };
            phrase.push_str(&self.lexicon.inflected(&stem, &mut self.rng));
        }
        phrase
    }
}

/// The day of an article: they are spread evenly.
fn date_of(number: usize, documents: usize) -> String {
    let month = number * YEARS * 12 / documents;
    let day = number * YEARS * 12 * 28 / documents % 28;
    format!(
        "{}-{:02}-{:02}",
        FIRST_YEAR + month / 12,
        month % 12 + 1,
        day + 1
    )
}
