//! Which documents a filter lets through, by the index's columns.
//!
//! A filter is made ready once for a segment, and then asked of the documents that are in
//! question: of those that hold no word of a query nothing is read.

use anyhow::Context;
use tantivy::DocId;
use tantivy::index::SegmentReader;

use crate::index::columns;
use crate::language::messages;
use crate::search::query::condition::{Condition, Meaning};
use crate::search::query::syntax::Filter;

/// Tells of a document of one segment whether a filter lets it through.
pub(super) type SegmentFilter = Box<dyn Fn(DocId) -> bool>;

/// Makes `filter` ready for a segment.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn open(filter: &Filter, reader: &SegmentReader) -> anyhow::Result<SegmentFilter> {
    match filter.meaning() {
        Meaning::All(conditions) => {
            let opened = conditions.iter().map(|one| of_condition(one, reader));
            let mut opened: Vec<SegmentFilter> = opened.collect::<anyhow::Result<_>>()?;
            if opened.len() == 1 {
                return Ok(opened.remove(0));
            }
            Ok(Box::new(move |doc| opened.iter().all(|passes| passes(doc))))
        }
        Meaning::AnyOf(filters) => {
            let opened = filters.iter().map(|filter| open(filter, reader));
            let opened: Vec<SegmentFilter> = opened.collect::<anyhow::Result<_>>()?;
            Ok(Box::new(move |doc| opened.iter().any(|passes| passes(doc))))
        }
    }
}

fn of_condition(
    condition: &Condition<'_>,
    reader: &SegmentReader,
) -> anyhow::Result<SegmentFilter> {
    match *condition {
        Condition::Number(column, first, last) => {
            let range = first.unwrap_or(0)..=last.unwrap_or(u64::MAX);
            columns::with_number(reader, column, move |number| range.contains(&number))
        }
        Condition::Text(column, text) => {
            // A segment without such texts has no column.
            let Some(texts) = columns::texts(reader, column)? else {
                return Ok(Box::new(|_| false));
            };
            let found = texts.dictionary().term_ord(text.as_bytes());
            let Some(sought) = found.context(messages::search::no_search())? else {
                return Ok(Box::new(|_| false));
            };
            let texts = texts.ords().clone();
            Ok(Box::new(move |doc| {
                texts.values_for_doc(doc).any(|held| held == sought)
            }))
        }
    }
}
