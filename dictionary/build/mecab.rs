//! Reads the files MeCab compiles a dictionary into (`sys.dic`, `unk.dic`,
//! `matrix.bin`, `char.bin`) back into a `Lexicon`, without loss. Every read is
//! checked, so a damaged file is an error that names it.

use anyhow::{Context, Result, bail, ensure};

use crate::characters::CharacterTable;
use crate::lexicon::{Lexicon, Word};
use crate::matrix::Matrix;
use crate::text::parse_left_tags;

/// Each file of a compiled dictionary that is needed, by its name.
pub const FILES: [&str; 5] = [
    "sys.dic",
    "unk.dic",
    "matrix.bin",
    "char.bin",
    "left-id.def",
];

/// The magic number of a `.dic` is this, exclusive-or the size of the file.
const MAGIC: u32 = 0xef71_8f77;
const FORMAT_VERSION: u32 = 102;
const HEADER_BYTES: usize = 72;
const CHARSET: std::ops::Range<usize> = 40..72;
const UNIT_BYTES: usize = 8;
const TOKEN_BYTES: usize = 16;

/// No surface is as long; a damaged double array can lead in circles.
const MAX_SURFACE_BYTES: usize = 8192;

/// What a `.dic` file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DicKind {
    System = 0,
    Unknown = 2,
}

/// Decompiles a dictionary, getting each of `FILES` from `read`.
///
/// # Errors
///
/// Fails if a file cannot be read, is cut short or contradicts itself.
pub fn decompile(mut read: impl FnMut(&str) -> Result<Vec<u8>>) -> Result<Lexicon> {
    let words = read_dic("sys.dic", &read("sys.dic")?, DicKind::System)?;
    let unknown_words = read_dic("unk.dic", &read("unk.dic")?, DicKind::Unknown)?;
    let matrix = read_matrix(&read("matrix.bin")?)?;
    let characters = CharacterTable::from_char_bin(&read("char.bin")?)?;
    let left_tags = parse_left_tags(&read("left-id.def")?)?;
    Lexicon::new(words, unknown_words, characters, matrix, left_tags)
}

/// Reads `matrix.bin`: the two sizes as u16, then the costs as i16.
pub fn read_matrix(bytes: &[u8]) -> Result<Matrix> {
    ensure!(bytes.len() >= 4, "matrix.bin is cut short: it has no sizes");
    let size =
        |position: usize| usize::from(u16::from_le_bytes([bytes[position], bytes[position + 1]]));
    let (right_ids, left_ids) = (size(0), size(2));
    let expected_bytes = 4 + 2 * right_ids * left_ids;
    ensure!(
        bytes.len() == expected_bytes,
        "matrix.bin is {} bytes where {right_ids} x {left_ids} costs make {expected_bytes}: it is \
         cut short or altered",
        bytes.len()
    );
    let costs = bytes[4..]
        .chunks_exact(2)
        .map(|cost| i16::from_le_bytes([cost[0], cost[1]]))
        .collect();
    Matrix::new(right_ids, left_ids, costs).context("matrix.bin")
}

/// Reads all rows of a `.dic` file. `file` is its name, for errors.
pub fn read_dic(file: &str, bytes: &[u8], kind: DicKind) -> Result<Vec<Word>> {
    let dic = Dic::new(bytes, kind).with_context(|| file.to_owned())?;
    dic.words().with_context(|| file.to_owned())
}

/// The sections of a `.dic` file.
struct Dic<'a> {
    /// Pairs of base (i32) and check (u32): a trie over the bytes of the surfaces.
    units: &'a [u8],
    /// Left id, right id, part of speech id (u16 each), cost (i16), offset of the
    /// features (u32), zero.
    tokens: &'a [u8],
    /// NUL-terminated texts.
    features: &'a [u8],
}

impl<'a> Dic<'a> {
    fn new(bytes: &'a [u8], kind: DicKind) -> Result<Self> {
        ensure!(
            bytes.len() >= HEADER_BYTES,
            "cut short: {} of the {HEADER_BYTES} bytes of the header",
            bytes.len()
        );
        let field = |index: usize| u32_at(bytes, index * 4);
        let claimed_bytes = (field(0) ^ MAGIC) as usize;
        ensure!(
            claimed_bytes == bytes.len(),
            "{} bytes where the header says {claimed_bytes}: cut short, altered, or no MeCab \
             dictionary",
            bytes.len()
        );
        ensure!(
            field(1) == FORMAT_VERSION,
            "format version {}, not {FORMAT_VERSION}",
            field(1)
        );
        ensure!(
            field(2) == kind as u32,
            "a dictionary of type {}, not {}",
            field(2),
            kind as u32
        );
        let [words, units_bytes, tokens_bytes, features_bytes] =
            [3, 6, 7, 8].map(|index| field(index) as usize);
        let units_end = HEADER_BYTES.checked_add(units_bytes);
        let tokens_end = units_end.and_then(|end| end.checked_add(tokens_bytes));
        let features_end = tokens_end.and_then(|end| end.checked_add(features_bytes));
        let (Some(units_end), Some(tokens_end), true) =
            (units_end, tokens_end, features_end == Some(bytes.len()))
        else {
            bail!("the sections do not add up to the size of the file");
        };
        ensure!(
            units_bytes.is_multiple_of(UNIT_BYTES)
                && tokens_bytes.is_multiple_of(TOKEN_BYTES)
                && tokens_bytes / TOKEN_BYTES == words,
            "the sizes of the sections do not fit {words} words"
        );
        let charset = bytes[CHARSET]
            .split(|&byte| byte == 0)
            .next()
            .unwrap_or_default();
        ensure!(
            charset.eq_ignore_ascii_case(b"utf-8") || charset.eq_ignore_ascii_case(b"utf8"),
            "the charset is {}, not UTF-8",
            String::from_utf8_lossy(charset)
        );
        Ok(Self {
            units: &bytes[HEADER_BYTES..units_end],
            tokens: &bytes[units_end..tokens_end],
            features: &bytes[tokens_end..],
        })
    }

