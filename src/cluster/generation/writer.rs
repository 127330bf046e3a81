//! Writes a generation of an index to a cluster, digest file by digest file, and publishes it.
//!
//! It starts empty, or as a clone of the generation before, whose segments the cluster shares.
//! Nothing is visible before the alias is moved to it, which is one step of the cluster's.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

use super::bulk_sender::BulkSender;
use super::content::{first_of_other_documents, other_counts};
use super::kinds::is_document;
use super::mapping::{Spread, creation};
use super::reader::ClusterReader;
use super::row_batch::{self, RowBatch};
use super::standing::{Standing, remove};
use super::{files, names};
use crate::analysis::{Analyzer, Terms};
use crate::cluster::{Body, Client, ClusterError, ClusterLease, Method, Request, path};
use crate::document::Document;
use crate::index::{
    Effort, FileContent, FileEntry, FileRecord, Manifest, Published, RECORDS_FILE, Sources,
    TERMS_FILE, Totals, WORDS_FILE, WordChanges, compiled_terms,
};
use crate::language::{Message, messages};

/// So many bytes of rows are sent in one request, and a row that is larger by itself.
const BATCH_BYTES: usize = 8 << 20;

/// How long the copies of a new index may take to be there, in seconds.
const READY_SECONDS: u32 = 60;

/// How long the segments of what was sent may take to be written, which is done in one step at the
/// end.
const REFRESH_TIME: Duration = Duration::from_secs(600);

/// How often it is looked whether the copies of an index are there.
const COPIES_INTERVAL: Duration = Duration::from_millis(250);

/// What a cluster calls it where an index is there that is to be made.
const ALREADY_THERE: &str = "resource_already_exists_exception";

/// So many routing values are tried to find one for each shard.
const MOST_ROUTES: usize = 10_000;

/// How a generation is written.
#[derive(Debug, Clone, Copy)]
pub struct WriterOptions<'a> {
    /// How it is spread over the nodes.
    pub spread: Spread,
    /// BM25's k1 and b.
    pub saturation: (f32, f32),
    /// What writing it may take of this machine.
    pub effort: Effort,
    /// The folder on this machine where files are kept that were read of the cluster.
    pub cache: &'a Path,
}

/// A generation that is being written.
pub struct ClusterWriter<'a> {
    client: Arc<Client>,
    /// The index that it is.
    generation: String,
    /// Dropped before the index is removed.
    sender: BulkSender,
    unfinished: Unfinished<'a>,
    batch: RowBatch,
    cache: PathBuf,
    go_on: &'a (dyn Fn() -> anyhow::Result<()> + Sync),
    lines: Vec<u8>,
    words: WordChanges,
    lengths: BTreeMap<String, u64>,
    /// The digest files that were written.
    written: HashSet<String>,
    /// The hashes of the ids of the rows of their documents: there may be a hundred million.
    written_rows: HashSet<u128>,
    /// The ids of rows that go, unless another document of the id comes: what a busy cluster
    /// did not take is sent again, so that of one id no more than one action may be under way.
    gone_rows: BTreeSet<String>,
    /// The generation that is published while it is written.
    published: Option<String>,
    replicas: u32,
}

