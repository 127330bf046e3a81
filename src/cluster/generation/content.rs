//! Whether a generation on a cluster holds what its records say.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::kinds::{is_article, is_document, is_of_file};
use super::names;
use super::reader::ClusterReader;
use super::row_parts::RowParts;
use crate::analysis::Analyzer;
use crate::document::Document;
use crate::index::{
    Fault, FileContent, FileRecord, Row, RowMaker, WORDS_FILE, WordChanges, row_fields,
};
use crate::language::{Message, counts, joined_by, messages};

/// So many documents are looked for in one request.
const DOCUMENTS_AT_ONCE: usize = 500;

/// What an analyzer remembers of eojeols, in bytes.
const REMEMBERED_BYTES: usize = 64 << 20;

/// How many articles, events and citations there are.
type Counts = (u64, u64, u64);

/// The first digest file of which a generation holds other documents than its records say, by
/// their numbers alone, with what it holds; `None` where there is none.
pub(crate) fn other_counts(
    reader: &ClusterReader,
    records: &[FileRecord],
) -> anyhow::Result<Option<Fault>> {
    let mut held = counts_by_file(reader)?;
    for record in records {
        let named = (record.articles, record.events, record.citations);
        let found = held.remove(&record.file).unwrap_or_default();
        if found != named {
            return Ok(Some(differ(&record.file, found, named)));
        }
    }
    let unknown = held.into_iter().next();
    Ok(unknown.map(|(file, found)| differ(&file, found, Counts::default())))
}

fn differ(file: &str, found: Counts, named: Counts) -> Fault {
    let in_words = |(articles, events, citations): Counts| {
        let counts = [
            counts::articles(articles),
            counts::events(events),
            counts::citations(citations),
        ];
        joined_by(&counts, ", ")
    };
    Fault {
        file: Some(file.to_owned()),
        message: messages::index::totals_differ(&in_words(found), &in_words(named)),
    }
}

fn counts_by_file(reader: &ClusterReader) -> anyhow::Result<BTreeMap<String, Counts>> {
    let inner = json!({
        "articles": {"filter": is_article()},
        "citations": {"sum": {"field": row_fields::CITATION_COUNT}},
    });
    let mut held = BTreeMap::new();
    for bucket in reader.buckets(&is_document(), &[row_fields::FILE], &inner)? {
        let Some(file) = bucket["key"][row_fields::FILE].as_str() else {
            continue;
        };
        let all = bucket["doc_count"].as_u64().unwrap_or(0);
        let articles = bucket["articles"]["doc_count"].as_u64().unwrap_or(0);
        // The cluster adds them up as floating-point numbers.
        let citations = bucket["citations"]["value"].as_f64().unwrap_or(0.0) as u64;
        let counts = (articles, all.saturating_sub(articles), citations);
        held.insert(file.to_owned(), counts);
    }
    Ok(held)
}

/// The documents of a digest file, in order, as they are stored.
pub(super) fn documents_of_file(
    reader: &ClusterReader,
    file: &str,
) -> anyhow::Result<Vec<Document>> {
    reader.documents_of(is_of_file(file)).collect()
}

/// Whether a generation holds the documents that a record tells of.
pub(super) fn holds_documents(reader: &ClusterReader, record: &FileRecord) -> anyhow::Result<bool> {
    let content = FileContent::count(documents_of_file(reader, &record.file)?)?;
    Ok(content.hash == record.documents)
}

/// Whether an error tells of what is kept, and not of why it could not be read now.
pub(super) fn is_of_content(error: &anyhow::Error) -> bool {
    let mut causes = error.chain();
    !causes.any(|cause| cause.is::<crate::cluster::ClusterError>() || cause.is::<std::io::Error>())
}

