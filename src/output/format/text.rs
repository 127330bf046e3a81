//! Text for people. Tables fit the terminal: long texts go on below, in their column.

use std::io::{self, Write};

use super::super::document;
use super::super::harmless::harmless_text;
use super::super::style::{Role, Style};
use super::super::table::{Cell, Table};
use super::super::text;
use super::super::wrap::{width_of, wrapped};
use super::{DocumentPage, HitsPage, Renderer};

/// Between the columns of a table.
const GAP: &str = "  ";

/// A column of texts narrower than this is not read well: an id would be broken.
const NARROWEST_COLUMN_CELLS: usize = 12;

/// Writes text for people.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// How it may look.
    pub style: Style,
}

impl Renderer for Text {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        text::hits_text(out, page.hits, page.elapsed, &self.style)
    }

    fn documents(&self, out: &mut dyn Write, pages: &[DocumentPage<'_>]) -> io::Result<()> {
        for (place, page) in pages.iter().enumerate() {
            if place > 0 {
                writeln!(out)?;
            }
            document::document_text(out, page, &self.style)?;
        }
        Ok(())
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(shown).collect())
            .collect();
        let Some(widths) = column_widths(table, &rows, self.style.width_cells) else {
            return records(out, table, &rows, &self.style);
        };
        let to_right: Vec<bool> = (0..widths.len())
            .map(|column| {
                let mut cells = table.rows.iter().map(|row| &row[column]);
                cells.any(Cell::is_number)
            })
            .collect();
        let labels = table.columns.iter().map(|column| column.label.to_owned());
        for line in lines(&labels.collect::<Vec<_>>(), &widths, &to_right) {
            writeln!(out, "{}", self.style.paint(Role::Faint, &line))?;
        }
        for cells in &rows {
            for line in lines(cells, &widths, &to_right) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

/// How wide each column is, so that a line is no wider than `width` cells. Columns of
/// texts give way, the widest first; `None` where that leaves too little of them.
fn column_widths(table: &Table, rows: &[Vec<String>], width: usize) -> Option<Vec<usize>> {
    let natural: Vec<usize> = (0..table.columns.len())
        .map(|column| {
            let cells = rows.iter().map(|row| width_of(&row[column]));
            cells.fold(width_of(table.columns[column].label), usize::max)
        })
        .collect();
    let gaps = GAP.len() * natural.len().saturating_sub(1);
    let room = width.saturating_sub(gaps);
    let gives_way: Vec<bool> = (0..natural.len())
        .map(|column| table.rows.iter().any(|row| row[column].is_text()))
        .collect();
    let at_most = |most: usize| -> Vec<usize> {
        let columns = natural.iter().zip(&gives_way);
        let widths = columns.map(|(width, gives)| if *gives { most.min(*width) } else { *width });
        widths.collect()
    };
    let widest = natural.iter().copied().max().unwrap_or_default();
    (NARROWEST_COLUMN_CELLS.min(widest)..=widest)
        .rev()
        .map(at_most)
        .find(|widths| widths.iter().sum::<usize>() <= room)
}

/// Cells side by side, each going on below where it is wide; nothing behind the last.
fn lines(cells: &[String], widths: &[usize], to_right: &[bool]) -> Vec<String> {
    let columns: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            if width_of(cell) <= *width {
                return vec![cell.clone()];
            }
            let style = Style {
                width_cells: *width,
                ..Style::default()
            };
            wrapped(cell, &[], Role::Plain, "", "", &style)
        })
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or_default();
    let line = |row: usize| {
        let mut line = String::new();
        for (column, width) in widths.iter().enumerate() {
            let text = columns[column].get(row).map_or("", String::as_str);
            let padding = " ".repeat(width.saturating_sub(width_of(text)));
            if column > 0 {
                line.push_str(GAP);
            }
            if to_right[column] {
                line.push_str(&padding);
                line.push_str(text);
            } else {
                line.push_str(text);
                line.push_str(&padding);
            }
        }
        line.trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// Each row as lines of its own, a cell a line with its label.
fn records(
    out: &mut dyn Write,
    table: &Table,
    rows: &[Vec<String>],
    style: &Style,
) -> io::Result<()> {
    for (place, row) in rows.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        for (column, cell) in table.columns.iter().zip(row) {
            if !cell.is_empty() {
                let label = format!("{}: ", column.label);
                text::write_lines(out, &wrapped(cell, &[], Role::Plain, &label, GAP, style))?;
            }
        }
    }
    Ok(())
}

/// A cell on one line.
fn shown(cell: &Cell) -> String {
    harmless_text(&cell.plain())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::table::Column;
    use super::*;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let columns = [
            ("id", "ID"),
            ("title", "제목"),
            ("articles", "기사"),
            ("by", "기관"),
        ];
        Table {
            name: "rows",
            columns: columns.map(|(name, label)| Column { name, label }).to_vec(),
            rows,
        }
    }

    fn row(id: &str, title: &str, articles: u64, by: &str) -> Vec<Cell> {
        let text = |text: &str| Cell::Text(text.to_owned());
        vec![text(id), text(title), Cell::Count(articles), text(by)]
    }

    fn lines_at(width_cells: usize, rows: Vec<Vec<Cell>>) -> Vec<String> {
        let style = Style {
            width_cells,
            ..Style::default()
        };
        let mut out = Vec::new();
        Text { style }.table(&mut out, &table(rows)).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_widest_texts_give_way_and_numbers_do_not() {
        let rows = || {
            vec![
                row(
                    "2024-05/12",
                    "국내 첫 레드팀 챌린지 열어",
                    1234,
                    "과기정통부",
                ),
                row("2024-05/3", "짧은 제목", 5, "오픈AI"),
            ]
        };
        assert_eq!(
            lines_at(80, rows()),
            [
                "ID          제목                        기사  기관",
                "2024-05/12  국내 첫 레드팀 챌린지 열어  1234  과기정통부",
                "2024-05/3   짧은 제목                      5  오픈AI",
            ]
        );
        assert_eq!(
            lines_at(46, rows()),
            [
                "ID          제목              기사  기관",
                "2024-05/12  국내 첫 레드팀    1234  과기정통부",
                "            챌린지 열어",
                "2024-05/3   짧은 제목            5  오픈AI",
            ]
        );
        assert_eq!(
            lines_at(30, rows()),
            [
                "ID: 2024-05/12",
                "제목: 국내 첫 레드팀 챌린지",
                "  열어",
                "기사: 1234",
                "기관: 과기정통부",
                "",
                "ID: 2024-05/3",
                "제목: 짧은 제목",
                "기사: 5",
                "기관: 오픈AI",
            ]
        );
        assert_eq!(lines_at(30, Vec::new()), ["ID  제목  기사  기관"]);
    }

    proptest! {
        #[test]
        fn no_table_is_wider_than_the_terminal_and_no_text_is_lost(
            rows in prop::collection::vec(("[가-힣a-z0-9/ ]{0,30}", "[가-힣a-z ㈜…]{0,90}", 0u64..99999), 0..5),
            width in 24usize..120,
        ) {
            let cells = rows.iter().map(|(id, title, count)| row(id, title, *count, title));
            let lines = lines_at(width, cells.collect());
            for line in &lines {
                prop_assert!(width_of(line) <= width, "{line:?}");
            }
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                letters.sort_unstable();
                letters
            };
            let shown = letters(&lines.join(""));
            for (id, title, _) in &rows {
                for c in letters(id).into_iter().chain(letters(title)) {
                    prop_assert!(shown.contains(&c), "{c} of {id:?} or {title:?}");
                }
            }
        }
    }
}
