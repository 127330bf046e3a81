//! Defines the matrix of connection costs and the two changes this crate makes to it,
//! which let each eojeol be segmented alone. Both work on MeCab's own ids, before
//! lindera renumbers them.

use std::io::{self, Write};

use anyhow::{Result, bail, ensure};

use crate::checksum;

/// Goes up with every change to what `fit_to_lone_eojeols` does: it is part of the
/// cache key and of the dictionary's identity.
pub const CHANGE_VERSION: u32 = 1;

/// The id of the beginning of the text as a left neighbour, and of its end as a right
/// one.
const TEXT_EDGE: usize = 0;

/// mecab-ko-dic's own penalties for these tags after a space. A lone eojeol begins
/// where the space was, so the beginning of the text takes the penalty's place.
const ENDING_PENALTY: i16 = 3000;
const PARTICLE_PENALTY: i16 = 6000;
const ENDINGS_COPULAS_AND_SUFFIXES: [&str; 9] =
    ["EC", "EF", "EP", "ETM", "ETN", "VCP", "XSA", "XSN", "XSV"];
const PARTICLES: [&str; 9] = ["JC", "JKB", "JKC", "JKG", "JKO", "JKQ", "JKS", "JKV", "JX"];

/// The tag that stands for what follows an eojeol inside a text.
const FOLLOWING_TAG: &str = "NNG";

/// A matrix that is recognized by its costs, whether they were changed or not.
pub struct KnownMatrix<'a> {
    /// SHA-256 of the costs as `Matrix::to_le_bytes` gives them.
    pub original_sha256: &'a str,
    /// The same after `fit_to_lone_eojeols`.
    pub fitted_sha256: &'a str,
    /// The tags of the left ids, from id 0 on, each with the number of ids in a row that
    /// have it. No word has some of the ids, so the words do not tell.
    pub left_tag_runs: &'a [(&'a str, usize)],
}

/// That of mecab-ko-dic-2.1.1-20180720.
pub const KNOWN_MATRIX: KnownMatrix<'_> = KnownMatrix {
    original_sha256: "7b6c3e9dac71ecd23784251d48ae13fa70e5a2ba5f038cf07dbc8b2b00d16a54",
    fitted_sha256: "1c472d934a2557b780b373beda749fbd5a39bf4aefc22f68fb7938c340cd2c31",
    left_tag_runs: &[
        ("BOS/EOS", 1),
        ("*", 1),
        ("EC", 1),
        ("EF", 1),
        ("EP", 1),
        ("ETM", 190),
        ("ETN", 1),
        ("IC", 1),
        ("JC", 58),
        ("JKB", 198),
        ("JKC", 4),
        ("JKG", 11),
        ("JKO", 8),
        ("JKQ", 13),
        ("JKS", 38),
        ("JKV", 16),
        ("JX", 183),
        ("MAG", 13),
        ("MAJ", 1),
        ("MM", 20),
        ("NA", 1),
        ("NNB", 279),
        ("NNBC", 740),
        ("NNG", 6),
        ("NNP", 4),
        ("NP", 1),
        ("NR", 1),
        ("SC", 1),
        ("SE", 1),
        ("SF", 1),
        ("SH", 1),
        ("SL", 1),
        ("SN", 1),
        ("SP", 1),
        ("SSC", 1),
        ("SSO", 1),
        ("SY", 1),
        ("UNA", 1),
        ("UNKNOWN", 1),
        ("VA", 1),
        ("VCN", 1),
        ("VCP", 613),
        ("VSV", 1),
        ("VV", 1),
        ("VX", 1),
        ("XPN", 1),
        ("XR", 1),
        ("XSA", 1),
        ("XSN", 267),
        ("XSV", 1),
    ],
};

impl KnownMatrix<'_> {
    /// Tells a matrix that is as MeCab has it from one that was fitted to lone eojeols.
    ///
    /// # Errors
    ///
    /// Fails on any other matrix: it cannot be told whether and how it was changed.
    pub fn recognize(&self, mut matrix: Matrix) -> Result<Matrix> {
        let sha256 = checksum::sha256(&matrix.to_le_bytes());
        matrix.is_fitted = sha256 == self.fitted_sha256;
        if !matrix.is_fitted && sha256 != self.original_sha256 {
            bail!(
                "its connection costs ({} x {}, SHA-256 {sha256} in MeCab's ids) are neither the \
                 dictionary's own nor what this crate makes of them, so it cannot be told \
                 whether and how they were changed",
                matrix.right_ids,
                matrix.left_ids
            );
        }
        Ok(matrix)
    }

    /// The tag of each left id.
    pub fn left_tags(&self) -> Vec<String> {
        let runs = self.left_tag_runs.iter();
        runs.flat_map(|&(tag, count)| std::iter::repeat_n(tag.to_owned(), count))
            .collect()
    }
}

