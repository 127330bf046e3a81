//! What was probably meant by a word that no document holds.
//!
//! Defines the steps, each a small one of its own, and their order: keyboard, initial
//! consonants, half-typed word, typo, transliteration. A step gives words of the
//! index; whether the query finds more with them is `searcher`'s to see.

use super::half_typed::{self, ends_unfinished, is_a_word, is_pair};
use super::{initials, syllable_slips};
use crate::analysis::transliteration;
use crate::analysis::{jamo, keyboard, transliteration::Pronunciation};
use crate::index::{Vocabulary, VocabularyWord};

use crate::search::query::word::QueryWord;

/// A word of a query that was taken for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// The word as it was typed.
    pub from: String,
    /// The word that was searched for in its place.
    pub to: String,
    /// Why.
    pub reason: RewriteReason,
}

/// Why a word was taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RewriteReason {
    /// The keyboard was left in the other language: fpemxla is 레드팀.
    Keyboard,
    /// Only initial consonants were typed: ㄹㄷㅌ is 레드팀.
    Initials,
    /// A letter or two is wrong, or a syllable: 래드팀 and 드레팀 are 레드팀.
    Typo,
    /// The word is not finished: 레드ㅌ is 레드팀, and 정보공 정보공개.
    HalfTyped,
    /// It is spelled in the other script, or otherwise in Hangul: Anthropic is 앤트로픽.
    Transliteration,
}

impl RewriteReason {
    /// The reason's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            RewriteReason::Keyboard => "keyboard",
            RewriteReason::Initials => "initials",
            RewriteReason::Typo => "typo",
            RewriteReason::HalfTyped => "half_typed",
            RewriteReason::Transliteration => "transliteration",
        }
    }
}

/// Longer words, in characters, are no words that somebody mistyped.
const LONGEST_WORD_CHARS: usize = 20;

/// Words of fewer letters (keys) are too short for a wrong one to leave anything: of
/// two syllables without finals every other pair is one letter away.
const SHORTEST_TYPO_LETTERS: usize = 4;

/// From this many letters on two may be wrong: four syllables or so.
const TWO_TYPOS_LETTERS: usize = 10;

/// Mistyped beginnings of fewer characters are those of too many words.
const SHORTEST_BEGINNING_CHARS: usize = 4;

/// Words whose sounds leave so short a skeleton must sound the same: 쇼 and 소 do.
const SHORT_SKELETON: usize = 2;
const LIMIT_OF_SHORT_WORDS: f32 = 0.02;

/// Words of the language of fewer characters sound like too many foreign ones.
const SHORTEST_FOREIGN_CHARS: usize = 3;

/// What a step offers at most: only the best ones are ever likely.
const MOST_OFFERS: usize = 8;

/// Initials and beginnings are those of many words, and each is as likely.
const MOST_BEGUN: usize = 48;

/// What a word is to the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum WordFound {
    /// No document holds it.
    Nowhere,
    /// A document holds it, as a form of a verb.
    Verb,
    /// A document holds it.
    Noun,
}

/// What a word that no document holds was probably meant to be: the words that a step gives
/// and a document holds, as `found_as` tells; the first step that gives any. The likeliest is
/// the first. A word of the language `is_finished` where others were typed behind it.
pub(in crate::search) fn rewrite(
    word: &QueryWord,
    is_finished: bool,
    vocabulary: &Vocabulary,
    found_as: impl Fn(&str) -> anyhow::Result<WordFound>,
) -> anyhow::Result<Vec<Rewrite>> {
    // A number is what it is, and no misspelling of the next one.
    let has_digit = word.stem.contains(|c: char| c.is_ascii_digit());
    if has_digit || is_acronym(&word.text) || word.text.chars().count() > LONGEST_WORD_CHARS {
        return Ok(Vec::new());
    }
    let mut found: Vec<Rewrite> = Vec::new();
    for step in STEPS {
        let may_go_on = !is_finished || !is_a_word(word);
        let is_passed_over = step.is_last_resort && !found.is_empty();
        if is_passed_over || (step.reason == HalfTyped && !may_go_on) {
            continue;
        }
        let offered = step.found(word, vocabulary, &found_as)?;
        // A word that is a letter short is mistyped rather than half typed.
        found.retain(|before| offered.iter().all(|other| other.to != before.to));
        found.extend(offered);
        let is_open = match step.reason {
            // Keys of the left hand alone (art, ㅁㄱㅅ) may be initials as well.
            RewriteReason::Keyboard => jamo::is_initials(&word.text),
            // What ends with a syllable may be finished, and wrong.
            RewriteReason::HalfTyped => !ends_unfinished(&word.text),
            _ => false,
        };
        if !found.is_empty() && !is_open {
            break;
        }
    }
    Ok(found)
}