impl<'a> ClusterWriter<'a> {
    /// Starts a generation, empty or as a clone of `base`.
    ///
    /// # Errors
    ///
    /// Where the cluster does not make it.
    pub fn start(
        lease: &'a ClusterLease,
        analyzer: &Arc<Analyzer>,
        base: Option<&ClusterReader>,
        options: WriterOptions<'_>,
        go_on: &'a (dyn Fn() -> anyhow::Result<()> + Sync),
    ) -> anyhow::Result<Self> {
        let WriterOptions {
            spread,
            saturation,
            effort,
            cache,
        } = options;
        let client = lease.client();
        let standing = Standing::read(client)?;
        let number = lease.next_number(standing.last)?;
        let generation = names::generation(client.address().name(), number);
        let unfinished = Unfinished {
            lease,
            index: generation.clone(),
            is_published: false,
        };
        let mut lengths = BTreeMap::new();
        match base {
            None => {
                let creation = creation(spread, saturation);
                made(client.put(&format!("/{generation}"), &creation))?;
            }
            Some(base) => {
                let before = base.generation();
                // The cluster clones nothing that may be written to.
                block(client, before)?;
                let settings = json!({"settings": {
                    "index.blocks.write": null, "index.number_of_replicas": spread.replicas,
                }});
                made(client.post(&format!("/{before}/_clone/{generation}"), &settings))?;
                lengths.clone_from(&base.manifest().lengths);
            }
        }
        let health = format!(
            "/_cluster/health/{generation}?wait_for_status=yellow&timeout={READY_SECONDS}s"
        );
        let health = client.get(&health)?;
        ensure!(
            health["timed_out"] != true,
            messages::cluster::not_ready(&generation, &READY_SECONDS)
        );
        let sender = BulkSender::new(client, format!("/{generation}/_bulk"));
        let mut writer = ClusterWriter {
            client: Arc::clone(client),
            generation,
            unfinished,
            batch: RowBatch::new(analyzer, effort)?,
            sender,
            cache: cache.to_owned(),
            go_on,
            lines: Vec::new(),
            words: WordChanges::default(),
            lengths,
            written: HashSet::new(),
            written_rows: HashSet::new(),
            gone_rows: BTreeSet::new(),
            published: standing.published,
            replicas: spread.replicas,
        };
        if let Some(base) = base {
            writer.remove_other_rows(base)?;
        }
        Ok(writer)
    }

    /// Takes out what a clone has of the manifest and the files of the one before.
    fn remove_other_rows(&mut self, base: &ClusterReader) -> anyhow::Result<()> {
        for entry in &base.manifest().files {
            let pieces = 0..files::piece_count(entry);
            let ids = pieces.map(|number| names::piece_row(&entry.name, number));
            self.gone_rows.extend(ids);
        }
        // At once: without it the clone is known for what is not finished.
        self.delete(names::MANIFEST_ID)?;
        self.send_all()
    }

