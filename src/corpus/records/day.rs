//! The date of a record, in the spellings of feeds and exports.

use crate::corpus::characters::{is_space, trim};
use crate::corpus::date_text::{find_dates, whole_date};
use crate::document::{Date, ENGLISH_MONTHS, PartialDate};

/// The most characters that stand before a day, such as `입력 `.
const LABEL_CHARS: usize = 12;

/// The day that a text names as its writer counted it, or the month or year where it names no
/// more; a time of day, of whatever zone, may follow.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let text = trim(text);
    whole_date(text)
        .or_else(|| printed(text))
        .or_else(|| digits(text).map(PartialDate::Day))
        .or_else(|| spelled(text).map(PartialDate::Day))
}

/// The day of a number of seconds or milliseconds since 1970.
pub(super) fn of_number(number: i64) -> Option<Date> {
    // So many seconds are a day of 1973 or later, and fewer are another count.
    match number {
        19_000_101..=29_991_231 => digits(&number.to_string()),
        100_000_000..=9_999_999_999 => Date::of_unix_seconds(number),
        100_000_000_000..=9_999_999_999_999 => Date::of_unix_seconds(number / 1000),
        _ => None,
    }
}

/// `2026.07.03. 09:00`, `2024년 4월 11일 (목)`, `2026-02-05T09:00:00+09:00`.
fn printed(text: &str) -> Option<PartialDate> {
    let found = find_dates(text).into_iter().next()?;
    let before = text.get(..found.start)?;
    let after = text.get(found.end..)?;
    let is_label = before.chars().count() <= LABEL_CHARS
        && !before.contains(|c: char| c.is_ascii_digit())
        && (before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric()));
    let is_apart =
        after.is_empty() || after.starts_with(|c: char| is_space(c) || "T(,".contains(c));
    found.date.filter(|_| is_label && is_apart)
}

/// `20240411`, `20240411T0930`, `20240411093000`; a text of ten or thirteen digits counts
/// from 1970.
fn digits(text: &str) -> Option<Date> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(count..)?;
    match count {
        8 if rest.is_empty() || rest.starts_with(['T', ' ']) => {}
        12 | 14 if rest.is_empty() => {}
        10 | 13 if rest.is_empty() => return of_number(text.parse().ok()?),
        _ => return None,
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let (month, day) = (number(4, 6)?, number(6, 8)?);
    Date::new(
        number(0, 4)?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )
}

/// `Thu, 05 Feb 2026 09:00:00 +0900`, `February 5, 2026`, `5-Feb-2026`.
fn spelled(text: &str) -> Option<Date> {
    let words = text.split(|c: char| is_space(c) || ",.-/".contains(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(5).collect();
    let at = words
        .iter()
        .position(|word| month(word).is_some())
        .filter(|&at| at <= 2)?;
    let month = month(words.get(at)?)?;
    let number = |word: Option<&&str>| {
        let word = *word?;
        let word = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| word.strip_suffix(end))
            .unwrap_or(word);
        word.parse::<u16>().ok()
    };
    let before = at.checked_sub(1).and_then(|at| number(words.get(at)));
    let (day, year) = match before {
        Some(day) => (day, number(words.get(at + 1))?),
        None => (number(words.get(at + 1))?, number(words.get(at + 2))?),
    };
    // Two digits are a year of this century in the mail standard's older form.
    let year = if year < 70 { 2000 + year } else { year };
    Date::new(year, month, u8::try_from(day).ok()?)
}

fn month(word: &str) -> Option<u8> {
    if word.len() < 3 {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let at = ENGLISH_MONTHS
        .iter()
        .position(|month| month.starts_with(&word))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_spellings_of_feeds() {
        for text in [
            "2026-02-05",
            "2026-02-05T09:00:00+09:00",
            "2026-02-05T23:59:59.123Z",
            "2026-02-05 09:00:00",
            "2026.02.05. 09:00",
            "2026. 2. 5. 오전 9:00",
            "2026.02.05(목)",
            "2026/2/5",
            "2026년 2월 5일",
            "2026년 2월 5일 목요일",
            "입력 2026.02.05 09:00",
            "입력: 2026-02-05 09:00",
            "20260205",
            "20260205T090000",
            "20260205093000",
            "1770249600",
            "1770249600000",
            "Thu, 05 Feb 2026 09:00:00 +0900",
            "Thu, 5 Feb 26 09:00:00 GMT",
            "5 Feb 2026",
            "05-Feb-2026",
            "Feb 5, 2026",
            "February 5th, 2026 at 9:00",
            "Feb. 5, 2026",
        ] {
            let read = date(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some("2026-02-05"), "{text}");
        }
        for (text, read) in [
            ("2026-02", "2026-02"),
            ("2026년 2월", "2026-02"),
            ("2026", "2026"),
        ] {
            let found = date(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(read), "{text}");
        }
        for text in [
            "2026-02-30",
            "20260230",
            "어제",
            "3 hours ago",
            "02/05/2026",
            "5",
            "Mayor 5, 2026",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(of_number(1_770_249_600), Date::from_iso("2026-02-05"));
        assert_eq!(of_number(1_770_249_600_000), Date::from_iso("2026-02-05"));
        assert_eq!(of_number(20_260_205), Date::from_iso("2026-02-05"));
        assert_eq!(of_number(5), None);
    }
}
