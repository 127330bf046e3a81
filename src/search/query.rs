//! Query text to the words that are looked for.
//!
//! Any text is a query: there is no syntax to get wrong. Defines how each word is
//! looked for; what it weighs in which field is `weights`', other ways to say it come
//! from `synonyms`.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use crate::analysis::{Analyzer, GramPhrase, Role, Scratch, Word, bigrams, numbers, spelling};

use super::synonyms::Synonyms;

/// What was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The text as it was typed.
    pub text: String,
    /// The words to be found, each once, in the order typed. Empty where the text
    /// holds nothing that can be searched for.
    pub words: Vec<QueryWord>,
    /// Other ways to say words of the query, which find the same documents.
    pub alternatives: Vec<Alternative>,
    /// The tokens of the whole text, in order and repeated as they are: what is near
    /// what.
    pub tokens: Vec<QueryTerm>,
    /// The distinct pairs of neighbouring characters of the whole text.
    pub grams: Vec<String>,
    /// Where each word stands in the text, as often as it was typed, with its place in
    /// `words`.
    pub(super) places: Vec<(Range<usize>, usize)>,
}

/// One word of a query: a document holds it or lacks it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// The word as it was typed, without the marks around it.
    pub text: String,
    /// Its bytes in the query's text.
    pub range: Range<usize>,
    /// Its tokens, to be found side by side in this order.
    pub terms: Vec<QueryTerm>,
    /// The word without its particles and endings, in normal form.
    pub stem: String,
    /// Whether the dictionary has the whole of it as one word of Hangul: then it is no
    /// misspelling of another.
    pub is_in_dictionary: bool,
    /// Its characters, to be found side by side whatever the spaces: the way to
    /// words that the dictionary may cut differently in a text.
    pub grams: Option<GramPhrase>,
}

/// A term of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// The term, in normal form.
    pub text: String,
    /// What it is to the query.
    pub role: Role,
}

/// Another way to say some neighbouring words of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The words it stands for, by their places in the query.
    pub words: Range<usize>,
    /// How it is written, for people.
    pub text: String,
    /// How it is looked for.
    pub form: Form,
}

/// How an alternative is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// By its tokens side by side, or by its characters.
    Phrase {
        /// Its tokens, in order.
        terms: Vec<String>,
        /// Its characters; `None` where the tokens are trusted.
        grams: Option<GramPhrase>,
    },
    /// By the value of an amount or a date, as `analysis` writes it.
    Number(String),
}

/// The longest query, in characters: a hundred pages. Each word of it costs some
/// lookups in every field.
pub const LONGEST_QUERY_CHARS: usize = 100_000;

/// A text is too long for a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// How many characters it has.
    pub chars: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the query is {} characters long, and {LONGEST_QUERY_CHARS} are the most that can \
             be searched for at once; ask for less",
            self.chars
        )
    }
}

impl std::error::Error for TooLong {}

impl Query {
    /// Reads `text`.
    ///
    /// # Errors
    ///
    /// Where it is longer than [`LONGEST_QUERY_CHARS`]; nothing else in it can be
    /// wrong.
    pub fn new(text: &str, analyzer: &Analyzer, synonyms: &Synonyms) -> Result<Self, TooLong> {
        let chars = text.chars().count();
        if chars > LONGEST_QUERY_CHARS {
            return Err(TooLong { chars });
        }
        let mut scratch = Scratch::default();
        let found = analyzer.words(text, &mut scratch);
        let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
        let mut words: Vec<QueryWord> = Vec::new();
        let mut tokens = Vec::new();
        // Each word of the text with its place among the distinct ones: what an
        // alternative spans is counted in these.
        let mut places: Vec<(Range<usize>, usize)> = Vec::new();
        for word in found.into_iter().filter(|word| !word.tokens.is_empty()) {
            let word = QueryWord::new(text, word);
            tokens.extend(word.terms.iter().cloned());
            let key = word.terms.iter().map(|term| term.text.clone()).collect();
            let place = *seen.entry(key).or_insert(words.len());
            places.push((word.range.clone(), place));
            if place == words.len() {
                words.push(word);
            }
        }
        let mut alternatives = number_alternatives(text, &places);
        alternatives.extend(synonyms.alternatives(&words, analyzer));
        Ok(Query {
            text: text.to_owned(),
            words,
            alternatives,
            tokens,
            grams: distinct(bigrams(text)),
            places,
        })
    }

    /// The text with other words in the place of some, as often as these were typed.
    /// `other` gives what is put in for the word at a place in `words`. The stretches of
    /// the new text that were put in come with it, in order, each with that place.
    pub(super) fn text_with<'a>(
        &self,
        other: impl Fn(usize) -> Option<&'a str>,
    ) -> (String, Vec<(Range<usize>, usize)>) {
        let mut text = String::with_capacity(self.text.len());
        let mut put_in = Vec::new();
        let mut copied = 0;
        for (range, place) in &self.places {
            if let Some(other) = other(*place) {
                text.push_str(&self.text[copied..range.start]);
                let start = text.len();
                text.push_str(other);
                put_in.push((start..text.len(), *place));
                copied = range.end;
            }
        }
        text.push_str(&self.text[copied..]);
        (text, put_in)
    }

    /// The alternatives that stand for the word at `place`, alone or with others.
    pub fn alternatives_of(&self, place: usize) -> impl Iterator<Item = &Alternative> {
        let all = self.alternatives.iter();
        all.filter(move |alternative| alternative.words.contains(&place))
    }
}

