//! Takes the steps that are told.
//!
//! Each is told by the code that does it: the fate of a morpheme is `leaves`' own, and the
//! tokens are the analyzer's.

use std::ops::Range;

use lindera_dictionary::viterbi::Lattice;

use super::{BigramTrace, EojeolTrace, MorphemeTrace, PartTrace, Structure, Trace, TraceOutcome};
use crate::analysis::analyzer::Analyzer;
use crate::analysis::letters::normalization::{NormalChar, normalize};
use crate::analysis::numbers::numbers;
use crate::analysis::scratch::Scratch;
use crate::analysis::segmentation::leaves::{Dropped, Fate, Leaf, judge};
use crate::analysis::segmentation::morphemes::Parts;
use crate::analysis::segmentation::token::Token;
use crate::analysis::spelled::grams::grams;
use crate::analysis::spelled::runs::{eojeol_pieces, runs};

impl Analyzer {
    /// What is done with `text`, step by step.
    pub fn trace(&self, text: &str) -> Trace {
        let mut scratch = Scratch::default();
        let mut normal = Vec::new();
        normalize(text, &mut normal);
        let normal_form = in_one(&normal);
        let mut tokens = Vec::new();
        let mut eojeols = Vec::new();
        let mut lattice = Lattice::default();
        for (start, piece) in eojeol_pieces(text) {
            normalize(piece, &mut normal);
            if normal.is_empty() {
                continue;
            }
            let mut morphemes = Vec::new();
            for run in runs(&normal) {
                let normal = &normal[run.chars];
                let chars: Vec<char> = normal.iter().map(|entry| entry.value).collect();
                let mut text = String::new();
                let leaves = if run.is_tail {
                    text.extend(&chars);
                    Vec::new()
                } else {
                    self.leaves(&chars, &mut text, &mut lattice)
                };
                let cut = CutRun {
                    text: &text,
                    start,
                    normal,
                    is_tail: run.is_tail,
                    leaves: &leaves,
                    first_token: tokens.len(),
                };
                morphemes.extend(self.morpheme_traces(&cut));
                tokens.extend(leaves.iter().map(|leaf| token(leaf, start, normal)));
            }
            eojeols.push(EojeolTrace {
                range: start..start + piece.len(),
                morphemes,
                normal_form: in_one(&normal),
            });
        }
        Trace {
            normal_form,
            eojeols,
            tokens,
            stems: self.stems(text, &mut scratch),
            readings: self.readings(text),
            bigrams: bigrams(text),
            numbers: numbers(text),
        }
    }

    /// Whether `word` is one word: a known morpheme, or a word of the terms.
    pub fn has_word(&self, word: &str) -> bool {
        let mut eojeols = self.morphemes(word).into_iter();
        let (Some((eojeol, morphemes)), None) = (eojeols.next(), eojeols.next()) else {
            return false;
        };
        matches!(morphemes.as_slice(), [morpheme] if morpheme.known) || self.terms_have(&eojeol)
    }

    fn morpheme_traces(&self, cut: &CutRun<'_>) -> Vec<MorphemeTrace> {
        let chars: Vec<char> = cut.text.chars().collect();
        let morphemes = self.morphemes_of_run(cut.text, &chars, &mut Lattice::default());
        let mut fates: Vec<Vec<(Option<usize>, Fate)>> = Vec::new();
        fates.resize_with(morphemes.len(), Vec::new);
        judge(cut.text, &chars, &morphemes, |place, part, fate| {
            fates[place].push((part, fate));
        });
        let judged = morphemes.into_iter().zip(fates);
        judged
            .map(|(morpheme, fates)| {
                let text = &cut.text[morpheme.range.clone()];
                let chars = cut.chars(&morpheme.range);
                let parts = if cut.is_tail {
                    Vec::new()
                } else {
                    cut.part_traces(&morpheme.parts, &fates)
                };
                MorphemeTrace {
                    text: text.to_owned(),
                    range: cut.start + cut.normal[chars.start].start
                        ..cut.start + cut.normal[chars.end - 1].end,
                    known: morpheme.known,
                    in_terms: self.terms_have(text),
                    structure: match morpheme.parts {
                        Parts::Whole => Structure::Whole,
                        Parts::Compound(_) => Structure::Compound,
                        Parts::Inflected(_) => Structure::Inflected,
                    },
                    outcome: cut.outcome(&chars, &parts, &fates),
                    parts,
                    tag: morpheme.tag,
                }
            })
            .collect()
    }

