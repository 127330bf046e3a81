//! Reads the files lindera builds a dictionary into (`dict.*`, `unk.bin`,
//! `char_def.bin`, `matrix.mtx`, `metadata.json`) back into a `Lexicon`, so that it is
//! built anew like any other. Every read is checked, so a damaged file is an error that
//! names it.

use anyhow::{Context, Result, bail, ensure};
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::unknown_dictionary::UnknownDictionary;

use crate::characters::CharacterTable;
use crate::lexicon::{Lexicon, Word};
use crate::matrix::{KnownMatrix, Matrix};

/// The mark of the only layout `matrix.mtx` has in this format, before the two sizes.
const MATRIX_MARK: i16 = -1;
const MATRIX_HEADER_BYTES: usize = 6;

const NODE_BYTES: usize = 8;

/// The flag of a leaf in a node's base, where the rest is its value, and of a node with
/// a leaf below in its check, where the rest is its parent.
const LEAF_FLAG: u32 = 1 << 31;

/// The code that leads to the leaf of a surface which others begin with.
const END_CODE: u32 = 0;

/// Word id (u32), cost (i16), left id and right id (u16 each).
const ENTRY_BYTES: usize = 10;

/// No surface is as long; a damaged trie can lead in circles.
const MAX_SURFACE_CHARS: usize = 8192;

/// The rows of the known dictionary whose surface ends in a space: the surface without
/// it, left id, right id and cost. lindera trims it off, but it decides the row's place.
const SPACED_ROWS: [(&str, u16, u16, i16); 4] = [
    ("내셔날", 1780, 3534, 2639),
    ("에듀", 1780, 3533, 2480),
    ("캘리", 1780, 3533, 2724),
    ("콜라비", 1780, 3533, 2639),
];

/// Decompiles a dictionary, getting each of lindera's files from `read`.
///
/// The matrix must be `known`, as it was or changed by us: of any other, nothing tells
/// whether its costs were changed before.
///
/// # Errors
///
/// Fails if a file cannot be read, is cut short or contradicts itself, if lindera built
/// it in another format, or if the matrix is another one.
pub fn decompile(
    mut read: impl FnMut(&str) -> Result<Vec<u8>>,
    known: &KnownMatrix<'_>,
) -> Result<Lexicon> {
    let metadata = Metadata::load(&read("metadata.json")?).context("metadata.json")?;
    metadata.validate_format_version()?;
    let (matrix, ids) =
        read_matrix(&read("matrix.mtx")?, &metadata).context("reading matrix.mtx")?;
    let matrix = known.recognize(matrix)?;

    let characters = CharacterTable::from_char_def_bin(&read("char_def.bin")?)?;
    let unknown_words =
        read_unknown_words(&read("unk.bin")?, &characters, &ids).context("reading unk.bin")?;
    let files = WordFiles {
        trie: read("dict.trie")?,
        entries_index: read("dict.valsidx")?,
        entries: read("dict.vals")?,
        features_index: read("dict.wordsidx")?,
        features: read("dict.words")?,
    };
    let words = files.words(&ids)?;
    Lexicon::new(words, unknown_words, characters, matrix, known.left_tags())
}

/// MeCab's own ids, by lindera's.
struct OriginalIds {
    left: Vec<u16>,
    right: Vec<u16>,
}

impl OriginalIds {
    fn left(&self, id: u32) -> Result<u16> {
        let original = self.left.get(id as usize).copied();
        original.with_context(|| format!("the matrix has no left id {id}"))
    }

    fn right(&self, id: u32) -> Result<u16> {
        let original = self.right.get(id as usize).copied();
        original.with_context(|| format!("the matrix has no right id {id}"))
    }
}

/// Turns `new[old]` into `old[new]`, of `count` ids.
fn inverse(permutation: &[u16], count: usize) -> Option<Vec<u16>> {
    let mut inverse = vec![None; count];
    for (old, &new) in permutation.iter().enumerate() {
        let place = inverse.get_mut(usize::from(new))?;
        if place.is_some() {
            return None;
        }
        *place = Some(u16::try_from(old).ok()?);
    }
    inverse.into_iter().collect()
}

