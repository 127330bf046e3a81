//! Compounds that the dictionary has with their parts, and cuts otherwise where they stand;
//! and some that it has without.
//!
//! A row of a compound is written with care, its cost is an average: where the words of an
//! eojeol are together such a compound, its parts are those of the row (이자율 is 이자 + 율, and
//! no 이 + 자율), as where it stands alone.

use super::morphemes::{EojeolSegmenter, Morpheme, Parts, part_details};
use crate::analysis::inflection::is_tail_of_noun;

/// Nouns of one syllable that name an illness by themselves and at the end of compounds.
const HEADS_OF_ILLNESSES: [char; 2] = ['암', '병'];

/// The class of the dictionary's names of places.
const PLACE: &str = "지명";

/// The class of the dictionary's nouns for what somebody is in.
const STATE: &str = "정적사태";

/// Shorter words have one way to be cut, or are cut by their sense (한일).
const SHORTEST_CHARS: usize = 3;

impl EojeolSegmenter {
    /// Puts the row of a compound in the place of the words at the beginning of `eojeol` that it
    /// is all of, where the cut parts them elsewhere.
    pub(in crate::analysis) fn take_known_compound(
        &self,
        eojeol: &str,
        morphemes: &mut Vec<Morpheme>,
    ) {
        let words = morphemes.iter().take_while(|one| is_word(one)).count();
        // What ends as a word with the copula, an ending or some particles does may be all of a
        // compound: 정치인 is no 정치 + 인, and 고속도로 no 고속도 + 로. Before a particle that
        // most nouns have (수요가) it is the shorter word.
        if words > 0
            && morphemes[words..]
                .first()
                .is_some_and(|tail| may_be_of_compound(tail, eojeol))
            && let Some(row) = self.compound(eojeol)
        {
            *morphemes = vec![row];
            return;
        }
        if words < 2 {
            return;
        }
        let ends: Vec<usize> = morphemes[..words].iter().map(|one| one.range.end).collect();
        let end = ends[words - 1];
        if let Some(row) = self.compound(&eojeol[..end]) {
            if !is_cut_like(&row, &ends) {
                morphemes.splice(..words, [row]);
            }
            return;
        }
        // 장애인과 is no 장애 + 인과.
        if let Some((row, tail)) = self.compound_before_tail(eojeol, &ends) {
            *morphemes = vec![row, tail];
        }
    }

    /// Gives names of illnesses the parts that the dictionary tells of longer ones only: 폐암 is
    /// 폐 + 암, as 췌장암 is 췌장 + 암. Of two syllables it has them whole; which of those that
    /// end so are illnesses its classes tell (위병 and 명암 are other words too).
    pub(in crate::analysis) fn part_illnesses(&self, eojeol: &str, morphemes: &mut [Morpheme]) {
        for morpheme in morphemes {
            // The same letters are the names of places and people: 위암 is both.
            let is_noun = matches!(morpheme.tag.as_str(), "NNG" | "NNP");
            if !is_noun || morpheme.parts != Parts::Whole {
                continue;
            }
            let word = &eojeol[morpheme.range.clone()];
            let mut chars = word.chars();
            let (Some(first), Some(head), None) = (chars.next(), chars.next(), chars.next()) else {
                continue;
            };
            if HEADS_OF_ILLNESSES.contains(&head) && self.is_state_alone(word) {
                let parts = [first, head].map(|part| (part.to_string(), "NNG".to_owned()));
                morpheme.parts = Parts::Compound(parts.to_vec());
            }
        }
    }

