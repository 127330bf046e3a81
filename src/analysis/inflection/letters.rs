//! A syllable by the places of its letters in Unicode's order, so that one of them is changed
//! by reckoning.

use crate::analysis::letters::jamo::FIRST_SYLLABLE;

const VOWELS: u32 = 21;
const FINALS: u32 = 28;

/// Finals by their place in Unicode's order.
pub(super) const NONE: u32 = 0;
pub(super) const N: u32 = 4;
pub(super) const D: u32 = 7;
pub(super) const L: u32 = 8;
pub(super) const LM: u32 = 10;
pub(super) const M: u32 = 16;
pub(super) const B: u32 = 17;
pub(super) const S: u32 = 19;
pub(super) const SS: u32 = 20;
pub(super) const H: u32 = 27;

/// Vowels by their place in Unicode's order.
pub(super) const A: u32 = 0;
pub(super) const AE: u32 = 1;
pub(super) const YA: u32 = 2;
pub(super) const YAE: u32 = 3;
pub(super) const EO: u32 = 4;
pub(super) const E: u32 = 5;
pub(super) const YEO: u32 = 6;
pub(super) const YE: u32 = 7;
pub(super) const O: u32 = 8;
pub(super) const WA: u32 = 9;
pub(super) const WAE: u32 = 10;
pub(super) const OE: u32 = 11;
pub(super) const U: u32 = 13;
pub(super) const WEO: u32 = 14;
pub(super) const EU: u32 = 18;
pub(super) const I: u32 = 20;

/// The initials ㄹ and ㅎ by their place.
pub(super) const RIEUL: u32 = 5;
pub(super) const HIEUT: u32 = 18;

/// A syllable by the places of its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters {
    pub initial: u32,
    pub vowel: u32,
    pub last: u32,
}

impl Letters {
    pub(super) fn of(syllable: char) -> Option<Self> {
        if !('가'..='힣').contains(&syllable) {
            return None;
        }
        let place = syllable as u32 - FIRST_SYLLABLE;
        Some(Letters {
            initial: place / (VOWELS * FINALS),
            vowel: place / FINALS % VOWELS,
            last: place % FINALS,
        })
    }

    pub(super) fn to_char(self) -> char {
        let place = (self.initial * VOWELS + self.vowel) * FINALS + self.last;
        char::from_u32(FIRST_SYLLABLE + place).unwrap_or('\u{fffd}')
    }

    pub(super) fn with_last(self, last: u32) -> Self {
        Letters { last, ..self }
    }

    pub(super) fn with_vowel(self, vowel: u32) -> Self {
        Letters { vowel, ..self }
    }
}
