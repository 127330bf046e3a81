//! The details of an event's entry, days, place and homepage, told apart.

use super::name::first_word;
use crate::corpus::characters::{is_space, trim};
use crate::corpus::issue_text::period;
use crate::corpus::web_address::{is_url_rest, starts_with_url};

/// The details of one event as far as they have been read.
#[derive(Default)]
pub(super) struct Details {
    pub event: Option<usize>,
    pub period: String,
    pub place: String,
    pub homepage: String,
}

/// A stretch of a details line that belongs to one column.
pub(super) struct Cell<'t> {
    pub column: Column,
    pub marker: &'t str,
    pub text: &'t str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Period,
    Place,
    Homepage,
}

impl Details {
    /// The cells of a line, in order.
    pub(super) fn cells<'t>(&self, text: &'t str) -> Vec<Cell<'t>> {
        let label = starts_with_label(text).unwrap_or(0);
        let (marker, rest) = text.split_at_checked(label).unwrap_or(("", text));
        let mut cells: Vec<Cell<'t>> = Vec::new();
        let mut is_period = self.period.is_empty() || period::is_open(&self.period);
        is_period |= period::is_continuation(first_word(rest));
        let mut homepage = self.homepage.clone();
        let mut printed = self.period.clone();
        let mut has_place = !self.place.is_empty();
        let unsettled = unsettled_tail(rest).map(|at| text.len() - rest.len() + at);
        let mut end = text.len() - rest.len();
        for word in rest.split(is_space).filter(|word| !word.is_empty()) {
            let start = text.len()
                - text
                    .get(end..)
                    .and_then(|rest| rest.find(word).map(|at| rest.len() - at))
                    .unwrap_or(0);
            // What is no day may stand in the days' place: `미정`, `5월 중`.
            let is_vague = if printed.is_empty() {
                period::is_unsettled(word)
            } else {
                let goes_on = period::is_vague(word) && !period::is_unsettled(word);
                goes_on && period::parse(&printed).is_none()
            };
            is_period &= period::is_part(word) || is_vague;
            let column = if is_period {
                printed.push_str(word);
                Column::Period
            } else if starts_with_url(word)
                || is_url_rest(word, &homepage)
                || has_place
                    && !starts_with_url(&homepage)
                    && unsettled.is_some_and(|at| start >= at)
            {
                Column::Homepage
            } else {
                Column::Place
            };
            has_place |= column == Column::Place;
            end = start + word.len();
            match cells.last_mut() {
                Some(cell) if cell.column == column => {
                    let from = cell.text.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
                    cell.text = text.get(from..end).unwrap_or(cell.text);
                }
                _ => cells.push(Cell {
                    column,
                    marker: "",
                    text: word,
                }),
            }
            if column == Column::Homepage {
                homepage.push_str(word);
            }
        }
        match cells.first_mut() {
            Some(cell) => cell.marker = marker.trim_end_matches(is_space),
            None => cells.push(Cell {
                column: Column::Place,
                marker: trim(marker),
                text: "",
            }),
        }
        cells
    }

    pub(super) fn take(&mut self, cell: &Cell<'_>) {
        let column = match cell.column {
            Column::Period => &mut self.period,
            Column::Place => &mut self.place,
            Column::Homepage => &mut self.homepage,
        };
        column.push_str(cell.text);
    }
}

/// Whether a text starts with days of the calendar.
pub(super) fn starts_with_days(text: &str) -> bool {
    let days: String = text
        .split(is_space)
        .take_while(|word| period::is_part(word))
        .collect();
    let days = days.trim_end_matches(['~', '∼', '～', '-', '–']);
    days.len() >= 8 && period::parse(days).is_some()
}

/// Where the words start, at a text's end, that tell what is not settled yet.
pub(super) fn unsettled_tail(text: &str) -> Option<usize> {
    let mut start = None;
    let mut end = text.len();
    for word in text.rsplit(is_space) {
        let at = end - word.len();
        if !word.is_empty() && !period::is_vague(word) {
            break;
        }
        if period::is_unsettled(word) {
            start = Some(at);
        }
        let space = text.get(..at).and_then(|text| text.chars().next_back());
        end = at - space.map_or(0, char::len_utf8);
    }
    start
}

/// Where the name of a column ends that stands before its value.
pub(super) fn starts_with_label(text: &str) -> Option<usize> {
    let rest = ["기간", "일시", "장소", "홈페이지"]
        .iter()
        .find_map(|label| text.strip_prefix(label))?;
    let bare = rest.trim_start_matches(|c: char| is_space(c) || c == ':');
    (bare.len() < rest.len()).then_some(text.len() - bare.len())
}
