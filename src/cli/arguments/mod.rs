//! The arguments that commands share, a group a file; and those that start with a hyphen and are text.
//!
//! `-규제` cannot be a flag, so it is a word of a query; `--jsno` can, so it is a
//! mistake. clap takes both for flags: what is text is marked before it reads, and
//! unmarked after.

pub(in crate::cli) mod bounds;
pub(in crate::cli) mod citations;
pub(in crate::cli) mod dates;
pub(in crate::cli) mod filters;
pub(in crate::cli) mod formats;
pub(in crate::cli) mod ids;
pub(in crate::cli) mod places;
pub(in crate::cli) mod reach;
pub(in crate::cli) mod tellings;

use crate::language::{Message, messages};
use std::ffi::OsString;
use std::path::PathBuf;

/// A character of the private use area, which no flag begins with.
const TEXT_MARK: char = '\u{e000}';

/// The arguments of the process for clap: those that start with a hyphen but
/// cannot be flags are marked as text. What follows `--` is text anyway.
pub(in crate::cli) fn marked(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut separated = false;
    arguments
        .map(|argument| {
            separated |= argument == "--";
            match argument.to_str() {
                Some(text) if !separated && is_hyphened_text(text) => {
                    format!("{TEXT_MARK}{text}").into()
                }
                _ => argument,
            }
        })
        .collect()
}

/// The argument as it was typed.
pub(in crate::cli) fn unmarked(argument: &str) -> &str {
    argument.strip_prefix(TEXT_MARK).unwrap_or(argument)
}

/// The words of a text as it was typed.
pub(in crate::cli) fn text(words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(|word| unmarked(word)).collect();
    words.join(" ")
}

/// What a program wrote to standard input, without the mark (BOM) that some begin it with.
pub(in crate::cli) fn without_mark(input: &[u8]) -> &[u8] {
    input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input)
}

/// Whether `text` starts with a hyphen but is not spelled as a flag is: one or two
/// hyphens, a letter, then letters, digits and hyphens, and perhaps a value. Behind one hyphen
/// a capital stands alone.
fn is_hyphened_text(text: &str) -> bool {
    let rest = text.trim_start_matches('-');
    let name = rest.split('=').next().unwrap_or_default();
    let hyphens = text.len() - rest.len();
    // No cluster of short flags begins so: -AI and -LLM are words that are left out.
    let is_acronym =
        hyphens == 1 && name.len() > 1 && name.starts_with(|c: char| c.is_ascii_uppercase());
    let is_flag = matches!(hyphens, 1 | 2)
        && !is_acronym
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    text.starts_with('-') && !is_flag
}

/// The name of a file that is to be written.
pub(in crate::cli) fn file(path: &str) -> Result<PathBuf, Message> {
    match unmarked(path) {
        "" => Err(messages::command::file_name_empty()),
        path => Ok(path.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(argument: &str) -> bool {
        let given = ["digest".into(), argument.into()];
        marked(given.into_iter())[1] == argument
    }

    #[test]
    fn only_what_no_flag_is_called_is_text() {
        for flag in [
            "--json",
            "-n",
            "-n5",
            "-V",
            "--jsno",
            "레드팀",
            "--",
            "--corpus=말뭉치",
        ] {
            assert!(kept(flag), "{flag}");
        }
        for text in [
            "-규제",
            "--규제",
            "-(주)",
            "---",
            "-\"a",
            "-5",
            "-AI 규제",
            "-C++",
            "-AI",
            "-LLM",
            "-GPT-4",
        ] {
            assert!(!kept(text), "{text}");
        }
        let behind = ["search".into(), "--".into(), "-규제".into()];
        assert_eq!(marked(behind.into_iter())[2], "-규제");
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(
            unmarked(&marked(["-규제".into()].into_iter())[0].to_string_lossy()),
            "-규제"
        );
        assert_eq!(unmarked("규제"), "규제");
    }
}
