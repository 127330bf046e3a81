//! What a filter asks of the columns of documents.
//!
//! A filter means this and nothing else, whoever keeps the columns: a folder and a cluster
//! ask what stands here, each in its own way.

use super::syntax::{DateRange, Filter};
use crate::document::{Date, DocumentKind, Month};
use crate::index::columns::{DocumentColumn, FIRST_DAY, ISSUE_MONTH, LAST_DAY, ORDER, date_number};
use crate::index::{LAST_ARTICLE_ORDER, row_fields};

/// What a filter asks.
pub(in crate::search) enum Meaning<'f> {
    /// All of these.
    All(Vec<Condition<'f>>),
    /// What one of these asks.
    AnyOf(&'f [Filter]),
}

/// What is asked of one column.
pub(in crate::search) enum Condition<'f> {
    /// A number in this range, both ends included. Where there is no number it is in none.
    Number {
        column: DocumentColumn,
        first: Option<u64>,
        last: Option<u64>,
    },
    /// This text, or one like it among several.
    Text { column: &'static str, text: &'f str },
}

impl Filter {
    /// What it asks of columns.
    pub(in crate::search) fn meaning(&self) -> Meaning<'_> {
        let number = |column, first, last| Condition::Number {
            column,
            first,
            last,
        };
        let text = |column, text| Condition::Text { column, text };
        Meaning::All(match self {
            Filter::Issue(id) => vec![text(row_fields::ISSUE, id)],
            Filter::Months { first, last } => {
                let of_month = |month: Month| u64::from(month.year_and_month());
                vec![number(ISSUE_MONTH, first.map(of_month), last.map(of_month))]
            }
            // Of a month or a year any day will do: who looks for a stretch of days shall not
            // miss what may be of it.
            Filter::Date(DateRange { first, last }) => {
                let of_day = |date: Date| date_number(Some(date.into()));
                let ends = [
                    first.map(|first| number(LAST_DAY, Some(of_day(first)), None)),
                    last.map(|last| number(FIRST_DAY, None, Some(of_day(last)))),
                ];
                ends.into_iter().flatten().collect()
            }
            Filter::Kind(DocumentKind::Article) => {
                vec![number(ORDER, None, Some(LAST_ARTICLE_ORDER))]
            }
            Filter::Kind(DocumentKind::Event) => {
                vec![number(ORDER, Some(LAST_ARTICLE_ORDER + 1), None)]
            }
            Filter::Publisher(name) => vec![text(row_fields::PUBLISHER, name)],
            Filter::AnyOf(filters) => return Meaning::AnyOf(filters),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::columns::DOCUMENT_COLUMNS;

    #[test]
    fn numbers_are_asked_of_columns_that_there_are() {
        let asked = |filter: Filter| {
            let Meaning::All(conditions) = filter.meaning() else {
                panic!("{filter:?} is of several");
            };
            let numbers = conditions
                .into_iter()
                .filter_map(|condition| match condition {
                    Condition::Number {
                        column,
                        first,
                        last,
                    } => Some((column.name, first, last)),
                    Condition::Text { .. } => None,
                });
            let numbers: Vec<_> = numbers.collect();
            for (name, ..) in &numbers {
                assert!(DOCUMENT_COLUMNS.iter().any(|column| column.name == *name));
            }
            numbers
        };
        let days = asked(Filter::dates("2024-04..2024-05").unwrap());
        let from = ("last_day", Some(20_240_401), None);
        assert_eq!(days, [from, ("first_day", None, Some(20_240_531))]);
        assert_eq!(asked(Filter::dates("2024-04..").unwrap()), [from]);
        assert_eq!(
            asked(Filter::issues("2024-04..").unwrap()),
            [("issue_month", Some(202_404), None)]
        );
        let kinds = ["article", "event"].map(|kind| asked(Filter::kind(kind).unwrap()));
        let (article, event) = (kinds[0][0], kinds[1][0]);
        assert_eq!(article.2.map(|last| last + 1), event.1);
    }
}
