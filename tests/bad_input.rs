//! Digest files that cannot be read: each is told with its place, and the others
//! are indexed.

use digest::job::{FileReport, FileStatus};

use crate::library::file;
use crate::util::{Dir, article};

/// Indexes a good file beside `bytes`; gives the report's row for the bad one.
fn row(name: &str, bytes: &[u8]) -> FileReport {
    let dir = Dir::new();
    let good = article("블랙웰 소식", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", good);
    dir.digest_file(name, bytes);
    let report = dir.index();
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
    file(&report, name).clone()
}

fn assert_failed(name: &str, bytes: &[u8], line: Option<u32>, says: &str) {
    let row = row(name, bytes);
    assert_eq!(row.status, FileStatus::Failed, "{row:?}");
    let warning = &row.warnings[0];
    assert!(warning.message.contains(says), "{row:?}");
    assert_eq!(warning.line, line, "{row:?}");
}

/// One article of the file is indexed, and what is wrong with another record is told.
fn assert_in_part(name: &str, bytes: &[u8], line: Option<u32>, says: &str) {
    let row = row(name, bytes);
    assert_eq!((row.status, row.articles), (FileStatus::Added, 1));
    assert!(row.misread, "{row:?}");
    let warning = &row.warnings[0];
    assert!(warning.message.contains(says), "{row:?}");
    assert_eq!(warning.line, line, "{row:?}");
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
    let row = row("2024-06.txt", &bytes);
    assert_eq!((row.status, row.articles), (FileStatus::Added, 1));
}

#[test]
fn a_json_line_that_is_none() {
    let lines = "{\"id\":\"a\",\"title\":\"제목\",\"body\":\"본문\"}\n{\"id\":\"b\",\n";
    assert_in_part("news.jsonl", lines.as_bytes(), Some(2), "JSON");
}

#[test]
fn a_duplicate_id() {
    let line = "{\"id\":\"a\",\"title\":\"제목\",\"body\":\"본문\"}\n";
    assert_in_part("news.jsonl", line.repeat(2).as_bytes(), Some(2), "a");
}

#[test]
fn a_date_that_is_none() {
    let text = article("레드팀 소식", "요약", "본문", "기관, 보고서, 2024.13.45.");
    let row = row("2024-06.txt", text.as_bytes());
    assert_eq!(row.status, FileStatus::Added, "{row:?}");
    assert!(row.warnings[0].message.contains("2024.13.45"), "{row:?}");
    assert_eq!(row.warnings[0].line, Some(13));
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
    dir.index();
    let hits = dir.hits("레드팀").unwrap();
    let document = &hits.hits[0].document;
    assert_eq!(
        (document.id().as_str(), document.issue()),
        ("news/7", "news")
    );
    assert_eq!(document.date().unwrap().to_string(), "2024-04-11");
    let url = document.citations()[0].url.as_deref();
    assert_eq!(url, Some("https://example.com/"));
    assert_eq!(document.source().line, 1);
}

#[test]
fn a_page_that_is_not_understood_is_told_and_the_run_says_so() {
    let dir = Dir::new();
    let good = article("블랙웰 소식", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", &good);
    assert!(!dir.index().has_problems());
    dir.digest_file("2024-06.txt", good.replace("☞ 출처 :", "출처 ∥"));
    // Also where nothing changed since.
    for _ in 0..2 {
        let report = dir.index();
        assert!(report.has_problems());
        let row = file(&report, "2024-06.txt");
        let cause = "1 line begins with `출처 ∥` and no article has sources";
        assert!(
            row.messages().any(|message| message.contains(cause)),
            "{row:?}"
        );
        assert_ne!(row.status, FileStatus::Failed);
    }
    assert_eq!(dir.digest(&["index"]).run().code, 1);
    let unordered = include_str!("corpus/sections-unordered.txt");
    dir.digest_file("2024-06.txt", unordered);
    assert!(dir.index().has_problems());
}
