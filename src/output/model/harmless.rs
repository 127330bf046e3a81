//! What is shown of a text that a stranger wrote: a digest file, an index, the name of a
//! file, a query.
//!
//! Defines what stands in the place of a character that steers what shows the text. Lines
//! hold nothing else (`Line`), and so do messages and logs as text. Every other target has one
//! function that all such text goes through on its way, which escapes for it: `flat` of CSV
//! and TSV, `escaped_xml` of SVG and feeds, `escaped` of calendars, `on_one_line` and `encoded` of citations, and
//! `write_line` of JSON, which keeps the character as an escape.

use crate::document::steers;

/// The character itself, or what stands for one that steers what shows it: a space for white
/// space, and else a replacement character. One for one, so that ranges stay right.
pub(in crate::output) fn harmless(c: char) -> char {
    match c {
        c if !steers(c) => c,
        c if c.is_whitespace() => ' ',
        _ => '\u{fffd}',
    }
}

/// `text` on one line, with nothing in it that commands a terminal or turns the writing
/// around.
pub fn harmless_text(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// Whether `text` is shown as it is.
pub fn is_harmless(text: &str) -> bool {
    !text.contains(steers)
}

#[cfg(test)]
pub(in crate::output) const STEERING: &str = "\0\u{1}\t\n\u{b}\u{c}\r\u{1b}\u{1f}\u{7f}\u{80}\u{85}\u{9b}\
                                   \u{9f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\
                                   \u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::half_of_id;

    #[test]
    fn nothing_steers_and_everything_else_stays() {
        assert!(STEERING.chars().all(steers));
        let shown = harmless_text(STEERING);
        assert_eq!(shown.chars().count(), STEERING.chars().count());
        assert!(is_harmless(&shown) && !is_harmless(STEERING));
        assert_eq!(
            harmless_text("가\t나\r\n다\u{2028}라\u{85}마\u{1b}[1m바\u{202e}사\u{2066}"),
            "가 나  다 라 마\u{fffd}[1m바\u{fffd}사\u{fffd}"
        );
        let text = "가힣 é한 אב \u{3000}\u{200d}😀";
        assert_eq!(harmless_text(text), text);
    }

    #[test]
    fn ids_are_shown_as_they_are() {
        let half = half_of_id(&format!(" 레드팀{STEERING} "));
        assert!(is_harmless(&half));
        assert_eq!(harmless_text(&half), half);
    }
}
