//! A trend for a terminal: a line for the shape of each series, and a bar a month.
//!
//! Bars of all series share one scale, so that they can be compared; the line of each
//! is as high as its own largest month.

use super::super::model::{Label, Line, bar, width_of};
use super::TrendChart;
use super::sparkline::sparkline;
use crate::language::messages;

/// Fewer months have no shape.
const FEWEST_FOR_A_LINE: usize = 3;

/// A longer run of months without anything is told in one row.
const LONGEST_EMPTY_RUN: usize = 6;

/// A month, and the widest mark for a run of months, in cells.
const MONTH_CELLS: usize = 7;

/// Between columns, in cells.
const GAP_CELLS: usize = 2;

/// Bars are no longer than this, in cells: the eye must find their months.
const LONGEST_BAR_CELLS: usize = 40;

/// Series stand beside each other where each has so many cells for its bars.
const SHORTEST_BAR_CELLS: usize = 6;

impl TrendChart {
    /// The chart as lines of at most `width_cells`.
    pub(super) fn as_bars(&self, width_cells: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        if self.months.len() >= FEWEST_FOR_A_LINE {
            lines = shapes(self, width_cells);
            lines.push(Line::default());
        }
        let rows = rows(self);
        let count = self.series.len();
        let number_cells = number_cells(self);
        let room = width_cells.saturating_sub(MONTH_CELLS);
        let column = (room / count.max(1)).saturating_sub(GAP_CELLS + number_cells + 1);
        if column >= SHORTEST_BAR_CELLS || count <= 1 {
            let all: Vec<usize> = (0..count).collect();
            lines.extend(columns(self, &all, &rows, column));
            return lines;
        }
        let column = room.saturating_sub(GAP_CELLS + number_cells + 1);
        for series in 0..count {
            if series > 0 {
                lines.push(Line::default());
            }
            lines.extend(columns(self, &[series], &rows, column));
        }
        lines
    }
}

/// For each series its name, its shape, its sum and its largest month.
fn shapes(chart: &TrendChart, width_cells: usize) -> Vec<Line> {
    let most_name = (width_cells / 3).max(8);
    let names: Vec<String> = chart
        .series
        .iter()
        .map(|series| series.shown_name(most_name))
        .collect();
    let told: Vec<String> = (0..names.len()).map(|place| told(chart, place)).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| width_of(text)).max();
    let name_cells = widest(&names).unwrap_or(0);
    let told_cells = widest(&told).unwrap_or(0);
    let indent = name_cells + GAP_CELLS;
    let room = width_cells.saturating_sub(indent).max(1);
    let beside = indent + chart.months.len() + GAP_CELLS + told_cells <= width_cells;
    let mut lines = Vec::new();
    for ((series, name), told) in chart.series.iter().zip(&names).zip(&told) {
        let months_a_cell = chart.months.len().div_ceil(room);
        let shape = sparkline(&in_groups(chart, &series.counts, months_a_cell));
        let name = format!("{name}{}", " ".repeat(indent - width_of(name)));
        let line = Line::of(Label::Title, &name).with(Label::Plain, &shape);
        if beside {
            lines.push(line.with(Label::Plain, "  ").with(Label::Faint, told));
        } else {
            let told = match months_a_cell {
                0 | 1 => told.clone(),
                months => messages::output::one_cell_is(&told, &months).into(),
            };
            let indent = " ".repeat(indent);
            lines.push(line.trimmed());
            let told = Line::of(Label::Faint, &told);
            lines.extend(told.wrapped(&indent, &indent, width_cells));
        }
    }
    lines
}

/// A series' sum and its largest month.
fn told(chart: &TrendChart, place: usize) -> String {
    let series = &chart.series[place];
    let total = chart.total_label(series);
    let mut largest: Option<(usize, f64)> = None;
    for (month, value) in chart.values(series).into_iter().enumerate() {
        // The first of those that are equally large.
        if let Some(value) = value.filter(|&value| value > largest.map_or(0.0, |(_, most)| most)) {
            largest = Some((month, value));
        }
    }
    match largest {
        None => total,
        Some((month, value)) => {
            let value = chart.label(Some(value));
            let month = chart.months[month];
            match chart.shares {
                true => messages::output::most_share(&total, &month, &value).into(),
                false => messages::output::most_count(&total, &month, &value).into(),
            }
        }
    }
}

/// The values of months taken together.
fn in_groups(chart: &TrendChart, counts: &[u64], months: usize) -> Vec<Option<f64>> {
    let months = months.max(1);
    let groups = counts.chunks(months).zip(chart.in_all.chunks(months));
    let value = |(counts, in_all): (&[u64], &[u64])| {
        let count = counts.iter().sum::<u64>() as f64;
        let all = in_all.iter().sum::<u64>() as f64;
        match chart.shares {
            false => Some(count),
            true => (all > 0.0).then(|| count / all),
        }
    };
    groups.map(value).collect()
}

/// A month, or a run of months in which nothing was found.
enum Row {
    Month(usize),
    Empty { first: usize, months: usize },
}

