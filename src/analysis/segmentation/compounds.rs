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
/// together, and the words of two syllables and more that other cuts of it give, which are
/// asked for where there is a lattice for them.
pub(in crate::analysis) fn parts(
    segmenter: &EojeolSegmenter,
    chars: &[char],
    text: &str,
    leaves: &[Leaf],
    recut: Option<&mut Lattice>,
) -> Vec<Range<u32>> {
    let mut parts = runs_of_parts(leaves);
    let is_cut = leaves.len() > 1 && chars.len() >= SHORTEST_RECUT_CHARS && is_compound(leaves);
    let Some(lattice) = recut.filter(|_| is_cut) else {
        return parts;
    };
    for morphemes in segmenter.other_cuts(text, lattice) {
        let other = leaves::leaves(text, chars, &morphemes);
        if !is_another_cut(&other, leaves, chars.len()) {
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

/// Whether `other` leaves are words of the dictionary that make the same compound as `leaves`.
/// They end where it ends or where the run of `count` characters does (세계 + 개발자 + 회의, and no
/// 자회 + 의): what ends between them is cut into the particles. A syllable by itself comes of a
/// finer cut (고속 + 철도 + 망), or it was cut off a word (사진작 + 가).
fn is_another_cut(other: &[Leaf], leaves: &[Leaf], count: usize) -> bool {
    let end = |leaves: &[Leaf]| leaves.last().map(|last| last.chars.end);
    let syllables = |leaves: &[Leaf]| {
        let single = leaves.iter().filter(|leaf| leaf.chars.len() == 1);
        single.count()
    };
    other.len() > 1
        && (end(other) == end(leaves) || end(other) == Some(count as u32))
        && syllables(other) + leaves.len() <= syllables(leaves) + other.len()
        && is_compound(other)
        && other.iter().all(|leaf| leaf.known)
}
