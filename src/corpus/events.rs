//! The table of events: names, descriptions, and days, place and homepage.
//!
//! Extractors break the table's cells over lines in many ways. The details of
//! an entry are the fixed points: what lies before them and after the details
//! of the entry before is the entry's name and description.

use super::date_text::starts_with_url;
use super::draft::{BlockDraft, Draft, EventDraft};
use super::furniture;
use super::mark::{Mark, MarkedLine};
use super::parsed::{LineKind, Part};
use super::period;
use super::spaces::{is_space, trim};
use crate::document::BlockKind;

/// What a line of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Furniture(LineKind),
    /// A line of the event's name.
    Name(usize),
    /// The name up to that byte, and the description after it.
    NameThenRest(usize, usize),
    Item(usize),
    ItemGoesOn(usize),
    /// A paragraph of the description that no marker starts.
    Paragraph(usize),
    Details(usize),
}

/// An entry's details never run on over more lines than this.
const MOST_DETAILS_LINES: usize = 64;
/// A name is looked for among as many items.
const MOST_ITEMS: usize = 32;

/// Reads the lines of the table into the draft.
pub(super) fn read<'a>(lines: &[MarkedLine<'a>], draft: &mut Draft<'a>) {
    let first_event = draft.events.len();
    let mut table = Table {
        lines,
        roles: vec![None; lines.len()],
        events: first_event,
        warnings: Vec::new(),
    };
    table.assign();
    let Table {
        roles,
        events,
        warnings,
        ..
    } = table;
    draft.events.resize_with(events, EventDraft::default);
    for (line, message) in warnings {
        draft.warn(line, message);
    }
    let mut details = Details::default();
    for (line, role) in lines.iter().zip(roles) {
        match role {
            Some(role) => put(line, role, &mut details, draft),
            None => put_leftover(line, draft),
        }
    }
}

/// The lines of a table and what they were found to be.
struct Table<'l, 'a> {
    lines: &'l [MarkedLine<'a>],
    roles: Vec<Option<Role>>,
    /// How many events the issue has so far.
    events: usize,
    warnings: Vec<(u32, String)>,
}

