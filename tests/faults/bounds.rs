//! How much memory a run takes, whatever a digest file holds, and what it says where that
//! would be more.

use std::io::Read;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::{CITATION, Editions, leftovers};
use crate::util::{Dir, Ran, TestCommand, article, ids, run_by};

/// The memory that the runs here may take, the least that can be said.
const MEMORY_MIB: u64 = 64;

/// What a command took of its own, in MiB, and what it said. Pages of the dictionary and of
/// the index, which the system can take back, are not counted.
fn measured(command: TestCommand) -> (u64, Ran) {
    let mut command = command.into_command();
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut own_kib = 0;
    let status = loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let anonymous = text.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        let kib = anonymous.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        own_kib = own_kib.max(kib.unwrap_or(0u64));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let (mut stdout, mut stderr) = (String::new(), String::new());
    child.stdout.unwrap().read_to_string(&mut stdout).unwrap();
    child.stderr.unwrap().read_to_string(&mut stderr).unwrap();
    let code = status.code().expect("digest was ended by a signal");
    (
        own_kib / 1024,
        Ran {
            code,
            stdout,
            stderr,
        },
    )
}

/// A corpus of one good article and of this digest file.
fn corpus(name: &str, text: &str) -> Dir {
    let dir = Dir::new();
    dir.digest_file(
        "2024-05.txt",
        article("블랙웰 소식", "요약", "본문", CITATION),
    );
    dir.digest_file(name, text);
    dir
}

fn index(dir: &Dir) -> (u64, Ran) {
    let memory = MEMORY_MIB.to_string();
    measured(dir.digest(&[
        "index",
        "--json",
        "--quiet",
        "--threads",
        "4",
        "--memory",
        &memory,
    ]))
}

fn row(ran: &Ran, name: &str) -> Value {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let files = report["files"].as_array().unwrap();
    let found = files.iter().find(|file| file["file"] == name);
    found
        .unwrap_or_else(|| panic!("{name} is not in {report}"))
        .clone()
}

/// A line of JSON Lines whose body is this.
fn line(id: usize, body: &str) -> String {
    format!("{{\"id\":{id},\"title\":\"제목\",\"body\":\"{body}\"}}\n")
}

#[test]
fn what_would_take_more_memory_is_told_with_its_line_and_takes_none() {
    let size = 6_000_000;
    let in_body = |unit: &str| line(1, &unit.repeat(size / unit.len()));
    let in_list = |key: &str, unit: &str| {
        let list = vec![unit; size / unit.len()].join(",");
        format!("{{\"id\":2,\"title\":\"제목\",\"body\":\"본문\",\"{key}\":[{list}]}}\n")
    };
    let entries = |count: usize| {
        let list = vec!["\"x\""; count].join(",");
        format!("{{\"id\":3,\"title\":\"제목\",\"body\":[{list}]}}\n")
    };
    let small: String = (0..size / 40).map(|id| line(id, "x")).collect();
    let bullets = |count: usize| {
        let start = "제목\n\nn 요약\n\nKEY Contents\n\n£소제목\n";
        format!("{start}{}\n☞ 출처 : {CITATION}\n", "n x\n".repeat(count))
    };
    let made = "takes more than 16777216 bytes of memory";
    for (name, text, says) in [
        ("a.jsonl", in_body("a1"), "one may have 131072"),
        ("a.jsonl", in_body("a "), "one may have 131072"),
        ("a.jsonl", in_body("가나"), "one may have 131072"),
        ("a.jsonl", in_body("x\\n"), "one may have 131072"),
        (
            "a.jsonl",
            in_list("unknown", "{\"a\":1}"),
            "one may have 131072",
        ),
        (
            "a.jsonl",
            in_list("citations", "{\"title\":\"a\"}"),
            "one may have 131072",
        ),
        (
            "a.txt",
            in_list("unknown", "{\"a\":1}"),
            "one may have 131072",
        ),
        ("a.jsonl", entries(10_001), "more than 10000 entries"),
        (
            "a.jsonl",
            line(4, &"x\\n".repeat(10_001)),
            "10000 are the most",
        ),
        ("a.jsonl", small, made),
        ("a.txt", "x\n".repeat(size / 2), made),
        ("a.txt", bullets(size / 4), made),
        ("a.txt", bullets(10_001), "10000 are the most"),
        ("a.txt", "가".repeat(3_000_000), "8388608 fit into"),
    ] {
        let dir = corpus(name, &text);
        let (own_mib, ran) = index(&dir);
        let start = &text[..text.ceil_char_boundary(40)];
        assert_eq!(ran.code, 1, "{start}: {ran:?}");
        let row = row(&ran, name);
        let message = row["warnings"][0]["message"].as_str().unwrap();
        assert!(message.contains(says), "{start}: {message}");
        // A file that is too large by its size has no line.
        assert_eq!(
            row["warnings"][0]["line"].is_u64(),
            !says.contains("fit"),
            "{row}"
        );
        assert!(own_mib < MEMORY_MIB, "{start} took {own_mib} MiB");
        // The others are indexed, and the check of them takes no more.
        let memory = MEMORY_MIB.to_string();
        let (own_mib, check) = measured(dir.digest(&["check", "--memory", &memory]));
        assert_eq!(check.code, 1, "{start}: {check:?}");
        assert!(own_mib < MEMORY_MIB, "checking {start} took {own_mib} MiB");
    }
}

