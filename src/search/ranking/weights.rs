//! What a match counts: every weight of the ranking, with its reason.
//!
//! The measurements behind them are in `benches/relevance.md`. Where differences were
//! within the noise of the sets the plainer figure stands here.

use crate::analysis::{Role, View};
use crate::document::Part;

/// BM25's saturation. A word that is repeated says little more in texts that are all
/// about one thing; of 0.42, 0.6 and 1.2 the smallest ranks best on both sets.
pub(in crate::search) const K1: f32 = 0.42;

/// BM25's length normalisation. Long articles are punished little: their length is
/// detail, not padding. 0.3 to 0.5 rank alike.
pub(in crate::search) const B: f32 = 0.3;

/// How much a document gains that holds every word: its score is multiplied by up to
/// one more than this, by the square of the share of words it holds. So full matches
/// come before partial ones as a rule; as a law it costs 0.03 nDCG, for a long document
/// holds every word somewhere.
pub(in crate::search) const COVERAGE: f32 = 1.0;

/// What two terms that stand near each other, as in the query, add: times the smaller
/// of their weights.
pub(in crate::search) const NEARNESS: f32 = 1.0;

/// How far apart in a text, in tokens, two terms are near.
pub(in crate::search) const NEARNESS_WINDOW: u32 = 8;

/// How far apart in the query two terms may stand to be looked for near each other:
/// neighbours, and those with one or two between.
pub(in crate::search) const NEARNESS_REACH: usize = 3;

/// The best so many documents are looked through for nearness: more than anybody
/// reads, and a bound on what a query of common words costs.
pub(in crate::search) const NEARNESS_DEPTH: usize = 200;

/// A synonym in the place of the word. Less than the word, which counts by its stem
/// and characters besides.
pub(in crate::search) const SYNONYM: f32 = 0.8;

/// The same words spelled otherwise: they are found by it, and their parts count already.
pub(in crate::search) const SPELLING: f32 = 0.8;

/// The same words written together: where they are cut otherwise apart, their parts do not count,
/// and the whole of it must come before texts that hold one of them (류 중일).
pub(super) const JOINED: f32 = 1.4;

/// Another word that may have been meant as well: as much as the word that was put in the place
/// of the typed one, with all its views. So the rarest comes first, which hides few of the rest.
pub(in crate::search) const GUESS: f32 = 1.9;

/// An amount or a date, however it is written, is the same one.
pub(in crate::search) const NUMBER: f32 = 1.0;

/// What a part counts beside the others, and so the field that it stands for.
///
/// Close together, because where all words are in the title or the summary the tier
/// says so already: with a title of 3 one common word of a long query drowns the rest
/// (-0.04 nDCG).
pub(in crate::search) fn of_part(part: Part) -> f32 {
    match part {
        Part::Title => 1.2,
        Part::Summary => 1.1,
        // A heading says what the bullets under it are about, in few words.
        Part::Heading
        | Part::Body
        | Part::Description
        | Part::Period
        | Part::Place
        | Part::Homepage => 1.0,
        // A cited work's title says what the article is about, but in its own words.
        Part::Citation | Part::CitationPublisher | Part::CitationTitle => 0.7,
        // Asides.
        Part::Footnote | Part::Caption => 0.5,
    }
}

/// What a word's reading counts: it finds the word where the dictionary cut it otherwise.
const READING: f32 = 0.6;

/// What a hit counts that holds words only in ways that are no evidence: written apart, as a
/// form that the dictionary cuts wrongly.
pub(in crate::search) const UNSCORED: f32 = 0.1;

/// What it counts where the word has no tokens to be trusted, and is all there is of it.
pub(in crate::search) const LONE_READING: f32 = 1.0 / READING;

/// What a way of looking at the text counts beside the morphemes: the others lift
/// what was written alike, and find what the dictionary cut differently.
pub(in crate::search) fn of_view(view: View) -> f32 {
    match view {
        View::Morphemes => 1.0,
        View::Stems => 0.3,
        View::Readings => READING,
        View::Numbers => NUMBER,
    }
}

/// What a term counts by its role: texts are about their nouns.
pub(in crate::search) fn of_role(role: Role) -> f32 {
    match role {
        Role::Noun => 1.0,
        Role::Verb | Role::Modifier | Role::Affix => 0.7,
        Role::Stand => 0.5,
    }
}
