//! Who may write an index, and who reads a generation: both by `flock`.
//!
//! The system lets go of such a lock when its process ends, however it ends, so that
//! a killed job leaves none behind. The files that are locked stay.

use std::fmt;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::mark::{LOCK_FILE, Mark};
use super::standing::{Standing, standing};
use crate::language::messages;
use crate::regular_file;

/// How often a lock that another process holds is tried again: the system has no
/// lock that waits for so long and no longer.
const RETRY_INTERVAL: Duration = Duration::from_millis(50);

/// The right to write to an index folder, held by one process at a time, with what the
/// folder's mark says is the program's own.
#[derive(Debug)]
pub struct IndexLock {
    index: PathBuf,
    file: File,
    /// The folder, which is locked as well: `LOCK` may be removed by somebody, and then
    /// another run would lock a new one. `None` where a folder cannot be locked.
    folder: Option<File>,
    mark: Mutex<Mark>,
}

/// Another process holds the lock of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locked;

/// The folder of an index cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFolder(PathBuf);

impl fmt::Display for NoFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", messages::index::no_index_folder(&self.0.display()))
    }
}

impl std::error::Error for NoFolder {}

/// Somebody took the index folder or its lock away from a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenAway(PathBuf);

impl fmt::Display for TakenAway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.0.display();
        write!(f, "{}", messages::index::taken_away(&path))
    }
}

impl std::error::Error for TakenAway {}

impl IndexLock {
    /// Takes the lock of an index folder. Where there is none it is made, and an empty one
    /// is marked as an index. Where another process holds the lock, waits until `patience`
    /// says to stop: it is asked again and again with the time waited.
    ///
    /// # Errors
    ///
    /// Where the folder is somebody else's ([`NotAnIndex`], and nothing is written then), or
    /// it or its lock file cannot be made or opened.
    ///
    /// [`NotAnIndex`]: super::standing::NotAnIndex
    pub fn take(
        index: &Path,
        mut patience: impl FnMut(Duration) -> bool,
    ) -> anyhow::Result<Result<Self, Locked>> {
        // Before anything is written there, and once more when nobody else writes.
        if let Standing::Foreign(not_ours) = standing(index)? {
            return Err(not_ours.into());
        }
        fs::create_dir_all(index).with_context(|| NoFolder(index.to_owned()))?;
        let started = Instant::now();
        let mut is_locked = |file: &File| is_locked(file, started, &mut patience);
        let path = index.join(LOCK_FILE);
        let file = open_lock(&path)?;
        let cannot = || messages::index::cannot_lock(&path.display());
        if !is_locked(&file).with_context(cannot)? {
            return Ok(Err(Locked));
        }
        let folder = match File::open(index) {
            Ok(folder) => match is_locked(&folder) {
                Ok(true) => Some(folder),
                Ok(false) => return Ok(Err(Locked)),
                Err(_) => None,
            },
            Err(_) => None,
        };
        let mark = match standing(index)? {
            Standing::Marked(mark) => mark,
            Standing::Free => Mark::make(index, Vec::new())?,
            Standing::Unmarked(generations) => Mark::make(index, generations)?,
            Standing::Foreign(not_ours) => return Err(not_ours.into()),
        };
        Ok(Ok(IndexLock {
            index: index.to_owned(),
            file,
            folder,
            mark: Mutex::new(mark),
        }))
    }

    /// The index folder.
    pub(in crate::index) fn index(&self) -> &Path {
        &self.index
    }

    /// What is the program's own.
    pub(in crate::index) fn mark(&self) -> MutexGuard<'_, Mark> {
        // It is changed in one step, and so is right also where a thread panicked.
        self.mark.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses to go on where somebody took the folder or its lock away, so that another
    /// run may be at work.
    pub(in crate::index) fn check_held(&self) -> anyhow::Result<()> {
        let (held, path) = match &self.folder {
            Some(folder) => (folder, self.index.clone()),
            None => (&self.file, self.index.join(LOCK_FILE)),
        };
        if !is_at(held, fs::metadata(&path)) {
            bail!(TakenAway(path));
        }
        Ok(())
    }
}

