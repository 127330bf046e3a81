//! Candidates for new words, from the statistics of a corpus without a dictionary.
//!
//! Defines how a candidate is told from a part of a word and from a compound; what is
//! counted, what looks like a noun and what stands beside it are told below. Which words are known already the caller
//! tells; what becomes of the candidates is an editor's decision.

mod contexts;
mod drafts;
mod prefixes;
mod statistics;

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::spelled::tails::Symbol;
use contexts::{Context, contexts};
use drafts::{Draft, Search};
use prefixes::Prefixes;
use statistics::FIRST_LATIN;

pub use statistics::WordStatistics;

/// A word that the corpus suggests.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The word in normal form, without particles: two symbols or more, one of them a
    /// syllable of Hangul.
    pub word: String,
    /// How often it occurs, at the beginning of an eojeol or inside one.
    pub count: u64,
    /// How well its symbols hold together, above 0 and up to 1: the geometric mean of
    /// the probabilities of each symbol after those before it, at the beginning of
    /// eojeols.
    pub cohesion: f64,
    /// How many different things stand before it, as an entropy in bits.
    pub left_entropy: f64,
    /// How many different things follow it, as an entropy in bits.
    pub right_entropy: f64,
    /// The higher, the better. It compares candidates of one corpus.
    pub score: f64,
    /// The commonest eojeol that begins with the word and has more, such as a
    /// particle; the word where it has never more.
    pub example: String,
}

impl WordStatistics {
    /// The best candidates, the best first, no more than `limit`.
    ///
    /// `is_known` tells of a word in normal form whether it is one word of the
    /// dictionary: such words are no candidates, nor are compounds of them that the
    /// corpus writes apart too. The same texts added in the same order give the same
    /// candidates in the same order.
    pub fn candidates(&self, is_known: impl Fn(&str) -> bool, limit: usize) -> Vec<Candidate> {
        let prefixes = Prefixes::new(&self.eojeols);
        let mut search = Search {
            statistics: self,
            prefixes: &prefixes,
            is_known: &is_known,
            least_count: LEAST_COUNT + self.total / EOJEOLS_FOR_ONE_MORE,
            drafts: Vec::new(),
        };
        search.visit(0..prefixes.eojeols.len(), &mut Vec::new());
        let drafts = search.drafts;
        let contexts = contexts(&drafts, &prefixes);
        let words: HashMap<&[Symbol], u64> = drafts
            .iter()
            .map(|draft| (draft.word, draft.starts))
            .collect();
        let mut candidates: Vec<Candidate> = drafts
            .iter()
            .zip(&contexts)
            .filter_map(|(draft, context)| {
                self.candidate(draft, context, &words, &prefixes, &is_known)
            })
            .collect();
        candidates.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(b.count.cmp(&a.count))
                .then_with(|| a.word.cmp(&b.word))
        });
        candidates.truncate(limit);
        candidates
    }

    /// The candidate of a draft, unless it stands mostly inside other words or is a
    /// compound.
    fn candidate(
        &self,
        draft: &Draft<'_>,
        context: &Context,
        words: &HashMap<&[Symbol], u64>,
        prefixes: &Prefixes<'_>,
        is_known: &impl Fn(&str) -> bool,
    ) -> Option<Candidate> {
        let count = context.left.total();
        let start_share = draft.starts as f64 / count as f64;
        if start_share < LEAST_START_SHARE {
            return None;
        }
        let right_entropy = context.right.entropy();
        let compound = self.compound(draft, words, prefixes, is_known);
        if right_entropy < LEAST_RIGHT_ENTROPY || compound == Compound::Free {
            return None;
        }
        let doubt = if compound == Compound::Bound {
            BOUND_COMPOUND
        } else {
            1.0
        };
        Some(Candidate {
            word: self.text(draft.word),
            count,
            cohesion: draft.cohesion,
            left_entropy: context.left.entropy(),
            right_entropy,
            score: draft.cohesion * right_entropy * start_share * doubt,
            example: self.text(draft.example),
        })
    }

    /// Whether a word falls into words that are known or candidates themselves.
    fn compound(
        &self,
        draft: &Draft<'_>,
        words: &HashMap<&[Symbol], u64>,
        prefixes: &Prefixes<'_>,
        is_known: &impl Fn(&str) -> bool,
    ) -> Compound {
        let word = draft.word;
        let part_of = |range: Range<usize>| {
            let part = &word[range.clone()];
            let after = word.get(range.end).and_then(|&c| char::from_u32(c));
            if part.iter().all(|&symbol| symbol >= FIRST_LATIN) {
                return Compound::Free;
            }
            if let [syllable] = part {
                let syllable = char::from_u32(*syllable).unwrap_or_default();
                let is_affix = if range.start == 0 {
                    PREFIXES.contains(&syllable) || after == Some('째')
                } else {
                    range.end == word.len() && SUFFIXES.contains(&syllable)
                };
                return if is_affix {
                    Compound::Free
                } else {
                    Compound::None
                };
            }
            let is_candidate = words.get(part).is_some_and(|&starts| starts > draft.starts);
            if !is_candidate && !is_known(&self.text(part)) {
                return Compound::None;
            }
            // A word is free if eojeols begin with it and not with the compound.
            let (in_compound, is_derived) = if range.start == 0 {
                let is_last = range.end + 1 == word.len();
                let is_derived = is_last && after.is_some_and(|c| DERIVING.contains(&c));
                (draft.starts, is_derived)
            } else {
                (0, false)
            };
            let elsewhere = prefixes.count(part) - in_compound;
            if is_derived || elsewhere * 4 >= draft.starts.max(4) {
                Compound::Free
            } else {
                Compound::Bound
            }
        };
        // What the symbols up to each place fall into, at best.
        let mut best = vec![Compound::None; word.len() + 1];
        best[0] = Compound::Free;
        for end in 1..=word.len() {
            for start in 0..end {
                if best[start] > best[end] && end - start < word.len() {
                    best[end] = best[end].max(part_of(start..end).min(best[start]));
                }
            }
        }
        best[word.len()]
    }
}