/// The words that go on behind one which was read as what it is not.
pub(in crate::search) fn half_typed(
    word: &QueryWord,
    vocabulary: &Vocabulary,
    found_as: impl Fn(&str) -> anyhow::Result<WordFound>,
) -> anyhow::Result<Vec<Rewrite>> {
    Step::new(HalfTyped, MOST_BEGUN, MOST_BEGUN, half_typed::half_typed)
        .found(word, vocabulary, found_as)
}

/// A way in which a word may have been typed otherwise than it was meant.
struct Step {
    reason: RewriteReason,
    /// The words that it gives, the likeliest first.
    offers: fn(&QueryWord, &Vocabulary) -> Vec<String>,
    /// How many of these are looked at.
    looked_at: usize,
    /// How many of those that documents hold may have been meant: of the other keyboard and the
    /// other script one, of the rest any.
    most: usize,
    /// Whether it is asked only where no other gave any.
    is_last_resort: bool,
}

impl Step {
    const fn new(
        reason: RewriteReason,
        looked_at: usize,
        most: usize,
        offers: fn(&QueryWord, &Vocabulary) -> Vec<String>,
    ) -> Self {
        Step {
            reason,
            offers,
            looked_at,
            most,
            is_last_resort: false,
        }
    }

    const fn if_nothing_else(self) -> Self {
        Step {
            is_last_resort: true,
            ..self
        }
    }

    /// Those of the words that it gives that documents hold.
    fn found(
        &self,
        word: &QueryWord,
        vocabulary: &Vocabulary,
        found_as: impl Fn(&str) -> anyhow::Result<WordFound>,
    ) -> anyhow::Result<Vec<Rewrite>> {
        let (mut nouns, mut verbs) = (Vec::new(), Vec::new());
        let offers = (self.offers)(word, vocabulary).into_iter();
        for offer in offers.take(self.looked_at) {
            if nouns.len() == self.most {
                break;
            }
            let found = found_as(&offer)?;
            let rewrite = Rewrite {
                from: word.text.clone(),
                to: offer,
                reason: self.reason,
            };
            match (found, self.reason) {
                (WordFound::Nowhere, _) => {}
                // Names are spelled in two scripts; verbs are not.
                (WordFound::Verb, RewriteReason::Transliteration) => {}
                // Initials are typed for nouns and names.
                (WordFound::Verb, RewriteReason::Initials) => verbs.push(rewrite),
                (WordFound::Verb | WordFound::Noun, _) => nouns.push(rewrite),
            }
        }
        verbs.truncate(self.most);
        Ok(if nouns.is_empty() { verbs } else { nouns })
    }
}

use RewriteReason::{HalfTyped, Initials, Keyboard, Transliteration, Typo};

const STEPS: &[Step] = &[
    Step::new(Keyboard, MOST_OFFERS, 1, other_keyboard),
    Step::new(Initials, MOST_BEGUN, MOST_BEGUN, initials::initials),
    Step::new(HalfTyped, MOST_BEGUN, MOST_BEGUN, half_typed::half_typed),
    Step::new(Initials, MOST_BEGUN, MOST_BEGUN, initials::behind_a_final).if_nothing_else(),
    Step::new(HalfTyped, 1, 1, half_typed::without_begun_ending).if_nothing_else(),
    Step::new(
        Keyboard,
        MOST_BEGUN,
        MOST_BEGUN,
        half_typed::on_other_keyboard,
    )
    .if_nothing_else(),
    Step::new(Typo, MOST_OFFERS, MOST_OFFERS, typos),
    Step::new(Transliteration, MOST_OFFERS, 1, transliterated),
];

/// Whether a word is an acronym (SK, EHR): what it stands for is not guessed from its sound or
/// its keys.
fn is_acronym(text: &str) -> bool {
    text.chars().count() <= LONGEST_ACRONYM_CHARS && text.chars().all(|c| c.is_ascii_uppercase())
}

const LONGEST_ACRONYM_CHARS: usize = 3;

fn other_keyboard(word: &QueryWord, _: &Vocabulary) -> Vec<String> {
    let text = word.text.as_str();
    // One key is no word.
    if text.chars().count() < 2 {
        return Vec::new();
    }
    let offers = [keyboard::as_hangul(text), keyboard::as_latin(text)];
    offers.into_iter().flatten().collect()
}

