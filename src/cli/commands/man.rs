//! `digest man`: manual pages, made of the same definitions as the helps.
//!
//! Defines which sections a page has and which part of a help goes where. The roff of
//! names, options and subcommands is clap_mangen's.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::cli::{arguments, help};
use crate::corpus;
use crate::language::labels::sections;
use crate::language::{Message, helps, messages};

/// Tells every program that reads the page how it is encoded.
const ENCODING: &str = ".\\\" -*- coding: utf-8 -*-\n";

const ENVIRONMENT: [(&str, Message); 17] = [
    ("DIGEST_CORPUS", messages::manual::corpus_variable()),
    ("DIGEST_INDEX", messages::manual::index_variable()),
    ("DIGEST_CA_FILE", messages::manual::ca_file_variable()),
    (
        "DIGEST_CLUSTER_USER",
        messages::manual::cluster_user_variable(),
    ),
    (
        "DIGEST_CLUSTER_PASSWORD",
        messages::manual::cluster_password_variable(),
    ),
    (
        "DIGEST_CLUSTER_API_KEY",
        messages::manual::cluster_api_key_variable(),
    ),
    (
        "DIGEST_CLUSTER_CREDENTIALS_FILE",
        messages::manual::cluster_credentials_file_variable(),
    ),
    ("DIGEST_CONFIG", messages::manual::config_variable()),
    ("DIGEST_PAGER", messages::manual::digest_pager_variable()),
    ("DIGEST_LANGUAGE", messages::manual::language_variable()),
    ("PAGER", messages::manual::pager_variable()),
    ("LESS", messages::manual::less_variable()),
    ("NO_COLOR", messages::manual::no_color_variable()),
    (
        "CLICOLOR_FORCE",
        messages::manual::clicolor_force_variable(),
    ),
    ("CLICOLOR", messages::manual::clicolor_variable()),
    (
        "FORCE_HYPERLINK",
        messages::manual::force_hyperlink_variable(),
    ),
    ("COLUMNS", messages::manual::columns_variable()),
];

const FILES: [(&str, Message); 6] = [
    ("digest/config.toml", messages::manual::config_file()),
    ("corpus/", messages::manual::corpus_file()),
    ("index/", messages::manual::index_file()),
    ("terms.txt", messages::manual::terms_file()),
    ("synonyms.txt", messages::manual::synonyms_file()),
    ("corpus/canaries.txt", messages::manual::canaries_file()),
];

/// Print the manual, or the page of a command
#[derive(Debug, Args)]
#[command(
    after_help = "The pages are in roff, as man(1) reads them, and in UTF-8.\n\n\
        Exit codes: 0 done, 2 an error, such as a folder that cannot be written.\n\n\
        Examples:\n  \
        digest man | man -l -\n  \
        digest man search | man -l -\n  \
        digest man --dir ~/.local/share/man/man1"
)]
pub(in crate::cli) struct ManArgs {
    /// The command whose page is printed, such as search; without one that of digest
    #[arg(value_name = "COMMAND", num_args = 0..)]
    command: Vec<String>,

    /// Write every page into this folder: digest.1, digest-search.1 and so on
    #[arg(long, value_name = "DIR", conflicts_with = "command", value_parser = crate::cli::arguments::places::non_empty_path)]
    dir: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: ManArgs, session: &Session) -> anyhow::Result<Outcome> {
    let pages = pages(help::in_spoken_language(
        (session.command_line)().disable_help_subcommand(true),
    ));
    if let Some(dir) = &args.dir {
        write_all(dir, &pages)?;
        return Ok(Outcome::Good);
    }
    let words = args.command.iter().map(|word| arguments::unmarked(word));
    let name: Vec<&str> = std::iter::once("digest").chain(words).collect();
    let Some(page) = pages.iter().find(|page| page.name == name.join("-")) else {
        let names = pages.iter().filter_map(|page| page.name.split_once('-'));
        let names: Vec<String> = names.map(|(_, name)| name.replace('-', " ")).collect();
        bail!(messages::manual::no_such_command(
            &name[1..].join(" "),
            &names.join(", ")
        ));
    };
    let mut out = streams::stdout();
    out.write_all(&page.text)
        .and_then(|()| out.flush())
        .context(messages::manual::no_page_written())?;
    Ok(Outcome::Good)
}

fn write_all(dir: &Path, pages: &[Page]) -> anyhow::Result<()> {
    fs::create_dir_all(dir).with_context(|| messages::manual::cannot_make(&dir.display()))?;
    for page in pages {
        let path = dir.join(format!("{}.1", page.name));
        fs::write(&path, &page.text)
            .with_context(|| messages::manual::cannot_write_page(&path.display()))?;
    }
    Ok(())
}

/// A manual page: `digest-search` and its roff.
struct Page {
    name: String,
    text: Vec<u8>,
}

/// The page of digest, then those of its commands.
fn pages(command_line: clap::Command) -> Vec<Page> {
    let mut root = command_line;
    root.build();
    let mut commands = Vec::new();
    shown_commands(&root, &mut commands);
    let names: Vec<String> = commands.iter().map(|command| name_of(command)).collect();
    let exit_codes = Told::of(&root).exit_codes;
    let pages = commands.iter().map(|command| {
        let mut text = Vec::new();
        // A Vec takes what is written.
        let _ = write_page(&mut text, command, &names, &exit_codes);
        Page {
            name: name_of(command),
            text,
        }
    });
    pages.collect()
}

