//! Sending many documents at once, and those again that a cluster had no time for.

use serde_json::Value;

use super::backoff::Waited;
use super::client::Client;
use super::error::ClusterError;
use super::refusal::check_items;
use super::reply::{Body, Method, Request};
use crate::language::messages;

/// The status of an item that the cluster had no time for.
const BUSY: u64 = 429;

impl Client {
    /// Sends the actions of a `_bulk` to `path`, each line ended; those that the cluster had no
    /// time for are sent again, as requests are. Gives what each came to, in the order of the
    /// actions.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`]; and where an action was refused, or was not taken after all
    /// repetitions. What was taken by then stays.
    pub fn bulk(&self, path: &str, lines: &[u8]) -> Result<Vec<Value>, ClusterError> {
        let actions = actions(lines)?;
        let mut outcomes = vec![Value::Null; actions.len()];
        let mut left: Vec<usize> = (0..actions.len()).collect();
        let mut backoff = self.bulk_backoff();
        while !left.is_empty() {
            let sent: Vec<u8> = left.iter().flat_map(|at| actions[*at]).copied().collect();
            let reply = self.ask(Request::new(Method::Post, path, Body::Lines(sent)).of_bulk())?;
            let items = reply["items"].as_array().map(Vec::as_slice);
            let items = items.filter(|items| items.len() == left.len());
            let items = items.ok_or_else(|| ClusterError::NotACluster {
                url: self.address().url().to_owned(),
                told: messages::cluster::other_items(),
            })?;
            let (busy, others): (Vec<_>, Vec<_>) =
                (left.iter().zip(items)).partition(|(_, item)| is_busy(item));
            // One that is refused for good is told before those that may still be taken.
            if others.iter().any(|(_, item)| is_refused(item)) {
                let others: Vec<&Value> = others.iter().map(|(_, item)| *item).collect();
                check_items(&serde_json::json!({ "items": others }))?;
            }
            for (at, item) in others {
                outcomes[*at] = item.clone();
            }
            left = busy.iter().map(|(at, _)| **at).collect();
            if left.is_empty() {
                break;
            }
            match self.wait(&mut backoff) {
                Waited::Again => {}
                Waited::Stopped => return Err(ClusterError::Stopped),
                Waited::Enough => {
                    check_items(&reply)?;
                    let reason = messages::cluster::no_reason();
                    return Err(ClusterError::Busy { reason });
                }
            }
        }
        Ok(outcomes)
    }
}

fn outcome(item: &Value) -> Option<&Value> {
    item.as_object()?.values().next()
}

fn status(item: &Value) -> Option<u64> {
    outcome(item)?["status"].as_u64()
}

/// Whether the cluster had no time for an item. What a full disk has it block gets the same
/// status, and passes only once somebody made room.
fn is_busy(item: &Value) -> bool {
    let kind = outcome(item).and_then(|outcome| outcome["error"]["type"].as_str());
    status(item) == Some(BUSY) && kind != Some("cluster_block_exception")
}

fn is_refused(item: &Value) -> bool {
    outcome(item).is_some_and(|outcome| outcome.get("error").is_some())
}

/// Each action with the line behind it that it has, unless it removes.
fn actions(lines: &[u8]) -> Result<Vec<&[u8]>, ClusterError> {
    let wrong = || ClusterError::BadRequest {
        reason: messages::cluster::no_actions(),
    };
    let mut actions = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let end_of_line = |from: usize| {
            let end = memchr::memchr(b'\n', &rest[from..]).ok_or_else(wrong)?;
            Ok::<_, ClusterError>(from + end + 1)
        };
        let mut end = end_of_line(0)?;
        let action: Value = serde_json::from_slice(&rest[..end]).map_err(|_| wrong())?;
        if action.get("delete").is_none() {
            end = end_of_line(end)?;
        }
        let (action, behind) = rest.split_at(end);
        actions.push(action);
        rest = behind;
    }
    Ok(actions)
}
