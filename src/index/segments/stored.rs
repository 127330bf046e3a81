//! The documents of a generation, and reading them back.
//!
//! They are read whatever the other fields are, so that an upgrade loses none. The forms in which
//! they are stored are `packed`'s and, of older layouts, `stored_json`'s.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Context;
use tantivy::directory::error::OpenDirectoryError;
use tantivy::directory::{MmapDirectory, OwnedBytes};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocSet, Index, IndexReader as IndexedReader, ReloadPolicy, Searcher, TERMINATED,
    TantivyDocument, TantivyError,
};

use super::dictionaries::{self, Dictionaries};
use super::packed::PackedDocument;
use super::placed_document::PlacedDocument;
use super::read_only::ReadOnlyDirectory;
use super::schema::{DOCUMENT, FILE, PLACES};
use super::stored_bytes::Stores;
use super::{packed, stored_json};
use crate::document::{Document, DocumentHead};
use crate::index::integrity::block_sums::BlockSums;
use crate::index::reasons;
use crate::language::{Message, messages};

/// The documents of a generation, of whatever schema.
pub(crate) struct StoredDocuments {
    searcher: Searcher,
    /// For each segment; `None` where nothing of it is verified.
    dictionaries: Vec<Option<Dictionaries>>,
    file: Field,
    document: Field,
    /// Those of older schemas have none, and may be laid out otherwise.
    places: Option<Field>,
    stores: OnceLock<Stores>,
}

impl StoredDocuments {
    /// Opens the documents in a generation's folder, or one that is being built. What is
    /// read of them is verified by `sums`.
    pub(crate) fn open(generation: &Path, sums: BlockSums) -> anyhow::Result<Self> {
        let cannot = || messages::index::cannot_open(&generation.display());
        let directory = open_mapped(generation).with_context(cannot)?;
        let directory = ReadOnlyDirectory::new(directory, generation, sums);
        let index = Index::open(directory.clone())
            .map_err(in_short)
            .with_context(cannot)?;
        let schema = index.schema();
        let searcher = searcher_of(&index).with_context(cannot)?;
        let mut dictionaries = Vec::new();
        for segment in searcher.segment_readers() {
            let opened = Dictionaries::open(&directory, segment, &schema);
            dictionaries.push(opened.with_context(cannot)?);
        }
        Ok(StoredDocuments {
            searcher,
            dictionaries,
            file: schema.get_field(FILE).with_context(cannot)?,
            document: schema.get_field(DOCUMENT).with_context(cannot)?,
            places: schema.get_field(PLACES).ok(),
            stores: OnceLock::new(),
        })
    }

    /// Opens those of an index in memory, of which nothing is verified.
    pub(crate) fn in_memory(index: &Index) -> anyhow::Result<Self> {
        let cannot = || messages::index::cannot_gather();
        let searcher = searcher_of(index).with_context(cannot)?;
        let schema = index.schema();
        Ok(StoredDocuments {
            dictionaries: searcher.segment_readers().iter().map(|_| None).collect(),
            searcher,
            file: schema.get_field(FILE).with_context(cannot)?,
            document: schema.get_field(DOCUMENT).with_context(cannot)?,
            places: schema.get_field(PLACES).ok(),
            stores: OnceLock::new(),
        })
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Where the list of a term is in a segment; `None` where it has none.
    pub(crate) fn find_term(
        &self,
        segment: usize,
        field: Field,
        text: &str,
    ) -> anyhow::Result<Option<TermInfo>> {
        let mut value = None;
        self.find_terms(segment, field, [text], |found| value = found)?;
        Ok(value)
    }

    /// The same for several, which come best in order.
    pub(crate) fn find_terms<'t>(
        &self,
        segment: usize,
        field: Field,
        texts: impl IntoIterator<Item = &'t str>,
        found: impl FnMut(Option<TermInfo>),
    ) -> anyhow::Result<()> {
        let reader = self.searcher.segment_reader(segment as u32);
        let dictionaries = self.dictionaries[segment].as_ref();
        let all = dictionaries::find(dictionaries, reader, field, texts, found);
        all.context(messages::index::no_search())
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
        let reader = self.searcher.segment_reader(segment as u32);
        let dictionaries = self.dictionaries[segment].as_ref();
        let all = dictionaries::find_beginnings(dictionaries, reader, field, texts, found);
        all.context(messages::index::no_search())
    }

    /// Verifies the dictionaries of a field, which then can be gone through.
    pub(crate) fn verify_terms(&self, field: Field) -> anyhow::Result<()> {
        for dictionaries in self.dictionaries.iter().flatten() {
            let verified = dictionaries.verify(field);
            verified.context(messages::index::no_search())?;
        }
        Ok(())
    }

