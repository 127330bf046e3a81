//! Articles like one, and the words they share.

use std::sync::OnceLock;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::util::{Dir, article, own_corpus};

/// Ten subjects, each with words that only its articles use.
const SUBJECTS: [(&str, [&str; 8]); 10] = [
    (
        "반도체",
        [
            "웨이퍼",
            "파운드리",
            "노광장비",
            "메모리",
            "수율",
            "패키징",
            "극자외선",
            "증착",
        ],
    ),
    (
        "자율주행",
        [
            "라이다",
            "운전자",
            "차선",
            "로보택시",
            "제동",
            "정밀지도",
            "교차로",
            "보행자",
        ],
    ),
    (
        "신약",
        [
            "임상시험",
            "단백질",
            "후보물질",
            "제약사",
            "식약처",
            "항체",
            "부작용",
            "환자",
        ],
    ),
    (
        "저작권",
        [
            "음반사",
            "침해",
            "소송",
            "창작자",
            "판결",
            "원고",
            "사용료",
            "출판사",
        ],
    ),
    (
        "농업",
        [
            "작황",
            "온실",
            "수확",
            "병충해",
            "비료",
            "축산",
            "농가",
            "관개",
        ],
    ),
    (
        "우주",
        [
            "위성",
            "발사체",
            "궤도",
            "탐사선",
            "달착륙",
            "망원경",
            "소행성",
            "추진제",
        ],
    ),
    (
        "금융",
        [
            "대출",
            "신용평가",
            "은행",
            "핀테크",
            "송금",
            "보험료",
            "펀드",
            "금리",
        ],
    ),
    (
        "교육",
        [
            "교과서",
            "학생",
            "교사",
            "시험지",
            "학습지도",
            "대학원",
            "강의실",
            "장학금",
        ],
    ),
    (
        "전력",
        [
            "송전망",
            "태양광",
            "원자로",
            "배터리",
            "전력수요",
            "풍력",
            "변압기",
            "수소",
        ],
    ),
    (
        "보안",
        [
            "악성코드",
            "해킹",
            "피싱",
            "암호화",
            "취약점",
            "침입",
            "랜섬웨어",
            "인증서",
        ],
    ),
];

/// Words that any article uses.
const PLAIN: [&str; 6] = ["기업", "정부", "발표", "계획", "시장", "연구"];

/// Two hundred articles, those of one subject far from each other.
fn subjects() -> &'static Dir {
    static DIR: OnceLock<Dir> = OnceLock::new();
    DIR.get_or_init(|| {
        let dir = Dir::new();
        let mut text = String::new();
        for number in 0..200 {
            let (subject, words) = &SUBJECTS[number % 10];
            let round = number / 10;
            // Each article has some of the subject's words, in an order of its own.
            let word = |place: usize| words[(round * 3 + place * (round % 2 + 1)) % 8];
            let plain = |place: usize| PLAIN[(number * 5 + place) % 6];
            let body = format!(
                "{}의 {}도 {}에서 {}에 이어 바꿈. {}에 이어 {}도 {}에서 나옴. {}의 {}에 {}년 전망",
                plain(0),
                word(0),
                word(1),
                plain(1),
                word(2),
                plain(2),
                plain(3),
                word(3),
                plain(4),
                2000 + number
            );
            let line = json!({
                "id": format!("{number}"),
                "title": format!("{subject} {} {}", plain(5), word(0)),
                "summary": [format!("{}의 {} 소식", subject, word(1))],
                "body": body,
                "date": format!("2024-{:02}-01", round % 12 + 1),
            });
            text.push_str(&format!("{line}\n"));
        }
        dir.digest_file("news.jsonl", text);
        assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
        dir
    })
}

fn number_of(row: &Value) -> usize {
    let id = row["id"].as_str().unwrap();
    id.strip_prefix("news/").unwrap().parse().unwrap()
}

#[test]
fn related_articles_are_of_the_same_subject() {
    for number in (0..200).step_by(7) {
        let id = format!("news/{number}");
        let found = subjects().digest(&["related", &id, "--json"]).json();
        let rows = found["related"].as_array().unwrap();
        assert_eq!(rows.len(), 10, "{id}");
        let mut last = 101;
        for row in rows {
            assert_eq!(number_of(row) % 10, number % 10, "{id}: {row}");
            assert_ne!(number_of(row), number);
            let similarity = row["similarity_percent"].as_u64().unwrap();
            assert!(similarity <= last && similarity > 0, "{id}: {row}");
            last = similarity;
            let words: Vec<&str> = row["words"]
                .as_array()
                .unwrap()
                .iter()
                .map(|word| word.as_str().unwrap())
                .collect();
            assert!(words.len() >= 2 && words.len() <= 6, "{id}: {row}");
            let (subject, of_subject) = &SUBJECTS[number % 10];
            for word in words {
                // The subject's own words are the reason, whole.
                assert!(
                    word == *subject || of_subject.contains(&word),
                    "{id}: {word} in {row}"
                );
            }
        }
    }
}

