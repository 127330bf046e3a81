//! Prefixes of many words: what they find together is what each word finds by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::util::Dir;

/// What the first and the second half of a compound are, and what stands between them.
const FIRSTS: [&str; 4] = ["기업", "기", "중소기업", "기업규"];
const SECONDS: [&str; 12] = [
    "규제",
    "혁신",
    "투자",
    "시장",
    "정책",
    "기술",
    "연구",
    "제",
    "업규제",
    "구름돌",
    "가치사슬",
    "기업",
];
const BETWEEN: [&str; 5] = ["", "", " ", "의 ", " 새 "];

/// Articles of compounds, joined and apart, always the same.
fn articles(count: usize) -> Vec<String> {
    let mut state = 7u32;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    let mut text = move |compounds: usize| {
        let compounds = (0..compounds).map(|_| {
            let (first, between) = (FIRSTS[draw(FIRSTS.len())], BETWEEN[draw(BETWEEN.len())]);
            let particle = ["", "을", "이"][draw(3)];
            format!("{first}{between}{}{particle}", SECONDS[draw(SECONDS.len())])
        });
        compounds.collect::<Vec<String>>().join(" ")
    };
    let lines = (0..count).map(|id| {
        let (title, body) = (text(2), text(7));
        format!("{{\"id\":\"{id}\",\"title\":\"{title}\",\"body\":\"{body}\"}}\n")
    });
    lines.collect()
}

fn hits(dir: &Dir, query: &str) -> Value {
    let args = ["search", query, "--json", "--explain", "--limit", "1000"];
    dir.digest(&args).json()
}

/// How often each word stands in each field of each hit.
fn frequencies(hits: &Value) -> BTreeMap<(String, String, String), u64> {
    let mut frequencies = BTreeMap::new();
    for hit in hits["hits"].as_array().unwrap() {
        for part in hit["explanation"]["alternatives"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let key = (text(&hit["id"]), text(&part["text"]), text(&part["field"]));
            frequencies.insert(key, part["frequency"].as_u64().unwrap());
        }
    }
    frequencies
}

#[test]
fn words_of_a_prefix_are_found_together_where_each_is_by_itself() {
    let dir = Dir::new();
    let all = articles(400);
    let (gone, left) = all.split_at(20);
    let file = dir.digest_file("a.jsonl", gone.concat() + &left[..40].concat());
    dir.digest_file("b.jsonl", left[40..].concat());
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    // Some documents are deleted, and others in a segment of their own.
    fs::write(file, left[..40].concat()).unwrap();
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);

    let together = hits(&dir, "기업*");
    let expected = frequencies(&together);
    let words = together["expansions"][0]["words"].as_array().unwrap();
    assert!(words.len() >= SECONDS.len(), "{words:?}");
    assert!(expected.len() > 1_000, "{}", expected.len());
    let mut found = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for word in words {
        let word = word.as_str().unwrap();
        // Few words begin with a longer one: they are looked for one by one.
        for (key, frequency) in frequencies(&hits(&dir, &format!("{word}*"))) {
            ids.insert(key.0.clone());
            if key.1 == word {
                found.insert(key, frequency);
            }
        }
    }
    assert_eq!(found, expected);
    assert_eq!(together["total"], ids.len());
}
