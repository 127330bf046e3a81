//! Fractions: 3분의 1, 1/3, 삼분의 일, ⅓.
//!
//! Defines where one stands and its term. Quarters of a year (3/4분기) are left to
//! `periods`.

use super::chain::{spelled_digit, spelled_unit};
use super::{Found, Reader, Step, is_latin, is_word_char};

/// What is divided by more is a date, a page or an address.
const LARGEST_DENOMINATOR: u128 = 100;

/// The fractions that are characters.
const CHARACTERS: &[(char, u128, u128)] = &[
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

impl Reader {
    /// Reads the fraction whose first digit is at `at`.
    pub(super) fn fraction(&self, at: usize) -> Option<Step> {
        let first = self.figure(at).filter(|figure| figure.is_plain())?;
        if self
            .before(at)
            .is_some_and(|c| is_latin(c) || "/.,-:".contains(c))
        {
            return None;
        }
        if let Some(part_at) = self.after_one_of(first.end, "분의") {
            let from = self.after_space(part_at);
            let (part, end) = match self.figure(from) {
                Some(figure) if figure.is_plain() => (figure.digits, figure.end),
                Some(_) => return None,
                None => self.spelled_part(from)?,
            };
            let goes_on = self.at(end).is_some_and(is_latin);
            return (!goes_on).then(|| step(at..end, part, first.digits));
        }
        if self.at(first.end) != Some('/') {
            return None;
        }
        let whole = self
            .figure(first.end + 1)
            .filter(|figure| figure.is_plain())?;
        let is_fraction = 0 < first.digits
            && first.digits < whole.digits
            && whole.digits <= LARGEST_DENOMINATOR
            && self.ends_counter(whole.end)
            && !self.at(whole.end).is_some_and(|c| "/-%".contains(c));
        is_fraction.then(|| step(at..whole.end, first.digits, whole.digits))
    }

    /// Reads 삼분의 일 at `at`. 이분의 is also somebody's.
    pub(super) fn spelled_fraction(&self, at: usize) -> Option<Step> {
        let first = self.at(at).filter(|c| *c != '이')?;
        let whole = spelled_digit(first).or_else(|| spelled_unit(first))?;
        if self.before(at).is_some_and(is_word_char) {
            return None;
        }
        let part_at = self.after_space(self.after_one_of(at + 1, "분의")?);
        let (part, end) = self.spelled_part(part_at)?;
        Some(step(at..end, part, whole))
    }

    fn spelled_part(&self, at: usize) -> Option<(u128, usize)> {
        let part = self.at(at).and_then(spelled_digit)?;
        self.ends_counter(at + 1).then_some((part, at + 1))
    }

    /// Reads ⅓ at `at`. 1½ is more.
    pub(super) fn fraction_character(&self, at: usize) -> Option<Step> {
        let written = self.written[at];
        let (_, part, whole) = CHARACTERS
            .iter()
            .find(|(character, ..)| *character == written)?;
        let end = self.end_of_character(at);
        let is_alone = !self.before(at).is_some_and(|c| c.is_ascii_digit());
        is_alone.then(|| step(at..end, *part, *whole))
    }
}

fn step(chars: std::ops::Range<usize>, part: u128, whole: u128) -> Step {
    let next = chars.end;
    let terms = vec![format!("{part}/{whole}")];
    Step {
        found: vec![Found { chars, terms }],
        next,
    }
}
