//! A word of a query by its letters: the readings it is looked up as, and where it stands in a
//! text.
//!
//! The index has the readings of every word (`readings`); here it is told whether a word is
//! there by the same, without the dictionary, so that what is marked is what was found. Where
//! to look is `spelled_words`'s.

use super::readings::{ReadAs, VERB_MARK, reads_as};
use crate::analysis::letters::unit_reader::UnitReader;
use crate::analysis::letters::units::{Unit, spelling};

/// A word by its letters, to be found where a word of the text begins with them and what
/// follows leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpelledWord {
    /// Its characters that count, in normal form; one at least.
    pub chars: Vec<char>,
    /// Whether it is looked for as a word, or as one that particles stand behind.
    pub as_noun: bool,
    /// Whether it is looked for as a form of a verb that endings stand behind.
    pub as_verb: bool,
    /// Whether it may be written apart: 레드 팀.
    pub may_be_apart: bool,
}

/// In how many pieces a word may be written at most.
pub(in crate::analysis) const MOST_PIECES: usize = 4;

/// The most ways to cut a word that are looked for.
const MOST_WAYS: usize = 16;

/// Whether a piece is a Latin letter alone, which is a piece of too many words.
fn is_too_short(piece: &[char]) -> bool {
    matches!(piece, [c] if c.is_ascii_alphabetic())
}

/// Adds the ways to cut `rest`, which stands behind `pieces`.
fn cut<'t, 'b>(
    rest: &'t str,
    pieces: &mut Vec<&'t str>,
    beginnings: &impl Fn(&str) -> &'b [usize],
    ways: &mut Vec<Vec<String>>,
) {
    if rest.is_empty() {
        if pieces.len() > 1 {
            ways.push(pieces.iter().map(|piece| (*piece).to_owned()).collect());
        }
        return;
    }
    if pieces.len() == MOST_PIECES || ways.len() == MOST_WAYS {
        return;
    }
    for length in beginnings(rest) {
        let (piece, behind) = rest.split_at(*length);
        let is_all = pieces.is_empty() && behind.is_empty();
        let alone = piece.chars().next().filter(|c| c.len_utf8() == *length);
        if is_all || alone.is_some_and(|letter| is_too_short(&[letter])) {
            continue;
        }
        pieces.push(piece);
        cut(behind, pieces, beginnings, ways);
        pieces.pop();
    }
}

impl SpelledWord {
    /// A word that particles may stand behind; `None` where nothing in it counts.
    pub fn noun(text: &str) -> Option<Self> {
        let chars: Vec<char> = spelling(text).chars().collect();
        (!chars.is_empty()).then_some(SpelledWord {
            chars,
            as_noun: true,
            as_verb: false,
            may_be_apart: false,
        })
    }

    /// The same, which may be written apart as well.
    pub fn or_apart(self) -> Self {
        SpelledWord {
            may_be_apart: true,
            ..self
        }
    }

    /// Its letters as one text.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// The terms of the readings' view that it is.
    pub fn terms(&self) -> Vec<String> {
        let text = self.text();
        let mut terms = Vec::new();
        if self.as_verb {
            terms.push(format!("{VERB_MARK}{text}"));
        }
        if self.as_noun {
            terms.push(text);
        }
        terms
    }

    /// The ways to cut it into pieces: two at least, and a piece of Latin letters has two of
    /// them at least. `beginnings` tells how long, in bytes, those beginnings of a text are that
    /// can be pieces, the shortest first.
    pub fn pieces<'b>(&self, beginnings: impl Fn(&str) -> &'b [usize]) -> Vec<Vec<String>> {
        let mut ways = Vec::new();
        cut(&self.text(), &mut Vec::new(), &beginnings, &mut ways);
        ways
    }

    /// Where its letters stand inside words of a text, as ranges of the indexes of `units`.
    pub fn find_inside(&self, units: &[Unit]) -> Vec<std::ops::Range<usize>> {
        let count = self.chars.len();
        if count < 2 || !self.as_noun {
            return Vec::new();
        }
        let starts = 0..(units.len() + 1).saturating_sub(count);
        let is_here = |start: &usize| {
            let here = &units[*start..*start + count];
            here.iter()
                .zip(&self.chars)
                .all(|(unit, c)| unit.value == *c)
                && here[1..].iter().all(|unit| !unit.starts_word)
        };
        starts
            .filter(is_here)
            .map(|start| start..start + count)
            .collect()
    }

    /// The number of the unit behind it, if it begins at the unit `start`.
    pub(in crate::analysis) fn end_of(
        &self,
        units: &mut UnitReader<'_>,
        start: usize,
    ) -> Option<usize> {
        // Where in it the word of the text begins that it ends in.
        let mut from = 0;
        let mut pieces = 1;
        let mut at = start;
        for (number, wanted) in self.chars.iter().enumerate() {
            while number > 0 && units.get(at)?.value != *wanted && units.get(at)?.is_inner {
                at += 1;
            }
            let unit = units.get(at)?;
            if unit.value != *wanted {
                return None;
            }
            if number > 0 && unit.starts_word && !unit.is_behind_dot {
                pieces += 1;
                let is_short = is_too_short(&self.chars[from..number]);
                if !self.may_be_apart || unit.starts_section || pieces > MOST_PIECES || is_short {
                    return None;
                }
                from = number;
            }
            at += 1;
        }
        let mut last = self.chars[from..].to_vec();
        let length = last.len();
        if pieces > 1 && is_too_short(&last) {
            return None;
        }
        while units.get(at).is_some_and(|unit| unit.is_inner) {
            at += 1;
        }
        let mut behind = at;
        let goes_on = |unit: &&Unit| !unit.starts_word || unit.is_behind_dot;
        while let Some(unit) = units.get(behind).filter(goes_on) {
            if !unit.is_inner {
                last.push(unit.value);
            }
            behind += 1;
        }
        let fits = match reads_as(&last, length)? {
            ReadAs::Whole => self.as_noun,
            ReadAs::Noun { or_verb } => self.as_noun || (or_verb && self.as_verb),
            ReadAs::Verb => self.as_verb,
        };
        fits.then_some(at)
    }
}
