//! Where the words of a query stand in a text.
//!
//! Uses the analyzer that made the index, so that what matched there is marked
//! here. Defines ranges only; which text is shown is `snippet`'s.

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::{Analyzer, Scratch, Token, units};

use super::query::{Query, QueryWord};

/// A place where a word of the query stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Which word, by its place in the query.
    pub word: usize,
    /// The bytes of the text, on character boundaries, never empty.
    pub range: Range<usize>,
}

/// Finds the words of one query in texts.
pub struct Highlighter {
    analyzer: Arc<Analyzer>,
    words: Vec<QueryWord>,
    scratch: Scratch,
}

impl Highlighter {
    /// A highlighter for `query`.
    pub fn new(query: &Query, analyzer: &Arc<Analyzer>) -> Self {
        Highlighter {
            analyzer: Arc::clone(analyzer),
            words: query.words.clone(),
            scratch: Scratch::default(),
        }
    }

    /// What to mark in `text`: byte ranges in order, on character boundaries,
    /// not empty, neither overlapping nor touching.
    pub fn highlights(&mut self, text: &str) -> Vec<Range<usize>> {
        merge(
            self.occurrences(text)
                .into_iter()
                .map(|occurrence| occurrence.range),
        )
    }

    /// The same as [`highlights`](Self::highlights), in characters (Unicode scalar
    /// values) of `text`.
    pub fn char_highlights(&mut self, text: &str) -> Vec<Range<usize>> {
        let highlights = self.highlights(text);
        char_ranges(text, &highlights)
    }

    /// Each place of each word, ordered by place. They may overlap.
    pub(crate) fn occurrences(&mut self, text: &str) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let tokens = self.analyzer.tokens(text, &mut self.scratch);
        let mut counted = None;
        for (index, word) in self.words.iter().enumerate() {
            found.extend(
                phrases(&tokens, &word.terms).map(|range| Occurrence { word: index, range }),
            );
            if let Some(phrase) = &word.grams {
                let units = counted.get_or_insert_with(|| units(text));
                found.extend(phrase.find(units).into_iter().map(|place| Occurrence {
                    word: index,
                    range: units[place.start].range.start..units[place.end - 1].range.end,
                }));
            }
        }
        found.sort_by_key(|occurrence| (occurrence.range.start, occurrence.range.end));
        found
    }
}

/// Where `terms` stand side by side among `tokens`, as byte ranges.
fn phrases(tokens: &[Token], terms: &[String]) -> impl Iterator<Item = Range<usize>> {
    tokens
        .windows(terms.len().max(1))
        .filter(move |window| window.iter().map(|token| &token.text).eq(terms))
        .map(|window| window[0].range.start..window[window.len() - 1].range.end)
}

/// Joins ranges that overlap or touch. They must come ordered by their start.
pub(crate) fn merge(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Byte ranges of `text`, ordered and apart, as ranges of characters.
pub(crate) fn char_ranges(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut chars = 0;
    let mut bytes = 0;
    let mut count_to = |byte: usize| {
        chars += text[bytes..byte].chars().count();
        bytes = byte;
        chars
    };
    ranges
        .iter()
        .map(|range| {
            let start = count_to(range.start);
            start..count_to(range.end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(query: &str, text: &str) -> Vec<String> {
        let analyzer = Arc::new(Analyzer::new().unwrap());
        let query = Query::new(query, &analyzer);
        Highlighter::new(&query, &analyzer)
            .highlights(text)
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
            let analyzer = Arc::new(Analyzer::new().unwrap());
            let query = Query::new(&query, &analyzer);
            let mut last = None;
            for range in Highlighter::new(&query, &analyzer).highlights(&text) {
                prop_assert!(text.get(range.clone()).is_some_and(|slice| !slice.is_empty()));
                prop_assert!(last.is_none_or(|last| range.start > last));
                last = Some(range.end);
            }
        }

        #[test]
        fn a_text_that_is_the_query_is_marked_to_its_ends(text in "[가-힣]{2,6}") {
            let analyzer = Arc::new(Analyzer::new().unwrap());
            let query = Query::new(&text, &analyzer);
            prop_assume!(!query.words.is_empty());
            let highlights = Highlighter::new(&query, &analyzer).highlights(&text);
            prop_assert!(!highlights.is_empty());
        }
    }
}
