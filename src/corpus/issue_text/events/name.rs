//! Which text of an event's entry is its name.

use crate::corpus::characters::{compact, is_hangul, is_space};

/// Where a name ends that a dash and its description follow on the same line.
pub(super) fn dash_after_name(text: &str) -> Option<usize> {
    let (name, rest) = [" - ", " – ", " − "]
        .iter()
        .find_map(|dash| text.split_once(dash))?;
    rest.chars().any(is_hangul).then_some(name.len())
}

/// Where a name ends that a wide gap parts from the description beside it.
pub(super) fn name_before_gap(text: &str) -> Option<usize> {
    let (name, _) = text.split_once("   ")?;
    let is_short = (2..=30).contains(&name.chars().count());
    (is_short && is_balanced(name) && !name.ends_with(',')).then_some(name.len())
}

/// How much a line among a description looks like the event's name; `others` is the text of
/// the other lines without spaces.
pub(super) fn name_score(text: &str, item_words: &[&str], others: &str) -> i32 {
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with("20") && word.parse::<u16>().is_ok();
    let has_hangul = text.chars().any(is_hangul);
    let words = || text.split(is_space).filter(|word| !word.is_empty());
    let name = first_word(text);
    let is_named =
        name.chars().count() >= 2 && item_words.iter().any(|word| word.starts_with(name));
    let is_cut_after = text.ends_with([',', '(', '·', '.']);
    let is_cut_before = text.starts_with(|c: char| c.is_lowercase() || ")],.".contains(c));
    // Descriptions open with the name: `WSA(Wind Show Asia)는`.
    let dense = compact(text);
    let is_told = dense.chars().count() >= 4 && others.contains(&dense);
    let is_phrase = words().nth(1).is_some();
    4 * i32::from(words().next_back().is_some_and(is_year))
        + 5 * i32::from(is_told && is_phrase)
        + 3 * i32::from(words().next().is_some_and(is_year))
        + 2 * i32::from(!has_hangul)
        + i32::from(text.chars().count() <= 25)
        + 3 * i32::from(is_named)
        - 3 * i32::from(is_cut_after)
        - 3 * i32::from(is_cut_before)
        - 4 * i32::from(!is_balanced(text))
}

/// Whether a line beside a name can only be more of it.
pub(super) fn is_bare_name(text: &str) -> bool {
    text.chars().count() <= 25
        && !text.chars().any(is_hangul)
        && text.chars().any(char::is_alphanumeric)
        && !text.ends_with([',', '.', '('])
        && is_balanced(text)
}

fn is_balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// The first word of a text, without a marker before it.
pub(super) fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| is_space(c));
    let bare = match text.strip_prefix(['-', '∙', '·', '•', '–']) {
        Some(rest) if rest.starts_with(is_space) => rest.trim_start_matches(is_space),
        _ => text,
    };
    bare.split(is_space).next().unwrap_or_default()
}
