//! Which parts of an eojeol become tokens.
//!
//! Defines the choice by tag, the parts of compounds, the stems of inflected forms,
//! and the rule for Latin letters and numbers. Works on one eojeol in normal form;
//! `analyzer` places the tokens in the original.

use std::ops::Range;

use super::characters::{CharKind, is_thousands_comma, kind_of};
use super::morphemes::{Morpheme, Parts};

/// A token of an eojeol, placed by characters of its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    pub text: Box<str>,
    pub chars: Range<u32>,
    pub known: bool,
    pub role: Role,
}

/// What a token is to the text it stands in: how much it says about the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A noun, a name, a root, a Latin word, a number: what texts are about.
    Noun,
    /// The stem of a verb or an adjective.
    Verb,
    /// An adverb or a determiner: 다시, 새.
    Modifier,
    /// A prefix or suffix: 비-, -적, -화.
    Affix,
    /// A noun that stands for another one: 것, 명, 무엇, 누구.
    Stand,
}

impl Role {
    fn of(tag: &str) -> Self {
        match first_tag(tag) {
            "VV" | "VA" | "VCN" => Role::Verb,
            "MAG" | "MM" | "MAJ" => Role::Modifier,
            "XPN" | "XSN" => Role::Affix,
            "NNB" | "NNBC" | "NP" => Role::Stand,
            _ => Role::Noun,
        }
    }
}

/// The leaves of an eojeol that the dictionary cut into `morphemes`, in order; of
/// one without letters, for which there need be none.
pub(super) fn leaves(eojeol: &str, chars: &[char], morphemes: &[Morpheme]) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    leaves_of_morphemes(eojeol, chars, morphemes, &mut leaves);
    leaves_of_latin_and_numbers(chars, &mut leaves);
    leaves.sort_by_key(|leaf| leaf.chars.start);
    leaves
}

fn leaves_of_morphemes(
    eojeol: &str,
    chars: &[char],
    morphemes: &[Morpheme],
    leaves: &mut Vec<Leaf>,
) {
    // The index of the character that starts at each byte.
    let mut char_at_byte = vec![0u32; eojeol.len() + 1];
    for (index, (byte, _)) in eojeol.char_indices().enumerate() {
        char_at_byte[byte] = index as u32;
    }
    char_at_byte[eojeol.len()] = chars.len() as u32;

    let mut starts_eojeol = true;
    let letters_end = chars
        .iter()
        .rposition(|&c| kind_of(c) == CharKind::Letter)
        .map_or(0, |last| last as u32 + 1);
    for morpheme in morphemes {
        let range = char_at_byte[morpheme.range.start]..char_at_byte[morpheme.range.end];
        let here = &chars[range.start as usize..range.end as usize];
        let letters = here
            .iter()
            .filter(|&&c| kind_of(c) == CharKind::Letter)
            .count();
        let all_letters = letters == here.len();
        let surface = &eojeol[morpheme.range.clone()];
        if letters == 0 {
            starts_eojeol &= here
                .iter()
                .all(|&c| matches!(kind_of(c), CharKind::Separator | CharKind::Joiner));
            continue;
        }
        if !all_letters {
            // A dictionary word such as T머니: its Latin part and its number come
            // from their own rule, so that every spelling gives the same tokens.
            push_letter_runs(&range, here, morpheme, leaves);
            starts_eojeol = false;
            continue;
        }
        let role = Role::of(&morpheme.tag);
        match &morpheme.parts {
            // A particle or an ending that starts an eojeol and has more of it behind
            // is a word cut wrongly; one that is all of it was spaced apart.
            Parts::Whole | Parts::Inflected(_)
                if starts_eojeol
                    && range.end < letters_end
                    && is_bound(first_tag(&morpheme.tag)) =>
            {
                leaves.push(leaf(surface, range, morpheme.known, role));
            }
            Parts::Whole => {
                if is_content(&morpheme.tag) && !is_plural(surface, &morpheme.tag) {
                    leaves.push(leaf(surface, range, morpheme.known, role));
                }
            }
            Parts::Compound(parts) => {
                let mut start = range.start;
                for (text, tag) in parts {
                    let end = start + text.chars().count() as u32;
                    if is_content(tag) {
                        leaves.push(leaf(text, start..end, true, Role::of(tag)));
                    }
                    start = end;
                }
            }
            Parts::Inflected(parts) => {
                for (text, tag) in parts {
                    if is_content(tag) {
                        leaves.push(leaf(text, range.clone(), true, Role::of(tag)));
                    }
                }
            }
        }
        starts_eojeol = false;
    }
}

