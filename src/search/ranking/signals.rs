//! The signals of the ranking, to be left out one by one.
//!
//! For measuring what each is worth; a search has all of them.

/// Which signals the ranking uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signals {
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
    /// Full matches before partial ones by law. No signal of a search: what it would
    /// cost.
    pub full_first: bool,
}

impl Signals {
    /// What a search has.
    pub const ALL: Signals = Signals {
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
    pub const MORPHEMES: Signals = Signals {
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
