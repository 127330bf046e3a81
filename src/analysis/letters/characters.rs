//! What each character of the normal form is to the analyzer.

use super::normalization::{MIDDLE_DOT, NormalChar};

/// What a character of the normal form is to the analyzer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CharKind {
    /// Hangul, ideographs, kana and other scripts written without case.
    Letter,
    /// A letter of a script with words between spaces, such as Latin.
    Latin,
    /// A decimal digit.
    Digit,
    /// Joins what stands beside it into one word: `GPT-4`, `AT&T`.
    Joiner,
    /// Ends a word.
    Separator,
}

pub(crate) fn kind_of(value: char) -> CharKind {
    match value {
        'a'..='z' => CharKind::Latin,
        '0'..='9' => CharKind::Digit,
        '가'..='힣' => CharKind::Letter,
        '-' | '_' | '\'' | '&' | '+' | '#' | '.' | '\u{2010}' | '\u{2011}' => CharKind::Joiner,
        // Marks of enclosed letters and numbers are alphabetic to Unicode.
        '\u{2460}'..='\u{24ff}' => CharKind::Separator,
        _ if value.is_ascii() || !value.is_alphanumeric() => CharKind::Separator,
        _ if value.is_lowercase() || value.is_uppercase() => CharKind::Latin,
        _ => CharKind::Letter,
    }
}

/// Whether the character at `index` is a comma between thousands: `1,280`.
pub(in crate::analysis) fn is_thousands_comma(
    at: impl Fn(usize) -> Option<char>,
    index: usize,
) -> bool {
    let digit_at = |index: usize| at(index).is_some_and(|c| c.is_ascii_digit());
    at(index) == Some(',')
        && index > 0
        && digit_at(index - 1)
        && (1..=3).all(|after| digit_at(index + after))
        && !digit_at(index + 4)
}

/// Whether the character at `index` is a point between digits: 1.5 is not 15.
pub(in crate::analysis) fn is_point_in_number(
    at: impl Fn(usize) -> Option<char>,
    index: usize,
) -> bool {
    let digit_at = |index: usize| at(index).is_some_and(|c| c.is_ascii_digit());
    at(index) == Some('.') && index > 0 && digit_at(index - 1) && digit_at(index + 1)
}

/// Whether the `#` or `+` at `index` belongs to a name of one Latin letter: C#, C++.
pub(in crate::analysis) fn is_sign_of_name(
    at: impl Fn(usize) -> Option<char>,
    index: usize,
) -> bool {
    let is_sign = |index: usize| matches!(at(index), Some('#' | '+'));
    if !is_sign(index) {
        return false;
    }
    let mut first = index;
    while first > 0 && is_sign(first - 1) {
        first -= 1;
    }
    let mut end = index + 1;
    while is_sign(end) {
        end += 1;
    }
    let is_alphanumeric = |index: Option<usize>| {
        index
            .and_then(&at)
            .is_some_and(|c| matches!(kind_of(c), CharKind::Latin | CharKind::Digit))
    };
    let letter = first.checked_sub(1);
    letter
        .and_then(&at)
        .is_some_and(|c| kind_of(c) == CharKind::Latin)
        && !is_alphanumeric(letter.and_then(|letter| letter.checked_sub(1)))
        && !is_alphanumeric(Some(end))
        && (end - first == 1 || (end - first == 2 && at(first) == Some('+')))
}

/// What a mark does to the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis) enum Parting {
    /// They are one word: GPT-4, U.S., 1,280.
    Joined,
    /// They are two, as with a space between them: 기시다-바이든, 한·미.
    Word,
    /// They are two, and no word goes from one to the other: 막았다…그러나.
    Section,
}

