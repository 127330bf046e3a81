//! `digest config`: the values that hold, and where each came from.

use std::env;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::arguments::formats::FormatArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::settings::configuration::{self, VARIABLE};
use crate::cli::settings::{CredentialsPlace, Origin, Setting, Settings};
use crate::language::{Name, labels::columns, labels::states, labels::tables};
use crate::output::{Cell, Column, Table};

/// Show the settings that hold here, and where each came from
#[derive(Debug, Args)]
#[command(
    after_help = "Settings are taken from flags, else from the environment, else from the \
        configuration file, else they are what is built in. The file is the one that \
        DIGEST_CONFIG names, else digest/config.toml in the user's configuration folder; an \
        empty DIGEST_CONFIG turns it off. It is TOML, and every key may be left out:\n\n  \
        corpus = \"~/digests\"        # relative folders are relative to the file's\n  \
        index = \"~/digest-index\"    # or https://HOST/NAME\n  \
        ca_file = \"~/ca.pem\"        # authorities that are trusted of a cluster\n  \
        credentials_file = \"~/key\"  # who asks a cluster\n  \
        format = \"text\"             # where neither --format nor --json is given\n  \
        color = \"auto\"              # auto, always, never\n  \
        hyperlinks = \"auto\"         # auto, always, never\n  \
        language = \"en\"             # en, ko\n  \
        pager = \"less -R\"           # or false\n  \
        timeout = 120               # seconds that a search may take\n  \
        search_memory = 1024        # MiB that the lists of a search may take\n\n  \
        [fields]                    # what fields of records are, by their names\n  \
        title = [\"표제어\", \"이름\"]\n\n\
        The file's index holds only where nothing else names a corpus.\n\n\
        Exit codes: 0 done, 2 an error, such as a mistake in the file.\n\n\
        Examples:\n  \
        digest config\n  \
        digest config --format json\n  \
        DIGEST_CONFIG= digest config"
)]
pub(in crate::cli) struct ConfigArgs {
    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: ConfigArgs, session: &Session) -> anyhow::Result<Outcome> {
    let settings = &session.settings;
    let named = settings.named_places(&settings.places, |name| env::var_os(name));
    let found = session.places()?;
    let width = session.style().width_cells;
    let width_origin = settings
        .width_cells
        .map_or(Origin::Default, |_| Origin::Flag("--width"));
    let name_cell = |name: &str| Cell::Text(name.to_owned());
    let rows = [
        ("configuration", file_setting(settings)),
        (
            "corpus",
            (path_cell(&found.corpus), origin_of(named.corpus.as_ref())),
        ),
        (
            "index",
            (
                Cell::Text(found.index.to_string()),
                origin_of(named.index.as_ref()),
            ),
        ),
        (
            "ca_file",
            (
                path_of(settings.ca_file.as_ref().map(|setting| &setting.value)),
                origin_of(settings.ca_file.as_ref()),
            ),
        ),
        ("credentials", credentials_setting(settings)),
        (
            "format",
            (
                name_cell(args.format.format(session).name()),
                args.format.origin(session),
            ),
        ),
        (
            "color",
            (
                name_cell(settings.color.value.name()),
                settings.color.origin.clone(),
            ),
        ),
        (
            "hyperlinks",
            (
                name_cell(settings.hyperlinks.value.name()),
                settings.hyperlinks.origin.clone(),
            ),
        ),
        (
            "language",
            (
                name_cell(settings.language.value.code()),
                settings.language.origin.clone(),
            ),
        ),
        (
            "pager",
            (
                Cell::optional(settings.pager.value.as_deref()),
                settings.pager.origin.clone(),
            ),
        ),
        (
            "timeout",
            (
                Cell::Text(settings.timeout.value.as_secs_f64().to_string()),
                settings.timeout.origin.clone(),
            ),
        ),
        (
            "search_memory",
            (
                Cell::Text(settings.search_memory_mib.value.to_string()),
                settings.search_memory_mib.origin.clone(),
            ),
        ),
        ("width", (Cell::Text(width.to_string()), width_origin)),
    ];
    let rows = rows.map(|(name, (value, origin))| {
        let (from, at) = origin_cells(&origin);
        vec![name_cell(name), value, Cell::Word(from.english(), from), at]
    });
    let columns = [
        Column::new("name", columns::SETTING),
        Column::new("value", columns::VALUE),
        Column::new("from", columns::FROM),
        Column::new("at", columns::AT),
    ];
    let table = Table::new(tables::SETTINGS, &columns, rows.into());
    args.format.write_found(session, true, &table)
}

/// The file that is read, or would be.
fn file_setting(settings: &Settings) -> (Cell, Origin) {
    let origin = match env::var_os(VARIABLE) {
        Some(_) => Origin::Environment(VARIABLE),
        None => Origin::Default,
    };
    let path = match &settings.configuration.path {
        Some(path) => Some(path.clone()),
        None if origin == Origin::Default => configuration::user_path(),
        None => None,
    };
    let cell = path.map_or(Cell::Unknown, |path| path_cell(&path));
    (cell, origin)
}

fn origin_of<T>(named: Option<&Setting<T>>) -> Origin {
    named.map_or(Origin::Default, |named| named.origin.clone())
}

/// Where the credentials for a cluster are; nothing of them.
fn credentials_setting(settings: &Settings) -> (Cell, Origin) {
    let named = settings.credentials.as_ref();
    let value = named.map(|named| &named.value);
    let cell = match value {
        None | Some(CredentialsPlace::Variables) => Cell::Unknown,
        Some(CredentialsPlace::File(path)) => path_cell(path),
        // An argument of it may be secret.
        Some(CredentialsPlace::Command(words)) => Cell::optional(words.first().map(String::as_str)),
    };
    (cell, origin_of(named))
}

fn path_of(path: Option<&PathBuf>) -> Cell {
    path.map_or(Cell::Unknown, |path| path_cell(path))
}

fn path_cell(path: &Path) -> Cell {
    Cell::Text(path.to_string_lossy().into_owned())
}

/// What kind of origin it is, and which it is of the kind.
fn origin_cells(origin: &Origin) -> (Name, Cell) {
    match origin {
        Origin::Flag(name) => (states::FLAG, Cell::Text((*name).to_owned())),
        Origin::Environment(name) => (states::ENVIRONMENT, Cell::Text((*name).to_owned())),
        Origin::File(path, line) => (
            states::FILE,
            Cell::Text(format!("{}:{line}", path.display())),
        ),
        Origin::Default => (states::DEFAULT, Cell::Unknown),
    }
}
