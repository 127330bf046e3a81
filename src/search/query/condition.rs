//! What a filter asks of the columns of documents.
//!
//! A filter means this and nothing else, whoever keeps the columns: a folder and a cluster
//! ask what stands here, each in its own way.

use super::syntax::{DateRange, Filter};
use crate::document::{Date, DocumentKind, Month};
use crate::index::columns::date_number;
use crate::index::{LAST_ARTICLE_ORDER, row_fields};

/// What a filter asks.
pub(in crate::search) enum Meaning<'f> {
    /// All of these.
    All(Vec<Condition<'f>>),
    /// What one of these asks.
    AnyOf(&'f [Filter]),
}

/// What is asked of the column of this name.
pub(in crate::search) enum Condition<'f> {
    /// A number from the first to the last; where there is no number it is none of them.
    Number(&'static str, Option<u64>, Option<u64>),
    /// This text, or one like it among several.
    Text(&'static str, &'f str),
}

use Condition::{Number, Text};

impl Filter {
    /// What it asks of columns.
    pub(in crate::search) fn meaning(&self) -> Meaning<'_> {
        Meaning::All(match self {
            Filter::Issue(id) => vec![Text(row_fields::ISSUE, id)],
            Filter::Months { first, last } => {
                let [first, last] = [first, last].map(|end| end.map(Month::year_and_month));
                let (first, last) = (first.map(u64::from), last.map(u64::from));
                vec![Number(row_fields::ISSUE_MONTH, first, last)]
            }
            // Of a month or a year any day will do: who looks for a stretch of days shall not
            // miss what may be of it.
            Filter::Date(DateRange { first, last }) => {
                let of = |day: &Option<Date>| Some(date_number(Some((*day)?.into())));
                vec![
                    Number(row_fields::LAST_DAY, of(first), None),
                    Number(row_fields::FIRST_DAY, None, of(last)),
                ]
            }
            Filter::Kind(kind) => vec![match kind {
                DocumentKind::Article => Number(row_fields::ORDER, None, Some(LAST_ARTICLE_ORDER)),
                DocumentKind::Event => {
                    Number(row_fields::ORDER, Some(LAST_ARTICLE_ORDER + 1), None)
                }
            }],
            Filter::Publisher(name) => vec![Text(row_fields::PUBLISHER, name)],
            Filter::AnyOf(filters) => return Meaning::AnyOf(filters),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_days_takes_what_may_be_of_it_and_kinds_have_no_gap_between_them() {
        let asked = |filter: Result<Filter, _>| match filter.unwrap().meaning() {
            Meaning::All(conditions) => conditions
                .into_iter()
                .map(|condition| match condition {
                    Number(column, first, last) => (column, first, last),
                    Text(column, _) => panic!("{column} has texts"),
                })
                .collect::<Vec<_>>(),
            Meaning::AnyOf(_) => panic!("it is of several"),
        };
        let from = ("last_day", Some(20_240_401), None);
        let until = ("first_day", None, Some(20_240_531));
        assert_eq!(asked(Filter::dates("2024-04..2024-05")), [from, until]);
        let any = ("first_day", None, None);
        assert_eq!(asked(Filter::dates("2024-04..")), [from, any]);
        let months = ("issue_month", Some(202_404), None);
        assert_eq!(asked(Filter::issues("2024-04..")), [months]);
        let (articles, events) = (asked(Filter::kind("article")), asked(Filter::kind("event")));
        assert_eq!(articles[0].2.map(|last| last + 1), events[0].1);
    }
}