/// A lock of its own for something that lies in an index folder, held by one process at a time.
/// The file that is locked stays.
#[derive(Debug)]
pub struct FileLock {
    _file: File,
}

impl FileLock {
    /// Takes the lock whose file is at `path`, or waits for it until `patience` says to stop, as
    /// [`IndexLock::take`] does.
    ///
    /// # Errors
    ///
    /// Where the file cannot be made or locked.
    pub fn take(
        path: &Path,
        mut patience: impl FnMut(Duration) -> bool,
    ) -> anyhow::Result<Result<Self, Locked>> {
        let started = Instant::now();
        loop {
            let file = open_lock(path)?;
            let is_locked = is_locked(&file, started, &mut patience);
            if !is_locked.with_context(|| messages::index::cannot_lock(&path.display()))? {
                return Ok(Err(Locked));
            }
            // Somebody may have removed it meanwhile, and another process locked a new one.
            if is_at(&file, fs::symlink_metadata(path)) {
                return Ok(Ok(FileLock { _file: file }));
            }
        }
    }
}

/// Locks an open file or folder; where another process holds it, waits until `patience` says to
/// stop. Whether it is locked then.
fn is_locked(
    file: &File,
    started: Instant,
    patience: &mut impl FnMut(Duration) -> bool,
) -> io::Result<bool> {
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if patience(started.elapsed()) => {
                std::thread::sleep(RETRY_INTERVAL);
            }
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Whether what is open is what lies at a path, of which that is known.
fn is_at(open: &File, there: io::Result<Metadata>) -> bool {
    there.is_ok_and(|there| {
        open.metadata()
            .is_ok_and(|held| is_same_file(&held, &there))
    })
}

/// Opens the lock file, or makes it.
fn open_lock(path: &Path) -> anyhow::Result<File> {
    let cannot = || messages::index::cannot_write(&path.display());
    match fs::symlink_metadata(path) {
        Ok(there) => regular_file::check_kind(&there)
            .with_context(cannot)
            .context(messages::index::lock_no_file())?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(cannot),
    }
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options.open(path).with_context(cannot)
}

#[cfg(unix)]
fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere a file that is open is not removed.
#[cfg(not(unix))]
fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
    true
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
    pub(in crate::index) fn new(file: File) -> Option<Self> {
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
pub(in crate::index) enum Readers {
    /// One does.
    Some,
    /// None does, and none begins to while this is held. It holds nothing where there is
    /// no manifest to lock, or the file system has no locks.
    None(Option<File>),
}

impl Readers {
    /// Of the generation whose manifest is at `path`.
    pub(in crate::index) fn of(path: &Path) -> Self {
        let Ok(file) = regular_file::open_itself(path) else {
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
    fn a_lock_file_that_is_removed_lets_nobody_else_in() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        let held = IndexLock::take(&index, |_| false).unwrap().unwrap();
        fs::remove_file(index.join(LOCK_FILE)).unwrap();
        assert_eq!(
            IndexLock::take(&index, |_| false).unwrap().err(),
            Some(Locked)
        );
        assert!(held.check_held().is_ok());
        // Another folder in its place is another index.
        fs::rename(&index, folder.path().join("away")).unwrap();
        fs::create_dir(&index).unwrap();
        let other = IndexLock::take(&index, |_| false).unwrap();
        assert!(other.is_ok());
        let error = held.check_held().unwrap_err();
        assert!(error.to_string().contains("taken away"), "{error}");
    }

    #[test]
    fn a_folder_that_is_not_ours_is_not_written_to() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        let error = IndexLock::take(folder.path(), |_| false).unwrap_err();
        assert!(error.is::<crate::index::NotAnIndex>(), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_lock_file_that_is_none_is_told() {
        let folder = tempfile::tempdir().unwrap();
        drop(IndexLock::take(folder.path(), |_| false).unwrap().unwrap());
        let path = folder.path().join(LOCK_FILE);
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/null", &path).unwrap();
        let error = IndexLock::take(folder.path(), |_| false).unwrap_err();
        assert!(format!("{error:#}").contains("it is a link"), "{error:#}");
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
