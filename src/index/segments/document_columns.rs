//! The numbers of a document, by which it is ordered, counted and let through.
//!
//! Defines which there are, a line of a table each, and what they mean. The schema, the writer,
//! rows and the mappings of clusters go through the table.

use crate::document::{Date, Document, Month, PartialDate};

/// The date as `yyyymmdd`, with `00` for what is not known; 0 for none.
pub const DATE: &str = "date";
/// The place of the digest file among the others.
pub const FILE_ORDER: &str = "file_order";
/// The place in the digest file, articles before events: with the file's, the last word on
/// equal scores.
pub const ORDER: &str = "order";
/// How many works it cites.
pub const CITATION_COUNT: &str = "citation_count";
/// The first day that the date may be, as `yyyymmdd`; missing where there is no date.
pub const FIRST_DAY: &str = "first_day";
/// The last day that it may be.
pub const LAST_DAY: &str = "last_day";
/// The month that the issue is called by, as `yyyymm`; missing where it is called otherwise.
pub const ISSUE_MONTH: &str = "issue_month";

/// Every number, in the order of the schema: a line a number.
pub(crate) static DOCUMENT_COLUMNS: &[DocumentColumn] = &[
    DocumentColumn(DATE, Kept(|document, _| date_number(document.date()))),
    DocumentColumn(FILE_ORDER, KeptWhole(|_, file_order| file_order)),
    DocumentColumn(ORDER, Kept(|document, _| place_in_file(document))),
    DocumentColumn(
        CITATION_COUNT,
        Kept(|document, _| document.citations().len() as u64),
    ),
    DocumentColumn(FIRST_DAY, OfDate(|date| Some(days_of_number(date)?.0))),
    DocumentColumn(LAST_DAY, OfDate(|date| Some(days_of_number(date)?.1))),
    DocumentColumn(
        ISSUE_MONTH,
        OfIssue(|id| Some(Month::of_issue(id)?.year_and_month().into())),
    ),
];

/// A number of every document: what it is called in the index, in rows and in mappings, and
/// where it comes from.
#[derive(Debug)]
pub(crate) struct DocumentColumn(pub &'static str, pub ColumnValue);

/// Where the number of a document comes from.
#[derive(Debug)]
pub(crate) enum ColumnValue {
    /// It is kept: what it is of a document whose digest file has this place among the others.
    Kept(fn(&Document, u64) -> u64),
    /// The same, and in rows it has twenty digits: not all engines have numbers of 64 bits
    /// without a sign.
    KeptWhole(fn(&Document, u64) -> u64),
    /// It is in rows alone: a folder has the date, of whose number it is made.
    OfDate(fn(u64) -> Option<u64>),
    /// The same of the id of the issue.
    OfIssue(fn(&str) -> Option<u64>),
}

use ColumnValue::{Kept, KeptWhole, OfDate, OfIssue};

impl DocumentColumn {
    /// The number of a document whose digest file has the place `file_order` among the others.
    pub(in crate::index) fn of(&self, document: &Document, file_order: u64) -> Option<u64> {
        match self.1 {
            Kept(of) | KeptWhole(of) => Some(of(document, file_order)),
            OfDate(of) => of(date_number(document.date())),
            OfIssue(of) => of(document.issue()),
        }
    }

    /// Whether the index has a column of it.
    pub(in crate::index) fn is_kept(&self) -> bool {
        matches!(self.1, Kept(_) | KeptWhole(_))
    }

    /// Whether rows have it as twenty digits.
    pub(crate) fn has_digits(&self) -> bool {
        matches!(self.1, KeptWhole(_))
    }
}

/// The date as a number, `yyyymmdd`, with `00` for what is not known of it; 0 for none.
pub(crate) fn date_number(date: Option<PartialDate>) -> u64 {
    date.map_or(0, |date| {
        let (year, month, day) = date.numbers();
        u64::from(year) * 10_000 + u64::from(month) * 100 + u64::from(day)
    })
}

/// The first and the last day that a date may be, as numbers of days; `None` for 0. A month
/// ends with its 31st, whether or not the calendar has that: no other day comes in between.
fn days_of_number(date: u64) -> Option<(u64, u64)> {
    match (date, date % 10_000, date % 100) {
        (0, ..) => None,
        (_, 0, _) => Some((date + 101, date + 1231)),
        (_, _, 0) => Some((date + 1, date + 31)),
        _ => Some((date, date)),
    }
}

/// Whether a date, as [`date_number`] has it, is known to the day.
pub(crate) fn is_day(date: u64) -> bool {
    !date.is_multiple_of(100)
}

/// The day of a date as [`date_number`] has it; `None` where no day is known.
pub(crate) fn day_of_number(date: u64) -> Option<Date> {
    let year = u16::try_from(date / 10_000).ok()?;
    let (month, day) = (date / 100 % 100, date % 100);
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn place_in_file(document: &Document) -> u64 {
    let (is_event, ordinal) = document.place_in_file();
    u64::from(is_event) << 32 | u64::from(ordinal)
}

/// No article has a larger place in its digest file; events have.
pub const LAST_ARTICLE_ORDER: u64 = u32::MAX as u64;

/// Whether a document with this place is an event.
pub(crate) fn is_event(order: u64) -> bool {
    order > LAST_ARTICLE_ORDER
}
