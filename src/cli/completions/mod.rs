//! `digest completions`: the scripts that make a shell complete its command line.
//!
//! A script asks the hidden `digest __complete` (`complete`) for what may follow. What that
//! is, is found in `candidates`; bash's own way of parting words is undone in `bash_line`.

mod bash_line;
mod candidates;
pub(super) mod complete;

use std::io::Write;

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::language::messages;

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

pub(super) fn run(args: CompletionsArgs, _: &Session) -> anyhow::Result<Outcome> {
    let mut out = streams::stdout();
    out.write_all(args.shell.script().as_bytes())
        .and_then(|()| out.flush())
        .context(messages::command::no_script_written())?;
    Ok(Outcome::Good)
}
