//! What a client's configuration needs, and what is told where somebody starts the server by
//! hand.

use std::env;
use std::io::{self, Write};

use serde_json::json;

use crate::cli::settings::places::Places;
use crate::document::steers;
use crate::language::{Message, messages};
use crate::output::harmless_text;

/// Writes the lines that a client's configuration needs to search these folders.
pub(super) fn write(out: &mut dyn Write, places: &Places) -> io::Result<()> {
    let program = env::current_exe().map_or_else(
        |_| "digest".to_owned(),
        |path| path.to_string_lossy().into_owned(),
    );
    let configuration = json!({
        "mcpServers": {
            "digest": {
                "command": program,
                "args": [
                    "mcp",
                    "--corpus",
                    places.corpus.to_string_lossy(),
                    "--index",
                    places.index.to_string(),
                ],
            }
        }
    });
    // Paths may hold what steers a terminal; in JSON it can be told by its number.
    for c in serde_json::to_string_pretty(&configuration)?.chars() {
        match c {
            c if steers(c) && c != '\n' => write!(out, "\\u{:04x}", u32::from(c))?,
            c => write!(out, "{c}")?,
        }
    }
    writeln!(out)
}

/// What is told on a terminal.
pub(super) fn told_by_hand(places: &Places) -> Message {
    let mut lines = Vec::new();
    // A vector takes all that is written.
    let _ = write(&mut lines, places);
    let lines = String::from_utf8_lossy(&lines);
    let lines: String = lines
        .lines()
        .map(|line| format!("  {}\n", harmless_text(line)))
        .collect();
    messages::mcp::by_hand(&lines)
}
