//! An index on a cluster, for jobs.

use std::sync::Arc;

use crate::cli::session::Session;
use crate::cli::settings::places::cache_folder;
use crate::cli::terminal::stop::Stop;
use crate::cluster::ClusterAddress;
use crate::job::ClusterIndex;

/// The index at `address`, asked by whoever the settings say, until `stop` ends that.
///
/// # Errors
///
/// Where the credentials or the authorities cannot be read, or must not be sent there; and where
/// there is no folder for what is read of the cluster.
pub(super) fn at(
    address: &ClusterAddress,
    session: &Session,
    stop: &Stop,
) -> anyhow::Result<ClusterIndex> {
    let stop = stop.clone();
    let stop = Arc::new(move || stop.is_asked_for());
    let client = session.settings.client(address, stop)?;
    Ok(ClusterIndex::new(Arc::new(client), cache_folder()?))
}
