//! What the analyzer does with a text, step by step, for people who ask why.
//!
//! Defines the steps as plain values. Each is told by the code that does it: the fate of
//! a morpheme is `leaves`' own, and the tokens are the analyzer's.

use std::ops::Range;

use lindera_dictionary::viterbi::Lattice;

use super::analyzer::Analyzer;
use super::grams::grams;
use super::leaves::{Dropped, Fate, Leaf, judge};
use super::morphemes::Parts;
use super::normalization::{NormalChar, normalize};
use super::numbers::{NumberMention, numbers};
use super::runs::{eojeol_pieces, runs};
use super::scratch::Scratch;
use super::token::{Reading, Stem, Token};

/// What the analyzer does with a text. Ranges are bytes of the text, on character
/// boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The text in normal form.
    pub normal_form: String,
    /// What is cut by itself, in order.
    pub eojeols: Vec<EojeolTrace>,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// The words without their particles and endings.
    pub stems: Vec<Stem>,
    /// What each word can be read as by its letters, word by word.
    pub readings: Vec<Reading>,
    /// The pairs of neighbouring characters, in order.
    pub bigrams: Vec<BigramTrace>,
    /// The amounts and dates.
    pub numbers: Vec<NumberMention>,
}

/// A stretch of text between spaces, or a piece of a very long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EojeolTrace {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its normal form, which the dictionary sees.
    pub normal_form: String,
    /// What the dictionary cuts its words into. None of those that have no letters but Latin
    /// ones: the dictionary is not asked then. Marks around words are no morphemes.
    pub morphemes: Vec<MorphemeTrace>,
}

/// A morpheme, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MorphemeTrace {
    /// Its normal form.
    pub text: String,
    /// Its bytes in the text. Morphemes share them where one character of the text
    /// stands for several of the normal form (㈜).
    pub range: Range<usize>,
    /// The Sejong tag, such as `NNG`; `VV+EC` where several melt into one.
    pub tag: String,
    /// Whether the dictionary or the terms have it: an unknown word is cut by guessing.
    pub known: bool,
    /// Whether the terms have a word that is spelt so.
    pub in_terms: bool,
    /// How it is made.
    pub structure: Structure,
    /// The parts by which it was judged; none where it was judged as a whole.
    pub parts: Vec<PartTrace>,
    /// What became of it. With parts: all tokens that they became.
    pub outcome: TraceOutcome,
}

/// How a morpheme is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Structure {
    /// Of itself alone.
    Whole,
    /// Of words side by side: 인공 + 지능.
    Compound,
    /// Of a stem and endings that melted together: 하 + 았 in `했`.
    Inflected,
}

impl Structure {
    /// The structure's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Structure::Whole => "whole",
            Structure::Compound => "compound",
            Structure::Inflected => "inflected",
        }
    }
}

/// A part of a morpheme, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartTrace {
    /// The part, as the dictionary has it.
    pub text: String,
    /// Its tag.
    pub tag: String,
    /// What became of it.
    pub outcome: TraceOutcome,
}

/// What became of a morpheme or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TraceOutcome {
    /// The tokens of these places in the list of tokens; one at least.
    Tokens(Vec<usize>),
    /// No token, for this reason.
    Dropped(Dropped),
    /// No token, for the reasons that its parts tell.
    DroppedByParts,
}