/// Reads `matrix.mtx`: a mark, the two sizes as i16, then the costs as i16, in the order
/// of `matrix.bin` but by lindera's ids. Gives them by MeCab's.
fn read_matrix(bytes: &[u8], metadata: &Metadata) -> Result<(Matrix, OriginalIds)> {
    let numbers: Vec<i16> = bytes
        .chunks_exact(2)
        .map(|number| i16::from_le_bytes([number[0], number[1]]))
        .collect();
    let Some((
        &[
            MATRIX_MARK,
            right_ids @ 1..=i16::MAX,
            left_ids @ 1..=i16::MAX,
        ],
        costs,
    )) = numbers.split_first_chunk()
    else {
        bail!("it is cut short, or has another layout than this format's");
    };
    let (right_ids, left_ids) = (right_ids as usize, left_ids as usize);
    let expected_bytes = MATRIX_HEADER_BYTES + 2 * right_ids * left_ids;
    ensure!(
        bytes.len() == expected_bytes,
        "{} bytes where {right_ids} x {left_ids} costs make {expected_bytes}: it is cut short or \
         altered",
        bytes.len()
    );

    let ids = match &metadata.context_id_map {
        Some(map) => inverse(&map.left, left_ids).zip(inverse(&map.right, right_ids)),
        None => Some((
            (0..left_ids as u16).collect(),
            (0..right_ids as u16).collect(),
        )),
    };
    let (left, right) = ids.context("the context_id_map in metadata.json does not fit it")?;
    let mut original = vec![0; costs.len()];
    for (costs, &left_id) in costs.chunks_exact(right_ids).zip(&left) {
        for (cost, &right_id) in costs.iter().zip(&right) {
            original[usize::from(right_id) + right_ids * usize::from(left_id)] = *cost;
        }
    }
    let matrix = Matrix::new(right_ids, left_ids, original)?;
    Ok((matrix, OriginalIds { left, right }))
}

fn read_unknown_words(
    bytes: &[u8],
    characters: &CharacterTable,
    ids: &OriginalIds,
) -> Result<Vec<Word>> {
    let dictionary = UnknownDictionary::load(bytes)?;
    let mut words = Vec::new();
    for (category, word_ids) in dictionary.category_references.iter().enumerate() {
        for &word_id in word_ids {
            let row = || {
                let surface = characters.category_name(category)?;
                let entry = dictionary.costs.get(word_id as usize)?;
                let fields: Vec<&str> = dictionary.word_details_iter(word_id)?.collect();
                Some((surface, entry, fields))
            };
            let (surface, entry, fields) = row().context("a row is damaged")?;
            words.push(Word {
                surface: surface.to_owned(),
                left_id: ids.left(entry.left_id())?,
                right_id: ids.right(entry.right_id())?,
                cost: entry.word_cost(),
                // Neither lindera nor this crate's builder knows quotes here.
                features: fields.join(","),
            });
        }
    }
    ensure!(
        words.len() == dictionary.costs.len(),
        "{} rows, but categories for {}",
        dictionary.costs.len(),
        words.len()
    );
    Ok(words)
}

/// The files that hold the words.
struct WordFiles {
    /// The surfaces, each with its place among them.
    trie: Vec<u8>,
    /// Where the entries of a surface begin, by its place; one more at the end.
    entries_index: Vec<u8>,
    entries: Vec<u8>,
    /// Where the features of a row begin, by the word id.
    features_index: Vec<u8>,
    /// The length (u32) of each row's features, and these, separated by NUL.
    features: Vec<u8>,
}

impl WordFiles {
    fn words(&self, ids: &OriginalIds) -> Result<Vec<Word>> {
        let row_count = self.features_index.len() / 4;
        let mut taken = vec![false; row_count];
        let mut words = Vec::with_capacity(row_count);
        let trie = Trie::new(&self.trie).context("reading dict.trie")?;
        for (leaf, place) in trie.leaves() {
            let surface = trie.surface(leaf).context("reading dict.trie")?;
            let entries = self.entries(place).with_context(|| {
                format!("dict.valsidx and dict.vals lack the entries of {surface:?}")
            })?;
            for entry in entries.chunks_exact(ENTRY_BYTES) {
                let id =
                    |position: usize| u16::from_le_bytes([entry[position], entry[position + 1]]);
                let row = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]) as usize;
                let free = taken.get_mut(row).filter(|taken| !**taken);
                let Some(free) = free else {
                    bail!("dict.vals: the row of {surface:?} is missing or another word's");
                };
                *free = true;
                let left_id = ids.left(id(6).into()).context("reading dict.vals")?;
                let right_id = ids.right(id(8).into()).context("reading dict.vals")?;
                let cost = id(4) as i16;
                let is_spaced = SPACED_ROWS.contains(&(&surface, left_id, right_id, cost));
                words.push(Word {
                    surface: surface.clone() + if is_spaced { " " } else { "" },
                    left_id,
                    right_id,
                    cost,
                    features: self.features(row).with_context(|| {
                        format!("dict.wordsidx and dict.words lack the features of {surface:?}")
                    })?,
                });
            }
        }
        ensure!(
            words.len() == row_count && words.len() * ENTRY_BYTES == self.entries.len(),
            "{row_count} rows in dict.wordsidx and {} bytes of entries in dict.vals, but surfaces \
             for {} in dict.trie",
            self.entries.len(),
            words.len()
        );
        Ok(words)
    }

    fn entries(&self, place: usize) -> Option<&[u8]> {
        let start = u32_at(&self.entries_index, place)? as usize;
        let end = u32_at(&self.entries_index, place + 1)? as usize;
        self.entries
            .get(start.checked_mul(ENTRY_BYTES)?..end.checked_mul(ENTRY_BYTES)?)
    }

    fn features(&self, row: usize) -> Option<String> {
        let start = u32_at(&self.features_index, row)? as usize;
        let record = self.features.get(start..)?;
        let length = u32_at(record, 0)? as usize;
        let features = record.get(4..length.checked_add(4)?)?;
        let fields = std::str::from_utf8(features).ok()?.split('\0');
        Some(fields.map(csv_field).collect::<Vec<_>>().join(","))
    }
}

