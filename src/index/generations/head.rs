//! What is known of a generation before its documents are read: its manifest, its digest files,
//! and what is wrong with either.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::{Context, bail};

use crate::document::Document;
use crate::index::integrity::block_sums::BlockSums;
use crate::index::integrity::damage::{check_file, check_small_files, first_changed};
use crate::index::integrity::manifest::{Manifest, Misfit, Unusable, is_readable_format};
use crate::index::integrity::records::{FileRecord, RECORDS_FILE};
use crate::index::reasons::in_short;
use crate::index::segments::content::FileContent;
use crate::index::segments::reader::IndexReader;
use crate::index::segments::stored::StoredDocuments;
use crate::language::{Message, messages};

/// Asked now and then; its error ends the work.
pub(super) type GoOn<'a> = &'a dyn Fn() -> anyhow::Result<()>;

/// What is known of a generation without its documents.
pub(super) struct Head {
    pub(super) manifest: Option<Manifest>,
    /// BLAKE3 of the manifest; `None` where older versions wrote it.
    pub(super) hash: Option<String>,
    pub(super) misfit: Option<Misfit>,
    pub(super) records: Vec<FileRecord>,
    pub(super) flaw: Option<Message>,
}

impl Head {
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut head = Head {
            manifest: None,
            hash: None,
            misfit: None,
            records: Vec::new(),
            flaw: None,
        };
        match Manifest::read(folder) {
            Ok((manifest, hash)) => {
                head.misfit = manifest.misfit();
                head.hash = Some(hash);
                head.manifest = Some(manifest);
            }
            Err(Unusable::OtherFormat(format)) => {
                let misfit = Misfit::of_format(format);
                if !misfit.newer && !is_readable_format(format) {
                    bail!("{}: {misfit}", folder.display());
                }
                head.misfit = Some(misfit);
            }
            Err(Unusable::Damaged(error)) => return Err(error),
        }
        if head.is_newer() {
            return Ok(head);
        }
        let records = match &head.manifest {
            Some(manifest) => check_file(folder, manifest, RECORDS_FILE),
            None => Ok(()),
        };
        match records.and_then(|()| FileRecord::read_all(folder)) {
            Ok(records) => head.records = records,
            Err(error) => {
                // The documents tell of which files they are.
                let recovered = recovered(folder, head.manifest.as_ref());
                head.records = recovered.map_err(|_| anyhow::Error::msg(in_short(&error)))?;
                head.flaw = Some(in_short(&error));
            }
        }
        Ok(head)
    }

    pub(super) fn is_newer(&self) -> bool {
        self.misfit.as_ref().is_some_and(|misfit| misfit.newer)
    }

    /// The same of a generation whose manifest is damaged.
    pub(super) fn read_unsealed(folder: &Path) -> anyhow::Result<Self> {
        Ok(Head {
            manifest: None,
            hash: None,
            misfit: None,
            records: FileRecord::read_all(folder)?,
            flaw: Some(messages::index::manifest_damaged()),
        })
    }
}

/// What is wrong with a generation that a search would come to: a file that is not what was
/// written, or one that cannot be used.
pub(super) fn flaw_of(
    folder: &Path,
    manifest: Option<&Manifest>,
    go_on: GoOn<'_>,
) -> anyhow::Result<Option<Message>> {
    let Some(manifest) = manifest else {
        // An older layout, of which nothing is shared.
        return Ok(None);
    };
    if let Some(damage) = first_changed(folder, manifest, go_on)? {
        return Ok(Some(Message::told_by(&damage)));
    }
    if manifest.misfit().is_some() {
        return Ok(None);
    }
    // Whoever made it: what is sealed rightly may still be no index.
    let used = without_panic(|| IndexReader::try_whole(folder, manifest));
    Ok(used.err().map(|error| in_short(&error)))
}

/// The records of a generation whose list of digest files is damaged, from its documents.
/// Their files count as changed since.
pub(super) fn recovered(
    folder: &Path,
    manifest: Option<&Manifest>,
) -> anyhow::Result<Vec<FileRecord>> {
    let manifest = manifest.context(messages::index::no_whole_files())?;
    check_small_files(folder, manifest)?;
    without_panic(|| {
        let names = manifest.files.iter().map(|entry| entry.name.as_str());
        let sums = BlockSums::read(folder, names)?;
        let documents = StoredDocuments::open(folder, sums)?;
        let files: BTreeSet<String> = documents.files()?;
        let mut records = Vec::new();
        for (place, file) in (1..).zip(files) {
            let found = documents.of_file(&file)?;
            let found: Vec<Document> = found.into_iter().map(|(_, document)| document).collect();
            let Some(first) = found.first() else {
                continue;
            };
            let issue = Some(first.issue().to_owned());
            let content = FileContent::count(found)?;
            let record = FileRecord::new(&file, String::new(), place, issue, content);
            records.push(record);
        }
        Ok(records)
    })
}

/// What reads an index believes its bytes: where they are not what was written, it may panic.
pub(super) fn without_panic<T>(read: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(anyhow::anyhow!(messages::index::files_unreadable())))
}