/// A pair of neighbouring characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BigramTrace {
    /// Both characters, in normal form.
    pub text: String,
    /// Their bytes in the text, a space between them included.
    pub range: Range<usize>,
    /// Whether a run of one kind of characters begins here. Words of two characters are
    /// looked for at such places only.
    pub starts_run: bool,
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Terms, test_analyzer};
    use proptest::prelude::*;

    fn trace(text: &str) -> Trace {
        test_analyzer().trace(text)
    }

    /// Each morpheme with its tokens, or the reason why it has none.
    fn outcomes(text: &str) -> Vec<String> {
        let trace = trace(text);
        let morphemes = trace.eojeols.iter().flat_map(|eojeol| &eojeol.morphemes);
        morphemes
            .map(|morpheme| {
                let outcome = match &morpheme.outcome {
                    TraceOutcome::Tokens(places) => {
                        let texts = places
                            .iter()
                            .map(|&place| trace.tokens[place].text.as_str());
                        texts.collect::<Vec<_>>().join("+")
                    }
                    TraceOutcome::Dropped(reason) => reason.as_str().to_owned(),
                    TraceOutcome::DroppedByParts => "parts".to_owned(),
                };
                format!("{}={outcome}", morpheme.text)
            })
            .collect()
    }

    #[test]
    fn each_reason_is_told() {
        for (text, expected) in [
            ("기업들이", &["기업=기업", "들=plural", "이=particle"][..]),
            ("발의하고", &["발의=발의", "하=verb_suffix", "고=ending"]),
            ("기업이며", &["기업=기업", "이=copula", "며=ending"]),
            ("그리고", &["그리고=conjunction"]),
            ("안전한", &["안전=안전", "한=parts"]),
            ("싶다", &["싶=auxiliary", "다=ending"]),
            ("‘인공지능’은", &["인공지능=인공+지능", "은=particle"]),
            ("인공지능,", &["인공지능=인공+지능"]),
        ] {
            assert_eq!(outcomes(text), expected, "{text}");
        }
    }

    #[test]
    fn latin_letters_and_numbers_are_read_by_their_own_rule() {
        assert_eq!(
            outcomes("GPT-4는"),
            ["gpt=gpt", "-=mark", "4=4", "는=particle"]
        );
        assert_eq!(outcomes("3.5배"), ["3=3.5", ".=3.5", "5=3.5", "배=배"]);
        // The dictionary is not asked where it has nothing to say.
        assert!(trace("GPT-4,").eojeols[0].morphemes.is_empty());
    }

    #[test]
    fn parts_tell_what_became_of_them() {
        let trace = trace("투자했다");
        let morphemes = &trace.eojeols[0].morphemes;
        assert_eq!(morphemes[1].structure, Structure::Inflected);
        let parts: Vec<_> = morphemes[1]
            .parts
            .iter()
            .map(|part| (part.text.as_str(), part.outcome.clone()))
            .collect();
        assert_eq!(
            parts,
            [
                ("하", TraceOutcome::Dropped(Dropped::VerbSuffix)),
                ("았", TraceOutcome::Dropped(Dropped::Ending)),
            ]
        );
    }

    #[test]
    fn ranges_are_of_the_text_as_it_was_given() {
        let text = "워싱턴⼤와 ＧＰＴ－４를";
        let trace = trace(text);
        assert_eq!(trace.normal_form, "워싱턴대와 gpt-4를");
        let shown: Vec<&str> = trace
            .eojeols
            .iter()
            .flat_map(|eojeol| &eojeol.morphemes)
            .map(|morpheme| &text[morpheme.range.clone()])
            .collect();
        assert_eq!(shown, ["워싱턴", "⼤", "와", "ＧＰＴ", "－", "４", "를"]);
    }

    #[test]
    fn bigrams_tell_where_runs_begin() {
        let bigrams: Vec<_> = trace("레드 팀").bigrams;
        let shown: Vec<_> = bigrams
            .iter()
            .map(|bigram| {
                (
                    bigram.text.as_str(),
                    bigram.range.clone(),
                    bigram.starts_run,
                )
            })
            .collect();
        assert_eq!(shown, [("레드", 0..6, true), ("드팀", 3..10, false)]);
    }

    #[test]
    fn words_of_the_terms_are_known() {
        let mut terms = Terms::none();
        terms.add("쿼크랩\n블루+팀").unwrap();
        let analyzer = Analyzer::with_terms(&terms).unwrap();
        for word in ["쿼크랩", "블루팀", "투자", "인공지능"] {
            assert!(analyzer.has_word(word), "{word}");
        }
        for word in ["쿼크랩은", "블루 팀", "투자계획", ""] {
            assert!(!analyzer.has_word(word), "{word}");
        }
        let trace = analyzer.trace("쿼크랩의 투자");
        let in_terms: Vec<bool> = trace
            .eojeols
            .iter()
            .flat_map(|eojeol| &eojeol.morphemes)
            .map(|morpheme| morpheme.in_terms)
            .collect();
        assert_eq!(in_terms, [true, false, false]);
        assert!(
            !Analyzer::with_terms(&Terms::none())
                .unwrap()
                .trace("팀")
                .eojeols[0]
                .morphemes[0]
                .in_terms
        );
    }

    proptest! {
        #[test]
        fn the_trace_is_of_the_analyzers_own_tokens(
            text in "([가-힣a-zA-Z0-9 .,()·㈜⼤-]|투자했다|들이|인공지능|T머니){0,20}",
        ) {
            let analyzer = test_analyzer();
            let trace = analyzer.trace(&text);
            prop_assert_eq!(&trace.tokens, &analyzer.tokens(&text, &mut Scratch::default()));
            let mut told = vec![false; trace.tokens.len()];
            for eojeol in &trace.eojeols {
                prop_assert!(text.get(eojeol.range.clone()).is_some());
                for morpheme in &eojeol.morphemes {
                    prop_assert!(text.get(morpheme.range.clone()).is_some());
                    let mut outcomes = vec![&morpheme.outcome];
                    outcomes.extend(morpheme.parts.iter().map(|part| &part.outcome));
                    for outcome in outcomes {
                        if let TraceOutcome::Tokens(places) = outcome {
                            prop_assert!(!places.is_empty());
                            places.iter().for_each(|&place| told[place] = true);
                        }
                    }
                }
            }
            // Words without morphemes are of Latin letters and digits.
            for (place, token) in trace.tokens.iter().enumerate() {
                told[place] |= token.text.is_ascii();
            }
            prop_assert!(told.iter().all(|told| *told));
        }

        #[test]
        fn any_text_is_traced(text in "\\PC{0,60}") {
            test_analyzer().trace(&text);
        }
    }
}
