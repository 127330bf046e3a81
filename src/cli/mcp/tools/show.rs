//! `show`: documents, whole, in as many answers as they take.

use serde_json::{Map, Value, json};

use super::documents::{self, IDS};
use super::pages;
use super::tool::{Call, Tool};
use crate::cli::mcp::arguments::{Argument, Kind};
use crate::output::{
    self, ContextSchema, DocumentPage, DocumentStart, Documents, Fitted, NEWEST_FORMAT_VERSION,
    Trim,
};

pub(super) static TOOL: Tool = Tool {
    name: "show",
    title: "Read articles and events",
    about: "Articles and events whole, by their ids: of an article the title, date, summary, \
        body (headings, bullets, paragraphs, footnotes), the works that it cites, and its place \
        in the digest file; of an event its days, place, homepage and description. Read with \
        this what a search found before you rely on it. Where a document is too long for one \
        answer, or not all fit, `next` tells how to go on.",
    arguments: &[&[IDS], ARGUMENTS],
    output: schema,
    run,
};

static TRIM: Trim = Trim {
    rows: "documents",
    dropped: &["format_version", "highlights", "ordinal", "date_precision"],
};

const ARGUMENTS: &[Argument] = &[
    Argument::new(
        "from_part",
        Kind::Count {
            least: 0,
            most: 10_000_000,
            default: 0,
        },
        "How many parts of the first document to pass over: what `next` says",
    ),
    Argument::new(
        "from_char",
        Kind::Count {
            least: 0,
            most: 10_000_000,
            default: 0,
        },
        "How many characters of that part to pass over: what `next` says",
    ),
];

/// How much room the rest of an answer needs: its frame, and `next`.
const FRAME_CHARS: usize = 200;

fn run(call: &Call<'_>) -> anyhow::Result<Map<String, Value>> {
    let (documents, missing) = documents::named(call)?;
    let mut answer = Map::new();
    answer.insert(
        "format_version".to_owned(),
        Value::from(NEWEST_FORMAT_VERSION),
    );
    if !missing.is_empty() {
        let ids = missing.join(", ");
        let note = format!("no article or event has these ids: {ids}");
        answer.insert("notes".to_owned(), Value::from(vec![note]));
    }
    let ids: Vec<&str> = documents.iter().map(|one| one.id().as_str()).collect();
    let used = output::chars_of(&Value::from(ids.clone())) + FRAME_CHARS;
    let mut left = call.most_chars.saturating_sub(used);
    let mut start = DocumentStart {
        part: call.given.count("from_part"),
        char: call.given.count("from_char"),
    };
    let mut shown = Vec::new();
    for (place, document) in documents.iter().enumerate() {
        let page = DocumentPage {
            document,
            marks: None,
        };
        let mut object = output::json_object(&Documents(vec![page]))?;
        TRIM.apply(&mut object);
        // An article or an event, in the field of its kind.
        let kind = document.kind().as_str();
        let Some(Value::Object(whole)) = object.remove(kind) else {
            continue;
        };
        let is_first = shown.is_empty();
        let Some(fitted) = output::fit_document(whole, start, left, is_first) else {
            answer.insert("next".to_owned(), json!({"ids": ids[place..]}));
            break;
        };
        let Fitted { document, next } = fitted;
        let document = json!({ kind: document });
        left = left.saturating_sub(output::chars_of(&document));
        shown.push(document);
        if let Some(next) = next {
            answer.insert(
                "next".to_owned(),
                json!({"ids": ids[place..], "from_part": next.part, "from_char": next.char}),
            );
            break;
        }
        start = DocumentStart::default();
    }
    answer.insert("documents".to_owned(), Value::Array(shown));
    Ok(answer)
}

fn schema() -> serde_json::Result<Map<String, Value>> {
    let mut document = output::context_schema(ContextSchema::Document, &TRIM)?;
    let definitions = document.remove("$defs").unwrap_or_default();
    document.remove("description");
    let schema = json!({
        "type": "object",
        "description": "Documents in the order of the ids.",
        "properties": {
            "format_version": {"const": NEWEST_FORMAT_VERSION},
            "documents": {"type": "array", "items": document, "description": "Each an article or an event, with those of its parts that fit."},
        },
        "required": ["format_version", "documents"],
        "$defs": definitions,
    });
    let mut schema = match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    };
    let texts = json!({"type": "array", "items": {"type": "string"}, "description": "The `ids` to ask with."});
    let number = |about: &str| json!({"type": "integer", "minimum": 0, "description": about});
    pages::add(
        &mut schema,
        &[
            ("ids", texts),
            (
                "from_part",
                number("The `from_part` to ask with; 0 where it is not given."),
            ),
            (
                "from_char",
                number("The `from_char` to ask with; 0 where it is not given."),
            ),
        ],
    );
    Ok(schema)
}
