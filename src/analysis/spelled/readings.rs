//! What a run of characters between marks can be read as, whatever the dictionary says:
//! itself, and what is left when particles, the copula or endings are taken from its end.
//!
//! This is what makes it certain that a word that begins an eojeol is found: 우크라이나에 is
//! read as itself, 우크라이나 and 우크라, and a query's word is looked up among these. Which
//! letters can stand at an end is `inflection`'s to tell.

use crate::analysis::inflection::{LONGEST_TAIL_CHARS, is_tail_of_noun, is_tail_of_verb};
use crate::analysis::letters::characters::{
    CharKind, is_point_in_number, is_sign_of_name, kind_of,
};
use crate::analysis::letters::jamo::final_letter;
use crate::analysis::letters::normalization::NormalChar;

/// Stands before a reading that is a form of a verb, which no noun is looked up by. No normal
/// form of a counted character is this.
pub(in crate::analysis) const VERB_MARK: char = '~';

/// What the characters at the beginning of a run are, by those that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum ReadAs {
    /// All of it: nothing follows.
    Whole,
    /// A word that particles stand behind.
    Noun {
        /// Whether it is looked up as a form of a verb as well.
        or_verb: bool,
    },
    /// A form of a verb that endings stand behind.
    Verb,
}

/// What the first `end` of a run's characters are; `None` where what follows makes them
/// another word.
pub(in crate::analysis) fn reads_as(chars: &[char], end: usize) -> Option<ReadAs> {
    if end == chars.len() {
        return Some(ReadAs::Whole);
    }
    let rest = &chars[end..];
    let is_hangul = rest.iter().all(|c| is_syllable(*c));
    if is_hangul && is_tail_of_noun(chars, end) {
        // Of one syllable there is a noun for nearly every verb (주다, 주): only what is
        // marked as a form of a verb is looked up for those. So it is for the past (밝혔을), whose
        // ending is written as a particle: no noun ends in ㅆ.
        let is_marked = end == 1 || final_letter(chars[end - 1]) == Some('ㅆ');
        let or_verb = is_marked && is_syllable(chars[end - 1]) && is_tail_of_verb(chars, end);
        return Some(ReadAs::Noun { or_verb });
    }
    if ends_latin(chars, end) || begins_latin(chars, end) {
        return Some(ReadAs::Noun { or_verb: false });
    }
    // Of what ends in Latin letters or digits no verb is made.
    let is_verb = is_hangul && is_syllable(chars[end - 1]) && is_tail_of_verb(chars, end);
    is_verb.then_some(ReadAs::Verb)
}

/// The characters of a run that count, each with its place in the run.
pub(in crate::analysis) struct Spelled {
    pub chars: Vec<char>,
    pub places: Vec<usize>,
}

/// The characters of `run` that count: letters, digits, points between digits and the signs
/// of C++ and C#.
pub(in crate::analysis) fn spelled(run: &[NormalChar]) -> Spelled {
    let mut spelled = Spelled {
        chars: Vec::with_capacity(run.len()),
        places: Vec::with_capacity(run.len()),
    };
    let at = |index: usize| run.get(index).map(|entry| entry.value);
    for (place, entry) in run.iter().enumerate() {
        let counts = match kind_of(entry.value) {
            CharKind::Letter | CharKind::Latin | CharKind::Digit => true,
            CharKind::Joiner => is_point_in_number(at, place) || is_sign_of_name(at, place),
            CharKind::Separator => false,
        };
        if counts {
            spelled.chars.push(entry.value);
            spelled.places.push(place);
        }
    }
    spelled
}

/// Calls `sink` with each reading of the characters of a run: its text as it is indexed, how
/// many of the characters it is, and whether it is all of them. The whole comes first.
pub(in crate::analysis) fn for_each_reading(
    chars: &[char],
    mut sink: impl FnMut(&str, usize, bool),
) {
    if chars.is_empty() {
        return;
    }
    let syllables = chars.iter().rev().take_while(|c| is_syllable(**c)).count();
    let first = chars.len() - syllables;
    let shortest = first
        .max(chars.len().saturating_sub(LONGEST_TAIL_CHARS))
        .max(1);
    let mut text = String::with_capacity(chars.len() * 3 + 1);
    text.push(VERB_MARK);
    text.extend(chars);
    sink(&text[VERB_MARK.len_utf8()..], chars.len(), true);
    // Where the script changes another word may begin, however long it is.
    let behind_latin = (first > 0 && first < shortest).then_some(first);
    let before_latin = (1..first).filter(|end| begins_latin(chars, *end));
    for end in (shortest..chars.len())
        .rev()
        .chain(behind_latin)
        .chain(before_latin)
    {
        let bytes: usize = chars[..end].iter().map(|c| c.len_utf8()).sum();
        text.truncate(VERB_MARK.len_utf8() + bytes);
        let plain = &text[VERB_MARK.len_utf8()..];
        match reads_as(chars, end) {
            Some(ReadAs::Noun { or_verb }) => {
                sink(plain, end, false);
                if or_verb {
                    sink(&text, end, false);
                }
            }
            Some(ReadAs::Verb) => sink(&text, end, false),
            Some(ReadAs::Whole) | None => {}
        }
    }
}

fn is_syllable(value: char) -> bool {
    ('가'..='힣').contains(&value)
}

/// Whether Hangul begins at `end` behind a word of Latin letters, or of digits that belong to a
/// name (코로나19): what a word of one script ends with, the other begins.
fn ends_latin(chars: &[char], end: usize) -> bool {
    is_syllable(chars[end])
        && !is_syllable(chars[end - 1])
        && chars[..end]
            .iter()
            .any(|c| is_syllable(*c) || kind_of(*c) == CharKind::Latin)
}

/// Whether a word of Latin letters begins at `place` behind Hangul: 엔비디아H100.
fn begins_latin(chars: &[char], place: usize) -> bool {
    is_syllable(chars[place - 1]) && kind_of(chars[place]) == CharKind::Latin
}

/// Where words of Latin letters begin behind Hangul in the characters of a run.
pub(in crate::analysis) fn latin_words(chars: &[char]) -> impl Iterator<Item = usize> {
    (1..chars.len()).filter(|place| begins_latin(chars, *place))
}
