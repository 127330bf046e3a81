//! `digest completions`: the scripts that make a shell complete its command line.
//!
//! A script asks the hidden `digest __complete`, which is defined here too, for what may
//! follow. What that is, is found in `candidates`; bash's own way of parting words is
//! undone in `bash_line`.

mod bash_line;
mod candidates;

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::Context;
use clap::{Args, ValueEnum};
use clap_complete::CompletionCandidate;

use super::{Outcome, streams};
use crate::output::{harmless_text, is_harmless};
use bash_line::BashLine;

/// Print the script that lets a shell complete digest's command lines
#[derive(Debug, Args)]
#[command(
    after_help = "Commands, flags and their values are completed, and from the index the ids of \
        articles and events, issues, and publishers. Where there is no index none is built.\n\n\
        Where the script goes:\n  \
        bash        source <(digest completions bash), in ~/.bashrc\n  \
        zsh         a file _digest in a folder of $fpath\n  \
        fish        ~/.config/fish/completions/digest.fish\n  \
        powershell  the file that $PROFILE names\n  \
        elvish      ~/.config/elvish/rc.elv\n\n\
        Exit codes: 0 done, 2 an error.\n\n\
        Examples:\n  \
        source <(digest completions bash)\n  \
        digest completions zsh > ~/.zfunc/_digest\n  \
        digest completions fish > ~/.config/fish/completions/digest.fish"
)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// What a script asks
#[derive(Debug, Args)]
#[command(hide = true)]
pub(super) struct CompleteArgs {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

impl Shell {
    fn script(self) -> &'static str {
        match self {
            Shell::Bash => include_str!("digest.bash"),
            Shell::Zsh => include_str!("digest.zsh"),
            Shell::Fish => include_str!("digest.fish"),
            Shell::Powershell => include_str!("digest.ps1"),
            Shell::Elvish => include_str!("digest.elv"),
        }
    }
}

pub(super) fn run(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut out = streams::stdout();
    out.write_all(args.shell.script().as_bytes())
        .and_then(|()| out.flush())
        .context("cannot write the script")?;
    Ok(Outcome::Good)
}

/// Answers a script: a candidate a line. Whatever goes wrong, there are none: a message
/// would land in the line that is being typed.
pub(super) fn complete(args: CompleteArgs) -> anyhow::Result<Outcome> {
    let mut out = streams::stdout();
    write_candidates(&mut out, args)
        .and_then(|()| out.flush())
        .context("cannot write the candidates")?;
    Ok(Outcome::Good)
}

fn write_candidates(out: &mut dyn Write, args: CompleteArgs) -> io::Result<()> {
    if args.shell == Shell::Bash {
        let mut words = args.words.iter().map(|word| word.to_string_lossy());
        let replaced = words.next().unwrap_or_default();
        let line = BashLine::parse(&words.next().unwrap_or_default());
        for candidate in typeable(line.words()) {
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
    for candidate in typeable(words) {
        writeln!(out, "{}", line_of(args.shell, &candidate))?;
    }
    Ok(())
}

/// The candidates but for those that would end the line, its columns, or command the
/// terminal: in another form they would be other names, which find nothing.
fn typeable(words: Vec<OsString>) -> impl Iterator<Item = CompletionCandidate> {
    let found = candidates::candidates(words).into_iter();
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
