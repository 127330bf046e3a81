//! A day of the calendar: what articles, citations and events are dated by.

use std::fmt;

use jiff::civil;

/// A day of the Gregorian calendar, of the years from 1900 to 2999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(civil::Date);

impl Date {
    /// The day, or `None` where the calendar has no such day.
    ///
    /// Years run from 1900 to 2999: any other is a misprint in a digest.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) = (
            year.try_into().ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        );
        Date::of_calendar(civil::Date::new(year, month, day).ok()?)
    }

    /// A day of the calendar; `None` where its year is no digest's.
    pub fn of_calendar(day: civil::Date) -> Option<Self> {
        (1900..3000).contains(&day.year()).then_some(Date(day))
    }

    /// The day of an ISO 8601 date such as `2024-04-11`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let widths = (year.len(), month.len(), day.len());
        let digits = [year, month, day]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if parts.next().is_some() || widths != (4, 2, 2) || !digits {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day, in UTC, of so many seconds since 1970.
    pub fn of_unix_seconds(seconds: i64) -> Option<Self> {
        let moment = jiff::Timestamp::from_second(seconds).ok()?;
        Date::of_calendar(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
    }

    /// The year, such as 2024.
    pub fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// The day as the calendar reckons with it.
    pub fn calendar(self) -> civil::Date {
        self.0
    }
}

impl fmt::Display for Date {
    /// ISO 8601, such as `2024-04-11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_calendar() {
        assert_eq!(Date::new(2024, 2, 29).unwrap().to_string(), "2024-02-29");
        assert_eq!(Date::new(2023, 2, 29), None);
        assert_eq!(Date::new(2024, 13, 45), None);
        assert_eq!(Date::new(2024, 255, 255), None);
        assert_eq!(Date::new(2024, 4, 0), None);
        assert_eq!(Date::new(24, 4, 1), None);
        assert_eq!(Date::new(u16::MAX, 4, 1), None);
    }

    #[test]
    fn iso_dates_are_read_whole_or_not_at_all() {
        assert_eq!(Date::from_iso("2024-04-11"), Date::new(2024, 4, 11));
        for bad in [
            "2024-4-11",
            "2024-04-11-1",
            "2024-04",
            "+024-04-11",
            "2024.04.11",
            "",
        ] {
            assert_eq!(Date::from_iso(bad), None, "{bad}");
        }
    }
}
