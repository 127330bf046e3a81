//! Words that others are joined to, and that the cut of the dictionary goes through: 반도체 in
//! 반도체급, which it cuts 반 + 도 + 체급, 무역 in 무역發, 가구 in 1인가구.
//!
//! Defines what may be joined: suffixes that stand behind any noun, Hanja behind Hangul, and
//! nouns behind counted ones. What a word is by its letters alone is `readings`'.

use std::ops::Range;

use super::morphemes::EojeolSegmenter;
use crate::analysis::inflection::is_tail_of_noun;

/// Suffixes of Sino-Korean that stand behind any noun and leave it what it is: 式, 級, 版, 型, 用,
/// 發, 産, 行, 側, 系, 圈, 製, 法.
const SUFFIXES: [char; 13] = [
    '식', '급', '판', '형', '용', '발', '산', '행', '측', '계', '권', '제', '법',
];

/// Shorter nouns are the beginning of other words that end so (재개 of 재개발), but for names of
/// places: 한국판.
const SHORTEST_SUFFIXED_CHARS: usize = 3;

/// What things are counted by that nouns are joined to.
const COUNTERS: [&str; 13] = [
    "인", "차", "대", "세", "급", "종", "층", "년", "월", "분기", "단계", "개국", "개월",
];

/// Shorter nouns behind counted ones are particles and endings as well.
const SHORTEST_COUNTED_CHARS: usize = 2;

/// Where words stand in the characters of a run that others are joined to. `is_hanja` tells
/// whether a character was written as one.
pub(in crate::analysis) fn joined_words(
    segmenter: &EojeolSegmenter,
    chars: &[char],
    is_hanja: impl Fn(usize) -> bool,
) -> Vec<Range<u32>> {
    let mut words = Vec::new();
    let is_last = |end: usize| end == chars.len() || is_tail_of_noun(chars, end);
    let word = |range: Range<usize>| chars[range].iter().collect::<String>();
    let is_noun = |range| segmenter.has_noun(&word(range));
    let is_place = |range| segmenter.is_place(&word(range));
    for (at, character) in chars.iter().enumerate().skip(1) {
        let is_suffixed = at > 1
            && SUFFIXES.contains(character)
            && is_last(at + 1)
            && match at >= SHORTEST_SUFFIXED_CHARS {
                true => is_noun(0..at),
                false => is_place(0..at),
            }
            // Of a longer word the dictionary knows the parts: 소송비용 is no 소송비 + 용.
            && !is_noun(0..at + 1);
        let meets_hanja = at > 1 && is_hanja(at) && !(0..at).any(&is_hanja);
        if is_suffixed || meets_hanja {
            words.push(0..at as u32);
        }
    }
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 0 {
        return words;
    }
    let rest: String = chars[digits..].iter().collect();
    for counter in COUNTERS.iter().filter(|one| rest.starts_with(**one)) {
        let from = digits + counter.chars().count();
        let ends = (from + SHORTEST_COUNTED_CHARS..=chars.len()).rev();
        let mut nouns = ends.filter(|end| is_last(*end) && is_noun(from..*end));
        if let Some(end) = nouns.next() {
            words.push(0..from as u32);
            words.push(from as u32..end as u32);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_stand_before_suffixes_and_behind_what_is_counted() {
        let segmenter = EojeolSegmenter::new(None).unwrap();
        let found = |text: &str, hanja: &[usize]| -> Vec<String> {
            let chars: Vec<char> = text.chars().collect();
            let words = joined_words(&segmenter, &chars, |at| hanja.contains(&at));
            let text = |word: Range<u32>| &chars[word.start as usize..word.end as usize];
            words
                .into_iter()
                .map(|word| text(word).iter().collect())
                .collect()
        };
        assert_eq!(found("반도체급에서는", &[]), ["반도체"]);
        assert_eq!(found("한국판", &[]), ["한국"]);
        assert_eq!(found("물가발", &[2]), ["물가"]);
        assert_eq!(found("1인가구가", &[]), ["1인", "가구"]);
        assert_eq!(found("4차산업", &[]), ["4차", "산업"]);
        // A shorter noun that is no place, what goes on as another word, and Hanja all through.
        for text in [
            "초대형",
            "소송비용",
            "반도체용품",
            "1인당",
            "3년만에",
            "배터리의",
        ] {
            assert_eq!(found(text, &[]), [""; 0], "{text}");
        }
        assert_eq!(found("물가발", &[0, 1, 2]), [""; 0]);
    }
}
