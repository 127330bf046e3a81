//! Where documents stand: the order of the corpus, and of issues.
//!
//! Read from columns alone: of what is not shown no document is read.

use std::cmp::Ordering;
use std::collections::HashMap;

use anyhow::Context;
use foldhash::fast::RandomState;
use tantivy::DocAddress;

use super::columns::{self, Place};
use super::reader::IndexReader;
use crate::document::{Date, Document};
use crate::language::messages;

/// What of one issue came from one digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueContent {
    /// The issue's id.
    pub issue: String,
    /// The digest file.
    pub file: String,
    /// Articles.
    pub articles: u64,
    /// Events.
    pub events: u64,
    /// Works that they cite, each as often as it is cited.
    pub citations: u64,
    /// The first and the last day of its articles, of those that are known to the day.
    pub days: Option<(Date, Date)>,
}

impl IndexReader {
    /// The place of every document, in the order of the corpus: digest files in their
    /// order, articles of a file before its events.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(crate) fn addresses(&self) -> anyhow::Result<Vec<DocAddress>> {
        self.addresses_of_those(|_| true)
    }

    /// The events, in the order of the corpus, each read when it is asked for.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read; an item fails where its document cannot.
    pub fn events(&self) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>> + '_> {
        let events = self.addresses_of_those(|is_event| is_event)?.into_iter();
        Ok(events.map(|address| self.document_at(address)))
    }

    /// The documents that `is_wanted`, told whether they are events, in the order of the corpus.
    fn addresses_of_those(
        &self,
        is_wanted: impl Fn(bool) -> bool,
    ) -> anyhow::Result<Vec<DocAddress>> {
        let mut placed = Vec::new();
        for (segment, reader) in (0..).zip(self.searcher().segment_readers()) {
            let columns = self.order_columns(segment as usize)?;
            for doc in reader.doc_ids_alive() {
                if is_wanted(columns.is_event(doc)) {
                    placed.push((columns.place(doc), DocAddress::new(segment, doc)));
                }
            }
        }
        // Those of a segment mostly are in order, which this sort makes use of.
        placed.sort();
        Ok(placed.into_iter().map(|(_, address)| address).collect())
    }

    /// The first `limit` of the documents that `is_let`, in this order of the issues; those of
    /// one issue in the order of the corpus.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(crate) fn addresses_by_issue(
        &self,
        order: impl Fn(&str, &str) -> Ordering,
        is_let: impl Fn(DocAddress) -> bool,
        limit: usize,
    ) -> anyhow::Result<Vec<DocAddress>> {
        let issues = Issues::read(self)?;
        let ranks = issues.ranks(order);
        let mut placed: Vec<(usize, Place, DocAddress)> = Vec::new();
        for (segment, reader) in (0..).zip(self.searcher().segment_readers()) {
            let columns = self.order_columns(segment as usize)?;
            let Some(column) = columns::issues(reader)? else {
                continue;
            };
            for doc in reader.doc_ids_alive() {
                let address = DocAddress::new(segment, doc);
                if is_let(address) {
                    let rank = ranks[issues.number(segment, column.ords().first(doc))?];
                    placed.push((rank, columns.place(doc), address));
                }
            }
        }
        if limit == 0 {
            placed.clear();
        } else if limit < placed.len() {
            placed.select_nth_unstable(limit - 1);
            placed.truncate(limit);
        }
        placed.sort_unstable();
        Ok(placed.into_iter().map(|(.., address)| address).collect())
    }

    /// What each issue holds, in the order of the corpus; one of several digest files is told
    /// for each of them.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn issue_contents(&self) -> anyhow::Result<Vec<IssueContent>> {
        let issues = Issues::read(self)?;
        let mut placed: Vec<(Place, usize, DocAddress)> = Vec::new();
        let mut opened = Vec::new();
        for (segment, reader) in (0..).zip(self.searcher().segment_readers()) {
            let columns = self.order_columns(segment as usize)?;
            opened.push((columns, columns::numbers(reader, columns::CITATION_COUNT)?));
            let Some(column) = columns::issues(reader)? else {
                continue;
            };
            for doc in reader.doc_ids_alive() {
                let issue = issues.number(segment, column.ords().first(doc))?;
                placed.push((columns.place(doc), issue, DocAddress::new(segment, doc)));
            }
        }
        placed.sort();
        let mut contents: Vec<IssueContent> = Vec::new();
        let same = |one: &(Place, usize, DocAddress), next: &(Place, usize, DocAddress)| {
            (one.0.0, one.1) == (next.0.0, next.1)
        };
        for together in placed.chunk_by(same) {
            let (_, issue, first) = together[0];
            let mut content = IssueContent {
                issue: issues.names[issue].clone(),
                // The documents of a digest file follow each other.
                file: self.document_at(first)?.source().file.clone(),
                articles: 0,
                events: 0,
                citations: 0,
                days: None,
            };
            let (mut first_day, mut last_day) = (u64::MAX, 0);
            for (_, _, address) in together {
                let (columns, citations) = &opened[address.segment_ord as usize];
                content.citations += citations.first(address.doc_id).unwrap_or(0);
                if columns.is_event(address.doc_id) {
                    content.events += 1;
                    continue;
                }
                content.articles += 1;
                let date = columns.dates.first(address.doc_id).unwrap_or(0);
                if columns::is_day(date) {
                    (first_day, last_day) = (first_day.min(date), last_day.max(date));
                }
            }
            let days = columns::day_of_number(first_day);
            content.days = days.zip(columns::day_of_number(last_day));
            contents.push(content);
        }
        Ok(contents)
    }
}

/// The ids of issues over all segments, each once.
struct Issues {
    names: Vec<String>,
    /// For each segment, by the numbers of its column.
    numbers: Vec<Vec<usize>>,
}

impl Issues {
    fn read(index: &IndexReader) -> anyhow::Result<Self> {
        let mut names: Vec<String> = Vec::new();
        let mut known: HashMap<String, usize, RandomState> = HashMap::default();
        let mut numbers = Vec::new();
        for reader in index.searcher().segment_readers() {
            let mut here = Vec::new();
            // A segment without documents has no column.
            if let Some(column) = columns::issues(reader)? {
                for ord in 0..column.num_terms() as u64 {
                    let name = columns::text_of(&column, ord)?;
                    let number = *known.entry(name).or_insert_with_key(|name| {
                        names.push(name.clone());
                        names.len() - 1
                    });
                    here.push(number);
                }
            }
            numbers.push(here);
        }
        Ok(Issues { names, numbers })
    }

    /// The number of the issue that has this number in a segment's column.
    fn number(&self, segment: u32, ord: Option<u64>) -> anyhow::Result<usize> {
        let numbers = &self.numbers[segment as usize];
        let number = ord.and_then(|ord| numbers.get(ord as usize));
        number.copied().context(messages::index::no_issue())
    }

    /// The place of each in an order.
    fn ranks(&self, order: impl Fn(&str, &str) -> Ordering) -> Vec<usize> {
        let mut sorted: Vec<usize> = (0..self.names.len()).collect();
        sorted.sort_by(|one, other| order(&self.names[*one], &self.names[*other]));
        let mut ranks = vec![0; sorted.len()];
        let mut rank = 0;
        for (at, number) in sorted.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &self.names[sorted[before]]);
            if before.is_some_and(|before| order(before, &self.names[*number]).is_lt()) {
                rank += 1;
            }
            ranks[*number] = rank;
        }
        ranks
    }
}
