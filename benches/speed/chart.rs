//! A chart of growth as SVG: both axes in powers of ten, a line for each measure.
//!
//! Lines are told apart by colour (Okabe and Ito's) and by mark, for a light page and for
//! a dark one.

use std::fmt::Write;

use super::samples::grouped;

/// A measure that grows.
pub struct Line {
    pub name: &'static str,
    /// Its first and its last value, as they are written.
    pub first: String,
    pub last: String,
    pub exponent: f64,
    /// How many articles, and how many times the first value.
    pub points: Vec<(f64, f64)>,
}

/// Light and dark colours of the lines.
const COLOURS: [(&str, &str); 7] = [
    ("#0072b2", "#56b4e9"),
    ("#d55e00", "#ff8c42"),
    ("#009e73", "#2fd0a0"),
    ("#a0527f", "#e39ac4"),
    ("#b07d00", "#f0c040"),
    ("#4d4d4d", "#c8c8c8"),
    ("#8b3a00", "#ffc9a3"),
];

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 664.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 800.0;
const TOP: f64 = 72.0;
const BOTTOM: f64 = 400.0;

/// Where the legend begins, and how high a line of it is.
const LEGEND: f64 = 476.0;
const LEGEND_LINE: f64 = 26.0;

/// Powers of ten of an axis, from the first to the last.
#[derive(Clone, Copy)]
struct Axis {
    first: i32,
    last: i32,
}

impl Axis {
    fn around(values: impl Iterator<Item = f64>) -> Self {
        let logarithms: Vec<f64> = values.map(f64::log10).collect();
        let least = logarithms.iter().copied().fold(f64::INFINITY, f64::min);
        let most = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // A value a hair beside a power of ten needs no decade of its own.
        let first = (least + 0.02).floor() as i32;
        let last = ((most - 0.02).ceil() as i32).max(first + 1);
        Axis { first, last }
    }

    /// How far along the axis a value is, from 0 to 1.
    fn share(self, value: f64) -> f64 {
        (value.log10() - f64::from(self.first)) / f64::from(self.last - self.first)
    }

    fn powers(self) -> impl Iterator<Item = f64> {
        (self.first..=self.last).map(|power| 10f64.powi(power))
    }
}

pub fn svg(lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let across = Axis::around(points().map(|(x, _)| *x));
    let along = Axis::around(points().map(|(_, y)| *y));
    let x = |value: f64| LEFT + across.share(value) * (RIGHT - LEFT);
    let y = |value: f64| BOTTOM - along.share(value) * (BOTTOM - TOP);

    let mut svg = head();
    text(
        &mut svg,
        LEFT,
        34.0,
        "title",
        "start",
        "How costs grow with the corpus",
    );
    for value in across.powers() {
        line(&mut svg, (x(value), TOP), (x(value), BOTTOM), "grid");
        text(
            &mut svg,
            x(value),
            BOTTOM + 22.0,
            "faint",
            "middle",
            &number(value),
        );
    }
    for value in along.powers() {
        line(&mut svg, (LEFT, y(value)), (RIGHT, y(value)), "grid");
        text(
            &mut svg,
            LEFT - 10.0,
            y(value) + 5.0,
            "faint",
            "end",
            &number(value),
        );
    }
    text(
        &mut svg,
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 48.0,
        "faint",
        "middle",
        "articles",
    );
    let first = across.powers().next().unwrap_or(1.0);
    let label = format!("times as much as with {} articles", number(first));
    text(&mut svg, LEFT, TOP - 14.0, "faint", "start", &label);

    // What grows as the corpus does.
    let end = first
        * 10f64
            .powi(along.last)
            .min(10f64.powi(across.last - across.first));
    line(
        &mut svg,
        (x(first), y(1.0)),
        (x(end), y(end / first)),
        "linear",
    );
    let (place_x, place_y) = (x(end) - 12.0, y(end / first));
    text(
        &mut svg,
        place_x,
        place_y + 4.0,
        "faint",
        "end",
        "as the corpus",
    );

    for (number, line) in lines.iter().enumerate() {
        let places: Vec<String> = line
            .points
            .iter()
            .map(|(across, along)| format!("{:.1},{:.1}", x(*across), y(*along)))
            .collect();
        let _ = writeln!(
            svg,
            r#"<polyline class="line c{number}" points="{}"/>"#,
            places.join(" ")
        );
        for (across, along) in &line.points {
            mark(&mut svg, number, x(*across), y(*along));
        }
        let height = LEGEND + number as f64 * LEGEND_LINE;
        let swatch = (LEFT, height - 5.0);
        let _ = writeln!(
            svg,
            r#"<polyline class="line c{number}" points="{:.1},{:.1} {:.1},{:.1}"/>"#,
            swatch.0,
            swatch.1,
            swatch.0 + 36.0,
            swatch.1
        );
        mark(&mut svg, number, swatch.0 + 18.0, swatch.1);
        text(&mut svg, LEFT + 48.0, height, "ink", "start", line.name);
        let exponent = format!("exponent {:.2}", line.exponent);
        text(&mut svg, LEFT + 300.0, height, "ink", "start", &exponent);
        let range = format!("{} to {}", line.first, line.last);
        text(&mut svg, LEFT + 440.0, height, "faint", "start", &range);
    }
    svg.push_str("</svg>\n");
    svg
}

