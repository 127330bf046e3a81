//! The folder of a generation that is written: what it shares with the one before, the sums
//! of what is new, and how it is left.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;

use anyhow::{Context, bail};
use tantivy::index::SegmentId;

use super::read_only::MANAGED_FILE;
use crate::index::generations::base::Base;
use crate::index::generations::generation;
use crate::index::integrity::block_sums;
use crate::index::integrity::manifest::{TERMS_FILE, is_bare_name};
use crate::index::integrity::records::RECORDS_FILE;
use crate::index::reasons;
use crate::index::synced::sync;
use crate::language::{Message, messages};
use crate::regular_file;

/// How large the list of the files that tantivy made can be.
const LARGEST_MANAGED_BYTES: u64 = 64 << 20;

/// Why a generation was not finished.
#[derive(Debug)]
pub enum NotFinished {
    /// A file of the generation it was started from is not what was written.
    BaseDamaged(Message),
    /// Anything else.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for NotFinished {
    fn from(error: anyhow::Error) -> Self {
        NotFinished::Failed(error)
    }
}

/// Fills the folder of a new generation with the files of another, which never change and
/// were read by whoever chose it: by links where the file system has them. Those that will be
/// replaced are copied.
pub(super) fn share_files(
    base: &Base,
    folder: &Path,
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> Result<(), NotFinished> {
    for entry in base.entries() {
        go_on()?;
        let name = entry.name.as_str();
        if matches!(name, RECORDS_FILE | TERMS_FILE) {
            continue;
        }
        let (from, to) = (base.folder().join(name), folder.join(name));
        if is_replaced(name) || fs::hard_link(&from, &to).is_err() {
            copy(&from, &to)
                .with_context(|| messages::index::cannot_copy(&from.display(), &to.display()))?;
        }
    }
    check_managed(folder).map_err(|error| NotFinished::BaseDamaged(reasons::in_short(&error)))
}

/// Copies a file to where there is none: nothing is ever written over.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = regular_file::open_itself(from)?;
    let mut to = File::create_new(to)?;
    io::copy(&mut from, &mut to)?;
    Ok(())
}

/// Refuses a list of what tantivy may remove that names anything but files of the folder.
fn check_managed(folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(MANAGED_FILE);
    let cannot = || messages::index::cannot_read(&path.display());
    let bytes = regular_file::read_itself(&path, LARGEST_MANAGED_BYTES).with_context(cannot)?;
    let names: Vec<String> = serde_json::from_slice(&bytes).with_context(cannot)?;
    match names.iter().find(|name| !is_bare_name(name)) {
        Some(name) => bail!(messages::index::managed_names_no_file(
            &MANAGED_FILE,
            &format_args!("{name:.80}")
        )),
        None => Ok(()),
    }
}

/// Writes the sums of those segments that have none yet, and removes those of segments
/// that are gone.
pub(super) fn write_sums<'a>(
    folder: &Path,
    segments: impl Iterator<Item = &'a SegmentId>,
) -> anyhow::Result<()> {
    let segments = segments.map(|segment| segment.uuid_string());
    let wanted: HashMap<String, String> = segments
        .map(|segment| (block_sums::sums_file(&segment), segment))
        .collect();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if block_sums::is_sums(&name) && !wanted.contains_key(&name) {
            fs::remove_file(entry.path())?;
        }
    }
    for (file, segment) in &wanted {
        if !folder.join(file).exists() {
            block_sums::write(folder, segment)?;
        }
    }
    Ok(())
}

/// Gives the files that are not shared the access of any other new file, whatever wrote
/// them, and waits until the disk has them. What tantivy locks with goes.
pub(super) fn settle(folder: &Path, shared: &HashSet<&str>) -> anyhow::Result<()> {
    // Made by `File::create` just before: as the user's umask wants it.
    let usual = fs::metadata(folder.join(RECORDS_FILE))?.permissions();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = generation::name_of(&path);
        if name.starts_with('.') && name.ends_with(".lock") {
            fs::remove_file(&path)
                .with_context(|| messages::index::cannot_remove(&path.display()))?;
        } else if !shared.contains(name.as_str()) || is_replaced(&name) {
            fs::set_permissions(&path, usual.clone())
                .with_context(|| messages::index::cannot_set_access(&path.display()))?;
            sync(&path)?;
        }
    }
    Ok(())
}

/// Whether a file of that name is written anew for each generation.
pub(super) fn is_replaced(name: &str) -> bool {
    matches!(name, RECORDS_FILE | TERMS_FILE | "meta.json" | MANAGED_FILE)
        || name.ends_with(".deleted-words")
}
