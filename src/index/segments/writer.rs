//! Writes a generation, digest file by digest file, and publishes it.
//!
//! A generation starts empty, or from another one, whose files it shares: of those only
//! what changed is written. Leaves parsing and the choice of what is indexed to the
//! caller, and whether what was written is right to `check`.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context, bail};
use tantivy::index::SegmentId;
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::Field;
use tantivy::{Index, IndexSettings, IndexWriter, Term};

use super::content::FileContent;
use super::document_columns::{DocumentColumn, date_number};
use super::effort::Effort;
use super::indexed_document::IndexedDocument;
use super::new_folder::{NotFinished, is_replaced, settle, share_files, write_sums};
use super::packed;
use super::reader::IndexReader;
use super::schema::{IndexSchema, searched_texts};
use crate::analysis::{AnalyzedBytes, Analyzer, Scratches, Terms, View, named_analyzers};
use crate::document::{Document, DocumentId};
use crate::index::generations::base::Base;
use crate::index::generations::generation::{self, Published};
use crate::index::generations::lock::IndexLock;
use crate::index::generations::work::{Unfinished, start};
use crate::index::integrity::check::{Depth, check_documents};
use crate::index::integrity::damage;
use crate::index::integrity::manifest::{FileEntry, Manifest, Sources, write_terms};
use crate::index::integrity::records::FileRecord;
use crate::index::integrity::totals::Totals;
use crate::index::reasons;
use crate::index::vocabulary::{self, DeletedWords};
use crate::language::messages;

/// Segments of fewer documents are merged alike: a night adds about so many.
const SMALL_SEGMENT_DOCUMENTS: u32 = 200;

/// Documents are compressed together in blocks of this size, in bytes. A hit has a whole
/// block unpacked, so a quarter of what tantivy would take.
const STORED_BLOCK_BYTES: usize = 4096;

/// So many segments of about one size become one: what a search opens grows with the
/// number of segments, what a night writes falls with it.
const SEGMENTS_OF_A_SIZE: usize = 4;

/// A segment of which a larger share is deleted is written anew.
const MOST_DELETED: f32 = 0.3;

/// How often it is looked whether the thread that analyses has caught up, and how often
/// in a row it may have done nothing: it writes out postings in between.
const BACKLOG_INTERVAL: Duration = Duration::from_millis(1);
const BACKLOG_PATIENCE: u32 = 10_000;

/// What waits to be analysed may take this part of what postings may.
const BACKLOG_SHARE: u64 = 4;

/// A generation that is being written. Nothing is visible before it is published.
pub struct GenerationWriter<'a> {
    lock: &'a IndexLock,
    analyzer: Arc<Analyzer>,
    /// Fails where the job is to stop.
    go_on: &'a (dyn Fn() -> anyhow::Result<()> + Sync),
    /// How many threads finish it.
    threads: usize,
    schema: IndexSchema,
    /// Before the folder, so that it is dropped first: its threads write there.
    writer: IndexWriter<IndexedDocument>,
    folder: Unfinished,
    /// How many bytes of text were added, a view at a time as they are analysed.
    added_bytes: u64,
    analyzed: AnalyzedBytes,
    /// How many of them may wait to be analysed.
    backlog_bytes: u64,
    /// The words of the documents that were deleted, by segment.
    deleted: HashMap<SegmentId, DeletedWords>,
    scratches: Scratches,
}

