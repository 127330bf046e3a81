//! The folders of an index: generations, and which of them is current.
//!
//! Defines how a finished generation is published and how two jobs keep out of
//! each other's way. What is in a generation is the writer's and reader's.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::manifest::write_synced;

const CURRENT_FILE: &str = "CURRENT";
const LOCK_FILE: &str = "LOCK";
const GENERATION_PREFIX: &str = "gen-";
const UNFINISHED_PREFIX: &str = "building-";

/// The generation that searches read; `None` where nothing was published.
///
/// # Errors
///
/// Where `CURRENT` cannot be read or names no generation.
pub(crate) fn current(index: &Path) -> anyhow::Result<Option<PathBuf>> {
    let path = index.join(CURRENT_FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let name = text.trim_end();
    if number(name).is_none() {
        bail!("{} is damaged: it names no generation", path.display());
    }
    Ok(Some(index.join(name)))
}

/// The number in a generation's folder name.
fn number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix(GENERATION_PREFIX)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// A folder for a generation that is not finished; removed where it is dropped
/// before it was published.
pub(crate) struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Published, it has another name by now. What cannot be removed is removed by
        // the next job.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A new empty folder for a generation that is not finished.
pub(crate) fn start(index: &Path) -> anyhow::Result<Unfinished> {
    let folder = index.join(format!("{UNFINISHED_PREFIX}{}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(Unfinished { path: folder })
}

/// Makes the finished folder the generation that searches read.
///
/// Every file is synced before the folder gets its name, and the name before
/// `CURRENT` is replaced, so that a crash at any moment leaves the old generation
/// or the new one. The generation before stays for searches that have it open;
/// older ones, and what killed jobs left, are removed.
pub(crate) fn publish(index: &Path, finished: Unfinished, _lock: &IndexLock) -> anyhow::Result<()> {
    let built = finished.path();
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        if path.is_file() {
            sync(&path)?;
        }
    }
    sync(built)?;

    let before = current(index).ok().flatten();
    let numbers = generations(index)?;
    let next = numbers.last().map_or(1, |(last, _)| last + 1);
    let name = format!("{GENERATION_PREFIX}{next:06}");
    let folder = index.join(&name);
    fs::rename(built, &folder).with_context(|| format!("cannot create {}", folder.display()))?;
    sync(index)?;

    let side = index.join(format!("{CURRENT_FILE}.new"));
    write_synced(&side, format!("{name}\n").as_bytes())?;
    let path = index.join(CURRENT_FILE);
    fs::rename(&side, &path).with_context(|| format!("cannot replace {}", path.display()))?;
    sync(index)?;

    for (_, old) in numbers {
        if Some(&old) != before.as_ref() {
            // What cannot be removed now is tried again by the next job.
            let _ = fs::remove_dir_all(old);
        }
    }
    Ok(())
}

/// Removes what jobs that were killed left unfinished.
pub(crate) fn remove_unfinished(index: &Path, _lock: &IndexLock) -> anyhow::Result<()> {
    for entry in fs::read_dir(index).with_context(|| format!("cannot read {}", index.display()))? {
        let entry = entry?;
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with(UNFINISHED_PREFIX)
        {
            let path = entry.path();
            fs::remove_dir_all(&path)
                .with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// The generations by number, the oldest first.
fn generations(index: &Path) -> anyhow::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(index).with_context(|| format!("cannot read {}", index.display()))? {
        let entry = entry?;
        if let Some(number) = number(&entry.file_name().to_string_lossy()) {
            found.push((number, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

fn sync(path: &Path) -> anyhow::Result<()> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .with_context(|| format!("cannot sync {}", path.display()))
}

/// The right to write to an index folder, held by one process at a time.
///
/// It is `flock` underneath: the system lets go of it when the process ends,
/// however it ends. The lock file stays.
#[derive(Debug)]
pub struct IndexLock {
    _file: File,
}

/// Another process holds the lock of an index.
#[derive(Debug)]
pub struct Locked;

impl IndexLock {
    /// Takes the lock, creating the index folder where there is none.
    ///
    /// # Errors
    ///
    /// Where the folder or its lock file cannot be made or opened.
    pub fn take(index: &Path, wait: bool) -> anyhow::Result<Result<Self, Locked>> {
        fs::create_dir_all(index).with_context(|| {
            let index = index.display();
            format!("cannot create the index folder {index}; choose another with --index")
        })?;
        let path = index.join(LOCK_FILE);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .with_context(|| format!("cannot write {}", path.display()))?;
        if wait {
            file.lock()
                .with_context(|| format!("cannot lock {}", path.display()))?;
            return Ok(Ok(IndexLock { _file: file }));
        }
        match file.try_lock() {
            Ok(()) => Ok(Ok(IndexLock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(Err(Locked)),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {}", path.display()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(index: &Path, content: &str) -> Unfinished {
        let folder = start(index).unwrap();
        fs::write(folder.path().join("data"), content).unwrap();
        folder
    }

    #[test]
    fn the_newest_is_current_and_the_one_before_stays() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = IndexLock::take(index, true).unwrap().unwrap();
        assert_eq!(current(index).unwrap(), None);
        for round in 1..=3 {
            let folder = built(index, &round.to_string());
            publish(index, folder, &lock).unwrap();
            let now = current(index).unwrap().unwrap();
            assert_eq!(
                fs::read_to_string(now.join("data")).unwrap(),
                round.to_string()
            );
        }
        let numbers: Vec<u64> = generations(index).unwrap().iter().map(|g| g.0).collect();
        assert_eq!(numbers, [2, 3]);
    }

    #[test]
    fn unfinished_folders_are_removed_and_never_current() {
        let index = tempfile::tempdir().unwrap();
        let lock = IndexLock::take(index.path(), true).unwrap().unwrap();
        let given_up = built(index.path(), "half");
        let path = given_up.path().to_owned();
        drop(given_up);
        assert!(!path.exists());
        // A job that was killed drops nothing.
        fs::create_dir(&path).unwrap();
        assert_eq!(current(index.path()).unwrap(), None);
        remove_unfinished(index.path(), &lock).unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_damaged_current_is_told() {
        let index = tempfile::tempdir().unwrap();
        for text in ["", "../etc", "gen-", "gen-1x"] {
            fs::write(index.path().join(CURRENT_FILE), text).unwrap();
            let error = current(index.path()).unwrap_err();
            assert!(
                error.to_string().contains("names no generation"),
                "{text:?}"
            );
        }
    }

    #[test]
    fn one_holder_at_a_time() {
        let index = tempfile::tempdir().unwrap();
        let held = IndexLock::take(index.path(), false).unwrap().unwrap();
        assert!(IndexLock::take(index.path(), false).unwrap().is_err());
        drop(held);
        assert!(IndexLock::take(index.path(), false).unwrap().is_ok());
    }
}
