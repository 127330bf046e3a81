//! A page of documents: hits with their passages, or documents whole.
//!
//! Defines what stands on a page and in which order, once for every format that people
//! read, and its lines. What is marked and where it leads is told by its lines' labels.

use std::time::Duration;

use super::counts::Counts;
use super::line::{Label, Line};
use super::width::width_of;
use crate::document::BlockKind;
use crate::language::{Name, labels::parts};

/// Documents below each other, with what is told around them.
#[derive(Default)]
pub struct Page<'a> {
    /// What was searched for, where something was.
    pub query: Option<&'a str>,
    /// What was searched for otherwise than it was typed.
    pub notes: Vec<Line>,
    /// How many hits there are and how long the search took.
    pub counted: Option<(String, Duration)>,
    /// How many hits there are of each value.
    pub counts: Vec<Counts<'a>>,
    /// The documents.
    pub entries: Vec<Entry>,
    /// What is neither, in lines as they are.
    pub verbatim: Vec<Line>,
}

/// A document on a page.
#[derive(Default)]
pub struct Entry {
    /// What stands over it and those behind it, up to the next that has one.
    pub heading: Option<Line>,
    /// Its place among all hits, where it is a hit.
    pub rank: Option<usize>,
    /// The title.
    pub title: Line,
    /// The id, the date, and the place in the digest file.
    pub place: Line,
    /// What a hit lacks.
    pub lacking: Option<Line>,
    /// The passages of a hit.
    pub passages: Vec<Passage>,
    /// The bullets of an article's summary.
    pub summary: Vec<Line>,
    /// The rest of the text.
    pub blocks: Vec<(BlockKind, Line)>,
    /// When and where an event is; `None` for an article.
    pub details: Option<Vec<(Name, Line)>>,
    /// What it cites.
    pub citations: Vec<Line>,
    /// How a hit got its score.
    pub explanation: Vec<String>,
}

/// A passage of a hit.
pub struct Passage {
    /// The label over it; `None` where that is the one before's.
    pub label: Option<String>,
    /// The text.
    pub text: Line,
    /// Where it stands in the digest file, for readers to check.
    pub place: Line,
}

impl Page<'_> {
    /// How wide lines are that stand on a page as they are, in cells.
    pub(in crate::output) const LINE_CELLS: usize = 96;

    /// A page of lines as they are.
    pub(in crate::output) fn of_lines(verbatim: Vec<Line>) -> Self {
        Page {
            verbatim,
            ..Page::default()
        }
    }

    /// The page in lines of at most `width_cells`.
    pub(in crate::output) fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for note in &self.notes {
            lines.extend(note.wrapped("", "  ", width_cells));
        }
        for (place, entry) in self.entries.iter().enumerate() {
            if place > 0 {
                lines.push(Line::default());
            }
            entry.add_to(&mut lines, width_cells);
        }
        if self.counted.is_some() && !self.entries.is_empty() {
            lines.push(Line::default());
        }
        for counts in &self.counts {
            lines.extend(counts.lines(width_cells));
            lines.push(Line::default());
        }
        if let Some((counts, elapsed)) = &self.counted {
            let counts = format!("{counts} ({:.1} ms)", elapsed.as_secs_f64() * 1e3);
            lines.push(Line::of(Label::Faint, &counts));
        }
        lines
    }
}

impl Entry {
    fn add_to(&self, lines: &mut Vec<Line>, width_cells: usize) {
        if let Some(heading) = &self.heading {
            lines.extend(heading.wrapped("", "  ", width_cells));
            lines.push(Line::default());
        }
        let number = self
            .rank
            .map_or_else(String::new, |rank| format!("{rank}. "));
        let indent = " ".repeat(number.len());
        lines.extend(self.title.wrapped(&number, &indent, width_cells));
        lines.extend(self.place.wrapped(&indent, &indent, width_cells));
        if let Some(lacking) = &self.lacking {
            lines.extend(lacking.wrapped(&indent, &indent, width_cells));
        }
        for passage in &self.passages {
            passage.add_to(lines, &indent, width_cells);
        }
        if !self.summary.is_empty() {
            lines.push(Line::default());
            lines.push(Line::of(Label::Faint, &format!("[{}]", parts::SUMMARY)));
        }
        for bullet in &self.summary {
            lines.extend(bullet.wrapped("• ", "  ", width_cells));
        }
        let begins_apart = match self.blocks.first() {
            Some((kind, _)) => *kind != BlockKind::Heading,
            None => self.details.is_some(),
        };
        if begins_apart {
            lines.push(Line::default());
        }
        for (kind, block) in &self.blocks {
            let figure = format!("    {}: ", parts::FIGURE);
            let (first, rest) = match kind {
                BlockKind::Heading => {
                    lines.push(Line::default());
                    ("", "")
                }
                BlockKind::Bullet => ("• ", "  "),
                BlockKind::Subbullet => ("  – ", "    "),
                BlockKind::Paragraph => ("", ""),
                BlockKind::Footnote => ("    * ", "      "),
                BlockKind::Caption => (figure.as_str(), "      "),
            };
            lines.extend(block.wrapped(first, rest, width_cells));
        }
        if let Some(details) = &self.details {
            lines.push(Line::default());
            for (label, detail) in details {
                let first = format!("{label}: ");
                let rest = " ".repeat(width_of(&first));
                lines.extend(detail.wrapped(&first, &rest, width_cells));
            }
        } else if self.rank.is_none() && !self.citations.is_empty() {
            lines.push(Line::default());
        }
        let sources = format!("{indent}{}: ", parts::SOURCES);
        let rest = " ".repeat(width_of(&sources));
        for (place, citation) in self.citations.iter().enumerate() {
            let first = match place {
                0 => sources.clone(),
                _ => rest.clone(),
            };
            lines.extend(citation.wrapped(&first, &rest, width_cells));
        }
        for line in &self.explanation {
            let line = Line::of(Label::Faint, line);
            lines.extend(line.wrapped("   ", "             ", width_cells));
        }
    }
}

impl Passage {
    /// The passage with its place behind it, on a line of its own where the last has no
    /// room for it.
    fn add_to(&self, lines: &mut Vec<Line>, indent: &str, width_cells: usize) {
        let inner = format!("{indent}  ");
        if let Some(label) = &self.label {
            let label = Line::plain(&format!("{label}]"));
            let label = label.wrapped(&format!("{indent}["), &inner, width_cells);
            lines.extend(label.into_iter().map(|line| line.relabelled(Label::Faint)));
        }
        let mut passage = self.text.wrapped(&inner, &inner, width_cells);
        let behind = Line::plain(" ").and(self.place.clone());
        match passage.pop() {
            Some(last) if last.width_cells() + behind.width_cells() <= width_cells => {
                passage.push(last.and(behind));
            }
            last => {
                passage.extend(last);
                passage.extend(self.place.wrapped(&inner, &inner, width_cells));
            }
        }
        lines.append(&mut passage);
    }
}
