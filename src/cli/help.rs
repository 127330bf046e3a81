//! The command line as clap knows it, with the help texts arranged.
//!
//! Defines what stands in a short help (`-h`) and in a long one (`--help`). The texts
//! themselves stand at each command.

use clap::Command;

/// How the paragraph of a help begins that shows examples.
pub(super) const EXAMPLES: &str = "Examples:";

/// A short help ends with the examples only, a long one with all that is told.
pub(super) fn arranged(command: Command) -> Command {
    let command = command.mut_subcommands(arranged);
    let Some(told) = command.get_after_help().map(ToString::to_string) else {
        return command;
    };
    let paragraphs = told.split("\n\n");
    let examples: Vec<&str> = paragraphs
        .filter(|paragraph| paragraph.starts_with(EXAMPLES))
        .collect();
    command
        .after_help(examples.join("\n\n"))
        .after_long_help(told)
}
