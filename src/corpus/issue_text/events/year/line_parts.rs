//! Which stretches of a line are of which column.

use super::row::Word;
use super::split::{Cells, Column, is_place, is_site, split};
use crate::corpus::characters::is_hangul;

/// Spaces between columns, at least.
const LEAST_GAP: usize = 2;

/// Whether a word looks like a piece of an address.
pub(super) fn is_cut(word: &str) -> bool {
    let is_sign = word.chars().all(|c| !c.is_alphanumeric());
    !is_sign && (word.contains(['/', '.', '=', '?', '&', '_']) || word.starts_with(['-', '#']))
}

/// The middles of the columns where an extractor keeps them, twice as large.
pub(super) struct Centres {
    name: usize,
    place: usize,
    homepage: usize,
}

impl Centres {
    /// Most rows show their columns by wide gaps.
    pub(super) fn of(rows: &[Cells<'_, '_>]) -> Option<Self> {
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

    pub(super) fn nearest(&self, words: &[Word<'_, '_>]) -> Column {
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
pub(super) fn middle(words: &[Word<'_, '_>]) -> Option<usize> {
    Some(words.first()?.column + words.last()?.end())
}

/// A stretch of a line, and the column that it is of.
pub(super) type Part<'l, 'a> = (Column, Vec<Word<'l, 'a>>);

/// A line's words by the columns over which they stand.
pub(super) fn parts<'l, 'a>(line: &[Word<'l, 'a>], centres: Option<&Centres>) -> Vec<Part<'l, 'a>> {
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

/// The parts of a line between two rows where no columns are kept: told by what they look
/// like, and by what the rows lack.
pub(super) fn by_kind<'l, 'a>(
    line: &[Word<'l, 'a>],
    near: [Option<&Cells<'l, 'a>>; 2],
) -> Vec<Part<'l, 'a>> {
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
