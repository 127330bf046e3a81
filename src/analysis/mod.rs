//! Text to tokens: what is indexed and what is searched for pass through here.
//!
//! Defines the normalisation, the segmentation into morphemes, the choice of the
//! morphemes that carry meaning, and the bigrams and readings that do not depend on the
//! dictionary. Leaves fields, queries and ranking to the floors above.

mod analyzer;
mod error;
mod inflection;
mod letters;
mod new_words;
mod numbers;
mod scratch;
mod scratches;
mod segmentation;
mod spacing;
mod spelled;
mod tokenizer;
mod trace;

pub use analyzer::Analyzer;
pub use error::{AnalysisError, LineError};
pub use letters::first_letters::FirstLetters;
pub use letters::{jamo, keyboard, loanwords, transliteration};

pub use inflection::{
    VerbForm, before_particles, ends_word, forms_of_whole, is_form_of, may_be_inflected, verb_forms,
};
pub use letters::units::{Unit, spelling, units};
pub use new_words::{Candidate, WordStatistics};
pub use numbers::{NumberMention, Wording, is_numeral, may_name, numbers};
pub use scratch::Scratch;
pub use scratches::Scratches;
pub use segmentation::known::Known;
pub use segmentation::leaves::{Dropped, Role};
pub use segmentation::morphemes::{Morpheme, Parts};
pub use segmentation::terms::{CompiledTerms, Terms};
pub use segmentation::token::{DictionaryForm, Reading, ReadingKind, Stem, Token, Word};
pub use segmentation::token_places::{
    Placed, PlacedTokens, WrongPlaces, take_number, write_number,
};
pub use spacing::Spacing;
pub use spelled::spelled_word::SpelledWord;
pub use spelled::spelled_words::SpelledWords;
pub use tokenizer::{AnalyzedBytes, View, named_analyzers};
pub use trace::{
    BigramTrace, EojeolTrace, MorphemeTrace, PartTrace, Structure, Trace, TraceOutcome,
};

/// The analyzer with the shipped terms, made once for all tests of the process.
#[cfg(test)]
pub(crate) fn test_analyzer() -> std::sync::Arc<Analyzer> {
    static ANALYZER: std::sync::OnceLock<std::sync::Arc<Analyzer>> = std::sync::OnceLock::new();
    let make = || std::sync::Arc::new(Analyzer::new().unwrap());
    ANALYZER.get_or_init(make).clone()
}
