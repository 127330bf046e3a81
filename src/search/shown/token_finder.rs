//! Where phrases of tokens stand in a text, and words that its tokens are parts of.
//!
//! All that is looked for is found in one walk over the tokens: of most the first character
//! tells that nothing begins with them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::sought::Sought;
use crate::analysis::{FirstLetters, Placed};

/// How something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// By its letters.
    Letters,
    /// By its tokens, side by side.
    Tokens,
    /// As an amount or a date.
    Number,
}

/// Finds the tokens of what is sought.
pub(super) struct TokenFinder {
    /// What is sought, by its first token.
    by_term: HashMap<String, Vec<usize>, RandomState>,
    /// The same with the number of its letters, by the first of these.
    by_letter: HashMap<char, Vec<(usize, usize)>, RandomState>,
    first_letters: FirstLetters,
}

/// Something of which the beginning was found in a text.
struct Begun {
    /// Its place among what is sought.
    place: usize,
    found: FoundPart,
    start: usize,
    end: usize,
}

/// How much of it was found.
enum FoundPart {
    /// So many of its terms.
    Terms(usize),
    /// So many bytes of these of its letters.
    Letters { number: usize, bytes: usize },
}

impl TokenFinder {
    pub(super) fn new(sought: &[Sought]) -> Self {
        let mut by_term: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
        let mut by_letter: HashMap<char, Vec<(usize, usize)>, RandomState> = HashMap::default();
        for (place, one) in sought.iter().enumerate() {
            if let Some(first) = one.terms.first() {
                by_term.entry(first.clone()).or_default().push(place);
            }
            for (number, letters) in one.letters.iter().enumerate() {
                if let Some(first) = letters.chars().next() {
                    by_letter.entry(first).or_default().push((place, number));
                }
            }
        }
        let of_terms = by_term.keys().filter_map(|text| text.chars().next());
        let first: HashSet<char> = of_terms.chain(by_letter.keys().copied()).collect();
        TokenFinder {
            first_letters: FirstLetters::new(first),
            by_term,
            by_letter,
        }
    }

    /// A walk over the tokens of a text, for what stands there of `sought`.
    pub(super) fn walk<'a>(&'a self, sought: &'a [Sought]) -> TokenWalk<'a> {
        TokenWalk {
            finder: self,
            sought,
            begun: Vec::new(),
            found: Vec::new(),
        }
    }
}

/// Something that was found: its place among what is sought, how, and the bytes of the text.
pub(super) type Found = (usize, How, Range<usize>);

/// A walk over the tokens of a text.
pub(super) struct TokenWalk<'a> {
    finder: &'a TokenFinder,
    sought: &'a [Sought],
    begun: Vec<Begun>,
    /// What was found so far.
    pub found: Vec<Found>,
}

impl<'a> TokenWalk<'a> {
    /// What tokens begin with that something may begin with; `None` where something began, and
    /// every token counts.
    pub(super) fn beginnings(&self) -> Option<&'a FirstLetters> {
        self.begun.is_empty().then_some(&self.finder.first_letters)
    }

    /// Goes on to what stands next.
    pub(super) fn go_on(&mut self, placed: Placed<'_>) {
        let Placed::Token { text, range } = placed else {
            self.begun.clear();
            return;
        };
        let TokenWalk {
            finder,
            sought,
            begun,
            found,
        } = self;
        if !begun.is_empty() {
            begun.retain_mut(|begun| {
                let goes_on = begun.go_on(sought, text, &range);
                if goes_on && begun.is_whole(sought) {
                    found.push(begun.told());
                    return false;
                }
                goes_on
            });
        }
        let Some(first) = text.chars().next() else {
            return;
        };
        if !finder.first_letters.may_hold(first) {
            return;
        }
        let terms = finder.by_term.get(text).into_iter().flatten();
        let terms = terms.map(|place| (*place, FoundPart::Terms(1)));
        let letters = finder.by_letter.get(&first).into_iter().flatten();
        let letters = letters.filter_map(|&(place, number)| {
            let bytes = text.len();
            let begins = sought[place].letters[number].starts_with(text);
            begins.then_some((place, FoundPart::Letters { number, bytes }))
        });
        for (place, part) in terms.chain(letters) {
            let one = Begun {
                place,
                found: part,
                start: range.start,
                end: range.end,
            };
            if one.is_whole(sought) {
                found.push(one.told());
            } else {
                begun.push(one);
            }
        }
    }
}

impl Begun {
    /// Goes on with the next token; whether it is the one that must follow.
    fn go_on(&mut self, sought: &[Sought], text: &str, range: &Range<usize>) -> bool {
        let one = &sought[self.place];
        match &mut self.found {
            FoundPart::Terms(count) => {
                if one.terms[*count] != text {
                    return false;
                }
                *count += 1;
            }
            FoundPart::Letters { number, bytes } => {
                if self.end != range.start || !one.letters[*number][*bytes..].starts_with(text) {
                    return false;
                }
                *bytes += text.len();
            }
        }
        self.end = range.end;
        true
    }

    fn is_whole(&self, sought: &[Sought]) -> bool {
        let one = &sought[self.place];
        match self.found {
            FoundPart::Terms(count) => count == one.terms.len(),
            FoundPart::Letters { number, bytes } => bytes == one.letters[number].len(),
        }
    }

    fn told(&self) -> Found {
        let how = match self.found {
            FoundPart::Terms(_) => How::Tokens,
            FoundPart::Letters { .. } => How::Letters,
        };
        (self.place, how, self.start..self.end)
    }
}
