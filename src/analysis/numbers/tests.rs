use super::*;
use proptest::prelude::*;

mod of_things;

/// Each amount and each date as it is written, with its terms.
fn mentions(text: &str) -> Vec<(String, Vec<String>)> {
    amounts_and_dates(text)
        .map(|mention| (text[mention.range].to_owned(), mention.terms))
        .collect()
}

fn first_terms(text: &str) -> Vec<String> {
    amounts_and_dates(text)
        .map(|mention| mention.terms[0].clone())
        .collect()
}

/// What a text names, of which it must be told beforehand that it may.
fn numbers(text: &str) -> Vec<NumberMention> {
    let mentions = super::numbers(text);
    for term in mentions.iter().flat_map(|mention| &mention.terms) {
        assert!(may_name(text, term), "{term} in {text}");
    }
    mentions
}

#[test]
fn years_and_days_are_not_looked_for_where_their_digits_are_not() {
    for (text, term) in [
        ("1924년 4월 11일", "2023년"),
        ("2024년 4월 11일", "2024-04-12"),
        ("2024년 5월 11일", "2024-06"),
        ("2024년 5월 11일", "05-12"),
        ("2024년 2분기", "2024-q3"),
        ("1970년대", "1980년대"),
        ("이천이십사년", "2024년"),
    ] {
        assert!(!may_name(text, term), "{term} in {text}");
    }
    assert!(may_name("２０２４년", "2024년"));
}

/// What is found without what it is an amount of.
fn amounts_and_dates(text: &str) -> impl Iterator<Item = NumberMention> {
    let is_bare = |c: char| c.is_ascii_digit() || "-.%".contains(c);
    let mentions = numbers(text).into_iter();
    mentions.filter(move |mention| mention.terms[0].chars().all(is_bare))
}

/// Every mention as it is written, with its first term.
fn all(text: &str) -> Vec<(String, String)> {
    let mentions = numbers(text).into_iter();
    mentions
        .map(|mention| (text[mention.range].to_owned(), mention.terms[0].clone()))
        .collect()
}

#[test]
fn spellings_of_an_amount_have_one_term() {
    for (term, spellings) in [
        (
            "2400000000000",
            &[
                "2조 4,000억 원",
                "2조4천억원",
                "2조 4천억 원",
                "2조4000억",
                "２조 ４，０００억 원",
                "2.4조",
                "2.40조 원",
                "2 조 4천억 원",
                "24000억 원",
                "2,400,000,000,000원",
                "2400000000000원",
            ][..],
        ),
        (
            "1000",
            &[
                "1,000여명",
                "1,000명",
                "1000명",
                "1000여 명",
                "1천여 명",
                "1천 명",
                "천여 명",
                "천여명",
                "천 명",
                "천 여명",
                "일천 명",
                "천명이 모여",
                "천 달러",
                "1000km",
                "1000㎞",
                "1000년",
            ],
        ),
        (
            "38%",
            &[
                "38%",
                "38 %",
                "３８％",
                "38퍼센트",
                "38 퍼센트",
                "38프로",
                "38.0%",
                "38%p",
                "삼십팔 퍼센트",
            ],
        ),
        (
            "12300",
            &["1만 2,300", "1만2300", "1만2천3백", "1.23만", "12,300"],
        ),
        (
            "50000000",
            &[
                "5천만 달러",
                "5,000만 달러",
                "오천만 원",
                "0.5억",
                "5000 만 원",
            ],
        ),
        ("3000000", &["3백만", "300만", "삼백만 명", "3.0백만"]),
        (
            "100000",
            &["십만 명", "10만", "10만여 명", "10여만 명", "십만여 명"],
        ),
        (
            "940000000",
            &["9억4000여만원", "9억 4천만 원", "구억 사천만 원"],
        ),
        ("10000000000000000", &["1경 원", "1경 달러", "10000조"]),
        ("12000000000000000", &["1경 2,000조", "1.2경 원"]),
        ("120", &["120여 명", "백이십 명", "백이십여 곳"]),
        ("2000", &["2000명", "2000 명", "2,000", "2천", "이천 개"]),
        ("1234.5", &["1,234.5", "1234.50"]),
        ("150", &["1.5백"]),
        ("26780000", &["2천6백78만", "2천 6백78만", "2,678만"]),
        ("110000000000", &["1천100억", "1,100억"]),
        ("99900", &["9만9900주", "9만 9,900주"]),
    ] {
        for spelling in spellings {
            for text in [
                (*spelling).to_owned(),
                format!("약 {spelling}"),
                format!("({spelling})"),
                format!("올해 총 {spelling}, 내년"),
            ] {
                assert_eq!(first_terms(&text), [term], "{text}");
            }
        }
    }
}

