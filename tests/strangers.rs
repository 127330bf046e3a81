//! What strangers wrote, in names of files and in digest files: no id is forged by it.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::util::{Dir, TestCommand};

/// Whether a character steers what shows it: the promise in the test's own words.
fn steers(c: char) -> bool {
    let code = u32::from(c);
    code < 0x20
        || (0x7f..0xa0).contains(&code)
        || (0x2028..=0x202e).contains(&code)
        || (0x2066..=0x2069).contains(&code)
}

/// What the file `name` of the corpus holds, an article a line. A file with many control
/// characters would be refused; JSON can escape them.
fn json_lines(dir: &Dir, name: &str, articles: &[Value]) {
    let mut text = String::new();
    for article in articles {
        for c in article.to_string().chars() {
            match c {
                c if steers(c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => text.push(c),
            }
        }
        text.push('\n');
    }
    dir.digest_file(name, text);
}

/// The ids that a search finds, as `-l` writes them.
fn ids_of(dir: &Dir, query: &str) -> Vec<String> {
    let ran = dir.digest(&["search", query, "--all", "-l"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.stdout.lines().map(str::to_owned).collect()
}

/// Runs a command with `input`, and gives its exit code, output and messages.
fn with_input(command: TestCommand, input: &str) -> (i32, String, String) {
    let mut command = command.into_command();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // One that reads nothing may have ended.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    (
        output.status.code().expect("digest was ended by a signal"),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_forges_no_id() {
    let dir = Dir::new();
    let article = |title: &str| json!({"id": "1", "title": title, "body": "레드팀 소식"});
    json_lines(&dir, "2024-05.jsonl", &[article("하나")]);
    let names = [
        ("news\n2024-05.jsonl", "news\\u{A}2024-05/1", "둘"),
        (" lead.jsonl", "\\u{20}lead/1", "셋"),
        ("a  b.jsonl", "a\\u{20}\\u{20}b/1", "넷"),
        ("tail .jsonl", "tail\\u{20}/1", "다섯"),
        (
            "c\rd\u{85}\u{2028}\u{202e}.jsonl",
            "c\\u{D}d\\u{85}\\u{2028}\\u{202E}/1",
            "여섯",
        ),
        ("한 낱말.jsonl", "한 낱말/1", "일곱"),
    ];
    for (name, _, title) in names {
        json_lines(&dir, name, &[article(title)]);
    }
    let report = dir.digest(&["index", "--json"]).json();
    assert_eq!(report["articles"], 7, "{report}");

    let mut found = ids_of(&dir, "레드팀");
    found.sort();
    let mut expected: Vec<&str> = names.iter().map(|(_, id, _)| *id).collect();
    expected.push("2024-05/1");
    expected.sort_unstable();
    assert_eq!(found, expected);

    // Each line is the document that was found, and no other.
    for (_, id, title) in names {
        let document = dir.digest(&["show", id, "--json"]).json();
        assert_eq!(document["article"]["title"], title);
        let (code, cited, _) = with_input(dir.digest(&["cite", "-"]), &format!("{id}\n"));
        assert_eq!(code, 0);
        assert!(cited.contains(&format!("{title}, ")), "{cited}");
        assert_eq!(cited.lines().count(), 1, "{cited}");
        // The digest file is found by the name that is told.
        let lines = dir.digest(&["show", id, "--at", "--json"]).json();
        assert_eq!(lines["lines"][0]["id"], id);
    }
    assert_eq!(dir.digest(&["check"]).run().code, 0);
    assert_eq!(dir.digest(&["index", "--json"]).json()["published"], false);
}

#[test]
fn both_halves_of_an_id_have_one_grammar() {
    // What is escaped in the name of a file is refused in a file, and what stays, stays.
    for (name, stays) in [
        ("plain-1", true),
        ("두 낱말", true),
        ("a\\u{A}b", true),
        (" a", false),
        ("a ", false),
        ("a  b", false),
        ("a\nb", false),
        ("a\u{a0}b", false),
        ("a\u{202e}b", false),
        ("a\u{85}b", false),
    ] {
        let dir = Dir::new();
        let article = |id: &str| json!({"id": id, "title": "레드팀", "body": "레드팀 소식"});
        json_lines(&dir, &format!("{name}.jsonl"), &[article("1")]);
        json_lines(&dir, "names.jsonl", &[article("1"), article(name)]);
        let report = dir.digest(&["index", "--json"]).json();
        let ids = ids_of(&dir, "레드팀");
        assert_eq!(
            ids.contains(&format!("{name}/1")),
            stays,
            "{name:?}: {ids:?}"
        );
        assert_eq!(
            ids.contains(&format!("names/{name}")),
            stays,
            "{name:?}: {ids:?}"
        );
        let files = report["files"].as_array().unwrap();
        let refused = files.iter().find(|file| file["status"] == "failed");
        assert_eq!(refused.is_none(), stays, "{report}");
        if let Some(refused) = refused {
            let warning = &refused["warnings"][0];
            assert_eq!(warning["line"], 2);
            let message = warning["message"].as_str().unwrap();
            assert!(
                message.contains("cannot be typed as it is seen"),
                "{message}"
            );
        }
    }
}
