//! The command lines in `contrib/`: that they are this program's, and do what they say.

#![cfg(unix)]

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::cluster::nodes::Nodes;
use crate::util::{Dir, Ran, TestCommand, article, project};

/// The text of a file in `contrib/`, with this program and this folder in the place of
/// the operator's.
fn text(dir: &Dir, name: &str) -> String {
    let text = fs::read_to_string(project().join("contrib").join(name)).unwrap();
    let root = dir.path().canonicalize().unwrap();
    text.replace("/usr/local/bin/digest", env!("CARGO_BIN_EXE_digest"))
        .replace("/srv/digests", root.to_str().unwrap())
        .replace("/var/log/digest", root.to_str().unwrap())
}

fn built() -> Dir {
    let dir = Dir::new();
    let text = article("블랙웰 소식", "요약", "본문", "기관, 글, 2024.04.01.");
    dir.digest_file("2024-05.txt", text);
    dir
}

/// Runs a line as `sh` does, which is what cron has.
fn by_shell(dir: &Dir, line: &str) -> Ran {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(line)
        .current_dir(dir.path())
        .env("HOME", dir.path());
    TestCommand::from(command).run()
}

#[test]
fn the_line_of_the_service_indexes_the_corpus() {
    let dir = built();
    let unit = text(&dir, "digest-index.service");
    let mut lines = unit
        .lines()
        .filter_map(|line| line.strip_prefix("ExecStart="));
    let line = lines.next().unwrap();
    assert_eq!(lines.next(), None);
    let ran = by_shell(&dir, line);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("\"event\":\"published\""), "{ran:?}");
    let search = dir.digest(&["search", "블랙웰", "--index", "index"]);
    assert_eq!(search.run().code, 0);
}

#[test]
fn the_line_of_the_crontab_speaks_only_where_somebody_must_look() {
    let dir = built();
    let table = text(&dir, "digest.crontab");
    let jobs: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("0 3 * * *"))
        .collect();
    assert_eq!(jobs.len(), 1);
    let line = jobs[0].strip_prefix("0 3 * * *").unwrap().trim();
    // cron would take it for the end of the line.
    assert!(!line.contains('%'));
    let ran = by_shell(&dir, line);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    let report = fs::read_to_string(dir.path().join("report.json")).unwrap();
    assert!(report.contains("\"published\":true"), "{report}");

    dir.digest_file("2024-06.txt", "아무것도 아닌 글\n");
    let ran = by_shell(&dir, line);
    assert!(ran.stderr.contains("2024-06.txt"), "{ran:?}");
    assert!(ran.stdout.contains("exit code 1"), "{ran:?}");
}

#[test]
fn the_line_of_alerts_mails_what_is_new_and_nothing_else() {
    let dir = built();
    dir.digest_file("alerts.txt", "칩: 블랙웰\n");
    let table = text(&dir, "digest.crontab");
    let mut lines = table
        .lines()
        .filter_map(|line| line.strip_prefix("#0 3 * * *"));
    let line = lines.next().unwrap().trim();
    assert_eq!(lines.next(), None);
    assert!(!line.contains('%'));
    // What fits an alert that is new counts as told, but for how much it is.
    by_shell(&dir, line);
    let ran = by_shell(&dir, line);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));

    let text = article("블랙웰 수출", "요약", "본문", "기관, 글, 2024.05.01.");
    dir.digest_file("2024-06.txt", text);
    let ran = by_shell(&dir, line);
    assert!(ran.stdout.contains("블랙웰 수출"), "{ran:?}");
    assert!(!ran.stdout.contains("exit code"), "{ran:?}");
    let ran = by_shell(&dir, line);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
}

/// What stands in a fenced block of `contrib/opensearch.md` that this line comes before.
fn block(before: &str) -> String {
    let page = fs::read_to_string(project().join("contrib/opensearch.md")).unwrap();
    let (_, rest) = page.split_once(before).unwrap();
    let (_, rest) = rest.split_once("```").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_line_for_a_cluster_indexes_the_corpus_there() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let dir = built();
    let unit = text(&dir, "digest-index-cluster.conf");
    let lines = unit
        .lines()
        .filter_map(|line| line.strip_prefix("ExecStart="));
    let lines: Vec<&str> = lines.collect();
    // The first takes back what the service says.
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], "");
    let address = format!("{}/contrib", nodes.url(0));
    let line = lines[1].replace("https://search.example.org:9200/digests", &address);
    assert!(line.contains(&address), "{line}");
    let ran = by_shell(&dir, &line);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("\"event\":\"published\""), "{ran:?}");
    let search = dir.digest(&["search", "블랙웰", "--index", &address]);
    assert_eq!(search.run().code, 0);
}

#[test]
fn the_roles_for_a_cluster_name_the_index_and_nothing_else() {
    for name in ["digest_writer", "digest_reader"] {
        let role: Value = serde_json::from_str(&block(name)).unwrap();
        let of_indexes = role["index_permissions"].as_array().unwrap();
        assert_eq!(of_indexes.len(), 1, "{role}");
        let patterns = of_indexes[0]["index_patterns"].clone();
        assert_eq!(patterns, json!(["digests", "digests-*"]));
        assert!(!role["cluster_permissions"].as_array().unwrap().is_empty());
    }
}
