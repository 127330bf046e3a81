//! One eojeol to the morphemes that the dictionary cuts it into.
//!
//! Defines the segmenter's settings and the reading of the dictionary's details.
//! Which morphemes are worth a token is decided in `analyzer`.

use std::borrow::Cow;
use std::ops::Range;

use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera::token::Token;
use lindera_dictionary::LinderaResult;
use lindera_dictionary::dictionary::{Dictionary, UserDictionary};
use lindera_dictionary::viterbi::Lattice;

use crate::analysis::error::AnalysisError;
use crate::analysis::letters::jamo::Syllable;
use crate::language::messages;

/// A stretch of an eojeol with the dictionary's word for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Morpheme {
    /// Where it stands in the eojeol, in bytes.
    pub range: Range<usize>,
    /// The Sejong tag, such as `NNG`; `VV+EC` where several melt into one.
    pub tag: String,
    /// Whether the dictionary has it: an unknown word is cut by guessing.
    pub known: bool,
    /// What it is made of, where the dictionary says so.
    pub parts: Parts,
}

/// What a morpheme is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parts {
    /// Itself alone.
    Whole,
    /// Words that stand side by side: 인공 + 지능. They cover the morpheme.
    Compound(Vec<(String, String)>),
    /// Morphemes that melted together: 하 + 았 in `했`. They cover no stretch of
    /// their own.
    Inflected(Vec<(String, String)>),
}

/// Details of an entry, by their place in the dictionary's row after the costs.
const TAG: usize = 0;
const TYPE: usize = 4;
const EXPRESSION: usize = 7;

/// Segments eojeols with the embedded dictionary.
pub(crate) struct EojeolSegmenter {
    pub(in crate::analysis) segmenter: Segmenter,
}

impl EojeolSegmenter {
    /// A segmenter by the embedded dictionary and the words beside it.
    pub(crate) fn new(terms: Option<UserDictionary>) -> Result<Self, AnalysisError> {
        EojeolSegmenter::over(digest_ko_dic::load(), terms)
    }

    /// The same where little text is segmented: opened faster, and slower then.
    pub(crate) fn lean(terms: Option<UserDictionary>) -> Result<Self, AnalysisError> {
        EojeolSegmenter::over(digest_ko_dic::load_lean(), terms)
    }

    fn over(
        dictionary: LinderaResult<Dictionary>,
        terms: Option<UserDictionary>,
    ) -> Result<Self, AnalysisError> {
        let dictionary = dictionary
            .map_err(|error| AnalysisError::new(messages::analysis::no_dictionary(&error)))?;
        // Both settings are pinned: their defaults have changed between versions,
        // and a change of either would cut texts otherwise than the index was.
        let segmenter = Segmenter::new(Mode::Normal, dictionary, terms)
            .keep_whitespace(false)
            .unknown_word_ladder(true);
        Ok(EojeolSegmenter { segmenter })
    }

    /// The morphemes of `eojeol`, which holds no white space.
    ///
    /// They are in order and cover it but for characters the dictionary takes for
    /// space.
    pub(crate) fn segment(&self, eojeol: &str, lattice: &mut Lattice) -> Vec<Morpheme> {
        let tokens = self
            .segmenter
            .segment_with_lattice(Cow::Borrowed(eojeol), lattice)
            .unwrap_or_default();
        let is_of_dictionary = are_of_the_dictionary(&tokens);
        let mut morphemes = read(eojeol, tokens);
        if starts_with_adverb_and_verb(&morphemes)
            && let Some(better) = self.without_adverb(eojeol, lattice)
        {
            morphemes = better;
        }
        if is_of_dictionary {
            self.take_known_compound(eojeol, &mut morphemes);
            self.part_illnesses(eojeol, &mut morphemes);
        }
        self.mend_after_latin(eojeol, &mut morphemes, lattice);
        morphemes
    }

    /// Cuts what stands behind Latin letters or digits anew where a particle was cut
    /// off a word there: AI로봇 is no AI로 + 봇, for behind a particle no noun begins.
    fn mend_after_latin(&self, eojeol: &str, morphemes: &mut Vec<Morpheme>, lattice: &mut Lattice) {
        let is_wrong = |at: usize| {
            let before = &eojeol[morphemes[at - 1].range.clone()];
            before.ends_with(|c: char| c.is_ascii_alphanumeric())
                && morphemes[at].tag.starts_with('J')
                && begins_word(&morphemes[at + 1].tag)
        };
        let last = morphemes.len().saturating_sub(1);
        let Some(at) = (1..last).find(|at| is_wrong(*at)) else {
            return;
        };
        let start = morphemes[at].range.start;
        let rest = &eojeol[start..];
        let Ok(tokens) = self
            .segmenter
            .segment_with_lattice(Cow::Borrowed(rest), lattice)
        else {
            return;
        };
        let mut anew = read(rest, tokens);
        if anew.first().is_none_or(|first| first.tag.starts_with('J')) {
            return;
        }
        for morpheme in &mut anew {
            morpheme.range = morpheme.range.start + start..morpheme.range.end + start;
        }
        morphemes.truncate(at);
        morphemes.extend(anew);
    }

