//! The documents that a call names by their ids.

use anyhow::bail;

use crate::cli::mcp::arguments::{Argument, Kind, told_back};
use crate::cli::mcp::tools::tool::{Call, Refused};
use crate::document::{Document, DocumentId};

/// How many documents may be named at once.
const MOST_IDS: usize = 50;

pub(super) const IDS: Argument = Argument::new(
    "ids",
    Kind::Texts(MOST_IDS),
    "The ids as `search` tells them: [\"2024-05/12\"]; events have ids such as 2024-05/e1",
)
.needed();

/// The document with this id.
pub(super) fn find(call: &Call<'_>, id: &str) -> anyhow::Result<Option<Document>> {
    call.engine.document(&DocumentId::from_text(id.trim()))
}

/// The documents that were named, and the ids of which there is none.
pub(super) fn named(call: &Call<'_>) -> anyhow::Result<(Vec<Document>, Vec<String>)> {
    let mut documents = Vec::new();
    let mut missing = Vec::new();
    for id in call.given.texts("ids") {
        match find(call, &id)? {
            Some(document) => documents.push(document),
            None => missing.push(id),
        }
    }
    if documents.is_empty() {
        bail!(unknown(&missing));
    }
    Ok((documents, missing))
}

/// That there is no document with any of these ids.
pub(super) fn unknown(ids: &[String]) -> Refused {
    let ids: Vec<String> = ids
        .iter()
        .map(|id| format!("“{}”", told_back(id)))
        .collect();
    Refused(format!(
        "no article or event has the id {}; ids look like 2024-05/12 or 2024-05/e1, and `search` tells them",
        ids.join(", ")
    ))
}
