//! Text to tokens: what is indexed and what is searched for pass through here.
//!
//! Defines the normalisation, the segmentation into morphemes, the choice of the
//! morphemes that carry meaning, and the bigrams that do not depend on the
//! dictionary. Leaves fields, queries and ranking to the floors above.

mod analyzer;
mod characters;
mod error;
mod grams;
mod leaves;
mod morphemes;
mod normalization;
mod sieve;
mod spacing;
mod tokenizer;

pub use analyzer::{Analyzer, Scratch, Token, Word};
pub use error::AnalysisError;
pub use grams::{GramPhrase, Unit, units};
pub use morphemes::{Morpheme, Parts};
pub use sieve::Sieve;
pub use spacing::Spacing;
pub use tokenizer::{GRAMS, MORPHEMES, named_analyzers};
