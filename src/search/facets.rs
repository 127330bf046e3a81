//! How many hits there are of each issue, publisher, year or month.
//!
//! Counts by the index's columns; no document is read.

use std::collections::{BTreeMap, HashSet};

use anyhow::Context;
use tantivy::columnar::StrColumn;
use tantivy::index::SegmentReader;
use tantivy::{DocAddress, DocId, Searcher};

use super::months::Months;
use crate::index::columns;

/// What hits are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The issue that holds them.
    Issue,
    /// The publishers that they cite; an article that cites two counts for both.
    Source,
    /// The year of their date. Those without a date are in none.
    Year,
    /// The month of their date, else of their issue where its id is one.
    Month,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Facet; 4] = [Facet::Issue, Facet::Source, Facet::Year, Facet::Month];

    /// The name on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Issue => "issue",
            Facet::Source => "source",
            Facet::Year => "year",
            Facet::Month => "month",
        }
    }
}

/// The counts of one facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// What was counted by.
    pub facet: Facet,
    /// Each value that a hit has, with how many have it: publishers by their count,
    /// the most first, others by their names.
    pub counts: Vec<(String, u64)>,
}

/// Counts `addresses` by each of `facets`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(super) fn count(
    searcher: &Searcher,
    addresses: impl Iterator<Item = DocAddress> + Clone,
    facets: &[Facet],
) -> anyhow::Result<Vec<FacetCounts>> {
    let mut counted = Vec::new();
    for &facet in facets {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let here = addresses
                .clone()
                .filter(|address| address.segment_ord == segment);
            let docs = here.map(|address| address.doc_id);
            match facet {
                Facet::Issue => {
                    let issues = columns::issues(reader)?;
                    count_texts(issues, docs, &mut counts)?;
                }
                Facet::Source => {
                    let publishers = columns::publishers(reader)?;
                    count_texts(publishers, docs, &mut counts)?;
                }
                Facet::Year => count_years(reader, docs, &mut counts)?,
                Facet::Month => count_months(reader, docs, &mut counts)?,
            }
        }
        let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
        if facet == Facet::Source {
            counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        }
        counted.push(FacetCounts { facet, counts });
    }
    Ok(counted)
}

fn count_texts(
    column: Option<StrColumn>,
    docs: impl Iterator<Item = DocId>,
    counts: &mut BTreeMap<String, u64>,
) -> anyhow::Result<()> {
    // A segment without any such text has no column.
    let Some(column) = column else {
        return Ok(());
    };
    let mut by_ord: BTreeMap<u64, u64> = BTreeMap::new();
    for doc in docs {
        let ords: HashSet<u64> = column.ords().values_for_doc(doc).collect();
        for ord in ords {
            *by_ord.entry(ord).or_default() += 1;
        }
    }
    for (ord, count) in by_ord {
        *counts.entry(text_of(&column, ord)?).or_default() += count;
    }
    Ok(())
}

fn text_of(column: &StrColumn, ord: u64) -> anyhow::Result<String> {
    let mut text = String::new();
    let is_there = column.ord_to_str(ord, &mut text);
    is_there.context("the index cannot be searched")?;
    Ok(text)
}

fn count_years(
    reader: &SegmentReader,
    docs: impl Iterator<Item = DocId>,
    counts: &mut BTreeMap<String, u64>,
) -> anyhow::Result<()> {
    let dates = columns::dates(reader)?;
    for doc in docs {
        let date = dates.first(doc).unwrap_or(0);
        if date > 0 {
            *counts.entry((date / 10_000).to_string()).or_default() += 1;
        }
    }
    Ok(())
}

fn count_months(
    reader: &SegmentReader,
    docs: impl Iterator<Item = DocId>,
    counts: &mut BTreeMap<String, u64>,
) -> anyhow::Result<()> {
    let months = Months::open(reader)?;
    for doc in docs {
        if let Some(month) = months.of(doc)? {
            *counts.entry(month.to_string()).or_default() += 1;
        }
    }
    Ok(())
}
