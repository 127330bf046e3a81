//! Text for people on standard output, in a pager where it is longer than the screen.
//!
//! Defines when there is a pager and how it is started. Which program it is, is
//! `settings`'.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use terminal_size::terminal_size_of;

use super::settings::{Origin, Settings};
use super::streams;
use crate::output;

/// What makes a shell necessary to run a command.
const OF_SHELLS: &str = "|&;<>()$`\\\"'*?[#~=%{}\n";

/// What a shell says of a command that it cannot run.
const CANNOT_RUN: std::ops::RangeInclusive<i32> = 126..=127;

/// Standard output for text. What is written is shown by `flush`: as it is, or in a
/// pager, which is waited for.
pub(super) struct Page {
    text: Vec<u8>,
    /// The pager's command; `None` where nothing is paged.
    pager: Option<&'static str>,
    /// How many lines fit the screen beside the prompt that follows.
    rows: usize,
}

/// Standard output for what a command found: long text that people read goes into a
/// pager. Flush it.
pub(super) fn output(is_text: bool) -> Box<dyn Write> {
    if is_text {
        Box::new(Page::new())
    } else {
        Box::new(streams::stdout())
    }
}

impl Page {
    /// A page on standard output.
    pub(super) fn new() -> Self {
        let stdout = io::stdout();
        let size = terminal_size_of(&stdout).filter(|_| stdout.is_terminal());
        let pager = Settings::current().pager.value.as_deref();
        let rows = size.map_or(0, |(_, rows)| usize::from(rows.0));
        Page {
            text: Vec::new(),
            pager: pager.filter(|_| rows > 0 && !streams::is_dumb()),
            rows: rows.saturating_sub(1),
        }
    }

    fn show(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        let lines = text.iter().filter(|byte| **byte == b'\n').count();
        match self.pager.filter(|_| lines > self.rows) {
            Some(pager) => show_in(pager, &text),
            None => show_as_it_is(&text),
        }
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.show()
    }
}

fn show_as_it_is(text: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text)?;
    stdout.flush()
}

/// Shows `text` in the pager; as it is where there is no such program.
fn show_in(pager: &str, text: &[u8]) -> io::Result<()> {
    let without_links;
    let shown = if is_less(pager) {
        text
    } else {
        // Of other pagers nobody knows whether they pass links on.
        without_links = output::without_links(&String::from_utf8_lossy(text));
        without_links.as_bytes()
    };
    let why = match page(pager, shown) {
        Ok(status) if !status.code().is_some_and(|code| CANNOT_RUN.contains(&code)) => {
            return Ok(());
        }
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    show_as_it_is(text)?;
    if Settings::current().pager.origin != Origin::Default {
        streams::tell(&format!("digest: the pager `{pager}` cannot be run: {why}"));
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
