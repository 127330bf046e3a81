//! What each line of the table of events is.
//!
//! Extractors break the table's cells over lines in many ways. The details of
//! an entry are the fixed points: what lies before them and after the details
//! of the entry before is the entry's name and description.

mod centred;

use super::beside::{description_column, glued_name, left_cell};
use super::details::{Details, starts_with_days, starts_with_label, unsettled_tail};
use super::item::item_marker;
use super::name::{dash_after_name, first_word, is_bare_name, name_before_gap};
use super::stacked::{self, Entry};
use crate::corpus::characters::{is_hangul, is_space};
use crate::corpus::issue_text::furniture;
use crate::corpus::issue_text::marked_line::{MarkedLine, Marker};
use crate::corpus::issue_text::period;
use crate::corpus::parsed::LineKind;
use crate::corpus::web_address::{is_complete_url, is_url_rest, starts_with_url};
use crate::language::{Message, messages};

/// What a line of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableLine {
    Furniture(LineKind),
    /// A line of the event's name.
    Name(usize),
    /// The name up to that byte, and the description after it.
    NameThenRest(usize, usize),
    /// The description up to that byte, and the name after it.
    RestThenName(usize, usize),
    Item(usize),
    ItemGoesOn(usize),
    /// A paragraph of the description that no marker starts.
    Paragraph(usize),
    Details(usize),
}

/// An entry's details never run on over more lines than this.
const MOST_DETAILS_LINES: usize = 64;

/// The lines of a table and what they were found to be.
pub(super) struct EventTable<'l, 'a> {
    lines: &'l [MarkedLine<'a>],
    pub kinds: Vec<Option<TableLine>>,
    /// How many events the issue has so far.
    events: usize,
    /// The line on which each event of this table starts.
    pub starts: Vec<u32>,
    pub warnings: Vec<(u32, Message)>,
    /// Whether an entry's lines tell no name of it, as one of the warnings says.
    pub is_misread: bool,
    /// The column in which descriptions start, where names stand left of them.
    column: Option<usize>,
}

