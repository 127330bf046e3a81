//! Which generation is opened, and why none is.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use crate::index::generations::generation::{self, Current};
use crate::index::generations::lock::Pin;
use crate::index::generations::standing::{NotAnIndex, Standing, standing};
use crate::index::integrity::manifest::{HEAD_FILE, Manifest, Misfit, Unusable, check_hash};
use crate::index::reasons;
use crate::language::messages;
use crate::regular_file;

/// Why an index cannot be searched.
#[derive(Debug)]
pub enum OpenError {
    /// Nothing was ever published in the folder.
    Missing,
    /// The folder is none of this program's.
    Foreign(NotAnIndex),
    /// It was built of the corpus folder that is named.
    OtherCorpus(String),
    /// It would be misread.
    Misfit(Misfit),
    /// This user may not read it; the path that tells.
    NoAccess(PathBuf),
    /// It is not what was written.
    Damaged(anyhow::Error),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Missing => messages::index::missing().fmt(f),
            OpenError::Foreign(not_ours) => not_ours.fmt(f),
            OpenError::OtherCorpus(corpus) => {
                write!(f, "{}", messages::index::other_corpus(&corpus))
            }
            OpenError::Misfit(misfit) if misfit.newer => {
                write!(f, "{}", messages::index::made_by_newer(&misfit))
            }
            OpenError::Misfit(misfit) => {
                write!(f, "{}", messages::index::misfit(&misfit))
            }
            OpenError::NoAccess(path) => {
                write!(f, "{}", messages::index::no_access(&path.display()))
            }
            OpenError::Damaged(error) => {
                write!(
                    f,
                    "{}",
                    messages::index::index_damaged(&reasons::in_short(error))
                )
            }
        }
    }
}

impl std::error::Error for OpenError {}

impl From<Unusable> for OpenError {
    fn from(unusable: Unusable) -> Self {
        match unusable {
            Unusable::OtherFormat(format) => OpenError::Misfit(Misfit::of_format(format)),
            Unusable::Damaged(error) => OpenError::Damaged(error),
        }
    }
}

/// The generation that is published.
///
/// # Errors
///
/// Where none is, or the folder is no index.
pub(super) fn current(index: &Path) -> Result<Current, OpenError> {
    if let Some(current) = generation::current(index).map_err(OpenError::Damaged)? {
        return Ok(current);
    }
    let is_missing =
        || OpenError::Damaged(anyhow!(messages::index::has_no_current(&index.display())));
    match standing(index).map_err(OpenError::Damaged)? {
        Standing::Free => Err(OpenError::Missing),
        Standing::Foreign(not_ours) => Err(OpenError::Foreign(not_ours)),
        Standing::Unmarked(_) => Err(is_missing()),
        Standing::Marked(mark) => {
            let found = generation::generations(index).ok();
            let is_empty = found.is_some_and(|found| found.is_empty());
            // The first generation has its name before `CURRENT` names it: where a run is at
            // work, or was killed between the two, nothing was published yet.
            if is_empty || fs::symlink_metadata(index.join(mark.work())).is_ok() {
                return Err(OpenError::Missing);
            }
            // A run may have ended since.
            let current = generation::current(index).map_err(OpenError::Damaged)?;
            current.ok_or_else(is_missing)
        }
    }
}

/// Tells an index that is damaged from one that this user may not read, and from a folder
/// that is no index at all.
pub(super) fn why_damaged(index: &Path, folder: &Path, error: anyhow::Error) -> OpenError {
    let is_refused = |error: io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    let is_closed = |path: &Path| {
        if path.is_dir() {
            fs::read_dir(path).is_err_and(is_refused)
        } else {
            regular_file::open(path).is_err_and(is_refused)
        }
    };
    if is_closed(index) {
        return OpenError::NoAccess(index.to_owned());
    }
    if is_closed(folder) {
        return OpenError::NoAccess(folder.to_owned());
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths = entries.map(|entry| entry.path());
    if let Some(path) = paths.find(|path| is_closed(path)) {
        return OpenError::NoAccess(path);
    }
    match standing(index) {
        Ok(Standing::Foreign(not_ours)) => OpenError::Foreign(not_ours),
        _ => OpenError::Damaged(error),
    }
}

/// The manifest of a published generation, which is not removed while the pin is held.
pub(super) fn pinned(named: &Current) -> Result<(Manifest, String, Pin), OpenError> {
    let path = named.folder.join(HEAD_FILE);
    let opened = regular_file::open_itself(&path);
    let opened = opened.with_context(|| messages::index::cannot_read(&path.display()));
    let file = opened.map_err(OpenError::Damaged)?;
    let (manifest, hash) = Manifest::read_from(&file, &path)?;
    check_hash(&path, &hash, named.manifest_hash.as_deref()).map_err(OpenError::Damaged)?;
    let removed = || {
        OpenError::Damaged(anyhow!(messages::index::folder_removed(
            &named.folder.display()
        )))
    };
    let pin = Pin::new(file).ok_or_else(removed)?;
    // A job that took the folder away before it was pinned did not see the pin.
    if !path.exists() {
        return Err(removed());
    }
    Ok((manifest, hash, pin))
}
