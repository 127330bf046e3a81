//! Whether a generation holds what it should, and finds it.
//!
//! Reads documents, columns and lists as a search would; what the files are is
//! `damage`'s. A job checks what it wrote before it publishes, `digest check` all.

use std::cell::RefCell;
use std::fmt;

use anyhow::Context;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermMerger;
use tantivy::{DocAddress, DocSet, TERMINATED};

use super::rare_words::RareWords;
use super::records::FileRecord;
use super::totals::Totals;
use crate::analysis::{Analyzer, Scratches};
use crate::index::segments::content::FileContent;
use crate::index::segments::document_columns::{CITATION_COUNT, ORDER, is_event};
use crate::index::segments::effort::Effort;
use crate::index::segments::placed_document::PlacedDocument;
use crate::index::segments::reader::IndexReader;
use crate::language::{Message, counts, joined_by, messages};

/// Something that a generation holds wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The digest file whose documents it is about; `None` where it is about all.
    pub file: Option<String>,
    /// What is wrong.
    pub message: Message,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{file}: {}", self.message),
            None => self.message.fmt(f),
        }
    }
}

/// Which documents are read whole. The others are counted.
#[derive(Clone, Copy)]
pub(in crate::index) enum Depth<'a> {
    /// Every one.
    All,
    /// Those of the digest files that have one in such a segment.
    Segments(&'a (dyn Fn(SegmentId) -> bool + Sync)),
}

/// Compares the documents of a generation with what its records say: how many there are
/// of each kind from each digest file, that each has an id of its own, and, of those that
/// are read whole, that they are as they were parsed and are found, by the id and by the
/// rarest word of their first texts.
///
/// Works on as many digest files at once as the calling thread's pool has threads.
/// `go_on` is asked now and then, and its error ends the work.
///
/// # Errors
///
/// Where the index cannot be read.
pub(in crate::index) fn check_documents(
    index: &IndexReader,
    analyzer: &Analyzer,
    scratches: &Scratches,
    records: &[FileRecord],
    depth: Depth<'_>,
    go_on: &(dyn Fn() -> anyhow::Result<()> + Sync),
) -> anyhow::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let totals = Totals::of(records);
    let expected = totals.articles + totals.events;
    if index.document_count() != expected {
        faults.push(Fault {
            file: None,
            message: messages::index::holds_documents(
                &counts::documents(index.document_count()),
                &expected,
            ),
        });
    }
    faults.extend(check_ids(index)?);
    let columns = Columns::open(index)?;
    let part = records.len().div_ceil(rayon::current_num_threads()).max(1);
    let parts: Vec<Vec<Fault>> = records
        .par_chunks(part)
        .map(|records| {
            let mut words = RareWords::new(index, analyzer, scratches.take());
            let faults = check_records(index, &mut words, records, depth, &columns, go_on);
            scratches.give_back(words.scratch);
            faults
        })
        .collect::<anyhow::Result<_>>()?;
    faults.extend(parts.into_iter().flatten());
    Ok(faults)
}

/// The same of every document, with the threads and the memory of a run of this `effort`; by
/// this thread alone where the machine lets none be made.
///
/// # Errors
///
/// As for [`check_documents`].
pub fn check_all_documents(
    index: &IndexReader,
    analyzer: &Analyzer,
    records: &[FileRecord],
    effort: Effort,
    go_on: &(dyn Fn() -> anyhow::Result<()> + Sync),
) -> anyhow::Result<Vec<Fault>> {
    let scratches = Scratches::new(effort.remembered_bytes());
    let check = || check_documents(index, analyzer, &scratches, records, Depth::All, go_on);
    let pool = ThreadPoolBuilder::new().num_threads(effort.affordable_threads());
    let pool = pool.build().or_else(|_| {
        let alone = ThreadPoolBuilder::new().num_threads(1);
        alone.use_current_thread().build()
    });
    pool.context(messages::index::no_threads())?.install(check)
}

/// Checks the documents of some of the digest files.
fn check_records(
    index: &IndexReader,
    words: &mut RareWords<'_>,
    records: &[FileRecord],
    depth: Depth<'_>,
    columns: &Columns,
    go_on: &(dyn Fn() -> anyhow::Result<()> + Sync),
) -> anyhow::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for record in records {
        go_on()?;
        let addresses = index.addresses_of_file(&record.file)?;
        let fault = |message: Message| Fault {
            file: Some(record.file.clone()),
            message,
        };
        let found = columns.count(&addresses);
        let named = (record.articles, record.events, record.citations);
        if found != named {
            let in_words = |(articles, events, citations): (u64, u64, u64)| {
                let counts = [
                    counts::articles(articles),
                    counts::events(events),
                    counts::citations(citations),
                ];
                joined_by(&counts, ", ")
            };
            let (found, named) = (in_words(found), in_words(named));
            faults.push(fault(messages::index::totals_differ(&found, &named)));
        }
        let is_read_whole = match depth {
            Depth::All => true,
            Depth::Segments(written) => addresses.iter().any(|address| {
                let segment = index.searcher().segment_reader(address.segment_ord);
                written(segment.segment_id())
            }),
        };
        if is_read_whole {
            check_file(
                index,
                record,
                columns.in_order(addresses),
                words,
                depth,
                |message| {
                    faults.push(fault(message));
                },
            )?;
        }
    }
    Ok(faults)
}

