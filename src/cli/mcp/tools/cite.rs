//! `cite`: citations, ready for use, of documents and of the works that they name.

use std::str::FromStr;

use serde_json::{Map, Value, json};

use super::documents::{self, IDS};
use super::pages::{self, OFFSET};
use super::tool::{Call, Tool};
use crate::cli::arguments::citations::text_of;
use crate::cli::mcp::arguments::{Argument, Kind};
use crate::output::{
    self, CitationStyle, CitedParts, ContextSchema, NEWEST_FORMAT_VERSION, Trim, Work,
};

pub(super) static TOOL: Tool = Tool {
    name: "cite",
    title: "Cite articles and their sources",
    about: "Citations, ready for use, of articles and events and of the works that they name as \
        their sources, in a style for people (text, markdown) or for programs (bibtex, csl-json, \
        ris). An article is cited as part of its issue. Use these rather than references of your \
        own making: they hold only what the digest files say.",
    arguments: &[&[IDS], ARGUMENTS, &[OFFSET]],
    output: || pages::schema(ContextSchema::Citations, &TRIM),
    run,
};

static TRIM: Trim = Trim {
    rows: "",
    dropped: &[],
};

const ARGUMENTS: &[Argument] = &[
    Argument::new(
        "style",
        Kind::Choice(styles),
        "The style of the citations; text where nothing is given",
    ),
    Argument::new(
        "only",
        Kind::Choice(parts),
        "Cite the articles and events themselves alone, or the sources that they name",
    ),
    Argument::new(
        "publication",
        Kind::Text,
        "The name of the digest, such as SPRi AI Brief, which no digest file tells",
    ),
];

const ARTICLE: &str = "article";
const SOURCES: &str = "sources";

fn styles() -> Vec<&'static str> {
    CitationStyle::ALL.map(CitationStyle::name).into()
}

fn parts() -> Vec<&'static str> {
    vec![ARTICLE, SOURCES]
}

/// How much room the rest of an answer needs: its frame, and `next`.
const FRAME_CHARS: usize = 200;

fn run(call: &Call<'_>) -> anyhow::Result<Map<String, Value>> {
    let (documents, missing) = documents::named(call)?;
    let given = call.given;
    let style = given.text("style").map(CitationStyle::from_str);
    let style = style.transpose()?.unwrap_or_default();
    let parts = match given.text("only") {
        Some(ARTICLE) => CitedParts::Article,
        Some(_) => CitedParts::Sources,
        None => CitedParts::All,
    };
    let works = output::works(&documents, parts, given.text("publication"));
    let offset = given.count("offset");
    let (total, works) = (works.len(), works.get(offset..).unwrap_or_default());
    let mut notes = Vec::new();
    if !missing.is_empty() {
        let ids = missing.join(", ");
        notes.push(format!("no article or event has these ids: {ids}"));
    }
    match total {
        0 => notes.push("nothing to cite: the articles and events name no sources".to_owned()),
        _ => notes.extend(pages::behind_the_last(offset, total)),
    }
    let (text, count) = fitting(works, style, call.most_chars.saturating_sub(FRAME_CHARS));
    let mut answer = json!({
        "format_version": NEWEST_FORMAT_VERSION,
        "style": style.name(),
        "works": count,
        "citations": text,
    });
    if !notes.is_empty() {
        answer["notes"] = Value::from(notes);
    }
    let last = offset.saturating_add(count);
    if count > 0 && last < total {
        answer["next"] = json!({"offset": last, "left": total - last});
    }
    match answer {
        Value::Object(answer) => Ok(answer),
        _ => Ok(Map::new()),
    }
}

/// The citations of as many of the first works as take at most `most_chars`, one at least, and
/// how many those are.
fn fitting(works: &[Work], style: CitationStyle, most_chars: usize) -> (String, usize) {
    let of = |count: usize| text_of(&works[..count], style);
    let fits = |count: &usize| output::chars_of(&Value::from(of(*count))) <= most_chars;
    let (mut least, mut most) = (works.len().min(1), works.len());
    if fits(&most) {
        return (of(most), most);
    }
    // The most that fit lie between the two.
    while most - least > 1 {
        let middle = least + (most - least) / 2;
        if fits(&middle) {
            least = middle;
        } else {
            most = middle;
        }
    }
    (of(least), least)
}