/// Compares all that a generation holds with its records and its manifest: how many documents
/// of each kind from each digest file, that each is as it was parsed, that its row is the one
/// that this program makes of it, that it is found by its id, and that words and lengths are
/// those of all rows.
///
/// `go_on` is asked now and then, and its error ends the work.
///
/// # Errors
///
/// Where the cluster does not answer.
pub fn check_all_rows(
    reader: &ClusterReader,
    analyzer: &Arc<Analyzer>,
    records: &[FileRecord],
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> anyhow::Result<Vec<Fault>> {
    let mut faults: Vec<Fault> = other_counts(reader, records)?.into_iter().collect();
    let maker = RowMaker::new(analyzer, REMEMBERED_BYTES);
    let mut words = WordChanges::default();
    let mut lengths: BTreeMap<String, u64> = BTreeMap::new();
    let mut ids = HashSet::new();
    for record in records.iter().filter(|record| record.issue.is_some()) {
        go_on()?;
        let fault = |message: Message| Fault {
            file: Some(record.file.clone()),
            message,
        };
        let mut documents = Vec::new();
        let mut of_file = BTreeSet::new();
        let mut rows = reader.rows_in_order(is_of_file(&record.file), RowParts::Whole);
        let mut check_row = |row_id: &str, row: Row| {
            go_on()?;
            let document = row.document()?;
            let id = document.id().clone();
            if row_id != names::document_row(id.as_str()) {
                faults.push(fault(messages::index::not_found_by_id(&id)));
            }
            if !ids.insert(id.clone()) {
                faults.push(fault(messages::index::ids_twice(&2, &id)));
            }
            words.add(&row, maker.schema())?;
            for (field, tokens) in row.lengths(maker.schema())? {
                *lengths.entry(field).or_default() += tokens;
            }
            if row != maker.row(&document, record.place)? {
                faults.push(fault(messages::cluster::row_differs(&id)));
            }
            of_file.insert(id.to_string());
            documents.push(document);
            anyhow::Ok(())
        };
        let mut read = Ok(());
        while let (Ok(()), Some(row)) = (&read, rows.next_with_id()) {
            read = match row {
                Ok((id, row)) => check_row(&id, row),
                Err(error) => Err(error.into()),
            };
        }
        match read {
            Ok(()) => {}
            Err(error) if is_of_content(&error) => {
                // It may as well be this that was told.
                go_on()?;
                faults.push(fault(Message::told_by(&format_args!("{error:#}"))));
                continue;
            }
            Err(error) => return Err(error),
        }
        if FileContent::count(documents)?.hash != record.documents {
            faults.push(fault(messages::index::documents_differ()));
        }
        let found = found_ids(reader, &of_file)?;
        for id in of_file.difference(&found) {
            faults.push(fault(messages::index::not_found_by_id(id)));
        }
    }
    if faults.is_empty() {
        if lengths != reader.manifest().lengths {
            faults.push(Fault {
                file: None,
                message: messages::cluster::lengths_differ(),
            });
        }
        let kept = reader.file(WORDS_FILE)?;
        if words.applied(None)? != read_whole(&kept)? {
            faults.push(Fault {
                file: None,
                message: messages::cluster::words_differ(),
            });
        }
    }
    Ok(faults)
}

fn read_whole(path: &Path) -> anyhow::Result<Vec<u8>> {
    Ok(crate::regular_file::read_itself(path, u64::MAX)?)
}

/// Which of these ids are found by a search for them.
fn found_ids(reader: &ClusterReader, ids: &BTreeSet<String>) -> anyhow::Result<BTreeSet<String>> {
    let ids: Vec<&String> = ids.iter().collect();
    let mut found = BTreeSet::new();
    for ids in ids.chunks(DOCUMENTS_AT_ONCE) {
        let body = json!({
            "size": DOCUMENTS_AT_ONCE,
            "query": {"terms": {row_fields::ID: ids}},
            "_source": [row_fields::ID],
        });
        let answer = reader.search(&body)?;
        for hit in answer["hits"]["hits"].as_array().into_iter().flatten() {
            if let Some(id) = hit["_source"][row_fields::ID].as_str() {
                found.insert(id.to_owned());
            }
        }
    }
    Ok(found)
}