    /// The documents whose field is exactly this text, in the order of the index. Reads the
    /// list itself: a query of tantivy's would weigh the term first.
    pub(crate) fn addresses(&self, field: Field, text: &str) -> anyhow::Result<Vec<DocAddress>> {
        let mut addresses = Vec::new();
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let Some(info) = self.find_term(segment, field, text)? else {
                continue;
            };
            let record = IndexRecordOption::Basic;
            let mut postings = reader
                .inverted_index(field)
                .and_then(|inverted| Ok(inverted.read_postings_from_terminfo(&info, record)?))
                .context(messages::index::no_search())?;
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    addresses.push(DocAddress::new(segment as u32, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(addresses)
    }

    /// The document at an address of this generation.
    pub(crate) fn at(&self, address: DocAddress) -> anyhow::Result<Document> {
        if self.places.is_some() {
            let document = self.stores()?.fields_at(address)?.bytes(self.document);
            return decode(&document.with_context(without_text)?);
        }
        let fields = self.searcher.doc::<TantivyDocument>(address);
        let fields = fields.context(messages::index::document_unreadable())?;
        let bytes = fields
            .get_first(self.document)
            .and_then(|value| value.as_bytes())
            .with_context(without_text)?;
        decode(&OwnedBytes::new(bytes.to_vec()))
    }

    /// All of the document at an address but its blocks. Only for the schema of this program.
    pub(crate) fn head_at(&self, address: DocAddress) -> anyhow::Result<DocumentHead> {
        let document = self.stores()?.fields_at(address)?.bytes(self.document);
        let document = document.with_context(without_text)?;
        Ok(DocumentHead::of(PackedDocument::read(&document)?.head))
    }

    /// The document with the places of its tokens. Only for the schema of this program.
    pub(crate) fn placed_at(&self, address: DocAddress) -> anyhow::Result<PlacedDocument> {
        let fields = self.stores()?.fields_at(address)?;
        let places = self.places.and_then(|places| fields.bytes(places));
        let places = places.context(messages::index::stored_without_places())?;
        let document = fields.bytes(self.document).with_context(without_text)?;
        let packed = PackedDocument::read(&document)?;
        Ok(PlacedDocument::new(packed, places))
    }

    /// The segments' stores, opened when the first document is asked for.
    fn stores(&self) -> anyhow::Result<&Stores> {
        if let Some(stores) = self.stores.get() {
            return Ok(stores);
        }
        let opened = Stores::open(&self.searcher)?;
        Ok(self.stores.get_or_init(|| opened))
    }

    /// The digest files that it has, or had, documents of.
    pub(crate) fn files(&self) -> anyhow::Result<BTreeSet<String>> {
        self.verify_terms(self.file)?;
        let mut files = BTreeSet::new();
        for reader in self.searcher.segment_readers() {
            let inverted = reader.inverted_index(self.file)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                files.insert(String::from_utf8(terms.key().to_vec())?);
            }
        }
        Ok(files)
    }

    /// Every document that came from the digest file `file`, in order, with its address.
    pub(crate) fn of_file(&self, file: &str) -> anyhow::Result<Vec<(DocAddress, Document)>> {
        let mut documents = Vec::new();
        for address in self.addresses(self.file, file)? {
            documents.push((address, self.at(address)?));
        }
        documents.sort_by_key(|(_, document)| document.place_in_file());
        Ok(documents)
    }
}

/// What searches an index that never changes: nothing is watched.
fn searcher_of(index: &Index) -> tantivy::Result<Searcher> {
    let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let reader: IndexedReader = builder.try_into()?;
    Ok(reader.searcher())
}

fn without_text() -> Message {
    messages::index::stored_without_text()
}

/// The document that stored bytes are, of this layout or an older one.
fn decode(bytes: &OwnedBytes) -> anyhow::Result<Document> {
    if packed::is_packed(bytes) {
        PackedDocument::read(bytes)?.into_whole()
    } else {
        stored_json::decode(bytes)
    }
}

/// What tantivy cannot open, in short: it quotes the whole of a file that it cannot read.
fn in_short(error: TantivyError) -> anyhow::Error {
    anyhow::Error::msg(reasons::in_short(&error.into()))
}

/// The files of a folder, mapped to be read here and there: a search touches a few pages of
/// large files, and a system that reads ahead of each would read megabytes for them.
fn open_mapped(folder: &Path) -> Result<MmapDirectory, OpenDirectoryError> {
    #[cfg(unix)]
    return MmapDirectory::open_with_madvice(folder, memmap2::Advice::Random);
    #[cfg(not(unix))]
    MmapDirectory::open(folder)
}
