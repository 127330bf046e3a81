//! A date as exactly as it is known, in every answer that tells one.
//!
//! `date` is a day or null in JSON, as it always was; what else is known stands beside it.

use super::super::model::{Cell, Column};
use crate::document::{DateOrigin, Document, PartialDate};
use crate::language::labels::columns;

/// What is known of a date beside its day.
#[derive(Debug, Clone, Default)]
pub(in crate::output) struct Dated {
    /// The date of ISO 8601, `2025-02` for a month.
    pub known_date: Option<String>,
    /// `day`, `month` or `year`.
    pub date_precision: Option<&'static str>,
    /// What it was taken from.
    pub date_from: Option<&'static str>,
}

impl Dated {
    /// What is known of a document's date.
    pub(super) fn of(dated: Option<(PartialDate, DateOrigin)>) -> Self {
        Dated {
            date_from: dated.map(|(_, origin)| origin.as_str()),
            ..Dated::of_date(dated.map(|(date, _)| date))
        }
    }

    /// What is known of a date of which nobody asks where it came from.
    pub(super) fn of_date(date: Option<PartialDate>) -> Self {
        Dated {
            known_date: date.map(|date| date.to_string()),
            date_precision: date.map(PartialDate::precision),
            date_from: None,
        }
    }
}

/// The columns that stand beside `date`, for programs.
pub const DATED_COLUMNS: [Column; 3] = [
    Column::new("known_date", columns::KNOWN_DATE)
        .for_programs()
        .of_dates(),
    Column::new("date_precision", columns::DATE_PRECISION).for_programs(),
    Column::new("date_from", columns::DATE_FROM).for_programs(),
];

/// The cells of [`DATED_COLUMNS`].
pub fn dated_cells(document: &Document) -> [Cell; 3] {
    let dated = Dated::of(document.dated());
    [
        Cell::optional(dated.known_date.as_deref()),
        Cell::optional(dated.date_precision),
        Cell::optional(dated.date_from),
    ]
}

/// A document's date as people read it: `2024-04-11`, `2025-02`, and `2024-05 (호)` where the
/// month of the issue stands in.
pub fn shown_date(document: &Document) -> Option<String> {
    document
        .dated()
        .map(|(date, origin)| Cell::Known(date, origin).plain())
}
