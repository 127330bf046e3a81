//! Who may write an index, and who reads a generation: both by `flock`.
//!
//! The system lets go of such a lock when its process ends, however it ends, so that
//! a killed job leaves none behind. The files that are locked stay.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;

const LOCK_FILE: &str = "LOCK";

/// How often a lock that another process holds is tried again: the system has no
/// lock that waits for so long and no longer.
const RETRY_INTERVAL: Duration = Duration::from_millis(50);

/// The right to write to an index folder, held by one process at a time.
#[derive(Debug)]
pub struct IndexLock {
    _file: File,
}

/// Another process holds the lock of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locked;

impl IndexLock {
    /// Takes the lock, creating the index folder where there is none. Where another
    /// process holds it, waits until `patience` says to stop: it is asked again and
    /// again with the time waited.
    ///
    /// # Errors
    ///
    /// Where the folder or its lock file cannot be made or opened.
    pub fn take(
        index: &Path,
        mut patience: impl FnMut(Duration) -> bool,
    ) -> anyhow::Result<Result<Self, Locked>> {
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
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Ok(IndexLock { _file: file })),
                Err(TryLockError::WouldBlock) if patience(started.elapsed()) => {
                    std::thread::sleep(RETRY_INTERVAL);
                }
                Err(TryLockError::WouldBlock) => return Ok(Err(Locked)),
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("cannot lock {}", path.display()));
                }
            }
        }
    }
}

/// Keeps a generation from being removed while it is read.
///
/// It needs no right to write: a shared lock is taken on a file opened for reading.
#[derive(Debug)]
pub(crate) struct Pin {
    _file: File,
}

impl Pin {
    /// Pins the generation whose manifest `file` is; `None` where it is being removed.
    pub(super) fn new(file: File) -> Option<Self> {
        match file.try_lock_shared() {
            // Where the file system has no locks nothing can be pinned, and the rule
            // that the generation before stays must do.
            Ok(()) | Err(TryLockError::Error(_)) => Some(Pin { _file: file }),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

/// Whether a search reads a generation.
#[derive(Debug)]
pub(super) enum Readers {
    /// One does.
    Some,
    /// None does, and none begins to while this is held. It holds nothing where there is
    /// no manifest to lock, or the file system has no locks.
    None(Option<File>),
}

impl Readers {
    /// Of the generation whose manifest is at `path`.
    pub(super) fn of(path: &Path) -> Self {
        let Ok(file) = File::open(path) else {
            return Readers::None(None);
        };
        match file.try_lock() {
            Ok(()) => Readers::None(Some(file)),
            Err(TryLockError::WouldBlock) => Readers::Some,
            Err(TryLockError::Error(_)) => Readers::None(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_at_a_time() {
        let index = tempfile::tempdir().unwrap();
        let held = IndexLock::take(index.path(), |_| false).unwrap().unwrap();
        assert_eq!(
            IndexLock::take(index.path(), |_| false).unwrap().err(),
            Some(Locked)
        );
        drop(held);
        assert!(IndexLock::take(index.path(), |_| false).unwrap().is_ok());
    }

    #[test]
    fn a_writer_waits_as_long_as_it_is_patient() {
        let index = tempfile::tempdir().unwrap();
        let held = IndexLock::take(index.path(), |_| false).unwrap().unwrap();
        let mut asked = 0;
        let refused = IndexLock::take(index.path(), |_| {
            asked += 1;
            asked < 3
        });
        assert!(refused.unwrap().is_err());
        assert_eq!(asked, 3);
        let mut held = Some(held);
        let taken = IndexLock::take(index.path(), |_| {
            held = None;
            true
        });
        assert!(taken.unwrap().is_ok());
    }

    #[test]
    fn a_pinned_generation_is_seen_as_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        fs::write(&path, "").unwrap();
        let pin = Pin::new(File::open(&path).unwrap()).unwrap();
        let other = Pin::new(File::open(&path).unwrap()).unwrap();
        assert!(matches!(Readers::of(&path), Readers::Some));
        drop((pin, other));
        let removing = Readers::of(&path);
        assert!(matches!(removing, Readers::None(Some(_))));
        assert!(Pin::new(File::open(&path).unwrap()).is_none());
        drop(removing);
        assert!(Pin::new(File::open(&path).unwrap()).is_some());
        let nowhere = folder.path().join("nowhere");
        assert!(matches!(Readers::of(&nowhere), Readers::None(None)));
    }
}
