//! What is told before any command runs: help, the version, and mistakes in the command
//! line, which clap finds.
//!
//! Defines that help which cannot be written is an error as any output is, and that what
//! was typed cannot command the terminal that its mistake is told on.

#![expect(clippy::disallowed_methods, reason = "clap writes helps itself")]

use std::error::Error as _;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::outcome::EXIT_ERROR;
use crate::cli::terminal::streams;
use crate::output::{harmless_text, is_harmless};

/// Tells what clap has to tell in the place of a command's run, and gives the exit code.
pub(super) fn tell(mut error: clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let written = error.print().and_then(|()| io::stdout().flush());
        return match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                streams::tell_error(&format!("cannot write the help: {error}"));
                ExitCode::from(EXIT_ERROR)
            }
            _ => ExitCode::SUCCESS,
        };
    }
    suggest_search(&mut error);
    let code = u8::try_from(error.exit_code()).unwrap_or(EXIT_ERROR);
    quote_harmlessly(&mut error);
    // What a value's own reader says of it is not among what can be replaced.
    let said = error.source().map(ToString::to_string);
    match said.filter(|said| !is_harmless(said)) {
        Some(said) => {
            let text = error.render().to_string();
            let text = text.replace(&said, &harmless_text(&said));
            streams::tell_lines(text.as_bytes());
        }
        // Nobody to tell where even this cannot be written.
        None => {
            let _ = error.print();
        }
    }
    ExitCode::from(code)
}

/// Who types a word where a command stands wants to search for it.
fn suggest_search(error: &mut clap::Error) {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return;
    }
    let typed = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(typed)) => harmless_text(typed),
        _ => return,
    };
    let tip = format!("to search for it, write `digest search {typed}`");
    let tip = ContextValue::StyledStrs(vec![tip.into()]);
    error.insert(ContextKind::Suggested, tip);
}

/// Replaces what the message quotes of the command line by what may be shown.
fn quote_harmlessly(error: &mut clap::Error) {
    let quoted: Vec<_> = error
        .context()
        .filter_map(|(kind, value)| {
            let value = match value {
                ContextValue::String(text) => ContextValue::String(harmless_text(text)),
                ContextValue::Strings(texts) => {
                    ContextValue::Strings(texts.iter().map(|text| harmless_text(text)).collect())
                }
                // All others are this program's own.
                _ => return None,
            };
            Some((kind, value))
        })
        .collect();
    for (kind, value) in quoted {
        error.insert(kind, value);
    }
}
