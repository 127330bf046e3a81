//! The user's own words beside the corpus, batches, and how a score is explained.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::util::{Dir, article, ids, marked, own_corpus};

fn digest_of(body: &str) -> String {
    article("소식", "요약 문장", body, "기관, 글, 2024.04.11.")
}

#[test]
fn terms_take_effect_at_the_next_index_and_are_told_where_they_are_wrong() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", digest_of("쿼크랩은 새 모형을 냈다"));
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let current = || dir.generation();
    let before = current();
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    assert_eq!(current(), before);

    fs::write(dir.path().join("terms.txt"), "# 회사\n쿼크+랩\n").unwrap();
    let hits = dir.digest(&["search", "쿼크 랩", "--json"]).json();
    assert_eq!(ids(&hits), ["2024-05/1"]);
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    assert_ne!(current(), before);
    let hits = dir.digest(&["search", "랩", "--json"]).json();
    assert_eq!(marked(&hits["hits"][0]["snippets"][0]), ["랩"]);

    fs::write(dir.path().join("terms.txt"), "쿼크랩\n쿼크 랩\n").unwrap();
    let ran = dir.digest(&["index"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("terms.txt:2:"), "{}", ran.stderr);
}

#[test]
fn synonyms_take_effect_at_once_and_rank_below_the_word() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", digest_of("도도링크가 새 모형을 냈다"));
    dir.digest_file("2024-05.txt", digest_of("쿼크랩이 새 모형을 냈다"));
    let search = |query: &str| dir.digest(&["search", query, "--json"]).json();
    assert_eq!(ids(&search("도도링크")), ["2024-04/1"]);
    fs::write(
        dir.path().join("synonyms.txt"),
        "도도링크 = 쿼크랩 = Quark Lab\n",
    )
    .unwrap();
    assert_eq!(ids(&search("도도링크")), ["2024-04/1", "2024-05/1"]);
    assert_eq!(ids(&search("쿼크랩")), ["2024-05/1", "2024-04/1"]);
    let hits = search("quark lab");
    assert_eq!((hits["total"].as_u64(), ids(&hits).len()), (Some(2), 2));
    assert_eq!(marked(&hits["hits"][0]["snippets"][0]).len(), 1);

    fs::write(dir.path().join("synonyms.txt"), "\n도도링크\n").unwrap();
    let ran = dir.digest(&["search", "도도링크"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("synonyms.txt:2:"), "{}", ran.stderr);
}

#[test]
fn a_batch_answers_line_by_line() {
    let mut child = own_corpus(&["search", "--batch", "--limit", "1"])
        .into_command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "레드팀\n{bad\n\n{\"qid\":7,\"text\":\"fpemxla\"}\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(
        (&answers[0]["qid"], ids(&answers[0]).len()),
        (&Value::Null, 1)
    );
    assert!(answers[1]["error"].as_str().unwrap().starts_with("line 2:"));
    assert_eq!(answers[2]["hits"], json!([]));
    assert_eq!(answers[3]["qid"], "7");
    assert_eq!(ids(&answers[3]), ["2024-05/12"]);
}

#[test]
fn an_explanation_comes_to_the_score() {
    for query in [
        "레드팀 챌린지",
        "NVIDIA",
        "2조4천억원 캐나다",
        "생성 AI를 도입한 기업은?",
    ] {
        let hits = own_corpus(&["search", query, "--json", "--explain"]).json();
        let hits = hits["hits"].as_array().unwrap();
        assert!(!hits.is_empty());
        for hit in hits {
            let explained = &hit["explanation"];
            let sum = |part: &str| -> f64 {
                let parts = explained[part].as_array().unwrap();
                parts
                    .iter()
                    .map(|part| part["score"].as_f64().unwrap())
                    .sum()
            };
            let factor = explained["coverage_factor"].as_f64().unwrap();
            let score = (sum("terms") + sum("alternatives")) * factor + sum("near");
            let told = hit["score"].as_f64().unwrap();
            assert!(
                (score - told).abs() < 0.001 * told + 0.01,
                "{query}: {score} and {told}"
            );
        }
    }
    let plain = own_corpus(&["search", "레드팀", "--json"]).json();
    assert!(plain["hits"][0].get("explanation").is_none());
}

#[test]
fn rewrites_are_told_to_people() {
    let ran = own_corpus(&["search", "fpemxla"]).run();
    assert!(
        ran.stdout
            .starts_with("found '레드팀' instead of 'fpemxla'\n"),
        "{}",
        ran.stdout
    );
    let ran = own_corpus(&["search", "fpemxla", "--exact"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
}

/// Documents `0`, `1`, … with these bodies.
fn lines_of(bodies: &[&str]) -> String {
    let line = |(id, body): (usize, &&str)| {
        let id = id.to_string();
        json!({"id": id, "title": "소식", "body": body}).to_string() + "\n"
    };
    bodies.iter().enumerate().map(line).collect()
}

/// The documents of a corpus of these bodies that hold every word of the query.
fn full_hits(bodies: &[&str], query: &str) -> Vec<String> {
    let dir = Dir::new();
    dir.digest_file("t.jsonl", lines_of(bodies));
    let hits = dir
        .digest(&["search", "--all-words", query, "--json"])
        .json();
    ids(&hits)
}

#[test]
fn of_words_with_the_same_initials_a_rare_one_is_not_lost() {
    let mut bodies = vec!["구체적 계획이 개최지 선정과 함께 구체적으로"; 12];
    bodies.push("구청장은 말했다");
    assert_eq!(full_hits(&bodies, "ㄱㅊㅈ")[0], "t/12");
    // Of verbs nobody types the initials where there is a noun.
    assert_eq!(full_hits(&["갔다가 왔다", "구두가"], "ㄱㄷ"), ["t/1"]);
}

#[test]
fn initials_are_found_inside_an_eojeol() {
    let bodies = ["청풍장소화장아파트는 부산에", "다른 소식"];
    assert_eq!(full_hits(&bodies, "ㅅㅎㅈㅇㅍㅌ"), ["t/0"]);
}

#[test]
fn keys_of_one_hand_may_be_initials_as_well() {
    let bodies = ["묘길상은 불상이다", "ART 시장"];
    let mut found = full_hits(&bodies, "ㅁㄱㅅ");
    found.sort();
    assert_eq!(found, ["t/0", "t/1"]);
}

#[test]
fn a_space_in_a_word_parts_it_from_what_is_no_word() {
    let bodies = ["아돌프 히틀러가 말했다", "오일러 공식"];
    assert_eq!(full_hits(&bodies, "히틀 러"), ["t/0"]);
    // What the dictionary has whole is a word by itself, and no part of another.
    assert_eq!(full_hits(&bodies, "오일 러"), [""; 0]);
}

#[test]
fn a_word_typed_apart_comes_before_texts_that_hold_a_part_of_it() {
    let mut bodies = vec!["중일 전쟁과 중일 관계"; 12];
    bodies.push("감독은 류중일이다");
    let dir = Dir::new();
    dir.digest_file("t.jsonl", lines_of(&bodies));
    let hits = dir.digest(&["search", "류 중일", "--json"]).json();
    assert_eq!(ids(&hits)[0], "t/12");
}
