//! Whether a space was lost where a line was wrapped.
//!
//! Defines the judgement for two pieces of text that met at a wrap. Where the
//! lines are and which of them continue is the corpus's business.

use crate::analysis::analyzer::Analyzer;

/// How much likelier a wrap stands between two words than inside one, in the
/// dictionary's units of cost (about 700 for a factor of e). Digests break lines
/// at spaces; only narrow columns of tables are broken inside words.
const PRIOR_FOR_SPACE: i64 = 3_000;

/// The same again after a number: its unit is a word of its own there (100만 명),
/// though the dictionary has both spellings.
const PRIOR_AFTER_NUMBER: i64 = 3_000;

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
    /// Compares the costs of the best segmentations of both readings; a failure
    /// goes to the space. A dependent noun (것, 중) always stands apart: so the
    /// orthography has it (한글 맞춤법 제42항), whatever is common. A number stands apart
    /// from a word before it (총 2,309억), but for a prefix (제3자).
    pub fn is_space_between(&self, left: &str, right: &str) -> bool {
        let before_number = right.starts_with(|c: char| c.is_ascii_digit())
            && left.ends_with(|c: char| ('가'..='힣').contains(&c))
            && !self.analyzer.ends_with_prefix(left);
        if before_number || self.analyzer.starts_with_dependent_noun(right) {
            return true;
        }
        let costs = (
            self.analyzer.cost(left),
            self.analyzer.cost(right),
            self.analyzer.cost(&format!("{left}{right}")),
        );
        let (Some(left_cost), Some(right_cost), Some(joined_cost)) = costs else {
            return true;
        };
        let prior = if ends_with_number(left) {
            PRIOR_FOR_SPACE + PRIOR_AFTER_NUMBER
        } else {
            PRIOR_FOR_SPACE
        };
        left_cost + right_cost <= joined_cost + prior
    }
}

/// Whether `text` ends with digits, or digits and a power of ten: `5천억`.
fn ends_with_number(text: &str) -> bool {
    let digits = text.trim_end_matches(['천', '만', '억', '조']);
    digits.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;

    #[test]
    fn words_are_told_from_halves_of_words() {
        let analyzer = test_analyzer();
        let spacing = Spacing::new(&analyzer);
        for (left, right) in [
            ("안전한", "사용을"),
            ("총", "2,309억원을"),
            ("200만", "명에게"),
            ("말하는", "것처럼"),
        ] {
            assert!(spacing.is_space_between(left, right), "{left} {right}");
        }
        for (left, right) in [
            ("기계학", "습,"),
            ("최첨단기", "술과"),
            ("컨소시", "엄에는"),
        ] {
            assert!(!spacing.is_space_between(left, right), "{left}{right}");
        }
    }
}
