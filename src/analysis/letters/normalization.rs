//! One spelling for characters that are written in several ways.
//!
//! Defines the normal form of a stretch of text, character by character, each
//! with the bytes of the original it came from. Decides nothing about words.

use super::hanja::{read_hanja, read_names};
use super::hanja_words::read_hanja_words;
pub(crate) use super::normal_char::NormalChar;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// The one middle dot that stands for all of them.
pub(crate) const MIDDLE_DOT: char = '·';

/// The normal form of `text`, in order.
///
/// It is NFKC in lower case, with Hanja read in Hangul (人工知能 is 인공지능, and the ⼤ of
/// 워싱턴⼤ is 대), accents taken off Latin letters (café is cafe) and three exceptions: the middle dots of the digests become one
/// separator, encircled numbers stay symbols (①탈옥 is no 1탈옥), and Hangul letters that
/// stand alone stay letters. Offsets are bytes
/// of `text`, on character boundaries, never decreasing. A character that
/// expands (㈜) gives several entries with the same bytes; several that compose
/// (decomposed Hangul) give one entry that spans them.
pub(crate) fn normalize(text: &str, normal: &mut Vec<NormalChar>) {
    normal.clear();
    let mut may_hold_hanja = false;
    let mut rest = text.char_indices().peekable();
    while let Some((start, value)) = rest.next() {
        let mut end = start + value.len_utf8();
        let mut composes = false;
        while let Some(&(next_start, next)) = rest.peek() {
            if !joins_to_the_left(next) {
                break;
            }
            composes = true;
            end = next_start + next.len_utf8();
            rest.next();
        }
        may_hold_hanja |= value >= '\u{2e80}' && !('가'..='힣').contains(&value);
        if composes {
            let cluster = &text[start..end];
            for value in cluster.nfkc() {
                // What composes with no letter stays: an accent over a Latin letter goes.
                let is_accent = matches!(value, '\u{300}'..='\u{36f}')
                    && normal.last().is_some_and(|before| {
                        before.start == start && before.value.is_ascii_alphabetic()
                    });
                if is_accent {
                    continue;
                }
                push_lowercase(value, start, end, normal);
            }
        } else {
            push_one(value, start, end, normal);
        }
    }
    if may_hold_hanja {
        read_hanja_words(normal);
        read_names(normal);
        read_hanja(normal);
    }
}

/// Whether `value` may melt into the character before it.
fn joins_to_the_left(value: char) -> bool {
    // Conjoining vowels and final consonants of decomposed Hangul, and the voiced
    // sound marks of half-width kana, are starters that still compose.
    value >= '\u{300}'
        && (matches!(value, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}' | '\u{ff9e}' | '\u{ff9f}')
            || canonical_combining_class(value) != 0)
}

fn push_one(value: char, start: usize, end: usize, normal: &mut Vec<NormalChar>) {
    match value {
        'a'..='z' | '0'..='9' | '가'..='힣' => normal.push(NormalChar { value, start, end }),
        '\0'..='\u{7f}' => normal.push(NormalChar {
            value: value.to_ascii_lowercase(),
            start,
            end,
        }),
        // Middle dots: one dot leader, hyphenation point, bullet operator and the
        // Korean, Japanese and half-width ones. NFKC would make a full stop of
        // the first and an old vowel of ㆍ.
        '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' | '\u{318d}'
        | '\u{119e}' | '\u{ff65}' => normal.push(NormalChar {
            value: MIDDLE_DOT,
            start,
            end,
        }),
        // Symbols around a number or letter are markers of a list, no text.
        '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' => {
            normal.push(NormalChar { value, start, end });
        }
        // Letters of Hangul alone: NFKC would make conjoining ones of them.
        '\u{3131}'..='\u{318e}' => normal.push(NormalChar { value, start, end }),
        // Half-width letters of Hangul map onto the row above.
        '\u{ffa1}'..='\u{ffdc}' => normal.push(NormalChar {
            value: compatibility_letter(value),
            start,
            end,
        }),
        // Invisible: zero-width space and joiners, soft hyphen, byte order mark.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
        _ => {
            for value in std::iter::once(value).nfkc() {
                push_lowercase(value, start, end, normal);
            }
        }
    }
}

