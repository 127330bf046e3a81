//! Amounts with signs, with units, and before counters.

use super::*;

#[test]
fn signs_stand_before_an_amount_or_behind_it() {
    for (term, spellings) in [
        ("800유로", "€800 | 800€ | 800유로 | 800 euros | 팔백 유로"),
        ("800달러", "$800 | 800$ | ＄800 | 800달러 | USD 800$"),
        ("700원", "₩700 | 700원 | 700 원 | 칠백 원 | 700won"),
        ("90루피", "₹90 | 90루피"),
        ("3000원", "3천 원대 | 3000원 | 3,000원권 | 삼천 원"),
    ] {
        for spelling in spellings.split(" | ") {
            let found = all(&format!("값 {spelling}, 또"));
            let is_found = found.iter().any(|(_, other)| other == term);
            assert!(is_found, "{spelling}: {found:?}");
        }
    }
}

#[test]
fn what_a_range_is_of_each_of_its_ends_is_of() {
    for (text, terms) in [
        ("60~70%", &["60%", "70%"][..]),
        ("6.5∼7.5%p", &["6.5%", "7.5%", "7.5%p"]),
        ("6, 7, 8%", &["6%", "7%", "8%"]),
        ("60·70%", &["60%", "70%"]),
        ("60~70달러", &["60달러", "70달러"]),
        ("$60~70", &["60달러", "70달러"]),
        ("€60-70", &["60유로", "70유로"]),
        ("60~70㎏", &["60kg", "70kg"]),
        ("600~700원", &["600원", "700원"]),
    ] {
        let mut found: Vec<String> = all(text).into_iter().map(|(_, term)| term).collect();
        found.sort();
        assert_eq!(found, terms, "{text}");
    }
    for text in ["60~70만 달러", "60, 70원", "6:7%"] {
        let found = all(text);
        let first = found.iter().find(|(shown, _)| shown.starts_with('6'));
        assert_eq!(first, None, "{text}");
    }
}

#[test]
fn no_name_has_a_number_of_per_cent() {
    for text in ["수출-8%", "GDP8%", "x_8%"] {
        assert_eq!(all(text), [("8%".to_owned(), "8%".to_owned())], "{text}");
    }
    assert_eq!(all("갤럭시-8프로"), []);
}

#[test]
fn numerals_of_chinese_origin_are_digits_before_counters() {
    for (term, spellings) in [
        ("300명", "삼백 명 | 삼백명 | 300명 | 300 명"),
        ("120개", "백이십 개 | 120개"),
        ("45일", "사십오 일 | 사십오일 | 45일"),
        ("100세", "백 세 | 100세"),
        ("70세", "칠십 세 | 칠십세 | 70세"),
        ("30초", "삼십 초 | 30초"),
        ("50주년", "오십 주년 | 50주년"),
        ("40층", "사십 층 | 40층"),
        ("21세기", "이십일 세기 | 21세기"),
    ] {
        assert_spellings(term, spellings);
    }
    for text in [
        "이백의 시",
        "삼천포",
        "백일장",
        "오십보백보",
        "육십갑자",
        "사십구재",
        "삼십육계",
        "백 일본",
    ] {
        let found = all(text);
        let is_read = found.iter().any(|(shown, _)| shown.chars().count() > 2);
        assert!(!is_read, "{text}: {found:?}");
    }
}

#[test]
fn how_a_number_is_written_is_told() {
    for (text, wording) in [
        ("$70", Wording::Signed),
        ("70€", Wording::Signed),
        ("70％", Wording::Signed),
        ("’25년", Wording::Signed),
        ("70퍼센트", Wording::Digits),
        ("7만", Wording::Digits),
        ("제7차", Wording::Digits),
        ("만 명", Wording::Words),
        ("일곱 명", Wording::Words),
    ] {
        assert_eq!(numbers(text)[0].wording(text), wording, "{text}");
    }
}
