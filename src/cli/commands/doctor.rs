//! `digest doctor`: what was found here, what is missing, and what to do.
//!
//! Each check is a function that gives a row. Nothing is changed, and no index is built.

use std::env;
use std::path::Path;

use clap::Args;
use which::which;

use crate::cli::advice;
use crate::cli::arguments::formats::FormatArgs;
use crate::cli::browse;
use crate::cli::outcome::{EXIT_ERROR, Outcome};
use crate::cli::session::Session;
use crate::cli::settings::places::Places;
use crate::cli::terminal::{pager, streams};
use crate::corpus::{Reach, digest_files};
use crate::document::counted;
use crate::index::{IndexReader, OpenError};
use crate::output::{Cell, Column, Table};

/// Look at what is here, what is missing, and say what to do
#[derive(Debug, Args)]
#[command(
    after_help = "It looks at the folders, the index and the programs beside this one, and \
        changes nothing. A row is `good`, or needs a `look`: something that you may want \
        does not work; or it is `bad`: searches fail.\n\n\
        Exit codes: 0 all is good, 1 something needs a look, 2 something is bad.\n\n\
        Examples:\n  \
        digest doctor\n  \
        digest doctor --corpus ~/briefs\n  \
        digest doctor --json"
)]
pub(in crate::cli) struct DoctorArgs {
    #[command(flatten)]
    format: FormatArgs,
}

/// How a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Good,
    Look,
    Bad,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Good => "good",
            State::Look => "look",
            State::Bad => "bad",
        }
    }
}

/// What was found of one thing.
struct Finding {
    /// What was looked at.
    name: &'static str,
    state: State,
    /// What is there.
    found: String,
    /// What to do, where something is to be done.
    advice: Option<String>,
}

impl Finding {
    fn good(name: &'static str, found: String) -> Self {
        Finding {
            name,
            state: State::Good,
            found,
            advice: None,
        }
    }

    fn look(name: &'static str, found: String, advice: impl Into<String>) -> Self {
        Finding {
            name,
            state: State::Look,
            found,
            advice: Some(advice.into()),
        }
    }

    fn bad(name: &'static str, found: String, advice: impl Into<String>) -> Self {
        Finding {
            state: State::Bad,
            ..Finding::look(name, found, advice)
        }
    }

    fn row(self) -> Vec<Cell> {
        vec![
            Cell::Text(self.name.to_owned()),
            Cell::Text(self.state.name().to_owned()),
            Cell::Text(self.found),
            Cell::optional(self.advice.as_deref()),
        ]
    }
}

pub(in crate::cli) fn run(args: DoctorArgs, session: &Session) -> anyhow::Result<Outcome> {
    let mut findings = vec![program(), configuration(session)];
    match session.places() {
        Ok(places) => findings.extend([corpus(places), index(places)]),
        Err(error) => findings.push(Finding::bad(
            "folders",
            format!("{error:#}"),
            "name them with --corpus and --index",
        )),
    }
    findings.extend([
        pdf_reader(),
        pager_program(session),
        opener(),
        locale(),
        letters(),
    ]);
    let worst = findings.iter().map(|finding| finding.state).max();
    let columns = [
        Column::new("name", "what"),
        Column::new("state", "state"),
        Column::new("found", "found"),
        Column::new("advice", "what to do").where_filled(),
    ];
    let rows = findings.into_iter().map(Finding::row).collect();
    args.format
        .write(session, &Table::new("findings", &columns, rows))?;
    Ok(match worst {
        None | Some(State::Good) => Outcome::Good,
        Some(State::Look) => Outcome::Lacking,
        Some(State::Bad) => Outcome::Told(EXIT_ERROR),
    })
}

fn program() -> Finding {
    let path = env::current_exe();
    let path = path.map_or_else(|_| "its place is not known".to_owned(), |path| shown(&path));
    Finding::good(
        "program",
        format!("digest {}, {path}", env!("CARGO_PKG_VERSION")),
    )
}

fn configuration(session: &Session) -> Finding {
    let file = &session.settings.configuration.path;
    let found = file.as_deref().map_or("no file".to_owned(), shown);
    Finding::good("configuration", found)
}

