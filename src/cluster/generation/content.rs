//! Whether a generation on a cluster holds what its records say.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::names;
use super::reader::ClusterReader;
use crate::analysis::Analyzer;
use crate::cluster::ClusterError;
use crate::document::Document;
use crate::index::{
    Fault, FileContent, FileRecord, LAST_ARTICLE_ORDER, Row, RowMaker, WORDS_FILE, WordChanges,
    row_fields,
};
use crate::language::{Message, counts, joined_by, messages};

/// So many digest files are counted in one request.
const FILES_AT_ONCE: usize = 1_000;

/// So many documents are asked for in one request, and so many rows with all of their texts.
const DOCUMENTS_AT_ONCE: usize = 500;
const WHOLE_ROWS_AT_ONCE: usize = 100;

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
    let of_files = json!([{"file": {"terms": {"field": row_fields::FILE}}}]);
    let articles = json!({"range": {row_fields::ORDER: {"lte": LAST_ARTICLE_ORDER}}});
    let mut held = BTreeMap::new();
    let mut behind: Option<Value> = None;
    loop {
        let mut composite = json!({"size": FILES_AT_ONCE, "sources": of_files});
        if let Some(behind) = &behind {
            composite["after"] = behind.clone();
        }
        let body = json!({
            "size": 0,
            "query": {"term": {names::ROW: row_fields::DOCUMENT_ROW}},
            "aggs": {"files": {
                "composite": composite,
                "aggs": {
                    "articles": {"filter": articles},
                    "citations": {"sum": {"field": row_fields::CITATION_COUNT}},
                },
            }},
        });
        let answer = reader.search(&body)?;
        let files = &answer["aggregations"]["files"];
        let buckets = files["buckets"].as_array().map_or(&[][..], Vec::as_slice);
        for bucket in buckets {
            let Some(file) = bucket["key"]["file"].as_str() else {
                continue;
            };
            let all = bucket["doc_count"].as_u64().unwrap_or(0);
            let articles = bucket["articles"]["doc_count"].as_u64().unwrap_or(0);
            // The cluster adds them up as floating-point numbers.
            let citations = bucket["citations"]["value"].as_f64().unwrap_or(0.0) as u64;
            let counts = (articles, all.saturating_sub(articles), citations);
            held.insert(file.to_owned(), counts);
        }
        match files.get("after_key") {
            Some(key) if buckets.len() == FILES_AT_ONCE => behind = Some(key.clone()),
            _ => return Ok(held),
        }
    }
}

/// Goes through the rows of a digest file in order, with the fields named alone, or all. The
/// cluster's id of each stands beside it.
fn each_row(
    reader: &ClusterReader,
    file: &str,
    fields: Option<&[&str]>,
    mut sink: impl FnMut(&str, Row) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut size = match fields {
        Some(_) => DOCUMENTS_AT_ONCE,
        None => WHOLE_ROWS_AT_ONCE,
    };
    let mut behind: Option<Value> = None;
    loop {
        let mut body = json!({
            "size": size,
            "query": {"term": {row_fields::FILE: file}},
            "sort": [{row_fields::ORDER: "asc"}, {row_fields::ID: "asc"}],
        });
        if let Some(fields) = fields {
            body["_source"] = json!(fields);
        }
        if let Some(behind) = &behind {
            body["search_after"] = behind.clone();
        }
        let mut answer = match reader.search(&body) {
            // Rows of long documents are asked for in smaller pages.
            Err(ClusterError::ReplyTooLarge { .. }) if size > 1 => {
                size /= 2;
                continue;
            }
            answer => answer?,
        };
        let mut last = None;
        let mut found = 0;
        let hits = answer["hits"]["hits"].as_array_mut();
        for hit in hits.into_iter().flatten() {
            let row = match hit["_source"].take() {
                Value::Object(row) => Row::from_json(row),
                _ => Row::from_json(serde_json::Map::new()),
            };
            sink(hit["_id"].as_str().unwrap_or_default(), row)?;
            last = Some(hit["sort"].take());
            found += 1;
        }
        if found < size {
            return Ok(());
        }
        behind = last;
    }
}

/// The documents of a digest file, in order, as they are stored.
pub(super) fn documents_of_file(
    reader: &ClusterReader,
    file: &str,
) -> anyhow::Result<Vec<Document>> {
    let mut documents = Vec::new();
    let fields = [row_fields::ID, row_fields::DOCUMENT];
    each_row(reader, file, Some(&fields), |_, row| {
        documents.push(row.document()?);
        Ok(())
    })?;
    Ok(documents)
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
        let read = each_row(reader, &record.file, None, |row_id, row| {
            go_on()?;
            let document = row.document()?;
            let id = document.id().clone();
            if row_id != names::document_row(id.as_str()) {
                faults.push(fault(messages::index::not_found_by_id(&id)));
            }
            if !ids.insert(id.clone()) {
                faults.push(fault(messages::index::ids_twice(&2, &id)));
            }
            words.add(&row)?;
            for (field, tokens) in row.lengths()? {
                *lengths.entry(field).or_default() += tokens;
            }
            if row != maker.row(&document, record.place)? {
                faults.push(fault(messages::cluster::row_differs(&id)));
            }
            of_file.insert(id.to_string());
            documents.push(document);
            Ok(())
        });
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
