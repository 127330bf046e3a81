//! The work on an index as a library: building it, checking it, going back to the generation
//! before.
//!
//! The one place where digest files meet the index. Each job is a value of plain paths and
//! options ([`IndexJob`], [`CheckJob`], [`RollbackJob`]); it is asked now and then whether to
//! stop, tells what happens as [`JobEvent`]s, and returns values and [`JobError`]s. Nothing here
//! prints, reads settings, or knows a flag: how a report looks is `output`'s, and what a user
//! is advised to do is `cli`'s.

mod account;
mod address_space;
mod alerts;
mod canaries;
mod changes;
mod check;
mod check_report;
mod claims;
mod error;
mod event;
mod generation;
mod guards;
mod index_job;
mod index_run;
mod listing;
mod lost_records;
mod order;
mod place;
mod progress;
mod report;
mod rollback;
mod word_files;

use std::path::Path;
use std::time::Duration;

use crate::analysis::{Analyzer, Spacing};
use crate::corpus::{self, Allowance, CorpusError, CorpusFile, Means, ParsedFile};
use crate::index::IndexLock;

pub use account::{Account, IgnoredFileReport, IgnoredKindReport};
pub use alerts::{
    Alert, AlertNews, Alerts, AlertsCheck, AlertsJob, AlertsReport, BadReaderName, CheckedAlert,
    FedDocument, News, ReaderName, Standing, Telling,
};
pub use canaries::Canary;
pub use check::CheckJob;
pub use check_report::{CheckReport, Finding, GenerationReport, Mend};
pub use error::{JobError, Refusal};
pub use event::JobEvent;
pub use index_job::IndexJob;
pub use place::cluster::ClusterIndex;
pub use report::{FileReport, FileStatus, IndexReport, LineMessage, milliseconds};
pub use rollback::{RollbackJob, RollbackReport};
pub use word_files::{synonyms, synonyms_stamp, terms};

/// The memory that a job may take where nobody says, in bytes.
pub const DEFAULT_MEMORY_BYTES: usize = 512 << 20;

/// Tells whether a job shall stop. It is asked often, and by several threads.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Takes what happens during a job.
pub type Sink<'a> = &'a mut dyn FnMut(&JobEvent<'_>);

/// Fails once the job was told to stop.
fn check_stop(stop: Stop<'_>) -> Result<(), JobError> {
    if stop() {
        return Err(JobError::Stopped);
    }
    Ok(())
}

/// Takes the lock of an index folder, or waits for it so long, without end where that is
/// `None`.
fn take_lock(
    index: &Path,
    wait: Option<Duration>,
    stop: Stop<'_>,
    tell: Sink<'_>,
) -> Result<IndexLock, JobError> {
    let mut told = false;
    let lock = IndexLock::take(index, |waited| {
        let is_patient = wait.is_none_or(|wait| waited < wait) && !stop();
        if is_patient && !told {
            tell(&JobEvent::Waiting);
            told = true;
        }
        is_patient
    })?;
    check_stop(stop)?;
    lock.map_err(|_| JobError::Locked)
}

/// Parses a digest file of these bytes as a job does: the dictionary tells whether a space was
/// lost where a line was wrapped.
///
/// # Errors
///
/// Where it is no digest file, or takes more than the allowance.
pub fn parse(
    file: &CorpusFile,
    bytes: &[u8],
    analyzer: &Analyzer,
    allowance: &Allowance,
    means: Means<'_>,
) -> Result<ParsedFile, CorpusError> {
    let spacing = Spacing::new(analyzer);
    let judge = |left: &str, right: &str| spacing.is_space_between(left, right);
    corpus::parse_with(&file.name, bytes, &judge, allowance, means)
}
