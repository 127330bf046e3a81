//! Which characters are blank, and which steer what shows a text instead of being seen.
//!
//! Defines the sets alone. What stands in the place of the latter is `output`'s, and that no
//! id holds one is `id`'s.

/// Whether the character is blank: white space, or a space of no width.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}')
}

/// Whether a character steers what shows the text: it ends a line, moves the cursor, begins
/// a command of the terminal, or turns the writing around. What a stranger wrote could look
/// like something else with one of them.
///
/// These are the controls (C0, DEL and C1, with tab and the line ends), the separators of
/// lines and paragraphs, and the embeddings, overrides and isolates of the bidirectional
/// algorithm (UAX 9).
pub fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_any_script_does_not_steer() {
        for c in "가힣a Z0é한אב\u{3000}\u{a0}\u{200b}\u{200d}\u{feff}😀\u{301}\u{ad}".chars()
        {
            assert!(!steers(c), "{c:?}");
        }
        for c in "\t\n\r\u{b}\u{c}\0\u{1b}\u{7f}\u{80}\u{85}\u{9b}\u{2028}\u{2029}\u{202a}\
                  \u{202e}\u{2066}\u{2069}"
            .chars()
        {
            assert!(steers(c), "{c:?}");
        }
    }
}
