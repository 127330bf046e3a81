//! Files that the disk has before anything says that they are there.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::language::messages;
use anyhow::Context;

/// Writes a new file and waits until the disk has it. A file of that name that other
/// generations share is replaced, not written over.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let write = || {
        match fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().with_context(|| messages::index::cannot_write(&path.display()))
}

/// Puts `bytes` into the file at `path`, in the place of what was there: whoever reads it sees
/// the one or the other, also after a crash.
///
/// # Errors
///
/// Where it cannot be written, or the disk does not confirm that it has it.
pub fn replace_synced(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut side = path.as_os_str().to_owned();
    side.push(".new");
    put_synced(Path::new(&side), path, bytes)?;
    match path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        Some(folder) => sync(folder),
        None => sync(Path::new(".")),
    }
}

/// Puts a file that is made at `side` in its place at `path`, whole. That it has its name there
/// the disk need not have yet.
pub(super) fn put_synced(side: &Path, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let put = write_synced(side, bytes).and_then(|()| {
        fs::rename(side, path).with_context(|| {
            let path = path.display();
            messages::index::cannot_replace(&path)
        })
    });
    put.inspect_err(|_| {
        // Half of it would only be in the way.
        let _ = fs::remove_file(side);
    })
}

/// Waits until the disk has a file or the entries of a folder.
pub(super) fn sync(path: &Path) -> anyhow::Result<()> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .with_context(|| messages::index::cannot_sync(&path.display()))
}
