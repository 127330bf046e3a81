//! The mark that makes a folder an index: what in the folder is the program's own.
//!
//! Defines what the mark says, and what a folder without one is: free to become an index,
//! an index of a version that had no marks, or somebody else's. Only what the mark names is
//! ever removed; it names what is made before that is made.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::current::{self, CURRENT_FILE};
use crate::index::integrity::manifest::{FileRecord, Manifest, Unusable, is_readable_format};
use crate::index::reasons::in_short;
use crate::index::synced::sync;
use crate::regular_file;

pub(in crate::index) const LOCK_FILE: &str = "LOCK";

/// The file that marks a folder as an index.
pub(in crate::index) const MARK_FILE: &str = "digest-index.json";

/// How the mark is written. What a newer program writes is left alone.
const MARK_VERSION: u32 = 1;

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
        ensure!(mark.digest_index == MARK_VERSION, "it has another version");
        let digits = mark.work.strip_prefix(WORK_PREFIX);
        let is_ours = digits.is_some_and(|digits| {
            digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        ensure!(
            is_ours,
            "it names “{:.80}” as its folder to work in",
            mark.work
        );
        for name in &mark.generations {
            ensure!(
                current::is_name(name),
                "it names “{name:.80}” as a generation"
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

    /// Marks a folder that has no mark, or one that is damaged.
    pub(in crate::index) fn make(index: &Path, generations: Vec<String>) -> anyhow::Result<Self> {
        let mark = Mark::new(generations);
        let path = index.join(MARK_FILE);
        let write = || {
            if let Ok(there) = fs::symlink_metadata(&path) {
                regular_file::check_kind(&there)?;
                fs::remove_file(&path)?;
            }
            let mut file = File::create_new(&path)?;
            file.write_all(&mark.to_bytes())?;
            file.sync_all()
        };
        if let Err(error) = write() {
            // Half of it would only be in the way.
            let _ = fs::remove_file(&path);
            return Err(error).with_context(|| format!("cannot write {}", path.display()));
        }
        sync(index)?;
        Ok(mark)
    }
}

/// What a folder is to the program.
#[derive(Debug)]
pub(in crate::index) enum Standing {
    /// Not there, or with nothing in it that anybody would miss: an index can be made here.
    Free,
    /// An index.
    Marked(Mark),
    /// An index of a version that had no marks, or whose mark is damaged, with the
    /// generations that are beyond doubt.
    Unmarked(Vec<String>),
    /// Not an index of this program.
    Foreign(NotAnIndex),
}

/// A folder that is not taken for an index, and not written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnIndex {
    /// The folder.
    pub folder: PathBuf,
    /// Why it is not.
    pub why: WhyNot,
}

/// Why a folder is not taken for an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// It is no folder.
    NoFolder,
    /// This is in it, the first by name of what an index does not have.
    Holds(String),
    /// Its mark cannot be read, and nothing else proves what it is.
    BadMark(String),
    /// A newer program marked it.
    Newer(u32),
}

impl fmt::Display for NotAnIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.display();
        match &self.why {
            WhyNot::NoFolder => {
                write!(f, "{folder} is to be the index folder and is no folder")
            }
            WhyNot::Holds(name) => write!(
                f,
                "{folder} is no index of digest and not empty: there is {name:?} in it; nothing \
                 was changed. Move that away"
            ),
            WhyNot::BadMark(why) => write!(
                f,
                "the mark of the index, {folder}/{MARK_FILE}, is damaged ({why}), and no \
                 generation in the folder is whole; nothing was changed. Move {folder} away"
            ),
            WhyNot::Newer(version) => write!(
                f,
                "the index in {folder} was made by a newer digest and is left as it is: its mark \
                 is {version} and this program's is {MARK_VERSION}"
            ),
        }
    }
}

impl std::error::Error for NotAnIndex {}

/// The first by name of what is in a folder beside what is let be.
#[derive(Default)]
struct Firsts {
    /// Of all.
    any: Option<String>,
    /// Of what no index has, with a mark or without.
    strange: Option<String>,
}

