//! What happens during a job, as it is told to whoever waits for it.
//!
//! How an event looks is `output`'s. The report at the end of a job is `report`'s.

use std::time::Duration;

use serde::{Serialize, Serializer};

use super::{FileReport, FileStatus, IgnoredKindReport, LineMessage};
use crate::language::{Message, Name};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum JobEvent<'a> {
    /// Another job holds the lock.
    Waiting,
    /// The run has begun with so many digest files.
    Started {
        /// The corpus folder.
        corpus: &'a str,
        /// The index folder.
        index: &'a str,
        /// How many digest files there are.
        files: u64,
    },
    /// All is built anew, for this reason.
    Rebuilding {
        /// Why.
        reason: &'a Message,
    },
    /// So much is done of what has to be read: nothing at first, and then file by file.
    Progress {
        /// How many digest files were indexed.
        done: u64,
        /// Of so many.
        of: u64,
        /// How many bytes these have.
        #[serde(skip)]
        bytes_done: u64,
        /// Of so many.
        #[serde(skip)]
        bytes: u64,
        /// How long the rest takes, as it looks.
        #[serde(
            rename = "left_ms",
            skip_serializing_if = "Option::is_none",
            serialize_with = "as_whole_milliseconds"
        )]
        left: Option<Duration>,
        /// Articles indexed so far.
        articles: u64,
    },
    /// What is done from now on has no measure.
    Phase {
        /// What it is.
        name: Name,
    },
    /// A digest file was added, replaced, renamed, removed, or cannot be parsed.
    File {
        /// The path below the corpus folder, with `/` between parts.
        file: &'a str,
        /// What became of it.
        status: FileStatus,
        /// Whether its articles are those of an older state of it.
        stale: bool,
        /// The name that it had before.
        #[serde(skip_serializing_if = "Option::is_none")]
        renamed_from: Option<&'a str>,
        /// The file that is read in its place.
        #[serde(skip_serializing_if = "Option::is_none")]
        copy_of: Option<&'a str>,
        /// Articles of it in the index.
        articles: u64,
        /// Events of it in the index.
        events: u64,
    },
    /// Something that somebody should look at.
    Problem {
        /// What is wrong.
        message: &'a Message,
    },
    /// What was odd or wrong in a digest file whose articles are in the index: of one that was
    /// read, all of it; of one that was not read again, what somebody should still look at.
    Warnings {
        /// The path below the corpus folder, with `/` between parts.
        file: &'a str,
        /// The messages, in the order of the lines.
        warnings: &'a [LineMessage],
    },
    /// Files that are not read, of one kind.
    Ignored {
        /// The name of the rule that says so.
        rule: &'static str,
        /// What they have in common: a pattern, an ending, a name.
        kind: &'a Message,
        /// How many there are.
        count: u64,
        /// The first of them by name.
        first: &'a [String],
        /// Why they are not read, and what to do.
        message: &'a Message,
    },
    /// The new generation was verified, with so many canaries.
    Verified {
        /// Articles and events in it.
        documents: u64,
        /// Queries of `canaries.txt` that found what they must.
        canaries: u64,
    },
    /// A generation was published.
    Published {
        /// Its articles.
        articles: u64,
        /// Its name.
        generation: &'a str,
        /// How long the run took.
        #[serde(rename = "elapsed_ms", serialize_with = "as_whole_milliseconds")]
        elapsed: Duration,
    },
    /// Nothing changed, and nothing was published.
    Unchanged {
        /// The generation that stays.
        generation: &'a str,
        /// How long the run took.
        #[serde(rename = "elapsed_ms", serialize_with = "as_whole_milliseconds")]
        elapsed: Duration,
    },
    /// The run failed and published nothing.
    Failed {
        /// Why.
        error: &'a Message,
    },
}

impl JobEvent<'_> {
    /// Whether it is told even where only problems are.
    pub fn is_problem(&self) -> bool {
        matches!(
            self,
            JobEvent::Problem { .. } | JobEvent::Warnings { .. } | JobEvent::Failed { .. }
        )
    }
}

impl<'a> From<&'a FileReport> for JobEvent<'a> {
    fn from(file: &'a FileReport) -> Self {
        JobEvent::File {
            file: &file.file,
            status: file.status,
            stale: file.stale,
            renamed_from: file.renamed_from.as_deref(),
            copy_of: file.copy_of.as_deref(),
            articles: file.articles,
            events: file.events,
        }
    }
}

impl<'a> From<&'a IgnoredKindReport> for JobEvent<'a> {
    fn from(kind: &'a IgnoredKindReport) -> Self {
        JobEvent::Ignored {
            rule: kind.rule,
            kind: &kind.kind,
            count: kind.count,
            first: &kind.first,
            message: &kind.message,
        }
    }
}

/// A duration in milliseconds.
fn as_whole_milliseconds<D: Copy + Into<Option<Duration>>, S: Serializer>(
    duration: &D,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let duration: Option<Duration> = (*duration).into();
    let milliseconds = duration.map(|duration| duration.as_millis());
    milliseconds
        .map(|milliseconds| u64::try_from(milliseconds).unwrap_or(u64::MAX))
        .serialize(serializer)
}
