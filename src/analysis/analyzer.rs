//! The analyzer: text to words and their tokens, the same for index and query.
//!
//! Places words and tokens in the original; what they are is in `token`, which parts of an
//! eojeol become tokens in `leaves`, segmentation in `morphemes`, spelling in
//! `normalization`.

use std::ops::Range;

use lindera_dictionary::viterbi::Lattice;

use super::characters::{CharKind, is_thousands_comma, kind_of};
use super::eojeols::{AnalyzedEojeol, EojeolBuilder, EojeolMemory};
use super::error::AnalysisError;
use super::grams::spelling;
use super::leaves::{self, Leaf, first_tag};
use super::morphemes::{EojeolSegmenter, Morpheme};
use super::normalization::{NormalChar, normalize};
use super::sieve::Sieve;
use super::terms::{CompiledTerms, Terms};
use super::token::{Stem, Token, Word};

/// Eojeols longer than this many characters are analysed in pieces. No word of
/// Korean comes near; text without spaces must not make one lattice of a megabyte.
const LONGEST_EOJEOL_CHARS: usize = 256;

/// Text to tokens. Costs microseconds to make: the dictionary is in the program.
pub struct Analyzer {
    pub(super) segmenter: EojeolSegmenter,
}

/// Memory that one thread reuses from text to text, of one analyzer.
pub struct Scratch {
    room: Room,
    remembered: EojeolMemory,
}

/// Where an eojeol is analysed.
#[derive(Default)]
struct Room {
    lattice: Lattice,
    normal: Vec<NormalChar>,
    chars: Vec<char>,
    eojeol: String,
    found: EojeolBuilder,
}

impl Room {
    /// Brings `text` into normal form.
    fn read(&mut self, text: &str) {
        normalize(text, &mut self.normal);
        self.chars.clear();
        let values = self.normal.iter().map(|entry| entry.value);
        self.chars.extend(values);
    }
}

impl Scratch {
    /// How much is remembered where nobody says, in bytes: some 50,000 eojeols.
    pub const REMEMBERED_BYTES: usize = 12 << 20;

    /// One that remembers eojeols in at most about `bytes`. What it remembers changes
    /// nothing but the time.
    pub fn remembering(bytes: usize) -> Self {
        Scratch {
            room: Room::default(),
            remembered: EojeolMemory::new(bytes),
        }
    }
}

impl Default for Scratch {
    fn default() -> Self {
        Scratch::remembering(Self::REMEMBERED_BYTES)
    }
}

impl Analyzer {
    /// Raised with every change of the tokens that a text gives: an index built with
    /// another version would silently miss.
    pub const VERSION: u32 = 5;

    /// Names the dictionary in the program, with the changes made to it.
    pub const DICTIONARY: &'static str = digest_ko_dic::IDENTITY;

    /// The analyzer over the embedded dictionary and the shipped terms.
    ///
    /// # Errors
    ///
    /// Where the embedded dictionary is not of the format this program reads.
    pub fn new() -> Result<Self, AnalysisError> {
        Analyzer::with_terms(&Terms::shipped())
    }

    /// The analyzer over the embedded dictionary and `terms`.
    ///
    /// # Errors
    ///
    /// Where lindera cannot read the dictionary or the terms.
    pub fn with_terms(terms: &Terms) -> Result<Self, AnalysisError> {
        Ok(Analyzer {
            segmenter: EojeolSegmenter::new(terms.build()?)?,
        })
    }

    /// The same with terms that were compiled before, for little text: ready in a tenth of
    /// the time, and slower by text.
    ///
    /// # Errors
    ///
    /// Where lindera cannot read the dictionary or the terms.
    pub fn with_compiled_terms(terms: &CompiledTerms) -> Result<Self, AnalysisError> {
        Ok(Analyzer {
            segmenter: EojeolSegmenter::lean(terms.load()?)?,
        })
    }

