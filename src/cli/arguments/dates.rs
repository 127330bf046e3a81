//! Dates on the command line: a day, a month or a year, as a query writes them.

use crate::cli::arguments;
use crate::document::{Date, PartialDate};
use crate::language::{Message, messages};
use crate::search::{NoPeriod, period};

/// Reads one date. Of a range, each end has a flag of its own.
///
/// # Errors
///
/// Whether it is written otherwise, or the calendar has none such, in a user's words.
pub(in crate::cli) fn date(text: &str) -> Result<PartialDate, Message> {
    period(arguments::unmarked(text)).map_err(|why| match why {
        NoPeriod::NotInCalendar => messages::command::no_such_date(),
        NoPeriod::OtherForm => messages::command::write_date(),
    })
}

/// The first day of the date that is written there.
///
/// # Errors
///
/// As [`date`].
pub(in crate::cli) fn first_day(text: &str) -> Result<Date, Message> {
    let day = date(text)?.first_day();
    day.ok_or_else(messages::command::no_such_date)
}

/// The last day of the date that is written there.
///
/// # Errors
///
/// As [`date`].
pub(in crate::cli) fn last_day(text: &str) -> Result<Date, Message> {
    let day = date(text)?.last_day();
    day.ok_or_else(messages::command::no_such_date)
}
