//! `digest search`: ranked hits with passages and sources.

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use clap::Args;

use super::places::Places;
use super::{Outcome, PlaceArgs, arguments, reindex, streams};
use crate::analysis::Analyzer;
use crate::output;
use crate::search::{Query, SearchOptions, search};

/// Search for words; hits that hold all of them come first
#[derive(Debug, Args)]
#[command(
    after_help = "Any text is a query: what looks like syntax is text. Write `--` before words \
        that look like flags.\n\n\
        Examples:\n  \
        digest search 레드팀\n  \
        digest search AI: 규제 --limit 3\n  \
        digest search --json -- --dry-run"
)]
pub(super) struct SearchArgs {
    /// The words to look for, such as 레드팀 or "생성 AI"
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    query: Vec<String>,

    /// How many hits to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// How many of the best hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,

    /// Leave out hits that lack a word of the query
    #[arg(long)]
    all_words: bool,

    /// Write JSON (format_version 1) instead of text
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: SearchArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    let places = Places::find(places)?;
    let index = reindex::open_or_build(&places)?;
    let analyzer = Arc::new(Analyzer::new()?);
    let started = Instant::now();
    let words: Vec<&str> = args
        .query
        .iter()
        .map(|word| arguments::unmarked(word))
        .collect();
    let query = Query::new(&words.join(" "), &analyzer);
    let options = SearchOptions {
        limit: args.limit,
        offset: args.offset,
        all_words: args.all_words,
    };
    let hits = search(&index, &analyzer, &query, &options)?;
    let elapsed = started.elapsed();

    let found = hits.total + hits.partial > 0;
    let mut out = streams::stdout();
    if args.json {
        output::hits_json(&mut out, &hits, elapsed).context("cannot write the hits")?;
    } else if found {
        output::hits_text(&mut out, &hits, elapsed, &streams::style())
            .context("cannot write the hits")?;
    } else {
        streams::tell(&nothing_found(&query, args.all_words));
    }
    out.flush().context("cannot write the hits")?;
    if found && hits.hits.is_empty() && !args.json {
        streams::tell(&format!(
            "the page is empty: there are {} hits, --offset {} and --limit {} show none of them",
            hits.total + hits.partial,
            args.offset,
            args.limit
        ));
    }
    Ok(if found {
        Outcome::Good
    } else {
        Outcome::Lacking
    })
}

fn nothing_found(query: &Query, all_words: bool) -> String {
    if query.words.is_empty() {
        return format!(
            "nothing to look for in “{}”: it has no word that carries meaning",
            query.text
        );
    }
    let words: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
    if all_words && words.len() > 1 {
        return format!(
            "no article holds all of: {}; without --all-words those that hold some are shown",
            words.join(", ")
        );
    }
    format!("no article or event holds: {}", words.join(", "))
}
