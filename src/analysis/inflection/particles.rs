//! The particles and suffixes behind nouns, which leave a word that word.
//!
//! Defines the table of particles, with what each asks of the sound before it and what may
//! follow. A run of them is looked at in `walk`.

use super::letters::{L, Letters, NONE};

/// What a particle asks of the sound before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
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
pub(super) enum Next {
    Nothing,
    /// Other particles and the copula.
    Particles,
    /// These particles, with what may stand behind them, and the copula.
    One(&'static [&'static str]),
}

/// A particle or a suffix, and what may follow.
pub(super) struct Particle {
    pub(super) text: &'static str,
    pub(super) after: After,
    pub(super) next: Next,
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
pub(super) const PARTICLES: &[Particle] = &[
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

/// Whether a particle fits behind this character. Behind Latin letters and digits, whose
/// sound is not seen, each does.
pub(super) fn fits(after: After, before: char) -> bool {
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
