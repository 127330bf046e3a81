//! Rows of a table that stand behind a bullet, which are no more of its text.
//!
//! Text that goes on fills its lines; rows of a table do not, and a caption closes them.

use std::collections::HashSet;

use super::marked_line::{MarkedLine, Marker};
use crate::corpus::characters::is_space;

/// A table has as many rows, its heads among them.
const LEAST_ROWS: usize = 3;
/// A line of text that another follows is no shorter than this share of the longest, in
/// hundredths.
const LEAST_FILLED: usize = 70;

/// The first lines of tables: of runs of lines without a marker, behind a bullet and before a
/// caption, of which hardly one is filled.
pub(super) fn find(lines: &[MarkedLine<'_>]) -> HashSet<usize> {
    let mut found = HashSet::new();
    for (at, line) in lines.iter().enumerate() {
        if !matches!(line.kind, Marker::Bullet | Marker::Subbullet) {
            continue;
        }
        let rest = lines.get(at + 1..).unwrap_or_default();
        let run = rest.iter().take_while(|line| line.kind == Marker::Plain);
        let run = run.count();
        let is_captioned = rest
            .get(run)
            .is_some_and(|line| line.kind == Marker::Caption);
        if !is_captioned || run < LEAST_ROWS {
            continue;
        }
        let texts = lines.get(at..at + 1 + run).unwrap_or_default();
        if let Some(first) = first_row(texts) {
            found.insert(at + first);
        }
    }
    found
}

/// The first row of a table among a bullet's line and those behind it.
fn first_row(texts: &[MarkedLine<'_>]) -> Option<usize> {
    let width = |line: &MarkedLine<'_>| line.line.text.chars().count();
    let longest = texts.iter().map(width).max()?;
    let is_filled = |line: &MarkedLine<'_>| width(line) * 100 >= longest * LEAST_FILLED;
    let is_row = |line: &MarkedLine<'_>| line.line.text.split(is_space).nth(1).is_some();
    // A short line that others follow ends the text, or is a row.
    let short = texts.iter().position(|line| !is_filled(line))?;
    let rows = texts.get(short..)?;
    let is_table = rows.len() >= LEAST_ROWS
        && rows.iter().filter(|line| is_filled(line)).count() * 4 <= rows.len()
        && rows.iter().filter(|line| is_row(line)).count() * 2 >= rows.len();
    if !is_table {
        return None;
    }
    // Where a wrap keeps its space, the line before says whether the text goes on.
    let goes_on = short > 0
        && texts
            .get(short - 1)
            .is_some_and(|line| line.line.is_trailed);
    let first = if goes_on { short + 1 } else { short };
    (first > 0 && texts.len() - first >= LEAST_ROWS - 1).then_some(first)
}
