//! Whether a generation on a cluster holds what its records say.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::kinds::{is_article, is_document, is_of_file, is_of_files};
use super::names;
use super::reader::ClusterReader;
use super::row_parts::RowParts;
use crate::analysis::Analyzer;
use crate::document::{Document, DocumentId};
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

/// Digest files in groups whose documents a request or two read: a corpus may have a file for
/// each article.
fn in_groups<'r>(records: impl Iterator<Item = &'r FileRecord>) -> Vec<Vec<&'r FileRecord>> {
    let mut groups: Vec<Vec<&FileRecord>> = Vec::new();
    let mut documents = 0;
    for record in records {
        let of_file = record.articles + record.events;
        documents += of_file;
        match groups.last_mut() {
            // Some files hold nothing, and a cluster takes so many names in a request.
            Some(group)
                if documents <= DOCUMENTS_AT_ONCE as u64 && group.len() < DOCUMENTS_AT_ONCE =>
            {
                group.push(record);
            }
            _ => {
                documents = of_file;
                groups.push(vec![record]);
            }
        }
    }
    groups
}

fn names_of<'r>(group: &[&'r FileRecord]) -> Vec<&'r str> {
    group.iter().map(|record| record.file.as_str()).collect()
}

/// The first digest file of which a generation does not hold the documents that its record tells
/// of; `None` where it holds those of all.
pub(super) fn first_of_other_documents<'r>(
    reader: &ClusterReader,
    records: impl Iterator<Item = &'r FileRecord>,
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> anyhow::Result<Option<&'r str>> {
    for group in in_groups(records) {
        go_on()?;
        let mut held: HashMap<String, Vec<Document>> = HashMap::new();
        for document in reader.documents_of(is_of_files(&names_of(&group))) {
            let document = document?;
            let of_file = held.entry(document.source().file.clone()).or_default();
            of_file.push(document);
        }
        for record in group {
            let documents = held.remove(&record.file).unwrap_or_default();
            if FileContent::count(documents)?.hash != record.documents {
                return Ok(Some(&record.file));
            }
        }
    }
    Ok(None)
}

/// Whether an error tells of what is kept, and not of why it could not be read now.
pub(super) fn is_of_content(error: &anyhow::Error) -> bool {
    let mut causes = error.chain();
    !causes.any(|cause| cause.is::<crate::cluster::ClusterError>() || cause.is::<std::io::Error>())
}

/// What was read of a digest file's rows.
struct ReadFile<'r> {
    record: &'r FileRecord,
    documents: Vec<Document>,
    /// Whether every row could be read.
    is_readable: bool,
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
    let counted = other_counts(reader, records)?;
    let mut check = RowCheck {
        reader,
        maker: RowMaker::new(analyzer, REMEMBERED_BYTES),
        go_on,
        words: WordChanges::default(),
        lengths: BTreeMap::new(),
        ids: HashSet::new(),
        faults: counted.into_iter().collect(),
    };
    for group in in_groups(records.iter().filter(|record| record.issue.is_some())) {
        check.group(&group)?;
    }
    check.ended()
}

/// A check of all rows that is under way.
struct RowCheck<'c> {
    reader: &'c ClusterReader,
    maker: RowMaker,
    go_on: &'c dyn Fn() -> anyhow::Result<()>,
    words: WordChanges,
    lengths: BTreeMap<String, u64>,
    ids: HashSet<DocumentId>,
    faults: Vec<Fault>,
}

