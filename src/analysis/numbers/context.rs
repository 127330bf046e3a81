//! What stands around a numeral and tells whether it is one.
//!
//! Defines the counters, the particles behind them, and the contexts in which digits
//! are a name, an article of a law or a year.

use super::{Reader, is_latin, is_word_char};

/// What numbers of things are followed by. Of two that begin alike the longer is first.
const COUNTERS: &str = "개국 개사 개월 개소 개 달러 명 원대 원 유로 위안 엔 파운드 루피 루블 페소 \
    건 곳 톤 가지 가구 마리 그루 배럴 미터 킬로미터 킬로그램 킬로 그램 리터 헥타르 세대 사람 년대 년 \
    배 대 장 회 번 권 편 점 표 쌍 종 채 벌 척 발 통 부 병 필 석 뷰 시간 평 층 주년 세기";

/// Those of times and ages, which 만 says that they are full before: 만 세 살, 만 일 년.
const COUNTERS_OF_TIMES: &str = "일 분 초 세";

/// Those that are taken behind a lone 천, 만, 백 or 십 without a space between. The
/// others make words of it: 천장, 백배, 만회, 만점.
const COUNTERS_OF_LONE_UNITS: &str = "개국 개사 개월 개소 개 달러 명 원대 원 유로 위안 파운드 루피 \
    루블 건 곳 톤 가지 가구 마리 그루 배럴 미터 킬로 년";

/// Words as well as amounts, which are taken for amounts only before a particle: 천명
/// is a declaration, 만개 full bloom, 만년 for ever.
const UNSURE: &str = "천명 만개 만년";

/// Those that are taken behind digits that can be a year (2000 명).
const COUNTERS_OF_YEARS: &str = "개 명 원 달러 유로 건 곳 가지";

const CURRENCIES: &str = "원 달러 유로 위안 엔 파운드 루피 루블";

/// What may follow a counter and leaves it a word of its own, to the word's end.
const PARTICLES: &str =
    "으로 에서 에게 까지 부터 보다 처럼 마다 밖에 이나 이 가 은 는 을 를 의 에 도 만 과 와 로";

/// The same, whatever comes behind.
const OPEN_SUFFIXES: &str = "이다 이라 이며 이고 이지 이었 이였 이상 이하 이내 정도 가량 안팎 내외 \
    미만 규모 짜리 어치 남짓 씩 쯤 당 째 간 들 뿐 입니다 입니까 인데 였다 였던 였으 이라는 이란 조차 \
    라도 라는 라고 라며 한테 등";

/// Shorts for measures that stand right behind digits.
const MEASURES: &str = "km kg kw kwh m g t mw mwh gw gwh twh ha mah usd";

/// Marks that join digits to more than a number: telephone numbers, versions, URLs.
const JOINING: &str = "-_/=#@:&+*\\\u{2010}\u{2011}";

impl Reader {
    /// Whether what follows a numeral tells that it is one, though it has no digits.
    /// `is_lone`: it is 십, 백, 천 or 만 and no more.
    pub(super) fn is_counted(&self, end: usize, is_lone: bool) -> bool {
        if self.after_yeo(end) > end || self.after_percent(end, end).is_some() {
            return true;
        }
        let from = self.after_space(end);
        let has_counter = |at: usize| {
            self.has_counter(at, COUNTERS)
                || self.before(end) != Some('만') && self.has_counter(at, COUNTERS_OF_TIMES)
        };
        if from == end {
            let unsure = self.after_one_of(end.saturating_sub(1), UNSURE);
            return if is_lone {
                self.has_counter(from, COUNTERS_OF_LONE_UNITS)
                    && unsure.is_none_or(|after| self.is_word(after))
            } else {
                // 이십대 are people in their twenties.
                let is_age = self.before(end) == Some('십') && self.at(end) == Some('대');
                !is_age && has_counter(from)
            };
        }
        // 천 여명, 천 여 명
        let after_yeo = from + usize::from(self.at(from) == Some('여'));
        let is_age = self.before(end) == Some('십') && self.at(from) == Some('대');
        !is_age && has_counter(after_yeo)
            || after_yeo > from && has_counter(self.after_space(after_yeo))
    }

    /// Whether one of `counters` stands at `at` as a word, with its particles.
    fn has_counter(&self, at: usize, counters: &str) -> bool {
        counters.split(' ').any(|counter| {
            self.stands_at(at, counter) && self.ends_counter(at + counter.chars().count())
        })
    }

