//! The values that tell what the analyzer did.
//!
//! They are the contract: their fields are those of the JSON. Every offset is in Unicode
//! scalar values of the given text.

use crate::language::Message;
use serde::{Serialize, Serializer};

/// What the analyzer did with a text, and what a query of it would look for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnalysisReport {
    /// The text as it was given.
    pub text: String,
    /// The words beside the dictionary's that were used.
    pub terms: TermsReport,
    /// The text in normal form.
    pub normal_form: String,
    /// What is cut by itself, in order.
    pub eojeols: Vec<EojeolReport>,
    /// The tokens, in order.
    pub tokens: Vec<TokenReport>,
    /// The words without their particles and endings.
    pub stems: Vec<StemReport>,
    /// What each word can be read as by its letters, word by word, the whole first.
    pub readings: Vec<ReadingReport>,
    /// The pairs of neighbouring characters. They are no longer indexed.
    #[serde(serialize_with = "counted")]
    pub bigrams: Vec<BigramReport>,
    /// The amounts and dates.
    pub numbers: Vec<NumberReport>,
    /// What a query of the text would look for.
    pub query: QueryReport,
}

/// `[start, end)` in Unicode scalar values of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CharRange(pub usize, pub usize);

/// Which words beside the dictionary's were used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermsReport {
    /// Where they are from.
    pub from: TermsSource,
    /// Whether they are the shipped ones and the user's as they are now: an index has
    /// those of the day when it was built.
    pub current: bool,
    /// What to do where they are not, to stand behind that.
    #[serde(skip)]
    pub advice: Message,
}

/// Where the words beside the dictionary's are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TermsSource {
    /// The index, which was built with them.
    Index,
    /// The program and the user's file: there is no index that could be used.
    Files,
}

/// A stretch of text between spaces, or a piece of a very long one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EojeolReport {
    /// Its place in the text.
    pub range: CharRange,
    /// What the dictionary sees of it.
    pub normal_form: String,
    /// What it was cut into; none where the dictionary was not asked.
    pub morphemes: Vec<MorphemeReport>,
}

/// A morpheme and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MorphemeReport {
    /// Its normal form.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// The Sejong tag.
    pub tag: String,
    /// Whether the dictionary or the terms have it.
    pub known: bool,
    /// Whether the terms have a word that is spelt so.
    pub in_terms: bool,
    /// `whole`, `compound` or `inflected`.
    pub structure: &'static str,
    /// The places of its tokens in the list of tokens, its parts' included.
    pub tokens: Vec<usize>,
    /// Why it is no token; `None` where it is, or where its parts tell.
    pub dropped: Option<&'static str>,
    /// The parts by which it was judged; none where it was judged as a whole.
    pub parts: Vec<PartReport>,
}

/// A part of a morpheme and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartReport {
    /// The part, as the dictionary has it.
    pub text: String,
    /// Its tag.
    pub tag: String,
    /// The place of its token in the list of tokens.
    pub token: Option<usize>,
    /// Why it is no token.
    pub dropped: Option<&'static str>,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenReport {
    /// What is indexed and looked for.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// `noun`, `verb`, `modifier`, `affix` or `stand`.
    pub role: &'static str,
    /// Whether the dictionary or the terms have it, or it is Latin letters or a number.
    pub known: bool,
}

/// A word without its particles and endings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StemReport {
    /// Its characters, without hyphens.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
}

/// What a word can be read as by its letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingReport {
    /// Its characters, without hyphens.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// `whole`: all of the word; `noun`: what particles stand behind; `verb`: what endings
    /// stand behind.
    pub kind: &'static str,
}

/// A pair of neighbouring characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BigramReport {
    /// Both characters.
    pub text: String,
    /// Their place in the text, a space between them included.
    pub range: CharRange,
    /// Whether a run of one kind of characters begins here.
    pub starts_run: bool,
}

/// An amount or a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberReport {
    /// As it is written.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// Its values, the most specific first: `2400000000000`, `38%`, `2024-04-11`.
    pub values: Vec<String>,
}

/// What a query would look for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueryReport {
    /// The words, each once.
    pub words: Vec<QueryWordReport>,
}

/// A word of a query: a document holds it or lacks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueryWordReport {
    /// As it is written.
    pub text: String,
    /// Its place in the text.
    pub range: CharRange,
    /// Its tokens, looked for side by side.
    pub terms: Vec<String>,
    /// Its characters, looked for where they are written apart, too; `None` where they are
    /// not.
    pub characters: Option<String>,
    /// What it is looked up as among the readings of words.
    pub readings: Vec<String>,
    /// What a document's holding the terms means: `full`, that it holds the word; `if_alone`,
    /// the same where no document has a reading of it; `none`, nothing.
    pub trust: &'static str,
    /// The word without its particles and endings, which adds to the score.
    pub stem: String,
    /// Other ways to say it, alone or with words beside it.
    pub alternatives: Vec<AlternativeReport>,
}

/// Another way to say some words of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlternativeReport {
    /// `synonym`, `spelling` or `number`.
    pub kind: &'static str,
    /// As it is written.
    pub text: String,
    /// `[first, last)` of the words that it stands for, by their places in the list.
    pub words: CharRange,
    /// The tokens of a synonym, looked for side by side.
    pub terms: Vec<String>,
    /// The characters of a synonym, looked for side by side too.
    pub characters: Option<String>,
    /// The value of an amount or a date.
    pub value: Option<String>,
}

fn counted<S: Serializer>(bigrams: &[BigramReport], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Counted<'a> {
        count: usize,
        list: &'a [BigramReport],
    }
    Counted {
        count: bigrams.len(),
        list: bigrams,
    }
    .serialize(serializer)
}