impl QueryWord {
    fn new(text: &str, word: Word) -> Self {
        // Without the particles and endings behind it.
        let stem = word.stem().unwrap_or_else(|| word.range.clone());
        let grams = phrase_of_characters(&text[stem.clone()], &word);
        let is_hangul = |text: &str| text.chars().all(|c| ('가'..='힣').contains(&c));
        // What is left of a word when an ending was cut off is no word for sure: 캐 of 캐나댜.
        let is_in_dictionary = match word.tokens.as_slice() {
            [token] => token.known && is_hangul(&token.text) && token.text.chars().nth(1).is_some(),
            _ => false,
        };
        QueryWord {
            is_in_dictionary,
            text: text[word.range.clone()].to_owned(),
            range: word.range,
            stem: spelling(&text[stem]),
            terms: word
                .tokens
                .into_iter()
                .map(|token| QueryTerm {
                    text: token.text,
                    role: token.role,
                })
                .collect(),
            grams,
        }
    }
}

/// The characters by which `word`, written as `stem`, is looked for beside its tokens.
pub(super) fn phrase_of_characters(stem: &str, word: &Word) -> Option<GramPhrase> {
    // A known word alone is cut out of every eojeol in the same way, and its
    // characters would also be found in others: 인도 in 인도적.
    let trusted = match word.tokens.as_slice() {
        [token] => token.known,
        tokens => tokens.iter().all(|token| token.text.is_ascii()),
    };
    if trusted { None } else { GramPhrase::new(stem) }
}

/// The values of the amounts and dates in `text`. One that covers a word in part is
/// left to the tokens.
fn number_alternatives(text: &str, places: &[(Range<usize>, usize)]) -> Vec<Alternative> {
    let mut alternatives = Vec::new();
    for mention in numbers(text) {
        let Some(term) = mention.terms.into_iter().next() else {
            continue;
        };
        // Words and mentions are both in order and apart.
        let first = places.partition_point(|(range, _)| range.end <= mention.range.start);
        let covered: Vec<usize> = places[first..]
            .iter()
            .take_while(|(range, _)| range.start < mention.range.end)
            .map(|(_, place)| *place)
            .collect();
        let (Some(&first), Some(&last)) = (covered.first(), covered.last()) else {
            continue;
        };
        // A word that was typed twice is out of order; there its tokens must do.
        if covered.windows(2).all(|pair| pair[1] == pair[0] + 1) {
            alternatives.push(Alternative {
                words: first..last + 1,
                text: text[mention.range].to_owned(),
                form: Form::Number(term),
            });
        }
    }
    alternatives
}

fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut kept = texts;
    kept.retain(|text| seen.insert(text.clone()));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use proptest::prelude::*;

    fn query(text: &str) -> Query {
        let analyzer = test_analyzer();
        Query::new(text, &analyzer, &Synonyms::none()).unwrap()
    }

    fn words(text: &str) -> Vec<String> {
        query(text)
            .words
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn what_looks_like_syntax_is_text() {
        assert_eq!(words("AI: 규제"), ["AI", "규제"]);
        assert_eq!(words("(주)카카오"), ["주", "카카오"]);
        assert_eq!(words("[단독] 구글"), ["단독", "구글"]);
        assert_eq!(words("\"레드팀"), ["레드팀"]);
        assert_eq!(words("-규제"), ["규제"]);
        assert_eq!(words("AND"), ["AND"]);
        assert_eq!(words("C++"), ["C"]);
        assert_eq!(words("🎉"), Vec::<String>::new());
    }

    #[test]
    fn a_word_counts_once_however_inflected() {
        assert_eq!(words("투자 투자를 투자했다"), ["투자"]);
        assert_eq!(query("투자 투자를").tokens.len(), 2);
    }

    #[test]
    fn words_the_dictionary_may_cut_otherwise_are_looked_for_by_characters_too() {
        let grams = |text: &str| query(text).words[0].grams.clone();
        assert!(grams("레드팀은").is_some_and(|g| g.chars == ['레', '드', '팀']));
        assert_eq!(grams("인도"), None);
        assert_eq!(grams("GPT-4"), None);
    }

    #[test]
    fn amounts_are_looked_for_by_their_values() {
        let query = query("예산 2조 4,000억 원");
        let number = &query.alternatives[0];
        assert_eq!(number.form, Form::Number("2400000000000".to_owned()));
        assert_eq!(number.words, 1..3);
    }

    #[test]
    fn a_text_that_is_too_long_is_told() {
        let analyzer = test_analyzer();
        let text = "가 ".repeat(LONGEST_QUERY_CHARS);
        let error = Query::new(&text, &analyzer, &Synonyms::none()).unwrap_err();
        assert_eq!(error.chars, 2 * LONGEST_QUERY_CHARS);
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in any::<String>()) {
            for word in query(&text).words {
                prop_assert!(!word.text.is_empty() && !word.terms.is_empty());
                prop_assert_eq!(&text[word.range], &word.text);
            }
        }
    }
}
