//! The ids that a command is given, in its arguments or on standard input.

use std::io::BufRead;

use anyhow::Context;

use crate::cli::terminal::streams;
use crate::language::messages;

/// What stands for standard input among the ids.
const STDIN: &str = "-";

/// The ids as they were given, those of standard input in the place of `-`.
pub(in crate::cli) fn typed_ids(given: &[String]) -> anyhow::Result<Vec<String>> {
    let mut ids = Vec::new();
    for id in given {
        let id = super::unmarked(id);
        if id != STDIN {
            ids.push(id.to_owned());
            continue;
        }
        for (place, line) in streams::stdin().split(b'\n').enumerate() {
            let line = line.context(messages::command::no_ids_read())?;
            let line = match place {
                0 => super::without_mark(&line),
                _ => &line,
            };
            let line = String::from_utf8_lossy(line);
            if !line.trim().is_empty() {
                ids.push(line.trim().to_owned());
            }
        }
    }
    Ok(ids)
}
