//! The protocol, line by line.

use std::fs;

use serde_json::{Value, json};

use super::server::Server;
use crate::util::{Dir, article, assert_golden, ids, own_corpus};

fn over_own_corpus() -> Server {
    Server::greeted(own_corpus(&["mcp"]))
}

fn names(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| one["name"].as_str().unwrap()).collect()
}

#[test]
fn a_whole_dialogue() {
    let mut server = over_own_corpus();
    let tools = server.ask("tools/list", json!({}))["result"]["tools"].clone();
    let all = [
        "search", "show", "cite", "related", "trend", "events", "sources",
    ];
    assert_eq!(names(&tools), all);
    for tool in tools.as_array().unwrap() {
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
        assert_eq!(tool["inputSchema"]["type"], "object");
        assert_eq!(tool["outputSchema"]["type"], "object");
    }
    assert_golden(
        "mcp_tools.json",
        &format!("{}\n", serde_json::to_string_pretty(&tools).unwrap()),
    );

    let hits = server.call("search", json!({"query": "레드팀"}));
    assert_eq!(hits["hits"][0]["id"], "2024-05/12");
    assert_eq!(
        hits["hits"][0]["source"],
        json!({"file": "2024-05.txt", "line": 704})
    );
    let shown = server.call("show", json!({"ids": ["2024-05/12"]}));
    assert_eq!(shown["documents"][0]["article"]["id"], "2024-05/12");
    let cited = server.call("cite", json!({"ids": ["2024-05/12"]}));
    assert!(
        cited["citations"]
            .as_str()
            .unwrap()
            .contains("출처: 과학기술정보통신부")
    );

    let resources = server.ask("resources/list", json!({}))["result"].clone();
    assert_eq!(
        resources["resources"][0]["uri"],
        "digest://article/2024-05/1"
    );
    let read = server.ask(
        "resources/read",
        json!({"uri": "digest://event/2024-05/e1"}),
    );
    let read = &read["result"]["contents"][0];
    assert_eq!(read["mimeType"], "text/markdown");
    assert!(
        read["text"].as_str().unwrap().starts_with("# ICML 2024\n"),
        "{read}"
    );
    let templates = server.ask("resources/templates/list", json!({}));
    assert_eq!(
        names(&templates["result"]["resourceTemplates"]),
        ["article", "event"]
    );

    assert_eq!(server.ask("ping", json!({}))["result"], json!({}));
    let ran = server.end();
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
}

/// What `--json` writes, without what a model does not get.
fn told(mut value: Value, dropped: &[&str]) -> Value {
    fn walk(value: &mut Value, dropped: &[&str]) {
        match value {
            Value::Object(fields) => {
                let known = fields.get("known_date").cloned();
                let is_day =
                    [fields.get("date"), fields.get("first_day")].contains(&known.as_ref());
                fields.retain(|name, value| {
                    let is_empty = value.is_null() || *value == json!([]);
                    let is_same = name == "known_date" && is_day;
                    !(is_empty || is_same || dropped.contains(&name.as_str()))
                });
                fields.values_mut().for_each(|value| walk(value, dropped));
            }
            Value::Array(items) => items.iter_mut().for_each(|value| walk(value, dropped)),
            _ => {}
        }
    }
    walk(&mut value, dropped);
    value
}

