//! Years, decades and quarters, and the years that something lasts.
//!
//! Defines where two digits are a year (’23년, 23년) and where a duration (23년간), the
//! spellings of a quarter (3분기, 3Q, 3/4분기), and their terms. Months and days are left
//! to `dates`.

use std::ops::Range;

use super::chain::spelled_digit;
use super::{Found, Reader, Step, is_latin, is_word_char};

/// The years that are written with two digits.
const SHORT_YEARS: Range<u32> = 1950..2050;

/// What stands behind 년 where a duration is meant.
const AFTER_DURATIONS: &str = "만 간 동안 전 뒤 후 차 째 이상 이하 이내 미만 넘 가까 가량 정도 남짓 연속 \
    걸 지나 안에 내에 내내 형 된 여 경력 역사 전통 세월 넘게 선고 이래 임기 계약 근속 지기 짜리 치";

/// What stands before a number of years.
const BEFORE_DURATIONS: &str = "징역 금고 약 최근 향후 무려 꼬박 총 근 장장 경력 최장 최소 최대 평균 데뷔 결혼 \
    창립 근속 재직 수명 역사 지난 앞으로 이후 임기 단 불과 거의 수감 선고";

/// What makes a year of 10년, 20년…, which mostly are durations.
const AFTER_YEARS: &str = "대비 상반기 하반기 말 초 기준 예산 회계 결산 도 실적 생";

/// What is written together with 년 and tells of a part of it, or of those born in it.
const PARTS_OF_YEARS: &str = "말 초 중 생";

/// What stands behind 분기 where quarters are counted.
const AFTER_NUMBERS_OF_QUARTERS: &str = "연속 째 만 동안 간 이상 연이어 내내";

impl Reader {
    /// Reads the year whose first digit is at `at`, with the quarter behind it. It stands
    /// from `start` on, where an apostrophe may be.
    pub(super) fn year(&self, start: usize, at: usize) -> Option<Step> {
        let before = self.before(start);
        if before.is_some_and(|c| is_latin(c) || c.is_ascii_digit() || "-./#_".contains(c)) {
            return None;
        }
        let (year, digits_end, is_short) = self.year_in_digits(start, at)?;
        let word = self.after_space(digits_end);
        let has_word = self.at(word) == Some('년');
        let end = if has_word { word + 1 } else { digits_end };
        let mut found = Vec::new();
        if has_word {
            if let Some(decade) = self.decade(start, year, end) {
                return Some(decade);
            }
            if !self.is_year(start, at, end, is_short) {
                return None;
            }
            let part = PARTS_OF_YEARS
                .split(' ')
                .find(|part| self.stands_at(end, part));
            if let Some(part) = part {
                found.push(Found {
                    chars: start..end + 1,
                    terms: vec![format!("{year}년{part}")],
                });
            }
        }
        let quarter = self.quarter_of_year(start, at, end, has_word);
        if let Some((quarter, end)) = quarter {
            found.push(Found {
                chars: start..end,
                terms: vec![format!("{year}-q{quarter}")],
            });
        } else if !has_word {
            return None;
        }
        found.push(Found {
            chars: start..end,
            terms: vec![year_term(year)],
        });
        Some(Step { found, next: end })
    }

    /// The year of a date that begins with digits at `at`, and with an apostrophe at
    /// `start`.
    pub(super) fn year_of_date(&self, start: usize, at: usize) -> Option<Found> {
        let (year, end, _) = self.year_in_digits(start, at)?;
        let word = self.after_space(end);
        let end = if self.at(word) == Some('년') {
            word + 1
        } else {
            end
        };
        Some(Found {
            chars: start..end,
            terms: vec![year_term(year)],
        })
    }

    /// A year that is also written with two digits, the index after its digits, and
    /// whether it is so here.
    fn year_in_digits(&self, start: usize, at: usize) -> Option<(u32, usize, bool)> {
        let (number, end) = self.short_number(at, 4)?;
        let (year, is_short) = match end - at {
            4 if start == at => (number, false),
            2 => (full_year(number), true),
            _ => return None,
        };
        SHORT_YEARS.contains(&year).then_some((year, end, is_short))
    }

