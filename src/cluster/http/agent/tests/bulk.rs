//! That of many documents only those are sent again that were not taken.

use serde_json::{Value, json};

use super::scripted::{Answer, Scripted};
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
