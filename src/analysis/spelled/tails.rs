//! What eojeols have after a word: a particle, a verb's ending, or more of the word.
//!
//! Defines the particles and endings by their spelling, without a dictionary, and when
//! what follows a word shows that it is a noun. Which words are looked at is
//! `new_words`'.

use crate::analysis::letters::jamo::final_letter;

/// One symbol of an eojeol: a syllable of Hangul by its code point, or a larger number
/// that stands for a whole word of Latin letters and digits.
pub(in crate::analysis) type Symbol = u32;

/// The share of its eojeols that end with the word or go on with a particle or 하다.
const LEAST_ENDED_SHARE: f64 = 0.4;

/// The share of its eojeols that may go on as those of a verb's stem do.
const MOST_INFLECTED_SHARE: f64 = 0.2;

/// The share of its eojeols that go on as a verb's stem does, if it is one.
const LEAST_STEM_SHARE: f64 = 0.3;

/// How many eojeols are the bare word where none shows a particle.
const LEAST_BARE: u64 = 4;

/// What an eojeol has after a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum Tail {
    Nothing,
    /// Particles, or the copula. Some are endings of verbs as well (은, 을, 도).
    Particle {
        only_of_nouns: bool,
    },
    /// 하다, 되다, 시키다 and 스럽다 in any form.
    Verbal,
    /// An ending, as after the stem of a verb: its place in `ENDING_HEADS`.
    Ending(usize),
    Other,
}

/// How many eojeols have each kind of tail.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Tails {
    nothing: u64,
    particle: u64,
    pub(in crate::analysis) only_of_nouns: u64,
    verbal: u64,
    ending: u64,
    /// How the endings begin, a bit for each of `ENDING_HEADS`.
    endings: u64,
    other: u64,
}

impl Tails {
    pub(in crate::analysis) fn add(&mut self, tail: Tail, count: u64) {
        match tail {
            Tail::Nothing => self.nothing += count,
            Tail::Particle { only_of_nouns } => {
                self.particle += count;
                if only_of_nouns {
                    self.only_of_nouns += count;
                }
            }
            Tail::Verbal => self.verbal += count,
            Tail::Ending(head) => {
                self.ending += count;
                self.endings |= 1 << head.min(63);
            }
            Tail::Other => self.other += count,
        }
    }

    pub(in crate::analysis) fn total(&self) -> u64 {
        self.nothing + self.particle + self.verbal + self.ending + self.other
    }

    /// Whether a word with these tails is a noun, and whole.
    pub(in crate::analysis) fn follow_a_noun(&self) -> bool {
        let ended = self.nothing + self.particle + self.verbal;
        let total = self.total() as f64;
        let is_whole = ended as f64 >= LEAST_ENDED_SHARE * total;
        let is_stem = self.ending as f64 > MOST_INFLECTED_SHARE * total;
        let is_noun = self.only_of_nouns > 0 || self.verbal > 0 && self.nothing > 0;
        is_whole && !is_stem && (is_noun || self.nothing >= LEAST_BARE)
    }

    /// Whether a word with these tails is the stem of a verb, which has not one ending
    /// only: the 아 of 엔비디아 is none.
    pub(in crate::analysis) fn follow_a_stem(&self) -> bool {
        self.ending as f64 > LEAST_STEM_SHARE * self.total() as f64 && self.endings.count_ones() > 1
    }
}

/// What must stand before a particle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Any,
    Consonant,
    Vowel,
}