/// What the joiner or separator at `index` does. A joiner joins Latin letters and digits, and
/// parts two words of Hangul; a middle dot between names of one syllable (한·미·일) is what is
/// left out where they are written as one word.
pub(in crate::analysis) fn parting(normal: &[NormalChar], index: usize) -> Parting {
    let at = |index: usize| normal.get(index).map(|entry| entry.value);
    let kind = |index: Option<usize>| index.and_then(at).map(kind_of);
    let is_letter = |index: Option<usize>| kind(index) == Some(CharKind::Letter);
    if kind(Some(index)) != Some(CharKind::Joiner) {
        let is_lone = || {
            let before = index.checked_sub(1);
            // The name of a country may be one Hanja: 英·佛.
            let same = |at: &usize| Some(normal[*at].start) == before.map(|at| normal[at].start);
            let length = (0..index).rev().take_while(same).count();
            let further = index.checked_sub(length + 1);
            is_letter(before) && matches!(kind(further), None | Some(CharKind::Separator))
        };
        return if is_thousands_comma(at, index) {
            Parting::Joined
        } else if at(index) == Some(MIDDLE_DOT) && is_letter(Some(index + 1)) && is_lone() {
            Parting::Word
        } else {
            Parting::Section
        };
    }
    let is_joiner = |index: &usize| kind(Some(*index)) == Some(CharKind::Joiner);
    let before = (0..index).rev().take(MOST_JOINERS).take_while(is_joiner);
    let first = before.last().unwrap_or(index);
    let behind = (index..).take(MOST_JOINERS).take_while(is_joiner);
    let end = behind.last().unwrap_or(index) + 1;
    let stops = (first..end).filter(|index| at(*index) == Some('.')).count();
    let is_between_letters = is_letter(first.checked_sub(1)) && is_letter(Some(end));
    match stops {
        0 if is_between_letters => Parting::Word,
        1 if !is_between_letters => Parting::Joined,
        0 => Parting::Joined,
        _ => Parting::Section,
    }
}

/// In a longer row of joiners each is looked at with so many on either side: it is a rule that
/// somebody drew.
const MOST_JOINERS: usize = 4;

/// Whether a mark closes what is before it, so that particles behind it belong to that:
/// ‘레드팀’은, 38%를, AI(인공지능)와.
pub(in crate::analysis) fn closes(value: char) -> bool {
    kind_of(value) == CharKind::Separator
        && !value.is_whitespace()
        && !matches!(value, '·' | ',' | '/' | ':' | ';' | '~' | '|' | '\\' | '=')
}

/// Whether a sentence ends with a mark.
pub(in crate::analysis) fn ends_sentence(value: char) -> bool {
    matches!(value, '.' | '?' | '!' | '。' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::letters::normalization::normalize;

    fn normal(text: &str) -> Vec<NormalChar> {
        let mut normal = Vec::new();
        normalize(text, &mut normal);
        normal
    }

    fn parting_in(text: &str, mark: char) -> Parting {
        let normal = normal(text);
        let index = normal.iter().position(|entry| entry.value == mark);
        parting(&normal, index.unwrap())
    }

    #[test]
    fn marks_join_latin_letters_and_part_words_of_hangul() {
        for (text, mark, expected) in [
            ("gpt-4", '-', Parting::Joined),
            ("u.s.", '.', Parting::Joined),
            ("at&t", '&', Parting::Joined),
            ("k-팝", '-', Parting::Joined),
            ("u.s.의", '.', Parting::Joined),
            ("1,280", ',', Parting::Joined),
            ("기시다-바이든", '-', Parting::Word),
            ("레드_팀", '_', Parting::Word),
            ("한·미", '·', Parting::Word),
            ("시·도지사", '·', Parting::Word),
            ("英·佛", '·', Parting::Word),
            ("서울·부산", '·', Parting::Section),
            ("1·2차", '·', Parting::Section),
            ("막았다...그러나", '.', Parting::Section),
            ("ai...그러나", '.', Parting::Section),
            ("말했다.그는", '.', Parting::Section),
            ("달러,원", ',', Parting::Section),
        ] {
            assert_eq!(parting_in(text, mark), expected, "{text}");
        }
        let rule = "-".repeat(1_000_000);
        assert_eq!(parting(&normal(&rule), 500_000), Parting::Joined);
    }
}
