//! The analyzer: text to words and their tokens, the same for index and query.
//!
//! Defines which morphemes become tokens and where each token stands in the
//! original. Segmentation itself is in `morphemes`, spelling in `normalization`.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use lindera_dictionary::viterbi::Lattice;

use super::morphemes::{EojeolSegmenter, Morpheme, Parts};
use super::normalization::{NormalChar, normalize};
use super::sieve::Sieve;

/// Changed with every change of the tokens that a text gives: an index built
/// with another version would silently miss.
const ANALYZER_VERSION: u32 = 1;

/// Eojeols longer than this many characters are analysed in pieces. No word of
/// Korean comes near; text without spaces must not make one lattice of a megabyte.
const LONGEST_EOJEOL_CHARS: usize = 256;

/// How many eojeols are remembered before memory is given back. Half of a
/// digest's eojeols repeat; at about 200 bytes each this stays under 15 MB.
const REMEMBERED_EOJEOLS: usize = 65_536;

/// Why text cannot be analysed at all.
#[derive(Debug)]
pub struct AnalysisError(String);

impl AnalysisError {
    pub(crate) fn new(message: String) -> Self {
        AnalysisError(message)
    }
}

impl fmt::Display for AnalysisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AnalysisError {}

/// A token: a term and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term, in normal form: a morpheme, a part of a compound, a stem, a run
    /// of Latin letters or a number.
    pub text: String,
    /// The bytes of the original it stands for, on character boundaries. Tokens
    /// of one text do not overlap, but the parts of one inflected form share its
    /// bytes.
    pub range: Range<usize>,
    /// Whether the dictionary knows it. Latin letters and numbers count as known.
    pub known: bool,
}

/// A stretch of text without spaces or separating punctuation, and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The bytes of the original from its first character to its last, particles
    /// and endings included.
    pub range: Range<usize>,
    /// What is searched for; empty where nothing carries meaning (`및`).
    pub tokens: Vec<Token>,
}

/// Text to tokens. Costs microseconds to make: the dictionary is in the program.
pub struct Analyzer {
    segmenter: EojeolSegmenter,
}

/// Memory that one thread reuses from text to text.
#[derive(Default)]
pub struct Scratch {
    lattice: Lattice,
    normal: Vec<NormalChar>,
    remembered: HashMap<Box<str>, Arc<[Leaf]>>,
}

/// A token of an eojeol, placed by characters of its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leaf {
    text: Box<str>,
    chars: Range<u32>,
    known: bool,
}

impl Analyzer {
    /// The analyzer over the embedded dictionary.
    ///
    /// # Errors
    ///
    /// Where the embedded dictionary is not of the format this program reads.
    pub fn new() -> Result<Self, AnalysisError> {
        Ok(Analyzer {
            segmenter: EojeolSegmenter::new()?,
        })
    }

    /// Names everything that decides which tokens a text gives.
    pub fn fingerprint() -> String {
        format!("analyzer-{ANALYZER_VERSION}+{}", digest_ko_dic::IDENTITY)
    }

