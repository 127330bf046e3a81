//! The rows of a year's table before their cells are told: words, and where they stand.

use crate::corpus::issue_text::marked_line::MarkedLine;
use crate::corpus::issue_text::period;

/// A word, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Word<'l, 'a> {
    pub line: &'l MarkedLine<'a>,
    pub text: &'a str,
    /// The height of its line, counted from the top of the table.
    pub y: usize,
    /// The column of its first character.
    pub column: usize,
}

impl Word<'_, '_> {
    /// The column behind its last character.
    pub(super) fn end(&self) -> usize {
        self.column + self.text.chars().count()
    }
}

/// A row as far as its days tell it.
pub(super) struct Row<'l, 'a> {
    pub days: Option<Word<'l, 'a>>,
    /// The first and the last day; none where they are not settled.
    pub period: Option<(u8, u8)>,
    /// What stands behind the days on their line.
    pub beside: Vec<Word<'l, 'a>>,
    pub y: usize,
}

impl<'l, 'a> Row<'l, 'a> {
    /// A row whose days are not settled: the first word may say so.
    pub(super) fn without_days(mut beside: Vec<Word<'l, 'a>>, y: usize) -> Self {
        let is_vague = beside
            .first()
            .is_some_and(|word| period::is_vague(word.text));
        Row {
            days: is_vague.then(|| beside.remove(0)),
            period: None,
            beside,
            y,
        }
    }

    /// The line of the file, counted from 1; none of a row without a word.
    pub(super) fn number(&self) -> Option<u32> {
        let first = self.days.iter().chain(&self.beside).next()?;
        Some(first.line.line.number)
    }
}

/// Lines without days, each as its words.
pub(super) type Gap<'l, 'a> = Vec<Vec<Word<'l, 'a>>>;
