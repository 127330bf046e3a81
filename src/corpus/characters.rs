//! Which characters of a digest file are blank and which are Hangul, text without the blank
//! ones, and its words.

pub(super) use crate::document::is_blank as is_space;

/// The text without the spaces around it.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// How many characters are not blank.
pub(super) fn dense_chars(text: &str) -> usize {
    text.chars().filter(|&c| !is_space(c)).count()
}

/// The text without any spaces.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c)).collect()
}

/// Whether the character is a whole Hangul syllable.
pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Whether a list of words, parted by spaces, has this one.
pub(super) fn holds_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}
