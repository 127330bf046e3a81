//! The generation that a job starts from: what was indexed before.
//!
//! That is the newest one whose digest files are known. Its files are read whole in every
//! mode; where one is damaged nothing of it is shared, and all is built anew. The articles of
//! files that cannot be parsed tonight come, file by file, from the newest generation that
//! has them whole.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::generation;
use super::head::{GoOn, Head, flaw_of, recovered, without_panic};
use super::lock::IndexLock;
use crate::document::Document;
use crate::index::integrity::block_sums::BlockSums;
use crate::index::integrity::damage::all_look_unchanged;
use crate::index::integrity::manifest::{FileEntry, Manifest, Misfit};
use crate::index::integrity::records::FileRecord;
use crate::index::reasons::in_short;
use crate::index::segments::content::FileContent;
use crate::index::segments::stored::StoredDocuments;
use crate::language::{Message, messages};

/// A generation that was finished before, and the others beside it.
pub struct Base {
    /// The published one, then the newest.
    sources: Vec<Source>,
    /// Which of them is the base.
    at: usize,
    misfit: Option<Misfit>,
    published: bool,
    flaw: Option<Message>,
}

/// A generation from which documents may be taken.
struct Source {
    folder: PathBuf,
    /// What it was made of; `None` where it is of an older layout, or damaged.
    manifest: Option<Manifest>,
    /// Its digest files; `None` where they were not read yet, or cannot be.
    records: Option<Vec<FileRecord>>,
    documents: Option<StoredDocuments>,
}

/// The documents that are kept of a digest file.
#[derive(Debug)]
pub struct Kept {
    /// Their issue.
    pub issue: String,
    /// They themselves, in order.
    pub documents: Vec<Document>,
}

impl Base {
    /// The published generation, else the newest whose digest files are known; `None` where
    /// there is none. What is wrong with those that are passed over is told. Nothing is
    /// shared with those in `distrusted`, for the reason beside them.
    ///
    /// Reads every file of it.
    ///
    /// # Errors
    ///
    /// Where the index folder cannot be read, or `go_on` says so.
    pub fn find(
        lock: &IndexLock,
        distrusted: &[(PathBuf, Message)],
        go_on: GoOn<'_>,
        mut tell: impl FnMut(&Message),
    ) -> anyhow::Result<Option<Self>> {
        let current = match generation::current(lock.index()) {
            Ok(current) => current,
            Err(error) => {
                tell(&in_short(&error));
                None
            }
        };
        let mut folders: Vec<PathBuf> = generation::own(lock)?
            .into_iter()
            .rev()
            .map(|(_, folder)| folder)
            .collect();
        if let Some(current) = &current {
            folders.retain(|folder| *folder != current.folder);
            folders.insert(0, current.folder.clone());
        }
        let mut base = None;
        for (at, folder) in folders.iter().enumerate() {
            match Head::read(folder) {
                Ok(head) => {
                    base = Some((at, head));
                    break;
                }
                Err(error) => tell(&in_short(&error)),
            }
        }
        // What no manifest vouches for is better than nothing: each file's articles must have
        // the hash that its record tells.
        if base.is_none() {
            let mut heads = folders.iter().map(|folder| Head::read_unsealed(folder));
            base = heads.position(|head| head.is_ok()).and_then(|at| {
                let head = Head::read_unsealed(&folders[at]).ok()?;
                Some((at, head))
            });
        }
        let Some((at, head)) = base else {
            return Ok(None);
        };
        let folder = &folders[at];
        let hash_named = current
            .filter(|current| current.folder == *folder)
            .map(|current| current.manifest_hash);
        let distrust = distrusted.iter().find(|(other, _)| other == folder);
        let is_newer = head.is_newer();
        let flaw = match (head.flaw, distrust) {
            (Some(flaw), _) => Some(flaw),
            (None, Some((_, reason))) => Some(reason.clone()),
            (None, None) if is_newer => None,
            (None, None) => flaw_of(folder, head.manifest.as_ref(), go_on)?,
        };
        let mut sources: Vec<Source> = folders.iter().map(|folder| Source::new(folder)).collect();
        sources[at].manifest = head.manifest;
        sources[at].records = Some(head.records);
        Ok(Some(Base {
            sources,
            at,
            misfit: head.misfit,
            published: hash_named.is_some_and(|named| named == head.hash),
            flaw,
        }))
    }

    fn source(&self) -> &Source {
        &self.sources[self.at]
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.source().folder
    }

    /// Its name, such as `gen-000007`.
    pub fn name(&self) -> String {
        generation::name_of(self.folder())
    }

