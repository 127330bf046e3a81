//! The words of a query marked in texts that no index keeps.
//!
//! Finds their tokens as an index does. Where words stand among them is `word_finder`'s.

use std::ops::Range;
use std::sync::Arc;

use super::word_finder::{Reach, WordFinder, merge};
use crate::analysis::{Analyzer, Scratch};
use crate::document::Part;
use crate::search::query::Query;

/// Finds the words of one query in texts.
pub struct Highlighter {
    finder: WordFinder,
    analyzer: Arc<Analyzer>,
    scratch: Scratch,
    reach: Reach,
}

impl Highlighter {
    /// A highlighter for `query`.
    pub fn new(query: &Query, analyzer: &Arc<Analyzer>) -> Self {
        Highlighter {
            finder: WordFinder::new(query),
            analyzer: Arc::clone(analyzer),
            scratch: Scratch::default(),
            reach: Reach::Words,
        }
    }

    /// The same, which marks within words what a text has nowhere else.
    pub(crate) fn thorough(query: &Query, analyzer: &Arc<Analyzer>) -> Self {
        Highlighter {
            reach: Reach::Letters,
            ..Highlighter::new(query, analyzer)
        }
    }

    /// What to mark in `text`, which is from this part of a document: byte ranges in
    /// order, on character boundaries, not empty, neither overlapping nor touching.
    pub fn highlights(&mut self, text: &str, part: Part) -> Vec<Range<usize>> {
        let (analyzer, scratch) = (&self.analyzer, &mut self.scratch);
        let found = self
            .finder
            .analysed(text, part, self.reach, analyzer, scratch);
        merge(found.into_iter().map(|found| found.range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use crate::search::Synonyms;
    use proptest::prelude::*;

    fn marked(query: &str, text: &str) -> Vec<String> {
        let analyzer = test_analyzer();
        let query = Query::new(query, &analyzer, &Synonyms::shipped()).unwrap();
        Highlighter::new(&query, &analyzer)
            .highlights(text, Part::Body)
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect()
    }

    #[test]
    fn particles_are_not_marked() {
        assert_eq!(marked("투자", "투자계획은 투자를 늘렸다"), ["투자", "투자"]);
    }

    #[test]
    fn inflected_and_compound_words_are_marked() {
        assert_eq!(marked("투자하는", "정부가 투자했다"), ["투자"]);
        assert_eq!(marked("지능", "인공지능은"), ["지능"]);
        assert_eq!(marked("인공지능", "인공 지능은"), ["인공 지능"]);
    }

    #[test]
    fn the_parts_of_a_word_are_marked_together_or_not_at_all() {
        assert_eq!(
            marked("레드팀", "레드팀은 여러 팀이 모인 레드 팀"),
            ["레드팀", "레드 팀"]
        );
    }

    #[test]
    fn neighbouring_marks_are_one() {
        assert_eq!(marked("레드 팀", "레드팀이"), ["레드팀"]);
        assert_eq!(marked("GPT-4", "ＧＰＴ－４를"), ["ＧＰＴ－４"]);
    }

    proptest! {
        #[test]
        fn highlights_are_slices_in_order(
            query in "[가-힣A-Za-z0-9 ]{1,8}",
            text in "[가-힣A-Za-z0-9 .,·㈜⼤-]{0,60}",
        ) {
            let analyzer = test_analyzer();
            let query = Query::new(&query, &analyzer, &Synonyms::none()).unwrap();
            let mut last = None;
            for range in Highlighter::new(&query, &analyzer).highlights(&text, Part::Body) {
                prop_assert!(text.get(range.clone()).is_some_and(|slice| !slice.is_empty()));
                prop_assert!(last.is_none_or(|last| range.start > last));
                last = Some(range.end);
            }
        }

        #[test]
        fn a_text_that_is_the_query_is_marked_to_its_ends(text in "[가-힣]{2,6}") {
            let analyzer = test_analyzer();
            let query = Query::new(&text, &analyzer, &Synonyms::none()).unwrap();
            prop_assume!(!query.words.is_empty());
            let highlights = Highlighter::new(&query, &analyzer).highlights(&text, Part::Body);
            prop_assert!(!highlights.is_empty());
        }
    }
}
