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
        let mut backoff = self.backoff();
        while !left.is_empty() {
            let sent: Vec<u8> = left.iter().flat_map(|at| actions[*at]).copied().collect();
            let reply = self.ask(Request::new(Method::Post, path, Body::Lines(sent)))?;
            let items = reply["items"].as_array().map(Vec::as_slice);
            let items = items.filter(|items| items.len() == left.len());
            let items = items.ok_or_else(|| ClusterError::NotACluster {
                url: self.address().url().to_owned(),
                told: messages::cluster::other_items(),
            })?;
            let (busy, others): (Vec<_>, Vec<_>) =
                (left.iter().zip(items)).partition(|(_, item)| status(item) == Some(BUSY));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::scripted::{Answer, Scripted};
    use crate::cluster::{ClientOptions, Credentials};
    use serde_json::json;

    const LINES: &str = "{\"index\":{\"_id\":\"1\"}}\n{\"a\":1}\n{\"delete\":{\"_id\":\"2\"}}\n\
                         {\"index\":{\"_id\":\"3\"}}\n{\"a\":3}\n";

    fn item(action: &str, id: &str, status: u16) -> Value {
        let mut outcome = json!({"_id": id, "status": status});
        if status >= 400 && status != 404 {
            outcome["error"] = json!({"type": "es_rejected_execution_exception", "reason": "full"});
        }
        json!({ action: outcome })
    }

    fn answer(items: &[Value]) -> Answer {
        Answer::Json(200, json!({"errors": true, "items": items}))
    }

    fn client(server: &Scripted) -> Client {
        let options = ClientOptions {
            most_repetitions: 2,
            ..ClientOptions::default()
        };
        Client::new(&server.address(), &Credentials::none(), options).unwrap()
    }

    #[test]
    fn only_what_was_not_taken_is_sent_again() {
        let server = Scripted::new([
            answer(&[
                item("index", "1", 201),
                item("delete", "2", 429),
                item("index", "3", 429),
            ]),
            answer(&[item("delete", "2", 404), item("index", "3", 200)]),
        ]);
        let outcomes = client(&server).bulk("/_bulk", LINES.as_bytes()).unwrap();
        let statuses: Vec<_> = outcomes.iter().map(status).collect();
        assert_eq!(statuses, [Some(201), Some(404), Some(200)]);
        let seen = server.seen();
        assert_eq!(seen[0].body, LINES);
        assert_eq!(seen[1].body, LINES.split_once("1}\n").unwrap().1);
    }

    #[test]
    fn what_is_never_taken_is_an_error() {
        let busy = || {
            answer(&[
                item("index", "1", 201),
                item("delete", "2", 429),
                item("index", "3", 201),
            ])
        };
        let again = || answer(&[item("delete", "2", 429)]);
        let server = Scripted::new([busy(), again(), again(), again()]);
        let fault = client(&server)
            .bulk("/_bulk", LINES.as_bytes())
            .unwrap_err();
        assert!(
            matches!(&fault, ClusterError::Items(items) if items.id == "2"),
            "{fault:?}"
        );
        assert_eq!(server.seen().len(), 3);
        // What is refused for good is not asked again.
        let server = Scripted::new([
            answer(&[
                item("index", "1", 400),
                item("delete", "2", 429),
                item("index", "3", 201),
            ]),
            again(),
        ]);
        let fault = client(&server)
            .bulk("/_bulk", LINES.as_bytes())
            .unwrap_err();
        assert!(
            matches!(&fault, ClusterError::Items(items) if items.id == "1"),
            "{fault:?}"
        );
        assert_eq!(server.seen().len(), 1);
    }

    #[test]
    fn answers_that_do_not_fit_and_lines_that_are_none_are_refused() {
        let server = Scripted::new([answer(&[item("index", "1", 201)])]);
        let client = client(&server);
        let fault = client.bulk("/_bulk", LINES.as_bytes()).unwrap_err();
        assert!(
            matches!(fault, ClusterError::NotACluster { .. }),
            "{fault:?}"
        );
        for lines in ["{\"index\":{}}\n", "{\"delete\":{}}", "x\n", "\n"] {
            let fault = client.bulk("/_bulk", lines.as_bytes()).unwrap_err();
            assert!(
                matches!(fault, ClusterError::BadRequest { .. }),
                "{fault:?}"
            );
        }
        assert_eq!(client.bulk("/_bulk", b"").unwrap(), Vec::<Value>::new());
        assert_eq!(server.seen().len(), 1);
    }
}
