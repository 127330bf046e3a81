//! The original lines of a document, with their numbers.
//!
//! Defines how lines are shown as they are: nothing of them is lost but what commands a
//! terminal. Which lines are shown is the caller's.

use std::borrow::Cow;

use super::super::model::{Answer, Cell, Column, Label, Line, Table, harmless, width_of};
use super::place::{place_in_file, place_line};
use crate::document::Document;
use crate::language::{labels::columns, labels::tables};

/// A document with the lines of its digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalText {
    /// The document.
    pub document: Document,
    /// Its lines.
    pub lines: Vec<OriginalLine>,
}

/// A line of a digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalLine {
    /// Its number, from 1.
    pub number: u32,
    /// Its page, from 1, where the file has pages.
    pub page: Option<u32>,
    /// What stands on it.
    pub text: String,
}

/// How many cells a tab stop is from the next.
const TAB_CELLS: usize = 8;

/// The lines of several documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Originals(pub Vec<OriginalText>);

impl Answer for Originals {
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.0.iter().flat_map(|original| {
            original.lines.iter().map(|line| {
                vec![
                    Cell::Text(original.document.id().to_string()),
                    Cell::Text(original.document.source().file.clone()),
                    Cell::Count(u64::from(line.number)),
                    Cell::Text(line.text.clone()),
                    line.page
                        .map_or(Cell::Unknown, |page| Cell::Count(page.into())),
                ]
            })
        });
        let table = Table::new(tables::LINES, COLUMNS, rows.collect());
        Some(Cow::Owned(table))
    }

    /// The lines with their numbers, under the id and the place of each document; of a file
    /// with pages those of the text that is made of it, with the pages between them.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for (place, original) in self.0.iter().enumerate() {
            if place > 0 {
                lines.push(Line::default());
            }
            lines.extend(place_line(&original.document).wrapped("", "", width_cells));
            let last = original.lines.last().map_or(0, |line| line.number);
            let mut page = original.document.source().page();
            let digits = last.to_string().len().max(5);
            let room = width_cells.saturating_sub(digits + 2);
            for line in &original.lines {
                if line.page != page {
                    page = line.page;
                    let file = place_in_file(original.document.source(), line.number);
                    lines.extend(file.wrapped("", "", width_cells));
                }
                let number = line.number;
                let mut lead = Line::of(Label::Faint, &format!("{number:>digits$}"));
                for piece in pieces(&line.text, room) {
                    let piece = format!("  {piece}");
                    lines.push(lead.with(Label::Plain, &piece).trimmed());
                    lead = Line::plain(&" ".repeat(digits));
                }
            }
        }
        lines
    }
}

const COLUMNS: &[Column] = &[
    Column::new("id", columns::ID),
    Column::new("file", columns::FILE),
    Column::new("line", columns::LINE),
    Column::new("text", columns::ORIGINAL),
    Column::new("page", columns::PAGE),
];

/// `line` in pieces of `room` cells at most, or of one character: cut behind a space
/// where there is one in the last half. Spaces stay, tabs become spaces.
fn pieces(line: &str, room: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut used = 0;
    for c in without_tabs(line).chars() {
        let cells = width_of(c.encode_utf8(&mut [0; 4]));
        if used > 0 && used + cells > room {
            let behind_space = piece.rfind(' ').map_or(0, |at| at + 1);
            let at = if behind_space > piece.len() / 2 && c != ' ' {
                behind_space
            } else {
                piece.len()
            };
            let carried = piece.split_off(at);
            used = width_of(&carried);
            pieces.push(std::mem::replace(&mut piece, carried));
        }
        piece.push(c);
        used += cells;
    }
    pieces.push(piece);
    pieces
}

/// The line as it is shown, with spaces up to the next stop for each tab.
fn without_tabs(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\t' => {
                let stop = TAB_CELLS - width_of(&shown) % TAB_CELLS;
                shown.push_str(&" ".repeat(stop));
            }
            c => shown.push(harmless(c)),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_and_tabs_keep_their_places() {
        assert_eq!(pieces("  가 나\t다", 80), ["  가 나 다"]);
        assert_eq!(pieces("가나 다라마바", 10), ["가나 ", "다라마바"]);
        assert_eq!(pieces("가\u{1b}[31m나", 80), ["가\u{fffd}[31m나"]);
        assert_eq!(pieces("", 10), [""]);
    }

    proptest! {
        #[test]
        fn nothing_of_a_line_is_lost_and_no_piece_is_too_wide(
            line in "[가-힣a-z ㈜…]{0,80}",
            room in 2usize..60,
        ) {
            let pieces = pieces(&line, room);
            for piece in &pieces {
                prop_assert!(width_of(piece) <= room, "{piece:?}");
            }
            prop_assert_eq!(pieces.concat(), line);
        }
    }
}
