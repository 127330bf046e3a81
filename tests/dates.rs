//! Dates as exactly as they are known, in filters and in what is written.

use serde_json::{Value, json};

use crate::util::{Dir, article, ids};

fn dir() -> Dir {
    let dir = Dir::new();
    let one = |title: &str, citation: &str| article(title, "요약", "본문", citation);
    let texts = [
        one("한 달", "기관, 보고서, 2025.02."),
        one("하루", "기관, 보고서, 2025.02.10."),
        one("한 해", "기관, 보고서, 2024."),
        one("날짜 없음", "기관, 보고서"),
    ];
    dir.digest_file("2025-03.txt", texts.concat());
    let records = [
        json!({"id": 1, "title": "달", "body": "나", "date": "2024-04"}),
        json!({"id": 2, "title": "날", "body": "나", "date": "2024-04-11",
            "citations": [{"publisher": "신문", "title": "물값", "date": "2024-04-11"}]}),
        json!({"id": 3, "title": "없음", "body": "나",
            "citations": [{"publisher": "신문", "title": "불값", "date": "2024.4."}]}),
    ];
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    dir.digest_file("news.jsonl", lines.join("\n"));
    dir.index();
    dir
}

fn found(dir: &Dir, args: &[&str]) -> Vec<String> {
    let mut found = ids(&dir.digest(&[&["search", "--json"], args].concat()).json());
    found.sort();
    found
}

#[test]
fn a_month_is_found_by_any_of_its_days() {
    let dir = dir();
    for (query, expected) in [
        ("date:2025-02", &["2025-03/1", "2025-03/2"][..]),
        ("date:2025-02-28", &["2025-03/1"]),
        ("date:2025-02-10", &["2025-03/1", "2025-03/2"]),
        ("date:2025-03", &["2025-03/4"]),
        ("date:2025-02-28..2025-03-01", &["2025-03/1", "2025-03/4"]),
        ("date:2024-04", &["2025-03/3", "news/1", "news/2", "news/3"]),
        ("date:2024-12-31", &["2025-03/3"]),
        ("date:..2024-04-01", &["2025-03/3", "news/1", "news/3"]),
        ("date:2023", &[]),
    ] {
        assert_eq!(found(&dir, &[query]), expected, "{query}");
    }
    assert_eq!(
        found(&dir, &["--since", "2025-02-11", "기관"]),
        ["2025-03/1", "2025-03/4"]
    );
}

#[test]
fn dates_are_told_as_what_they_are() {
    let dir = dir();
    let listed = dir.digest(&["list", "--json"]).json();
    let told = |id: &str| {
        let documents = listed["documents"].as_array().unwrap();
        let row = documents.iter().find(|row| row["id"] == id).unwrap();
        json!([
            row["date"],
            row["known_date"],
            row["date_precision"],
            row["date_from"]
        ])
    };
    assert_eq!(
        told("2025-03/1"),
        json!([null, "2025-02", "month", "sources"])
    );
    assert_eq!(
        told("2025-03/2"),
        json!(["2025-02-10", "2025-02-10", "day", "sources"])
    );
    assert_eq!(told("2025-03/3"), json!([null, "2024", "year", "sources"]));
    assert_eq!(
        told("2025-03/4"),
        json!([null, "2025-03", "month", "issue"])
    );
    assert_eq!(told("news/1"), json!([null, "2024-04", "month", "own"]));
    assert_eq!(
        told("news/2"),
        json!(["2024-04-11", "2024-04-11", "day", "own"])
    );
    let shown = dir.digest(&["show", "2025-03/1", "2025-03/4"]).run().stdout;
    assert!(shown.contains("2025-03/1 · 2025-02 ·"), "{shown}");
    assert!(shown.contains("2025-03/4 · 2025-03 (issue) ·"), "{shown}");
    assert!(shown.contains("보고서, 2025-02"), "{shown}");
    let rows = dir.digest(&["list", "--format", "csv"]).run().stdout;
    assert!(rows.contains("2025-03/1,,한 달,"), "{rows}");
    let trend = dir.digest(&["trend", "본문", "--json"]).json();
    let months = trend["months"].to_string();
    assert!(
        months.contains("2025-02") && months.contains("2025-03"),
        "{trend}"
    );
    let sorted = dir
        .digest(&["search", "--sort", "date", "-l", "보고서 요약"])
        .run();
    let order: Vec<&str> = sorted.stdout.lines().collect();
    assert_eq!(order, ["2025-03/3", "2025-03/1", "2025-03/2", "2025-03/4"]);
}

#[test]
fn citations_are_as_exact_as_dates() {
    let dir = dir();
    let cite = |id: &str, style: &str| dir.digest(&["cite", id, "--style", style]).run().stdout;
    let bibtex = cite("2025-03/1", "bibtex");
    let source = bibtex.split("-s1,").nth(1).unwrap();
    assert!(
        source.contains("year = {2025}") && source.contains("month = feb"),
        "{source}"
    );
    assert!(!source.contains("day ="), "{source}");
    let csl: Value = serde_json::from_str(&cite("2025-03/1", "csl-json")).unwrap();
    assert_eq!(csl[1]["issued"]["date-parts"], json!([[2025, 2]]));
    let csl: Value = serde_json::from_str(&cite("2025-03/3", "csl-json")).unwrap();
    assert_eq!(csl[1]["issued"]["date-parts"], json!([[2024]]));
    assert!(cite("2025-03/1", "ris").contains("DA  - 2025/02//\r\n"));
    assert!(cite("2025-03/3", "ris").contains("PY  - 2024\r\nDA  - 2024///\r\n"));
    assert!(cite("2025-03/1", "text").contains("보고서, 2025-02"));
    let own = dir.digest(&["cite", "news/2", "--style", "bibtex", "--only", "article"]);
    let own = own.run().stdout;
    for field in ["year = {2024}", "month = apr", "day = {11}"] {
        assert!(own.contains(field), "{own}");
    }
}
