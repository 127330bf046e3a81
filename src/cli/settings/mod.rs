//! What flags, the environment and the configuration file come to.
//!
//! Defines which of them counts for each setting, and where its value came from: a flag
//! before the environment, that before the file, and the file before what is built in.

mod cluster;
pub(in crate::cli) mod configuration;
mod credentials_place;
pub(in crate::cli) mod places;
mod setting;
mod true_paths;
pub(in crate::cli) mod when;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::arguments::places::PlaceArgs;
use crate::cli::settings::configuration::Configuration;
use crate::cli::settings::credentials_place::{ca_file, credentials_place};
use crate::cli::settings::setting::in_file;
use crate::cli::settings::when::When;
use crate::corpus::FieldNames;
use crate::language::{Language, choice};
use crate::output::Format;
use crate::search::Bounds;

pub(in crate::cli) use credentials_place::CredentialsPlace;
pub(in crate::cli) use setting::{Origin, Setting};

/// The pager where nobody names one.
const DEFAULT_PAGER: &str = "less";

/// Names the language.
pub(in crate::cli) const LANGUAGE_VARIABLE: &str = "DIGEST_LANGUAGE";

/// The narrowest and the widest text, in cells.
const WIDTHS_CELLS: std::ops::RangeInclusive<u64> = 40..=10_000;

/// How text looks on a terminal
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Terminal")]
pub(in crate::cli) struct TerminalArgs {
    /// When to use colours and other escape codes [default: auto]
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        global = true,
        hide_default_value = true
    )]
    color: Option<When>,

    /// When to make links of addresses and places [default: auto]
    #[arg(long, value_name = "WHEN", value_enum, global = true)]
    hyperlinks: Option<When>,

    /// The language of messages, labels and helps [env: DIGEST_LANGUAGE] [default: the
    /// locale's, where that is Korean, else English]
    #[arg(long, value_name = "LANGUAGE", value_enum, global = true)]
    language: Option<Spoken>,

    /// How wide text may be, in cells [default: the terminal's width, else COLUMNS, else 80]
    #[arg(
        long,
        value_name = "CELLS",
        global = true,
        value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(WIDTHS_CELLS)
    )]
    width: Option<usize>,

    /// Write long text as it is, and not into a pager
    #[arg(long, global = true)]
    no_pager: bool,
}

impl TerminalArgs {
    /// What the arguments of a command line that is none say of the language.
    pub(in crate::cli) fn with_language(arguments: impl Iterator<Item = OsString>) -> Self {
        const NAME: &str = "--language";
        let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
        let arguments: Vec<String> = arguments.take_while(|argument| argument != "--").collect();
        let behind = arguments
            .iter()
            .enumerate()
            .filter_map(|(place, argument)| match argument.strip_prefix(NAME)? {
                "" => arguments.get(place + 1).map(String::as_str),
                rest => rest.strip_prefix('='),
            });
        let named = behind
            .filter_map(|name| Spoken::from_str(name, false).ok())
            .next_back();
        TerminalArgs {
            language: named,
            ..TerminalArgs::default()
        }
    }
}

/// A language to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Spoken {
    /// Korean
    Ko,
    /// English
    En,
}

impl From<Spoken> for Language {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Ko => Language::Korean,
            Spoken::En => Language::English,
        }
    }
}

/// The values that hold for this process, but for folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Settings {
    /// What the file says.
    pub configuration: Configuration,
    /// The format of a command that no flag names one for.
    pub format: Setting<Format>,
    pub color: Setting<When>,
    pub hyperlinks: Setting<When>,
    /// The language of what people read.
    pub language: Setting<Language>,
    /// The pager's command; `None` for no pager.
    pub pager: Setting<Option<String>>,
    /// How long a search may take.
    pub timeout: Setting<Duration>,
    /// How much memory a search may take, in MiB.
    pub search_memory_mib: Setting<usize>,
    /// The width that was asked for, in cells.
    pub width_cells: Option<usize>,
    /// The authorities that are trusted of a cluster; `None` for those that browsers trust.
    pub ca_file: Option<Setting<PathBuf>>,
    /// Where it stands who asks a cluster; `None` for nobody in particular.
    pub credentials: Option<Setting<CredentialsPlace>>,
    /// The folders that were named by flags.
    pub places: PlaceArgs,
}

