//! What the analyzer does with a text, step by step, for people who ask why.
//!
//! Defines the steps as plain values; `steps` takes them.

mod steps;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::analysis::numbers::NumberMention;
use crate::analysis::segmentation::leaves::Dropped;
use crate::analysis::segmentation::token::{Reading, Stem, Token};

/// What the analyzer does with a text. Ranges are bytes of the text, on character
/// boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The text in normal form.
    pub normal_form: String,
    /// What is cut by itself, in order.
    pub eojeols: Vec<EojeolTrace>,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// The words without their particles and endings.
    pub stems: Vec<Stem>,
    /// What each word can be read as by its letters, word by word.
    pub readings: Vec<Reading>,
    /// The pairs of neighbouring characters, in order.
    pub bigrams: Vec<BigramTrace>,
    /// The amounts and dates.
    pub numbers: Vec<NumberMention>,
}

/// A stretch of text between spaces, or a piece of a very long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EojeolTrace {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its normal form, which the dictionary sees.
    pub normal_form: String,
    /// What the dictionary cuts its words into. None of those that have no letters but Latin
    /// ones: the dictionary is not asked then. Marks around words are no morphemes.
    pub morphemes: Vec<MorphemeTrace>,
}

/// A morpheme, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MorphemeTrace {
    /// Its normal form.
    pub text: String,
    /// Its bytes in the text. Morphemes share them where one character of the text
    /// stands for several of the normal form (㈜).
    pub range: Range<usize>,
    /// The Sejong tag, such as `NNG`; `VV+EC` where several melt into one.
    pub tag: String,
    /// Whether the dictionary or the terms have it: an unknown word is cut by guessing.
    pub known: bool,
    /// Whether the terms have a word that is spelt so.
    pub in_terms: bool,
    /// How it is made.
    pub structure: Structure,
    /// The parts by which it was judged; none where it was judged as a whole.
    pub parts: Vec<PartTrace>,
    /// What became of it. With parts: all tokens that they became.
    pub outcome: TraceOutcome,
}

/// How a morpheme is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Structure {
    /// Of itself alone.
    Whole,
    /// Of words side by side: 인공 + 지능.
    Compound,
    /// Of a stem and endings that melted together: 하 + 았 in `했`.
    Inflected,
}

impl Structure {
    /// The structure's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Structure::Whole => "whole",
            Structure::Compound => "compound",
            Structure::Inflected => "inflected",
        }
    }
}

/// A part of a morpheme, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartTrace {
    /// The part, as the dictionary has it.
    pub text: String,
    /// Its tag.
    pub tag: String,
    /// What became of it.
    pub outcome: TraceOutcome,
}

/// What became of a morpheme or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TraceOutcome {
    /// The tokens of these places in the list of tokens; one at least.
    Tokens(Vec<usize>),
    /// No token, for this reason.
    Dropped(Dropped),
    /// No token, for the reasons that its parts tell.
    DroppedByParts,
}

/// A pair of neighbouring characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BigramTrace {
    /// Both characters, in normal form.
    pub text: String,
    /// Their bytes in the text, a space between them included.
    pub range: Range<usize>,
    /// Whether a run of one kind of characters begins here. Words of two characters are
    /// looked for at such places only.
    pub starts_run: bool,
}
