//! Text cut by the dictionary: eojeols, their morphemes, the tokens that are indexed of them, and
//! where those stand.

pub(in crate::analysis) mod compounds;
pub(in crate::analysis) mod eojeol_memory;
pub(in crate::analysis) mod eojeols;
pub(in crate::analysis) mod joined_words;
pub(in crate::analysis) mod known;
pub(in crate::analysis) mod known_compounds;
pub(in crate::analysis) mod leaves;
pub(in crate::analysis) mod morphemes;
pub(in crate::analysis) mod single_words;
pub(in crate::analysis) mod terms;
pub(in crate::analysis) mod token;
pub(in crate::analysis) mod token_places;
