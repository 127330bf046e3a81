//! Opens the published generation for reading.
//!
//! What is refused, an index that is missing, of another corpus, of another program's
//! making, or damaged, is `opening`'s to tell. Needs no write permission anywhere. While a
//! generation is open it is pinned, and no job removes it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, anyhow, bail};
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{DocAddress, Searcher};

use super::columns::OrderColumns;
use super::lengths::length_of;
use super::opening::{OpenError, current, pinned, why_damaged};
use super::placed_document::PlacedDocument;
use super::schema::IndexSchema;
use super::stored::StoredDocuments;
use crate::analysis::{Analyzer, CompiledTerms};
use crate::document::{Document, DocumentHead, DocumentId};
use crate::index::generations::generation::{self, Current};
use crate::index::generations::lock::Pin;
use crate::index::integrity::block_sums::{BlockSums, has_sums};
use crate::index::integrity::damage;
use crate::index::integrity::index_damaged::IndexDamaged;
use crate::index::integrity::manifest::{FileEntry, Manifest, TERMS_FILE};
use crate::index::integrity::records::{FileRecord, RECORDS_FILE};
use crate::index::rows::gathered;
use crate::index::rows::row::Row;
use crate::index::rows::whole_index::{Whole, WholeIndex};
use crate::index::vocabulary::{self, Vocabulary, VocabularyWord, WordBeginnings};
use crate::language::messages;
use crate::regular_file;

/// No compiled terms are larger.
const LARGEST_TERMS_BYTES: u64 = 1 << 30;

/// One generation, pinned until it is dropped.
pub struct IndexReader {
    folder: PathBuf,
    documents: StoredDocuments,
    schema: IndexSchema,
    /// How many tokens each field holds, over all documents.
    lengths: HashMap<Field, u64>,
    /// For each segment, opened when they are first asked for.
    order_columns: Box<[OnceLock<OrderColumns>]>,
    /// The files of the vocabulary, which are verified when they are read.
    words: Vec<FileEntry>,
    /// By which what is touched of the files is verified.
    sums: BlockSums,
    /// The words as they are looked for by their beginnings, opened when they first are; `None`
    /// where there are no sums of them.
    beginnings: OnceLock<Option<WordBeginnings>>,
    /// The list of the digest files, which is verified when it is read; `None` where nothing of
    /// the generation is.
    records: Option<FileEntry>,
    /// The hash of its manifest, by which it is known from every other; empty where nobody has
    /// published it.
    hash: String,
    /// What it is a part of, where it holds some documents of another engine's index alone.
    whole: Option<Whole>,
    _pin: Option<Pin>,
}