/// A particle; whether no verb's ending is spelt so; and whether others may follow.
struct Particle(&'static str, After, bool, bool);

const PARTICLES: &[Particle] = &[
    Particle("은", After::Consonant, false, false),
    Particle("는", After::Vowel, false, false),
    Particle("이", After::Consonant, true, false),
    Particle("가", After::Vowel, true, false),
    Particle("을", After::Consonant, false, false),
    Particle("를", After::Vowel, true, false),
    Particle("의", After::Any, true, false),
    Particle("에", After::Any, true, true),
    Particle("에서", After::Any, true, true),
    Particle("에게", After::Any, true, true),
    Particle("에게서", After::Any, true, true),
    Particle("께", After::Any, false, true),
    Particle("한테", After::Any, true, true),
    Particle("과", After::Consonant, true, true),
    Particle("와", After::Vowel, true, true),
    Particle("이랑", After::Consonant, true, true),
    Particle("으로", After::Consonant, true, true),
    Particle("로", After::Vowel, true, true),
    Particle("까지", After::Any, true, true),
    Particle("부터", After::Any, true, true),
    Particle("보다", After::Any, true, true),
    Particle("처럼", After::Any, true, true),
    Particle("만큼", After::Any, true, true),
    Particle("마다", After::Any, true, true),
    Particle("밖에", After::Any, true, true),
    Particle("뿐", After::Any, false, true),
    Particle("만", After::Any, false, true),
    Particle("도", After::Any, false, false),
    Particle("조차", After::Any, true, true),
    Particle("마저", After::Any, true, true),
    Particle("이나", After::Consonant, true, false),
    Particle("나", After::Vowel, false, false),
    Particle("인", After::Any, false, false),
    Particle("인지", After::Any, false, false),
    Particle("인지를", After::Any, false, false),
    Particle("임", After::Any, false, false),
    Particle("이다", After::Any, true, false),
    Particle("이며", After::Any, true, false),
    Particle("이고", After::Any, true, false),
    Particle("이자", After::Any, true, false),
    Particle("이지만", After::Any, true, false),
    Particle("이라", After::Consonant, true, true),
    Particle("이란", After::Consonant, true, false),
    Particle("란", After::Vowel, false, false),
    Particle("이라는", After::Consonant, true, false),
    Particle("라는", After::Vowel, true, false),
    Particle("이라고", After::Consonant, true, true),
    Particle("라고", After::Vowel, true, true),
    Particle("이었다", After::Consonant, true, false),
    Particle("였다", After::Vowel, false, false),
    Particle("입니다", After::Any, true, false),
];

/// What may follow a particle that others may follow, parted by spaces.
const SECOND_PARTICLES: &str = "는 은 도 만 의 이 을 나 서 써 인 부터 까지 만을 만이 만의 \
    서는 서도 서의 써도 부터는 부터의 까지는 까지의 까지도 이나 라도 이다 이며";

/// How forms of 하다, 되다, 시키다 and 스럽다 begin.
const VERBAL_HEADS: &[&str] = &[
    "하", "한", "할", "함", "합", "해", "했", "되", "된", "될", "됨", "됩", "돼", "됐", "시키",
    "시킨", "시킬", "시킴", "시켜", "시켰", "스럽", "스러", "스레",
];

/// How endings begin. 는 is a particle after a vowel, and found to be one before.
const ENDING_HEADS: &[&str] = &[
    "으며", "으면", "으나", "으니", "으려", "으므", "으시", "은데", "은지", "는", "았", "었",
    "습니", "아", "어", "여", "고", "지", "기", "게", "도록", "던", "자", "거나", "려", "음", "며",
    "면", "므로", "니", "서", "시", "십시", "세", "야", "다",
];

/// The syllables that endings have after their heads.
const ENDING_SYLLABLES: &str =
    "다는고며면서지만기게도록거나여였으던자려러므로니데습까요음은어야십시오세라운워하진질져졌있";

const LONGEST_TAIL: usize = 6;

/// What `rest` is after a word that ends with `last`.
pub(in crate::analysis) fn tail(last: Symbol, rest: &[Symbol]) -> Tail {
    if rest.is_empty() {
        return Tail::Nothing;
    }
    if rest.len() > LONGEST_TAIL {
        return Tail::Other;
    }
    let mut text = String::with_capacity(LONGEST_TAIL * 3);
    for &symbol in rest {
        match char::from_u32(symbol) {
            Some(syllable) => text.push(syllable),
            None => return Tail::Other,
        }
    }
    let plain = particle(last, &text);
    let plural = || text.strip_prefix('들').and_then(after_plural);
    if let Some(only_of_nouns) = plain.or_else(plural) {
        return Tail::Particle { only_of_nouns };
    }
    if ending(&text, VERBAL_HEADS).is_some() {
        return Tail::Verbal;
    }
    ending(&text, ENDING_HEADS).map_or(Tail::Other, Tail::Ending)
}

/// Whether `text` is a particle, or two, after a word that ends with `last`; and
/// whether only nouns have it.
fn particle(last: Symbol, text: &str) -> Option<bool> {
    PARTICLES
        .iter()
        .find(|Particle(particle, after, _, open)| {
            fits(last, *after, particle)
                && text.strip_prefix(particle).is_some_and(|rest| {
                    rest.is_empty()
                        || (*open && SECOND_PARTICLES.split(' ').any(|second| second == rest))
                })
        })
        .map(|Particle(_, _, only_of_nouns, _)| *only_of_nouns)
}

fn after_plural(rest: &str) -> Option<bool> {
    let is_particle = rest.is_empty() || particle(Symbol::from('들'), rest).is_some();
    is_particle.then_some(true)
}

fn fits(last: Symbol, after: After, particle: &str) -> bool {
    let Some(last) = char::from_u32(last).filter(|&last| is_syllable(last)) else {
        // Latin letters are read either way.
        return true;
    };
    let last_letter = final_letter(last);
    match after {
        After::Any => true,
        After::Consonant if particle == "으로" => !matches!(last_letter, None | Some('ㄹ')),
        After::Consonant => last_letter.is_some(),
        After::Vowel if particle == "로" => matches!(last_letter, None | Some('ㄹ')),
        After::Vowel => last_letter.is_none(),
    }
}

/// Which of `heads` an ending begins with, if `text` is one.
fn ending(text: &str, heads: &[&str]) -> Option<usize> {
    heads.iter().position(|head| {
        text.strip_prefix(head).is_some_and(|rest| {
            let is_nominal = matches!(*head, "기" | "음" | "하" | "함" | "되" | "됨");
            rest.chars()
                .all(|c| ENDING_SYLLABLES.contains(c) || is_nominal && "을를이에의가".contains(c))
        })
    })
}

/// Whether a word ends as sentences and clauses do: 있다, 하십시오, 입력해야.
pub(in crate::analysis) fn ends_like_a_sentence(word: &[Symbol]) -> bool {
    let syllable = |from_end: usize| {
        let place = word.len().checked_sub(from_end)?;
        char::from_u32(word[place]).filter(|&value| is_syllable(value))
    };
    let (Some(before), Some(last)) = (syllable(2), syllable(1)) else {
        return false;
    };
    match last {
        '다' => before == '니' || final_letter(before) == Some('ㅆ'),
        '오' | '요' => matches!(before, '시' | '세'),
        '야' => matches!(before, '해' | '돼' | '어' | '아' | '여'),
        '까' => before == '니',
        _ => false,
    }
}

pub(in crate::analysis) fn is_syllable(value: char) -> bool {
    ('가'..='힣').contains(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_told_apart() {
        let tail_of = |word: &str, rest: &str| {
            let rest: Vec<Symbol> = rest.chars().map(Symbol::from).collect();
            tail(Symbol::from(word.chars().next_back().unwrap()), &rest)
        };
        let of_nouns = Tail::Particle {
            only_of_nouns: true,
        };
        for (word, rest) in [
            ("팀", "이"),
            ("라마", "가"),
            ("팀", "으로"),
            ("모델", "로"),
            ("팀", "에서는"),
            ("팀", "들의"),
        ] {
            assert_eq!(tail_of(word, rest), of_nouns, "{word} {rest}");
        }
        for (word, rest) in [
            ("라마", "이"),
            ("팀", "가"),
            ("모델", "으로"),
            ("팀", "챌린지"),
        ] {
            assert_eq!(tail_of(word, rest), Tail::Other, "{word} {rest}");
        }
        assert_eq!(tail_of("활용", "하는"), Tail::Verbal);
        assert_eq!(tail_of("활용", "됐다"), Tail::Verbal);
        assert!(matches!(tail_of("내놓", "으며"), Tail::Ending(_)));
        assert_eq!(tail_of("팀", ""), Tail::Nothing);
    }
}
