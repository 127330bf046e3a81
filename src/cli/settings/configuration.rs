//! The user's configuration file: which keys it may have, and what they may be.
//!
//! Defines where it lies, how it is read and how a mistake in it is told. What a value
//! comes to beside flags and the environment is `settings`'.

use std::ffi::OsString;
use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, anyhow};
use etcetera::{BaseStrategy, choose_base_strategy};
use toml_edit::{Document, Item};

use crate::cli::arguments::bounds;
use crate::cli::settings::when::When;
use crate::cluster::ClusterAddress;
use crate::corpus::{FieldNames, FieldRole};
use crate::language::{Language, Message, messages};
use crate::output::Format;
use crate::regular_file;

/// Names another configuration file; empty for none.
pub(in crate::cli) const VARIABLE: &str = "DIGEST_CONFIG";

/// No configuration file is larger.
const LARGEST_BYTES: u64 = 1 << 20;

/// The keys that the file may have.
const KEYS: &[&str] = &[
    "corpus",
    "index",
    "ca_file",
    "credentials_file",
    "credentials_command",
    "format",
    "color",
    "hyperlinks",
    "language",
    "pager",
    "timeout",
    "search_memory",
    "fields",
];

/// A value of the file, with the line of it, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Line<T> {
    pub value: T,
    pub line: usize,
}

/// What the file says. Folders are whole paths, or relative to the current folder where
/// the file's own folder is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cli) struct Configuration {
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// What is wrong with it, so that it says nothing else.
    pub mistake: Option<Message>,
    pub corpus: Option<Line<PathBuf>>,
    /// The folder of the index, or its address as it stands.
    pub index: Option<Line<PathBuf>>,
    /// The authorities that are trusted of a cluster.
    pub ca_file: Option<Line<PathBuf>>,
    /// The file that tells who asks a cluster.
    pub credentials_file: Option<Line<PathBuf>>,
    /// The program that tells who asks a cluster, with its arguments.
    pub credentials_command: Option<Line<Vec<String>>>,
    pub format: Option<Line<Format>>,
    pub color: Option<Line<When>>,
    pub hyperlinks: Option<Line<When>>,
    pub language: Option<Line<Language>>,
    /// The command; empty for none.
    pub pager: Option<Line<String>>,
    /// How long a search may take.
    pub timeout: Option<Line<Duration>>,
    /// How much memory a search may take, in MiB.
    pub search_memory_mib: Option<Line<usize>>,
    /// What fields of records are.
    pub fields: Option<Line<FieldNames>>,
}