    fn words(&self) -> Result<Vec<Word>> {
        let token_count = self.tokens.len() / TOKEN_BYTES;
        let node_of_base = self.node_of_base()?;
        let mut words = Vec::with_capacity(token_count);
        let mut taken = vec![false; token_count];
        for unit in 1..self.unit_count() {
            if !self.is_leaf(unit) {
                continue;
            }
            let surface = self.surface(unit, &node_of_base)?;
            // The leaf keeps the place and number of its tokens as -value - 1.
            let value = !self.base(unit) as usize;
            let (first, count) = (value >> 8, value & 0xff);
            for token in first..first + count {
                let free = taken.get_mut(token).filter(|taken| !**taken);
                let Some(free) = free else {
                    bail!("the rows of {surface:?} are missing or another word's");
                };
                *free = true;
                words.push(self.word(&surface, token)?);
            }
        }
        ensure!(
            words.len() == token_count,
            "{token_count} rows, but surfaces for {} only",
            words.len()
        );
        Ok(words)
    }

    fn unit_count(&self) -> usize {
        self.units.len() / UNIT_BYTES
    }

    fn base(&self, unit: usize) -> i32 {
        u32_at(self.units, unit * UNIT_BYTES) as i32
    }

    fn check(&self, unit: usize) -> usize {
        u32_at(self.units, unit * UNIT_BYTES + 4) as usize
    }

    /// A node with base `b` has its leaf at `b` and its child for byte `c` at
    /// `b + c + 1`, all with check `b`. Unused units have check 0, which is no base.
    fn is_leaf(&self, unit: usize) -> bool {
        self.check(unit) == unit && self.base(unit) < 0
    }

    /// Gives the node that owns each base, or `usize::MAX`. With it a surface is read
    /// upwards from its leaf, without looking for the children of every node.
    fn node_of_base(&self) -> Result<Vec<usize>> {
        let mut node_of_base = vec![usize::MAX; self.unit_count()];
        for unit in 0..self.unit_count() {
            let unused = unit != 0 && self.check(unit) == 0;
            if unused || (unit != 0 && self.is_leaf(unit)) {
                continue;
            }
            let base = usize::try_from(self.base(unit))
                .ok()
                .filter(|&base| base > 0);
            let owner = base.and_then(|base| node_of_base.get_mut(base));
            let Some(owner) = owner.filter(|owner| **owner == usize::MAX) else {
                bail!("unit {unit} of the double array is damaged");
            };
            *owner = unit;
        }
        Ok(node_of_base)
    }

    fn surface(&self, leaf: usize, node_of_base: &[usize]) -> Result<String> {
        let damaged = || format!("the way to unit {leaf} of the double array is damaged");
        let node_with = |base: usize| {
            let node = node_of_base.get(base).copied();
            node.filter(|&node| node != usize::MAX)
                .with_context(damaged)
        };
        let mut surface = Vec::new();
        let mut node = node_with(self.check(leaf))?;
        while node != 0 {
            let parent_base = self.check(node);
            let byte = node.checked_sub(parent_base + 1);
            let byte = byte.and_then(|byte| u8::try_from(byte).ok());
            surface.push(byte.with_context(damaged)?);
            ensure!(surface.len() <= MAX_SURFACE_BYTES, damaged());
            node = node_with(parent_base)?;
        }
        surface.reverse();
        String::from_utf8(surface).with_context(|| format!("the surface at unit {leaf}"))
    }

    fn word(&self, surface: &str, token: usize) -> Result<Word> {
        let token = &self.tokens[token * TOKEN_BYTES..(token + 1) * TOKEN_BYTES];
        let id = |position: usize| u16::from_le_bytes([token[position], token[position + 1]]);
        let features = self
            .features
            .get(u32_at(token, 8) as usize..)
            .unwrap_or_default();
        let end = features.iter().position(|&byte| byte == 0);
        let features = end
            .and_then(|end| std::str::from_utf8(&features[..end]).ok())
            .with_context(|| format!("the features of {surface:?} cannot be read"))?;
        Ok(Word {
            surface: surface.to_owned(),
            left_id: id(0),
            right_id: id(2),
            cost: id(6) as i16,
            features: features.to_owned(),
        })
    }
}

/// The caller has checked that `position + 4` is inside.
fn u32_at(bytes: &[u8], position: usize) -> u32 {
    let mut value = [0; 4];
    value.copy_from_slice(&bytes[position..position + 4]);
    u32::from_le_bytes(value)
}
