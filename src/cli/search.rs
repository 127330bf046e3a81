//! `digest search`: ranked hits with passages and sources, for one query or a batch.

use std::io::{BufRead, Write};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Args;

use super::formats::FormatArgs;
use super::places::Places;
use super::{Outcome, PlaceArgs, arguments, reindex, streams, word_files};
use crate::output::{self, Format, HitsPage};
use crate::search::{BatchQuery, Hits, SearchEngine, SearchOptions};

/// Search for words; articles that hold more of them, and nearer, come first
#[derive(Debug, Args)]
#[command(
    after_help = "Any text is a query: what looks like syntax is text. Write `--` before words \
        that look like flags.\n\n\
        A word that no article holds is taken for the one that was probably meant: typed with \
        the keyboard in the other language (fpemxla), by its initials (ㄹㄷㅌ), mistyped \
        (래드팀), half typed (레드ㅌ), or spelled otherwise (Anthropic, 앤트로픽).\n\n\
        Examples:\n  \
        digest search 레드팀\n  \
        digest search AI: 규제 --limit 3\n  \
        digest search --json -- --dry-run\n  \
        digest search --batch < queries.txt > hits.jsonl"
)]
pub(super) struct SearchArgs {
    /// The words to look for, such as 레드팀 or "생성 AI"
    #[arg(value_name = "QUERY", required_unless_present = "batch", num_args = 1..)]
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

    /// Take words as they are typed, and never for others
    #[arg(long)]
    exact: bool,

    /// Show how each hit got its score
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    format: FormatArgs,

    /// Read queries from standard input, one a line, plain or as {"qid":…,"text":…};
    /// write the JSON of each on a line, in order
    #[arg(long, conflicts_with = "query")]
    batch: bool,
}

pub(super) fn run(args: SearchArgs, places: &PlaceArgs) -> anyhow::Result<Outcome> {
    let places = Places::find(places)?;
    let index = reindex::open_or_build(&places)?;
    let analyzer = Arc::new(index.analyzer()?);
    let engine = SearchEngine::new(index, analyzer, word_files::synonyms(&places)?);
    let options = SearchOptions {
        limit: args.limit,
        offset: args.offset,
        all_words: args.all_words,
        exact: args.exact,
        explain: args.explain,
    };
    if args.batch {
        return search_batch(&engine, &options);
    }
    let started = Instant::now();
    let hits = engine.search(&arguments::text(&args.query), &options)?;
    let elapsed = started.elapsed();

    let found = hits.total + hits.partial > 0;
    let is_text = args.format.format() == Format::Text;
    let mut out = streams::stdout();
    if found || !is_text {
        let hits = &hits;
        let page = HitsPage { hits, elapsed };
        let written = args.format.renderer().hits(&mut out, &page);
        written.context("cannot write the hits")?;
    } else {
        streams::tell(&nothing_found(&hits, args.all_words));
    }
    out.flush().context("cannot write the hits")?;
    if found && hits.hits.is_empty() && is_text {
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

/// Searches for each line of standard input. A line that is no query gets an object
/// with an `error` in its place, so that lines stay in step.
fn search_batch(engine: &SearchEngine, options: &SearchOptions) -> anyhow::Result<Outcome> {
    let mut out = streams::stdout();
    let mut input = streams::stdin();
    let mut line = Vec::new();
    let mut failed = 0;
    let mut found = false;
    let mut number = 0;
    loop {
        line.clear();
        let length = input
            .read_until(b'\n', &mut line)
            .context("cannot read the queries from standard input")?;
        if length == 0 {
            break;
        }
        number += 1;
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let started = Instant::now();
        let query = BatchQuery::parse(text);
        let qid = query.as_ref().ok().and_then(|query| query.qid.as_deref());
        let searched = match &query {
            Ok(query) => engine.search(&query.text, options),
            Err(error) => Err(error.clone().into()),
        };
        let written = match searched {
            Ok(hits) => {
                found |= hits.total + hits.partial > 0;
                output::batch_hits_json(&mut out, qid, &hits, started.elapsed())
            }
            Err(error) => {
                failed += 1;
                let message = format!("line {number}: {error:#}");
                output::failed_query_json(&mut out, qid, &message)
            }
        };
        // Each answer is there before the next query is read: a program may wait for it.
        written
            .and_then(|()| out.flush())
            .context("cannot write the hits")?;
    }
    if failed > 0 {
        bail!("{failed} of {number} queries could not be searched for; their `error` says why");
    }
    Ok(if found {
        Outcome::Good
    } else {
        Outcome::Lacking
    })
}

fn nothing_found(hits: &Hits, all_words: bool) -> String {
    let words = &hits.words;
    if words.is_empty() {
        return format!(
            "nothing to look for in “{}”: it has no word that carries meaning",
            hits.query
        );
    }
    if all_words && words.len() > 1 {
        return format!(
            "no article holds all of: {}; without --all-words those that hold some are shown",
            words.join(", ")
        );
    }
    format!("no article or event holds: {}", words.join(", "))
}
