//! What stands in a text is found: a word that begins an eojeol, in any surrounding that
//! leaves it as it is, is a full hit and is marked whole.
//!
//! Words are drawn of the dictionary, of syllables and letters, and as names are made;
//! surroundings by a list of their own. The recall bench asks for more of both.

use rand::prelude::*;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::util::Dir;

/// Particles and the copula: behind a consonant, behind a vowel.
const TAILS: [(&str, &str); 26] = [
    ("", ""),
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("의", "의"),
    ("에", "에"),
    ("에서는", "에서는"),
    ("에게도", "에게도"),
    ("까지", "까지"),
    ("부터의", "부터의"),
    ("만큼은", "만큼은"),
    ("조차", "조차"),
    ("보다", "보다"),
    ("처럼", "처럼"),
    ("들이", "들이"),
    ("이라고", "라고"),
    ("이라는", "라는"),
    ("이란", "란"),
    ("이다", "이다"),
    ("이었다", "였다"),
    ("인", "인"),
    ("입니다", "입니다"),
    ("이지만", "이지만"),
    ("으로부터", "로부터"),
];

const MARKS: [(&str, &str); 10] = [
    ("", ""),
    ("", "."),
    ("", ","),
    ("“", "”"),
    ("(", ")"),
    ("‘", "’"),
    ("「", "」"),
    ("", "…"),
    ("[", "]"),
    ("", "?"),
];

/// Marks that stand between two words without a space.
const BETWEEN: [&str; 9] = ["…", "...", "-", ".", "·", "/", "~", "→", "—"];

#[test]
fn a_word_that_begins_an_eojeol_is_a_full_hit_and_marked_whole() {
    let mut rng = ChaCha8Rng::seed_from_u64(13);
    let mut words = nouns_of_the_dictionary(120, &mut rng);
    words.extend((0..60).map(|_| syllables(3, &mut rng)));
    words.extend((0..60).map(|_| name(&mut rng)));
    words.extend((0..30).map(|_| latin(&mut rng)));
    words.extend((0..30).map(|_| latin(&mut rng) + &syllables(2, &mut rng)));
    words.sort_unstable();
    words.dedup();

    let mut lines = Vec::new();
    let mut expected: Vec<(usize, String)> = Vec::new();
    for (number, word) in words.iter().enumerate() {
        for _ in 0..4 {
            let around = surrounding(word, &mut rng);
            let body = format!("그날 {around} 있었다");
            let line = json!({"id": expected.len().to_string(), "title": "알림", "body": body});
            lines.push(line.to_string());
            expected.push((number, body));
        }
    }
    let dir = Dir::new();
    dir.digest_file("made.jsonl", lines.join("\n"));
    let queries = dir.path().join("queries.txt");
    std::fs::write(&queries, words.join("\n")).unwrap();
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);

    let mut command = dir
        .digest(&[
            "search",
            "--batch",
            "--all",
            "--all-words",
            "--exact",
            "--snippets",
            "1",
        ])
        .into_command();
    command.stdin(std::fs::File::open(&queries).unwrap());
    let output = command.output().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let mut wrong = Vec::new();
    for (number, answer) in answers.lines().enumerate() {
        let answer: Value = serde_json::from_str(answer).unwrap();
        let hits = answer["hits"].as_array().unwrap();
        for (place, (of, body)) in expected.iter().enumerate() {
            if *of != number {
                continue;
            }
            let id = format!("made/{place}");
            let Some(hit) = hits.iter().find(|hit| hit["id"] == id.as_str()) else {
                wrong.push(format!("{} is not found in {body}", words[number]));
                continue;
            };
            let marked = crate::util::marked(&hit["snippets"][0]);
            if !marked.contains(&words[number]) {
                wrong.push(format!(
                    "{} is marked as {marked:?} in {body}",
                    words[number]
                ));
            }
        }
    }
    assert_eq!(answers.lines().count(), words.len());
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        expected.len(),
        wrong.join("\n")
    );
}

/// `word` with what leaves it as it is behind it and marks around.
fn surrounding(word: &str, rng: &mut ChaCha8Rng) -> String {
    let (open, close) = MARKS.choose(rng).unwrap();
    let (consonant, vowel) = TAILS.choose(rng).unwrap();
    let tail = match word.chars().last() {
        Some(last @ '가'..='힣') => match (last as u32 - '가' as u32) % 28 {
            0 => vowel,
            // 로 stands behind ㄹ as well.
            8 if consonant.starts_with('으') => vowel,
            _ => consonant,
        },
        _ => vowel,
    };
    let alone = if close.is_empty() || !rng.random_bool(0.5) {
        format!("{open}{word}{tail}{close}")
    } else {
        format!("{open}{word}{close}{tail}")
    };
    // A mark without a space beside it is between two words of Hangul.
    let is_hangul = word.chars().all(|c| ('가'..='힣').contains(&c));
    let mark = BETWEEN.choose(rng).unwrap();
    match rng.random_range(0..6) {
        0 if is_hangul => format!("{alone}{mark}소식을"),
        1 if is_hangul => format!("소식{mark}{alone}"),
        _ => alone,
    }
}

fn nouns_of_the_dictionary(count: usize, rng: &mut ChaCha8Rng) -> Vec<String> {
    let dictionary = digest_ko_dic::load().unwrap();
    let mut nouns = Vec::new();
    while nouns.len() < count {
        let row = rng.random_range(0..digest_ko_dic::ENTRY_COUNT);
        let details = dictionary.word_details(row);
        let (Some(tag), Some(reading)) = (details.first(), details.get(3)) else {
            continue;
        };
        let is_word = reading.chars().all(|c| ('가'..='힣').contains(&c));
        if matches!(*tag, "NNG" | "NNP") && is_word && (2..=6).contains(&reading.chars().count()) {
            nouns.push((*reading).to_owned());
        }
    }
    nouns
}

fn syllables(count: usize, rng: &mut ChaCha8Rng) -> String {
    let syllable = |rng: &mut ChaCha8Rng| {
        let place =
            rng.random_range(0..19 * 21) * 28 + [0, 0, 4, 8, 16, 21][rng.random_range(0..6)];
        char::from_u32('가' as u32 + place).unwrap()
    };
    (0..count).map(|_| syllable(rng)).collect()
}

fn name(rng: &mut ChaCha8Rng) -> String {
    let surname = ["김", "이", "박", "권", "장", "양", "유", "안", "고", "설"]
        .choose(rng)
        .unwrap();
    let given = [
        "하", "지", "은", "이", "준", "진", "의", "도", "서", "만", "다", "연",
    ];
    let (first, second) = (given.choose(rng).unwrap(), given.choose(rng).unwrap());
    format!("{surname}{first}{second}")
}

fn latin(rng: &mut ChaCha8Rng) -> String {
    let letters = |count: usize, rng: &mut ChaCha8Rng| -> String {
        (0..count)
            .map(|_| char::from(b'A' + rng.random_range(0..26u8)))
            .collect()
    };
    let count = rng.random_range(3..7);
    letters(count, rng)
}
