//! The table of a whole year's events: month, days, name, place and homepage in one row.
//!
//! Its lines are told apart in `table`: months, days, and the words around them. Which words are
//! whose is told in `cells` and `split`, which month a row is of in `months`, what cannot be so
//! in `soundness`, and what becomes of the rows in `drafted`.

mod by_height;
mod cells;
mod drafted;
mod line_parts;
mod months;
mod row;
mod soundness;
mod split;
mod table;

use crate::corpus::characters::compact;
use crate::corpus::issue_text::draft::Draft;
use crate::corpus::issue_text::furniture;
use crate::corpus::issue_text::marked_line::{MarkedLine, Marker};
use crate::corpus::parsed::LineKind;
use cells::Order;
use drafted::{keep_as_text, put};
use split::Cells;
use table::{Table, days_prefix, month_prefix};

const COLUMNS: &str = "월기간행사명장소홈페이지";

/// How many lines name the columns of such a table: one, or one for each column.
fn head_lines(lines: &[MarkedLine<'_>]) -> Option<usize> {
    let mut names = String::new();
    for (nth, line) in lines.iter().take(5).enumerate() {
        names.push_str(&compact(line.line.text));
        if names == COLUMNS {
            return Some(nth + 1);
        }
        if !COLUMNS.starts_with(&names) {
            return None;
        }
    }
    None
}

/// Where what the names of the columns head starts.
fn head_end(lines: &[MarkedLine<'_>]) -> Option<usize> {
    (0..lines.len()).find_map(|at| Some(at + head_lines(lines.get(at..)?)?))
}

/// Whether the lines hold the table of a year's events: its columns are named, or most of
/// its days come without a month.
pub(super) fn is_year_table(lines: &[MarkedLine<'_>]) -> bool {
    head_end(lines).is_some() || {
        let count = |is: fn(&str) -> bool| lines.iter().filter(|line| is(line.line.text)).count();
        count(|text| days_prefix(text).is_some()) >= 6
            && count(|text| month_prefix(text).is_some()) >= 3
    }
}

/// Reads the lines of the table into the draft.
pub(super) fn read<'a>(lines: &[MarkedLine<'a>], draft: &mut Draft<'a>) {
    let head_end = head_end(lines).unwrap_or_default();
    let is_imprint = |line: &MarkedLine<'_>| furniture::is_imprint(line.line.text);
    let imprint = lines.iter().skip(head_end).position(is_imprint);
    let end = imprint.map_or(lines.len(), |nth| head_end + nth);
    let body = lines.get(head_end..end).unwrap_or_default();
    for line in lines.get(..head_end).unwrap_or_default() {
        let kind = match line.kind {
            Marker::Furniture(kind) => kind,
            _ => LineKind::TableHeader,
        };
        draft.put_furniture(kind, line);
    }
    let mut table = Table::of(body);
    let order = cells::order(&table.rows, &table.gaps);
    if order == Order::OneByOne {
        table.part_rows_without_days();
    }
    let is_whole = |cells: &&Cells<'_, '_>| !cells.name.is_empty() && !cells.homepage.is_empty();
    let cells = cells::cells(&table.rows, &table.gaps, order).filter(|cells| {
        let whole = cells.iter().filter(is_whole).count();
        !cells.is_empty() && whole * 4 >= cells.len() * 3
    });
    match cells {
        Some(cells) => put(body, &table, &cells, order, draft),
        None => keep_as_text(body, draft),
    }
    for line in lines.get(end..).unwrap_or_default() {
        let kind = match line.kind {
            Marker::Furniture(kind) => kind,
            _ => LineKind::Imprint,
        };
        draft.put_furniture(kind, line);
    }
}