/// Writes a field as it stands in a CSV row.
fn csv_field(field: &str) -> String {
    if field.contains([',', '"']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// A trie over the characters of the surfaces, as the crate crawdad writes it: the
/// number of code points, the code of each, the number of codes, the number of nodes,
/// then the nodes, a base and a check each (all u32).
struct Trie<'a> {
    /// The character of each code.
    characters: Vec<Option<char>>,
    nodes: &'a [u8],
}

impl<'a> Trie<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self> {
        let sections = || {
            let (table, rest) = bytes
                .get(4..)?
                .split_at_checked(4_usize.checked_mul(u32_at(bytes, 0)? as usize)?)?;
            let nodes_bytes = NODE_BYTES.checked_mul(u32_at(rest, 1)? as usize)?;
            let nodes = rest.get(8..).filter(|nodes| nodes.len() == nodes_bytes)?;
            Some((table, u32_at(rest, 0)? as usize, nodes))
        };
        let (table, code_count, nodes) =
            sections().context("the sections do not add up to the size of the file")?;

        // A code is a character's, so there cannot be more.
        ensure!(
            code_count <= table.len() / 4,
            "{code_count} codes for {} code points",
            table.len() / 4
        );
        let mut characters = vec![None; code_count];
        for code_point in 0..table.len() / 4 {
            let code = u32_at(table, code_point).map(|code| code as usize);
            if let Some(character) = code.and_then(|code| characters.get_mut(code)) {
                *character = char::from_u32(code_point as u32);
            }
        }
        Ok(Self { characters, nodes })
    }

    /// Gives each leaf and its value: the place of its surface among all.
    fn leaves(&self) -> impl Iterator<Item = (usize, usize)> {
        (1..self.nodes.len() / NODE_BYTES).filter_map(|node| {
            let base = self.base(node)?;
            (base & LEAF_FLAG != 0).then_some((node, (base & !LEAF_FLAG) as usize))
        })
    }

    /// Reads a surface upwards from its leaf. The child of a node for a code is its base
    /// exclusive-or the code.
    fn surface(&self, leaf: usize) -> Result<String> {
        let damaged = || format!("the way to node {leaf} is damaged");
        let mut surface = Vec::new();
        let mut node = leaf;
        loop {
            let parent = (self.check(node).with_context(damaged)? & !LEAF_FLAG) as usize;
            let base = self.base(parent).filter(|base| base & LEAF_FLAG == 0);
            let code = base.with_context(damaged)? ^ node as u32;
            if code == END_CODE {
                let flagged = self
                    .check(parent)
                    .is_some_and(|check| check & LEAF_FLAG != 0);
                ensure!(node == leaf && flagged, damaged());
            } else {
                let character = self.characters.get(code as usize).copied().flatten();
                surface.push(character.with_context(damaged)?);
            }
            ensure!(surface.len() <= MAX_SURFACE_CHARS, damaged());
            if parent == 0 {
                break;
            }
            node = parent;
        }
        Ok(surface.into_iter().rev().collect())
    }

    fn base(&self, node: usize) -> Option<u32> {
        u32_at(self.nodes, 2 * node)
    }

    fn check(&self, node: usize) -> Option<u32> {
        u32_at(self.nodes, 2 * node + 1)
    }
}

/// The `index`-th of the numbers in `bytes`.
fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    let start = index.checked_mul(4)?;
    let number = bytes.get(start..start.checked_add(4)?)?;
    Some(u32::from_le_bytes(number.try_into().ok()?))
}
