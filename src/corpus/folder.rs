//! Which files of a corpus folder are digest files. Nothing here opens them.

use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::CorpusError;
use crate::document::{escape, steers};

/// The file in a corpus folder that holds queries with what they must find. It is no
/// digest file.
pub const CANARIES_FILE: &str = "canaries.txt";

/// What a problem of the corpus folder itself names, where one of a folder below names
/// the beginning of its files' names, such as `2024/`.
pub const WHOLE_FOLDER: &str = "./";

/// A digest file as found below a corpus folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CorpusFile {
    /// The path below the corpus folder, with `/` between parts.
    pub name: String,
    /// The path to open.
    pub path: PathBuf,
}

/// What lies below a corpus folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CorpusListing {
    /// The digest files, sorted by name.
    pub files: Vec<CorpusFile>,
    /// The folders that could not be looked into, whole or in part, sorted by name.
    pub problems: Vec<CorpusError>,
}

/// The digest files below `folder`.
///
/// Files of other kinds, hidden files and what editors leave behind are passed
/// over. What only has the name of a digest file, such as a pipe, is told when it is
/// read. A folder that is reached twice, by a link, is read once. Only where
/// `folder` itself cannot be read is there an error.
pub fn digest_files(folder: &Path) -> Result<CorpusListing, CorpusError> {
    let mut listing = CorpusListing::default();
    let mut seen = HashSet::new();
    let mut folders = VecDeque::from([(String::new(), folder.to_owned())]);
    let mut linked = VecDeque::new();
    // Folders proper come before links to folders, so that a file has the name
    // of the place where it lies.
    while let Some((prefix, path)) = folders.pop_front().or_else(|| linked.pop_front()) {
        let opened = path
            .canonicalize()
            .and_then(|canonical| Ok((canonical, fs::read_dir(&path)?)));
        let (canonical, entries) = match opened {
            Ok(opened) => opened,
            Err(error) if prefix.is_empty() => return Err(unreadable_corpus(folder, &error)),
            Err(error) => {
                listing.problems.push(unreadable_folder(&prefix, &error));
                continue;
            }
        };
        if !seen.insert(canonical) {
            continue;
        }
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    listing.problems.push(unreadable_folder(&prefix, &error));
                    continue;
                }
            };
            let file_name = name_of(&entry.file_name());
            if is_passed_over(&file_name) || (prefix.is_empty() && file_name == CANARIES_FILE) {
                continue;
            }
            let name = format!("{prefix}{file_name}");
            let kind = entry.file_type().ok();
            let is_link = kind.is_some_and(|kind| kind.is_symlink());
            // A folder that may not be entered is known by its entry alone.
            if kind.is_some_and(|kind| kind.is_dir()) || entry.path().is_dir() {
                let queue = if is_link { &mut linked } else { &mut folders };
                queue.push_back((format!("{name}/"), entry.path()));
            } else if has_digest_ending(&file_name) {
                listing.files.push(CorpusFile {
                    name,
                    path: entry.path(),
                });
            }
        }
    }
    listing.files.sort();
    listing
        .problems
        .sort_by(|one, other| one.file.cmp(&other.file));
    Ok(listing)
}

fn is_passed_over(file_name: &str) -> bool {
    file_name.starts_with(['.', '~', '#']) || file_name.ends_with('~')
}

/// The name as text: bytes that are no UTF-8 as `\xFF`, so that no two names become one,
/// and characters that would end or turn around the line that tells it as `\u{A}`.
fn name_of(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if steers(c) {
                text.push_str(&escape(c));
            } else {
                text.push(c);
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    text
}

fn has_digest_ending(file_name: &str) -> bool {
    let lower = file_name.to_ascii_lowercase();
    [".txt", ".jsonl"]
        .iter()
        .any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
}

fn unreadable_corpus(path: &Path, error: &std::io::Error) -> CorpusError {
    let message = format!("the corpus folder cannot be read ({error}); check its name and access");
    CorpusError::new(&path.display().to_string(), None, message)
}

/// The problem of the folder below the corpus whose files' names start like this.
fn unreadable_folder(prefix: &str, error: &std::io::Error) -> CorpusError {
    let name = if prefix.is_empty() {
        WHOLE_FOLDER
    } else {
        prefix
    };
    let message = format!("this folder cannot be read ({error}); check its access or remove it");
    CorpusError::new(name, None, message)
}
