//! The mark that makes a folder an index: what in the folder is the program's own.
//!
//! Only what the mark names is ever removed; it names what is made before that is made. What a
//! folder without one is tells `standing`.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::current;
use crate::index::reasons::in_short;
use crate::index::synced::{put_synced, sync};
use crate::language::{Message, messages};
use crate::regular_file;

pub(in crate::index) const LOCK_FILE: &str = "LOCK";

/// The file that marks a folder as an index.
pub(in crate::index) const MARK_FILE: &str = "digest-index.json";

/// The file that the first mark is written to before it has its name. A hidden file may lie in
/// any index folder, so what a killed run leaves of it hinders nothing.
const BEGUN_MARK_FILE: &str = ".digest-index.json.new";

/// How the mark is written. What a newer program writes is left alone.
pub(super) const MARK_VERSION: u32 = 1;

/// No mark is larger.
const LARGEST_MARK_BYTES: u64 = 1 << 20;

/// The name of the folder that a run works in begins so; the rest is of this index alone.
pub(in crate::index) const WORK_PREFIX: &str = "building-";

/// What the mark of an index says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The version of the mark.
    digest_index: u32,
    /// The folder in which a run makes what is not finished, where one works or was killed.
    work: String,
    /// The generations that the program made, and no others.
    generations: BTreeSet<String>,
}

/// All that is known of a mark of whatever version.
#[derive(Deserialize)]
struct AnyMark {
    digest_index: u32,
}

impl Mark {
    /// A mark for a folder in which these are generations.
    fn new(generations: impl IntoIterator<Item = String>) -> Self {
        let number = RandomState::new().build_hasher().finish();
        Mark {
            digest_index: MARK_VERSION,
            work: format!("{WORK_PREFIX}{number:016x}"),
            generations: generations.into_iter().collect(),
        }
    }

    /// The mark that `bytes` are.
    ///
    /// # Errors
    ///
    /// Where they are none, or name what a run would not make.
    pub fn from_bytes(bytes: &[u8]) -> anyhow::Result<Self> {
        let mark: Mark = serde_json::from_slice(bytes)?;
        ensure!(
            mark.digest_index == MARK_VERSION,
            messages::index::other_version()
        );
        let digits = mark.work.strip_prefix(WORK_PREFIX);
        let is_ours = digits.is_some_and(|digits| {
            digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        ensure!(
            is_ours,
            messages::index::mark_names_work(&format_args!("{:.80}", mark.work))
        );
        for name in &mark.generations {
            ensure!(
                current::is_name(name),
                messages::index::mark_names_generation(&format_args!("{name:.80}"))
            );
        }
        Ok(mark)
    }

    /// The mark as it is written.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("a mark is plain text");
        bytes.push(b'\n');
        bytes
    }

    /// The name of the folder that a run works in.
    pub(in crate::index) fn work(&self) -> &str {
        &self.work
    }

    /// The names of the generations.
    pub(in crate::index) fn generations(&self) -> &BTreeSet<String> {
        &self.generations
    }

    pub(in crate::index) fn add(&mut self, generation: &str) {
        self.generations.insert(generation.to_owned());
    }

    pub(in crate::index) fn remove(&mut self, generation: &str) {
        self.generations.remove(generation);
    }

    /// Forgets those that are not there any more. Tells whether there were any.
    pub(in crate::index) fn forget_missing(&mut self, index: &Path) -> bool {
        let before = self.generations.len();
        self.generations
            .retain(|name| fs::symlink_metadata(index.join(name)).is_ok());
        self.generations.len() < before
    }

    /// Marks a folder that has no mark, or one that is damaged. Whoever looks meanwhile sees the
    /// folder without it or with all of it.
    pub(in crate::index) fn make(index: &Path, generations: Vec<String>) -> anyhow::Result<Self> {
        let mark = Mark::new(generations);
        let path = index.join(MARK_FILE);
        let cannot = || messages::index::cannot_write(&path.display());
        if let Ok(there) = fs::symlink_metadata(&path) {
            regular_file::check_kind(&there).with_context(cannot)?;
        }
        put_synced(&index.join(BEGUN_MARK_FILE), &path, &mark.to_bytes())?;
        sync(index)?;
        Ok(mark)
    }
}

pub(super) enum MarkRead {
    Missing,
    NoAccess(io::Error),
    Damaged(Message),
    Newer(u32),
    Whole(Mark),
}

pub(super) fn read_mark(path: &Path) -> MarkRead {
    let bytes = match regular_file::read_itself(path, LARGEST_MARK_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return MarkRead::Missing,
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return MarkRead::NoAccess(error);
        }
        Err(error) => return MarkRead::Damaged(Message::told_by(&error)),
    };
    match Mark::from_bytes(&bytes) {
        Ok(mark) => MarkRead::Whole(mark),
        Err(error) => match serde_json::from_slice::<AnyMark>(&bytes) {
            Ok(any) if any.digest_index > MARK_VERSION => MarkRead::Newer(any.digest_index),
            _ => MarkRead::Damaged(in_short(&error)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_index_has_a_folder_to_work_in_of_its_own() {
        assert_ne!(Mark::new([]).work, Mark::new([]).work);
    }
}
