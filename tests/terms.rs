//! The words beside the dictionary's: suggestions from the corpus, and the user's file.

use std::fs;

use crate::util::{Dir, article, ids, own_corpus};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

/// A corpus in which a new word, 쿼크랩, is used with many particles.
fn corpus_of_a_new_word() -> Dir {
    let dir = Dir::new();
    let body = "쿼크랩은 모델을 공개했고, 쿼크랩을 찾는 기업이 늘었으며 쿼크랩의 기술이 쓰임. \
                연구진은 쿼크랩에서 모델을 시험하고 쿼크랩과 협력할 계획";
    let text = article(
        "쿼크랩, 새 모델 공개",
        "쿼크랩이 모델을 공개",
        body,
        CITATION,
    );
    dir.digest_file("2024-05.txt", text);
    dir
}

fn words(file: &str) -> Vec<&str> {
    let lines = file.lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

#[test]
fn a_suggested_word_becomes_one_of_the_terms() {
    let dir = corpus_of_a_new_word();
    let current = || dir.generation();
    let tokens = |text: &str| -> Vec<String> {
        let analysis = dir.digest(&["analyze", text, "--json"]).json();
        let tokens = analysis["tokens"].as_array().unwrap().iter();
        tokens
            .map(|token| token["text"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    assert_ne!(tokens("쿼크랩에서"), ["쿼크랩"]);

    let suggested = dir.digest(&["terms", "suggest"]).run();
    assert_eq!((suggested.code, suggested.stderr.as_str()), (0, ""));
    assert_eq!(words(&suggested.stdout), ["쿼크랩"], "{}", suggested.stdout);
    // Behind what the file holds already, whose last line is not ended.
    let file = format!("가즈나봇{}", suggested.stdout);
    fs::write(dir.path().join("terms.txt"), file).unwrap();

    // The same files are cut anew by the new words.
    let before = current();
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let rebuilt = current();
    assert_ne!(rebuilt, before);
    assert_eq!(tokens("쿼크랩에서"), ["쿼크랩"]);
    let hits = dir.digest(&["search", "쿼크랩", "--json"]).json();
    assert_eq!(ids(&hits), ["2024-05/1"]);
    // Without another change nothing is built.
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    assert_eq!(current(), rebuilt);

    // What is known is suggested no more.
    let ran = dir.digest(&["terms", "suggest"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(ran.stderr.contains("no new word"), "{}", ran.stderr);
}

#[test]
fn suggestions_come_with_their_evidence() {
    let dir = corpus_of_a_new_word();
    let suggested = dir.digest(&["terms", "suggest", "--json"]).json();
    assert_eq!(suggested["format_version"], 1);
    let candidates = suggested["candidates"].as_array().unwrap();
    let [candidate] = candidates.as_slice() else {
        panic!("{suggested}");
    };
    let mut names: Vec<&String> = candidate.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        [
            "cohesion",
            "count",
            "example",
            "left_entropy",
            "morphemes",
            "right_entropy",
            "score",
            "word",
        ]
    );
    assert_eq!(candidate["word"], "쿼크랩");
    assert_eq!(candidate["count"], 7);
    assert_eq!(candidate["cohesion"], 1.0);
    assert!(candidate["right_entropy"].as_f64().unwrap() > 2.0);
    let cut: String = candidate["morphemes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|morpheme| morpheme["text"].as_str().unwrap())
        .collect();
    assert_eq!(cut, "쿼크랩");

    let text = dir.digest(&["terms", "suggest"]).env("COLUMNS", "40").run();
    let evidence = text.stdout.replace("\n#  ", "");
    assert!(
        evidence.contains("# 7 times, cohesion 1.00"),
        "{}",
        text.stdout
    );
    assert!(evidence.contains("at present"), "{}", text.stdout);
}

#[test]
fn the_corpus_of_the_program_has_words_to_suggest() {
    let ran = own_corpus(&["terms", "suggest", "--limit", "3"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(words(&ran.stdout).len(), 3, "{}", ran.stdout);
    for limit in ["0", "many"] {
        let ran = own_corpus(&["terms", "suggest", "--limit", limit]).run();
        assert_eq!(ran.code, 2, "{ran:?}");
    }
}

#[test]
fn no_index_is_needed_or_built() {
    let dir = corpus_of_a_new_word();
    assert_eq!(dir.digest(&["terms", "suggest"]).run().code, 0);
    assert!(!dir.path().join("index").exists());
}

#[test]
fn a_digest_file_that_cannot_be_parsed_is_told() {
    let dir = corpus_of_a_new_word();
    dir.digest_file(
        "news.jsonl",
        "{\"id\":\"a\",\"title\":\"제목\",\"body\":\"본문\"}\n{\n",
    );
    let ran = dir.digest(&["terms", "suggest"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("news.jsonl:2: "), "{}", ran.stderr);
    assert_eq!(words(&ran.stdout), ["쿼크랩"]);
}

#[test]
fn a_corpus_without_files_is_an_error() {
    let dir = Dir::new();
    let ran = dir.digest(&["terms", "suggest"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("holds no digest file"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_bad_line_of_the_file_is_told() {
    let dir = corpus_of_a_new_word();
    let path = dir.path().join("terms.txt");
    fs::write(&path, "# 회사\n쿼크랩\n레드 팀\n").unwrap();
    for args in [&["index"][..], &["analyze", "팀"], &["terms", "suggest"]] {
        let ran = dir.digest(args).run();
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(
            ran.stderr.contains("terms.txt:3: “레드 팀” has a space"),
            "{args:?}: {}",
            ran.stderr
        );
    }
    fs::write(&path, b"\xec\xbf\xbc\n\xff\n").unwrap();
    let ran = dir.digest(&["index"]).run();
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("terms.txt:2: is not UTF-8"),
        "{}",
        ran.stderr
    );
}

#[test]
fn help_is_in_english_with_korean_examples() {
    let dir = Dir::new();
    let ran = dir.digest(&["terms", "suggest", "--help"]).run();
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("레드+팀"), "{}", ran.stdout);
    assert!(ran.stdout.contains(">> terms.txt"), "{}", ran.stdout);
    let ran = dir.digest(&["terms"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("suggest"), "{}", ran.stderr);
}