    /// The best cut of `eojeol` that starts with no adverb, if it costs little more.
    fn without_adverb(&self, eojeol: &str, lattice: &mut Lattice) -> Option<Vec<Morpheme>> {
        let cuts = self
            .segmenter
            .segment_nbest_with_lattice(
                Cow::Borrowed(eojeol),
                lattice,
                CUTS_COMPARED,
                true,
                Some(ADVERB_MARGIN),
            )
            .ok()?;
        cuts.into_iter()
            .map(|(tokens, _)| read(eojeol, tokens))
            .find(|cut| cut.first().is_some_and(|first| first.tag != ADVERB))
    }

    /// The other ways to cut `eojeol` that cost little more than the best, the likelier first:
    /// 고속 + 철도 + 망 beside 고속철 + 도망.
    pub(crate) fn other_cuts(&self, eojeol: &str, lattice: &mut Lattice) -> Vec<Vec<Morpheme>> {
        let cuts = self.segmenter.segment_nbest_with_lattice(
            Cow::Borrowed(eojeol),
            lattice,
            CUTS_COMPARED,
            true,
            Some(OTHER_CUTS_MARGIN),
        );
        let cuts = cuts.unwrap_or_default().into_iter().skip(1);
        cuts.map(|(tokens, _)| read(eojeol, tokens)).collect()
    }

    /// The cost of the best way to cut `eojeol`: the lower, the likelier.
    pub(crate) fn cost(&self, eojeol: &str) -> Option<i64> {
        let mut best = self
            .segmenter
            .segment_nbest(Cow::Borrowed(eojeol), 1, false, None)
            .ok()?;
        best.pop().map(|(_, cost)| cost)
    }
}

/// An adverb and a verb are two eojeols, but the dictionary cuts 안전한 into 안 + 전한.
/// Where another cut costs no more than this above the best, it is taken: several
/// times what parts the readings of such words, and less than what parts a true
/// adverb written without a space (안되는) from its alternatives.
const ADVERB_MARGIN: i64 = 2_000;

/// How many cuts are compared.
const CUTS_COMPARED: usize = 4;

/// What another cut of a compound may cost above the best: about what parts the readings of
/// compounds whose parts are all nouns of the dictionary.
const OTHER_CUTS_MARGIN: i64 = 3_000;

const ADVERB: &str = "MAG";

fn starts_with_adverb_and_verb(morphemes: &[Morpheme]) -> bool {
    matches!(morphemes, [first, second, ..] if first.tag == ADVERB && second.tag.starts_with('V'))
}

/// Whether `tokens` are of the dictionary alone: a term of the user's cuts as the user says.
fn are_of_the_dictionary(tokens: &[Token<'_>]) -> bool {
    let mut ids = tokens.iter().map(|token| token.word_id);
    ids.all(|id| id.is_unknown() || id.is_system())
}

/// Whether a morpheme of this tag begins a word: no particle, ending, suffix or copula.
fn begins_word(tag: &str) -> bool {
    !tag.starts_with(['J', 'E', 'X', 'S']) && !tag.starts_with("VC") && !tag.starts_with("VX")
}

/// The dictionary's tokens of `eojeol` as morphemes.
fn read(eojeol: &str, tokens: Vec<Token<'_>>) -> Vec<Morpheme> {
    tokens
        .into_iter()
        .map(|token| {
            // The token's own offsets leave out skipped spaces; its surface is a
            // slice of the eojeol, and so tells the place exactly.
            let start = match &token.surface {
                Cow::Borrowed(surface) => {
                    (surface.as_ptr() as usize).saturating_sub(eojeol.as_ptr() as usize)
                }
                Cow::Owned(_) => token.byte_start,
            };
            let range = start..start + token.surface.len();
            let known = !token.word_id.is_unknown();
            let [tag, kind, expression] = details(&token);
            Morpheme {
                range,
                tag: tag.to_owned(),
                known,
                parts: parts(kind, expression, &token.surface),
            }
        })
        .collect()
}

/// Tag, type and expression of a token's entry; `*` for what the entry does not have.
///
/// lindera's own `details` makes a list of all eight for each token.
fn details<'t>(token: &Token<'t>) -> [&'t str; 3] {
    let entry = token.word_id.id() as usize;
    let fields = if token.word_id.is_unknown() {
        token.dictionary.unknown_word_details_iter(entry)
    } else if token.word_id.is_system() {
        token.dictionary.word_details_iter(entry)
    } else {
        match token.user_dictionary {
            Some(terms) => terms.word_details_iter(entry),
            None => return ["*"; 3],
        }
    };
    wanted(fields)
}

