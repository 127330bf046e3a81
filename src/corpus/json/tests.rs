//! Whole files of JSON, good and bad.

use crate::corpus::tests::{check_refused, parse_text};

/// The articles' names, titles and lines.
fn read(name: &str, text: &str) -> Vec<(String, String, u32)> {
    let articles = parse_text(name, text).issue.articles.into_iter();
    let told = articles.map(|article| {
        let name = article.id.as_str().split_once('/').unwrap().1.to_owned();
        (name, article.title, article.source.line)
    });
    told.collect()
}

fn expected(rows: &[(&str, &str, u32)]) -> Vec<(String, String, u32)> {
    let rows = rows.iter();
    rows.map(|(id, title, line)| ((*id).to_owned(), (*title).to_owned(), *line))
        .collect()
}

const PRETTY: &str = "[\n  {\n    \"id\": 1,\n    \"title\": \"가\"\n  },\n  {\n    \"id\": 2,\n    \"title\": \"나\",\n    \"tags\": [{\"id\": 9}]\n  }\n]\n";

#[test]
fn lists_and_what_holds_one_are_read() {
    let both = expected(&[("1", "가", 2), ("2", "나", 6)]);
    assert_eq!(read("a.json", PRETTY), both);
    assert_eq!(read("a.txt", PRETTY), both);
    assert_eq!(read("a.jsonl", PRETTY), both);
    for (text, lines) in [
        (
            r#"[{"id":1,"title":"가"},{"id":2,"title":"나"}]"#.to_owned(),
            (1, 1),
        ),
        (
            format!("{{\n\"status\": \"ok\", \"articles\": {PRETTY}}}"),
            (3, 7),
        ),
        (
            format!("{{\"data\": {{\"n\": 2, \"items\": {PRETTY}}}}}"),
            (2, 6),
        ),
        (
            format!(
                "{{\"title\": \"누리\", \"description\": \"소식\", \"tags\": [{{\"id\": 3}}], \"items\": {PRETTY}}}"
            ),
            (2, 6),
        ),
        (
            "{\n \"id\": 1,\n \"title\": \"가\"\n}\n{\n \"id\": 2,\n \"title\": \"나\"\n}\n"
                .to_owned(),
            (1, 5),
        ),
        (
            "{\"id\": 1, \"title\": \"가\"}\r\n{\"id\": 2, \"title\": \"나\"}\r\n".to_owned(),
            (1, 2),
        ),
    ] {
        let rows = expected(&[("1", "가", lines.0), ("2", "나", lines.1)]);
        assert_eq!(read("a.json", &text), rows, "{text}");
    }
    let one = r#"{"id": 1, "title": "가", "body": "나", "citations": [{"title": "다"}], "images": [{"url": "u"}]}"#;
    assert_eq!(read("a.json", one), expected(&[("1", "가", 1)]));
}

#[test]
fn tables_by_columns_and_named_records_are_read() {
    for text in [
        r#"{"title":{"0":"가","1":"나"},"id":{"0":1,"1":2},"조회수":{"0":3,"1":4}}"#,
        r#"{"columns":["title","id"],"index":[0,1],"data":[["가",1],["나",2]]}"#,
        r#"{"0":{"title":"가","id":1},"1":{"title":"나","id":2}}"#,
    ] {
        let both = expected(&[("1", "가", 1), ("2", "나", 1)]);
        assert_eq!(read("a.json", text), both, "{text}");
    }
}

#[test]
fn a_bad_record_costs_no_other() {
    let good = |id: u32| format!("  {{\n    \"id\": {id},\n    \"title\": \"가\"\n  }}");
    for bad in [
        "  {\n    \"id\": 2,\n    \"title\": \"깨진\n  }",
        "  {\n    \"id\": 2,\n    \"title\": [\"깨진\"\n  }",
        "  {\n    \"id\": 2,\n    \"title\": \"깨진\"\n",
        "  {\n    \"id\": 2,\n    \"title\" \"깨진\"\n  }",
        "  {\n    \"id\": 2,\n    \"title\": {\"a\": {\"b\": \"깨진\"\n  }",
    ] {
        let text = format!("[\n{},\n{bad},\n{},\n{}\n]\n", good(1), good(3), good(4));
        let parsed = parse_text("a.json", &text);
        let ids = parsed
            .issue
            .articles
            .iter()
            .map(|article| article.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), ["a/1", "a/3", "a/4"], "{text}");
        assert_eq!(parsed.lost.len(), 1, "{text}");
        assert_eq!(
            (parsed.lost[0].line, parsed.lost[0].name.as_deref().unwrap()),
            (6, "2")
        );
    }
    let minified = r#"[{"id":1,"title":"가"},{"id":2,"title":"깨진,{"id":3,"title":"다"}]"#;
    assert_eq!(
        read("a.json", minified),
        expected(&[("1", "가", 1), ("3", "다", 1)])
    );
    let cut = format!("[\n{},\n  {{\n    \"id\": 2,\n    \"ti", good(1));
    assert_eq!(read("a.json", &cut), expected(&[("1", "가", 2)]));
}

#[test]
fn what_holds_no_record_is_told() {
    check_refused("a.json", b"[]", "a.json: there is no record in this file");
    check_refused("a.json", b"[1, 2]", "a.json: is named as JSON and cannot");
    for (text, list) in [
        (r#"{"articles":[]}"#, "articles"),
        (
            "{\n \"total\": 0,\n \"data\": {\"next\": null, \"items\": [ ]}\n}",
            "items",
        ),
        (r#"{"기사": [], "쪽": []}"#, "기사"),
    ] {
        let told = format!("a.json: the list `{list}` is empty");
        check_refused("a.json", text.as_bytes(), &told);
    }
    check_refused(
        "a.json",
        br#"{"id": true, "title": "x", "tags": []}"#,
        "a.json:1: the `id` is neither a string nor a number",
    );
    check_refused("a.json", b"[[1]]", "a.json:1: this is no JSON object");
    check_refused(
        "a.json",
        br#"{"name": "x", "version": 1}"#,
        "a.json:1: the article has neither a `title` nor a `body`",
    );
}

#[test]
fn what_never_ends_is_given_up() {
    for piece in ["{\n", "[{\"a\":", "{\"id\":1,\n", "{\"a\":[", "\"", "[[{"] {
        let text = format!("[{{\"title\": \"가\"}},\n{}", piece.repeat(20_000));
        let parsed = parse_text("a.json", &text);
        assert_eq!(parsed.issue.articles.len(), 1);
        assert!(parsed.is_misread);
    }
}

#[test]
fn a_list_that_nothing_closes_is_cut() {
    let whole = r#"[{"title":"가","body":"글"},{"title":"나","body":"글"}]"#;
    assert!(parse_text("a.json", whole).lost.is_empty());
    for cut in [
        r#"[{"title":"가","body":"글"},"#,
        r#"[{"title":"가","body":"글"}"#,
        r#"{"items":[{"title":"가","body":"글"}"#,
    ] {
        let parsed = parse_text("a.json", cut);
        assert_eq!(
            (parsed.issue.articles.len(), parsed.lost.len()),
            (1, 1),
            "{cut}"
        );
        assert!(parsed.is_misread, "{cut}");
    }
}
