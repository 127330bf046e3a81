//! What a run of the index job did: the values, their text and their JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use super::json::{FORMAT_VERSION, milliseconds, write_line};
use super::style::{Role, Style};
use super::text::write_lines;
use super::wrap::wrapped;

/// What a run of the index job did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexReport {
    /// Issues in the whole index.
    pub issues: u64,
    /// Articles in the whole index.
    pub articles: u64,
    /// Events in the whole index.
    pub events: u64,
    /// Citations in the whole index.
    pub citations: u64,
    /// The generation that searches read now.
    pub generation: Option<String>,
    /// Whether this run published it; nothing is where nothing changed.
    pub published: bool,
    /// Why the disk did not confirm that it has the generation, though searches read it.
    pub unconfirmed: Option<String>,
    /// Why all was built anew; `None` where only what changed was written.
    pub rebuilt: Option<String>,
    /// Every digest file of the corpus, and those that are gone, by name.
    pub files: Vec<FileReport>,
}

impl IndexReport {
    /// Whether there is something that somebody should look at: a digest file or a
    /// folder that could not be read, or the disk.
    pub fn has_problems(&self) -> bool {
        let mut files = self.files.iter();
        self.unconfirmed.is_some() || files.any(|file| file.status == FileStatus::Failed)
    }

    /// Each warning as `FILE:LINE: message`.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        self.files.iter().flat_map(FileReport::messages)
    }
}

/// What became of one digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The path below the corpus folder, with `/` between parts.
    pub file: String,
    /// What became of it.
    pub status: FileStatus,
    /// Whether its articles in the index are those of an older state of it, since the
    /// newest cannot be read or parsed.
    pub stale: bool,
    /// The name that it had before.
    pub renamed_from: Option<String>,
    /// Articles of it in the index.
    pub articles: u64,
    /// Events of it in the index.
    pub events: u64,
    /// Citations of it in the index.
    pub citations: u64,
    /// Its non-blank lines by what they are part of.
    pub lines: BTreeMap<String, u64>,
    /// What was odd or wrong.
    pub warnings: Vec<LineMessage>,
}

impl FileReport {
    /// Each of its warnings as `FILE:LINE: message`.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        self.warnings.iter().map(|warning| match warning.line {
            Some(line) => format!("{}:{line}: {}", self.file, warning.message),
            None => format!("{}: {}", self.file, warning.message),
        })
    }
}

/// A message about a line of a digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineMessage {
    /// The line, counted from 1; `None` where it is about the whole file.
    pub line: Option<u32>,
    /// What was wrong, and what to do.
    pub message: String,
}

/// What became of a digest file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// It was not in the index before.
    Added,
    /// Its bytes are those of the last run.
    Unchanged,
    /// Its bytes changed.
    Replaced,
    /// Its bytes are those of a file that is gone.
    Renamed,
    /// It is gone, and its articles with it.
    Removed,
    /// It cannot be read or parsed; articles of an older state stay in the index.
    Failed,
}

impl FileStatus {
    /// The status's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            FileStatus::Added => "added",
            FileStatus::Unchanged => "unchanged",
            FileStatus::Replaced => "replaced",
            FileStatus::Renamed => "renamed",
            FileStatus::Removed => "removed",
            FileStatus::Failed => "failed",
        }
    }
}

/// What the index job did: a line a file that changed, its warnings, the totals.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn report_text(
    out: &mut dyn Write,
    report: &IndexReport,
    elapsed: Duration,
    style: &Style,
) -> io::Result<()> {
    let mut unchanged = 0;
    for file in &report.files {
        if file.status == FileStatus::Unchanged {
            unchanged += 1;
        } else {
            let from = match &file.renamed_from {
                Some(from) => format!(" (was {from})"),
                None => String::new(),
            };
            let stale = if file.stale {
                ", of its last good state"
            } else {
                ""
            };
            let counts = format!(
                "{:<9} {}{from}: {} articles, {} events, {} citations{stale}",
                file.status.as_str(),
                file.file,
                file.articles,
                file.events,
                file.citations
            );
            write_lines(
                out,
                &wrapped(&counts, &[], Role::Plain, "", "          ", style),
            )?;
        }
        for message in file.messages() {
            write_lines(
                out,
                &wrapped(&message, &[], Role::Plain, "  ", "    ", style),
            )?;
        }
    }
    if unchanged > 0 {
        writeln!(out, "unchanged {unchanged} files")?;
    }
    if let Some(reason) = &report.rebuilt {
        let reason = format!("built anew: {reason}");
        write_lines(out, &wrapped(&reason, &[], Role::Plain, "", "  ", style))?;
    }
    let totals = format!(
        "{} issues, {} articles, {} events, {} citations in the index ({:.0} ms)",
        report.issues,
        report.articles,
        report.events,
        report.citations,
        elapsed.as_secs_f64() * 1e3
    );
    write_lines(out, &wrapped(&totals, &[], Role::Plain, "", "  ", style))
}

#[derive(Serialize)]
struct ReportJson<'a> {
    format_version: u32,
    issues: u64,
    articles: u64,
    events: u64,
    citations: u64,
    elapsed_ms: f64,
    generation: Option<&'a str>,
    published: bool,
    unconfirmed: Option<&'a str>,
    rebuilt: Option<&'a str>,
    files: Vec<FileJson<'a>>,
}

#[derive(Serialize)]
struct RollbackJson<'a> {
    format_version: u32,
    from: Option<&'a str>,
    to: &'a str,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    format_version: u32,
    error: &'a str,
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: &'a str,
    status: &'static str,
    stale: bool,
    renamed_from: Option<&'a str>,
    articles: u64,
    events: u64,
    citations: u64,
    lines: &'a BTreeMap<String, u64>,
    warnings: Vec<WarningJson<'a>>,
}

#[derive(Serialize)]
struct WarningJson<'a> {
    line: Option<u32>,
    message: &'a str,
}

/// Which generation is published after going back, and which was before.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn rollback_json(out: &mut dyn Write, from: Option<&str>, to: &str) -> io::Result<()> {
    let json = RollbackJson {
        format_version: FORMAT_VERSION,
        from,
        to,
    };
    write_line(out, &json)
}

/// What stands in the place of a report where there is none: the run failed.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn failure_json(out: &mut dyn Write, message: &str) -> io::Result<()> {
    let json = FailureJson {
        format_version: FORMAT_VERSION,
        error: message,
    };
    write_line(out, &json)
}

/// What the index job did.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn report_json(out: &mut dyn Write, report: &IndexReport, elapsed: Duration) -> io::Result<()> {
    let json = ReportJson {
        format_version: FORMAT_VERSION,
        issues: report.issues,
        articles: report.articles,
        events: report.events,
        citations: report.citations,
        elapsed_ms: milliseconds(elapsed),
        generation: report.generation.as_deref(),
        published: report.published,
        unconfirmed: report.unconfirmed.as_deref(),
        rebuilt: report.rebuilt.as_deref(),
        files: report
            .files
            .iter()
            .map(|file| FileJson {
                file: &file.file,
                status: file.status.as_str(),
                stale: file.stale,
                renamed_from: file.renamed_from.as_deref(),
                articles: file.articles,
                events: file.events,
                citations: file.citations,
                lines: &file.lines,
                warnings: file
                    .warnings
                    .iter()
                    .map(|warning| WarningJson {
                        line: warning.line,
                        message: &warning.message,
                    })
                    .collect(),
            })
            .collect(),
    };
    write_line(out, &json)
}