    /// The tokens of `text`, in order. The place in this list is the position.
    pub fn tokens(&self, text: &str, scratch: &mut Scratch) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.for_each_eojeol(text, scratch, |original, normal, leaves| {
            tokens.extend(leaves.iter().map(|leaf| token(leaf, original, normal)));
        });
        tokens
    }

    /// Those tokens of `text` that the sieve's terms can be among, in order.
    ///
    /// `None` stands for one or more tokens that cannot: two tokens are neighbours
    /// in the whole list just where none stands between them here.
    pub fn sifted_tokens(
        &self,
        text: &str,
        sieve: &Sieve,
        scratch: &mut Scratch,
    ) -> Vec<Option<Token>> {
        let mut tokens: Vec<Option<Token>> = Vec::new();
        let mut normal = std::mem::take(&mut scratch.normal);
        let mut chars = Vec::new();
        for (start, piece) in eojeol_pieces(text) {
            normalize(piece, &mut normal);
            chars.clear();
            chars.extend(normal.iter().map(|entry| entry.value));
            let passes = sieve.lets_through(&chars);
            // After a gap nothing can be a neighbour of what came before it.
            if !passes && matches!(tokens.last(), None | Some(None)) {
                continue;
            }
            let eojeol: String = chars.iter().collect();
            let leaves = self.leaves(&eojeol, scratch);
            if passes {
                tokens.extend(leaves.iter().map(|leaf| Some(token(leaf, start, &normal))));
            } else if !leaves.is_empty() {
                tokens.push(None);
            }
        }
        scratch.normal = normal;
        tokens
    }

    /// The words of `text`, in order, those without tokens included.
    pub fn words(&self, text: &str, scratch: &mut Scratch) -> Vec<Word> {
        let mut words = Vec::new();
        self.for_each_eojeol(text, scratch, |original, normal, leaves| {
            let mut leaves = leaves.iter().peekable();
            for run in runs_between_separators(normal) {
                let mut tokens = Vec::new();
                while let Some(leaf) = leaves.next_if(|leaf| (leaf.chars.start as usize) < run.end)
                {
                    tokens.push(token(leaf, original, normal));
                }
                words.push(Word {
                    range: original + normal[run.start].start..original + normal[run.end - 1].end,
                    tokens,
                });
            }
        });
        words
    }

    /// The morphemes of `text` eojeol by eojeol, ranges in bytes of the eojeol's
    /// normal form: what the golden files pin.
    pub fn morphemes(&self, text: &str) -> Vec<(String, Vec<Morpheme>)> {
        let mut lattice = Lattice::default();
        let mut normal = Vec::new();
        let mut eojeols = Vec::new();
        for (_, piece) in eojeol_pieces(text) {
            normalize(piece, &mut normal);
            let eojeol: String = normal.iter().map(|entry| entry.value).collect();
            let morphemes = self.segmenter.segment(&eojeol, &mut lattice);
            eojeols.push((eojeol, morphemes));
        }
        eojeols
    }

    /// The cost of the best segmentation of one eojeol: lower is likelier.
    pub(crate) fn cost(&self, eojeol: &str) -> Option<i64> {
        let mut normal = Vec::new();
        normalize(eojeol, &mut normal);
        let eojeol: String = normal.iter().map(|entry| entry.value).collect();
        self.segmenter.cost(&eojeol)
    }

    /// Whether the first morpheme of an eojeol is a dependent noun: 것, 명, 개.
    pub(crate) fn starts_with_dependent_noun(&self, eojeol: &str) -> bool {
        let morphemes = self.morphemes(eojeol);
        let first = morphemes
            .first()
            .and_then(|(_, morphemes)| morphemes.first());
        first.is_some_and(|morpheme| first_tag(&morpheme.tag).starts_with("NNB"))
    }

    /// Calls `sink` with each eojeol's place in bytes, its normal form and leaves.
    fn for_each_eojeol(
        &self,
        text: &str,
        scratch: &mut Scratch,
        mut sink: impl FnMut(usize, &[NormalChar], &[Leaf]),
    ) {
        let mut normal = std::mem::take(&mut scratch.normal);
        let mut eojeol = String::new();
        for (start, piece) in eojeol_pieces(text) {
            normalize(piece, &mut normal);
            if normal.is_empty() {
                continue;
            }
            eojeol.clear();
            eojeol.extend(normal.iter().map(|entry| entry.value));
            let leaves = self.leaves(&eojeol, scratch);
            sink(start, &normal, &leaves);
        }
        scratch.normal = normal;
    }

    fn leaves(&self, eojeol: &str, scratch: &mut Scratch) -> Arc<[Leaf]> {
        if let Some(leaves) = scratch.remembered.get(eojeol) {
            return Arc::clone(leaves);
        }
        let chars: Vec<char> = eojeol.chars().collect();
        let mut leaves = Vec::new();
        // Most of what is not Hangul needs no dictionary.
        if chars.iter().any(|&c| kind_of(c) == CharKind::Letter) {
            let morphemes = self.segmenter.segment(eojeol, &mut scratch.lattice);
            leaves_of_morphemes(eojeol, &chars, &morphemes, &mut leaves);
        }
        leaves_of_latin_and_numbers(&chars, &mut leaves);
        leaves.sort_by_key(|leaf| leaf.chars.start);
        let leaves: Arc<[Leaf]> = leaves.into();
        if scratch.remembered.len() >= REMEMBERED_EOJEOLS {
            scratch.remembered.clear();
        }
        scratch
            .remembered
            .insert(eojeol.into(), Arc::clone(&leaves));
        leaves
    }
}

fn token(leaf: &Leaf, original: usize, normal: &[NormalChar]) -> Token {
    let (first, last) = (leaf.chars.start as usize, leaf.chars.end as usize - 1);
    Token {
        text: leaf.text.to_string(),
        range: original + normal[first].start..original + normal[last].end,
        known: leaf.known,
    }
}

