//! Text for people on standard output, in a pager where it is longer than the screen.
//!
//! Defines when there is a pager and how it is started. Which program it is, is
//! `settings`'.

#![expect(
    clippy::disallowed_methods,
    reason = "what is paged goes to standard output where no pager starts"
)]

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::Context;
use terminal_size::terminal_size_of;

use crate::cli::session::Session;
use crate::cli::settings::Origin;
use crate::cli::terminal::streams;
use crate::language::messages;
use crate::output::{self, Line, Style};

/// What makes a shell necessary to run a command.
const OF_SHELLS: &str = "|&;<>()$`\\\"'*?[#~=%{}\n";

/// What a shell says of a command that it cannot run.
const CANNOT_RUN: std::ops::RangeInclusive<i32> = 126..=127;

/// Shows lines that people read on standard output: as they are, or in a pager, which is
/// waited for.
pub(in crate::cli) fn show(
    session: &Session,
    lines: &[Line],
    style: &Style<'_>,
) -> anyhow::Result<()> {
    let stdout = io::stdout();
    let size = terminal_size_of(&stdout).filter(|_| stdout.is_terminal());
    // One row is the prompt's that follows.
    let rows = size.map_or(0, |(_, rows)| usize::from(rows.0));
    let named = &session.settings.pager;
    let pager = named.value.as_deref();
    let pager = pager.filter(|_| rows > 0 && !streams::is_dumb() && lines.len() >= rows);
    match pager {
        Some(pager) => show_in(pager, &named.origin, lines, style),
        None => show_as_they_are(lines, style),
    }
    .context(messages::command::no_standard_output())
}

fn show_as_they_are(lines: &[Line], style: &Style<'_>) -> io::Result<()> {
    let mut out = streams::stdout();
    output::write_lines(&mut out, lines, style)?;
    out.flush()
}

/// Shows lines in the pager; as they are where there is no such program.
fn show_in(pager: &str, origin: &Origin, lines: &[Line], style: &Style<'_>) -> io::Result<()> {
    // Of other pagers than less nobody knows whether they pass links on.
    let of_pager = Style {
        links: style.links.filter(|_| is_less(pager)),
        ..*style
    };
    let mut text = Vec::new();
    output::write_lines(&mut text, lines, &of_pager)?;
    let why = match page(pager, &text) {
        Ok(status) if !status.code().is_some_and(|code| CANNOT_RUN.contains(&code)) => {
            return Ok(());
        }
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    show_as_they_are(lines, style)?;
    if *origin != Origin::Default {
        streams::tell(messages::command::no_pager(&pager, &why));
    }
    Ok(())
}

/// Runs the pager over `text` until it ends. A reader who leaves early is no error.
fn page(pager: &str, text: &[u8]) -> io::Result<ExitStatus> {
    // Ctrl-C is the pager's while it runs: it stops what it does, and stays.
    #[cfg(unix)]
    let ignored = {
        let flag = std::sync::Arc::default();
        signal_hook::flag::register(signal_hook::consts::SIGINT, flag)?
    };
    let ended = run(pager, text);
    #[cfg(unix)]
    signal_hook::low_level::unregister(ignored);
    ended
}

fn run(pager: &str, text: &[u8]) -> io::Result<ExitStatus> {
    let mut command = command(pager);
    for (name, value) in [("LESS", "FRX"), ("LESSCHARSET", "utf-8"), ("LV", "-c")] {
        if std::env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    let written = match child.stdin.take() {
        Some(mut stdin) => stdin.write_all(text),
        None => Ok(()),
    };
    let status = child.wait()?;
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(status),
    }
}

/// The program that runs a pager: its own, or the shell's where only a shell understands it.
pub(in crate::cli) fn program(pager: &str) -> OsString {
    command(pager).get_program().to_owned()
}

fn command(pager: &str) -> Command {
    if cfg!(unix) && pager.contains(|c| OF_SHELLS.contains(c)) {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(pager);
        return shell;
    }
    let mut words = pager.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

fn is_less(pager: &str) -> bool {
    let program = pager.split_whitespace().next().unwrap_or_default();
    Path::new(program)
        .file_stem()
        .is_some_and(|name| name == "less")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_is_known_with_its_folder_and_flags() {
        assert!(is_less("less"));
        assert!(is_less("/usr/bin/less -R"));
        assert!(!is_less("most"));
        assert!(!is_less(""));
    }

    #[test]
    #[cfg(unix)]
    fn a_shell_runs_what_only_a_shell_understands() {
        assert_eq!(command("less -R").get_program(), "less");
        assert_eq!(command("less -R | cat").get_program(), "sh");
        assert_eq!(command("LESS=R less").get_program(), "sh");
    }
}
