//! What became of the digest files since the generation before.
//!
//! Told by their content: neither times nor names say whether a file is the same.

use std::collections::{HashMap, HashSet};
use std::fs;

use super::{JobError, JobEvent, Sink, Stop, check_stop};
use crate::corpus::{self, CorpusFile};
use crate::index::FileRecord;
use crate::language::labels::states;

/// A file whose articles are in the index is compared where it has up to so many times the
/// bytes that tonight's memory would be enough for.
const KNOWN_FILE_TIMES: u64 = 16;

/// What became of a digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// Its bytes are those of the generation before.
    Unchanged,
    /// It was not there before.
    Added,
    /// Its bytes are others.
    Replaced,
    /// Its bytes are those of a file that is gone, of this name.
    Renamed(String),
}

/// The digest files of tonight against those of the generation before.
pub(super) struct Changes {
    /// Each file of tonight, in order, with what became of it.
    pub files: Vec<(CorpusFile, Change)>,
    /// The files that are gone, in order; those that were renamed are among them.
    pub gone: Vec<String>,
}

impl Changes {
    /// Compares `files` with `records`, by their names. What is larger than `limit_bytes` is
    /// not read in any case, and so as good as a file that cannot be.
    ///
    /// # Errors
    ///
    /// Where the run was told to stop.
    pub(super) fn find(
        files: Vec<CorpusFile>,
        records: &HashMap<&str, &FileRecord>,
        limit_bytes: u64,
        stop: Stop<'_>,
        tell: Sink<'_>,
    ) -> Result<Self, JobError> {
        tell(&JobEvent::Phase {
            name: states::LOOKING_FOR_CHANGES,
        });
        let mut hashes = Vec::with_capacity(files.len());
        for file in &files {
            // What was read when more memory was given is not another file for that.
            let is_whole = |record: &&FileRecord| !record.stale;
            let limit_bytes = match records.get(file.name.as_str()).filter(|r| is_whole(r)) {
                Some(_) => limit_bytes.saturating_mul(KNOWN_FILE_TIMES),
                None => limit_bytes,
            };
            let hash = corpus::hash(file, limit_bytes, stop);
            check_stop(stop)?;
            // What cannot be read is as it was where it could not be read before.
            hashes.push(hash.unwrap_or_default());
        }
        let names: HashSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let mut gone: Vec<&FileRecord> = records
            .values()
            .filter(|record| !names.contains(record.file.as_str()))
            .copied()
            .collect();
        gone.sort_by(|a, b| a.file.cmp(&b.file));
        let mut by_hash: HashMap<&str, Vec<&str>> = HashMap::new();
        for record in gone.iter().rev().filter(|record| !record.hash.is_empty()) {
            by_hash.entry(&record.hash).or_default().push(&record.file);
        }
        let mut changes = Vec::with_capacity(files.len());
        for (file, hash) in files.into_iter().zip(hashes) {
            let change = match records.get(file.name.as_str()) {
                Some(record) if record.hash == hash => Change::Unchanged,
                Some(_) => Change::Replaced,
                None => match by_hash.get_mut(hash.as_str()).and_then(Vec::pop) {
                    Some(name) => Change::Renamed(name.to_owned()),
                    None => Change::Added,
                },
            };
            changes.push((file, change));
        }
        Ok(Changes {
            files: changes,
            gone: gone.iter().map(|record| record.file.clone()).collect(),
        })
    }

    /// Whether the digest files are those of the generation before.
    pub(super) fn is_empty(&self) -> bool {
        let mut files = self.files.iter();
        self.gone.is_empty() && files.all(|(_, change)| *change == Change::Unchanged)
    }

    /// How many bytes of digest files are to be read: of all, or of those alone that
    /// changed.
    pub(super) fn bytes(&self, only_changed: bool) -> u64 {
        let files = self.files.iter();
        let read = files.filter(|(_, change)| !only_changed || *change != Change::Unchanged);
        let size = |file: &CorpusFile| fs::metadata(&file.path).map_or(0, |found| found.len());
        read.map(|(file, _)| size(file)).sum()
    }

    /// The names that files had before, by those that they have.
    pub(super) fn renamed(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter();
        files.filter_map(|(file, change)| match change {
            Change::Renamed(from) => Some((file.name.as_str(), from.as_str())),
            _ => None,
        })
    }
}
