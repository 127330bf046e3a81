//! Going back to the generation before.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::report::unconfirmed;
use super::{ClusterIndex, JobError, Sink, Stop, check_stop, take_lock};
use crate::cluster::{ClusterOpenError, ClusterReader, roll_back_on_cluster};
use crate::index::{self, Totals};
use crate::language::Message;

/// Publishes the generation before, once every file of it was read and found whole.
#[derive(Debug, Clone)]
pub struct RollbackJob<I = PathBuf> {
    /// The index folder, or the index on a cluster.
    pub index: I,
    /// How long to wait for another job; `None` without end.
    pub wait: Option<Duration>,
}

/// What was gone back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RollbackReport {
    /// The generation that was published; `None` where that cannot be told.
    pub from: Option<String>,
    /// The one that is now.
    pub to: String,
    /// What it holds.
    #[serde(skip)]
    pub totals: Totals,
    /// Why the disk did not confirm that it has the change, though searches see it.
    #[serde(skip)]
    pub unconfirmed: Option<Message>,
}

impl RollbackJob {
    /// Does it.
    ///
    /// # Errors
    ///
    /// Where there is no generation before that is whole and fits this program; nothing is
    /// changed then.
    pub fn run(&self, stop: Stop<'_>, tell: Sink<'_>) -> Result<RollbackReport, JobError> {
        if !self.index.is_dir() {
            return Err(JobError::Missing(self.index.clone()));
        }
        let lock = take_lock(&self.index, self.wait, stop, tell)?;
        let done = index::roll_back(&lock)?;
        Ok(RollbackReport {
            from: done.from,
            to: done.to,
            totals: done.totals,
            unconfirmed: done.unconfirmed.as_ref().map(unconfirmed),
        })
    }
}

impl RollbackJob<ClusterIndex> {
    /// The same on a cluster: the newest complete generation below the published one.
    ///
    /// # Errors
    ///
    /// As where the index is in a folder; and where the cluster does not do what it is asked.
    pub fn run(&self, stop: Stop<'_>, tell: Sink<'_>) -> Result<RollbackReport, JobError> {
        // Before a lease is taken: where there is no index none is made for it.
        let ClusterIndex { client, cache, .. } = &self.index;
        if let Err(error @ ClusterOpenError::Missing) =
            ClusterReader::open(Arc::clone(client), cache)
        {
            return Err(error.into());
        }
        let held = self.index.held(self.wait, stop, tell)?;
        let go_on = || {
            check_stop(stop)?;
            held.lease.check_held()
        };
        let done = roll_back_on_cluster(&held.lease, &go_on)?;
        Ok(RollbackReport {
            from: done.from,
            to: done.to,
            totals: done.totals,
            unconfirmed: None,
        })
    }
}
