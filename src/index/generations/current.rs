//! What an index folder says by its names: `CURRENT` and the folders of generations.
//!
//! Defines how these are called and read. Which of them are the program's own is `mark`'s to
//! tell, and what becomes of them `generation`'s.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::language::messages;
use crate::regular_file;

pub(in crate::index) const CURRENT_FILE: &str = "CURRENT";
pub(super) const GENERATION_PREFIX: &str = "gen-";

/// How many characters the hash of a manifest has in `CURRENT`.
const HASH_CHARS: usize = 64;

/// `CURRENT` is a line of less than that.
const LARGEST_CURRENT_BYTES: u64 = 200;

/// The most digits of a generation's number: there is always one more.
const MOST_DIGITS: usize = 18;

/// The published generation, as `CURRENT` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Current {
    /// Its folder.
    pub folder: PathBuf,
    /// BLAKE3 of its manifest, in hexadecimal; `None` where an older digest wrote
    /// `CURRENT`.
    pub manifest_hash: Option<String>,
}

/// The generation that searches read; `None` where nothing was published.
///
/// # Errors
///
/// Where `CURRENT` cannot be read or names no generation.
pub(crate) fn current(index: &Path) -> anyhow::Result<Option<Current>> {
    let path = index.join(CURRENT_FILE);
    let bytes = match regular_file::read_itself(&path, LARGEST_CURRENT_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == ErrorKind::FileTooLarge => Vec::new(),
        Err(error) => {
            return Err(error).with_context(|| messages::index::cannot_read(&path.display()));
        }
    };
    let Some((name, hash)) = parse_current(&bytes) else {
        bail!(messages::index::names_no_generation(&path.display()));
    };
    Ok(Some(Current {
        folder: index.join(name),
        manifest_hash: hash.map(str::to_owned),
    }))
}

/// What `CURRENT` says: the name and the hash of a line `gen-000007 HASH`, or the name alone,
/// as older versions wrote it. `None` where it says nothing.
pub fn parse_current(bytes: &[u8]) -> Option<(&str, Option<&str>)> {
    let line = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let (name, hash) = match line.split_once(' ') {
        Some((name, hash)) => (name, Some(hash)),
        None => (line, None),
    };
    number(OsStr::new(name))?;
    let is_hash = |hash: &str| {
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        hash.len() == HASH_CHARS && hash.bytes().all(is_hex)
    };
    hash.is_none_or(is_hash).then_some((name, hash))
}

/// The number in a generation's folder name.
fn number(name: &OsStr) -> Option<u64> {
    let digits = name.to_str()?.strip_prefix(GENERATION_PREFIX)?;
    let is_number = (1..=MOST_DIGITS).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// Whether it is the name of a generation's folder.
pub(in crate::index) fn is_name(name: &str) -> bool {
    number(OsStr::new(name)).is_some()
}

/// The name of a generation's folder, such as `gen-000007`.
pub(crate) fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The folders that have the name of a generation, whoever made them, by number, the oldest
/// first.
pub(in crate::index) fn on_disk(index: &Path) -> anyhow::Result<Vec<(u64, PathBuf)>> {
    let cannot = || messages::index::cannot_read(&index.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(index).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if let Some(number) = number(&entry.file_name()).filter(|_| is_folder) {
            found.push((number, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}
