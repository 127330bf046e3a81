//! What texts say beside their signs: whether two say the same, and the first sentence of one.

use crate::corpus::characters::is_space;

/// A title is no longer than this where a sentence stands in for it.
const MOST_STAND_IN_CHARS: usize = 80;

/// Whether one text holds the other, signs and spaces aside.
pub(super) fn says_the_same(one: &str, other: &str) -> bool {
    let dense = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (one, other) = (dense(one), dense(other));
    one.contains(&other) || other.contains(&one)
}

/// The first sentence of a text, or as much as makes a title.
pub(super) fn first_sentence(text: &str) -> String {
    let end = text
        .match_indices(['.', '!', '?', '。'])
        .map(|(at, sign)| at + sign.len())
        .find(|&end| {
            let rest = text.get(end..).unwrap_or_default();
            rest.is_empty() || rest.starts_with(is_space) && end >= 12
        });
    let sentence = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    if sentence.chars().count() <= MOST_STAND_IN_CHARS {
        return sentence.to_owned();
    }
    let mut title = String::new();
    for word in sentence.split(is_space) {
        if title.chars().count() + word.chars().count() >= MOST_STAND_IN_CHARS {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() {
        title = sentence.chars().take(MOST_STAND_IN_CHARS).collect();
    }
    title.push('…');
    title
}
