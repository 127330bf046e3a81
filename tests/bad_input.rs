//! Digest files that cannot be read: each is told with its place, and the others
//! are indexed.

use serde_json::Value;

use crate::util::{Dir, article};

/// Indexes a good file beside `bytes`; gives the report's row for the bad one.
fn row(name: &str, bytes: &[u8]) -> (i32, Value) {
    let dir = Dir::new();
    let good = article("블랙웰 소식", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", good);
    dir.digest_file(name, bytes);
    let ran = dir.digest(&["index", "--json"]).run();
    let report: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert_eq!(dir.digest(&["search", "블랙웰"]).run().code, 0);
    let files = report["files"].as_array().unwrap();
    let row = files
        .iter()
        .find(|file| file["file"] == name)
        .unwrap()
        .clone();
    (ran.code, row)
}

fn assert_failed(name: &str, bytes: &[u8], line: Option<u64>, says: &str) {
    let (code, row) = row(name, bytes);
    assert_eq!(code, 1, "{row}");
    assert_eq!(row["status"], "failed", "{row}");
    let warning = &row["warnings"][0];
    let message = warning["message"].as_str().unwrap();
    assert!(message.contains(says), "{message}");
    assert_eq!(warning["line"].as_u64(), line, "{row}");
}

#[test]
fn an_empty_file() {
    assert_failed("empty.txt", b"", None, "empty");
    assert_failed("blank.txt", b" \n\n\t\n", None, "empty");
}

#[test]
fn a_binary_file() {
    assert_failed(
        "binary.txt",
        b"\x7fELF\x02\x01\x01\0\0\0\0",
        Some(1),
        "binary",
    );
}

#[test]
fn a_file_of_another_kind() {
    assert_failed(
        "readme.txt",
        "그냥 적어 둔 글입니다.\n".as_bytes(),
        None,
        "no digest file",
    );
}

#[test]
fn text_in_no_known_encoding() {
    let mut bytes = " 제목\n\nn 요약\n\nKEY Contents\n\n".as_bytes().to_vec();
    bytes.extend(b"n \xff\xfe\xfd\n");
    assert_failed("bytes.txt", &bytes, Some(7), "UTF-8");
}

#[test]
fn text_in_cp949_is_read() {
    let text = article(
        "레드팀 소식",
        "요약",
        "똠방각하 본문",
        "기관, 보고서, 2024.04.01.",
    );
    // CP949 has no narrow pound sign: its users' files have the wide one.
    let text = text.replace('£', "￡");
    let (bytes, _, failed) = encoding_rs::EUC_KR.encode(&text);
    assert!(!failed);
    let (code, row) = row("2024-06.txt", &bytes);
    assert_eq!((code, &row["articles"]), (0, &Value::from(1)), "{row}");
}

#[test]
fn a_json_line_that_is_none() {
    let lines = "{\"id\":\"a\",\"title\":\"제목\",\"body\":\"본문\"}\n{\"id\":\"b\",\n";
    assert_failed("news.jsonl", lines.as_bytes(), Some(2), "JSON");
}

#[test]
fn a_duplicate_id() {
    let line = "{\"id\":\"a\",\"title\":\"제목\",\"body\":\"본문\"}\n";
    assert_failed("news.jsonl", line.repeat(2).as_bytes(), Some(2), "a");
}

#[test]
fn a_date_that_is_none() {
    let text = article("레드팀 소식", "요약", "본문", "기관, 보고서, 2024.13.45.");
    let (code, row) = row("2024-06.txt", text.as_bytes());
    assert_eq!((code, &row["status"]), (0, &Value::from("added")), "{row}");
    let message = row["warnings"][0]["message"].as_str().unwrap();
    assert!(message.contains("2024.13.45"), "{message}");
    assert_eq!(row["warnings"][0]["line"], 13);
}

#[test]
fn json_lines_are_indexed() {
    let dir = Dir::new();
    let line = concat!(
        "{\"id\":7,\"title\":\"레드팀 소식\",\"body\":[\"첫 문단\",\"둘째 문단\"],\"summary\":\"짧게\",",
        "\"date\":\"2024-04-11\",\"citations\":[{\"publisher\":\"기관\",\"title\":\"보고서\",",
        "\"date\":\"2024-04-10\",\"url\":\"https://example.com/\"}]}\n"
    );
    dir.digest_file("news.jsonl", line);
    let hits = dir.digest(&["search", "레드팀", "--json"]).json();
    let hit = &hits["hits"][0];
    assert_eq!(
        (&hit["id"], &hit["issue"]),
        (&Value::from("news/7"), &Value::from("news"))
    );
    assert_eq!(hit["date"], "2024-04-11");
    assert_eq!(hit["citations"][0]["url"], "https://example.com/");
    assert_eq!(hit["source"]["line"], 1);
}
