//! What is searched for: what was typed, or standard input.

use std::io::Read;

use anyhow::{Context, bail};

use crate::cli::arguments;
use crate::cli::terminal::streams;
use crate::language::messages;
use crate::search::LONGEST_QUERY_CHARS;

/// The longest query from standard input, in bytes: more than the characters that are
/// searched for at once.
const LONGEST_INPUT_BYTES: u64 = 4 * LONGEST_QUERY_CHARS as u64 + 1024;

/// The query as it was typed, or as standard input has it. Where something else is asked for
/// there need be none.
pub(super) fn query_text(words: &[String], asks_for_something: bool) -> anyhow::Result<String> {
    let is_dash = words.len() == 1 && arguments::unmarked(&words[0]) == "-";
    if !words.is_empty() && !is_dash {
        return Ok(arguments::text(words));
    }
    if words.is_empty() && (asks_for_something || streams::stdin_is_terminal()) {
        if asks_for_something {
            return Ok(String::new());
        }
        bail!(messages::command::no_query());
    }
    let mut bytes = Vec::new();
    let read = streams::stdin()
        .take(LONGEST_INPUT_BYTES + 1)
        .read_to_end(&mut bytes)
        .context(messages::command::no_query_read())?;
    if read as u64 > LONGEST_INPUT_BYTES {
        bail!(messages::command::query_too_long(
            &LONGEST_INPUT_BYTES,
            &LONGEST_QUERY_CHARS
        ));
    }
    let text = str::from_utf8(arguments::without_mark(&bytes)).map_err(|error| {
        let at = error.valid_up_to() + 1;
        anyhow::anyhow!(messages::command::query_no_utf8(&at))
    })?;
    if text.trim().is_empty() {
        bail!(messages::command::no_query_and_no_input());
    }
    Ok(text.trim().to_owned())
}
