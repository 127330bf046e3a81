//! Hanja, read in Hangul: 人工知能 is the word 인공지능.
//!
//! Defines which characters of the normal form are Hanja and where a run of them
//! begins. How a run is read is the dictionary's to tell.

use super::normalization::NormalChar;

/// Puts in the place of each Hanja the syllable it is read as; where no reading is
/// known it stays. One stands for one, so no bytes change.
pub(crate) fn read_hanja(normal: &mut [NormalChar]) {
    let (mut run, mut syllables) = (Vec::new(), Vec::new());
    let mut before = None;
    let mut at = 0;
    while at < normal.len() {
        let hanja = normal[at..].iter().map(|entry| entry.value);
        run.clear();
        run.extend(hanja.take_while(|&value| is_hanja(value)));
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

/// Whether `value` is a unified ideograph. NFKC has made these of the others.
fn is_hanja(value: char) -> bool {
    matches!(value, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::super::normalization::normalize;
    use super::*;
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
            ("美·日", "미·일"),
            ("(與野)", "(여야)"),
            // A compatibility ideograph.
            ("\u{f9e1}氏", "이씨"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn what_is_no_hanja_or_has_no_reading_stays() {
        assert_eq!(read("가a1あ国。"), "가a1あ国。");
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