    /// Takes out the documents of a digest file that `base`, from which the generation was
    /// started, holds.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub fn remove_file(&mut self, file: &str, base: &ClusterReader) -> anyhow::Result<()> {
        (self.go_on)()?;
        for row in base.rows_of_file(file)? {
            self.words.remove(&row, self.batch.schema())?;
            for (field, tokens) in row.lengths(self.batch.schema())? {
                let sum = self.lengths.entry(field).or_default();
                *sum = sum.saturating_sub(tokens);
            }
            let id = names::document_row(row.id()?);
            // Another digest file may have put its own document of this id in its place.
            if !self.written_rows.contains(&short(&id)) {
                self.gone_rows.insert(id);
            }
        }
        Ok(())
    }

    /// Adds the documents of a digest file, which has the place `file_order` among the others.
    ///
    /// # Errors
    ///
    /// Where two documents have one id, or the cluster does not take them.
    pub fn add_file(
        &mut self,
        file_order: u64,
        documents: impl IntoIterator<Item = Document>,
    ) -> anyhow::Result<FileContent> {
        FileContent::of(documents, |document| {
            (self.go_on)()?;
            if !self.written.contains(&document.source().file) {
                self.written.insert(document.source().file.clone());
            }
            let id = names::document_row(document.id().as_str());
            if !self.written_rows.insert(short(&id)) {
                bail!(messages::index::id_added_twice(&document.id()));
            }
            self.gone_rows.remove(&id);
            match self.batch.push(document, file_order) {
                true => self.make_rows(),
                false => Ok(()),
            }
        })
    }

    /// Makes rows of the documents that wait.
    fn make_rows(&mut self) -> anyhow::Result<()> {
        for made in self.batch.make()? {
            self.words.add_words(made.words);
            for (field, tokens) in made.lengths {
                *self.lengths.entry(field).or_default() += tokens;
            }
            self.lines.extend_from_slice(&made.lines);
            self.send_full()?;
        }
        Ok(())
    }

    fn index(&mut self, id: &str, row: &Value) -> anyhow::Result<()> {
        row_batch::write_action(&mut self.lines, &json!({"index": {"_id": id}}), Some(row));
        self.send_full()
    }

    fn delete(&mut self, id: &str) -> anyhow::Result<()> {
        row_batch::write_action(&mut self.lines, &json!({"delete": {"_id": id}}), None);
        self.send_full()
    }

    /// Has a full batch of lines sent.
    fn send_full(&mut self) -> anyhow::Result<()> {
        if self.lines.len() < BATCH_BYTES {
            return Ok(());
        }
        (self.go_on)()?;
        self.sender.send(std::mem::take(&mut self.lines))
    }

    /// Has every line sent, and waits until the cluster took it.
    fn send_all(&mut self) -> anyhow::Result<()> {
        (self.go_on)()?;
        if !self.lines.is_empty() {
            self.sender.send(std::mem::take(&mut self.lines))?;
        }
        self.sender.wait()?;
        (self.go_on)()
    }

    /// Finishes the generation and verifies that it holds what `records` say: as many documents,
    /// and those of each digest file that was written as they were sent.
    ///
    /// # Errors
    ///
    /// Where the cluster does not take it, or does not give back what was sent.
    pub fn finish(
        mut self,
        base: Option<&ClusterReader>,
        sources: Sources,
        terms: &Terms,
        records: &[FileRecord],
    ) -> anyhow::Result<BuiltOnCluster<'a>> {
        self.make_rows()?;
        let before = base.map(|base| base.file(WORDS_FILE)).transpose()?;
        let words = std::mem::take(&mut self.words).applied(before.as_deref())?;
        let contents = [
            (WORDS_FILE, words),
            (TERMS_FILE, compiled_terms(terms)?),
            (RECORDS_FILE, FileRecord::lines(records)?),
        ];
        let mut entries: Vec<FileEntry> = Vec::new();
        for (name, content) in contents {
            let (entry, rows) = files::pieces(name, &content);
            for (id, row) in rows {
                self.index(&id, &row)?;
                self.gone_rows.remove(&id);
            }
            entries.push(entry);
        }
        for id in std::mem::take(&mut self.gone_rows) {
            self.delete(&id)?;
        }
        let totals = Totals::of(records);
        let mut lengths = std::mem::take(&mut self.lengths);
        // A field that holds nothing any more has none.
        lengths.retain(|_, tokens| *tokens > 0);
        let manifest = Manifest::new(sources, totals, lengths, entries);
        let (sealed, _) = manifest.sealed()?;
        let text = String::from_utf8(sealed).context(messages::index::cannot_finish())?;
        let routes = serde_json::to_string(&routes(&self.client, &self.generation)?)?;
        let row = json!({names::ROW: names::MANIFEST_ROW, names::TEXT: routes});
        self.index(names::ROUTES_ID, &row)?;
        self.send_all()?;
        // Last and by itself: what has a manifest has all else.
        let row = json!({names::ROW: names::MANIFEST_ROW, names::TEXT: text});
        self.index(names::MANIFEST_ID, &row)?;
        self.send_all()?;
        let path = format!("/{}/_refresh", self.generation);
        let refresh = Request::new(Method::Post, &path, Body::None);
        self.client.ask(refresh.within(REFRESH_TIME))?;
        let reader = ClusterReader::open_generation(
            Arc::clone(&self.client),
            &self.generation,
            &self.cache,
        )?;
        self.verify(&reader, records)?;
        // From now on it never changes.
        block(&self.client, &self.generation)?;
        Ok(BuiltOnCluster {
            missing_copies: self.missing_copies()?,
            unfinished: self.unfinished,
            reader: Arc::new(reader),
            before: self.published,
        })
    }

    /// Waits until every part has its copies, so that no node takes with it what was just
    /// published. What is told where there are too few nodes for them, or it takes too long.
    ///
    /// # Errors
    ///
    /// Where a part is on no node any more: one went before there was a copy of it.
    fn missing_copies(&self) -> anyhow::Result<Option<Message>> {
        let path = format!("/_cluster/health/{}", self.generation);
        let began = Instant::now();
        loop {
            (self.go_on)()?;
            let health = self.client.get(&path)?;
            let is_enough = began.elapsed() >= Duration::from_secs(READY_SECONDS.into());
            match Copies::of(&health, self.replicas) {
                Copies::All => return Ok(None),
                Copies::Lost if is_enough => {
                    let lost = messages::cluster::part_lost(&self.generation, &READY_SECONDS);
                    bail!(lost)
                }
                Copies::Lost | Copies::Coming if !is_enough => std::thread::sleep(COPIES_INTERVAL),
                Copies::Lost | Copies::Coming | Copies::TooFewNodes => {
                    let nodes = health["number_of_data_nodes"].as_u64().unwrap_or(0);
                    let (copies, generation) = (self.replicas, &self.generation);
                    let told = messages::cluster::copies_missing(generation, &copies, &nodes);
                    return Ok(Some(told));
                }
            }
        }
    }

    fn verify(&self, reader: &ClusterReader, records: &[FileRecord]) -> anyhow::Result<()> {
        let held = reader.count(is_document())?;
        let expected = reader.document_count();
        ensure!(
            held == expected,
            messages::cluster::other_count(&held, &expected)
        );
        if let Some(fault) = other_counts(reader, records)? {
            bail!(messages::cluster::not_what_was_written(&fault));
        }
        let written = records.iter();
        let written = written.filter(|record| self.written.contains(&record.file));
        if let Some(file) = first_of_other_documents(reader, written, self.go_on)? {
            bail!(messages::cluster::other_documents(&file));
        }
        Ok(())
    }
}

