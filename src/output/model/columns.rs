//! Tables for people: columns that fit a terminal, long texts going on below, in their
//! column.

use super::harmless::harmless_text;
use super::line::{Label, Line};
use super::table::{Cell, Table};
use super::width::width_of;
use crate::language::Name;

/// Between the columns of a table.
const GAP: &str = "  ";

/// A column of texts narrower than this is not read well: an id would be broken.
const NARROWEST_COLUMN_CELLS: usize = 12;

impl Table {
    /// The table in lines of at most `width_cells`; where that leaves too little of its
    /// columns, each row as lines of its own.
    pub(in crate::output) fn laid_out(&self, width_cells: usize) -> Vec<Line> {
        let columns: Vec<ShownColumn> = self
            .shown_columns()
            .into_iter()
            .map(|place| ShownColumn::new(self, place))
            .collect();
        let Some(widths) = column_widths(&columns, width_cells) else {
            return records(&columns, self.rows.len(), width_cells);
        };
        let labels: Vec<&str> = columns.iter().map(|column| column.label.text()).collect();
        let mut lines = side_by_side(&labels, &columns, &widths, Label::Faint);
        for row in 0..self.rows.len() {
            let cells: Vec<&str> = columns.iter().map(|column| &*column.cells[row]).collect();
            lines.extend(side_by_side(&cells, &columns, &widths, Label::Plain));
        }
        lines
    }
}

/// A column with its cells, each on one line.
struct ShownColumn {
    label: Name,
    cells: Vec<String>,
    /// Whether it holds numbers, which stand to the right.
    to_right: bool,
    /// Whether it holds texts, which give way.
    gives_way: bool,
}

impl ShownColumn {
    fn new(table: &Table, place: usize) -> Self {
        let cells = || table.rows.iter().map(move |row| &row[place]);
        ShownColumn {
            label: table.columns[place].label,
            cells: cells().map(|cell| harmless_text(&cell.plain())).collect(),
            to_right: cells().any(Cell::is_number),
            gives_way: cells().any(Cell::is_text),
        }
    }
}

/// How wide each column is, so that a line is no wider than `width` cells. Columns of
/// texts give way, the widest first; `None` where that leaves too little of them.
fn column_widths(columns: &[ShownColumn], width: usize) -> Option<Vec<usize>> {
    let natural = columns.iter().map(|column| {
        let cells = column.cells.iter().map(|cell| width_of(cell));
        cells.fold(width_of(column.label.text()), usize::max)
    });
    let natural: Vec<usize> = natural.collect();
    let gaps = GAP.len() * natural.len().saturating_sub(1);
    let room = width.saturating_sub(gaps);
    let at_most = |most: usize| -> Vec<usize> {
        let widths = natural.iter().zip(columns);
        let widths = widths.map(|(width, column)| match column.gives_way {
            true => most.min(*width),
            false => *width,
        });
        widths.collect()
    };
    let widest = natural.iter().copied().max().unwrap_or_default();
    (NARROWEST_COLUMN_CELLS.min(widest)..=widest)
        .rev()
        .map(at_most)
        .find(|widths| widths.iter().sum::<usize>() <= room)
}

/// Cells side by side, each going on below where it is wide; nothing behind the last.
fn side_by_side(
    cells: &[&str],
    columns: &[ShownColumn],
    widths: &[usize],
    label: Label,
) -> Vec<Line> {
    let parts = cells.iter().zip(widths).map(|(cell, width)| {
        if width_of(cell) <= *width {
            return vec![(*cell).to_owned()];
        }
        let lines = Line::plain(cell).wrapped("", "", *width);
        lines.iter().map(Line::text).collect()
    });
    let parts: Vec<Vec<String>> = parts.collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or_default();
    let line = |row: usize| {
        let mut line = String::new();
        for (place, width) in widths.iter().enumerate() {
            let text = parts[place].get(row).map_or("", String::as_str);
            let padding = " ".repeat(width.saturating_sub(width_of(text)));
            if place > 0 {
                line.push_str(GAP);
            }
            let (first, second) = match columns[place].to_right {
                true => (padding.as_str(), text),
                false => (text, padding.as_str()),
            };
            line.push_str(first);
            line.push_str(second);
        }
        Line::of(label, line.trim_end())
    };
    (0..height).map(line).collect()
}

/// Each row as lines of its own, a cell a line with its label.
fn records(columns: &[ShownColumn], rows: usize, width_cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in 0..rows {
        if row > 0 {
            lines.push(Line::default());
        }
        for column in columns {
            let cell = &column.cells[row];
            if !cell.is_empty() {
                let label = format!("{}: ", column.label);
                lines.extend(Line::plain(cell).wrapped(&label, GAP, width_cells));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::table::Column;
    use super::*;
    use crate::language::labels::columns;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let columns = [
            ("id", "ID"),
            ("title", "제목"),
            ("articles", "기사"),
            ("by", "기관"),
        ];
        let columns = columns.map(|(name, label)| Column::new(name, Name::same(label)));
        Table::new(Name::same("rows"), &columns, rows)
    }

    fn row(id: &str, title: &str, articles: u64, by: &str) -> Vec<Cell> {
        let text = |text: &str| Cell::Text(text.to_owned());
        vec![text(id), text(title), Cell::Count(articles), text(by)]
    }

    fn lines_at(width_cells: usize, rows: Vec<Vec<Cell>>) -> Vec<String> {
        let lines = table(rows).laid_out(width_cells);
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn columns_that_tell_people_nothing_are_left_out() {
        let columns = [
            Column::new("id", columns::ID),
            Column::new("note", Name::same("메모")).where_filled(),
            Column::new("key", Name::same("키")).for_programs(),
        ];
        let shown = |note: &str| {
            let cells = ["1", note, "2"].map(|cell| Cell::Text(cell.to_owned()));
            let lines = Table::new(Name::same("rows"), &columns, vec![cells.to_vec()]).laid_out(80);
            lines.iter().map(Line::text).collect::<Vec<_>>()
        };
        assert_eq!(shown(""), ["ID", "1"]);
        assert_eq!(shown("가"), ["ID  메모", "1   가"]);
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
