//! Which fault an answer tells of.

use serde_json::Value;

use super::address::ClusterAddress;
use super::error::{ClusterError, RefusedItems};
use crate::document::steers;
use crate::language::{Message, messages};

/// No more of what a stranger says is told.
const LONGEST_CHARS: usize = 400;

/// The numbers by which a cluster names what it blocks: that of a full disk, for one index,
/// and that for all new ones; that there is no manager, or that it does not know its state.
const DISK_FULL: [&str; 2] = ["/12/", "/10/"];
const NO_MANAGER: [&str; 2] = ["/1/", "/2/"];

/// What somebody else wrote, on one line and bounded.
pub(super) fn told(text: &str) -> Message {
    // A sentence goes on behind it.
    let mut chars = text.trim().trim_end_matches([';', '.']).chars();
    let mut shown: String = chars
        .by_ref()
        .take(LONGEST_CHARS)
        .map(|c| match c {
            c if !steers(c) => c,
            c if c.is_whitespace() => ' ',
            _ => '\u{fffd}',
        })
        .collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    match shown.is_empty() {
        true => messages::cluster::no_reason(),
        false => Message::verbatim(shown),
    }
}

/// What an error of an answer says of itself.
struct Cause<'a> {
    kind: &'a str,
    reason: &'a str,
    index: Option<&'a str>,
}

impl<'a> Cause<'a> {
    /// The error itself, or the first that caused it where that tells more.
    fn of(error: &'a Value) -> Self {
        let root = error["root_cause"].get(0).or_else(|| {
            let failed = error["failed_shards"].get(0);
            failed.and_then(|shard| shard.get("reason"))
        });
        let of_value = |value: &'a Value| Cause {
            kind: value["type"].as_str().unwrap_or_default(),
            reason: value["reason"].as_str().unwrap_or_default(),
            index: value["index"].as_str(),
        };
        if let Some(text) = error.as_str() {
            return Cause {
                kind: "",
                reason: text,
                index: None,
            };
        }
        let itself = of_value(error);
        match root.map(of_value) {
            Some(root) if !root.kind.is_empty() => Cause {
                index: root.index.or(itself.index),
                ..root
            },
            _ => itself,
        }
    }
}

/// The fault that a status of 400 and more tells of. `text` is what was told where it is no
/// JSON.
pub(super) fn of_status(
    address: &ClusterAddress,
    has_credentials: bool,
    status: u16,
    json: &Value,
    text: &str,
) -> ClusterError {
    let error = match json.get("error") {
        Some(error) => error,
        // Gateways say it in words of their own.
        None => json
            .get("Message")
            .or_else(|| json.get("message"))
            .unwrap_or(json),
    };
    let cause = Cause::of(error);
    let reason = if json.is_null() { text } else { cause.reason };
    of_cause(
        address,
        has_credentials,
        status,
        json.is_null(),
        &cause,
        reason,
    )
}

fn of_cause(
    address: &ClusterAddress,
    sent: bool,
    status: u16,
    is_no_json: bool,
    cause: &Cause<'_>,
    reason_text: &str,
) -> ClusterError {
    let url = || address.url().to_owned();
    let index = || {
        let index = cause.index.unwrap_or_else(|| address.name());
        told(index).english().to_owned()
    };
    let reason = told(reason_text);
    let is_block = |numbers: [&str; 2]| numbers.iter().any(|one| reason_text.contains(one));
    match cause.kind {
        "cluster_block_exception" if is_block(DISK_FULL) => ClusterError::DiskFull { reason },
        "cluster_block_exception" if is_block(NO_MANAGER) => ClusterError::NoManager { url: url() },
        "cluster_block_exception" => ClusterError::Blocked { reason },
        "master_not_discovered_exception" | "cluster_manager_not_discovered_exception" => {
            ClusterError::NoManager { url: url() }
        }
        "index_not_found_exception" => ClusterError::NoIndex { index: index() },
        "too_many_clauses" | "too_many_nested_clauses" => ClusterError::TooManyClauses { reason },
        _ if reason_text.contains("maxClauseCount") => ClusterError::TooManyClauses { reason },
        "version_conflict_engine_exception" => ClusterError::Conflict { reason },
        _ => match status {
            401 => ClusterError::Unauthorized { url: url(), sent },
            403 => ClusterError::Forbidden {
                index: index(),
                reason,
            },
            409 => ClusterError::Conflict { reason },
            413 => ClusterError::TooLarge { url: url() },
            429 => ClusterError::Busy { reason },
            500.. => ClusterError::Unavailable {
                url: url(),
                status,
                reason,
            },
            _ if is_no_json => ClusterError::NotACluster {
                url: url(),
                told: messages::cluster::told_no_json(&status, &reason),
            },
            _ => ClusterError::Answered {
                status,
                kind: told(cause.kind).english().to_owned(),
                reason,
            },
        },
    }
}

