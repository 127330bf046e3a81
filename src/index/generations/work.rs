//! The folder in which a run makes what is not finished, and a generation in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::lock::IndexLock;
use super::mark::MARK_FILE;
use super::removal::remove_work;
use crate::index::synced::{put_synced, sync};
use crate::language::messages;

/// The generation in the folder that a run works in.
const UNFINISHED: &str = "generation";

/// The folder in which a run makes what is not finished; removed where it is dropped. The
/// mark has its name from the beginning, so that whatever a run leaves is known for its own.
#[derive(Debug)]
pub(in crate::index) struct Work {
    path: PathBuf,
}

impl Work {
    /// Makes the folder, after it has removed what a killed run left of its own.
    pub(in crate::index) fn begin(lock: &IndexLock) -> anyhow::Result<Self> {
        let path = lock.index().join(lock.mark().work());
        remove_work(&path)?;
        fs::create_dir(&path).with_context(|| messages::index::cannot_create(&path.display()))?;
        Ok(Work { path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts a file of the index folder in its place, whole: made here, and renamed.
    pub(super) fn put(&self, name: &str, bytes: &[u8], index: &Path) -> anyhow::Result<()> {
        put_synced(&self.path.join(name), &index.join(name), bytes)
    }

    /// Writes the mark as it is by now.
    pub(super) fn put_mark(&self, lock: &IndexLock) -> anyhow::Result<()> {
        let bytes = lock.mark().to_bytes();
        self.put(MARK_FILE, &bytes, lock.index())?;
        sync(lock.index())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What cannot be removed is removed by the next run.
        let _ = remove_work(&self.path);
    }
}

/// A folder for a generation that is not finished; removed where it is dropped
/// before it was published.
#[derive(Debug)]
pub(crate) struct Unfinished {
    pub(super) work: Work,
    pub(super) path: PathBuf,
}

impl Unfinished {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// A new empty folder for a generation that is not finished.
pub(crate) fn start(lock: &IndexLock) -> anyhow::Result<Unfinished> {
    let work = Work::begin(lock)?;
    let path = work.path.join(UNFINISHED);
    fs::create_dir(&path).with_context(|| messages::index::cannot_create(&path.display()))?;
    Ok(Unfinished { work, path })
}
