//! The columns of the index: what is read of every document that a query finds.
//!
//! Opens them. Which numbers there are, and what they mean, is `document_columns`'s; documents
//! themselves are `stored`'s.

use anyhow::Context;
use tantivy::DocId;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentReader;

pub(crate) use super::document_columns::{
    CITATION_COUNT, DATE, DOCUMENT_COLUMNS, ORDER, date_number, day_of_number, is_day, is_event,
};
use super::document_columns::{ColumnValue, FILE_ORDER};
use super::schema::{CITED_DATE, ISSUE, PUBLISHER};
use crate::language::messages;

/// A column of numbers, one for each document.
pub(crate) type Numbers = Column<u64>;

/// The columns that order hits, of one segment.
pub(crate) struct OrderColumns {
    /// See [`DATE`].
    pub dates: Numbers,
    /// See [`FILE_ORDER`].
    pub file_orders: Numbers,
    /// See [`ORDER`].
    pub orders: Numbers,
}

impl OrderColumns {
    pub(in crate::index) fn open(reader: &SegmentReader) -> anyhow::Result<Self> {
        Ok(OrderColumns {
            dates: numbers(reader, DATE)?,
            file_orders: numbers(reader, FILE_ORDER)?,
            orders: numbers(reader, ORDER)?,
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

/// Tells of each document of a segment whether its number of this name is one that `passes`
/// takes.
pub(crate) fn with_number(
    reader: &SegmentReader,
    name: &str,
    passes: impl Fn(u64) -> bool + 'static,
) -> anyhow::Result<Box<dyn Fn(DocId) -> bool>> {
    let column = DOCUMENT_COLUMNS.iter().find(|column| column.0 == name);
    Ok(match column.map(|column| &column.1) {
        Some(ColumnValue::OfDate(of)) => {
            let dates = numbers(reader, DATE)?;
            Box::new(move |doc| dates.first(doc).and_then(of).is_some_and(&passes))
        }
        Some(ColumnValue::OfIssue(of)) => {
            // A segment without documents has no column.
            let Some(issues) = issues(reader)? else {
                return Ok(Box::new(|_| false));
            };
            let ords = 0..issues.num_terms() as u64;
            let pass = ords.map(|ord| Ok(of(&text_of(&issues, ord)?).is_some_and(&passes)));
            let pass: Vec<bool> = pass.collect::<anyhow::Result<_>>()?;
            let issues = issues.ords().clone();
            Box::new(move |doc| {
                issues.first(doc).and_then(|ord| pass.get(ord as usize)) == Some(&true)
            })
        }
        Some(ColumnValue::Kept(_) | ColumnValue::KeptWhole(_)) | None => {
            let numbers = numbers(reader, name)?;
            Box::new(move |doc| numbers.first(doc).is_some_and(&passes))
        }
    })
}

/// The text that has this number in a column.
pub(crate) fn text_of(column: &StrColumn, number: u64) -> anyhow::Result<String> {
    let mut text = String::new();
    let is_there = column.ord_to_str(number, &mut text);
    is_there.context(messages::index::no_search())?;
    Ok(text)
}

/// A column of numbers.
pub(crate) fn numbers(reader: &SegmentReader, name: &str) -> anyhow::Result<Numbers> {
    let column = reader.fast_fields().u64(name);
    column.context(messages::index::no_search())
}

/// A column of texts; `None` where no document of the segment has one.
pub(crate) fn texts(reader: &SegmentReader, name: &str) -> anyhow::Result<Option<StrColumn>> {
    let column = reader.fast_fields().str(name);
    column.context(messages::index::no_search())
}
