//! Whole files of JSON Lines, good and bad.

use std::fs;

use crate::corpus::tests::{check_golden, check_refused, dump, parse_text, test_file};

#[test]
fn a_made_file_is_read_as_its_golden_file_says() {
    let name = "elsewhere.jsonl";
    let text = fs::read_to_string(test_file(name)).unwrap();
    check_golden("elsewhere.golden", &dump(&parse_text(name, &text)));
}

#[test]
fn bad_json_lines_are_refused_with_file_and_line() {
    let good = r#"{"id": 1, "title": "제목", "body": "글"}"#;
    for (line, message) in [
        ("not json", "this is no JSON ("),
        (r#"{"id": 2, "title": "#, "this is no JSON ("),
        (r#"[1]"#, "this line is no JSON object; "),
        (
            r#"{"title": "a", "body": "b"}"#,
            "the article has no `id`; ",
        ),
        (
            r#"{"id": "a  b", "title": "a", "body": "b"}"#,
            "the `id` \"a  b\" cannot be typed as it is seen: ",
        ),
        (
            r#"{"id": " a", "title": "a", "body": "b"}"#,
            "the `id` \" a\" cannot be typed as it is seen: ",
        ),
        (
            r#"{"id": "a\u202eb", "title": "a", "body": "b"}"#,
            "the `id` \"a\\u{202e}b\" cannot be typed as it is seen: ",
        ),
        (
            r#"{"id": true, "title": "a", "body": "b"}"#,
            "the `id` is neither",
        ),
        (r#"{"id": 2, "body": "b"}"#, "the article has no `title`; "),
        (
            r#"{"id": 2, "title": 3, "body": "b"}"#,
            "the `title` is no string; ",
        ),
        (
            r#"{"id": 2, "title": " ", "body": "b"}"#,
            "the `title` is empty; ",
        ),
        (r#"{"id": 2, "title": "a"}"#, "the article has no `body`; "),
        (
            r#"{"id": 2, "title": "a", "body": 5}"#,
            "the `body` is neither",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "date": 5}"#,
            "the article's date is no string; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [1]}"#,
            "a citation is neither",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [{}]}"#,
            "a citation is empty; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [{"date": "2024-05-01"}]}"#,
            "a citation is empty; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [" "]}"#,
            "a citation is empty; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "body": "c"}"#,
            "`body` is given twice in one object; ",
        ),
        (
            r#"{"id": 2, "title": "a", "body": "b", "citations": [{"url": "b", "url": "c"}]}"#,
            "`url` is given twice in one object; ",
        ),
        (
            r#"{"id": "1", "title": "a", "body": "b"}"#,
            "the id a/1 already stands on line 1; ",
        ),
    ] {
        check_refused(
            "a.jsonl",
            format!("{good}\n\n{line}\n").as_bytes(),
            &format!("a.jsonl:3: {message}"),
        );
    }
    check_refused("a.jsonl", b"not json\n", "a.jsonl:1: this is no JSON (");
}
