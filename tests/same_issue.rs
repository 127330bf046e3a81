//! Files of one issue: names that are told apart, copies, revised files, and ids that stay.

use std::fs;

use digest::job::{CheckJob, IndexJob, IndexReport};
use digest::language::Message;

use crate::library::{file, run};
use crate::util::{Dir, article};

/// A digest file with articles of these titles.
fn text(titles: &[&str]) -> String {
    let articles = titles
        .iter()
        .map(|title| article(title, "요약", "본문", "기관, 보고서, 2025.02.03."));
    articles.collect()
}

fn record(title: &str) -> String {
    format!("{{\"id\": 1, \"title\": \"{title}\", \"body\": \"본문\"}}\n")
}

fn put(dir: &Dir, name: &str, text: impl AsRef<[u8]>) {
    let path = dir.path().join("corpus").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn remove(dir: &Dir, name: &str) {
    fs::remove_file(dir.path().join("corpus").join(name)).unwrap();
}

/// The job, which may drop articles, with a check of what it made.
fn index(dir: &Dir) -> IndexReport {
    let job = IndexJob {
        allow_shrink: true,
        ..dir.job()
    };
    let report = run(&job).unwrap();
    let check = CheckJob::new(dir.path().join("corpus"), dir.path().join("index"));
    let check = check.run(&|| false).unwrap();
    assert_eq!(check.faults, []);
    report
}

/// Each id with the title that it shows.
fn ids(dir: &Dir) -> Vec<(String, String)> {
    let listed = dir.digest(&["list", "--json"]).json();
    let documents = listed["documents"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut ids: Vec<(String, String)> = documents
        .map(|document| (text(&document["id"]), text(&document["title"])))
        .collect();
    ids.sort();
    ids
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs
        .map(|(id, title)| (id.to_owned(), title.to_owned()))
        .to_vec()
}

/// What is read in the place of a file.
fn copy_of<'r>(report: &'r IndexReport, name: &str) -> Option<&'r str> {
    file(report, name).copy_of.as_deref()
}

#[test]
fn the_path_tells_the_issue_where_the_name_does_not() {
    let dir = Dir::new();
    put(&dir, "2024/02.txt", text(&["지난해"]));
    put(&dir, "2025년/2월호.txt", text(&["올해"]));
    put(
        &dir,
        "SPRi AI Brief 25-03월호 (최종)_v2.txt",
        text(&["삼월"]),
    );
    let report = index(&dir);
    assert!(!report.has_problems());
    let expected = [
        ("2024-02/1", "지난해"),
        ("2025-02/1", "올해"),
        ("2025-03/1", "삼월"),
    ];
    assert_eq!(ids(&dir), pairs(expected));
}

#[test]
fn a_month_without_a_year_is_that_of_its_sources_and_told() {
    let dir = Dir::new();
    let name = "SPRi AI Brief_3월호_산업동향.txt";
    put(&dir, name, text(&["슈퍼컴"]));
    let report = index(&dir);
    assert_eq!(ids(&dir), pairs([("2025-03/1", "슈퍼컴")]));
    let message = &file(&report, name).warnings[0].message;
    assert!(message.contains("taken for issue 2025-03"), "{message}");
}

#[test]
fn files_of_one_name_are_told_apart_and_keep_their_ids() {
    let dir = Dir::new();
    put(&dir, "naver/a.jsonl", record("네이버"));
    index(&dir);
    assert_eq!(ids(&dir), pairs([("a/1", "네이버")]));
    // Others come, also before it in order: its id stays.
    put(&dir, "daum/a.jsonl", record("다음"));
    put(&dir, "x/daum/a.jsonl", record("또 다음"));
    put(&dir, "a.jsonl", record("위"));
    index(&dir);
    let all = [
        ("a/1", "네이버"),
        ("a@daum/1", "다음"),
        ("a@top/1", "위"),
        ("a@x.daum/1", "또 다음"),
    ];
    assert_eq!(ids(&dir), pairs(all));
    // A change, a rebuild and another's end take no id from anybody.
    put(&dir, "daum/a.jsonl", record("다음 소식"));
    index(&dir);
    let job = IndexJob {
        rebuild: Some(Message::verbatim("a test")),
        ..dir.job()
    };
    run(&job).unwrap();
    remove(&dir, "naver/a.jsonl");
    index(&dir);
    let rest = [
        ("a@daum/1", "다음 소식"),
        ("a@top/1", "위"),
        ("a@x.daum/1", "또 다음"),
    ];
    assert_eq!(ids(&dir), pairs(rest));
    // The name that nobody has is another's to take.
    put(&dir, "new/a.jsonl", record("새 것"));
    index(&dir);
    assert_eq!(ids(&dir)[0], ("a/1".to_owned(), "새 것".to_owned()));
    let shown = dir.digest(&["show", "a@daum/1", "--at"]).run();
    assert!(shown.stdout.contains("다음 소식"), "{shown:?}");
}

