//! That of many documents only those are sent again that were not taken.

use std::sync::Arc;

use serde_json::{Value, json};

use super::scripted::{Answer, Scripted};
use crate::cluster::generation::bulk_sender::BulkSender;
use crate::cluster::{Client, ClientOptions, ClusterError, Credentials};

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
        most_bulk_repetitions: 2,
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
    let statuses: Vec<_> = outcomes
        .iter()
        .map(|item| {
            let outcome = item.as_object().unwrap().values().next().unwrap();
            outcome["status"].as_u64().unwrap()
        })
        .collect();
    assert_eq!(statuses, [201, 404, 200]);
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

fn line(id: usize) -> Vec<u8> {
    format!("{{\"delete\":{{\"_id\":\"{id}\"}}}}\n").into_bytes()
}

#[test]
fn batches_are_sent_in_their_order_whatever_is_sent_again() {
    let of = |id: &str, status| answer(&[item("delete", id, status)]);
    let server = Scripted::new([of("0", 200), of("1", 429), of("1", 200), of("2", 200)]);
    let mut sender = BulkSender::new(&Arc::new(client(&server)), "/_bulk".to_owned());
    for id in 0..2 {
        sender.send(line(id)).unwrap();
    }
    sender.wait().unwrap();
    // It may be asked for more behind that.
    sender.send(line(2)).unwrap();
    sender.wait().unwrap();
    let sent: Vec<_> = server.seen().into_iter().map(|seen| seen.body).collect();
    let lines = [0, 1, 1, 2].map(|id| String::from_utf8(line(id)).unwrap());
    assert_eq!(sent, lines);
}

#[test]
fn a_batch_that_is_refused_ends_the_sending_and_is_told() {
    let refused = || answer(&[item("delete", "0", 400)]);
    let server = Scripted::new([refused()]);
    let mut sender = BulkSender::new(&Arc::new(client(&server)), "/_bulk".to_owned());
    sender.send(line(0)).unwrap();
    let fault = sender.wait().unwrap_err();
    assert!(
        matches!(&fault, ClusterError::Items(items) if items.id == "0"),
        "{fault:?}"
    );
    assert_eq!(server.seen().len(), 1);

    // Or by what is sent next, which nothing is sent of.
    let server = Scripted::new([refused()]);
    let mut sender = BulkSender::new(&Arc::new(client(&server)), "/_bulk".to_owned());
    let fault = (0..4).find_map(|id| sender.send(line(id)).err());
    let fault = fault.unwrap_or_else(|| sender.wait().unwrap_err().into());
    let fault = fault.downcast_ref::<ClusterError>();
    assert!(matches!(fault, Some(ClusterError::Items(_))), "{fault:?}");
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_sender_that_is_dropped_ends_what_is_under_way_first() {
    let server = Scripted::new([answer(&[item("delete", "0", 200)])]);
    let mut sender = BulkSender::new(&Arc::new(client(&server)), "/_bulk".to_owned());
    sender.send(line(0)).unwrap();
    drop(sender);
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn documents_are_sent_again_for_longer_than_others_are() {
    let busy = || {
        Answer::Json(
            429,
            json!({"error": {"type": "circuit_breaking_exception"}}),
        )
    };
    let taken = answer(&[item("delete", "0", 200)]);
    let server = Scripted::new([busy(), busy(), busy(), taken]);
    let options = ClientOptions {
        most_repetitions: 1,
        most_bulk_repetitions: 3,
        ..ClientOptions::default()
    };
    let client = Client::new(&server.address(), &Credentials::none(), options).unwrap();
    client.bulk("/_bulk", &line(0)).unwrap();
    assert_eq!(server.seen().len(), 4);
}

#[test]
fn what_a_full_disk_has_blocked_is_told_at_once() {
    let blocked = json!({"delete": {"_id": "0", "status": 429, "error": {
        "type": "cluster_block_exception",
        "reason": "index [a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded];",
    }}});
    let server = Scripted::new([answer(&[blocked])]);
    let fault = client(&server).bulk("/_bulk", &line(0)).unwrap_err();
    assert!(fault.to_string().contains("disk usage"), "{fault}");
    assert_eq!(server.seen().len(), 1);
}
