//! Whether a space was lost where a line was wrapped.
//!
//! Defines the judgement for two pieces of text that met at a wrap. Where the
//! lines are and which of them continue is the corpus's business.

use super::analyzer::Analyzer;

/// How much likelier a wrap stands between two words than inside one, as a cost
/// in the dictionary's units (700 is about a factor of e, MeCab's cost factor).
/// Type-setting of the digests breaks lines at spaces, but for table cells.
const PRIOR_FOR_SPACE: i64 = 2_500;

/// Judges lost spaces by what the dictionary makes of either reading.
pub struct Spacing<'a> {
    analyzer: &'a Analyzer,
}

impl<'a> Spacing<'a> {
    /// A judge that reads with `analyzer`.
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Spacing { analyzer }
    }

    /// Whether `left` (the end of a line) and `right` (the start of the next) are
    /// two eojeols rather than one cut in two.
    ///
    /// Compares the costs of the best segmentations of `left right` and
    /// `leftright`; a tie or a failure goes to the space.
    pub fn is_space_between(&self, left: &str, right: &str) -> bool {
        let joined = format!("{left}{right}");
        let costs = (
            self.analyzer.cost(left),
            self.analyzer.cost(right),
            self.analyzer.cost(&joined),
        );
        match costs {
            (Some(left), Some(right), Some(joined)) => left + right <= joined + PRIOR_FOR_SPACE,
            _ => true,
        }
    }
}
