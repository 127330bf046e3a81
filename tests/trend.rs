//! Articles a month as numbers, as a chart and as a picture.

use std::fs;
use std::sync::OnceLock;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::util::{Dir, article, own_corpus};

/// What is in a month: the subjects of its articles.
const MONTHS: [(&str, &[&str]); 4] = [
    ("2023-11", &["로봇", "로봇 청소기", "반도체"]),
    ("2023-12", &["반도체"]),
    // No issue of January.
    ("2024-02", &["로봇", "로봇", "로봇", "번역"]),
    ("2024-03", &["청소기"]),
];

/// Issues with gaps, built once.
fn robots() -> &'static Dir {
    static DIR: OnceLock<Dir> = OnceLock::new();
    DIR.get_or_init(|| {
        let dir = Dir::new();
        for (month, subjects) in MONTHS {
            let articles = (1..).zip(subjects).map(|(day, subject)| {
                let date = format!("{}.{day:02}.", month.replace('-', "."));
                let citation = format!("Reuters, News, {date}");
                let title = format!("{subject} 연구소 {day}곳 개소");
                article(&title, "요약 문장", "본문 문장", &citation)
            });
            let articles: Vec<String> = articles.collect();
            dir.digest_file(&format!("{month}.txt"), articles.concat());
        }
        // Without a date, and in an issue that no month names.
        let line = json!({"id": "a", "title": "로봇 이야기", "body": "날짜 없는 글"});
        dir.digest_file("news.jsonl", format!("{line}\n"));
        assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
        dir
    })
}

/// The numbers of one query, by month.
fn counts(trend: &Value, query: &str) -> Vec<(String, u64, u64)> {
    let rows = trend["months"].as_array().unwrap().iter();
    rows.filter(|row| row["query"] == query)
        .map(|row| {
            let count = |name: &str| row[name].as_u64().unwrap();
            let month = row["month"].as_str().unwrap().to_owned();
            (month, count("articles"), count("articles_in_all"))
        })
        .collect()
}

#[test]
fn every_month_is_there_with_its_articles_in_all() {
    let ran = robots()
        .digest(&["trend", "로봇", "로봇 청소기", "--json"])
        .run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stderr.starts_with("1 of the articles"),
        "{}",
        ran.stderr
    );
    let trend: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(trend["format_version"], 1);
    let expected = [
        ("2023-11", 2, 3),
        ("2023-12", 0, 1),
        ("2024-01", 0, 0),
        ("2024-02", 3, 4),
        ("2024-03", 0, 1),
    ];
    let expected = expected.map(|(month, count, all)| (month.to_owned(), count, all));
    assert_eq!(counts(&trend, "로봇"), expected);
    // Only what holds every word: 로봇 alone is no hit of both.
    let both: Vec<u64> = counts(&trend, "로봇 청소기")
        .iter()
        .map(|row| row.1)
        .collect();
    assert_eq!(both, [1, 0, 0, 0, 0]);
}

#[test]
fn filters_choose_the_articles_and_the_months() {
    let args = [
        "trend", "로봇", "--json", "--since", "2023-12", "--until", "2024-02",
    ];
    let trend = robots().digest(&args).json();
    let expected = [("2023-12", 0, 1), ("2024-01", 0, 0), ("2024-02", 3, 4)];
    let expected = expected.map(|(month, count, all)| (month.to_owned(), count, all));
    assert_eq!(counts(&trend, "로봇"), expected);
}

#[test]
fn the_numbers_are_csv_for_a_spreadsheet() {
    let ran = robots().digest(&["trend", "로봇", "청소기", "--csv"]).run();
    assert_eq!(ran.code, 0);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 1 + 2 * 5);
    assert_eq!(lines[0], "query,month,articles,articles_in_all");
    assert_eq!(lines[4], "로봇,2024-02,3,4");
    assert_eq!(lines[10], "청소기,2024-03,1,1");
    let long = robots()
        .digest(&["trend", "로봇", "청소기", "--format", "csv"])
        .run();
    assert_eq!(long.stdout, ran.stdout);
}

#[test]
fn an_article_without_a_date_is_of_its_issues_month() {
    let dir = Dir::new();
    let dated = json!({"id": "a", "title": "로봇", "body": "글", "date": "2024-03-05"});
    dir.digest_file("news.jsonl", format!("{dated}\n"));
    let undated = article("로봇 연구소 개소", "요약", "본문", "Reuters, News");
    dir.digest_file("2024-05.txt", undated);
    let trend = dir.digest(&["trend", "로봇", "--json"]).json();
    let months: Vec<(String, u64)> = counts(&trend, "로봇")
        .into_iter()
        .map(|(month, count, _)| (month, count))
        .collect();
    let expected = [("2024-03", 1), ("2024-04", 0), ("2024-05", 1)];
    assert_eq!(
        months,
        expected.map(|(month, count)| (month.to_owned(), count))
    );
}

#[test]
fn what_is_counted_is_what_a_search_finds() {
    for query in [
        "AI",
        "생성 AI",
        "투자했다",
        "人工知能",
        "레드 팀",
        "래드팀",
        "컨퍼런스",
    ] {
        let hits = own_corpus(&["search", query, "--all-words", "--json", "-n", "100"]).json();
        let hits = hits["hits"].as_array().unwrap();
        let articles = hits.iter().filter(|hit| hit["kind"] == "article").count() as u64;
        let ran = own_corpus(&["trend", query, "--json"]).run();
        let trend = serde_json::from_str(&ran.stdout).unwrap();
        let counted: u64 = counts(&trend, query).iter().map(|row| row.1).sum();
        assert_eq!(counted, articles, "{query}");
        assert_eq!(ran.code, i32::from(articles == 0), "{query}");
    }
}

