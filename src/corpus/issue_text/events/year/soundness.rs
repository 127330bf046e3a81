//! Whether the cells of a row can be those of one event.

use super::row::Word;
use super::split::{Cells, Column, is_site, is_unsettled};
use crate::corpus::characters::is_hangul;
use crate::corpus::web_address::starts_with_url;
use crate::language::{Message, messages};

const MERGED: Message = messages::issues::row_of_several_events();
const NAMELESS: Message = messages::issues::row_without_name();

/// What is wrong with each row, if anything; by height, a cell without a line beside the days
/// has as many over them as under.
pub(super) fn faults(rows: &[Cells<'_, '_>], heights: Option<&[usize]>) -> Vec<Option<Message>> {
    // `country,` as the places of this table begin.
    let mut countries: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.place.first())
        .map(|word| word.text)
        .filter(|word| word.ends_with(',') && word.chars().any(is_hangul))
        .collect();
    countries.sort_unstable();
    let is_country = |word: &Word<'_, '_>| countries.binary_search(&word.text).is_ok();
    rows.iter()
        .enumerate()
        .map(|(nth, row)| {
            let height = heights.and_then(|heights| heights.get(nth));
            if row.name.is_empty() {
                return Some(NAMELESS);
            }
            let places = row.place.iter().filter(|word| is_country(word)).count();
            let is_merged = row.name.iter().any(is_country)
                || places > 1
                || row
                    .name
                    .iter()
                    .chain(&row.place)
                    .any(|word| is_host(word.text))
                || height.is_some_and(|&height| is_uneven(row, height))
                || !is_address(&row.homepage);
            is_merged.then_some(MERGED)
        })
        .collect()
}

/// Whether a cell has lines only over the days' height, or only under it: then a line of it
/// went to another cell. Where several cells do, the days themselves stand off.
fn is_uneven(row: &Cells<'_, '_>, height: usize) -> bool {
    let is_off = |column: &Column| {
        let mut words = row.column(*column).iter();
        let has_words = words.len() > 0;
        has_words
            && (words.clone().all(|word| word.y < height) || words.all(|word| word.y > height))
    };
    Column::ALL.iter().filter(|column| is_off(column)).count() == 1
}

/// Whether a word is an address beyond doubt: names of events may hold a point.
fn is_host(word: &str) -> bool {
    is_site(word) && (word.starts_with("www.") || word.contains('/'))
}

/// Whether words are one address: nothing in them starts another.
fn is_address(words: &[Word<'_, '_>]) -> bool {
    let is_unsettled = matches!(words, [word] if is_unsettled(word));
    is_unsettled
        || words.iter().all(|word| word.text.is_ascii())
            && words.windows(2).all(|pair| {
                let [before, word] = pair else { return true };
                let is_open = before.text.ends_with(['/', '-', '.', '_', '=', '?', '&']);
                let is_rest = is_open || word.text.starts_with(['/', '.', '-']);
                !starts_with_url(word.text) && (is_rest || !is_site(word.text))
            })
}
