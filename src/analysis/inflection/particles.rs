//! The particles and suffixes behind nouns: which run of letters can stand behind a word and
//! leaves it that word.
//!
//! Defines the table of particles with what each asks of the sound before it, and the walk
//! through a run of them. What the copula is there is `copula`'s.

use std::sync::OnceLock;

use super::conjugation::{L, Letters, NONE, VERB_MAKERS, is_form_of_one};
use super::copula::is_copula;
use super::endings::is_ending;
use super::table::Table;

/// What a particle asks of the sound before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Any,
    Consonant,
    Vowel,
    /// 로: a vowel or ㄹ.
    Open,
    /// 으로: a consonant but ㄹ.
    Closed,
}

use After::{Any, Closed, Consonant, Open, Vowel};

/// What may stand behind a particle.
#[derive(Debug, Clone, Copy)]
enum Next {
    Nothing,
    /// Other particles and the copula.
    Particles,
    /// These particles, with what may stand behind them, and the copula.
    One(&'static [&'static str]),
}

/// A particle or a suffix, and what may follow.
struct Particle {
    text: &'static str,
    after: After,
    next: Next,
}

const fn last(text: &'static str, after: After) -> Particle {
    Particle {
        text,
        after,
        next: Next::Nothing,
    }
}

const fn open(text: &'static str, after: After) -> Particle {
    Particle {
        text,
        after,
        next: Next::Particles,
    }
}

/// Behind 만 stand few: 윤지만과 and 윤지만에게 are of a name.
const BEHIND_MAN: &[&str] = &[
    "은",
    "이",
    "을",
    "의",
    "도",
    "으로",
    "으로는",
    "으로도",
    "에",
    "에는",
    "에도",
    "요",
];

/// Behind 와 and 과, too: 내과가 and 내과를 are of a noun.
const BEHIND_WA: &[&str] = &["는", "도", "의", "만", "만은", "만의", "같이", "요"];

/// Suffixes, case particles and auxiliary particles, with those that melted (엔 = 에는).
const PARTICLES: &[Particle] = &[
    // Suffixes that leave the word what it is.
    open("들", Any),
    open("씨", Any),
    open("님", Any),
    // Case.
    last("은", Consonant),
    last("는", Vowel),
    last("이", Consonant),
    last("가", Vowel),
    last("을", Consonant),
    last("를", Vowel),
    last("의", Any),
    open("에", Any),
    last("엔", Any),
    last("엘", Any),
    open("에서", Any),
    last("에선", Any),
    open("에게", Any),
    open("에게서", Any),
    last("에겐", Any),
    last("에게선", Any),
    open("께", Any),
    open("께서", Any),
    last("께선", Any),
    open("한테", Any),
    open("한테서", Any),
    last("한텐", Any),
    open("더러", Any),
    open("로", Open),
    open("으로", Closed),
    last("론", Open),
    last("으론", Closed),
    open("로서", Open),
    open("으로서", Closed),
    last("로선", Open),
    last("으로선", Closed),
    open("로써", Open),
    open("으로써", Closed),
    last("로썬", Open),
    last("으로썬", Closed),
    open("로부터", Open),
    open("으로부터", Closed),
    Particle {
        text: "와",
        after: Vowel,
        next: Next::One(BEHIND_WA),
    },
    Particle {
        text: "과",
        after: Consonant,
        next: Next::One(BEHIND_WA),
    },
    open("랑", Vowel),
    open("이랑", Consonant),
    open("하고", Any),
    open("보고", Any),
    // Auxiliary.
    last("도", Any),
    last("도요", Any),
    Particle {
        text: "만",
        after: Any,
        next: Next::One(BEHIND_MAN),
    },
    open("뿐", Any),
    open("까지", Any),
    last("까진", Any),
    open("부터", Any),
    last("부턴", Any),
    open("마저", Any),
    open("조차", Any),
    open("밖에", Any),
    last("밖엔", Any),
    open("만큼", Any),
    last("만큼은", Any),
    open("처럼", Any),
    open("같이", Any),
    open("마냥", Any),
    open("보다", Any),
    last("보단", Any),
    open("대로", Any),
    open("마다", Any),
    open("끼리", Any),
    open("씩", Any),
    open("쯤", Any),
    open("치고", Any),
    last("치곤", Any),
    last("커녕", Any),
    last("은커녕", Consonant),
    last("는커녕", Vowel),
    open("따라", Any),
    last("마는", Any),
    last("나마", Vowel),
    last("이나마", Consonant),
    last("나", Vowel),
    last("이나", Any),
    last("라도", Vowel),
    last("이라도", Any),
    last("든", Vowel),
    last("이든", Any),
    last("든지", Vowel),
    last("이든지", Any),
    last("든가", Vowel),
    last("이든가", Any),
    last("라든지", Vowel),
    last("이라든지", Any),
    last("라든가", Vowel),
    last("이라든가", Any),
    last("야", Vowel),
    last("아", Consonant),
    last("이야", Any),
    last("야말로", Vowel),
    last("이야말로", Any),
    last("란", Vowel),
    last("이란", Any),
    last("여", Vowel),
    last("이여", Consonant),
    last("요", Any),
    last("이요", Any),
    last("그려", Any),
];

