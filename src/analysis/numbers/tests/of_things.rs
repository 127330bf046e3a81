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

#[test]
fn units_of_one_letter_are_written_as_people_write_them() {
    for (term, spellings) in [
        ("6l", "6L | 6l | 6ℓ | 6리터 | 6 리터"),
        ("60w", "60W | 60와트"),
        ("21°c", "21℃ | 21°C | 21도"),
        ("36.5°c", "36.5℃ | 36.5도"),
    ] {
        assert_spellings(term, spellings);
    }
    for text in [
        "6G",
        "6M",
        "6T",
        "6w",
        "45도 각도",
        "북위 37도",
        "알코올 40도",
        "360도 회전",
        "180도",
        "40도 소주",
        "3도 화상",
        "30도시",
        "300만도",
    ] {
        let found = all(text);
        let is_read = found
            .iter()
            .any(|(_, term)| term.ends_with(|c: char| c.is_ascii_lowercase()));
        assert!(!is_read, "{text}: {found:?}");
    }
}

#[test]
fn an_office_is_in_no_age() {
    for text in ["제30대 대통령", "30대 대통령", "30대 국회"] {
        assert_eq!(all(text)[0].1, "30대", "{text}");
    }
    for text in ["30대 청년", "30대 직장인", "30대가", "30대 그룹"] {
        assert_eq!(all(text), [], "{text}");
    }
}

#[test]
fn the_day_of_an_event_is_the_same_with_both_dots() {
    for (term, spellings) in [
        ("7·4", "7·4 | 7.4 | 7ㆍ4 | 7‧4"),
        ("10·26", "10·26 | 10.26"),
    ] {
        assert_spellings(term, spellings);
    }
    for text in ["7·4공동성명", "7.4공동성명", "7.4 남북공동성명", "7·4의"] {
        assert_eq!(all(text)[0].1, "7·4", "{text}");
    }
    for text in [
        "1·2차",
        "1·2차전",
        "4·5월",
        "2·3세대",
        "1·2·3",
        "7.4%",
        "7.4배",
        "7.4 퍼센트",
        "7.4만",
        "규모 7.4",
        "iOS 7.4",
        "v7.4",
        "7.4.1",
        "13.4",
        "2.30",
        "7.04",
        "7.4달러",
        "7.4 km",
        "$7.4",
    ] {
        let found = all(text);
        assert!(
            found.iter().all(|(_, term)| !term.contains('·')),
            "{text}: {found:?}"
        );
    }
}