impl IndexReader {
    /// Opens the published generation of the folder `index`.
    ///
    /// `corpus` is the corpus folder the caller means, absolute; `None` takes an
    /// index of any.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub fn open(index: &Path, corpus: Option<&Path>) -> Result<Self, OpenError> {
        let named = |index| match current(index) {
            Err(OpenError::Damaged(error)) => Err(why_damaged(index, index, error)),
            named => named,
        };
        let mut published = named(index)?;
        loop {
            let opened = IndexReader::open_checked(&published, corpus);
            let Err(OpenError::Damaged(error)) = opened else {
                return opened;
            };
            // Two jobs may publish between reading the name and pinning the folder,
            // and then it is gone: the newer name is tried.
            let newer = named(index)?;
            if newer == published {
                return Err(why_damaged(index, &published.folder, error));
            }
            published = newer;
        }
    }

    fn open_checked(named: &Current, corpus: Option<&Path>) -> Result<Self, OpenError> {
        let (manifest, hash, pin) = pinned(named)?;
        if let Some(misfit) = manifest.misfit() {
            return Err(OpenError::Misfit(misfit));
        }
        let built_of = &manifest.sources.corpus;
        if corpus.is_some_and(|corpus| corpus.to_string_lossy() != *built_of) {
            return Err(OpenError::OtherCorpus(built_of.clone()));
        }
        let folder = &named.folder;
        if let Some(damage) = damage::first_damage(folder, &manifest) {
            let error = anyhow!("{}: {damage}", folder.display());
            return Err(OpenError::Damaged(error));
        }
        let names = manifest.files.iter().map(|entry| entry.name.as_str());
        let sums = BlockSums::read(folder, names).map_err(OpenError::Damaged)?;
        let mut reader = IndexReader::open_folder(folder, sums).map_err(OpenError::Damaged)?;
        let named_fields = reader.schema.text_fields();
        let lengths = named_fields.filter_map(|(field, name)| {
            let tokens = manifest.lengths.get(&name)?;
            Some((field, *tokens))
        });
        reader.lengths = lengths.collect();
        let is_records = |entry: &&FileEntry| entry.name == RECORDS_FILE;
        reader.records = manifest.files.iter().find(is_records).cloned();
        reader.hash = hash;
        let files = manifest.files.into_iter();
        let words = files.filter(|entry| vocabulary::segment_of(&entry.name).is_some());
        reader.words = words.collect();
        reader._pin = Some(pin);
        Ok(reader)
    }

    /// Opens a folder that holds all documents of a generation, published or not, and
    /// counts their tokens. It is the caller's to keep it from being removed.
    pub(crate) fn open_unpublished(folder: &Path) -> anyhow::Result<Self> {
        let mut reader = IndexReader::open_folder(folder, BlockSums::default())?;
        for (field, _) in reader.schema.text_fields() {
            let tokens = tokens_of(reader.searcher(), field)?;
            reader.lengths.insert(field, tokens);
        }
        Ok(reader)
    }

    /// Opens a generation whose files are what its manifest says, with all that a search may
    /// ask for.
    pub(in crate::index) fn try_whole(folder: &Path, manifest: &Manifest) -> anyhow::Result<()> {
        let names = manifest.files.iter().map(|entry| entry.name.as_str());
        let sums = BlockSums::read(folder, names)?;
        let reader = IndexReader::open_folder(folder, sums)?;
        reader.analyzer()?;
        Vocabulary::open(reader.searcher(), folder)?;
        Ok(())
    }

    fn open_folder(folder: &Path, sums: BlockSums) -> anyhow::Result<Self> {
        let schema = IndexSchema::new();
        let documents = StoredDocuments::open(folder, sums.clone())?;
        if *documents.searcher().schema() != schema.schema {
            anyhow::bail!(messages::index::other_fields(&folder.display()));
        }
        let segments = documents.searcher().segment_readers().iter();
        Ok(IndexReader {
            folder: folder.to_owned(),
            order_columns: segments.map(|_| OnceLock::new()).collect(),
            documents,
            schema,
            lengths: HashMap::new(),
            words: Vec::new(),
            sums,
            beginnings: OnceLock::new(),
            records: None,
            hash: String::new(),
            whole: None,
            _pin: None,
        })
    }

    /// Reads `rows`, some documents of another engine's index, as parts of the `whole` of it,
    /// whose fields hold so many tokens, by their names. Where there are `wanted` terms no other is
    /// found in them.
    ///
    /// # Errors
    ///
    /// Where a row is not what was written.
    pub fn gathered(
        rows: &[Row],
        whole: Whole,
        lengths: &BTreeMap<String, u64>,
        generation: &str,
        wanted: Option<HashSet<String>>,
    ) -> anyhow::Result<Self> {
        let schema = IndexSchema::new();
        let index = gathered::index_of(&schema, rows, wanted)?;
        let documents = StoredDocuments::in_memory(&index)?;
        let lengths = schema.text_fields().map(|(field, name)| {
            let tokens = lengths.get(&name).copied();
            (field, tokens.unwrap_or(0))
        });
        let lengths = lengths.collect();
        let segments = documents.searcher().segment_readers().iter();
        Ok(IndexReader {
            folder: PathBuf::new(),
            order_columns: segments.map(|_| OnceLock::new()).collect(),
            documents,
            schema,
            lengths,
            words: Vec::new(),
            sums: BlockSums::default(),
            beginnings: OnceLock::new(),
            records: None,
            hash: generation.to_owned(),
            whole: Some(whole),
            _pin: None,
        })
    }

    /// The head and the digest files of the published generation, `None` where
    /// nothing was published. Reads none of the documents.
    ///
    /// # Errors
    ///
    /// See [`OpenError`]; a generation that does not fit is read all the same.
    pub fn manifest(index: &Path) -> Result<Option<(Manifest, Vec<FileRecord>)>, OpenError> {
        let Some(named) = generation::current(index).map_err(OpenError::Damaged)? else {
            return Ok(None);
        };
        let (manifest, _, _pin) = pinned(&named)?;
        let records = FileRecord::read_all(&named.folder).map_err(OpenError::Damaged)?;
        Ok(Some((manifest, records)))
    }

    /// How many documents it holds.
    pub fn document_count(&self) -> u64 {
        let whole = self.whole.as_ref();
        whole.map_or_else(|| self.searcher().num_docs(), |whole| whole.documents)
    }

    /// What all of the index says of terms; `None` where the reader holds all of it.
    pub(crate) fn whole(&self) -> Option<&dyn WholeIndex> {
        self.whole.as_ref().map(|whole| &*whole.terms)
    }

    /// How many tokens a field holds, over all documents.
    pub(crate) fn tokens_of(&self, field: Field) -> u64 {
        self.lengths.get(&field).copied().unwrap_or(0)
    }

    /// How many tokens each field holds, by the fields' names.
    pub(crate) fn lengths(&self) -> BTreeMap<String, u64> {
        let fields = self.schema.text_fields();
        fields
            .map(|(field, name)| (name, self.tokens_of(field)))
            .collect()
    }

    /// The analyzer that made its tokens.
    ///
    /// # Errors
    ///
    /// Where the terms that it was built with cannot be read, or are damaged.
    pub fn analyzer(&self) -> anyhow::Result<Analyzer> {
        analyzer_of_terms(&self.folder.join(TERMS_FILE))
    }

    /// The words of its documents. Their files are read through once, to verify them, and
    /// mapped: of what is not asked for nothing is held.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are damaged.
    pub fn vocabulary(&self) -> anyhow::Result<Vocabulary> {
        for entry in &self.words {
            self.check_whole(entry)?;
        }
        Vocabulary::open(self.searcher(), &self.folder)
    }

    /// The words that begin with the letters (keys) of `word`, the most frequent first. No more is
    /// read than what they lie in. `None` where [`vocabulary()`](Self::vocabulary) has to be asked:
    /// there are too many, or nothing to verify parts by.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are damaged.
    pub(crate) fn words_beginning_with(
        &self,
        word: &str,
    ) -> anyhow::Result<Option<Vec<VocabularyWord>>> {
        let beginnings = match self.beginnings.get() {
            Some(beginnings) => beginnings,
            None => {
                // Those of deleted documents change each night, and have no sums.
                let deleted = self.words.iter().filter(|entry| !has_sums(&entry.name));
                for entry in deleted {
                    self.check_whole(entry)?;
                }
                let opened = WordBeginnings::open(self.searcher(), &self.folder, &self.sums)?;
                self.beginnings.get_or_init(|| opened)
            }
        };
        match beginnings {
            Some(beginnings) => Ok(beginnings.beginning_with(word)?),
            None => Ok(None),
        }
    }

    /// Reads a file whole, and refuses it where it is not what was written.
    fn check_whole(&self, entry: &FileEntry) -> anyhow::Result<()> {
        match damage::damage_of(&self.folder, entry) {
            Some(damage) => bail!(IndexDamaged::new(damage)),
            None => Ok(()),
        }
    }

    /// The index itself, for the search.
    pub(crate) fn searcher(&self) -> &Searcher {
        self.documents.searcher()
    }

    /// The columns that order the hits of a segment.
    pub(crate) fn order_columns(&self, segment: usize) -> anyhow::Result<&OrderColumns> {
        let opened = &self.order_columns[segment];
        if let Some(columns) = opened.get() {
            return Ok(columns);
        }
        let reader = self.searcher().segment_reader(segment as u32);
        let columns = OrderColumns::open(reader)?;
        Ok(opened.get_or_init(|| columns))
    }

    /// The fields.
    pub(crate) fn schema(&self) -> &IndexSchema {
        &self.schema
    }

    /// Where the lists of terms are in a segment; `None` for one that it has not. Deleted
    /// documents are in them. Texts come best in order.
    pub(crate) fn find_terms<'t>(
        &self,
        segment: usize,
        field: Field,
        texts: impl IntoIterator<Item = &'t str>,
        found: impl FnMut(Option<TermInfo>),
    ) -> anyhow::Result<()> {
        self.documents.find_terms(segment, field, texts, found)
    }

    /// The beginnings of each of `texts` that are terms of a segment, the shortest first: the
    /// number of the text, how long the beginning is, in bytes, and what reads where its list is.
    /// Deleted documents are in it. Texts come best in order.
    pub(crate) fn find_beginnings<'t>(
        &self,
        segment: usize,
        field: Field,
        texts: impl IntoIterator<Item = &'t str>,
        found: impl FnMut(usize, usize, &dyn Fn() -> io::Result<TermInfo>) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        self.documents.find_beginnings(segment, field, texts, found)
    }

    /// Whether no document has anything in a field.
    pub(crate) fn is_empty(&self, field: Field) -> bool {
        self.lengths.get(&field) == Some(&0)
    }

    /// Verifies the dictionaries of a field, which then can be gone through.
    pub(in crate::index) fn verify_terms(&self, field: Field) -> anyhow::Result<()> {
        self.documents.verify_terms(field)
    }

    /// The document at an address of this generation.
    pub(crate) fn document_at(&self, address: DocAddress) -> anyhow::Result<Document> {
        self.documents.at(address)
    }

    /// What lists show of it.
    pub(crate) fn document_head_at(&self, address: DocAddress) -> anyhow::Result<DocumentHead> {
        self.documents.head_at(address)
    }

    /// The same, with the places of its tokens, of which no more is read than is asked for.
    pub(crate) fn placed_document_at(&self, address: DocAddress) -> anyhow::Result<PlacedDocument> {
        self.documents.placed_at(address)
    }

    /// The places of the documents of this id: one, or none.
    pub(crate) fn addresses_of(&self, id: &DocumentId) -> anyhow::Result<Vec<DocAddress>> {
        self.documents.addresses(self.schema.id, id.as_str())
    }

    /// The places of the documents that came from the digest file `file`.
    pub(crate) fn addresses_of_file(&self, file: &str) -> anyhow::Result<Vec<DocAddress>> {
        self.documents.addresses(self.schema.file, file)
    }

    /// The document of this id, or `None`.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn document(&self, id: &DocumentId) -> anyhow::Result<Option<Document>> {
        let addresses = self.addresses_of(id)?.into_iter();
        let mut documents = addresses.map(|address| self.document_at(address));
        documents.next().transpose()
    }

    /// Every document, in the order of the corpus, each read when it is asked for.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read; an item fails where its document cannot.
    pub fn documents(&self) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Document>> + '_> {
        let addresses = self.addresses()?.into_iter();
        Ok(addresses.map(|address| self.document_at(address)))
    }

    /// Whether it is still the generation that the folder `index` publishes. Reads no more than
    /// its name.
    pub fn is_current(&self, index: &Path) -> bool {
        let current = generation::current(index).ok().flatten();
        current.is_some_and(|current| {
            let hash = current.manifest_hash;
            current.folder == self.folder && hash.is_none_or(|hash| hash == self.hash)
        })
    }

    /// What tells the generation from every other: the hash of its manifest.
    pub fn generation_hash(&self) -> &str {
        &self.hash
    }

    /// What the generation holds of each digest file.
    ///
    /// # Errors
    ///
    /// Where that cannot be read, or is damaged.
    pub fn records(&self) -> anyhow::Result<Vec<FileRecord>> {
        if let Some(entry) = &self.records {
            self.check_whole(entry)?;
        }
        FileRecord::read_all(&self.folder)
    }

    /// What the generation was told of the digest file `file`; `None` where it holds
    /// nothing of it.
    ///
    /// # Errors
    ///
    /// Where its list of digest files cannot be read.
    pub fn record_of(&self, file: &str) -> anyhow::Result<Option<FileRecord>> {
        let records = FileRecord::read_all(&self.folder)?;
        Ok(records.into_iter().find(|record| record.file == file))
    }

    /// The lines, from 1, on which the documents of the digest file `file` start.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn starts_in(&self, file: &str) -> anyhow::Result<Vec<u32>> {
        let documents = self.documents_of(file)?.into_iter();
        Ok(documents
            .map(|(_, document)| document.source().line)
            .collect())
    }

    /// Every document that came from the digest file `file`, in order, with its address.
    pub(crate) fn documents_of(&self, file: &str) -> anyhow::Result<Vec<(DocAddress, Document)>> {
        self.documents.of_file(file)
    }
}