    /// Whether the number that stands before 년, which ends at `end`, is that of a year.
    fn is_year(&self, start: usize, at: usize, end: usize, is_short: bool) -> bool {
        let part = self.after_one_of(end, PARTS_OF_YEARS);
        let ends = self.is_end_of_word(end)
            || part.is_some_and(|end| self.is_end_of_word(end))
            || self.quarter(end).is_some();
        let is_duration = |from: usize| self.after_one_of(from, AFTER_DURATIONS).is_some();
        let after = self.after_space(end);
        if !ends || is_duration(end) {
            return false;
        }
        if !is_short || start < at {
            return true;
        }
        let lasts = is_duration(after) || self.stands_before(at, BEFORE_DURATIONS);
        let is_round = self.at(at + 1) == Some('0') && self.at(at) != Some('0');
        let is_told =
            self.after_one_of(after, AFTER_YEARS).is_some() || self.quarter(after).is_some();
        !lasts && (!is_round || is_told)
    }

    /// Whether nothing but particles stands at `index`.
    fn is_end_of_word(&self, index: usize) -> bool {
        !self.is_word(index) || self.ends_counter(index)
    }

    /// Whether one of `words` stands right before `at`, or a space before it.
    pub(super) fn stands_before(&self, at: usize, words: &str) -> bool {
        let end = at - usize::from(at > 0 && self.is_space(at - 1));
        words.split(' ').any(|word| {
            let start = end.checked_sub(word.chars().count());
            start.is_some_and(|start| {
                self.stands_at(start, word) && !self.before(start).is_some_and(is_word_char)
            })
        })
    }

    /// 1980년대 and 80년대, whose 년 ends at `end`.
    fn decade(&self, start: usize, year: u32, end: usize) -> Option<Step> {
        let is_decade = year.is_multiple_of(10)
            && self.at(end) == Some('대')
            && (self.is_end_of_word(end + 1)
                || self.after_one_of(end + 1, PARTS_OF_YEARS).is_some());
        is_decade.then(|| Step {
            found: vec![Found {
                chars: start..end + 1,
                terms: vec![format!("{year}년대")],
            }],
            next: end + 1,
        })
    }

    /// The quarter that follows a year, which ends at `end`, and the index after it:
    /// 2025년 3분기, 2025 Q3, ’25.3Q.
    fn quarter_of_year(
        &self,
        start: usize,
        at: usize,
        end: usize,
        has_word: bool,
    ) -> Option<(u32, usize)> {
        if has_word {
            return self.quarter(self.after_space(end));
        }
        let from = match self.at(end)? {
            '.' | '-' => end + 1,
            'q' => end,
            _ if self.is_space(end) && (end - at == 4 || start < at) => end + 1,
            _ => return None,
        };
        let from = self.after_space(from);
        let quarter = self.quarter(from)?;
        // 25.3분기 is a quarter of 2025, 25 3분기 of nothing.
        (end - at == 4 || start < at || self.at(end) == Some('.')).then_some(quarter)
    }

    /// The quarter at `at`, and the index after it: 3분기, 3/4분기, 3Q, Q3.
    pub(super) fn quarter(&self, at: usize) -> Option<(u32, usize)> {
        let digit = |index: usize| match self.at(index)? {
            value @ '1'..='4' if !self.is_digit(index + 1) => value.to_digit(10),
            _ => None,
        };
        let ends_latin = |end: usize| {
            !self
                .at(end)
                .is_some_and(|c| is_latin(c) || c.is_ascii_digit() || c == '-')
        };
        if self.at(at) == Some('q') {
            let quarter = digit(at + 1)?;
            return ends_latin(at + 2).then_some((quarter, at + 2));
        }
        let quarter = digit(at)?;
        if self.at(at + 1) == Some('q') {
            let has_year = self.year_of_quarter(at + 2).is_some();
            return (ends_latin(at + 2) || has_year).then_some((quarter, at + 2));
        }
        // 3/4분기, 3사분기
        let end = self.after_one_of(at + 1, "/4 사").unwrap_or(at + 1);
        let word = self.after_space(end);
        let end = self.after_one_of(word, "분기")?;
        let part = self.after_one_of(end, "말 초 중 별 께 경").unwrap_or(end);
        let is_number = self
            .after_one_of(self.after_space(end), AFTER_NUMBERS_OF_QUARTERS)
            .is_some();
        (self.is_end_of_word(part) && !is_number).then_some((quarter, end))
    }

