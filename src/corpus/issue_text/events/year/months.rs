//! Which month each row of a year's table is of.
//!
//! Where cells come one behind the other a month's name stands before its rows. Where they go
//! by height it stands at their middle, so that its height tells where they end.

/// A month's name: the row that is on its line or comes next, and its height.
pub(super) struct Label {
    pub row: usize,
    pub month: u8,
    pub y: usize,
}

/// What tells a row's month: its first day, and the heights between which its cells stand.
pub(super) struct Place {
    /// None where the row has no days.
    pub first: Option<u8>,
    pub top: usize,
    pub bottom: usize,
    /// How many lines its tallest cell has; there are more heights where cells of one line
    /// and of two stand side by side.
    pub lines: usize,
}

/// The month of each row, 0 where no name tells one; and whether that is sure for all.
pub(super) struct Months {
    pub of_rows: Vec<u8>,
    pub is_sure: bool,
}

/// No month has more rows than may be weighed.
const MOST_ENDS: usize = 48;
/// What a day costs that is before the one above it in the same month.
const FALL: f64 = 4.0;
/// What a month's end costs at which days do not begin anew.
const NO_FALL: f64 = 0.4;
/// The better of two readings is better by so much, or neither is sure.
const LEAST_MARGIN: f64 = 0.5;

/// How months' names lie among their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Before them.
    Before,
    /// At their middle.
    AtMiddle,
    /// At their middle, or on the line over it.
    OverMiddle,
}

impl Names {
    /// By how much a name stands over the middle, and how sure a reading must then be.
    fn slack(self) -> (f64, f64) {
        match self {
            Names::Before | Names::AtMiddle => (0.0, LEAST_MARGIN),
            Names::OverMiddle => (0.25, 2.0 * LEAST_MARGIN),
        }
    }
}

/// Finds the months of rows.
pub(super) fn find(places: &[Place], labels: &[Label], names: Names) -> Months {
    let is_by_height = names != Names::Before;
    let before = ends_before(places, labels);
    let middle = ends_by_height(places, labels, names);
    let (ends, is_sure) = match (before, middle, is_by_height) {
        // Both readings may fit, and differ.
        (Some(before), Some(middle), false) => {
            let is_sure = !middle.is_close || middle.ends == before;
            (before, is_sure)
        }
        (Some(before), None, _) => (before, !is_by_height),
        (_, Some(middle), _) => {
            let is_sure = middle.is_sure;
            (middle.ends, is_sure)
        }
        (None, None, _) => (labels.iter().map(|label| label.row + 1).collect(), false),
    };
    let mut of_rows = vec![0; places.len()];
    let mut start = 0;
    for (label, end) in labels.iter().zip(ends) {
        for month in of_rows.iter_mut().take(end).skip(start) {
            *month = label.month;
        }
        start = end.max(start);
    }
    let is_sure = is_sure && !labels.is_empty() && !of_rows.contains(&0);
    Months { of_rows, is_sure }
}

/// Whether the row's days begin before those of the row above it; not where either has none.
fn falls(places: &[Place], at: usize) -> bool {
    let day = |at: usize| places.get(at).and_then(|place| place.first);
    let before = at.checked_sub(1).and_then(day);
    matches!((before, day(at)), (Some(before), Some(day)) if day < before)
}

/// Where each month's rows end if its name stands before them: a month's days count up.
fn ends_before(places: &[Place], labels: &[Label]) -> Option<Vec<usize>> {
    let starts: Vec<usize> = labels.iter().map(|label| label.row).collect();
    let is_before = starts.first() == Some(&0)
        && starts.is_sorted_by(|one, next| one < next)
        && (1..places.len()).all(|at| !falls(places, at) || starts.binary_search(&at).is_ok());
    is_before.then(|| {
        let ends = starts.iter().skip(1).copied();
        ends.chain([places.len()]).collect()
    })
}

/// Where each month's rows end if its name stands at their middle.
struct Middle {
    ends: Vec<usize>,
    /// Every name stands near the middle.
    is_close: bool,
    /// No other ends fit nearly as well.
    is_sure: bool,
}

