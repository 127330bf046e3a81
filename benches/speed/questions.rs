//! The queries that are measured, of several kinds, drawn from a corpus: the same for the
//! same corpus.
//!
//! Words are drawn by the law that the corpus follows, so that frequent and rare ones are
//! asked for as people do. What a kind is in each peer's language is told here and in
//! `benches/peers`.

use std::collections::HashSet;
use std::fs;

use digest::analysis::jamo;
use digest::search::{RewriteReason, SearchEngine, SearchOptions, Show, Sort};
use rand::prelude::*;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::articles::Author;
use super::corpora::{Corpus, MadeArticle};
use super::lexicon::{Lexicon, is_hangul};

/// How many queries there are of each kind.
pub const OF_A_KIND: usize = 40;

/// Half of the made articles are of this day or later.
const SINCE: &str = "2015-01-01";

/// In how many articles a rare word is: 레드팀 is in one of 18.
const RARE: std::ops::RangeInclusive<usize> = 2..=6;

/// Not the seed of the texts: words are drawn anew.
const SEED: u64 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Word,
    ThreeWords,
    EightWords,
    Phrase,
    Prefix,
    Typo,
    Since,
    ByDate,
}

/// A query of some kind.
#[derive(Debug, Clone)]
pub struct Question {
    pub kind: Kind,
    /// One word; for a phrase or several words, all of them.
    pub words: Vec<String>,
}

impl Kind {
    pub const ALL: [Kind; 8] = [
        Kind::Word,
        Kind::ThreeWords,
        Kind::EightWords,
        Kind::Phrase,
        Kind::Prefix,
        Kind::Typo,
        Kind::Since,
        Kind::ByDate,
    ];

    /// Its name in the peers' files of queries.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Word => "word",
            Kind::ThreeWords => "three_words",
            Kind::EightWords => "eight_words",
            Kind::Phrase => "phrase",
            Kind::Prefix => "prefix",
            Kind::Typo => "typo",
            Kind::Since => "since",
            Kind::ByDate => "by_date",
        }
    }

    /// How a table calls it.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Word => "a word",
            Kind::ThreeWords => "three words",
            Kind::EightWords => "eight words",
            Kind::Phrase => "a phrase",
            Kind::Prefix => "a prefix",
            Kind::Typo => "a mistyped word",
            Kind::Since => "a word since a day",
            Kind::ByDate => "a word, newest first",
        }
    }
}

impl Question {
    pub fn word(word: &str) -> Self {
        Question {
            kind: Kind::Word,
            words: vec![word.to_owned()],
        }
    }

    /// The query as it is typed for `digest search`, but for its order.
    pub fn text(&self) -> String {
        let words = self.words.join(" ");
        match self.kind {
            Kind::Phrase => format!("\"{words}\""),
            Kind::Prefix => format!("{words}*"),
            Kind::Since => format!("{words} date:{SINCE}.."),
            Kind::Word | Kind::ThreeWords | Kind::EightWords | Kind::Typo | Kind::ByDate => words,
        }
    }

    pub fn options(&self) -> SearchOptions {
        SearchOptions {
            sort: match self.kind {
                Kind::ByDate => Sort::Newest,
                _ => Sort::Relevance,
            },
            ..SearchOptions::default()
        }
    }

    /// The first day, where it has one.
    pub fn since(&self) -> Option<&'static str> {
        (self.kind == Kind::Since).then_some(SINCE)
    }

    /// The query as a line of the peers' files.
    pub fn line(&self) -> String {
        let mut line = json!({"kind": self.kind.name(), "words": self.words});
        if let Some(since) = self.since() {
            line["since"] = since.into();
        }
        line.to_string()
    }
}

/// Draws queries that are answered.
pub struct Questioner<'a> {
    author: Author<'a>,
    lexicon: &'a Lexicon,
    corpus: &'a Corpus,
    engine: &'a SearchEngine,
    rng: ChaCha8Rng,
}

impl<'a> Questioner<'a> {
    pub fn new(lexicon: &'a Lexicon, corpus: &'a Corpus, engine: &'a SearchEngine) -> Self {
        Questioner {
            author: Author::new(lexicon, SEED),
            lexicon,
            corpus,
            engine,
            rng: ChaCha8Rng::seed_from_u64(SEED),
        }
    }

    /// Queries of all kinds.
    pub fn all(&mut self) -> Vec<Question> {
        self.of_kinds(&Kind::ALL)
    }

    /// Queries of these kinds.
    pub fn of_kinds(&mut self, kinds: &[Kind]) -> Vec<Question> {
        let kinds = kinds.iter();
        kinds.flat_map(|&kind| self.of_kind(kind)).collect()
    }

