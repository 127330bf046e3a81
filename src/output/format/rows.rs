//! Cells that a spreadsheet cannot misread.
//!
//! Defines what CSV and TSV share. How records are written is theirs.

use std::io::{self, Write};

use super::super::model::{Answer, Cell, Column, Shape, Table, harmless_text};
use super::{Renderer, Style};
use crate::document::{ENGLISH_MONTHS, steers};
use crate::language::messages;

/// What tells a spreadsheet that a file is UTF-8.
const UTF8_MARK: &[u8] = "\u{feff}".as_bytes();

/// A format of records for spreadsheets. What such formats are asked is alike; how the
/// records are written is each one's.
pub(super) struct Rows {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes the records, the names of the columns in the first, and the cells as they are
    /// guarded.
    pub write: fn(&mut dyn Write, &Table, Guard) -> io::Result<()>,
    /// Which texts are guarded where no UTF-8 mark tells that a spreadsheet reads.
    pub guard: Guard,
}

/// Which texts get an apostrophe in front, so that a spreadsheet leaves them as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Guard {
    /// What it could run: formulas.
    Formulas,
    /// Those, and what it would show as another date or number, but for ids: programs hand
    /// them on.
    Readings,
    /// All of these, ids too: the file is for a spreadsheet.
    Everything,
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
        let guard = if style.utf8_mark {
            Guard::Everything
        } else {
            self.guard
        };
        (self.write)(out, &table, guard)
    }
}

/// What begins a formula in a spreadsheet, the full-width forms among them, which some
/// take for the plain ones.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The cells of a row, each on one line.
pub(super) fn flat_row(table: &Table, row: &[Cell], guard: Guard) -> Vec<String> {
    let cells = table.columns.iter().zip(row);
    cells
        .map(|(column, cell)| flat(column, cell, guard))
        .collect()
}

/// A cell on one line. Line ends and tabs become spaces, and a text that a spreadsheet
/// would change gets an apostrophe in front; numbers and dates are ours.
fn flat(column: &Column, cell: &Cell, guard: Guard) -> String {
    // A column of days holds days: what reads it may reckon with them.
    if let Cell::Known(date, _) = cell {
        return date.day().map_or_else(String::new, |day| day.to_string());
    }
    let plain = cell.for_programs();
    let text = harmless_text(&plain);
    let least = if column.name == "id" {
        Guard::Everything
    } else {
        Guard::Readings
    };
    let is_guarded = guard >= least && !column.has_dates();
    let is_changed = begins_formula(&plain) || is_guarded && is_read_otherwise(&plain);
    if cell.is_text() && is_changed {
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

/// How many digits of a number a spreadsheet keeps: those of a double.
const KEPT_DIGITS: usize = 15;

/// Whether a spreadsheet would show `text` as another date or number: `2024-05` as May-24,
/// `007` as 7, `3.10` as 3.1, `1E5` as 100000, `MAR1` as a day.
fn is_read_otherwise(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let is_separator = |c: char| matches!(c, '-' | '/' | '.' | ':' | ' ' | ',');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return false;
    }
    // A month with a day or a year, and nothing beside them.
    let words = text.split(|c: char| is_separator(c) || c.is_ascii_digit());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if matches!(words[..], [word] if is_month(word)) {
        return true;
    }
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_of_numbers = text.split(|c| is_separator(c) || c == 'e').all(is_number);
    let begins_with_zero = text.len() > 1 && text.starts_with('0');
    is_of_numbers && (!is_number(&text) || begins_with_zero || digits > KEPT_DIGITS)
}

/// Whether a word in small letters is a month's name, whole or short.
fn is_month(word: &str) -> bool {
    let mut months = ENGLISH_MONTHS.iter();
    word == "sept" || months.any(|month| word == *month || word == &month[..3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::labels::columns;

    const COLUMN: Column = Column::new("title", columns::TEXT);

    fn text(text: &str) -> String {
        flat(&COLUMN, &Cell::Text(text.to_owned()), Guard::Formulas)
    }

    #[test]
    fn what_a_spreadsheet_would_show_otherwise_stays_text() {
        let csv = |text: &str| flat(&COLUMN, &Cell::Text(text.to_owned()), Guard::Readings);
        for changed in [
            "2024-05",
            "2024/05",
            "3.10",
            "1/2",
            "007",
            "1e5",
            "12:30",
            "1,000",
            "MAR1",
            "5-Mar",
            "March 2024",
            "1234567890123456",
        ] {
            assert_eq!(csv(changed), format!("'{changed}"));
            assert_eq!(text(changed), changed);
        }
        for kept in [
            "2024",
            "0",
            "2024-05호",
            "brief-2024",
            "GPT-4",
            "march",
            "summary 1",
            "1. 레드팀",
            "e",
            "a-b",
            "-",
            "",
        ] {
            let guarded = csv(kept);
            assert_eq!(guarded.trim_start_matches('\''), kept);
            assert_eq!(guarded.starts_with('\''), begins_formula(kept), "{kept}");
        }
    }

    #[test]
    fn ids_are_guarded_in_a_file_for_spreadsheets_only() {
        let id = Cell::Text("2024-05/12".to_owned());
        let column = Column::new("id", columns::ID);
        assert_eq!(flat(&column, &id, Guard::Readings), "2024-05/12");
        assert_eq!(flat(&column, &id, Guard::Everything), "'2024-05/12");
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
        assert_eq!(flat(&COLUMN, &several, Guard::Formulas), "'=1; =2");
    }

    #[test]
    fn numbers_of_ours_stay_numbers() {
        assert_eq!(
            flat(&COLUMN, &Cell::Figure(-0.5), Guard::Everything),
            "-0.5"
        );
        assert_eq!(flat(&COLUMN, &Cell::Count(3), Guard::Everything), "3");
        assert_eq!(flat(&COLUMN, &Cell::Unknown, Guard::Everything), "");
    }

    #[test]
    fn a_cell_is_one_line_without_tabs() {
        assert_eq!(
            text("가\t나\r\n다\u{2028}라\u{1b}[1m"),
            "가 나  다 라\u{fffd}[1m"
        );
    }
}
