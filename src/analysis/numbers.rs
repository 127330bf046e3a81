//! Amounts and dates as values that do not depend on how they are written.
//!
//! Defines where a text names an amount (2조 4,000억 = 2.4조), an amount of something
//! (두 배 = 2배, $10억 = 10억 달러, 3㎏ = 3킬로그램), a date (2024.4.11 = 2024년 4월 11일) or
//! a year or quarter (’23년 = 2023년, 3Q = 3분기), and the terms these are found by. Numbers
//! that ordinary tokens find in every spelling (3, 100, GPT-4, 4월) are left to them.

use std::ops::Range;

use memchr::memmem;

use crate::analysis::letters::characters::{CharKind, kind_of};
use crate::analysis::letters::normalization::{NormalChar, normalize};
use crate::analysis::spelled::signs::is_plain;

mod amounts;
mod chain;
mod context;
mod counted;
mod dates;
mod events;
mod fractions;
mod measures;
mod periods;

/// An amount or a date, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// The bytes of the original, on character boundaries: of an amount the numeral
    /// with 여 or the sign of per cent; of an amount of something also the currency, unit
    /// or counter; of a date all of it but a full stop behind it.
    pub range: Range<usize>,
    /// The most specific first. An amount has one term: decimal digits (`2400000000000`,
    /// `1234.5`), with `%` where it is a percentage, and `%p` where it is one of points. An
    /// amount of something has `10달러`, `3kg`, `2배`, a fraction `1/3`. A day has
    /// `2024-04-11`, `2024-04` and `04-11`; a day without a year has `04-11`, a month has
    /// `2024-04`. A year has `2023년`, a decade `1980년대`, a quarter `q3`, with its year
    /// `2023-q3`. An event that is called by its day has `6·25`.
    pub terms: Vec<String>,
}

/// How a number is written, which tells what its ordinary tokens are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// In digits, which are tokens.
    Digits,
    /// With a sign that is no token, and without which it is another number: $30, 30%, 30℃, ’23년.
    Signed,
    /// In words, which end other numbers too: 만 of 10만, 다섯 of 열다섯.
    Words,
}

impl NumberMention {
    /// How it is written in `text`.
    pub fn wording(&self, text: &str) -> Wording {
        let mut chars = text[self.range.clone()].chars();
        let first = chars.clone().next().unwrap_or(OPAQUE);
        if is_apostrophe(first) || chars.any(measures::is_sign) {
            Wording::Signed
        } else if Reader::is_native(first) || chain::is_spelled(first) {
            Wording::Words
        } else {
            Wording::Digits
        }
    }
}

/// Whether `text` is a numeral in words, or a part of one.
pub fn is_numeral(text: &str) -> bool {
    text.chars().all(chain::is_spelled)
}

/// The amounts and dates that `text` names, by where they begin. What stands within
/// another is a mention too: the amount of an amount of money, the year of a date.
///
/// The rules are our own; there is no standard of how numerals are written in Korean.
/// Units (십, 백, 천, 만, 억, 조, 경) bind in falling order, written together or one
/// space apart. A numeral without digits (삼천, 천여) counts only before a counter.
/// Plain digits count from 1000 on, unless they can be a year; below that before a
/// counter, a currency or a unit. Two digits before 년 are a year where nothing makes a
/// duration of them.
pub fn numbers(text: &str) -> Vec<NumberMention> {
    let mut normal = Vec::new();
    normalize(text, &mut normal);
    let reader = Reader {
        chars: plain_chars(text, &normal),
        written: normal
            .iter()
            .map(|value| text[value.start..].chars().next().unwrap_or(OPAQUE))
            .collect(),
        starts: normal.iter().map(|value| value.start).collect(),
    };
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < normal.len() {
        let step = reader.step(at);
        for Found { chars, terms } in step.found {
            mentions.push(NumberMention {
                range: normal[chars.start].start..normal[chars.end - 1].end,
                terms,
            });
        }
        at = step.next.max(at + 1);
    }
    mentions.sort_by_key(|mention| (mention.range.start, mention.range.end));
    mentions
}

/// Whether `text` may name an amount or a date by this term: never no where it does.
///
/// Years and days are named by digits alone, and the last two of a year stand there however it
/// is written.
pub fn may_name(text: &str, term: &str) -> bool {
    let needed = digits_needed(term);
    let needed = needed.into_iter().filter(|digits| !digits.is_empty());
    let mut stand = needed.map(|digits| memmem::find(text.as_bytes(), digits.as_bytes()).is_some());
    stand.all(|stands| stands) || !is_plain(text)
}

/// Digits that stand wherever a date is named by this term, the same for every way to write it:
/// of its year and of its last number. Empty where nothing is known.
fn digits_needed(term: &str) -> [&str; 2] {
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let year = term.get(..4).filter(|year| is_digits(year));
    let behind = term.get(4..).unwrap_or_default();
    let of_year = year.map_or("", |year| &year[2..]);
    if behind.starts_with('년') {
        return [of_year, ""];
    }
    let last = match (year, behind.strip_prefix('-')) {
        (Some(_), Some(rest)) => rest.rsplit(['-', 'q']).next(),
        // A day without a year: 04-11.
        _ => match term.split_once('-') {
            Some((month, day)) if month.len() == 2 && is_digits(month) => Some(day),
            _ => return ["", ""],
        },
    };
    let last = last.filter(|last| is_digits(last)).unwrap_or_default();
    [of_year, last.trim_start_matches('0')]
}

