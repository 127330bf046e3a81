//! Defines what a MeCab dictionary says, whatever form it was read from: words,
//! unknown-word rows, characters, connection costs and the tags of the left ids.
//! Reading is left to `mecab` and `text`, building to `lindera`.

use anyhow::{Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::characters::CharacterTable;
use crate::checksum::hexadecimal;
use crate::matrix::Matrix;

/// The dictionary this crate is written for.
pub const DICTIONARY_VERSION: &str = "mecab-ko-dic-2.1.1-20180720";

/// What that dictionary holds. A count that differs means a damaged or another one.
pub const KNOWN_COUNTS: Counts = Counts {
    words: 816_283,
    right_ids: 3_822,
    left_ids: 2_693,
    unknown_words: 13,
};

/// SHA-256 of that dictionary in the form `Lexicon::sha256` gives it.
pub const KNOWN_SHA256: &str = "36650bd8117aa1a7e14970c9117c25f1a8f881aded686ffc35ae1ba71f6d70e7";

/// The same where its matrix was fitted to lone eojeols before it was read.
const KNOWN_FITTED_SHA256: &str =
    "0a31670521c7186045287a458d6d3719ae69b31cf8be899ed285d678fd7cedad";

/// How much a dictionary holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub words: usize,
    pub right_ids: usize,
    pub left_ids: usize,
    pub unknown_words: usize,
}

/// One row: of the lexicon, or of the unknown words (where the surface is the name
/// of a character category).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    pub surface: String,
    pub left_id: u16,
    pub right_id: u16,
    pub cost: i16,
    /// The remaining columns as they stand in the CSV row, commas and quotes kept.
    pub features: String,
}

/// A dictionary before it is built.
pub struct Lexicon {
    pub words: Vec<Word>,
    pub unknown_words: Vec<Word>,
    pub characters: CharacterTable,
    pub matrix: Matrix,
    /// The first tag of each left id, by id: `NNG`, `JKO`, `EC`.
    pub left_tags: Vec<String>,
}

impl Lexicon {
    /// Puts the rows in one order, so that the same dictionary read from another form
    /// gives the same files: lindera breaks ties between equal paths by row order.
    pub fn new(
        mut words: Vec<Word>,
        mut unknown_words: Vec<Word>,
        characters: CharacterTable,
        matrix: Matrix,
        left_tags: Vec<String>,
    ) -> Result<Self> {
        words.sort_unstable();
        unknown_words.sort_unstable();
        let lexicon = Self {
            words,
            unknown_words,
            characters,
            matrix,
            left_tags,
        };
        lexicon.check()?;
        Ok(lexicon)
    }

    pub fn counts(&self) -> Counts {
        Counts {
            words: self.words.len(),
            right_ids: self.matrix.right_ids(),
            left_ids: self.matrix.left_ids(),
            unknown_words: self.unknown_words.len(),
        }
    }

    /// Identifies the content, independent of the form it was read from. The known
    /// dictionary with its matrix fitted counts as the known one: it is built alike.
    pub fn sha256(&self) -> String {
        let mut hasher = Sha256::new();
        for word in self.words.iter().chain(&self.unknown_words) {
            hasher.update(word.surface.as_bytes());
            hasher.update([0]);
            hasher.update(word.left_id.to_le_bytes());
            hasher.update(word.right_id.to_le_bytes());
            hasher.update(word.cost.to_le_bytes());
            hasher.update(word.features.as_bytes());
            hasher.update([0]);
        }
        hasher.update(self.characters.to_char_def());
        hasher.update(self.matrix.to_le_bytes());
        hasher.update(self.left_tags.join("\n"));
        let sha256 = hexadecimal(&hasher.finalize());
        if sha256 == KNOWN_FITTED_SHA256 {
            return KNOWN_SHA256.to_owned();
        }
        sha256
    }

    fn check(&self) -> Result<()> {
        ensure!(!self.words.is_empty(), "the dictionary has no words");
        ensure!(
            self.left_tags.len() == self.matrix.left_ids(),
            "left-id.def names {} ids but the matrix has {}",
            self.left_tags.len(),
            self.matrix.left_ids()
        );
        for word in self.words.iter().chain(&self.unknown_words) {
            if usize::from(word.left_id) >= self.matrix.left_ids()
                || usize::from(word.right_id) >= self.matrix.right_ids()
            {
                bail!(
                    "{:?} has the context ids {} and {}, which the matrix lacks",
                    word.surface,
                    word.left_id,
                    word.right_id
                );
            }
            // lindera trims surfaces, which it may, but then skips those that are empty.
            if word.surface.trim().is_empty() {
                bail!("a row of the dictionary has an empty surface");
            }
            if word.surface.contains(['\n', '\r']) || word.features.contains(['\n', '\r']) {
                bail!("the row of {:?} holds a line end", word.surface);
            }
        }
        for word in &self.unknown_words {
            if !self.characters.has_category(&word.surface) {
                bail!(
                    "unknown-word row for {:?}, which is no character category",
                    word.surface
                );
            }
        }
        Ok(())
    }
}