#[test]
fn words_taken_for_others_are_told() {
    let ran = own_corpus(&["trend", "래드팀"]).run();
    assert_eq!(ran.code, 0);
    assert_eq!(ran.stderr, "found '레드팀' instead of '래드팀'\n");
    let exact = own_corpus(&["trend", "래드팀", "--exact"]).run();
    assert_eq!((exact.code, exact.stdout.as_str()), (1, ""));
    assert!(exact.stderr.contains("래드팀"), "{}", exact.stderr);
    let nothing = own_corpus(&["trend", "레드팀", "…"]).run();
    assert_eq!((nothing.code, nothing.stdout.as_str()), (1, ""));
    assert!(nothing.stderr.contains("“…”"), "{}", nothing.stderr);
}

#[test]
fn the_chart_shows_shape_and_bars() {
    let command = robots().digest(&["trend", "로봇", "청소기"]);
    let ran = command.env("COLUMNS", "50").run();
    assert_eq!(
        ran.stdout,
        "로봇    ▆▁▁█▁  5 hits · most 3 in 2024-02\n\
         청소기  █▁▁▁█  2 hits · most 1 in 2023-11\n\n\
         \u{20}        로봇                 청소기\n\
         2023-11  2 ███████████▍       1 █████▋\n\
         2023-12  0                    0\n\
         2024-01  0                    0\n\
         2024-02  3 █████████████████  0\n\
         2024-03  0                    1 █████▋\n"
    );
    let shares = robots().digest(&["trend", "로봇", "--share"]);
    let shares = shares.env("COLUMNS", "30").run().stdout;
    assert!(shares.contains("\n2023-11  66.7% ████"), "{shares}");
    assert!(shares.contains("\n2024-01      –\n"), "{shares}");
}

#[test]
fn no_line_of_a_chart_is_too_wide() {
    for width in [40, 80, 200] {
        for queries in [
            &["로봇"][..],
            &["로봇", "반도체", "청소기", "번역", "로봇 청소기"],
            &[
                "로봇 연구소 개소 로봇 연구소 개소 로봇 연구소 개소 로봇 연구소",
                "번역",
            ],
        ] {
            for share in [&[][..], &["--share"]] {
                let args = [&["trend"], queries, share].concat();
                let command = robots().digest(&args);
                let ran = command.env("COLUMNS", &width.to_string()).run();
                assert_eq!(ran.code, 0, "{ran:?}");
                for line in ran.stdout.lines() {
                    assert!(line.width() <= width, "{width}: {line}");
                }
            }
        }
    }
}

#[test]
fn the_picture_is_whole_and_needs_nothing_else() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("추이.svg");
    let path = path.to_str().unwrap();
    // What was there is replaced.
    fs::write(path, "old").unwrap();
    let query = "로봇 <b>&\"";
    let ran = robots()
        .digest(&["trend", query, "청소기", "--svg", path])
        .run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("2023-11"), "{}", ran.stdout);
    let text = fs::read_to_string(path).unwrap();
    let svg = roxmltree::Document::parse(&text).unwrap();
    let texts: Vec<String> = svg
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| {
            node.descendants()
                .filter_map(|n| n.text())
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    for shown in [
        "Articles by word",
        query,
        "청소기",
        "Articles",
        "2023-11",
        "2024-03",
    ] {
        assert!(texts.iter().any(|text| text == shown), "{shown}: {texts:?}");
    }
    let bars = svg.descendants().filter(|node| node.has_tag_name("title"));
    let bars: Vec<&str> = bars.filter_map(|node| node.text()).collect();
    assert!(bars.contains(&"2023-11 청소기 1"), "{bars:?}");
    // Nothing but the name of the format leads out of it.
    assert_eq!(text.matches("http").count(), 1, "{text}");
    for outside in ["href", "url(", "@import", "<script", "<image", "<style"] {
        assert!(!text.contains(outside), "{outside}");
    }
    let piped = robots()
        .digest(&["trend", query, "청소기", "--svg", "-"])
        .run();
    assert_eq!(piped.stdout, text);
    // The same bytes each time, and nothing beside it.
    robots()
        .digest(&["trend", query, "청소기", "--svg", path])
        .run();
    assert_eq!(fs::read_to_string(path).unwrap(), text);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
}

#[test]
fn a_picture_takes_the_place_of_pictures_alone() {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("notes.txt");
    fs::write(&path, "메모").unwrap();
    let args = ["trend", "레드팀", "--svg", path.to_str().unwrap()];
    let ran = own_corpus(&args).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("is no SVG"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), "메모");
    // An empty file is nothing to lose.
    fs::write(&path, "").unwrap();
    assert_eq!(own_corpus(&args).run().code, 0);
    assert!(fs::read_to_string(&path).unwrap().contains("<svg"));
}

#[cfg(unix)]
#[test]
fn a_pipe_gets_the_picture_and_is_not_read() {
    let out = tempfile::tempdir().unwrap();
    let pipe = out.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let ran = own_corpus(&["trend", "레드팀", "--svg", pipe.to_str().unwrap()]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(reader.join().unwrap().contains("<svg"));
}

#[test]
fn a_picture_that_cannot_be_written_is_told() {
    let ran = own_corpus(&["trend", "레드팀", "--svg", "/nowhere/a.svg"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("/nowhere/a.svg"), "{}", ran.stderr);
}
