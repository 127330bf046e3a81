//! What is read back from compiled files, and that no damage to them panics.

use crate::characters::CharacterTable;
use crate::compiled_dictionary::{char_bin, dic, matrix_bin, unknown_words, words};
use crate::mecab::{DicKind, read_dic, read_matrix};

fn read(bytes: &[u8]) -> anyhow::Result<Vec<crate::lexicon::Word>> {
    let mut words = read_dic("sys.dic", bytes, DicKind::System)?;
    words.sort();
    Ok(words)
}

#[test]
fn words_come_back_as_they_were() {
    assert_eq!(read(&dic(DicKind::System, &words())).unwrap(), words());

    let unknown = dic(DicKind::Unknown, &unknown_words());
    let unknown = read_dic("unk.dic", &unknown, DicKind::Unknown).unwrap();
    assert_eq!(unknown, unknown_words());
}

#[test]
fn a_dictionary_cut_short_anywhere_is_refused_by_name() {
    let bytes = dic(DicKind::System, &words());
    for length in 0..bytes.len() {
        let error = format!("{:#}", read(&bytes[..length]).unwrap_err());
        assert!(
            error.starts_with("sys.dic: ") && error.contains("cut short"),
            "{error}"
        );
    }
}

#[test]
fn a_cut_dictionary_with_a_header_to_match_is_refused() {
    let bytes = dic(DicKind::System, &words());
    for length in 72..bytes.len() {
        let mut cut = bytes[..length].to_vec();
        cut[..4].copy_from_slice(&(0xef71_8f77 ^ length as u32).to_le_bytes());
        assert!(read(&cut).is_err());
    }
}

#[test]
fn a_flipped_magic_number_is_refused() {
    for bit in 0..32 {
        let mut bytes = dic(DicKind::System, &words());
        bytes[bit / 8] ^= 1 << (bit % 8);
        let error = format!("{:#}", read(&bytes).unwrap_err());
        assert!(error.contains("the header says"), "{error}");
    }
}

#[test]
fn no_flipped_byte_panics() {
    let bytes = dic(DicKind::System, &words());
    // Most of the double array is unused; of that, some positions are enough.
    let positions = (0..bytes.len()).filter(|&at| at < 72 || bytes[at] != 0 || at % 61 < 4);
    for position in positions {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = bytes.clone();
            bytes[position] ^= flip;
            // Some flips only change a cost; none may do more than fail.
            let _ = read(&bytes);
        }
    }
}

#[test]
fn a_dictionary_of_the_other_type_is_refused() {
    let bytes = dic(DicKind::Unknown, &words());
    let error = format!("{:#}", read(&bytes).unwrap_err());
    assert!(error.contains("type 2"), "{error}");
}

#[test]
fn costs_are_found_by_right_id_then_left_id() {
    let matrix = read_matrix(&matrix_bin()).unwrap();
    assert_eq!((matrix.right_ids(), matrix.left_ids()), (3, 4));
    assert_eq!(matrix.cost(2, 0), 2);
    assert_eq!(matrix.cost(1, 3), 10);
}

#[test]
fn a_matrix_of_another_size_is_refused() {
    let bytes = matrix_bin();
    for length in 0..bytes.len() {
        let error = format!("{:#}", read_matrix(&bytes[..length]).unwrap_err());
        assert!(
            error.contains("matrix.bin") && error.contains("cut short"),
            "{error}"
        );
    }
    assert!(read_matrix(&[bytes, vec![0]].concat()).is_err());
}

#[test]
fn characters_come_back_as_source_lines() {
    let table = CharacterTable::from_char_bin(&char_bin()).unwrap();
    let text = "DEFAULT 0 1 0\nHANGUL 0 1 2\n0xAC00..0xD7A3 HANGUL\n";
    assert_eq!(table.to_char_def(), text);
    assert_eq!(CharacterTable::from_char_def(text).unwrap(), table);
}

#[test]
fn a_damaged_character_table_is_refused() {
    let bytes = char_bin();
    for length in (0..200).chain(bytes.len() - 9..bytes.len()) {
        let error = format!(
            "{:#}",
            CharacterTable::from_char_bin(&bytes[..length]).unwrap_err()
        );
        assert!(
            error.contains("char.bin") && error.contains("cut short"),
            "{error}"
        );
    }
    for position in 0..300 {
        let mut bytes = bytes.clone();
        bytes[position] ^= 0xff;
        let _ = CharacterTable::from_char_bin(&bytes);
    }
}
