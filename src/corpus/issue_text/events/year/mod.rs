//! The table of a whole year's events: month, days, name, place and homepage in one row.
//!
//! Here its lines are told apart: months, days, and the words around them. Which words are
//! whose is told in `cells` and `split`, which month a row is of in `months`, and what cannot
//! be so in `soundness`.

mod cells;
mod months;
mod row;
mod soundness;
mod split;

use crate::corpus::characters::{compact, is_space};
use crate::corpus::issue_text::draft::{BlockDraft, Draft, EventDraft, MonthDays};
use crate::corpus::issue_text::furniture;
use crate::corpus::issue_text::marked_line::{MarkedLine, Marker};
use crate::corpus::issue_text::period;
use crate::corpus::parsed::{LineKind, Target};
use crate::document::{BlockKind, Part};
use cells::Order;
use months::{Label, Names, Place};
use row::{Gap, Row, Word};
use split::{Cells, has_site, split};

/// A stretch of a line, and what it is part of.
struct Stretch<'l, 'a> {
    line: &'l MarkedLine<'a>,
    text: &'a str,
    target: Target,
    kind: LineKind,
}

/// The lines of a table, its rows told by their days.
struct Table<'l, 'a> {
    rows: Vec<Row<'l, 'a>>,
    labels: Vec<Label>,
    /// The lines without days that come before each row, and after the last.
    gaps: Vec<Gap<'l, 'a>>,
    /// The names of months as they stand.
    markers: Vec<Word<'l, 'a>>,
}

const COLUMNS: &str = "월기간행사명장소홈페이지";