/// Tag, type and expression among the details of an entry.
fn wanted<'t>(fields: impl Iterator<Item = &'t str>) -> [&'t str; 3] {
    let mut wanted = ["*"; 3];
    for (place, field) in fields.enumerate() {
        match place {
            TAG => wanted[0] = field,
            TYPE => wanted[1] = field,
            EXPRESSION => wanted[2] = field,
            _ => {}
        }
    }
    wanted
}

/// The tag of the dictionary's row of `surface` with these details, and what it is made of.
pub(in crate::analysis) fn part_details<'t>(
    fields: impl Iterator<Item = &'t str>,
    surface: &str,
) -> (&'t str, Parts) {
    let [tag, kind, expression] = wanted(fields);
    (tag, parts(kind, expression, surface))
}

/// Whether `surface` may be the stem `text` as it stands before some endings: 걸 of 걷다. Only the
/// end of a stem changes there. Some rows tell another verb: 박 of 막, 밝 of 밟.
fn may_be_stem_of(text: &str, surface: &str) -> bool {
    let (mut text, mut surface) = (text.chars(), surface.chars());
    let (Some(meant), Some(written)) = (text.next_back(), surface.next_back()) else {
        return true;
    };
    if text.as_str().chars().count() != surface.as_str().chars().count() {
        return true;
    }
    let (Some(meant), Some(written)) = (Syllable::of(meant), Syllable::of(written)) else {
        return true;
    };
    let is_alike = match (meant.last, written.last) {
        (Some(meant), Some(written)) => meant == written || (meant, written) == ('ㄷ', 'ㄹ'),
        _ => true,
    };
    text.eq(surface) && meant.initial == written.initial && is_alike
}

/// Reads an expression such as `인공/NNG/*+지능/NNG/*`.
pub(in crate::analysis) fn parts(kind: &str, expression: &str, surface: &str) -> Parts {
    if !matches!(kind, "Compound" | "Inflect" | "Preanalysis") || expression == "*" {
        return Parts::Whole;
    }
    let mut parts = Vec::new();
    for part in expression.split('+') {
        let mut slots = part.split('/');
        let (Some(text), Some(tag)) = (slots.next(), slots.next()) else {
            return Parts::Whole;
        };
        // Homographs are numbered in some rows: 눈01.
        let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        if text.is_empty() {
            return Parts::Whole;
        }
        parts.push((text.to_owned(), tag.to_owned()));
    }
    if kind == "Compound" {
        let joined: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        // Parts that do not spell the word have no bytes of their own.
        return if joined == surface {
            Parts::Compound(parts)
        } else {
            Parts::Whole
        };
    }
    if let [(text, _)] = parts.as_slice()
        && !may_be_stem_of(text, surface)
    {
        return Parts::Whole;
    }
    Parts::Inflected(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn owned(parts: &[(&str, &str)]) -> Vec<(String, String)> {
        parts
            .iter()
            .map(|(text, tag)| (text.to_string(), tag.to_string()))
            .collect()
    }

    #[test]
    fn expressions_are_read() {
        assert_eq!(
            parts("Compound", "인공/NNG/*+지능/NNG/*", "인공지능"),
            Parts::Compound(owned(&[("인공", "NNG"), ("지능", "NNG")]))
        );
        assert_eq!(
            parts("Inflect", "하/XSV/*+았/EP/*", "했"),
            Parts::Inflected(owned(&[("하", "XSV"), ("았", "EP")]))
        );
        assert_eq!(
            parts("Compound", "갈비/NNG/*+집/NNG/*", "갈빗집"),
            Parts::Whole
        );
        assert_eq!(parts("*", "*", "투자"), Parts::Whole);
    }

    proptest! {
        // Characters of every category, and some beyond the table's end.
        #[test]
        fn a_lean_dictionary_cuts_alike(
            eojeol in "[가-힣ㄱ-ㅣ一-龥a-zA-Z0-9ぁ-ヶ.,()·①𠀀-𠀏😀-😏\u{ac00}-\u{ac10}]{1,12}"
        ) {
            let full = EojeolSegmenter::new(None).unwrap();
            let lean = EojeolSegmenter::lean(None).unwrap();
            let mut lattice = Lattice::default();
            let cut = full.segment(&eojeol, &mut lattice);
            prop_assert_eq!(lean.segment(&eojeol, &mut lattice), cut);
        }
    }
}
