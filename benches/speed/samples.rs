//! Measured values, and how they are written.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// Values of one measure, in any order of measuring.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<f64>);

impl FromIterator<f64> for Samples {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Samples(values)
    }
}

impl Samples {
    pub fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// For what the system counts in steps that are longer than what is measured.
    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    /// The value that so many of a hundred do not exceed.
    pub fn percentile(&self, percent: usize) -> f64 {
        assert!(!self.0.is_empty(), "nothing was measured");
        self.0[(self.0.len() - 1) * percent / 100]
    }
}

/// A table in Markdown.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(heads: &[&str]) -> Self {
        let heads = heads.iter().map(|&head| head.to_owned()).collect();
        Table { rows: vec![heads] }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().collect();
        assert_eq!(cells.len(), self.rows[0].len(), "a cell under each head");
        self.rows.push(cells);
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (place, row) in self.rows.iter().enumerate() {
            writeln!(f, "| {} |", row.join(" | "))?;
            if place == 0 {
                writeln!(f, "|{}", " --- |".repeat(row.len()))?;
            }
        }
        Ok(())
    }
}

/// What stands where nothing was measured.
pub const NOTHING: &str = "–";

/// How often one value holds another: with three digits that tell something.
pub fn times(value: f64, of: f64) -> String {
    format!("{} ×", three_digits(value / of))
}

pub fn millis(seconds: f64) -> String {
    format!("{} ms", three_digits(seconds * 1e3))
}

pub fn micros(seconds: f64) -> String {
    format!("{} µs", grouped((seconds * 1e6).round() as u64))
}

pub fn seconds_of(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

pub fn mib(bytes: f64) -> String {
    three_digits(bytes / f64::from(1 << 20))
}

pub fn verdict(is_met: bool) -> &'static str {
    if is_met { "met" } else { "missed" }
}

/// A number with the digits that a measure on a shared machine can have.
pub fn three_digits(value: f64) -> String {
    match value.abs() {
        100.0.. => grouped(value.round() as u64),
        10.0.. => format!("{value:.1}"),
        1.0.. => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// A whole number with commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
