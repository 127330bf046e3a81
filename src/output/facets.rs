//! How many hits there are of each issue, publisher, year or month, as bars and as rows.

use std::io::{self, Write};

use super::charts::{bar, cut_to};
use super::harmless::harmless_text;
use super::style::{Role, Style};
use super::table::{Cell, Column, Table};
use super::wrap::{width_of, wrapped};
use crate::search::{Facet, FacetCounts};

/// How many publishers are shown as text, those with the most hits; JSON has all.
const MOST_SOURCES: usize = 20;

/// The longest bar.
const LONGEST_BAR_CELLS: usize = 40;

/// A bar shorter than this says nothing.
const SHORTEST_BAR_CELLS: usize = 4;

/// The heading of a facet.
pub(super) fn label(facet: Facet) -> &'static str {
    match facet {
        Facet::Issue => "호",
        Facet::Source => "출처",
        Facet::Year => "연도",
        Facet::Month => "월",
    }
}

/// Every count of every facet, a row each.
pub(super) fn table(facets: &[FacetCounts]) -> Table {
    let rows = facets.iter().flat_map(|facet| {
        facet.counts.iter().map(|(value, count)| {
            vec![
                Cell::Text(facet.facet.name().to_owned()),
                Cell::Text(value.clone()),
                Cell::Count(*count),
            ]
        })
    });
    Table {
        name: "facets",
        columns: vec![column("facet", "기준"), column("value", "값"), COUNT],
        rows: rows.collect(),
    }
}

/// The counts of one facet, a row each.
pub(super) fn counts_table(facet: &FacetCounts) -> Table {
    let counts = facet.counts.iter();
    let rows = counts.map(|(value, count)| vec![Cell::Text(value.clone()), Cell::Count(*count)]);
    Table {
        name: facet.facet.name(),
        columns: vec![column("value", label(facet.facet)), COUNT],
        rows: rows.collect(),
    }
}

const COUNT: Column = column("count", "건수");

const fn column(name: &'static str, label: &'static str) -> Column {
    Column { name, label }
}

/// The counts of each facet as bars below each other, an empty line behind each facet.
///
/// # Errors
///
/// Where `out` cannot be written.
pub(super) fn facets_text(
    out: &mut dyn Write,
    facets: &[FacetCounts],
    style: &Style,
) -> io::Result<()> {
    for facet in facets {
        writeln!(out, "{}", style.paint(Role::Strong, label(facet.facet)))?;
        let shown = match facet.facet {
            Facet::Source => MOST_SOURCES,
            Facet::Issue | Facet::Year | Facet::Month => usize::MAX,
        };
        let (counts, rest) = facet.counts.split_at(shown.min(facet.counts.len()));
        bars(out, counts, style)?;
        if !rest.is_empty() {
            let rest = format!("그 밖에 {}곳", rest.len());
            for line in wrapped(&rest, &[], Role::Faint, "  ", "  ", style) {
                writeln!(out, "{line}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Each value with its count and a bar. Long values are cut, and bars give way to them.
fn bars(out: &mut dyn Write, counts: &[(String, u64)], style: &Style) -> io::Result<()> {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let count_cells = most.to_string().len();
    // The indent and the two gaps.
    let room = style.width_cells.saturating_sub(6 + count_cells);
    let values: Vec<String> = counts
        .iter()
        .map(|(value, _)| harmless_text(value))
        .collect();
    let widest = values.iter().map(|value| width_of(value)).max();
    let value_cells = widest.unwrap_or(0).min((room * 3 / 5).max(8));
    let bar_cells = room.saturating_sub(value_cells).min(LONGEST_BAR_CELLS);
    for (value, (_, count)) in values.iter().zip(counts) {
        let value = cut_to(value, value_cells);
        let padding = " ".repeat(value_cells - width_of(&value));
        let line = format!("  {value}{padding}  {count:>count_cells$}");
        if bar_cells < SHORTEST_BAR_CELLS {
            writeln!(out, "{line}")?;
        } else {
            let bar = bar(*count as f64, most as f64, bar_cells);
            let line = format!("{line}  {}", style.paint(Role::Mark, &bar));
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width_cells: usize, facet: Facet, counts: &[(&str, u64)]) -> Vec<String> {
        let style = Style {
            width_cells,
            ..Style::default()
        };
        let counts = counts.iter();
        let counts = counts.map(|(value, count)| ((*value).to_owned(), *count));
        let facets = [FacetCounts {
            facet,
            counts: counts.collect(),
        }];
        let mut out = Vec::new();
        facets_text(&mut out, &facets, &style).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn bars_stand_below_each_other() {
        let counts = [("과학기술정보통신부", 16), ("OpenAI", 4), ("가\u{1b}", 0)];
        assert_eq!(
            shown(48, Facet::Source, &counts),
            [
                "출처",
                "  과학기술정보통신부  16  ██████████████████████",
                "  OpenAI               4  █████▌",
                "  가\u{fffd}                  0",
                "",
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
            shown(30, Facet::Source, &counts),
            [
                "출처",
                "  과학기술정보…  16  █████████",
                "  U.S. Departm…   4  ██▎",
                "",
            ]
        );
        for width in [10, 20, 40, 200] {
            for line in shown(width, Facet::Source, &counts) {
                assert!(width_of(&line) <= width.max(14), "{line:?}");
            }
        }
    }

    #[test]
    fn rare_publishers_are_counted_together() {
        let names: Vec<String> = (0..25).map(|name| name.to_string()).collect();
        let counts: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 1)).collect();
        let lines = shown(80, Facet::Source, &counts);
        assert_eq!((lines.len(), lines[21].as_str()), (23, "  그 밖에 5곳"));
        assert_eq!(shown(80, Facet::Issue, &counts).len(), 27);
    }
}
