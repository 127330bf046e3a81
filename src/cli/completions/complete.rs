//! `digest __complete`, which the scripts ask: a candidate a line, in the form that the shell's
//! script takes.

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::Context;
use clap::Args;
use clap_complete::CompletionCandidate;

use super::Shell;
use super::bash_line::BashLine;
use super::candidates::candidates;
use crate::cli::help;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::language::messages;
use crate::output::{harmless_text, is_harmless};

/// What a script asks
#[derive(Debug, Args)]
#[command(hide = true)]
pub(in crate::cli) struct CompleteArgs {
    /// The shell whose script asks
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,

    /// The place of the word to complete; the last where it is not given
    #[arg(long, value_name = "N")]
    index: Option<usize>,

    /// The words up to the cursor, the program first; from bash the part of the word
    /// that is replaced, and the line
    #[arg(value_name = "WORDS", last = true)]
    words: Vec<OsString>,
}

/// Answers a script: a candidate a line. Whatever goes wrong, there are none: a message
/// would land in the line that is being typed.
pub(in crate::cli) fn run(args: CompleteArgs, session: &Session) -> anyhow::Result<Outcome> {
    let mut out = streams::stdout();
    write_candidates(&mut out, args, session)
        .and_then(|()| out.flush())
        .context(messages::command::no_candidates_written())?;
    Ok(Outcome::Good)
}

fn write_candidates(out: &mut dyn Write, args: CompleteArgs, session: &Session) -> io::Result<()> {
    if args.shell == Shell::Bash {
        let mut words = args.words.iter().map(|word| word.to_string_lossy());
        let replaced = words.next().unwrap_or_default();
        let line = BashLine::parse(&words.next().unwrap_or_default());
        for candidate in typeable(line.words(), session) {
            let value = candidate.get_value().to_string_lossy();
            if let Some(text) = line.replacement(&value, &replaced) {
                writeln!(out, "{text}")?;
            }
        }
        return Ok(());
    }
    let mut words = args.words;
    if args.index == Some(words.len()) {
        words.push(OsString::new());
    }
    for candidate in typeable(words, session) {
        writeln!(out, "{}", line_of(args.shell, &candidate))?;
    }
    Ok(())
}

/// The candidates but for those that would end the line, its columns, or command the
/// terminal: in another form they would be other names, which find nothing.
fn typeable(
    words: Vec<OsString>,
    session: &Session,
) -> impl Iterator<Item = CompletionCandidate> + use<> {
    let command_line = help::in_spoken_language((session.command_line)());
    let found = candidates(words, command_line, &session.settings).into_iter();
    found.filter(|candidate| is_harmless(&candidate.get_value().to_string_lossy()))
}

/// A candidate with its help, as the shell's script takes it.
fn line_of(shell: Shell, candidate: &CompletionCandidate) -> String {
    let value = candidate.get_value().to_string_lossy().into_owned();
    let help = candidate.get_help().map(ToString::to_string);
    let help = help.as_deref().and_then(|help| help.lines().next());
    let help = help.map(harmless_text).filter(|help| !help.is_empty());
    // What `_describe` parts at the first colon.
    let (value, separator) = match shell {
        Shell::Zsh => (value.replace('\\', "\\\\").replace(':', "\\:"), ':'),
        _ => (value, '\t'),
    };
    match help {
        Some(help) => format!("{value}{separator}{help}"),
        None => value,
    }
}
