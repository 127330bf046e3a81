//! `digest show`: one document, whole.

use std::io::Write;

use anyhow::Context;
use clap::Args;

use super::formats::FormatArgs;
use super::places::Places;
use super::{Outcome, PlaceArgs, arguments, reindex, streams};
use crate::document::DocumentId;

/// Show an article or an event whole
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  digest show 2024-05/12\n  digest show 2024-05/e1 --format json"
)]
pub(super) struct ShowArgs {
    /// The id as a search shows it, such as 2024-05/12
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn run(args: ShowArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    let places = Places::find(places)?;
    let index = reindex::open_or_build(&places)?;
    let id = arguments::unmarked(&args.id).trim();
    let Some(document) = index.document(&DocumentId::from_text(id))? else {
        streams::tell(&format!(
            "no article or event has the id “{}”; ids look like 2024-05/12 or 2024-05/e1, \
             and `digest search` shows them",
            id
        ));
        return Ok(Outcome::Lacking);
    };
    let mut out = streams::stdout();
    args.format
        .renderer()
        .document(&mut out, &document)
        .and_then(|()| out.flush())
        .context("cannot write the document")?;
    Ok(Outcome::Good)
}
