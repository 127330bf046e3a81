//! What the analyzer finds in a text: tokens, the words that they are of, and stems.

use std::ops::Range;

use super::leaves::Role;

/// A token: a term and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term, in normal form: a morpheme, a part of a compound, a stem, a run
    /// of Latin letters or a number.
    pub text: String,
    /// The bytes of the original it stands for, on character boundaries. Tokens
    /// of one text do not overlap, but the parts of one inflected form share its
    /// bytes.
    pub range: Range<usize>,
    /// Whether the dictionary knows it. Latin letters and numbers count as known.
    pub known: bool,
    /// How much it says about what the text is about.
    pub role: Role,
}

/// A stretch of text without spaces or separating punctuation, and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The bytes of the original from its first character to its last, particles
    /// and endings included.
    pub range: Range<usize>,
    /// What is searched for; empty where nothing carries meaning (`및`).
    pub tokens: Vec<Token>,
}

impl Word {
    /// The bytes of the original without the particles and endings at its end; `None`
    /// where nothing in it carries meaning.
    pub fn stem(&self) -> Option<Range<usize>> {
        let last = self.tokens.last()?;
        Some(self.range.start..last.range.end)
    }
}

/// A word without its particles and endings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    /// The characters that count, in normal form, without hyphens.
    pub text: String,
    /// The bytes of the original, on character boundaries.
    pub range: Range<usize>,
}

/// What a word can be read as by its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The characters that count, in normal form, without hyphens.
    pub text: String,
    /// The bytes of the original, on character boundaries.
    pub range: Range<usize>,
    /// What it is to the word.
    pub kind: ReadingKind,
}

/// What a reading is to its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingKind {
    /// All of it.
    Whole,
    /// What particles, the copula or 하다 stand behind.
    Noun,
    /// A form of a verb or an adjective that endings stand behind.
    Verb,
}

impl ReadingKind {
    /// The kind's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            ReadingKind::Whole => "whole",
            ReadingKind::Noun => "noun",
            ReadingKind::Verb => "verb",
        }
    }
}

/// A verb or an adjective as dictionaries list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DictionaryForm {
    /// Its tokens; one at least.
    pub tokens: Vec<Token>,
    /// It without 다; `None` where it is a noun with 하다 or its like.
    pub stem: Option<String>,
}
