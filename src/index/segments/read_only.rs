//! A folder of tantivy files that is only read, and verified as it is.
//!
//! tantivy takes a lock file when a reader opens, and so needs write permission.
//! A published generation never changes, so there is nothing to lock against.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use crate::index::integrity::block_sums::BlockSums;
use crate::language::messages;
use crate::regular_file;

/// What is read whole is not larger, in bytes: tantivy's list of segments.
const LARGEST_LIST_BYTES: u64 = 64 << 20;

/// The list of the files that tantivy made and may remove.
pub(super) const MANAGED_FILE: &str = ".managed.json";

/// Reads through another directory and refuses every change.
#[derive(Clone)]
pub(crate) struct ReadOnlyDirectory {
    inner: MmapDirectory,
    folder: PathBuf,
    sums: BlockSums,
}

impl ReadOnlyDirectory {
    /// What is read of files that have `sums` is verified by them.
    pub(crate) fn new(inner: MmapDirectory, folder: &Path, sums: BlockSums) -> Self {
        ReadOnlyDirectory {
            inner,
            folder: folder.to_owned(),
            sums,
        }
    }

    /// A file as it is, of which nothing is verified but that it is a regular one: which
    /// files there are is read from the index, and others may have made it.
    pub(in crate::index) fn unverified(
        &self,
        path: &Path,
    ) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if let Ok(there) = fs::symlink_metadata(self.folder.join(path)) {
            regular_file::check_kind(&there)
                .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        }
        self.inner.get_file_handle(path)
    }

    pub(in crate::index) fn sums(&self) -> &BlockSums {
        &self.sums
    }
}

impl fmt::Debug for ReadOnlyDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadOnlyDirectory({:?})", self.inner)
    }
}

fn refused() -> io::Error {
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        messages::index::never_changed(),
    )
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.unverified(path)?;
        let verifying = self.sums.verifying(path, file);
        verifying.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_owned(),
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        // What may be removed does not matter where nothing is: damage of that list hides no
        // article.
        if path == Path::new(MANAGED_FILE) {
            return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
        }
        match regular_file::read_itself(&self.folder.join(path), LARGEST_LIST_BYTES) {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenReadError::FileDoesNotExist(path.to_owned()))
            }
            Err(error) => Err(OpenReadError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
