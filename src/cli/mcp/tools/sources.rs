//! `sources`: who published what articles cite, and the works of one publisher.

use serde_json::{Map, Value};

use super::filters::{self, FILTERS};
use super::pages::{self, List, OFFSET};
use super::tool::{Call, Tool};
use crate::cli::mcp::arguments::{Argument, Kind, told_back};
use crate::output::{self, ContextSchema, Trim};

pub(super) static TOOL: Tool = Tool {
    name: "sources",
    title: "List cited publishers and their works",
    about: "The publishers whose works articles cite, with how many articles and citations each \
        has, those with the most first (`sources`); or, with `publisher`, the works of one, the \
        newest first, each with the articles that cite it (`works`). A publisher is found in any \
        spelling (OpenAI = 오픈AI).",
    arguments: &[ARGUMENTS, FILTERS, &[OFFSET]],
    output: schema,
    run,
};

static PUBLISHERS: Trim = Trim {
    rows: "sources",
    dropped: &["first_date", "last_date"],
};

/// The ids of the articles are there under a name of their own.
static WORKS: Trim = Trim {
    rows: "works",
    dropped: &["articles", "date_precision"],
};

const ARGUMENTS: &[Argument] = &[
    Argument::new(
        "publisher",
        Kind::Text,
        "A publisher in any spelling, whose works to list",
    ),
    Argument::new(
        "limit",
        Kind::Count {
            least: 1,
            most: 200,
            default: 20,
        },
        "How many rows",
    ),
];

fn run(call: &Call<'_>) -> anyhow::Result<Map<String, Value>> {
    let given = call.given;
    let constraints = filters::constraints(given)?;
    let publishers = call.engine.publishers(&constraints)?;
    let mut notes = Vec::new();
    let (trim, object) = match given.text("publisher") {
        None => {
            let all = publishers.all();
            if all.is_empty() {
                notes.push("no article that the filters let through names a source".to_owned());
            }
            (
                &PUBLISHERS,
                output::json_object(&output::publishers_table(&all))?,
            )
        }
        Some(name) => {
            let mut works = Vec::new();
            if publishers.find(name).is_some() {
                let cited = call.engine.cited_works(&publishers, name, &constraints)?;
                works = cited.newest_first();
            } else {
                let near = publishers.near(name).join(", ");
                let near = match near.is_empty() {
                    true => "without `publisher` all are listed".to_owned(),
                    false => format!("near it: {near}"),
                };
                notes.push(format!(
                    "no article cites a publisher “{}”; {near}",
                    told_back(name)
                ));
            }
            (&WORKS, output::json_object(&output::works_table(&works))?)
        }
    };
    let list = List::asked_for(call, object, trim);
    notes.extend(list.behind_the_last());
    Ok(list.fit(notes, call.most_chars))
}

/// Either of the two lists.
fn schema() -> serde_json::Result<Map<String, Value>> {
    let mut schema = pages::schema(ContextSchema::Sources, &PUBLISHERS)?;
    let works = pages::schema(ContextSchema::Works, &WORKS)?;
    // The rows of both have a definition of one name.
    let works = Value::Object(works)
        .to_string()
        .replace("row_fields", "work_fields");
    let works: Value = serde_json::from_str(&works)?;
    for name in ["properties", "$defs"] {
        let fields = works[name].as_object().into_iter().flatten();
        let ours = schema
            .entry(name)
            .or_insert_with(|| Value::Object(Map::new()));
        for (field, value) in fields {
            ours[field] = value.clone();
        }
    }
    schema.insert(
        "description".to_owned(),
        Value::from("Publishers, or with `publisher` the works of one."),
    );
    schema.insert("required".to_owned(), Value::from(vec!["format_version"]));
    Ok(schema)
}
