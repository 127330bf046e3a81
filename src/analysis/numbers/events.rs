//! Events that are called by their day: 6·25, 3.1운동.
//!
//! Defines where two numbers with a middle dot or a full stop between them can be a month and
//! its day, and their term, which both marks have. Dates with a year or with 월 and 일 are
//! left to `dates`.

use super::dates::days_of;
use super::{Found, Reader, is_latin};

/// What makes a list of two numbers, whatever follows: 1·2차전, 4·5월호.
const OF_LISTS: &str = "차 월 일 심 급 등 호선";

/// What two numbers are counts or places of, where no other word begins so: 1·2부, 2.3배.
const COUNTED: &str = "년 위 동 종 호 회 부 대 세대 단계 학년 분기 번 층 공구 기 \
    배 명 개 점 도 건 곳 가지 장 권 편 조 만 억 천 백 항 과 팀 지구 구역 군 반 주 인 평 표 분 초 시";

/// What a decimal stands before.
const BEFORE_DECIMALS: &str =
    "규모 진도 버전 평균 약 총 학점 평점 시력 지수 무려 최대 최소 비율 대비 점수 배율";

impl Reader {
    /// Reads 6·25 or 6.25 at `at`.
    pub(super) fn event(&self, at: usize) -> Option<Found> {
        let (month, mark_at) = self.short_number(at, 2)?;
        let mark = self.at(mark_at).filter(|mark| matches!(mark, '·' | '.'))?;
        let (day, end) = self.short_number(mark_at + 1, 2)?;
        let has_zero = self.at(at) == Some('0') || self.at(mark_at + 1) == Some('0');
        if has_zero || day > days_of(None, month)? || day == 0 {
            return None;
        }
        let is_joined = |c: char| is_latin(c) || ".,·-/:~_#@+%$€£¥₩".contains(c);
        let goes_on = self.at(end).is_some_and(|c| match c {
            '.' | ',' => self.is_digit(end + 1),
            c => is_joined(c),
        });
        if self.before(at).is_some_and(is_joined) || goes_on {
            return None;
        }
        if self.after_one_of(end, OF_LISTS).is_some() || self.is_of_counted(end) {
            return None;
        }
        if mark == '.' && self.is_decimal(at, end) {
            return None;
        }
        Some(Found {
            chars: at..end,
            terms: vec![format!("{month}·{day}")],
        })
    }

    fn is_of_counted(&self, at: usize) -> bool {
        let end = self.after_one_of(at, COUNTED);
        end.is_some_and(|end| self.ends_counter(end))
    }

    /// Whether what stands around a number with a point tells that it is one: 규모 4.3,
    /// 4.3 만, iOS 4.3.
    fn is_decimal(&self, at: usize, end: usize) -> bool {
        let behind = self.after_space(end);
        let before = at.checked_sub(2).filter(|_| self.is_space(at - 1));
        let of_latin = before
            .and_then(|index| self.at(index))
            .is_some_and(is_latin);
        of_latin
            || behind > end && self.is_of_counted(behind)
            || self.at(behind).is_some_and(is_latin)
            || self.after_percent(at, end).is_some()
            || self.has_currency(behind)
            || self.stands_before(at, BEFORE_DECIMALS)
    }
}