/// What the folder `index` is.
///
/// # Errors
///
/// Where that cannot be told, for lack of access.
pub(in crate::index) fn standing(index: &Path) -> anyhow::Result<Standing> {
    let foreign = |why: WhyNot| {
        Ok(Standing::Foreign(NotAnIndex {
            folder: index.to_owned(),
            why,
        }))
    };
    match fs::metadata(index) {
        Ok(there) if there.is_dir() => {}
        Ok(_) => return foreign(WhyNot::NoFolder),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A link to nowhere is there all the same.
            return match fs::symlink_metadata(index) {
                Ok(_) => foreign(WhyNot::NoFolder),
                Err(_) => Ok(Standing::Free),
            };
        }
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read {}", index.display()));
        }
    }
    let mark = read_mark(&index.join(MARK_FILE));
    let damaged = match mark {
        MarkRead::Whole(mark) => return Ok(Standing::Marked(mark)),
        MarkRead::Newer(version) => return foreign(WhyNot::Newer(version)),
        MarkRead::Missing => None,
        MarkRead::NoAccess(error) => {
            let path = index.join(MARK_FILE);
            return Err(error).with_context(|| format!("cannot read {}", path.display()));
        }
        MarkRead::Damaged(why) => Some(why),
    };
    let firsts = firsts(index)?;
    let Some(first) = firsts.any else {
        return Ok(Standing::Free);
    };
    let proven = proven_generations(index)?;
    let current = current::current(index).ok().flatten();
    let current_is_proven =
        current.is_some_and(|current| proven.contains(&current::name_of(&current.folder)));
    let is_proven = current_is_proven
        || (!proven.is_empty() && (damaged.is_some() || firsts.strange.is_none()));
    if is_proven {
        return Ok(Standing::Unmarked(proven));
    }
    match damaged {
        Some(why) => foreign(WhyNot::BadMark(why)),
        None => foreign(WhyNot::Holds(first)),
    }
}

enum MarkRead {
    Missing,
    NoAccess(io::Error),
    Damaged(String),
    Newer(u32),
    Whole(Mark),
}

fn read_mark(path: &Path) -> MarkRead {
    let bytes = match regular_file::read_itself(path, LARGEST_MARK_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return MarkRead::Missing,
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return MarkRead::NoAccess(error);
        }
        Err(error) => return MarkRead::Damaged(error.to_string()),
    };
    match Mark::from_bytes(&bytes) {
        Ok(mark) => MarkRead::Whole(mark),
        Err(error) => match serde_json::from_slice::<AnyMark>(&bytes) {
            Ok(any) if any.digest_index > MARK_VERSION => MarkRead::Newer(any.digest_index),
            _ => MarkRead::Damaged(in_short(&error)),
        },
    }
}

fn firsts(index: &Path) -> anyhow::Result<Firsts> {
    let cannot = || format!("cannot read {}", index.display());
    let mut firsts = Firsts::default();
    for entry in fs::read_dir(index).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(metadata) = fs::symlink_metadata(entry.path()) else {
            continue;
        };
        if is_let_be(&name, &metadata) || is_begun(&name, &metadata) {
            continue;
        }
        if !is_of_an_index_without_mark(&name, &metadata) {
            keep_first(&mut firsts.strange, &name);
        }
        keep_first(&mut firsts.any, &name);
    }
    Ok(firsts)
}

fn keep_first(kept: &mut Option<String>, name: &str) {
    if kept.as_ref().is_none_or(|kept| name < kept.as_str()) {
        *kept = Some(name.to_owned());
    }
}

/// What may lie in an index folder from the start, and stays: what tells people or version
/// control of the folder, and what a file system has at its root.
fn is_let_be(name: &str, metadata: &fs::Metadata) -> bool {
    match name {
        "README.md" => metadata.is_file(),
        "lost+found" => metadata.is_dir(),
        _ => name.starts_with('.') && metadata.is_file(),
    }
}

/// What a run has made that was killed before it had marked the folder.
fn is_begun(name: &str, metadata: &fs::Metadata) -> bool {
    matches!(name, LOCK_FILE | MARK_FILE) && metadata.is_file() && metadata.len() == 0
}

/// What an index of a version without marks has.
fn is_of_an_index_without_mark(name: &str, metadata: &fs::Metadata) -> bool {
    let is_file = matches!(name, LOCK_FILE | MARK_FILE | CURRENT_FILE | "CURRENT.new");
    let is_folder = current::is_name(name)
        || name.starts_with(WORK_PREFIX)
        || name.starts_with("removing-gen-");
    (is_file && metadata.is_file()) || (is_folder && metadata.is_dir())
}

/// The generations that a digest made, beyond doubt: their manifests are right.
fn proven_generations(index: &Path) -> anyhow::Result<Vec<String>> {
    let generations = current::on_disk(index)?.into_iter();
    let proven = generations.filter(|(_, folder)| is_generation(folder));
    Ok(proven
        .map(|(_, folder)| current::name_of(&folder))
        .collect())
}

