//! Which documents a filter lets through, by the index's columns.
//!
//! A filter is made ready once for a segment, and then asked of the documents that are in
//! question: of those that hold no word of a query nothing is read.

use anyhow::Context;
use tantivy::DocId;
use tantivy::columnar::Column;
use tantivy::index::SegmentReader;

use crate::document::{Date, DocumentKind, Month};
use crate::index::columns::{self, Numbers};
use crate::search::query::syntax::Filter;

/// A filter over the documents of one segment.
pub(super) enum SegmentFilter {
    /// Those that may be of these days.
    Date {
        dates: Numbers,
        first: u64,
        last: u64,
    },
    /// Events, or articles.
    Kind { orders: Numbers, wants_events: bool },
    /// Those with a value that passes, by the values' numbers.
    Issues {
        issues: Column<u64>,
        pass: Vec<bool>,
    },
    /// Those with this value among others.
    Publisher {
        publishers: Column<u64>,
        sought: u64,
    },
    /// Those that one of these lets through.
    AnyOf(Vec<SegmentFilter>),
}

impl SegmentFilter {
    /// Makes `filter` ready for a segment.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn open(filter: &Filter, reader: &SegmentReader) -> anyhow::Result<Self> {
        Ok(match filter {
            // Of a month or a year any day will do: who looks for a stretch of days shall not
            // miss what may be of it.
            Filter::Date(range) => SegmentFilter::Date {
                dates: columns::dates(reader)?,
                first: range.first.map_or(1, number),
                last: range.last.map_or(u64::MAX, number),
            },
            Filter::Kind(kind) => SegmentFilter::Kind {
                orders: columns::orders(reader)?,
                wants_events: *kind == DocumentKind::Event,
            },
            Filter::Publisher(name) => of_publisher(reader, name)?,
            Filter::AnyOf(filters) => {
                let filters = filters.iter();
                let opened = filters.map(|filter| SegmentFilter::open(filter, reader));
                SegmentFilter::AnyOf(opened.collect::<anyhow::Result<_>>()?)
            }
            Filter::Issue(id) => of_issues(reader, |issue| issue == id)?,
            Filter::Months { first, last } => of_issues(reader, |issue| {
                Month::of_issue(issue).is_some_and(|month| {
                    first.is_none_or(|first| first <= month)
                        && last.is_none_or(|last| month <= last)
                })
            })?,
        })
    }

    /// Whether it lets a document through.
    pub(super) fn passes(&self, doc: DocId) -> bool {
        match self {
            SegmentFilter::Date { dates, first, last } => {
                let days = columns::days_of_number(dates.first(doc).unwrap_or(0));
                days.is_some_and(|(from, to)| from <= *last && *first <= to)
            }
            SegmentFilter::Kind {
                orders,
                wants_events,
            } => columns::is_event(orders.first(doc).unwrap_or(0)) == *wants_events,
            SegmentFilter::Issues { issues, pass } => {
                let ord = issues.first(doc);
                ord.is_some_and(|ord| pass.get(ord as usize).copied().unwrap_or(false))
            }
            SegmentFilter::Publisher { publishers, sought } => {
                let mut cited = publishers.values_for_doc(doc);
                cited.any(|publisher| publisher == *sought)
            }
            SegmentFilter::AnyOf(filters) => filters.iter().any(|filter| filter.passes(doc)),
        }
    }
}

/// Lets nothing through.
fn nothing() -> SegmentFilter {
    SegmentFilter::AnyOf(Vec::new())
}

/// Those of the issues that `passes` takes.
fn of_issues(
    reader: &SegmentReader,
    passes: impl Fn(&str) -> bool,
) -> anyhow::Result<SegmentFilter> {
    // A segment without documents has no column.
    let Some(issues) = columns::issues(reader)? else {
        return Ok(nothing());
    };
    let ords = 0..issues.num_terms() as u64;
    let pass = ords.map(|ord| Ok(passes(&columns::text_of(&issues, ord)?)));
    Ok(SegmentFilter::Issues {
        pass: pass.collect::<anyhow::Result<_>>()?,
        issues: issues.ords().clone(),
    })
}

/// Those that cite a work of the publisher `name`.
fn of_publisher(reader: &SegmentReader, name: &str) -> anyhow::Result<SegmentFilter> {
    let Some(publishers) = columns::publishers(reader)? else {
        return Ok(nothing());
    };
    let found = publishers.dictionary().term_ord(name.as_bytes());
    Ok(match found.context("the index cannot be searched")? {
        Some(sought) => SegmentFilter::Publisher {
            publishers: publishers.ords().clone(),
            sought,
        },
        None => nothing(),
    })
}

/// The day as the column of dates has it.
fn number(date: Date) -> u64 {
    columns::date_number(Some(date.into()))
}
