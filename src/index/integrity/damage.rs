//! Whether the files of a generation are those that its manifest names.
//!
//! Defines the two ways to tell. A search looks at sizes and times, which costs a
//! microsecond a file, and reads whole only small files and those where these differ;
//! what it reads of the others is verified by `block_sums`. A job before it publishes, and
//! `digest check`, read all.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

use anyhow::{Context, bail};

use super::block_sums::has_sums;
use super::manifest::{FileEntry, HEAD_FILE, Manifest, TERMS_FILE};
use super::records::RECORDS_FILE;
use crate::index::vocabulary::segment_of;
use crate::language::messages;
use crate::regular_file;

/// So much of a file is hashed before it is asked whether to go on, in bytes.
const HASHED_BYTES: u64 = 8 << 20;

/// What is wrong with a file of a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub kind: DamageKind,
}

/// How a file is not what the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DamageKind {
    /// It is not there.
    Missing,
    /// Its size is another one, in bytes: found, and named.
    Size(u64, u64),
    /// Its content is another one.
    Content,
    /// It cannot be read; the text says why.
    Unreadable(String),
    /// The manifest does not name it.
    Unknown,
}

impl Damage {
    fn of(entry: &FileEntry, kind: DamageKind) -> Self {
        Damage {
            file: entry.name.clone(),
            kind,
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        match &self.kind {
            DamageKind::Missing => write!(f, "{}", messages::index::file_missing(&file)),
            DamageKind::Size(found, named) => {
                write!(f, "{}", messages::index::file_size(&file, &found, &named))
            }
            DamageKind::Content => write!(f, "{}", messages::index::content_changed(&file)),
            DamageKind::Unreadable(reason) => {
                write!(f, "{}", messages::index::file_unreadable(&file, &reason))
            }
            DamageKind::Unknown => write!(f, "{}", messages::index::file_foreign(&file)),
        }
    }
}

/// Finds the first file that is missing, or whose size or time is another one and
/// whose content is, too; or a file that every search reads whole and that has changed
/// without showing it.
///
/// A file that was copied with another time costs a reading, and is as good.
pub(crate) fn first_damage(generation: &Path, manifest: &Manifest) -> Option<Damage> {
    let mut damages =
        manifest
            .files
            .iter()
            .filter_map(|entry| match looks_unchanged(generation, entry) {
                Ok(true) if !is_read_by_every_search(&entry.name) => None,
                Ok(_) => damage_of(generation, entry),
                Err(kind) => Some(Damage::of(entry, kind)),
            });
    damages.next()
}

/// What a search reads before it knows what it looks for, which is not much. The words
/// and the digest files are not among it, the compiled terms are sealed by a checksum of
/// their own, which whoever loads them compares, and the rest has sums.
fn is_read_by_every_search(name: &str) -> bool {
    !has_sums(name) && segment_of(name).is_none() && !matches!(name, RECORDS_FILE | TERMS_FILE)
}

/// Reads files of the generation until one is not what was written.
///
/// `go_on` is asked now and then.
///
/// # Errors
///
/// That of `go_on`.
pub(in crate::index) fn first_changed(
    generation: &Path,
    manifest: &Manifest,
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> anyhow::Result<Option<Damage>> {
    for entry in &manifest.files {
        if let Some(damage) = damage_while(generation, entry, go_on)? {
            return Ok(Some(damage));
        }
    }
    Ok(None)
}

/// Reads those files that every search reads whole, and refuses them where one is not what
/// was written.
pub(in crate::index) fn check_small_files(
    generation: &Path,
    manifest: &Manifest,
) -> anyhow::Result<()> {
    let files = manifest.files.iter();
    let mut small = files.filter(|entry| is_read_by_every_search(&entry.name));
    match small.find_map(|entry| damage_of(generation, entry)) {
        Some(damage) => bail!("{}: {damage}", generation.display()),
        None => Ok(()),
    }
}

/// Whether sizes and times of all files are those of the manifest.
pub(crate) fn all_look_unchanged(generation: &Path, manifest: &Manifest) -> bool {
    let mut files = manifest.files.iter();
    files.all(|entry| matches!(looks_unchanged(generation, entry), Ok(true)))
}

/// Reads every file of the generation; tells all that is wrong, by name.
pub(crate) fn all_damage(generation: &Path, manifest: &Manifest) -> anyhow::Result<Vec<Damage>> {
    let files = manifest.files.iter();
    let mut damages: Vec<Damage> = files
        .clone()
        .filter_map(|entry| damage_of(generation, entry))
        .collect();
    let mut known: HashSet<&str> = files.map(|entry| entry.name.as_str()).collect();
    known.insert(HEAD_FILE);
    for file in names(generation)? {
        if !known.contains(file.as_str()) {
            let kind = DamageKind::Unknown;
            damages.push(Damage { file, kind });
        }
    }
    damages.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(damages)
}

/// Reads one file of the generation, and refuses it where it is not what was written.
pub(crate) fn check_file(generation: &Path, manifest: &Manifest, name: &str) -> anyhow::Result<()> {
    let entry = manifest.files.iter().find(|entry| entry.name == name);
    let entry = entry.with_context(|| messages::index::not_in_manifest(&name))?;
    match damage_of(generation, entry) {
        Some(damage) => bail!("{}: {damage}", generation.display()),
        None => Ok(()),
    }
}

/// The entries of all files in a folder but the manifest, by name. Every file is read
/// but for those that are `known` by another generation, with which they are shared.
pub(crate) fn entries<'a>(
    generation: &Path,
    known: impl Iterator<Item = &'a FileEntry>,
) -> anyhow::Result<Vec<FileEntry>> {
    let known: HashMap<&str, &FileEntry> =
        known.map(|entry| (entry.name.as_str(), entry)).collect();
    let mut entries = Vec::new();
    for name in names(generation)? {
        if name == HEAD_FILE {
            continue;
        }
        let path = generation.join(&name);
        let cannot = || messages::index::cannot_read(&path.display());
        let file = regular_file::open_itself(&path).with_context(cannot)?;
        let metadata = file.metadata().with_context(cannot)?;
        let blake3 = match known.get(name.as_str()) {
            Some(entry) => entry.blake3.clone(),
            None => hash(file).with_context(cannot)?,
        };
        entries.push(FileEntry {
            name,
            size_bytes: metadata.len(),
            modified_ns: modified_ns(&metadata),
            blake3,
        });
    }
    Ok(entries)
}

/// The names of the files in a folder, in order.
fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| messages::index::cannot_read(&folder.display()));
    for entry in entries? {
        let entry = entry.with_context(|| messages::index::cannot_read(&folder.display()))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn looks_unchanged(generation: &Path, entry: &FileEntry) -> Result<bool, DamageKind> {
    let metadata = fs::symlink_metadata(generation.join(&entry.name));
    let metadata = metadata.map_err(|error| kind_of(&error))?;
    regular_file::check_kind(&metadata).map_err(|error| kind_of(&error))?;
    if metadata.len() != entry.size_bytes {
        return Err(DamageKind::Size(metadata.len(), entry.size_bytes));
    }
    Ok(modified_ns(&metadata) == entry.modified_ns)
}

/// Reads a file; tells what is wrong with it, if anything is.
pub(in crate::index) fn damage_of(generation: &Path, entry: &FileEntry) -> Option<Damage> {
    damage_while(generation, entry, &|| Ok(())).unwrap_or_else(|error| {
        let kind = DamageKind::Unreadable(error.to_string());
        Some(Damage::of(entry, kind))
    })
}

/// The same; `go_on` is asked now and then, and its error ends it.
fn damage_while(
    generation: &Path,
    entry: &FileEntry,
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> anyhow::Result<Option<Damage>> {
    let damaged = |kind: DamageKind| Ok(Some(Damage::of(entry, kind)));
    let opened = regular_file::open_itself(&generation.join(&entry.name))
        .and_then(|file| Ok((file.metadata()?.len(), file)));
    let (size_bytes, file) = match opened {
        Ok(opened) => opened,
        Err(error) => return damaged(kind_of(&error)),
    };
    if size_bytes != entry.size_bytes {
        return damaged(DamageKind::Size(size_bytes, entry.size_bytes));
    }
    let mut hasher = blake3::Hasher::new();
    let mut left_bytes = size_bytes;
    while left_bytes > 0 {
        go_on()?;
        let part_bytes = left_bytes.min(HASHED_BYTES);
        if let Err(error) = hasher.update_reader((&file).take(part_bytes)) {
            return damaged(kind_of(&error));
        }
        left_bytes -= part_bytes;
    }
    if hasher.finalize().to_hex().as_str() == entry.blake3 {
        Ok(None)
    } else {
        damaged(DamageKind::Content)
    }
}

fn kind_of(error: &io::Error) -> DamageKind {
    match error.kind() {
        io::ErrorKind::NotFound => DamageKind::Missing,
        _ => DamageKind::Unreadable(error.to_string()),
    }
}

/// BLAKE3 of what is left to read, in hexadecimal.
fn hash(reader: impl Read) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(reader)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// When a file was last written; the nearest that can be told where that is beyond
/// the years 1678 to 2262.
fn modified_ns(metadata: &Metadata) -> i64 {
    let Ok(modified) = metadata.modified() else {
        return 0;
    };
    match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    }
}
