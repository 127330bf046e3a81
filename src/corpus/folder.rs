//! Which files of a corpus folder are digest files. Nothing here opens them.

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::CorpusError;

/// Files at a corpus folder's top that hold settings, not articles.
const SETTINGS: [&str; 3] = ["canaries.txt", "terms.txt", "synonyms.txt"];

/// A digest file as found below a corpus folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CorpusFile {
    /// The path below the corpus folder, with `/` between parts.
    pub name: String,
    /// The path to open.
    pub path: PathBuf,
}

/// The digest files below `folder`, sorted by name.
///
/// Files of other kinds, hidden files and what editors leave behind are passed
/// over. A folder that is reached twice, by a link, is read once.
pub fn digest_files(folder: &Path) -> Result<Vec<CorpusFile>, CorpusError> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut folders = VecDeque::from([(String::new(), folder.to_owned())]);
    let mut linked = VecDeque::new();
    // Folders proper come before links to folders, so that a file has the name
    // of the place where it lies.
    while let Some((prefix, path)) = folders.pop_front().or_else(|| linked.pop_front()) {
        let canonical = path
            .canonicalize()
            .map_err(|error| unreadable(&path, &error))?;
        if !seen.insert(canonical) {
            continue;
        }
        let entries = fs::read_dir(&path).map_err(|error| unreadable(&path, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&path, &error))?;
            let file_name = entry.file_name().to_string_lossy().into_owned();
            if is_passed_over(&file_name) {
                continue;
            }
            let name = format!("{prefix}{file_name}");
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if entry.path().is_dir() {
                let queue = if is_link { &mut linked } else { &mut folders };
                queue.push_back((format!("{name}/"), entry.path()));
            } else if has_digest_ending(&file_name)
                && !SETTINGS.contains(&name.as_str())
                && !is_device(&entry.path())
            {
                found.push(CorpusFile {
                    name,
                    path: entry.path(),
                });
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_passed_over(file_name: &str) -> bool {
    file_name.starts_with(['.', '~', '#']) || file_name.ends_with('~')
}

/// Whether reading the path would wait for someone (a pipe, a socket). A link to
/// nothing is no device: reading it says what is wrong.
fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

fn has_digest_ending(file_name: &str) -> bool {
    let lower = file_name.to_ascii_lowercase();
    [".txt", ".jsonl"]
        .iter()
        .any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
}

fn unreadable(path: &Path, error: &std::io::Error) -> CorpusError {
    let message = format!("the corpus folder cannot be read ({error}); check its name and access");
    CorpusError::new(&path.display().to_string(), None, message)
}
