//! A year's table to cells: which words of which lines are a row's name, place and homepage.
//!
//! Some extractors give a row's cells one behind the other. Others go by height: what a cell
//! has on two lines stands over and under the days. Of those that keep columns some put a
//! cell's first line beside the days, and the rest under it.

use super::by_height::by_height;
use super::line_parts::{Centres, is_cut, parts};
use super::row::{Gap, Row, Word};
use super::split::{Cells, Column, is_place, is_site, split};

/// How a table's cells lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// One behind the other, row by row.
    OneByOne,
    /// First lines beside the days, others under them.
    FromTop,
    /// The lines of a cell around the height of the days.
    ByHeight,
}

/// How the cells of rows lie, by what stands beside their days. There is a gap before each
/// row, and one after the last.
pub(super) fn order(rows: &[Row<'_, '_>], gaps: &[Gap<'_, '_>]) -> Order {
    let own: Vec<Cells<'_, '_>> = rows.iter().map(|row| split(&row.beside)).collect();
    // One behind the other, no cell is there whose left neighbour is not, and one that is
    // broken starts a line.
    let lacks_inner = |cells: &&Cells<'_, '_>| {
        let lacks_left = cells.place.is_empty() || cells.name.is_empty();
        let is_place = cells.place.len() > 1 && cells.name.is_empty();
        !cells.homepage.is_empty() && lacks_left || is_place
    };
    let heights = own.iter().filter(lacks_inner).count();
    let broken = rows.iter().filter(|row| row.beside.is_empty()).count();
    let has_columns = Centres::of(&own).is_some();
    let is_full = own.iter().filter(|cells| !cells.lacks_any()).count() * 10 >= own.len() * 9;
    let leads = gaps.first().is_some_and(|gap| !gap.is_empty());
    if leads || heights > broken && !(is_full && has_columns) {
        Order::ByHeight
    } else if has_columns && is_full {
        Order::FromTop
    } else if has_columns && own.iter().any(Cells::lacks_any) {
        Order::ByHeight
    } else {
        Order::OneByOne
    }
}

/// The words of each row by their columns; none where that cannot be told.
pub(super) fn cells<'l, 'a>(
    rows: &[Row<'l, 'a>],
    gaps: &[Gap<'l, 'a>],
    order: Order,
) -> Option<Vec<Cells<'l, 'a>>> {
    let mut own: Vec<Cells<'l, 'a>> = rows.iter().map(|row| split(&row.beside)).collect();
    let centres = Centres::of(&own);
    // A name's last word may look like a place, but stands in the name's column.
    if let Some(centres) = &centres {
        for cells in &mut own {
            if cells.place.len() == 1 && centres.nearest(&cells.place) == Column::Name {
                cells.name.append(&mut cells.place);
            }
        }
    }
    match order {
        Order::OneByOne => {
            let rows = rows.iter().zip(gaps.iter().skip(1));
            Some(
                rows.map(|(row, under)| in_order(&row.beside, under))
                    .collect(),
            )
        }
        Order::FromTop => {
            if (1..rows.len()).any(|nth| begins_over_days(rows, gaps, nth)) {
                return None;
            }
            for (row, under) in own.iter_mut().zip(gaps.iter().skip(1)) {
                for (column, words) in under.iter().flat_map(|line| parts(line, centres.as_ref())) {
                    row.column_mut(column).extend(words);
                }
            }
            Some(own)
        }
        Order::ByHeight => by_height(rows, own, gaps, centres.as_ref()),
    }
}

/// Whether blank lines say that a row begins over its days: the widest stretch of them between
/// the days of the row before and its own is not the last.
fn begins_over_days(rows: &[Row<'_, '_>], gaps: &[Gap<'_, '_>], nth: usize) -> bool {
    let of_row = |nth: usize| rows.get(nth).and_then(Row::number);
    let (Some(over), Some(under), Some(between)) = (of_row(nth - 1), of_row(nth), gaps.get(nth))
    else {
        return false;
    };
    let lines = between.iter().filter_map(|line| line.first());
    let mut widest = (0, between.len());
    let mut before = over;
    let numbers = lines.map(|word| word.line.line.number).chain([under]);
    for (at, number) in numbers.enumerate() {
        let step = number.saturating_sub(before);
        before = number;
        if step > widest.0 {
            widest = (step, at);
        } else if step == widest.0 {
            // Of several that are as wide none says anything.
            widest.1 = between.len();
        }
    }
    widest.1 < between.len()
}

/// Whether a line can be the rest of an address that the line before it ends with.
pub(super) fn is_address_rest(line: &[Word<'_, '_>]) -> bool {
    match line {
        [word] => {
            let is_small = word.text.starts_with(|c: char| !c.is_ascii_uppercase());
            word.text.is_ascii() && (is_cut(word.text) || is_small) && !is_site(word.text)
        }
        _ => false,
    }
}

/// Cells one behind the other; what follows a homepage and is no rest of one is told by its
/// kind.
fn in_order<'l, 'a>(beside: &[Word<'l, 'a>], under: &Gap<'l, 'a>) -> Cells<'l, 'a> {
    let mut words = beside.to_vec();
    words.extend(under.iter().flatten());
    let mut cells = split(&words);
    let homepage = std::mem::take(&mut cells.homepage);
    for line in homepage.chunk_by(|one, next| one.y == next.y) {
        let is_first = cells.homepage.is_empty();
        let is_rest = line.iter().all(|word| word.text.is_ascii())
            && (line.len() == 1 || line.iter().all(|word| is_cut(word.text)));
        if is_first || is_rest {
            cells.homepage.extend(line);
        } else if is_place(line) {
            cells.place.extend(line);
        } else {
            cells.name.extend(line);
        }
    }
    cells
}
