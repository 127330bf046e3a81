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
        let note = note.map(|warning| warning.message.as_str());
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
