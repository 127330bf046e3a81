//! Which parts of an eojeol become tokens, and why others do not.
//!
//! Defines the choice by tag, the parts of compounds, the stems of inflected forms,
//! and the rule for Latin letters and numbers. Works on one eojeol in normal form;
//! `analyzer` places the tokens in the original.

use std::ops::Range;

use super::morphemes::{Morpheme, Parts};
use crate::analysis::letters::characters::{
    CharKind, is_sign_of_name, is_thousands_comma, kind_of,
};
use crate::analysis::letters::normalization::NormalChar;

/// A token of an eojeol, placed by characters of its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analysis) struct Leaf {
    pub text: Box<str>,
    pub chars: Range<u32>,
    pub known: bool,
    pub role: Role,
}

impl Leaf {
    /// Its bytes in the eojeol that has this normal form.
    pub(in crate::analysis) fn range(&self, normal: &[NormalChar]) -> Range<usize> {
        let (first, last) = (self.chars.start as usize, self.chars.end as usize - 1);
        normal[first].start..normal[last].end
    }
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
    /// The role's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Noun => "noun",
            Role::Verb => "verb",
            Role::Modifier => "modifier",
            Role::Affix => "affix",
            Role::Stand => "stand",
        }
    }

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

/// Why a morpheme is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dropped {
    /// A particle: 은, 에서.
    Particle,
    /// An ending: 는, 았, 다.
    Ending,
    /// The copula 이다.
    Copula,
    /// A suffix that only makes verbs and adjectives: the 하 of 투자하다.
    VerbSuffix,
    /// An auxiliary verb: the 있 of 하고 있다.
    Auxiliary,
    /// A conjunctive adverb: 그리고, 및.
    Conjunction,
    /// The plural suffix 들.
    Plural,
    /// A mark, which parts words or joins them.
    Mark,
}

impl Dropped {
    /// The reason's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Dropped::Particle => "particle",
            Dropped::Ending => "ending",
            Dropped::Copula => "copula",
            Dropped::VerbSuffix => "verb_suffix",
            Dropped::Auxiliary => "auxiliary",
            Dropped::Conjunction => "conjunction",
            Dropped::Plural => "plural",
            Dropped::Mark => "mark",
        }
    }
}

/// What becomes of a morpheme, or of one of its parts.
#[derive(Debug)]
pub(in crate::analysis) enum Fate {
    Kept(Leaf),
    Dropped(Dropped),
    /// It has no letters: the rule for Latin letters and numbers reads its characters.
    ReadByCharacters,
}

/// The leaves of an eojeol that the dictionary cut into `morphemes`, in order; of
/// one without letters, for which there need be none.
pub(in crate::analysis) fn leaves(
    eojeol: &str,
    chars: &[char],
    morphemes: &[Morpheme],
) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    judge(eojeol, chars, morphemes, |_, _, fate| {
        if let Fate::Kept(leaf) = fate {
            leaves.push(leaf);
        }
    });
    leaves_of_latin_and_numbers(chars, &mut leaves);
    leaves.sort_by_key(|leaf| leaf.chars.start);
    leaves
}

/// Calls `sink` with the place of each morpheme, that of the part where it is judged by
/// its parts, and what becomes of it. A morpheme with letters and others has a fate for
/// each run of letters.
pub(in crate::analysis) fn judge(
    eojeol: &str,
    chars: &[char],
    morphemes: &[Morpheme],
    mut sink: impl FnMut(usize, Option<usize>, Fate),
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
    for (place, morpheme) in morphemes.iter().enumerate() {
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
            sink(place, None, Fate::ReadByCharacters);
            continue;
        }
        if !all_letters {
            // A dictionary word such as T머니: its Latin part and its number come
            // from their own rule, so that every spelling gives the same tokens.
            for leaf in letter_runs(&range, here, morpheme) {
                sink(place, None, Fate::Kept(leaf));
            }
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
                let leaf = leaf(surface, range, morpheme.known, role);
                sink(place, None, Fate::Kept(leaf));
            }
            // No adverb stands behind a word: the end of a sentence was cut as that of a noun.
            Parts::Whole
                if surface == "다"
                    && morpheme.tag == "MAG"
                    && place > 0
                    && range.end == letters_end =>
            {
                sink(place, None, Fate::Dropped(Dropped::Ending));
            }
            Parts::Whole => {
                let plural = is_plural(surface, &morpheme.tag).then_some(Dropped::Plural);
                let fate = match dropped(&morpheme.tag).or(plural) {
                    Some(reason) => Fate::Dropped(reason),
                    None => Fate::Kept(leaf(surface, range, morpheme.known, role)),
                };
                sink(place, None, fate);
            }
            Parts::Compound(parts) => {
                let mut start = range.start;
                for (part, (text, tag)) in parts.iter().enumerate() {
                    let end = start + text.chars().count() as u32;
                    sink(place, Some(part), fate_of_part(text, tag, start..end));
                    start = end;
                }
            }
            Parts::Inflected(parts) => {
                for (part, (text, tag)) in parts.iter().enumerate() {
                    sink(place, Some(part), fate_of_part(text, tag, range.clone()));
                }
            }
        }
        starts_eojeol = false;
    }
}

fn fate_of_part(text: &str, tag: &str, chars: Range<u32>) -> Fate {
    match dropped(tag) {
        Some(reason) => Fate::Dropped(reason),
        None => Fate::Kept(leaf(text, chars, true, Role::of(tag))),
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

/// The runs of letters of a morpheme that has other characters too.
fn letter_runs(range: &Range<u32>, here: &[char], morpheme: &Morpheme) -> Vec<Leaf> {
    let mut leaves = Vec::new();
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
    leaves
}

pub(in crate::analysis) fn first_tag(tag: &str) -> &str {
    let end = tag.bytes().position(|byte| byte == b'+');
    &tag[..end.unwrap_or(tag.len())]
}

/// Why a morpheme of this tag is not worth a token; `None` where it is.
///
/// Particles (J), endings (E), the copula, the suffixes that only make verbs and
/// adjectives, auxiliary verbs, conjunctive adverbs and symbols go. Prefixes stay:
/// 비-, 무-, 반-, 초- turn the meaning. So do suffixes of nouns: 연구자 is not 연구.
fn dropped(tag: &str) -> Option<Dropped> {
    match tag {
        "VCP" => Some(Dropped::Copula),
        "XSV" | "XSA" => Some(Dropped::VerbSuffix),
        "VX" => Some(Dropped::Auxiliary),
        "MAJ" => Some(Dropped::Conjunction),
        "SF" | "SE" | "SSO" | "SSC" | "SC" | "SY" | "SP" => Some(Dropped::Mark),
        _ if tag.starts_with('J') => Some(Dropped::Particle),
        _ if tag.starts_with('E') => Some(Dropped::Ending),
        _ => None,
    }
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
/// are the same. C++ and C# keep their signs. A comma between thousands goes, one point stays (1.5), several
/// points part (2024.4.11), and a month or day loses its leading zero.
fn leaves_of_latin_and_numbers(chars: &[char], leaves: &mut Vec<Leaf>) {
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        match kind_of(chars[at]) {
            CharKind::Latin => {
                let value_at = |index: usize| chars.get(index).copied();
                while at < chars.len()
                    && (kind_of(chars[at]) == CharKind::Latin || is_sign_of_name(value_at, at))
                {
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
