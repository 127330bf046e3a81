//! What is read back from a folder that lindera built elsewhere: the same dictionary
//! whatever the order of its rows and ids, changed once and not twice; and that no damage
//! panics.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::characters::CharacterTable;
use crate::checksum::sha256;
use crate::lexicon::Lexicon;
use crate::manifest::LINDERA_FILES;
use crate::matrix::{KnownMatrix, Matrix};
use crate::{built, lindera, source_text, text};

type Files = BTreeMap<String, Vec<u8>>;

/// The known dictionary's table, in the form it is written in.
const KNOWN_CHAR_DEF: &str = include_str!("known_char.def");

/// The source of the small dictionary, its characters on lines that do not overlap.
fn source() -> Files {
    let mut files = source_text::files();
    let characters = lexicon().characters.to_char_def();
    files.insert("char.def".to_owned(), characters.into_bytes());
    files
}

fn lexicon() -> Lexicon {
    text::parse(&source_text::files()).unwrap()
}

/// Its matrix after our change.
fn fitted() -> Matrix {
    let mut lexicon = lexicon();
    lexicon
        .matrix
        .fit_to_lone_eojeols(&lexicon.left_tags)
        .unwrap();
    lexicon.matrix
}

fn fitted_source() -> Files {
    let mut matrix = Vec::new();
    fitted().write_def(&mut matrix).unwrap();
    let mut files = source();
    files.insert("matrix.def".to_owned(), matrix);
    files
}

/// Builds as lindera's own tool does: with its penalty, and the rows as they come.
fn build(source: &Files, ids_are_mapped: bool) -> Files {
    let (from, to) = (tempdir().unwrap(), tempdir().unwrap());
    for (name, bytes) in source {
        fs::write(from.path().join(name), bytes).unwrap();
    }
    let frequencies = from.path().join("frequencies.txt");
    fs::write(&frequencies, "4 3\n0 1 5 3\n0 2 9\n").unwrap();
    let mut metadata: Value =
        serde_json::from_slice(include_bytes!("../../metadata.json")).unwrap();
    metadata["connection_id_mapping"] = json!(ids_are_mapped);
    metadata["space_penalty"] = json!({"rules": [{"pos": ["JKS"], "cost": 6000}]});
    let metadata = Metadata::load(metadata.to_string().as_bytes()).unwrap();
    DictionaryBuilder::new(metadata)
        .with_context_id_freq(&frequencies)
        .build_dictionary(from.path(), to.path())
        .unwrap();
    LINDERA_FILES
        .iter()
        .map(|&name| (name.to_owned(), fs::read(to.path().join(name)).unwrap()))
        .collect()
}

fn decompile(files: &Files) -> Result<Lexicon> {
    let sums = [lexicon().matrix, fitted()].map(|matrix| sha256(&matrix.to_le_bytes()));
    let known = KnownMatrix {
        original_sha256: &sums[0],
        fitted_sha256: &sums[1],
        left_tag_runs: &[("BOS/EOS", 1), ("SY", 1), ("JKS", 1), ("NNG", 1)],
    };
    built::decompile(|name| Ok(files[name].clone()), &known)
}

fn error(files: &Files) -> String {
    match decompile(files) {
        Ok(_) => panic!("it was accepted"),
        Err(error) => format!("{error:#}"),
    }
}

fn metadata(files: &Files) -> Value {
    serde_json::from_slice(&files["metadata.json"]).unwrap()
}

fn with_metadata(files: &Files, change: impl FnOnce(&mut Value)) -> Files {
    let mut metadata = metadata(files);
    change(&mut metadata);
    let mut files = files.clone();
    files.insert(
        "metadata.json".to_owned(),
        metadata.to_string().into_bytes(),
    );
    files
}

#[test]
fn a_dictionary_comes_back_with_mecabs_ids() {
    let mapped = build(&source(), true);
    let map = &metadata(&mapped)["context_id_map"];
    assert_eq!(map["left"], json!([0, 3, 1, 2]));
    assert_eq!(map["right"], json!([0, 2, 1]));

    let plain = build(&source(), false);
    assert_eq!(metadata(&plain)["context_id_map"], Value::Null);
    assert_ne!(mapped["matrix.mtx"], plain["matrix.mtx"]);
    for files in [mapped, plain] {
        let read = decompile(&files).unwrap();
        assert_eq!(read.words, lexicon().words);
        assert_eq!(read.unknown_words, lexicon().unknown_words);
        assert_eq!(read.sha256(), lexicon().sha256());
    }
}

