//! What lies in a corpus folder and is not read: told, with the rule that says so.

use std::fs;

use serde_json::{Value, json};

use crate::util::{Dir, article};

fn dir_with(files: &[&str]) -> Dir {
    let dir = Dir::new();
    let text = article("소식", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", text);
    for file in files {
        let path = dir.path().join("corpus").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    dir
}

/// Each file that a report says is not read, with its rule.
fn ignored(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let files = report["ignored"].as_array().unwrap().iter();
    files
        .map(|told| (text(&told["file"]), text(&told["rule"])))
        .collect()
}

#[test]
fn every_file_of_a_folder_is_accounted_for() {
    let files = [
        ".git/config",
        ".hidden.txt",
        "canaries.txt",
        "readme",
        "sub/memo.xyz",
        "sub/그림.PNG",
        "terms.txt",
        "그림.png",
        "메모.txt~",
        "~$표.txt",
    ];
    let dir = dir_with(&files);
    fs::write(dir.path().join("corpus/canaries.txt"), "소식 2024-05/1\n").unwrap();
    fs::write(dir.path().join("corpus/.digestignore"), "*.old\n").unwrap();
    let ran = dir.digest(&["index", "--log-format", "json"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    let first_line = "4 files not read: 2 .png [sub/그림.PNG, 그림.png], ";
    assert!(ran.stdout.contains(first_line), "{}", ran.stdout);
    for told in [".hidden.txt", "메모.txt~", "terms.txt", "OCR"] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.stdout);
    }
    assert!(!ran.stdout.contains("canaries.txt"), "{}", ran.stdout);
    let events = ran
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let events: Vec<Value> = events
        .filter(|event: &Value| event["event"] == "ignored")
        .collect();
    assert_eq!(events.len(), 8, "{events:?}");
    let pictures = events.iter().find(|event| event["kind"] == ".png").unwrap();
    assert_eq!(pictures["count"], 2);

    let all = [
        (".digestignore", "program"),
        (".git/", "hidden"),
        (".hidden.txt", "hidden"),
        ("canaries.txt", "program"),
        ("readme", "ending"),
        ("sub/memo.xyz", "ending"),
        ("sub/그림.PNG", "ending"),
        ("terms.txt", "misplaced"),
        ("~$표.txt", "left-over"),
        ("그림.png", "ending"),
        ("메모.txt~", "left-over"),
    ];
    let all = all.map(|(file, rule)| (file.to_owned(), rule.to_owned()));
    // Nothing changed, and it is told all the same.
    for command in ["index", "check"] {
        let ran = dir.digest(&[command, "--json"]).run();
        assert_eq!(ran.code, 0, "{ran:?}");
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(ignored(&report), all, "{command}");
    }
    let ran = dir.digest(&["check"]).run();
    assert!(ran.stdout.contains(first_line), "{}", ran.stdout);
}

#[test]
fn a_folder_of_other_files_alone_says_what_they_are() {
    let dir = dir_with(&["a.xyz", "b.xyz"]);
    fs::remove_file(dir.path().join("corpus/2024-05.txt")).unwrap();
    let ran = dir.digest(&["index"]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("2 .xyz [a.xyz, b.xyz]"), "{ran:?}");
}

#[test]
fn patterns_hold_in_their_folder_and_below() {
    let dir = dir_with(&[]);
    let text = |title: &str| article(title, "요약", "본문", "기관, 보고서, 2024.04.01.");
    for name in [
        "archive/2024-01.txt",
        "sub/2024-02.txt",
        "sub/old/2024-03.txt",
        "sub/old/2024-04.txt",
        "초안/2024-06.txt",
    ] {
        let path = dir.path().join("corpus").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text(name)).unwrap();
    }
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let write = |name: &str, text: &str| {
        fs::write(dir.path().join("corpus").join(name), text).unwrap();
    };
    write(
        ".digestignore",
        "\u{feff}# 지난 것\narchive/\n2024-0[34].txt\n초안/*\n",
    );
    write("sub/.digestignore", "!/old/2024-03.txt\r\n/2024-02.txt\r\n");
    let ran = dir.digest(&["index", "--json", "--allow-shrink"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let files = report["files"].as_array().unwrap().iter();
    let read = files.filter(|file| file["status"] != "removed");
    let read: Vec<&Value> = read.map(|file| &file["file"]).collect();
    assert_eq!(read, [&json!("2024-05.txt"), &json!("sub/old/2024-03.txt")]);
    let by_pattern = ignored(&report).into_iter();
    let by_pattern: Vec<String> = by_pattern
        .filter(|(_, rule)| rule == "digestignore")
        .map(|(file, _)| file)
        .collect();
    let expected = [
        "archive/",
        "sub/2024-02.txt",
        "sub/old/2024-04.txt",
        "초안/2024-06.txt",
    ];
    assert_eq!(by_pattern, expected);
    let message = &report["ignored"].as_array().unwrap().last().unwrap()["message"];
    assert_eq!(message, "`초안/*` in .digestignore says so");
}

#[test]
fn a_digestignore_that_cannot_be_read_is_told() {
    let dir = dir_with(&["b.old"]);
    let path = dir.path().join("corpus/.digestignore");
    fs::write(&path, "*.old\n[z-a]\n").unwrap();
    let ran = dir.digest(&["index"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.contains(".digestignore:2: this is no pattern ("),
        "{ran:?}"
    );
    assert!(
        ran.stdout
            .contains("1 file ignored by .digestignore: 1 *.old [b.old]")
    );
    super::make_pipe(&dir.path().join("corpus/pipe"));
    fs::remove_file(&path).unwrap();
    super::make_pipe(&path);
    let ran = dir.digest(&["index"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.contains(".digestignore: cannot be read ("),
        "{ran:?}"
    );
    fs::remove_file(&path).unwrap();
    fs::write(&path, b"\xb0\xa1").unwrap();
    let ran = dir.digest(&["check"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stdout.contains("it is not UTF-8"), "{ran:?}");
}
