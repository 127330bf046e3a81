//! The process's own streams, and what they are attached to.

#![expect(clippy::disallowed_methods, reason = "these are the process's streams")]

use std::env;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use terminal_size::terminal_size_of;

use crate::cli::settings::Settings;
use crate::cli::settings::when::When;
use crate::cli::terminal::hyperlinks;
use crate::language::{Message, labels::parts};
use crate::output::{Links, Style, harmless_text};

/// The width where the terminal does not tell, in cells.
const DEFAULT_WIDTH_CELLS: usize = 80;

/// Standard output, buffered. Flush it: what a drop cannot write is lost.
pub(in crate::cli) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Standard input, buffered.
pub(in crate::cli) fn stdin() -> io::StdinLock<'static> {
    io::stdin().lock()
}

/// Writes `message` to standard error, on one line of its own.
pub(in crate::cli) fn tell(message: impl Display) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(
        io::stderr().lock(),
        "{}",
        harmless_text(&message.to_string())
    );
}

/// Tells an error of one line or several. Further lines are indented, so that none looks
/// like a message of its own, whatever name or text it quotes.
pub(in crate::cli) fn tell_error(message: &Message) {
    let mut text = format!("{}: ", parts::ERROR);
    for (place, line) in message.text().split('\n').enumerate() {
        let indent = if place > 0 && !line.starts_with("  ") {
            "  "
        } else {
            ""
        };
        text.push_str(&format!("{indent}{}\n", harmless_text(line)));
    }
    tell_lines(text.as_bytes());
}

/// Whether somebody would have to type what is read from standard input.
pub(in crate::cli) fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// Whether progress may be redrawn in place.
pub(in crate::cli) fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Whether somebody looks at standard output.
pub(in crate::cli) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether standard input and output are a terminal that can be drawn on.
pub(in crate::cli) fn is_interactive() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb
}

/// Writes finished lines to standard error, of which nothing commands the terminal.
pub(in crate::cli) fn tell_lines(lines: &[u8]) {
    let _ = io::stderr().lock().write_all(lines);
}

/// How text on standard output may look; `corpus_url` is the address of the corpus folder.
///
/// Where nothing is said of them, escape codes are for terminals that are not `dumb`, and
/// links for those among them that have links. `COLUMNS` tells the width where standard
/// output is no terminal.
pub(in crate::cli) fn style<'a>(settings: &Settings, corpus_url: Option<&'a str>) -> Style<'a> {
    let stdout = io::stdout();
    let ansi = match settings.color.value {
        When::Always => true,
        When::Never => false,
        When::Auto => stdout.is_terminal() && !is_dumb(),
    };
    let has_links = match settings.hyperlinks.value {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            ansi && stdout.is_terminal()
                && hyperlinks::terminal_has_them(
                    |name| env::var_os(name),
                    supports_hyperlinks::supports_hyperlinks,
                )
        }
    };
    let links = has_links.then_some(Links { corpus_url });
    Style {
        ansi,
        width_cells: settings.width_cells.unwrap_or_else(width_cells),
        links,
        utf8_mark: false,
    }
}

/// The width of the terminal, else that of `COLUMNS`, else the usual one.
pub(in crate::cli) fn width_cells() -> usize {
    told_width_cells().unwrap_or(DEFAULT_WIDTH_CELLS)
}

/// The width of the terminal, else that of `COLUMNS`; `None` where nothing tells one.
pub(in crate::cli) fn told_width_cells() -> Option<usize> {
    let width = match terminal_size_of(io::stdout()) {
        Some((width, _)) => Some(usize::from(width.0)),
        None => env::var("COLUMNS").ok().and_then(|text| text.parse().ok()),
    };
    width.filter(|width| *width > 0)
}

/// Whether the terminal says that it shows nothing but text.
pub(in crate::cli) fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}