    /// The details of each of the dictionary's rows of `surface`.
    fn rows_of<'d>(
        &'d self,
        surface: &'d str,
    ) -> impl Iterator<Item = impl Iterator<Item = &'d str>> {
        let dictionary = &self.segmenter.dictionary;
        let rows = dictionary.prefix_dictionary.find_surface_iter(surface);
        rows.map(|row| dictionary.word_details_iter(row.word_id().id() as usize))
    }

    /// Whether the dictionary has `word` whole as a common noun.
    pub(in crate::analysis) fn has_common_noun(&self, word: &str) -> bool {
        self.has_row(word, |tag, _| tag == "NNG")
    }

    /// Whether the dictionary has `word` whole as a noun or a name.
    pub(in crate::analysis) fn has_noun(&self, word: &str) -> bool {
        self.has_row(word, |tag, _| matches!(tag, "NNG" | "NNP"))
    }

    /// Whether the dictionary has `word` as the name of a place.
    pub(in crate::analysis) fn is_place(&self, word: &str) -> bool {
        self.has_row(word, |tag, class| (tag, class) == ("NNP", PLACE))
    }

    /// Whether the dictionary has a row of `word` with such a tag and class.
    fn has_row(&self, word: &str, is_wanted: impl Fn(&str, &str) -> bool) -> bool {
        let mut rows = self.rows_of(word);
        rows.any(|mut fields| {
            let (tag, class) = (fields.next(), fields.next());
            is_wanted(tag.unwrap_or_default(), class.unwrap_or_default())
        })
    }

    /// Whether all that the dictionary has `word` for as a common noun are states.
    fn is_state_alone(&self, word: &str) -> bool {
        let mut classes = self.rows_of(word).filter_map(|mut fields| {
            (fields.next() == Some("NNG")).then(|| fields.next() == Some(STATE))
        });
        classes.next() == Some(true) && classes.all(|is_state| is_state)
    }

    /// A compound at the beginning of `eojeol` and the particle that is the rest of it, where
    /// none of the words ends between them.
    fn compound_before_tail(&self, eojeol: &str, ends: &[usize]) -> Option<(Morpheme, Morpheme)> {
        let chars: Vec<char> = eojeol.chars().collect();
        let places: Vec<usize> = eojeol.char_indices().map(|(place, _)| place).collect();
        let cuts = (SHORTEST_CHARS..chars.len()).rev();
        let mut cuts = cuts.filter(|at| !ends.contains(&places[*at]) && places[*at] > ends[0]);
        cuts.find_map(|at| {
            if !is_tail_of_noun(&chars, at) {
                return None;
            }
            let (word, rest) = eojeol.split_at(places[at]);
            let tag = self.tag_of_tail(rest)?;
            let row = self.compound(word)?;
            let tail = Morpheme {
                range: places[at]..eojeol.len(),
                tag,
                known: true,
                parts: Parts::Whole,
            };
            Some((row, tail))
        })
    }

    /// The dictionary's compound `word`, a noun with its parts.
    fn compound(&self, word: &str) -> Option<Morpheme> {
        word.chars().nth(SHORTEST_CHARS - 1)?;
        self.rows_of(word).find_map(|fields| {
            let (tag, parts) = part_details(fields, word);
            let is_compound = matches!(tag, "NNG" | "NNP") && matches!(parts, Parts::Compound(_));
            is_compound.then(|| Morpheme {
                range: 0..word.len(),
                tag: tag.to_owned(),
                known: true,
                parts,
            })
        })
    }

    /// The tag of a particle, an ending or the copula that is all of `tail`.
    fn tag_of_tail(&self, tail: &str) -> Option<String> {
        self.rows_of(tail).find_map(|fields| {
            let (tag, _) = part_details(fields, tail);
            let is_tail = tag.starts_with(['J', 'E']) || tag.starts_with("VCP");
            is_tail.then(|| tag.to_owned())
        })
    }
}

/// Whether a particle, the copula or an ending is rather the end of a compound.
fn may_be_of_compound(tail: &Morpheme, eojeol: &str) -> bool {
    let tag = tail.tag.as_str();
    tag.starts_with("VCP")
        || tag.starts_with('E')
        || matches!(&eojeol[tail.range.clone()], "로" | "도")
}

/// Whether all parts of a compound end where one of the words does.
fn is_cut_like(compound: &Morpheme, ends: &[usize]) -> bool {
    let Parts::Compound(parts) = &compound.parts else {
        return true;
    };
    let mut at = 0;
    parts.iter().all(|(text, _)| {
        at += text.len();
        ends.contains(&at)
    })
}

/// Whether a morpheme is a noun, a number, a determiner or an adverb, or an affix of nouns.
fn is_word(morpheme: &Morpheme) -> bool {
    let tag = morpheme.tag.as_str();
    tag.starts_with('N') || matches!(tag, "XPN" | "XSN" | "XR" | "MM" | "MAG")
}
