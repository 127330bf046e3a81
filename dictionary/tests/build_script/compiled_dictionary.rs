//! Makes small dictionaries in MeCab's compiled form, for the other tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::lexicon::Word;
use crate::mecab::DicKind;

/// Every node's children get a block of their own.
const BLOCK: usize = 300;

pub fn word(surface: &str, left_id: u16, right_id: u16, cost: i16, features: &str) -> Word {
    Word {
        surface: surface.to_owned(),
        left_id,
        right_id,
        cost,
        features: features.to_owned(),
    }
}

pub fn words() -> Vec<Word> {
    let mut words = vec![
        word("가", 3, 2, -120, "NNG,*,F,가,*,*,*,*"),
        word("가", 2, 1, 30, "JKS,*,F,가,*,*,*,*"),
        word("가다", 3, 1, 7, "VV,*,F,가다,*,*,*,*"),
        word("女性", 3, 2, 9, "NNG,*,T,여성,*,*,*,*"),
        word(",", 1, 1, 0, "SC,*,*,*,*,*,*,*"),
        word("\"", 1, 1, 1, "SY,*,*,*,*,*,*,*"),
    ];
    words.sort();
    words
}

pub fn unknown_words() -> Vec<Word> {
    vec![
        word("DEFAULT", 1, 1, 500, "UNKNOWN,*,*,*,*,*,*,*"),
        word("HANGUL", 3, 2, 400, "NNG,*,*,*,*,*,*,*"),
    ]
}

/// Compiles rows as `mecab-dict-index` does.
pub fn dic(kind: DicKind, words: &[Word]) -> Vec<u8> {
    let mut by_surface: BTreeMap<&str, Vec<&Word>> = BTreeMap::new();
    for word in words {
        by_surface.entry(&word.surface).or_default().push(word);
    }
    // The nodes are the prefixes; each owns the block of its place in the list.
    let mut prefixes: Vec<&[u8]> = vec![b""];
    for surface in by_surface.keys() {
        for end in 1..=surface.len() {
            let prefix = &surface.as_bytes()[..end];
            if !prefixes.contains(&prefix) {
                prefixes.push(prefix);
            }
        }
    }
    let base = |prefix: &[u8]| {
        let place = prefixes.iter().position(|known| *known == prefix);
        place.expect("a node") * BLOCK + 1
    };
    let mut units = vec![(0_i32, 0_u32); prefixes.len() * BLOCK + 1];
    units[0] = (1, 0);
    for prefix in &prefixes[1..] {
        let (last, parent) = prefix.split_last().expect("a byte");
        let unit = base(parent) + usize::from(*last) + 1;
        units[unit] = (base(prefix) as i32, base(parent) as u32);
    }

    let (mut tokens, mut features) = (Vec::new(), Vec::new());
    for (surface, words) in by_surface {
        let leaf = base(surface.as_bytes());
        let value = (tokens.len() / 16) << 8 | words.len();
        units[leaf] = (-(value as i32) - 1, leaf as u32);
        for word in words {
            tokens.extend(word.left_id.to_le_bytes());
            tokens.extend(word.right_id.to_le_bytes());
            tokens.extend([0, 0]);
            tokens.extend(word.cost.to_le_bytes());
            tokens.extend((features.len() as u32).to_le_bytes());
            tokens.extend([0; 4]);
            features.extend(word.features.as_bytes());
            features.push(0);
        }
    }
    let units: Vec<u8> = units
        .iter()
        .flat_map(|(base, check)| [base.to_le_bytes(), check.to_le_bytes()].concat())
        .collect();

    let size = 72 + units.len() + tokens.len() + features.len();
    let header = [
        0xef71_8f77 ^ size as u32,
        102,
        kind as u32,
        words.len() as u32,
        3,
        4,
        units.len() as u32,
        tokens.len() as u32,
        features.len() as u32,
        0,
    ];
    let mut bytes: Vec<u8> = header
        .iter()
        .flat_map(|field| field.to_le_bytes())
        .collect();
    let mut charset = [0; 32];
    charset[..5].copy_from_slice(b"UTF-8");
    bytes.extend(charset);
    bytes.extend([units, tokens, features].concat());
    bytes
}

/// A matrix of 3 right ids and 4 left ids.
pub fn matrix_bin() -> Vec<u8> {
    let sizes = [3_u16, 4].into_iter().flat_map(u16::to_le_bytes);
    let costs = (0..12_i16).flat_map(i16::to_le_bytes);
    sizes.chain(costs).collect()
}

/// The categories DEFAULT and HANGUL; the syllables belong to the second.
pub fn char_bin() -> Vec<u8> {
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for name in ["DEFAULT", "HANGUL"] {
        let mut field = [0; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        bytes.extend(field);
    }
    for code_point in 0..0xffff_u32 {
        let entry: u32 = if (0xac00..=0xd7a3).contains(&code_point) {
            0b10 | 1 << 18 | 2 << 26 | 1 << 30
        } else {
            0b01 | 1 << 30
        };
        bytes.extend(entry.to_le_bytes());
    }
    bytes
}

pub const LEFT_ID_DEF: &str = "1 SY,*\n0 BOS/EOS,*\n2 JKS,*,*,가\n3 NNG,*\n";

/// Writes a whole compiled dictionary.
pub fn write(folder: &Path) {
    let files = [
        ("sys.dic", dic(DicKind::System, &words())),
        ("unk.dic", dic(DicKind::Unknown, &unknown_words())),
        ("matrix.bin", matrix_bin()),
        ("char.bin", char_bin()),
        ("left-id.def", LEFT_ID_DEF.into()),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("a writable folder");
    }
}
