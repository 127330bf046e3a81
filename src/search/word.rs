//! The words of a query, and other ways to say them.

use std::ops::Range;

use crate::analysis::{GramPhrase, Role, Word};

use super::scope::Scope;

/// One word of a query: a document holds it or lacks it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// The word as it was typed, without the marks around it.
    pub text: String,
    /// Its bytes in the query's text; empty, at the end, where it is not from there.
    pub range: Range<usize>,
    /// How it was typed.
    pub kind: WordKind,
    /// The part of a document it is asked for in; `None` for any.
    pub scope: Option<Scope>,
    /// Whether hits must not hold it.
    pub is_excluded: bool,
    /// Its tokens, to be found side by side in this order; none for a prefix, which is
    /// found by the words that begin with it.
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

/// How a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// As it is: synonyms find it too, and if nothing does, it is taken for another.
    Plain,
    /// In quotation marks: only itself.
    Phrase,
    /// With an asterisk: every word that begins with it.
    Prefix,
    /// With a tilde: it, and the words that it may be a misspelling of.
    Fuzzy,
}

/// A term of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// The term, in normal form.
    pub text: String,
    /// What it is to the query.
    pub role: Role,
    /// The part of a document it is asked for in; `None` for any.
    pub scope: Option<Scope>,
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
