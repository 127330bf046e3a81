//! The columns of the index: what is read of every document that a query finds.
//!
//! Defines their names' meaning and opens them. Documents themselves are `stored`'s.

use anyhow::Context;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentReader;

use super::schema::{DATE, FILE_ORDER, ISSUE, ORDER, PUBLISHER};
use crate::document::Date;

/// A column of numbers, one for each document.
pub(crate) type Numbers = Column<u64>;

/// The day as a number, `yyyymmdd`; 0 for none.
pub(crate) fn date_number(date: Option<Date>) -> u64 {
    date.map_or(0, |date| {
        u64::from(date.year()) * 10_000 + u64::from(date.month()) * 100 + u64::from(date.day())
    })
}

/// The days of the documents, as [`date_number`] has them.
pub(crate) fn dates(reader: &SegmentReader) -> anyhow::Result<Numbers> {
    numbers(reader, DATE)
}

/// The places of the documents' digest files among the others.
pub(crate) fn file_orders(reader: &SegmentReader) -> anyhow::Result<Numbers> {
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

/// The ids of the documents' issues; `None` where the segment has no documents.
pub(crate) fn issues(reader: &SegmentReader) -> anyhow::Result<Option<StrColumn>> {
    texts(reader, ISSUE)
}

/// The publishers of the works that documents cite, each as often as a document cites
/// it; `None` where the segment cites none.
pub(crate) fn publishers(reader: &SegmentReader) -> anyhow::Result<Option<StrColumn>> {
    texts(reader, PUBLISHER)
}

fn numbers(reader: &SegmentReader, name: &str) -> anyhow::Result<Numbers> {
    let column = reader.fast_fields().u64(name);
    column.context("the index cannot be searched")
}

fn texts(reader: &SegmentReader, name: &str) -> anyhow::Result<Option<StrColumn>> {
    let column = reader.fast_fields().str(name);
    column.context("the index cannot be searched")
}