/// How far the parts of an index and their copies are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copies {
    /// All of them.
    All,
    /// Every part is, and copies may still come.
    Coming,
    /// Every part is, and there are too few nodes for the copies.
    TooFewNodes,
    /// A part is on no node. It comes back only with a node that went.
    Lost,
}

impl Copies {
    /// By what a cluster says of the health of an index of so many copies.
    fn of(health: &Value, replicas: u32) -> Self {
        let count = |name: &str| health[name].as_u64().unwrap_or(0);
        match health["status"].as_str() {
            Some("green") => Copies::All,
            Some("yellow") => {
                let has_room = count("number_of_data_nodes") > u64::from(replicas);
                match has_room || count("initializing_shards") > 0 {
                    true => Copies::Coming,
                    false => Copies::TooFewNodes,
                }
            }
            // What does not say that all is there is not published.
            _ => Copies::Lost,
        }
    }
}

/// A generation that is whole and verified, and not published yet.
pub struct BuiltOnCluster<'a> {
    unfinished: Unfinished<'a>,
    reader: Arc<ClusterReader>,
    /// The generation that is published now.
    before: Option<String>,
    /// What is told where parts have not the copies that they shall have.
    missing_copies: Option<Message>,
}

/// That what is published has not the copies that it shall have.
#[derive(Debug, Clone)]
pub struct MissingCopies(pub Message);

impl fmt::Display for MissingCopies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for MissingCopies {}

/// A generation that is not published; removed where it is dropped so.
struct Unfinished<'a> {
    lease: &'a ClusterLease,
    index: String,
    is_published: bool,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.is_published {
            let path = path([self.index.as_str()]);
            let request = Request::new(Method::Delete, &path, Body::None);
            // What cannot be removed now is removed by the next run.
            let _ = self.lease.client().ask(request.at_the_end());
        }
    }
}

impl BuiltOnCluster<'_> {
    /// Reads it, before it is published.
    pub fn reader(&self) -> &Arc<ClusterReader> {
        &self.reader
    }

    /// Makes it the generation that searches read, in one step, which fails where another run
    /// published meanwhile. That before it stays; older ones are removed.
    ///
    /// # Errors
    ///
    /// Where the cluster does not do it, another run has the lease, or another published
    /// meanwhile.
    pub fn publish(mut self) -> anyhow::Result<Published> {
        let lease = self.unfinished.lease;
        let name = self.reader.generation().to_owned();
        // It may be published also where the cluster did not say so.
        self.unfinished.is_published = true;
        move_alias(lease, self.before.as_deref(), &name)?;
        let unconfirmed = self.missing_copies.map(|told| MissingCopies(told).into());
        // What cannot be removed now is removed by the next run.
        let _ = remove_older(lease.client(), &name, self.before.as_deref());
        Ok(Published { name, unconfirmed })
    }
}

