//! What is told of a run at its end: of the whole, and of each digest file.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Serialize, Serializer};

use super::place::BaseGeneration;
use super::{Account, JobEvent, Sink};
use crate::cluster::MissingCopies;
use crate::corpus::CorpusError;
use crate::index::{FileRecord, Totals};
use crate::language::{Message, messages};

/// What a run of the index job did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexReport {
    /// What the whole index holds.
    #[serde(flatten)]
    pub totals: Totals,
    /// How long the run took.
    #[serde(rename = "elapsed_ms", serialize_with = "as_milliseconds")]
    pub elapsed: Duration,
    /// The generation that searches read now.
    pub generation: Option<String>,
    /// Whether this run published it; nothing is where nothing changed.
    pub published: bool,
    /// Why the disk did not confirm that it has the generation, though searches read it.
    pub unconfirmed: Option<Message>,
    /// Why all was built anew; `None` where only what changed was written.
    pub rebuilt: Option<Message>,
    /// Every digest file of the corpus, and those that are gone, by name.
    pub files: Vec<FileReport>,
    /// What else lies in the corpus folder.
    #[serde(flatten)]
    pub account: Account,
}

impl IndexReport {
    /// Whether there is something that somebody should look at: a digest file or a
    /// folder that could not be read, a page that was not understood, or the disk.
    pub fn has_problems(&self) -> bool {
        let mut files = self.files.iter();
        self.unconfirmed.is_some() || files.any(FileReport::needs_a_look)
    }

    /// The report of a run that found nothing to do.
    pub(super) fn of_unchanged(
        base: &impl BaseGeneration,
        account: Account,
        elapsed: Duration,
    ) -> Self {
        let records = base.records().iter();
        let files: Vec<FileReport> = records
            .map(|record| FileReport::of_record(record, FileStatus::Unchanged, None))
            .collect();
        IndexReport {
            totals: Totals::of(base.records()),
            elapsed,
            generation: Some(base.name()),
            published: false,
            unconfirmed: None,
            rebuilt: None,
            files,
            account,
        }
    }

    /// The report with what could not be read of the corpus folder.
    #[must_use]
    pub(super) fn with_problems(mut self, problems: Vec<CorpusError>) -> Self {
        let problems = problems.into_iter().map(FileReport::of_problem);
        self.files.extend(problems);
        self.files.sort_by(|a, b| a.file.cmp(&b.file));
        self
    }
}

/// What became of one digest file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The path below the corpus folder, with `/` between parts.
    pub file: String,
    /// What became of it.
    pub status: FileStatus,
    /// Whether its articles in the index are those of an older state of it, since the
    /// newest cannot be read or parsed.
    pub stale: bool,
    /// Whether a page of it was not understood, as a warning tells.
    #[serde(skip)]
    pub misread: bool,
    /// The name that it had before.
    pub renamed_from: Option<String>,
    /// The file that is read in its place, of which it is a copy or another state.
    pub copy_of: Option<String>,
    /// The issue that its articles in the index are of.
    pub issue: Option<String>,
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
    /// Whether somebody should look at it: it cannot be read or parsed, or a page or a record
    /// of it was not understood.
    pub fn needs_a_look(&self) -> bool {
        self.status == FileStatus::Failed || self.misread
    }

    /// Its warnings as an event, where it has any.
    pub(super) fn tell_warnings(&self, tell: Sink<'_>) {
        if !self.warnings.is_empty() {
            tell(&JobEvent::Warnings {
                file: &self.file,
                warnings: &self.warnings,
            });
        }
    }

    /// Each of its warnings as `FILE:LINE: message`.
    pub fn messages(&self) -> impl Iterator<Item = Message> {
        self.warnings
            .iter()
            .map(|warning| warning.in_file(&self.file))
    }
}

/// A message about a line of a digest file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineMessage {
    /// The line, counted from 1; `None` where it is about the whole file.
    pub line: Option<u32>,
    /// What was wrong, and what to do.
    pub message: Message,
}

impl LineMessage {
    /// The message with its place in a file of that name: `FILE:LINE: message`.
    pub fn in_file(&self, file: &str) -> Message {
        match self.line {
            Some(line) => messages::job::in_line(&file, &line, &self.message),
            None => messages::job::about(&file, &self.message),
        }
    }
}

impl From<&CorpusError> for LineMessage {
    fn from(error: &CorpusError) -> Self {
        LineMessage {
            line: error.line,
            message: error.message.clone(),
        }
    }
}

/// What became of a digest file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
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

impl FileReport {
    /// The report of a digest file that is in the index.
    pub(super) fn of_record(
        record: &FileRecord,
        status: FileStatus,
        renamed_from: Option<String>,
    ) -> Self {
        let warnings = record.warnings.iter();
        FileReport {
            file: record.file.clone(),
            // What failed before fails again until it changes.
            status: if record.stale {
                FileStatus::Failed
            } else {
                status
            },
            stale: record.stale && record.issue.is_some(),
            misread: record.misread,
            renamed_from,
            copy_of: record.copy_of.clone(),
            issue: record.issue.clone(),
            articles: record.articles,
            events: record.events,
            citations: record.citations,
            lines: record.lines.clone(),
            warnings: warnings
                .map(|(line, message)| LineMessage {
                    line: *line,
                    message: message.clone(),
                })
                .collect(),
        }
    }

    /// The report of a digest file that is gone.
    pub(super) fn of_removed(name: &str) -> Self {
        FileReport::empty(name.to_owned(), FileStatus::Removed)
    }

    /// The report of what cannot be read of the corpus folder.
    pub(super) fn of_problem(problem: CorpusError) -> Self {
        FileReport {
            warnings: vec![LineMessage {
                line: problem.line,
                message: problem.message,
            }],
            ..FileReport::empty(problem.file, FileStatus::Failed)
        }
    }

    fn empty(file: String, status: FileStatus) -> Self {
        FileReport {
            file,
            status,
            stale: false,
            misread: false,
            renamed_from: None,
            copy_of: None,
            issue: None,
            articles: 0,
            events: 0,
            citations: 0,
            lines: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }
}

/// What is told where a generation is published and the disk did not confirm it, or copies of it
/// are missing.
pub(super) fn unconfirmed(error: &anyhow::Error) -> Message {
    if let Some(MissingCopies(told)) = error.downcast_ref() {
        return told.clone();
    }
    messages::job::unconfirmed(&format_args!("{error:#}"))
}

/// A duration in milliseconds, with two digits behind the point: more say nothing.
pub fn milliseconds(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 1e5).round() / 100.0
}

/// The same, as a field is written.
pub(super) fn as_milliseconds<S: Serializer>(
    elapsed: &Duration,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(milliseconds(*elapsed))
}