    /// Whether it is the one that searches read, by a `CURRENT` that is right.
    pub fn is_published(&self) -> bool {
        self.published
    }

    /// Why this program would read it wrongly; `None` where it fits.
    pub fn misfit(&self) -> Option<&Misfit> {
        self.misfit.as_ref()
    }

    /// What is damaged of it, in words, so that none of its files is shared.
    pub fn flaw(&self) -> Option<&Message> {
        self.flaw.as_ref()
    }

    /// What it was made of; `None` where it is of an older layout.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.source().manifest.as_ref()
    }

    /// Its digest files, by name.
    pub fn records(&self) -> &[FileRecord] {
        self.source().records.as_deref().unwrap_or_default()
    }

    /// Whether sizes and times of its files are those that were written down, so that
    /// searches need not read them whole.
    pub fn looks_whole(&self) -> bool {
        self.manifest()
            .is_some_and(|manifest| all_look_unchanged(self.folder(), manifest))
    }

    /// The generation to go back to from the next one: this one where it is whole, else the
    /// newest of the others that is.
    ///
    /// # Errors
    ///
    /// That of `go_on`.
    pub fn to_go_back_to(&self, go_on: GoOn<'_>) -> anyhow::Result<PathBuf> {
        if self.flaw.is_some() {
            for source in &self.sources {
                if let Ok((manifest, _)) = Manifest::read(&source.folder)
                    && flaw_of(&source.folder, Some(&manifest), go_on)?.is_none()
                {
                    return Ok(source.folder.clone());
                }
            }
        }
        Ok(self.folder().to_owned())
    }

    pub(in crate::index) fn entries(&self) -> &[FileEntry] {
        self.manifest()
            .map_or(&[], |manifest| manifest.files.as_slice())
    }

    pub(in crate::index) fn documents(&mut self) -> anyhow::Result<&StoredDocuments> {
        let at = self.at;
        self.sources[at].documents()
    }

    /// The documents of the digest file `file`, of the newest generation that has all of
    /// them; `None` where none has.
    ///
    /// A file that the base does not know was removed before, and stays so, but where it came
    /// with a newer generation.
    pub fn kept(&mut self, file: &str) -> Option<Kept> {
        let is_known = self.source().record(file).is_some();
        let sources = if is_known {
            &mut self.sources[..]
        } else {
            &mut self.sources[..self.at]
        };
        // What is wrong with one is of no matter where another has them.
        sources
            .iter_mut()
            .find_map(|source| source.kept(file).ok().flatten())
    }
}

impl Source {
    fn new(folder: &Path) -> Self {
        Source {
            folder: folder.to_owned(),
            manifest: None,
            records: None,
            documents: None,
        }
    }

    fn record(&self, file: &str) -> Option<&FileRecord> {
        let mut records = self.records.iter().flatten();
        records.find(|record| record.file == file)
    }

    fn documents(&mut self) -> anyhow::Result<&StoredDocuments> {
        let opened = match self.documents.take() {
            Some(opened) => opened,
            None => {
                if self.manifest.is_none() {
                    self.manifest = Manifest::read(&self.folder).ok().map(|read| read.0);
                }
                let entries = self.manifest.iter().flat_map(|manifest| &manifest.files);
                let names = entries.map(|entry| entry.name.as_str());
                let sums = BlockSums::read(&self.folder, names)?;
                StoredDocuments::open(&self.folder, sums)
                    .context(messages::index::index_is_damaged())?
            }
        };
        Ok(self.documents.insert(opened))
    }

    /// The documents of a digest file, where all of them are as they were written.
    fn kept(&mut self, file: &str) -> anyhow::Result<Option<Kept>> {
        if self.records.is_none() {
            self.records = Some(FileRecord::read_all(&self.folder).or_else(|_| {
                let manifest = Manifest::read(&self.folder).ok().map(|read| read.0);
                recovered(&self.folder, manifest.as_ref())
            })?);
        }
        let Some(record) = self.record(file).cloned() else {
            return Ok(None);
        };
        let Some(issue) = record.issue else {
            return Ok(None);
        };
        let documents = without_panic(|| {
            let found = self.documents()?.of_file(file)?;
            Ok(found.into_iter().map(|(_, document)| document).collect())
        });
        let documents: Vec<Document> = documents?;
        let content = FileContent::count(documents.iter().cloned())?;
        let counts = (content.articles, content.events, content.citations);
        let is_whole = if record.documents.is_empty() {
            // Older layouts have no hash of them.
            counts == (record.articles, record.events, record.citations)
        } else {
            content.hash == record.documents
        };
        ensure!(is_whole, messages::index::articles_not_those(&file));
        Ok(Some(Kept { issue, documents }))
    }
}