    /// Whether a counter that ends before `index` is a word there, with its particles.
    pub(super) fn ends_counter(&self, index: usize) -> bool {
        let mut index = index;
        for _ in 0..3 {
            if !self.is_word(index) || self.after_one_of(index, OPEN_SUFFIXES).is_some() {
                return true;
            }
            match self.after_one_of(index, PARTICLES) {
                Some(after) => index = after,
                None => return false,
            }
        }
        !self.is_word(index)
    }

    pub(super) fn has_currency(&self, at: usize) -> bool {
        self.after_one_of(at, CURRENCIES).is_some()
    }

    /// Whether digits that can be a year, and end at `end`, count something.
    pub(super) fn is_no_year(&self, end: usize) -> bool {
        let from = self.after_space(end);
        if from > end {
            self.has_counter(from, COUNTERS_OF_YEARS)
        } else {
            self.at(end) != Some('년') && self.has_counter(end, COUNTERS)
        }
    }

    /// The index after 여 (and some more), if it stands at `end`; else `end`.
    pub(super) fn after_yeo(&self, end: usize) -> usize {
        let is_yeo = self.at(end) == Some('여')
            && (!self.is_word(end + 1) || self.has_counter(end + 1, COUNTERS));
        end + usize::from(is_yeo)
    }

    /// The index after the sign or word for per cent that follows a numeral.
    pub(super) fn after_percent(&self, start: usize, end: usize) -> Option<usize> {
        let from = self.after_space(end);
        if let Some(after) = self.after_one_of(from, "% 퍼센트") {
            return Some(after);
        }
        // 아이폰13프로, 13 프로 and 13프로젝트 are none.
        let is_percent = self.stands_at(end, "프로")
            && self.ends_counter(end + 2)
            && !self.before(start).is_some_and(is_word_char);
        is_percent.then_some(end + 2)
    }

    /// 수 천, 몇 천, 여러 천: nobody knows how many. So with 5 천만, whose parts may or
    /// may not be one number.
    pub(super) fn is_indefinite(&self, at: usize) -> bool {
        // 삼 만 명 is 삼만 명, which is not read; it must not become 만 명.
        const WORDS: &str = "수 몇 여러 몇몇 삼 사 오 육 칠 팔 구";
        let Some(space) = at.checked_sub(1).filter(|&index| self.is_space(index)) else {
            return false;
        };
        if self.before(space).is_some_and(|c| c.is_ascii_digit()) {
            return true;
        }
        WORDS.split(' ').any(|word| {
            let start = space.checked_sub(word.chars().count());
            start.is_some_and(|start| {
                self.stands_at(start, word) && !self.before(start).is_some_and(is_word_char)
            })
        })
    }

    /// Whether what stands before digits makes them part of a name: H100, GPT-4만.
    pub(super) fn is_part_of_a_name(&self, at: usize) -> bool {
        match self.before(at) {
            Some('-' | '\u{2010}' | '\u{2011}') => self
                .before(at - 1)
                .is_some_and(|c| is_word_char(c) && !c.is_ascii_digit()),
            Some('_' | '#' | '@') => true,
            before => before.is_some_and(is_latin),
        }
    }

    /// Whether plain digits begin at `at`, joined to nothing.
    pub(super) fn has_plain_left(&self, at: usize) -> bool {
        self.before(at)
            .is_none_or(|c| !is_latin(c) && !".,".contains(c) && !JOINING.contains(c))
    }

    /// Whether plain digits end before `end`, joined to nothing but a measure (1000km).
    pub(super) fn has_plain_right(&self, end: usize) -> bool {
        let Some(next) = self.at(end) else {
            return true;
        };
        if is_latin(next) {
            return MEASURES.split(' ').any(|measure| {
                let after = end + measure.len();
                self.stands_at(end, measure)
                    && !self
                        .at(after)
                        .is_some_and(|c| is_latin(c) || c.is_ascii_digit())
            });
        }
        !JOINING.contains(next)
    }

    /// Whether digits are the number of something, 제2조 or 제1000회, or of an article
    /// of a law, 17조의2 or 7조 5항.
    pub(super) fn is_ordinal(&self, at: usize, end: usize, has_jo: bool) -> bool {
        let prefix = at - usize::from(at.checked_sub(1).is_some_and(|space| self.is_space(space)));
        let has_prefix = self.before(prefix) == Some('제')
            && (has_jo || prefix == at && !self.is_word(prefix.wrapping_sub(2)));
        if has_prefix || !has_jo {
            return has_prefix;
        }
        let part = self.after_space(end);
        let is_part = self.figure(part).is_some_and(|figure| {
            matches!(self.at(self.after_space(figure.end)), Some('항' | '호'))
        });
        is_part
            || self.at(part) == Some('제')
            || self.at(end) == Some('의') && self.is_digit(end + 1)
            || matches!(self.at(end), Some('항' | '호'))
    }
}
