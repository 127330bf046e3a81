//! Articles, events and issues, a row each.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::util::{Dir, article, own_corpus};

/// Three issues, of which one is called by no month.
fn three_issues() -> Dir {
    let dir = Dir::new();
    for (issue, words) in [("2023-12", ["가전", "로봇"]), ("2024-02", ["번역", "음성"])] {
        let articles = words.map(|word| {
            let title = format!("{word} 기업, 새로운 {word} 연구소를 열어");
            let citation = format!("Reuters, About {word}, 2024.01.0{}.", word.len() % 7 + 1);
            article(&title, "연구소의 일", "연구소가 하는 일", &citation)
        });
        dir.digest_file(&format!("{issue}.txt"), articles.concat());
    }
    let line = json!({"id": "a7", "title": "반도체 공장", "body": "공장을 지음"});
    dir.digest_file("news.jsonl", format!("{line}\n"));
    dir
}

fn column<'a>(rows: &'a Value, name: &str) -> Vec<&'a str> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row[name].as_str().unwrap()).collect()
}

#[test]
fn the_newest_issue_is_listed_first() {
    let dir = three_issues();
    let listed = dir.digest(&["list", "--json"]).json();
    assert_eq!(listed["format_version"], 1);
    let ids = [
        "2024-02/1",
        "2024-02/2",
        "2023-12/1",
        "2023-12/2",
        "news/a7",
    ];
    assert_eq!(column(&listed["documents"], "id"), ids);
    let some = dir.digest(&["list", "--json", "--limit", "3"]).json();
    assert_eq!(column(&some["documents"], "id"), ids[..3]);

    let issues = dir.digest(&["issues", "--json"]).json();
    assert_eq!(
        column(&issues["issues"], "issue"),
        ["2024-02", "2023-12", "news"]
    );
    assert_eq!(issues["issues"][2]["first_date"], Value::Null);
}

#[test]
fn a_row_tells_what_a_document_is() {
    let listed = own_corpus(&["list", "--json"]).json();
    let rows = listed["documents"].as_array().unwrap();
    assert_eq!(rows.len(), 21);
    assert_eq!(
        rows[1],
        json!({
            "id": "2024-05/2",
            "kind": "article",
            "issue": "2024-05",
            "date": "2024-04-02",
            "known_date": "2024-04-02",
            "date_precision": "day",
            "date_from": "sources",
            "title": "미국과 영국 정부, 첨단 AI 모델의 안전 테스트에 공조하는 MOU에 서명",
            "publishers": [
                "U.S. Department of Commerce",
                "Department for Science, Innovation & Technology"
            ],
        })
    );
    assert_eq!(rows[18]["kind"], "event");
    assert_eq!(rows[18]["publishers"], json!([]));
}

#[test]
fn an_issue_tells_what_it_holds() {
    let issues = own_corpus(&["issues", "--json"]).json();
    assert_eq!(
        issues["issues"],
        json!([{
            "issue": "2024-05",
            "file": "2024-05.txt",
            "articles": 18,
            "events": 3,
            "citations": 25,
            "first_date": "2024-03-19",
            "last_date": "2024-04-18",
        }])
    );
    let text = own_corpus(&["issues"]).run();
    assert_eq!(
        text.stdout,
        "issue    file         articles  events  sources  first date  last date\n\
         2024-05  2024-05.txt        18       3       25  2024-03-19  2024-04-18\n"
    );
}

#[test]
fn people_see_what_ids_do_not_tell() {
    let ran = own_corpus(&["list", "--limit", "1"]).run();
    let mut lines = ran.stdout.lines();
    let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["ID", "date", "title", "publisher"]);
    assert!(lines.next().unwrap().starts_with("2024-05/1  2024-03-21  "));
}

#[test]
fn no_line_of_a_list_is_too_wide() {
    for width in [40, 80, 200] {
        for command in ["list", "issues", "events"] {
            let ran = own_corpus(&[command])
                .env("COLUMNS", &width.to_string())
                .run();
            assert_eq!(ran.code, 0, "{ran:?}");
            for line in ran.stdout.lines() {
                assert!(line.width() <= width, "{command} at {width}: {line}");
            }
        }
    }
}

#[test]
fn every_format_has_the_rows() {
    for (command, rows) in [("list", 21), ("issues", 1), ("events", 3)] {
        let lines = |format: &str| {
            let ran = own_corpus(&[command, "--format", format]).run();
            assert_eq!(ran.code, 0, "{ran:?}");
            ran.stdout
        };
        assert_eq!(lines("jsonl").lines().count(), rows);
        assert_eq!(lines("csv").lines().count(), rows + 1);
        assert_eq!(lines("tsv").lines().count(), rows + 1);
        assert_eq!(lines("markdown").lines().count(), rows + 2);
        assert_eq!(lines("html").matches("<tr>").count(), rows + 1);
    }
}
