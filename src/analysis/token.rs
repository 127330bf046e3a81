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