/// The digest files, and what of the folder is not read.
fn corpus(places: &Places) -> Finding {
    const NAME: &str = "corpus";
    let folder = shown(&places.corpus);
    if !places.corpus.is_dir() {
        return Finding::bad(
            NAME,
            format!("there is no folder {folder}"),
            "go to a folder of digest files, or name it with --corpus",
        );
    }
    let listing = match digest_files(&places.corpus, Reach::default(), &|| false) {
        Ok(listing) => listing,
        Err(error) => {
            return Finding::bad(
                NAME,
                error.to_string(),
                "make it readable, or name another folder with --corpus",
            );
        }
    };
    let here = if places.corpus_is_here {
        ", the current folder, since no corpus/ is in it or above it"
    } else {
        ""
    };
    let files = counted(listing.files.len() as u64, "digest file");
    let found = format!("{folder}{here}: {files}");
    if listing.files.is_empty() {
        return Finding::bad(
            NAME,
            found,
            format!(
                "put files there whose names end in {}",
                crate::corpus::told_endings()
            ),
        );
    }
    let unread = listing.problems.len() + listing.passed_over.len();
    if unread > 0 {
        let told = listing.problems.iter().chain(&listing.passed_over);
        let first = told.map(ToString::to_string).next().unwrap_or_default();
        return Finding::look(
            NAME,
            format!("{found}, {} out of reach", counted(unread as u64, "place")),
            format!("`digest index` tells them all; the first: {first}"),
        );
    }
    Finding::good(NAME, found)
}

fn index(places: &Places) -> Finding {
    const NAME: &str = "index";
    let folder = shown(&places.index);
    let opened = match IndexReader::open(&places.index, places.corpus_of_index()) {
        Ok(opened) => opened,
        Err(OpenError::Missing) if places.corpus.is_dir() => {
            return Finding::good(
                NAME,
                format!("none yet in {folder}; the first search builds it"),
            );
        }
        Err(OpenError::Missing) => {
            return Finding::bad(
                NAME,
                format!("none in {folder}"),
                "name the folder of digest files with --corpus",
            );
        }
        Err(error) => {
            // The same advice that a search gives, as a sentence of its own.
            let advice = advice::of_unopened(&error);
            let advice = advice.trim_start_matches(['.', ',', ';', ' ']);
            let advice = match &error {
                OpenError::NoAccess(_) => "have its owner let you read it".to_owned(),
                OpenError::Damaged(_) => format!("{advice}, or `digest index --rebuild`"),
                _ => advice.to_owned(),
            };
            return Finding::bad(NAME, error.to_string(), advice);
        }
    };
    let found = format!("{folder}: {} articles and events", opened.document_count());
    if opened.document_count() == 0 {
        return Finding::look(NAME, found, "it is empty; `digest index` tells why");
    }
    Finding::good(NAME, found)
}

/// The second reader of PDFs, for those that the program's own cannot read.
fn pdf_reader() -> Finding {
    const NAME: &str = "second PDF reader";
    match which("pdftotext") {
        Ok(path) => Finding::good(NAME, shown(&path)),
        Err(_) => Finding::good(
            NAME,
            "no pdftotext; the program's own reader reads PDFs alone".to_owned(),
        ),
    }
}

fn pager_program(session: &Session) -> Finding {
    const NAME: &str = "pager";
    let Some(command) = &session.settings.pager.value else {
        return Finding::good(NAME, "none, as was asked for".to_owned());
    };
    match which(pager::program(command)) {
        Ok(path) => Finding::good(NAME, format!("`{command}`, run by {}", shown(&path))),
        Err(_) => Finding::look(
            NAME,
            format!("`{command}` is not there; long text runs past"),
            "install less, or name another with DIGEST_PAGER or pager in the configuration",
        ),
    }
}

fn opener() -> Finding {
    const NAME: &str = "opener";
    let program = browse::opener_program();
    match program.as_deref().map(which) {
        Some(Ok(path)) => Finding::good(NAME, shown(&path)),
        _ => Finding::look(
            NAME,
            format!(
                "{}; `digest browse` opens no sources",
                program.map_or("none".to_owned(), |name| format!("`{name}` is not there"))
            ),
            "name the program that opens addresses in DIGEST_OPENER",
        ),
    }
}

/// The encoding that the terminal is told of.
fn locale() -> Finding {
    const NAME: &str = "locale";
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let set = names.iter().find_map(|name| {
        let value = env::var(name).ok().filter(|value| !value.is_empty())?;
        Some((*name, value))
    });
    let Some((name, value)) = set else {
        return Finding::good(NAME, "none is set; text is written in UTF-8".to_owned());
    };
    let found = format!("{name}={value}");
    let lower = value.to_ascii_lowercase();
    if cfg!(windows) || lower.contains("utf-8") || lower.contains("utf8") {
        return Finding::good(NAME, found);
    }
    Finding::look(
        NAME,
        found,
        "text is written in UTF-8; where Hangul looks broken, set LC_ALL to a UTF-8 locale, such \
         as C.UTF-8 or ko_KR.UTF-8",
    )
}

/// Letters to look at: no program can ask a terminal what its font holds.
fn letters() -> Finding {
    const NAME: &str = "letters";
    let found = "한글 漢字 ㈜ ① ㎏ “”".to_owned();
    match streams::stdout_is_terminal() {
        true => Finding {
            advice: Some(
                "where these are boxes, choose a font with Hangul in the terminal's settings, \
                 such as D2Coding or Noto Sans Mono CJK KR"
                    .to_owned(),
            ),
            ..Finding::good(NAME, found)
        },
        false => Finding::good(NAME, found),
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
