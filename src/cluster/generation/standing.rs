//! Which generations of an index are on a cluster, and which of them stay.
//!
//! Known for this program's own by their names and the mark in their mappings: nothing else is
//! removed, or written to. A generation is complete once it has a manifest, which is written
//! last. The one to go back to is the newest complete one below the published.

use std::collections::HashSet;

use serde_json::Value;

use super::mapping::{is_marked, layout_of};
use super::names;
use super::reader::{ClusterOpenError, published};
use crate::cluster::{Client, ClusterError, ClusterLease, path};
use crate::index::{Manifest, Unusable};

/// A generation that is there, whole or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OnCluster {
    pub number: u64,
    /// The index that it is.
    pub index: String,
    /// What made its fields and settings.
    pub layout: String,
    /// In how many parts it lies.
    pub shards: u32,
    /// How many copies each part shall have beside itself.
    pub replicas: u32,
}

/// All generations of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The index that is the published one.
    pub published: Option<String>,
    /// This program's own, the oldest first.
    pub own: Vec<OnCluster>,
    /// The highest number that an index of such a name has, whoever made it; 0 where there is
    /// none.
    pub last: u64,
}

impl Standing {
    /// Those of the index that the client's address names.
    pub(crate) fn read(client: &Client) -> Result<Self, ClusterOpenError> {
        let name = client.address().name();
        let published = published(client, name)?;
        let all = names::all_generations(name);
        let filter = "filter_path=*.mappings._meta,*.settings.index.number_of_*";
        let found = client.get_if_there(&format!("/{all}?{filter}"))?;
        let mut last = 0;
        let mut own = Vec::new();
        for (index, told) in found
            .as_ref()
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let Some(number) = names::number_of(name, index) else {
                continue;
            };
            last = last.max(number);
            if !is_marked(&told["mappings"]) {
                continue;
            }
            let count = |name: &str| {
                let count = told["settings"]["index"][name].as_str();
                count.and_then(|count| count.parse().ok()).unwrap_or(0)
            };
            own.push(OnCluster {
                number,
                index: index.clone(),
                layout: layout_of(&told["mappings"]).to_owned(),
                shards: count("number_of_shards"),
                replicas: count("number_of_replicas"),
            });
        }
        own.sort_by_key(|generation| generation.number);
        if let Some(published) = &published
            && !own.iter().any(|generation| generation.index == *published)
        {
            return Err(ClusterOpenError::Foreign(name.to_owned()));
        }
        Ok(Standing {
            published,
            own,
            last,
        })
    }

    /// The published one.
    pub(crate) fn current(&self) -> Option<&OnCluster> {
        let published = self.published.as_ref()?;
        self.own.iter().find(|one| one.index == *published)
    }

    /// Those below the published one, or all where none is, the newest first.
    pub(crate) fn older(&self) -> impl Iterator<Item = &OnCluster> {
        let below = self.current().map_or(u64::MAX, |current| current.number);
        let own = self.own.iter().rev();
        own.filter(move |one| one.number < below)
    }
}

/// Removes what killed runs left: each generation but the published one and that before it.
/// Where none is published the two newest complete ones stay.
///
/// # Errors
///
/// Where the cluster does not answer, or the lease is lost.
pub fn remove_leftovers_on_cluster(lease: &ClusterLease) -> anyhow::Result<()> {
    let client = lease.client();
    let standing = Standing::read(client)?;
    let mut stay: HashSet<&str> = standing.published.iter().map(String::as_str).collect();
    let wanted = match standing.published {
        Some(_) => 1,
        None => 2,
    };
    let complete = standing
        .older()
        .filter(|one| may_be_complete(client, &one.index));
    stay.extend(complete.take(wanted).map(|one| one.index.as_str()));
    for one in &standing.own {
        if !stay.contains(one.index.as_str()) {
            lease.check_held()?;
            remove(client, &one.index)?;
        }
    }
    Ok(())
}

/// Removes a generation.
pub(super) fn remove(client: &Client, index: &str) -> Result<(), ClusterError> {
    match client.delete(&path([index])) {
        // It was removed, and the answer lost.
        Ok(_) | Err(ClusterError::NoIndex { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether a generation has a manifest. One that does not answer may have one.
fn may_be_complete(client: &Client, index: &str) -> bool {
    let row = client.get_if_there(&path([index, "_doc", names::MANIFEST_ID]));
    match row {
        Err(_) => true,
        Ok(None) => false,
        Ok(Some(row)) => {
            let text = row["_source"][names::TEXT].as_str().unwrap_or_default();
            let manifest = Manifest::from_bytes(text.as_bytes());
            !matches!(manifest, Err(Unusable::Damaged(_)))
        }
    }
}
