//! The analyzer: text to words and their tokens, the same for index and query.
//!
//! Places words and tokens in the original; what they are is in `token`, which parts of an
//! eojeol become tokens in `leaves`, segmentation in `morphemes`, spelling in
//! `normalization`.

use lindera_dictionary::viterbi::Lattice;

use crate::analysis::error::AnalysisError;
use crate::analysis::inflection::ends_word;
use crate::analysis::letters::characters::{CharKind, kind_of};
use crate::analysis::letters::hanja;
use crate::analysis::letters::normalization::{NormalChar, normalize};
use crate::analysis::letters::units::spelling;
use crate::analysis::scratch::{Room, Scratch};
use crate::analysis::segmentation::compounds;
use crate::analysis::segmentation::eojeols::{AnalyzedEojeol, EojeolBuilder};
use crate::analysis::segmentation::joined_words::joined_words;
use crate::analysis::segmentation::leaves::{self, Leaf, Role};
use crate::analysis::segmentation::morphemes::{EojeolSegmenter, Morpheme};
use crate::analysis::segmentation::terms::{CompiledTerms, Terms};
use crate::analysis::segmentation::token::{Reading, ReadingKind, Stem, Token, Word};
use crate::analysis::spelled::readings::{
    Spelled, VERB_MARK, for_each_reading, latin_words, spelled,
};
use crate::analysis::spelled::runs::{Run, edges, eojeol_pieces, runs};

/// Text to tokens. Costs microseconds to make: the dictionary is in the program.
pub struct Analyzer {
    pub(super) segmenter: EojeolSegmenter,
}

impl Analyzer {
    /// Raised with every change of the tokens that a text gives: an index built with
    /// another version would silently miss.
    pub const VERSION: u32 = 11;

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
    pub fn with_compiled_terms(terms: CompiledTerms) -> Result<Self, AnalysisError> {
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
            for Run { chars, is_tail, .. } in runs(&normal) {
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

    /// Whether the dictionary has `word`, in normal form, whole as a common noun, however it is cut
    /// where it stands.
    pub(crate) fn has_common_noun(&self, word: &str) -> bool {
        self.segmenter.has_common_noun(word)
    }

    /// Whether `text` has a word, and so a reading.
    pub(crate) fn has_words(&self, text: &str, scratch: &mut Scratch) -> bool {
        let mut pieces = eojeol_pieces(text);
        pieces.any(|(_, piece)| self.eojeol(piece, scratch).word_count() > 0)
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
        let whole = normal.as_slice();
        // Where the words between middle dots begin that may be one.
        let mut dotted_start = 0;
        let mut runs = runs(normal).into_iter().peekable();
        while let Some(run) = runs.next() {
            found.begin_word(run.is_beside);
            if !run.is_behind_dot {
                dotted_start = run.chars.start;
            }
            let ends_dotted =
                run.is_behind_dot && runs.peek().is_none_or(|next| !next.is_behind_dot);
            let (run, is_tail) = (run.chars, run.is_tail);
            let range = normal[run.start].start..normal[run.end - 1].end;
            if is_tail {
                found.word(range, 0);
                continue;
            }
            let normal = &normal[run.clone()];
            let here = &chars[run.clone()];
            text.clear();
            text.extend(here.iter());
            let morphemes = self.morphemes_of_run(text, here, lattice);
            let leaves = leaves::leaves(text, here, &morphemes);
            for leaf in &leaves {
                found.token(&leaf.text, leaf.range(normal), leaf.known, leaf.role);
            }
            let counted = spelled(normal);
            if reads {
                if ends_dotted {
                    let dotted = &whole[dotted_start..run.end];
                    let short = with_short_names(piece, dotted);
                    read_as_one(found, short.as_deref().unwrap_or(dotted), range.start);
                }
                for_each_reading(&counted.chars, |text, count, is_whole| {
                    let end = normal[counted.places[count - 1]].end;
                    found.reading(text, range.start..end, is_whole);
                });
                if let Some(short) = with_short_names(piece, normal)
                    && short.len() > 1
                {
                    read_as_one(found, &short, range.start);
                }
                for from in latin_words(&counted.chars) {
                    let start = normal[counted.places[from]].start;
                    for_each_reading(&counted.chars[from..], |text, count, _| {
                        let end = normal[counted.places[from + count - 1]].end;
                        found.reading(text, start..end, false);
                    });
                }
                let is_one_row = morphemes.first().is_some_and(|first| {
                    let end = text[..first.range.end].chars().count();
                    leaves
                        .last()
                        .is_some_and(|last| last.chars.end as usize == end)
                });
                let recut = (!is_one_row).then_some(&mut *lattice);
                let mut parts = compounds::parts(&self.segmenter, here, text, &leaves, recut);
                let is_hanja = |at: usize| piece[normal[at].start..].starts_with(hanja::is_hanja);
                parts.extend(joined_words(&self.segmenter, here, is_hanja));
                for parts in parts {
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

/// Adds the readings of words that may be one (한·미·일), where the last of them stands, which begins
/// at the byte `last`.
fn read_as_one(found: &mut EojeolBuilder, words: &[NormalChar], last: usize) {
    let counted = spelled(words);
    for_each_reading(&counted.chars, |text, count, is_whole| {
        let end = &words[counted.places[count - 1]];
        if end.start >= last {
            found.reading(text, words[0].start..end.end, is_whole);
        }
    });
}

/// Characters with the first syllable alone of each name that one Hanja stands for: 美 is 미국,
/// and 美中 or 美·中 are 미중. `None` where there is no such name.
fn with_short_names(piece: &str, normal: &[NormalChar]) -> Option<Vec<NormalChar>> {
    let is_same = |before: &NormalChar, behind: &NormalChar| {
        behind.start == before.start && piece[before.start..].starts_with(hanja::is_hanja)
    };
    if !normal.windows(2).any(|two| is_same(&two[0], &two[1])) {
        return None;
    }
    let mut short = normal.to_vec();
    short.dedup_by(|behind, before| is_same(before, behind));
    Some(short)
}

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

#[cfg(test)]
mod tests;
