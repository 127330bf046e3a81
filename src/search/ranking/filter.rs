//! Which documents a filter lets through, by the index's columns.
//!
//! A filter is made ready once for a segment, and then asked of the documents that are in
//! question: of those that hold no word of a query nothing is read.

use anyhow::Context;
use tantivy::DocId;
use tantivy::index::SegmentReader;

use crate::document::{Date, DocumentKind, Month};
use crate::index::columns;
use crate::language::messages;
use crate::search::query::syntax::{DateRange, Filter};

/// Tells of a document of one segment whether a filter lets it through.
pub(super) type SegmentFilter = Box<dyn Fn(DocId) -> bool>;

/// Makes `filter` ready for a segment.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn open(filter: &Filter, reader: &SegmentReader) -> anyhow::Result<SegmentFilter> {
    match filter {
        Filter::Date(range) => of_days(reader, range),
        Filter::Kind(kind) => of_kind(reader, *kind),
        Filter::Publisher(name) => of_publisher(reader, name),
        Filter::AnyOf(filters) => any_of(reader, filters),
        Filter::Issue(id) => of_issues(reader, |issue| issue == id),
        Filter::Months { first, last } => of_issues(reader, |issue| {
            Month::of_issue(issue).is_some_and(|month| {
                first.is_none_or(|first| first <= month) && last.is_none_or(|last| month <= last)
            })
        }),
    }
}

/// Lets nothing through.
fn nothing() -> SegmentFilter {
    Box::new(|_| false)
}

/// Those that may be of these days. Of a month or a year any day will do: who looks for a
/// stretch of days shall not miss what may be of it.
fn of_days(reader: &SegmentReader, range: &DateRange) -> anyhow::Result<SegmentFilter> {
    let number = |date: Date| columns::date_number(Some(date.into()));
    let first = range.first.map_or(1, number);
    let last = range.last.map_or(u64::MAX, number);
    let dates = columns::dates(reader)?;
    Ok(Box::new(move |doc| {
        let days = columns::days_of_number(dates.first(doc).unwrap_or(0));
        days.is_some_and(|(from, to)| from <= last && first <= to)
    }))
}

/// Events, or articles.
fn of_kind(reader: &SegmentReader, kind: DocumentKind) -> anyhow::Result<SegmentFilter> {
    let orders = columns::orders(reader)?;
    let wants_events = kind == DocumentKind::Event;
    Ok(Box::new(move |doc| {
        columns::is_event(orders.first(doc).unwrap_or(0)) == wants_events
    }))
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
    let pass: Vec<bool> = pass.collect::<anyhow::Result<_>>()?;
    let issues = issues.ords().clone();
    Ok(Box::new(move |doc| {
        let ord = issues.first(doc);
        ord.is_some_and(|ord| pass.get(ord as usize).copied().unwrap_or(false))
    }))
}

/// Those that cite a work of the publisher `name`.
fn of_publisher(reader: &SegmentReader, name: &str) -> anyhow::Result<SegmentFilter> {
    let Some(publishers) = columns::publishers(reader)? else {
        return Ok(nothing());
    };
    let found = publishers.dictionary().term_ord(name.as_bytes());
    let Some(sought) = found.context(messages::search::no_search())? else {
        return Ok(nothing());
    };
    let publishers = publishers.ords().clone();
    Ok(Box::new(move |doc| {
        let mut cited = publishers.values_for_doc(doc);
        cited.any(|publisher| publisher == sought)
    }))
}

/// Those that one of `filters` lets through.
fn any_of(reader: &SegmentReader, filters: &[Filter]) -> anyhow::Result<SegmentFilter> {
    let opened = filters.iter().map(|filter| open(filter, reader));
    let opened: Vec<SegmentFilter> = opened.collect::<anyhow::Result<_>>()?;
    Ok(Box::new(move |doc| opened.iter().any(|passes| passes(doc))))
}
