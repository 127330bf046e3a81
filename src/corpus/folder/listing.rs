//! Which files of a corpus folder are digest files. Nothing here opens them.
//!
//! Links and other file systems are what ripgrep makes of them: links are not followed, and
//! file systems are crossed, where nobody says otherwise. The folder itself is the one that
//! was named, by a link or not.

use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::error::CorpusError;
use crate::corpus::formats::is_digest_name;
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
}

/// The digest files below `folder`, as far as `reach` goes.
///
/// Files of other kinds, hidden files and what editors leave behind are passed
/// over. What only has the name of a digest file, such as a pipe, is told when it is
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
    let mut folders = VecDeque::from([(String::new(), folder.to_owned())]);
    let mut linked = VecDeque::new();
    let home = if reach.one_file_system {
        file_system(folder)
    } else {
        None
    };
    let is_elsewhere = |path: &Path| home.is_some() && file_system(path) != home;
    // Folders proper come before links to folders, so that a file has the name
    // of the place where it lies.
    while let Some((prefix, path)) = folders.pop_front().or_else(|| linked.pop_front()) {
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
            let is_digest = is_digest_name(&file_name);
            if is_link && !reach.follows_links {
                // Where it leads is looked at, and nothing there is read.
                if is_digest || entry.path().is_dir() {
                    listing.passed_over.push(link(&name));
                }
                continue;
            }
            // A folder that may not be entered is known by its entry alone.
            let is_folder = kind.is_some_and(|kind| kind.is_dir()) || entry.path().is_dir();
            if (is_folder || is_digest) && is_elsewhere(&entry.path()) {
                listing.passed_over.push(of_other_file_system(&name));
            } else if is_folder {
                let queue = if is_link { &mut linked } else { &mut folders };
                queue.push_back((format!("{name}/"), entry.path()));
            } else if is_digest {
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

fn is_passed_over(file_name: &str) -> bool {
    file_name.starts_with(['.', '~', '#']) || file_name.ends_with('~')
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

/// The name as text: bytes that are no UTF-8 as `\xFF`, characters that would end or turn
/// around the line that tells it as `\u{A}`, and `\x5C` for a `\` that would look like the
/// beginning of either, so that no two names become one.
fn name_of(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for (at, c) in chunk.valid().char_indices() {
            let rest = &chunk.valid()[at..];
            if escaped_byte(rest).is_some() || escaped_char(rest).is_some() {
                text.push_str("\\x5C");
            } else if steers(c) {
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

/// The byte that is no UTF-8 and is written as `text` begins: `\xFF`.
fn escaped_byte(text: &str) -> Option<u8> {
    let digits = text.strip_prefix("\\x")?.get(..2)?;
    u8::try_from(number(digits)?).ok()
}

/// The character that is written by its number as `text` begins: `\u{A}`.
fn escaped_char(text: &str) -> Option<char> {
    let (digits, _) = text.strip_prefix("\\u{")?.split_once('}')?;
    char::from_u32(number(digits)?)
}

/// The number of hexadecimal digits, as names are written with them.
fn number(digits: &str) -> Option<u32> {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'A'..='F');
    let is_number = !digits.is_empty() && digits.chars().all(is_digit);
    is_number.then(|| u32::from_str_radix(digits, 16).ok())?
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

fn link(name: &str) -> CorpusError {
    let message = "is a link, and links are not followed, so that nothing outside the corpus \
                   folder is read; put what it leads to in its place, remove it, or follow \
                   links with --follow";
    CorpusError::new(name, None, message)
}

fn of_other_file_system(name: &str) -> CorpusError {
    let message = "lies on another file system, which --one-file-system leaves out; put it \
                   beside the others, or leave the flag out";
    CorpusError::new(name, None, message)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::os::unix::ffi::OsStrExt;

    fn text_of(bytes: &[u8]) -> String {
        name_of(OsStr::from_bytes(bytes))
    }

    /// The bytes that a name was made of.
    fn bytes_of(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(byte) = escaped_byte(rest) {
                bytes.push(byte);
                rest = &rest[4..];
            } else if let Some(c) = escaped_char(rest) {
                bytes.extend(c.to_string().as_bytes());
                rest = &rest[rest.find('}').unwrap() + 1..];
            } else {
                bytes.extend(c.to_string().as_bytes());
                rest = &rest[c.len_utf8()..];
            }
        }
        bytes
    }

    #[test]
    fn names_are_as_they_are_but_for_what_steers_or_would_be_taken_for_an_escape() {
        for name in [
            "뉴스.txt",
            "a\\b",
            "\\x",
            "\\xF",
            "\\xff",
            "\\\\",
            "\\x가나",
            "\\u",
            "\\u{}",
            "\\u{a}",
            "\\u{A",
            "\\u{D800}",
            "\\u{110000}",
            "\\u{FFFFFFFFFF}",
        ] {
            assert_eq!(text_of(name.as_bytes()), name);
        }
        assert_eq!(text_of(b"a\xffb"), "a\\xFFb");
        assert_eq!(text_of(b"a\\xFFb"), "a\\x5CxFFb");
        assert_eq!(text_of(b"a\\x5CxFFb"), "a\\x5Cx5CxFFb");
        assert_eq!(text_of(b"\\\xff"), "\\\\xFF");
        assert_eq!(text_of(b"a\nb"), "a\\u{A}b");
        assert_eq!(text_of(b"a\\u{A}b"), "a\\x5Cu{A}b");
        assert_eq!(text_of(b"a\\u{000041}b"), "a\\x5Cu{000041}b");
        assert_eq!(text_of(b"a\\x5Cu{A}b"), "a\\x5Cx5Cu{A}b");
        assert_eq!(text_of("\\\u{202e}".as_bytes()), "\\\\u{202E}");
    }

    proptest! {
        #[test]
        fn each_name_tells_its_bytes(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    &b"\\"[..], b"x", b"\\x", b"5C", b"FF", b"F", b"\xff", b"\x5c", b"\xea", b"\xea\xb0\x80",
                    b"\n", b"\\u{", b"A", b"}", b"\xe2\x80\xae", b"\xc2\x85",
                ]),
                0..12,
            ),
        ) {
            let bytes = pieces.concat();
            prop_assert_eq!(bytes_of(&text_of(&bytes)), bytes);
        }
    }
}