/// How many tokens a field holds in all documents, by the index's codes of lengths.
///
/// tantivy's own count still has those of deleted documents, and after a merge an
/// estimate; this one depends on nothing but the documents. A code stands for a length up
/// to 40, and above for a stretch of lengths, of which the middle is taken.
fn tokens_of(searcher: &Searcher, field: Field) -> anyhow::Result<u64> {
    let mut tokens = 0;
    for reader in searcher.segment_readers() {
        let lengths = reader
            .get_fieldnorms_reader(field)
            .context(messages::index::no_search())?;
        let lengths = reader
            .doc_ids_alive()
            .map(|doc| length_of(lengths.fieldnorm_id(doc)));
        tokens += lengths.sum::<u64>();
    }
    Ok(tokens)
}

/// The analyzer that a file of compiled terms makes.
pub(crate) fn analyzer_of_terms(path: &Path) -> anyhow::Result<Analyzer> {
    let used = regular_file::read_itself(path, LARGEST_TERMS_BYTES)
        .map_err(anyhow::Error::from)
        .and_then(|bytes| Ok(CompiledTerms::from_bytes(bytes)?))
        .and_then(|terms| Ok(Analyzer::with_compiled_terms(terms)?));
    used.with_context(|| IndexDamaged::new(messages::index::cannot_use(&path.display())))
}
