//! What may stand at the end of a command line.
//!
//! Commands and flags are clap's; ids, issues and publishers come from the index, which
//! is only read. What a value is called in the help tells what it is: an argument of the
//! name `ID` is completed with ids.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::StyledStr;
use clap::{Arg, Command, ValueHint};
use clap_complete::CompletionCandidate;
use clap_complete::engine::{ArgValueCompleter, complete};

use crate::cli::arguments::places::PlaceArgs;
use crate::cli::settings::Settings;
use crate::cli::settings::places::Places;
use crate::index::IndexReader;
use crate::language::counts;

/// Above so many ids the issues are offered first, as folders are for files.
const MOST_IDS: usize = 100;

/// What can be completed from the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Id,
    Issue,
    Publisher,
}

/// The candidates of `command_line` for the last of `words`, of which the first is the
/// program.
pub(super) fn candidates(
    words: Vec<OsString>,
    command_line: Command,
    settings: &Settings,
) -> Vec<CompletionCandidate> {
    let Some(last) = words.len().checked_sub(1).filter(|last| *last > 0) else {
        return Vec::new();
    };
    let wants_flag = words[last].as_encoded_bytes().starts_with(b"-");
    let places = Arc::new(Places::find(settings, &typed_places(&words, settings)).ok());
    let mut command = completed(command_line, &places);
    let here = std::env::current_dir().ok();
    let found = complete(&mut command, words, last, here.as_deref());
    let mut found = found.unwrap_or_default();
    // Flags would drown ids; they are offered where nothing else can follow.
    let is_flag = |candidate: &CompletionCandidate| {
        let value = candidate.get_value().as_encoded_bytes();
        value.starts_with(b"-")
    };
    if !wants_flag && !found.iter().all(is_flag) {
        found.retain(|candidate| !is_flag(candidate));
    }
    found
}

/// The command with what completes its arguments.
fn completed(command: Command, places: &Arc<Option<Places>>) -> Command {
    command
        .mut_args(|arg| completed_argument(arg, places))
        .mut_subcommands(|command| completed(command, places))
}

fn completed_argument(arg: Arg, places: &Arc<Option<Places>>) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let is_called = |name: &str| {
        let names = arg.get_value_names().unwrap_or_default();
        names.iter().any(|called| called.as_str() == name)
    };
    let named = if is_called("ID") {
        Named::Id
    } else if is_called("ISSUE") || arg.get_long() == Some("issue") {
        Named::Issue
    } else if is_called("PUBLISHER") || arg.get_long() == Some("source") {
        Named::Publisher
    } else if is_called("DIR") || is_called("DIR|URL") {
        return arg.value_hint(ValueHint::DirPath);
    } else if is_called("FILE") {
        return arg.value_hint(ValueHint::FilePath);
    } else {
        // Nothing, and no files either.
        return arg.value_hint(ValueHint::Other);
    };
    let places = Arc::clone(places);
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let typed = typed.to_str().unwrap_or_default();
        let found = places.as_ref().as_ref();
        let found = found.and_then(|places| from_index(named, typed, places));
        found.unwrap_or_default()
    }))
}

/// The names of the index that begin as `typed` does; `None` where it cannot be read.
fn from_index(named: Named, typed: &str, places: &Places) -> Option<Vec<CompletionCandidate>> {
    let folder = places.index_folder().ok()?;
    let index = IndexReader::open(folder, places.corpus_of_index()).ok()?;
    match named {
        Named::Id => ids(&index, typed),
        Named::Issue => {
            // The second issue of a range.
            let (first, typed) = match typed.rsplit_once("..") {
                Some((first, typed)) => (format!("{first}.."), typed),
                None => (String::new(), typed),
            };
            let issues = index.issues().ok()?.into_iter();
            let found = issues.filter(|(issue, _)| issue.starts_with(typed));
            let found = found.map(|(issue, count)| {
                candidate(&format!("{first}{issue}"), counts::documents(count).text())
            });
            Some(found.collect())
        }
        Named::Publisher => {
            let lower = typed.to_lowercase();
            let publishers = index.publishers().ok()?.into_iter();
            let is_meant = |name: &str| name.to_lowercase().starts_with(&lower);
            let mut found: Vec<_> = publishers.filter(|(name, _)| is_meant(name)).collect();
            // The shell compares letters exactly; where one fits so, the others do not.
            if found.iter().any(|(name, _)| name.starts_with(typed)) {
                found.retain(|(name, _)| name.starts_with(typed));
            }
            let found = found.iter();
            let found =
                found.map(|(name, count)| candidate(name, counts::documents(*count).text()));
            Some(found.collect())
        }
    }
}

fn ids(index: &IndexReader, typed: &str) -> Option<Vec<CompletionCandidate>> {
    let ids = index.ids_starting_with(typed).ok()?;
    if ids.len() > MOST_IDS && !typed.contains('/') {
        let issues = ids.iter().filter_map(|id| id.as_str().split_once('/'));
        let mut issues: Vec<&str> = issues.map(|(issue, _)| issue).collect();
        issues.dedup();
        let found = issues.into_iter();
        return Some(
            found
                .map(|issue| CompletionCandidate::new(format!("{issue}/")))
                .collect(),
        );
    }
    let with_titles = ids.len() <= MOST_IDS;
    let found = ids.iter().map(|id| {
        let document = with_titles.then(|| index.document(id));
        match document {
            Some(Ok(Some(document))) => candidate(id.as_str(), document.title()),
            _ => CompletionCandidate::new(id.as_str()),
        }
    });
    Some(found.collect())
}

fn candidate(value: &str, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(StyledStr::from(help.to_owned())))
}

/// The folders that the line itself names.
fn typed_places(words: &[OsString], settings: &Settings) -> PlaceArgs {
    let value_of = |flag: &str| {
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let word = word.to_str()?;
            if word == "--" {
                return None;
            }
            if word == flag {
                return words.next().and_then(|value| folder(value.to_str()?));
            }
            let value = word.strip_prefix(flag);
            if let Some(value) = value.and_then(|value| value.strip_prefix('=')) {
                return folder(value);
            }
        }
        None
    };
    let named = &settings.places;
    PlaceArgs {
        corpus: value_of("--corpus").or_else(|| named.corpus.clone()),
        index: value_of("--index").or_else(|| named.index.clone()),
        ca_file: named.ca_file.clone(),
    }
}

/// A folder as the shell would give it: it has not replaced `~` yet.
fn folder(typed: &str) -> Option<PathBuf> {
    match typed.strip_prefix("~/") {
        Some(rest) => Some(etcetera::home_dir().ok()?.join(rest)),
        None if typed.is_empty() => None,
        None => Some(typed.into()),
    }
}
