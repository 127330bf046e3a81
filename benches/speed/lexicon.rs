//! The words of made-up text: what a real digest file says of Korean, and a word for
//! every rank of Zipf's law.
//!
//! Counts, in the project's own digest file, words without their particles and endings,
//! what stands behind them, and which syllables follow each other. The most frequent
//! ranks are those words themselves; all others are made of them as Korean makes new
//! words: compounds, coined names, names with Latin letters, amounts. How texts are put
//! together is in `articles`.

use std::collections::{BTreeMap, HashMap};

use digest::analysis::{Analyzer, Role, Scratch};
use digest::corpus::{self, SpacesEverywhere};
use rand::distr::weighted::WeightedIndex;
use rand::prelude::*;
use rand_chacha::ChaCha8Rng;

/// What decides which particles and endings can stand behind a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Ending {
    /// A noun that ends in a consonant: 팀은, 팀이.
    Consonant,
    /// A noun that ends in a vowel: 회사는, 회사가.
    Vowel,
    /// A noun that ends in no Hangul: AI는, 2024년의 2024.
    Foreign,
    /// The stem of a verb or an adjective.
    Verb,
}

/// A word without what stands behind it.
#[derive(Debug, Clone)]
pub struct Stem {
    text: String,
    ending: Ending,
}

/// The words of a language of Zipf's law.
pub struct Lexicon {
    seed: u64,
    /// The real words, the most frequent first.
    real: Vec<Stem>,
    /// The nouns among them of two and three syllables: what compounds are made of.
    nouns: Vec<String>,
    tails: HashMap<Ending, Weighted<String>>,
    /// What follows a syllable inside a word.
    next_syllables: BTreeMap<char, Vec<char>>,
    first_syllables: Vec<char>,
    latin: Vec<String>,
    /// What stands behind numbers: 억, 명, 년.
    units: Vec<String>,
}

/// Values to be drawn as often as they were counted.
struct Weighted<T> {
    values: Vec<T>,
    index: WeightedIndex<u64>,
}

impl<T> Weighted<T> {
    fn new(counts: impl IntoIterator<Item = (T, u64)>) -> Self {
        let (values, weights): (Vec<T>, Vec<u64>) = counts.into_iter().unzip();
        let index = WeightedIndex::new(weights).expect("there are values");
        Weighted { values, index }
    }

    fn draw(&self, rng: &mut ChaCha8Rng) -> &T {
        &self.values[self.index.sample(rng)]
    }
}

