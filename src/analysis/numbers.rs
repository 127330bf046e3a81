//! Amounts and dates as values that do not depend on how they are written.
//!
//! Defines where a text names an amount (2조 4,000억 = 2.4조) or a date (2024.4.11 =
//! 2024년 4월 11일), and the terms these are found by. Numbers that ordinary tokens
//! find in every spelling (3, 100, GPT-4, 4월) are left to them.

use std::ops::Range;

use super::characters::{CharKind, kind_of};
use super::normalization::{NormalChar, normalize};

mod amounts;
mod chain;
mod context;
mod dates;

/// An amount or a date, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// The bytes of the original, on character boundaries: of an amount the numeral
    /// with 여 or the sign of per cent, without currency or counter; of a date all of
    /// it but a full stop behind it.
    pub range: Range<usize>,
    /// The most specific first. An amount has one term: decimal digits (`2400000000000`,
    /// `1234.5`), with `%` where it is a percentage. A day has `2024-04-11`, `2024-04`
    /// and `04-11`; a day without a year has `04-11`, a month has `2024-04`.
    pub terms: Vec<String>,
}

/// The amounts and dates that `text` names, in order. They do not overlap.
///
/// The rules are our own; there is no standard of how numerals are written in Korean.
/// Units (십, 백, 천, 만, 억, 조, 경) bind in falling order, written together or one
/// space apart. A numeral without digits (삼천, 천여) counts only before a counter.
/// Plain digits count from 1000 on, unless they can be a year.
pub fn numbers(text: &str) -> Vec<NumberMention> {
    let mut normal = Vec::new();
    normalize(text, &mut normal);
    let reader = Reader {
        chars: plain_chars(text, &normal),
    };
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < normal.len() {
        let step = reader.step(at);
        for Found { chars, terms } in step.found {
            mentions.push(NumberMention {
                range: normal[chars.start].start..normal[chars.end - 1].end,
                terms,
            });
        }
        at = step.next.max(at + 1);
    }
    mentions
}

/// Stands for a character that is no part of a number, though its normal form may be:
/// the 2 of m², the fraction ½, or ㎞, whose letters share their bytes.
const OPAQUE: char = '\u{fffc}';

/// The characters of the normal form, each the only one with its bytes.
fn plain_chars(text: &str, normal: &[NormalChar]) -> Vec<char> {
    let shares_bytes = |index: usize, other: Option<usize>| {
        let other = other.and_then(|other| normal.get(other));
        other.is_some_and(|other| other.start == normal[index].start)
    };
    (0..normal.len())
        .map(|index| {
            let NormalChar { value, start, .. } = normal[index];
            let is_raised = value.is_ascii_digit()
                && !text[start..].starts_with(|c: char| matches!(c, '0'..='9' | '０'..='９'));
            let is_expanded =
                shares_bytes(index, index.checked_sub(1)) || shares_bytes(index, Some(index + 1));
            if is_raised || is_expanded {
                OPAQUE
            } else {
                value
            }
        })
        .collect()
}

/// A mention by the indexes of its characters.
struct Found {
    chars: Range<usize>,
    terms: Vec<String>,
}

/// What is read at one place of the text.
struct Step {
    found: Vec<Found>,
    /// Where to read on.
    next: usize,
}

impl Step {
    fn nothing(next: usize) -> Self {
        Step {
            found: Vec::new(),
            next,
        }
    }
}

/// The characters of a text, in normal form. Indexes beyond its end are allowed: there
/// is nothing there.
struct Reader {
    chars: Vec<char>,
}

impl Reader {
    /// Reads what begins at `at`.
    fn step(&self, at: usize) -> Step {
        match self.chars[at] {
            '0'..='9' => self.date(at, at).unwrap_or_else(|| self.amount(at)),
            '\'' | '’' | '‘' | '`' | '′' => self
                .date(at, at + 1)
                .unwrap_or_else(|| Step::nothing(at + 1)),
            value if chain::is_spelled(value) => self.spelled_amount(at),
            _ => Step::nothing(at + 1),
        }
    }

    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).copied()
    }

    fn before(&self, index: usize) -> Option<char> {
        self.at(index.checked_sub(1)?)
    }

    fn is_digit(&self, index: usize) -> bool {
        self.at(index).is_some_and(|c| c.is_ascii_digit())
    }

    fn is_space(&self, index: usize) -> bool {
        self.at(index).is_some_and(char::is_whitespace)
    }

    /// Whether a letter or digit is there.
    fn is_word(&self, index: usize) -> bool {
        self.at(index).is_some_and(is_word_char)
    }

    /// The index after a white space at `index`, if there is one; else `index`.
    fn after_space(&self, index: usize) -> usize {
        index + usize::from(self.is_space(index))
    }

    fn stands_at(&self, index: usize, word: &str) -> bool {
        let rest = self.chars.get(index..).unwrap_or_default();
        let mut rest = rest.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// The index after the first of `words` (between spaces) that stands at `index`.
    fn after_one_of(&self, index: usize, words: &str) -> Option<usize> {
        let word = words.split(' ').find(|word| self.stands_at(index, word))?;
        Some(index + word.chars().count())
    }
}

fn is_word_char(value: char) -> bool {
    !matches!(kind_of(value), CharKind::Joiner | CharKind::Separator)
}

fn is_latin(value: char) -> bool {
    kind_of(value) == CharKind::Latin
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each mention as it is written, with its terms.
    fn mentions(text: &str) -> Vec<(String, Vec<String>)> {
        numbers(text)
            .into_iter()
            .map(|mention| (text[mention.range].to_owned(), mention.terms))
            .collect()
    }

    fn first_terms(text: &str) -> Vec<String> {
        let mentions = numbers(text).into_iter();
        mentions.map(|mention| mention.terms[0].clone()).collect()
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
            "½",
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
        ] {
            numbers(&piece.repeat(1_000_000 / piece.len()));
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
                    written.extend("일이삼사오육칠팔구".chars().nth(digit as usize - 1))
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
            text in "\\PC{0,40}|[0-9일이삼십백천만억조경여명원년월일.,~’/%㎡²½ -]{0,40}"
        ) {
            let mut last = 0;
            for mention in numbers(&text) {
                prop_assert!(mention.range.start >= last);
                prop_assert!(text.get(mention.range.clone()).is_some_and(|slice| !slice.is_empty()));
                prop_assert!(!mention.terms.is_empty());
                prop_assert!(mention.terms.iter().all(|term| !term.is_empty()));
                last = mention.range.end;
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
                let found = numbers(&text);
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
                let found = numbers(&text);
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
}
