//! The command in a pipe, on a terminal and under cron, and its formats.

use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::*;
use crate::util::{TestCommand, assert_golden, on_a_terminal};

/// A corpus of which the reader of three alerts knows, and what came since.
fn dir_with_news() -> Dir {
    let dir = dir_with(
        "레드팀 동향: 레드팀 OR \"적대적 공격\" -게임\n# 둘째\n규제: 제목:규제\n없음: 판다곰\n",
    );
    dir.digest_file("2024-04.txt", issue(&["레드팀 첫째", "판다 소식"]));
    dir.index();
    assert_eq!(dir.digest(&["alerts"]).run().code, 1);
    dir.digest_file(
        "2024-05.txt",
        issue(&[
            "레드팀 규제 <둘째>",
            "레드팀 게임",
            "적대적 공격",
            "규제 소식",
        ]),
    );
    dir
}

fn alerts(dir: &Dir, args: &[&str]) -> TestCommand {
    dir.digest(&[&["alerts"][..], args].concat())
}

#[test]
fn what_is_new_is_told_once_and_the_exit_code_tells() {
    let dir = dir_with_news();
    let ran = dir.digest(&["index", "--quiet"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    let ran = alerts(&dir, &[]).env("COLUMNS", "80").run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert_golden("alerts.txt", &ran.stdout);
    let ran = alerts(&dir, &[]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert_eq!(ran.stderr, "nothing is new for 3 alerts\n");
    let ran = alerts(&dir, &["--quiet"]).run();
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (1, "", "")
    );
}

#[test]
fn formats_that_people_read_look_as_before() {
    for (format, golden) in [("markdown", "alerts.md"), ("html", "alerts.html")] {
        let dir = dir_with_news();
        dir.digest(&["index", "--quiet"]).run();
        let ran = alerts(&dir, &["--format", format]).run();
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_golden(golden, &ran.stdout);
        // A mail without news is none.
        let ran = alerts(&dir, &["--format", format, "--quiet"]).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    }
}

#[test]
fn programs_get_each_document_with_its_alert() {
    let dir = dir_with_news();
    dir.digest(&["index", "--quiet"]).run();
    let told = alerts(&dir, &["--json", "--reader", "a", "--all"]).json();
    assert_eq!(told["reader"], "a");
    assert_eq!(told["total"], 5);
    let of = |name: &str| {
        let alerts = told["alerts"].as_array().unwrap();
        let alert = alerts.iter().find(|alert| alert["name"] == name).unwrap();
        let hits = alert["hits"].as_array().unwrap().iter();
        let ids: Vec<&str> = hits.map(|hit| hit["id"].as_str().unwrap()).collect();
        ids.len()
    };
    assert_eq!([of("레드팀 동향"), of("규제"), of("없음")], [3, 2, 0]);
    let ran = alerts(&dir, &["--format", "jsonl", "--reader", "b", "--all"]).run();
    let lines: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 5);
    assert!(
        lines.iter().all(|line| line["hit"]["id"].is_string()),
        "{ran:?}"
    );
    let ran = alerts(&dir, &["--format", "csv", "--reader", "c", "--all"]).run();
    assert!(
        ran.stdout.starts_with("alert,id,kind,issue,date,title,"),
        "{ran:?}"
    );
    assert_eq!(ran.stdout.lines().count(), 6);
    // Programs get an answer where nothing is new as well.
    let told = alerts(&dir, &["--json", "--reader", "a", "--quiet"]).json();
    assert_eq!(told["total"], 0);
}

#[test]
fn an_index_run_tells_in_the_place_of_its_report() {
    let dir = dir_with_news();
    let ran = dir.digest(&["index", "--quiet", "--alerts"]).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.starts_with("레드팀 동향 2"), "{ran:?}");
    assert!(
        ran.stdout.contains("적대적 공격") && ran.stdout.contains("규제 소식"),
        "{ran:?}"
    );
    // Nothing is new: no mail.
    let ran = dir.digest(&["index", "--quiet", "--alerts"]).run();
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
    let ran = dir
        .digest(&["index", "--quiet", "--alerts", "--json"])
        .run();
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &told["total"]), (0, &Value::from(0)), "{ran:?}");
    // A line that is wrong is told, and costs no other.
    write_alerts(&dir, "규제: 제목:규제\n규제 규제\n");
    dir.digest_file("2024-06.txt", issue(&["규제 셋째"]));
    let ran = dir.digest(&["index", "--quiet", "--alerts"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.contains("alerts.txt:2: is no alert; write"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("규제 셋째"), "{ran:?}");
    // Without the file the index is up to date all the same.
    fs::remove_file(dir.path().join("corpus/alerts.txt")).unwrap();
    dir.digest_file("2024-07.txt", issue(&["레드팀 일곱째"]));
    let ran = dir.digest(&["index", "--quiet", "--alerts"]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.stderr
            .contains("the index is up to date, and its alerts are not told: there is no"),
        "{ran:?}"
    );
    assert_eq!(dir.found("일곱째").len(), 1);
}

#[test]
fn without_what_it_needs_it_says_what_to_do() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", issue(&["레드팀"]));
    let ran = alerts(&dir, &[]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.stderr
            .contains("alerts.txt; write it with a line for each alert"),
        "{ran:?}"
    );
    assert!(
        !dir.path().join("index").exists(),
        "an index was built for it"
    );
    // As for a search, the first run builds the index.
    write_alerts(&dir, "레드팀: 레드팀\n");
    let ran = alerts(&dir, &["--all"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("building the index"), "{ran:?}");
    for bad in ["../x", "a b", ""] {
        let ran = alerts(&dir, &["--reader", bad]).run();
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("letters, digits"), "{ran:?}");
    }
    write_alerts(&dir, "# 아직 없음\n");
    let ran = alerts(&dir, &[]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.contains("alerts.txt names no query; write"),
        "{ran:?}"
    );
}