fn leaf(text: &str, chars: Range<u32>, known: bool, role: Role) -> Leaf {
    Leaf {
        text: text.into(),
        chars,
        known,
        role,
    }
}

fn push_letter_runs(
    range: &Range<u32>,
    here: &[char],
    morpheme: &Morpheme,
    leaves: &mut Vec<Leaf>,
) {
    let mut at = 0;
    while at < here.len() {
        let run = here[at..]
            .iter()
            .take_while(|&&c| kind_of(c) == CharKind::Letter)
            .count();
        if run > 0 {
            let text: String = here[at..at + run].iter().collect();
            let start = range.start + at as u32;
            let chars = start..start + run as u32;
            leaves.push(leaf(&text, chars, morpheme.known, Role::of(&morpheme.tag)));
        }
        at += run.max(1);
    }
}

pub(super) fn first_tag(tag: &str) -> &str {
    tag.split('+').next().unwrap_or(tag)
}

/// Whether a morpheme of this tag is worth a token.
///
/// Particles (J), endings (E), the copula, the suffixes that only make verbs and
/// adjectives, auxiliary verbs, conjunctive adverbs and symbols go. Prefixes stay:
/// 비-, 무-, 반-, 초- turn the meaning. So do suffixes of nouns: 연구자 is not 연구.
pub(super) fn is_content(tag: &str) -> bool {
    !(tag.starts_with('J')
        || tag.starts_with('E')
        || matches!(
            tag,
            "VCP" | "XSV" | "XSA" | "VX" | "MAJ" | "SF" | "SE" | "SSO" | "SSC" | "SC" | "SY" | "SP"
        ))
}

/// Whether a morpheme of this tag cannot begin an eojeol: a particle, an ending or
/// the copula.
fn is_bound(tag: &str) -> bool {
    tag.starts_with('J') || tag.starts_with('E') || tag == "VCP"
}

/// The plural suffix says nothing about what a text is about.
fn is_plural(surface: &str, tag: &str) -> bool {
    tag == "XSN" && surface == "들"
}

/// Latin words and numbers, by one rule whatever the dictionary holds of them.
///
/// Letters and digits part (H100 = h + 100), so that `GPT-4`, `GPT4` and `GPT 4`
/// are the same. A comma between thousands goes, one point stays (1.5), several
/// points part (2024.4.11), and a month or day loses its leading zero.
fn leaves_of_latin_and_numbers(chars: &[char], leaves: &mut Vec<Leaf>) {
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        match kind_of(chars[at]) {
            CharKind::Latin => {
                while at < chars.len() && kind_of(chars[at]) == CharKind::Latin {
                    at += 1;
                }
                let text: String = chars[start..at].iter().collect();
                leaves.push(leaf(&text, start as u32..at as u32, true, Role::Noun));
            }
            CharKind::Digit => at = leaves_of_number(chars, start, leaves),
            _ => at += 1,
        }
    }
}

/// Reads the number at `start`; gives the index after it.
fn leaves_of_number(chars: &[char], start: usize, leaves: &mut Vec<Leaf>) -> usize {
    let value_at = |index: usize| chars.get(index).copied();
    let digit_at = |index: usize| value_at(index).is_some_and(|c| c.is_ascii_digit());
    let mut points = Vec::new();
    let mut end = start;
    while digit_at(end)
        || is_thousands_comma(value_at, end)
        || (value_at(end) == Some('.') && digit_at(end + 1))
    {
        if chars[end] == '.' {
            points.push(end);
        }
        end += 1;
    }
    // One point is a decimal one; several part a date or a version.
    if points.len() == 1 {
        points.clear();
    }
    let mut from = start;
    for to in points.into_iter().chain([end]) {
        let digits: String = chars[from..to].iter().filter(|&&c| c != ',').collect();
        let text = match digits.strip_prefix('0') {
            Some(rest) if rest.len() == 1 => rest,
            _ => digits.as_str(),
        };
        leaves.push(leaf(text, from as u32..to as u32, true, Role::Noun));
        from = to + 1;
    }
    end
}
