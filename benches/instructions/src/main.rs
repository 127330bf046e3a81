//! How many instructions the main paths cost, against the figures that are committed:
//! a guard that a loaded machine cannot upset, since callgrind counts and times nothing.
//!
//! `cargo run --release -p digest-instructions` fails where a path costs 5 % more than its figure in
//! `benches/instructions/figures.tsv`. `-- --accept "reason"` writes the new figures there, with
//! the reason. What they depend on beside the code is in README.md beside it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a bench tells its figures"
)]
#![allow(
    unreachable_pub,
    reason = "nothing reaches into a program: `pub` is for its files"
)]

mod analysed;
mod arguments;
mod callgrind;
mod figures;
mod paths;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use arguments::Task;
use callgrind::Callgrind;
use figures::{ALLOWED_PERCENT, Count, Figures};
use paths::MeasuredPath;

/// Each path is counted as often, and the lowest count is taken: what a run does more than
/// another is chance.
const RUNS: usize = 2;

/// Counts of one path that lie farther apart are shown: chance is a quarter of it.
const NOTED_SPREAD: f64 = 0.005;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("instructions: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let reason = match arguments::task(std::env::args().skip(1))? {
        Task::Analyse(what) => {
            analysed::analyse(&what)?;
            return Ok(ExitCode::SUCCESS);
        }
        Task::Compare => None,
        Task::Accept(reason) => Some(reason),
    };
    if cfg!(debug_assertions) {
        return Err(
            "counts are of optimised builds: cargo run --release -p digest-instructions".to_owned(),
        );
    }
    // Read before anything is measured: a mistake in it shows at once.
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("figures.tsv");
    let committed = match fs::read_to_string(&file) {
        Ok(text) => {
            Figures::parse(&text).map_err(|error| format!("{}: {error}", file.display()))?
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Figures::default(),
        Err(error) => return Err(format!("{}: {error}", file.display())),
    };

    let callgrind = Callgrind::find()?;
    let mut counts = Vec::new();
    for path in paths::all(&callgrind)? {
        eprintln!("counting: {}", path.name);
        let mut instructions = lowest(&callgrind, &path, &path.command)?;
        if let Some(without) = &path.without {
            instructions = instructions.saturating_sub(lowest(&callgrind, &path, without)?);
        }
        counts.push(Count {
            path: path.name.to_owned(),
            instructions,
        });
    }

    let rows = committed.compare(&counts);
    print!("{}", figures::table(&rows));
    let taken_with = callgrind.taken_with()?;
    let other_tools = !committed.taken_with.is_empty() && committed.taken_with != taken_with;
    if other_tools {
        println!("\nthe figures were taken with {}", committed.taken_with);
        println!("this run has                {taken_with}");
    }
    if let Some(reason) = reason {
        let accepted = committed.accept(&counts, &taken_with, &reason);
        fs::write(&file, accepted.to_string())
            .map_err(|error| format!("{}: {error}", file.display()))?;
        println!("\nwritten to benches/instructions/figures.tsv: commit it with the change.");
        return Ok(ExitCode::SUCCESS);
    }
    if rows.iter().any(|row| row.verdict.fails()) {
        println!(
            "\nFailed: a path costs over {ALLOWED_PERCENT} % more than its figure, or path and figure are not \
             both there.\nWhere that is meant, run\n\n    \
             cargo run --release -p digest-instructions -- --accept \"why it costs more\"\n\n\
             and commit benches/instructions/figures.tsv. `valgrind --tool=callgrind` and \
             callgrind_annotate tell\nwhere the instructions go."
        );
        if other_tools {
            println!("The tools differ: count a commit from before the change with these as well.");
        }
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn lowest(
    callgrind: &Callgrind,
    path: &MeasuredPath,
    command: &callgrind::Command,
) -> Result<u64, String> {
    let mut counts = Vec::new();
    for _ in 0..RUNS {
        counts.push(
            callgrind
                .count(command)
                .map_err(|error| format!("{}: {error}", path.name))?,
        );
    }
    let lowest = counts.iter().copied().min().unwrap_or_default();
    let highest = counts.iter().copied().max().unwrap_or_default();
    if highest as f64 > lowest as f64 * (1.0 + NOTED_SPREAD) {
        println!("{}: the runs differ: {counts:?}", path.name);
    }
    Ok(lowest)
}
