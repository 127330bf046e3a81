//! A line of text that is being typed, with its cursor.
//!
//! Defines editing by what a reader takes for one character, and which part of the line
//! is shown. Which key does what is `keys`'.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use super::keys::Edit;
use crate::document::steers;
use crate::output::width_of;

/// Cells that are kept free behind the cursor: an input method draws the syllable that
/// is being composed there, and Hangul takes two.
const COMPOSING_CELLS: usize = 2;

/// A line with a cursor.
///
/// The text is in NFC, whatever a terminal sends: a syllable sent as its letters is one
/// character here too. The cursor is on a boundary of grapheme clusters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InputLine {
    text: String,
    cursor_bytes: usize,
}

/// What of a line is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown<'a> {
    /// The text, from where it is shown.
    pub text: &'a str,
    /// How many cells are before the cursor.
    pub cursor_cells: usize,
}

impl InputLine {
    /// A line of `text`, with the cursor behind it.
    pub(super) fn new(text: &str) -> Self {
        let mut line = InputLine::default();
        line.insert(text);
        line
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Puts `text` in at the cursor. White space of any kind becomes a space, and what
    /// commands a terminal is left out.
    pub(super) fn insert(&mut self, text: &str) {
        let mut before = self.text[..self.cursor_bytes].to_owned();
        let text = text.replace("\r\n", "\n");
        before.extend(text.chars().filter_map(|c| match c {
            c if c.is_whitespace() => Some(' '),
            c if steers(c) => None,
            c => Some(c),
        }));
        let before = composed(before);
        let typed_bytes = before.len();
        self.text = composed(before + &self.text[self.cursor_bytes..]);
        // Where the text behind composed with what was typed, the cursor is behind both.
        let boundaries = self.boundaries();
        let at = boundaries.into_iter().find(|&at| at >= typed_bytes);
        self.cursor_bytes = at.unwrap_or(self.text.len());
    }

    /// Does what a key asks for, and tells whether the text is another then.
    pub(super) fn edit(&mut self, edit: Edit) -> bool {
        let before = self.text.len();
        match edit {
            Edit::DeleteBack => self.delete_back(),
            Edit::Delete => self.delete(),
            Edit::DeleteWord => self.delete_word(),
            Edit::DeleteToStart => self.delete_to_start(),
            Edit::DeleteToEnd => self.delete_to_end(),
            Edit::Left => self.left(),
            Edit::Right => self.right(),
            Edit::ToStart => self.go_to_start(),
            Edit::ToEnd => self.go_to_end(),
        }
        self.text.len() != before
    }

    /// Takes away the character before the cursor.
    fn delete_back(&mut self) {
        let from = self.boundary_before();
        self.take_away(from, self.cursor_bytes);
    }

    /// Takes away the character behind the cursor.
    fn delete(&mut self) {
        self.take_away(self.cursor_bytes, self.boundary_behind());
    }

    /// Takes away the word before the cursor, with the spaces behind it.
    fn delete_word(&mut self) {
        let word = self.text[..self.cursor_bytes].trim_end();
        let from = word.rfind(' ').map_or(0, |space| space + 1);
        self.take_away(from, self.cursor_bytes);
    }

    /// Takes away everything before the cursor.
    fn delete_to_start(&mut self) {
        self.take_away(0, self.cursor_bytes);
    }

    /// Takes away everything behind the cursor.
    fn delete_to_end(&mut self) {
        self.take_away(self.cursor_bytes, self.text.len());
    }

    fn left(&mut self) {
        self.cursor_bytes = self.boundary_before();
    }

    fn right(&mut self) {
        self.cursor_bytes = self.boundary_behind();
    }

    fn go_to_start(&mut self) {
        self.cursor_bytes = 0;
    }

    fn go_to_end(&mut self) {
        self.cursor_bytes = self.text.len();
    }

    /// The part to show in `width_cells`: from the start, or as far from it as the cursor
    /// needs.
    pub(super) fn shown(&self, width_cells: usize) -> Shown<'_> {
        let room = width_cells.saturating_sub(COMPOSING_CELLS);
        let before = &self.text[..self.cursor_bytes];
        let mut cells = 0;
        let mut from = self.cursor_bytes;
        for (at, cluster) in before.grapheme_indices(true).rev() {
            if cells + width_of(cluster) > room {
                break;
            }
            cells += width_of(cluster);
            from = at;
        }
        Shown {
            text: &self.text[from..],
            cursor_cells: cells,
        }
    }

