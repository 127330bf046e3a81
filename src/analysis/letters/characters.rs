//! What each character of the normal form is to the analyzer.

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
