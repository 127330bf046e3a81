//! A document as the bytes kept in the index, and reading them back.
//!
//! Defines the form in which documents are stored. It is the index's own: users'
//! JSON is made in `output`. A change of it is a change of the format's version. The
//! documents are read whatever the other fields are, so that an upgrade loses none.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::OpenDirectoryError;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocSet, Index, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, TantivyError,
};

use super::dictionaries::{self, Dictionaries};
use super::document_places::DocumentPlaces;
use super::read_only::ReadOnlyDirectory;
use super::schema::{DOCUMENT, FILE, PLACES};
use super::stored_bytes::Stores;
use crate::document::{
    Article, Block, BlockKind, Citation, Date, Document, DocumentId, Event, Pages, PartialDate,
    SourcePlace,
};
use crate::index::integrity::block_sums::BlockSums;
use crate::index::reasons;

#[derive(Serialize, Deserialize)]
enum StoredDocument {
    Article(StoredArticle),
    Event(StoredEvent),
}

#[derive(Serialize, Deserialize)]
struct StoredArticle {
    id: String,
    issue: String,
    ordinal: u32,
    title: String,
    /// Its own; layouts before had that of the newest source here too.
    date: Option<StoredDate>,
    summary: Vec<StoredBlock>,
    body: Vec<StoredBlock>,
    citations: Vec<StoredCitation>,
    file: String,
    line: u32,
    /// Files without pages have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pages: Option<StoredPages>,
}

#[derive(Serialize, Deserialize)]
struct StoredEvent {
    id: String,
    issue: String,
    ordinal: u32,
    name: String,
    first_day: Option<StoredDate>,
    last_day: Option<StoredDate>,
    #[serde(default)]
    around: Option<StoredDate>,
    period: String,
    place: String,
    homepage: Option<String>,
    description: Vec<StoredBlock>,
    file: String,
    line: u32,
    /// Files without pages have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pages: Option<StoredPages>,
}

/// The first page, and the lines on which later ones start.
#[derive(Serialize, Deserialize)]
struct StoredPages(u32, Vec<u32>);

/// Kind, line, text.
#[derive(Serialize, Deserialize)]
struct StoredBlock(u8, u32, String);

/// Year, month, day; 0 for what is not known.
#[derive(Serialize, Deserialize)]
struct StoredDate(u16, u8, u8);

