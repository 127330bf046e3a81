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

/// Finds the months of rows, whose cells come one behind the other, or by height.
pub(super) fn find(places: &[Place], labels: &[Label], is_by_height: bool) -> Months {
    let before = ends_before(places, labels);
    let middle = ends_by_height(places, labels);
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

/// Whether the row's days begin before those of the row above it.
fn falls(places: &[Place], at: usize) -> bool {
    let day = |at: usize| places.get(at).and_then(|place| place.first);
    let before = (0..at).rev().find_map(day);
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

fn ends_by_height(places: &[Place], labels: &[Label]) -> Option<Middle> {
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
    let cost = |nth: usize, start: usize, end: usize| -> Option<f64> {
        let (first, last) = (places.get(start)?, places.get(end.checked_sub(1)?)?);
        let label = labels.get(nth)?;
        let off = distance(label.y * 2, first.top + last.bottom) / 2.0;
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
        Some(other - now >= LEAST_MARGIN)
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

fn distance(one: usize, other: usize) -> f64 {
    small(one.abs_diff(other))
}

/// A count as a number to weigh with; beyond a thousand it is all the same.
fn small(count: usize) -> f64 {
    f64::from(u16::try_from(count.min(1000)).unwrap_or(1000))
}