/// Removes the generations below one that was published but that `before` it. Those above may be
/// of a run that took over meanwhile.
fn remove_older(client: &Client, published: &str, before: Option<&str>) -> anyhow::Result<()> {
    let standing = Standing::read(client)?;
    if standing.published.as_deref() == Some(published) {
        for one in standing
            .older()
            .filter(|one| Some(one.index.as_str()) != before)
        {
            remove(client, &one.index)?;
        }
    }
    Ok(())
}

/// The beginning of a hash: two ids of a corpus are not alike by chance.
fn short(id: &str) -> u128 {
    let mut first = [0; 16];
    first.copy_from_slice(&blake3::hash(id.as_bytes()).as_bytes()[..16]);
    u128::from_be_bytes(first)
}

/// What came of making an index, where it is no mistake that it is there: the answer to an
/// earlier sending may have been lost.
fn made(answer: Result<Value, ClusterError>) -> Result<(), ClusterError> {
    match answer {
        Ok(_) => Ok(()),
        Err(ClusterError::Answered { kind, .. }) if kind == ALREADY_THERE => Ok(()),
        Err(error) => Err(error),
    }
}

/// Lets nobody write to an index.
fn block(client: &Client, index: &str) -> Result<(), ClusterError> {
    let blocked = json!({"index.blocks.write": true});
    client.put(&format!("/{index}/_settings"), &blocked)?;
    Ok(())
}

/// A routing value for each shard of an index.
fn routes(client: &Client, generation: &str) -> anyhow::Result<Vec<String>> {
    let settings = client.get(&format!("/{generation}/_settings"))?;
    let shards = settings[generation]["settings"]["index"]["number_of_shards"].as_str();
    let shards: usize = shards.and_then(|shards| shards.parse().ok()).unwrap_or(1);
    let mut routes: BTreeMap<u64, String> = BTreeMap::new();
    for number in 0..MOST_ROUTES {
        if routes.len() == shards {
            break;
        }
        let path = format!("/{generation}/_search_shards?routing={number}");
        let found = client.get(&path)?;
        if let Some(shard) = found["shards"][0][0]["shard"].as_u64() {
            routes.entry(shard).or_insert_with(|| number.to_string());
        }
    }
    ensure!(
        routes.len() == shards,
        messages::cluster::no_routes(&generation)
    );
    Ok(routes.into_values().collect())
}

/// Lets the index's name stand for the generation `to`, where it stands for `from` now, or for
/// nothing.
pub(super) fn move_alias(lease: &ClusterLease, from: Option<&str>, to: &str) -> anyhow::Result<()> {
    lease.confirm()?;
    let client = lease.client();
    let name = client.address().name();
    let mut actions = Vec::new();
    if let Some(from) = from {
        actions.push(json!({"remove": {"index": from, "alias": name}}));
    }
    // An alias has one index at most that it writes to. Where another run published meanwhile it
    // has that one, and all of this fails. (Clusters know no other condition in all versions, and
    // nothing is written: what is published is blocked.)
    actions.push(json!({"add": {"index": to, "alias": name, "is_write_index": true}}));
    match client.post("/_aliases", &json!({"actions": actions})) {
        Ok(_) => Ok(()),
        // It may have been done, and the answer lost, also where somebody wants to stop by now.
        Err(error) => {
            let path = path([to, "_alias", name]);
            let asked = Request::new(Method::Get, &path, Body::None).at_the_end();
            match client.ask_if_there(asked) {
                Ok(Some(found)) if found[to]["aliases"][name].is_object() => Ok(()),
                _ => Err(error).context(messages::cluster::not_published(&to)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_lost_a_part_is_not_taken_for_one_whose_copies_come() {
        let of = |status: &str, nodes: u64, coming: u64| {
            let health = json!({
                "status": status, "number_of_data_nodes": nodes, "initializing_shards": coming,
            });
            Copies::of(&health, 1)
        };
        assert_eq!(of("green", 2, 0), Copies::All);
        assert_eq!(of("yellow", 2, 0), Copies::Coming);
        assert_eq!(of("yellow", 1, 1), Copies::Coming);
        assert_eq!(of("yellow", 1, 0), Copies::TooFewNodes);
        assert_eq!(of("red", 1, 0), Copies::Lost);
        assert_eq!(of("red", 2, 2), Copies::Lost);
        assert_eq!(Copies::of(&json!({}), 1), Copies::Lost);
    }
}