#[derive(Serialize, Deserialize)]
struct StoredCitation {
    publisher: String,
    title: String,
    date: Option<StoredDate>,
    url: Option<String>,
    printed: String,
    line: u32,
}

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
        let cannot = || format!("cannot open {}", generation.display());
        let directory = open_mapped(generation).with_context(cannot)?;
        let directory = ReadOnlyDirectory::new(directory, generation, sums);
        let index = Index::open(directory.clone())
            .map_err(in_short)
            .with_context(cannot)?;
        let schema = index.schema();
        // A generation never changes: nothing is watched.
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .with_context(cannot)?;
        let searcher = reader.searcher();
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
        all.context("the index cannot be searched")
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
        all.context("the index cannot be searched")
    }

    /// Verifies the dictionaries of a field, which then can be gone through.
    pub(crate) fn verify_terms(&self, field: Field) -> anyhow::Result<()> {
        for dictionaries in self.dictionaries.iter().flatten() {
            let verified = dictionaries.verify(field);
            verified.context("the index cannot be searched")?;
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
                .context("the index cannot be searched")?;
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
            return decode(&document.context("a document was stored without its text")?);
        }
        let fields = self.searcher.doc::<TantivyDocument>(address);
        let fields = fields.context("a stored document cannot be read")?;
        let bytes = fields
            .get_first(self.document)
            .and_then(|value| value.as_bytes())
            .context("a document was stored without its text")?;
        decode(bytes)
    }

    /// The same, with the places of its tokens. Only for the schema of this program.
    pub(crate) fn placed_at(
        &self,
        address: DocAddress,
    ) -> anyhow::Result<(Document, DocumentPlaces)> {
        let fields = self.stores()?.fields_at(address)?;
        let places = self.places.and_then(|places| fields.bytes(places));
        let places = places.context("a document was stored without the places of its words")?;
        let document = fields.bytes(self.document);
        let document = document.context("a document was stored without its text")?;
        Ok((decode(&document)?, DocumentPlaces::from_stored(places)))
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

/// The bytes that stand for `document` in the index.
pub(crate) fn encode(document: &Document) -> anyhow::Result<Vec<u8>> {
    let stored = match document {
        Document::Article(article) => StoredDocument::Article(StoredArticle {
            id: article.id.to_string(),
            issue: article.issue.clone(),
            ordinal: article.ordinal,
            title: article.title.clone(),
            date: article.date.map(store_date),
            summary: article.summary.iter().map(store_block).collect(),
            body: article.body.iter().map(store_block).collect(),
            citations: article.citations.iter().map(store_citation).collect(),
            file: article.source.file.clone(),
            line: article.source.line,
            pages: article.source.pages.as_ref().map(store_pages),
        }),
        Document::Event(event) => StoredDocument::Event(StoredEvent {
            id: event.id.to_string(),
            issue: event.issue.clone(),
            ordinal: event.ordinal,
            name: event.name.clone(),
            first_day: event.first_day.map(store_date),
            last_day: event.last_day.map(store_date),
            around: event.around.map(store_date),
            period: event.period.clone(),
            place: event.place.clone(),
            homepage: event.homepage.clone(),
            description: event.description.iter().map(store_block).collect(),
            file: event.source.file.clone(),
            line: event.source.line,
            pages: event.source.pages.as_ref().map(store_pages),
        }),
    };
    serde_json::to_vec(&stored).context("cannot store a document")
}

/// The document that `bytes` stand for.
///
/// # Errors
///
/// Where the bytes are not what [`encode`] made: the index is damaged.
pub(crate) fn decode(bytes: &[u8]) -> anyhow::Result<Document> {
    let stored: StoredDocument =
        serde_json::from_slice(bytes).context("a stored document is damaged")?;
    Ok(match stored {
        StoredDocument::Article(article) => Document::Article(Article {
            id: DocumentId::from_text(&article.id),
            issue: article.issue,
            ordinal: article.ordinal,
            title: article.title,
            date: article.date.and_then(load_date),
            summary: load_blocks(article.summary)?,
            body: load_blocks(article.body)?,
            citations: article.citations.into_iter().map(load_citation).collect(),
            source: SourcePlace {
                file: article.file,
                line: article.line,
                pages: article.pages.map(load_pages),
            },
        }),
        StoredDocument::Event(event) => Document::Event(Event {
            id: DocumentId::from_text(&event.id),
            issue: event.issue,
            ordinal: event.ordinal,
            name: event.name,
            first_day: event.first_day.and_then(load_day),
            last_day: event.last_day.and_then(load_day),
            around: event.around.and_then(load_date),
            period: event.period,
            place: event.place,
            homepage: event.homepage,
            description: load_blocks(event.description)?,
            source: SourcePlace {
                file: event.file,
                line: event.line,
                pages: event.pages.map(load_pages),
            },
        }),
    })
}

fn store_pages(pages: &Pages) -> StoredPages {
    StoredPages(pages.first, pages.later_starts.clone())
}

fn load_pages(pages: StoredPages) -> Pages {
    Pages {
        first: pages.0,
        later_starts: pages.1,
    }
}

fn store_date(date: impl Into<PartialDate>) -> StoredDate {
    let (year, month, day) = date.into().numbers();
    StoredDate(year, month, day)
}

fn load_date(date: StoredDate) -> Option<PartialDate> {
    PartialDate::from_numbers(date.0, date.1, date.2)
}

fn load_day(date: StoredDate) -> Option<Date> {
    load_date(date)?.day()
}

fn store_block(block: &Block) -> StoredBlock {
    let kind = BlockKind::ALL.iter().position(|kind| *kind == block.kind);
    StoredBlock(
        kind.unwrap_or_default() as u8,
        block.line,
        block.text.clone(),
    )
}

fn load_blocks(blocks: Vec<StoredBlock>) -> anyhow::Result<Vec<Block>> {
    blocks
        .into_iter()
        .map(|StoredBlock(kind, line, text)| {
            let kind = *BlockKind::ALL
                .get(usize::from(kind))
                .context("a stored document holds a block of an unknown kind")?;
            Ok(Block { kind, text, line })
        })
        .collect()
}

fn store_citation(citation: &Citation) -> StoredCitation {
    StoredCitation {
        publisher: citation.publisher.clone(),
        title: citation.title.clone(),
        date: citation.date.map(store_date),
        url: citation.url.clone(),
        printed: citation.printed.clone(),
        line: citation.line,
    }
}

fn load_citation(citation: StoredCitation) -> Citation {
    Citation {
        publisher: citation.publisher,
        title: citation.title,
        date: citation.date.and_then(load_date),
        url: citation.url,
        printed: citation.printed,
        line: citation.line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, text: &str) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            line: 7,
        }
    }

    fn place() -> SourcePlace {
        SourcePlace {
            file: "2024-05.txt".to_owned(),
            line: 3,
            pages: Some(Pages {
                first: 2,
                later_starts: vec![7, 9],
            }),
        }
    }

    #[test]
    fn documents_come_back_whole() {
        let article = Document::Article(Article {
            id: DocumentId::article("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            title: "제목".to_owned(),
            date: PartialDate::from_iso("2024-04"),
            summary: vec![block(BlockKind::Bullet, "요약")],
            body: BlockKind::ALL
                .iter()
                .map(|kind| block(*kind, "본문"))
                .collect(),
            citations: vec![Citation {
                publisher: "기관".to_owned(),
                title: "문서".to_owned(),
                date: None,
                url: Some("https://example.com/".to_owned()),
                printed: "기관, 문서".to_owned(),
                line: 9,
            }],
            source: place(),
        });
        let event = Document::Event(Event {
            id: DocumentId::event("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            name: "행사".to_owned(),
            first_day: Date::new(2024, 7, 21),
            last_day: Date::new(2024, 7, 27),
            around: None,
            period: "2024.7.21~27".to_owned(),
            place: "비엔나".to_owned(),
            homepage: None,
            description: vec![block(BlockKind::Paragraph, "설명")],
            source: place(),
        });
        for document in [article, event] {
            assert_eq!(decode(&encode(&document).unwrap()).unwrap(), document);
        }
    }

    #[test]
    fn damaged_bytes_are_told() {
        assert!(decode(b"").is_err());
        assert!(decode(br#"{"Article":{}}"#).is_err());
    }
}
