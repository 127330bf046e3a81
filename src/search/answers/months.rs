//! The month of each document, by the columns of the index.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use tantivy::DocId;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentReader;

use crate::document::{Date, Month};
use crate::index::columns;

/// The months of a segment's documents.
pub(super) struct Months {
    dates: Column<u64>,
    issues: Option<StrColumn>,
    /// The months of dates, by all of their digits but those of the day.
    of_dates: RefCell<HashMap<u64, Option<Month>, RandomState>>,
    /// The months of issues, by their numbers in the column.
    of_issues: RefCell<HashMap<u64, Option<Month>, RandomState>>,
}

impl Months {
    /// Opens the columns.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn open(reader: &SegmentReader) -> anyhow::Result<Self> {
        Ok(Months {
            dates: columns::numbers(reader, columns::DATE)?,
            issues: columns::issues(reader)?,
            of_dates: RefCell::default(),
            of_issues: RefCell::default(),
        })
    }

    /// The month of a document's date; without one, of its issue; `None` where that is
    /// called by no month, and where no more than the year is known.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn of(&self, doc: DocId) -> anyhow::Result<Option<Month>> {
        let date = self.dates.first(doc).unwrap_or(0);
        if date > 0 {
            let mut of_dates = self.of_dates.borrow_mut();
            let month = of_dates.entry(date / 100);
            return Ok(*month.or_insert_with(|| month_of(date)));
        }
        let Some(issues) = &self.issues else {
            return Ok(None);
        };
        let Some(ord) = issues.ords().first(doc) else {
            return Ok(None);
        };
        if let Some(month) = self.of_issues.borrow().get(&ord) {
            return Ok(*month);
        }
        let month = Month::of_issue(&columns::text_of(issues, ord)?);
        self.of_issues.borrow_mut().insert(ord, month);
        Ok(month)
    }
}

/// The month of a date as the index has it, `yyyymmdd`; `None` for 0.
pub(in crate::search) fn month_of(date: u64) -> Option<Month> {
    let year = u16::try_from(date / 10_000).ok()?;
    let month = u8::try_from(date / 100 % 100).ok()?;
    Date::new(year, month, 1).map(Month::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indexs_dates_have_months() {
        assert_eq!(month_of(20240411), Month::of_issue("2024-04"));
        assert_eq!(month_of(0), None);
    }
}
