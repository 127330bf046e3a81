//! `digest show`: one document, whole, or several.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;

use super::formats::FormatArgs;
use super::places::Places;
use super::{Outcome, PlaceArgs, arguments, engine, original, streams};
use crate::analysis::Analyzer;
use crate::document::{Document, DocumentId};
use crate::index::IndexReader;
use crate::job;
use crate::output::{self, DocumentPage, Format};
use crate::search::{DocumentMarks, Query};

/// Show an article or an event whole
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  digest show 2024-05/12\n  \
        digest show 2024-05/e1 --format json\n  \
        digest show 2024-05/12 --highlight 레드팀\n  \
        digest show 2024-05/12 --at")]
pub(super) struct ShowArgs {
    /// The ids as a search shows them, such as 2024-05/12
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

pub(super) fn run(args: ShowArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    let places = Places::find(places)?;
    let index = engine::open_index(&places)?;
    if args.at {
        return show_lines(&args, &index, &places);
    }
    if args.highlight.is_some() && args.format.format().is_for_spreadsheets() {
        bail!(
            "{} has no place for marks; leave out --highlight, or use --format html",
            args.format.format().name()
        );
    }
    let highlighted = match &args.highlight {
        Some(text) => Some(Highlighted::new(
            arguments::unmarked(text),
            &index,
            &places,
        )?),
        None => None,
    };
    let mut outcome = Outcome::Good;
    let mut documents = Vec::new();
    for id in &args.ids {
        match find(&index, id)? {
            Some(document) => {
                let marks = highlighted.as_ref().map(|words| words.marks(&document));
                documents.push((document, marks));
            }
            None => outcome = Outcome::Lacking,
        }
    }
    if documents.is_empty() {
        return Ok(outcome);
    }
    let pages: Vec<DocumentPage<'_>> = documents
        .iter()
        .map(|(document, marks)| DocumentPage {
            document,
            marks: marks.as_ref(),
        })
        .collect();
    let mut out = args.format.stdout();
    args.format
        .renderer()
        .documents(&mut out, &pages)
        .and_then(|()| out.flush())
        .context("cannot write the document")?;
    Ok(outcome)
}

/// Shows the original lines of the documents that there are.
fn show_lines(args: &ShowArgs, index: &IndexReader, places: &Places) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Good;
    let mut documents = Vec::new();
    for id in &args.ids {
        match find(index, id)? {
            Some(document) => documents.push(document),
            None => outcome = Outcome::Lacking,
        }
    }
    if documents.is_empty() {
        return Ok(outcome);
    }
    let originals = original::lines_of(documents, index, places)?;
    let mut out = args.format.stdout();
    if args.format.format() == Format::Text {
        let style = streams::style();
        for (place, original) in originals.iter().enumerate() {
            if place > 0 {
                writeln!(out).context("cannot write the lines")?;
            }
            output::original_text(&mut out, original, &style).context("cannot write the lines")?;
        }
    } else {
        let table = output::original_table(&originals);
        let written = args.format.renderer().table(&mut out, &table);
        written.context("cannot write the lines")?;
    }
    out.flush().context("cannot write the lines")?;
    Ok(outcome)
}

/// The document that was asked for by `id`; where there is none, that is told.
pub(super) fn find(index: &IndexReader, id: &str) -> anyhow::Result<Option<Document>> {
    let id = arguments::unmarked(id).trim();
    let document = index.document(&DocumentId::from_text(id))?;
    if document.is_none() {
        streams::tell(&format!(
            "no article or event has the id “{id}”; ids look like 2024-05/12 or 2024-05/e1, \
             and `digest search` shows them"
        ));
    }
    Ok(document)
}

/// The words that are marked.
struct Highlighted {
    query: Query,
    analyzer: Arc<Analyzer>,
}

impl Highlighted {
    fn new(text: &str, index: &IndexReader, places: &Places) -> anyhow::Result<Self> {
        let analyzer = Arc::new(index.analyzer()?);
        let query = Query::new(text, &analyzer, &job::synonyms(&places.corpus)?)?;
        Ok(Highlighted { query, analyzer })
    }

    fn marks(&self, document: &Document) -> DocumentMarks {
        DocumentMarks::find(document, &self.query, &self.analyzer)
    }
}