#[test]
fn a_matrix_is_changed_once_and_not_twice() {
    for source in [source(), fitted_source()] {
        let mut read = decompile(&build(&source, true)).unwrap();
        read.matrix.fit_to_lone_eojeols(&read.left_tags).unwrap();
        assert_eq!(read.matrix, fitted());
        read.matrix.fit_to_lone_eojeols(&read.left_tags).unwrap();
        assert_eq!(read.matrix, fitted());
    }
}

#[test]
fn it_is_built_like_its_source() {
    let out = tempdir().unwrap();
    let build_anew = |lexicon| {
        let (folder, scratch) = (out.path().join("ko-dic"), out.path().join("scratch"));
        lindera::build(lexicon, &folder, &scratch)
            .unwrap()
            .identity()
    };
    let expected = build_anew(lexicon());
    for (source, ids_are_mapped) in [(source(), true), (source(), false), (fitted_source(), true)] {
        let lexicon = decompile(&build(&source, ids_are_mapped)).unwrap();
        assert_eq!(build_anew(lexicon), expected);
    }
}

#[test]
fn another_matrix_is_refused() {
    let mut files = build(&source(), true);
    let matrix = files.get_mut("matrix.mtx").unwrap();
    *matrix.last_mut().unwrap() ^= 1;
    let error = error(&files);
    assert!(
        error.contains("whether and how they were changed"),
        "{error}"
    );
}

#[test]
fn another_format_or_map_is_refused() {
    let files = build(&source(), true);
    let old = with_metadata(&files, |metadata| metadata["format_version"] = json!(1));
    assert!(error(&old).contains("format version 1"));

    for left in [json!([0, 3, 1]), json!([0, 3, 3, 2]), json!([0, 3, 1, 4])] {
        let files = with_metadata(&files, |metadata| {
            metadata["context_id_map"]["left"] = left;
        });
        assert!(error(&files).contains("context_id_map"));
    }
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let whole = build(&source(), true);
    for name in LINDERA_FILES {
        let bytes = &whole[name];
        // Most of the trie is a table with a place for each character.
        let step = if name == "dict.trie" { 997 } else { 1 };
        for length in (0..bytes.len()).step_by(step) {
            let mut files = whole.clone();
            files.insert(name.to_owned(), bytes[..length].to_vec());
            assert!(decompile(&files).is_err(), "{name}: {length} bytes");
        }
    }
}

#[test]
fn no_flipped_byte_panics() {
    let whole = build(&source(), true);
    for name in LINDERA_FILES {
        let bytes = &whole[name];
        let positions = (0..bytes.len()).filter(|&at| {
            let is_table = name == "dict.trie" && bytes[at] == 0xff;
            !is_table || at % 997 == 0
        });
        for position in positions {
            for flip in [0x01, 0x80, 0xff] {
                let mut files = whole.clone();
                files.get_mut(name).unwrap()[position] ^= flip;
                let _ = decompile(&files);
            }
        }
    }
}

/// `char_def.bin` of the given lines, built with the small dictionary.
fn char_def_bin(char_def: &str) -> Vec<u8> {
    let mut files = source();
    files.insert("char.def".to_owned(), char_def.as_bytes().to_vec());
    build(&files, true)["char_def.bin"].clone()
}

#[test]
fn where_lines_overlap_the_known_dictionary_reads_as_in_mecab() {
    let known = CharacterTable::from_char_def(KNOWN_CHAR_DEF).unwrap();
    assert_eq!(known.to_char_def(), KNOWN_CHAR_DEF);
    let (categories, lines) = KNOWN_CHAR_DEF.split_once("0x").unwrap();
    let overlapping =
        format!("{categories}0x3005 HANJA\n0x3007 HANJA\n0x4E00..0x9FA5 HANJA\n0x{lines}");
    assert!(CharacterTable::from_char_def(&overlapping).unwrap() == known);
    for char_def in [KNOWN_CHAR_DEF, &overlapping] {
        let read = CharacterTable::from_char_def_bin(&char_def_bin(char_def)).unwrap();
        assert!(read == known);
    }

    let other = overlapping.replace("0x0400..0x04F9", "0x0400..0x04FA");
    let read = CharacterTable::from_char_def_bin(&char_def_bin(&other)).unwrap();
    assert!(read.to_char_def().contains("0x3005..0x3005 HANJA SYMBOL\n"));
}
