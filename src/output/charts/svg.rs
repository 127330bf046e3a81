//! A trend as an SVG file for a report: one file, which needs nothing beside it.
//!
//! Few columns are bars, and many of several series are lines. Colours are told apart
//! by those who see few of them (Okabe and Ito's), and lines by their marks as well.

use std::io::{self, Write};

use super::scale::{marks, named_months};
use super::svg_page::{Anchor, Page, Type, text_width};
use super::{TrendChart, TrendSeries};
use crate::language::{Message, messages};

const COLOURS: [&str; 7] = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
];

/// How a line is drawn once the colours are used up.
const DASHES: [&str; 3] = ["", "7 4", "2 4"];

const INK: &str = "#1a1a1a";
const FAINT: &str = "#5c5c5c";
const GRID: &str = "#dcdcdc";

const WIDTH: f64 = 960.0;
const MARGIN: f64 = 28.0;
const PLOT_HEIGHT: f64 = 320.0;
const LEGEND_LINE: f64 = 24.0;

/// More bars than these are no longer told apart.
const MOST_BARS_OF_SEVERAL: usize = 36;

/// A bar that is alone must not fill the page.
const WIDEST_BAR: f64 = 64.0;

/// Marks on a line that stand nearer than this run into each other.
const NEAREST_MARKS: f64 = 9.0;

const TITLE: Type = Type {
    size: 22.0,
    colour: INK,
    bold: true,
    anchor: Anchor::Start,
};
const PLAIN: Type = Type {
    size: 14.0,
    colour: FAINT,
    bold: false,
    anchor: Anchor::Start,
};
const LEGEND: Type = Type {
    size: 15.0,
    colour: INK,
    ..PLAIN
};

/// The chart as SVG.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn trend_svg(out: &mut dyn Write, chart: &TrendChart) -> io::Result<()> {
    out.write_all(drawn(chart).as_bytes())
}

/// The part of the page in which values are drawn.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// The value at the top.
    largest: f64,
    months: usize,
}

impl Plot {
    /// How wide a month is.
    fn slot(&self) -> f64 {
        (self.right - self.left) / self.months.max(1) as f64
    }

    /// The middle of a month.
    fn x(&self, month: usize) -> f64 {
        self.left + self.slot() * (month as f64 + 0.5)
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - value / self.largest * (self.bottom - self.top)
    }
}

fn drawn(chart: &TrendChart) -> String {
    let mut page = Page::new();
    let title = title(chart);
    page.text(MARGIN, 44.0, TITLE, &title);
    let about = format!("{}, {}", chart.span(), measure(chart));
    page.text(MARGIN, 68.0, PLAIN, &about);
    let legend_bottom = legend(&mut page, chart, 100.0);

    let marks = marks(chart.largest(), !chart.shares);
    let labels: Vec<String> = marks.iter().map(|mark| axis_label(chart, *mark)).collect();
    let widest = labels.iter().map(|label| text_width(label, PLAIN.size));
    let top = legend_bottom + 48.0;
    let plot = Plot {
        left: MARGIN + widest.fold(0.0, f64::max) + 10.0,
        right: WIDTH - MARGIN,
        top,
        bottom: top + PLOT_HEIGHT,
        largest: marks.last().copied().unwrap_or(1.0),
        months: chart.months.len(),
    };
    let unit = if chart.shares {
        messages::output::unit_share()
    } else {
        messages::output::unit_articles()
    };
    page.text(MARGIN, top - 16.0, PLAIN, unit.text());
    for (mark, label) in marks.iter().zip(&labels) {
        let y = plot.y(*mark);
        let colour = if *mark == 0.0 { FAINT } else { GRID };
        page.line((plot.left, y), (plot.right, y), colour, 1.0);
        let look = Type {
            anchor: Anchor::End,
            ..PLAIN
        };
        page.text(plot.left - 8.0, y + 5.0, look, label);
    }
    month_axis(&mut page, chart, &plot);
    if has_bars(chart) {
        draw_bars(&mut page, chart, &plot);
    } else {
        for (place, series) in chart.series.iter().enumerate() {
            draw_line(&mut page, chart, &plot, place, series);
        }
    }
    page.finish(WIDTH, plot.bottom + 60.0, &title, &described(chart, &about))
}

fn title(chart: &TrendChart) -> String {
    match chart.series.as_slice() {
        [only] => messages::output::chart_title(&only.shown_name(50)).into(),
        _ => messages::output::chart_titles().into(),
    }
}

fn measure(chart: &TrendChart) -> Message {
    if chart.shares {
        messages::output::measure_share()
    } else {
        messages::output::measure_articles()
    }
}

/// The chart in words.
fn described(chart: &TrendChart, about: &str) -> String {
    let totals = chart.series.iter().map(|series| {
        let total = chart.total_label(series);
        format!("{} {total}", series.shown_name(50))
    });
    format!("{about}: {}", totals.collect::<Vec<_>>().join("; "))
}

fn axis_label(chart: &TrendChart, value: f64) -> String {
    if chart.shares && value.fract() != 0.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// Whether values are bars; else they are lines.
fn has_bars(chart: &TrendChart) -> bool {
    let bars = chart.series.len() * chart.months.len();
    chart.series.len() == 1 || bars <= MOST_BARS_OF_SEVERAL
}

/// What each series is called, with its sum; gives where it ends.
fn legend(page: &mut Page, chart: &TrendChart, top: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, top);
    for (place, series) in chart.series.iter().enumerate() {
        let name = series.shown_name(50);
        let total = chart.total_label(series);
        let name_width = text_width(&name, LEGEND.size);
        let width = 26.0 + name_width + 8.0 + text_width(&total, PLAIN.size) + 26.0;
        if x > MARGIN && x + width > WIDTH - MARGIN {
            x = MARGIN;
            y += LEGEND_LINE;
        }
        let colour = COLOURS[place % COLOURS.len()];
        if has_bars(chart) {
            page.bar((x + 2.0, y - 12.0), (14.0, 14.0), colour, "");
        } else {
            let dashes = DASHES[place / COLOURS.len() % DASHES.len()];
            page.path(&[(x, y - 5.0), (x + 20.0, y - 5.0)], colour, dashes);
            page.mark((x + 10.0, y - 5.0), place, colour, "");
        }
        page.text_and_more(x + 26.0, y, LEGEND, &name, Some((PLAIN, &total)));
        x += width;
    }
    y
}