#[test]
fn what_a_file_may_hold_stays_within_the_memory() {
    let part = 131_000;
    let of_bodies = |unit: &str, count: usize| -> String {
        let body = unit.repeat((part - 60) / unit.len());
        (0..count).map(|id| line(id, &body)).collect()
    };
    let small: String = (0..20_000).map(|id| line(id, "x")).collect();
    let lines: String = (0..12).map(|id| line(id, &"x\\n".repeat(9_990))).collect();
    for text in [
        of_bodies("a1", 6),
        of_bodies("1조 ", 6),
        of_bodies("가나다라", 12),
        small,
        lines,
    ] {
        let dir = corpus("a.jsonl", &text);
        let (own_mib, ran) = index(&dir);
        let start = &text[..text.ceil_char_boundary(40)];
        assert_eq!(ran.code, 0, "{start}: {ran:?}");
        assert!(own_mib <= MEMORY_MIB, "{start} took {own_mib} MiB");
        let memory = MEMORY_MIB.to_string();
        let (own_mib, check) = measured(dir.digest(&["check", "--memory", &memory]));
        assert_eq!(check.code, 0, "{start}: {check:?}");
        assert!(own_mib <= MEMORY_MIB, "checking {start} took {own_mib} MiB");
    }
}

/// The job under limits of the address space, from too little for anything to enough.
#[test]
fn too_little_address_space_is_an_error_and_leaves_nothing() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let (mut refused, mut done) = (0, 0);
    for mib in (150..=1_500).step_by(90) {
        editions.write(mib);
        let program = env!("CARGO_BIN_EXE_digest");
        let limited = format!(
            "ulimit -v {}; exec {program} index --quiet --memory {MEMORY_MIB}",
            mib * 1024
        );
        let mut command = run_by("sh", dir.digest(&[]));
        let output = command.args(["-c", &limited]).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => {
                done += 1;
                assert_eq!(editions.found(), mib);
            }
            // The program itself did not fit.
            Some(126 | 127) => {}
            Some(2) => {
                refused += 1;
                assert!(told.contains("ulimit -v"), "{mib} MiB: {told}");
                assert_ne!(editions.found(), mib);
            }
            _ => panic!("{mib} MiB: {:?}: {told}", output.status),
        }
        assert_eq!(leftovers(dir), Vec::<String>::new(), "{mib} MiB");
    }
    assert!(refused > 0 && done > 0, "{refused} {done}");
    editions.index();
    assert!(ids(&dir.digest(&["search", "블랙웰", "--json"]).json()).len() == 1);
}
