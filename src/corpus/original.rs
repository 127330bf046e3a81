//! The lines of a digest file as they are, and which of them are one document's.
//!
//! For a reader who checks what was made of them. Leaves parsing to the formats.

use std::ops::RangeInclusive;

use super::allowance::{Allowance, Meter};
use super::error::CorpusError;
use super::format::Unit;
use super::formats;
use super::pdf::page_of;
use super::source::{Means, Source};

/// A digest file's lines, numbered as its format numbers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalLines {
    lines: Vec<String>,
    /// The first line of each page; empty where the file has none.
    page_starts: Vec<u32>,
    unit: Unit,
}

impl OriginalLines {
    /// The lines of a digest file of that name, which was parsed before.
    ///
    /// # Errors
    ///
    /// Where it is no digest file.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, CorpusError> {
        Self::read_with(name, bytes, Means::NONE)
    }

    /// The same, with what may read it beside this process.
    ///
    /// # Errors
    ///
    /// Where it is no digest file, or cannot be read.
    pub fn read_with(name: &str, bytes: &[u8], means: Means<'_>) -> Result<Self, CorpusError> {
        let source = Source::new(name, bytes).with(means);
        let mut meter = Meter::new(name, &Allowance::UNBOUNDED);
        let format = formats::recognise(&source, &mut meter)?;
        Ok(OriginalLines {
            lines: format.original(&source)?,
            page_starts: format.page_starts(&source)?,
            unit: format.unit(),
        })
    }

    /// How many lines there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    /// The lines of the document that starts on line `first`, each with its number from
    /// 1: up to where the next of `starts` is, without blank lines at the end. Documents
    /// that start on one line share theirs. Empty where the file has no such line.
    pub fn of_document(&self, first: u32, starts: &[u32]) -> Vec<(u32, &str)> {
        let next = starts.iter().copied().filter(|&start| start > first).min();
        let last = match (self.unit, next) {
            (Unit::Record, _) => first,
            (Unit::Line, Some(next)) => next - 1,
            (Unit::Line, None) => u32::MAX,
        };
        self.numbered(first..=last)
    }

    /// The page on which a line stands, counted from 1, where the file has pages.
    pub fn page_of(&self, line: u32) -> Option<u32> {
        (!self.page_starts.is_empty()).then(|| page_of(&self.page_starts, line))
    }

    fn numbered(&self, wanted: RangeInclusive<u32>) -> Vec<(u32, &str)> {
        let lines = (1..).zip(&self.lines);
        let inside = lines.filter(|(number, _)| wanted.contains(number));
        let mut inside: Vec<(u32, &str)> = inside.map(|(at, line)| (at, line.as_str())).collect();
        while inside
            .last()
            .is_some_and(|(_, line)| line.trim().is_empty())
        {
            inside.pop();
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_ends_where_the_next_starts() {
        let text = "머리\r\n제목\rn 본문  \n\n다음\nKEY Contents\n\n";
        let lines = OriginalLines::read("2024-05.txt", text.as_bytes()).unwrap();
        let starts = [5, 2];
        assert_eq!(
            lines.of_document(2, &starts),
            [(2, "제목"), (3, "n 본문  ")]
        );
        assert_eq!(
            lines.of_document(5, &starts),
            [(5, "다음"), (6, "KEY Contents")]
        );
        assert_eq!(lines.of_document(9, &starts), []);
    }

    #[test]
    fn an_article_of_json_lines_is_its_line() {
        let text = "{\"id\":\"a\"}\nnot an article\n{\"id\":\"b\"}\n";
        let lines = OriginalLines::read("news.jsonl", text.as_bytes()).unwrap();
        assert_eq!(lines.of_document(1, &[1, 3]), [(1, "{\"id\":\"a\"}")]);
        assert_eq!(lines.of_document(3, &[1, 3]), [(3, "{\"id\":\"b\"}")]);
    }
}
