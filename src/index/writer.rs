//! Writes a generation, document by document, and publishes it.
//!
//! Leaves parsing and the choice of what is indexed to the caller.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::generation::{self, IndexLock, Unfinished};
use super::manifest::{FileRecord, Manifest, TERMS_FILE, write_synced};
use super::reader::IndexReader;
use super::schema::{IndexSchema, texts};
use super::stored;
use super::vocabulary;
use crate::analysis::{Analyzer, Terms, View, named_analyzers};
use crate::document::{Document, DocumentId};

/// The memory that postings may take before they are written out, in bytes.
const WRITER_MEMORY_BYTES: usize = 128 << 20;

/// A generation that is being written. Nothing is visible before `publish`.
pub struct GenerationWriter {
    index: PathBuf,
    folder: Unfinished,
    lock: IndexLock,
    schema: IndexSchema,
    writer: IndexWriter,
    ids: HashSet<DocumentId>,
}

impl GenerationWriter {
    /// Starts a generation in the folder `index`.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written.
    pub fn start(index: &Path, lock: IndexLock, analyzer: &Arc<Analyzer>) -> anyhow::Result<Self> {
        generation::remove_unfinished(index, &lock)?;
        let folder = generation::start(index)?;
        let schema = IndexSchema::new();
        let mut tantivy_index = Index::create_in_dir(folder.path(), schema.schema.clone())
            .with_context(|| format!("cannot create an index in {}", folder.path().display()))?;
        // The builder's own `tokenizers` are only used for an index it opens.
        tantivy_index.set_tokenizers(named_analyzers(analyzer));
        // One thread keeps the documents in the order of the corpus, so that the
        // same corpus gives the same index.
        let writer = tantivy_index
            .writer_with_num_threads(1, WRITER_MEMORY_BYTES)
            .context("cannot write to the index")?;
        Ok(GenerationWriter {
            index: index.to_owned(),
            folder,
            lock,
            schema,
            writer,
            ids: HashSet::new(),
        })
    }

    /// Adds a document.
    ///
    /// `file_place` is the place of its digest file in the corpus: equal hits are
    /// ordered by it, then as in the file.
    ///
    /// # Errors
    ///
    /// Where a document of the same id was added before, or the disk fails.
    pub fn add(&mut self, document: &Document, file_place: u32) -> anyhow::Result<()> {
        if !self.ids.insert(document.id().clone()) {
            bail!("the id {} was added twice", document.id());
        }
        let (kind, ordinal) = place_in_file(document);
        let order = u64::from(file_place) << 32 | u64::from(kind) << 31 | u64::from(ordinal);
        let schema = &self.schema;
        let mut fields = TantivyDocument::new();
        fields.add_text(schema.id, document.id().as_str());
        fields.add_text(schema.file, &document.source().file);
        fields.add_u64(schema.date, date_number(document));
        fields.add_u64(schema.order, order);
        fields.add_bytes(schema.document, &stored::encode(document)?);
        for (slot, text) in texts(document) {
            if let Some(field) = schema.text.iter().find(|field| field.slot == slot) {
                for view in View::ALL {
                    fields.add_text(field.view(view), &text);
                }
            }
        }
        if let Err(stopped) = self.writer.add_document(fields) {
            // The thread that writes has stopped; only a commit says why.
            let reason = self.writer.commit().err().unwrap_or(stopped);
            return Err(reason).with_context(|| format!("cannot index {}", document.id()));
        }
        Ok(())
    }

    /// Finishes the generation, verifies that it holds what was added, and makes
    /// it the one that searches read.
    ///
    /// # Errors
    ///
    /// Where the disk fails or a check does; the generation before stays.
    pub fn publish(
        self,
        manifest: &Manifest,
        terms: &Terms,
        files: &[FileRecord],
    ) -> anyhow::Result<()> {
        let GenerationWriter {
            index,
            folder,
            lock,
            mut writer,
            ids,
            ..
        } = self;
        writer.commit().context("cannot finish the index")?;
        writer
            .wait_merging_threads()
            .context("cannot finish the index")?;
        manifest.write(folder.path(), files)?;
        let compiled = terms.compile().context("cannot keep the terms")?;
        write_synced(&folder.path().join(TERMS_FILE), compiled.as_bytes())?;

        let built = IndexReader::open_generation(folder.path())?;
        if built.document_count() != ids.len() as u64 {
            bail!(
                "the new index holds {} documents of {}; nothing was published",
                built.document_count(),
                ids.len()
            );
        }
        vocabulary::write(&built, folder.path())?;
        drop(built);
        generation::publish(&index, folder, &lock)
    }
}

/// Whether the document is an event, and its ordinal: the order within a file.
pub(super) fn place_in_file(document: &Document) -> (bool, u32) {
    match document {
        Document::Article(article) => (false, article.ordinal),
        Document::Event(event) => (true, event.ordinal),
    }
}

/// The document's date as the number `yyyymmdd`, 0 where there is none.
fn date_number(document: &Document) -> u64 {
    document.date().map_or(0, |date| {
        u64::from(date.year()) * 10_000 + u64::from(date.month()) * 100 + u64::from(date.day())
    })
}