/// How many lines name the columns of such a table: one, or one for each column.
fn head_lines(lines: &[MarkedLine<'_>]) -> Option<usize> {
    let mut names = String::new();
    for (nth, line) in lines.iter().take(5).enumerate() {
        names.push_str(&compact(line.line.text));
        if names == COLUMNS {
            return Some(nth + 1);
        }
        if !COLUMNS.starts_with(&names) {
            return None;
        }
    }
    None
}

/// Where what the names of the columns head starts.
fn head_end(lines: &[MarkedLine<'_>]) -> Option<usize> {
    (0..lines.len()).find_map(|at| Some(at + head_lines(lines.get(at..)?)?))
}

/// Whether the lines hold the table of a year's events: its columns are named, or most of
/// its days come without a month.
pub(super) fn is_year_table(lines: &[MarkedLine<'_>]) -> bool {
    head_end(lines).is_some() || {
        let count = |is: fn(&str) -> bool| lines.iter().filter(|line| is(line.line.text)).count();
        count(|text| days_prefix(text).is_some()) >= 6
            && count(|text| month_prefix(text).is_some()) >= 3
    }
}

/// Reads the lines of the table into the draft.
pub(super) fn read<'a>(lines: &[MarkedLine<'a>], draft: &mut Draft<'a>) {
    let head_end = head_end(lines).unwrap_or_default();
    let is_imprint = |line: &MarkedLine<'_>| furniture::is_imprint(line.line.text);
    let imprint = lines.iter().skip(head_end).position(is_imprint);
    let end = imprint.map_or(lines.len(), |nth| head_end + nth);
    let body = lines.get(head_end..end).unwrap_or_default();
    for line in lines.get(..head_end).unwrap_or_default() {
        let kind = match line.kind {
            Marker::Furniture(kind) => kind,
            _ => LineKind::TableHeader,
        };
        draft.put_furniture(kind, line);
    }
    let mut table = Table::of(body);
    let order = cells::order(&table.rows, &table.gaps);
    if order == Order::OneByOne {
        table.part_rows_without_days();
    }
    let is_whole = |cells: &&Cells<'_, '_>| !cells.name.is_empty() && !cells.homepage.is_empty();
    let cells = cells::cells(&table.rows, &table.gaps, order).filter(|cells| {
        let whole = cells.iter().filter(is_whole).count();
        !cells.is_empty() && whole * 4 >= cells.len() * 3
    });
    match cells {
        Some(cells) => put(body, &table, &cells, order, draft),
        None => keep_as_text(body, draft),
    }
    for line in lines.get(end..).unwrap_or_default() {
        let kind = match line.kind {
            Marker::Furniture(kind) => kind,
            _ => LineKind::Imprint,
        };
        draft.put_furniture(kind, line);
    }
}

impl<'l, 'a> Table<'l, 'a> {
    fn of(lines: &'l [MarkedLine<'a>]) -> Self {
        let mut table = Table {
            rows: Vec::new(),
            labels: Vec::new(),
            gaps: vec![Vec::new()],
            markers: Vec::new(),
        };
        let lines = lines
            .iter()
            .filter(|line| !matches!(line.kind, Marker::Furniture(_)));
        for (y, line) in lines.enumerate() {
            table.add(line, y);
        }
        table.take_leading_row();
        table
    }

    /// Makes a row of what stands before the first days, where it has every other cell.
    fn take_leading_row(&mut self) {
        let leading = self.gaps.first().map_or(&[][..], Vec::as_slice);
        let words: Vec<Word<'l, 'a>> = leading.iter().flatten().copied().collect();
        let Some(y) = words.first().map(|word| word.y) else {
            return;
        };
        if split(&words).lacks_any() {
            return;
        }
        let mut lines = self
            .gaps
            .first_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        let beside = lines.remove(0);
        self.rows.insert(0, Row::without_days(beside, y));
        self.gaps.insert(1, lines);
        self.place_labels();
    }

    fn add(&mut self, line: &'l MarkedLine<'a>, y: usize) {
        let whole = line.line.text;
        let word = |text: &'a str| {
            let before = text.as_ptr().addr() - whole.as_ptr().addr();
            let before = whole.get(..before).unwrap_or_default();
            let column = line.line.column + before.chars().count();
            Word {
                line,
                text,
                y,
                column,
            }
        };
        let mut text = whole;
        if let Some((month, bytes)) = month_prefix(text) {
            let (label, rest) = text.split_at_checked(bytes).unwrap_or((text, ""));
            let row = self.rows.len();
            self.labels.push(Label { row, month, y });
            self.markers.push(word(label));
            text = rest.trim_start_matches(is_space);
        }
        let days = days_prefix(text);
        let bytes = days.map_or(0, |(_, _, bytes)| bytes);
        let (printed, rest) = text.split_at_checked(bytes).unwrap_or(("", text));
        let words = rest.split(is_space).filter(|word| !word.is_empty());
        let words: Vec<Word<'l, 'a>> = words.map(word).collect();
        if let Some((first, last, _)) = days {
            if words.is_empty() {
                self.give_back_line_over(y);
            }
            self.start(Row {
                days: Some(word(printed)),
                period: Some((first, last)),
                beside: words,
                y,
            });
        } else if self.is_row_without_days(&words) {
            self.start(Row::without_days(words, y));
        } else if let Some(gap) = self.gaps.last_mut().filter(|_| !words.is_empty()) {
            gap.push(words);
        }
    }

    /// A line with every other cell is no row of its own where days without any follow: it is
    /// the first line of their cells.
    fn give_back_line_over(&mut self, y: usize) {
        let is_line = |row: &mut Row<'_, '_>| row.days.is_none() && row.y + 1 == y;
        if let Some(row) = self.rows.pop_if(is_line) {
            self.gaps.pop();
            if let Some(gap) = self.gaps.last_mut() {
                gap.push(row.beside);
            }
        }
    }

    fn start(&mut self, row: Row<'l, 'a>) {
        self.rows.push(row);
        self.gaps.push(Vec::new());
    }

    /// Where cells come one behind the other, parts rows whose days are not settled from the
    /// rows before them: what stands behind a homepage and has a homepage of its own.
    fn part_rows_without_days(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let mut gaps = std::mem::take(&mut self.gaps).into_iter();
        self.gaps.extend(gaps.next());
        for (row, under) in rows.into_iter().zip(gaps) {
            let mut is_begun = has_site(&row.beside);
            self.start(row);
            let last_site = under.iter().rposition(|line| has_site(line));
            for (at, line) in under.into_iter().enumerate() {
                let is_site = has_site(&line);
                let goes_on = !is_begun || cells::is_address_rest(&line);
                if goes_on || last_site.is_none_or(|last| last < at) {
                    is_begun |= is_site;
                    if let Some(gap) = self.gaps.last_mut() {
                        gap.push(line);
                    }
                } else {
                    is_begun = is_site;
                    let y = line.first().map_or(0, |word| word.y);
                    self.start(Row::without_days(line, y));
                }
            }
        }
        self.place_labels();
    }

    /// Gives each month's name the row that is on its line or comes next.
    fn place_labels(&mut self) {
        for label in &mut self.labels {
            label.row = self.rows.partition_point(|row| row.y < label.y);
        }
    }

    /// Whether a line is a row whose days are not settled: it has every other cell, and the
    /// row before it has its homepage.
    fn is_row_without_days(&self, words: &[Word<'l, 'a>]) -> bool {
        let is_vague = words
            .first()
            .is_some_and(|word| period::is_vague(word.text));
        let rest = words.get(usize::from(is_vague)..).unwrap_or_default();
        let under = self.gaps.last().map_or(&[][..], Vec::as_slice);
        let is_begun = match self.rows.last() {
            Some(row) => {
                let site = under.iter().rposition(|line| has_site(line));
                let after = site.map_or(0, |nth| nth + 1);
                let mut pending = under.iter().skip(after);
                (has_site(&row.beside) || site.is_some())
                    && pending.all(|line| cells::is_address_rest(line))
            }
            None => under.is_empty(),
        };
        (is_begun || is_vague) && !split(rest).lacks_any()
    }
}

