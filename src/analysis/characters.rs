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
pub(super) fn is_thousands_comma(at: impl Fn(usize) -> Option<char>, index: usize) -> bool {
    let digit_at = |index: usize| at(index).is_some_and(|c| c.is_ascii_digit());
    at(index) == Some(',')
        && index > 0
        && digit_at(index - 1)
        && (1..=3).all(|after| digit_at(index + after))
        && !digit_at(index + 4)
}

/// Whether the character at `index` is a point between digits: 1.5 is not 15.
pub(super) fn is_point_in_number(at: impl Fn(usize) -> Option<char>, index: usize) -> bool {
    let digit_at = |index: usize| at(index).is_some_and(|c| c.is_ascii_digit());
    at(index) == Some('.') && index > 0 && digit_at(index - 1) && digit_at(index + 1)
}
