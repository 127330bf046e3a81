//! The command: one subcommand a file of `commands`, its arguments beside its function.
//!
//! What a closed pipe and a panic come to is decided here, and the exit codes are `outcome`'s.

mod advice;
mod arguments;
mod browse;
mod cluster_index;
mod command_line;
mod commands;
mod completions;
mod engine;
mod help;
mod mcp;
mod open_index;
mod original;
mod outcome;
mod session;
mod settings;
mod terminal;
mod usage;
mod whole_file;

pub use settings::configuration::configuration_mistake;

use std::env;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use command_line::{Cli, SharedArgs};
use commands::Command;
use outcome::{EXIT_NO_LONGER_SPOKEN, EXIT_NOT_YET_SPOKEN, Outcome, code_of};
use session::Session;
use settings::Settings;
use settings::configuration::Configuration;
use terminal::streams;

use crate::language;
use crate::language::labels::parts;
use crate::language::messages;
use crate::output::{self, NEWEST_FORMAT_VERSION, OLDEST_FORMAT_VERSION};
use crate::search::QueryError;

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    language::speak(settings::language_of_environment(|name| env::var_os(name)));
    let cli = match command_line::parsed(env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return usage::tell(error),
    };
    if let Some(code) = cli.shared.format_version.and_then(refused_format_version) {
        return ExitCode::from(code);
    }
    match without_panic(|| run_command(cli)) {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Lacking) => ExitCode::from(1),
        Ok(Outcome::Told(code)) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast_ref::<QueryError>() {
                // It shows the place, on lines of its own.
                Some(QueryError::Syntax(error)) => {
                    let text = output::syntax_error_text(error);
                    streams::tell_lines(format!("{}: {text}\n", parts::ERROR).as_bytes());
                }
                _ => streams::tell_error(&advice::message(&error)),
            }
            ExitCode::from(code_of(&error))
        }
    }
}

/// The exit code where this build does not speak `version`, which is told.
fn refused_format_version(version: u64) -> Option<u8> {
    let (oldest, newest) = (OLDEST_FORMAT_VERSION, NEWEST_FORMAT_VERSION);
    let spoken = if oldest == newest {
        messages::command::one_format_version(&newest)
    } else {
        messages::command::format_versions(&oldest, &newest)
    };
    if version < oldest.into() {
        streams::tell(messages::command::format_version_no_longer(
            &version, &spoken,
        ));
        return Some(EXIT_NO_LONGER_SPOKEN);
    }
    if version > newest.into() {
        streams::tell(messages::command::format_version_not_yet(&version, &spoken));
        return Some(EXIT_NOT_YET_SPOKEN);
    }
    None
}

fn run_command(cli: Cli) -> anyhow::Result<Outcome> {
    let configuration = match &cli.command {
        // Its mistakes would land in the line that is being typed.
        // A process that reads a PDF needs none.
        Command::Complete(_) | Command::Pdf(_) => Configuration::read().unwrap_or_default(),
        Command::Doctor(_) => Configuration::read_or_mistake(),
        _ => Configuration::read()?,
    };
    let SharedArgs {
        places, terminal, ..
    } = cli.shared;
    let settings = Settings::new(terminal, places, configuration, |name| env::var_os(name));
    language::speak(settings.language.value);
    cli.command
        .run(&Session::new(settings, command_line::whole))
}

/// Makes an error of a panic. What reads the index believes its bytes: where the disk
/// changed them and left no trace, that is how it shows.
fn without_panic(run: impl FnOnce() -> anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    let told = Arc::new(Mutex::new(String::new()));
    let first = Arc::clone(&told);
    panic::set_hook(Box::new(move |panicked| {
        if let Ok(mut text) = first.lock()
            && text.is_empty()
        {
            *text = panicked.to_string();
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let text = told.lock().map(|text| text.clone()).unwrap_or_default();
        Err(anyhow::anyhow!(messages::command::damaged_or_mistake(
            &text
        )))
    })
}

/// Whether the reader of our output went away, as `head` does: no fault of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
