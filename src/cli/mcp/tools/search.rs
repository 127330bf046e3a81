//! `search`: ranked hits with passages and sources.

use std::time::Instant;

use serde_json::{Map, Value};

use super::filters::{self, FILTERS};
use super::pages::{self, List, OFFSET};
use super::tool::{Call, Tool};
use crate::cli::commands::search::{SORTS, facet_of, sort_of};
use crate::cli::mcp::arguments::{Argument, Kind};
use crate::output::{self, ContextSchema, HitsPage, Trim};
use crate::search::{Constraints, Facet, Hits, SNIPPETS_A_HIT, Scope, SearchOptions, Show, Sort};

pub(super) static TOOL: Tool = Tool {
    name: "search",
    title: "Search the digests",
    about: "Full-text search over articles and events of Korean news digests. Answers ranked \
        hits with the passages that match, each with its id, date, cited works (`citations`) \
        and place in the digest file (`source`: file, line, page of a PDF). A word is found \
        however it is inflected, spaced or spelled; synonyms and other scripts are found too \
        (NVIDIA = 엔비디아, LLM = 대규모 언어모델), and a mistyped word is taken for the likely \
        one, which `rewrites` tells.\n\
        Syntax of `query`: plain words (hits that lack some come later and name them in \
        `missing`); \"a phrase\"; -word or -\"a phrase\" leaves out; a OR b; ( ) groups; \
        규제* begins so; 래드팀~ may be misspelled; title: summary: body: source: before a word, \
        phrase or group looks in that part alone (also 제목: 요약: 본문: 출처:); \
        date:2024-03..2024-05, issue:2024-05, kind:event filter. Everything else is text. Use \
        few, telling words rather than a sentence; leave `query` out to list what filters let \
        through, the newest first.\n\
        Passages are extracts: read the whole with `show` before you rely on it, and cite by id \
        and place, or with `cite`.",
    arguments: &[ARGUMENTS, FILTERS, &[OFFSET]],
    output: || pages::schema(ContextSchema::Hits, &TRIM),
    run,
};

/// Scores and places of marks say nothing to a model.
static TRIM: Trim = Trim {
    rows: "hits",
    dropped: &[
        "elapsed_ms",
        "score",
        "title_highlights",
        "highlights",
        "date_precision",
        "explanation",
        "qid",
    ],
};

const ARGUMENTS: &[Argument] = &[
    Argument::new(
        "query",
        Kind::Text,
        "What to look for, such as 레드팀 or \"생성 AI\" 규제 -중국",
    ),
    Argument::new(
        "limit",
        Kind::Count {
            least: 0,
            most: 50,
            default: 10,
        },
        "How many hits; 0 counts them alone",
    ),
    Argument::new(
        "passages",
        Kind::Count {
            least: 0,
            most: 10,
            default: SNIPPETS_A_HIT as u64,
        },
        "How many passages of each hit; 0 for titles alone, which is short",
    ),
    Argument::new(
        "sort",
        Kind::Choice(sorts),
        "The order: the best first (relevance, where nothing is given), the oldest (date) or the newest (-date)",
    ),
    Argument::new("all_words", Kind::Switch, "Leave out hits that lack a word"),
    Argument::new(
        "exact",
        Kind::Switch,
        "Take words as they are typed, and never for others",
    ),
    Argument::new(
        "field",
        Kind::Choice(fields),
        "Look for words in this part of documents, where the query names none",
    ),
    Argument::new(
        "facets",
        Kind::Choices(facets),
        "Count all hits by these, beside the page",
    ),
];

fn sorts() -> Vec<&'static str> {
    SORTS.map(|(name, _)| name).into()
}

fn fields() -> Vec<&'static str> {
    Scope::ALL.map(Scope::name).into()
}

fn facets() -> Vec<&'static str> {
    Facet::ALL.map(Facet::name).into()
}

fn run(call: &Call<'_>) -> anyhow::Result<Map<String, Value>> {
    let given = call.given;
    let scope = given.text("field");
    let facets = given.texts("facets");
    let options = SearchOptions {
        limit: given.count("limit"),
        offset: given.count("offset"),
        all_words: given.switch("all_words"),
        exact: given.switch("exact"),
        constraints: Constraints {
            scope: Scope::ALL.into_iter().find(|one| Some(one.name()) == scope),
            ..filters::constraints(given)?
        },
        sort: given.text("sort").map_or(Sort::Relevance, sort_of),
        facets: facets.iter().filter_map(|name| facet_of(name)).collect(),
        show: Show::passages(given.count("passages")),
        ..SearchOptions::default()
    };
    let started = Instant::now();
    let hits = call
        .engine
        .search(given.text("query").unwrap_or_default(), &options)?;
    let page = HitsPage {
        hits: &hits,
        elapsed: started.elapsed(),
        qid: None,
    };
    let total = hits.total + hits.partial;
    let mut notes = output::notes(&hits);
    if total == 0 {
        notes.push(nothing_found(
            &hits,
            options.all_words,
            options.constraints.filters.len() + options.constraints.sources.len() > 0,
        ));
    }
    let list = List {
        object: output::json_object(&page)?,
        trim: &TRIM,
        offset: options.offset,
        total,
    };
    notes.extend(list.behind_the_last());
    Ok(list.fit(notes, call.most_chars))
}

/// Why there is no hit, and what to try.
fn nothing_found(hits: &Hits, all_words: bool, filtered: bool) -> String {
    let words = hits.words.join(", ");
    if words.is_empty() {
        return match filtered || hits.is_filtered {
            true => "no article or event is of that issue, date, kind or source".to_owned(),
            false => "nothing to look for: `query` has no word that carries meaning".to_owned(),
        };
    }
    let mut advice = Vec::new();
    if all_words && hits.words.len() > 1 {
        advice.push("all_words false");
    }
    if filtered || hits.is_filtered {
        advice.push("wider filters or none");
    }
    if hits.leaves_out_words {
        advice.push("to leave out less");
    }
    advice.push("other words for it, in Korean as in English");
    let without = match hits.leaves_out_words {
        true => " without holding what the query leaves out",
        false => "",
    };
    format!(
        "no article or event holds: {words}{without}; try {}",
        advice.join(", or ")
    )
}
