//! Where the words of a query stand in a text.
//!
//! Uses the analyzer that made the index, so that what matched there is marked
//! here. Defines ranges only; which text is shown is `snippet`'s.

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::{Analyzer, Scratch, Sieve, SpelledWord, Token, numbers, units};

use crate::document::Part;
use crate::search::query::Query;
use crate::search::query::scope::Scope;
use crate::search::query::word::{Alternative, Form, QueryWord, Trust};

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
    sought: Vec<Sought>,
    /// Whether amounts or dates are among what is sought.
    seeks_numbers: bool,
    /// Tells which eojeols to segment; `None` segments all.
    sieve: Option<Sieve>,
    scratch: Scratch,
    /// How many texts it was given, for tests of what is looked at.
    #[cfg(test)]
    pub(super) texts_read: usize,
}

/// A word of the query or an alternative of some, as it is looked for in a text.
struct Sought {
    /// The words that are there where this is.
    words: Range<usize>,
    /// The part of a document they are asked for in.
    scope: Option<Scope>,
    /// Its tokens; none where it is an amount or a date.
    terms: Vec<String>,
    /// What it is looked for as by its letters.
    spelled: Vec<SpelledWord>,
    in_a_row: Vec<SpelledWord>,
    /// Its letters, to be found as parts of a compound however that is cut.
    letters: Vec<String>,
    /// Whether its tokens count only where its letters are not found.
    letters_first: bool,
    number: Option<String>,
}

impl Highlighter {
    /// A highlighter for `query` that segments only where a word may stand. It can
    /// miss a word in slang or misspelled forms.
    pub fn new(query: &Query, analyzer: &Arc<Analyzer>) -> Self {
        Highlighter::with_scratch(query, analyzer, Scratch::default())
    }

    /// The same in memory that was used before: what it remembers of eojeols changes no
    /// highlight.
    pub(crate) fn with_scratch(query: &Query, analyzer: &Arc<Analyzer>, scratch: Scratch) -> Self {
        let sought = sought(query);
        let terms = sought.iter().map(|sought| sought.terms.as_slice());
        let letters = sought.iter().flat_map(|sought| sought.letters.chunks(1));
        let phrases = terms.chain(letters);
        Highlighter {
            analyzer: Arc::clone(analyzer),
            seeks_numbers: sought.iter().any(|sought| sought.number.is_some()),
            sieve: Some(Sieve::new(phrases.filter(|terms| !terms.is_empty()))),
            sought,
            scratch,
            #[cfg(test)]
            texts_read: 0,
        }
    }

    /// Its memory, for the next.
    pub(crate) fn into_scratch(self) -> Scratch {
        self.scratch
    }

    /// Has it segment all text, and miss nothing, for as long as `find` takes.
    pub(crate) fn thoroughly<T>(&mut self, find: impl FnOnce(&mut Self) -> T) -> T {
        let sieve = self.sieve.take();
        let found = find(self);
        self.sieve = sieve;
        found
    }

    /// The same, but it segments all text and misses nothing.
    pub(crate) fn thorough(query: &Query, analyzer: &Arc<Analyzer>) -> Self {
        Highlighter {
            sieve: None,
            ..Highlighter::new(query, analyzer)
        }
    }

    /// What to mark in `text`, which is from this part of a document: byte ranges in
    /// order, on character boundaries, not empty, neither overlapping nor touching.
    pub fn highlights(&mut self, text: &str, part: Part) -> Vec<Range<usize>> {
        let occurrences = self.occurrences(text, part).into_iter();
        merge(occurrences.map(|occurrence| occurrence.range))
    }

    /// Each place of each word that is asked for in this part of a document, ordered by
    /// place. They may overlap.
    pub(crate) fn occurrences(&mut self, text: &str, part: Part) -> Vec<Occurrence> {
        #[cfg(test)]
        {
            self.texts_read += 1;
        }
        let mut found = Vec::new();
        let tokens = self
            .analyzer
            .sifted_tokens(text, self.sieve.as_ref(), &mut self.scratch);
        let mut counted = None;
        let mentions = if self.seeks_numbers {
            numbers(text)
        } else {
            Vec::new()
        };
        let is_here = |scope: Option<Scope>| scope.is_none_or(|scope| scope.has(part));
        for sought in self.sought.iter().filter(|sought| is_here(sought.scope)) {
            let mut places: Vec<Range<usize>> = Vec::new();
            if !sought.spelled.is_empty() || !sought.in_a_row.is_empty() {
                let units = counted.get_or_insert_with(|| units(text));
                let found = sought
                    .spelled
                    .iter()
                    .flat_map(|spelled| spelled.find(units));
                let found = found.chain(SpelledWord::find_in_a_row(&sought.in_a_row, units));
                places.extend(
                    found.map(|place| {
                        units[place.start].range.start..units[place.end - 1].range.end
                    }),
                );
            }
            for letters in &sought.letters {
                places.extend(parts(&tokens, letters));
            }
            if places.is_empty() || !sought.letters_first {
                places.extend(phrases(&tokens, &sought.terms));
            }
            // A compound that is cut otherwise holds it all the same.
            if places.is_empty() && self.sieve.is_none() {
                let units = counted.get_or_insert_with(|| units(text));
                let first = sought.spelled.first().into_iter();
                let found = first.flat_map(|spelled| spelled.find_inside(units));
                places.extend(
                    found.map(|place| {
                        units[place.start].range.start..units[place.end - 1].range.end
                    }),
                );
            }
            if let Some(number) = &sought.number {
                let same = mentions.iter().filter(|found| found.terms.contains(number));
                places.extend(same.map(|found| found.range.clone()));
            }
            // A place that letters and tokens tell is one.
            places.sort_unstable_by_key(|place| (place.start, place.end));
            places.dedup();
            for word in sought.words.clone() {
                found.extend(places.iter().map(|range| Occurrence {
                    word,
                    range: range.clone(),
                }));
            }
        }
        found.sort_by_key(|occurrence| (occurrence.range.start, occurrence.range.end));
        found
    }
}