/// The names of the months below the plot, as many as there is room for.
fn month_axis(page: &mut Page, chart: &TrendChart, plot: &Plot) {
    let Some(first) = chart.months.first() else {
        return;
    };
    let name_width = text_width("2024-05", PLAIN.size) + 14.0;
    let most = ((plot.right - plot.left) / name_width) as usize;
    let first = usize::from(first.year()) * 12 + usize::from(first.number()) - 1;
    let look = Type {
        anchor: Anchor::Middle,
        ..PLAIN
    };
    for month in named_months(plot.months, first, most) {
        let x = plot.x(month);
        page.line((x, plot.bottom), (x, plot.bottom + 5.0), FAINT, 1.0);
        // The last name must not run over the page.
        let half = name_width / 2.0 - 7.0;
        let x = x.clamp(half, WIDTH - half);
        page.text(
            x,
            plot.bottom + 22.0,
            look,
            &chart.months[month].to_string(),
        );
    }
    let middle = (plot.left + plot.right) / 2.0;
    page.text(
        middle,
        plot.bottom + 46.0,
        look,
        messages::output::month_axis().text(),
    );
}

fn draw_bars(page: &mut Page, chart: &TrendChart, plot: &Plot) {
    let series = chart.series.len().max(1) as f64;
    let width = (plot.slot() * 0.78 / series).min(WIDEST_BAR);
    let values = chart.series.iter().flat_map(|series| chart.values(series));
    let labels = values.map(|value| text_width(&chart.label(value), 13.0));
    let has_labels = labels.fold(0.0, f64::max) <= width + 4.0;
    for month in 0..plot.months {
        let left = plot.x(month) - width * series / 2.0;
        for (place, series) in chart.series.iter().enumerate() {
            let value = chart.value(series, month);
            let x = left + width * place as f64;
            let y = plot.y(value.unwrap_or(0.0));
            let label = chart.label(value);
            if value.is_some_and(|value| value > 0.0) {
                let colour = COLOURS[place % COLOURS.len()];
                // A hair between neighbours.
                let size = ((width - 1.0).max(0.8), plot.bottom - y);
                let about = told(chart, series, month);
                page.bar((x + 0.5, y), size, colour, &about);
            }
            if has_labels {
                let look = Type {
                    size: 13.0,
                    anchor: Anchor::Middle,
                    ..PLAIN
                };
                page.text(x + width / 2.0, y - 5.0, look, &label);
            }
        }
    }
}

fn draw_line(page: &mut Page, chart: &TrendChart, plot: &Plot, place: usize, series: &TrendSeries) {
    let colour = COLOURS[place % COLOURS.len()];
    let dashes = DASHES[place / COLOURS.len() % DASHES.len()];
    let values: Vec<(usize, Option<f64>)> = chart.values(series).into_iter().enumerate().collect();
    // A month without a value parts the line.
    for run in values.chunk_by(|one, other| one.1.is_some() == other.1.is_some()) {
        let points = run.iter().filter_map(|(month, value)| {
            let y = plot.y((*value)?);
            Some((plot.x(*month), y))
        });
        let points: Vec<(f64, f64)> = points.collect();
        if points.is_empty() {
            continue;
        }
        page.path(&points, colour, dashes);
        if plot.slot() >= NEAREST_MARKS || points.len() == 1 {
            for ((month, _), point) in run.iter().zip(&points) {
                page.mark(*point, place, colour, &told(chart, series, *month));
            }
        }
    }
}

/// One value in words.
fn told(chart: &TrendChart, series: &TrendSeries, month: usize) -> String {
    let label = chart.label(chart.value(series, month));
    let (month, word) = (chart.months[month], series.shown_name(50));
    match chart.shares {
        true => messages::output::point_share(&month, &word, &label).into(),
        false => messages::output::point_count(&month, &word, &label).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::chart;
    use super::*;

    #[test]
    fn every_month_of_a_short_chart_has_its_bar() {
        let chart = chart("2024-03", &[("레드팀", &[1, 0, 4]), ("<b>&", &[2, 3, 12])]);
        let svg = drawn(&chart);
        assert_eq!(svg.matches("<rect ").count(), 1 + 2 + 5, "{svg}");
        assert!(svg.contains("<title>2024-05 레드팀 4</title>"), "{svg}");
        assert!(
            svg.contains("&lt;b&gt;&amp;") && !svg.contains("<b>"),
            "{svg}"
        );
        for month in ["2024-03", "2024-04", "2024-05"] {
            assert!(svg.contains(&format!(">{month}</text>")), "{svg}");
        }
    }

    #[test]
    fn many_months_of_several_series_are_lines() {
        let counts: Vec<u64> = (0..30).collect();
        let mut chart = chart("2022-01", &[("가", &counts), ("나", &counts)]);
        assert_eq!(drawn(&chart).matches("<polyline ").count(), 2 + 2);
        // A month without articles has no share.
        chart.shares = true;
        chart.in_all[10] = 0;
        assert_eq!(drawn(&chart).matches("<polyline ").count(), 2 + 4);
    }
}
