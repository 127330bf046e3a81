//! Opens the published generation for reading.
//!
//! Defines what is refused: an index that is missing, of another corpus, of
//! another program's making, or damaged. Needs no write permission anywhere.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tantivy::collector::DocSetCollector;
use tantivy::directory::MmapDirectory;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::generation;
use super::manifest::{FileRecord, Manifest, TERMS_FILE};
use super::read_only::ReadOnlyDirectory;
use super::schema::IndexSchema;
use super::stored;
use super::vocabulary::Vocabulary;
use super::writer::place_in_file;
use crate::analysis::{Analyzer, CompiledTerms};
use crate::document::{Document, DocumentId};

/// Why an index cannot be searched.
#[derive(Debug)]
pub enum OpenError {
    /// Nothing was ever published in the folder.
    Missing,
    /// It was built of the corpus folder that is named.
    OtherCorpus(String),
    /// It would be misread; the text says what differs and whether it is newer.
    Misfit {
        /// What differs, in words.
        difference: String,
        /// Whether a newer program made it.
        newer: bool,
    },
    /// It cannot be read.
    Damaged(anyhow::Error),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Missing => f.write_str("there is no index yet; run `digest index`"),
            OpenError::OtherCorpus(corpus) => {
                write!(f, "the index was built of {corpus}; run `digest index`")
            }
            OpenError::Misfit {
                difference,
                newer: false,
            } => write!(
                f,
                "the index does not fit this program: {difference}; run `digest index`"
            ),
            OpenError::Misfit {
                difference,
                newer: true,
            } => write!(
                f,
                "the index was made by a newer digest: {difference}; \
                 use that program, or another folder with --index"
            ),
            OpenError::Damaged(error) => write!(
                f,
                "the index is damaged: {error:#}; run `digest index --rebuild`"
            ),
        }
    }
}

impl std::error::Error for OpenError {}

/// One generation, pinned until it is dropped.
pub struct IndexReader {
    folder: PathBuf,
    searcher: Searcher,
    schema: IndexSchema,
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
        let mut folder = current(index)?;
        loop {
            let opened = IndexReader::open_checked(&folder, corpus);
            // Two jobs may publish between reading the name and opening the folder,
            // and then it is gone: the newer name is tried.
            let newer = match &opened {
                Err(OpenError::Damaged(_)) => current(index)?,
                _ => return opened,
            };
            if newer == folder {
                return opened;
            }
            folder = newer;
        }
    }

    /// Opens the published generation for its documents alone, of whatever corpus and
    /// however their text was analysed.
    ///
    /// # Errors
    ///
    /// See [`OpenError`].
    pub fn open_documents(index: &Path) -> Result<Self, OpenError> {
        let folder = current(index)?;
        let manifest = Manifest::read(&folder).map_err(OpenError::Damaged)?;
        match manifest.misfit() {
            Some(difference) if !manifest.has_readable_documents() => Err(OpenError::Misfit {
                difference,
                newer: manifest.is_newer(),
            }),
            _ => IndexReader::open_generation(&folder).map_err(OpenError::Damaged),
        }
    }

    fn open_checked(folder: &Path, corpus: Option<&Path>) -> Result<Self, OpenError> {
        let manifest = Manifest::read(folder).map_err(OpenError::Damaged)?;
        if let Some(difference) = manifest.misfit() {
            return Err(OpenError::Misfit {
                difference,
                newer: manifest.is_newer(),
            });
        }
        if corpus.is_some_and(|corpus| corpus.to_string_lossy() != manifest.corpus) {
            return Err(OpenError::OtherCorpus(manifest.corpus));
        }
        IndexReader::open_generation(folder).map_err(OpenError::Damaged)
    }

    /// The head and the digest files of the published generation, `None` where
    /// nothing was published. Reads none of the documents.
    ///
    /// # Errors
    ///
    /// Where the manifest cannot be read.
    pub fn manifest(index: &Path) -> anyhow::Result<Option<(Manifest, Vec<FileRecord>)>> {
        let Some(folder) = generation::current(index)? else {
            return Ok(None);
        };
        let manifest = Manifest::read(&folder)?;
        let files = FileRecord::read_all(&folder)?;
        Ok(Some((manifest, files)))
    }

    pub(crate) fn open_generation(folder: &Path) -> anyhow::Result<Self> {
        let directory = MmapDirectory::open(folder)
            .with_context(|| format!("cannot open {}", folder.display()))?;
        let schema = IndexSchema::new();
        let index = Index::open(ReadOnlyDirectory::new(directory))
            .with_context(|| format!("cannot open {}", folder.display()))?;
        if index.schema() != schema.schema {
            anyhow::bail!("{} holds other fields than it says", folder.display());
        }
        // A generation never changes: nothing is watched. Queries are made of terms, so
        // no tokenizer is needed.
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .with_context(|| format!("cannot open {}", folder.display()))?;
        Ok(IndexReader {
            folder: folder.to_owned(),
            searcher: reader.searcher(),
            schema,
        })
    }

    /// How many documents it holds.
    pub fn document_count(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The analyzer that made its tokens.
    ///
    /// # Errors
    ///
    /// Where the terms that it was built with cannot be read, or are damaged.
    pub fn analyzer(&self) -> anyhow::Result<Analyzer> {
        let path = self.folder.join(TERMS_FILE);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let loaded = CompiledTerms::from_bytes(bytes)
            .and_then(|terms| Analyzer::with_compiled_terms(&terms));
        loaded.with_context(|| {
            let path = path.display();
            format!("{path} cannot be used; run `digest index --rebuild`")
        })
    }

    /// The words of its documents. Reads them from the disk: nothing of them is held
    /// before they are asked for.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are damaged.
    pub fn vocabulary(&self) -> anyhow::Result<Vocabulary> {
        Vocabulary::open(&self.folder)
    }

    /// The index itself, for the search.
    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The fields.
    pub(crate) fn schema(&self) -> &IndexSchema {
        &self.schema
    }

    /// The document at an address of this generation.
    pub(crate) fn document_at(&self, address: DocAddress) -> anyhow::Result<Document> {
        let fields: TantivyDocument = self
            .searcher
            .doc(address)
            .context("a stored document cannot be read")?;
        let bytes = fields
            .get_first(self.schema.document)
            .and_then(|value| value.as_bytes())
            .context("a document was stored without its text")?;
        stored::decode(bytes)
    }

    /// The document of this id, or `None`.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn document(&self, id: &DocumentId) -> anyhow::Result<Option<Document>> {
        let found = self
            .searcher
            .search(&exactly(self.schema.id, id.as_str()), &DocSetCollector)
            .context("the index cannot be searched")?;
        found
            .into_iter()
            .next()
            .map(|address| self.document_at(address))
            .transpose()
    }

    /// Every document that came from the digest file `file`, in order.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn documents_of(&self, file: &str) -> anyhow::Result<Vec<Document>> {
        let addresses = self
            .searcher
            .search(&exactly(self.schema.file, file), &DocSetCollector)
            .context("the index cannot be searched")?;
        let mut documents = Vec::new();
        for address in addresses {
            documents.push(self.document_at(address)?);
        }
        documents.sort_by_key(place_in_file);
        Ok(documents)
    }
}

fn current(index: &Path) -> Result<PathBuf, OpenError> {
    generation::current(index)
        .map_err(OpenError::Damaged)?
        .ok_or(OpenError::Missing)
}

/// The documents whose field is exactly this text.
fn exactly(field: Field, text: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic)
}
