//! A month of the calendar: what issues are called by, and what trends count by.

use std::fmt;

use super::Date;
use super::id::APART;

/// The English names of the months, in small letters. The first three letters of each are its
/// short name.
pub const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A month of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: u16,
    /// From 1.
    month: u8,
}

impl Month {
    /// It as the number `yyyymm`.
    pub fn year_and_month(self) -> u32 {
        u32::from(self.year) * 100 + u32::from(self.month)
    }

    /// The month of a day.
    pub fn of(date: Date) -> Self {
        Month {
            year: date.year(),
            month: date.month(),
        }
    }

    /// The month that an issue's id names, such as `2024-05`, or `2024-05@naver` where another
    /// file has that id; `None` where it is the stem of a file without a month.
    pub fn of_issue(issue: &str) -> Option<Self> {
        let issue = issue.split(APART).next()?;
        Date::from_iso(&format!("{issue}-01")).map(Month::of)
    }

    /// The year, such as 2024.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month of the year, from 1.
    pub fn number(self) -> u8 {
        self.month
    }

    /// The month after this one.
    pub fn next(self) -> Self {
        if self.month == 12 {
            Month {
                year: self.year + 1,
                month: 1,
            }
        } else {
            Month {
                month: self.month + 1,
                ..self
            }
        }
    }

    /// How many months `later` comes after this one; 0 where it does not.
    pub fn months_until(self, later: Month) -> usize {
        let count = |month: Month| usize::from(month.year) * 12 + usize::from(month.month);
        count(later).saturating_sub(count(self))
    }
}

impl fmt::Display for Month {
    /// Such as `2024-04`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_are_called_by_their_month_or_are_not() {
        assert_eq!(Month::of_issue("2024-05").unwrap().to_string(), "2024-05");
        let apart = Month::of_issue("2024-05@naver");
        assert_eq!(apart, Month::of_issue("2024-05"));
        for other in ["2024-13", "2024-5", "news", "2024-05-01", ""] {
            assert_eq!(Month::of_issue(other), None, "{other}");
        }
    }

    #[test]
    fn years_follow_their_december() {
        let december = Month::of_issue("2023-12").unwrap();
        let january = december.next();
        assert_eq!(january.to_string(), "2024-01");
        assert_eq!(december.months_until(january), 1);
        assert_eq!(
            december.months_until(Month::of_issue("2025-01").unwrap()),
            13
        );
        assert_eq!(january.months_until(december), 0);
    }
}
