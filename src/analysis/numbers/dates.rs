//! Dates: days and months, in digits or with 년, 월 and 일.
//!
//! Defines where a date begins and ends, and its terms. A month or a day alone is left
//! to ordinary tokens, and 2024.4 is a decimal.

use jiff::civil;

use super::periods::full_year;
use super::{Found, Reader, Step, is_latin};

/// A date as it is written; whether there is such a day is told by its terms.
#[derive(Clone, Copy)]
enum Date {
    Day {
        year: Option<u32>,
        month: u32,
        day: u32,
    },
    Month {
        year: u32,
        month: u32,
    },
}

impl Reader {
    /// Reads the date whose first digit is at `at`, and one that a mark of a range joins
    /// to it. It stands from `start` on, where an apostrophe may be.
    ///
    /// A date that is none (2월 30일) is read over.
    pub(super) fn date(&self, start: usize, at: usize) -> Option<Step> {
        if self.before(start).is_some_and(is_latin) {
            return None;
        }
        let (date, end) = self
            .year_first(start, at)
            .or_else(|| self.written_day(None, at))?;
        let mut step = Step::nothing(end);
        let Some(terms) = date.terms() else {
            return Some(step);
        };
        step.found.push(Found {
            chars: start..end,
            terms,
        });
        if date.has_year() {
            step.found.extend(self.year_of_date(start, at));
        }
        if let Some((last, from, end)) = self.end_of_range(date, end)
            && let Some(terms) = last.terms()
        {
            step.found.push(Found {
                chars: from..end,
                terms,
            });
            step.next = end;
        }
        Some(step)
    }

    /// The date at `at` that begins with a year, and the index after it.
    fn year_first(&self, start: usize, at: usize) -> Option<(Date, usize)> {
        let (year, end) = self.short_number(at, 4)?;
        let is_short = end - at == 2;
        let has_apostrophe = start < at;
        let year = match year {
            1000..3000 if !has_apostrophe => year,
            _ if is_short => full_year(year),
            _ => return None,
        };
        let word = self.after_space(end);
        if self.at(word) == Some('년') {
            let month_at = self.after_space(word + 1);
            return self.written_day(Some(year), month_at).or_else(|| {
                let (month, end) = self.written_part(month_at, '월')?;
                Some((Date::Month { year, month }, end))
            });
        }
        match self.at(end)? {
            '.' if !is_short || has_apostrophe => self.dotted(start, year, end + 1),
            mark @ ('-' | '/') if !is_short => self.marked(start, year, end + 1, mark),
            _ => None,
        }
    }

    /// What follows `2024.`: `4.11`, ` 4. 11`, `4월`, `4월 11일`.
    fn dotted(&self, start: usize, year: u32, at: usize) -> Option<(Date, usize)> {
        let month_at = self.after_space(at);
        if let Some(day) = self.written_day(Some(year), month_at) {
            return Some(day);
        }
        let (month, end) = self.short_number(month_at, 2)?;
        match self.at(end)? {
            '월' => Some((Date::Month { year, month }, end + 1)),
            '.' => self.numeric_day(start, (year, month), self.after_space(end + 1), '.'),
            _ => None,
        }
    }

    /// What follows `2024-` or `2024/`: `04-11`; behind `-` also `04`.
    fn marked(&self, start: usize, year: u32, at: usize, mark: char) -> Option<(Date, usize)> {
        let (month, end) = self.short_number(at, 2)?;
        if self.at(end) == Some(mark) {
            return self.numeric_day(start, (year, month), end + 1, mark);
        }
        // No telephone number, no name of a file, no 2010-11 시즌.
        let is_month = mark == '-'
            && end - at == 2
            && (1900..=2100).contains(&year)
            && self.has_plain_left(start)
            && self.has_plain_right(end)
            && !self.stands_at(self.after_space(end), "시즌");
        is_month.then_some((Date::Month { year, month }, end))
    }

    /// The day in digits that closes a date, at `at`, behind a second `mark`.
    fn numeric_day(
        &self,
        start: usize,
        (year, month): (u32, u32),
        at: usize,
        mark: char,
    ) -> Option<(Date, usize)> {
        let (day, end) = self.short_number(at, 2)?;
        let comes_on = matches!(self.before(start), Some('.' | '-' | '_' | ','));
        let goes_on = self.at(end) == Some(mark) && self.is_digit(end + 1);
        // A time of day may follow: 2024-04-11T09:00.
        let is_word = self.at(end).is_some_and(is_latin)
            && !(self.at(end) == Some('t') && self.is_digit(end + 1));
        if comes_on || goes_on || is_word {
            return None;
        }
        let date = Date::Day {
            year: Some(year),
            month,
            day,
        };
        // 2024.4.11일
        let has_word = self.at(end) == Some('일') && !self.is_word(end + 1);
        Some((date, end + usize::from(has_word)))
    }

