//! Cells that a spreadsheet cannot misread.
//!
//! Defines what CSV and TSV share. How records are written is theirs.

use std::io::{self, Write};

use super::super::model::{Answer, Cell, Shape, Table, harmless_text};
use super::{Renderer, Style};
use crate::document::steers;
use crate::language::messages;

/// What tells a spreadsheet that a file is UTF-8.
const UTF8_MARK: &[u8] = "\u{feff}".as_bytes();

/// A format of records for spreadsheets. What such formats are asked is alike; how the
/// records are written is each one's.
pub(super) struct Rows {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes the records, the names of the columns in the first.
    pub write: fn(&mut dyn Write, &Table) -> io::Result<()>,
}

impl Renderer for Rows {
    fn name(&self) -> &'static str {
        self.name
    }

    fn suits(&self, shape: Shape) -> bool {
        shape == Shape::List
    }

    fn tells_notes(&self) -> bool {
        false
    }

    fn is_for_spreadsheets(&self) -> bool {
        true
    }

    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, style: &Style<'_>) -> io::Result<()> {
        let table = answer.table();
        if style.utf8_mark {
            out.write_all(UTF8_MARK)?;
        }
        let table = table.ok_or_else(|| io::Error::other(messages::output::there_are_no_rows()))?;
        (self.write)(out, &table)
    }
}

/// What begins a formula in a spreadsheet, the full-width forms among them, which some
/// take for the plain ones.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell on one line. Line ends and tabs become spaces, and a text that a spreadsheet
/// could take for a formula gets an apostrophe in front; numbers and dates are ours.
pub(super) fn flat(cell: &Cell) -> String {
    // A column of days holds days: what reads it may reckon with them.
    if let Cell::Known(date, _) = cell {
        return date.day().map_or_else(String::new, |day| day.to_string());
    }
    let plain = cell.for_programs();
    let text = harmless_text(&plain);
    if cell.is_text() && begins_formula(&plain) {
        format!("'{text}")
    } else {
        text
    }
}

/// Whether a spreadsheet could take `text` for a formula. What is passed over in front
/// of one, white space or what does not show, is passed over here too.
fn begins_formula(text: &str) -> bool {
    let begins_odd = text.starts_with(['\t', '\r', '\n']);
    let is_blank = |c: char| {
        c.is_whitespace() || steers(c) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    begins_odd || text.trim_start_matches(is_blank).starts_with(FORMULA_SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        flat(&Cell::Text(text.to_owned()))
    }

    #[test]
    fn formulas_become_text() {
        for formula in [
            "=1+1",
            "+82-2",
            "-규제",
            "@SUM(A1)",
            "＝1+1",
            "  =1+1",
            "\u{3000}=1+1",
            "\u{a0}-1",
            "\u{200b}=1",
            "\u{feff}=1",
        ] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        assert_eq!(text("\t=1"), "' =1");
        assert_eq!(text("\r\n=1"), "'  =1");
        assert_eq!(text("\t레드팀"), "' 레드팀");
        assert_eq!(text("레드팀 = 1"), "레드팀 = 1");
        assert_eq!(text("(-1)"), "(-1)");
        let several = Cell::Texts(vec!["=1".to_owned(), "=2".to_owned()]);
        assert_eq!(flat(&several), "'=1; =2");
    }

    #[test]
    fn numbers_of_ours_stay_numbers() {
        assert_eq!(flat(&Cell::Figure(-0.5)), "-0.5");
        assert_eq!(flat(&Cell::Count(3)), "3");
        assert_eq!(flat(&Cell::Unknown), "");
    }

    #[test]
    fn a_cell_is_one_line_without_tabs() {
        assert_eq!(
            text("가\t나\r\n다\u{2028}라\u{1b}[1m"),
            "가 나  다 라\u{fffd}[1m"
        );
    }
}
