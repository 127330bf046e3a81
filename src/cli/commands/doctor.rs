//! `digest doctor`: what was found here, what is missing, and what to do.
//!
//! Each check is a function that gives a row. Nothing is changed, and no index is built.

mod corpus_and_index;

use std::env;
use std::path::Path;

use clap::Args;
use which::which;

use crate::cli::arguments::formats::FormatArgs;
use crate::cli::browse;
use crate::cli::outcome::{EXIT_ERROR, Outcome};
use crate::cli::session::Session;
use crate::cli::settings::{LANGUAGE_VARIABLE, Origin};
use crate::cli::terminal::{pager, streams};
use crate::language::{
    Language, Message, Name, labels::columns, labels::findings, labels::states, labels::tables,
    messages,
};
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

    fn shown(self) -> Name {
        match self {
            State::Good => states::GOOD,
            State::Look => states::LOOK,
            State::Bad => states::BAD,
        }
    }
}

/// What was found of one thing.
struct Finding {
    /// What was looked at.
    name: Name,
    state: State,
    /// What is there.
    found: Message,
    /// What to do, where something is to be done.
    advice: Option<Message>,
}

impl Finding {
    fn good(name: Name, found: impl Into<Message>) -> Self {
        Finding {
            name,
            state: State::Good,
            found: found.into(),
            advice: None,
        }
    }

    fn look(name: Name, found: impl Into<Message>, advice: Message) -> Self {
        Finding {
            name,
            state: State::Look,
            found: found.into(),
            advice: Some(advice),
        }
    }

    fn bad(name: Name, found: impl Into<Message>, advice: Message) -> Self {
        Finding {
            state: State::Bad,
            ..Finding::look(name, found, advice)
        }
    }

    fn row(self) -> Vec<Cell> {
        vec![
            Cell::Word(self.name.english(), self.name),
            Cell::Word(self.state.name(), self.state.shown()),
            Cell::Message(self.found),
            self.advice.map_or(Cell::Unknown, Cell::Message),
        ]
    }
}

pub(in crate::cli) fn run(args: DoctorArgs, session: &Session) -> anyhow::Result<Outcome> {
    let mut findings = vec![program(), configuration(session)];
    match session.places() {
        Ok(places) => findings.extend(corpus_and_index::findings(places, session)),
        Err(error) => findings.push(Finding::bad(
            findings::FOLDERS,
            Message::told_by(&format_args!("{error:#}")),
            messages::doctor::name_folders(),
        )),
    }
    findings.extend([
        pdf_reader(),
        pager_program(session),
        opener(),
        language(session),
        locale(),
        letters(),
    ]);
    let worst = findings.iter().map(|finding| finding.state).max();
    let columns = [
        Column::new("name", columns::WHAT),
        Column::new("state", columns::STATE),
        Column::new("found", columns::FOUND),
        Column::new("advice", columns::ADVICE).where_filled(),
    ];
    let rows = findings.into_iter().map(Finding::row).collect();
    args.format
        .write(session, &Table::new(tables::FINDINGS, &columns, rows))?;
    Ok(match worst {
        None | Some(State::Good) => Outcome::Good,
        Some(State::Look) => Outcome::Lacking,
        Some(State::Bad) => Outcome::Told(EXIT_ERROR),
    })
}

fn program() -> Finding {
    let path = env::current_exe();
    let path = path.map_or_else(|_| messages::doctor::place_not_known(), |path| shown(&path));
    Finding::good(
        findings::PROGRAM,
        messages::doctor::program(&env!("CARGO_PKG_VERSION"), &path),
    )
}

fn configuration(session: &Session) -> Finding {
    let configuration = &session.settings.configuration;
    if let Some(mistake) = &configuration.mistake {
        let advice = messages::doctor::mend_configuration();
        return Finding::bad(findings::CONFIGURATION, mistake.clone(), advice);
    }
    let file = &configuration.path;
    let found = file.as_deref().map_or(messages::doctor::no_file(), shown);
    Finding::good(findings::CONFIGURATION, found)
}

/// The second reader of PDFs, for those that the program's own cannot read.
fn pdf_reader() -> Finding {
    const NAME: Name = findings::PDF_READER;
    match which("pdftotext") {
        Ok(path) => Finding::good(NAME, shown(&path)),
        Err(_) => Finding::good(NAME, messages::doctor::no_pdftotext()),
    }
}

fn pager_program(session: &Session) -> Finding {
    const NAME: Name = findings::PAGER;
    let Some(command) = &session.settings.pager.value else {
        return Finding::good(NAME, messages::doctor::no_pager_asked());
    };
    match which(pager::program(command)) {
        Ok(path) => Finding::good(NAME, messages::doctor::pager_by(&command, &shown(&path))),
        Err(_) => Finding::look(
            NAME,
            messages::doctor::pager_missing(&command),
            messages::doctor::install_pager(),
        ),
    }
}

fn opener() -> Finding {
    const NAME: Name = findings::OPENER;
    let program = browse::opener_program();
    match program.as_deref().map(which) {
        Some(Ok(path)) => Finding::good(NAME, shown(&path)),
        _ => Finding::look(
            NAME,
            match &program {
                Some(name) => messages::doctor::opener_missing(name),
                None => messages::doctor::no_opener(),
            },
            messages::doctor::name_opener(),
        ),
    }
}

/// The language that is spoken, and what chose it.
fn language(session: &Session) -> Finding {
    let chosen = &session.settings.language;
    let code = chosen.value.code();
    let found = match &chosen.origin {
        Origin::Flag(name) | Origin::Environment(name) => {
            messages::doctor::language_by(&code, name)
        }
        Origin::File(path, line) => {
            messages::doctor::language_by(&code, &format_args!("{}:{line}", path.display()))
        }
        Origin::Default => messages::doctor::language_by_nobody(&code),
    };
    let named = env::var(LANGUAGE_VARIABLE).unwrap_or_default();
    if !named.is_empty() && Language::from_code(&named).is_none() {
        let advice = messages::doctor::no_such_language(&LANGUAGE_VARIABLE, &named);
        return Finding::look(findings::LANGUAGE, found, advice);
    }
    Finding::good(findings::LANGUAGE, found)
}

/// The encoding that the terminal is told of.
fn locale() -> Finding {
    const NAME: Name = findings::LOCALE;
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let set = names.iter().find_map(|name| {
        let value = env::var(name).ok().filter(|value| !value.is_empty())?;
        Some((*name, value))
    });
    let Some((name, value)) = set else {
        return Finding::good(NAME, messages::doctor::no_locale());
    };
    let found = Message::verbatim(format!("{name}={value}"));
    let lower = value.to_ascii_lowercase();
    if cfg!(windows) || lower.contains("utf-8") || lower.contains("utf8") {
        return Finding::good(NAME, found);
    }
    Finding::look(NAME, found, messages::doctor::locale_no_utf8())
}

/// Letters to look at: no program can ask a terminal what its font holds.
fn letters() -> Finding {
    const NAME: Name = findings::LETTERS;
    let found = Message::verbatim("한글 漢字 ㈜ ① ㎏ “”");
    match streams::stdout_is_terminal() {
        true => Finding {
            advice: Some(messages::doctor::choose_font()),
            ..Finding::good(NAME, found)
        },
        false => Finding::good(NAME, found),
    }
}

fn shown(path: &Path) -> Message {
    Message::verbatim(path.to_string_lossy())
}