#[test]
fn a_check_tells_what_each_finds_and_changes_nothing() {
    let dir = dir_with_news();
    dir.digest(&["index", "--quiet"]).run();
    let state = dir.path().join("index/.alerts-default.state");
    let before = fs::read(&state).unwrap();
    let ran = alerts(&dir, &["--check"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        ran.stderr,
        "digest: alerts.txt:4: “없음” finds nothing today\n"
    );
    let found = alerts(&dir, &["--check", "--json"]).run();
    let found: Value = serde_json::from_str(&found.stdout).unwrap();
    let totals = found["alerts"].as_array().unwrap().iter();
    let totals: Vec<u64> = totals
        .map(|alert| alert["total"].as_u64().unwrap())
        .collect();
    assert_eq!(totals, [3, 2, 0]);
    assert_eq!(fs::read(&state).unwrap(), before);
    write_alerts(&dir, "레드팀: 레드팀\n");
    assert_eq!(alerts(&dir, &["--check"]).run().code, 0);
    // What was probably meant is told, and not looked for.
    write_alerts(&dir, "오타: 래드팀\n");
    let ran = alerts(&dir, &["--check"]).run();
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.contains("found '레드팀' instead of '래드팀'"),
        "{ran:?}"
    );
}

#[test]
fn what_could_not_be_written_is_told_again() {
    let dir = dir_with_news();
    dir.digest(&["index", "--quiet"]).run();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for args in [
        &["alerts"][..],
        &["alerts", "--json"],
        &["index", "--quiet", "--alerts"],
    ] {
        let mut command = dir.digest(args).into_command();
        let output = command
            .stdout(full())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.contains("cannot write to standard output"), "{told}");
        // Whoever reads goes away before.
        let mut command = dir.digest(args).into_command();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert!(child.wait().unwrap().success());
    }
    let feed = dir.path().join("nowhere/feed.xml");
    let ran = alerts(&dir, &["--feed", feed.to_str().unwrap()]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
    let ran = alerts(&dir, &[]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("레드팀 규제 <둘째>"), "{ran:?}");
    assert_eq!(alerts(&dir, &[]).run().code, 1);
}