impl Lexicon {
    /// Learns from a digest file. The same `seed` gives the same words.
    pub fn learn(name: &str, digest_file: &[u8], seed: u64) -> Self {
        let parsed = corpus::parse(name, digest_file, &SpacesEverywhere).expect("a digest file");
        let analyzer = Analyzer::new().expect("the dictionary");
        let mut scratch = Scratch::default();
        let mut stems: BTreeMap<(String, Ending), u64> = BTreeMap::new();
        let mut tails: BTreeMap<Ending, BTreeMap<String, u64>> = BTreeMap::new();
        for article in &parsed.issue.articles {
            let blocks = article.summary.iter().chain(&article.body);
            for text in blocks.map(|block| &block.text).chain([&article.title]) {
                for word in analyzer.words(text, &mut scratch) {
                    let (Some(range), Some(last)) = (word.stem(), word.tokens.last()) else {
                        continue;
                    };
                    let tail = &text[range.end..word.range.end];
                    if !tail.chars().all(is_hangul) {
                        continue;
                    }
                    let stem = &text[range];
                    let ending = ending_of(stem, last.role);
                    *stems.entry((stem.to_owned(), ending)).or_default() += 1;
                    let of_ending = tails.entry(ending).or_default();
                    *of_ending.entry(tail.to_owned()).or_default() += 1;
                }
            }
        }
        let mut ranked: Vec<_> = stems.into_iter().collect();
        ranked.sort_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| a.cmp(b)));
        let real: Vec<Stem> = ranked
            .into_iter()
            .map(|((text, ending), _)| Stem { text, ending })
            .collect();
        let mut lexicon = Lexicon {
            seed,
            nouns: Vec::new(),
            tails: tails
                .into_iter()
                .map(|(ending, counts)| (ending, Weighted::new(counts)))
                .collect(),
            next_syllables: BTreeMap::new(),
            first_syllables: Vec::new(),
            latin: Vec::new(),
            units: Vec::new(),
            real,
        };
        lexicon.sort_words();
        lexicon
    }

    /// Puts aside what new words are made of.
    fn sort_words(&mut self) {
        for stem in &self.real {
            let chars: Vec<char> = stem.text.chars().collect();
            let numbers = chars.iter().take_while(|c| !is_hangul(**c)).count();
            if chars[0].is_ascii_digit() && numbers < chars.len() {
                self.units.push(chars[numbers..].iter().collect());
            } else if chars.len() > 1 && chars.iter().all(char::is_ascii_alphabetic) {
                self.latin.push(stem.text.clone());
            } else if chars.iter().all(|c| is_hangul(*c)) && stem.ending != Ending::Verb {
                if (2..=3).contains(&chars.len()) {
                    self.nouns.push(stem.text.clone());
                }
                self.first_syllables.push(chars[0]);
                for pair in chars.windows(2) {
                    self.next_syllables
                        .entry(pair[0])
                        .or_default()
                        .push(pair[1]);
                }
            }
        }
    }

    /// How many of the most frequent ranks are words of the real text.
    pub fn real_words(&self) -> usize {
        self.real.len()
    }

    /// The word of a rank, counted from 0.
    pub fn stem(&self, rank: u64) -> Stem {
        if let Some(stem) = self.real.get(rank as usize) {
            return stem.clone();
        }
        let mut rng =
            ChaCha8Rng::seed_from_u64(self.seed ^ rank.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let text = match rng.random_range(0..100) {
            0..50 => self.compound(&mut rng),
            50..75 => self.coined(&mut rng),
            75..85 => self.latin_name(&mut rng),
            _ => self.amount(&mut rng),
        };
        let ending = ending_of(&text, Role::Noun);
        Stem { text, ending }
    }

    /// A form of the word as it stands in a text: with a particle, an ending, or nothing.
    pub fn inflected(&self, stem: &Stem, rng: &mut ChaCha8Rng) -> String {
        let tail = self.tails.get(&stem.ending);
        let tail = tail.map_or("", |tails| tails.draw(rng).as_str());
        format!("{}{tail}", stem.text)
    }

    fn compound(&self, rng: &mut ChaCha8Rng) -> String {
        let mut word = String::new();
        for _ in 0..2 {
            word.push_str(self.nouns.choose(rng).expect("nouns"));
        }
        word
    }

    /// A name that no dictionary holds, pronounceable as the real ones are.
    fn coined(&self, rng: &mut ChaCha8Rng) -> String {
        let mut last = *self.first_syllables.choose(rng).expect("syllables");
        let mut word = String::from(last);
        for _ in 0..rng.random_range(1..4) {
            let known = self.next_syllables.get(&last);
            let next = known.and_then(|next| next.choose(rng));
            last = *next.unwrap_or_else(|| self.first_syllables.choose(rng).expect("syllables"));
            word.push(last);
        }
        word
    }

    fn latin_name(&self, rng: &mut ChaCha8Rng) -> String {
        let name = self.latin.choose(rng).expect("Latin words");
        match rng.random_range(0..3) {
            0 => format!("{name}-{}", rng.random_range(1..1000)),
            1 => format!("{name}{}", self.nouns.choose(rng).expect("nouns")),
            _ => format!("{name}{}", self.latin.choose(rng).expect("Latin words")),
        }
    }

    fn amount(&self, rng: &mut ChaCha8Rng) -> String {
        let unit = self.units.choose(rng).expect("units");
        match rng.random_range(0..3) {
            0 => format!("{}{unit}", rng.random_range(2..100)),
            1 => format!(
                "{},{:03}{unit}",
                rng.random_range(1..10),
                rng.random_range(0..1000)
            ),
            _ => format!(
                "{}.{}{unit}",
                rng.random_range(0..100),
                rng.random_range(1..10)
            ),
        }
    }
}

impl Stem {
    /// The word without particles and endings.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a noun in Hangul of two syllables or more: what people search for.
    pub fn is_hangul_noun(&self) -> bool {
        let is_noun = matches!(self.ending, Ending::Consonant | Ending::Vowel);
        is_noun && self.text.chars().all(is_hangul) && self.text.chars().nth(1).is_some()
    }
}

fn ending_of(stem: &str, last: Role) -> Ending {
    match stem.chars().last() {
        Some(c) if !is_hangul(c) => Ending::Foreign,
        _ if last == Role::Verb => Ending::Verb,
        Some(c) if (c as u32 - '가' as u32).is_multiple_of(28) => Ending::Vowel,
        _ => Ending::Consonant,
    }
}

pub fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
