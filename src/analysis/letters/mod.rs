//! Text before any dictionary: its normal form, its units, and the letters that syllables are
//! typed, sounded and begun with.

pub(in crate::analysis) mod char_set;
pub(in crate::analysis) mod characters;
pub(in crate::analysis) mod first_letters;
pub(in crate::analysis) mod hanja;
mod hanja_words;
pub mod jamo;
pub mod keyboard;
pub mod loanwords;
pub(in crate::analysis) mod normal_char;
pub(in crate::analysis) mod normalization;
pub mod transliteration;
pub(in crate::analysis) mod unit_reader;
pub(in crate::analysis) mod units;