    fn take_away(&mut self, from: usize, to: usize) {
        // What then stands side by side may compose.
        let behind = self.text.split_off(to);
        self.text.truncate(from);
        self.cursor_bytes = from;
        if !behind.is_empty() {
            let before = std::mem::take(&mut self.text);
            self.text = before + &behind;
            self.insert("");
        }
    }

    fn boundaries(&self) -> Vec<usize> {
        let starts = self.text.grapheme_indices(true).map(|(at, _)| at);
        starts.chain([self.text.len()]).collect()
    }

    fn boundary_before(&self) -> usize {
        let mut before = self.text[..self.cursor_bytes].grapheme_indices(true);
        before.next_back().map_or(0, |(at, _)| at)
    }

    fn boundary_behind(&self) -> usize {
        let next = self.text[self.cursor_bytes..].graphemes(true).next();
        self.cursor_bytes + next.map_or(0, str::len)
    }
}

fn composed(text: String) -> String {
    if is_nfc(&text) {
        text
    } else {
        text.nfc().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_a_syllable_become_the_syllable() {
        let mut line = InputLine::default();
        for (letter, text, cells) in [
            ("\u{1112}", "\u{1112}", 2),
            ("\u{1161}", "하", 2),
            ("\u{11ab}", "한", 2),
            ("\u{1100}", "한\u{1100}", 4),
            ("\u{1173}", "한그", 4),
            ("\u{11af}", "한글", 4),
        ] {
            line.insert(letter);
            assert_eq!(line.text(), text);
            assert_eq!(line.shown(40).cursor_cells, cells, "{text}");
        }
        line.delete_back();
        assert_eq!(line.text(), "한");
    }

    #[test]
    fn a_letter_before_the_rest_of_its_syllable_composes_with_it() {
        let mut line = InputLine::new("\u{1161}\u{11ab}국");
        line.go_to_start();
        line.insert("\u{1112}");
        assert_eq!(line.text(), "한국");
        assert_eq!(line.shown(40).cursor_cells, 2);
    }

    #[test]
    fn editing_goes_by_what_is_one_character_to_a_reader() {
        let mut line = InputLine::new("가👩‍💻e\u{301}");
        line.left();
        assert_eq!(line.shown(40).cursor_cells, 4);
        line.left();
        line.delete();
        assert_eq!(line.text(), "가é");
        line.delete_back();
        assert_eq!((line.text(), line.shown(40).cursor_cells), ("é", 0));
    }

    #[test]
    fn words_and_ends_are_taken_away() {
        let mut line = InputLine::new("생성 AI 규제  ");
        line.delete_word();
        assert_eq!(line.text(), "생성 AI ");
        line.delete_word();
        assert_eq!(line.text(), "생성 ");
        line.left();
        line.delete_to_end();
        assert_eq!(line.text(), "생성");
        line.left();
        line.delete_to_start();
        assert_eq!((line.text(), line.shown(40).cursor_cells), ("성", 0));
    }

    #[test]
    fn what_is_pasted_stays_one_line() {
        let line = InputLine::new("레드팀\r\n챌린지\u{1b}[31m");
        assert_eq!(line.text(), "레드팀 챌린지[31m");
    }

    #[test]
    fn a_long_line_is_shown_around_its_cursor() {
        let line = InputLine::new("가나다라마바사");
        let shown = line.shown(8);
        assert_eq!((shown.text, shown.cursor_cells), ("마바사", 6));
        let shown = line.shown(1);
        assert_eq!((shown.text, shown.cursor_cells), ("", 0));
    }

    proptest! {
        #[test]
        fn any_edits_leave_a_line_whose_cursor_is_shown(
            edits in prop::collection::vec((0u8..8, "[가-힣한a 👩‍💻\u{301}\n]{0,3}"), 0..20),
            width in 0usize..12,
        ) {
            let mut line = InputLine::default();
            for (edit, text) in edits {
                match edit {
                    0 => line.left(),
                    1 => line.right(),
                    2 => line.delete_back(),
                    3 => line.delete(),
                    4 => line.delete_word(),
                    5 => line.go_to_start(),
                    _ => line.insert(&text),
                }
                prop_assert!(is_nfc(line.text()));
                prop_assert!(line.boundaries().contains(&line.cursor_bytes));
                prop_assert!(line.shown(width).cursor_cells <= width);
            }
        }
    }
}
