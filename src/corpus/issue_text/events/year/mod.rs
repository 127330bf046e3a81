//! The table of a whole year's events: month, days, name, place and homepage in one row.
//!
//! Some extractors give a row's cells one behind the other. Others go by height: the month
//! stands in the middle of its rows, and what a cell has on two lines over and under the days.

use crate::corpus::characters::{compact, is_hangul, is_space};
use crate::corpus::issue_text::draft::{BlockDraft, Draft, EventDraft, MonthDays};
use crate::corpus::issue_text::furniture;
use crate::corpus::issue_text::marked_line::{MarkedLine, Marker};
use crate::corpus::parsed::{LineKind, Target};
use crate::document::{BlockKind, Part};

/// A word, and the line on which it stands.
type Word<'l, 'a> = (&'l MarkedLine<'a>, &'a str);

/// A row as far as its days tell it.
struct Row<'l, 'a> {
    days: Word<'l, 'a>,
    first: u8,
    last: u8,
    /// What stands behind the days on their line.
    beside: Vec<Word<'l, 'a>>,
    month: u8,
}

/// A stretch of a line, and what it is part of.
struct Stretch<'l, 'a> {
    line: &'l MarkedLine<'a>,
    text: &'a str,
    target: Target,
    kind: LineKind,
}

/// A month's name: the row that is on its line or comes next.
struct Label {
    row: usize,
    month: u8,
}

/// A row's words by their columns.
#[derive(Default)]
struct Cells<'l, 'a> {
    name: Vec<Word<'l, 'a>>,
    place: Vec<Word<'l, 'a>>,
    homepage: Vec<Word<'l, 'a>>,
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
    let mut rows: Vec<Row<'_, 'a>> = Vec::new();
    let mut labels = Vec::new();
    // The lines without days that come before each row, and after the last.
    let mut gaps: Vec<Vec<Vec<Word<'_, 'a>>>> = vec![Vec::new()];
    let mut markers: Vec<Word<'_, 'a>> = Vec::new();
    for line in lines.get(head_end..end).unwrap_or_default() {
        if matches!(line.kind, Marker::Furniture(_)) {
            continue;
        }
        let mut text = line.line.text;
        if let Some((month, bytes)) = month_prefix(text) {
            let (label, rest) = text.split_at_checked(bytes).unwrap_or((text, ""));
            let row = rows.len();
            labels.push(Label { row, month });
            markers.push((line, label));
            text = rest.trim_start_matches(is_space);
        }
        let days = days_prefix(text);
        let bytes = days.map_or(0, |(_, _, bytes)| bytes);
        let (printed, rest) = text.split_at_checked(bytes).unwrap_or(("", text));
        let words: Vec<_> = rest
            .split(is_space)
            .filter(|word| !word.is_empty())
            .map(|word| (line, word))
            .collect();
        if let Some((first, last, _)) = days {
            rows.push(Row {
                days: (line, printed),
                first,
                last,
                beside: words,
                month: 0,
            });
            gaps.push(Vec::new());
        } else if let Some(gap) = gaps.last_mut().filter(|_| !words.is_empty()) {
            gap.push(words);
        }
    }
    let is_dated = set_months(&mut rows, &labels);
    let cells = cells(&rows, gaps);
    let is_whole = |cells: &&Cells<'_, '_>| !cells.name.is_empty() && !cells.homepage.is_empty();
    let whole = cells.iter().filter(is_whole).count();
    let is_ordered = !rows.is_empty() && whole * 4 >= rows.len() * 3;
    for line in lines.get(..head_end).unwrap_or_default() {
        let kind = match line.kind {
            Marker::Furniture(kind) => kind,
            _ => LineKind::TableHeader,
        };
        draft.put_furniture(kind, line);
    }
    if !is_ordered {
        keep_as_text(lines.get(head_end..end).unwrap_or_default(), draft);
    } else {
        let mut stretches = Vec::new();
        for line in lines.get(head_end..end).unwrap_or_default() {
            if let Marker::Furniture(kind) = line.kind {
                let target = Target::Furniture;
                stretches.push(Stretch {
                    line,
                    text: line.line.text,
                    target,
                    kind,
                });
            }
        }
        stretches.extend(markers.into_iter().map(|(line, text)| Stretch {
            line,
            text,
            target: Target::Furniture,
            kind: LineKind::TableHeader,
        }));
        for (row, cells) in rows.iter().zip(cells) {
            add_row(row, &cells, is_dated, draft, &mut stretches);
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
    for line in lines.get(end..).unwrap_or_default() {
        let kind = match line.kind {
            Marker::Furniture(kind) => kind,
            _ => LineKind::Imprint,
        };
        draft.put_furniture(kind, line);
    }
}

/// Gives each row its month; whether that is sure for all.
fn set_months(rows: &mut [Row<'_, '_>], labels: &[Label]) -> bool {
    let firsts: Vec<u8> = rows.iter().map(|row| row.first).collect();
    let falls = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| firsts.get(before))
            .is_some_and(|before| firsts.get(at).is_some_and(|day| day < before))
    };
    // A month's days count up: where they fall within one, its name is not before its rows.
    let is_before = labels.first().is_some_and(|label| label.row == 0)
        && (1..firsts.len()).all(|at| !falls(at) || labels.iter().any(|label| label.row == at));
    let mut is_sure = !labels.is_empty();
    let mut start = 0;
    for (nth, label) in labels.iter().enumerate() {
        let next = labels.get(nth + 1).map_or(rows.len(), |next| next.row);
        let end = if is_before || nth + 1 == labels.len() {
            next
        } else {
            let mut turns = (label.row.max(start + 1)..=next).filter(|&at| falls(at));
            let turn = turns.next();
            is_sure &= turn.is_some() && turns.next().is_none();
            turn.unwrap_or(next)
        };
        for row in rows.iter_mut().take(end).skip(start) {
            row.month = label.month;
        }
        start = end.max(start);
    }
    is_sure
}

/// The words of each row by their columns.
fn cells<'l, 'a>(
    rows: &[Row<'l, 'a>],
    mut gaps: Vec<Vec<Vec<Word<'l, 'a>>>>,
) -> Vec<Cells<'l, 'a>> {
    let beside: Vec<Cells<'l, 'a>> = rows.iter().map(|row| split(&row.beside)).collect();
    // One behind the other, no cell is there whose left neighbour is not.
    let lacks_inner = |cells: &Cells<'_, '_>| {
        let has_place = !cells.place.is_empty();
        let has_homepage = !cells.homepage.is_empty();
        has_homepage && !has_place || has_place && cells.name.is_empty()
    };
    let is_centred =
        gaps.first().is_some_and(|gap| !gap.is_empty()) || beside.iter().any(lacks_inner);
    if !is_centred {
        return rows
            .iter()
            .zip(gaps.into_iter().skip(1))
            .map(|(row, after)| {
                let mut words = row.beside.clone();
                words.extend(after.into_iter().flatten());
                split(&words)
            })
            .collect();
    }
    let lacks = |cells: &Cells<'_, '_>| {
        cells.name.is_empty() || cells.place.is_empty() || cells.homepage.is_empty()
    };
    let mut found = Vec::new();
    let mut over = gaps.first_mut().map(std::mem::take).unwrap_or_default();
    for (nth, cells) in beside.iter().enumerate() {
        let mut under = gaps
            .get_mut(nth + 1)
            .map(std::mem::take)
            .unwrap_or_default();
        let takes_next = beside.get(nth + 1).is_some_and(lacks);
        let mine = match (lacks(cells), takes_next) {
            (true, true) => under.len() / 2,
            (false, true) => 0,
            _ => under.len(),
        };
        let next = under.split_off(mine);
        found.push(around(cells, over, under));
        over = next;
    }
    found
}

/// A row's cells with the lines that stand over and under its days.
fn around<'l, 'a>(
    beside: &Cells<'l, 'a>,
    over: Vec<Vec<Word<'l, 'a>>>,
    under: Vec<Vec<Word<'l, 'a>>>,
) -> Cells<'l, 'a> {
    let column_of = |words: &[Word<'l, 'a>]| -> Cells<'l, 'a> {
        let split = split(words);
        let all = || words.to_vec();
        if !split.homepage.is_empty() && (!split.name.is_empty() || !split.place.is_empty()) {
            return split;
        }
        let mut cells = Cells::default();
        if beside.homepage.is_empty()
            && words.iter().all(|(_, word)| word.is_ascii())
            && (!split.homepage.is_empty() || words.len() == 1)
        {
            cells.homepage = all();
        } else if beside.name.is_empty() && beside.place.is_empty() {
            return split;
        } else if beside.name.is_empty() {
            cells.name = all();
        } else if beside.place.is_empty() {
            cells.place = all();
        } else {
            cells.name = all();
        }
        cells
    };
    let mut row = Cells::default();
    let middle = Cells {
        name: beside.name.clone(),
        place: beside.place.clone(),
        homepage: beside.homepage.clone(),
    };
    let over = over.iter().map(|words| column_of(words));
    let under = under.iter().map(|words| column_of(words));
    for cells in over.chain([middle]).chain(under) {
        row.name.extend(cells.name);
        row.place.extend(cells.place);
        row.homepage.extend(cells.homepage);
    }
    row
}

/// Name, place and homepage in a row's words.
fn split<'l, 'a>(words: &[Word<'l, 'a>]) -> Cells<'l, 'a> {
    let homepage = words
        .iter()
        .rposition(|(_, word)| is_site(word))
        .unwrap_or(words.len());
    let (text, homepage) = words.split_at_checked(homepage).unwrap_or((words, &[]));
    let (name, place) = text
        .split_at_checked(place_start(text))
        .unwrap_or((text, &[]));
    Cells {
        name: name.to_vec(),
        place: place.to_vec(),
        homepage: homepage.to_vec(),
    }
}

/// A place has no more words behind its comma.
const MOST_CITY_WORDS: usize = 3;

/// Where the place starts that ends a row's words: `country, city`, or one word of Hangul,
/// and what stands in brackets behind it.
fn place_start(words: &[Word<'_, '_>]) -> usize {
    let mut end = words.len();
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    if end > 1 && word(end - 1).ends_with(')') {
        let opening = (1..end).rev().find(|&at| word(at).starts_with('('));
        end = opening.unwrap_or(end);
    }
    let is_korean = |at: usize| word(at).chars().all(|c| is_hangul(c) || c == ',');
    let comma = (end.saturating_sub(MOST_CITY_WORDS + 1)..end.saturating_sub(1))
        .rev()
        .find(|&at| word(at).ends_with(','));
    match comma {
        Some(at) if (at..end).all(is_korean) => at,
        _ if end > 0 && is_korean(end - 1) => end - 1,
        _ => words.len(),
    }
}

/// Whether a word starts a web address, with or without what names its protocol.
fn is_site(word: &str) -> bool {
    let bare = word.split_once("://").map_or(word, |(_, bare)| bare);
    let host = bare.split('/').next().unwrap_or_default();
    let Some((name, top)) = host.rsplit_once('.') else {
        return false;
    };
    let is_label = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    name.len() >= 2
        && name.chars().all(is_label)
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_lowercase())
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

/// Adds a row's event, and the stretches of lines that it is made of.
fn add_row<'l, 'a>(
    row: &Row<'l, 'a>,
    cells: &Cells<'l, 'a>,
    is_dated: bool,
    draft: &mut Draft<'a>,
    stretches: &mut Vec<Stretch<'l, 'a>>,
) {
    let (line, printed) = row.days;
    let event = draft.events.len();
    draft.events.push(EventDraft {
        line: line.line.number,
        days: (row.month > 0).then_some(MonthDays {
            month: row.month,
            first: row.first,
            last: row.last,
        }),
        ..EventDraft::default()
    });
    if !is_dated {
        let message = "the month of this event's days is not sure; check it";
        draft.warn(line.line.number, message);
    }
    if cells.place.is_empty() || cells.homepage.is_empty() {
        let message = "this row of the table of events lacks a cell; check it";
        draft.warn(line.line.number, message);
    }
    let target = |part| Target::Event(event, part, 0);
    let mut add = |part, kind, line, text| {
        stretches.push(Stretch {
            line,
            text,
            target: target(part),
            kind,
        });
    };
    add(Part::Period, LineKind::EventDetails, line, printed);
    for (part, kind, words) in [
        (Part::Title, LineKind::EventName, &cells.name),
        (Part::Place, LineKind::EventDetails, &cells.place),
        (Part::Homepage, LineKind::EventDetails, &cells.homepage),
    ] {
        for words in words.chunk_by(|(one, _), (next, _)| one.line == next.line) {
            let (Some(&(line, first)), Some(&(_, last))) = (words.first(), words.last()) else {
                continue;
            };
            // An address goes on behind a space that the wrap has left.
            if part == Part::Homepage {
                for (_, word) in words {
                    add(part, kind, line, word);
                }
                continue;
            }
            let at = |word: &str| word.as_ptr().addr() - line.line.text.as_ptr().addr();
            let text = line.line.text.get(at(first)..at(last) + last.len());
            add(part, kind, line, text.unwrap_or(first));
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