/// The stretches of `text` between white space, with their places in bytes; very
/// long ones in pieces.
pub(crate) fn eojeol_pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().flat_map(move |eojeol| {
        let start = eojeol.as_ptr() as usize - text.as_ptr() as usize;
        let mut cuts: Vec<usize> = eojeol
            .char_indices()
            .step_by(LONGEST_EOJEOL_CHARS)
            .map(|(at, _)| at)
            .collect();
        cuts.push(eojeol.len());
        (0..cuts.len() - 1).map(move |piece| {
            let (from, to) = (cuts[piece], cuts[piece + 1]);
            (start + from, &eojeol[from..to])
        })
    })
}

/// What a character of the normal form is to the analyzer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CharKind {
    /// Hangul, ideographs, kana and other scripts written without case.
    Letter,
    /// A letter of a script with words between spaces, such as Latin.
    Latin,
    /// A decimal digit.
    Digit,
    /// Joins what stands beside it into one word: `GPT-4`, `AT&T`.
    Joiner,
    /// Ends a word.
    Separator,
}

pub(crate) fn kind_of(value: char) -> CharKind {
    match value {
        'a'..='z' => CharKind::Latin,
        '0'..='9' => CharKind::Digit,
        '가'..='힣' => CharKind::Letter,
        '-' | '_' | '\'' | '&' | '+' | '#' | '.' | '\u{2010}' | '\u{2011}' => CharKind::Joiner,
        // Marks of enclosed letters and numbers are alphabetic to Unicode.
        '\u{2460}'..='\u{24ff}' => CharKind::Separator,
        _ if value.is_ascii() || !value.is_alphanumeric() => CharKind::Separator,
        _ if value.is_lowercase() || value.is_uppercase() => CharKind::Latin,
        _ => CharKind::Letter,
    }
}

/// The stretches of an eojeol's characters that hold something, cut at separators
/// and freed of joiners at their ends.
fn runs_between_separators(normal: &[NormalChar]) -> Vec<Range<usize>> {
    let at = |index: usize| normal.get(index).map(|entry| entry.value);
    let mut runs = Vec::new();
    let mut start = None;
    let mut end = 0;
    for (index, entry) in normal.iter().enumerate() {
        match kind_of(entry.value) {
            CharKind::Separator if !is_thousands_comma(at, index) => {
                runs.extend(start.take().map(|start| start..end));
            }
            CharKind::Separator | CharKind::Joiner => {}
            _ => {
                start.get_or_insert(index);
                end = index + 1;
            }
        }
    }
    runs.extend(start.map(|start| start..end));
    runs
}

/// Whether the character at `index` is a comma between thousands: `1,280`.
pub(super) fn is_thousands_comma(at: impl Fn(usize) -> Option<char>, index: usize) -> bool {
    let digit_at = |index: usize| at(index).is_some_and(|c| c.is_ascii_digit());
    at(index) == Some(',')
        && index > 0
        && digit_at(index - 1)
        && (1..=3).all(|after| digit_at(index + after))
        && !digit_at(index + 4)
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
            push_letter_runs(&range, here, morpheme.known, leaves);
            starts_eojeol = false;
            continue;
        }
        match &morpheme.parts {
            // A particle or an ending that starts an eojeol is a word cut wrongly.
            Parts::Whole | Parts::Inflected(_)
                if starts_eojeol && !is_content(first_tag(&morpheme.tag)) =>
            {
                leaves.push(leaf(surface, range, morpheme.known));
            }
            Parts::Whole => {
                if is_content(&morpheme.tag) && !is_plural(surface, &morpheme.tag) {
                    leaves.push(leaf(surface, range, morpheme.known));
                }
            }
            Parts::Compound(parts) => {
                let mut start = range.start;
                for (text, tag) in parts {
                    let end = start + text.chars().count() as u32;
                    if is_content(tag) {
                        leaves.push(leaf(text, start..end, true));
                    }
                    start = end;
                }
            }
            Parts::Inflected(parts) => {
                for (text, tag) in parts {
                    if is_content(tag) {
                        leaves.push(leaf(text, range.clone(), true));
                    }
                }
            }
        }
        starts_eojeol = false;
    }
}

fn leaf(text: &str, chars: Range<u32>, known: bool) -> Leaf {
    Leaf {
        text: text.into(),
        chars,
        known,
    }
}

fn push_letter_runs(range: &Range<u32>, here: &[char], known: bool, leaves: &mut Vec<Leaf>) {
    let mut at = 0;
    while at < here.len() {
        let run = here[at..]
            .iter()
            .take_while(|&&c| kind_of(c) == CharKind::Letter)
            .count();
        if run > 0 {
            let text: String = here[at..at + run].iter().collect();
            let start = range.start + at as u32;
            leaves.push(leaf(&text, start..start + run as u32, known));
        }
        at += run.max(1);
    }
}

