//! `digest index`: builds or refreshes the index.

use std::io::Write;
use std::time::Instant;

use anyhow::Context;
use clap::Args;

use super::places::Places;
use super::{Outcome, PlaceArgs, reindex, streams};
use crate::output::{self, FileStatus};

/// Build the index, or refresh it where digest files changed
#[derive(Debug, Args)]
#[command(after_help = "Searches go on meanwhile, over the index as it was.\n\n\
        Exit codes: 0 done, 1 done but a digest file cannot be parsed, 2 nothing was published.\n\n\
        Examples:\n  digest index\n  digest index --corpus ~/digests --json")]
pub(super) struct IndexArgs {
    /// Build anew even where nothing changed
    #[arg(long)]
    rebuild: bool,

    /// Write a report as JSON (format_version 1) instead of text
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: IndexArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let places = Places::find(places)?;
    let report = reindex::refresh(&places, args.rebuild)?;
    let elapsed = started.elapsed();

    let mut out = streams::stdout();
    let written = if args.json {
        output::report_json(&mut out, &report, elapsed)
    } else {
        output::report_text(&mut out, &report, elapsed, &streams::style())
    };
    written
        .and_then(|()| out.flush())
        .context("cannot write the report")?;
    let failed = report
        .files
        .iter()
        .any(|file| file.status == FileStatus::Failed);
    Ok(if failed {
        Outcome::Lacking
    } else {
        Outcome::Good
    })
}