/// Stands for a character that is no part of a number, though its normal form may be:
/// the 2 of m², the fraction ½, or ㎞, whose letters share their bytes.
const OPAQUE: char = '\u{fffc}';

/// The characters of the normal form, each the only one with its bytes.
fn plain_chars(text: &str, normal: &[NormalChar]) -> Vec<char> {
    let shares_bytes = |index: usize, other: Option<usize>| {
        let other = other.and_then(|other| normal.get(other));
        other.is_some_and(|other| other.start == normal[index].start)
    };
    (0..normal.len())
        .map(|index| {
            let NormalChar { value, start, .. } = normal[index];
            let is_raised = value.is_ascii_digit()
                && !text[start..].starts_with(|c: char| matches!(c, '0'..='9' | '０'..='９'));
            let is_expanded =
                shares_bytes(index, index.checked_sub(1)) || shares_bytes(index, Some(index + 1));
            if is_raised || is_expanded {
                OPAQUE
            } else {
                value
            }
        })
        .collect()
}

/// A mention by the indexes of its characters.
struct Found {
    chars: Range<usize>,
    terms: Vec<String>,
}

/// What is read at one place of the text.
struct Step {
    found: Vec<Found>,
    /// Where to read on.
    next: usize,
}

impl Step {
    fn nothing(next: usize) -> Self {
        Step {
            found: Vec::new(),
            next,
        }
    }
}

/// The characters of a text, in normal form. Indexes beyond its end are allowed: there
/// is nothing there.
struct Reader {
    chars: Vec<char>,
    /// For each of them the first character that was written there.
    written: Vec<char>,
    /// Where that begins, in bytes.
    starts: Vec<usize>,
}

impl Reader {
    /// Reads what begins at `at`.
    fn step(&self, at: usize) -> Step {
        let step = match self.chars[at] {
            '0'..='9' => Some(self.step_in_digits(at)),
            _ if self.is_apostrophe(at) => self.date(at, at + 1).or_else(|| self.year(at, at + 1)),
            'q' => self.quarter_step(at),
            '제' => self.ordinal(at),
            OPAQUE => self.fraction_character(at),
            value => self.step_in_words(at, value),
        };
        step.unwrap_or_else(|| Step::nothing(at + 1))
    }

    fn step_in_digits(&self, at: usize) -> Step {
        let step = self
            .date(at, at)
            .or_else(|| self.quarter_step(at))
            .or_else(|| self.fraction(at))
            .or_else(|| self.year(at, at));
        let mut step = step.unwrap_or_else(|| self.amount(at));
        if step.found.is_empty() {
            step.found.extend(self.event(at));
        }
        step
    }

    fn step_in_words(&self, at: usize, value: char) -> Option<Step> {
        let native = Reader::is_native(value).then(|| self.native(at)).flatten();
        if native.is_some() || !chain::is_spelled(value) {
            return native;
        }
        let step = self.spelled_fraction(at);
        let step = step.or_else(|| self.spelled_duration(at));
        Some(step.unwrap_or_else(|| self.spelled_amount(at)))
    }

    fn is_apostrophe(&self, index: usize) -> bool {
        self.at(index).is_some_and(is_apostrophe)
    }

    /// The index after the character written at `index`, which may be several here.
    fn end_of_character(&self, index: usize) -> usize {
        let start = self.starts[index];
        let others = self.starts[index..].iter();
        index + others.take_while(|&&other| other == start).count()
    }

    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }

    fn before(&self, index: usize) -> Option<char> {
        self.at(index.checked_sub(1)?)
    }

    fn is_digit(&self, index: usize) -> bool {
        self.at(index).is_some_and(|c| c.is_ascii_digit())
    }

    fn is_space(&self, index: usize) -> bool {
        self.at(index).is_some_and(char::is_whitespace)
    }

    /// Whether a letter or digit is there.
    fn is_word(&self, index: usize) -> bool {
        self.at(index).is_some_and(is_word_char)
    }

    /// The index after a white space at `index`, if there is one; else `index`.
    fn after_space(&self, index: usize) -> usize {
        index + usize::from(self.is_space(index))
    }

    fn stands_at(&self, index: usize, word: &str) -> bool {
        let rest = self.chars.get(index..).unwrap_or_default();
        let mut rest = rest.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// The index after the first of `words` (between spaces) that stands at `index`.
    fn after_one_of(&self, index: usize, words: &str) -> Option<usize> {
        let word = words.split(' ').find(|word| self.stands_at(index, word))?;
        Some(index + word.chars().count())
    }
}

fn is_apostrophe(value: char) -> bool {
    matches!(value, '\'' | '’' | '‘' | '`' | '′')
}

fn is_word_char(value: char) -> bool {
    !matches!(kind_of(value), CharKind::Joiner | CharKind::Separator)
}

fn is_latin(value: char) -> bool {
    kind_of(value) == CharKind::Latin
}

#[cfg(test)]
mod tests;
