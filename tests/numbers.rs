//! Amounts in every spelling, and that none is found in the place of another.

use serde_json::json;

use crate::util::Dir;

/// A query, texts that hold all of it, and texts that do not.
struct Case(
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

fn check(cases: &[Case]) {
    for Case(query, held, others) in cases {
        let dir = Dir::new();
        let line = |(id, body): (String, &&str)| {
            json!({"id": id, "title": "소식", "body": body}).to_string() + "\n"
        };
        let held = held.iter().enumerate();
        let held = held.map(|(number, body)| (format!("held{number}"), body));
        let others = others.iter().enumerate();
        let others = others.map(|(number, body)| (format!("other{number}"), body));
        let lines: String = held.clone().chain(others).map(line).collect();
        dir.digest_file("t.jsonl", lines);
        dir.index();
        let hits = dir.hits(query).unwrap().hits.into_iter();
        let full = hits.filter(|hit| hit.missing.is_empty());
        let mut full: Vec<String> = full.map(|hit| hit.document.id().to_string()).collect();
        full.sort();
        let expected: Vec<String> = held.map(|(id, _)| format!("t/{id}")).collect();
        assert_eq!(full, expected, "{query}");
    }
}

#[test]
fn a_number_with_a_sign_is_that_amount() {
    check(&[
        Case(
            "$730",
            &[
                "$730를 냈다",
                "730달러를 냈다",
                "미화 730 달러",
                "값은 730$",
            ],
            &[
                "730원을 냈다",
                "730유로를 냈다",
                "730명이 왔다",
                "$73",
                "730",
            ],
        ),
        Case(
            "€8억",
            &["8억 유로", "€8억의 벌금", "8억유로대"],
            &["8억 달러", "8억 원", "8억 명"],
        ),
        Case(
            "₩2,700",
            &["2700원이다", "2,700 원", "￦2700"],
            &["2700달러", "2,700명"],
        ),
        Case(
            "¥640",
            &["640엔을 냈다", "￥640"],
            &["640원", "640마리", "640"],
        ),
        Case(
            "35%",
            &[
                "35%다",
                "35퍼센트가",
                "30~35％",
                "35∼40% 늘었다",
                "각각 35, 45%",
                "35·40%",
                "수출-35%",
            ],
            &["35배다", "35명", "135%", "35", "35도"],
        ),
        Case("$60", &["$50~60를 낸다", "50~60달러", "60~70달러"], &["60"]),
    ]);
}

#[test]
fn a_numeral_in_words_is_no_end_of_another() {
    check(&[
        Case(
            "만 대",
            &["만 대를 팔았다", "1만 대", "10,000대"],
            &["30만 대를 팔았다", "6만 대", "천 대"],
        ),
        Case(
            "천 건",
            &["천 건이 쌓였다", "1천 건"],
            &["7천 건이 쌓였다", "사천 건"],
        ),
        Case(
            "일곱 마리",
            &["일곱 마리가", "7마리가"],
            &["열일곱 마리가", "17마리", "마흔일곱 마리"],
        ),
        Case(
            "네 시간",
            &["네 시간 동안", "4시간"],
            &["스물네 시간", "24시간"],
        ),
        Case(
            "십 개월",
            &["십 개월 만에", "10개월"],
            &["이십 개월", "12개월"],
        ),
    ]);
}

#[test]
fn numerals_of_chinese_origin_are_digits_before_counters() {
    check(&[
        Case(
            "백 마리",
            &["백 마리가", "100마리가"],
            &["삼백 마리가", "300마리", "1100마리"],
        ),
        Case(
            "350명",
            &["삼백오십 명이", "350명"],
            &["오십 명", "삼백 명"],
        ),
        Case("구십 일", &["구십 일 동안", "90일간"], &["9일", "십 일"]),
        Case("1300개", &["천삼백 개를", "1,300개"], &["삼백 개"]),
        Case("72세", &["칠십이 세의", "72세"], &["이 세계", "칠십 세"]),
        Case("이백", &["이백의 시를 읽었다"], &["200명이 왔다"]),
    ]);
}

#[test]
fn a_short_year_is_no_duration_and_an_office_no_age() {
    check(&[
        Case(
            "'23년",
            &["'23년 예산", "2023년 예산", "’23년 예산"],
            &["23년 만에 만났다", "징역 23년", "2024년"],
        ),
        Case(
            "제30대 대통령",
            &["제30대 대통령", "30대 대통령"],
            &["31대 대통령", "30대 청년과 대통령"],
        ),
        Case("8리터", &["8리터", "8L", "8ℓ"], &["18L", "8㎖", "8kg"]),
        Case("250와트", &["250W", "250와트"], &["2500W", "250볼트"]),
        Case(
            "27℃",
            &["27℃를", "낮 27도까지", "27°C"],
            &["26℃", "27도 각도로", "북위 27도"],
        ),
    ]);
}

#[test]
fn events_are_found_with_both_dots() {
    check(&[
        Case(
            "7·4",
            &["7·4 공동성명", "7.4 공동성명", "7.4공동성명"],
            &["7·14 선언", "7.4% 늘었다", "7.4배", "규모 7.4"],
        ),
        Case(
            "10.26",
            &["10·26 사건", "10.26 사건", "10·26사건"],
            &["10.2", "10·16"],
        ),
        Case(
            "7·4선언",
            &["7·4선언", "7.4선언", "7.4 선언", "7·4 선언"],
            &["7.4 늘었다", "8·4선언"],
        ),
        Case("7.4선언", &["7·4선언", "7.4 선언"], &["7·4 회의"]),
        Case("2차", &["1·2차 회의"], &["1·3차 회의"]),
    ]);
}
