//! `digest __pdf`, the process that reads one PDF: its bytes in, its pages out.
//!
//! Whoever starts it gives the limits, and takes whatever it ends of as an answer.

use std::io::{Read, Write};

use anyhow::Context;
use clap::Args;

use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::corpus::{NOT_INSTALLED, tell_pages};
use crate::language::messages;

/// What one PDF may take
#[derive(Debug, Args)]
#[command(hide = true)]
pub(in crate::cli) struct PdfArgs {
    /// The seconds of a processor
    #[arg(value_name = "SECONDS")]
    seconds: u64,

    /// The address space in bytes
    #[arg(value_name = "BYTES")]
    memory_bytes: u64,

    /// Have poppler's pdftotext read it
    #[arg(long)]
    pdftotext: bool,
}

pub(in crate::cli) fn run(args: PdfArgs, _session: &Session) -> anyhow::Result<Outcome> {
    #[cfg(unix)]
    limit(&args)?;
    if args.pdftotext {
        return pdftotext();
    }
    let mut pdf = Vec::new();
    let read = streams::stdin().read_to_end(&mut pdf);
    read.context(messages::command::no_pdf_read())?;
    let mut out = streams::stdout();
    tell_pages(pdf, &mut out)
        .and_then(|()| out.flush())
        .context(messages::command::no_pages_written())?;
    Ok(Outcome::Good)
}

/// Limits this process, and what becomes of it.
#[cfg(unix)]
fn limit(args: &PdfArgs) -> anyhow::Result<()> {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let limits = [
        (Resource::As, args.memory_bytes),
        (Resource::Cpu, args.seconds),
        // A crash is told by its status.
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        let mut limit = getrlimit(resource);
        let least = |limit: Option<u64>| Some(limit.map_or(most, |limit| limit.min(most)));
        limit.current = least(limit.current);
        limit.maximum = least(limit.maximum);
        setrlimit(resource, limit).context(messages::command::no_limit())?;
    }
    // It ends with whoever started it, however that ends.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))
        .context(messages::command::no_tie())?;
    Ok(())
}

/// Becomes pdftotext, which takes over the limits and the pipes.
#[cfg(unix)]
fn pdftotext() -> anyhow::Result<Outcome> {
    use std::os::unix::process::CommandExt;
    let error = command().exec();
    not_started(&error)
}

/// Has pdftotext take over the pipes.
#[cfg(not(unix))]
fn pdftotext() -> anyhow::Result<Outcome> {
    match command().status() {
        Ok(status) if status.success() => Ok(Outcome::Good),
        Ok(_) => Ok(Outcome::Told(2)),
        Err(error) => not_started(&error),
    }
}

fn command() -> std::process::Command {
    let mut command = std::process::Command::new("pdftotext");
    command.args(["-q", "-enc", "UTF-8", "-", "-"]);
    command
}

fn not_started(error: &std::io::Error) -> anyhow::Result<Outcome> {
    streams::tell(messages::command::no_pdftotext_started(&error));
    Ok(Outcome::Told(NOT_INSTALLED))
}
