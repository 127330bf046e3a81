//! Cells whose lines stand around the height of their row's days.

use super::line_parts::{Centres, Part, by_kind, parts};
use super::row::{Gap, Row, Word};
use super::split::{Cells, Column, is_place};
use crate::corpus::characters::is_hangul;

/// No cell has so many lines that this stands between the days of two rows.
const MOST_GAP_LINES: usize = 12;

/// What a row costs that lacks a cell, in lines.
const LACK: usize = 4;

/// Cells whose lines stand around the height of the days.
pub(super) fn by_height<'l, 'a>(
    rows: &[Row<'l, 'a>],
    mut own: Vec<Cells<'l, 'a>>,
    gaps: &[Gap<'l, 'a>],
    centres: Option<&Centres>,
) -> Option<Vec<Cells<'l, 'a>>> {
    if gaps.iter().any(|gap| gap.len() > MOST_GAP_LINES) {
        return None;
    }
    if centres.is_none() {
        // What stands beside the days is the name where places stand around it.
        let near = own.iter_mut().zip(gaps.windows(2));
        for (cells, gaps) in near {
            let over = gaps.first().and_then(|gap| gap.last());
            let under = gaps.get(1).and_then(|gap| gap.first());
            // Of an address its lines may stand behind.
            let is_there = |line: &Vec<Word<'_, '_>>| {
                let hangul = |word: &Word<'_, '_>| word.text.chars().any(is_hangul);
                let end = line.iter().rposition(hangul).map_or(0, |at| at + 1);
                line.get(..end).is_some_and(is_place)
            };
            let is_around = [over, under].iter().all(|line| line.is_some_and(is_there));
            if cells.place.len() == 1 && is_around {
                cells.name.append(&mut cells.place);
            }
        }
    }
    let gaps: Vec<Vec<Part<'l, 'a>>> = gaps
        .iter()
        .enumerate()
        .map(|(nth, gap)| {
            let near = [
                nth.checked_sub(1).and_then(|nth| own.get(nth)),
                own.get(nth),
            ];
            let parts = |line: &Vec<Word<'l, 'a>>| match centres {
                Some(_) => parts(line, centres),
                None => by_kind(line, near),
            };
            gap.iter().flat_map(parts).collect()
        })
        .collect();
    let mut heights: Vec<usize> = rows.iter().map(|row| row.y * 2).collect();
    let mut found = own;
    for column in [Column::Homepage, Column::Place, Column::Name] {
        if column == Column::Name {
            for (height, cells) in heights.iter_mut().zip(&found) {
                let mut all = [
                    Some(*height),
                    cells.height(Column::Place),
                    cells.height(Column::Homepage),
                ];
                all.sort_unstable();
                *height = all.get(1).copied().flatten().unwrap_or(*height);
            }
        }
        let stretches: Vec<Vec<&[Word<'l, 'a>]>> = gaps
            .iter()
            .map(|gap| {
                let parts = gap.iter().filter(|part| part.0 == column);
                parts.map(|part| part.1.as_slice()).collect()
            })
            .collect();
        assign(column, &mut found, &stretches, &heights);
    }
    Some(found)
}

/// Gives each stretch of a column to the row over or under it, so that the lines of each cell
/// stand evenly around its row's height.
fn assign<'l, 'a>(
    column: Column,
    rows: &mut [Cells<'l, 'a>],
    gaps: &[Vec<&[Word<'l, 'a>]>],
    heights: &[usize],
) {
    let gap = |nth: usize| gaps.get(nth).map_or(&[][..], Vec::as_slice);
    let cost = |nth: usize, over: usize, under: usize| -> usize {
        let own = rows.get(nth).map_or(&[][..], |cells| cells.column(column));
        let above = gap(nth);
        let above = above.get(above.len() - over..).unwrap_or_default();
        let below = gap(nth + 1).get(..under).unwrap_or_default();
        let lines = above.iter().chain(below).filter_map(|words| words.first());
        let lines: Vec<usize> = lines.chain(own.first()).map(|word| word.y * 2).collect();
        let height = heights.get(nth).copied().unwrap_or(0);
        match lines.len() {
            0 => LACK * 2,
            count => (lines.iter().sum::<usize>() / count).abs_diff(height),
        }
    };
    // For each row, how many stretches under it may be its own: the cheapest way there.
    let mut ways: Vec<Vec<(usize, usize)>> = Vec::new();
    for nth in 0..rows.len() {
        let above = gap(nth).len();
        let below = gap(nth + 1).len();
        let least = if nth + 1 == rows.len() { below } else { 0 };
        let mut found = Vec::new();
        for under in 0..=below {
            let way = match ways.last() {
                None => Some((cost(nth, above, under), 0)),
                Some(last) => last
                    .iter()
                    .enumerate()
                    .map(|(taken, way)| {
                        let over = above.saturating_sub(taken);
                        (way.0.saturating_add(cost(nth, over, under)), taken)
                    })
                    .min(),
            };
            // The last row takes all that is left.
            let is_open = under < least;
            found.push(way.filter(|_| !is_open).unwrap_or((usize::MAX, 0)));
        }
        ways.push(found);
    }
    let mut taken = gap(rows.len()).len();
    for nth in (0..rows.len()).rev() {
        let way = ways.get(nth).and_then(|ways| ways.get(taken));
        let before = way.map_or(0, |way| way.1);
        let above = gap(nth);
        let from = if nth == 0 { 0 } else { before.min(above.len()) };
        let over = above.get(from..).unwrap_or_default();
        let under = gap(nth + 1).get(..taken).unwrap_or_default();
        if let Some(cells) = rows.get_mut(nth) {
            let words = cells.column_mut(column);
            let own = std::mem::take(words);
            words.extend(over.iter().copied().flatten());
            words.extend(own);
            words.extend(under.iter().copied().flatten());
        }
        taken = before;
    }
}