    /// The year right behind a quarter, or one space further on, the index of its first
    /// character and that after it: 3Q25, Q3 2025.
    fn year_of_quarter(&self, end: usize) -> Option<(u32, Range<usize>)> {
        let from = self.after_space(end);
        let at = from + usize::from(self.is_apostrophe(from));
        let (year, year_end, is_short) = self.year_in_digits(from, at)?;
        let is_far = is_short && from > end && from == at;
        let goes_on = self.at(year_end).is_some_and(|c| match c {
            '.' | ',' => self.is_digit(year_end + 1),
            c => is_word_char(c) || matches!(c, '/' | '%'),
        });
        (!is_far && !goes_on).then_some((year, from..year_end))
    }

    /// Reads the quarter whose first character is at `at`.
    pub(super) fn quarter_step(&self, at: usize) -> Option<Step> {
        if self.before(at).is_some_and(|c| {
            is_latin(c)
                || c.is_ascii_digit()
                || matches!(c, '-' | '/' | '_' | '#')
                || c == '.'
                    && self.chars[..at - 1]
                        .last()
                        .is_none_or(|c| !c.is_ascii_digit())
        }) {
            return None;
        }
        let (quarter, end) = self.quarter(at)?;
        let mut step = self.step_of_quarter(at, quarter, end);
        let is_latin_form = self.at(at) == Some('q') || self.at(at + 1) == Some('q');
        if is_latin_form && let Some((year, range)) = self.year_of_quarter(end) {
            step.next = range.end;
            step.found.push(Found {
                chars: at..range.end,
                terms: vec![format!("{year}-q{quarter}")],
            });
            step.found.push(Found {
                chars: range,
                terms: vec![year_term(year)],
            });
        }
        Some(step)
    }

    pub(super) fn step_of_quarter(&self, at: usize, quarter: u32, end: usize) -> Step {
        Step {
            found: vec![Found {
                chars: at..end,
                terms: vec![format!("q{quarter}")],
            }],
            next: end,
        }
    }

    /// How many years something lasts, where a number below 100 stands at `at` and ends
    /// at `end`: 10년.
    pub(super) fn duration(&self, at: usize, number: u128, end: usize) -> Option<Found> {
        let word = self.after_space(end);
        let is_duration = (1..100).contains(&number)
            && self.at(word) == Some('년')
            && self.is_end_of_word(word + 1);
        is_duration.then(|| Found {
            chars: at..word + 1,
            terms: vec![format!("{number}년")],
        })
    }

    /// Reads 일 년 or 육 개월 at `at`. 이 년 is rather a word.
    pub(super) fn spelled_duration(&self, at: usize) -> Option<Step> {
        let number = self.at(at).and_then(spelled_digit)?;
        if self.before(at).is_some_and(is_word_char) {
            return None;
        }
        let found = if number == 2 {
            None
        } else {
            self.duration(at, number, at + 1)
        };
        let found = found.or_else(|| {
            let end = self.after_one_of(self.after_space(at + 1), "개월")?;
            self.is_end_of_word(end).then(|| Found {
                chars: at..end,
                terms: vec![format!("{number}개월")],
            })
        })?;
        Some(Step {
            next: found.chars.end,
            found: vec![found],
        })
    }
}

/// The year that two digits stand for, as people write it: ’98 and ’24.
pub(super) fn full_year(digits: u32) -> u32 {
    if digits >= 50 {
        1900 + digits
    } else {
        2000 + digits
    }
}

fn year_term(year: u32) -> String {
    format!("{year}년")
}