    /// Whether the terms have a word that is spelt so in normal form.
    fn terms_have(&self, word: &str) -> bool {
        let terms = self.segmenter.segmenter.user_dictionary.as_ref();
        terms.is_some_and(|terms| {
            let mut found = terms.dict.da.find_overlapping_iter(word);
            found.any(|found| found.start() == 0 && found.end() == word.len())
        })
    }
}

fn in_one(normal: &[NormalChar]) -> String {
    normal.iter().map(|entry| entry.value).collect()
}

fn bigrams(text: &str) -> Vec<BigramTrace> {
    let grams = grams(text);
    // Where a run begins, the marked bigram stands before the plain one, at its place.
    let places = grams.chunk_by(|one, other| one.position == other.position);
    places
        .filter_map(|at_place| {
            let plain = at_place.last()?;
            Some(BigramTrace {
                text: plain.text.clone(),
                range: plain.range.clone(),
                starts_run: at_place.len() > 1,
            })
        })
        .collect()
}

/// The token of a leaf, in an eojeol that begins at the byte `original` of the text.
fn token(leaf: &Leaf, original: usize, normal: &[NormalChar]) -> Token {
    let range = leaf.range(normal);
    Token {
        text: leaf.text.to_string(),
        range: original + range.start..original + range.end,
        known: leaf.known,
        role: leaf.role,
    }
}

/// A run of an eojeol and the leaves that it gives.
struct CutRun<'a> {
    text: &'a str,
    /// The place of the eojeol in the text, in bytes.
    start: usize,
    /// Whether it is only what stands behind a word that a mark closes.
    is_tail: bool,
    normal: &'a [NormalChar],
    leaves: &'a [Leaf],
    /// The place of its first leaf in the list of tokens.
    first_token: usize,
}

impl CutRun<'_> {
    /// Its characters at these bytes.
    fn chars(&self, bytes: &Range<usize>) -> Range<usize> {
        let char_at = |byte: usize| self.text[..byte].chars().count();
        char_at(bytes.start)..char_at(bytes.end)
    }

    /// The parts that have fates of their own.
    fn part_traces(&self, parts: &Parts, fates: &[(Option<usize>, Fate)]) -> Vec<PartTrace> {
        let (Parts::Compound(parts) | Parts::Inflected(parts)) = parts else {
            return Vec::new();
        };
        let mut claimed = Vec::new();
        let mut outcome = |fate: &Fate| match fate {
            Fate::Kept(leaf) => {
                // Parts of one inflected form may give the same leaf twice.
                let place = (0..self.leaves.len())
                    .find(|place| self.leaves[*place] == *leaf && !claimed.contains(place));
                claimed.extend(place);
                TraceOutcome::Tokens(
                    place
                        .map(|place| self.first_token + place)
                        .into_iter()
                        .collect(),
                )
            }
            Fate::Dropped(reason) => TraceOutcome::Dropped(*reason),
            Fate::ReadByCharacters => TraceOutcome::Tokens(Vec::new()),
        };
        let of_parts = fates
            .iter()
            .filter_map(|(part, fate)| Some(((*part)?, fate)));
        of_parts
            .map(|(part, fate)| PartTrace {
                text: parts[part].0.clone(),
                tag: parts[part].1.clone(),
                outcome: outcome(fate),
            })
            .collect()
    }

    /// What became of the morpheme at `chars`.
    fn outcome(
        &self,
        chars: &Range<usize>,
        parts: &[PartTrace],
        fates: &[(Option<usize>, Fate)],
    ) -> TraceOutcome {
        if self.is_tail {
            return TraceOutcome::Dropped(Dropped::Particle);
        }
        if !parts.is_empty() {
            let tokens: Vec<usize> = parts
                .iter()
                .flat_map(|part| match &part.outcome {
                    TraceOutcome::Tokens(tokens) => tokens.as_slice(),
                    _ => &[],
                })
                .copied()
                .collect();
            return if tokens.is_empty() {
                TraceOutcome::DroppedByParts
            } else {
                TraceOutcome::Tokens(tokens)
            };
        }
        if let [(_, Fate::Dropped(reason))] = fates {
            return TraceOutcome::Dropped(*reason);
        }
        // Latin letters and numbers became tokens by their own rule, which may read
        // several morphemes as one (3.5).
        let is_here = |leaf: &Leaf| {
            (leaf.chars.start as usize) < chars.end && chars.start < leaf.chars.end as usize
        };
        let here = (0..self.leaves.len()).filter(|&place| is_here(&self.leaves[place]));
        let tokens: Vec<usize> = here.map(|place| self.first_token + place).collect();
        if tokens.is_empty() {
            TraceOutcome::Dropped(Dropped::Mark)
        } else {
            TraceOutcome::Tokens(tokens)
        }
    }
}
