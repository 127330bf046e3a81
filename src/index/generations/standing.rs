//! What a folder is to the program: free to become an index, an index with its mark or of a
//! version that had none, or somebody else's.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::current::{self, CURRENT_FILE};
use super::mark::{LOCK_FILE, MARK_FILE, MARK_VERSION, Mark, MarkRead, WORK_PREFIX, read_mark};
use crate::index::integrity::manifest::{Manifest, Unusable, is_readable_format};
use crate::index::integrity::records::FileRecord;
use crate::language::{Message, messages};

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
    BadMark(Message),
    /// A newer program marked it.
    Newer(u32),
}

impl fmt::Display for NotAnIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.display();
        match &self.why {
            WhyNot::NoFolder => {
                write!(f, "{}", messages::index::no_folder(&folder))
            }
            WhyNot::Holds(name) => write!(
                f,
                "{}",
                messages::index::holds_others(&folder, &format_args!("{name:?}"))
            ),
            WhyNot::BadMark(why) => write!(
                f,
                "{}",
                messages::index::bad_mark(&folder, &MARK_FILE, &why)
            ),
            WhyNot::Newer(version) => write!(
                f,
                "{}",
                messages::index::newer_mark(&folder, &version, &MARK_VERSION)
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
            return Err(error).with_context(|| messages::index::cannot_read(&index.display()));
        }
    }
    let mark = read_mark(&index.join(MARK_FILE));
    let damaged = match mark {
        MarkRead::Whole(mark) => return Ok(Standing::Marked(mark)),
        MarkRead::Newer(version) => return foreign(WhyNot::Newer(version)),
        MarkRead::Missing => None,
        MarkRead::NoAccess(error) => {
            let path = index.join(MARK_FILE);
            return Err(error).with_context(|| messages::index::cannot_read(&path.display()));
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
    // A run may have marked the folder since its mark was looked for, and what was found then is
    // the run's.
    if let MarkRead::Whole(mark) = read_mark(&index.join(MARK_FILE)) {
        return Ok(Standing::Marked(mark));
    }
    match damaged {
        Some(why) => foreign(WhyNot::BadMark(why)),
        None => foreign(WhyNot::Holds(first)),
    }
}

fn firsts(index: &Path) -> anyhow::Result<Firsts> {
    let cannot = || messages::index::cannot_read(&index.display());
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
    fn a_folder_that_is_being_marked_is_nobody_elses() {
        for _ in 0..200 {
            let index = folder();
            let index = index.path();
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    let mark = Mark::make(index, Vec::new()).unwrap();
                    fs::create_dir(index.join(mark.work())).unwrap();
                });
                loop {
                    match standing(index).unwrap() {
                        Standing::Marked(_) => break,
                        Standing::Free => {}
                        other => panic!("{other:?}"),
                    }
                }
            });
        }
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
    }
}
