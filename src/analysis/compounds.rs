//! Which parts of a compound are looked up by their letters.

use std::ops::Range;

use lindera_dictionary::viterbi::Lattice;

use super::leaves::{self, Leaf, Role};
use super::morphemes::EojeolSegmenter;

/// Shorter compounds have no part of two syllables beside those that they are cut into.
const SHORTEST_RECUT_CHARS: usize = 5;

/// Compounds of more parts are lists, and not words that something is a part of.
const MOST_PARTS: usize = 8;

/// The parts of a compound that are looked up by their letters: several of its tokens
/// together, and the words of two syllables and more that other cuts of it give.
pub(super) fn parts(
    segmenter: &EojeolSegmenter,
    chars: &[char],
    text: &str,
    leaves: &[Leaf],
    lattice: &mut Lattice,
) -> Vec<Range<u32>> {
    let mut parts = runs_of_parts(leaves);
    if leaves.len() < 2 || chars.len() < SHORTEST_RECUT_CHARS || !is_compound(leaves) {
        return parts;
    }
    for morphemes in segmenter.other_cuts(text, lattice) {
        let other = leaves::leaves(text, chars, &morphemes);
        if other.len() < 2 || !is_compound(&other) || !other.iter().all(|leaf| leaf.known) {
            continue;
        }
        let words = other.iter().map(|leaf| leaf.chars.clone());
        let words = words.filter(|word| {
            let is_known = leaves.iter().any(|leaf| leaf.chars == *word);
            word.len() > 1 && !is_known
        });
        parts.extend(words.chain(runs_of_parts(&other)));
    }
    parts.sort_unstable_by_key(|part| (part.start, part.end));
    parts.dedup();
    // What begins the compound is there by its particles, or would be by letters alone.
    parts.retain(|part| (part.end as usize) < chars.len() || part.start > 0);
    parts
}

/// The runs of two tokens and more of a compound of three and more that are not all of it:
/// 재난관리청 of 연방재난관리청. What is a part by the dictionary is found as one however it
/// is cut alone.
fn runs_of_parts(leaves: &[Leaf]) -> Vec<Range<u32>> {
    let mut runs = Vec::new();
    let count = leaves.len();
    if !(3..=MOST_PARTS).contains(&count) || !is_compound(leaves) {
        return runs;
    }
    for first in 0..count {
        for last in first + 1..count {
            if last - first + 1 < count {
                runs.push(leaves[first].chars.start..leaves[last].chars.end);
            }
        }
    }
    runs
}

/// Whether leaves are words of Hangul side by side, none of them a verb.
fn is_compound(leaves: &[Leaf]) -> bool {
    let is_hangul = |leaf: &Leaf| leaf.text.chars().all(|c| ('가'..='힣').contains(&c));
    leaves
        .windows(2)
        .all(|two| two[0].chars.end == two[1].chars.start)
        && leaves
            .iter()
            .all(|leaf| leaf.role != Role::Verb && is_hangul(leaf))
}
