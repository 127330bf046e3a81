//! Errors as people are told of them: with their reasons, each in short.

use crate::language::Message;
use std::fmt;

/// So much of one reason is told: some quote what they could not read.
const LONGEST_REASON_CHARS: usize = 300;

/// An error with its reasons in short.
pub(in crate::index) fn in_short(error: &anyhow::Error) -> Message {
    Message::told_by(&InShort(error))
}

struct InShort<'a>(&'a anyhow::Error);

impl fmt::Display for InShort<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&reasons(self.0))
    }
}

fn reasons(error: &anyhow::Error) -> String {
    let shortened = |reason: &dyn fmt::Display| {
        let text = reason.to_string();
        match text.char_indices().nth(LONGEST_REASON_CHARS) {
            Some((end, _)) => format!("{} …", &text[..end]),
            None => text,
        }
    };
    let reasons: Vec<String> = error.chain().map(|cause| shortened(&cause)).collect();
    reasons.join(": ")
}
