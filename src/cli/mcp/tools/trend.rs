//! `trend`: how many articles a month hold what words.

use serde_json::{Map, Value};

use super::filters::{self, FILTERS};
use super::pages::{self, List, OFFSET};
use super::tool::{Call, Refused, Tool};
use crate::cli::commands::trend::chart;
use crate::cli::mcp::arguments::{Argument, Kind, told_back};
use crate::output::{self, ContextSchema, Trim};
use crate::search::{MonthCounts, Trend};

pub(super) static TOOL: Tool = Tool {
    name: "trend",
    title: "Count articles by month",
    about: "How many articles a month hold every word of a query: a row for each query and \
        month, with the count (`articles`) and how many articles the month has in all \
        (`articles_in_all`); months without any article have none. Compare topics by \
        several queries in one call, and shares rather than counts where months differ in size. \
        Queries have the syntax of `search`.",
    arguments: &[ARGUMENTS, FILTERS, &[OFFSET]],
    output: || pages::schema(ContextSchema::Months, &TRIM),
    run,
};

static TRIM: Trim = Trim {
    rows: "months",
    dropped: &[],
};

const ARGUMENTS: &[Argument] = &[
    Argument::new(
        "queries",
        Kind::Texts(10),
        "What to look for, each by itself: [\"레드팀\", \"\\\"생성 AI\\\" 규제\"]",
    )
    .needed(),
    Argument::new(
        "limit",
        Kind::Count {
            least: 1,
            most: 1_000,
            default: 240,
        },
        "How many rows",
    ),
    Argument::new(
        "exact",
        Kind::Switch,
        "Take words as they are typed, and never for others",
    ),
];

fn run(call: &Call<'_>) -> anyhow::Result<Map<String, Value>> {
    let given = call.given;
    let constraints = filters::constraints(given)?;
    let exact = given.switch("exact");
    let queries = given.texts("queries");
    let trends = queries
        .iter()
        .map(|query| call.engine.months(query, &constraints, exact));
    let trends: Vec<Trend> = trends.collect::<anyhow::Result<_>>()?;
    // A query of filters alone has no word and finds articles all the same.
    let is_empty =
        |trend: &&Trend| trend.words.is_empty() && trend.counts == MonthCounts::default();
    if let Some(trend) = trends.iter().find(is_empty) {
        anyhow::bail!(Refused(format!(
            "`queries`: nothing to look for in “{}”: it has no word that carries meaning",
            told_back(&trend.query)
        )));
    }
    let all = call.engine.months_of_all(&constraints)?;
    let rewritten = trends
        .iter()
        .flat_map(|trend| output::rewritten_words(&trend.rewrites));
    let mut notes: Vec<String> = rewritten.collect();
    if all.undated > 0 {
        notes.push(format!(
            "{} of the articles have neither a date nor an issue of a month, and are not counted",
            all.undated
        ));
    }
    if trends.iter().all(|trend| trend.counts.months.is_empty()) {
        notes.push("no article with a month holds all words of any query".to_owned());
    }
    let mut object = output::json_object(&chart(&trends, &all, false))?;
    // Between issues that are years apart there are many.
    if let Some(Value::Array(rows)) = object.get_mut(TRIM.rows) {
        rows.retain(|row| row["articles_in_all"] != 0);
    }
    let list = List::asked_for(call, object, &TRIM);
    notes.extend(pages::behind_the_last(list.offset, list.total));
    Ok(list.fit(notes, call.most_chars))
}