#[test]
fn answers_are_the_values_of_json() {
    let mut server = over_own_corpus();
    let of_hits = [
        "elapsed_ms",
        "score",
        "title_highlights",
        "highlights",
        "date_precision",
    ];
    for (tool, arguments, args, dropped) in [
        (
            "search",
            json!({"query": "AI 투자", "limit": 3, "sort": "-date", "facets": ["issue"]}),
            &[
                "search",
                "AI 투자",
                "-n",
                "3",
                "--sort=-date",
                "--facets",
                "issue",
                "--json",
            ][..],
            &of_hits[..],
        ),
        (
            "search",
            json!({"query": "fpemxla", "since": "2024-04", "source": ["과기정통부"], "kind": "article", "passages": 1}),
            &[
                "search",
                "fpemxla",
                "--since",
                "2024-04",
                "--source",
                "과기정통부",
                "--kind",
                "article",
                "--snippets",
                "1",
                "--json",
            ],
            &of_hits,
        ),
        (
            "related",
            json!({"id": "2024-05/7"}),
            &["related", "2024-05/7", "--json"],
            &["date_precision"],
        ),
        (
            "trend",
            json!({"queries": ["AI", "레드팀"]}),
            &["trend", "AI", "레드팀", "--json"],
            &[],
        ),
        (
            "events",
            json!({"from": "2024-07-01"}),
            &["events", "--from", "2024-07-01", "--json"],
            &["name", "date_precision"],
        ),
        (
            "sources",
            json!({"limit": 5}),
            &["sources", "-n", "5", "--json"],
            &["first_date", "last_date"],
        ),
        (
            "sources",
            json!({"publisher": "oecd"}),
            &["sources", "oecd", "--json"],
            &["articles", "date_precision"],
        ),
    ] {
        let mut answer = server.call(tool, arguments);
        for more in ["next", "notes"] {
            answer.as_object_mut().unwrap().remove(more);
        }
        assert_eq!(answer, told(own_corpus(args).json(), dropped), "{args:?}");
    }
    let shown = server.call("show", json!({"ids": ["2024-05/12"]}));
    let article = own_corpus(&["show", "2024-05/12", "--json"]).json();
    let article = told(article, &["ordinal", "date_precision"]);
    assert_eq!(shown["documents"][0]["article"], article["article"]);
    let cited = server.call("cite", json!({"ids": ["2024-05/12"], "style": "ris"}));
    let ran = own_corpus(&["cite", "2024-05/12", "--style", "ris"]).run();
    assert_eq!(cited["citations"], ran.stdout);
}

#[test]
fn what_is_wrong_is_told_so_that_it_can_be_mended() {
    let mut server = over_own_corpus();
    let told = server.refusal("search", json!({"limt": 3}));
    assert!(told.contains("did you mean `limit`?"), "{told}");
    for (method, params, code, text) in [
        (
            "tools/call",
            json!({"name": "serch"}),
            -32602,
            "did you mean `search`?",
        ),
        (
            "tools/call",
            json!({"nam": "search"}),
            -32602,
            "takes name and arguments",
        ),
        (
            "tools/list",
            json!({"cursor": "2"}),
            -32602,
            "one page alone",
        ),
        (
            "resources/read",
            json!({"uri": "file:///etc/passwd"}),
            -32002,
            "no address here",
        ),
        (
            "resources/read",
            json!({"uri": "digest://article/..%2F..%2Fetc"}),
            -32002,
            "no article",
        ),
        (
            "resources/list",
            json!({"cursor": "x"}),
            -32602,
            "no cursor",
        ),
        ("prompts/list", json!({}), -32601, ""),
        ("nothing/there", json!({}), -32601, "there is no method"),
    ] {
        let answer = server.ask(method, params);
        assert_eq!(answer["error"]["code"], code, "{answer}");
        let told = answer["error"]["message"].as_str().unwrap();
        assert!(told.contains(text), "{told}");
    }
    for (line, code) in [
        ("{\"jsonrpc\":", -32700),
        ("[]", -32600),
        ("\"레드팀\"", -32600),
    ] {
        server.say(line);
        let answer = server.hear();
        assert_eq!(
            (&answer["error"]["code"], &answer["id"]),
            (&json!(code), &Value::Null)
        );
    }
    server.say(&format!("\"{}\"", "가".repeat(2 << 20)));
    assert_eq!(server.hear()["error"]["code"], -32600);
    // All that cost nothing.
    assert_eq!(
        server.call("search", json!({"query": "레드팀"}))["total"],
        1
    );
    assert_eq!(server.end().code, 0);
}

