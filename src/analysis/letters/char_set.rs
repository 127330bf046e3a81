//! A set of characters that is asked for every character of a text.

/// So many characters are told apart, those of Hangul and Latin among them.
const TOLD_APART: usize = 1 << 16;

/// A set that may say yes for a character that is not in it, and never no for one that is.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct CharSet {
    /// A bit for each character by the lower half of its number.
    bits: Box<[u64; TOLD_APART / 64]>,
}

impl CharSet {
    /// The set of these characters.
    pub(in crate::analysis) fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = Box::new([0; TOLD_APART / 64]);
        for value in chars {
            let number = value as usize % TOLD_APART;
            bits[number / 64] |= 1 << (number % 64);
        }
        CharSet { bits }
    }

    /// Whether the character may be in the set.
    #[inline]
    pub(in crate::analysis) fn may_hold(&self, value: char) -> bool {
        self.may_hold_number(value.into())
    }

    /// The same of the character of this number.
    #[inline]
    pub(in crate::analysis) fn may_hold_number(&self, number: u32) -> bool {
        let number = number as usize % TOLD_APART;
        self.bits[number / 64] >> (number % 64) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_no_for_nothing_that_it_holds() {
        let set = CharSet::new("가힣a9𠀀".chars());
        for value in "가힣a9𠀀".chars() {
            assert!(set.may_hold(value), "{value}");
        }
        for value in "각b0·".chars() {
            assert!(!set.may_hold(value), "{value}");
        }
    }
}
