//! Why a job ended without what it was for.
//!
//! Defines the cases that a caller must tell apart, with what is wrong in each. What to do is
//! left to whoever knows who asked.

use std::fmt;
use std::path::PathBuf;

use super::ReaderName;
use crate::cluster::{ClusterError, ClusterOpenError};
use crate::corpus::{CorpusError, told_endings};
use crate::index::{NotAnIndex, OpenError};
use crate::language::{Message, counts, joined_by, messages};

/// Why a job ended in an error. Nothing was published.
#[derive(Debug)]
pub enum JobError {
    /// Another job holds the lock of the index.
    Locked,
    /// It was told to stop.
    Stopped,
    /// It could be done, and should not.
    Refused(Refusal),
    /// The index folder is none of this program's.
    Foreign(NotAnIndex),
    /// There is no index, or it cannot be used.
    Unusable(OpenError),
    /// There was never an index in the folder.
    Missing(PathBuf),
    /// There is no file of alerts at this path.
    NoAlerts(PathBuf),
    /// Another run tells this reader of alerts.
    AlertsLocked(ReaderName),
    /// There is no index on the cluster, or it cannot be used.
    OnCluster(ClusterOpenError),
    /// A newer program made the index.
    Newer {
        /// The index folder, or the address on a cluster.
        index: String,
        /// What differs.
        difference: Message,
    },
    /// The system leaves this process too little address space (`ulimit -v`), in bytes.
    AddressSpace {
        /// What it may have.
        limit: u64,
        /// What is left of that.
        left: u64,
        /// What is needed.
        needed: u64,
    },
    /// The same, told by what failed for want of it.
    AddressSpaceUsedUp {
        /// What it may have, in bytes.
        limit: u64,
        /// What failed.
        error: anyhow::Error,
    },
    /// Anything else.
    Failed(anyhow::Error),
}

/// Why a job would not publish what it could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The corpus folder holds no digest file.
    NoFile {
        /// The corpus folder.
        corpus: PathBuf,
        /// What could not be read of it.
        problems: Vec<CorpusError>,
        /// What lies there and is not read, a sentence for each rule.
        ignored: Vec<Message>,
    },
    /// None of the digest files gave an article.
    NoArticle {
        /// The corpus folder.
        corpus: PathBuf,
        /// What was wrong with each.
        messages: Vec<Message>,
    },
    /// More than a tenth of the articles would go.
    Shrinks {
        /// How many would go.
        dropped: u64,
        /// Of so many.
        all: u64,
        /// The first of the digest files that have fewer now, and what is left of each.
        files: Vec<Message>,
    },
    /// Canaries do not find what they must.
    Canaries {
        /// What each lacks.
        failing: Vec<Message>,
        /// How many there are in all.
        all: usize,
    },
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JobError::Locked => messages::job::locked().fmt(f),
            JobError::Stopped => messages::job::stopped().fmt(f),
            JobError::Refused(refusal) => refusal.fmt(f),
            JobError::Foreign(not_ours) => not_ours.fmt(f),
            JobError::Unusable(error) => error.fmt(f),
            JobError::OnCluster(error) => error.fmt(f),
            JobError::NoAlerts(path) => write!(f, "{}", messages::job::no_alerts(&path.display())),
            JobError::AlertsLocked(reader) => {
                write!(f, "{}", messages::job::alerts_locked(&reader))
            }
            JobError::Missing(index) => {
                write!(f, "{}", messages::job::no_index_in(&index.display()))
            }
            JobError::Newer { index, difference } => {
                write!(f, "{}", messages::job::newer_index(&index, &difference))
            }
            JobError::AddressSpace {
                limit,
                left,
                needed,
            } => write!(
                f,
                "{}",
                messages::job::address_space(&limit, &left, &needed)
            ),
            JobError::AddressSpaceUsedUp { limit, error } => {
                let error = format!("{error:#}");
                messages::job::address_space_used_up(&error, limit).fmt(f)
            }
            JobError::Failed(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for JobError {}

/// The first line tells what is wrong; further ones tell of what.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NoFile {
                corpus,
                problems,
                ignored,
            } => {
                write!(
                    f,
                    "{}",
                    messages::job::no_digest_file(&corpus.display(), &told_endings())
                )?;
                let ignored = ignored.iter();
                ignored.clone().try_for_each(|told| write!(f, "\n{told}"))?;
                problems.iter().try_for_each(|told| write!(f, "\n{told}"))
            }
            Refusal::NoArticle { corpus, messages } => write!(
                f,
                "{}",
                messages::job::no_article_found(&corpus.display(), &joined_by(messages, "\n"))
            ),
            Refusal::Shrinks {
                dropped,
                all,
                files,
            } => write!(
                f,
                "{}",
                messages::job::shrinks(
                    &dropped,
                    &counts::articles(*all),
                    &joined_by(files, "\n  ")
                )
            ),
            Refusal::Canaries { failing, all } => {
                let (canaries, names) = (counts::canaries(*all as u64), joined_by(failing, "\n  "));
                let told = match failing.len() {
                    1 => messages::job::one_canary_fails(&canaries, &names),
                    failing => messages::job::canary_fails_all(&failing, &canaries, &names),
                };
                told.fmt(f)
            }
        }
    }
}

impl From<Refusal> for JobError {
    fn from(refusal: Refusal) -> Self {
        JobError::Refused(refusal)
    }
}

impl From<OpenError> for JobError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Foreign(not_ours) => JobError::Foreign(not_ours),
            error => JobError::Unusable(error),
        }
    }
}

impl From<ClusterOpenError> for JobError {
    fn from(error: ClusterOpenError) -> Self {
        match error {
            ClusterOpenError::Cluster(error) => anyhow::Error::from(error).into(),
            error => JobError::OnCluster(error),
        }
    }
}

impl From<CorpusError> for JobError {
    fn from(error: CorpusError) -> Self {
        JobError::Failed(error.into())
    }
}

/// The floors below pass on what they were given, such as that a job was told to stop.
impl From<anyhow::Error> for JobError {
    fn from(error: anyhow::Error) -> Self {
        let error = match error.downcast::<JobError>() {
            Ok(error) => return error,
            Err(error) => error,
        };
        let error = match error.downcast::<OpenError>() {
            Ok(error) => return error.into(),
            Err(error) => error,
        };
        let error = match error.downcast::<ClusterOpenError>() {
            Ok(error) => return error.into(),
            Err(error) => error,
        };
        if let Some(ClusterError::Stopped) = error.downcast_ref() {
            return JobError::Stopped;
        }
        match error.downcast::<NotAnIndex>() {
            Ok(not_ours) => JobError::Foreign(not_ours),
            Err(error) => JobError::Failed(error),
        }
    }
}
