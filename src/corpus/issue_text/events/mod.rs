//! The table of events to events: names, descriptions, and days, place and homepage.

mod beside;
mod details;
mod item;
mod name;
mod stacked;
mod table;
mod year;

use super::draft::{BlockDraft, Draft, EventDraft};
use super::marked_line::MarkedLine;
use crate::corpus::characters::trim;
use crate::corpus::parsed::{LineKind, Target};
use crate::document::{BlockKind, Part};
use crate::language::messages;
use details::{Column, Details};
use item::{is_dash, item_marker};
use table::{EventTable, TableLine};

/// Reads the lines of the table into the draft.
pub(super) fn read<'a>(lines: &[MarkedLine<'a>], draft: &mut Draft<'a>) {
    if year::is_year_table(lines) {
        return year::read(lines, draft);
    }
    let EventTable {
        kinds,
        starts,
        warnings,
        is_misread,
        ..
    } = EventTable::read(lines, draft.events.len());
    let new_events = starts.into_iter().map(|line| EventDraft {
        line,
        ..EventDraft::default()
    });
    draft.events.extend(new_events);
    draft.is_misread |= is_misread;
    for (line, message) in warnings {
        draft.warn(line, message);
    }
    let mut details = Details::default();
    for (line, kind) in lines.iter().zip(kinds) {
        match kind {
            Some(kind) => put(line, kind, &mut details, draft),
            None => put_leftover(line, draft),
        }
    }
}

fn put<'a>(line: &MarkedLine<'a>, kind: TableLine, details: &mut Details, draft: &mut Draft<'a>) {
    let text = line.line.text;
    match kind {
        TableLine::Furniture(kind) => draft.put_furniture(kind, line),
        TableLine::Name(event) => {
            draft.put_line(
                Target::Event(event, Part::Title, 0),
                LineKind::EventName,
                line,
            );
        }
        TableLine::NameThenRest(event, end) => {
            let (name, item) = text.split_at_checked(end).unwrap_or((text, ""));
            draft.put(
                Target::Event(event, Part::Title, 0),
                LineKind::EventName,
                line,
                "",
                name,
            );
            let bare = trim(item).trim_start_matches(is_dash);
            let marker = trim(trim(item).strip_suffix(bare).unwrap_or_default());
            let target = if marker.is_empty() {
                last_item(event, line, draft)
            } else {
                start_item(event, BlockKind::Bullet, line, draft)
            };
            draft.put(target, LineKind::EventDescription, line, marker, bare);
        }
        TableLine::RestThenName(event, end) => {
            let (item, name) = text.split_at_checked(end).unwrap_or((text, ""));
            let target = last_item(event, line, draft);
            draft.put(target, LineKind::EventDescription, line, "", item);
            let target = Target::Event(event, Part::Title, 0);
            draft.put(target, LineKind::EventName, line, "", name);
        }
        TableLine::Item(event) => {
            let marker = item_marker(line).unwrap_or_default();
            let target = start_item(event, BlockKind::Bullet, line, draft);
            let rest = text.get(marker.len()..).unwrap_or_default();
            draft.put(target, LineKind::EventDescription, line, marker, rest);
        }
        TableLine::Paragraph(event) => {
            let target = start_item(event, BlockKind::Paragraph, line, draft);
            draft.put_line(target, LineKind::EventDescription, line);
        }
        TableLine::ItemGoesOn(event) => {
            let target = last_item(event, line, draft);
            draft.put_line(target, LineKind::EventDescription, line);
        }
        TableLine::Details(event) => {
            if details.event != Some(event) {
                *details = Details {
                    event: Some(event),
                    ..Details::default()
                };
            }
            for cell in details.cells(text) {
                let part = match cell.column {
                    Column::Period => Part::Period,
                    Column::Place => Part::Place,
                    Column::Homepage => Part::Homepage,
                };
                let target = Target::Event(event, part, 0);
                draft.put(target, LineKind::EventDetails, line, cell.marker, cell.text);
                details.take(&cell);
            }
        }
    }
}

/// Keeps a line of the table that is of no entry as text of the last document.
fn put_leftover<'a>(line: &MarkedLine<'a>, draft: &mut Draft<'a>) {
    let message = messages::issues::line_fits_nowhere();
    draft.warn(line.line.number, message);
    let target = if let Some(event) = draft.events.len().checked_sub(1) {
        start_item(event, BlockKind::Paragraph, line, draft)
    } else if let Some(number) = draft.articles.len().checked_sub(1) {
        let block = BlockDraft::new(BlockKind::Paragraph, line.line.number);
        let blocks = draft.articles.last_mut().map(|article| {
            article.body.push(block);
            article.body.len()
        });
        Target::Article(number, Part::Body, blocks.unwrap_or(1) - 1)
    } else {
        Target::Furniture
    };
    match target {
        Target::Furniture => draft.put_furniture(LineKind::FrontMatter, line),
        Target::Article(..) => draft.put_line(target, LineKind::Paragraph, line),
        _ => draft.put_line(target, LineKind::EventDescription, line),
    }
}

fn start_item(
    event: usize,
    kind: BlockKind,
    line: &MarkedLine<'_>,
    draft: &mut Draft<'_>,
) -> Target {
    let mut nth = 0;
    if let Some(event) = draft.events.get_mut(event) {
        nth = event.description.len();
        let item = BlockDraft::new(kind, line.line.number);
        event.description.push(item);
    }
    Target::Event(event, Part::Description, nth)
}

/// The item that is open, or a paragraph where none is.
fn last_item(event: usize, line: &MarkedLine<'_>, draft: &mut Draft<'_>) -> Target {
    let event_draft = draft.events.get(event);
    let items = event_draft.map_or(0, |event| event.description.len());
    match items.checked_sub(1) {
        Some(last) => Target::Event(event, Part::Description, last),
        None => start_item(event, BlockKind::Paragraph, line, draft),
    }
}
