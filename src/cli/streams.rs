//! The process's own streams, and what they are attached to.

use std::io::{self, BufWriter, IsTerminal, Write};

use terminal_size::terminal_size_of;

use crate::output::{Style, harmless_text};

/// The width where the terminal does not tell, in cells.
const DEFAULT_WIDTH_CELLS: usize = 80;

/// Standard output, buffered. Flush it: what a drop cannot write is lost.
pub(super) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Standard input, buffered.
pub(super) fn stdin() -> io::StdinLock<'static> {
    io::stdin().lock()
}

/// Writes `message` to standard error, on a line of its own.
pub(super) fn tell(message: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{}", harmless_text(message));
}

/// Tells an error of one line or several.
pub(super) fn tell_error(message: &str) {
    let lines: Vec<String> = message.lines().map(harmless_text).collect();
    let _ = writeln!(io::stderr().lock(), "error: {}", lines.join("\n"));
}

/// Whether somebody would have to type what is read from standard input.
pub(super) fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// Whether progress may be redrawn in place.
pub(super) fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Writes finished lines to standard error.
pub(super) fn tell_lines(lines: &[u8]) {
    let _ = io::stderr().lock().write_all(lines);
}

/// How text on standard output may look.
///
/// Escape codes are for terminals, and not where `NO_COLOR` is set and not empty
/// (no-color.org) or the terminal is `dumb`. `COLUMNS` tells the width where
/// standard output is no terminal.
pub(super) fn style() -> Style {
    let stdout = io::stdout();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let width = match terminal_size_of(&stdout) {
        Some((width, _)) => Some(usize::from(width.0)),
        None => std::env::var("COLUMNS")
            .ok()
            .and_then(|text| text.parse().ok()),
    };
    Style {
        ansi: stdout.is_terminal() && !set("NO_COLOR") && !dumb,
        width_cells: width
            .filter(|width| *width > 0)
            .unwrap_or(DEFAULT_WIDTH_CELLS),
    }
}
