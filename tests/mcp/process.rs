//! How the process begins and ends: by a client's configuration, by hand, by the end of its
//! input, by signals, and after lines of any kind.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::server::Server;
use crate::util::{Dir, own_corpus};

#[test]
fn what_was_asked_is_answered_though_the_input_ends() {
    let mut server = Server::greeted(own_corpus(&["mcp"]));
    for _ in 0..30 {
        server.request(
            "tools/call",
            json!({"name": "search", "arguments": {"query": "AI 투자"}}),
        );
    }
    let ran = server.end();
    assert_eq!(ran.code, 0);
    assert_eq!(ran.stdout.lines().count(), 30);
    // So is what is no message.
    let mut server = Server::start(own_corpus(&["mcp"]));
    for _ in 0..30 {
        server.say("{");
    }
    let ran = server.end();
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 30));
    // Nobody has asked for anything.
    let ran = Server::start(own_corpus(&["mcp"])).end();
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
}

/// Until a client has greeted the server, nothing that needs no answer ends it.
#[test]
fn what_comes_before_the_greeting_is_answered_or_passed_over() {
    let mut server = Server::start(own_corpus(&["mcp"]));
    let pong = server.ask("ping", json!({}));
    assert_eq!(pong["result"], json!({}));
    for method in [
        "notifications/foo",
        "notifications/initialized",
        "notifications/cancelled",
    ] {
        server.say(&json!({"jsonrpc": "2.0", "method": method}).to_string());
    }
    server.say(&json!({"jsonrpc": "2.0", "id": 6, "result": {}}).to_string());
    server.greet();
    let ran = server.end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("passed over"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    use rustix::process::{Pid, Signal, kill_process};
    let mut server = Server::greeted(own_corpus(&["mcp"]));
    server.call("search", json!({"query": "레드팀"}));
    let process = Pid::from_raw(server.process_id().try_into().unwrap()).unwrap();
    kill_process(process, Signal::TERM).unwrap();
    let ran = server.ended();
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (143, "", "")
    );
}

#[test]
fn a_client_that_reads_no_more_ends_it() {
    use std::io::Write;
    use std::process::Stdio;
    let mut command = own_corpus(&["mcp"]).into_command();
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"});
    // It stays open: what ends the server is that nobody reads.
    stdin.write_all(format!("{ping}\n").as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_lines_for_a_client_start_it() {
    let ran = own_corpus(&["mcp", "--print-config"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    let configuration: Value = serde_json::from_str(&ran.stdout).unwrap();
    let server = &configuration["mcpServers"]["digest"];
    let args: Vec<&str> = server["args"]
        .as_array()
        .unwrap()
        .iter()
        .map(|arg| arg.as_str().unwrap())
        .collect();
    let dir = Dir::new();
    let mut server = Server::greeted(dir.digest(&args));
    assert_eq!(
        server.call("search", json!({"query": "레드팀"}))["total"],
        1
    );
    assert_eq!(server.end().code, 0);
}

#[cfg(unix)]
#[test]
fn by_hand_it_says_what_it_is() {
    use crate::util::Typing;
    let mut typing = Typing::start(own_corpus(&["mcp"]).into_command());
    let shown = typing.wait_for("Ctrl-D ends it");
    assert!(shown.contains("Model Context Protocol"), "{shown}");
    assert!(shown.contains("\n  {"), "{shown}");
    assert!(shown.contains("\"mcpServers\""), "{shown}");
    typing.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");
    typing.wait_for("\"result\":{}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, ..ProptestConfig::default() })]
    #[test]
    fn any_lines_are_answered_or_passed_over(
        greets in any::<bool>(),
        lines in prop::collection::vec(
            prop_oneof![
                "\\PC{0,40}",
                "[\\[\\]{}\",:0-9a-z]{0,40}",
                "\\{\"jsonrpc\":\"2.0\",(\"id\":(1|\"a\"|null|\\{\\}),)?\"method\":\"(tools/call|tools/list|resources/read|initialize|notifications/(initialized|cancelled|progress|x)|x)\"(,\"params\":(null|3|\\{\\}|\\[\\]|\\{\"name\":\"show\",\"arguments\":\\{\"ids\":\"x\"\\}\\}))?\\}",
                "\\{\"jsonrpc\":\"2.0\",\"id\":1,\"(result|error)\":(\\{\\}|1)\\}",
            ],
            0..30,
        ),
    ) {
        let mut server = match greets {
            true => Server::greeted(own_corpus(&["mcp"])),
            false => Server::start(own_corpus(&["mcp"])),
        };
        for line in &lines {
            server.say(line);
        }
        let ran = server.end();
        prop_assert_eq!(ran.code, 0, "{:?}", ran);
        for line in ran.stdout.lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            prop_assert_eq!(&answer["jsonrpc"], "2.0");
        }
    }
}