    /// `4월 11일` at `at`, and the index after it.
    fn written_day(&self, year: Option<u32>, at: usize) -> Option<(Date, usize)> {
        let (month, end) = self.short_number(at, 2)?;
        let word = self.after_space(end);
        if self.at(word) != Some('월') {
            return None;
        }
        let (day, end) = self.written_part(self.after_space(word + 1), '일')?;
        Some((Date::Day { year, month, day }, end))
    }

    /// A number with its `unit`; or without it where the end of a range has it: the 11
    /// of 11~12일.
    fn written_part(&self, at: usize, unit: char) -> Option<(u32, usize)> {
        let (number, end) = self.short_number(at, 2)?;
        let next = self.after_space(end);
        if self.at(next) == Some(unit) {
            return Some((number, next + 1));
        }
        if !(self.is_range_mark(next) || matches!(self.at(next), Some('·' | ','))) {
            return None;
        }
        let (_, last) = self.short_number(self.after_space(next + 1), 2)?;
        (self.at(self.after_space(last)) == Some(unit)).then_some((number, end))
    }

    /// The day that a mark of a range joins to `first`, which ends at `end`: 8.2 in
    /// 2024.7.30~8.2. Gives where it begins, and the index after it. What has a year of
    /// its own, or no month, is none.
    fn end_of_range(&self, first: Date, end: usize) -> Option<(Date, usize, usize)> {
        let Date::Day { year, month, day } = first else {
            return None;
        };
        let mut at = end + usize::from(self.at(end) == Some('.'));
        let is_weekday = |c: char| "월화수목금토일".contains(c);
        if self.at(at) == Some('(')
            && self.at(at + 1).is_some_and(is_weekday)
            && self.at(at + 2) == Some(')')
        {
            at += 3;
        }
        let mark = self.after_space(at);
        if !self.is_range_mark(mark) {
            return None;
        }
        let from = self.after_space(mark + 1);
        let (last, end) = self
            .written_day(year, from)
            .or_else(|| self.dotted_month_and_day(year, from))?;
        match last {
            // 12.30~1.3 ends in the next year, which is not written.
            Date::Day {
                month: m, day: d, ..
            } if (m, d) < (month, day) => {
                let last = Date::Day {
                    year: None,
                    month: m,
                    day: d,
                };
                Some((last, from, end))
            }
            _ => Some((last, from, end)),
        }
    }

    fn dotted_month_and_day(&self, year: Option<u32>, at: usize) -> Option<(Date, usize)> {
        let (month, dot) = self.short_number(at, 2)?;
        if self.at(dot) != Some('.') {
            return None;
        }
        let (day, end) = self.short_number(self.after_space(dot + 1), 2)?;
        let goes_on = self.at(end) == Some('.') && self.is_digit(end + 1);
        let is_amount = self.is_word(end) || self.at(end) == Some('%');
        (!goes_on && !is_amount).then_some((Date::Day { year, month, day }, end))
    }

    pub(super) fn is_range_mark(&self, index: usize) -> bool {
        matches!(self.at(index), Some('~' | '∼' | '〜' | '–' | '—' | '-'))
    }

    /// A number of at most `most` digits, and the index after it.
    pub(super) fn short_number(&self, at: usize, most: usize) -> Option<(u32, usize)> {
        let mut number = 0;
        let mut end = at;
        while let Some(digit) = self.at(end).and_then(|c| c.to_digit(10)) {
            number = number * 10 + digit;
            end += 1;
            if end - at > most {
                return None;
            }
        }
        (end > at).then_some((number, end))
    }
}

impl Date {
    fn has_year(&self) -> bool {
        matches!(self, Date::Month { .. } | Date::Day { year: Some(_), .. })
    }

    /// The terms, the most specific first; `None` where there is no such date.
    fn terms(&self) -> Option<Vec<String>> {
        match *self {
            Date::Day { year, month, day } => {
                if day == 0 || day > days_of(year, month)? {
                    return None;
                }
                let mut terms = Vec::new();
                if let Some(year) = year {
                    terms.push(format!("{year}-{month:02}-{day:02}"));
                    terms.push(format!("{year}-{month:02}"));
                }
                terms.push(format!("{month:02}-{day:02}"));
                Some(terms)
            }
            Date::Month { year, month } => (1..=12)
                .contains(&month)
                .then(|| vec![format!("{year}-{month:02}")]),
        }
    }
}

/// How many days a month has; `None` where there is no such month. Without a year
/// February has 29.
pub(super) fn days_of(year: Option<u32>, month: u32) -> Option<u32> {
    const LEAP_YEAR: u32 = 2000;
    let year = year.unwrap_or(LEAP_YEAR).try_into().ok()?;
    let first = civil::Date::new(year, month.try_into().ok()?, 1).ok()?;
    u32::try_from(first.days_in_month()).ok()
}