/// The folders that were named, by whatever names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct NamedPlaces {
    pub corpus: Option<Setting<PathBuf>>,
    pub index: Option<Setting<PathBuf>>,
}

impl Settings {
    /// What the flags, the environment and the file come to.
    pub(in crate::cli) fn new(
        terminal: TerminalArgs,
        places: PlaceArgs,
        configuration: Configuration,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Self {
        let file = configuration.path.clone().unwrap_or_default();
        let format = in_file(&file, configuration.format.as_ref());
        Settings {
            format: format.unwrap_or_else(default),
            color: when(terminal.color, "--color")
                .or_else(|| color_of(&environment))
                .or_else(|| in_file(&file, configuration.color.as_ref()))
                .unwrap_or_else(default),
            hyperlinks: when(terminal.hyperlinks, "--hyperlinks")
                .or_else(|| hyperlinks_of(&environment))
                .or_else(|| in_file(&file, configuration.hyperlinks.as_ref()))
                .unwrap_or_else(default),
            language: language(&terminal, &file, &configuration, &environment),
            pager: pager(&terminal, &file, &configuration, &environment),
            timeout: in_file(&file, configuration.timeout.as_ref())
                .unwrap_or_else(|| built_in(Bounds::default().time)),
            search_memory_mib: in_file(&file, configuration.search_memory_mib.as_ref())
                .unwrap_or_else(|| built_in(Bounds::default().memory_bytes >> 20)),
            width_cells: terminal.width,
            ca_file: ca_file(places.ca_file.as_ref(), &configuration, &environment),
            credentials: credentials_place(&configuration, &environment),
            places,
            configuration,
        }
    }

    /// What a search may take where no flag says otherwise.
    pub(in crate::cli) fn bounds(&self) -> Bounds {
        Bounds {
            time: self.timeout.value,
            memory_bytes: self.search_memory_mib.value << 20,
        }
    }

    /// What the file says that fields of records are.
    pub(in crate::cli) fn fields(&self) -> FieldNames {
        let fields = self.configuration.fields.as_ref();
        fields.map_or_else(FieldNames::default, |fields| fields.value.clone())
    }

    /// The folders that flags, the environment and the file name.
    ///
    /// The file's index is of the file's corpus: where a flag or a variable names
    /// another corpus, it would be written over.
    pub(in crate::cli) fn named_places(
        &self,
        flags: &PlaceArgs,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> NamedPlaces {
        let typed = |flag: &Option<PathBuf>, name, variable| {
            let flag = flag.clone().map(|value| Setting {
                value,
                origin: Origin::Flag(name),
            });
            let value = || environment(variable).filter(|value| !value.is_empty());
            flag.or_else(|| {
                value().map(|value| Setting {
                    value: value.into(),
                    origin: Origin::Environment(variable),
                })
            })
        };
        let corpus = typed(&flags.corpus, "--corpus", "DIGEST_CORPUS");
        let index = typed(&flags.index, "--index", "DIGEST_INDEX");
        let file = self.configuration.path.clone().unwrap_or_default();
        let index = match corpus {
            Some(_) => index,
            None => index.or_else(|| in_file(&file, self.configuration.index.as_ref())),
        };
        NamedPlaces {
            corpus: corpus.or_else(|| in_file(&file, self.configuration.corpus.as_ref())),
            index,
        }
    }
}

fn default<T: Default>() -> Setting<T> {
    built_in(T::default())
}

fn built_in<T>(value: T) -> Setting<T> {
    Setting {
        value,
        origin: Origin::Default,
    }
}

fn when(flag: Option<When>, name: &'static str) -> Option<Setting<When>> {
    flag.map(|value| Setting {
        value,
        origin: Origin::Flag(name),
    })
}

/// What the environment says of colours: `NO_COLOR` (no-color.org), then
/// `CLICOLOR_FORCE` and `CLICOLOR`.
fn color_of(environment: &impl Fn(&str) -> Option<OsString>) -> Option<Setting<When>> {
    let of = |name, value| Setting {
        value,
        origin: Origin::Environment(name),
    };
    let set = |name| environment(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        Some(of("NO_COLOR", When::Never))
    } else if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        Some(of("CLICOLOR_FORCE", When::Always))
    } else if set("CLICOLOR").is_some_and(|value| value == "0") {
        Some(of("CLICOLOR", When::Never))
    } else {
        None
    }
}

fn hyperlinks_of(environment: &impl Fn(&str) -> Option<OsString>) -> Option<Setting<When>> {
    const NAME: &str = "FORCE_HYPERLINK";
    let value = environment(NAME).filter(|value| !value.is_empty())?;
    Some(Setting {
        value: if value == "0" {
            When::Never
        } else {
            When::Always
        },
        origin: Origin::Environment(NAME),
    })
}

/// The locale is everybody's, and comes behind the file.
fn language(
    terminal: &TerminalArgs,
    file: &Path,
    configuration: &Configuration,
    environment: &impl Fn(&str) -> Option<OsString>,
) -> Setting<Language> {
    let flag = terminal.language.map(|spoken| Setting {
        value: spoken.into(),
        origin: Origin::Flag("--language"),
    });
    flag.or_else(|| of_environment(environment))
        .or_else(|| in_file(file, configuration.language.as_ref()))
        .or_else(|| of_locale(environment))
        .unwrap_or_else(default)
}

/// The language that `DIGEST_LANGUAGE` names; what is none is passed over, as a locale is that
/// nobody knows.
fn of_environment(environment: &impl Fn(&str) -> Option<OsString>) -> Option<Setting<Language>> {
    let named = environment(LANGUAGE_VARIABLE)?;
    let value = Language::from_code(named.to_str()?)?;
    Some(Setting {
        value,
        origin: Origin::Environment(LANGUAGE_VARIABLE),
    })
}

fn of_locale(environment: &impl Fn(&str) -> Option<OsString>) -> Option<Setting<Language>> {
    let text = |name: &str| environment(name).map(|value| value.to_string_lossy().into_owned());
    let (value, name) = choice::of_locale(text)?;
    Some(Setting {
        value,
        origin: Origin::Environment(name),
    })
}

/// The language before the command line and the file are read: it is that of what is wrong with
/// them.
pub(in crate::cli) fn language_of_environment(
    environment: impl Fn(&str) -> Option<OsString>,
) -> Language {
    let named = of_environment(&environment).or_else(|| of_locale(&environment));
    named.map_or_else(Language::default, |setting| setting.value)
}

/// `DIGEST_PAGER` is this program's and comes before the file; `PAGER` is everybody's and
/// comes behind it.
fn pager(
    terminal: &TerminalArgs,
    file: &Path,
    configuration: &Configuration,
    environment: &impl Fn(&str) -> Option<OsString>,
) -> Setting<Option<String>> {
    if terminal.no_pager {
        return Setting {
            value: None,
            origin: Origin::Flag("--no-pager"),
        };
    }
    let variable = |name| {
        environment(name).map(|value| Setting {
            value: value.to_string_lossy().into_owned(),
            origin: Origin::Environment(name),
        })
    };
    let named = variable("DIGEST_PAGER")
        .or_else(|| in_file(file, configuration.pager.as_ref()))
        .or_else(|| variable("PAGER"));
    let Some(Setting { value, origin }) = named else {
        return Setting {
            value: Some(DEFAULT_PAGER.to_owned()),
            origin: Origin::Default,
        };
    };
    // `cat` would only turn the page's end into the text's.
    let is_none = matches!(value.trim(), "" | "cat");
    Setting {
        value: (!is_none).then_some(value),
        origin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::settings::configuration::Line;

    fn settings(
        terminal: &TerminalArgs,
        configuration: Configuration,
        variables: &[(&str, &str)],
    ) -> Settings {
        Settings::new(
            terminal.clone(),
            PlaceArgs::default(),
            configuration,
            |name| {
                let found = variables.iter().find(|(variable, _)| *variable == name);
                found.map(|(_, value)| value.into())
            },
        )
    }

    fn file() -> Configuration {
        let line = |value: &str| {
            Some(Line {
                value: value.to_owned(),
                line: 3,
            })
        };
        Configuration {
            path: Some("/c.toml".into()),
            pager: line("most"),
            color: Some(Line {
                value: When::Never,
                line: 4,
            }),
            corpus: Some(Line {
                value: "/of/file".into(),
                line: 1,
            }),
            index: Some(Line {
                value: "/index".into(),
                line: 2,
            }),
            ..Configuration::default()
        }
    }

    #[test]
    fn a_flag_comes_before_the_environment_and_that_before_the_file() {
        let flags = TerminalArgs {
            color: Some(When::Always),
            no_pager: true,
            ..TerminalArgs::default()
        };
        let none = TerminalArgs::default();
        let all = [("NO_COLOR", "1"), ("DIGEST_PAGER", "more"), ("PAGER", "pg")];
        let by_flag = settings(&flags, file(), &all);
        assert_eq!(by_flag.color.value, When::Always);
        assert_eq!(by_flag.pager.value, None);
        let by_environment = settings(&none, file(), &all);
        assert_eq!(by_environment.color.origin, Origin::Environment("NO_COLOR"));
        assert_eq!(by_environment.pager.value.as_deref(), Some("more"));
        let by_file = settings(&none, file(), &[("PAGER", "pg")]);
        assert_eq!(by_file.color.origin, Origin::File("/c.toml".into(), 4));
        assert_eq!(by_file.pager.value.as_deref(), Some("most"));
        let by_nobody = settings(&none, Configuration::default(), &[]);
        assert_eq!(by_nobody.color.origin, Origin::Default);
        assert_eq!(by_nobody.pager.value.as_deref(), Some("less"));
        let by_everybody = settings(&none, Configuration::default(), &[("PAGER", "pg")]);
        assert_eq!(by_everybody.pager.origin, Origin::Environment("PAGER"));
    }

    #[test]
    fn the_environment_tells_of_colours_in_three_ways() {
        let none = TerminalArgs::default();
        let color = |variables: &[_]| {
            settings(&none, Configuration::default(), variables)
                .color
                .value
        };
        assert_eq!(color(&[("NO_COLOR", "")]), When::Auto);
        assert_eq!(color(&[("CLICOLOR_FORCE", "1")]), When::Always);
        assert_eq!(color(&[("CLICOLOR_FORCE", "0")]), When::Auto);
        assert_eq!(color(&[("CLICOLOR", "0")]), When::Never);
        assert_eq!(
            color(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
            When::Never
        );
    }

    #[test]
    fn an_empty_pager_and_cat_are_none() {
        let none = TerminalArgs::default();
        for name in ["", " ", "cat"] {
            let settings = settings(&none, file(), &[("DIGEST_PAGER", name)]);
            assert_eq!(settings.pager.value, None, "{name:?}");
        }
    }

    #[test]
    fn credentials_of_the_environment_come_before_the_file() {
        let none = TerminalArgs::default();
        let mut configuration = file();
        configuration.credentials_command = Some(Line {
            value: vec!["pass".to_owned()],
            line: 9,
        });
        let found = |variables: &[_]| settings(&none, configuration.clone(), variables).credentials;
        let by_key = found(&[("DIGEST_CLUSTER_API_KEY", "geheim")]).unwrap();
        assert_eq!(by_key.origin, Origin::Environment("DIGEST_CLUSTER_API_KEY"));
        assert!(!format!("{by_key:?}").contains("geheim"));
        let by_file = found(&[("DIGEST_CLUSTER_CREDENTIALS_FILE", "/c")]).unwrap();
        assert_eq!(by_file.value, CredentialsPlace::File("/c".into()));
        let by_command = found(&[("DIGEST_CLUSTER_USER", "")]).unwrap();
        assert_eq!(by_command.origin, Origin::File("/c.toml".into(), 9));
        assert_eq!(settings(&none, file(), &[]).credentials, None);
    }

    #[test]
    fn the_index_of_the_file_is_of_its_corpus() {
        let settings = settings(&TerminalArgs::default(), file(), &[]);
        let named = settings.named_places(&PlaceArgs::default(), |_| None);
        assert_eq!(named.index.unwrap().value, Path::new("/index"));
        let flags = PlaceArgs {
            corpus: Some("/other".into()),
            ..PlaceArgs::default()
        };
        let named = settings.named_places(&flags, |_| None);
        assert_eq!(named.corpus.unwrap().origin, Origin::Flag("--corpus"));
        assert_eq!(named.index, None);
    }
}
