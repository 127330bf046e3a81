//! How many of something there are, or which of a row it is: 세 가지, 3가지, 제3차.
//!
//! Defines the numerals of Korean's own, the counters that they stand before, and the
//! terms of both. Larger amounts are left to `amounts`, durations and years to `periods`.

use super::chain::spelled_digit;
use super::{Found, Reader, Step, is_word_char};

/// What both kinds of numerals stand before, with one meaning: 두 배 is 2배, but 두 분 is
/// not 2분, nor 두 층 2층. Of two that begin alike the longer is first.
const COUNTERS: &[&str] = &[
    "가지", "개국", "개사", "개소", "개월", "개", "명", "번째", "번", "배", "마리", "곳", "살",
    "사람", "달", "시간", "시", "차례", "건", "대", "장", "권", "편", "잔", "병", "켤레", "그루",
    "쌍", "군데", "송이", "표", "통", "팀", "채", "척", "벌", "줄", "칸", "종류", "종", "바퀴",
    "발짝", "걸음", "끼", "판", "골", "주",
];

/// What numerals in digits and those of Chinese origin stand before, beside [`COUNTERS`].
const MORE_COUNTERS: &[&str] = &[
    "일", "분", "초", "세기", "세", "층", "주년", "점", "발", "벌", "석", "평",
];

/// What is numbered, with 제 before the number or without.
const ORDINAL_COUNTERS: &[&str] = &[
    "차",
    "회",
    "기",
    "호",
    "대",
    "권",
    "장",
    "절",
    "편",
    "부",
    "공화국",
    "세대",
    "단계",
];

/// What is numbered by 대 and is never in its twenties.
const NUMBERED_OFFICES: &str = "대통령 국회 총선 대선 대법원장 국왕 황제 교황";

/// Those of [`COUNTERS`] that stand right behind a numeral of one syllable. The others make
/// words of it: 두부, 세대, 열기.
const JOINED_COUNTERS: &[&str] = &[
    "가지", "개국", "개월", "개", "명", "번째", "번", "배", "마리", "곳", "살", "사람", "달",
    "시간", "차례", "켤레", "그루", "군데",
];

/// Words that look like such a numeral with its counter: once, a litter, a bow.
const WORDS: &str = "한번 한배 세배";

/// The only counters that 석 and 넉 stand before.
const OLD_COUNTERS: &[&str] = &["달", "장", "잔"];

const ONES: [(&str, u32); 12] = [
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
    ("한", 1),
    ("두", 2),
    ("세", 3),
    ("네", 4),
    ("석", 3),
    ("넉", 4),
    ("첫", 1),
];

const TENS: [(&str, u32); 10] = [
    ("스물", 20),
    ("스무", 20),
    ("서른", 30),
    ("마흔", 40),
    ("쉰", 50),
    ("예순", 60),
    ("일흔", 70),
    ("여든", 80),
    ("아흔", 90),
    ("열", 10),
];

/// More particles than stand behind the counters of amounts.
const MORE_PARTICLES: &str = "나 다 만큼 여";

/// What may follow 시: 두 시도 are two provinces.
const PARTICLES_OF_HOURS: &str = "에는 에도 에 까지 부터 쯤 께 경";

/// The most that is read as the number of something. Larger ones are amounts.
const MOST: u128 = 999;

impl Reader {
    /// Whether a numeral of Korean's own may begin with `value`.
    pub(super) fn is_native(value: char) -> bool {
        "한두세네석넉첫다여일아열스서마쉰예".contains(value)
    }

    /// Reads 세 가지 at `at`.
    pub(super) fn native(&self, at: usize) -> Option<Step> {
        if self.before(at).is_some_and(|c| is_word_char(c) || c == '-') {
            return None;
        }
        let (number, end) = self.native_number(at)?;
        let from = self.after_space(end);
        let counter = self.counter(from, COUNTERS)?;
        let is_short = end - at == 1;
        let is_word = from == end
            && is_short
            && (!JOINED_COUNTERS.contains(&counter) || self.after_one_of(at, WORDS).is_some());
        let does_fit = match self.at(at) {
            Some('석' | '넉') => OLD_COUNTERS.contains(&counter),
            Some('첫') => counter == "번째",
            _ => true,
        };
        if is_word || !does_fit {
            return None;
        }
        let end = from + counter.chars().count();
        let found = Found {
            chars: at..end,
            terms: vec![counted_term(u128::from(number), counter)],
        };
        Some(Step {
            found: vec![found],
            next: end,
        })
    }

