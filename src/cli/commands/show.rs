//! `digest show`: one document, whole, or several.

use clap::Args;

use crate::cli::arguments::formats::FormatArgs;
use crate::cli::arguments::ids::typed_ids;
use crate::cli::open_index::{self, OpenIndex};
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::cli::{arguments, original};
use crate::document::{Document, DocumentId};
use crate::language::{Message, messages};
use crate::output::{Answer, DocumentPage, Documents, Originals, Shape};
use crate::search::{Constraints, DocumentMarks};

/// Show an article or an event whole
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  digest show 2024-05/12\n  \
        digest show 2024-05/e1 --format json\n  \
        digest show 2024-05/12 --highlight 레드팀\n  \
        digest show 2024-05/12 --at\n  \
        digest search 레드팀 -l | digest show -")]
pub(in crate::cli) struct ShowArgs {
    /// The ids as a search shows them, such as 2024-05/12; `-` reads them from standard
    /// input, one a line
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,

    /// Mark the words of a query, such as 레드팀
    #[arg(long, value_name = "QUERY")]
    highlight: Option<String>,

    /// Show the original lines of the digest file with their numbers; refused where the
    /// file is not as it was indexed
    #[arg(long, conflicts_with = "highlight")]
    at: bool,

    #[command(flatten)]
    format: FormatArgs,
}

pub(in crate::cli) fn run(args: ShowArgs, session: &Session) -> anyhow::Result<Outcome> {
    let index = open_index::open(session)?;
    if args.highlight.is_some() {
        args.format
            .check(session, Shape::Prose, &Message::verbatim("--highlight"))?;
    }
    let mut outcome = Outcome::Good;
    let mut documents = Vec::new();
    let ids = typed_ids(&args.ids)?;
    if ids.is_empty() {
        streams::tell(messages::command::nothing_to_show());
        outcome = Outcome::Lacking;
    }
    for id in &ids {
        match find(id, |id| index.document(id))? {
            Some(document) => documents.push(document),
            None => outcome = Outcome::Lacking,
        }
    }
    if documents.is_empty() {
        let nothing: &dyn Answer = match args.at {
            true => &Originals(Vec::new()),
            // An object or a page would be of a document.
            false if !args.format.format(session).is_for_spreadsheets() => {
                return Ok(Outcome::Lacking);
            }
            false => &Documents(Vec::new()),
        };
        return args.format.write_found(session, false, nothing);
    }
    if args.at {
        let lines = original::lines_of(documents, &index, session)?;
        args.format.write(session, &Originals(lines))?;
        return Ok(outcome);
    }
    let marks = match &args.highlight {
        Some(text) => marks(arguments::unmarked(text), &documents, index, session)?,
        None => Vec::new(),
    };
    let pages = documents.iter().enumerate();
    let pages: Vec<DocumentPage<'_>> = pages
        .map(|(place, document)| DocumentPage {
            document,
            marks: marks.get(place),
        })
        .collect();
    args.format.write(session, &Documents(pages))?;
    Ok(outcome)
}

/// The document that was asked for by `id`, as `document` reads it; where there is none, that is
/// told.
pub(in crate::cli) fn find(
    id: &str,
    document: impl FnOnce(&DocumentId) -> anyhow::Result<Option<Document>>,
) -> anyhow::Result<Option<Document>> {
    let id = arguments::unmarked(id).trim();
    let document = document(&DocumentId::from_text(id))?;
    if document.is_none() {
        streams::tell(messages::command::no_such_id(&id));
    }
    Ok(document)
}

/// The words that a search for `text` looks for, in each of `documents`.
fn marks(
    text: &str,
    documents: &[Document],
    index: OpenIndex,
    session: &Session,
) -> anyhow::Result<Vec<DocumentMarks>> {
    let engine = index.into_engine(session)?;
    let query = engine.searched_query(text, &Constraints::default())?;
    let marks = documents.iter();
    let marks = marks.map(|document| DocumentMarks::find(document, &query, engine.analyzer()));
    Ok(marks.collect())
}