impl Table<'_, '_> {
    fn assign(&mut self) {
        let mut block = Vec::new();
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            if self.starts_details(at) {
                let event = self.events;
                self.events += 1;
                self.assign_entry(&std::mem::take(&mut block), event);
                at = self.assign_details(at, event);
            } else {
                match line.mark {
                    Mark::Furniture(kind) => self.set(at, Role::Furniture(kind)),
                    _ => block.push(at),
                }
                at += 1;
            }
        }
        self.assign_end(&block);
    }

    fn set(&mut self, at: usize, role: Role) {
        if let Some(slot) = self.roles.get_mut(at) {
            *slot = Some(role);
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
            return is_labelled || starts_with_days(value);
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

    /// Whether the line is furniture of a page's edge.
    fn is_edge(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| match line.mark {
            Mark::Furniture(kind) => kind != LineKind::TableHeader,
            _ => false,
        })
    }

    fn starts_columns(&self, at: usize) -> bool {
        furniture::is_details_head(self.text(at)) || starts_with_days(self.text(at))
    }

    /// Names and items of the lines before an entry's details.
    fn assign_entry(&mut self, block: &[usize], event: usize) {
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
            let role = match split {
                Some(split) if nth == split => Role::NameThenRest(event, dash.unwrap_or(0)),
                Some(split) if nth > split => Role::ItemGoesOn(event),
                // Without a single item the name is the first line.
                None if first_item.is_none() && nth > 0 => Role::Paragraph(event),
                _ => Role::Name(event),
            };
            self.set(at, role);
        }
        self.assign_items(rest, event);
        // An extractor that keeps columns gives the name beside the description.
        for &at in block {
            if let Some(end) = name_before_gap(self.text(at)).filter(|_| !self.is_item(at)) {
                self.set(at, Role::NameThenRest(event, end));
            }
        }
    }

    fn assign_items(&mut self, lines: &[usize], event: usize) {
        for &at in lines {
            let role = if self.is_item(at) {
                Role::Item(event)
            } else {
                Role::ItemGoesOn(event)
            };
            self.set(at, role);
        }
    }

    /// An entry whose name, centred in its cell, comes among its description.
    fn assign_centred(&mut self, block: &[usize], event: usize) {
        self.assign_items(block, event);
        let is_more = |at: usize| !self.is_item(at) && is_bare_name(self.text(at));
        let dashed = block.iter().position(|&at| {
            !self.is_item(at) && dash_after_name(self.text(at)).is_some_and(|end| end <= 40)
        });
        if let Some(nth) = dashed {
            let before = block
                .iter()
                .take(nth)
                .rev()
                .take_while(|&&at| is_more(at))
                .count();
            let (rest, names) = block.split_at_checked(nth - before).unwrap_or_default();
            debug_assert!(rest.len() + names.len() == block.len());
            for &at in names.iter().take(before) {
                self.set(at, Role::Name(event));
            }
            if let Some(&at) = names.get(before) {
                let end = dash_after_name(self.text(at)).unwrap_or(0);
                self.set(at, Role::NameThenRest(event, end));
            }
            return;
        }
        let items = block
            .iter()
            .filter(|&&at| self.is_item(at))
            .take(MOST_ITEMS);
        let item_words: Vec<&str> = items.map(|&at| first_word(self.text(at))).collect();
        let mut best: Option<(i32, usize)> = None;
        for (nth, &at) in block.iter().enumerate() {
            if !self.is_item(at) {
                let score = name_score(self.text(at), &item_words);
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, nth));
                }
            }
        }
        let line = block
            .first()
            .and_then(|&at| self.lines.get(at))
            .map_or(0, |line| line.line.number);
        match best {
            Some((score, nth)) if score >= 3 => {
                let before = block
                    .iter()
                    .take(nth)
                    .rev()
                    .take_while(|&&at| is_more(at))
                    .count();
                let after = block
                    .iter()
                    .skip(nth + 1)
                    .take_while(|&&at| is_more(at))
                    .count();
                let names: Vec<usize> = block
                    .iter()
                    .skip(nth - before)
                    .take(before + 1 + after)
                    .copied()
                    .collect();
                for &at in &names {
                    self.set(at, Role::Name(event));
                }
                if score < 5 {
                    let name: Vec<&str> = names.iter().map(|&at| self.text(at)).collect();
                    let message = format!(
                        "the event's name was taken to be {}; check it",
                        name.join(" ")
                    );
                    self.warnings.push((line, message));
                }
            }
            _ => {
                let message = "no name was found for this event; it is kept without one";
                self.warnings.push((line, message.to_owned()));
            }
        }
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
                self.set(at, Role::Furniture(LineKind::TableHeader));
            } else if let Mark::Furniture(kind) = line.mark {
                self.set(at, Role::Furniture(kind));
            } else if item_marker(line).is_some() || is_begun && !self.goes_on(at, &seen) {
                break;
            } else {
                is_begun = true;
                for cell in seen.cells(text) {
                    seen.take(&cell);
                }
                self.set(at, Role::Details(event));
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
        if period::is_continuation(first_word(text)) || seen.place.ends_with(',') {
            return true;
        }
        if seen.homepage.is_empty() {
            return seen.place.is_empty() || self.is_url_near(at);
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
        let is_short =
            text.chars().count() <= 4 && text.chars().all(|c| ('가'..='힣').contains(&c));
        let next_is_text = self
            .lines
            .get(at + 1)
            .is_none_or(|next| item_marker(next).is_none());
        if is_short && next_is_text && !seen.place.is_empty() {
            let message = format!("`{text}` was taken for the rest of the event's place; check it");
            let line = self.lines.get(at).map_or(0, |line| line.line.number);
            self.warnings.push((line, message));
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
            let event = self.events;
            self.events += 1;
            self.assign_entry(entry, event);
        }
        for &at in imprint {
            self.set(at, Role::Furniture(LineKind::Imprint));
        }
    }
}

/// The details of one event as far as they have been read.
#[derive(Default)]
struct Details {
    event: Option<usize>,
    period: String,
    place: String,
    homepage: String,
}

/// A stretch of a details line that belongs to one column.
struct Cell<'t> {
    column: Column,
    marker: &'t str,
    text: &'t str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Period,
    Place,
    Homepage,
}

impl Details {
    /// The cells of a line, in order.
    fn cells<'t>(&self, text: &'t str) -> Vec<Cell<'t>> {
        let label = starts_with_label(text).unwrap_or(0);
        let (marker, rest) = text.split_at_checked(label).unwrap_or(("", text));
        let mut cells: Vec<Cell<'t>> = Vec::new();
        let mut is_period = self.period.is_empty() || period::is_open(&self.period);
        is_period |= period::is_continuation(first_word(rest));
        let mut homepage = self.homepage.clone();
        let mut end = text.len() - rest.len();
        for word in rest.split(is_space).filter(|word| !word.is_empty()) {
            let start = text.len()
                - text
                    .get(end..)
                    .and_then(|rest| rest.find(word).map(|at| rest.len() - at))
                    .unwrap_or(0);
            is_period &= period::is_part(word);
            let column = if is_period {
                Column::Period
            } else if starts_with_url(word) || !homepage.is_empty() && is_url_rest(word, &homepage)
            {
                Column::Homepage
            } else {
                Column::Place
            };
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

    fn take(&mut self, cell: &Cell<'_>) {
        let column = match cell.column {
            Column::Period => &mut self.period,
            Column::Place => &mut self.place,
            Column::Homepage => &mut self.homepage,
        };
        column.push_str(cell.text);
    }
}

