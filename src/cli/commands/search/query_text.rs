//! What is searched for: what was typed, or standard input.

use std::io::Read;

use anyhow::{Context, bail};

use crate::cli::arguments;
use crate::cli::terminal::streams;
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
        bail!("there is no query; write words, as in `digest search 레드팀`");
    }
    let mut bytes = Vec::new();
    let read = streams::stdin()
        .take(LONGEST_INPUT_BYTES + 1)
        .read_to_end(&mut bytes)
        .context("cannot read the query from standard input")?;
    if read as u64 > LONGEST_INPUT_BYTES {
        bail!(
            "the query on standard input is longer than {LONGEST_INPUT_BYTES} bytes, and at most \
             {LONGEST_QUERY_CHARS} characters can be searched for at once; ask for less"
        );
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to() + 1;
        anyhow::anyhow!("byte {at} of the query is not UTF-8; convert it to UTF-8")
    })?;
    if text.trim().is_empty() {
        bail!(
            "there is no query, and standard input is empty; write words, as in \
             `digest search 레드팀`"
        );
    }
    Ok(text.trim().to_owned())
}
