//! What can stand behind a noun or a form of a verb: the walk through the tables.
//!
//! Endings take particles, particles the copula, and the copula endings, so the way through
//! all three is here, and the tables know nothing of each other.

use std::sync::OnceLock;

use super::auxiliaries::{VERB_MAKERS, is_form_of_one};
use super::copula::{BEHIND_VOWEL, WITH_I, WITHOUT_I, WITHOUT_I_IN_GI};
use super::endings::Tables;
use super::form::{Form, Then};
use super::particles::{After, Next, PARTICLES, Particle, fits};
use super::table::Table;

/// The longest tail that is looked at, in characters: 으로부터였습니다만 has nine.
pub(in super::super) const LONGEST_TAIL_CHARS: usize = 12;

/// How deep endings follow each other at most: 하시었겠더라고 has five.
const DEEPEST: usize = 7;

/// How many particles follow each other at most: 에서부터만은 has four.
const MOST_PARTICLES: usize = 5;

/// Whether `chars[from..]` can stand behind the word `chars[..from]` and leaves it that
/// word: particles, the suffixes 들, 씨 and 님, the copula with its endings; also 하다 and its
/// like behind two syllables or more. The word is not empty.
pub(in super::super) fn is_tail_of_noun(chars: &[char], from: usize) -> bool {
    (chars[from..].len() <= LONGEST_TAIL_CHARS)
        && (particles(chars, from, MOST_PARTICLES) || (from >= 2 && is_made_a_verb(&chars[from..])))
}

/// The same, where the dictionary says that `chars[..from]` is a word: 하다 and its like may
/// stand behind one syllable too (말하다).
pub(super) fn leaves_a_noun(chars: &[char], from: usize) -> bool {
    is_tail_of_noun(chars, from) || is_made_a_verb(&chars[from..])
}

/// Whether `rest` can stand behind a stem in `form`; nothing can where a word may end so.
pub(super) fn is_ending(form: Form, rest: &[char]) -> bool {
    follows(form, rest, DEEPEST)
}

fn follows(form: Form, rest: &[char], depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let tables = Tables::get();
    let table = match form {
        Form::Vowel => &tables.vowel,
        Form::Rieul => &tables.rieul,
        Form::Consonant => &tables.consonant,
        Form::BeforeEu => &tables.before_eu,
        Form::WithN => &tables.with_n,
        Form::WithNeun => &tables.with_neun,
        Form::WithL => &tables.with_l,
        Form::WithM => return is_tail_of_noun_form(rest),
        Form::WithB => &tables.with_b,
        Form::WithA => &tables.with_a,
        Form::Past => &tables.past,
        Form::Denied => &tables.denied,
        Form::Copula => &tables.copula,
        Form::CopulaWithA => &tables.copula_with_a,
        Form::CopulaWithN => &tables.copula_with_n,
        Form::Done => return rest.is_empty(),
    };
    any_continues(table, rest, depth)
}

fn any_continues(table: &Table<Then>, rest: &[char], depth: usize) -> bool {
    let mut entries = table.beginning(rest);
    entries.any(|(then, rest)| continues(then, rest, depth))
}

fn continues(then: Then, rest: &[char], depth: usize) -> bool {
    match then {
        Then::End => rest.is_empty(),
        Then::Particles => rest.is_empty() || is_tail_of_noun_form(rest),
        Then::Quote => rest.is_empty() || any_continues(&Tables::get().quote, rest, depth),
        Then::Eu => any_continues(&Tables::get().behind_eu, rest, depth),
        Then::Form(form) => follows(form, rest, depth),
        Then::Auxiliary(stems) => {
            is_form_of_one(stems, rest, |form, rest| follows(form, rest, depth))
        }
    }
}

/// Whether `rest` can stand behind a form that is a noun in all but name (밝힘을, 하기에).
fn is_tail_of_noun_form(rest: &[char]) -> bool {
    // What is before was looked at already: a vowel or a consonant, both are tried.
    ['가', '각'].into_iter().any(|before| {
        let mut chars = vec!['가', before];
        chars.extend_from_slice(rest);
        particles(&chars, 2, MOST_PARTICLES)
    })
}

fn particles(chars: &[char], at: usize, most: usize) -> bool {
    let rest = &chars[at..];
    if rest.is_empty() {
        return true;
    }
    let Some(most) = most.checked_sub(1) else {
        return false;
    };
    let before = chars[at - 1];
    static TABLE: OnceLock<Table<&Particle>> = OnceLock::new();
    let table = TABLE.get_or_init(|| Table::new(PARTICLES.iter().map(|one| (one.text, one))));
    let of_particle = table.beginning(rest).any(|(particle, behind)| {
        let goes_on = |behind: &[char]| match particle.next {
            Next::Nothing => false,
            Next::Particles => particles(chars, chars.len() - behind.len(), most),
            Next::One(others) => {
                is_copula(behind, false)
                    || others
                        .iter()
                        .any(|other| behind.iter().copied().eq(other.chars()))
            }
        };
        fits(particle.after, before) && (behind.is_empty() || goes_on(behind))
    });
    of_particle || is_copula(rest, fits(After::Vowel, before))
}

/// Whether `rest` is a form of 하다 or another that makes verbs of nouns.
fn is_made_a_verb(rest: &[char]) -> bool {
    is_form_of_one(VERB_MAKERS, rest, is_ending)
}

/// Whether `rest` is the copula with its endings, behind a word that ends in a vowel or not.
fn is_copula(rest: &[char], behind_vowel: bool) -> bool {
    let is_one_of = |forms: &[(&str, Form)]| {
        let mut forms = forms.iter();
        forms.any(|(text, form)| strip(rest, text).is_some_and(|rest| is_ending(*form, rest)))
    };
    if is_one_of(WITH_I) {
        return true;
    }
    let without_i = || {
        let mut begun = WITHOUT_I.iter();
        begun.any(|text| strip(rest, text).is_some()) && is_ending(Form::Copula, rest)
    };
    let in_gi = || {
        let is_rest = |text: &&str| strip(rest, text).is_some_and(<[char]>::is_empty);
        WITHOUT_I_IN_GI.iter().any(is_rest)
    };
    behind_vowel && (is_one_of(BEHIND_VOWEL) || without_i() || in_gi())
}

/// What is left of `text` behind `start`; `None` where it does not begin so.
fn strip<'t>(text: &'t [char], start: &str) -> Option<&'t [char]> {
    let mut rest = text;
    for wanted in start.chars() {
        let (first, others) = rest.split_first()?;
        if *first != wanted {
            return None;
        }
        rest = others;
    }
    Some(rest)
}
