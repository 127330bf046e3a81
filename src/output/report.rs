//! What a run of the index job did, as values.

use std::collections::BTreeMap;

/// What a run of the index job did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexReport {
    /// Issues in the whole index.
    pub issues: u64,
    /// Articles in the whole index.
    pub articles: u64,
    /// Events in the whole index.
    pub events: u64,
    /// Citations in the whole index.
    pub citations: u64,
    /// The generation that searches read now.
    pub generation: Option<String>,
    /// Whether this run published it; nothing is where nothing changed.
    pub published: bool,
    /// Why the disk did not confirm that it has the generation, though searches read it.
    pub unconfirmed: Option<String>,
    /// Why all was built anew; `None` where only what changed was written.
    pub rebuilt: Option<String>,
    /// Every digest file of the corpus, and those that are gone, by name.
    pub files: Vec<FileReport>,
}

impl IndexReport {
    /// Whether there is something that somebody should look at: a digest file or a
    /// folder that could not be read, or the disk.
    pub fn has_problems(&self) -> bool {
        let mut files = self.files.iter();
        self.unconfirmed.is_some() || files.any(|file| file.status == FileStatus::Failed)
    }

    /// Each warning as `FILE:LINE: message`.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        self.files.iter().flat_map(FileReport::messages)
    }
}

/// What became of one digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The path below the corpus folder, with `/` between parts.
    pub file: String,
    /// What became of it.
    pub status: FileStatus,
    /// Whether its articles in the index are those of an older state of it, since the
    /// newest cannot be read or parsed.
    pub stale: bool,
    /// The name that it had before.
    pub renamed_from: Option<String>,
    /// Articles of it in the index.
    pub articles: u64,
    /// Events of it in the index.
    pub events: u64,
    /// Citations of it in the index.
    pub citations: u64,
    /// Its non-blank lines by what they are part of.
    pub lines: BTreeMap<String, u64>,
    /// What was odd or wrong.
    pub warnings: Vec<LineMessage>,
}

impl FileReport {
    /// Each of its warnings as `FILE:LINE: message`.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        self.warnings.iter().map(|warning| match warning.line {
            Some(line) => format!("{}:{line}: {}", self.file, warning.message),
            None => format!("{}: {}", self.file, warning.message),
        })
    }
}

/// A message about a line of a digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineMessage {
    /// The line, counted from 1; `None` where it is about the whole file.
    pub line: Option<u32>,
    /// What was wrong, and what to do.
    pub message: String,
}

/// What became of a digest file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// It was not in the index before.
    Added,
    /// Its bytes are those of the last run.
    Unchanged,
    /// Its bytes changed.
    Replaced,
    /// Its bytes are those of a file that is gone.
    Renamed,
    /// It is gone, and its articles with it.
    Removed,
    /// It cannot be read or parsed; articles of an older state stay in the index.
    Failed,
}

impl FileStatus {
    /// The status's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            FileStatus::Added => "added",
            FileStatus::Unchanged => "unchanged",
            FileStatus::Replaced => "replaced",
            FileStatus::Renamed => "renamed",
            FileStatus::Removed => "removed",
            FileStatus::Failed => "failed",
        }
    }
}