/// How many particles follow each other at most: 에서부터만은 has four.
const MOST_PARTICLES: usize = 5;

/// Whether `chars[from..]` can stand behind the word `chars[..from]` and leaves it that
/// word: particles, the suffixes 들, 씨 and 님, the copula with its endings; also 하다 and its
/// like behind two syllables or more. The word is not empty.
pub(in super::super) fn is_tail_of_noun(chars: &[char], from: usize) -> bool {
    (chars[from..].len() <= super::LONGEST_TAIL_CHARS)
        && (particles(chars, from, MOST_PARTICLES) || (from >= 2 && is_made_a_verb(&chars[from..])))
}

/// The same, where the dictionary says that `chars[..from]` is a word: 하다 and its like may
/// stand behind one syllable too (말하다).
pub(in super::super) fn leaves_a_noun(chars: &[char], from: usize) -> bool {
    is_tail_of_noun(chars, from) || is_made_a_verb(&chars[from..])
}

/// Particles that most words take, by their form behind a consonant and behind a vowel.
const COMMONEST: [[&str; 2]; 7] = [
    ["은", "는"],
    ["이", "가"],
    ["을", "를"],
    ["과", "와"],
    ["의", "의"],
    ["도", "도"],
    ["에게", "에게"],
];

/// `word` with each of the commonest particles behind that show it to be a word, and not its
/// first `stem` characters with particles: 윤지만과, for 윤지 takes no 만과.
pub(in super::super) fn telling_forms(word: &[char], stem: usize) -> Vec<String> {
    let Some(last) = word.last() else {
        return Vec::new();
    };
    let forms = COMMONEST.iter().map(|[behind_consonant, behind_vowel]| {
        let particle = if fits(Vowel, *last) {
            behind_vowel
        } else {
            behind_consonant
        };
        let mut form = word.to_vec();
        form.extend(particle.chars());
        form
    });
    let telling = forms.filter(|form| !is_tail_of_noun(form, stem));
    telling.map(|form| form.into_iter().collect()).collect()
}

/// Whether `rest` can stand behind a form that is a noun in all but name (밝힘을, 하기에).
pub(super) fn is_tail_of_noun_form(rest: &[char]) -> bool {
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
    of_particle || is_copula(rest, fits(Vowel, before))
}

/// Whether `rest` is a form of 하다 or another that makes verbs of nouns.
fn is_made_a_verb(rest: &[char]) -> bool {
    is_form_of_one(VERB_MAKERS, rest, is_ending)
}

/// Whether a particle fits behind this character. Behind Latin letters and digits, whose
/// sound is not seen, each does.
fn fits(after: After, before: char) -> bool {
    let Some(letters) = Letters::of(before) else {
        return true;
    };
    match after {
        Any => true,
        Consonant => letters.last != NONE,
        Vowel => letters.last == NONE,
        Open => letters.last == NONE || letters.last == L,
        Closed => letters.last != NONE && letters.last != L,
    }
}