/// Puts a table whose rows can be told into the draft.
fn put<'l, 'a>(
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
            let message = "the month of this event's days is not sure; check it";
            draft.warn(line, message);
            draft.is_misread = true;
        }
        if let Some(fault) = faults.get(nth).copied().flatten() {
            draft.warn(line, fault);
            draft.is_misread = true;
        } else if cells.lacks_any() {
            let message = "this row of the table of events lacks a cell; check it";
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

/// The month that a text starts with, `2월`, and its bytes.
fn month_prefix(text: &str) -> Option<(u8, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let month = text.get(..digits)?.parse().ok()?;
    let rest = text.get(digits..)?.strip_prefix('월')?;
    ((1..=12).contains(&month) && (rest.is_empty() || rest.starts_with(is_space)))
        .then_some((month, text.len() - rest.len()))
}

/// The days that a text starts with, `27~4일` or `2일`, and their bytes.
fn days_prefix(text: &str) -> Option<(u8, u8, usize)> {
    let number = |text: &str| -> Option<(u8, usize)> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let day = text.get(..digits)?.parse().ok()?;
        (1..=31).contains(&day).then_some((day, digits))
    };
    let (first, mut at) = number(text)?;
    let mut last = first;
    let rest = text.get(at..)?;
    if let Some(after) = rest.strip_prefix(['~', '∼', '～', '-', '–']) {
        at = text.len() - after.len();
        let (day, digits) = number(after)?;
        (last, at) = (day, at + digits);
    }
    let rest = text.get(at..)?.strip_prefix('일')?;
    (rest.is_empty() || rest.starts_with(is_space) || rest.starts_with('(')).then_some((
        first,
        last,
        text.len() - rest.len(),
    ))
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
fn keep_as_text<'a>(lines: &[MarkedLine<'a>], draft: &mut Draft<'a>) {
    let Some(first) = lines.first() else { return };
    let message = "the cells of the table of events stand in no order that tells its rows; it is \
                   kept as text, and no event is made of it";
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
