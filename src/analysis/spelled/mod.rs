//! Words as they are spelled, however the dictionary cuts them: readings, runs and bigrams, and
//! what looks for them in a text.

pub(in crate::analysis) mod grams;
pub(in crate::analysis) mod readings;
pub(in crate::analysis) mod runs;
pub(in crate::analysis) mod signs;
pub(in crate::analysis) mod spelled_word;
pub(in crate::analysis) mod spelled_words;
mod spots;
pub(in crate::analysis) mod tails;
pub(in crate::analysis) mod turns;
