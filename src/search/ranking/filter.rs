//! Which documents a filter lets through, by the index's columns.

use anyhow::Context;
use tantivy::index::SegmentReader;
use tantivy::{DocId, Searcher};

use crate::document::{Date, DocumentKind, Month};
use crate::index::columns;
use crate::search::query::syntax::Filter;

/// The living documents of a segment that `filter` lets through, in order.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn passing(
    filter: &Filter,
    searcher: &Searcher,
    segment: usize,
) -> anyhow::Result<Vec<DocId>> {
    let reader = searcher.segment_reader(segment as u32);
    match filter {
        Filter::Date(range) => {
            // Of a month or a year any day will do: who looks for a stretch of days shall not
            // miss what may be of it.
            let first = range.first.map_or(1, number);
            let last = range.last.map_or(u64::MAX, number);
            let dates = columns::dates(reader)?;
            let passes = |doc| {
                let days = columns::days_of_number(dates.first(doc).unwrap_or(0));
                days.is_some_and(|(from, to)| from <= last && first <= to)
            };
            Ok(reader.doc_ids_alive().filter(|doc| passes(*doc)).collect())
        }
        Filter::Kind(kind) => {
            let wants_events = *kind == DocumentKind::Event;
            let orders = columns::orders(reader)?;
            let is_event = |doc| columns::is_event(orders.first(doc).unwrap_or(0));
            let passes = |doc: &DocId| is_event(*doc) == wants_events;
            Ok(reader.doc_ids_alive().filter(passes).collect())
        }
        Filter::Publisher(name) => citing(reader, name),
        Filter::AnyOf(filters) => {
            let mut all = Vec::new();
            for filter in filters {
                all.extend(passing(filter, searcher, segment)?);
            }
            all.sort_unstable();
            all.dedup();
            Ok(all)
        }
        Filter::Issue(id) => of_issues(reader, |issue| issue == id),
        Filter::Months { first, last } => of_issues(reader, |issue| {
            Month::of_issue(issue).is_some_and(|month| {
                first.is_none_or(|first| first <= month) && last.is_none_or(|last| month <= last)
            })
        }),
    }
}

/// The living documents of the issues that `passes` takes.
fn of_issues(reader: &SegmentReader, passes: impl Fn(&str) -> bool) -> anyhow::Result<Vec<DocId>> {
    // A segment without documents has no column.
    let Some(issues) = columns::issues(reader)? else {
        return Ok(Vec::new());
    };
    let mut names = Vec::new();
    let mut name = String::new();
    for ord in 0..issues.num_terms() as u64 {
        name.clear();
        let is_there = issues.ord_to_str(ord, &mut name);
        is_there.context("the index cannot be searched")?;
        names.push(passes(&name));
    }
    let taken = |doc: &DocId| {
        let ord = issues.ords().first(*doc);
        ord.is_some_and(|ord| names.get(ord as usize).copied().unwrap_or(false))
    };
    Ok(reader.doc_ids_alive().filter(taken).collect())
}

/// The living documents that cite a work of the publisher `name`.
fn citing(reader: &SegmentReader, name: &str) -> anyhow::Result<Vec<DocId>> {
    let Some(publishers) = columns::publishers(reader)? else {
        return Ok(Vec::new());
    };
    let found = publishers.dictionary().term_ord(name.as_bytes());
    let Some(ord) = found.context("the index cannot be searched")? else {
        return Ok(Vec::new());
    };
    let cites = |doc: &DocId| {
        publishers
            .ords()
            .values_for_doc(*doc)
            .any(|here| here == ord)
    };
    Ok(reader.doc_ids_alive().filter(cites).collect())
}

/// The day as the column of dates has it.
fn number(date: Date) -> u64 {
    columns::date_number(Some(date.into()))
}
