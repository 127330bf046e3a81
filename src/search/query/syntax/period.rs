//! Days, months and years as they are typed, and stretches of them.
//!
//! Defines what is a date and what is none; what a document's date is stays with the
//! index.

use crate::document::{Date, PartialDate};

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day; `None` where there is no earliest.
    pub first: Option<Date>,
    /// The last day; `None` where there is no latest.
    pub last: Option<Date>,
}

/// Why a text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPeriod {
    /// It is not written like one.
    OtherForm,
    /// It is written like one, and the calendar has none such.
    NotInCalendar,
}

/// Reads `2024`, `2024-04` or `2024-04-11`; the parts may be parted by points or
/// slashes, or be written as `2024년4월11일`.
///
/// # Errors
///
/// Tells a date that there is not from what is no date at all.
pub fn period(text: &str) -> Result<PartialDate, NoPeriod> {
    let parts = parts(text).ok_or(NoPeriod::OtherForm)?;
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u16> {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && digits.contains(&text.len())).then(|| text.parse().ok())?
    };
    let year = number(parts[0], 4..=4).ok_or(NoPeriod::OtherForm)?;
    let small = |text: &&str| number(text, 1..=2).ok_or(NoPeriod::OtherForm);
    let rest: Vec<u16> = parts[1..].iter().map(small).collect::<Result<_, _>>()?;
    let date = |month: u16, day: u16| {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        PartialDate::from_numbers(year, month, day)
    };
    match rest.as_slice() {
        [] => date(0, 0),
        // A month or day 0 is written, and is none.
        [0] | [0, _] | [_, 0] => None,
        [month] => date(*month, 0),
        [month, day] => date(*month, *day),
        _ => return Err(NoPeriod::OtherForm),
    }
    .ok_or(NoPeriod::NotInCalendar)
}

/// The year, and the month and day where they are there.
fn parts(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = if let Some((year, rest)) = text.split_once('년') {
        match rest.split_once('월') {
            None if rest.is_empty() => vec![year],
            None => return None,
            Some((month, "")) => vec![year, month],
            Some((month, day)) => vec![year, month, day.strip_suffix('일')?],
        }
    } else {
        let separator = text.chars().find(|c| !c.is_ascii_digit());
        match separator {
            None => vec![text],
            Some(separator @ ('-' | '.' | '/')) => {
                text.trim_end_matches('.').split(separator).collect()
            }
            Some(_) => return None,
        }
    };
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().all(is_number).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Month;

    #[test]
    fn years_months_and_days_are_read_however_they_are_parted() {
        let month = PartialDate::Month(Month::of_issue("2024-04").unwrap());
        assert_eq!(period("2024"), Ok(PartialDate::Year(2024)));
        for text in [
            "2024-04",
            "2024-4",
            "2024.4",
            "2024.04.",
            "2024/04",
            "2024년4월",
        ] {
            assert_eq!(period(text), Ok(month), "{text}");
        }
        let day = PartialDate::Day(Date::new(2024, 4, 11).unwrap());
        for text in ["2024-04-11", "2024.4.11", "2024.04.11.", "2024년4월11일"] {
            assert_eq!(period(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_told_from_what_is_no_date() {
        for text in ["2024-13", "2023-02-29", "2024-00", "2024-04-31", "1066"] {
            assert_eq!(period(text), Err(NoPeriod::NotInCalendar), "{text}");
        }
        for text in [
            "",
            "어제",
            "24-04",
            "2024-",
            "2024-04-11-1",
            "2024-4월",
            "news",
        ] {
            assert_eq!(period(text), Err(NoPeriod::OtherForm), "{text}");
        }
    }

    #[test]
    fn periods_have_their_ends() {
        let ends = |text: &str| {
            let period = period(text).unwrap();
            let shown = |date: Option<Date>| date.unwrap().to_string();
            (shown(period.first_day()), shown(period.last_day()))
        };
        let pair = |first: &str, last: &str| (first.to_owned(), last.to_owned());
        assert_eq!(ends("2024"), pair("2024-01-01", "2024-12-31"));
        assert_eq!(ends("2024-02"), pair("2024-02-01", "2024-02-29"));
        assert_eq!(ends("2024-02-03"), pair("2024-02-03", "2024-02-03"));
    }
}
