//! Text to tokens: what is indexed and what is searched for pass through here.
//!
//! Defines the normalisation, the segmentation into morphemes, the choice of the
//! morphemes that carry meaning, and the bigrams and readings that do not depend on the
//! dictionary. Leaves fields, queries and ranking to the floors above.

mod analyzer;
mod char_set;
mod characters;
mod compounds;
mod eojeol_memory;
mod eojeols;
mod error;
mod grams;
mod hanja;
mod inflection;
pub mod jamo;
pub mod keyboard;
mod known_compounds;
mod leaves;
mod morphemes;
mod new_words;
mod normal_char;
mod normalization;
mod numbers;
mod readings;
mod runs;
mod scratch;
mod scratches;
mod single_words;
mod spacing;
mod spelled_word;
mod spelled_words;
mod tails;
mod terms;
mod token;
mod token_places;
mod tokenizer;
mod trace;
pub mod transliteration;
mod turns;
mod unit_reader;
mod units;

pub use analyzer::Analyzer;
pub use char_set::CharSet;
pub use error::{AnalysisError, LineError};

pub use inflection::{
    VerbForm, ends_word, forms_of_whole, is_form_of, may_be_inflected, verb_forms,
};
pub use leaves::{Dropped, Role};
pub use morphemes::{Morpheme, Parts};
pub use new_words::{Candidate, WordStatistics};
pub use numbers::{NumberMention, may_name, numbers};
pub use scratch::Scratch;
pub use scratches::Scratches;
pub use spacing::Spacing;
pub use spelled_word::SpelledWord;
pub use spelled_words::SpelledWords;
pub use terms::{CompiledTerms, Terms};
pub use token::{DictionaryForm, Reading, ReadingKind, Stem, Token, Word};
pub use token_places::{Placed, PlacedTokens, WrongPlaces, take_number, write_number};
pub use tokenizer::{AnalyzedBytes, View, named_analyzers};
pub use trace::{
    BigramTrace, EojeolTrace, MorphemeTrace, PartTrace, Structure, Trace, TraceOutcome,
};
pub use units::{Unit, spelling, units};

/// The analyzer with the shipped terms, made once for all tests of the process.
#[cfg(test)]
pub(crate) fn test_analyzer() -> std::sync::Arc<Analyzer> {
    static ANALYZER: std::sync::OnceLock<std::sync::Arc<Analyzer>> = std::sync::OnceLock::new();
    let make = || std::sync::Arc::new(Analyzer::new().unwrap());
    ANALYZER.get_or_init(make).clone()
}
