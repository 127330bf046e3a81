//! What a query's words are looked for as in a text.
//!
//! Defines what is looked for. Where it stands is `word_finder`'s to tell.

use std::ops::Range;

use crate::analysis::SpelledWord;
use crate::search::query::Query;
use crate::search::query::scope::Scope;
use crate::search::query::word::{Alternative, Form, QueryWord, Trust};

/// A word of the query or an alternative of some, as it is looked for in a text.
pub(super) struct Sought {
    /// The words that are there where this is.
    pub words: Range<usize>,
    /// The part of a document they are asked for in.
    pub scope: Option<Scope>,
    /// Its tokens; none where it is an amount or a date.
    pub terms: Vec<String>,
    /// What it is looked for as by its letters.
    pub spelled: Vec<SpelledWord>,
    /// Words that it is where they stand in a row.
    pub in_a_row: Vec<SpelledWord>,
    /// Its letters, to be found as parts of a compound however that is cut.
    pub letters: Vec<String>,
    /// Whether its tokens count only where its letters are not found.
    pub letters_first: bool,
    /// The amount or the date that it is.
    pub number: Option<String>,
}

/// Everything that stands for a word of `query`.
pub(super) fn sought(query: &Query) -> Vec<Sought> {
    let words = query.sought_words().map(|(place, word)| Sought {
        words: place..place + 1,
        scope: word.scope,
        terms: match word.trust {
            Trust::None => Vec::new(),
            Trust::Full | Trust::IfNothingElse => {
                word.terms.iter().map(|term| term.text.clone()).collect()
            }
        },
        spelled: word.spelled.clone(),
        in_a_row: word.in_a_row.clone(),
        letters: letters_of_parts(word),
        letters_first: word.trust == Trust::IfNothingElse,
        number: None,
    });
    let is_sought = |other: &&Alternative| {
        let first = query.words.get(other.words.start);
        first.is_some_and(|word| !word.is_excluded)
    };
    let alternatives = query.alternatives.iter().filter(is_sought).map(|other| {
        let (terms, spelled, number) = match &other.form {
            Form::Phrase { terms, spelled } => (terms.clone(), spelled.clone(), None),
            Form::Number(value) => (Vec::new(), Vec::new(), Some(value.clone())),
        };
        Sought {
            words: other.words.clone(),
            scope: query.words[other.words.start].scope,
            terms,
            spelled,
            in_a_row: Vec::new(),
            letters: Vec::new(),
            letters_first: false,
            number,
        }
    });
    words.chain(alternatives).collect()
}

/// What a word of several tokens is spelled as, with its particles and without.
fn letters_of_parts(word: &QueryWord) -> Vec<String> {
    if word.terms.len() < 2 {
        return Vec::new();
    }
    let nouns = word.spelled.iter().filter(|spelled| spelled.as_noun);
    nouns.map(SpelledWord::text).collect()
}
