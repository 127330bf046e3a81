//! How many hits there are of each issue, publisher, year or month.
//!
//! Counts by the index's columns; no document is read.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use anyhow::Context;
use tantivy::columnar::StrColumn;
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
    addresses: impl Iterator<Item = DocAddress> + Clone,
    facets: &[Facet],
    synonyms: &Synonyms,
) -> anyhow::Result<Vec<FacetCounts>> {
    let mut counted = Vec::new();
    for &facet in facets {
        let addresses = addresses.clone();
        let counts = match facet {
            Facet::Source => count_publishers(searcher, addresses, synonyms)?,
            Facet::Issue => count_values(searcher, addresses, issues)?,
            Facet::Year => count_values(searcher, addresses, years)?,
            Facet::Month => count_values(searcher, addresses, months)?,
        };
        counted.push(FacetCounts { facet, counts });
    }
    Ok(counted)
}

/// The issues of documents.
pub(in crate::search) struct Issues {
    /// For each segment, its column; `None` where it has no documents.
    columns: Vec<Option<StrColumn>>,
    /// The ids that were read, by segment and place in its column.
    known: HashMap<(u32, u64), Arc<str>>,
}

impl Issues {
    /// Opens the columns.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn open(searcher: &Searcher) -> anyhow::Result<Self> {
        let readers = searcher.segment_readers().iter();
        Ok(Issues {
            columns: readers
                .map(columns::issues)
                .collect::<anyhow::Result<_>>()?,
            known: HashMap::new(),
        })
    }

    /// The id of a document's issue.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn of(&mut self, address: DocAddress) -> anyhow::Result<Arc<str>> {
        let segment = address.segment_ord;
        let missing = "a document was indexed without its issue";
        let column = self.columns[segment as usize].as_ref().context(missing)?;
        let ord = column.ords().first(address.doc_id).context(missing)?;
        if let Some(issue) = self.known.get(&(segment, ord)) {
            return Ok(Arc::clone(issue));
        }
        let issue: Arc<str> = text_of(column, ord)?.into();
        self.known.insert((segment, ord), Arc::clone(&issue));
        Ok(issue)
    }
}

/// What some documents of a segment have; `None` where one has nothing of the kind.
type Values = fn(&SegmentReader, &[DocId]) -> anyhow::Result<Vec<Option<String>>>;

fn count_values(
    searcher: &Searcher,
    addresses: impl Iterator<Item = DocAddress> + Clone,
    values: Values,
) -> anyhow::Result<Vec<(String, u64)>> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let here = addresses
            .clone()
            .filter(|address| address.segment_ord == segment);
        let docs: Vec<DocId> = here.map(|address| address.doc_id).collect();
        for value in values(reader, &docs)?.into_iter().flatten() {
            *counts.entry(value).or_default() += 1;
        }
    }
    Ok(counts.into_iter().collect())
}

fn issues(reader: &SegmentReader, docs: &[DocId]) -> anyhow::Result<Vec<Option<String>>> {
    // A segment without documents has no column.
    let Some(column) = columns::issues(reader)? else {
        return Ok(Vec::new());
    };
    let issue = |doc: &DocId| {
        let ord = column.ords().first(*doc);
        ord.map(|ord| text_of(&column, ord)).transpose()
    };
    docs.iter().map(issue).collect()
}

fn years(reader: &SegmentReader, docs: &[DocId]) -> anyhow::Result<Vec<Option<String>>> {
    let dates = columns::dates(reader)?;
    let year = |doc: &DocId| {
        let date = dates.first(*doc).filter(|date| *date > 0);
        date.map(|date| (date / 10_000).to_string())
    };
    Ok(docs.iter().map(year).collect())
}

fn months(reader: &SegmentReader, docs: &[DocId]) -> anyhow::Result<Vec<Option<String>>> {
    let months = Months::open(reader)?;
    let month = |doc: &DocId| Ok(months.of(*doc)?.map(|month| month.to_string()));
    docs.iter().map(month).collect()
}

/// Counts the documents that cite each publisher, those of most documents first. All
/// spellings of one are counted together, under the commonest.
fn count_publishers(
    searcher: &Searcher,
    addresses: impl Iterator<Item = DocAddress> + Clone,
    synonyms: &Synonyms,
) -> anyhow::Result<Vec<(String, u64)>> {
    #[derive(Default)]
    struct Counted {
        documents: u64,
        spellings: BTreeMap<String, u64>,
    }
    let keys = PublisherKeys::new(synonyms);
    let mut publishers: BTreeMap<String, Counted> = BTreeMap::new();
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        // A segment that cites nobody has no column.
        let Some(column) = columns::publishers(reader)? else {
            continue;
        };
        let mut names: HashMap<u64, (String, String)> = HashMap::new();
        let here = addresses
            .clone()
            .filter(|address| address.segment_ord == segment);
        for address in here {
            let mut cited: HashSet<String> = HashSet::new();
            for ord in column.ords().values_for_doc(address.doc_id) {
                if let Entry::Vacant(vacant) = names.entry(ord) {
                    let name = text_of(&column, ord)?;
                    vacant.insert((keys.key(&name), name));
                }
                let (key, name) = &names[&ord];
                let counted = publishers.entry(key.clone()).or_default();
                *counted.spellings.entry(name.clone()).or_default() += 1;
                counted.documents += u64::from(cited.insert(key.clone()));
            }
        }
    }
    let commonest = |spellings: BTreeMap<String, u64>| {
        let mut spellings: Vec<(String, u64)> = spellings.into_iter().collect();
        spellings.sort_by_key(|(_, count)| Reverse(*count));
        spellings.into_iter().next().map(|(name, _)| name)
    };
    let mut counts: Vec<(String, u64)> = publishers
        .into_values()
        .filter_map(|counted| Some((commonest(counted.spellings)?, counted.documents)))
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(counts)
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
            let spelling = text_of(&column, ord)?;
            if spelling == name || (!key.is_empty() && keys.key(&spelling) == key) {
                spellings.insert(spelling);
            }
        }
    }
    Ok(spellings)
}

fn text_of(column: &StrColumn, ord: u64) -> anyhow::Result<String> {
    let mut text = String::new();
    let is_there = column.ord_to_str(ord, &mut text);
    is_there.context("the index cannot be searched")?;
    Ok(text)
}
