//! Counts over months as pictures: for a terminal, and as SVG for a report.
//!
//! Defines what a chart shows. What is counted is the caller's.

mod bars;
mod scale;
mod sparkline;
mod svg;
mod svg_page;

use std::borrow::Cow;

use super::model::{Answer, Cell, Column, Line, Table, cut, harmless_text};
use crate::document::Month;
use crate::language::{counts, labels::columns, labels::tables, messages};

pub use svg::trend_svg;

/// What was counted, month by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendChart {
    /// The months, one after the other, without gaps.
    pub months: Vec<Month>,
    /// How many articles each month has in all.
    pub in_all: Vec<u64>,
    /// What was asked for, each counted by itself.
    pub series: Vec<TrendSeries>,
    /// Whether shares of a month's articles are shown, and not counts.
    pub shares: bool,
}

/// The articles that one query finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendSeries {
    /// The query, as it was typed.
    pub name: String,
    /// How many articles of each month it finds.
    pub counts: Vec<u64>,
}

/// The longest name of a series that is shown, in cells.
const LONGEST_NAME_CELLS: usize = 40;

impl TrendSeries {
    /// The name for people, cut where it is long.
    fn shown_name(&self, most_cells: usize) -> String {
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let name = harmless_text(&words.join(" "));
        cut(&name, most_cells.min(LONGEST_NAME_CELLS))
    }

    fn total(&self) -> u64 {
        self.counts.iter().sum()
    }
}

impl Answer for TrendChart {
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.series.iter().flat_map(|series| {
            let months = self.months.iter().zip(&series.counts).zip(&self.in_all);
            months.map(|((month, count), all)| {
                vec![
                    Cell::Text(series.name.clone()),
                    Cell::Text(month.to_string()),
                    Cell::Count(*count),
                    Cell::Count(*all),
                ]
            })
        });
        let table = Table::new(tables::MONTHS, COLUMNS, rows.collect());
        Some(Cow::Owned(table))
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        self.as_bars(width_cells)
    }
}

const COLUMNS: &[Column] = &[
    Column::new("query", columns::WORD),
    Column::new("month", columns::MONTH).of_dates(),
    Column::new("articles", columns::ARTICLES),
    Column::new("articles_in_all", columns::ALL_ARTICLES),
];

impl TrendChart {
    /// What a series shows for a month: a count, or a share in percent. `None` where the
    /// month has no article that a share could be of.
    fn value(&self, series: &TrendSeries, month: usize) -> Option<f64> {
        let count = series.counts[month];
        if !self.shares {
            return Some(count as f64);
        }
        let all = self.in_all[month];
        (all > 0).then(|| count as f64 * 100.0 / all as f64)
    }

    fn values(&self, series: &TrendSeries) -> Vec<Option<f64>> {
        let months = 0..self.months.len();
        months.map(|month| self.value(series, month)).collect()
    }

    /// The largest value of all series; 0 where there is none.
    fn largest(&self) -> f64 {
        let values = self.series.iter().flat_map(|series| self.values(series));
        values.flatten().fold(0.0, f64::max)
    }

    /// A value for people: `3`, `12.5%`, and `–` where there is none.
    fn label(&self, value: Option<f64>) -> String {
        match value {
            None => "–".to_owned(),
            Some(value) if self.shares => percent(value),
            Some(value) => format!("{value:.0}"),
        }
    }

    /// The series' sum, `12 hits`, and for shares what it is of all, `12 hits, 3.1%`.
    fn total_label(&self, series: &TrendSeries) -> String {
        let total = series.total();
        let all: u64 = self.in_all.iter().sum();
        if self.shares && all > 0 {
            let share = percent(total as f64 * 100.0 / all as f64);
            messages::output::total_and_share(&counts::hits(total), &share).into()
        } else {
            counts::hits(total).into()
        }
    }

    /// The first and the last month, as one text.
    fn span(&self) -> String {
        match (self.months.first(), self.months.last()) {
            (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
            (Some(only), _) => only.to_string(),
            (None, _) => String::new(),
        }
    }
}

/// One digit after the point, but none where it says nothing.
fn percent(value: f64) -> String {
    if value == 0.0 || value >= 99.95 {
        format!("{value:.0}%")
    } else {
        format!("{value:.1}%")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A chart of these counts from a month on, of which each has 20 articles in all.
    pub(in crate::output) fn chart(first: &str, series: &[(&str, &[u64])]) -> TrendChart {
        let length = series[0].1.len();
        let first = Month::of_issue(first).unwrap();
        let months = std::iter::successors(Some(first), |month| Some(month.next()));
        TrendChart {
            months: months.take(length).collect(),
            in_all: vec![20; length],
            series: series
                .iter()
                .map(|(name, counts)| TrendSeries {
                    name: (*name).to_owned(),
                    counts: counts.to_vec(),
                })
                .collect(),
            shares: false,
        }
    }

    #[test]
    fn shares_are_of_the_months_articles() {
        let mut chart = chart("2024-01", &[("가", &[1, 0, 20])]);
        chart.in_all[1] = 0;
        chart.shares = true;
        let labels: Vec<String> = chart
            .values(&chart.series[0])
            .into_iter()
            .map(|value| chart.label(value))
            .collect();
        assert_eq!(labels, ["5.0%", "–", "100%"]);
        assert_eq!(chart.total_label(&chart.series[0]), "21 hits, 52.5%");
    }
}
