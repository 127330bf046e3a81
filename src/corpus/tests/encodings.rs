//! A file is read alike in every encoding.

use std::fs;

use unicode_normalization::UnicodeNormalization;

use super::{check_conservation, check_same, outline, parse_text, real_issue, test_file};
use crate::corpus::{SpacesEverywhere, parse};

#[test]
fn encodings_are_recognised() {
    let text = fs::read_to_string(test_file("glued.txt"))
        .unwrap()
        .replace(['∙', '☞', '£'], "");
    let text = format!("{text}\nKEY Contents\n");
    let expected = outline(&parse_text("a.txt", &text));
    let (cp949, _, had_errors) = encoding_rs::EUC_KR.encode(&text);
    assert!(!had_errors);
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(to_bytes).collect::<Vec<u8>>()
    };
    let with_bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for (bytes, encoding) in [
        (cp949.into_owned(), Some("CP949")),
        (utf16(u16::to_le_bytes), Some("UTF-16LE")),
        (utf16(u16::to_be_bytes), Some("UTF-16BE")),
        (with_bom, None),
        (text.replace('\n', "\r\n").into_bytes(), None),
        (text.replace('\n', "\r").into_bytes(), None),
    ] {
        let parsed = parse("a.txt", &bytes, &SpacesEverywhere).unwrap();
        let note = parsed.warnings.iter().find(|warning| warning.line == 1);
        let note = note.map(|warning| warning.message.english());
        let said = encoding.map(|name| format!("the file is in {name} and was read as that; "));
        assert_eq!(note.is_some(), said.is_some(), "{encoding:?}");
        assert!(note.is_none_or(|note| note.starts_with(said.as_deref().unwrap_or_default())));
        assert_eq!(outline(&parsed), expected, "{encoding:?}");
    }
}

#[test]
fn a_decomposed_file_is_read_as_a_composed_one() {
    let made = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let made = ("2031-04.txt".to_owned(), made);
    for (name, text) in [Some(made), real_issue()].into_iter().flatten() {
        let decomposed: String = text.nfd().collect();
        assert_ne!(decomposed, text);
        let parsed = parse_text(&name, &decomposed);
        check_conservation(&decomposed, &parsed);
        assert_eq!(parsed, parse_text(&name, &text));
    }
}

/// What a converter to CP949 writes for the characters that CP949 lacks.
fn for_cp949(text: &str) -> String {
    text.replace('£', "￡")
        .replace(['∙', '‧', '․'], "·")
        .replace('⼤', "大")
}

#[test]
fn a_file_in_cp949_is_read_as_one_in_utf_8() {
    let made = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let made = ("2031-04.txt".to_owned(), made);
    for (name, text) in [Some(made), real_issue()].into_iter().flatten() {
        let spelled = for_cp949(&text);
        let (bytes, _, had_errors) = encoding_rs::EUC_KR.encode(&spelled);
        assert!(!had_errors, "{name}");
        let parsed = parse(&name, &bytes, &SpacesEverywhere).unwrap();
        let lines: Vec<u32> = parsed.warnings.iter().map(|warning| warning.line).collect();
        assert_eq!(lines, [1], "{name}");
        let expected = outline(&parse_text(&name, &text));
        let expected: Vec<String> = expected.iter().map(|field| for_cp949(field)).collect();
        check_same(&outline(&parsed), &expected, &name);
    }
}

const KOREAN: &str = "{\"title\": \"물값이 내렸다\", \"body\": \"가람시는 올해 봄부터 물값을 내렸다. 전기값도 내렸다.\"}\n";

#[test]
fn utf16_without_a_mark_is_read() {
    let title = |bytes: &[u8]| {
        let parsed = parse("a.jsonl", bytes, &SpacesEverywhere).unwrap();
        parsed.issue.articles[0].title.clone()
    };
    let units = |to_bytes: fn(u16) -> [u8; 2]| {
        KOREAN
            .encode_utf16()
            .flat_map(to_bytes)
            .collect::<Vec<u8>>()
    };
    assert_eq!(title(&units(u16::to_le_bytes)), "물값이 내렸다");
    assert_eq!(title(&units(u16::to_be_bytes)), "물값이 내렸다");
}

#[test]
fn a_byte_that_is_no_character_costs_its_character() {
    let lines = |bytes: &[u8]| {
        let parsed = parse("a.jsonl", bytes, &SpacesEverywhere).unwrap();
        let told = parsed.warnings.iter();
        let told = told.filter(|told| told.message.english().contains("U+FFFD"));
        let lines: Vec<u32> = told.map(|told| told.line).collect();
        (lines, parsed.issue.articles)
    };
    let utf8 = KOREAN.repeat(3).into_bytes();
    let (cp949, ..) = encoding_rs::EUC_KR.encode(KOREAN);
    let cp949 = cp949.repeat(3);
    for whole in [utf8, cp949] {
        let (told, good) = lines(&whole);
        assert!(told.is_empty());
        let second = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        let title = second + 11;
        // A byte that is none, and one that is gone.
        for broken in [
            [&whole[..title], b"\xFF", &whole[title..]].concat(),
            [&whole[..title], &whole[title + 1..]].concat(),
        ] {
            let (told, articles) = lines(&broken);
            assert_eq!(told, [2]);
            assert_eq!(articles.len(), 3);
            assert!(articles[1].title.contains('\u{FFFD}'));
            assert_eq!(
                (&articles[0].title, &articles[2].title),
                (&good[0].title, &good[2].title)
            );
        }
    }
}

#[test]
fn xml_is_read_in_the_encoding_that_it_says() {
    let text = "<?xml version='1.0' encoding='Shift_JIS'?><rss><item><title>介護ロボット</title></item></rss>";
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(text);
    let parsed = parse("a.xml", &bytes, &SpacesEverywhere).unwrap();
    assert_eq!(parsed.issue.articles[0].title, "介護ロボット");
}

#[test]
fn text_in_cp949_is_never_read_as_damaged_utf8() {
    // Every syllable, and the Hanja, whose bytes look most like those of UTF-8.
    let syllables: String = ('가'..='힣').collect();
    let hanja = "人工知能硏究所大韓民國政府産業通商資源部科學技術情報通信部".repeat(50);
    for text in [syllables, hanja + "연구"] {
        let line = format!("{{\"title\": \"제목\", \"body\": \"{text}\"}}");
        let (bytes, _, had_errors) = encoding_rs::EUC_KR.encode(&line);
        assert!(!had_errors);
        let parsed = parse("a.jsonl", &bytes, &SpacesEverywhere).unwrap();
        assert_eq!(parsed.issue.articles[0].body[0].text, text);
    }
}