impl Configuration {
    /// Reads the user's file; nothing is said where there is none.
    ///
    /// # Errors
    ///
    /// Where the file that [`VARIABLE`] names is not there, or a file cannot be read or
    /// has a mistake.
    pub(in crate::cli) fn read() -> anyhow::Result<Self> {
        let named = std::env::var_os(VARIABLE);
        let Some(path) = path(named.as_ref()) else {
            return Ok(Configuration::default());
        };
        let text = match regular_file::read(&path, LARGEST_BYTES) {
            Ok(bytes) => String::from_utf8(bytes)
                .with_context(|| messages::settings::configuration_no_utf8(&path.display()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => {
                return Ok(Configuration::default());
            }
            Err(error) => {
                let told = match named {
                    Some(_) => messages::settings::named_configuration_unreadable,
                    None => messages::settings::configuration_unreadable,
                };
                return Err(anyhow!(told(&path.display(), &error)));
            }
        };
        Configuration::parse(&text, &path, home().as_deref())
    }

    /// The same where a mistake is to be told beside other things, and ends nothing.
    pub(in crate::cli) fn read_or_mistake() -> Self {
        Configuration::read().unwrap_or_else(|error| Configuration {
            mistake: Some(Message::told_by(&format_args!("{error:#}"))),
            ..Configuration::default()
        })
    }

    /// Reads the text of the file at `path`; `home` is what `~` stands for.
    fn parse(text: &str, path: &Path, home: Option<&Path>) -> anyhow::Result<Self> {
        let line_at = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
        let wrong = |byte: usize, message: &dyn Display| {
            let place = format!("{}:{}", path.display(), line_at(byte));
            anyhow!(messages::settings::at_place(&place, message))
        };
        let document = Document::parse(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            wrong(start, &error.message())
        })?;
        let mut read = Configuration {
            path: Some(path.to_owned()),
            ..Configuration::default()
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let table = document.as_table();
        for (name, item) in table {
            let key = table.key(name).and_then(|key| key.span());
            let start = key.or_else(|| item.span()).map_or(0, |span| span.start);
            let place = Place {
                start,
                name,
                item,
                line: line_at(start),
            };
            let told = |message: Message| wrong(place.start, &message);
            match name {
                "corpus" => read.corpus = Some(place.folder(folder, home).map_err(told)?),
                "index" => read.index = Some(place.index(folder, home).map_err(told)?),
                "ca_file" => read.ca_file = Some(place.folder(folder, home).map_err(told)?),
                "credentials_file" => {
                    read.credentials_file = Some(place.folder(folder, home).map_err(told)?);
                }
                "credentials_command" => {
                    read.credentials_command = Some(place.command().map_err(told)?);
                }
                "format" => read.format = Some(place.format().map_err(told)?),
                "color" => read.color = Some(place.when().map_err(told)?),
                "hyperlinks" => read.hyperlinks = Some(place.when().map_err(told)?),
                "language" => read.language = Some(place.language().map_err(told)?),
                "pager" => read.pager = Some(place.pager().map_err(told)?),
                "timeout" => read.timeout = Some(place.seconds().map_err(told)?),
                "search_memory" => read.search_memory_mib = Some(place.mebibytes().map_err(told)?),
                "fields" => read.fields = Some(place.fields().map_err(told)?),
                _ => {
                    let message = messages::settings::no_such_setting(&name, &KEYS.join(", "));
                    return Err(wrong(place.start, &message));
                }
            }
            if read.credentials_file.is_some() && read.credentials_command.is_some() {
                let message = messages::settings::setting_two_credentials();
                return Err(wrong(place.start, &message));
            }
        }
        Ok(read)
    }
}

/// A key with its value, where it stands.
struct Place<'a> {
    start: usize,
    line: usize,
    name: &'a str,
    item: &'a Item,
}

impl Place<'_> {
    fn of<T>(&self, value: T) -> Line<T> {
        Line {
            value,
            line: self.line,
        }
    }

    fn text(&self, may_be: &dyn Display) -> Result<&str, Message> {
        let text = self.item.as_str().filter(|text| !text.contains('\0'));
        text.ok_or_else(|| {
            let (name, kind) = (self.name, self.item.type_name());
            messages::settings::setting_no_text(&name, &kind, &may_be)
        })
    }

    fn folder(&self, of_file: &Path, home: Option<&Path>) -> Result<Line<PathBuf>, Message> {
        let may_be = messages::settings::setting_text_form(&self.name);
        let text = self.text(&may_be)?;
        if text.is_empty() {
            return Err(messages::settings::setting_empty(&self.name, &may_be));
        }
        let Some(rest) = text.strip_prefix('~') else {
            return Ok(self.of(of_file.join(text)));
        };
        let rest = match rest.strip_prefix(['/', std::path::MAIN_SEPARATOR]) {
            Some(rest) => rest,
            None if rest.is_empty() => rest,
            None => {
                return Err(messages::settings::setting_other_home(&self.name));
            }
        };
        let home = home.ok_or(messages::settings::no_home())?;
        Ok(self.of(home.join(rest)))
    }

    /// A folder, or an address, which is of no folder.
    fn index(&self, of_file: &Path, home: Option<&Path>) -> Result<Line<PathBuf>, Message> {
        let address = self.item.as_str().map(ClusterAddress::parse);
        match address
            .transpose()
            .map_err(|error| Message::told_by(&error))?
        {
            Some(Some(address)) => Ok(self.of(address.to_string().into())),
            _ => self.folder(of_file, home),
        }
    }

    fn command(&self) -> Result<Line<Vec<String>>, Message> {
        let words = self.item.as_array().into_iter().flatten();
        let words: Option<Vec<String>> = words
            .map(|word| word.as_str().map(str::to_owned))
            .map(|word| word.filter(|word| !word.contains('\0')))
            .collect();
        let words = words.filter(|words| words.first().is_some_and(|word| !word.is_empty()));
        let words = words.ok_or_else(|| {
            let may_be = messages::settings::setting_command_form(&self.name);
            messages::settings::setting_no_command(&self.name, &may_be)
        })?;
        Ok(self.of(words))
    }

    fn format(&self) -> Result<Line<Format>, Message> {
        let names: Vec<&str> = Format::all().map(Format::name).collect();
        let names = names.join(", ");
        let text = self.text(&messages::settings::setting_format(&self.name, &names))?;
        let format = text
            .parse::<Format>()
            .map_err(|error| Message::told_by(&error))?;
        Ok(self.of(format))
    }

