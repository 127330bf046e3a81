//! The generation that a job starts from: what was indexed before.
//!
//! Where the published one is damaged an older one serves, so that the articles of
//! files that cannot be parsed tonight are not lost with it.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::block_sums::BlockSums;
use super::generation;
use super::integrity::{all_look_unchanged, check_file};
use super::manifest::{
    FileEntry, FileRecord, Manifest, RECORDS_FILE, Unusable, is_readable_format, misfit_of_format,
};
use super::stored::StoredDocuments;
use crate::document::Document;

/// A generation that was finished before.
pub struct Base {
    folder: PathBuf,
    /// What it was made of; `None` where it is of an older layout.
    manifest: Option<Manifest>,
    misfit: Option<String>,
    newer: bool,
    published: bool,
    records: Vec<FileRecord>,
    documents: Option<StoredDocuments>,
}

impl Base {
    /// The published generation, else the newest that can be read; `None` where there is
    /// none. Those in `passed_over` are, and what is wrong with the others is told.
    ///
    /// # Errors
    ///
    /// Where the index folder cannot be read.
    pub fn find(
        index: &Path,
        passed_over: &[PathBuf],
        mut tell: impl FnMut(&anyhow::Error),
    ) -> anyhow::Result<Option<Self>> {
        let published = match generation::current(index) {
            Ok(current) => current.map(|current| current.folder),
            Err(error) => {
                tell(&error);
                None
            }
        };
        let mut folders: Vec<PathBuf> = generation::generations(index)?
            .into_iter()
            .rev()
            .map(|(_, folder)| folder)
            .collect();
        if let Some(published) = &published {
            folders.retain(|folder| folder != published);
            folders.insert(0, published.clone());
        }
        folders.retain(|folder| !passed_over.contains(folder));
        for folder in folders {
            let is_published = published.as_ref() == Some(&folder);
            match Base::read(&folder, is_published) {
                Ok(base) => return Ok(Some(base)),
                Err(error) => tell(&error),
            }
        }
        Ok(None)
    }

    fn read(folder: &Path, published: bool) -> anyhow::Result<Self> {
        let (manifest, misfit, newer) = match Manifest::read(folder) {
            Ok((manifest, _)) => {
                let (misfit, newer) = (manifest.misfit(), manifest.is_newer());
                (Some(manifest), misfit, newer)
            }
            Err(Unusable::OtherFormat(format)) => {
                let (difference, newer) = misfit_of_format(format);
                if !newer && !is_readable_format(format) {
                    return Err(anyhow::anyhow!("{}: {difference}", folder.display()));
                }
                (None, Some(difference), newer)
            }
            Err(Unusable::Damaged(error)) => return Err(error),
        };
        let records = if newer {
            Vec::new()
        } else {
            if let Some(manifest) = &manifest {
                check_file(folder, manifest, RECORDS_FILE)?;
            }
            FileRecord::read_all(folder)?
        };
        Ok(Base {
            folder: folder.to_owned(),
            manifest,
            misfit,
            newer,
            published,
            records,
            documents: None,
        })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its name, such as `gen-000007`.
    pub fn name(&self) -> String {
        generation::name_of(&self.folder)
    }

    /// Whether it is the one that searches read.
    pub fn is_published(&self) -> bool {
        self.published
    }

    /// Whether a newer program made it.
    pub fn is_newer(&self) -> bool {
        self.newer
    }

    /// What this program would do otherwise, in words; `None` where it fits.
    pub fn misfit(&self) -> Option<&str> {
        self.misfit.as_deref()
    }

    /// What it was made of; `None` where it is of an older layout.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Its digest files, by name.
    pub fn records(&self) -> &[FileRecord] {
        &self.records
    }

    /// Whether sizes and times of its files are those that were written down.
    pub fn looks_whole(&self) -> bool {
        let manifest = self.manifest.as_ref();
        manifest.is_some_and(|manifest| all_look_unchanged(&self.folder, manifest))
    }

    pub(super) fn entries(&self) -> &[FileEntry] {
        self.manifest
            .as_ref()
            .map_or(&[], |manifest| &manifest.files)
    }

    pub(super) fn documents(&mut self) -> anyhow::Result<&StoredDocuments> {
        let opened = match self.documents.take() {
            Some(opened) => opened,
            None => {
                let names = self.entries().iter().map(|entry| entry.name.as_str());
                let sums = BlockSums::read(&self.folder, names)?;
                StoredDocuments::open(&self.folder, sums).context("the index is damaged")?
            }
        };
        Ok(self.documents.insert(opened))
    }

    /// Every document that it holds of the digest file `file`, in order.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn documents_of(&mut self, file: &str) -> anyhow::Result<Vec<Document>> {
        let documents = self.documents()?.of_file(file)?.into_iter();
        Ok(documents.map(|(_, document)| document).collect())
    }
}