#[test]
fn a_range_is_the_numeral() {
    for (text, numeral) in [
        ("약 2조 4,000억 원을", "2조 4,000억"),
        ("1,000여명이", "1,000여"),
        ("천여 명", "천여"),
        ("３８퍼센트", "３８퍼센트"),
        ("5%p", "5%"),
        ("9억여원", "9억여"),
        ("100만여행객", "100만"),
        ("5천만 캐나다달러", "5천만"),
        ("’24.4.11.", "’24.4.11"),
        ("2024년 4월 11일에", "2024년 4월 11일"),
    ] {
        let shown: Vec<String> = mentions(text).into_iter().map(|(shown, _)| shown).collect();
        assert_eq!(shown, [numeral], "{text}");
    }
}

#[test]
fn several_amounts_stay_apart() {
    for (text, terms) in [
        ("1조 2조", &["1000000000000", "2000000000000"][..]),
        ("100억, 40억", &["10000000000", "4000000000"]),
        ("3~4만 달러", &["40000"]),
        ("1억~12억 광년", &["100000000", "1200000000"]),
        ("1억 백성", &["100000000"]),
        ("관객 100만 2024년 기록", &["1000000"]),
        ("관객 600만 10대 영화", &["6000000"]),
        ("수출 3백만 12월", &["3000000"]),
        ("가격 100만 150% 상승", &["1000000", "150%"]),
        ("500만 2015달러", &["5002015"]),
        ("8만 1219명", &["81219"]),
        ("3개만 100만", &["1000000"]),
        ("2억만", &["200000000"]),
        ("100만이 모여", &["1000000"]),
        ("38.5%에서 42%로", &["38.5%", "42%"]),
        ("200MHz, 3만km", &["30000"]),
    ] {
        assert_eq!(first_terms(text), terms, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_number_is_none() {
    for text in [
        // Words.
        "천재",
        "만약",
        "백신",
        "조직",
        "억제",
        "십자가",
        "천문학",
        "만에",
        "3개만",
        "천안함 사건",
        "이유로",
        "그 이유로",
        "일명 떼기",
        "오마리 모스크",
        "구조 대원",
        "구조대",
        "구조 원칙",
        "천장이 높다",
        "천명했다",
        "독립을 천명",
        "만개한 꽃",
        "벚꽃 만개",
        "만회 골",
        "백배사죄",
        "백년대계",
        "천사장",
        "만점에 가까운",
        "만 22세",
        "만 나이",
        "이십대 후반",
        "이천시",
        "사천 공항",
        "기억 원리",
        "추억 명소",
        "백조 원무",
        "제천 명소",
        "일만 명심",
        "만일 원하면",
        "천만에요",
        "천만다행",
        "백만장자",
        "억대의",
        "천왕 개국",
        "오직 그만 원하면",
        "십자 모양",
        "만 명령",
        // How many is not known.
        "수천",
        "수천 명",
        "수십만 명",
        "수 천 명",
        "몇 천",
        "몇 천 명",
        "몇백만 원",
        "삼 만 명",
        "5 천만 원",
        // Ordinary tokens find these.
        "3",
        "100",
        "1.5",
        "100명",
        "45개국",
        "16배",
        "7주",
        "0.5",
        "1,2",
        "2024",
        "2024년",
        "1950 이후",
        "2100",
        "2024 대한민국",
        "4월",
        "11일",
        "4.11",
        "2024.4",
        "2024.04",
        "1592년",
        "2024년도 예산",
        "2024학년도",
        // Names, versions, telephone numbers, URLs.
        "GPT-4",
        "H100",
        "A100",
        "1.5V",
        "H1000",
        "Top100만",
        "GPT-4만",
        "바사-1",
        "1080p",
        "010-1234-5678",
        "02-755-1234",
        "1588-1234",
        "1.2.3",
        "10.0.1000.1",
        "file_1000",
        "localhost:8080",
        "https://arxiv.org/pdf/2403.20329",
        "#1000",
        "제2조",
        "제 2조",
        "제55조제1항",
        "17조의2",
        "7조5항",
        "2조 1항",
        "민법 3조 제2항",
        "제1000회",
        "m²당 10²",
        "3.1만세 운동",
        "3조각",
        "5.24조치",
        "55경기",
        "2시 30분경",
        "47 경기",
        "8.15경축사",
        "13프로젝트",
        "아이폰 13 프로",
        "갤럭시4 프로",
        "0123",
        "1234567890123456789012345678901",
        "1.234,567",
        // No dates.
        "13월 1일",
        "2월 30일",
        "2023년 2월 29일",
        "2024년 13월",
        "2024-13-01",
        "2024.13.5",
        "2024.4.31",
        "4월 0일",
        "2024.4.11.3",
        "v2024.4.11",
        "24.4.11",
        "2024-4",
        "2024-05/12",
        "2010-11 시즌",
        "’12.1 조치",
        "'747 성장'",
        "1588-12",
        "4월 30개",
        "10대 5월",
    ] {
        assert_eq!(mentions(text), [], "{text}");
    }
}

#[test]
fn spellings_of_a_day_have_its_terms() {
    for text in [
        "2024년 4월 11일",
        "2024년4월11일",
        "2024 년 4 월 11 일",
        "２０２４년 ４월 １１일",
        "2024.4.11",
        "2024.4.11.",
        "2024. 4. 11.",
        "2024.04.11",
        "2024-04-11",
        "2024-04-11T09:00",
        "2024/4/11",
        "’24.4.11",
        "'24. 4. 11.",
        "'24년 4월 11일",
        "24년 4월 11일",
        "2024.4월 11일",
        "2024.4.11일",
        "2024년 4월 11~12일",
        "2024년 4월 11, 12일",
        "2024.4.11~12",
        "2024.4.11.~12.",
        "2024년 4월 11일~12일",
    ] {
        for text in [
            text.to_owned(),
            format!("({text})"),
            format!("오는 {text}에"),
        ] {
            let found = mentions(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].1, ["2024-04-11", "2024-04", "04-11"], "{text}");
        }
    }
    assert_eq!(first_terms("'98.4.11"), ["1998-04-11"]);
    assert_eq!(first_terms("2000.2.29"), ["2000-02-29"]);
}

#[test]
fn months_and_days_alone_have_their_term() {
    for text in [
        "2024년 4월",
        "2024.4월",
        "2024-04",
        "'24.4월",
        "’24년 4월호",
        "2024년 4~5월",
        "2024년 4월 30명",
    ] {
        assert_eq!(first_terms(text), ["2024-04"], "{text}");
    }
    for text in [
        "4월 11일",
        "4월11일",
        "오는 4월 11일부터",
        "4월 11~12일",
        "4월 11·12일",
    ] {
        assert_eq!(first_terms(text), ["04-11"], "{text}");
    }
    assert_eq!(first_terms("2월 29일"), ["02-29"]);
}

#[test]
fn the_end_of_a_range_is_a_date_where_it_has_its_month() {
    for (text, terms) in [
        ("2024.7.21~27", &["2024-07-21"][..]),
        ("7월 21일~27일", &["07-21"]),
        ("2024.4.1~2024.4.5", &["2024-04-01", "2024-04-05"]),
        ("2024.7.30~8.2", &["2024-07-30", "2024-08-02"]),
        (
            "2024. 7. 30.(화) ~ 8. 2.(금)",
            &["2024-07-30", "2024-08-02"],
        ),
        ("2024년 7월 30일~8월 2일", &["2024-07-30", "2024-08-02"]),
        ("7월 30일-8월 2일", &["07-30", "08-02"]),
        ("2023.12.30~1.3", &["2023-12-30", "01-03"]),
        ("2024.7.30~8.2%", &["2024-07-30", "8.2%"]),
        ("2024.7.30~13.2", &["2024-07-30"]),
    ] {
        assert_eq!(first_terms(text), terms, "{text}");
    }
}

/// Whether each of `spellings`, in plain surroundings, is a whole mention of `term`.
fn assert_spellings(term: &str, spellings: &str) {
    for spelling in spellings.split(" | ") {
        for text in [
            spelling.to_owned(),
            format!("({spelling})"),
            format!("올해 {spelling}, 내년"),
            format!("또 {spelling} 등을"),
        ] {
            let sought = (spelling.to_owned(), term.to_owned());
            let found = all(&text);
            assert!(
                found.contains(&sought),
                "{text}: {term} is not in {found:?}"
            );
        }
    }
}

#[test]
fn numerals_of_koreans_own_are_digits_before_counters() {
    for (term, spellings) in [
        ("3가지", "세 가지 | 세가지 | 3가지 | 3 가지"),
        ("2배", "두 배 | 두배 | 2배 | 2 배"),
        ("3번째", "세 번째 | 세번째 | 3번째 | 3 번째"),
        ("1번째", "첫 번째 | 첫번째 | 1번째"),
        ("12번째", "열두 번째 | 열두번째 | 12번째"),
        ("1사람", "한 사람 | 1사람"),
        ("4명", "네 명 | 네명 | 4명"),
        ("12명", "열두 명 | 열두명 | 12명 | 십이 명"),
        ("20살", "스무 살 | 스무살 | 20살"),
        ("21개", "스물한 개 | 21개 | 이십일 개"),
        ("55대", "쉰다섯 대 | 55대"),
        ("99개", "아흔아홉 개 | 99개"),
        ("3개월", "석 달 | 세 달 | 3달 | 3개월 | 삼 개월 | 3 개월"),
        ("4개월", "넉 달 | 네 달 | 4개월"),
        ("2시", "두 시 | 2시"),
        ("1시간", "한 시간 | 1시간"),
        ("3차례", "세 차례 | 3차례"),
        ("10년", "십 년 | 10년"),
        ("1년", "일 년 | 일년 | 1년"),
    ] {
        assert_spellings(term, spellings);
    }
    assert_eq!(
        all("두 배로 늘었다"),
        [("두 배".to_owned(), "2배".to_owned())]
    );
    for text in [
        "두 배나",
        "두 배다",
        "두 배가량",
        "두 배씩",
        "두 배인",
        "두 배를 넘는",
    ] {
        assert_eq!(
            all(text),
            [("두 배".to_owned(), "2배".to_owned())],
            "{text}"
        );
    }
}

#[test]
fn the_number_of_something_is_the_same_without_its_prefix() {
    for (term, spellings) in [
        ("3차", "제3차 | 제 3차 | 3차 | 제3 차 | 제삼차"),
        ("21대", "제21대 | 21대 | 제 21대"),
        ("2회", "제2회 | 2회"),
        ("3호", "제3호 | 3호"),
    ] {
        assert_spellings(term, spellings);
    }
}

#[test]
fn spellings_of_a_quarter_have_one_term() {
    for (term, spellings) in [
        (
            "q3",
            "3분기 | 3 분기 | 3Q | Q3 | 3/4분기 | 3/4 분기 | 제3분기 | 3사분기",
        ),
        ("q1", "1분기 | 1Q | Q1"),
        (
            "2025-q3",
            "2025년 3분기 | 25년 3분기 | ’25년 3분기 | 2025 3분기 | 3Q25 | 3Q'25 | 3Q 2025 | Q3 2025 | \
             2025Q3 | 2025.3Q | '25.3Q | 2025-Q3 | 2025년3분기",
        ),
    ] {
        assert_spellings(term, spellings);
    }
}

#[test]
fn two_digits_before_the_word_are_a_year_but_no_duration() {
    for (term, spellings) in [
        ("2023년", "'23년 | ’23년 | 23년 | 2023년 | 2023 년"),
        ("1998년", "'98년 | 98년 | 1998년"),
        ("2005년", "'05년 | 05년 | 2005년"),
        ("2010년", "'10년 | 2010년"),
        ("2023년말", "'23년말 | 23년말 | 2023년말"),
        ("1990년생", "90년생 | 1990년생"),
        ("1980년대", "80년대 | '80년대 | 1980년대"),
    ] {
        assert_spellings(term, spellings);
    }
    for (text, term) in [
        ("23년의 계획", "2023년"),
        ("23년도 예산", "2023년"),
        ("20년 상반기", "2020년"),
        ("20년 대비", "2020년"),
        ("23년간", "23년"),
        ("23년 만에", "23년"),
        ("23년만에", "23년"),
        ("23년 동안", "23년"),
        ("지난 23년", "23년"),
        ("징역 23년", "23년"),
        ("약 23년", "23년"),
        ("20년 계획", "20년"),
    ] {
        let found = all(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].1, term, "{text}");
    }
    // The year of a date is found too, and marked alone.
    for (text, year) in [
        ("'23년 4월 11일", "'23년"),
        ("2023.4.11", "2023"),
        ("’23.4월", "’23"),
    ] {
        assert_eq!(
            all(text)[0],
            (year.to_owned(), "2023년".to_owned()),
            "{text}"
        );
    }
}

#[test]
fn money_is_the_same_with_sign_and_with_word() {
    for (term, spellings) in [
        (
            "1000000000달러",
            "$10억 | US$10억 | US$ 10억 | ＄10억 | 10억 달러 | 10억달러 | 1,000,000,000달러 | \
             10억 미국달러 | $1B | $1bn | $1 billion | 1 billion dollars | 10억 USD",
        ),
        ("300000000유로", "€3억 | 3억 유로 | 3억유로"),
        ("500엔", "¥500 | ￥500 | 500엔 | 500 엔"),
        ("20파운드", "£20 | 20파운드"),
        ("1000000000원", "₩10억 | ￦10억 | 10억 원"),
        ("100달러", "$100 | 100달러 | 100 달러"),
        ("1.5달러", "$1.5 | 1.5달러 | 1.50 달러"),
        ("50000000달러", "5천만 달러 | $50M | $50 million"),
    ] {
        assert_spellings(term, spellings);
    }
    for text in ["C$10억", "HK$10억", "10억 캐나다달러", "10억 원유"] {
        let terms: Vec<String> = all(text).into_iter().map(|(_, term)| term).collect();
        assert_eq!(terms, ["1000000000"], "{text}");
    }
    let both = all("10억~20억 달러");
    assert!(both.contains(&("10억".to_owned(), "1000000000달러".to_owned())));
    assert!(both.contains(&("20억 달러".to_owned(), "2000000000달러".to_owned())));
}

#[test]
fn spellings_of_a_fraction_have_one_term() {
    for (term, spellings) in [
        ("1/3", "3분의 1 | 3분의1 | 1/3 | 삼분의 일 | 3분의 일 | ⅓"),
        ("2/3", "3분의 2 | 2/3 | 삼분의 이 | ⅔"),
        ("1/100", "100분의 1 | 1/100 | 백분의 일"),
        ("1/2", "2분의 1 | 1/2 | ½"),
    ] {
        assert_spellings(term, spellings);
    }
    assert_eq!(all("2/3가 찬성"), [("2/3".to_owned(), "2/3".to_owned())]);
}

#[test]
fn points_of_per_cent_are_per_cent_too() {
    assert_spellings(
        "20%p",
        "20%p | 20%P | 20%포인트 | 20% 포인트 | 20퍼센트포인트 | 20퍼센트 포인트 | 20 %p | 20%point",
    );
    for text in ["20%p", "20%포인트", "20퍼센트 포인트"] {
        assert_eq!(first_terms(text), ["20%"], "{text}");
    }
}

#[test]
fn units_are_the_same_in_letters_and_in_hangul() {
    for (term, spellings) in [
        ("3kg", "3kg | 3 kg | 3㎏ | 3KG | 3킬로그램 | 3 킬로그램"),
        ("1000km", "1000km | 1,000km | 1천㎞ | 천 킬로미터 | 1000㎞"),
        ("1.5t", "1.5t | 1.5톤 | 1.50톤"),
        ("30m²", "30㎡ | 30m² | 30m2 | 30제곱미터 | 30 평방미터"),
        ("100gb", "100GB | 100 GB | 100기가바이트"),
        ("3nm", "3nm | 3나노미터 | 3나노"),
        ("5g", "5g | 5그램"),
        ("300mw", "300MW | 300㎿ | 300메가와트"),
        ("25bp", "25bp | 25bps | 25베이시스포인트"),
    ] {
        assert_spellings(term, spellings);
    }
}

#[test]
fn what_only_looks_like_a_number_of_something_is_none() {
    for text in [
        "한편",
        "한국",
        "한번 해 보자",
        "세배를 했다",
        "세대",
        "세계",
        "네 세상",
        "두부",
        "두세 명",
        "한두 번",
        "서너 개",
        "두 시도",
        "두 개인",
        "다섯",
        "열기",
        "제3자",
        "3차원",
        "제1차관",
        "20대 청년",
        "제3회의실",
        "2차전지",
        "문제 3",
        "제2조",
        "제55조제1항",
        "5G",
        "3M",
        "100km/h",
        "2톤트럭",
        "1.5V",
        "H100m",
        "24/7",
        "1/3/5",
        "1/2차",
        "0/3",
        "3분기 연속",
        "3분기실적",
        "5Q",
        "RTX3Q",
        "Q3-7",
        "1592년",
        "2024학년도",
        "0.2배",
        "02배",
        "석 자",
        "넉 명",
        "첫 회의",
    ] {
        assert_eq!(all(text), [], "{text}");
    }
}

#[test]
fn a_megabyte_is_read_in_a_moment() {
    for piece in [
        "1",
        "1.",
        "1,",
        "천",
        "1만 ",
        "천 ",
        "’",
        "2024.",
        "4월 ",
        "1만 1",
        "삼천만억",
        "1조 1",
        "한 ",
        "제3차 ",
        "3분의 ",
        "$1억~",
        "1~",
        "1·",
        "1, ",
        "$1~",
        "3q25 ",
        "23년",
        "3㎏",
    ] {
        super::numbers(&piece.repeat(1_000_000 / piece.len()));
    }
}

/// `amount` in the ways that people write it.
fn spellings(amount: u64) -> Vec<String> {
    let mut spellings = vec![amount.to_string(), with_commas(amount)];
    let groups: Vec<(u64, &str)> = [(16, "경"), (12, "조"), (8, "억"), (4, "만"), (0, "")]
        .into_iter()
        .map(|(power, unit)| (amount / 10u64.pow(power) % 10_000, unit))
        .filter(|(group, _)| *group > 0)
        .collect();
    let joined = |space: &str, group: fn(u64) -> String| {
        let parts = groups.iter().map(|(value, unit)| group(*value) + unit);
        parts.collect::<Vec<_>>().join(space)
    };
    // A remainder under 100 is written together: 1만 50 may be two numbers.
    if amount.is_multiple_of(10_000) || amount % 10_000 >= 1000 {
        spellings.push(joined(" ", with_commas));
    }
    if amount.is_multiple_of(10_000) || amount % 10_000 >= 100 {
        spellings.push(joined(" ", |group| group.to_string()));
    }
    spellings.push(joined("", |group| group.to_string()));
    spellings.push(joined("", |group| in_small_units(group, false)));
    let is_spelled = amount < 1_000_000_000_000 && amount.is_multiple_of(10);
    if is_spelled {
        spellings.push(joined("", |group| in_small_units(group, true)));
        spellings.push(joined(" ", |group| in_small_units(group, true)));
    }
    for (power, unit) in [(12, "조"), (8, "억"), (4, "만")] {
        let tenth = 10u64.pow(power - 1);
        if amount.is_multiple_of(tenth) && amount >= 10 * tenth {
            let tenths = amount / tenth;
            spellings.push(format!("{}.{}{unit}", tenths / 10, tenths % 10));
        }
    }
    spellings
}

fn with_commas(amount: u64) -> String {
    let digits = amount.to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// 2천3백45, or 이천삼백사십오.
fn in_small_units(group: u64, is_spelled: bool) -> String {
    let mut written = String::new();
    for (power, unit) in [(3, "천"), (2, "백"), (1, "십"), (0, "")] {
        let digit = group / 10u64.pow(power) % 10;
        match digit {
            0 => continue,
            1 if is_spelled && power > 0 => {}
            _ if is_spelled => {
                written.extend("일이삼사오육칠팔구".chars().nth(digit as usize - 1));
            }
            _ => written += &digit.to_string(),
        }
        written += unit;
    }
    written
}

proptest! {
    #[test]
    fn ranges_are_slices_in_order(
        text in "\\PC{0,40}|[0-9일이삼십백천만억조경여명원년월일한두세열배차제분기의qp$kg.,~’/%㎡²½ -]{0,40}"
    ) {
        let mut last = 0;
        for mention in numbers(&text) {
            prop_assert!(mention.range.start >= last);
            prop_assert!(text.get(mention.range.clone()).is_some_and(|slice| !slice.is_empty()));
            prop_assert!(!mention.terms.is_empty());
            prop_assert!(mention.terms.iter().all(|term| !term.is_empty()));
            last = mention.range.start;
        }
    }

    #[test]
    fn an_amount_has_one_term_in_every_spelling(
        digits in 1u64..100_000,
        power in 0u32..12,
        before in "([가-힣]{2,5}[ (]){0,2}",
        after in " ?(원|달러|명)([ ,.)].{0,8})?",
    ) {
        let amount = digits * 10u64.pow(power);
        prop_assume!(amount >= 1000);
        for spelling in spellings(amount) {
            let text = format!("{before}{spelling}{after}");
            let term = amount.to_string();
            let found: Vec<NumberMention> = amounts_and_dates(&text).collect();
            let here = found.iter().find(|mention| mention.range.start == before.len());
            prop_assert_eq!(here.map(|mention| &mention.terms), Some(&vec![term]), "{}", text);
        }
    }

    #[test]
    fn a_day_has_its_terms_in_every_spelling(
        year in 1950u32..2050,
        month in 1u32..13,
        day in 1u32..29,
        before in "([가-힣]{2,5} ){0,2}",
        after in "([가-힣 ,)][가-힣]{0,8})?",
    ) {
        let short = year % 100;
        for spelling in [
            format!("{year}년 {month}월 {day}일"),
            format!("{year}.{month}.{day}"),
            format!("{year}.{month:02}.{day:02}."),
            format!("{year}. {month}. {day}."),
            format!("{year}-{month:02}-{day:02}"),
            format!("{year}/{month}/{day}"),
            format!("’{short:02}.{month}.{day}"),
            format!("'{short:02}년 {month}월 {day}일"),
        ] {
            let text = format!("{before}{spelling}{after}");
            let found: Vec<NumberMention> = amounts_and_dates(&text).collect();
            prop_assert_eq!(found.len(), 1, "{}", text);
            let expected = [
                format!("{year}-{month:02}-{day:02}"),
                format!("{year}-{month:02}"),
                format!("{month:02}-{day:02}"),
            ];
            prop_assert_eq!(&found[0].terms, &expected, "{}", text);
        }
    }
}