/// What a word of several tokens is spelled as, with its particles and without.
fn letters_of_parts(word: &QueryWord) -> Vec<String> {
    if word.terms.len() < 2 {
        return Vec::new();
    }
    let nouns = word.spelled.iter().filter(|spelled| spelled.as_noun);
    nouns.map(SpelledWord::text).collect()
}

/// Everything that stands for a word of `query`.
fn sought(query: &Query) -> Vec<Sought> {
    let words = query.sought_words().map(|(place, word)| Sought {
        words: place..place + 1,
        scope: word.scope,
        terms: match word.trust {
            Trust::None => Vec::new(),
            Trust::Full | Trust::IfNothingElse => {
                word.terms.iter().map(|term| term.text.clone()).collect()
            }
        },
        spelled: word.spelled.clone(),
        in_a_row: word.in_a_row.clone(),
        letters: letters_of_parts(word),
        letters_first: word.trust == Trust::IfNothingElse,
        number: None,
    });
    let is_sought = |other: &&Alternative| {
        let first = query.words.get(other.words.start);
        first.is_some_and(|word| !word.is_excluded)
    };
    let alternatives = query.alternatives.iter().filter(is_sought).map(|other| {
        let (terms, spelled, number) = match &other.form {
            Form::Phrase { terms, spelled } => (terms.clone(), spelled.clone(), None),
            Form::Number(value) => (Vec::new(), Vec::new(), Some(value.clone())),
        };
        Sought {
            words: other.words.clone(),
            scope: query.words[other.words.start].scope,
            terms,
            spelled,
            in_a_row: Vec::new(),
            letters: Vec::new(),
            letters_first: false,
            number,
        }
    });
    words.chain(alternatives).collect()
}

/// Where `terms` stand side by side among `tokens`, as byte ranges.
fn phrases(tokens: &[Option<Token>], terms: &[String]) -> impl Iterator<Item = Range<usize>> {
    let windows = tokens.windows(terms.len().max(1));
    let windows = windows.filter(|_| !terms.is_empty());
    windows.filter_map(move |window| {
        let texts = window.iter().map(|token| Some(&token.as_ref()?.text));
        if !texts.eq(terms.iter().map(Some)) {
            return None;
        }
        let (first, last) = (window.first()?.as_ref()?, window.last()?.as_ref()?);
        Some(first.range.start..last.range.end)
    })
}

/// Where tokens that touch are spelled as `letters` together, as byte ranges.
fn parts(tokens: &[Option<Token>], letters: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for first in 0..tokens.len() {
        let mut rest = letters;
        let mut end = None;
        for token in tokens[first..].iter().map_while(Option::as_ref) {
            let touches = end.is_none_or(|end| end == token.range.start);
            let Some(behind) = rest.strip_prefix(token.text.as_str()).filter(|_| touches) else {
                break;
            };
            rest = behind;
            end = Some(token.range.end);
            if rest.is_empty() {
                let start = tokens[first]
                    .as_ref()
                    .map_or(token.range.start, |one| one.range.start);
                found.push(start..token.range.end);
                break;
            }
        }
    }
    found
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
        fn a_sieve_changes_no_mark(
            query in "[가-힣]{1,2}( [A-Z0-9가-힣]{1,2})?",
            text in "([가-힣]{1,2}[A-Z0-9,.·]{0,2} ?){0,30}",
        ) {
            let analyzer = test_analyzer();
            let query = Query::new(&query, &analyzer, &Synonyms::none()).unwrap();
            let sifted = Highlighter::new(&query, &analyzer).highlights(&text, Part::Body);
            let thorough = Highlighter::thorough(&query, &analyzer).highlights(&text, Part::Body);
            prop_assert_eq!(sifted, thorough);
        }

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
