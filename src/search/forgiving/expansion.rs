//! The words that a prefix or a tilde of a query stands for.
//!
//! Each word of the index that fits becomes an alternative of the word that was typed.

use crate::analysis::{Analyzer, jamo};
use crate::index::{Vocabulary, VocabularyWord};

use super::forms::Forms;
use crate::search::budget::Budget;
use crate::search::query::word::{Alternative, AlternativeKind, QueryWord, WordKind};
use crate::search::query::{MOST_EXPANDED_WORDS, Query, QueryError};

/// The most words that one prefix stands for: the most frequent. Each costs lookups in
/// every field.
const MOST_WORDS: usize = 1_000;

/// From this many letters (keys) on, four syllables or so, two may be wrong.
const TWO_TYPOS_LETTERS: usize = 10;

/// What a prefix or a tilde stood for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// The word as it was typed, its mark with it: `규제*`.
    pub from: String,
    /// The words of the index that were looked for, the most frequent first.
    pub words: Vec<String>,
    /// How many there are; more than `words` where these were too many.
    pub available: usize,
}

/// Gives `query` the words that its prefixes and tildes stand for. `words_of` gives the words that
/// begin with the letters of a text, and `vocabulary` all.
///
/// # Errors
///
/// Where these are more than [`MOST_EXPANDED_WORDS`], the search comes to its bounds, or the words
/// cannot be read.
pub(in crate::search) fn expand<'v>(
    query: &mut Query,
    words_of: impl Fn(&str) -> anyhow::Result<Vec<VocabularyWord>>,
    vocabulary: impl Fn() -> anyhow::Result<&'v Vocabulary>,
    forms: &Forms,
    analyzer: &Analyzer,
    budget: &Budget,
) -> anyhow::Result<Vec<Expansion>> {
    let mut expansions = Vec::new();
    let mut all = 0;
    for (place, word) in query.words.iter().enumerate() {
        let found = match word.kind {
            WordKind::Prefix => beginning_with(word, &words_of)?,
            WordKind::Fuzzy => similar(word, vocabulary()?),
            WordKind::Plain | WordKind::Phrase => continue,
        };
        let from = word.kind.marked(&word.text);
        budget.check()?;
        let available = found.len();
        all += available.min(MOST_WORDS);
        if all > MOST_EXPANDED_WORDS {
            return Err(QueryError::TooWide(from).into());
        }
        let mut words = Vec::new();
        let texts = found.iter().take(MOST_WORDS);
        let texts: Vec<&str> = texts.map(|found| found.text.as_str()).collect();
        let forms = forms.of(&texts, analyzer);
        for (found, form) in found.into_iter().zip(forms) {
            let Some(form) = form else {
                continue;
            };
            query.alternatives.push(Alternative {
                words: place..place + 1,
                text: found.text.clone(),
                form,
                kind: AlternativeKind::Synonym,
            });
            words.push(found.text);
        }
        expansions.push(Expansion {
            from,
            words,
            available,
        });
    }
    Ok(expansions)
}

/// The words that begin so. Letters at the end that are no syllable yet may go on in one.
fn beginning_with(
    word: &QueryWord,
    words_of: impl Fn(&str) -> anyhow::Result<Vec<VocabularyWord>>,
) -> anyhow::Result<Vec<VocabularyWord>> {
    let beginning = word.stem.as_str();
    let is_whole = !beginning.ends_with(|c: char| ('ㄱ'..='ㅣ').contains(&c));
    let mut words = words_of(beginning)?;
    words.retain(|word| !is_whole || word.text.starts_with(beginning));
    Ok(words)
}

fn similar(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<VocabularyWord> {
    let letters = jamo::letters(&word.stem).chars().count();
    let distance = if letters < TWO_TYPOS_LETTERS { 1 } else { 2 };
    let mut words = vocabulary.similar(&word.stem, distance);
    words.retain(|other| other.text != word.stem);
    words
}
