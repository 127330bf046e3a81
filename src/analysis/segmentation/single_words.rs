//! What the dictionary says of a word that stands alone.

use lindera_dictionary::viterbi::Lattice;

use super::leaves::{Role, first_tag};
use super::token::{DictionaryForm, Token};
use crate::analysis::analyzer::Analyzer;
use crate::analysis::inflection::{past_forms, present_forms};
use crate::analysis::letters::normalization::normalize;
use crate::analysis::spelled::runs::values;

/// The suffixes that make verbs of nouns and leave them what they mean.
const SUFFIXES_BESIDE_NOUNS: [&str; 5] = ["하", "되", "시키", "당하", "받"];

impl Analyzer {
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
        // 기었다 is cut as a form of 길다, and 기고 is a noun: of one syllable the present tells.
        if stem.chars().nth(1).is_none() {
            for form in present_forms(stem) {
                let leaves = self.leaves_of(&format!("{form}다"), &mut lattice);
                if let [verb] = leaves.as_slice()
                    && is_verb(verb.role)
                    && verb.text == stem
                {
                    return Some(DictionaryForm {
                        tokens: leaves,
                        stem: Some(stem.to_owned()),
                    });
                }
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
            if !is_form {
                continue;
            }
            let Some(last) = tokens.last() else {
                // An auxiliary, which is looked for where nothing else was typed: 싶다.
                return Some(DictionaryForm {
                    tokens,
                    stem: Some(stem.to_owned()),
                });
            };
            // A noun of one syllable and 하다 are one verb (전하다), longer ones stay a noun; with
            // other suffixes (자연스럽다, 머뭇거리다) a noun is another word.
            let suffix = &text[verb.range.clone()];
            let is_one = verb.tag.starts_with('V')
                || last.text.chars().count() == 1
                || !SUFFIXES_BESIDE_NOUNS.contains(&suffix);
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
}
