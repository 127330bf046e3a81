//! What is told before any command runs: help, the version, and mistakes in the command
//! line, which clap finds.
//!
//! Defines that help which cannot be written is an error as any output is, and that what
//! was typed cannot command the terminal that its mistake is told on.

#![expect(clippy::disallowed_methods, reason = "clap writes helps itself")]

use std::env;
use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::arguments;
use crate::cli::outcome::EXIT_ERROR;
use crate::cli::terminal::streams;
use crate::language::labels::parts;
use crate::language::{Language, Message, helps, messages, spoken};
use crate::output::harmless_text;

/// Tells what clap has to tell in the place of a command's run, and gives the exit code.
pub(super) fn tell(error: clap::Error) -> ExitCode {
    match spoken() {
        Language::English => tell_in_english(error),
        Language::Korean => tell_in_korean(error),
    }
}

/// The same in Korean. A help is clap's, of a command line that is in Korean; of a mistake clap
/// tells the kind and what it quotes.
fn tell_in_korean(mut error: clap::Error) -> ExitCode {
    let rendered = error.render();
    if !error.use_stderr() {
        let text = match streams::stdout_is_terminal() && env::var_os("NO_COLOR").is_none() {
            true => rendered.ansi().to_string(),
            false => rendered.to_string(),
        };
        let text = helps::with_claps_words(&text);
        let mut out = streams::stdout();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        return exit_of(written);
    }
    let code = u8::try_from(error.exit_code()).unwrap_or(EXIT_ERROR);
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let text = helps::with_claps_words(&rendered.to_string());
        streams::tell_lines(text.as_bytes());
        return ExitCode::from(code);
    }
    quote_harmlessly(&mut error);
    let mut lines = vec![format!("{}: {}", parts::ERROR, mistake(&error))];
    lines.extend(hints(&error).into_iter().map(String::from));
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        lines.push(String::new());
        lines.push(helps::with_claps_words(&usage.to_string()));
    }
    lines.push(String::new());
    lines.push(messages::usage::see_help().into());
    streams::tell_lines((lines.join("\n") + "\n").as_bytes());
    ExitCode::from(code)
}