#[test]
fn a_generation_that_is_published_is_searched_by_the_next_call() {
    let dir = Dir::new();
    let text = article("레드팀 소식", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", &text);
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let mut server = Server::greeted(dir.digest(&["mcp"]));
    let query = json!({"query": "레드팀"});
    assert_eq!(ids(&server.call("search", query.clone())), ["2024-05/1"]);
    let listed = server.ask("resources/list", json!({}));
    assert_eq!(listed["result"]["resources"].as_array().unwrap().len(), 1);

    dir.digest_file("2024-06.txt", text.replace("본문", "다른 본문"));
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let mut found = ids(&server.call("search", query.clone()));
    found.sort();
    assert_eq!(found, ["2024-05/1", "2024-06/1"]);

    // Synonyms take effect at once.
    assert_eq!(
        server.call("search", json!({"query": "붉은모임"}))["total"],
        0
    );
    fs::write(dir.path().join("synonyms.txt"), "붉은모임 = 레드팀\n").unwrap();
    assert_eq!(
        server.call("search", json!({"query": "붉은모임"}))["total"],
        2
    );

    // Nothing that was open stands in for what is gone, and what comes back is found.
    fs::rename(dir.path().join("index"), dir.path().join("away")).unwrap();
    let told = server.refusal("search", query.clone());
    assert!(told.contains("there is no index in"), "{told}");
    assert!(!dir.path().join("index").exists());
    fs::rename(dir.path().join("away"), dir.path().join("index")).unwrap();
    assert_eq!(server.call("search", query)["total"], 2);
    assert_eq!(server.end().code, 0);
}

#[test]
fn without_an_index_every_call_says_so_until_there_is_one() {
    let dir = Dir::new();
    let mut server = Server::greeted(dir.digest(&["mcp"]));
    let told = server.refusal("search", json!({"query": "레드팀"}));
    assert!(told.contains("run `digest index --corpus"), "{told}");
    assert!(!dir.path().join("index").exists());
    let text = article("레드팀 소식", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", text);
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    assert_eq!(
        server.call("search", json!({"query": "레드팀"}))["total"],
        1
    );
    let ran = server.end();
    assert_eq!(ran.code, 0);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    assert!(
        ran.stderr.starts_with("digest: there is no index in"),
        "{}",
        ran.stderr
    );
}

#[test]
fn resources_are_listed_in_pages_of_one_generation() {
    let dir = Dir::new();
    let lines = (1..=250).map(|n| json!({"id": n.to_string(), "title": format!("기사 {n}")}));
    let lines: String = lines.map(|line| format!("{line}\n")).collect();
    dir.digest_file("news@한 글.jsonl", lines);
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let mut server = Server::greeted(dir.digest(&["mcp"]));
    let mut params = json!({});
    let mut uris = Vec::new();
    loop {
        let page = server.ask("resources/list", params)["result"].clone();
        let page_uris = page["resources"].as_array().unwrap().iter();
        uris.extend(page_uris.map(|one| one["uri"].as_str().unwrap().to_owned()));
        let Some(cursor) = page.get("nextCursor") else {
            break;
        };
        params = json!({"cursor": cursor});
    }
    assert_eq!(uris.len(), 250);
    for uri in [&uris[0], &uris[99], &uris[249]] {
        let read = server.ask("resources/read", json!({"uri": uri}));
        assert_eq!(&read["result"]["contents"][0]["uri"], uri, "{read}");
    }
    let cursor = server.ask("resources/list", json!({}))["result"]["nextCursor"].clone();
    dir.digest_file("other.jsonl", "{\"id\":\"1\",\"title\":\"더\"}\n");
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let refused = server.ask("resources/list", json!({"cursor": cursor}));
    let told = refused["error"]["message"].as_str().unwrap();
    assert!(told.contains("the index has changed"), "{told}");
    assert_eq!(server.end().code, 0);
}

#[test]
fn a_cancelled_request_is_not_answered_and_holds_up_nothing() {
    let mut server = over_own_corpus();
    for _ in 0..20 {
        let id = server.request(
            "tools/call",
            json!({"name": "search", "arguments": {"query": "AI"}}),
        );
        let cancel = json!({
            "jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": id},
        });
        server.say(&cancel.to_string());
        let ping = server.request("ping", json!({}));
        // The answer was there before it was cancelled, or there is none.
        let first = server.hear();
        if first["id"] != ping {
            assert_eq!(first["id"], id);
            assert_eq!(server.hear()["id"], ping);
        }
    }
    assert_eq!(server.end().code, 0);
}
