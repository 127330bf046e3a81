//! Publishers of cited works, in any spelling, and the works of one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};

use crate::util::{Dir, article, own_corpus};

/// A corpus in which publishers are spelled in several ways.
fn spelled() -> Dir {
    let dir = Dir::new();
    let of = |title: &str, citation: &str| article(title, "요약 문장", "본문 문장", citation);
    let april = [
        of("첫째 소식", "OpenAI, GPT-5 System Card, 2024.04.01."),
        of("둘째 소식", "오픈AI, GPT-5 시스템 카드, 2024.03.01."),
        of("셋째 소식", "과기정통부, 인공지능 기본법 시행, 2024.04.11."),
    ];
    let may = [
        of("넷째 소식", "Open AI, GPT-5 system card, 2024.04.01."),
        of("다섯째 소식", "OpenAI, Sora 2, 2024.05.02."),
        of("여섯째 소식", "과학기술정보통신부, AI 예산, 2024.05.01."),
    ];
    dir.digest_file("2024-04.txt", april.concat());
    dir.digest_file("2024-05.txt", may.concat());
    dir
}

fn rows<'a>(table: &'a Value, name: &str) -> &'a Vec<Value> {
    assert_eq!(table["format_version"], 1);
    table[name].as_array().unwrap()
}

#[test]
fn publishers_are_counted_as_the_articles_cite_them() {
    let mut articles: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    let mut citations = 0;
    for ordinal in 1..=18 {
        let shown = own_corpus(&["show", &format!("2024-05/{ordinal}"), "--json"]).json();
        for citation in shown["article"]["citations"].as_array().unwrap() {
            let publisher = citation["publisher"].as_str().unwrap().to_owned();
            articles.entry(publisher).or_default().insert(ordinal);
            citations += 1;
        }
    }
    assert_eq!(citations, 25);
    let sources = own_corpus(&["sources", "--json"]).json();
    let rows = rows(&sources, "sources");
    assert_eq!(rows.len(), articles.len());
    let count = |row: &Value, name: &str| row[name].as_u64().unwrap();
    let counts: Vec<u64> = rows.iter().map(|row| count(row, "articles")).collect();
    assert!(counts.is_sorted_by(|one, other| one >= other), "{counts:?}");
    let sum: u64 = rows.iter().map(|row| count(row, "citations")).sum();
    assert_eq!(sum, 25);
    for row in rows {
        let publisher = row["publisher"].as_str().unwrap();
        assert_eq!(count(row, "articles"), articles[publisher].len() as u64);
    }
    let oecd = rows.iter().find(|row| row["publisher"] == "OECD").unwrap();
    let expected = json!({"publisher": "OECD", "articles": 1, "citations": 3,
        "first": "2024-03-15", "last": "2024-04-10", "spellings": [],
        "first_date": "2024-03-15", "last_date": "2024-04-10"});
    assert_eq!(*oecd, expected);
}

#[test]
fn spellings_of_a_publisher_are_one() {
    let dir = spelled();
    let sources = dir.digest(&["sources", "--json"]).json();
    let expected = json!([
        {"publisher": "OpenAI", "articles": 4, "citations": 4, "first": "2024-03-01",
            "last": "2024-05-02", "spellings": ["오픈AI", "Open AI"],
            "first_date": "2024-03-01", "last_date": "2024-05-02"},
        {"publisher": "과기정통부", "articles": 2, "citations": 2, "first": "2024-04-11",
            "last": "2024-05-01", "spellings": ["과학기술정보통신부"],
            "first_date": "2024-04-11", "last_date": "2024-05-01"},
    ]);
    assert_eq!(sources["sources"], expected);
    let first = dir.digest(&["sources", "-n", "1", "--format", "csv"]).run();
    assert_eq!(
        first.stdout,
        "publisher,articles,citations,first,last,spellings,first_date,last_date\r\n\
         OpenAI,4,4,2024-03-01,2024-05-02,오픈AI; Open AI,2024-03-01,2024-05-02\r\n"
    );
    // The user's own file makes one of what is two for the program.
    let synonyms = dir.path().join("synonyms.txt");
    fs::write(&synonyms, "오픈AI = 과기부\n").unwrap();
    let sources = dir.digest(&["sources", "--json"]).json();
    assert_eq!(rows(&sources, "sources").len(), 1);
}