/// What is wrong in the command line.
fn mistake(error: &clap::Error) -> Message {
    let quoted = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = quoted(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => messages::usage::unexpected_argument(&argument),
        ErrorKind::InvalidSubcommand => {
            messages::usage::unrecognized_command(&quoted(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = quoted(ContextKind::InvalidValue);
            match error.source().map(why_no_value) {
                Some(why) => messages::usage::invalid_value_why(&value, &argument, &why),
                None if value.is_empty() => messages::usage::value_missing(&argument),
                None => messages::usage::invalid_value(&value, &argument),
            }
        }
        ErrorKind::TooManyValues => {
            messages::usage::value_not_wanted(&argument, &quoted(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict if !argument.is_empty() => {
            let other = quoted(ContextKind::PriorArg);
            match other == argument || other.is_empty() {
                true => messages::usage::repeated(&argument),
                false => messages::usage::conflict(&argument, &other),
            }
        }
        ErrorKind::MissingRequiredArgument => messages::usage::arguments_missing(&argument),
        ErrorKind::MissingSubcommand => messages::usage::command_missing(),
        // What the program says itself, which is in Korean, or what clap has no words of ours for.
        _ => {
            let text = error.render().to_string();
            let text = text.strip_prefix("error: ").unwrap_or(&text);
            let text = text.split("\n\n").next().unwrap_or_default();
            Message::verbatim(harmless_text(text.trim_end()))
        }
    }
}

/// What is wrong with a value: as its own reader says, or as clap does of a number.
fn why_no_value(said: &(dyn std::error::Error + 'static)) -> Message {
    if let Some(message) = said.downcast_ref::<Message>() {
        return Message::verbatim(harmless_text(message));
    }
    let text = harmless_text(&said.to_string());
    match text.split_once(" is not in ") {
        Some((_, range)) => messages::usage::not_in_range(&range),
        None if text.contains("too large") => messages::usage::number_too_large(),
        None if text.contains("digit found in string") || text.contains("from empty string") => {
            messages::usage::no_number()
        }
        None => Message::verbatim(text),
    }
}

/// What could be typed instead.
fn hints(error: &clap::Error) -> Vec<Message> {
    let mut hints = Vec::new();
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue)
        && !values.is_empty()
    {
        hints.push(messages::usage::possible_values(&values.join(", ")));
    }
    for kind in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ] {
        let names = match error.get(kind) {
            Some(ContextValue::String(name)) => vec![name.clone()],
            Some(ContextValue::Strings(names)) => names.clone(),
            _ => Vec::new(),
        };
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
            hints.push(messages::usage::similar(&names.join(", ")));
        }
    }
    // Of what clap suggests, only this program's own is in Korean.
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested)
    {
        hints.extend(tips.iter().map(|tip| messages::usage::tip(tip)));
    }
    if error.kind() == ErrorKind::UnknownArgument
        && error.get(ContextKind::Suggested).is_some()
        && let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg)
    {
        hints.push(messages::usage::tip(&messages::usage::as_a_value(argument)));
    }
    hints
}

fn exit_of(written: io::Result<()>) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            streams::tell_error(&messages::command::no_help(&error));
            ExitCode::from(EXIT_ERROR)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn tell_in_english(mut error: clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return exit_of(error.print().and_then(|()| io::stdout().flush()));
    }
    let code = u8::try_from(error.exit_code()).unwrap_or(EXIT_ERROR);
    quote_harmlessly(&mut error);
    // What a value's own reader says of it is not among what can be replaced.
    let said = error.source();
    let said = said.map(|said| (said.to_string(), why_no_value(said)));
    match said.filter(|(said, told)| said != told.text()) {
        Some((said, told)) => {
            let text = error.render().to_string();
            let text = text.replace(&said, told.text());
            streams::tell_lines(text.as_bytes());
        }
        // Nobody to tell where even this cannot be written.
        None => {
            let _ = error.print();
        }
    }
    ExitCode::from(code)
}

/// A mistake with what clap does not tell of it, but the whole command line `typed` does.
pub(super) fn seen_whole(mut error: clap::Error, typed: &[OsString]) -> clap::Error {
    match error.kind() {
        ErrorKind::InvalidUtf8 => {
            let mut typed = typed.iter().enumerate();
            let Some((place, argument)) = typed.find(|(_, argument)| argument.to_str().is_none())
            else {
                return error;
            };
            let argument = harmless_text(&argument.to_string_lossy());
            let message = messages::usage::argument_no_utf8(&place, &argument);
            return clap::Error::raw(ErrorKind::InvalidUtf8, message);
        }
        ErrorKind::InvalidSubcommand => suggest_search(&mut error, typed),
        ErrorKind::MissingSubcommand => name_no_hidden(&mut error),
        _ => {}
    }
    error
}

/// Who types a word where a command stands wants to search for it, and for what follows.
fn suggest_search(error: &mut clap::Error, typed: &[OsString]) {
    let Some(ContextValue::String(unknown)) = error.get(ContextKind::InvalidSubcommand) else {
        return;
    };
    let Some(place) = typed.iter().position(|argument| argument == &**unknown) else {
        return;
    };
    let tips = match typed[..place].iter().any(|argument| argument == "help") {
        true => Vec::new(),
        false => {
            let words = typed[place..].iter().map(|word| word.to_string_lossy());
            let words: Vec<String> = words
                .map(|word| shell_word(arguments::unmarked(&word)))
                .collect();
            let tip = messages::command::search_for_it(&harmless_text(&words.join(" ")));
            vec![tip.text().to_owned().into()]
        }
    };
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
}

/// A word as a shell reads it as one.
fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,+@%".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// Leaves the commands out that this program calls itself by.
fn name_no_hidden(error: &mut clap::Error) {
    let Some(ContextValue::Strings(names)) = error.get(ContextKind::ValidSubcommand) else {
        return;
    };
    let names = names.iter().filter(|name| !name.starts_with("__"));
    let names = ContextValue::Strings(names.cloned().collect());
    error.insert(ContextKind::ValidSubcommand, names);
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
