//! Events of the rows of a year's table, or its lines as text where no order tells its rows.

use super::cells::Order;
use super::months::{self, Names, Place};
use super::row::Row;
use super::soundness;
use super::split::Cells;
use super::table::Table;
use crate::corpus::issue_text::draft::{BlockDraft, Draft, EventDraft, MonthDays};
use crate::corpus::issue_text::marked_line::{MarkedLine, Marker};
use crate::corpus::parsed::{LineKind, Target};
use crate::document::{BlockKind, Part};
use crate::language::messages;

/// A stretch of a line, and what it is part of.
struct Stretch<'l, 'a> {
    line: &'l MarkedLine<'a>,
    text: &'a str,
    target: Target,
    kind: LineKind,
}

/// Puts a table whose rows can be told into the draft.
pub(super) fn put<'l, 'a>(
    lines: &'l [MarkedLine<'a>],
    table: &Table<'l, 'a>,
    cells: &[Cells<'l, 'a>],
    order: Order,
    draft: &mut Draft<'a>,
) {
    let places: Vec<Place> = table
        .rows
        .iter()
        .zip(cells)
        .map(|(row, cells)| {
            let ys = [&cells.name, &cells.place, &cells.homepage];
            let ys = ys.into_iter().flatten().map(|word| word.y).chain([row.y]);
            Place {
                first: row.period.map(|(first, _)| first),
                top: ys.clone().min().unwrap_or(row.y),
                bottom: ys.max().unwrap_or(row.y),
                lines: lines_of_tallest(cells),
            }
        })
        .collect();
    let names = match order {
        Order::OneByOne => Names::Before,
        Order::FromTop => Names::OverMiddle,
        Order::ByHeight => Names::AtMiddle,
    };
    let months = months::find(&places, &table.labels, names);
    let heights: Vec<usize> = table.rows.iter().map(|row| row.y).collect();
    let is_by_height = order == Order::ByHeight;
    let faults = soundness::faults(cells, is_by_height.then_some(heights.as_slice()));
    let mut stretches = Vec::new();
    for line in lines {
        if let Marker::Furniture(kind) = line.kind {
            stretches.push(Stretch {
                line,
                text: line.line.text,
                target: Target::Furniture,
                kind,
            });
        }
    }
    stretches.extend(table.markers.iter().map(|word| Stretch {
        line: word.line,
        text: word.text,
        target: Target::Furniture,
        kind: LineKind::TableHeader,
    }));
    for (nth, (row, cells)) in table.rows.iter().zip(cells).enumerate() {
        let month = months.of_rows.get(nth).copied().unwrap_or(0);
        add_row(row, month, cells, draft, &mut stretches);
        let line = draft.events.last().map_or(1, |event| event.line);
        if !months.is_sure {
            let message = messages::issues::month_not_sure();
            draft.warn(line, message);
            draft.is_misread = true;
        }
        if let Some(fault) = faults.get(nth).cloned().flatten() {
            draft.warn(line, fault);
            draft.is_misread = true;
        } else if cells.lacks_any() {
            let message = messages::issues::row_lacks_cell();
            draft.warn(line, message);
        }
    }
    // In the file's order, in which each cell's lines are as well.
    stretches.sort_by_key(|stretch| stretch.text.as_ptr().addr());
    for stretch in stretches {
        let (marker, text) = match stretch.target {
            Target::Furniture => (stretch.text, ""),
            _ => ("", stretch.text),
        };
        draft.put(stretch.target, stretch.kind, stretch.line, marker, text);
    }
}

/// How many lines a row's tallest cell has.
fn lines_of_tallest(cells: &Cells<'_, '_>) -> usize {
    let cells = [&cells.name, &cells.place, &cells.homepage].into_iter();
    let lines = cells.map(|words| words.chunk_by(|one, next| one.y == next.y).count());
    lines.max().unwrap_or(1).max(1)
}

/// Adds a row's event, and the stretches of lines that it is made of.
fn add_row<'l, 'a>(
    row: &Row<'l, 'a>,
    month: u8,
    cells: &Cells<'l, 'a>,
    draft: &mut Draft<'a>,
    stretches: &mut Vec<Stretch<'l, 'a>>,
) {
    let event = draft.events.len();
    let first_line = row.days.iter().chain(&row.beside).next();
    let days = row.period.filter(|_| month > 0);
    draft.events.push(EventDraft {
        line: first_line.map_or(1, |word| word.line.line.number),
        days: days.map(|(first, last)| MonthDays { month, first, last }),
        ..EventDraft::default()
    });
    let target = |part| Target::Event(event, part, 0);
    let mut add = |part, kind, line, text| {
        stretches.push(Stretch {
            line,
            text,
            target: target(part),
            kind,
        });
    };
    if let Some(days) = row.days {
        add(Part::Period, LineKind::EventDetails, days.line, days.text);
    }
    for (part, kind, words) in [
        (Part::Title, LineKind::EventName, &cells.name),
        (Part::Place, LineKind::EventDetails, &cells.place),
        (Part::Homepage, LineKind::EventDetails, &cells.homepage),
    ] {
        for words in words.chunk_by(|one, next| one.y == next.y) {
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                continue;
            };
            // An address goes on behind a space that the wrap has left.
            if part == Part::Homepage {
                for word in words {
                    add(part, kind, word.line, word.text);
                }
                continue;
            }
            let line = first.line;
            let at = |word: &str| word.as_ptr().addr() - line.line.text.as_ptr().addr();
            let end = at(last.text) + last.text.len();
            let text = line.line.text.get(at(first.text)..end);
            add(part, kind, line, text.unwrap_or(first.text));
        }
    }
}

/// Keeps a table whose rows cannot be told as text of the last article.
pub(super) fn keep_as_text<'a>(lines: &[MarkedLine<'a>], draft: &mut Draft<'a>) {
    let Some(first) = lines.first() else { return };
    let message = messages::issues::table_without_order();
    draft.warn(first.line.number, message);
    draft.is_misread = true;
    let number = draft.articles.len().checked_sub(1);
    let target = draft
        .articles
        .last_mut()
        .map_or(Target::Furniture, |article| {
            let block = BlockDraft::new(BlockKind::Paragraph, first.line.number);
            article.body.push(block);
            Target::Article(number.unwrap_or(0), Part::Body, article.body.len() - 1)
        });
    for line in lines {
        match (line.kind, target) {
            (Marker::Furniture(kind), _) => draft.put_furniture(kind, line),
            (_, Target::Furniture) => draft.put_furniture(LineKind::FrontMatter, line),
            _ => draft.put_line(target, LineKind::Paragraph, line),
        }
    }
}