    fn when(&self) -> Result<Line<When>, Message> {
        let may_be = messages::settings::setting_when_form(&self.name);
        let text = self.text(&may_be)?;
        let when = When::from_name(text)
            .ok_or_else(|| messages::settings::setting_cannot_be(&self.name, &text, &may_be))?;
        Ok(self.of(when))
    }

    fn language(&self) -> Result<Line<Language>, Message> {
        let may_be = messages::settings::setting_language_form(&self.name);
        let text = self.text(&may_be)?;
        let language = Language::from_code(text)
            .ok_or_else(|| messages::settings::setting_cannot_be(&self.name, &text, &may_be))?;
        Ok(self.of(language))
    }

    fn seconds(&self) -> Result<Line<Duration>, Message> {
        let text = match (self.item.as_integer(), self.item.as_float()) {
            (Some(seconds), _) => seconds.to_string(),
            (_, Some(seconds)) => seconds.to_string(),
            _ => String::new(),
        };
        let seconds = bounds::seconds(&text);
        let seconds =
            seconds.map_err(|message| messages::settings::about_setting(&self.name, &message))?;
        Ok(self.of(seconds))
    }

    fn mebibytes(&self) -> Result<Line<usize>, Message> {
        let number = self
            .item
            .as_integer()
            .and_then(|mib| u64::try_from(mib).ok());
        let range = bounds::SEARCH_MEMORY_MIB;
        let mib = number.filter(|mib| range.contains(mib));
        let mib = mib
            .and_then(|mib| usize::try_from(mib).ok())
            .ok_or_else(|| {
                let (name, first, last) = (self.name, range.start(), range.end());
                messages::settings::setting_no_mebibytes(&name, &first, &last)
            })?;
        Ok(self.of(mib))
    }

    /// A table of what a field is, with the name or the names of the fields.
    fn fields(&self) -> Result<Line<FieldNames>, Message> {
        let may_be = messages::settings::setting_fields_form();
        let Some(table) = self.item.as_table_like() else {
            return Err(messages::settings::setting_fields_no_table(&may_be));
        };
        let mut names = Vec::new();
        for (key, value) in table.iter() {
            let role = FieldRole::from_name(key).ok_or_else(|| {
                let roles = FieldRole::ALL.map(FieldRole::as_str).join(", ");
                messages::settings::setting_fields_no_role(&key, &roles)
            })?;
            let texts: Option<Vec<&str>> = match (value.as_str(), value.as_array()) {
                (Some(text), _) => Some(vec![text]),
                (_, Some(texts)) => texts.iter().map(|text| text.as_str()).collect(),
                _ => None,
            };
            let texts = texts
                .filter(|texts| texts.iter().all(|text| !text.trim().is_empty()))
                .ok_or_else(|| messages::settings::setting_fields_no_name(&key, &may_be))?;
            names.extend(texts.into_iter().map(|text| (text.to_owned(), role)));
        }
        Ok(self.of(FieldNames::with(names)))
    }

    fn pager(&self) -> Result<Line<String>, Message> {
        if self.item.as_bool() == Some(false) {
            return Ok(self.of(String::new()));
        }
        let text = self.text(&messages::settings::setting_pager_form())?;
        Ok(self.of(text.to_owned()))
    }
}

/// The mistake in the text of a configuration file, as `config.toml:1: what is wrong`, the line
/// counted from 1; `None` where it has none.
pub fn configuration_mistake(text: &str) -> Option<String> {
    let read = Configuration::parse(text, Path::new("config.toml"), None);
    read.err().map(|mistake| format!("{mistake:#}"))
}

/// Where the file is looked for; `None` where it is turned off or nothing tells.
fn path(named: Option<&OsString>) -> Option<PathBuf> {
    match named {
        Some(named) if named.is_empty() => None,
        Some(named) => Some(named.into()),
        None => user_path(),
    }
}

/// Where the file lies that no variable names.
pub(in crate::cli) fn user_path() -> Option<PathBuf> {
    let folders = choose_base_strategy().ok()?;
    Some(folders.config_dir().join("digest").join("config.toml"))
}

fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Configuration, String> {
        let path = Path::new("/etc/d/config.toml");
        Configuration::parse(text, path, Some(Path::new("/home/한")))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn values_come_with_their_lines() {
        let read = parse(
            "# 설정\ncorpus = \"~/digests\"\nindex = \"idx\"\n\npager = \"less -R\"\n\
             color = \"never\"\nformat = \"json\"\n",
        )
        .unwrap();
        let at = |line, value: &str| {
            Some(Line {
                value: value.into(),
                line,
            })
        };
        assert_eq!(read.corpus, at(2, "/home/한/digests"));
        assert_eq!(read.index, at(3, "/etc/d/idx"));
        assert_eq!(read.pager.unwrap().value, "less -R");
        assert_eq!(read.color.unwrap().value, When::Never);
        let format = read.format.unwrap();
        assert_eq!((format.value, format.line), (Format::JSON, 7));
        assert_eq!(parse("pager = false").unwrap().pager.unwrap().value, "");
        assert_eq!(
            parse("").unwrap(),
            Configuration {
                path: Some("/etc/d/config.toml".into()),
                ..Configuration::default()
            }
        );
    }

    #[test]
    fn an_index_may_be_an_address() {
        let read = parse(
            "index = \"https://search.example:9200/digests\"\nca_file = \"ca.pem\"\n\
             credentials_command = [\"pass\", \"show\", \"digest\"]\n",
        )
        .unwrap();
        let index = read.index.unwrap().value;
        assert_eq!(index, Path::new("https://search.example:9200/digests"));
        assert_eq!(read.ca_file.unwrap().value, Path::new("/etc/d/ca.pem"));
        let command = read.credentials_command.unwrap().value;
        assert_eq!(command, ["pass", "show", "digest"]);
        let read = parse("credentials_file = \"~/secret\"").unwrap();
        let file = read.credentials_file.unwrap().value;
        assert_eq!(file, Path::new("/home/한/secret"));
        let error = parse("\nindex = \"https://kim:geheim@h/x\"").unwrap_err();
        assert!(
            error.contains(":2: ") && !error.contains("geheim"),
            "{error}"
        );
    }

    #[test]
    fn fields_have_a_name_or_several() {
        let text = "[fields]\ntitle = \"이름\"\nbody = [\"글\", \"말\"]\n";
        let expected = [
            ("이름", FieldRole::Title),
            ("글", FieldRole::Body),
            ("말", FieldRole::Body),
        ];
        let expected = FieldNames::with(expected.map(|(name, role)| (name.to_owned(), role)));
        assert_eq!(parse(text).unwrap().fields.unwrap().value, expected);
        assert_eq!(parse("").unwrap().fields, None);
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_what_is_right() {
        for (text, says) in [
            ("a = 1", &[":1: ", "no setting `a`", "corpus, index"][..]),
            ("\n\ncorpsu = \"x\"", &[":3: ", "`corpsu`"]),
            ("[corpus]\nx = 1", &[":1: ", "`corpus` is not a text"]),
            ("corpus = 5", &[":1: ", "integer", "~/digests"]),
            ("corpus = \"\"", &[":1: ", "empty"]),
            ("corpus = \"~other/x\"", &[":1: ", "another user"]),
            ("format = \"pdf\"", &[":1: ", "pdf", "json"]),
            ("color = \"red\"", &[":1: ", "red", "always"]),
            ("color = true", &[":1: ", "boolean", "never"]),
            ("pager = true", &[":1: ", "false"]),
            ("index = \"https://h\"", &[":1: ", "names no index"]),
            ("credentials_command = \"pass\"", &[":1: ", "[\"pass\""]),
            ("credentials_command = []", &[":1: ", "[\"pass\""]),
            ("credentials_command = [1]", &[":1: ", "[\"pass\""]),
            (
                "credentials_command = [\"a\"]\ncredentials_file = \"b\"",
                &[":2: ", "leave one"],
            ),
            ("color = \"auto\"\npager = \"less", &[":2: "]),
            (
                "\n[fields]\nheadline = \"a\"",
                &[":2: ", "headline", "title"],
            ),
            ("fields = \"a\"", &[":1: ", "[fields]"]),
            ("[fields]\ntitle = 5", &[":1: ", "fields.title"]),
            ("[fields]\ntitle = [\"\"]", &[":1: ", "fields.title"]),
            ("pager = \"a\"\npager = \"b\"", &[":2: "]),
        ] {
            let error = parse(text).unwrap_err();
            for says in says {
                assert!(error.contains(says), "{text}: {error}");
            }
            assert!(error.starts_with("/etc/d/config.toml:"), "{error}");
        }
    }
}
