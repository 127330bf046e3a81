//! What the analyzer did with a text, through the binary.

use std::fs;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

use crate::util::{Dir, article, own_corpus};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

/// What stands in the given text at the range of each value of a list.
fn written(analysis: &Value, list: &Value) -> Vec<String> {
    let chars: Vec<char> = analysis["text"].as_str().unwrap().chars().collect();
    list.as_array()
        .unwrap()
        .iter()
        .map(|value| {
            let bound = |at: usize| value["range"][at].as_u64().unwrap() as usize;
            chars[bound(0)..bound(1)].iter().collect()
        })
        .collect()
}

fn texts(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|value| value["text"].as_str().unwrap()).collect()
}

/// Each morpheme with the reason why it was dropped, if it was.
fn reasons(analysis: &Value) -> Vec<(String, String)> {
    let eojeols = analysis["eojeols"].as_array().unwrap().iter();
    eojeols
        .flat_map(|eojeol| eojeol["morphemes"].as_array().unwrap())
        .filter_map(|morpheme| {
            let reason = morpheme["dropped"].as_str()?;
            Some((
                morpheme["text"].as_str().unwrap().to_owned(),
                reason.to_owned(),
            ))
        })
        .collect()
}

#[test]
fn the_fields_are_those_of_the_contract() {
    let text = "레드팀은 예산 2조 4,000억 원을 투자했다";
    let analysis = own_corpus(&["analyze", text, "--json"]).json();
    let names = |value: &Value| {
        let mut names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let top = [
        "bigrams",
        "eojeols",
        "format_version",
        "normal_form",
        "numbers",
        "query",
        "readings",
        "stems",
        "terms",
        "text",
        "tokens",
    ];
    assert_eq!(names(&analysis), top);
    assert_eq!(analysis["format_version"], 1);
    assert_eq!(analysis["text"], text);
    assert_eq!(analysis["terms"], json!({"from": "index", "current": true}));
    let eojeol = &analysis["eojeols"][0];
    assert_eq!(names(eojeol), ["morphemes", "normal_form", "range"]);
    let morpheme = &eojeol["morphemes"][0];
    assert_eq!(
        *morpheme,
        json!({
            "text": "레드팀", "range": [0, 3], "tag": "NNG", "known": true, "in_terms": true,
            "structure": "compound", "tokens": [0, 1], "dropped": null,
            "parts": [
                {"text": "레드", "tag": "NNP", "token": 0, "dropped": null},
                {"text": "팀", "tag": "NNG", "token": 1, "dropped": null},
            ],
        })
    );
    assert_eq!(
        analysis["tokens"][1],
        json!({"text": "팀", "range": [2, 3], "role": "noun", "known": true})
    );
    assert_eq!(
        analysis["stems"][0],
        json!({"text": "레드팀", "range": [0, 3]})
    );
    assert_eq!(
        analysis["readings"][1],
        json!({"text": "레드팀", "range": [0, 3], "kind": "noun"})
    );
    let bigrams = &analysis["bigrams"];
    assert_eq!(
        bigrams["list"][0],
        json!({"text": "레드", "range": [0, 2], "starts_run": true})
    );
    assert_eq!(
        bigrams["count"].as_u64().unwrap() as usize,
        bigrams["list"].as_array().unwrap().len()
    );
    assert_eq!(
        analysis["numbers"],
        json!([
            {"text": "2조 4,000억", "range": [8, 17], "values": ["2400000000000"]},
            {"text": "2조 4,000억 원", "range": [8, 19], "values": ["2400000000000원"]},
        ])
    );
    let words = &analysis["query"]["words"];
    assert_eq!(
        texts(words),
        ["레드팀은", "예산", "2조", "4,000억", "원을", "투자했다"]
    );
    let mut word = words[0].clone();
    let alternatives = word["alternatives"].take();
    assert_eq!(
        word,
        json!({
            "text": "레드팀은", "range": [0, 4], "terms": ["레드", "팀"], "characters": "레드팀",
            "readings": ["레드팀은", "레드팀"], "trust": "full", "stem": "레드팀",
            "alternatives": null,
        })
    );
    let other = |kind: &str, text: &str| {
        let mut all = alternatives.as_array().unwrap().iter();
        let found = all.find(|other| other["kind"] == kind && other["text"] == text);
        found
            .unwrap_or_else(|| panic!("{text}: {alternatives}"))
            .clone()
    };
    assert_eq!(
        other("synonym", "red team"),
        json!({
            "kind": "synonym", "text": "red team", "words": [0, 1],
            "terms": ["red", "team"], "characters": "redteam", "value": null,
        })
    );
    assert_eq!(
        other("spelling", "red teams")["terms"],
        json!(["red", "teams"])
    );
    let numbers = words[2]["alternatives"].as_array().unwrap();
    assert!(numbers.contains(&json!({
        "kind": "number", "text": "2조 4,000억", "words": [2, 4], "terms": [],
        "characters": null, "value": "2400000000000",
    })));
}

#[test]
fn what_was_dropped_says_why() {
    let text = "그리고 기업들이 투자하는 것이다.";
    let analysis = own_corpus(&["analyze", text, "--json"]).json();
    let reasons = reasons(&analysis);
    let reasons: Vec<(&str, &str)> = reasons
        .iter()
        .map(|(text, reason)| (text.as_str(), reason.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("그리고", "conjunction"),
            ("들", "plural"),
            ("이", "particle"),
            ("하", "verb_suffix"),
            ("는", "ending"),
            ("이", "particle"),
            ("다", "ending"),
        ]
    );
    assert_eq!(texts(&analysis["tokens"]), ["기업", "투자", "것"]);
    assert_eq!(analysis["tokens"][2]["role"], "stand");
}

#[test]
fn parts_of_inflected_forms_say_why() {
    let analysis = own_corpus(&["analyze", "위한 투자했다", "--json"]).json();
    let of_verb = &analysis["eojeols"][0]["morphemes"][0];
    assert_eq!(of_verb["structure"], "inflected");
    assert_eq!(of_verb["parts"][0]["token"], 0);
    assert_eq!(of_verb["parts"][1]["dropped"], "ending");
    assert_eq!(analysis["tokens"][0]["text"], "위하");
    assert_eq!(analysis["tokens"][0]["range"], json!([0, 2]));
    let suffix = &analysis["eojeols"][1]["morphemes"][1];
    assert_eq!(
        (&suffix["tokens"], &suffix["dropped"]),
        (&json!([]), &Value::Null)
    );
    assert_eq!(suffix["parts"][0]["dropped"], "verb_suffix");
}

#[test]
fn offsets_are_of_the_text_as_it_was_given() {
    // Decomposed Hangul, a radical that stands for 대, full-width letters, ㈜ and Hanja.
    let decomposed: String = "레드팀은".nfd().collect();
    let text = format!("{decomposed} 워싱턴⼤와 ＧＰＴ－４를 ㈜카카오의 人工知能");
    let analysis = own_corpus(&["analyze", &text, "--json"]).json();
    assert_eq!(analysis["text"], text);
    assert_eq!(
        analysis["normal_form"],
        "레드팀은 워싱턴대와 gpt-4를 (주)카카오의 인공지능"
    );
    let written_tokens: Vec<String> = written(&analysis, &analysis["tokens"])
        .iter()
        .map(|text| text.nfc().collect())
        .collect();
    let found: Vec<(&str, &str)> = texts(&analysis["tokens"])
        .into_iter()
        .zip(written_tokens.iter().map(String::as_str))
        .collect();
    assert_eq!(
        found,
        [
            ("레드", "레드"),
            ("팀", "팀"),
            ("워싱턴", "워싱턴"),
            ("대", "⼤"),
            ("gpt", "ＧＰＴ"),
            ("4", "４"),
            ("카카오", "카카오"),
            ("인공", "人工"),
            ("지능", "知能"),
        ]
    );
    // Each letter of the decomposed text counts.
    let red_team: usize = "레드팀".nfd().count();
    assert_eq!(analysis["tokens"][1]["range"][1], red_team);
    assert_eq!(analysis["stems"][0]["range"], json!([0, red_team]));
    let eojeols = written(&analysis, &analysis["eojeols"]);
    assert_eq!(eojeols.join(" "), text);
    for eojeol in analysis["eojeols"].as_array().unwrap() {
        let morphemes = written(&analysis, &eojeol["morphemes"]);
        assert!(morphemes.iter().all(|text| !text.is_empty()), "{eojeol}");
    }
}

#[test]
fn the_text_is_aligned_and_not_wider_than_the_terminal() {
    let text = "레드팀은 ＧＰＴ－４를 2024.4.11. 예산 2조 4,000억 원을 투자했다, 인공지능(AI)";
    for width in [40, 60, 80, 120] {
        let ran = own_corpus(&["analyze", text])
            .env("COLUMNS", &width.to_string())
            .run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
        assert!(!ran.stdout.contains('\u{1b}'));
        for line in ran.stdout.lines() {
            assert!(line.width() <= width, "at {width}: {line}");
        }
    }
    // Each label of it in Korean; `language` pins the English ones.
    let ran = own_corpus(&["analyze", text]).env("LANG", "ko").run();
    for line in [
        "정규형  레드팀은 gpt-4를 2024.4.11. 예산 2조 4,000억 원을 투자했다, 인공지능(ai)",
        "레드팀은 0–4",
        "  레드팀  NNG  0–3  용어  레드/NNP → 레드, 팀/NNG → 팀",
        "  은      JX   3–4  사전  × 조사",
        "ＧＰＴ－４를 = gpt-4를 5–11",
        "  → 2024 + 4 + 11",
        "  2조 4,000억     26–35  2400000000000",
        "  레드팀은: 레드 + 팀; 띄어 쓴 레드팀; 글자 레드팀은, 레드팀; 어간 레드팀",
        "    같은 말 red team: red + team; 띄어 쓴 redteam",
    ] {
        assert!(
            ran.stdout.lines().any(|shown| shown == line),
            "{line}\n{}",
            ran.stdout
        );
    }
}

#[test]
fn no_index_is_built_and_the_source_of_the_terms_is_told() {
    let dir = Dir::new();
    let analyze = |args: &[&str]| dir.digest(&[&["analyze"], args].concat());
    let from = |text: &str| analyze(&[text, "--json"]).json()["terms"].clone();
    // Not even a corpus is needed.
    assert_eq!(from("팀"), json!({"from": "files", "current": true}));
    dir.digest_file(
        "2024-05.txt",
        article("블랙웰 소식", "요약", "본문", CITATION),
    );
    assert_eq!(from("팀")["from"], "files");
    assert!(!dir.path().join("index").exists());

    assert_eq!(dir.digest(&["index"]).run().code, 0);
    assert_eq!(from("팀"), json!({"from": "index", "current": true}));

    // The index keeps its words until it is built anew.
    fs::write(dir.path().join("terms.txt"), "쿼크랩\n").unwrap();
    let stale = analyze(&["쿼크랩은", "--json"]).json();
    assert_eq!(stale["terms"], json!({"from": "index", "current": false}));
    assert_ne!(texts(&stale["tokens"]), ["쿼크랩"]);
    let ran = analyze(&["쿼크랩은"]).run();
    assert!(ran.stdout.contains("`digest index`"), "{}", ran.stdout);
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let analysis = analyze(&["쿼크랩은", "--json"]).json();
    assert_eq!(analysis["terms"], json!({"from": "index", "current": true}));
    assert_eq!(texts(&analysis["tokens"]), ["쿼크랩"]);
    assert_eq!(analysis["eojeols"][0]["morphemes"][0]["in_terms"], true);
}

#[test]
fn an_index_that_cannot_be_read_is_told_and_not_needed() {
    let dir = Dir::new();
    dir.digest_file(
        "2024-05.txt",
        article("블랙웰 소식", "요약", "본문", CITATION),
    );
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    fs::write(dir.generation().join("manifest.json"), "{").unwrap();
    let ran = dir.digest(&["analyze", "팀", "--json"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("without the index"), "{}", ran.stderr);
    let analysis: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(analysis["terms"]["from"], "files");
}

#[test]
fn any_text_is_analysed() {
    for text in ["", "!?", "-규제", "\u{1b}[31m빨강", "①", "🎉"] {
        let ran = own_corpus(&["analyze", "--", text]).run();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{text:?}");
        assert!(!ran.stdout.contains('\u{1b}'));
        let analysis = own_corpus(&["analyze", "--json", "--", text]).json();
        assert_eq!(analysis["text"], text);
    }
    // Several arguments are one text.
    let analysis = own_corpus(&["analyze", "생성", "AI", "--json"]).json();
    assert_eq!(analysis["text"], "생성 AI");
    let ran = own_corpus(&["analyze"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("TEXT"), "{}", ran.stderr);
}

#[test]
fn help_is_in_english_with_korean_examples() {
    let ran = own_corpus(&["analyze", "--help"]).run();
    assert_eq!(ran.code, 0);
    assert!(
        ran.stdout.contains("digest analyze 레드팀은"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("No index is built"), "{}", ran.stdout);
}