impl<'l, 'a> EventTable<'l, 'a> {
    /// Finds out what each line is; `events` is how many the issue has so far.
    pub(super) fn read(lines: &'l [MarkedLine<'a>], events: usize) -> Self {
        let mut table = EventTable {
            lines,
            kinds: vec![None; lines.len()],
            events,
            starts: Vec::new(),
            warnings: Vec::new(),
            is_misread: false,
            column: description_column(lines),
        };
        table.assign();
        table
    }

    fn assign(&mut self) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut block = Vec::new();
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            if self.starts_details(at) {
                let lines = std::mem::take(&mut block);
                let event = self.start_event(lines.first().copied().unwrap_or(at));
                entries.push(Entry { event, lines });
                at = self.assign_details(at, event);
            } else {
                match line.kind {
                    Marker::Furniture(kind) => self.set(at, TableLine::Furniture(kind)),
                    _ => block.push(at),
                }
                at += 1;
            }
        }
        self.assign_entries(entries);
        self.assign_end(&block);
    }

    /// Names and descriptions of all entries that have details.
    fn assign_entries(&mut self, mut entries: Vec<Entry>) {
        let mut named = Vec::new();
        if self.column.is_none() {
            named = stacked::part(
                &mut entries,
                |at| self.text(at),
                |at| self.is_item(at),
                |at| is_bare_name(self.text(at)),
            );
            for &(at, event) in &named {
                self.set(at, TableLine::Name(event));
            }
        }
        for Entry { event, mut lines } in entries {
            if named.iter().any(|&(_, named)| named == event) {
                lines.retain(|at| !named.iter().any(|(name, _)| name == at));
                self.assign_items(&lines, event);
            } else {
                self.assign_entry(&lines, event);
            }
        }
    }

    /// Counts an event that starts on that line.
    fn start_event(&mut self, at: usize) -> usize {
        let event = self.events;
        self.events += 1;
        self.starts.push(self.number(at));
        event
    }

    /// The number of a line of the table.
    fn number(&self, at: usize) -> u32 {
        let line = self.lines.get(at).or(self.lines.last());
        line.map_or(1, |line| line.line.number)
    }

    fn set(&mut self, at: usize, kind: TableLine) {
        if let Some(slot) = self.kinds.get_mut(at) {
            *slot = Some(kind);
        }
    }

    fn text(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.line.text)
    }

    /// The text of the next line that is no furniture of a page's edge.
    fn next_text(&self, at: usize) -> &str {
        (at + 1..at + 32)
            .find(|&next| !self.is_edge(next))
            .map_or("", |next| self.text(next))
    }

    fn is_item(&self, at: usize) -> bool {
        self.lines
            .get(at)
            .is_some_and(|line| item_marker(line).is_some())
    }

    /// Whether the details of an entry start on this line: with the names of
    /// their columns, or with days that a homepage follows.
    fn starts_details(&self, at: usize) -> bool {
        let text = self.text(at);
        if furniture::is_details_head(text) {
            return true;
        }
        if self.is_item(at) {
            return false;
        }
        if let Some(rest) = text
            .strip_prefix("기간")
            .or_else(|| text.strip_prefix("일시"))
        {
            let rest = rest.trim_start_matches(|c: char| is_space(c) || c == ':');
            let value = if rest.is_empty() {
                self.next_text(at)
            } else {
                rest
            };
            let is_labelled = rest.is_empty() && furniture::is_details_label(value);
            return is_labelled || starts_with_days(value) || period::starts_without_day(value);
        }
        starts_with_days(text) && self.is_url_near(at)
    }

    /// Whether a homepage starts on this line or, before another entry, on one
    /// of the next three.
    fn is_url_near(&self, at: usize) -> bool {
        let is_text = |near: &usize| !self.is_edge(*near);
        (at..at + 32)
            .filter(is_text)
            .take(4)
            .take_while(|&near| near == at || !self.is_item(near) && !self.starts_columns(near))
            .any(|near| self.text(near).split(is_space).any(starts_with_url))
    }

    /// Whether days start on this line or, before another entry, on one of the next three.
    fn are_days_near(&self, at: usize) -> bool {
        (at..at + 4)
            .take_while(|&near| !self.is_item(near))
            .any(|near| starts_with_days(self.text(near)))
    }

    /// Whether the line is furniture of a page's edge.
    fn is_edge(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| match line.kind {
            Marker::Furniture(kind) => kind != LineKind::TableHeader,
            _ => false,
        })
    }

    fn starts_columns(&self, at: usize) -> bool {
        furniture::is_details_head(self.text(at)) || starts_with_days(self.text(at))
    }

    /// Names and items of the lines before an entry's details.
    fn assign_entry(&mut self, block: &[usize], event: usize) {
        if let Some(column) = self.column
            && self.assign_beside(block, event, column)
        {
            return;
        }
        let first_item = block.iter().position(|&at| self.is_item(at));
        let (names, rest) = block
            .split_at_checked(first_item.unwrap_or(block.len()))
            .unwrap_or_default();
        let is_beside = |at: usize| name_before_gap(self.text(at)).is_some();
        if names.is_empty() && !rest.iter().any(|&at| is_beside(at)) {
            self.assign_centred(rest, event);
            return;
        }
        let dashes: Vec<Option<usize>> = names
            .iter()
            .map(|&at| dash_after_name(self.text(at)))
            .collect();
        let split = dashes.iter().position(Option::is_some);
        for ((nth, &at), dash) in names.iter().enumerate().zip(&dashes) {
            let kind = match split {
                Some(split) if nth == split => TableLine::NameThenRest(event, dash.unwrap_or(0)),
                Some(split) if nth > split => TableLine::ItemGoesOn(event),
                // Without a single item the name is the first line.
                None if first_item.is_none() && nth > 0 => TableLine::Paragraph(event),
                _ => TableLine::Name(event),
            };
            self.set(at, kind);
        }
        self.assign_items(rest, event);
        // An extractor that keeps columns gives the name beside the description.
        for &at in block {
            if let Some(end) = name_before_gap(self.text(at)).filter(|_| !self.is_item(at)) {
                self.set(at, TableLine::NameThenRest(event, end));
            }
        }
    }

    /// An entry whose name stands in a column left of its description; whether it has one.
    fn assign_beside(&mut self, block: &[usize], event: usize, column: usize) -> bool {
        let cell = |at: usize| self.lines.get(at).map_or(0, |line| left_cell(line, column));
        let cells: Vec<usize> = block.iter().map(|&at| cell(at)).collect();
        if cells.iter().any(|&end| end > 0) {
            self.assign_items(block, event);
            for (&at, &end) in block.iter().zip(&cells).filter(|&(_, &end)| end > 0) {
                let is_whole = end >= self.text(at).len();
                let kind = if is_whole {
                    TableLine::Name(event)
                } else {
                    TableLine::NameThenRest(event, end)
                };
                self.set(at, kind);
            }
            return true;
        }
        let opening = block.iter().copied().find(|&at| self.is_item(at));
        let opening = opening.map_or("", |at| self.text(at));
        let glued = block
            .iter()
            .find_map(|&at| Some((at, glued_name(self.text(at), opening)?)));
        let Some((at, end)) = glued else {
            return false;
        };
        self.assign_items(block, event);
        self.set(at, TableLine::RestThenName(event, end));
        true
    }

    fn assign_items(&mut self, lines: &[usize], event: usize) {
        for &at in lines {
            let kind = if self.is_item(at) {
                TableLine::Item(event)
            } else {
                TableLine::ItemGoesOn(event)
            };
            self.set(at, kind);
        }
    }

    /// How many lines from the first on may be more of a name.
    fn name_lines<'b>(&self, lines: impl Iterator<Item = &'b usize>) -> usize {
        lines
            .take_while(|&&at| !self.is_item(at) && is_bare_name(self.text(at)))
            .count()
    }

    /// Days, place and homepage; the place after them.
    fn assign_details(&mut self, from: usize, event: usize) -> usize {
        let mut seen = Details::default();
        let mut is_begun = false;
        let mut at = from;
        while let Some(line) = self
            .lines
            .get(at)
            .filter(|_| at - from < MOST_DETAILS_LINES)
        {
            let text = line.line.text;
            if furniture::is_details_label(text) {
                // Another entry's column names, where this one has its details.
                if is_begun && furniture::is_details_head(text) {
                    break;
                }
                self.set(at, TableLine::Furniture(LineKind::TableHeader));
            } else if let Marker::Furniture(kind) = line.kind {
                self.set(at, TableLine::Furniture(kind));
            } else if item_marker(line).is_some() || is_begun && !self.goes_on(at, &seen) {
                break;
            } else {
                is_begun = true;
                for cell in seen.cells(text) {
                    seen.take(&cell);
                }
                self.set(at, TableLine::Details(event));
            }
            at += 1;
        }
        at.max(from + 1)
    }

    /// Whether the line goes on with the details seen so far.
    fn goes_on(&mut self, at: usize, seen: &Details) -> bool {
        let text = self.text(at);
        // A column has one value: `홈페이지` again is of the imprint.
        let is_labelled = starts_with_label(text).is_some();
        let is_new = if text.starts_with("홈페이지") {
            seen.homepage.is_empty()
        } else {
            seen.place.is_empty()
        };
        if is_labelled && is_new || period::is_open(&seen.period) {
            return true;
        }
        // By height, the first line of a cell that has two stands over the days.
        if seen.period.is_empty() && self.are_days_near(at) {
            return true;
        }
        if period::is_continuation(first_word(text)) || seen.place.ends_with(',') {
            return true;
        }
        if seen.homepage.is_empty() {
            let is_unsettled = unsettled_tail(text) == Some(0);
            return seen.place.is_empty() || is_unsettled || self.is_url_near(at);
        }
        if !is_complete_url(&seen.homepage) || is_url_rest(text, &seen.homepage) {
            return true;
        }
        // The second row of cells that were cut: a bit of each.
        let is_cut = |word: &str| word.contains('/') && is_url_rest(word, &seen.homepage);
        if text.chars().count() <= 40 && text.split(is_space).next_back().is_some_and(is_cut) {
            return true;
        }
        // The rest of a place that was cut within a word: short, and no name of
        // an event, which an item would follow.
        let is_short = text.chars().count() <= 4 && text.chars().all(is_hangul);
        let next_is_text = self
            .lines
            .get(at + 1)
            .is_none_or(|next| item_marker(next).is_none());
        if is_short && next_is_text && !seen.place.is_empty() {
            let message = messages::issues::rest_of_place(&text);
            self.warnings.push((self.number(at), message));
            return true;
        }
        false
    }

    /// What follows the last entry's details: the imprint, or an entry without any.
    fn assign_end(&mut self, block: &[usize]) {
        let imprint = block
            .iter()
            .position(|&at| furniture::is_imprint(self.text(at)));
        let (entry, imprint) = block
            .split_at_checked(imprint.unwrap_or(block.len()))
            .unwrap_or_default();
        if entry.iter().any(|&at| self.is_item(at)) {
            let event = self.start_event(entry.first().copied().unwrap_or_default());
            self.assign_entry(entry, event);
        }
        for &at in imprint {
            self.set(at, TableLine::Furniture(LineKind::Imprint));
        }
    }
}