/// A command and those below it that a help shows.
fn shown_commands<'a>(command: &'a Command, shown: &mut Vec<&'a Command>) {
    shown.push(command);
    for command in command.get_subcommands() {
        if !command.is_hide_set() {
            shown_commands(command, shown);
        }
    }
}

fn name_of(command: &Command) -> String {
    let name = command.get_display_name();
    name.unwrap_or_else(|| command.get_name()).to_owned()
}

fn write_page(
    out: &mut Vec<u8>,
    command: &Command,
    names: &[String],
    exit_codes: &str,
) -> io::Result<()> {
    let told = Told::of(command);
    let source = concat!("digest ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone())
        .source(source)
        .manual(messages::manual::manual_name().text());
    out.extend_from_slice(ENCODING.as_bytes());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    let mut description = Roff::new();
    for paragraph in &told.description {
        add_paragraph(&mut description, paragraph);
    }
    description.to_writer(out)?;
    man.render_options_section(out)?;
    if command
        .get_subcommands()
        .any(|command| !command.is_hide_set())
    {
        man.render_subcommands_section(out)?;
    }
    name_sections(out);
    let mut rest = Roff::new();
    let own = told.exit_codes.as_str();
    let exit_codes = if own.is_empty() { exit_codes } else { own };
    rest.control("SH", [sections::EXIT_STATUS.text()]);
    rest.text([roman(exit_codes)]);
    let digest_files = corpus::endings().map(|(ending, name)| {
        let path = format!("corpus/**/*{ending}");
        (path, messages::manual::digest_files_in(&name))
    });
    let own = |(name, meaning): (&str, Message)| (name.to_owned(), meaning);
    let files = FILES.into_iter().map(own).chain(digest_files).collect();
    let variables: Vec<(String, Message)> = ENVIRONMENT.into_iter().map(own).collect();
    for (heading, entries) in [(sections::ENVIRONMENT, variables), (sections::FILES, files)] {
        rest.control("SH", [heading.text()]);
        for (name, meaning) in entries {
            rest.control("TP", []);
            rest.text([bold(name)]);
            rest.text([roman(meaning.text())]);
        }
    }
    if !told.examples.is_empty() {
        rest.control("SH", [sections::EXAMPLES.text()]);
        add_lines(&mut rest, &told.examples);
    }
    let name = name_of(command);
    let others: Vec<String> = names
        .iter()
        .filter(|other| **other != name)
        .map(|other| format!("{other}(1)"))
        .collect();
    rest.control("SH", [sections::SEE_ALSO.text()]);
    rest.text([roman(others.join(", "))]);
    rest.to_writer(out)
}

/// Names the sections that clap writes in the language that is spoken.
fn name_sections(page: &mut Vec<u8>) {
    let mut text = String::from_utf8_lossy(page).into_owned();
    for section in [
        sections::NAME,
        sections::SYNOPSIS,
        sections::DESCRIPTION,
        sections::OPTIONS,
        sections::SUBCOMMANDS,
    ] {
        let line = |name: &str| format!("\n.SH {name}\n");
        text = text.replacen(&line(section.english()), &line(section.text()), 1);
    }
    *page = text.into_bytes();
}

/// What is told at the end of a help, by what it is about.
#[derive(Default)]
struct Told {
    description: Vec<String>,
    examples: Vec<String>,
    exit_codes: String,
}

impl Told {
    fn of(command: &Command) -> Self {
        let mut told = Told::default();
        let text = command.get_after_long_help().map(ToString::to_string);
        for paragraph in text.unwrap_or_default().split("\n\n") {
            let begins = |names: [&str; 2]| {
                let mut names = names.into_iter();
                names.find_map(|name| paragraph.strip_prefix(name))
            };
            if let Some(examples) = begins(helps::EXAMPLES) {
                told.examples.extend(examples.lines().map(str::to_owned));
            } else if let Some(codes) = begins(helps::EXIT_CODES) {
                codes.trim().clone_into(&mut told.exit_codes);
            } else if !paragraph.is_empty() {
                told.description.push(paragraph.to_owned());
            }
        }
        told.examples.retain(|line| !line.trim().is_empty());
        told
    }
}

/// A paragraph, whose indented lines stay lines.
fn add_paragraph(roff: &mut Roff, paragraph: &str) {
    roff.control("PP", []);
    let is_shown = |line: &&str| line.starts_with("  ");
    let lines: Vec<&str> = paragraph.lines().collect();
    for run in lines.chunk_by(|a, b| is_shown(a) == is_shown(b)) {
        if is_shown(&run[0]) {
            add_lines(roff, run);
        } else {
            roff.text([roman(run.join(" "))]);
        }
    }
}

/// Lines as they are, such as commands.
fn add_lines(roff: &mut Roff, lines: &[impl AsRef<str>]) {
    roff.control("RS", ["4"]);
    roff.control("nf", []);
    for line in lines {
        let line = line.as_ref();
        roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    roff.control("fi", []);
    roff.control("RE", []);
}
