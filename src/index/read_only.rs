//! A folder of tantivy files that is only read, and verified as it is.
//!
//! tantivy takes a lock file when a reader opens, and so needs write permission.
//! A published generation never changes, so there is nothing to lock against.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::block_sums::BlockSums;

/// Reads through another directory and refuses every change.
#[derive(Clone)]
pub(crate) struct ReadOnlyDirectory {
    inner: MmapDirectory,
    sums: BlockSums,
}

impl ReadOnlyDirectory {
    /// What is read of files that have `sums` is verified by them.
    pub(crate) fn new(inner: MmapDirectory, sums: BlockSums) -> Self {
        ReadOnlyDirectory { inner, sums }
    }

    /// The folder as it is, of whose files nothing is verified.
    pub(super) fn unverified(&self) -> &MmapDirectory {
        &self.inner
    }

    pub(super) fn sums(&self) -> &BlockSums {
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
        "a published generation of the index is never changed",
    )
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.inner.get_file_handle(path)?;
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
        self.inner.atomic_read(path)
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
