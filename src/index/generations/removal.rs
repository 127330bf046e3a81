//! What may be removed: the folder that a run worked in, and of a generation's folder the files
//! that a run has made.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};

use crate::index::integrity::manifest::{HEAD_FILE, Manifest, TERMS_FILE};
use crate::index::integrity::records::RECORDS_FILE;
use crate::language::messages;

/// How often it is tried to remove a folder that threads still write to, and after how long:
/// they have been told to stop, and end what they are at.
const REMOVALS: u32 = 1_000;

const REMOVAL_PAUSE: Duration = Duration::from_millis(5);

/// Removes the folder that a run worked in, also while threads of this process end that
/// still write to it.
pub(super) fn remove_work(path: &Path) -> anyhow::Result<()> {
    let mut tries = 0;
    loop {
        tries += 1;
        match fs::remove_dir_all(path) {
            Ok(()) => return Ok(()),
            // A file that was there when the folder was listed may be gone by now.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if fs::symlink_metadata(path).is_err() {
                    return Ok(());
                }
            }
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
            Err(error) => {
                return Err(error).with_context(|| messages::index::cannot_remove(&path.display()));
            }
        }
        if tries == REMOVALS {
            bail!(messages::index::being_written(&path.display()));
        }
        std::thread::sleep(REMOVAL_PAUSE);
    }
}

/// What of a generation's folder a run has made.
pub(super) struct OwnFiles {
    /// The manifest first.
    pub(super) names: Vec<PathBuf>,
    /// Whether there is nothing else.
    pub(super) is_all: bool,
}

pub(super) fn own_files(folder: &Path) -> OwnFiles {
    let named: HashSet<String> = match Manifest::read(folder) {
        Ok((manifest, _)) => manifest.files.into_iter().map(|entry| entry.name).collect(),
        Err(_) => HashSet::new(),
    };
    let mut found = OwnFiles {
        names: Vec::new(),
        is_all: true,
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && (named.contains(&name) || is_of_a_generation(&name)) {
            found.names.push(name.into());
        } else {
            found.is_all = false;
        }
    }
    found
        .names
        .sort_by_key(|name| *name != Path::new(HEAD_FILE));
    found
}

/// Whether a run gives files of a generation such names: the files of segments, which begin
/// with a number of 32 digits, and a few more.
fn is_of_a_generation(name: &str) -> bool {
    let is_segment = |name: &str| {
        name.split_once('.').is_some_and(|(segment, _)| {
            segment.len() == 32 && segment.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    };
    matches!(
        name,
        HEAD_FILE | RECORDS_FILE | TERMS_FILE | "meta.json" | ".managed.json"
    ) || is_segment(name)
}