#[test]
fn the_works_of_a_publisher_come_with_the_articles_that_cite_them() {
    let dir = spelled();
    for name in ["OpenAI", "오픈AI", "open ai"] {
        let works = dir.digest(&["sources", name, "--json"]).json();
        let works = rows(&works, "works");
        let titles: Vec<&str> = works
            .iter()
            .map(|work| work["title"].as_str().unwrap())
            .collect();
        assert_eq!(titles, ["Sora 2", "GPT-5 System Card", "GPT-5 시스템 카드"]);
        // Two articles cite one work.
        assert_eq!(works[1]["articles"], json!(["2024-04/1", "2024-05/1"]));
        assert_eq!(works[1]["article_ids"], works[1]["articles"]);
        assert_eq!(
            works[1]["article_titles"],
            json!(["첫째 소식", "넷째 소식"])
        );
        assert_eq!(
            (&works[1]["date"], &works[1]["url"]),
            (&json!("2024-04-01"), &Value::Null)
        );
    }
    let text = dir.digest(&["sources", "MSIT"]).run();
    assert_eq!(
        text.stdout,
        "과기정통부\nOther spellings: 과학기술정보통신부\n2 articles, 2 citations, 2024-04-11 – 2024-05-01\n\n\
         AI 예산, 2024-05-01\n  2024-05/3 · 여섯째 소식\n\n\
         인공지능 기본법 시행, 2024-04-11\n  2024-04/3 · 셋째 소식\n"
    );
}

#[test]
fn a_publisher_that_nobody_cites_is_told_with_near_names() {
    let ran = own_corpus(&["sources", "OpenIA"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("near it: OpenAI"), "{}", ran.stderr);
    let ran = own_corpus(&["sources", "한국은행", "--json"]).run();
    let none = "{\"format_version\":1,\"works\":[]}\n";
    assert_eq!((ran.code, ran.stdout.as_str()), (1, none));
    assert!(ran.stderr.contains("lists them all"), "{}", ran.stderr);
    let dir = Dir::new();
    dir.digest_file("news.jsonl", r#"{"id":"a","title":"글","body":"본문"}"#);
    let none = "{\"format_version\":1,\"sources\":[]}\n";
    for (args, out) in [(&["sources"][..], ""), (&["sources", "--json"], none)] {
        let ran = dir.digest(args).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (1, out));
        assert!(ran.stderr.contains("names a source"), "{}", ran.stderr);
    }
}

#[test]
fn filters_choose_the_articles_whose_sources_are_counted() {
    let names = |flags: &[&str]| -> Vec<String> {
        let args = [&["sources", "--json"], flags].concat();
        let table = own_corpus(&args).json();
        let rows = table["sources"].as_array().unwrap().clone();
        let name = |row: &Value| row["publisher"].as_str().unwrap().to_owned();
        rows.iter().map(name).collect()
    };
    let all = names(&[]);
    let until = names(&["--until", "2024-03-20"]);
    assert!(!until.is_empty() && until.len() < all.len(), "{until:?}");
    assert!(
        until.contains(&"European Commission".to_owned()),
        "{until:?}"
    );
    let one = names(&["--source", "OpenAI"]);
    assert!(
        one.contains(&"OpenAI".to_owned()) && one.len() < all.len(),
        "{one:?}"
    );
    let none = own_corpus(&["sources", "--kind", "event"]).run();
    assert_eq!(none.code, 1, "{none:?}");
    assert!(none.stderr.contains("kind"), "{none:?}");
}