impl<'a> GenerationWriter<'a> {
    /// Starts a generation in the index folder that is locked: an empty one, or one that
    /// holds what `base`, which is whole, does and shares its files.
    ///
    /// `go_on` is asked now and then, and its error ends the work.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written, or a file of `base` is not what was written
    /// ([`NotFinished`] tells which).
    pub fn start(
        lock: &'a IndexLock,
        analyzer: &Arc<Analyzer>,
        base: Option<&Base>,
        effort: Effort,
        go_on: &'a (dyn Fn() -> anyhow::Result<()> + Sync),
    ) -> Result<Self, NotFinished> {
        let folder = start(lock)?;
        let schema = IndexSchema::new();
        let cannot = || messages::index::cannot_create_index(&folder.path().display());
        let mut tantivy_index = match base {
            Some(base) => {
                share_files(base, folder.path(), go_on)?;
                let opened = Index::open_in_dir(folder.path());
                opened
                    .map_err(|error| NotFinished::BaseDamaged(reasons::in_short(&error.into())))?
            }
            None => {
                let settings = IndexSettings {
                    docstore_blocksize: STORED_BLOCK_BYTES,
                    ..IndexSettings::default()
                };
                let builder = Index::builder().schema(schema.schema.clone());
                let created = builder.settings(settings).create_in_dir(folder.path());
                created.with_context(cannot)?
            }
        };
        // The builder's own `tokenizers` are only used for an index it opens.
        let analyzed = AnalyzedBytes::default();
        let scratches = Scratches::new(effort.remembered_bytes());
        tantivy_index.set_tokenizers(named_analyzers(analyzer, &analyzed, &scratches));
        // Which thread takes which document is chance, and so is where it comes to lie.
        // Nothing that a search tells depends on that.
        let writer: IndexWriter<IndexedDocument> = tantivy_index
            .writer_with_num_threads(effort.affordable_threads(), effort.postings_bytes())
            .context(messages::index::cannot_write_index())?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_layer_size(SMALL_SEGMENT_DOCUMENTS);
        policy.set_min_num_segments(SEGMENTS_OF_A_SIZE);
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        writer.set_merge_policy(Box::new(policy));
        Ok(GenerationWriter {
            lock,
            analyzer: Arc::clone(analyzer),
            go_on,
            threads: effort.affordable_threads(),
            schema,
            writer,
            folder,
            added_bytes: 0,
            analyzed,
            backlog_bytes: effort.postings_bytes() as u64 / BACKLOG_SHARE,
            deleted: HashMap::new(),
            scratches,
        })
    }

    /// Takes out the documents of a digest file that `base`, from which the generation
    /// was started, holds. Before those of its new state are added.
    ///
    /// # Errors
    ///
    /// Where `base` cannot be read.
    pub fn remove_file(&mut self, file: &str, base: &mut Base) -> anyhow::Result<()> {
        (self.go_on)()?;
        let old = base.documents()?;
        for (address, document) in old.of_file(file)? {
            let segment = old.searcher().segment_reader(address.segment_ord);
            let words = self.deleted.entry(segment.segment_id()).or_default();
            let mut scratch = self.scratches.take();
            words.add(&document, &self.analyzer, &mut scratch);
            self.scratches.give_back(scratch);
        }
        let term = Term::from_field_text(self.schema.file, file);
        self.writer.delete_term(term);
        Ok(())
    }

    /// Adds the documents of a digest file, which has the place `file_order` among the
    /// others: equal hits are ordered by it, then as in the file.
    ///
    /// # Errors
    ///
    /// Where two documents have one id, or the disk fails.
    pub fn add_file(
        &mut self,
        file_order: u64,
        documents: impl IntoIterator<Item = Document>,
    ) -> anyhow::Result<FileContent> {
        let mut ids: HashSet<DocumentId> = HashSet::new();
        FileContent::of(documents, |document| {
            (self.go_on)()?;
            if !ids.insert(document.id().clone()) {
                bail!(messages::index::id_added_twice(&document.id()));
            }
            self.add(&document, file_order)
        })
    }

    fn add(&mut self, document: &Document, file_order: u64) -> anyhow::Result<()> {
        self.wait_for_backlog();
        let schema = &self.schema;
        let mut names = vec![
            (schema.id, document.id().to_string()),
            (schema.file, document.source().file.clone()),
            (schema.issue, document.issue().to_owned()),
        ];
        let columns = schema.numbers.iter();
        let number = |column: &DocumentColumn| column.of(document, file_order);
        let mut numbers: Vec<(Field, u64)> = columns
            .filter_map(|(field, column)| Some((*field, number(column)?)))
            .collect();
        for citation in document.citations() {
            if !citation.publisher.is_empty() {
                names.push((schema.publisher, citation.publisher.clone()));
                numbers.push((schema.cited_date, date_number(citation.date)));
            }
        }
        let texts = searched_texts(document);
        let texts = texts.map(|(part, text)| (schema.field(part).views(), text.to_owned()));
        let indexed = IndexedDocument {
            names,
            numbers,
            stored: (schema.document, packed::pack(document)),
            texts: texts.collect(),
            places_field: schema.places,
            analyzer: Arc::clone(&self.analyzer),
            scratches: self.scratches.clone(),
            places: OnceLock::new(),
        };
        let bytes = indexed.texts.iter().map(|(_, text)| text.len() as u64);
        // Each view is analysed for itself.
        self.added_bytes += bytes.sum::<u64>() * View::ALL.len() as u64;
        if let Err(stopped) = self.writer.add_document(indexed) {
            // The thread that writes has stopped; only a commit says why.
            let reason = self.writer.commit().err().unwrap_or(stopped);
            return Err(reason).with_context(|| messages::index::cannot_index(&document.id()));
        }
        Ok(())
    }