impl RowCheck<'_> {
    fn tell(&mut self, file: &str, message: Message) {
        self.faults.push(Fault {
            file: Some(file.to_owned()),
            message,
        });
    }

    /// Checks what a generation holds of some digest files.
    fn group(&mut self, group: &[&FileRecord]) -> anyhow::Result<()> {
        let mut read: BTreeMap<&str, ReadFile<'_>> = BTreeMap::new();
        for record in group {
            let of_file = ReadFile {
                record,
                documents: Vec::new(),
                is_readable: true,
            };
            read.insert(&record.file, of_file);
        }
        let files = is_of_files(&names_of(group));
        let mut rows = self.reader.rows_in_order(files, RowParts::Whole);
        while let Some(row) = rows.next_with_id() {
            (self.go_on)()?;
            let (id, row) = row?;
            let Some(of_file) = read.get_mut(row.file()?) else {
                continue;
            };
            match self.row(&id, &row, of_file.record) {
                Ok(document) => of_file.documents.push(document),
                Err(error) if is_of_content(&error) => {
                    // It may as well be this that was told.
                    (self.go_on)()?;
                    of_file.is_readable = false;
                    let told = Message::told_by(&format_args!("{error:#}"));
                    self.tell(&of_file.record.file, told);
                }
                Err(error) => return Err(error),
            }
        }
        let documents = read.values().flat_map(|of_file| &of_file.documents);
        let of_group: BTreeSet<String> = documents.map(|one| one.id().to_string()).collect();
        let found = found_ids(self.reader, &of_group)?;
        for ReadFile {
            record,
            documents,
            is_readable,
        } in read.into_values()
        {
            let ids: BTreeSet<String> = documents.iter().map(|one| one.id().to_string()).collect();
            if is_readable && FileContent::count(documents)?.hash != record.documents {
                self.tell(&record.file, messages::index::documents_differ());
            }
            for id in ids.difference(&found) {
                self.tell(&record.file, messages::index::not_found_by_id(id));
            }
        }
        Ok(())
    }

    /// The document of a row, which the cluster calls `row_id`.
    fn row(&mut self, row_id: &str, row: &Row, record: &FileRecord) -> anyhow::Result<Document> {
        let document = row.document()?;
        let id = document.id().clone();
        if row_id != names::document_row(id.as_str()) {
            self.tell(&record.file, messages::index::not_found_by_id(&id));
        }
        if !self.ids.insert(id.clone()) {
            self.tell(&record.file, messages::index::ids_twice(&2, &id));
        }
        self.words.add(row, self.maker.schema())?;
        for (field, tokens) in row.lengths(self.maker.schema())? {
            *self.lengths.entry(field).or_default() += tokens;
        }
        if *row != self.maker.row(&document, record.place)? {
            self.tell(&record.file, messages::cluster::row_differs(&id));
        }
        Ok(document)
    }

    /// What was wrong, with words and lengths where nothing else was.
    fn ended(mut self) -> anyhow::Result<Vec<Fault>> {
        if !self.faults.is_empty() {
            return Ok(self.faults);
        }
        if self.lengths != self.reader.manifest().lengths {
            self.faults.push(Fault {
                file: None,
                message: messages::cluster::lengths_differ(),
            });
        }
        let kept = self.reader.file(WORDS_FILE)?;
        if self.words.applied(None)? != read_whole(&kept)? {
            self.faults.push(Fault {
                file: None,
                message: messages::cluster::words_differ(),
            });
        }
        Ok(self.faults)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_of_so_many_documents_and_files() {
        let of = |articles: u64| {
            let content = FileContent {
                articles,
                ..FileContent::count([]).unwrap()
            };
            FileRecord::new("a.jsonl", String::new(), 0, None, content)
        };
        let sizes = |records: &[FileRecord]| -> Vec<usize> {
            in_groups(records.iter()).iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(&[]), Vec::<usize>::new());
        let most = DOCUMENTS_AT_ONCE as u64;
        let records = [of(most - 1), of(1), of(1), of(0), of(3 * most), of(1)];
        assert_eq!(sizes(&records), [2, 2, 1, 1]);
        let empty: Vec<FileRecord> = (0..=DOCUMENTS_AT_ONCE).map(|_| of(0)).collect();
        assert_eq!(sizes(&empty), [DOCUMENTS_AT_ONCE, 1]);
    }
}