/// Makes sure that an answer is of all that was asked: no shard failed, no time ran out, and
/// of several answers in one (`_msearch`, `_mget`) none is an error.
pub(super) fn check_whole(address: &ClusterAddress, json: &Value) -> Result<(), ClusterError> {
    check_shards(json)?;
    let several = ["responses", "docs"].map(|name| json[name].as_array());
    for one in several.into_iter().flatten().flatten() {
        if let Some(error) = one.get("error") {
            let status = one["status"]
                .as_u64()
                .and_then(|status| status.try_into().ok());
            let cause = Cause::of(error);
            // A document that could not be read has no status.
            let status = status.unwrap_or(503);
            return Err(of_cause(address, true, status, false, &cause, cause.reason));
        }
        check_shards(one)?;
    }
    Ok(())
}

fn check_shards(json: &Value) -> Result<(), ClusterError> {
    if json["timed_out"] == true {
        return Err(ClusterError::CutShort);
    }
    let shards = &json["_shards"];
    let count = |name: &str| shards[name].as_u64();
    let total = count("total").unwrap_or(0);
    let mut failed = count("failed").unwrap_or(0);
    // A shard that no node has is none of those that failed. (What writes counts copies as well,
    // of which some may be missing.)
    if json.get("hits").is_some() {
        let answered = count("successful").unwrap_or(total);
        failed = failed.max(total.saturating_sub(answered));
    }
    if failed == 0 {
        return Ok(());
    }
    let failures = shards["failures"].as_array();
    let failures = failures.map(Vec::as_slice).unwrap_or_default();
    let reason = told(failures.first().map_or("", |first| {
        first["reason"]["reason"].as_str().unwrap_or_default()
    }));
    if !failures.is_empty() && failures.iter().all(|one| had_no_room(&one["reason"])) {
        return Err(ClusterError::Busy { reason });
    }
    Err(ClusterError::PartsMissing {
        failed,
        total,
        reason,
    })
}

/// Whether a shard failed since its node had no room for the request at that moment, in a queue
/// or in memory, which a cluster answers by 429 where it fails of all.
fn had_no_room(reason: &Value) -> bool {
    let kind = reason["type"].as_str().unwrap_or_default();
    match kind {
        "circuit_breaking_exception" => reason["durability"] != "PERMANENT",
        kind => kind.ends_with("rejected_execution_exception"),
    }
}

/// Makes sure that every item of a `_bulk` was taken.
pub(super) fn check_items(json: &Value) -> Result<(), ClusterError> {
    let items = json["items"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let outcomes = items
        .iter()
        .filter_map(|item| item.as_object()?.values().next());
    let mut refused = outcomes.filter(|outcome| outcome.get("error").is_some());
    let Some(first) = refused.next() else {
        return Ok(());
    };
    let cause = Cause::of(&first["error"]);
    let status = first["status"]
        .as_u64()
        .and_then(|status| status.try_into().ok());
    Err(ClusterError::Items(Box::new(RefusedItems {
        refused: 1 + refused.count() as u64,
        sent: items.len() as u64,
        id: told(first["_id"].as_str().unwrap_or_default())
            .english()
            .to_owned(),
        status: status.unwrap_or(0),
        kind: cause.kind.to_owned(),
        reason: told(cause.reason),
    })))
}
