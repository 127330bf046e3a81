//! What is read from source text: quoted surfaces, lines in any order, later lines that
//! take precedence, and errors that name the line.

use std::collections::BTreeMap;

use crate::characters::CharacterTable;
use crate::compiled_dictionary::{self, LEFT_ID_DEF, words};
use crate::lexicon::Lexicon;
use crate::{mecab, text};

const CSV: &str = "\",\",1,1,0,SC,*,*,*,*,*,*,*\n\
    \"\"\"\",1,1,1,SY,*,*,*,*,*,*,*\n\
    女性,3,2,9,NNG,*,T,여성,*,*,*,*\n\
    가다,3,1,7,VV,*,F,가다,*,*,*,*\n\
    가,2,1,30,JKS,*,F,가,*,*,*,*\n\
    가,3,2,-120,NNG,*,F,가,*,*,*,*\n";

const CHAR_DEF: &str = "DEFAULT 0 1 0  # the rest\nHANGUL 0 1 2\n\
    0xAC00..0xD7FF HANGUL\n0xD7A4..0xD7FF DEFAULT\n";

const UNK_DEF: &str = "HANGUL,3,2,400,NNG,*,*,*,*,*,*,*\nDEFAULT,1,1,500,UNKNOWN,*,*,*,*,*,*,*\n";

pub fn files() -> BTreeMap<String, Vec<u8>> {
    let mut matrix = "3 4\n".to_owned();
    for cost in (0..12).rev() {
        matrix.push_str(&format!("{} {} {cost}\n", cost % 3, cost / 3));
    }
    [
        ("words.csv", CSV),
        ("char.def", CHAR_DEF),
        ("unk.def", UNK_DEF),
        ("left-id.def", LEFT_ID_DEF),
        ("matrix.def", &matrix),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .collect()
}

fn error_with(name: &str, content: &str) -> String {
    let mut files = files();
    files.insert(name.to_owned(), content.as_bytes().to_vec());
    match text::parse(&files) {
        Ok(_) => panic!("{name} was accepted"),
        Err(error) => format!("{error:#}"),
    }
}

#[test]
fn source_text_and_compiled_files_are_one_dictionary() {
    let folder = tempfile::tempdir().unwrap();
    compiled_dictionary::write(folder.path());
    let compiled: Lexicon =
        mecab::decompile(|name| Ok(std::fs::read(folder.path().join(name))?)).unwrap();
    let source = text::parse(&files()).unwrap();

    assert_eq!(source.words, words());
    assert_eq!(source.left_tags, ["BOS/EOS", "SY", "JKS", "NNG"]);
    assert_eq!(source.sha256(), compiled.sha256());
}

#[test]
fn of_two_lines_on_a_character_the_later_counts() {
    let table = CharacterTable::from_char_def(
        "DEFAULT 0 1 0\nHANJA 0 0 1\nNUMBER 1 1 0\n0x4E00..0x4E03 HANJA\n0x4E01 NUMBER HANJA\n",
    );
    assert_eq!(
        table.unwrap().to_char_def(),
        "DEFAULT 0 1 0\nHANJA 0 0 1\nNUMBER 1 1 0\n\
         0x4E00..0x4E00 HANJA\n0x4E01..0x4E01 NUMBER HANJA\n0x4E02..0x4E03 HANJA\n"
    );
}

#[test]
fn errors_name_the_file_and_the_line() {
    assert!(error_with("words.csv", "가,1,1\n").contains("words.csv, line 1"));
    assert!(error_with("words.csv", "\"가,1,1,1,NNG\n").contains("words.csv, line 1"));
    assert!(error_with("words.csv", "가,9,1,1,NNG\n").contains("context ids 9 and 1"));
    assert!(error_with("unk.def", "KANJI,1,1,1,NNG\n").contains("KANJI"));
    assert!(error_with("matrix.def", "3 4\n0 0 1\n").contains("cut short"));
    assert!(error_with("matrix.def", "3 4\n0 0\n").contains("matrix.def, line 2"));
    assert!(error_with("matrix.def", "").contains("matrix.def"));
    assert!(error_with("left-id.def", "0 BOS\n2 NNG\n").contains("left-id.def"));
    assert!(error_with("char.def", "DEFAULT 0 1\n").contains("char.def, line 1"));
    assert!(error_with("char.def", "DEFAULT 0 1 0\n0xZZ DEFAULT\n").contains("char.def, line 2"));
}

#[test]
fn a_missing_file_is_named() {
    for name in text::FILES {
        let mut files = files();
        files.remove(name);
        let Err(error) = text::parse(&files) else {
            panic!("{name} was not missed");
        };
        assert_eq!(format!("{error:#}"), format!("{name} is missing"));
    }
}
