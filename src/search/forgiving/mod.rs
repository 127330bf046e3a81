//! Words of the index in the place of what was typed: what a prefix or a tilde stands for,
//! and what a word that no document holds was probably meant to be.

pub(super) mod continuation;
mod continued;
pub(super) mod expansion;
pub(super) mod forms;
mod half_typed;
mod initials;
mod meant;
pub(super) mod rewrite;
mod rewritten_text;
mod settled;
mod syllable_slips;
