//! Whole files of JSON Lines, good and bad.

use std::fs;

use crate::corpus::Remedy;
use crate::corpus::tests::{check_golden, check_refused, dump, parse_text, test_file};

#[test]
fn a_made_file_is_read_as_its_golden_file_says() {
    let name = "elsewhere.jsonl";
    let text = fs::read_to_string(test_file(name)).unwrap();
    check_golden("elsewhere.golden", &dump(&parse_text(name, &text)));
}

#[test]
fn a_bad_line_is_told_and_costs_no_other() {
    let good = r#"{"id": 1, "title": "제목", "body": "글"}"#;
    let last = r#"{"id": 9, "title": "제목", "body": "글"}"#;
    for (line, message) in [
        ("not json", "this is no JSON ("),
        (r#"{"id": 2, "title": "#, "this is no JSON ("),
        (r#"[1]"#, "this is no JSON object; "),
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
        (
            r#"{"id": 2}"#,
            "the article has neither a `title` nor a `body`; ",
        ),
        (
            r#"{"id": 2, "title": 3, "body": "b"}"#,
            "the `title` is no string; ",
        ),
        (
            r#"{"id": 2, "title": " ", "body": ""}"#,
            "the article has neither a `title` nor a `body`; ",
        ),
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
    ] {
        let parsed = parse_text("a.jsonl", &format!("{good}\n\n{line}\n{last}\n"));
        let ids = parsed.issue.articles.iter();
        let ids: Vec<&str> = ids.map(|article| article.id.as_str()).collect();
        assert_eq!(ids, ["a/1", "a/9"], "{line}");
        assert!(parsed.is_misread, "{line}");
        let told = parsed.warnings.iter().find(|told| told.line == 3).unwrap();
        assert!(
            told.message.english().starts_with(message),
            "{told:?} is not {message}"
        );
        if line.starts_with('[') {
            // Alone it is no line of this format.
            continue;
        }
        check_refused("b.jsonl", line.as_bytes(), &format!("b.jsonl:1: {message}"));
    }
    check_refused("a.jsonl", b"not json\n", "a.jsonl:1: this is no JSON (");
    let twice = parse_text("a.jsonl", &format!("{good}\n{good}\n{last}\n"));
    assert_eq!(twice.issue.articles.len(), 2);
    let told = &twice.warnings[0];
    assert!(
        told.message
            .english()
            .starts_with("the id a/1 already stands on line 1; "),
        "{told:?}"
    );
}

fn lost(text: &str) -> Vec<(u32, Option<String>)> {
    let lost = parse_text("a.jsonl", text).lost.into_iter();
    lost.map(|lost| (lost.line, lost.name)).collect()
}

#[test]
fn the_id_of_a_bad_record_is_made_out_where_it_can_be() {
    let good = r#"{"id": 1, "title": "제목", "body": "글"}"#;
    let text = [
        good,
        r#"{"id":"2","title":"깨진"#,
        r#"{"title": "#,
        r#"{"id": 4, "body": 5}"#,
    ];
    let expected = [(2, Some("2")), (3, None), (4, Some("4"))];
    let expected = expected.map(|(line, id)| (line, id.map(str::to_owned)));
    assert_eq!(lost(&text.join("\n")), expected);
}

#[test]
fn a_record_without_an_id_has_its_place_whatever_is_before_it() {
    let text = "{\"title\": \"가\"}\n{\"title\":\n{\"title\": \"다\", \"id\": null}\n";
    let parsed = parse_text("a.jsonl", text);
    let ids = parsed
        .issue
        .articles
        .iter()
        .map(|article| article.id.as_str());
    assert_eq!(ids.collect::<Vec<_>>(), ["a/1", "a/3"]);
}

#[test]
fn fields_that_feeds_have_are_taken_and_others_told_once() {
    let line = concat!(
        r#"{"title":"해솔국, 슈퍼컴 개방","content_text":"","body":"해솔국이 개방","#,
        r#""url":"https://news.example/1","source":{"name":"해솔통신","id":3},"#,
        r#""published":"2026-02-05T09:00:00+09:00","author":"한 기자"}"#
    );
    let parsed = parse_text("a.jsonl", &format!("{line}\n{line}\n"));
    let article = &parsed.issue.articles[1];
    assert_eq!(article.date.unwrap().to_string(), "2026-02-05");
    let [citation] = &article.citations[..] else {
        panic!("{article:?}")
    };
    assert_eq!(citation.publisher, "해솔통신");
    assert_eq!(citation.title, "해솔국, 슈퍼컴 개방");
    assert_eq!(citation.url.as_deref(), Some("https://news.example/1"));
    assert_eq!(citation.date, article.date);
    let [told] = &parsed.warnings[..] else {
        panic!("{:?}", parsed.warnings)
    };
    assert_eq!(told.message.english(), "not taken: author");
    assert_eq!(told.remedy, Some(Remedy::NameFields));
    assert!(!parsed.is_misread);
}

#[test]
fn a_title_that_is_missing_is_the_first_sentence() {
    let text = concat!(
        r#"{"body":"물값이 내렸다. 전기값도 내렸다."}"#,
        "\n",
        r#"{"title":"","summary":"요약이다. 둘째."}"#,
    );
    let parsed = parse_text("a.jsonl", text);
    let titles = parsed
        .issue
        .articles
        .iter()
        .map(|article| article.title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["물값이 내렸다.", "요약이다."]);
    assert_eq!(parsed.warnings.len(), 2);
    assert!(parsed.is_misread);
}

#[test]
fn half_of_a_pair_of_surrogates_costs_its_character() {
    let parsed = parse_text("a.jsonl", r#"{"id":"2","title":"\ud83d 물값","body":"x"}"#);
    assert_eq!(parsed.issue.articles[0].title, "\u{fffd} 물값");
    assert_eq!(parsed.warnings[0].line, 1);
}
