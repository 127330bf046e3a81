//! A year's table to cells: which words of which lines are a row's name, place and homepage.
//!
//! Some extractors give a row's cells one behind the other. Others go by height: what a cell
//! has on two lines stands over and under the days. Of those that keep columns some put a
//! cell's first line beside the days, and the rest under it.

use super::row::{Gap, Row, Word};
use super::split::{Cells, Column, is_place, is_site, split};
use crate::corpus::characters::is_hangul;

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

/// No cell has so many lines that this stands between the days of two rows.
const MOST_GAP_LINES: usize = 12;
/// Spaces between columns, at least.
const LEAST_GAP: usize = 2;
/// What a row costs that lacks a cell, in lines.
const LACK: usize = 4;

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

/// Whether a word looks like a piece of an address.
fn is_cut(word: &str) -> bool {
    let is_sign = word.chars().all(|c| !c.is_alphanumeric());
    !is_sign && (word.contains(['/', '.', '=', '?', '&', '_']) || word.starts_with(['-', '#']))
}

/// The middles of the columns where an extractor keeps them, twice as large.
struct Centres {
    name: usize,
    place: usize,
    homepage: usize,
}

impl Centres {
    /// Most rows show their columns by wide gaps.
    fn of(rows: &[Cells<'_, '_>]) -> Option<Self> {
        let full: Vec<_> = rows.iter().filter(|cells| !cells.lacks_any()).collect();
        let gap = |left: &[Word<'_, '_>], right: &[Word<'_, '_>]| {
            let (Some(left), Some(right)) = (left.last(), right.first()) else {
                return 0;
            };
            right.column.saturating_sub(left.end())
        };
        let is_wide = |cells: &&&Cells<'_, '_>| {
            gap(&cells.name, &cells.place) + gap(&cells.place, &cells.homepage) >= 3 * LEAST_GAP
        };
        let wide = full.iter().filter(is_wide).count();
        if wide < 2 || wide * 2 < full.len() {
            return None;
        }
        let middle = |column: Column| {
            let mut middles: Vec<usize> = full
                .iter()
                .filter_map(|cells| middle(cells.column(column)))
                .collect();
            middles.sort_unstable();
            middles.get(middles.len() / 2).copied()
        };
        let centres = Centres {
            name: middle(Column::Name)?,
            place: middle(Column::Place)?,
            homepage: middle(Column::Homepage)?,
        };
        (centres.name < centres.place && centres.place < centres.homepage).then_some(centres)
    }

    fn nearest(&self, words: &[Word<'_, '_>]) -> Column {
        let at = middle(words).unwrap_or(0);
        let columns = [
            (self.name, Column::Name),
            (self.place, Column::Place),
            (self.homepage, Column::Homepage),
        ];
        let nearest = columns.iter().min_by_key(|(centre, _)| centre.abs_diff(at));
        nearest.map_or(Column::Name, |&(_, column)| column)
    }
}

/// Twice the middle of a stretch of words on one line.
fn middle(words: &[Word<'_, '_>]) -> Option<usize> {
    Some(words.first()?.column + words.last()?.end())
}

/// A stretch of a line, and the column that it is of.
type Part<'l, 'a> = (Column, Vec<Word<'l, 'a>>);

/// A line's words by the columns over which they stand.
fn parts<'l, 'a>(line: &[Word<'l, 'a>], centres: Option<&Centres>) -> Vec<Part<'l, 'a>> {
    let is_near = |one: &Word<'_, '_>, next: &Word<'_, '_>| next.column < one.end() + LEAST_GAP;
    let mut parts: Vec<Part<'l, 'a>> = Vec::new();
    for stretch in line.chunk_by(is_near) {
        let nearest = centres.map_or(Column::Name, |centres| centres.nearest(stretch));
        let has_site = stretch.iter().any(|word| is_site(word.text));
        let has_hangul = stretch.iter().any(|word| word.text.chars().any(is_hangul));
        // Columns drift where letters are of two widths; places are written in Hangul.
        let column = match nearest {
            Column::Place | Column::Name if has_site && stretch.len() == 1 => Column::Homepage,
            Column::Place if !has_hangul && is_cut(stretch.last().map_or("", |word| word.text)) => {
                Column::Homepage
            }
            Column::Place if !has_hangul => Column::Name,
            nearest => nearest,
        };
        match parts.last_mut() {
            Some(part) if part.0 == column => part.1.extend(stretch),
            _ => parts.push((column, stretch.to_vec())),
        }
    }
    parts
}

/// Cells whose lines stand around the height of the days.
fn by_height<'l, 'a>(
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

/// The parts of a line between two rows where no columns are kept: told by what they look
/// like, and by what the rows lack.
fn by_kind<'l, 'a>(line: &[Word<'l, 'a>], near: [Option<&Cells<'l, 'a>>; 2]) -> Vec<Part<'l, 'a>> {
    let lack = |column: Column| {
        let mut rows = near.iter().flatten();
        rows.any(|cells| cells.column(column).is_empty())
    };
    let cells = split(line);
    let has_site = !cells.homepage.is_empty();
    let has_both = !cells.name.is_empty() && !cells.place.is_empty();
    if has_site && (!cells.name.is_empty() || !cells.place.is_empty())
        || has_both && lack(Column::Name) && lack(Column::Place)
    {
        return Column::ALL
            .into_iter()
            .map(|column| (column, cells.column(column).to_vec()))
            .filter(|part| !part.1.is_empty())
            .collect();
    }
    // The second lines of a name and a place.
    if let Some(at) = line.iter().position(|word| word.text.starts_with('('))
        && at > 0
        && lack(Column::Name)
        && lack(Column::Place)
        && let Some((name, place)) = line.split_at_checked(at)
        && is_place(place)
    {
        return vec![
            (Column::Name, name.to_vec()),
            (Column::Place, place.to_vec()),
        ];
    }
    // The rest of an address behind another cell's, where the row has both on two lines.
    if let [words @ .., last] = line
        && !words.is_empty()
        && lack(Column::Homepage)
        && last.text.is_ascii()
        && (is_cut(last.text)
            || last.text.starts_with(|c: char| c.is_ascii_lowercase()) && is_place(words))
    {
        let column = by_kind(words, near)
            .first()
            .map_or(Column::Name, |part| part.0);
        return vec![(column, words.to_vec()), (Column::Homepage, vec![*last])];
    }
    let is_address = match line {
        [word] if word.text.is_ascii() => {
            let is_piece =
                is_cut(word.text) || word.text.starts_with(|c: char| c.is_ascii_lowercase());
            has_site || lack(Column::Homepage) && (is_piece || !lack(Column::Name))
        }
        _ => has_site,
    };
    let column = if is_address {
        Column::Homepage
    } else if is_place(line) && lack(Column::Place) {
        Column::Place
    } else if lack(Column::Name) {
        Column::Name
    } else if lack(Column::Place) || is_place(line) {
        Column::Place
    } else {
        Column::Name
    };
    vec![(column, line.to_vec())]
}