/// Connection costs, by the right id of the left word and the left id of the right
/// word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    right_ids: usize,
    left_ids: usize,
    /// As in `matrix.bin`: all right ids for left id 0, then for left id 1, and so on.
    costs: Vec<i16>,
    /// Whether `fit_to_lone_eojeols` was applied.
    is_fitted: bool,
}

impl Matrix {
    /// # Errors
    ///
    /// Fails unless there is exactly one cost for each pair of ids.
    pub fn new(right_ids: usize, left_ids: usize, costs: Vec<i16>) -> Result<Self> {
        ensure!(
            right_ids > 0 && left_ids > 0 && right_ids.checked_mul(left_ids) == Some(costs.len()),
            "{} costs do not make a matrix of {right_ids} x {left_ids}",
            costs.len()
        );
        Ok(Self {
            right_ids,
            left_ids,
            costs,
            is_fitted: false,
        })
    }

    /// How many right ids, which left words have, there are.
    pub fn right_ids(&self) -> usize {
        self.right_ids
    }

    /// How many left ids, which right words have, there are.
    pub fn left_ids(&self) -> usize {
        self.left_ids
    }

    /// Changes the costs at both edges of the text, so that an eojeol segmented alone
    /// reads as it does inside its line:
    ///
    /// - endings, copulas, suffixes and particles are made costly at the beginning;
    /// - the end costs each word what a following common noun costs it on average.
    ///
    /// `left_tags` holds the tag of each left id. A matrix that was changed so before is
    /// left as it is.
    ///
    /// # Errors
    ///
    /// Fails if `left_tags` does not fit the matrix or has no common noun.
    pub fn fit_to_lone_eojeols(&mut self, left_tags: &[String]) -> Result<()> {
        ensure!(
            left_tags.len() == self.left_ids,
            "{} tags for {} left ids",
            left_tags.len(),
            self.left_ids
        );
        let following: Vec<usize> = (0..self.left_ids)
            .filter(|&left_id| left_tags[left_id] == FOLLOWING_TAG)
            .collect();
        ensure!(
            !following.is_empty(),
            "no left id has the tag {FOLLOWING_TAG}"
        );
        if self.is_fitted {
            return Ok(());
        }
        self.is_fitted = true;

        for right_id in 0..self.right_ids {
            let costs = following
                .iter()
                .map(|&left_id| self.costs[right_id + self.right_ids * left_id]);
            self.costs[right_id + self.right_ids * TEXT_EDGE] = mean(costs);
        }
        for (left_id, tag) in left_tags.iter().enumerate() {
            let penalty = if ENDINGS_COPULAS_AND_SUFFIXES.contains(&tag.as_str()) {
                ENDING_PENALTY
            } else if PARTICLES.contains(&tag.as_str()) {
                PARTICLE_PENALTY
            } else {
                continue;
            };
            let cost = &mut self.costs[TEXT_EDGE + self.right_ids * left_id];
            *cost = cost.saturating_add(penalty);
        }
        Ok(())
    }

    /// Writes `matrix.def`: the sizes, then `right-id-of-left-word
    /// left-id-of-right-word cost` for each pair.
    pub fn write_def(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} {}", self.right_ids, self.left_ids)?;
        let mut lines = String::new();
        for (left_id, costs) in self.costs.chunks_exact(self.right_ids).enumerate() {
            lines.clear();
            for (right_id, cost) in costs.iter().enumerate() {
                use std::fmt::Write as _;
                // Writing to a String cannot fail.
                let _ = writeln!(lines, "{right_id} {left_id} {cost}");
            }
            out.write_all(lines.as_bytes())?;
        }
        Ok(())
    }

    /// The costs in the order of `matrix.bin`.
    pub fn to_le_bytes(&self) -> Vec<u8> {
        self.costs
            .iter()
            .flat_map(|cost| cost.to_le_bytes())
            .collect()
    }

    #[cfg(test)]
    pub fn cost(&self, right_id: usize, left_id: usize) -> i16 {
        self.costs[right_id + self.right_ids * left_id]
    }
}

/// The mean, rounded to the nearest, halves upwards.
fn mean(costs: impl ExactSizeIterator<Item = i16>) -> i16 {
    let count = costs.len() as i64;
    let sum: i64 = costs.map(i64::from).sum();
    // A mean of i16 values is an i16 value.
    (2 * sum + count).div_euclid(2 * count) as i16
}