    /// Lets the thread that analyses catch up. tantivy lets 10,000 documents wait for it,
    /// however large they are.
    fn wait_for_backlog(&self) {
        let mut last = self.analyzed.get();
        let mut patience = BACKLOG_PATIENCE;
        while self.added_bytes.saturating_sub(last) > self.backlog_bytes && patience > 0 {
            std::thread::sleep(BACKLOG_INTERVAL);
            let now = self.analyzed.get();
            // It may have stopped: then the next document is refused, which says why.
            patience = if now > last {
                BACKLOG_PATIENCE
            } else {
                patience - 1
            };
            last = now;
        }
    }

    /// Finishes the generation and verifies that it holds what `records` say, each new
    /// document to be found by its id and by a word of its own.
    ///
    /// # Errors
    ///
    /// Where the disk fails or a check does; nothing is published.
    pub fn finish(
        self,
        base: Option<&Base>,
        sources: Sources,
        terms: &Terms,
        records: &[FileRecord],
    ) -> Result<BuiltGeneration<'a>, NotFinished> {
        let GenerationWriter {
            lock,
            analyzer,
            go_on,
            threads,
            folder,
            mut writer,
            deleted,
            scratches,
            ..
        } = self;
        go_on()?;
        writer.commit().context(messages::index::cannot_finish())?;
        let merged = writer.wait_merging_threads();
        merged.context(messages::index::cannot_finish())?;
        let path = folder.path();
        FileRecord::write_all(path, records)?;
        write_terms(path, terms)?;
        let reader = IndexReader::open_unpublished(path)?;
        let living: HashMap<SegmentId, bool> = reader
            .searcher()
            .segment_readers()
            .iter()
            .map(|segment| (segment.segment_id(), segment.has_deletes()))
            .collect();
        for (segment, words) in deleted {
            // A segment that was merged has none: its living documents are counted anew.
            if living.contains_key(&segment) {
                words.write(&segment.uuid_string(), path)?;
            }
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.context(messages::index::no_threads())?;
        pool.install(|| vocabulary::write(reader.searcher(), reader.schema(), path))?;
        write_sums(path, living.keys())?;
        go_on()?;
        let before = base.map_or(&[][..], Base::entries);
        let shared: HashSet<&str> = before.iter().map(|entry| entry.name.as_str()).collect();
        settle(path, &shared)?;
        let shares = |entry: &&FileEntry| !is_replaced(&entry.name);
        let entries = damage::entries(path, before.iter().filter(shares))?;
        let totals = Totals::of(records);
        // What stands in segments that were taken over was verified when it was written,
        // and the files are the same.
        let written = |segment: SegmentId| {
            let file = vocabulary::words_file(&segment.uuid_string());
            !shared.contains(file.as_str())
        };
        let depth = Depth::Segments(&written);
        let check = || check_documents(&reader, &analyzer, &scratches, records, depth, go_on);
        let faults = pool.install(check)?;
        if !faults.is_empty() {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            let message = messages::index::new_index_wrong(&faults.join("\n"));
            return Err(NotFinished::Failed(anyhow::Error::msg(message)));
        }
        let manifest = Manifest::new(sources, totals, reader.lengths(), entries);
        let manifest_hash = manifest.write(path)?;
        Ok(BuiltGeneration {
            lock,
            reader,
            folder,
            manifest_hash,
            before: None,
        })
    }
}

/// A generation that is whole and verified, and not published yet.
pub struct BuiltGeneration<'a> {
    lock: &'a IndexLock,
    reader: IndexReader,
    folder: Unfinished,
    manifest_hash: String,
    /// The generation that stays beside it.
    before: Option<PathBuf>,
}

impl BuiltGeneration<'_> {
    /// Opens it once more, for searching it before it is published.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn open(&self) -> anyhow::Result<IndexReader> {
        IndexReader::open_unpublished(self.folder.path())
    }

    /// Lets the generation in the folder `before` stay beside it, to be gone back to.
    #[must_use]
    pub fn beside(self, before: PathBuf) -> Self {
        BuiltGeneration {
            before: Some(before),
            ..self
        }
    }

    /// Makes it the generation that searches read. All others are removed but the one that
    /// it was told to stay [beside], and those that a search reads.
    ///
    /// # Errors
    ///
    /// Where the disk fails, or the lock was taken away; the generation before stays.
    ///
    /// [beside]: Self::beside
    pub fn publish(self) -> anyhow::Result<Published> {
        drop(self.reader);
        generation::publish(self.folder, &self.manifest_hash, self.before, self.lock)
    }
}