fn is_generation(folder: &Path) -> bool {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir());
    is_folder
        && match Manifest::read(folder) {
            Ok(_) => true,
            // The oldest have no seal; but whatever else they may be, they hold records of
            // digest files.
            Err(Unusable::OtherFormat(format)) if is_readable_format(format) => {
                FileRecord::read_all(folder).is_ok_and(|records| !records.is_empty())
            }
            // It says that it is a newer one's, by a seal that is right.
            Err(Unusable::OtherFormat(_)) => true,
            Err(Unusable::Damaged(_)) => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn refusal(index: &Path) -> String {
        match standing(index).unwrap() {
            Standing::Foreign(why) => why.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_folder_with_nothing_that_anybody_would_miss_is_free() {
        let index = folder();
        let index = index.path();
        assert!(matches!(standing(index).unwrap(), Standing::Free));
        assert!(matches!(
            standing(&index.join("nowhere")).unwrap(),
            Standing::Free
        ));
        for name in ["README.md", ".gitignore", ".gitkeep", "LOCK", MARK_FILE] {
            fs::write(index.join(name), "").unwrap();
        }
        fs::create_dir(index.join("lost+found")).unwrap();
        assert!(matches!(standing(index).unwrap(), Standing::Free));
        fs::write(index.join("README.md"), "색인").unwrap();
        assert!(matches!(standing(index).unwrap(), Standing::Free));
    }

    #[test]
    fn what_is_not_ours_is_named() {
        for name in [
            "notes.txt",
            "CURRENT",
            "building-docs",
            "building-1",
            "removing-gen-000001",
            "gen-000001",
            "readme.md",
            "한글",
        ] {
            for is_folder in [true, false] {
                let index = folder();
                let path = index.path().join(name);
                if is_folder {
                    fs::create_dir(&path).unwrap();
                    fs::write(path.join("manifest.json"), "{}\n{}\n").unwrap();
                } else {
                    fs::write(&path, "MANIFEST-000001\n").unwrap();
                }
                fs::write(index.path().join("힣힣"), "").unwrap();
                let told = refusal(index.path());
                assert!(told.contains(&format!("{name:?}")), "{told}");
            }
        }
        let index = folder();
        fs::create_dir(index.path().join(".git")).unwrap();
        assert!(refusal(index.path()).contains(".git"));
        let index = folder();
        fs::write(index.path().join("LOCK"), "mine").unwrap();
        assert!(refusal(index.path()).contains("LOCK"));
        let index = folder();
        let file = index.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(refusal(&file).contains("is no folder"));
    }

    #[test]
    fn a_mark_comes_back_whole_and_a_newer_one_is_told() {
        let index = folder();
        let index = index.path();
        let mut mark = Mark::make(index, vec!["gen-000001".to_owned()]).unwrap();
        let Standing::Marked(read) = standing(index).unwrap() else {
            panic!("it is not marked");
        };
        assert_eq!(read, mark);
        // Whatever else is there by then.
        fs::write(index.join("notes.txt"), "").unwrap();
        assert!(matches!(standing(index).unwrap(), Standing::Marked(_)));
        assert!(mark.forget_missing(index));
        assert!(mark.generations().is_empty());
        fs::write(index.join(MARK_FILE), r#"{"digest_index":2,"more":1}"#).unwrap();
        assert!(refusal(index).contains("newer digest"));
    }

    #[test]
    fn a_damaged_mark_proves_nothing() {
        let index = folder();
        let index = index.path();
        let good = Mark::make(index, Vec::new()).unwrap().to_bytes();
        let text = String::from_utf8(good.clone()).unwrap();
        for bad in [
            "nonsense".to_owned(),
            text[..text.len() / 2].to_owned(),
            text.replace("building-", "../building-"),
            text.replace("building-", ""),
            text.replace("[]", "[\"../../home\"]"),
            text.replace("[]", "[\"gen-1/../../x\"]"),
        ] {
            assert_ne!(bad, text);
            assert!(Mark::from_bytes(bad.as_bytes()).is_err(), "{bad}");
            fs::write(index.join(MARK_FILE), &bad).unwrap();
            let told = refusal(index);
            assert!(told.contains("is damaged"), "{told}");
            assert!(told.len() < 600, "{told}");
        }
        assert_ne!(Mark::new([]).work, Mark::new([]).work);
    }
}