#[test]
fn an_issue_and_records_of_its_month_are_both_read() {
    let dir = Dir::new();
    put(&dir, "2025-02.jsonl", record("기록"));
    put(&dir, "2025-02.txt", text(&["기사"]));
    let report = index(&dir);
    assert!(!report.has_problems());
    let expected = [("2025-02/1", "기사"), ("2025-02@jsonl/1", "기록")];
    assert_eq!(ids(&dir), pairs(expected));
    let found = dir.digest(&["list", "--issue", "2025-02", "--json"]).json();
    assert_eq!(found["documents"].as_array().unwrap().len(), 2);
    let other = text(&["다른 기사", "또 다른 기사"]);
    put(&dir, "2025년 2월.txt", other);
    index(&dir);
    assert!(ids(&dir).iter().any(|(id, _)| id == "2025-02@2025년 2월/2"));
}

#[test]
fn of_copies_the_original_is_read_and_the_others_are_told() {
    for copy in [
        "2025-02 (1).txt",
        "2025-02 - 복사본.txt",
        "2025-02 사본.txt",
        "2025-02 copy.txt",
        "0/2025-02.txt",
    ] {
        let dir = Dir::new();
        put(&dir, copy, text(&["하나", "둘"]));
        put(&dir, "2025-02.txt", text(&["하나", "둘"]));
        let report = index(&dir);
        let (read, left) = match copy.starts_with('0') {
            // Nothing tells which is the copy: the first by name is read.
            true => (copy, "2025-02.txt"),
            false => ("2025-02.txt", copy),
        };
        assert_eq!(copy_of(&report, left), Some(read), "{copy}");
        assert!(!report.has_problems());
        assert_eq!(ids(&dir).len(), 2, "{copy}");
        let message = &file(&report, left).warnings[0].message;
        assert!(message.starts_with("has the same bytes as"), "{message}");
        let ignored = &report.account.ignored[0];
        assert_eq!((ignored.file.as_str(), ignored.rule), (left, "copy"));
        // Where the original goes, the copy has its ids.
        assert!(!run(&dir.job()).unwrap().published);
        remove(&dir, read);
        let report = index(&dir);
        assert_eq!(copy_of(&report, left), None);
        assert_eq!(ids(&dir)[0].0, "2025-02/1");
    }
}

#[test]
fn a_revised_file_is_read_in_the_place_of_the_one_before() {
    let dir = Dir::new();
    put(&dir, "2025-02.txt", text(&["하나", "둘", "셋"]));
    index(&dir);
    put(&dir, "2025-02_수정.txt", text(&["하나", "둘, 고침", "셋"]));
    let report = index(&dir);
    assert_eq!(copy_of(&report, "2025-02.txt"), Some("2025-02_수정.txt"));
    assert_eq!(copy_of(&report, "2025-02_수정.txt"), None);
    assert!(!report.has_problems());
    assert_eq!(
        ids(&dir)[1],
        ("2025-02/2".to_owned(), "둘, 고침".to_owned())
    );
    put(&dir, "2025-02_v2.txt", text(&["하나", "둘, 또 고침", "셋"]));
    // The one that is not read may be broken.
    put(&dir, "2025-02.txt", "아무것도 아닌 글\n");
    index(&dir);
    assert_eq!(
        ids(&dir)[1],
        ("2025-02/2".to_owned(), "둘, 또 고침".to_owned())
    );
    remove(&dir, "2025-02_v2.txt");
    let report = index(&dir);
    assert_eq!(copy_of(&report, "2025-02_수정.txt"), None);
    assert_eq!(
        ids(&dir)[1],
        ("2025-02/2".to_owned(), "둘, 고침".to_owned())
    );
}

#[test]
fn a_night_in_which_all_changes_keeps_the_names() {
    let dir = Dir::new();
    put(&dir, "b/2025-02.txt", text(&["하나"]));
    put(&dir, "a/2025-02.txt", text(&["다른 것"]));
    index(&dir);
    let first = [("2025-02/1", "다른 것"), ("2025-02@b/1", "하나")];
    assert_eq!(ids(&dir), pairs(first));
    put(&dir, "a/2025-02.txt", "아무것도 아닌 글\n");
    put(&dir, "b/2025-02.txt", text(&["하나", "둘"]));
    index(&dir);
    let second = [
        ("2025-02/1", "다른 것"),
        ("2025-02@b/1", "하나"),
        ("2025-02@b/2", "둘"),
    ];
    assert_eq!(ids(&dir), pairs(second));
    // A file that moves keeps its name too.
    fs::create_dir(dir.path().join("corpus/c")).unwrap();
    let path = |name: &str| dir.path().join("corpus").join(name);
    fs::rename(path("b/2025-02.txt"), path("c/2025-02.txt")).unwrap();
    index(&dir);
    assert_eq!(ids(&dir), pairs(second));
}
