//! What a check of an index found, as text.

use std::io::{self, Write};

use super::style::{Role, Style};
use super::text::write_lines;
use super::wrap::wrapped;
use crate::job::CheckReport;

/// What a check found, for people.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn check_text(out: &mut dyn Write, report: &CheckReport, style: &Style) -> io::Result<()> {
    let mut line = |text: &str, first: &str, next: &str| {
        write_lines(out, &wrapped(text, &[], Role::Plain, first, next, style))
    };
    for generation in &report.generations {
        let state = if generation.whole { "whole" } else { "damaged" };
        let published = if generation.name == report.generation {
            ", published"
        } else {
            ""
        };
        let text = format!(
            "{}: {state}{published}, {} files, {:.1} MB",
            generation.name,
            generation.files,
            generation.bytes as f64 / 1e6
        );
        line(&text, "", "  ")?;
    }
    for fault in &report.faults {
        line(&format!("wrong: {fault}"), "", "  ")?;
    }
    for note in &report.notes {
        line(&format!("note: {}", note.text), "", "  ")?;
    }
    let verdict = if report.sound { "sound" } else { "wrong" };
    let text = format!(
        "the index is {verdict}: {}; {} digest files compared, {} canaries ({:.0} ms)",
        report.totals,
        report.compared,
        report.canaries,
        report.elapsed.as_secs_f64() * 1e3
    );
    line(&text, "", "  ")
}