    /// The tokens of `text`, in order. The place in this list is the position.
    pub fn tokens(&self, text: &str, scratch: &mut Scratch) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.for_each_eojeol(text, scratch, |start, eojeol| {
            tokens.extend(eojeol.tokens(start));
        });
        tokens
    }

    /// The terms of the first tokens of `text`, so many at most. What stands behind them
    /// is not looked at.
    pub fn first_terms(&self, text: &str, most: usize, scratch: &mut Scratch) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        for (_, piece) in eojeol_pieces(text) {
            let wanted = most - terms.len();
            if wanted == 0 {
                break;
            }
            let eojeol = self.eojeol(piece, scratch);
            terms.extend(eojeol.terms().take(wanted).map(|term| term.text.to_owned()));
        }
        terms
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
        scratch.room.read(text);
        let sieve = sieve.for_text(&scratch.room.chars);
        if sieve.is_closed() {
            return tokens;
        }
        // What stands behind the last token and passes nothing: whether it holds tokens is
        // looked at only where another one follows.
        let mut gap: Vec<&str> = Vec::new();
        for (start, piece) in eojeol_pieces(text) {
            scratch.room.read(piece);
            if !sieve.lets_through(&scratch.room.chars) {
                if matches!(tokens.last(), Some(Some(_))) {
                    gap.push(piece);
                }
                continue;
            }
            let mut passed_over = gap.drain(..);
            if passed_over.any(|piece| !self.eojeol(piece, scratch).has_no_tokens()) {
                tokens.push(None);
            }
            drop(passed_over);
            tokens.extend(self.eojeol(piece, scratch).tokens(start).map(Some));
        }
        tokens
    }

    /// The words of `text`, in order, those without tokens included.
    pub fn words(&self, text: &str, scratch: &mut Scratch) -> Vec<Word> {
        let mut words = Vec::new();
        self.for_each_eojeol(text, scratch, |start, eojeol| {
            words.extend(eojeol.words(start));
        });
        words
    }

    /// The words of `text` without the particles and endings behind them, each as one
    /// term: 레드팀은 gives 레드팀, ＧＰＴ－４를 gives gpt4. In order; words without tokens
    /// give none.
    pub fn stems(&self, text: &str, scratch: &mut Scratch) -> Vec<Stem> {
        let mut stems = Vec::new();
        self.for_each_eojeol(text, scratch, |start, eojeol| {
            stems.extend(eojeol.stems().map(|stem| Stem {
                text: stem.text.to_owned(),
                range: start + stem.range.start..start + stem.range.end,
            }));
        });
        stems
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

    /// Whether the last morpheme of an eojeol is a prefix: 제 in 제3자.
    pub(crate) fn ends_with_prefix(&self, eojeol: &str) -> bool {
        let morphemes = self.morphemes(eojeol);
        let last = morphemes.last().and_then(|(_, morphemes)| morphemes.last());
        last.is_some_and(|morpheme| morpheme.tag == "XPN")
    }

    /// Calls `sink` with each eojeol's place in bytes and what was found in it, in order.
    pub(super) fn for_each_eojeol(
        &self,
        text: &str,
        scratch: &mut Scratch,
        mut sink: impl FnMut(usize, &AnalyzedEojeol),
    ) {
        for (start, piece) in eojeol_pieces(text) {
            sink(start, self.eojeol(piece, scratch));
        }
    }

    /// What is found in one eojeol, remembered or anew.
    fn eojeol<'s>(&self, piece: &str, scratch: &'s mut Scratch) -> &'s AnalyzedEojeol {
        let Scratch { room, remembered } = scratch;
        remembered.get(piece, || self.analyzed(piece, room))
    }

    fn analyzed(&self, piece: &str, room: &mut Room) -> AnalyzedEojeol {
        room.read(piece);
        let Room {
            lattice,
            normal,
            chars,
            eojeol,
            found,
        } = room;
        eojeol.clear();
        eojeol.extend(chars.iter());
        let mut leaves = self.leaves(eojeol, chars, lattice).into_iter().peekable();
        for run in runs_between_separators(normal) {
            let start = normal[run.start].start;
            let mut tokens = 0;
            let mut stem_end = None;
            while let Some(leaf) = leaves.next_if(|leaf| (leaf.chars.start as usize) < run.end) {
                let range = leaf.range(normal);
                stem_end = Some(range.end);
                found.token(&leaf.text, range, leaf.known, leaf.role);
                tokens += 1;
            }
            found.word(start..normal[run.end - 1].end, tokens);
            if let Some(end) = stem_end {
                let original = &piece[start..end];
                if original.chars().all(is_spelled_as_it_is) {
                    found.stem(original, start..end);
                } else {
                    let text = spelling(original);
                    if !text.is_empty() {
                        found.stem(&text, start..end);
                    }
                }
            }
        }
        found.finish()
    }

    /// The leaves of an eojeol in normal form, whose characters are `chars`.
    pub(super) fn leaves(&self, eojeol: &str, chars: &[char], lattice: &mut Lattice) -> Vec<Leaf> {
        // Most of what is not Hangul needs no dictionary.
        let morphemes = if chars.iter().any(|&c| kind_of(c) == CharKind::Letter) {
            self.segmenter.segment(eojeol, lattice)
        } else {
            Vec::new()
        };
        leaves::leaves(eojeol, chars, &morphemes)
    }
}

/// Whether a character is its own normal form, and counts: most are.
fn is_spelled_as_it_is(value: char) -> bool {
    matches!(value, '가'..='힣' | 'a'..='z' | '0'..='9')
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use proptest::prelude::*;

    fn terms(text: &str) -> Vec<String> {
        let analyzer = test_analyzer();
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
    fn words_without_meaning_of_their_own_go() {
        for word in ["및", "그리고", "또한"] {
            assert!(terms(word).is_empty(), "{word}");
        }
        assert_eq!(terms("레드팀 및 챌린지"), ["레드", "팀", "챌린지"]);
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
        let analyzer = test_analyzer();
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
        let analyzer = test_analyzer();
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
            let analyzer = test_analyzer();
            let mut last = 0;
            for token in analyzer.tokens(&text, &mut Scratch::default()) {
                prop_assert!(token.range.start >= last);
                prop_assert!(text.get(token.range.clone()).is_some_and(|slice| !slice.is_empty()));
                prop_assert!(!token.text.is_empty());
                last = token.range.start;
            }
        }

        // One remembers everything, one forgets all the time, one never met anything.
        #[test]
        fn what_is_remembered_changes_nothing(
            texts in prop::collection::vec("[가나다인공지능레드팀은는 A1·.,()㈜-]{0,30}", 1..6)
        ) {
            let analyzer = test_analyzer();
            let (mut much, mut little) = (Scratch::default(), Scratch::remembering(500));
            for text in texts.iter().chain(&texts) {
                let mut nothing = Scratch::remembering(0);
                let words = analyzer.words(text, &mut nothing);
                let stems = analyzer.stems(text, &mut nothing);
                for scratch in [&mut much, &mut little] {
                    prop_assert_eq!(&analyzer.words(text, scratch), &words);
                    prop_assert_eq!(&analyzer.stems(text, scratch), &stems);
                }
                let terms = analyzer.first_terms(text, 3, &mut little);
                let tokens = words.into_iter().flat_map(|word| word.tokens);
                let first: Vec<String> = tokens.map(|token| token.text).take(3).collect();
                prop_assert_eq!(terms, first);
            }
        }

        #[test]
        fn words_hold_exactly_the_tokens(text in "[가-힣a-zA-Z0-9 .,()·㈜-]{0,40}") {
            let analyzer = test_analyzer();
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