#[test]
fn no_more_than_the_limit_are_shown() {
    let best = subjects()
        .digest(&["related", "news/3", "--json", "-n", "2"])
        .json();
    assert_eq!(best["related"].as_array().unwrap().len(), 2);
    let all = subjects()
        .digest(&["related", "news/3", "--json", "-n", "500"])
        .json();
    assert_eq!(
        all["related"].as_array().unwrap()[..2],
        best["related"].as_array().unwrap()[..]
    );
    let none = subjects().digest(&["related", "news/3", "-n", "0"]).run();
    assert_eq!(
        (none.code, none.stdout.as_str(), none.stderr.as_str()),
        (0, "", "")
    );
}

#[test]
fn filters_choose_among_the_related() {
    let args = [
        "related", "news/3", "--json", "--since", "2024-06", "--until", "2024-07",
    ];
    let found = subjects().digest(&args).json();
    let rows = found["related"].as_array().unwrap();
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert_eq!(number_of(row) % 10, 3);
        let date = row["date"].as_str().unwrap();
        assert!(["2024-06-01", "2024-07-01"].contains(&date), "{row}");
    }
}

#[test]
fn an_article_alike_in_common_words_alone_is_not_related() {
    let dir = Dir::new();
    let lines: Vec<String> = (0..12)
        .map(|number| {
            let subject = SUBJECTS[number % 10];
            let title = if number < 10 {
                subject.1[0]
            } else {
                subject.1[number - 8]
            };
            let body = "기업의 계획에서 정부의 발표에 이어 시장 연구";
            json!({"id": format!("{number}"), "title": title, "body": body}).to_string()
        })
        .collect();
    dir.digest_file("news.jsonl", lines.join("\n"));
    let ran = dir.digest(&["related", "news/4"]).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("news/4"), "{}", ran.stderr);
    let json = dir.digest(&["related", "news/4", "--json"]).run();
    assert_eq!(json.code, 1);
    assert_eq!(json.stdout, "{\"format_version\":1,\"related\":[]}\n");
}

#[test]
fn the_shared_words_are_shown_as_the_reason() {
    for width in [40, 80, 200] {
        let command = own_corpus(&["related", "2024-05/7"]);
        let ran = command.env("COLUMNS", &width.to_string()).run();
        assert_eq!(ran.code, 0, "{ran:?}");
        for line in ran.stdout.lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
        if width == 200 {
            let lines: Vec<&str> = ran.stdout.lines().collect();
            assert_eq!(
                lines[0],
                "1. 메타의 새 오픈소스 LLM ‘라마 3’, 두 가지 크기로 먼저 등장"
            );
            assert!(
                lines[1].starts_with("   2024-05/8 · 2024-04-18 · "),
                "{}",
                lines[1]
            );
            let words = lines[2].strip_prefix("   Shared words: ").unwrap();
            assert!(words.contains("클로드"), "{words}");
        }
    }
}

#[test]
fn an_event_has_related_articles_and_none_are_events() {
    let dir = Dir::new();
    let mut text = String::new();
    for (subject, words) in &SUBJECTS[..4] {
        let body = format!("{}에서 {}의 {}도 다룸", words[0], words[1], words[2]);
        let title = format!("{subject} 학회의 {}", words[0]);
        text.push_str(&article(&title, &body, &body, "Reuters, News, 2024.04.01."));
    }
    text.push_str(" 행사명 행사 주요 개요\n\n");
    for (subject, words) in &SUBJECTS[..2] {
        text.push_str(&format!(
            "{subject} 전시회\n\n- {}의 {}에서 {}에 이르는 전시\n\n기간 장소 홈페이지\n\n\
             2024.7.21~27 서울, 코엑스 https://example.com/\n\n",
            words[0], words[1], words[2]
        ));
    }
    text.push_str("Ⅱ. 주요 행사 일정\n");
    dir.digest_file("2024-05.txt", text);
    for (event, article) in [("2024-05/e1", "2024-05/1"), ("2024-05/e2", "2024-05/2")] {
        let found = dir.digest(&["related", event, "--json"]).json();
        let rows = found["related"].as_array().unwrap();
        assert_eq!(rows.len(), 1, "{found}");
        assert_eq!(rows[0]["id"], article);
    }
}

#[test]
fn an_unknown_id_has_none() {
    let ran = own_corpus(&["related", "2024-05/99", "--json"]).run();
    assert_eq!(ran.code, 1);
    let related: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(related["related"], Value::Array(Vec::new()));
    assert!(ran.stderr.contains("“2024-05/99”"), "{}", ran.stderr);
}