#[test]
fn a_state_that_cannot_be_written_is_told() {
    let dir = dir_with_news();
    dir.digest(&["index", "--quiet"]).run();
    let side = dir.path().join("index/.alerts-default.state.new");
    fs::create_dir(&side).unwrap();
    let ran = alerts(&dir, &[]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stdout.contains("규제 소식"), "{ran:?}");
    assert!(
        ran.stderr.contains("the next run tells it again"),
        "{ran:?}"
    );
    fs::remove_dir(&side).unwrap();
    assert!(alerts(&dir, &[]).run().stdout.contains("규제 소식"));
    assert_eq!(alerts(&dir, &[]).run().code, 1);
}

#[test]
fn it_works_under_cron_and_on_a_terminal() {
    let dir = dir_with_news();
    // What cron gives: nearly nothing.
    let mut command = Command::new("env");
    command
        .args(["-i", "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "LANG=C"])
        .arg(format!("HOME={}", dir.path().display()))
        .arg(env!("CARGO_BIN_EXE_digest"))
        .args(["index", "--quiet", "--alerts", "--corpus"])
        .arg(dir.path().join("corpus"))
        .arg("--index")
        .arg(dir.path().join("index"))
        .current_dir("/")
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    let mail = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{mail}");
    assert_eq!(output.stderr, b"");
    assert!(
        mail.contains("레드팀 규제 <둘째>") && !mail.contains('\u{1b}'),
        "{mail}"
    );
    let output = command.output().unwrap();
    assert_eq!(
        (output.status.code(), output.stdout, output.stderr),
        (Some(0), vec![], vec![])
    );
    let mut command = alerts(&dir, &["--all", "--reader", "terminal"]).into_command();
    command.env("TERM", "xterm-256color");
    let (code, shown) = on_a_terminal(command, 80, 500);
    assert_eq!(code, 0, "{shown}");
    assert!(
        shown.contains("\u{1b}[") && shown.contains("레드팀 동향"),
        "{shown}"
    );
}

#[test]
fn a_pager_that_nobody_reads_to_the_end_has_shown_it() {
    let dir = dir_with_news();
    dir.digest(&["index", "--quiet"]).run();
    let mut command = alerts(&dir, &[]).into_command();
    command
        .env("TERM", "xterm-256color")
        .env("DIGEST_PAGER", "head -n 1");
    let (code, shown) = on_a_terminal(command, 80, 5);
    assert_eq!(code, 0, "{shown}");
    assert_eq!(alerts(&dir, &[]).run().code, 1);
}

#[test]
fn another_run_of_a_reader_is_waited_for_or_told() {
    let dir = dir_with_news();
    dir.digest(&["index", "--quiet"]).run();
    let held = begin(&job(&dir, "default")).unwrap();
    let ran = alerts(&dir, &[]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (75, ""), "{ran:?}");
    assert!(
        ran.stderr
            .contains("another run tells the alerts of reader default"),
        "{ran:?}"
    );
    let mut waiting = alerts(&dir, &["--wait", "60"]).into_command();
    let mut child = waiting
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = [0; 16];
    child
        .stderr
        .as_mut()
        .unwrap()
        .read_exact(&mut told)
        .unwrap();
    assert_eq!(&told, b"digest: waiting ");
    drop(held);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_feed_or_a_reader_without_alerts_is_an_error_of_the_job() {
    let dir = Dir::new();
    for flags in [&["--feed", "a.xml"][..], &["--reader", "mail"]] {
        let ran = dir.digest(&[&["index"], flags].concat()).run();
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("--alerts"), "{ran:?}");
        assert!(!dir.path().join("a.xml").exists());
    }
}
