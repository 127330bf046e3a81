//! Going back to the generation before, on a cluster.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;

use super::content::{first_of_other_documents, is_of_content, other_counts};
use super::reader::{ClusterOpenError, ClusterReader};
use super::standing::Standing;
use super::writer::move_alias;
use crate::cluster::ClusterLease;
use crate::index::{FileRecord, Totals};
use crate::language::messages;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolledBackOnCluster {
    /// The generation that was published; `None` where none was.
    pub from: Option<String>,
    /// The one that is now.
    pub to: String,
    /// What it holds.
    pub totals: Totals,
}

/// Publishes the newest complete generation below the published one, in one step, once all of
/// its documents were read and found to be what was written.
///
/// # Errors
///
/// Where there is none that is whole and fits this program, or the cluster does not answer;
/// nothing is changed then.
pub fn roll_back_on_cluster(
    lease: &ClusterLease,
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> anyhow::Result<RolledBackOnCluster> {
    let client = lease.client();
    let address = client.address();
    let standing = Standing::read(client)?;
    if standing.own.is_empty() {
        bail!(ClusterOpenError::Missing);
    }
    // What is kept of files here says nothing of those on the cluster.
    let cache = tempfile::tempdir()?;
    let mut unusable = Vec::new();
    for one in standing.older() {
        match whole(lease, &one.index, cache.path(), go_on) {
            Ok(totals) => {
                let from = standing.published.as_deref();
                move_alias(lease, from, &one.index)?;
                return Ok(RolledBackOnCluster {
                    from: standing.published.clone(),
                    to: one.index.clone(),
                    totals,
                });
            }
            Err(error) if is_of_content(&error) => {
                // It may as well be this that was told.
                go_on()?;
                unusable.push(format!("{}: {error:#}", one.index));
            }
            Err(error) => return Err(error),
        }
    }
    if unusable.is_empty() {
        bail!(messages::index::no_generation_back(address));
    }
    bail!(messages::index::no_generation_usable(
        address,
        &unusable.join("\n")
    ))
}

/// What a generation holds, of which all was read.
fn whole(
    lease: &ClusterLease,
    index: &str,
    cache: &Path,
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> anyhow::Result<Totals> {
    let client = Arc::clone(lease.client());
    let reader = match ClusterReader::open_generation(client, index, cache) {
        Ok(reader) => reader,
        Err(ClusterOpenError::Cluster(error)) => return Err(error.into()),
        Err(error) => return Err(anyhow::Error::msg(error.to_string())),
    };
    if let Some(misfit) = reader.manifest().misfit() {
        bail!("{misfit}");
    }
    for file in &reader.manifest().files {
        go_on()?;
        reader.file(&file.name)?;
    }
    let records: Vec<FileRecord> = reader.records()?;
    if let Some(fault) = other_counts(&reader, &records)? {
        bail!("{fault}");
    }
    let with_documents = records.iter().filter(|record| record.issue.is_some());
    if let Some(file) = first_of_other_documents(&reader, with_documents, go_on)? {
        bail!(messages::index::articles_not_those(&file));
    }
    Ok(reader.manifest().totals)
}
