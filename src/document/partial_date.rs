//! A date as exactly as it is known: a day, or no more than a month or a year.

use std::cmp::Ordering;
use std::fmt;

use super::{Date, Month};

/// A day, a month or a year.
///
/// They are ordered by their beginnings, a month before its days and a year before its months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Some day of a year.
    Year(u16),
    /// Some day of a month.
    Month(Month),
    /// A day.
    Day(Date),
}

impl PartialDate {
    /// The date that these numbers give, where a month or a day that is not known is 0; `None`
    /// where the calendar has none such.
    pub fn from_numbers(year: u16, month: u8, day: u8) -> Option<Self> {
        match (month, day) {
            (0, 0) => Date::new(year, 1, 1).map(|_| PartialDate::Year(year)),
            (0, _) => None,
            (_, 0) => Date::new(year, month, 1).map(|first| PartialDate::Month(Month::of(first))),
            _ => Date::new(year, month, day).map(PartialDate::Day),
        }
    }

    /// The date of ISO 8601: `2024`, `2024-04` or `2024-04-11`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut numbers = [0; 3];
        let mut parts = text.split('-');
        for (number, digits) in numbers.iter_mut().zip([4, 2, 2]) {
            let Some(part) = parts.next() else { break };
            if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            *number = part.parse::<u16>().ok().filter(|number| *number > 0)?;
        }
        if parts.next().is_some() {
            return None;
        }
        let [year, month, day] = numbers;
        PartialDate::from_numbers(year, month.try_into().ok()?, day.try_into().ok()?)
    }

    /// The year, the month and the day; 0 for what is not known.
    pub fn numbers(self) -> (u16, u8, u8) {
        match self {
            PartialDate::Year(year) => (year, 0, 0),
            PartialDate::Month(month) => (month.year(), month.number(), 0),
            PartialDate::Day(day) => (day.year(), day.month(), day.day()),
        }
    }

    /// How exactly it is known, as output names it: `day`, `month` or `year`.
    pub fn precision(self) -> &'static str {
        match self {
            PartialDate::Year(_) => "year",
            PartialDate::Month(_) => "month",
            PartialDate::Day(_) => "day",
        }
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            PartialDate::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The first day that it may be.
    pub fn first_day(self) -> Option<Date> {
        let (year, month, day) = self.numbers();
        Date::new(year, month.max(1), day.max(1))
    }

    /// The last day that it may be.
    pub fn last_day(self) -> Option<Date> {
        let last_of = |year, month| (28..=31).rev().find_map(|day| Date::new(year, month, day));
        match self {
            PartialDate::Year(year) => last_of(year, 12),
            PartialDate::Month(month) => last_of(month.year(), month.number()),
            PartialDate::Day(day) => Some(day),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        PartialDate::Day(day)
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers().cmp(&other.numbers())
    }
}

impl fmt::Display for PartialDate {
    /// ISO 8601: `2024`, `2024-04` or `2024-04-11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(month) => month.fmt(f),
            PartialDate::Day(day) => day.fmt(f),
        }
    }
}

/// What a document's date was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrigin {
    /// The document's own, which its digest file gives.
    Own,
    /// The newest of the works that it cites.
    Sources,
    /// The month of its issue, which stands in.
    Issue,
}

impl DateOrigin {
    /// The origin's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            DateOrigin::Own => "own",
            DateOrigin::Sources => "sources",
            DateOrigin::Issue => "issue",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_are_read_as_exactly_as_they_are() {
        for text in ["2024", "2024-04", "2024-04-11", "2024-02-29"] {
            assert_eq!(PartialDate::from_iso(text).unwrap().to_string(), text);
        }
        for bad in [
            "",
            "24",
            "2024-4",
            "2024-13",
            "2024-00",
            "2024-04-00",
            "2024-02-30",
            "0999",
            "2024-",
            "2024-04-11-1",
            "+024",
            "1066-05",
        ] {
            assert_eq!(PartialDate::from_iso(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_month_begins_before_its_days() {
        let order = [
            "2023-12-31",
            "2024",
            "2024-01",
            "2024-01-01",
            "2024-01-31",
            "2024-02",
        ];
        let dates = order.map(|text| PartialDate::from_iso(text).unwrap());
        assert!(dates.is_sorted());
        let shown = |day: Option<Date>| day.unwrap().to_string();
        assert_eq!(shown(dates[1].first_day()), "2024-01-01");
        assert_eq!(shown(dates[1].last_day()), "2024-12-31");
        assert_eq!(shown(dates[5].last_day()), "2024-02-29");
        assert_eq!(dates[5].day(), None);
    }
}
