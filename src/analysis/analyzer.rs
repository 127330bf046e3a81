//! The analyzer: text to words and their tokens, the same for index and query.
//!
//! Places words and tokens in the original; what they are is in `token`, which parts of an
//! eojeol become tokens in `leaves`, segmentation in `morphemes`, spelling in
//! `normalization`.

use std::ops::Range;

use lindera_dictionary::viterbi::Lattice;

use super::characters::{
    CharKind, closes, ends_sentence, is_sign_of_name, is_thousands_comma, kind_of,
};
use super::eojeols::{AnalyzedEojeol, Edges, EojeolBuilder, EojeolMemory};
use super::error::AnalysisError;
use super::inflection::{ends_word, is_only_a_tail, past_forms};
use super::leaves::{self, Leaf, Role, first_tag};
use super::morphemes::{EojeolSegmenter, Morpheme};
use super::normalization::{NormalChar, normalize};
use super::readings::{Spelled, VERB_MARK, for_each_reading, spelled};
use super::terms::{CompiledTerms, Terms};
use super::token::{DictionaryForm, Reading, ReadingKind, Stem, Token, Word};
use super::units::spelling;

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
    /// Whether eojeols are read by their letters, too.
    reads: bool,
}

/// Where an eojeol is analysed.
#[derive(Default)]
struct Room {
    lattice: Lattice,
    normal: Vec<NormalChar>,
    chars: Vec<char>,
    run: String,
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
            reads: false,
        }
    }

    /// The same, which finds the readings of eojeols as well: an index has them, and what is
    /// shown of a hit needs none.
    pub fn with_readings(bytes: usize) -> Self {
        Scratch {
            reads: true,
            ..Scratch::remembering(bytes)
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
    pub const VERSION: u32 = 8;

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

    /// What each word of `text` can be read as by its letters, word by word, the whole first:
    /// 레드팀은 gives 레드팀은 and 레드팀. They are what a query's word is looked up among.
    pub fn readings(&self, text: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        let mut scratch = Scratch::with_readings(0);
        self.for_each_eojeol(text, &mut scratch, |start, eojeol| {
            readings.extend(eojeol.readings().map(|reading| {
                let term = reading.term;
                let verb = term.text.strip_prefix(VERB_MARK);
                Reading {
                    text: verb.unwrap_or(term.text).to_owned(),
                    range: start + term.range.start..start + term.range.end,
                    kind: match verb {
                        _ if reading.is_whole => ReadingKind::Whole,
                        Some(_) => ReadingKind::Verb,
                        None => ReadingKind::Noun,
                    },
                }
            }));
        });
        readings
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
            let mut morphemes = Vec::new();
            for Run { chars, is_tail } in runs(&normal) {
                if is_tail {
                    continue;
                }
                let start: usize = normal[..chars.start]
                    .iter()
                    .map(|c| c.value.len_utf8())
                    .sum();
                let run: String = normal[chars].iter().map(|entry| entry.value).collect();
                let cut = self.segmenter.segment(&run, &mut lattice).into_iter();
                morphemes.extend(cut.map(|morpheme| Morpheme {
                    range: morpheme.range.start + start..morpheme.range.end + start,
                    ..morpheme
                }));
            }
            eojeols.push((eojeol, morphemes));
        }
        eojeols
    }

    /// The tokens of a verb or an adjective in its dictionary form (밝히다), and its stem
    /// (밝히) where it is no noun with 하다. `None` where `word` is no such form. Ranges are
    /// bytes of `word`.
    ///
    /// Dictionary forms stand in queries, not in texts: 다 at an eojeol's end is cut as that of
    /// a noun is, and the stem goes with it. Before other endings it is seen.
    pub fn dictionary_form(&self, word: &str) -> Option<DictionaryForm> {
        let stem = word.strip_suffix('다')?;
        if stem.is_empty() || !word.chars().all(|c| ('가'..='힣').contains(&c)) {
            return None;
        }
        let is_verb = |role: Role| role == Role::Verb;
        let mut lattice = Lattice::default();
        // The past is not written as anything else: 바다 is no verb, for there is no 봤 of it.
        for form in past_forms(stem) {
            let leaves = self.leaves_of(&format!("{form}다"), &mut lattice);
            let [before @ .., last] = leaves.as_slice() else {
                continue;
            };
            let joined: String = before.iter().map(|token| token.text.as_str()).collect();
            let is_of_stem = is_verb(last.role) && joined + &last.text == stem;
            if is_of_stem {
                return Some(DictionaryForm {
                    tokens: leaves,
                    stem: Some(stem.to_owned()),
                });
            }
        }
        for ending in ["고", "지", "는", "게"] {
            let text = format!("{stem}{ending}");
            let morphemes = self.segmenter.segment(&text, &mut lattice);
            let [.., verb, last] = morphemes.as_slice() else {
                continue;
            };
            let is_form = last.range.start == stem.len()
                && last.tag.starts_with('E')
                && matches!(verb.tag.as_str(), "VV" | "VA" | "VX" | "XSV" | "XSA");
            let tokens = self.leaves_of(&text, &mut lattice);
            let Some(last) = tokens.last().filter(|_| is_form) else {
                continue;
            };
            // A noun of one syllable and 하다 are one verb (전하다), others stay a noun.
            let is_one = verb.tag.starts_with('V') || last.text.chars().count() == 1;
            return Some(DictionaryForm {
                tokens,
                stem: is_one.then(|| stem.to_owned()),
            });
        }
        None
    }

    /// The tokens of a text that is one run in normal form.
    fn leaves_of(&self, text: &str, lattice: &mut Lattice) -> Vec<Token> {
        let mut normal = Vec::new();
        normalize(text, &mut normal);
        let chars = values(&normal);
        let leaves = self.leaves(&chars, &mut String::new(), lattice);
        let tokens = leaves.iter().map(|leaf| Token {
            text: leaf.text.to_string(),
            range: leaf.range(&normal),
            known: leaf.known,
            role: leaf.role,
        });
        tokens.collect()
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
        let Scratch {
            room,
            remembered,
            reads,
        } = scratch;
        remembered.get(piece, || self.analyzed(piece, room, *reads))
    }

    fn analyzed(&self, piece: &str, room: &mut Room, reads: bool) -> AnalyzedEojeol {
        room.read(piece);
        let Room {
            lattice,
            normal,
            chars,
            run: text,
            found,
        } = room;
        found.edges(edges(chars));
        for Run {
            chars: run,
            is_tail,
        } in runs(normal)
        {
            let range = normal[run.start].start..normal[run.end - 1].end;
            if is_tail {
                found.word(range, 0);
                continue;
            }
            let normal = &normal[run.clone()];
            let leaves = self.leaves(&chars[run.clone()], text, lattice);
            for leaf in &leaves {
                found.token(&leaf.text, leaf.range(normal), leaf.known, leaf.role);
            }
            let counted = spelled(normal);
            if reads {
                for_each_reading(&counted.chars, |text, count, is_whole| {
                    let end = normal[counted.places[count - 1]].end;
                    found.reading(text, range.start..end, is_whole);
                });
                for parts in self.parts(&chars[run.clone()], text, &leaves, lattice) {
                    let place = |char: u32| {
                        counted
                            .places
                            .partition_point(|place| *place < char as usize)
                    };
                    let (from, to) = (place(parts.start), place(parts.end));
                    let text: String = counted.chars[from..to].iter().collect();
                    let bytes =
                        normal[counted.places[from]].start..normal[counted.places[to - 1]].end;
                    found.reading(&text, bytes, false);
                }
            }
            if let Some(last) = leaves.last() {
                let end = stem_end(&counted, last);
                let stem = range.start..normal[counted.places[end - 1]].end;
                let original = &piece[stem.clone()];
                if original.chars().all(is_spelled_as_it_is) {
                    found.stem(original, stem);
                } else {
                    let text = spelling(original);
                    if !text.is_empty() {
                        found.stem(&text, stem);
                    }
                }
            }
            found.word(range, leaves.len());
        }
        found.finish()
    }

    /// The parts of a compound that are looked up by their letters: several of its tokens
    /// together, and the words of two syllables and more that other cuts of it give.
    fn parts(
        &self,
        chars: &[char],
        text: &str,
        leaves: &[Leaf],
        lattice: &mut Lattice,
    ) -> Vec<Range<u32>> {
        let mut parts = runs_of_parts(leaves);
        if leaves.len() < 2 || chars.len() < SHORTEST_RECUT_CHARS || !is_compound(leaves) {
            return parts;
        }
        for morphemes in self.segmenter.other_cuts(text, lattice) {
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

    /// The leaves of a run of an eojeol, whose characters in normal form are `chars`.
    pub(super) fn leaves(
        &self,
        chars: &[char],
        text: &mut String,
        lattice: &mut Lattice,
    ) -> Vec<Leaf> {
        text.clear();
        text.extend(chars.iter());
        let morphemes = self.morphemes_of_run(text, chars, lattice);
        leaves::leaves(text, chars, &morphemes)
    }

    /// The morphemes of a run in normal form. Most of what is not Hangul needs no
    /// dictionary, and has none.
    pub(super) fn morphemes_of_run(
        &self,
        text: &str,
        chars: &[char],
        lattice: &mut Lattice,
    ) -> Vec<Morpheme> {
        if chars.iter().any(|&c| kind_of(c) == CharKind::Letter) {
            self.segmenter.segment(text, lattice)
        } else {
            Vec::new()
        }
    }
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

/// Shorter compounds have no part of two syllables beside those that they are cut into.
const SHORTEST_RECUT_CHARS: usize = 5;

/// Compounds of more parts are lists, and not words that something is a part of.
const MOST_PARTS: usize = 8;

/// How many of a run's characters its stem has, of which `last` is the last leaf. Where the
/// dictionary cut wrongly (권 of 권하준은) it is what the particles leave.
fn stem_end(counted: &Spelled, last: &Leaf) -> usize {
    let end = counted
        .places
        .partition_point(|place| *place < last.chars.end as usize);
    if ends_word(&counted.chars, end, last.role == Role::Verb) {
        return end.max(1);
    }
    let mut longest = counted.chars.len();
    for_each_reading(&counted.chars, |text, count, is_whole| {
        if !is_whole && !text.starts_with(VERB_MARK) && longest == counted.chars.len() {
            longest = count;
        }
    });
    longest
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

/// A stretch of an eojeol's characters that holds something, between separators and freed
/// of joiners at its ends.
pub(super) struct Run {
    /// Its characters among those of the eojeol.
    pub chars: Range<usize>,
    /// Whether it is no word: what stands behind one that a mark closes (은 in ‘레드팀’은), or
    /// a legal form in brackets ((주)).
    pub is_tail: bool,
}

/// The runs of an eojeol in normal form, in order.
pub(super) fn runs(normal: &[NormalChar]) -> Vec<Run> {
    let at = |index: usize| normal.get(index).map(|entry| entry.value);
    let mut runs: Vec<Run> = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut add = |chars: Range<usize>| {
        let before = chars.start.checked_sub(1).and_then(at);
        let is_tail = !runs.is_empty()
            && before.is_some_and(closes)
            && chars.len() < LONGEST_LONE_TAIL_CHARS
            && is_only_a_tail(&values(&normal[chars.clone()]))
            || is_mark_of_company(normal, &chars);
        runs.push(Run { chars, is_tail });
    };
    for (index, entry) in normal.iter().enumerate() {
        match kind_of(entry.value) {
            CharKind::Separator if !is_thousands_comma(at, index) => {
                if let Some(start) = start.take() {
                    add(start..end);
                }
            }
            CharKind::Separator => {}
            CharKind::Joiner if !is_sign_of_name(at, index) => {}
            _ => {
                start.get_or_insert(index);
                end = index + 1;
            }
        }
    }
    if let Some(start) = start {
        add(start..end);
    }
    runs
}

/// Whether `run` is what a company's legal form is shortened to, in its brackets: (주), ㈜.
fn is_mark_of_company(normal: &[NormalChar], run: &Range<usize>) -> bool {
    let at = |index: Option<usize>| Some(normal.get(index?)?.value);
    run.len() == 1
        && matches!(normal[run.start].value, '주' | '유' | '재' | '사')
        && at(run.start.checked_sub(1)) == Some('(')
        && at(Some(run.end)) == Some(')')
}

/// Particles that stand behind a mark have fewer characters than this.
const LONGEST_LONE_TAIL_CHARS: usize = 10;

fn values(normal: &[NormalChar]) -> Vec<char> {
    normal.iter().map(|entry| entry.value).collect()
}

/// What stands around the words of an eojeol whose characters are `chars`.
fn edges(chars: &[char]) -> Edges {
    let parts = |c: Option<&char>| c.is_some_and(|c| kind_of(*c) == CharKind::Separator);
    let closed = chars.iter().rev();
    let mut closed = closed.skip_while(|c| closes(**c) && !ends_sentence(**c));
    let ends_sentence = closed.next().is_some_and(|c| ends_sentence(*c))
        && closed.next().is_some_and(|c| ('가'..='힣').contains(c));
    Edges {
        opens: parts(chars.first()),
        closes: parts(chars.last()) || chars.last() == Some(&'.'),
        ends_sentence,
    }
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
