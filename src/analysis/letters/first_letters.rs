//! Where some letters stand in a text, of which a query's words begin with a few.
//!
//! What looks for single bytes passes over a long text many times as fast as what looks at each
//! of its characters.

use memchr::{memchr2_iter, memmem};

use super::char_set::CharSet;

/// For more letters a walk over all characters costs less.
const MOST_NEEDLES: usize = 6;

/// Characters that are looked for together.
#[derive(Debug)]
pub struct FirstLetters {
    chars: CharSet,
    /// Each of them, where they are few.
    needles: Option<Needles>,
}

#[derive(Debug, Default)]
struct Needles {
    /// Letters of ASCII, small and as capitals, and digits.
    ascii: Vec<[u8; 2]>,
    others: Vec<memmem::Finder<'static>>,
}

impl FirstLetters {
    /// Looks for these characters, each told once. Of ASCII they are small letters.
    pub fn new(chars: impl IntoIterator<Item = char> + Clone) -> Self {
        let mut needles = Needles::default();
        for value in chars.clone() {
            needles.add(value);
            if needles.count() > MOST_NEEDLES {
                break;
            }
        }
        FirstLetters {
            chars: CharSet::new(chars),
            needles: (needles.count() <= MOST_NEEDLES).then_some(needles),
        }
    }

    /// The same as a set.
    pub(in crate::analysis) fn chars(&self) -> &CharSet {
        &self.chars
    }

    /// Whether the character may be one of them.
    #[inline]
    pub fn may_hold(&self, value: char) -> bool {
        self.chars.may_hold(value)
    }

    /// The bytes of `text` at which one of them stands, also as a capital, in order; `None` where
    /// they are too many for that to pay.
    pub(in crate::analysis) fn places(&self, text: &str) -> Option<Vec<usize>> {
        let needles = self.needles.as_ref()?;
        let mut places = Vec::new();
        for [small, capital] in &needles.ascii {
            places.extend(memchr2_iter(*small, *capital, text.as_bytes()));
        }
        for finder in &needles.others {
            places.extend(finder.find_iter(text.as_bytes()));
        }
        if needles.count() > 1 {
            places.sort_unstable();
        }
        Some(places)
    }
}

impl Needles {
    fn add(&mut self, value: char) {
        if value.is_ascii() {
            let letter = [value as u8, value.to_ascii_uppercase() as u8];
            self.ascii.push(letter);
        } else {
            let finder = memmem::Finder::new(value.encode_utf8(&mut [0; 4])).into_owned();
            self.others.push(finder);
        }
    }

    fn count(&self) -> usize {
        self.ascii.len() + self.others.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn more_letters_are_looked_for_otherwise() {
        let letters = |chars: &str| FirstLetters::new(chars.chars().collect::<Vec<_>>());
        assert!(letters("가나다라마바").places("가").is_some());
        let many = letters("가나다라마바사");
        assert!(many.places("가").is_none() && many.may_hold('사'));
    }

    proptest! {
        #[test]
        fn places_are_those_of_each_character(text in "[가나다a-dA-D人é ]{0,40}", first in "[가나a人é]{1,4}") {
            let mut chars: Vec<char> = first.chars().collect();
            chars.sort_unstable();
            chars.dedup();
            let places = FirstLetters::new(chars.clone()).places(&text).unwrap();
            let all = text.char_indices();
            let is_one = |value: char| chars.contains(&value.to_ascii_lowercase());
            let slow: Vec<usize> = all.filter(|(_, value)| is_one(*value)).map(|(at, _)| at).collect();
            prop_assert_eq!(places, slow);
        }
    }
}