fn put<'a>(line: &MarkedLine<'a>, role: Role, details: &mut Details, draft: &mut Draft<'a>) {
    let text = line.line.text;
    match role {
        Role::Furniture(kind) => draft.put_furniture(kind, line),
        Role::Name(event) => {
            note_start(event, line, draft);
            draft.put(
                Part::EventName(event),
                LineKind::EventName,
                &line.line,
                "",
                text,
            );
        }
        Role::NameThenRest(event, end) => {
            note_start(event, line, draft);
            let (name, item) = text.split_at_checked(end).unwrap_or((text, ""));
            draft.put(
                Part::EventName(event),
                LineKind::EventName,
                &line.line,
                "",
                name,
            );
            let bare = trim(item).trim_start_matches(is_dash);
            let marker = trim(trim(item).strip_suffix(bare).unwrap_or_default());
            let part = if marker.is_empty() {
                last_item(event, line, draft)
            } else {
                start_item(event, BlockKind::Bullet, line, draft)
            };
            draft.put(part, LineKind::EventDescription, &line.line, marker, bare);
        }
        Role::Item(event) => {
            note_start(event, line, draft);
            let marker = item_marker(line).unwrap_or_default();
            let part = start_item(event, BlockKind::Bullet, line, draft);
            let rest = text.get(marker.len()..).unwrap_or_default();
            draft.put(part, LineKind::EventDescription, &line.line, marker, rest);
        }
        Role::Paragraph(event) => {
            note_start(event, line, draft);
            let part = start_item(event, BlockKind::Paragraph, line, draft);
            draft.put(part, LineKind::EventDescription, &line.line, "", text);
        }
        Role::ItemGoesOn(event) => {
            note_start(event, line, draft);
            let part = last_item(event, line, draft);
            draft.put(part, LineKind::EventDescription, &line.line, "", text);
        }
        Role::Details(event) => {
            note_start(event, line, draft);
            if details.event != Some(event) {
                *details = Details {
                    event: Some(event),
                    ..Details::default()
                };
            }
            for cell in details.cells(text) {
                let part = match cell.column {
                    Column::Period => Part::EventPeriod(event),
                    Column::Place => Part::EventPlace(event),
                    Column::Homepage => Part::EventHomepage(event),
                };
                draft.put(
                    part,
                    LineKind::EventDetails,
                    &line.line,
                    cell.marker,
                    cell.text,
                );
                details.take(&cell);
            }
        }
    }
}

/// Keeps a line of the table that is of no entry as text of the last document.
fn put_leftover<'a>(line: &MarkedLine<'a>, draft: &mut Draft<'a>) {
    let message = "this line fits nowhere in the table of events; it is kept as text";
    draft.warn(line.line.number, message);
    let part = if let Some(event) = draft.events.len().checked_sub(1) {
        start_item(event, BlockKind::Paragraph, line, draft)
    } else if let Some(number) = draft.articles.len().checked_sub(1) {
        let block = BlockDraft::new(BlockKind::Paragraph, line.line.number);
        let blocks = draft.articles.last_mut().map(|article| {
            article.body.push(block);
            article.body.len()
        });
        Part::Body(number, blocks.unwrap_or(1) - 1)
    } else {
        Part::Furniture
    };
    match part {
        Part::Furniture => draft.put_furniture(LineKind::FrontMatter, line),
        Part::Body(..) => draft.put(part, LineKind::Paragraph, &line.line, "", line.line.text),
        _ => draft.put(
            part,
            LineKind::EventDescription,
            &line.line,
            "",
            line.line.text,
        ),
    }
}

fn note_start(event: usize, line: &MarkedLine<'_>, draft: &mut Draft<'_>) {
    if let Some(event) = draft.events.get_mut(event).filter(|event| event.line == 0) {
        event.line = line.line.number;
    }
}

fn start_item(event: usize, kind: BlockKind, line: &MarkedLine<'_>, draft: &mut Draft<'_>) -> Part {
    let mut place = 0;
    if let Some(event) = draft.events.get_mut(event) {
        place = event.description.len();
        event
            .description
            .push(BlockDraft::new(kind, line.line.number));
    }
    Part::EventDescription(event, place)
}

/// The item that is open, or a paragraph where none is.
fn last_item(event: usize, line: &MarkedLine<'_>, draft: &mut Draft<'_>) -> Part {
    let items = draft
        .events
        .get(event)
        .map_or(0, |event| event.description.len());
    match items.checked_sub(1) {
        Some(last) => Part::EventDescription(event, last),
        None => start_item(event, BlockKind::Paragraph, line, draft),
    }
}