/// Reads the documents of a digest file, which lie at `addresses` in this order, one at a
/// time, and looks for each of them. The places of their words are found anew where all are
/// read, and else asked only whether they can be.
fn check_file(
    index: &IndexReader,
    record: &FileRecord,
    addresses: Vec<DocAddress>,
    words: &mut RareWords<'_>,
    depth: Depth<'_>,
    mut fault: impl FnMut(Message),
) -> anyhow::Result<()> {
    let mut unread = None;
    let word_places = RefCell::new(None);
    let documents = addresses.iter().map_while(|address| {
        let read = index.placed_document_at(*address);
        let read = read.and_then(PlacedDocument::into_whole);
        let (document, places) = read.map_err(|error| unread = Some(error)).ok()?;
        *word_places.borrow_mut() = Some(places);
        Some(document)
    });
    let mut addresses = addresses.iter();
    let content = FileContent::of(documents, |document| {
        let (Some(address), Some(places)) = (addresses.next(), word_places.take()) else {
            return Ok(());
        };
        let id = document.id();
        let are_right = match depth {
            Depth::All => places.are(&words.places(&document)),
            Depth::Segments(_) => places.check(&document).is_ok(),
        };
        if !are_right {
            fault(messages::index::places_differ(&id));
        }
        if index.addresses_of(id)? != [*address] {
            fault(messages::index::not_found_by_id(&id));
        }
        if let Some(word) = words.missed(*address, &document)? {
            fault(messages::index::not_found_by_word(&id, &word));
        }
        Ok(())
    })?;
    if let Some(error) = unread {
        fault(Message::told_by(&format_args!("{error:#}")));
    } else if content.hash != record.documents {
        fault(messages::index::documents_differ());
    }
    Ok(())
}

/// Finds ids that are not one document's alone.
fn check_ids(index: &IndexReader) -> anyhow::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let readers = index.searcher().segment_readers();
    let field = index.schema().id;
    let mut indexes = Vec::new();
    for reader in readers {
        indexes.push(reader.inverted_index(field)?);
    }
    let mut streams = Vec::new();
    for inverted in &indexes {
        streams.push(inverted.terms().stream()?);
    }
    let mut merged = TermMerger::new(streams);
    let mut found = 0;
    while merged.advance() {
        let mut documents = 0;
        for (segment, info) in merged.current_segment_ords_and_term_infos() {
            let record = IndexRecordOption::Basic;
            let mut postings = indexes[segment].read_postings_from_terminfo(&info, record)?;
            while postings.doc() != TERMINATED {
                documents += u64::from(!readers[segment].is_deleted(postings.doc()));
                postings.advance();
            }
        }
        found += documents;
        if documents > 1 {
            let id = String::from_utf8_lossy(merged.key()).into_owned();
            faults.push(Fault {
                file: None,
                message: messages::index::ids_twice(&documents, &id),
            });
        }
    }
    if found != index.document_count() {
        let all = counts::documents(index.document_count());
        let message = messages::index::ids_missing(&found, &all);
        faults.push(Fault {
            file: None,
            message,
        });
    }
    Ok(faults)
}

/// What is known of documents without reading them, by segment.
struct Columns {
    orders: Vec<Column<u64>>,
    citations: Vec<Column<u64>>,
}

impl Columns {
    fn open(index: &IndexReader) -> anyhow::Result<Self> {
        let open = |name: &str| -> anyhow::Result<Vec<Column<u64>>> {
            let readers = index.searcher().segment_readers().iter();
            let columns = readers.map(|reader| reader.fast_fields().u64(name));
            let columns: tantivy::Result<_> = columns.collect();
            columns.context(messages::index::no_read())
        };
        Ok(Columns {
            orders: open(ORDER)?,
            citations: open(CITATION_COUNT)?,
        })
    }

    /// The addresses of one digest file's documents in the order of the file.
    fn in_order(&self, mut addresses: Vec<DocAddress>) -> Vec<DocAddress> {
        addresses
            .sort_by_key(|address| self.orders[address.segment_ord as usize].first(address.doc_id));
        addresses
    }

    /// Articles, events and citations of these documents.
    fn count(&self, addresses: &[DocAddress]) -> (u64, u64, u64) {
        let (mut articles, mut events, mut citations) = (0, 0, 0);
        for address in addresses {
            let of = |columns: &[Column<u64>]| {
                columns[address.segment_ord as usize].first(address.doc_id)
            };
            match of(&self.orders) {
                Some(order) if is_event(order) => events += 1,
                Some(_) => articles += 1,
                None => {}
            }
            citations += of(&self.citations).unwrap_or(0);
        }
        (articles, events, citations)
    }
}
