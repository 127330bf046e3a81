//! `related`: articles like one, with the words they share.

use anyhow::bail;
use serde_json::{Map, Value};

use super::documents;
use super::filters::{self, FILTERS};
use super::pages::{self, List, OFFSET};
use super::tool::{Call, Tool};
use crate::cli::mcp::arguments::{Argument, Kind};
use crate::output::{self, ContextSchema, Related, Trim};

pub(super) static TOOL: Tool = Tool {
    name: "related",
    title: "Find articles like one",
    about: "Articles that are like one, the likest first, each with the rare words that both \
        hold. Use it to follow a topic from an article that answers, over other issues. An \
        event has related articles too.",
    arguments: &[ARGUMENTS, FILTERS, &[OFFSET]],
    output: || pages::schema(ContextSchema::Related, &TRIM),
    run,
};

static TRIM: Trim = Trim {
    rows: "related",
    dropped: &["date_precision"],
};

const ARGUMENTS: &[Argument] = &[
    Argument::new(
        "id",
        Kind::Text,
        "The id as `search` tells it, such as 2024-05/12",
    )
    .needed(),
    Argument::new(
        "limit",
        Kind::Count {
            least: 1,
            most: 50,
            default: 10,
        },
        "How many articles",
    ),
];

fn run(call: &Call<'_>) -> anyhow::Result<Map<String, Value>> {
    let given = call.given;
    let id = given.text("id").unwrap_or_default();
    let constraints = filters::constraints(given)?;
    let Some(document) = documents::find(call, id)? else {
        bail!(documents::unknown(&[id.to_owned()]));
    };
    // One more tells whether there are more.
    let last = given.count("offset").saturating_add(given.count("limit"));
    let articles = call
        .engine
        .related(&document, &constraints, last.saturating_add(1))?;
    let mut notes = Vec::new();
    if articles.is_empty() {
        notes.push(format!("no article shares enough rare words with {id}"));
    }
    let list = List::asked_for(call, output::json_object(&Related(articles))?, &TRIM);
    notes.extend(list.behind_the_last());
    Ok(list.fit(notes, call.most_chars))
}