    /// The number in words of Korean's own at `at`, and the index after it.
    fn native_number(&self, at: usize) -> Option<(u32, usize)> {
        let read = |at: usize, words: &[(&str, u32)]| {
            let word = words.iter().find(|(word, _)| self.stands_at(at, word));
            word.map(|(word, value)| (*value, at + word.chars().count()))
        };
        match read(at, &TENS) {
            // 열한, 스물두; but 열첫, 열석 are none.
            Some((tens, end)) => match read(end, &ONES[..9]) {
                Some((ones, end)) => Some((tens + ones, end)),
                None => Some((tens, end)),
            },
            None => read(at, &ONES),
        }
    }

    /// What `number`, which stands at `at` and ends at `end`, is the number of: 3가지, 3차.
    pub(super) fn counted(&self, at: usize, number: u128, end: usize) -> Option<Found> {
        if number == 0 || number > MOST {
            return None;
        }
        let from = self.after_space(end);
        let lists = [COUNTERS, ORDINAL_COUNTERS, MORE_COUNTERS].into_iter();
        let mut counters = lists.filter_map(|counters| self.counter(from, counters));
        let counter = counters.next()?;
        let end = from + counter.chars().count();
        // People in their teens, twenties… but the 20th president.
        if counter == "대" && number.is_multiple_of(10) {
            self.after_one_of(self.after_space(end), NUMBERED_OFFICES)?;
        }
        Some(Found {
            chars: at..end,
            terms: vec![counted_term(number, counter)],
        })
    }

    /// Reads 제3차 at `at`.
    pub(super) fn ordinal(&self, at: usize) -> Option<Step> {
        if self.before(at).is_some_and(is_word_char) {
            return None;
        }
        let number_at = self.after_space(at + 1);
        let found = match self.figure(number_at) {
            Some(figure) if figure.is_plain() => {
                if let Some((quarter, end)) = self.quarter(number_at) {
                    return Some(self.step_of_quarter(at, quarter, end));
                }
                let from = self.after_space(figure.end);
                let counter = self.counter(from, ORDINAL_COUNTERS)?;
                if figure.digits == 0 || figure.digits > MOST {
                    return None;
                }
                Found {
                    chars: at..from + counter.chars().count(),
                    terms: vec![counted_term(figure.digits, counter)],
                }
            }
            Some(_) => return None,
            // 제이차
            None => {
                let number = spelled_digit(self.at(at + 1)?)?;
                let counter = self.counter(at + 2, &["차"])?;
                Found {
                    chars: at..at + 3,
                    terms: vec![counted_term(number, counter)],
                }
            }
        };
        Some(Step {
            next: found.chars.end,
            found: vec![found],
        })
    }

    /// The one of `counters` that stands at `at` as a word, with its particles.
    fn counter(&self, at: usize, counters: &[&'static str]) -> Option<&'static str> {
        let first = self.at(at)?;
        let mut counters = counters.iter().filter(|counter| counter.starts_with(first));
        let counter = counters.find(|counter| {
            let end = at + counter.chars().count();
            self.stands_at(at, counter) && self.ends_counted(counter, end)
        });
        counter.copied()
    }

    fn ends_counted(&self, counter: &str, end: usize) -> bool {
        if counter == "시" {
            let particle = self.after_one_of(end, PARTICLES_OF_HOURS);
            return !self.is_word(particle.unwrap_or(end));
        }
        let more = self.after_one_of(end, MORE_PARTICLES);
        // 두 배인; but 두 개인 are two persons.
        let copula = (counter != "개" && self.at(end) == Some('인')).then_some(end + 1);
        self.ends_counter(end)
            || more.is_some_and(|end| self.ends_counter(end))
            || copula.is_some_and(|end| !self.is_word(end))
    }
}

fn counted_term(number: u128, counter: &str) -> String {
    let counter = match counter {
        "달" => "개월",
        counter => counter,
    };
    format!("{number}{counter}")
}
