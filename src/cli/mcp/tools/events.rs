//! `events`: events by their days.

use anyhow::bail;
use serde_json::{Map, Value};

use super::pages::{self, List, OFFSET};
use super::tool::{Call, Refused, Tool};
use crate::cli::arguments::dates::{first_day, last_day};
use crate::cli::commands::events::{Listed, listed, today};
use crate::cli::mcp::arguments::{Argument, Given, Kind};
use crate::document::Date;
use crate::language::Message;
use crate::output::{self, Agenda, ContextSchema, Trim};

pub(super) static TOOL: Tool = Tool {
    name: "events",
    title: "List events by their days",
    about: "Events of all issues by their days, each with its id, days, place and homepage; \
        `show` has the description. An event is in a range where one of its days is. Look for \
        events by words with `search` and kind event.",
    arguments: &[ARGUMENTS, &[OFFSET]],
    output: || pages::schema(ContextSchema::Events, &TRIM),
    run,
};

/// The name of an event is its title too.
static TRIM: Trim = Trim {
    rows: "events",
    dropped: &["name", "date_precision"],
};

const ARGUMENTS: &[Argument] = &[
    Argument::new(
        "from",
        Kind::Text,
        "Events that last until this day or longer, or into this month or year: 2024-07-21, \
            2024-07, 2024",
    ),
    Argument::new(
        "until",
        Kind::Text,
        "Events that begin on this day, in this month or year, or before",
    ),
    Argument::new(
        "upcoming",
        Kind::Switch,
        "Events that are not over, by the clock of the server's machine; not together with `from`",
    ),
    Argument::new(
        "limit",
        Kind::Count {
            least: 1,
            most: 200,
            default: 20,
        },
        "How many events",
    ),
];

fn day_of(
    given: &Given,
    name: &str,
    day: fn(&str) -> Result<Date, Message>,
) -> anyhow::Result<Option<Date>> {
    let text = given.text(name);
    let read =
        text.map(|text| day(text).map_err(|why| Refused(format!("`{name}` is “{text}”: {why}"))));
    Ok(read.transpose()?)
}

fn run(call: &Call<'_>) -> anyhow::Result<Map<String, Value>> {
    let given = call.given;
    let (mut from, until) = (
        day_of(given, "from", first_day)?,
        day_of(given, "until", last_day)?,
    );
    if given.switch("upcoming") {
        if from.is_some() {
            bail!(Refused(
                "`upcoming` is `from` today; give one of the two".to_owned()
            ));
        }
        from = Some(today()?);
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        bail!(Refused(format!(
            "`until` {until} is before {from}; no event can be in that range"
        )));
    }
    let Listed {
        events,
        without_day,
        holds_none,
    } = listed(call.engine.events()?, from, until, false)?;
    let mut notes = Vec::new();
    let has_range = from.is_some() || until.is_some();
    if has_range && !without_day.is_empty() {
        notes.push(format!(
            "left out, since no valid day is known of them: {}",
            without_day.join(", ")
        ));
    }
    if holds_none {
        notes.push("the index holds no event".to_owned());
    } else if events.is_empty() {
        notes.push("no event is in that range; without one all are listed".to_owned());
    }
    let list = List::asked_for(call, output::json_object(&Agenda(events))?, &TRIM);
    notes.extend(list.behind_the_last());
    Ok(list.fit(notes, call.most_chars))
}