/// The marker of an item of a description.
fn item_marker<'a>(line: &MarkedLine<'a>) -> Option<&'a str> {
    if matches!(line.mark, Mark::Dash | Mark::Subbullet) {
        return Some(line.marker);
    }
    let text = line.line.text;
    let rest = text.trim_start_matches(is_dash);
    let is_glued = line.mark == Mark::Plain
        && rest.len() < text.len()
        && rest.starts_with(char::is_alphabetic);
    is_glued.then(|| text.strip_suffix(rest)).flatten()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '−' | '—' | '―') || is_space(c)
}

/// Where a name ends that a dash and its description follow on the same line.
fn dash_after_name(text: &str) -> Option<usize> {
    let (name, rest) = [" - ", " – ", " − "]
        .iter()
        .find_map(|dash| text.split_once(dash))?;
    rest.chars()
        .any(|c| ('가'..='힣').contains(&c))
        .then_some(name.len())
}

/// Where a name ends that a wide gap parts from the description beside it.
fn name_before_gap(text: &str) -> Option<usize> {
    let (name, _) = text.split_once("   ")?;
    let is_short = (2..=30).contains(&name.chars().count());
    (is_short && is_balanced(name) && !name.ends_with(',')).then_some(name.len())
}

/// How much a line among a description looks like the event's name.
fn name_score(text: &str, item_words: &[&str]) -> i32 {
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with("20") && word.parse::<u16>().is_ok();
    let has_hangul = text.chars().any(|c| ('가'..='힣').contains(&c));
    let words = || text.split(is_space).filter(|word| !word.is_empty());
    let mut score = 0;
    score += if words().next_back().is_some_and(is_year) {
        4
    } else {
        0
    };
    score += if words().next().is_some_and(is_year) {
        3
    } else {
        0
    };
    score += if has_hangul { 0 } else { 2 };
    score += i32::from(text.chars().count() <= 25);
    let name = first_word(text);
    let is_named =
        name.chars().count() >= 2 && item_words.iter().any(|word| word.starts_with(name));
    score += if is_named { 3 } else { 0 };
    score -= if text.ends_with([',', '(', '·', '.']) {
        3
    } else {
        0
    };
    score -= if text.starts_with(|c: char| c.is_lowercase() || ")],.".contains(c)) {
        3
    } else {
        0
    };
    score -= if is_balanced(text) { 0 } else { 4 };
    score
}

/// Whether a line beside a name can only be more of it.
fn is_bare_name(text: &str) -> bool {
    text.chars().count() <= 25
        && !text.chars().any(|c| ('가'..='힣').contains(&c))
        && text.chars().any(char::is_alphanumeric)
        && !text.ends_with([',', '.', '('])
        && is_balanced(text)
}

fn is_balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// The first word of a text, without a marker before it.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| is_space(c));
    let bare = match text.strip_prefix(['-', '∙', '·', '•', '–']) {
        Some(rest) if rest.starts_with(is_space) => rest.trim_start_matches(is_space),
        _ => text,
    };
    bare.split(is_space).next().unwrap_or_default()
}

fn starts_with_days(text: &str) -> bool {
    let days: String = text
        .split(is_space)
        .take_while(|word| period::is_part(word))
        .collect();
    let days = days.trim_end_matches(['~', '∼', '～', '-', '–']);
    days.len() >= 8 && period::parse(days).is_some()
}

/// Where the name of a column ends that stands before its value.
fn starts_with_label(text: &str) -> Option<usize> {
    let rest = ["기간", "일시", "장소", "홈페이지"]
        .iter()
        .find_map(|label| text.strip_prefix(label))?;
    let bare = rest.trim_start_matches(|c: char| is_space(c) || c == ':');
    (bare.len() < rest.len()).then_some(text.len() - bare.len())
}

/// Whether a web address names a site: what was cut before has no point after
/// `www.`, or ends where none can end.
fn is_complete_url(url: &str) -> bool {
    let bare = url.trim_start_matches(['(', '[', '<']);
    let bare = bare
        .strip_prefix("https://")
        .or_else(|| bare.strip_prefix("http://"))
        .unwrap_or(bare);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.contains('.') && !bare.ends_with(['.', '-', '_', '=', '&', '?'])
}

/// Whether a text is the rest of a web address that was cut.
fn is_url_rest(text: &str, url: &str) -> bool {
    let is_plain = text.is_ascii() && !text.is_empty() && !text.contains(is_space);
    if !is_plain || starts_with_url(text) {
        return false;
    }
    !is_complete_url(url)
        || text.starts_with(['.', '/', '?', '&', '=', '#', '_'])
        || text.contains('/')
        || text.starts_with(|c: char| c.is_ascii_lowercase())
}
