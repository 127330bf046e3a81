//! How many hits there are of each issue, publisher, year or month.
//!
//! Counts by the index's columns; no document is read.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use foldhash::fast::RandomState;
use tantivy::index::SegmentReader;
use tantivy::{DocAddress, DocId, Searcher};

use super::months::Months;
use super::publishers::PublisherKeys;
use crate::index::columns;
use crate::search::query::synonyms::Synonyms;

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
pub(in crate::search) fn count(
    searcher: &Searcher,
    addresses: impl Iterator<Item = DocAddress>,
    facets: &[Facet],
    synonyms: &Synonyms,
) -> anyhow::Result<Vec<FacetCounts>> {
    if facets.is_empty() {
        return Ok(Vec::new());
    }
    let readers = searcher.segment_readers();
    let mut by_segment: Vec<Vec<DocId>> = vec![Vec::new(); readers.len()];
    for address in addresses {
        by_segment[address.segment_ord as usize].push(address.doc_id);
    }
    let segments: Vec<Segment<'_>> = readers
        .iter()
        .zip(&by_segment)
        .map(|(reader, docs)| Segment { reader, docs })
        .collect();
    let counted = facets.iter().map(|facet| {
        let counts = match facet {
            Facet::Source => count_publishers(&segments, synonyms)?,
            Facet::Issue => count_issues(&segments)?,
            Facet::Year => count_years(&segments)?,
            Facet::Month => count_months(&segments)?,
        };
        Ok(FacetCounts {
            facet: *facet,
            counts,
        })
    });
    counted.collect()
}

/// The documents of one segment that are counted.
struct Segment<'a> {
    reader: &'a SegmentReader,
    docs: &'a [DocId],
}

/// Values with how many documents have each, by their names.
type Counts = anyhow::Result<Vec<(String, u64)>>;

fn count_issues(segments: &[Segment<'_>]) -> Counts {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for Segment { reader, docs } in segments {
        // A segment without documents has no column.
        let Some(column) = columns::issues(reader)? else {
            continue;
        };
        let ords = docs.iter().filter_map(|doc| column.ords().first(*doc));
        for (ord, count) in counted(ords) {
            *counts.entry(columns::text_of(&column, ord)?).or_default() += count;
        }
    }
    Ok(counts.into_iter().collect())
}

fn count_years(segments: &[Segment<'_>]) -> Counts {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for Segment { reader, docs } in segments {
        let dates = columns::numbers(reader, columns::DATE)?;
        let dates = docs.iter().filter_map(|doc| dates.first(*doc));
        for (date, count) in counted(dates) {
            if let Some(year) = year_of(date) {
                *counts.entry(year).or_default() += count;
            }
        }
    }
    Ok(counts.into_iter().collect())
}

fn count_months(segments: &[Segment<'_>]) -> Counts {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for Segment { reader, docs } in segments {
        let months = Months::open(reader)?;
        let mut here = Vec::new();
        for doc in *docs {
            here.extend(months.of(*doc)?);
        }
        for (month, count) in counted(here.into_iter()) {
            *counts.entry(month.to_string()).or_default() += count;
        }
    }
    Ok(counts.into_iter().collect())
}

/// Each value with how often it comes.
fn counted<T: Eq + Hash>(values: impl Iterator<Item = T>) -> HashMap<T, u64, RandomState> {
    let mut counts: HashMap<T, u64, RandomState> = HashMap::default();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// Counts the documents that cite each publisher, those of most documents first. All
/// spellings of one are counted together, under the commonest.
fn count_publishers(segments: &[Segment<'_>], synonyms: &Synonyms) -> Counts {
    #[derive(Default)]
    struct Counted {
        documents: u64,
        spellings: BTreeMap<String, u64>,
        /// The last document that was counted, by its segment and number.
        last: Option<(usize, DocId)>,
    }
    let keys = PublisherKeys::new(synonyms);
    let mut publishers: Vec<Counted> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (segment, Segment { reader, docs }) in segments.iter().enumerate() {
        // A segment that cites nobody has no column.
        let Some(column) = columns::publishers(reader)? else {
            continue;
        };
        // For each spelling its publisher, and how often it stands there.
        let mut here: HashMap<u64, (usize, u64), RandomState> = HashMap::default();
        for doc in *docs {
            for ord in column.ords().values_for_doc(*doc) {
                let (publisher, count) = match here.entry(ord) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(vacant) => {
                        let key = keys.key(&columns::text_of(&column, ord)?);
                        let place = *places.entry(key).or_insert(publishers.len());
                        if place == publishers.len() {
                            publishers.push(Counted::default());
                        }
                        vacant.insert((place, 0))
                    }
                };
                *count += 1;
                let counted = &mut publishers[*publisher];
                let document = Some((segment, *doc));
                counted.documents += u64::from(counted.last != document);
                counted.last = document;
            }
        }
        for (ord, (publisher, count)) in here {
            let spellings = &mut publishers[publisher].spellings;
            *spellings
                .entry(columns::text_of(&column, ord)?)
                .or_default() += count;
        }
    }
    let counts = publishers
        .into_iter()
        .filter_map(|counted| Some((commonest(counted.spellings)?, counted.documents)));
    Ok(most_first(counts))
}

/// The spelling that comes most often, of several the first by its letters.
pub(in crate::search) fn commonest(spellings: BTreeMap<String, u64>) -> Option<String> {
    let mut spellings: Vec<(String, u64)> = spellings.into_iter().collect();
    spellings.sort_by_key(|(_, count)| Reverse(*count));
    spellings.into_iter().next().map(|(name, _)| name)
}

/// Names with their counts, those of the most first.
pub(in crate::search) fn most_first(
    counts: impl Iterator<Item = (String, u64)>,
) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// The year of a date as the index has it; `None` where there is no date.
pub(in crate::search) fn year_of(date: u64) -> Option<String> {
    (date > 0).then(|| (date / 10_000).to_string())
}

/// Whether `spelling` is one of the publisher `name`, whose key is `key`.
pub(in crate::search) fn is_spelling_of(
    spelling: &str,
    name: &str,
    key: &str,
    keys: &PublisherKeys,
) -> bool {
    spelling == name || (!key.is_empty() && keys.key(spelling) == key)
}

/// The spellings in the index of the publisher `name`.
///
/// # Errors
///
/// Where the index cannot be read.
pub(in crate::search) fn spellings(
    searcher: &Searcher,
    name: &str,
    keys: &PublisherKeys,
) -> anyhow::Result<BTreeSet<String>> {
    let key = keys.key(name);
    let mut spellings = BTreeSet::new();
    for reader in searcher.segment_readers() {
        // A segment that cites nobody has no column.
        let Some(column) = columns::publishers(reader)? else {
            continue;
        };
        for ord in 0..column.num_terms() as u64 {
            let spelling = columns::text_of(&column, ord)?;
            if is_spelling_of(&spelling, name, &key, keys) {
                spellings.insert(spelling);
            }
        }
    }
    Ok(spellings)
}
