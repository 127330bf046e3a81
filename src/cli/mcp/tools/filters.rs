//! The arguments that choose documents, as the flags of the commands do.

use crate::cli::arguments::filters::FilterArgs;
use crate::cli::mcp::arguments::{Argument, Given, Kind};
use crate::cli::mcp::tools::tool::Refused;
use crate::document::DocumentKind;
use crate::search::Constraints;

/// How many publishers may be asked for at once.
const MOST_SOURCES: usize = 10;

pub(super) const FILTERS: &[Argument] = &[
    Argument::new(
        "since",
        Kind::Text,
        "Only documents of this day, month or year, or later: 2024-03-15, 2024-03 or 2024",
    ),
    Argument::new(
        "until",
        Kind::Text,
        "Only documents of this day, month or year, or earlier",
    ),
    Argument::new(
        "issue",
        Kind::Text,
        "Only documents of this issue, or of a range of them: 2024-05, 2024-01..2024-06",
    ),
    Argument::new(
        "source",
        Kind::Texts(MOST_SOURCES),
        "Only articles that cite works of all of these publishers, in any spelling, or with these words in a cited title: [\"OpenAI\"]",
    ),
    Argument::new("kind", Kind::Choice(kinds), "Only articles, or only events"),
];

fn kinds() -> Vec<&'static str> {
    [DocumentKind::Article, DocumentKind::Event]
        .map(DocumentKind::as_str)
        .into()
}

/// What was given for them.
pub(super) fn constraints(given: &Given) -> anyhow::Result<Constraints> {
    let read = FilterArgs::of_texts(|name| given.text(name), given.texts("source"));
    let filters = read.map_err(|(name, why)| {
        let text = given.text(name).unwrap_or_default();
        Refused(format!("`{name}` is “{text}”: {why}"))
    })?;
    filters.constraints()
}
