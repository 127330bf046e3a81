//! What was probably meant by a word that no document holds.
//!
//! Defines the steps, each a small one of its own, and their order: keyboard, initial
//! consonants, half-typed word, typo, transliteration. A step gives words of the
//! index; whether the query finds more with them is `searcher`'s to see.

use super::syllable_slips;
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

/// Finished beginnings of fewer characters, in Hangul and in Latin letters, are those of too
/// many words.
const SHORTEST_HANGUL_BEGINNING: usize = 2;
const SHORTEST_LATIN_BEGINNING: usize = 4;

/// What a step offers at most: only the best ones are ever likely.
const MOST_OFFERS: usize = 8;

/// Initials and beginnings are those of many words, and each is as likely.
const MOST_OFFERS_OF_BEGINNINGS: usize = 48;

/// So many initials are those of few words: the words that they begin, and those that they are
/// inside of, are as likely as those whose initials they are.
const MANY_INITIALS: usize = 4;

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
/// the first.
pub(in crate::search) fn rewrite(
    word: &QueryWord,
    vocabulary: &Vocabulary,
    found_as: impl Fn(&str) -> anyhow::Result<WordFound>,
) -> anyhow::Result<Vec<Rewrite>> {
    // A number is what it is, and no misspelling of the next one.
    let has_digit = word.stem.contains(|c: char| c.is_ascii_digit());
    if has_digit || is_acronym(&word.text) || word.text.chars().count() > LONGEST_WORD_CHARS {
        return Ok(Vec::new());
    }
    type Step = fn(&QueryWord, &Vocabulary) -> Vec<String>;
    let steps: [(RewriteReason, Step); 5] = [
        (RewriteReason::Keyboard, other_keyboard),
        (RewriteReason::Initials, initials),
        (RewriteReason::HalfTyped, half_typed),
        (RewriteReason::Typo, typos),
        (RewriteReason::Transliteration, transliterated),
    ];
    let mut found: Vec<Rewrite> = Vec::new();
    for (reason, step) in steps {
        // Of the other keyboard and the other script one is meant, of the rest any may be.
        let (most, looked_at) = match reason {
            RewriteReason::Keyboard | RewriteReason::Transliteration => (1, MOST_OFFERS),
            RewriteReason::Typo => (MOST_OFFERS, MOST_OFFERS),
            RewriteReason::Initials | RewriteReason::HalfTyped => {
                (MOST_OFFERS_OF_BEGINNINGS, MOST_OFFERS_OF_BEGINNINGS)
            }
        };
        let offered = Offered {
            from: &word.text,
            reason,
            most,
        };
        let offers = step(word, vocabulary);
        let offered = offered.found(&offers[..offers.len().min(looked_at)], &found_as)?;
        // A word that is a letter short is mistyped rather than half typed.
        found.retain(|before| offered.iter().all(|other| other.to != before.to));
        found.extend(offered);
        let is_open = match reason {
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

/// A step that offers words.
struct Offered<'w> {
    from: &'w str,
    reason: RewriteReason,
    most: usize,
}

impl Offered<'_> {
    /// Those of `offers` that documents hold.
    fn found(
        &self,
        offers: &[String],
        found_as: impl Fn(&str) -> anyhow::Result<WordFound>,
    ) -> anyhow::Result<Vec<Rewrite>> {
        let (mut nouns, mut verbs) = (Vec::new(), Vec::new());
        for offer in offers {
            if nouns.len() == self.most {
                break;
            }
            let rewrite = Rewrite {
                from: self.from.to_owned(),
                to: offer.clone(),
                reason: self.reason,
            };
            match (found_as(offer)?, self.reason) {
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

fn initials(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    if !jamo::is_initials(&word.text) {
        return Vec::new();
    }
    let initials = jamo::split_initials(&word.text);
    let are_many = initials.chars().count() >= MANY_INITIALS;
    let mut words = vocabulary.with_initials(&initials);
    if words.is_empty() || are_many {
        // The word may go on: 인공지능 in 인공지능기술.
        let begun = vocabulary.beginning_with_initials(&initials);
        words.extend(
            begun
                .into_iter()
                .filter(|word| word.text.chars().count() != initials.chars().count()),
        );
    }
    if words.is_empty() {
        // It may have begun before: 아파트 in 풍악아파트.
        words = vocabulary.with_initials_inside(&initials);
    }
    texts(words)
}

fn typos(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    let (text, stem) = (word.text.as_str(), word.stem.as_str());
    // What is not finished is no mistake, and a word of the language is none either:
    // 축구 is not 촉구. With what looks like a particle it may be one: 에리가 is 에리카.
    // Of two words side by side (한일) only the end may be missing.
    let is_pair = is_pair(word);
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
    if offers.is_empty() && !word.is_in_dictionary && syllable_slips::is_hangul(text) {
        let enough = |word: &&str| word.chars().count() >= syllable_slips::SHORTEST_WORD_CHARS;
        let mut typed = [text, stem].into_iter().filter(enough);
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
    texts(offers)
}

fn half_typed(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    let text = word.text.as_str();
    if !ends_unfinished(text) {
        return begun(word, vocabulary);
    }
    // Keys behind a syllable may belong into it: 레드티ㅁ is 레드팀.
    let chars = jamo::compose(&jamo::letters(text)).chars().count();
    let mut words = vocabulary.beginning_with(text);
    words.retain(|word| word.text.chars().count() >= chars);
    // The word itself rather than one that goes on behind the syllable.
    words.sort_by_key(|word| word.text.chars().count() != chars);
    let mut offers = texts(words);
    if offers.is_empty() {
        // What was begun may be an ending or a particle: 거론ㄷ is 거론되.
        let mut typed = text.chars();
        typed.next_back();
        offers.push(typed.as_str().to_owned());
    }
    offers
}

/// The words that go on behind a word that ends with a whole syllable or a Latin letter.
fn begun(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    // A word of the language is finished: 보고 is no beginning of 보고서.
    if is_a_word(word) {
        return Vec::new();
    }
    let text = word.text.to_lowercase();
    let shortest = if syllable_slips::is_hangul(&text) {
        SHORTEST_HANGUL_BEGINNING
    } else {
        SHORTEST_LATIN_BEGINNING
    };
    if text.chars().count() < shortest {
        return Vec::new();
    }
    texts(vocabulary.beginning_with(&text))
}

/// Whether a word is one of the language as it was typed, and no two side by side.
fn is_a_word(word: &QueryWord) -> bool {
    word.is_in_dictionary && word.stem == word.text && !is_pair(word)
}

/// Whether a word is two Hanja of the dictionary side by side (한일).
fn is_pair(word: &QueryWord) -> bool {
    word.is_in_dictionary && word.terms.len() > 1
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

/// Whether the last character is a Hangul letter that is no syllable yet.
fn ends_unfinished(text: &str) -> bool {
    let mut chars = text.chars().rev();
    let last_is_letter = chars.next().is_some_and(|c| ('ㄱ'..='ㅣ').contains(&c));
    last_is_letter && chars.next().is_some_and(|c| ('가'..='힣').contains(&c))
}

fn transliterated(word: &QueryWord, vocabulary: &Vocabulary) -> Vec<String> {
    if word.is_in_dictionary {
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
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.into_iter().map(|(_, text)| text).collect()
}

fn texts(words: Vec<VocabularyWord>) -> Vec<String> {
    words.into_iter().map(|word| word.text).collect()
}
