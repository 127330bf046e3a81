//! What a client sends, and what it makes of every answer.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use super::quick;
use super::scripted::{Answer, Scripted};
use crate::cluster::{Body, Client, ClientOptions, ClusterAddress, ClusterError, Credentials};
use crate::cluster::{Method, Request};
use crate::language::{Language, in_language};

fn client(server: &Scripted) -> Client {
    Client::new(&server.address(), &Credentials::none(), quick()).unwrap()
}

fn ok() -> Answer {
    Answer::Json(200, json!({"ok": true}))
}

fn error(status: u16, kind: &str, reason: &str) -> Answer {
    let error = json!({"error": {"type": kind, "reason": reason}, "status": status});
    Answer::Json(status, error)
}

/// What a client makes of one answer, asked once.
fn fault_of(answer: Answer) -> ClusterError {
    let server = Scripted::new([answer]);
    let client = client(&server);
    let request = Request::new(Method::Get, "/x", Body::None).once();
    client.ask(request).unwrap_err()
}

#[test]
fn requests_are_sent_as_http_over_one_connection() {
    let server = Scripted::new([ok(), ok(), ok(), ok(), ok()]);
    let credentials = Credentials::password("Aladdin", "open sesame");
    let client = Client::new(&server.address(), &credentials, quick()).unwrap();
    client.get("/a").unwrap();
    client.post("/b", &json!({"q": "인공지능"})).unwrap();
    client.post_lines("/c", b"{}\n{}\n".to_vec()).unwrap();
    client.put("/d", &json!(1)).unwrap();
    client.delete("/e").unwrap();
    let seen = server.seen();
    let lines: Vec<&str> = seen.iter().map(|seen| seen.line.as_str()).collect();
    assert_eq!(
        lines,
        ["GET /a", "POST /b", "POST /c", "PUT /d", "DELETE /e"]
    );
    assert_eq!(seen[1].body, r#"{"q":"인공지능"}"#);
    assert_eq!(seen[1].header("content-type"), Some("application/json"));
    assert_eq!(seen[2].body, "{}\n{}\n");
    assert_eq!(seen[2].header("content-type"), Some("application/x-ndjson"));
    for seen in &seen {
        let authorization = seen.header("authorization");
        assert_eq!(authorization, Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
        assert!(seen.header("user-agent").unwrap().starts_with("digest/"));
        assert!(seen.header("accept-encoding").unwrap().contains("gzip"));
    }
    assert_eq!(seen[0].header("content-type"), None);
    assert_eq!(server.connections(), 1);
}

#[test]
fn what_passes_is_sent_again() {
    for answer in [
        error(429, "es_rejected_execution_exception", "queue full"),
        Answer::Text(502, "", "<html>Bad Gateway</html>"),
        error(503, "cluster_manager_not_discovered_exception", ""),
        Answer::Text(504, "", ""),
        Answer::Lost,
        Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_vec()),
    ] {
        let server = Scripted::new([answer, ok()]);
        let reply = client(&server).get("/x").unwrap();
        assert_eq!(reply, json!({"ok": true}));
        assert_eq!(server.seen().len(), 2);
    }
}

#[test]
fn a_shard_that_had_no_room_is_asked_again() {
    let shards = |kinds: &[(&str, &str)]| {
        let failures = kinds.iter().map(|(kind, durability)| {
            json!({"reason": {"type": kind, "durability": durability, "reason": "no room"}})
        });
        let failures: Vec<_> = failures.collect();
        json!({"hits": {}, "_shards": {
            "total": 3, "successful": 3 - failures.len(), "failed": failures.len(),
            "failures": failures,
        }})
    };
    let whole = json!({"hits": {}, "_shards": {"total": 3, "successful": 3, "failed": 0}});
    let (queue, memory) = ("rejected_execution_exception", "circuit_breaking_exception");
    for part in [
        shards(&[(queue, "")]),
        shards(&[(memory, "TRANSIENT"), (queue, "")]),
        json!({"responses": [whole, shards(&[(queue, "")])]}),
        json!({"responses": [whole, {"status": 429, "error": {"type": queue}}]}),
    ] {
        let server = Scripted::new([
            Answer::Json(200, part.clone()),
            Answer::Json(200, whole.clone()),
        ]);
        assert_eq!(client(&server).get("/x").unwrap(), whole, "{part}");
        assert_eq!(server.seen().len(), 2);
        // What stays so is told in the end.
        let again = || Answer::Json(200, part.clone());
        let server = Scripted::new([again(), again(), again()]);
        let fault = client(&server).get("/x").unwrap_err();
        assert!(matches!(fault, ClusterError::Busy { .. }), "{fault:?}");
    }
    for part in [
        shards(&[(memory, "PERMANENT")]),
        shards(&[(queue, ""), ("script_exception", "")]),
    ] {
        let fault = fault_of(Answer::Json(200, part.clone()));
        assert!(
            matches!(fault, ClusterError::PartsMissing { .. }),
            "{fault:?}"
        );
    }
}

#[test]
fn what_stays_wrong_is_told_at_once() {
    for answer in [
        error(400, "parsing_exception", "unknown query"),
        error(
            429,
            "cluster_block_exception",
            "index [digests] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded \
             flood-stage watermark, index has read-only-allow-delete block];",
        ),
        Answer::Text(401, "", "Unauthorized"),
        Answer::Text(500, "", "oh"),
    ] {
        let server = Scripted::new([answer, ok()]);
        client(&server).get("/x").unwrap_err();
        assert_eq!(server.seen().len(), 1);
    }
}

#[test]
fn repetitions_are_bounded() {
    let busy = || error(429, "rejected_execution_exception", "queue full");
    let server = Scripted::new([busy(), busy(), busy(), busy(), busy()]);
    let fault = client(&server).get("/x").unwrap_err();
    assert!(matches!(fault, ClusterError::Busy { .. }), "{fault:?}");
    assert_eq!(server.seen().len(), 3);
    // Its own status tells that it was answered.
    let server = Scripted::new([busy(), busy(), busy()]);
    let reply = client(&server).request(Method::Get, "/x", Body::None);
    assert_eq!(reply.unwrap().status, 429);
}

#[test]
fn a_stop_ends_the_repetitions() {
    let server = Scripted::new([]);
    let asked = Arc::new(AtomicU32::new(0));
    let options = ClientOptions {
        most_repetitions: 1000,
        stop: Arc::new(move || asked.fetch_add(1, Ordering::Relaxed) > 5),
        ..quick()
    };
    let client = Client::new(&server.address(), &Credentials::none(), options).unwrap();
    assert_eq!(client.get("/x").unwrap_err(), ClusterError::Stopped);
}

#[test]
fn what_is_missing_is_none_only_where_the_cluster_says_so() {
    let missing = json!({"_index": "digests", "found": false});
    let server = Scripted::new([
        Answer::Json(404, missing),
        ok(),
        Answer::Text(404, "", "<html>no such page</html>"),
    ]);
    let client = client(&server);
    assert_eq!(client.get_if_there("/x").unwrap(), None);
    assert_eq!(
        client.get_if_there("/x").unwrap(),
        Some(json!({"ok": true}))
    );
    let fault = client.get_if_there("/x").unwrap_err();
    assert!(
        matches!(fault, ClusterError::NotACluster { .. }),
        "{fault:?}"
    );
}

#[test]
fn refusals_are_told_apart() {
    let blocked = "index [digests] blocked by: [FORBIDDEN/8/index write (api)];";
    let full = "index [digests] blocked by: [FORBIDDEN/12/index read-only / allow delete (api)];";
    let no_new = "blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];";
    let unknown = "blocked by: [SERVICE_UNAVAILABLE/2/no master];";
    for (answer, says) in [
        (Answer::Text(401, "", "Unauthorized"), "no credentials"),
        (
            error(403, "security_exception", "no permissions for [x]"),
            "no permissions for [x]",
        ),
        (
            Answer::Json(403, json!({"Message": "User is not authorized"})),
            "not authorized",
        ),
        (
            error(403, "cluster_block_exception", full),
            "is full, and it takes nothing more: index [digests] blocked by: [FORBIDDEN/12/index \
             read-only / allow delete (api)]; free space",
        ),
        (
            error(403, "cluster_block_exception", no_new),
            "disk of the cluster is full",
        ),
        (
            error(403, "cluster_block_exception", blocked),
            "lift the block",
        ),
        (error(503, "cluster_block_exception", unknown), "no manager"),
        (
            error(503, "master_not_discovered_exception", ""),
            "no manager",
        ),
        (
            error(404, "index_not_found_exception", "no such index"),
            "no index “digests”",
        ),
        (
            error(409, "version_conflict_engine_exception", "seqNo"),
            "meanwhile (409): seqNo",
        ),
        (error(413, "", ""), "http.max_content_length"),
        (
            error(429, "rejected_execution_exception", "queue"),
            "too much to do",
        ),
        (
            error(400, "parsing_exception", "unknown"),
            "(400 parsing_exception): unknown",
        ),
        (
            Answer::Json(400, json!({"error": "no handler"})),
            "no handler",
        ),
        (Answer::Text(500, "", ""), "no reason was told"),
        (
            Answer::Text(200, "", "<html>Welcome</html>"),
            "no OpenSearch cluster",
        ),
        (Answer::Text(404, "", "Not Found"), "no OpenSearch cluster"),
        (
            Answer::Text(301, "location: https://other/\r\n", ""),
            "https://other/",
        ),
        (
            Answer::Raw(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
            "no OpenSearch cluster",
        ),
        (Answer::Lost, "was lost"),
    ] {
        let fault = fault_of(answer);
        let told = fault.to_string();
        assert!(told.contains(says), "{says}: {told} {fault:?}");
        let korean = in_language(Language::Korean, || fault.to_string());
        assert!(
            korean.contains("니다") || korean.contains("시오"),
            "{korean}"
        );
    }
}

#[test]
fn the_first_cause_is_told() {
    let server = Scripted::new([Answer::Json(
        404,
        json!({"error": {
            "root_cause": [{"type": "index_not_found_exception", "index": "digests-gen-1"}],
            "type": "search_phase_execution_exception", "reason": "all shards failed",
        }}),
    )]);
    let fault = client(&server).get("/x").unwrap_err();
    let index = "digests-gen-1".to_owned();
    assert_eq!(fault, ClusterError::NoIndex { index });
}

#[test]
fn what_a_stranger_says_is_bounded_and_steers_nothing() {
    let long = format!("a\u{1b}[2Jb\n{}", "x".repeat(10_000));
    let told = fault_of(error(400, "k\u{202e}", &long)).to_string();
    assert!(!told.contains(crate::document::steers), "{told}");
    assert!(told.chars().count() < 600, "{told}");
}

#[test]
fn an_answer_that_is_not_whole_is_an_error() {
    let failed = json!({"total": 5, "failed": 2, "failures": [{"reason": {"reason": "gone"}}]});
    let fault = fault_of(Answer::Json(200, json!({"hits": {}, "_shards": failed})));
    assert!(fault.to_string().contains("2 of 5 shards"), "{fault}");
    let late = json!({"timed_out": true, "_shards": {"total": 1, "failed": 0}});
    assert_eq!(
        fault_of(Answer::Json(200, late.clone())),
        ClusterError::CutShort
    );
    // One of several answers is enough.
    let good = json!({"timed_out": false, "_shards": {"total": 1, "failed": 0}});
    let several = json!({"responses": [good, late]});
    assert_eq!(fault_of(Answer::Json(200, several)), ClusterError::CutShort);
    let missing = json!({"status": 404, "error": {"type": "index_not_found_exception"}});
    let fault = fault_of(Answer::Json(200, json!({"responses": [good, missing]})));
    assert!(matches!(fault, ClusterError::NoIndex { .. }), "{fault:?}");
    // A shard that no node has did not fail, and did not answer.
    let absent = json!({"total": 3, "successful": 2, "failed": 0});
    let fault = fault_of(Answer::Json(200, json!({"hits": {}, "_shards": absent})));
    assert!(fault.to_string().contains("1 of 3 shards"), "{fault}");
    let copies = json!({"_shards": absent});
    let server = Scripted::new([Answer::Json(200, copies.clone())]);
    assert_eq!(client(&server).get("/x").unwrap(), copies);
    let unread = json!({"error": {"type": "no_shard_available_action_exception", "reason": "x"}});
    let read = json!({"found": true});
    let fault = fault_of(Answer::Json(200, json!({"docs": [read, unread]})));
    assert!(
        matches!(fault, ClusterError::Unavailable { .. }),
        "{fault:?}"
    );
    let whole = json!({"responses": [good, good]});
    let server = Scripted::new([Answer::Json(200, whole.clone())]);
    assert_eq!(client(&server).get("/x").unwrap(), whole);
}

#[test]
fn items_that_were_not_taken_are_an_error() {
    let refused = json!({"type": "mapper_parsing_exception", "reason": "no date"});
    let reply = json!({"errors": true, "items": [
        {"index": {"_id": "2024-05/1", "status": 201}},
        {"index": {"_id": "2024-05/2", "status": 400, "error": refused}},
        {"delete": {"_id": "2024-05/3", "status": 400, "error": refused}},
        // What was to be removed and is not there.
        {"delete": {"_id": "2024-05/4", "status": 404, "result": "not_found"}},
    ]});
    let server = Scripted::new([Answer::Json(200, reply)]);
    let fault = client(&server)
        .post_lines("/_bulk", b"{}\n".to_vec())
        .unwrap_err();
    let ClusterError::Items(items) = &fault else {
        panic!("{fault:?}");
    };
    assert_eq!((items.refused, items.sent, items.status), (2, 4, 400));
    assert_eq!(
        (items.id.as_str(), items.kind.as_str()),
        ("2024-05/2", "mapper_parsing_exception")
    );
    assert!(fault.to_string().contains("no date"), "{fault}");
}

#[test]
fn an_answer_has_to_come_in_time() {
    let server = Scripted::new([Answer::Late(Duration::from_secs(20))]);
    let client = client(&server);
    let began = Instant::now();
    let request = Request::new(Method::Get, "/x", Body::None);
    let fault = client
        .ask(request.within(Duration::from_millis(200)))
        .unwrap_err();
    assert!(matches!(fault, ClusterError::Late { .. }), "{fault:?}");
    assert!(fault.to_string().contains("within 0.2 s"), "{fault}");
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_long_answer_is_not_read() {
    let server = Scripted::new([ok()]);
    let options = ClientOptions {
        most_reply_bytes: 5,
        ..quick()
    };
    let client = Client::new(&server.address(), &Credentials::none(), options).unwrap();
    let limit_bytes = 5;
    assert_eq!(
        client.get("/x").unwrap_err(),
        ClusterError::ReplyTooLarge { limit_bytes }
    );
}

#[test]
fn a_packed_answer_is_unpacked() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(br#"{"ok":true}"#).unwrap();
    let packed = packed.finish().unwrap();
    let mut raw = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        packed.len()
    )
    .into_bytes();
    raw.extend(packed);
    let server = Scripted::new([Answer::Raw(raw)]);
    assert_eq!(client(&server).get("/x").unwrap(), json!({"ok": true}));
}

#[test]
fn a_server_tells_what_it_is() {
    let opensearch = json!({
        "cluster_name": "c", "version": {"distribution": "opensearch", "number": "2.19.1"},
    });
    let old = json!({"cluster_name": "c", "version": {"number": "6.8.0"}});
    let server = Scripted::new([
        Answer::Json(200, opensearch),
        Answer::Json(200, old),
        Answer::Json(200, json!({"hello": "world"})),
    ]);
    let client = client(&server);
    assert_eq!(client.check_server().unwrap().version, (2, 19, 1));
    let fault = client.check_server().unwrap_err();
    assert!(fault.to_string().contains("Elasticsearch 6.8.0"), "{fault}");
    let fault = client.check_server().unwrap_err();
    assert!(
        matches!(fault, ClusterError::NotACluster { .. }),
        "{fault:?}"
    );
}

fn asked(address: &str) -> ClusterError {
    let address = ClusterAddress::parse(address).unwrap().unwrap();
    let client = Client::new(&address, &Credentials::none(), quick()).unwrap();
    client.get("/").unwrap_err()
}

#[test]
fn a_server_that_is_not_there_is_told_at_once() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let began = Instant::now();
    let fault = asked(&format!("http://127.0.0.1:{port}/digests"));
    assert!(matches!(fault, ClusterError::Refused { .. }), "{fault:?}");
    assert!(began.elapsed() < Duration::from_secs(5));
    let fault = asked("http://no-such-host.invalid/digests");
    assert!(
        matches!(fault, ClusterError::UnknownHost { .. }),
        "{fault:?}"
    );
}

#[test]
fn a_server_without_tls_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answering = std::thread::spawn(move || {
        use std::io::Write;
        let (mut stream, _) = listener.accept().unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .unwrap();
    });
    let fault = asked(&format!("https://127.0.0.1:{port}/digests"));
    answering.join().unwrap();
    assert!(matches!(fault, ClusterError::NoTls { .. }), "{fault:?}");
}

