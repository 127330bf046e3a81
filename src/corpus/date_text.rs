//! Days as the digests write them, `2024.03.21.`, found in running text.

use super::characters::is_space;
use super::web_address::starts_with_url;
use crate::document::{Date, PartialDate};

/// A day, or a month, as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateText {
    /// The byte at which it starts.
    pub start: usize,
    /// The byte after it and the point that may close it.
    pub end: usize,
    /// The day, or the month where no day is given; none where the calendar has none such.
    pub date: Option<PartialDate>,
    /// Whether a day of the month is given.
    pub has_day: bool,
}

/// The days and months in a text, in order.
pub(super) fn find_dates(text: &str) -> Vec<DateText> {
    let bytes = text.as_bytes();
    let mut dates = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let follows_digit = at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_digit);
        match (follows_digit, date_at(text, at)) {
            (false, Some(date)) => {
                at = date.end.max(at + 1);
                dates.push(date);
            }
            _ => at += 1,
        }
    }
    dates
}

/// The day a text ends with, but for closing brackets and a web address.
pub(super) fn closing_date(text: &str) -> Option<DateText> {
    find_dates(text).into_iter().rev().find(|date| {
        let rest = text.get(date.end..).unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| is_space(c) || ".)]），,;".contains(c));
        rest.is_empty() || starts_with_url(rest)
    })
}

/// The first date in a text that the calendar has.
pub(super) fn first_date(text: &str) -> Option<PartialDate> {
    find_dates(text).into_iter().find_map(|found| found.date)
}

/// The date of a mark that says when a document was made: `2026-03-15T09:00:00+09:00`, or one
/// in words.
pub(super) fn marked_date(text: &str) -> Option<PartialDate> {
    PartialDate::from_iso(text.get(..10).unwrap_or_default()).or_else(|| first_date(text))
}

/// The date that a text is, and nothing else: a day, a month or a year, its parts parted by
/// points, hyphens, slashes or `년`, `월`, `일`.
pub(super) fn whole_date(text: &str) -> Option<PartialDate> {
    let dense: String = text.chars().filter(|c| !is_space(*c)).collect();
    let bare = dense.trim_end_matches(['.', '년', '월', '일']);
    let mut numbers = [0; 3];
    let mut parts = bare.split(['.', '-', '/', '년', '월']);
    for (number, digits) in numbers.iter_mut().zip([4..=4, 1..=2, 1..=2]) {
        let Some(part) = parts.next() else { break };
        let is_number = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        *number = is_number
            .then(|| part.parse::<u16>().ok())?
            .filter(|n| *n > 0)?;
    }
    if parts.next().is_some() {
        return None;
    }
    let [year, month, day] = numbers;
    PartialDate::from_numbers(year, month.try_into().ok()?, day.try_into().ok()?)
}

fn date_at(text: &str, start: usize) -> Option<DateText> {
    let (year, at) = number_at(text, start, 4, 4)?;
    if !(1900..2100).contains(&year) {
        return None;
    }
    let at = separator_at(text, at, '년')?;
    let (month, at) = number_at(text, at, 1, 2)?;
    let month_end = separator_at(text, at, '월')?;
    if let Some((day, at)) = number_at(text, month_end, 1, 2) {
        let end = closing_at(text, at, '일').unwrap_or(at);
        let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let date = date.map(PartialDate::Day);
        return Some(DateText {
            start,
            end,
            date,
            has_day: true,
        });
    }
    // A month without a day: only with a point or `월` after it, and so not 2024-05.
    let end = closing_at(text, at, '월')?;
    let date = PartialDate::from_numbers(year, u8::try_from(month).ok()?, 0)?;
    matches!(date, PartialDate::Month(_)).then_some(DateText {
        start,
        end,
        date: Some(date),
        has_day: false,
    })
}

/// A number of `least` to `most` digits that ends there.
fn number_at(text: &str, at: usize, least: usize, most: usize) -> Option<(u16, usize)> {
    let digits = text
        .get(at..)?
        .bytes()
        .take_while(u8::is_ascii_digit)
        .take(most + 1)
        .count();
    if !(least..=most).contains(&digits) {
        return None;
    }
    let end = at + digits;
    Some((text.get(at..end)?.parse().ok()?, end))
}

/// The place after a separator and the spaces around it.
fn separator_at(text: &str, at: usize, word: char) -> Option<usize> {
    let rest = text.get(at..)?;
    let rest = rest.trim_start_matches(is_space);
    let rest = rest.strip_prefix(['.', '-', '/', word])?;
    Some(text.len() - rest.trim_start_matches(is_space).len())
}

/// The place after the sign that closes a date.
fn closing_at(text: &str, at: usize, word: char) -> Option<usize> {
    let rest = text.get(at..)?;
    let rest = rest
        .trim_start_matches(is_space)
        .strip_prefix(['.', word])?;
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        find_dates(text)
            .into_iter()
            .map(|date| {
                (
                    &text[date.start..date.end],
                    date.date.map(|date| date.to_string()),
                )
            })
            .collect()
    }

    #[test]
    fn days_are_found_in_their_spellings() {
        for text in [
            "2024.03.21.",
            "2024.3.21",
            "2024. 3. 21.",
            "2024-03-21",
            "2024년 3월 21일",
        ] {
            assert_eq!(
                found(text),
                [(text, Some("2024-03-21".to_owned()))],
                "{text}"
            );
        }
        assert_eq!(
            found("2023.11."),
            [("2023.11.", Some("2023-11".to_owned()))]
        );
        assert_eq!(found("2024.13.45."), [("2024.13.45.", None)]);
        assert_eq!(found("GPT-4 12024.03.21 2.5배 2024.5 403.20329"), []);
    }

    #[test]
    fn a_whole_text_may_be_a_day_a_month_or_a_year() {
        for (text, date) in [
            ("2024-04-11", "2024-04-11"),
            ("2024. 4. 11.", "2024-04-11"),
            ("2024년 4월 11일", "2024-04-11"),
            ("2024-04", "2024-04"),
            ("2024.4", "2024-04"),
            ("2024.04.", "2024-04"),
            ("2024년 4월", "2024-04"),
            ("2024", "2024"),
            ("2024.", "2024"),
            ("2024년", "2024"),
        ] {
            let found = whole_date(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(date), "{text}");
        }
        for text in [
            "",
            "24",
            "20240411",
            "2024-13",
            "2024-00",
            "2024-04-11-1",
            "2024 여름",
        ] {
            assert_eq!(whole_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_closing_date_may_be_followed_by_an_address() {
        assert!(closing_date("가, 나, 2024.03.21. https://a.kr/").is_some());
        assert!(closing_date("가, 나, 2024.03.21.)").is_some());
        assert!(closing_date("2024.03.21. 공식 발표").is_none());
    }
}