fn typos(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    let (text, stem) = (word.text.as_str(), word.stem.as_str());
    // What is not finished is no mistake, and a word of the language is none either:
    // 축구 is not 촉구. With what looks like a particle it may be one: 에리가 is 에리카.
    // Of two words side by side (한일) only the end may be missing.
    let is_pair = is_pair(word);
    let is_in_dictionary = word.is_in_dictionary;
    if ends_unfinished(text) || is_a_word(word) {
        return Vec::new();
    }
    let mut offers: Vec<VocabularyWord> = Vec::new();
    for other in [stem, text] {
        if word.is_in_dictionary && !is_pair && other == stem {
            continue;
        }
        let word = other;
        let count = jamo::letters(word).chars().count();
        let distance = match count {
            0..SHORTEST_TYPO_LETTERS => continue,
            SHORTEST_TYPO_LETTERS..TWO_TYPOS_LETTERS => 1,
            _ => 2,
        };
        offers.extend(vocabulary.similar(&word.to_lowercase(), distance));
        if stem == text {
            break;
        }
    }
    offers.extend(slips(word, vocabulary));
    if offers.is_empty() && syllable_slips::is_hangul(text) {
        let enough = |word: &&str| word.chars().count() >= syllable_slips::SHORTEST_WORD_CHARS;
        let is_known = |word: &&str| is_in_dictionary && *word == stem;
        let typed = [text, stem].into_iter();
        let mut typed = typed.filter(|typed| enough(typed) && !is_known(typed));
        offers = typed
            .find_map(|typed| {
                let longer = vocabulary.with_one_syllable_more(typed);
                (!longer.is_empty()).then_some(longer)
            })
            .unwrap_or_default();
    }
    if offers.is_empty() {
        // A syllable more may belong to it: 카네기맬론 is 카네기멜론대.
        let chars = stem.chars().count();
        if chars >= SHORTEST_BEGINNING_CHARS && !word.is_in_dictionary {
            let mut begun = vocabulary.beginning_like(stem);
            begun.retain(|offer| offer.text.chars().count() == chars + 1);
            offers = begun;
        }
    }
    if is_pair {
        let typed = jamo::letters(text);
        offers.retain(|offer| jamo::letters(&offer.text).starts_with(&typed));
    }
    // Latin words and Hangul ones are not each other's misspellings.
    let script = |word: &str| word.chars().any(|c| c.is_ascii_alphabetic());
    offers.retain(|offer| script(&offer.text) == script(text));
    offers.sort_by(|a, b| {
        let closest = a.distance.cmp(&b.distance);
        closest
            .then_with(|| b.count.cmp(&a.count))
            .then_with(|| a.text.cmp(&b.text))
    });
    // The word and what is left without its particle may be near to the same.
    offers.dedup_by(|a, b| a.text == b.text);
    let closest = offers.first().map(|offer| offer.distance);
    offers.retain(|offer| Some(offer.distance) == closest);
    VocabularyWord::texts(offers)
}

/// The words that a word becomes when one slip of a syllable is taken back; each is as near as
/// one wrong letter.
fn slips(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<VocabularyWord> {
    let mut offers = Vec::new();
    for typed in [&word.text, &word.stem] {
        for meant in syllable_slips::taken_back(typed) {
            offers.extend(vocabulary.exactly(&meant).map(|word| VocabularyWord {
                distance: 1,
                ..word
            }));
        }
        if !offers.is_empty() || word.text == word.stem {
            break;
        }
    }
    offers
}

fn transliterated(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    // A letter of Hangul that is no syllable has a name, and no sound that a word is written by.
    let is_syllable_or_latin = |c: char| !('ㄱ'..='ㆎ').contains(&c);
    if !word.stem.contains(is_syllable_or_latin) {
        return Vec::new();
    }
    // A word of the language is no other one that sounds like it. It may be a foreign one that
    // texts write in its own letters: 트럼프, Trump.
    let is_foreign = |other: &str| other.chars().all(|c| c.is_ascii_alphabetic());
    if word.is_in_dictionary && word.stem.chars().count() < SHORTEST_FOREIGN_CHARS {
        return Vec::new();
    }
    let spoken = Pronunciation::new(&word.stem);
    let skeleton = spoken.skeleton();
    if skeleton.is_empty() {
        return Vec::new();
    }
    let limit = if skeleton.len() <= SHORT_SKELETON {
        LIMIT_OF_SHORT_WORDS
    } else {
        transliteration::LIMIT
    };
    let mut near: Vec<(f32, String)> = vocabulary
        .sounding_like(&skeleton)
        .into_iter()
        .map(|word| (spoken.distance(&Pronunciation::new(&word.text)), word.text))
        .filter(|(distance, other)| {
            *distance <= limit && (!word.is_in_dictionary || is_foreign(other))
        })
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.into_iter().map(|(_, text)| text).collect()
}
