//! What the tests of every room ask of a parse, and what holds for files of any format.
//!
//! The files in tests/corpus are made up; each has a golden file beside it with
//! what is read from it. After a change that is meant to read more, or better:
//!
//!     UPDATE_GOLDEN=1 cargo test corpus
//!
//! and look through the difference. Of the real issue, which is not in this
//! repository, only counts and hashes are kept (tests/corpus/real.hashes).

#![allow(
    clippy::disallowed_methods,
    reason = "tests tell what they skip, and the seed that they tried"
)]

mod encodings;
mod lists;
mod pictures;
mod words_kept;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;

use super::characters::compact;
use super::encoding::compose;
use super::{ParsedFile, SpacesEverywhere, parse, rebuild};

pub(super) use lists::listed;
pub(super) use pictures::{check_golden, check_same, dump, outline};

/// The checks that every parse of a digest must stand.
#[track_caller]
pub(super) fn check_conservation(text: &str, parsed: &ParsedFile) {
    let text = &compose(text.into());
    assert_eq!(rebuild(parsed).as_deref(), Ok(compact(text).as_str()));
    let lines = text
        .split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    let filled = lines.filter(|line| !compact(line).is_empty()).count();
    assert_eq!(parsed.line_counts().values().sum::<usize>(), filled);
    for article in &parsed.issue.articles {
        for citation in &article.citations {
            let rest = citation
                .printed
                .split_once(&citation.publisher)
                .map(|(_, rest)| rest);
            assert!(
                rest.is_some_and(|rest| rest.contains(&citation.title)),
                "{}",
                citation.printed
            );
        }
    }
}

pub(super) fn test_file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(name)
}

pub(super) fn parse_text(name: &str, text: &str) -> ParsedFile {
    parse(name, text.as_bytes(), &SpacesEverywhere).unwrap()
}

/// The real issue, where it lies beside the repository.
pub(super) fn real_issue() -> Option<(String, String)> {
    let name = "000_d1e09330fba9aa98.txt";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/digests")
        .join(name);
    match fs::read_to_string(path) {
        Ok(text) => Some((name.to_owned(), text)),
        Err(_) => {
            // Not println: what a test that passes prints is not shown.
            let message = "skipped: the real issue is not beside this repository";
            let _ = writeln!(std::io::stderr(), "{message}");
            None
        }
    }
}

#[track_caller]
pub(super) fn check_refused(name: &str, bytes: &[u8], message: &str) {
    let error = parse(name, bytes, &SpacesEverywhere)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with(message), "{error}\nis not\n{message}");
}

#[test]
fn bad_files_are_refused_with_file_and_line() {
    let mut broken = "첫째 줄\n둘째 줄\n".as_bytes().to_vec();
    broken.extend(b"\xC7\xFF\xFF\n");
    check_refused(
        "a.txt",
        &broken,
        "a.txt:3: the text is neither UTF-8 nor EUC-KR/CP949",
    );
    check_refused("a.txt", b"", "a.txt: the file is empty; ");
    check_refused(
        "a.txt",
        " \n\u{FEFF}\u{C}\n".as_bytes(),
        "a.txt: the file is empty; ",
    );
    check_refused(
        "a.txt",
        b"ab\ncd\0ef",
        "a.txt:2: the file is binary (it holds a zero byte); ",
    );
    check_refused(
        "a.txt",
        b"\x01\x02\x03ab",
        "a.txt:1: the file is binary (it is full of control",
    );
    check_refused(
        "a.txt",
        b"%PDF-1.7 ...",
        "a.txt: is a PDF, and whoever asked for it named no program",
    );
    check_refused(
        "a.txt",
        b"\xFF\xFE\x00\xD8\x61\x00",
        "a.txt: the file starts as UTF-16 but",
    );
    check_refused(
        "b/a.txt",
        "장보기 목록\n- 사과\n".as_bytes(),
        "b/a.txt: this is no digest file: ",
    );
}

#[test]
fn what_a_name_promises_and_the_file_is_not_is_told() {
    let memo = "장보기 목록\n- 사과\n";
    for (name, bytes, told) in [
        (
            "a.docx",
            memo.as_bytes(),
            "as DOCX and cannot be read as that: its text",
        ),
        (
            "a.docx",
            b"PK\x03\x04cut",
            "as DOCX and cannot be read as that: the file is a ZIP",
        ),
        (
            "a.HWP",
            b"\x89PNG\r\n",
            "as HWP and cannot be read as that: the file is a picture",
        ),
        (
            "a.hwpx",
            b"a\0b",
            "as HWPX and cannot be read as that: the file is binary",
        ),
        (
            "a.json",
            memo.as_bytes(),
            "as JSON and cannot be read as that: its text",
        ),
    ] {
        check_refused(name, bytes, &format!("{name}: is named {told}"));
    }
    check_refused("a.docx", b" \n", "a.docx: the file is empty; ");
    // What a memo that is no Markdown may be called to be read.
    let error = parse("a.txt", memo.as_bytes(), &SpacesEverywhere).unwrap_err();
    assert!(
        error.message.english().contains("let its name end in .md"),
        "{error}"
    );
    assert_eq!(parse_text("a.md", memo).issue.articles.len(), 1);
}

#[test]
fn formats_are_told_by_content_and_ending() {
    let good = r#"{"id": 1, "title": "제목", "body": "글"}"#;
    assert_eq!(
        parse_text("x/a.txt", good).issue.articles[0].id.as_str(),
        "a/1"
    );
    let digest = fs::read_to_string(test_file("spaced.txt")).unwrap();
    assert_eq!(parse_text("2031-04.jsonl", &digest).issue.id, "2031-04");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_are_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse("a.txt", &bytes, &SpacesEverywhere);
        let _ = parse("a.jsonl", &bytes, &SpacesEverywhere);
    }
}