fn first_tag(tag: &str) -> &str {
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
                leaves.push(leaf(&text, start as u32..at as u32, true));
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
        leaves.push(leaf(text, from as u32..to as u32, true));
        from = to + 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(text: &str) -> Vec<String> {
        let analyzer = Analyzer::new().unwrap();
        let tokens = analyzer.tokens(text, &mut Scratch::default());
        tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn particles_and_endings_go() {
        assert_eq!(terms("투자계획은"), ["투자", "계획"]);
        assert_eq!(terms("투자했다 투자하는"), ["투자", "투자"]);
        assert_eq!(terms("기업들이"), ["기업"]);
    }

    #[test]
    fn compounds_give_their_parts() {
        assert_eq!(terms("인공지능"), ["인공", "지능"]);
        assert_eq!(terms("인공 지능"), ["인공", "지능"]);
    }

    #[test]
    fn latin_and_numbers_do_not_depend_on_spelling() {
        for spelling in ["GPT-4", "GPT4", "gpt 4", "ＧＰＴ－４"] {
            assert_eq!(terms(spelling), ["gpt", "4"], "{spelling}");
        }
        assert_eq!(terms("H100"), ["h", "100"]);
        assert_eq!(terms("1,280억"), ["1280", "억"]);
        assert_eq!(terms("2024.04.11."), ["2024", "4", "11"]);
        assert_eq!(terms("1.5배"), ["1.5", "배"]);
        assert_eq!(terms("1,2"), ["1", "2"]);
    }

    #[test]
    fn words_part_at_separators() {
        let analyzer = Analyzer::new().unwrap();
        let text = "(주)카카오, AI·디지털 그록-1.5V를 1,000여명";
        let words = analyzer.words(text, &mut Scratch::default());
        let shown: Vec<&str> = words.iter().map(|word| &text[word.range.clone()]).collect();
        assert_eq!(
            shown,
            ["주", "카카오", "AI", "디지털", "그록-1.5V를", "1,000여명"]
        );
    }

    #[test]
    fn text_without_words_gives_none() {
        for text in ["", " \n\t", "…!?", "🎉", "①", "()"] {
            assert!(terms(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn tokens_point_at_the_original() {
        let analyzer = Analyzer::new().unwrap();
        let text = "워싱턴⼤와 ＧＰＴ－４를 투자계획은";
        let tokens = analyzer.tokens(text, &mut Scratch::default());
        let shown: Vec<&str> = tokens
            .iter()
            .map(|token| &text[token.range.clone()])
            .collect();
        assert_eq!(shown, ["워싱턴", "⼤", "ＧＰＴ", "４", "투자", "계획"]);
    }

    #[test]
    fn a_megabyte_without_spaces_is_analysed() {
        let text = "가나다라".repeat(90_000);
        assert!(!terms(&text).is_empty());
    }

    proptest! {
        #[test]
        fn token_ranges_are_slices_in_order(text in "\\PC{0,60}") {
            let analyzer = Analyzer::new().unwrap();
            let mut last = 0;
            for token in analyzer.tokens(&text, &mut Scratch::default()) {
                prop_assert!(token.range.start >= last);
                prop_assert!(text.get(token.range.clone()).is_some_and(|slice| !slice.is_empty()));
                prop_assert!(!token.text.is_empty());
                last = token.range.start;
            }
        }

        #[test]
        fn what_is_remembered_changes_nothing(text in "[가-힣A-Z0-9 .,()·-]{0,40}") {
            let analyzer = Analyzer::new().unwrap();
            let mut scratch = Scratch::default();
            let first = analyzer.tokens(&text, &mut scratch);
            prop_assert_eq!(&analyzer.tokens(&text, &mut scratch), &first);
            prop_assert_eq!(&analyzer.tokens(&text, &mut Scratch::default()), &first);
        }

        #[test]
        fn words_hold_exactly_the_tokens(text in "[가-힣a-zA-Z0-9 .,()·㈜-]{0,40}") {
            let analyzer = Analyzer::new().unwrap();
            let mut scratch = Scratch::default();
            let tokens = analyzer.tokens(&text, &mut scratch);
            let of_words: Vec<Token> = analyzer
                .words(&text, &mut scratch)
                .into_iter()
                .flat_map(|word| word.tokens)
                .collect();
            prop_assert_eq!(tokens, of_words);
        }
    }
}
