//! The command line: what may be typed, and what is read of it.
//!
//! All subcommands with their help texts take longer to make than a small search takes. So a
//! run makes the one that was typed; all of them are made where clap has something to tell.

use std::env;
use std::ffi::OsString;

use clap::{Args, CommandFactory, FromArgMatches, Parser};

use super::arguments::places::PlaceArgs;
use super::commands::Command;
use super::settings::configuration::Configuration;
use super::settings::{Settings, TerminalArgs};
use super::{arguments, help, usage};
use crate::language::{self, Language, Message, messages, spoken};

/// Full-text search over Korean news digests
#[derive(Debug, Parser)]
#[command(
    name = "digest",
    version,
    about = "Full-text search over Korean news digests",
    long_about = "Full-text search over Korean news digests.\n\n\
        Finds articles and events however a word is inflected or spaced, and shows \
        them with the passages that match and the sources they cite.",
    after_help = "Examples:\n  \
        digest search 레드팀\n  \
        digest search \"생성 AI\" --limit 3\n  \
        digest search 투자 --json | jq '.hits[].id'\n  \
        digest show 2024-05/12\n  \
        digest cite 2024-05/12 --style bibtex\n  \
        digest sources OpenAI\n  \
        digest analyze 레드팀은\n  \
        digest terms suggest >> terms.txt\n\n\
        Exit codes: 0 found or done, 1 nothing found or done with problems, 2 an error."
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub shared: SharedArgs,

    #[command(subcommand)]
    pub command: Command,
}

/// What may be typed at every subcommand.
#[derive(Debug, Args)]
pub(super) struct SharedArgs {
    #[command(flatten)]
    pub places: PlaceArgs,

    /// The format_version that the reader of the output speaks: refuse to run (exit code
    /// 20, 21) where this build speaks it no longer or not yet
    #[arg(
        long,
        value_name = "N",
        global = true,
        help_heading = "For scripts",
        value_parser = format_version
    )]
    pub format_version: Option<u64>,

    #[command(flatten)]
    pub terminal: TerminalArgs,
}

/// The whole command line.
pub(super) fn whole() -> clap::Command {
    help::arranged(Cli::command())
}

/// What was typed behind the program's name, that with it.
///
/// # Errors
///
/// What clap tells in the place of a run, in the language that holds.
pub(super) fn parsed(typed: impl Iterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut typed = arguments::marked(typed);
    if typed.get(1).is_some_and(|name| name == "help") {
        // The help of a help is that help.
        typed.retain(|argument| argument != "-h" && argument != "--help");
    }
    let name = typed.get(1).and_then(|name| name.to_str());
    let command = name.and_then(Command::typed);
    if let Some(Ok(cli)) = command.map(|command| read(of_one(command), &typed)) {
        return Ok(cli);
    }
    read(whole(), &typed).map_err(|error| usage::seen_whole(in_language(error, &typed), &typed))
}

fn read(command: clap::Command, typed: &[OsString]) -> Result<Cli, clap::Error> {
    let matches = command.try_get_matches_from(typed)?;
    Cli::from_arg_matches(&matches)
}

/// The command line with one subcommand.
fn of_one(command: clap::Command) -> clap::Command {
    SharedArgs::augment_args(clap::Command::new("digest")).subcommand(command)
}

/// A number of any length; one that is too long is not spoken, as any large one.
fn format_version(text: &str) -> Result<u64, Message> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(messages::command::write_whole_number());
    }
    Ok(text.parse().unwrap_or(u64::MAX))
}

/// What clap tells in the place of a run, in the language that holds: that of a flag or of the
/// file is known of a whole command line alone, so both are looked for here.
fn in_language(error: clap::Error, typed: &[OsString]) -> clap::Error {
    let configuration = Configuration::read().unwrap_or_default();
    let flags = TerminalArgs::with_language(typed.iter().cloned());
    let settings = Settings::new(flags, PlaceArgs::default(), configuration, |name| {
        env::var_os(name)
    });
    language::speak(settings.language.value);
    if spoken() == Language::English {
        return error;
    }
    let again = read(help::in_spoken_language(whole()), typed);
    again.err().unwrap_or(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subcommand_takes_alone_what_it_takes_among_all() {
        let mut whole = whole();
        whole.build();
        let mut compared = 0;
        for among in whole.get_subcommands() {
            let name = among.get_name();
            let Some(alone) = Command::typed(name) else {
                assert_eq!(name, "help");
                continue;
            };
            let mut alone = of_one(alone);
            alone.build();
            let alone = alone.find_subcommand(name).unwrap();
            let arguments = |command: &clap::Command| {
                let arguments = command.get_arguments();
                arguments.map(|one| format!("{one:?}")).collect::<Vec<_>>()
            };
            assert_eq!(arguments(alone), arguments(among), "{name}");
            let groups = |command: &clap::Command| {
                let groups = command.get_groups();
                groups.map(|one| format!("{one:?}")).collect::<Vec<_>>()
            };
            assert_eq!(groups(alone), groups(among), "{name}");
            compared += 1;
        }
        assert!(compared > 20, "{compared}");
    }

    #[test]
    fn what_was_typed_is_read_as_among_all_subcommands() {
        for typed in [
            "search 레드팀 --json --limit 3",
            "search -규제 --index here --corpus there",
            "search 규제 -- --json",
            "show 2024-05/12 --color never --format-version 1",
            "list -n 20 --language ko",
            "index --quiet --wait 5",
            "__complete search",
        ] {
            let typed = ["digest"].into_iter().chain(typed.split(' '));
            let typed = arguments::marked(typed.map(OsString::from));
            let name = typed[1].to_str().unwrap();
            let alone = read(of_one(Command::typed(name).unwrap()), &typed);
            let among = read(whole(), &typed);
            let read = |cli: Result<Cli, clap::Error>| match cli {
                Ok(cli) => format!("{cli:?}"),
                Err(error) => format!("{error}"),
            };
            assert_eq!(read(alone), read(among), "{typed:?}");
        }
    }
}
