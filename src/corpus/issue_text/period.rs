//! The days of an event as printed, `2024.7.21~27`, to its first and last day.

use crate::corpus::characters::{holds_word, is_space};
use crate::document::{Date, PartialDate};

/// The first and the last day, which are the same for an event of one day.
pub(super) fn parse(printed: &str) -> Option<(Date, Date)> {
    let dense: String = printed
        .chars()
        .filter(|&c| !is_space(c) && !is_weekday_sign(c))
        .collect();
    let dense = without_brackets(&dense);
    let (first, last) = match split(&dense) {
        Some((first, last)) => (first, last),
        None => (dense.as_str(), ""),
    };
    let first = numbers(first)?;
    let first = match first.as_slice() {
        [year, month, day] => date(*year, *month, *day)?,
        _ => return None,
    };
    let (year, month) = (first.year(), u16::from(first.month()));
    let last = numbers(last)?;
    let last = match last.as_slice() {
        [] => first,
        [day] => date(year, month, *day)?,
        [month, day] => date(year, *month, *day)?,
        [year, month, day] => date(*year, *month, *day)?,
        _ => return None,
    };
    (first <= last).then_some((first, last))
}

/// The month or the year, where no day is printed: `2024년 5월`, `2024년 하반기`.
pub(super) fn around(printed: &str) -> Option<PartialDate> {
    let starts = printed.find(|c: char| c.is_ascii_digit())?;
    let spelled: String = printed
        .get(starts..)?
        .chars()
        .filter(|&c| !is_space(c))
        .take_while(|&c| c.is_ascii_digit() || "./-년월".contains(c))
        .collect();
    let date = match numbers(&spelled)?.as_slice() {
        [year] => PartialDate::from_numbers(*year, 0, 0),
        // `2024.` and a day of no calendar are no months.
        [year, month] if *month > 0 => {
            PartialDate::from_numbers(*year, u8::try_from(*month).ok()?, 0)
        }
        _ => None,
    }?;
    (1990..2100).contains(&date.numbers().0).then_some(date)
}

/// Whether a word can be part of the days as printed.
pub(super) fn is_part(word: &str) -> bool {
    word.chars().all(|c| {
        c.is_ascii_digit() || is_range_sign(c) || is_weekday_sign(c) || ".()/년월일".contains(c)
    }) && word.chars().any(|c| c.is_ascii_digit() || is_range_sign(c))
}

/// Whether a word stands where days do that are not settled: `미정`, `추후 공지`.
pub(super) fn is_unsettled(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| "()[]*.,".contains(c));
    matches!(
        bare,
        "미정" | "추후" | "추후공지" | "추후결정" | "추후발표" | "추후안내" | "TBD" | "TBA"
    )
}

/// Whether a word only goes on with days that are not settled, or not to the day:
/// `추후 공지`, `5월 중`.
pub(super) fn is_vague(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| "()[]*.,".contains(c));
    let vague =
        "공지 결정 발표 안내 확정 예정 중 초 말 경 초순 중순 하순 상순 초중순 중하순 상반기 하반기";
    is_unsettled(word) || holds_word(vague, bare)
}

/// Whether a text starts with what stands in the days' place but names no day:
/// `미정`, `2024년 5월`, `2024년 하반기`.
pub(super) fn starts_without_day(text: &str) -> bool {
    let mut words = text
        .split(is_space)
        .filter(|word| !word.is_empty())
        .peekable();
    if words.peek().is_some_and(|word| is_unsettled(word)) {
        return true;
    }
    let mut days = String::new();
    while let Some(word) = words.next_if(|word| is_part(word)) {
        days.push_str(word);
    }
    let numbers = numbers(&without_brackets(&days)).unwrap_or_default();
    let is_year = |year: &u16| (1990..2100).contains(year);
    match numbers.as_slice() {
        [year] => is_year(year) && words.peek().is_some_and(|word| is_vague(word)),
        [year, month] => is_year(year) && (1..=12).contains(month),
        _ => false,
    }
}

/// Whether the days go on after this.
pub(super) fn is_open(printed: &str) -> bool {
    printed.ends_with(is_range_sign)
}

/// Whether a word can only go on with days that were begun before.
pub(super) fn is_continuation(word: &str) -> bool {
    word.starts_with(is_range_sign) && is_part(word)
}

fn is_range_sign(c: char) -> bool {
    matches!(c, '~' | '∼' | '～' | '〜' | '-' | '–' | '—' | '˜')
}

fn is_weekday_sign(c: char) -> bool {
    "월화수목금토일".contains(c) && c != '월' && c != '일'
}

/// The text without what stands in brackets, the days of the week.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|&c| {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

fn split(text: &str) -> Option<(&str, &str)> {
    let is_hyphen = |c: char| c == '-' || c == '–' || c == '—';
    let at = text.find(|c| is_range_sign(c) && !is_hyphen(c));
    let at = at.or_else(|| {
        // Hyphens also part the numbers of one day: 2024-07-21.
        let hyphens: Vec<usize> = text.match_indices(is_hyphen).map(|(at, _)| at).collect();
        match hyphens.as_slice() {
            [at] => Some(*at),
            _ => None,
        }
    })?;
    let sign = text.get(at..)?.chars().next()?;
    Some((text.get(..at)?, text.get(at + sign.len_utf8()..)?))
}

fn numbers(text: &str) -> Option<Vec<u16>> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().ok())
        .collect()
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_their_spellings() {
        for (printed, first, last) in [
            ("2024.7.21~27", "2024-07-21", "2024-07-27"),
            ("2024.6.19.~21", "2024-06-19", "2024-06-21"),
            ("2024.6.19.～21.", "2024-06-19", "2024-06-21"),
            ("2024.7.30~8.2", "2024-07-30", "2024-08-02"),
            ("2024.7.30 – 8.2", "2024-07-30", "2024-08-02"),
            ("2024.12.30~2025.1.3", "2024-12-30", "2025-01-03"),
            ("2024.7.21.~2024.7.27.", "2024-07-21", "2024-07-27"),
            ("2024.5.9", "2024-05-09", "2024-05-09"),
            ("2024-05-09", "2024-05-09", "2024-05-09"),
            ("2024.7.21(일)~27(토)", "2024-07-21", "2024-07-27"),
            ("2024년 7월 21일~27일", "2024-07-21", "2024-07-27"),
        ] {
            let found = parse(printed).map(|(first, last)| (first.to_string(), last.to_string()));
            assert_eq!(
                found,
                Some((first.to_owned(), last.to_owned())),
                "{printed}"
            );
        }
        for printed in ["", "2024.13.45", "2024.7.27~21", "2024.7", "미정"] {
            assert_eq!(parse(printed), None, "{printed}");
        }
    }
}