fn head() -> String {
    let mut style = String::from(
        "text{font:14px system-ui,sans-serif}\
         .page{fill:#ffffff}.title{font-size:20px;font-weight:600;fill:#1a1a1a}\
         .ink{fill:#1a1a1a}.faint{fill:#5c5c5c}.grid{stroke:#dcdcdc}\
         .linear{stroke:#8a8a8a;stroke-dasharray:3 5}\
         .line{fill:none;stroke-width:2.5;stroke-linejoin:round}",
    );
    let colours = |style: &mut String, of: fn(&(&'static str, &'static str)) -> &'static str| {
        for (number, pair) in COLOURS.iter().enumerate() {
            let colour = of(pair);
            let _ = write!(
                style,
                ".c{number}{{stroke:{colour}}}.m{number}{{fill:{colour}}}"
            );
        }
    };
    colours(&mut style, |(light, _)| light);
    style.push_str(
        "@media(prefers-color-scheme:dark){\
         .page{fill:#0d1117}.title,.ink{fill:#f0f0f0}.faint{fill:#a8b0ba}.grid{stroke:#30363d}\
         .linear{stroke:#768390}",
    );
    colours(&mut style, |(_, dark)| dark);
    style.push('}');
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" \
         aria-label=\"How costs grow with the corpus\">\n<style>{style}</style>\n\
         <rect class=\"page\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n"
    )
}

fn line(svg: &mut String, from: (f64, f64), to: (f64, f64), class: &str) {
    let ((x1, y1), (x2, y2)) = (from, to);
    let _ = writeln!(
        svg,
        r#"<line class="{class}" x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#
    );
}

/// Nothing that is written here needs escaping.
fn text(svg: &mut String, x: f64, y: f64, class: &str, anchor: &str, text: &str) {
    let _ = writeln!(
        svg,
        r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
    );
}

/// The mark of a line's points: of three shapes.
fn mark(svg: &mut String, number: usize, x: f64, y: f64) {
    let _ = match number % 3 {
        0 => writeln!(
            svg,
            r#"<circle class="m{number}" cx="{x:.1}" cy="{y:.1}" r="5"/>"#
        ),
        1 => writeln!(
            svg,
            r#"<rect class="m{number}" x="{:.1}" y="{:.1}" width="9" height="9"/>"#,
            x - 4.5,
            y - 4.5
        ),
        _ => writeln!(
            svg,
            r#"<path class="m{number}" d="M{x:.1} {:.1}l6 10h-12z"/>"#,
            y - 6.0
        ),
    };
}

fn number(value: f64) -> String {
    if value >= 1.0 {
        grouped(value.round() as u64)
    } else {
        format!("{value}")
    }
}
