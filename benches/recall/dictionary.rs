//! What the dictionary says of words: nouns and their parts, verbs and their forms.
//!
//! Which of them are asked for is `lists`'.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rand::prelude::*;
use rand_chacha::ChaCha8Rng;

/// What the bench needs of the dictionary, sorted, so that drawing from it does not
/// depend on its order.
pub struct Dictionary {
    /// Nouns and proper nouns of two to six syllables.
    pub nouns: Vec<String>,
    /// For each compound noun, the words that it is made of; once for each of its rows.
    parts: HashMap<String, Vec<Vec<String>>>,
    /// For each stem of a verb or adjective, its forms.
    pub verbs: BTreeMap<String, BTreeSet<Form>>,
    /// All endings, melted together or not.
    endings: HashSet<String>,
    /// Nouns of any kind and length.
    all_nouns: HashSet<String>,
    /// Everything that it has a row for.
    known: HashSet<String>,
}

/// A stem melted together with an ending.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    pub text: String,
    /// Whether an ending is still needed, as behind 었.
    pub is_open: bool,
}

/// Details of a row, by their place behind the costs.
const TAG: usize = 0;
const READING: usize = 3;
const TYPE: usize = 4;
const EXPRESSION: usize = 7;

/// What the forms of verbs that are asked for consist of.
const FORMS: [&str; 6] = ["VV+EP", "VA+EP", "VV+ETM", "VA+ETM", "VV+EC", "VA+EC"];

impl Dictionary {
    pub fn read() -> Dictionary {
        let dictionary = digest_ko_dic::load().expect("the dictionary");
        let mut nouns = BTreeSet::new();
        let mut read = Dictionary {
            nouns: Vec::new(),
            parts: HashMap::new(),
            verbs: BTreeMap::new(),
            endings: HashSet::new(),
            all_nouns: HashSet::new(),
            known: HashSet::new(),
        };
        for row in 0..digest_ko_dic::ENTRY_COUNT {
            let details = dictionary.word_details(row);
            let detail = |place: usize| details.get(place).copied().unwrap_or_default();
            // The reading of a Hangul word is the word.
            let (tag, word) = (detail(TAG), detail(READING));
            if !is_hangul(word) {
                continue;
            }
            read.known.insert(word.to_owned());
            let parts = parts(detail(EXPRESSION));
            if tag.split('+').all(|tag| tag.starts_with('E')) {
                read.endings.insert(word.to_owned());
            }
            if tag.starts_with("NN") {
                read.all_nouns.insert(word.to_owned());
            }
            if detail(TYPE) == "Inflect" {
                read.add_form(tag, word, &parts);
            } else if matches!(tag, "NNG" | "NNP") && (2..=6).contains(&word.chars().count()) {
                nouns.insert(word.to_owned());
            }
            if matches!(detail(TYPE), "Compound" | "Preanalysis") {
                let texts = parts.iter().map(|(text, _)| (*text).to_owned());
                let rows = read.parts.entry(word.to_owned()).or_default();
                rows.push(texts.collect());
            }
        }
        read.nouns = nouns.into_iter().collect();
        read
    }

    fn add_form(&mut self, tag: &str, word: &str, parts: &[(&str, &str)]) {
        let [(stem, _), (_, ending_tag)] = parts[..] else {
            return;
        };
        if FORMS.contains(&tag) && is_hangul(stem) {
            self.verbs.entry(stem.to_owned()).or_default().insert(Form {
                text: word.to_owned(),
                is_open: ending_tag == "EP",
            });
        }
    }

    /// Whether the dictionary says that a word is a part of another, or several that stand
    /// side by side, or a part of a part.
    pub fn is_part(&self, part: &str, whole: &str) -> bool {
        self.parts.get(whole).into_iter().flatten().any(|parts| {
            let is_run = (0..parts.len()).any(|from| {
                let mut run = String::new();
                parts[from..].iter().any(|text| {
                    run.push_str(text);
                    run == part
                })
            });
            let mut shorter = parts.iter().filter(|text| text.len() < whole.len());
            is_run || shorter.any(|text| self.is_part(part, text))
        })
    }

    /// Whether a text can be a form of a verb: one of its forms, or its stem, and nothing
    /// but endings behind.
    pub fn inflects_to(&self, stem: &str, text: &str) -> bool {
        let forms = self.verbs.get(stem).into_iter().flatten();
        forms
            .map(|form| form.text.as_str())
            .chain([stem])
            .any(|form| {
                text.strip_prefix(form)
                    .is_some_and(|rest| self.are_endings(rest))
            })
    }

    /// Whether a verb is another one in a form and a further verb: 도와주 of 돕.
    pub fn is_first_verb(&self, stem: &str, whole: &str) -> bool {
        let cuts = whole.char_indices().map(|(at, _)| whole.split_at(at));
        cuts.skip(1).any(|(form, further)| {
            form != stem && self.verbs.contains_key(further) && self.inflects_to(stem, form)
        })
    }

    /// Whether it has a row for a word.
    pub fn has(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Whether a text is a noun as well.
    pub fn is_noun(&self, text: &str) -> bool {
        self.all_nouns.contains(text)
    }

    /// A noun with those that are likeliest taken for it: a longer one that begins so,
    /// and the last part of a compound.
    pub fn with_look_alikes(&self, rng: &mut ChaCha8Rng) -> Vec<String> {
        let noun = self.nouns.choose(rng).expect("nouns");
        let from = self.nouns.partition_point(|other| other <= noun);
        let longer = self.nouns[from..].iter();
        let longer: Vec<&String> = longer.take_while(|other| other.starts_with(noun)).collect();
        let parts = self.parts.get(noun).and_then(|rows| rows.first());
        let last = parts.and_then(|parts| parts.last());
        let last = last.filter(|last| self.nouns.binary_search(last).is_ok());
        let alike = longer.choose(rng).copied().into_iter().chain(last);
        [noun].into_iter().chain(alike).cloned().collect()
    }

    fn are_endings(&self, text: &str) -> bool {
        let cuts = text.char_indices().map(|(at, _)| at).skip(1);
        text.is_empty()
            || cuts.chain([text.len()]).any(|at| {
                let (ending, rest) = text.split_at(at);
                self.endings.contains(ending) && self.are_endings(rest)
            })
    }
}

/// `밝히/VV/*+었/EP/*` as texts and tags. Homographs are numbered in some rows: 눈01.
fn parts(expression: &str) -> Vec<(&str, &str)> {
    let morphemes = expression.split('+').filter_map(|morpheme| {
        let mut columns = morpheme.split('/');
        let text = columns.next()?;
        let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
        Some((text, columns.next()?))
    });
    morphemes.collect()
}

fn is_hangul(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| ('가'..='힣').contains(&c))
}