#[test]
fn credentials_do_not_travel_readable() {
    let far = ClusterAddress::parse("http://search.example/x")
        .unwrap()
        .unwrap();
    let key = Credentials::api_key("geheim");
    let refused = Client::new(&far, &key, quick()).unwrap_err();
    assert!(
        matches!(refused, ClusterError::PlainHttp { .. }),
        "{refused:?}"
    );
    assert!(Client::new(&far, &Credentials::none(), quick()).is_ok());
    let near = ClusterAddress::parse("http://localhost/x")
        .unwrap()
        .unwrap();
    let client = Client::new(&near, &key, quick()).unwrap();
    assert!(!format!("{client:?}").contains("geheim"));
}

#[test]
fn credentials_that_cannot_be_sent_are_refused() {
    let server = Scripted::new([]);
    for credentials in [
        Credentials::api_key("ge\nheim"),
        Credentials::api_key("키"),
        Credentials::password("a:b", "geheim"),
        Credentials::password("a", "geheim\n"),
    ] {
        let refused = Client::new(&server.address(), &credentials, quick()).unwrap_err();
        assert_eq!(
            refused,
            ClusterError::UnsendableCredentials,
            "{credentials:?}"
        );
    }
    // What is no ASCII is sent as UTF-8.
    let credentials = Credentials::password("김", "비밀 번호:");
    assert!(Client::new(&server.address(), &credentials, quick()).is_ok());
}

#[test]
fn a_file_of_authorities_must_hold_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    let server = Scripted::new([]);
    let refused = || {
        let options = ClientOptions {
            authority_file: Some(path.clone()),
            ..quick()
        };
        let client = Client::new(&server.address(), &Credentials::none(), options);
        client.unwrap_err().to_string()
    };
    assert!(refused().contains("No such file"), "{}", refused());
    std::fs::write(&path, "hello").unwrap();
    assert!(refused().contains("holds no certificate"), "{}", refused());
}
