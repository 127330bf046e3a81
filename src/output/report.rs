//! What a job did: the text of a run of the index job, and the JSON of every job.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{FORMAT_VERSION, write_line};
use super::style::{Role, Style};
use super::text::write_lines;
use super::wrap::wrapped;
use crate::job::{FileStatus, IndexReport};

/// What the index job did: a line a file that changed, its warnings, the totals.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn report_text(out: &mut dyn Write, report: &IndexReport, style: &Style) -> io::Result<()> {
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
        "{} in the index ({:.0} ms)",
        report.totals,
        report.elapsed.as_secs_f64() * 1e3
    );
    write_lines(out, &wrapped(&totals, &[], Role::Plain, "", "  ", style))
}

#[derive(Serialize)]
struct JobJson<'a, T> {
    format_version: u32,
    #[serde(flatten)]
    report: &'a T,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    format_version: u32,
    error: &'a str,
}

/// What a job did or found, as one object on a line.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn job_json(out: &mut dyn Write, report: &impl Serialize) -> io::Result<()> {
    let json = JobJson {
        format_version: FORMAT_VERSION,
        report,
    };
    write_line(out, &json)
}

/// What stands in the place of a report where there is none: the job failed.
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
