//! Where the words of a query stand in texts whose tokens' places are known.
//!
//! Looks for them as the index does, so that what matched there is marked here, and without
//! the dictionary. Defines ranges only; which text is shown is `snippet`'s.

use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::Range;

use super::sought::{Sought, sought};
use super::token_finder::{Found, How, TokenFinder, TokenWalk};
use crate::analysis::{
    Analyzer, PlacedTokens, Scratch, SpelledWords, Unit, WrongPlaces, may_name, numbers, units,
};
use crate::document::Part;
use crate::search::query::Query;

/// A place where a word of the query stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Which word, by its place in the query.
    pub word: usize,
    /// The bytes of the text, on character boundaries, never empty.
    pub range: Range<usize>,
}

/// How far words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Where they are words, or parts of compounds.
    Words,
    /// Where a text has a word nowhere else, also within words that are cut otherwise.
    Letters,
}

/// Finds the words of one query in texts.
pub(crate) struct WordFinder {
    sought: Vec<Sought>,
    tokens: TokenFinder,
    spelled: SpelledWords,
    /// What each row of `spelled` is of.
    spelled_of: Vec<usize>,
    /// What is sought as an amount or a date, by its value.
    numbers: HashMap<String, Vec<usize>>,
    /// How many texts it was given, for tests of what is looked at.
    #[cfg(test)]
    pub(super) texts_read: usize,
}

impl WordFinder {
    /// Looks for the words of `query`.
    pub(crate) fn new(query: &Query) -> Self {
        let sought = sought(query);
        let (mut rows, mut spelled_of) = (Vec::new(), Vec::new());
        let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, one) in sought.iter().enumerate() {
            let alone = one.spelled.iter().map(|spelled| vec![spelled.clone()]);
            let in_a_row = Some(one.in_a_row.clone()).filter(|row| !row.is_empty());
            for row in alone.chain(in_a_row) {
                rows.push(row);
                spelled_of.push(place);
            }
            if let Some(number) = &one.number {
                numbers.entry(number.clone()).or_default().push(place);
            }
        }
        WordFinder {
            tokens: TokenFinder::new(&sought),
            spelled: SpelledWords::new(rows),
            spelled_of,
            numbers,
            sought,
            #[cfg(test)]
            texts_read: 0,
        }
    }

    /// Each place of each word that is asked for in this part of a document, ordered by
    /// place. They may overlap. `pieces` are those of the text that have places of their own, in
    /// order: where each begins, and the places of its tokens.
    ///
    /// # Errors
    ///
    /// Where the places are not those of the text.
    pub(crate) fn occurrences<'a>(
        &mut self,
        text: &str,
        pieces: impl Iterator<Item = (usize, &'a [u8])>,
        part: Part,
        reach: Reach,
    ) -> Result<Vec<Occurrence>, WrongPlaces> {
        self.occurrences_among(text, part, reach, |walk| {
            for (start, places) in pieces {
                let piece = text.get(start..).ok_or(WrongPlaces)?;
                let mut tokens = PlacedTokens::new(piece, places);
                // A token counts where something begins with it, or began before it.
                while let Some(placed) = match walk.beginnings() {
                    Some(letters) => tokens.next_beginning(letters)?,
                    None => tokens.next()?,
                } {
                    walk.go_on(placed.behind(start));
                }
            }
            Ok(())
        })
    }

    /// The same in a text whose tokens are found anew.
    pub(super) fn analysed(
        &mut self,
        text: &str,
        part: Part,
        reach: Reach,
        analyzer: &Analyzer,
        scratch: &mut Scratch,
    ) -> Vec<Occurrence> {
        let Ok(found) = self.occurrences_among(text, part, reach, |walk| {
            analyzer.for_each_placed(text, scratch, |placed| walk.go_on(placed));
            Ok::<(), Infallible>(())
        });
        found
    }

    fn occurrences_among<E>(
        &mut self,
        text: &str,
        part: Part,
        reach: Reach,
        walk_over: impl FnOnce(&mut TokenWalk<'_>) -> Result<(), E>,
    ) -> Result<Vec<Occurrence>, E> {
        #[cfg(test)]
        {
            self.texts_read += 1;
        }
        let is_here = |one: &Sought| one.scope.is_none_or(|scope| scope.has(part));
        if !self.sought.iter().any(is_here) {
            return Ok(Vec::new());
        }
        let mut walk = self.tokens.walk(&self.sought);
        walk_over(&mut walk)?;
        let mut found = walk.found;
        self.find_others(text, &mut found);
        found.retain(|(place, ..)| is_here(&self.sought[*place]));
        found.sort_unstable_by_key(|(place, how, range)| (*place, *how, range.start, range.end));
        let mut occurrences = Vec::new();
        let mut add = |place: usize, mut ranges: Vec<Range<usize>>| {
            // A place that letters and tokens tell is one.
            ranges.sort_unstable_by_key(|range| (range.start, range.end));
            ranges.dedup();
            for word in self.sought[place].words.clone() {
                let ranges = ranges.iter().cloned();
                occurrences.extend(ranges.map(|range| Occurrence { word, range }));
            }
        };
        match reach {
            Reach::Words => {
                for all in found.chunk_by(|(one, ..), (other, ..)| one == other) {
                    let place = all[0].0;
                    add(place, ranges_of(&self.sought[place], all, None));
                }
            }
            Reach::Letters => {
                let units = units(text);
                let mut rest = found.as_slice();
                for (place, one) in self.sought.iter().enumerate() {
                    let count = rest
                        .iter()
                        .take_while(|(other, ..)| *other == place)
                        .count();
                    let (all, behind) = rest.split_at(count);
                    rest = behind;
                    if is_here(one) {
                        add(place, ranges_of(one, all, Some(&units)));
                    }
                }
            }
        }
        occurrences.sort_by_key(|occurrence| (occurrence.range.start, occurrence.range.end));
        Ok(occurrences)
    }

    /// Adds what stands in a text by its letters, and amounts and dates.
    fn find_others(&self, text: &str, found: &mut Vec<Found>) {
        self.spelled.find(text, |row, range| {
            found.push((self.spelled_of[row], How::Letters, range));
        });
        if self.numbers.keys().any(|term| may_name(text, term)) {
            for mention in numbers(text) {
                for term in &mention.terms {
                    for place in self.numbers.get(term).into_iter().flatten() {
                        found.push((*place, How::Number, mention.range.clone()));
                    }
                }
            }
        }
    }
}

/// Where something stands, by all that was found of it; with the units of the text also
/// within words, where it stands nowhere else.
fn ranges_of(one: &Sought, all: &[Found], units: Option<&[Unit]>) -> Vec<Range<usize>> {
    let of = |wanted: How| {
        let those = all.iter().filter(move |(_, how, _)| *how == wanted);
        those.map(|(.., range)| range.clone())
    };
    let mut ranges: Vec<Range<usize>> = of(How::Letters).collect();
    if ranges.is_empty() || !one.letters_first {
        ranges.extend(of(How::Tokens));
    }
    if let (true, Some(units), Some(first)) = (ranges.is_empty(), units, one.spelled.first()) {
        let inside = first.find_inside(units).into_iter();
        ranges.extend(
            inside.map(|place| units[place.start].range.start..units[place.end - 1].range.end),
        );
    }
    ranges.extend(of(How::Number));
    ranges
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