    /// Different queries of a kind.
    pub fn of_kind(&mut self, kind: Kind) -> Vec<Question> {
        let mut seen = HashSet::new();
        let mut questions = Vec::new();
        while questions.len() < OF_A_KIND {
            let words = match kind {
                Kind::Word | Kind::Since | Kind::ByDate => Some(vec![self.noun(2)]),
                Kind::ThreeWords => self.words_of_an_article(3),
                Kind::EightWords => self.words_of_an_article(8),
                Kind::Phrase => self.neighbours(),
                Kind::Prefix => Some(vec![self.noun(3).chars().take(2).collect()]),
                Kind::Typo => self.mistyped().map(|word| vec![word]),
            };
            let Some(words) = words else {
                continue;
            };
            let question = Question { kind, words };
            if seen.insert(question.text()) && self.is_answered(&question) {
                questions.push(question);
            }
        }
        questions
    }

    /// A word of three syllables that few articles hold, as 레드팀 is.
    pub fn rare_word(&mut self) -> String {
        loop {
            let word = self.noun(3);
            if word.chars().count() == 3 && RARE.contains(&self.hits(&word)) {
                return word;
            }
        }
    }

    /// The most frequent noun of two syllables or more.
    pub fn common_word(&self) -> String {
        let stems = (0..).map(|rank| self.lexicon.stem(rank));
        let mut nouns = stems.filter(|stem| stem.is_hangul_noun());
        nouns.next().expect("a noun").text().to_owned()
    }

    /// A noun as often as the texts have it, of so many syllables or more.
    fn noun(&mut self, syllables: usize) -> String {
        loop {
            let stem = self.author.word();
            let is_long = stem.text().chars().count() >= syllables;
            if is_long && stem.is_hangul_noun() && self.hits(stem.text()) > 0 {
                return stem.text().to_owned();
            }
        }
    }

    /// So many words of one article, without what stands behind them.
    fn words_of_an_article(&mut self, count: usize) -> Option<Vec<String>> {
        let article = self.article();
        let text = format!("{} {}", article.title, article.body);
        let analyzer = self.engine.analyzer();
        let words = analyzer.words(&text, &mut Default::default());
        let stems = words.iter().filter_map(|word| Some(&text[word.stem()?]));
        let is_word = |stem: &&str| stem.chars().count() >= 2 && stem.chars().all(is_hangul);
        let mut stems: Vec<&str> = stems.filter(is_word).collect();
        stems.sort_unstable();
        stems.dedup();
        let stems = stems.sample(&mut self.rng, count);
        let stems: Vec<String> = stems.map(|&stem| stem.to_owned()).collect();
        (stems.len() == count).then_some(stems)
    }

    /// Two words that stand side by side in an article, as they are written there.
    fn neighbours(&mut self) -> Option<Vec<String>> {
        let text = self.article().body;
        let eojeols: Vec<&str> = text.split(' ').collect();
        let pair = eojeols.windows(2).collect::<Vec<_>>();
        let pair = pair.choose(&mut self.rng)?;
        let is_word = |eojeol: &&str| eojeol.chars().count() >= 2 && eojeol.chars().all(is_hangul);
        pair.iter()
            .all(is_word)
            .then(|| pair.iter().map(|&eojeol| eojeol.to_owned()).collect())
    }

    /// A noun with one letter changed for another of its sort, which is then found nowhere.
    fn mistyped(&mut self) -> Option<String> {
        let word = self.noun(3);
        let mut letters: Vec<char> = jamo::letters(&word).chars().collect();
        let place = self.rng.random_range(0..letters.len());
        let letter = letters[place];
        let others: Vec<char> = if VOWELS.contains(letter) {
            VOWELS.chars().collect()
        } else {
            CONSONANTS.chars().collect()
        };
        letters[place] = *others.choose(&mut self.rng)?;
        let mistyped = jamo::compose(&letters.into_iter().collect::<String>());
        let is_word = mistyped.chars().all(is_hangul) && mistyped != word;
        (is_word && self.hits(&mistyped) == 0).then_some(mistyped)
    }

    fn article(&mut self) -> MadeArticle {
        let files = self.corpus.files();
        let file = files.choose(&mut self.rng).expect("a digest file");
        let text = fs::read_to_string(file).expect("a digest file");
        let lines: Vec<&str> = text.lines().collect();
        MadeArticle::parse(lines.choose(&mut self.rng).expect("an article"))
    }

    /// How many articles hold the words as they are typed.
    fn hits(&self, text: &str) -> usize {
        let options = SearchOptions {
            exact: true,
            limit: 0,
            ..SearchOptions::default()
        };
        let hits = self.engine.search(text, &options).expect("a search");
        hits.total + hits.partial
    }

    fn is_answered(&self, question: &Question) -> bool {
        // Whether there are hits is asked, and not what would be shown of them.
        let options = SearchOptions {
            show: Show::Nothing,
            ..question.options()
        };
        let found = self.engine.search(&question.text(), &options);
        let found = found.expect("a search");
        let is_typo = |reason| matches!(reason, RewriteReason::Typo);
        let as_meant = match question.kind {
            Kind::Typo => found.rewrites.iter().any(|rewrite| is_typo(rewrite.reason)),
            _ => found.rewrites.is_empty(),
        };
        as_meant && !found.hits.is_empty()
    }
}

/// The letters of keys that stand for each other in a mistyped word.
const VOWELS: &str = "ㅏㅐㅑㅓㅔㅕㅗㅛㅜㅠㅡㅣ";
const CONSONANTS: &str = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
