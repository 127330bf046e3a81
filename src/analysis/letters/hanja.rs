//! Hanja, read in Hangul: 人工知能 is the word 인공지능.
//!
//! Defines which characters of the normal form are Hanja, where a run of them begins, and
//! what one alone stands for in headlines (日 is 일본). How a run is read is the dictionary's
//! to tell.

use super::normal_char::NormalChar;

/// Puts in the place of each Hanja the syllable it is read as; where no reading is
/// known it stays. One stands for one, so no bytes change.
pub(crate) fn read_hanja(normal: &mut [NormalChar]) {
    let (mut run, mut syllables) = (Vec::new(), Vec::new());
    let mut before = None;
    let mut at = 0;
    while at < normal.len() {
        run.clear();
        run.extend(hanja_at(normal, at));
        if run.is_empty() {
            before = Some(normal[at].value);
            at += 1;
            continue;
        }
        syllables.clear();
        digest_ko_dic::read_hanja(before, &run, &mut syllables);
        for (entry, &syllable) in normal[at..].iter_mut().zip(&syllables) {
            entry.value = syllable;
        }
        at += run.len();
        before = syllables.last().copied();
    }
}

/// The Hanja that stand side by side from a place on, as Korean texts write them.
pub(super) fn hanja_at(normal: &[NormalChar], at: usize) -> impl Iterator<Item = char> {
    let hanja = normal[at..].iter().map(|entry| entry.value);
    let hanja = hanja.take_while(|&value| is_hanja(value));
    hanja.map(|value| traditional(value).unwrap_or(value))
}

/// Simplified Chinese and new Japanese characters, each with the Hanja that Korean texts write
/// for it, in order. `simplified.py` tells how the file is made.
const SIMPLIFIED: &str = include_str!("simplified.txt");

/// The bytes of a line: two characters of three bytes, and its end.
const LINE_BYTES: usize = 7;

/// The Hanja that Korean texts write for this character: 遼 for 辽. None for one that they
/// write themselves.
pub(super) fn traditional(value: char) -> Option<char> {
    let line = |number: usize| {
        let at = number * LINE_BYTES;
        let mut chars = SIMPLIFIED.get(at..at + LINE_BYTES)?.chars();
        Some((chars.next()?, chars.next()?))
    };
    let (mut from, mut to) = (0, SIMPLIFIED.len() / LINE_BYTES);
    while from < to {
        let middle = from + (to - from) / 2;
        let (simplified, hanja) = line(middle)?;
        match simplified.cmp(&value) {
            std::cmp::Ordering::Less => from = middle + 1,
            std::cmp::Ordering::Greater => to = middle,
            std::cmp::Ordering::Equal => return Some(hanja),
        }
    }
    None
}

/// What one Hanja alone stands for in headlines: conventions of the Korean press. Those that
/// are words by themselves as well (軍, 法) are not among them.
const NAMES: &[(char, &str)] = &[
    ('美', "미국"),
    ('中', "중국"),
    ('日', "일본"),
    ('北', "북한"),
    ('韓', "한국"),
    ('英', "영국"),
    ('獨', "독일"),
    ('佛', "프랑스"),
    ('露', "러시아"),
    ('印', "인도"),
    ('伊', "이탈리아"),
    ('加', "캐나다"),
    ('濠', "호주"),
    ('泰', "태국"),
    ('越', "베트남"),
    ('臺', "대만"),
    ('檢', "검찰"),
    ('警', "경찰"),
    ('與', "여당"),
    ('野', "야당"),
    ('靑', "청와대"),
];

/// Puts in the place of each Hanja that stands alone at the beginning of a word what it
/// stands for in headlines: 日 정부 is 일본 정부. The name's characters share its bytes.
pub(crate) fn read_names(normal: &mut Vec<NormalChar>) {
    let mut at = 0;
    while at < normal.len() {
        let entry = normal[at];
        if !is_hanja(entry.value) {
            at += 1;
            continue;
        }
        let Some((_, name)) = NAMES.iter().find(|(hanja, _)| *hanja == entry.value) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).map(|before| normal[before].value);
        let after = normal.get(at + 1).map(|after| after.value);
        let begins_word = before.is_none_or(|c| !c.is_alphanumeric());
        let goes_on = after.is_some_and(|c| is_hanja(c) || c.is_ascii_digit());
        // In brackets it is a day of the week.
        let is_sunday = entry.value == '日' && before == Some('(') && after == Some(')');
        if !begins_word || goes_on || is_sunday {
            at += 1;
            continue;
        }
        let chars = name.chars().map(|value| NormalChar { value, ..entry });
        normal.splice(at..at + 1, chars);
        at += name.chars().count();
    }
}

/// Whether `value` is a unified ideograph. NFKC has made these of the others.
pub(in crate::analysis) fn is_hanja(value: char) -> bool {
    matches!(value, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::letters::normalization::normalize;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        let mut normal = Vec::new();
        normalize(text, &mut normal);
        read_hanja(&mut normal);
        normal.iter().map(|entry| entry.value).collect()
    }

    #[test]
    fn hanja_are_the_word_they_write() {
        for (text, expected) in [
            ("人工知能의 발전", "인공지능의 발전"),
            ("女性 議員", "여성 의원"),
            ("李在明 대표", "이재명 대표"),
            ("한국女性", "한국여성"),
            ("성장率과 이자率", "성장률과 이자율"),
            ("2024年 4月", "2024년 4월"),
            ("한美 동맹", "한미 동맹"),
            ("(與野)", "(여야)"),
            // Simplified Chinese and new Japanese characters.
            ("广东省 투자", "광동성 투자"),
            ("东方 国会", "동방 국회"),
            ("経済学", "경제학"),
            // A compatibility ideograph.
            ("\u{f9e1}氏", "이씨"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn each_simplified_character_is_found_by_its_hanja() {
        let lines: Vec<&str> = SIMPLIFIED.lines().collect();
        assert!(lines.is_sorted() && lines.len() > 1_000);
        for line in lines {
            assert_eq!(line.len() + 1, LINE_BYTES, "{line}");
            let mut chars = line.chars();
            let (simplified, hanja) = (chars.next().unwrap(), chars.next());
            assert_eq!(traditional(simplified), hanja);
            assert_eq!(traditional(hanja.unwrap()), None, "{line}");
        }
        assert_eq!(traditional('가'), None);
        assert_eq!(traditional('中'), None);
    }

    #[test]
    fn one_alone_is_a_name_of_headlines() {
        for (text, expected) in [
            ("日 정부", "일본 정부"),
            ("美·中 갈등", "미국·중국 갈등"),
            ("北은 檢 조사", "북한은 검찰 조사"),
            ("日정부", "일본정부"),
            ("3日", "3일"),
            ("14일(日)", "14일(일)"),
            ("韓日", "한일"),
            ("中2", "중2"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn what_is_no_hanja_or_has_no_reading_stays() {
        assert_eq!(read("가a1あ㐁。"), "가a1あ㐁。");
    }

    proptest! {
        #[test]
        fn one_character_stands_for_one(text in "[一-龥가-힣a0 ]{0,20}") {
            let mut normal = Vec::new();
            normalize(&text, &mut normal);
            let before = normal.clone();
            read_hanja(&mut normal);
            prop_assert_eq!(normal.len(), before.len());
            for (read, entry) in normal.iter().zip(&before) {
                prop_assert_eq!((read.start, read.end), (entry.start, entry.end));
                prop_assert!(read.value == entry.value || is_hanja(entry.value));
            }
        }
    }
}
