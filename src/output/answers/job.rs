//! What a job did or found: a run of the index job, going back to a generation, a check.

use std::borrow::Cow;

use super::super::model::{Answer, Cell, Column, Line, Object, Page, Shape, Table};
use crate::document::{APART, counted};
use crate::job::{CheckReport, FileReport, FileStatus, IndexReport, RollbackReport};

impl Answer for IndexReport {
    /// The digest files.
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.files.iter().map(file_row).collect();
        Some(Cow::Owned(Table::new("files", &FILES, rows)))
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn items(&self) -> Vec<Object<'_>> {
        self.objects()
    }

    /// A line a file that changed, its warnings, the totals.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut add = |text: &str, first: &str, rest: &str| {
            lines.extend(Line::plain(text).wrapped(first, rest, width_cells));
        };
        let mut unchanged = 0;
        for file in &self.files {
            if file.status == FileStatus::Unchanged {
                unchanged += 1;
            } else {
                add(&what_became_of(file), "", "          ");
            }
            for message in file.messages() {
                add(&message, "  ", "    ");
            }
        }
        if unchanged > 0 {
            add(&format!("unchanged {}", counted(unchanged, "file")), "", "");
        }
        for sentence in self.account.sentences(false) {
            add(&sentence, "", "  ");
        }
        if let Some(reason) = &self.rebuilt {
            add(&format!("built anew: {reason}"), "", "  ");
        }
        let elapsed_ms = self.elapsed.as_secs_f64() * 1e3;
        let totals = format!("{} in the index ({elapsed_ms:.0} ms)", self.totals);
        add(&totals, "", "  ");
        lines
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(Page::of_lines(self.lines(Page::LINE_CELLS)))
    }
}

/// What became of a digest file, and what it holds.
fn what_became_of(file: &FileReport) -> String {
    let from = match &file.renamed_from {
        Some(from) => format!(" (was {from})"),
        None => String::new(),
    };
    let stale = if file.stale {
        ", of its last good state"
    } else {
        ""
    };
    if let Some(of) = &file.copy_of {
        return format!("left out  {}{from}: {of} is read in its place", file.file);
    }
    let apart = match &file.issue {
        Some(issue) if issue.contains(APART) => format!(" (issue {issue})"),
        _ => String::new(),
    };
    format!(
        "{:<9} {}{from}{apart}: {}, {}, {}{stale}",
        file.status.as_str(),
        file.file,
        counted(file.articles, "article"),
        counted(file.events, "event"),
        counted(file.citations, "citation")
    )
}

const FILES: [Column; 10] = [
    Column::new("file", "file"),
    Column::new("status", "status"),
    Column::new("stale", "stale"),
    Column::new("renamed_from", "was"),
    Column::new("articles", "articles"),
    Column::new("events", "events"),
    Column::new("citations", "citations"),
    Column::new("warnings", "warnings"),
    Column::new("copy_of", "copy of"),
    Column::new("issue", "issue"),
];

fn file_row(file: &FileReport) -> Vec<Cell> {
    vec![
        Cell::Text(file.file.clone()),
        Cell::Text(file.status.as_str().to_owned()),
        Cell::Text(file.stale.to_string()),
        Cell::optional(file.renamed_from.as_deref()),
        Cell::Count(file.articles),
        Cell::Count(file.events),
        Cell::Count(file.citations),
        Cell::Texts(file.messages().collect()),
        Cell::optional(file.copy_of.as_deref()),
        Cell::optional(file.issue.as_deref()),
    ]
}

impl Answer for CheckReport {
    /// The generations.
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.generations.iter().map(|generation| {
            vec![
                Cell::Text(generation.name.clone()),
                Cell::Count(generation.files),
                Cell::Count(generation.bytes),
                Cell::Text(generation.whole.to_string()),
            ]
        });
        let table = Table::new("generations", &GENERATIONS, rows.collect());
        Some(Cow::Owned(table))
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn items(&self) -> Vec<Object<'_>> {
        self.objects()
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut texts = Vec::new();
        for generation in &self.generations {
            let state = if generation.whole { "whole" } else { "damaged" };
            let published = if generation.name == self.generation {
                ", published"
            } else {
                ""
            };
            texts.push(format!(
                "{}: {state}{published}, {}, {:.1} MB",
                generation.name,
                counted(generation.files, "file"),
                generation.bytes as f64 / 1e6
            ));
        }
        texts.extend(
            self.faults
                .iter()
                .map(|fault| format!("wrong: {}", fault.text)),
        );
        texts.extend(self.notes.iter().map(|note| format!("note: {}", note.text)));
        texts.extend(self.account.sentences(true));
        let verdict = if self.sound { "sound" } else { "wrong" };
        texts.push(format!(
            "the index is {verdict}: {}; {} compared, {} ({:.0} ms)",
            self.totals,
            counted(self.compared, "digest file"),
            counted(self.canaries, "canary"),
            self.elapsed.as_secs_f64() * 1e3
        ));
        let lines = texts.iter();
        lines
            .flat_map(|text| Line::plain(text).wrapped("", "  ", width_cells))
            .collect()
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(Page::of_lines(self.lines(Page::LINE_CELLS)))
    }
}

const GENERATIONS: [Column; 4] = [
    Column::new("name", "generation"),
    Column::new("files", "files"),
    Column::new("bytes", "bytes"),
    Column::new("whole", "whole"),
];

impl Answer for RollbackReport {
    fn shape(&self) -> Shape {
        Shape::Prose
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let text = format!(
            "{} is published again: {}. It will not see what has changed before the next run \
             of the index job",
            self.to, self.totals
        );
        Line::plain(&text).wrapped("", "", width_cells)
    }
}
