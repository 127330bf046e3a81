//! The lines of a year's table, its rows told by their days.

use super::cells::is_address_rest;
use super::months::Label;
use super::row::{Gap, Row, Word};
use super::split::{has_site, split};
use crate::corpus::characters::is_space;
use crate::corpus::issue_text::marked_line::{MarkedLine, Marker};
use crate::corpus::issue_text::period;

/// The lines of a table, its rows told by their days.
pub(super) struct Table<'l, 'a> {
    pub(super) rows: Vec<Row<'l, 'a>>,
    pub(super) labels: Vec<Label>,
    /// The lines without days that come before each row, and after the last.
    pub(super) gaps: Vec<Gap<'l, 'a>>,
    /// The names of months as they stand.
    pub(super) markers: Vec<Word<'l, 'a>>,
}

impl<'l, 'a> Table<'l, 'a> {
    pub(super) fn of(lines: &'l [MarkedLine<'a>]) -> Self {
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
    pub(super) fn part_rows_without_days(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let mut gaps = std::mem::take(&mut self.gaps).into_iter();
        self.gaps.extend(gaps.next());
        for (row, under) in rows.into_iter().zip(gaps) {
            let mut is_begun = has_site(&row.beside);
            self.start(row);
            let last_site = under.iter().rposition(|line| has_site(line));
            for (at, line) in under.into_iter().enumerate() {
                let is_site = has_site(&line);
                let goes_on = !is_begun || is_address_rest(&line);
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
                    && pending.all(|line| is_address_rest(line))
            }
            None => under.is_empty(),
        };
        (is_begun || is_vague) && !split(rest).lacks_any()
    }
}

/// The month that a text starts with, `2월`, and its bytes.
pub(super) fn month_prefix(text: &str) -> Option<(u8, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let month = text.get(..digits)?.parse().ok()?;
    let rest = text.get(digits..)?.strip_prefix('월')?;
    ((1..=12).contains(&month) && (rest.is_empty() || rest.starts_with(is_space)))
        .then_some((month, text.len() - rest.len()))
}

/// The days that a text starts with, `27~4일` or `2일`, and their bytes.
pub(super) fn days_prefix(text: &str) -> Option<(u8, u8, usize)> {
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