fn ends_by_height(places: &[Place], labels: &[Label], names: Names) -> Option<Middle> {
    let (shift, margin) = names.slack();
    let ends_of = |nth: usize| {
        let least = labels.get(nth).map_or(0, |label| label.row).max(nth + 1);
        match labels.get(nth + 1) {
            Some(next) => least..next.row + 1,
            None => places.len()..places.len() + 1,
        }
    };
    let mut falls_up_to = vec![0usize; places.len() + 1];
    for at in 0..places.len() {
        let before = falls_up_to.get(at).copied().unwrap_or(0);
        if let Some(slot) = falls_up_to.get_mut(at + 1) {
            *slot = before + usize::from(falls(places, at));
        }
    }
    let tops = tops(places);
    let label_heights: Vec<f64> = labels
        .iter()
        .map(|label| height(label.y, places, &tops) + shift)
        .collect();
    let cost = |nth: usize, start: usize, end: usize| -> Option<f64> {
        let (first, last) = (tops.get(start)?, tops.get(end)?);
        let label = label_heights.get(nth)?;
        let off = (label - (first + last - 1.0) / 2.0).abs();
        let count = |at: usize| falls_up_to.get(at).copied().unwrap_or(0);
        let inner = count(end).saturating_sub(count(start + 1));
        let is_turn = end == places.len() || falls(places, end);
        let turn = if is_turn { 0.0 } else { NO_FALL };
        Some(off + FALL * small(inner) + turn)
    };
    // The cheapest way to each end of a month, and the end before it.
    let mut ways: Vec<Vec<(usize, f64, usize)>> = vec![vec![(0, 0.0, 0)]];
    for nth in 0..labels.len() {
        let range = ends_of(nth);
        if range.len() > MOST_ENDS {
            return None;
        }
        let last = ways.last()?;
        let mut found = Vec::new();
        for end in range {
            let costs = last.iter().enumerate().filter(|(_, way)| way.0 < end);
            let costs = costs.filter_map(|(at, way)| Some((way.1 + cost(nth, way.0, end)?, at)));
            if let Some((total, from)) = costs.min_by(|one, other| one.0.total_cmp(&other.0)) {
                found.push((end, total, from));
            }
        }
        if found.is_empty() {
            return None;
        }
        ways.push(found);
    }
    let mut ends = Vec::new();
    let mut at = 0;
    for ways in ways.iter().skip(1).rev() {
        let way = ways.get(at)?;
        ends.push(way.0);
        at = way.2;
    }
    ends.reverse();
    let starts: Vec<usize> = [0].into_iter().chain(ends.iter().copied()).collect();
    let pair = |nth: usize| Some((*starts.get(nth)?, *ends.get(nth)?));
    let costs = (0..ends.len()).filter_map(|nth| {
        let (start, end) = pair(nth)?;
        cost(nth, start, end)
    });
    let costs: Vec<f64> = costs.collect();
    // How much dearer it is to let one month end a row earlier or later.
    let is_margin = |nth: usize, end: usize| -> Option<bool> {
        let (start, _) = pair(nth)?;
        let (_, last) = pair(nth + 1)?;
        if !ends_of(nth).contains(&end) || end <= start || end >= last {
            return Some(true);
        }
        let now = costs.get(nth)? + costs.get(nth + 1)?;
        let other = cost(nth, start, end)? + cost(nth + 1, end, last)?;
        Some(other - now >= margin)
    };
    let is_sure = (0..ends.len().saturating_sub(1)).all(|nth| {
        let end = ends.get(nth).copied().unwrap_or(0);
        let others = [end.saturating_sub(1), end + 1];
        others.iter().all(|&end| is_margin(nth, end) != Some(false))
    });
    Some(Middle {
        is_close: costs.iter().all(|&cost| cost <= 1.0),
        is_sure: is_sure && costs.iter().all(|&cost| cost < FALL),
        ends,
    })
}

/// The height at which each row starts, in lines of a page, and where the last one ends.
fn tops(places: &[Place]) -> Vec<f64> {
    let mut top = 0.0;
    let starts = places.iter().map(|place| {
        let start = top;
        top += small(place.lines);
        start
    });
    let mut tops: Vec<f64> = starts.collect();
    tops.push(top);
    tops
}

/// The height, in lines of a page, of a line of the table: within a row, or between two.
fn height(y: usize, places: &[Place], tops: &[f64]) -> f64 {
    let row = places.partition_point(|place| place.bottom < y);
    let top = tops.get(row).copied().unwrap_or_default();
    let Some(place) = places.get(row).filter(|place| place.top <= y) else {
        return top - 0.5;
    };
    let from = small(y - place.top);
    let all = small(place.bottom - place.top).max(1.0);
    top + from / all * (small(place.lines) - 1.0)
}

/// A count as a number to weigh with; beyond a thousand it is all the same.
fn small(count: usize) -> f64 {
    f64::from(u16::try_from(count.min(1000)).unwrap_or(1000))
}