fn rows(chart: &TrendChart) -> Vec<Row> {
    let is_empty = |month: &usize| chart.series.iter().all(|series| series.counts[*month] == 0);
    let months: Vec<usize> = (0..chart.months.len()).collect();
    let runs = months.chunk_by(|one, other| is_empty(one) == is_empty(other));
    let mut rows = Vec::new();
    for run in runs {
        if run.len() > LONGEST_EMPTY_RUN && is_empty(&run[0]) {
            // Its ends stay, so that it is seen from when to when nothing was found.
            let last = run.len() - 1;
            rows.push(Row::Month(run[0]));
            rows.push(Row::Empty {
                first: run[1],
                months: last - 1,
            });
            rows.push(Row::Month(run[last]));
        } else {
            rows.extend(run.iter().map(|&month| Row::Month(month)));
        }
    }
    rows
}

/// How wide the widest value is.
fn number_cells(chart: &TrendChart) -> usize {
    let series = chart.series.iter();
    let values = series.flat_map(|series| chart.values(series));
    let cells = values.map(|value| width_of(&chart.label(value)));
    cells.max().unwrap_or(1)
}

/// The rows, with a value and a bar of at most `bar_cells` for each of `places`.
fn columns(chart: &TrendChart, places: &[usize], rows: &[Row], bar_cells: usize) -> Vec<Line> {
    let bar_cells = bar_cells.min(LONGEST_BAR_CELLS);
    let number_cells = number_cells(chart);
    let cell = number_cells + 1 + bar_cells;
    let largest = chart.largest();
    let gap = " ".repeat(GAP_CELLS);
    let mut head = " ".repeat(MONTH_CELLS);
    for &place in places {
        let name = chart.series[place].shown_name(cell);
        head.push_str(&gap);
        head.push_str(&name);
        head.push_str(&" ".repeat(cell.saturating_sub(width_of(&name))));
    }
    let mut lines = vec![Line::of(Label::Title, head.trim_end())];
    for row in rows {
        let (mut line, month) = match *row {
            Row::Month(month) => (chart.months[month].to_string(), month),
            Row::Empty { first, months } => (messages::output::empty_months(&months).into(), first),
        };
        line.push_str(&" ".repeat(MONTH_CELLS.saturating_sub(width_of(&line))));
        for &place in places {
            let value = chart.value(&chart.series[place], month);
            let label = chart.label(value);
            let padding = " ".repeat(number_cells - width_of(&label));
            let bar = bar(value.unwrap_or(0.0), largest, bar_cells);
            let rest = " ".repeat(bar_cells - width_of(&bar));
            line.push_str(&format!("{gap}{padding}{label} {bar}{rest}"));
        }
        lines.push(Line::plain(line.trim_end()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::tests::chart;
    use super::*;
    use proptest::prelude::*;

    fn text(chart: &TrendChart, width_cells: usize) -> String {
        let lines = chart.as_bars(width_cells);
        lines.iter().map(|line| line.text() + "\n").collect()
    }

    #[test]
    fn series_stand_beside_each_other_where_there_is_room() {
        let chart = chart(
            "2024-03",
            &[("레드팀", &[1, 0, 4]), ("생성 AI", &[2, 3, 12])],
        );
        assert_eq!(
            text(&chart, 60),
            "레드팀   ▃▁█  5 hits · most 4 in 2024-05\n\
             생성 AI  ▃▃█  17 hits · most 12 in 2024-05\n\n\
             \u{20}        레드팀                    생성 AI\n\
             2024-03   1 █▊                      2 ███▌\n\
             2024-04   0                         3 █████▎\n\
             2024-05   4 ███████                12 █████████████████████\n"
        );
        let narrow = text(&chart, 24);
        assert_eq!(narrow.matches("2024-03").count(), 2, "{narrow}");
    }

    #[test]
    fn one_month_has_no_shape() {
        let chart = chart("2024-03", &[("레드팀", &[1])]);
        assert_eq!(text(&chart, 20), "         레드팀\n2024-03  1 █████████\n");
    }

    #[test]
    fn long_runs_of_nothing_are_one_row() {
        let mut counts = vec![0; 30];
        (counts[0], counts[29]) = (1, 2);
        let chart = chart("2022-01", &[("레드팀", &counts)]);
        let text = text(&chart, 60);
        assert_eq!(
            text.lines().skip(4).collect::<Vec<_>>(),
            [
                "2022-01  1 ████████████████████",
                "2022-02  0",
                "⋮ 26 mo  0",
                "2024-05  0",
                "2024-06  2 ████████████████████████████████████████"
            ]
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(
            names in prop::collection::vec("[가-힣a-z ]{1,30}", 1..6),
            counts in prop::collection::vec(0u64..2000, 1..90),
            width in 24usize..200,
            shares: bool,
        ) {
            let series: Vec<(&str, &[u64])> = names
                .iter()
                .map(|name| (name.as_str(), counts.as_slice()))
                .collect();
            let mut chart = chart("2019-03", &series);
            chart.in_all = vec![2000; counts.len()];
            chart.shares = shares;
            for line in text(&chart, width).lines() {
                prop_assert!(width_of(line) <= width, "{width}: {line}");
            }
        }
    }
}