/// A candidate begins this many eojeols at least, and one more for each
/// `EOJEOLS_FOR_ONE_MORE` of the corpus.
const LEAST_COUNT: u64 = 3;
const EOJEOLS_FOR_ONE_MORE: u64 = 200_000;

/// The share of a word's occurrences that begin an eojeol: 드팀 stands in 레드팀.
const LEAST_START_SHARE: f64 = 0.6;

/// What follows must vary as much at least, in bits.
const LEAST_RIGHT_ENTROPY: f64 = 0.5;

/// What is left of the score of a compound whose parts the corpus has only in it: the
/// dictionary's words for them may be chance (미드 + 저니).
const BOUND_COMPOUND: f64 = 0.6;

/// Syllables before a noun that make no new word: 초거대, 비식별.
const PREFIXES: &[char] = &[
    '초', '비', '무', '반', '신', '재', '대', '고', '저', '최', '제', '총', '각', '본', '타', '주',
    '전', '현', '탈', '친', '범', '준', '소', '다', '미', '불', '부', '구', '양', '첫', '새', '맨',
];

/// Syllables after a noun that make no new word: 생성형, 안전성.
const SUFFIXES: &[char] = &[
    '적', '성', '화', '형', '자', '률', '율', '력', '용', '별', '식', '권', '론', '학', '계', '측',
    '급', '상', '하', '내', '간', '들', '등', '법', '안', '액', '비', '물', '품', '기', '장', '점',
    '사', '국', '부', '원', '회', '단', '대', '인', '족', '층', '군', '치', '량', '도', '값', '관',
    '실', '팀', '당', '체', '제', '책', '망', '선', '어', '씨', '시', '구', '생', '직', '서', '문',
    '표', '증', '업', '지', '소', '감', '심', '집', '발', '산', '판', '차', '주', '처', '째',
];

/// Those of them that make nouns of any noun, so that the dictionary always has the
/// right parts.
const DERIVING: &[char] = &['적', '성', '화', '형', '별', '용', '들', '째'];

/// How a word is made of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Compound {
    /// It is not.
    None,
    /// Of words, one of which has no life of its own in the corpus.
    Bound,
    /// Of words that the corpus has elsewhere too.
    Free,
}

#[cfg(test)]
mod tests;
