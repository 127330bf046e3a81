//! How many things there are of each value, as bars and as rows.

use std::borrow::Cow;

use super::line::{Label, Line};
use super::table::{Cell, Column, Table};
use super::width::{cut, width_of};
use crate::language::{Name, counts, labels::columns, labels::tables, messages};

/// The longest bar.
const LONGEST_BAR_CELLS: usize = 40;

/// A bar shorter than this says nothing.
const SHORTEST_BAR_CELLS: usize = 4;

/// Parts of a cell, from an eighth on.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// Values of one kind, each with its count.
#[derive(Debug, Clone)]
pub struct Counts<'a> {
    /// What the values are, for programs.
    pub name: &'static str,
    /// Their heading for people.
    pub label: Name,
    /// The values with their counts.
    pub values: &'a [(String, u64)],
    /// How many of them lines of text show, the first; other formats have all.
    pub most_shown: usize,
}

impl Counts<'_> {
    /// The counts, a row each.
    pub fn table(&self) -> Table {
        let columns = [Column::new("value", self.label), COUNT];
        let rows = self.values.iter().map(|(value, count)| row(value, *count));
        Table::new(self.label, &columns, rows.collect())
    }

    /// The counts of all kinds, a row each.
    pub(in crate::output) fn table_of_all<'t>(all: &[Counts<'_>]) -> Cow<'t, Table> {
        let columns = [
            Column::new("facet", columns::FACET),
            Column::new("value", columns::VALUE),
            COUNT,
        ];
        let rows = all.iter().flat_map(|counts| {
            let values = counts.values.iter();
            values.map(|(value, count)| {
                let kind = Cell::Text(counts.name.to_owned());
                [vec![kind], row(value, *count)].concat()
            })
        });
        Cow::Owned(Table::new(tables::FACETS, &columns, rows.collect()))
    }

    /// The counts as bars below each other, under their heading.
    pub(super) fn lines(&self, width_cells: usize) -> Vec<Line> {
        let (shown, rest) = self.values.split_at(self.most_shown.min(self.values.len()));
        let mut lines = vec![Line::of(Label::Title, self.label.text())];
        lines.extend(bars(shown, width_cells));
        if !rest.is_empty() {
            let rest = messages::output::other_values(&counts::others(rest.len() as u64));
            lines.extend(Line::of(Label::Faint, rest.text()).wrapped("  ", "  ", width_cells));
        }
        lines
    }
}

const COUNT: Column = Column::new("count", columns::COUNT);

fn row(value: &str, count: u64) -> Vec<Cell> {
    vec![Cell::Text(value.to_owned()), Cell::Count(count)]
}

/// Each value with its count and a bar. Long values are cut, and bars give way to them.
fn bars(counts: &[(String, u64)], width_cells: usize) -> Vec<Line> {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let count_cells = most.to_string().len();
    // The indent and the two gaps.
    let room = width_cells.saturating_sub(6 + count_cells);
    let values: Vec<Line> = counts.iter().map(|(value, _)| Line::plain(value)).collect();
    let widest = values.iter().map(Line::width_cells).max();
    let value_cells = widest.unwrap_or(0).min((room * 3 / 5).max(8));
    let bar_cells = room.saturating_sub(value_cells).min(LONGEST_BAR_CELLS);
    let lines = values.iter().zip(counts).map(|(value, (_, count))| {
        let value = cut(&value.text(), value_cells);
        let padding = " ".repeat(value_cells - width_of(&value));
        let line = Line::plain(&format!("  {value}{padding}  {count:>count_cells$}"));
        if bar_cells < SHORTEST_BAR_CELLS {
            return line;
        }
        let bar = bar(*count as f64, most as f64, bar_cells);
        line.with(Label::Plain, "  ")
            .with(Label::Bar, &bar)
            .trimmed()
    });
    lines.collect()
}

/// A bar as long beside `cells` as `value` is beside `largest`; an eighth of a cell at
/// least where it is not 0.
pub(in crate::output) fn bar(value: f64, largest: f64, cells: usize) -> String {
    if value <= 0.0 || largest <= 0.0 || cells == 0 {
        return String::new();
    }
    let eighths = (value / largest * cells as f64 * 8.0).round() as usize;
    let eighths = eighths.clamp(1, cells * 8);
    let mut bar = EIGHTHS[7].to_string().repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push(EIGHTHS[eighths % 8 - 1]);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width_cells: usize, most_shown: usize, counts: &[(&str, u64)]) -> Vec<String> {
        let values = counts.iter();
        let values = values.map(|(value, count)| ((*value).to_owned(), *count));
        let counts = Counts {
            name: "source",
            label: Name::same("출처"),
            values: &values.collect::<Vec<_>>(),
            most_shown,
        };
        let lines = counts.lines(width_cells);
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn bars_are_cut_to_eighths() {
        assert_eq!(bar(8.0, 8.0, 4), "████");
        assert_eq!(bar(3.0, 8.0, 4), "█▌");
        assert_eq!(bar(0.001, 8.0, 4), "▏");
        assert_eq!(bar(0.0, 8.0, 4), "");
        assert_eq!(bar(0.0, 0.0, 4), "");
    }

    #[test]
    fn bars_stand_below_each_other() {
        let counts = [("과학기술정보통신부", 16), ("OpenAI", 4), ("가\u{1b}", 0)];
        assert_eq!(
            shown(48, 20, &counts),
            [
                "출처",
                "  과학기술정보통신부  16  ██████████████████████",
                "  OpenAI               4  █████▌",
                "  가\u{fffd}                  0",
            ]
        );
    }

    #[test]
    fn long_values_are_cut_and_bars_give_way() {
        let counts = [
            ("과학기술정보통신부", 16),
            ("U.S. Department of Commerce", 4),
        ];
        assert_eq!(
            shown(30, 20, &counts),
            [
                "출처",
                "  과학기술정보…  16  █████████",
                "  U.S. Departm…   4  ██▎",
            ]
        );
        for width in [10, 20, 40, 200] {
            for line in shown(width, 20, &counts) {
                assert!(width_of(&line) <= width.max(14), "{line:?}");
            }
        }
    }

    #[test]
    fn rare_publishers_are_counted_together() {
        let names: Vec<String> = (0..25).map(|name| name.to_string()).collect();
        let counts: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
        let lines = shown(80, 20, &counts);
        assert_eq!((lines.len(), lines[21].as_str()), (22, "  and 5 others"));
        assert_eq!(shown(80, usize::MAX, &counts).len(), 26);
    }
}
