//! What `digest check` found, as text and as JSON.

use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use super::json::{FORMAT_VERSION, milliseconds, write_line};
use super::style::{Role, Style};
use super::text::write_lines;
use super::wrap::wrapped;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// The generation that searches read.
    pub generation: String,
    /// The version of the program that built it; `None` where that cannot be read.
    pub program: Option<String>,
    /// Issues, articles, events and citations, as the manifest says.
    pub counts: [u64; 4],
    /// Queries of `canaries.txt` that were searched for.
    pub canaries: u64,
    /// Digest files that were parsed again and compared.
    pub compared: u64,
    /// Every generation in the index folder, the published one first.
    pub generations: Vec<GenerationReport>,
    /// What makes the index wrong.
    pub faults: Vec<String>,
    /// What somebody should look at; searches are right all the same.
    pub notes: Vec<String>,
}

/// What was read of a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenerationReport {
    /// Its name, such as `gen-000007`.
    pub name: String,
    /// How many of its files were read.
    pub files: u64,
    /// How many bytes.
    pub bytes: u64,
    /// Whether every file is as it was written.
    pub whole: bool,
}

#[derive(Serialize)]
struct CheckJson<'a> {
    format_version: u32,
    sound: bool,
    generation: &'a str,
    program: Option<&'a str>,
    issues: u64,
    articles: u64,
    events: u64,
    citations: u64,
    canaries: u64,
    compared: u64,
    elapsed_ms: f64,
    generations: Vec<GenerationJson<'a>>,
    faults: &'a [String],
    notes: &'a [String],
}

#[derive(Serialize)]
struct GenerationJson<'a> {
    name: &'a str,
    files: u64,
    bytes: u64,
    whole: bool,
}

/// What a check found, as one object on a line.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn check_json(out: &mut dyn Write, report: &CheckReport, elapsed: Duration) -> io::Result<()> {
    let [issues, articles, events, citations] = report.counts;
    let generations = report.generations.iter();
    let json = CheckJson {
        format_version: FORMAT_VERSION,
        sound: report.faults.is_empty(),
        generation: &report.generation,
        program: report.program.as_deref(),
        issues,
        articles,
        events,
        citations,
        canaries: report.canaries,
        compared: report.compared,
        elapsed_ms: milliseconds(elapsed),
        generations: generations
            .map(|generation| GenerationJson {
                name: &generation.name,
                files: generation.files,
                bytes: generation.bytes,
                whole: generation.whole,
            })
            .collect(),
        faults: &report.faults,
        notes: &report.notes,
    };
    write_line(out, &json)
}

/// What a check found, for people.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn check_text(
    out: &mut dyn Write,
    report: &CheckReport,
    elapsed: Duration,
    style: &Style,
) -> io::Result<()> {
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
        line(&format!("note: {note}"), "", "  ")?;
    }
    let [issues, articles, events, citations] = report.counts;
    let verdict = if report.faults.is_empty() {
        "the index is sound"
    } else {
        "the index is wrong"
    };
    let text = format!(
        "{verdict}: {issues} issues, {articles} articles, {events} events, {citations} citations; \
         {} digest files compared, {} canaries ({:.0} ms)",
        report.compared,
        report.canaries,
        elapsed.as_secs_f64() * 1e3
    );
    line(&text, "", "  ")
}
