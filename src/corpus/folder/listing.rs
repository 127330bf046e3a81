//! Which files of a corpus folder are digest files. Nothing here opens them.
//!
//! Links and other file systems are what ripgrep makes of them: links are not followed, and
//! file systems are crossed, where nobody says otherwise. The folder itself is the one that
//! was named, by a link or not.

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::digest_ignore::{DIGEST_IGNORE_FILE, Patterns};
use super::file_name::name_of;
use super::ignored::{IgnoreRule, Ignored};
use crate::corpus::error::{CorpusError, Remedy};
use crate::corpus::formats::is_digest_name;
use crate::language::messages;

/// The file in a corpus folder that holds queries with what they must find. It is no
/// digest file.
pub const CANARIES_FILE: &str = "canaries.txt";

/// The file in a corpus folder that holds queries of which somebody wants to be told what is
/// new. It is no digest file either.
pub const ALERTS_FILE: &str = "alerts.txt";

/// The program's files that lie in a corpus folder.
const FILES_WITHIN: [&str; 2] = [CANARIES_FILE, ALERTS_FILE];

/// The program's files that lie beside a corpus folder, and are no digest files in it either.
const FILES_BESIDE: [&str; 2] = ["terms.txt", "synonyms.txt"];

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
    /// Whether it may be opened where it is a link.
    pub may_be_link: bool,
}

/// How far a walk through a corpus folder reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// Whether links are followed, also out of the folder.
    pub follows_links: bool,
    /// Whether what lies on another file system than the folder is passed over.
    pub one_file_system: bool,
}

/// What lies below a corpus folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CorpusListing {
    /// The digest files, sorted by name.
    pub files: Vec<CorpusFile>,
    /// The folders that could not be looked into, whole or in part, sorted by name.
    pub problems: Vec<CorpusError>,
    /// What would be a digest file or a folder of them and is out of reach, sorted by name.
    pub passed_over: Vec<CorpusError>,
    /// What is not read by a rule.
    pub ignored: Ignored,
}

/// The digest files below `folder`, as far as `reach` goes.
///
/// What else is there is not read, and told with the rule that says so: what a `.digestignore`
/// names, hidden files, what editors leave behind, the program's own files, and files that no
/// format reads. What only has the name of a digest file, such as a pipe, is told when it is
/// read. A folder that is reached twice, by a link, is read once. `stop` is asked for each
/// folder, and ends the walk: what was listed by then is of no use.
///
/// # Errors
///
/// Where `folder` itself cannot be read.
pub fn digest_files(
    folder: &Path,
    reach: Reach,
    stop: &dyn Fn() -> bool,
) -> Result<CorpusListing, CorpusError> {
    let mut listing = CorpusListing::default();
    let mut seen = HashSet::new();
    let mut folders = VecDeque::from([(String::new(), folder.to_owned(), None)]);
    let mut linked = VecDeque::new();
    let home = if reach.one_file_system {
        file_system(folder)
    } else {
        None
    };
    let is_elsewhere = |path: &Path| home.is_some() && file_system(path) != home;
    // Folders proper come before links to folders, so that a file has the name
    // of the place where it lies.
    while let Some((prefix, path, above)) = folders.pop_front().or_else(|| linked.pop_front()) {
        if stop() {
            break;
        }
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
        let patterns = Patterns::of_folder(above, &path, &prefix, &mut listing.problems);
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    listing.problems.push(unreadable_folder(&prefix, &error));
                    continue;
                }
            };
            let file_name = name_of(&entry.file_name());
            let name = format!("{prefix}{file_name}");
            let kind = entry.file_type().ok();
            let is_link = kind.is_some_and(|kind| kind.is_symlink());
            // A folder that may not be entered is known by its entry alone. Where a link leads
            // is looked at, and nothing there is read.
            let is_folder = kind.is_some_and(|kind| kind.is_dir())
                || kind.is_none_or(|kind| kind.is_symlink()) && entry.path().is_dir();
            let slash = if is_folder { "/" } else { "" };
            let told_name = || format!("{name}{slash}");
            if let Some(rule) = rule_of_name(&file_name, &prefix, is_folder) {
                listing.ignored.add_by_name(told_name(), rule);
                continue;
            }
            let ignoring = patterns.as_deref();
            let ignoring = ignoring.and_then(|found| found.ignoring(&entry.path(), is_folder));
            if let Some((pattern, of)) = ignoring {
                listing.ignored.add_by_pattern(told_name(), pattern, of);
                continue;
            }
            let is_digest = is_digest_name(&file_name);
            if !is_folder && !is_digest {
                listing.ignored.add_by_ending(name);
            } else if is_link && !reach.follows_links {
                listing.passed_over.push(link(&name));
            } else if is_elsewhere(&entry.path()) {
                listing.passed_over.push(of_other_file_system(&name));
            } else if is_folder {
                let queue = if is_link { &mut linked } else { &mut folders };
                queue.push_back((format!("{name}/"), entry.path(), patterns.clone()));
            } else {
                listing.files.push(CorpusFile {
                    name,
                    path: entry.path(),
                    may_be_link: reach.follows_links,
                });
            }
        }
    }
    listing.files.sort();
    for told in [&mut listing.problems, &mut listing.passed_over] {
        told.sort_by(|one, other| one.file.cmp(&other.file));
    }
    Ok(listing)
}

/// The rule by which a file or folder is not read whose name alone says so.
fn rule_of_name(file_name: &str, prefix: &str, is_folder: bool) -> Option<IgnoreRule> {
    let is_at_top = prefix.is_empty() && !is_folder;
    if file_name == DIGEST_IGNORE_FILE || (is_at_top && FILES_WITHIN.contains(&file_name)) {
        Some(IgnoreRule::Program)
    } else if is_at_top && FILES_BESIDE.contains(&file_name) {
        Some(IgnoreRule::Misplaced)
    } else if file_name.starts_with('.') {
        Some(IgnoreRule::Hidden)
    } else if file_name.starts_with(['~', '#']) || file_name.ends_with('~') {
        Some(IgnoreRule::LeftOver)
    } else {
        None
    }
}

/// The file system that a path lies on; `None` where nothing tells.
fn file_system(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    return fs::metadata(path)
        .ok()
        .map(|found| std::os::unix::fs::MetadataExt::dev(&found));
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

fn unreadable_corpus(path: &Path, error: &std::io::Error) -> CorpusError {
    let message = messages::corpus::corpus_unreadable(&error);
    CorpusError::new(&path.display().to_string(), None, message)
}

/// The problem of the folder below the corpus whose files' names start like this.
fn unreadable_folder(prefix: &str, error: &std::io::Error) -> CorpusError {
    let name = if prefix.is_empty() {
        WHOLE_FOLDER
    } else {
        prefix
    };
    let message = messages::corpus::folder_unreadable(&error);
    CorpusError::new(name, None, message)
}

fn link(name: &str) -> CorpusError {
    let message = messages::corpus::is_link();
    CorpusError::new(name, None, message).with_remedy(Remedy::FollowLinks)
}

fn of_other_file_system(name: &str) -> CorpusError {
    let message = messages::corpus::other_file_system();
    CorpusError::new(name, None, message).with_remedy(Remedy::OtherFileSystems)
}
