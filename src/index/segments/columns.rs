//! The columns of the index: what is read of every document that a query finds.
//!
//! Defines their names' meaning and opens them. Documents themselves are `stored`'s.

use anyhow::Context;
use tantivy::DocId;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentReader;

use super::schema::{CITATION_COUNT, CITED_DATE, DATE, FILE_ORDER, ISSUE, ORDER, PUBLISHER};
use crate::document::{Date, PartialDate};
use crate::language::messages;

/// A column of numbers, one for each document.
pub(crate) type Numbers = Column<u64>;

/// The columns that order hits, of one segment.
pub(crate) struct OrderColumns {
    /// See [`dates`].
    pub dates: Numbers,
    /// See [`file_orders`].
    pub file_orders: Numbers,
    /// See [`orders`].
    pub orders: Numbers,
}

impl OrderColumns {
    pub(in crate::index) fn open(reader: &SegmentReader) -> anyhow::Result<Self> {
        Ok(OrderColumns {
            dates: dates(reader)?,
            file_orders: file_orders(reader)?,
            orders: orders(reader)?,
        })
    }

    /// The place of a document in the corpus: that of its digest file among the others, and
    /// its own in that.
    pub(crate) fn place(&self, doc: DocId) -> Place {
        let of = |column: &Numbers| column.first(doc).unwrap_or(u64::MAX);
        (of(&self.file_orders), of(&self.orders))
    }

    /// Whether a document is an event.
    pub(crate) fn is_event(&self, doc: DocId) -> bool {
        is_event(self.orders.first(doc).unwrap_or(0))
    }
}

/// A place in the corpus; see [`OrderColumns::place`].
pub(crate) type Place = (u64, u64);

/// The date as a number, `yyyymmdd`, with `00` for what is not known of it; 0 for none.
pub(crate) fn date_number(date: Option<PartialDate>) -> u64 {
    date.map_or(0, |date| {
        let (year, month, day) = date.numbers();
        u64::from(year) * 10_000 + u64::from(month) * 100 + u64::from(day)
    })
}

/// The first and the last day that a date may be, as numbers of days; `None` for 0. A month
/// ends with its 31st, whether or not the calendar has that: no other day comes in between.
pub(crate) fn days_of_number(date: u64) -> Option<(u64, u64)> {
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

/// The dates of the documents, as [`date_number`] has them.
pub(crate) fn dates(reader: &SegmentReader) -> anyhow::Result<Numbers> {
    numbers(reader, DATE)
}

/// The places of the documents' digest files among the others.
fn file_orders(reader: &SegmentReader) -> anyhow::Result<Numbers> {
    numbers(reader, FILE_ORDER)
}

/// The places of the documents in their digest files, articles before events.
pub(crate) fn orders(reader: &SegmentReader) -> anyhow::Result<Numbers> {
    numbers(reader, ORDER)
}

/// The place of a document in its digest file.
pub(in crate::index) fn order_of(is_event: bool, ordinal: u32) -> u64 {
    u64::from(is_event) << 32 | u64::from(ordinal)
}

/// Whether a document with this place is an event.
pub(crate) fn is_event(order: u64) -> bool {
    order >> 32 != 0
}

/// How many works each document cites.
pub(crate) fn citation_counts(reader: &SegmentReader) -> anyhow::Result<Numbers> {
    numbers(reader, CITATION_COUNT)
}

/// The ids of the documents' issues; `None` where the segment has no documents.
pub(crate) fn issues(reader: &SegmentReader) -> anyhow::Result<Option<StrColumn>> {
    texts(reader, ISSUE)
}

/// The publishers of the works that documents cite, each as often as a document cites
/// it; `None` where the segment cites none.
pub(crate) fn publishers(reader: &SegmentReader) -> anyhow::Result<Option<StrColumn>> {
    texts(reader, PUBLISHER)
}

/// The days of the works that documents cite, in the order of [`publishers`], as
/// [`date_number`] has them; `None` where the segment cites no publisher.
pub(crate) fn cited_dates(reader: &SegmentReader) -> anyhow::Result<Option<Numbers>> {
    let column = reader.fast_fields().column_opt(CITED_DATE);
    column.context(messages::index::no_search())
}

/// The text that has this number in a column.
pub(crate) fn text_of(column: &StrColumn, number: u64) -> anyhow::Result<String> {
    let mut text = String::new();
    let is_there = column.ord_to_str(number, &mut text);
    is_there.context(messages::index::no_search())?;
    Ok(text)
}

fn numbers(reader: &SegmentReader, name: &str) -> anyhow::Result<Numbers> {
    let column = reader.fast_fields().u64(name);
    column.context(messages::index::no_search())
}

fn texts(reader: &SegmentReader, name: &str) -> anyhow::Result<Option<StrColumn>> {
    let column = reader.fast_fields().str(name);
    column.context(messages::index::no_search())
}
