//! The command line as clap knows it, with the help texts arranged.
//!
//! Defines what stands in a short help (`-h`) and in a long one (`--help`). The texts
//! themselves stand at each command.

use clap::{Arg, Command};

use crate::language::{Language, helps, spoken};

/// How the paragraph of a help begins that shows examples.
const EXAMPLES: &str = helps::EXAMPLES[0];

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

/// The command line in the language that is spoken.
pub(super) fn in_spoken_language(command: Command) -> Command {
    match spoken() {
        Language::English => command,
        Language::Korean => in_korean(command),
    }
}

/// The command line with all that it says of itself in Korean; what has no Korean stays, which a
/// test tells.
fn in_korean(command: Command) -> Command {
    let mut command = command;
    // What clap adds of its own, such as the flags that show a help, is there from then on.
    command.build();
    translated(command)
}

fn translated(command: Command) -> Command {
    let mut command = command
        .mut_subcommands(translated)
        .mut_args(translated_argument);
    let korean = |text: Option<&clap::builder::StyledStr>| helps::korean(&text?.to_string());
    if let Some(about) = korean(command.get_about()) {
        command = command.about(about);
    }
    if let Some(about) = korean(command.get_long_about()) {
        command = command.long_about(about);
    }
    if let Some(told) = korean(command.get_after_help()) {
        command = command.after_help(told);
    }
    if let Some(told) = korean(command.get_after_long_help()) {
        command = command.after_long_help(told);
    }
    command
}

fn translated_argument(argument: Arg) -> Arg {
    let mut argument = argument;
    let korean = |text: Option<&clap::builder::StyledStr>| helps::korean(&text?.to_string());
    if let Some(help) = korean(argument.get_help()) {
        argument = argument.help(help);
    }
    if let Some(help) = korean(argument.get_long_help()) {
        argument = argument.long_help(help);
    }
    if let Some(heading) = argument
        .get_help_heading()
        .and_then(helps::korean_paragraph)
    {
        argument = argument.help_heading(heading);
    }
    with_values(argument)
}

/// The argument with what clap would tell of its values in English: the default, and those
/// that it may have, which a long help tells one by one where each has a help.
fn with_values(argument: Arg) -> Arg {
    if !argument.get_action().takes_values() {
        return argument;
    }
    let help = argument.get_help().map(ToString::to_string);
    let (Some(help), None) = (help, argument.get_long_help()) else {
        return argument;
    };
    let listed = |names: Vec<String>| names.join(", ");
    let mut notes = Vec::new();
    if !argument.is_hide_default_value_set() && !argument.get_default_values().is_empty() {
        let values = argument.get_default_values().iter();
        let names = values.map(|value| value.to_string_lossy().into_owned());
        notes.push(format!(" [기본값: {}]", listed(names.collect())));
    }
    let values = match argument.is_hide_possible_values_set() {
        true => Vec::new(),
        false => argument.get_possible_values(),
    };
    let each = values.iter().filter_map(|value| {
        let help = value.get_help()?.to_string();
        let help = helps::korean(&help).unwrap_or(help);
        Some(format!("\n- {}: {help}", value.get_name()))
    });
    let each: String = each.collect();
    let names = values.iter().map(|value| value.get_name().to_owned());
    let names = match values.is_empty() {
        true => String::new(),
        false => format!(" [가능한 값: {}]", listed(names.collect())),
    };
    let notes = notes.concat();
    let argument = argument
        .hide_default_value(true)
        .hide_possible_values(true)
        .help(format!("{help}{notes}{names}"));
    match each.is_empty() {
        true => argument,
        false => argument.long_help(format!("{help}{notes}\n\n가능한 값:{each}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text that a help shows, with where it stands.
    fn texts(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        let path = format!("{path} {}", command.get_name());
        let mut add = |place: &str, text: Option<String>| {
            found.extend(text.map(|text| (format!("{path} {place}"), text)));
        };
        add("about", command.get_about().map(ToString::to_string));
        add(
            "long about",
            command.get_long_about().map(ToString::to_string),
        );
        add("end", command.get_after_help().map(ToString::to_string));
        add(
            "long end",
            command.get_after_long_help().map(ToString::to_string),
        );
        for argument in command
            .get_arguments()
            .filter(|argument| !argument.is_hide_set())
        {
            let id = argument.get_id();
            add(
                &format!("{id}"),
                argument.get_help().map(ToString::to_string),
            );
            add(
                &format!("{id} long"),
                argument.get_long_help().map(ToString::to_string),
            );
            add(
                &format!("{id} heading"),
                argument.get_help_heading().map(str::to_owned),
            );
            for value in argument.get_possible_values() {
                add(
                    &format!("{id} value {}", value.get_name()),
                    value.get_help().map(ToString::to_string),
                );
            }
        }
        for command in command
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
        {
            texts(command, &path, found);
        }
    }

    #[test]
    fn every_help_has_its_korean() {
        let mut command = crate::cli::command_line::whole();
        command.build();
        let mut found = Vec::new();
        texts(&command, "", &mut found);
        assert!(found.len() > 300, "the test has lost sight of the helps");
        let lacking: Vec<_> = found
            .iter()
            .filter(|(_, text)| helps::korean(text).is_none())
            .collect();
        assert!(
            lacking.is_empty(),
            "write it in language/helps: {lacking:#?}"
        );
    }

    #[test]
    fn a_help_in_korean_has_no_english() {
        let mut found = Vec::new();
        texts(
            &in_korean(crate::cli::command_line::whole()),
            "",
            &mut found,
        );
        // What a value is for stands in the help of its argument.
        let shown = found.iter().filter(|(place, _)| !place.contains(" value "));
        for (place, text) in shown {
            let has_hangul = text.chars().any(|c| ('가'..='힣').contains(&c));
            assert!(has_hangul, "{place}: {text}");
        }
        let mut command = in_korean(crate::cli::command_line::whole());
        let help = helps::with_claps_words(&command.render_long_help().to_string());
        assert!(help.contains("사용법: digest [옵션] <명령>"), "{help}");
        assert!(help.contains("\n명령:\n"), "{help}");
    }
}