fn push_lowercase(value: char, start: usize, end: usize, normal: &mut Vec<NormalChar>) {
    for value in without_accent(value).to_lowercase() {
        normal.push(NormalChar { value, start, end });
    }
}

/// The Latin letter below accents; any other character as it is.
fn without_accent(value: char) -> char {
    if !matches!(value, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
        return value;
    }
    match value {
        // These are no letters with a mark to Unicode.
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' => 'd',
        'ı' => 'i',
        _ => std::iter::once(value)
            .nfd()
            .next()
            .filter(char::is_ascii_alphabetic)
            .unwrap_or(value),
    }
}

/// The Hangul letter that a half-width one is a narrow picture of.
fn compatibility_letter(half_width: char) -> char {
    // The half-width rows are the compatibility letters in order, with gaps
    // before each group of six vowels.
    let offset = half_width as u32 - 0xffa1;
    let index = match half_width as u32 {
        0xffa1..=0xffbe => offset,
        0xffc2..=0xffc7 => half_width as u32 - 0xffc2 + 30,
        0xffca..=0xffcf => half_width as u32 - 0xffca + 36,
        0xffd2..=0xffd7 => half_width as u32 - 0xffd2 + 42,
        0xffda..=0xffdc => half_width as u32 - 0xffda + 48,
        _ => return half_width,
    };
    char::from_u32(0x3131 + index).unwrap_or(half_width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal_text(text: &str) -> String {
        let mut normal = Vec::new();
        normalize(text, &mut normal);
        normal.iter().map(|entry| entry.value).collect()
    }

    #[test]
    fn width_case_and_dots_are_folded() {
        assert_eq!(normal_text("ＧＰＴ－４ OpenAI"), "gpt-4 openai");
        for dot in ["․", "‧", "·", "ㆍ", "∙", "・", "･"] {
            assert_eq!(normal_text(&format!("설계{dot}개발")), "설계·개발");
        }
        assert_eq!(normal_text("㈜카카오"), "(주)카카오");
        assert_eq!(normal_text("워싱턴⼤"), "워싱턴대");
        assert_eq!(normal_text("①탈옥"), "①탈옥");
        assert_eq!(
            normal_text("Café Ångström Ørsted cafe\u{301}"),
            "cafe angstrom orsted cafe"
        );
    }

    #[test]
    fn letters_alone_stay_letters() {
        assert_eq!(normal_text("ㄹㄷㅌ"), "ㄹㄷㅌ");
        assert_eq!(normal_text("ﾩﾧﾼ"), "ㄹㄷㅌ");
        assert_eq!(normal_text("ￂￇￜ"), "ㅏㅔㅣ");
    }

    #[test]
    fn decomposed_hangul_composes_over_all_its_bytes() {
        let decomposed: String = "팀은".nfd().collect();
        let mut normal = Vec::new();
        normalize(&decomposed, &mut normal);
        let spans: Vec<_> = normal.iter().map(|c| (c.value, c.start, c.end)).collect();
        assert_eq!(spans, [('팀', 0, 9), ('은', 9, 18)]);
    }

    #[test]
    fn expanded_characters_share_their_bytes() {
        let mut normal = Vec::new();
        normalize("㈜a", &mut normal);
        let spans: Vec<_> = normal.iter().map(|c| (c.start, c.end)).collect();
        assert_eq!(spans, [(0, 3), (0, 3), (0, 3), (3, 4)]);
    }

    proptest! {
        #[test]
        fn offsets_are_boundaries_in_order(text in "\\PC{0,40}") {
            let mut normal = Vec::new();
            normalize(&text, &mut normal);
            let mut last = 0;
            for entry in &normal {
                prop_assert!(entry.start >= last && entry.end > entry.start);
                prop_assert!(text.is_char_boundary(entry.start) && text.is_char_boundary(entry.end));
                last = entry.start;
            }
        }

        #[test]
        fn the_normal_form_is_stable(text in "[가-힣ㄱ-ㅎa-zA-Z0-9 ·․ㆍ㈜ＡＢ①-]{0,20}") {
            let once = normal_text(&text);
            prop_assert_eq!(normal_text(&once), once);
        }
    }
}
