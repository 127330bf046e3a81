//! The folders of an index: generations, and which of them is published.
//!
//! Defines how a finished generation is published, how one is taken back, and which
//! are removed. What is in a generation is the manifest's, the writer's and the
//! reader's; who may write or is reading is `lock`'s.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::lock::{IndexLock, Readers};
use super::manifest::HEAD_FILE;
use super::synced::{sync, write_synced};

const CURRENT_FILE: &str = "CURRENT";
const GENERATION_PREFIX: &str = "gen-";
const UNFINISHED_PREFIX: &str = "building-";
const REMOVED_PREFIX: &str = "removing-";

/// How many characters the hash of a manifest has in `CURRENT`.
const HASH_CHARS: usize = 64;

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
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let named = std::str::from_utf8(&bytes).ok().and_then(parse_current);
    let Some((name, hash)) = named else {
        bail!("{} is damaged: it names no generation", path.display());
    };
    Ok(Some(Current {
        folder: index.join(name),
        manifest_hash: hash.map(str::to_owned),
    }))
}

/// The name and the hash of a line `gen-000007 HASH`, or the name alone.
fn parse_current(text: &str) -> Option<(&str, Option<&str>)> {
    let line = text.strip_suffix('\n')?;
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
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// The name of a generation's folder, such as `gen-000007`.
pub(crate) fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A folder for a generation that is not finished; removed where it is dropped
/// before it was published.
#[derive(Debug)]
pub(crate) struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Published, it has another name by now. What cannot be removed is removed by
        // the next job.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A new empty folder for a generation that is not finished.
pub(crate) fn start(index: &Path) -> anyhow::Result<Unfinished> {
    let folder = index.join(format!("{UNFINISHED_PREFIX}{}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(Unfinished { path: folder })
}

/// What came of publishing.
#[derive(Debug)]
pub struct Published {
    /// The generation's name, such as `gen-000007`.
    pub name: String,
    /// Why the disk did not confirm that it has the name, though searches read it: after
    /// a power cut it may be the generation before that is published.
    pub unconfirmed: Option<anyhow::Error>,
}

/// Makes the finished folder the generation that searches read.
///
/// Its files are on the disk already. The folder is synced before it gets its name,
/// and the name before `CURRENT` is replaced, so that a crash at any moment leaves the
/// old generation or the new one. The generation before stays, for `roll_back` and
/// for searches that have it open.
pub(crate) fn publish(
    index: &Path,
    finished: Unfinished,
    manifest_hash: &str,
    lock: &IndexLock,
) -> anyhow::Result<Published> {
    sync(finished.path())?;
    let before = current(index).ok().flatten().map(|current| current.folder);
    let last = generations(index)?.last().map_or(0, |(last, _)| *last);
    let name = format!("{GENERATION_PREFIX}{:06}", last + 1);
    let folder = index.join(&name);
    fs::rename(finished.path(), &folder)
        .with_context(|| format!("cannot create {}", folder.display()))?;
    sync(index)?;
    let published = point_to(index, name, manifest_hash)?;
    let kept: Vec<PathBuf> = before.into_iter().chain([folder]).collect();
    remove_old(index, &kept, lock);
    Ok(published)
}

/// Makes a generation that is whole the one that searches read.
pub(crate) fn point_to(
    index: &Path,
    name: String,
    manifest_hash: &str,
) -> anyhow::Result<Published> {
    let side = index.join(format!("{CURRENT_FILE}.new"));
    write_synced(&side, format!("{name} {manifest_hash}\n").as_bytes())?;
    let path = index.join(CURRENT_FILE);
    if let Err(error) = fs::rename(&side, &path) {
        let _ = fs::remove_file(&side);
        return Err(error).with_context(|| format!("cannot replace {}", path.display()));
    }
    Ok(Published {
        name,
        unconfirmed: sync(index).err(),
    })
}

/// Removes every generation but `kept` and those that a search reads. What cannot be
/// removed now is tried again by the next job.
fn remove_old(index: &Path, kept: &[PathBuf], _lock: &IndexLock) {
    for (_, folder) in generations(index).unwrap_or_default() {
        if kept.contains(&folder) {
            continue;
        }
        let Readers::None(_none_begins) = Readers::of(&folder.join(HEAD_FILE)) else {
            continue;
        };
        // Under another name first: a search that has just read this one's name finds
        // nothing there, rather than half of it, and asks again which is published.
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let removed = index.join(format!("{REMOVED_PREFIX}{name}"));
        if fs::rename(&folder, &removed).is_ok() {
            let _ = fs::remove_dir_all(&removed);
        }
    }
}

/// Removes what jobs that were killed left unfinished, or half removed.
///
/// # Errors
///
/// Where the index folder cannot be read, or something cannot be removed.
pub fn remove_leftovers(index: &Path, _lock: &IndexLock) -> anyhow::Result<()> {
    for entry in fs::read_dir(index).with_context(|| format!("cannot read {}", index.display()))? {
        let path = entry?.path();
        let name = name_of(&path);
        if name.starts_with(UNFINISHED_PREFIX) || name.starts_with(REMOVED_PREFIX) {
            fs::remove_dir_all(&path)
                .with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// The generations by number, the oldest first.
pub(crate) fn generations(index: &Path) -> anyhow::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(index).with_context(|| format!("cannot read {}", index.display()))? {
        let entry = entry?;
        if let Some(number) = number(&entry.file_name()) {
            found.push((number, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::lock::Pin;

    const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn built(index: &Path, content: &str) -> Unfinished {
        let folder = start(index).unwrap();
        fs::write(folder.path().join("data"), content).unwrap();
        fs::write(folder.path().join(HEAD_FILE), content).unwrap();
        folder
    }

    fn numbers(index: &Path) -> Vec<u64> {
        generations(index).unwrap().iter().map(|g| g.0).collect()
    }

    fn lock(index: &Path) -> IndexLock {
        IndexLock::take(index, |_| false).unwrap().unwrap()
    }

    #[test]
    fn the_newest_is_current_and_the_one_before_stays() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = lock(index);
        assert_eq!(current(index).unwrap(), None);
        for round in 1..=3 {
            let folder = built(index, &round.to_string());
            let name = publish(index, folder, HASH, &lock).unwrap().name;
            let now = current(index).unwrap().unwrap();
            assert_eq!(name_of(&now.folder), name);
            assert_eq!(now.manifest_hash.as_deref(), Some(HASH));
            assert_eq!(
                fs::read_to_string(now.folder.join("data")).unwrap(),
                round.to_string()
            );
        }
        assert_eq!(numbers(index), [2, 3]);
    }

    #[test]
    fn a_generation_that_is_read_is_not_removed() {
        let index = tempfile::tempdir().unwrap();
        let index = index.path();
        let lock = lock(index);
        let publish = |content: &str| {
            publish(index, built(index, content), HASH, &lock).unwrap();
        };
        publish("1");
        let manifest = current(index).unwrap().unwrap().folder.join(HEAD_FILE);
        let pin = Pin::new(fs::File::open(manifest).unwrap()).unwrap();
        publish("2");
        publish("3");
        assert_eq!(numbers(index), [1, 2, 3]);
        drop(pin);
        publish("4");
        assert_eq!(numbers(index), [3, 4]);
    }

    #[test]
    fn unfinished_folders_are_removed_and_never_current() {
        let index = tempfile::tempdir().unwrap();
        let lock = lock(index.path());
        let given_up = built(index.path(), "half");
        let path = given_up.path().to_owned();
        drop(given_up);
        assert!(!path.exists());
        // A job that was killed drops nothing.
        fs::create_dir(&path).unwrap();
        fs::create_dir(index.path().join("removing-gen-000001")).unwrap();
        assert_eq!(current(index.path()).unwrap(), None);
        remove_leftovers(index.path(), &lock).unwrap();
        assert!(!path.exists());
        assert!(!index.path().join("removing-gen-000001").exists());
    }

    #[test]
    fn a_damaged_current_is_told() {
        let index = tempfile::tempdir().unwrap();
        let short = format!("gen-000001 {}\n", &HASH[1..]);
        let upper = format!("gen-000001 {}\n", HASH.to_uppercase());
        for text in [
            "",
            "\n",
            "../etc\n",
            "gen-\n",
            "gen-1x\n",
            "gen-000001",
            "gen-000001 \n",
            &short,
            &upper,
        ] {
            fs::write(index.path().join(CURRENT_FILE), text).unwrap();
            let error = current(index.path()).unwrap_err();
            assert!(
                error.to_string().contains("names no generation"),
                "{text:?}"
            );
        }
    }
}
