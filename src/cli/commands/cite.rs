//! `digest cite`: citations of articles and events, and of the sources they name.

use clap::Args;

use crate::cli::arguments::citations::CitationArgs;
use crate::cli::arguments::ids::typed_ids;
use crate::cli::commands::show;
use crate::cli::open_index;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::language::messages;

/// Print citations, ready for use, of articles and of the sources they name
#[derive(Debug, Args)]
#[command(
    after_help = "An article is cited as part of its issue, a source as its publisher, title \
        and date. An article's own date is not known where its digest is monthly: it is cited \
        by the issue's month.\n\n\
        Citation keys are made of the ids and stay the same: digest-2024-05-12 is the article, \
        digest-2024-05-12-s1 its first source.\n\n\
        Examples:\n  \
        digest cite 2024-05/12\n  \
        digest cite 2024-05/12 2024-05/e1 --style bibtex --publication \"SPRi AI Brief\"\n  \
        digest search 레드팀 --json | jq -r '.hits[].id' | digest cite - --style csl-json\n\n\
        Exit codes: 0 cited, 1 an id that there is not (the others are cited), 2 an error."
)]
pub(in crate::cli) struct CiteArgs {
    /// The ids as a search shows them, such as 2024-05/12; `-` reads them from standard
    /// input, one a line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,

    #[command(flatten)]
    citations: CitationArgs,
}

pub(in crate::cli) fn run(args: CiteArgs, session: &Session) -> anyhow::Result<Outcome> {
    let ids = typed_ids(&args.ids)?;
    let index = open_index::open(session)?;
    let mut documents = Vec::with_capacity(ids.len());
    for id in &ids {
        documents.extend(show::find(id, |id| index.document(id))?);
    }
    let is_whole = documents.len() == ids.len();
    if documents.is_empty() {
        if ids.is_empty() {
            streams::tell(messages::command::no_ids_to_cite());
        }
        return args.citations.write_nothing(session);
    }
    let outcome = args.citations.write(session, &documents)?;
    Ok(if is_whole { outcome } else { Outcome::Lacking })
}
