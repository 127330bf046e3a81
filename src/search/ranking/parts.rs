//! The parts of the ranking, to be left out one by one.
//!
//! For measuring what each is worth; a search has all of them.

/// Which parts of the ranking are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Words by their letters, whatever the dictionary makes of them.
    pub readings: bool,
    /// Words without their particles.
    pub stems: bool,
    /// What stands near what.
    pub nearness: bool,
    /// The share of the query's words that a document holds.
    pub coverage: bool,
    /// Every word in the title, or in title and summary, first.
    pub tiers: bool,
    /// Less weight for verbs, adverbs, affixes and pronouns.
    pub roles: bool,
    /// Synonyms, amounts and dates.
    pub alternatives: bool,
    /// Full matches before partial ones by law. No part of a search: what it would
    /// cost.
    pub full_first: bool,
}

impl Parts {
    /// What a search has.
    pub const ALL: Parts = Parts {
        readings: true,
        stems: true,
        nearness: true,
        coverage: true,
        tiers: true,
        roles: true,
        alternatives: true,
        full_first: false,
    };

    /// BM25 over morphemes and nothing else.
    pub const MORPHEMES: Parts = Parts {
        readings: false,
        stems: false,
        nearness: false,
        coverage: false,
        tiers: false,
        roles: false,
        alternatives: false,
        full_first: false,
    };
}
