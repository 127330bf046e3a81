//! The kinds that are measured: lists of words, and documents that hold one word each.

use super::dictionary::{Dictionary, Form};
use super::lists::Lists;
use super::surroundings::{self, MARKS, PARTICLES, PHRASES};

/// What the words of `benches/recall.md` are drawn by.
pub const SEED: u64 = 20_240_501;

/// The title of every document.
pub const TITLE: &str = "알림";

const NOUNS: usize = 1000;
const NAMES: usize = 1000;
/// Of each sort of word that the dictionary lacks.
const LACKING: usize = 200;
const STEMS: usize = 1000;
const FORMS_A_STEM: usize = 8;

pub struct Kind {
    pub name: &'static str,
    pub words: Vec<Word>,
    pub documents: Vec<Document>,
}

/// What is asked for.
pub struct Word {
    /// As it stands in documents: of a verb the stem.
    pub text: String,
    /// As it is typed.
    pub query: String,
    is_verb: bool,
}

/// A text that was made for one word.
pub struct Document {
    /// The word's place among those of its kind.
    pub word: usize,
    pub body: String,
}

/// Why a document that was made for another word is a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The word stands there as well.
    Holds,
    /// The dictionary says that it is a part of the document's word.
    Part,
    /// There is none.
    Wrong,
}

impl Kind {
    pub fn all(dictionary: &Dictionary, seed: u64) -> Vec<Kind> {
        let mut lists = Lists::new(dictionary, seed);
        let nouns = lists.nouns(NOUNS);
        let stems = lists.stems(STEMS);
        vec![
            Kind::of("nouns with particles", nouns.clone(), &PARTICLES),
            Kind::of("nouns beside marks", nouns, &MARKS),
            Kind::of("full names", lists.names(NAMES), &PHRASES),
            Kind::of(
                "syllables that are no word, with particles",
                lists.made_of_syllables(LACKING),
                &PARTICLES,
            ),
            Kind::of(
                "Latin words with particles",
                lists.latin(LACKING),
                &PARTICLES,
            ),
            Kind::of(
                "Latin and Hangul in one word, with particles",
                lists.latin_with_hangul(LACKING),
                &PARTICLES,
            ),
            Kind::of(
                "Latin and digits in one word, with particles",
                lists.latin_with_digits(LACKING),
                &PARTICLES,
            ),
            Kind::of_verbs(
                "verbs in dictionary form, their forms no nouns",
                &stems,
                &mut lists,
                |form| form.is_open || !dictionary.is_noun(&form.text),
            ),
            Kind::of_verbs(
                "verbs in dictionary form, their forms nouns as well",
                &stems,
                &mut lists,
                |form| !form.is_open && dictionary.is_noun(&form.text),
            ),
        ]
    }

    /// Each word in each surrounding.
    fn of(name: &'static str, words: Vec<String>, surroundings: &[&str]) -> Kind {
        let mut documents = Vec::new();
        for (word, text) in words.iter().enumerate() {
            documents.extend(surroundings.iter().map(|surrounding| Document {
                word,
                body: surroundings::fill(surrounding, text),
            }));
        }
        let words = words.into_iter().map(|text| Word {
            query: text.clone(),
            text,
            is_verb: false,
        });
        Kind {
            name,
            words: words.collect(),
            documents,
        }
    }

    /// Stems in those of their forms that are wanted, asked for as a dictionary has them.
    fn of_verbs(
        name: &'static str,
        stems: &[String],
        lists: &mut Lists<'_>,
        wanted: impl Fn(&Form) -> bool,
    ) -> Kind {
        let mut documents = Vec::new();
        let mut words = Vec::new();
        for stem in stems {
            let word = words.len();
            let forms = lists.forms(stem, FORMS_A_STEM, &wanted);
            if forms.is_empty() {
                continue;
            }
            documents.extend(forms.iter().enumerate().map(|(place, form)| Document {
                word,
                body: ended(form, word + place),
            }));
            words.push(Word {
                query: format!("{stem}다"),
                text: stem.clone(),
                is_verb: true,
            });
        }
        Kind {
            name,
            words,
            documents,
        }
    }

    /// Why a document that was made for another word is a hit of this one.
    pub fn reason(&self, dictionary: &Dictionary, word: &Word, document: &Document) -> Reason {
        let (asked, made_for) = (&word.text, &self.words[document.word].text);
        let (holds, is_part) = if word.is_verb {
            (
                dictionary.inflects_to(asked, &document.body),
                dictionary.is_first_verb(asked, made_for),
            )
        } else {
            (
                surroundings::holds(&document.body, asked),
                dictionary.is_part(asked, made_for),
            )
        };
        match (holds, is_part) {
            (true, _) => Reason::Holds,
            (false, true) => Reason::Part,
            (false, false) => Reason::Wrong,
        }
    }
}

/// A form with an ending where it needs one; which one, the turn says.
fn ended(form: &Form, turn: usize) -> String {
    if !form.is_open {
        return form.text.clone();
    }
    // 밝혔으며, but 밝히시며.
    let and = if has_double_siot(&form.text) {
        "으며"
    } else {
        "며"
    };
    let endings = ["다", "고", "지만", and];
    format!("{}{}", form.text, endings[turn % endings.len()])
}

fn has_double_siot(text: &str) -> bool {
    const FINALS: u32 = 28;
    const DOUBLE_SIOT: u32 = 20;
    text.chars().next_back().is_some_and(|last| {
        u32::from(last)
            .checked_sub(u32::from('가'))
            .is_some_and(|place| place % FINALS == DOUBLE_SIOT)
    })
}
