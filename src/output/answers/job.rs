//! What a job did or found: a run of the index job, going back to a generation, a check.

use std::borrow::Cow;

use super::super::model::{
    Answer, Cell, Column, Line, Object, Page, Shape, Table, truth_cell, width_of,
};
use crate::document::APART;
use crate::job::{CheckReport, FileReport, FileStatus, IndexReport, RollbackReport};
use crate::language::{
    Message, Name, counts, labels::columns, labels::states, labels::tables, messages,
};

impl Answer for IndexReport {
    /// The digest files.
    fn table(&self) -> Option<Cow<'_, Table>> {
        let rows = self.files.iter().map(file_row).collect();
        Some(Cow::Owned(Table::new(tables::FILES, FILES, rows)))
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
                add(message.text(), "  ", "    ");
            }
        }
        if unchanged > 0 {
            add(
                messages::output::unchanged_files(&counts::files(unchanged)).text(),
                "",
                "",
            );
        }
        for sentence in self.account.sentences(false) {
            add(sentence.text(), "", "  ");
        }
        if let Some(reason) = &self.rebuilt {
            add(messages::output::built_anew(reason).text(), "", "  ");
        }
        let elapsed_ms = self.elapsed.as_secs_f64() * 1e3;
        let elapsed_ms = format!("{elapsed_ms:.0}");
        let totals = messages::output::totals_in_index(&self.totals, &elapsed_ms);
        add(totals.text(), "", "  ");
        lines
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(Page::of_lines(self.lines(Page::LINE_CELLS)))
    }
}

/// What became of a digest file, and what it holds.
fn what_became_of(file: &FileReport) -> String {
    let mut name = Message::verbatim(&file.file);
    if let Some(before) = &file.renamed_from {
        name = messages::output::file_was(&name, before);
    }
    if let Some(of) = &file.copy_of {
        return messages::output::left_out(&name, of).into();
    }
    if let Some(issue) = file.issue.as_ref().filter(|issue| issue.contains(APART)) {
        name = messages::output::file_of_issue(&name, issue);
    }
    let counts = messages::output::file_counts(
        &name,
        &counts::articles(file.articles),
        &counts::events(file.events),
        &counts::citations(file.citations),
    );
    let told = match file.stale {
        true => messages::output::of_last_good_state(&counts),
        false => counts,
    };
    let status = status_name(file.status).text();
    let gap = " ".repeat(STATUS_CELLS.saturating_sub(width_of(status)) + 1);
    format!("{status}{gap}{told}")
}

/// As wide as the widest status.
const STATUS_CELLS: usize = 9;

fn status_name(status: FileStatus) -> Name {
    match status {
        FileStatus::Added => states::ADDED,
        FileStatus::Unchanged => states::UNCHANGED,
        FileStatus::Replaced => states::REPLACED,
        FileStatus::Renamed => states::RENAMED,
        FileStatus::Removed => states::REMOVED,
        FileStatus::Failed => states::FAILED,
    }
}

const FILES: &[Column] = &[
    Column::new("file", columns::FILE),
    Column::new("status", columns::STATUS),
    Column::new("stale", columns::STALE),
    Column::new("renamed_from", columns::WAS),
    Column::new("articles", columns::ARTICLES),
    Column::new("events", columns::EVENTS),
    Column::new("citations", columns::CITATIONS),
    Column::new("warnings", columns::WARNINGS),
    Column::new("copy_of", columns::COPY_OF),
    Column::new("issue", columns::ISSUE),
];

fn file_row(file: &FileReport) -> Vec<Cell> {
    vec![
        Cell::Text(file.file.clone()),
        Cell::Word(file.status.as_str(), status_name(file.status)),
        truth_cell(file.stale),
        Cell::optional(file.renamed_from.as_deref()),
        Cell::Count(file.articles),
        Cell::Count(file.events),
        Cell::Count(file.citations),
        Cell::Messages(file.messages().collect()),
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
                truth_cell(generation.whole),
            ]
        });
        let table = Table::new(tables::GENERATIONS, GENERATIONS, rows.collect());
        Some(Cow::Owned(table))
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn items(&self) -> Vec<Object<'_>> {
        self.objects()
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut texts: Vec<Message> = Vec::new();
        for generation in &self.generations {
            let told = match (generation.name == self.generation, generation.whole) {
                (true, true) => messages::output::generation_published,
                (true, false) => messages::output::generation_published_damaged,
                (false, true) => messages::output::generation_whole,
                (false, false) => messages::output::generation_damaged,
            };
            let megabytes = format!("{:.1}", generation.bytes as f64 / 1e6);
            let files = counts::files(generation.files);
            texts.push(told(&generation.name, &files, &megabytes));
        }
        let faults = self.faults.iter();
        texts.extend(faults.map(|fault| messages::output::wrong(&fault.text)));
        let notes = self.notes.iter();
        texts.extend(notes.map(|note| messages::output::note(&note.text)));
        texts.extend(self.account.sentences(true));
        let verdict = match self.sound {
            true => messages::output::index_sound,
            false => messages::output::index_wrong,
        };
        texts.push(verdict(
            &self.totals,
            &counts::digest_files(self.compared),
            &counts::canaries(self.canaries),
            &format!("{:.0}", self.elapsed.as_secs_f64() * 1e3),
        ));
        let lines = texts.iter();
        lines
            .flat_map(|text| Line::plain(text.text()).wrapped("", "  ", width_cells))
            .collect()
    }

    fn page(&self) -> Option<Page<'_>> {
        Some(Page::of_lines(self.lines(Page::LINE_CELLS)))
    }
}

const GENERATIONS: &[Column] = &[
    Column::new("name", columns::GENERATION),
    Column::new("files", columns::FILES),
    Column::new("bytes", columns::BYTES),
    Column::new("whole", columns::WHOLE),
];

impl Answer for RollbackReport {
    fn shape(&self) -> Shape {
        Shape::Prose
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(self)]
    }

    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let text = messages::output::rolled_back(&self.to, &self.totals);
        Line::plain(text.text()).wrapped("", "", width_cells)
    }
}
