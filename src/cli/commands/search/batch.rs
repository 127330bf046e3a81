//! A search for each line of standard input.

use std::collections::HashSet;
use std::io::{BufRead, Write};
use std::time::Instant;

use anyhow::{Context, bail};

use crate::cli::advice;
use crate::cli::arguments;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::streams;
use crate::language::{counts, messages};
use crate::output::{Failure, Format, HitsPage, Style};
use crate::search::{BatchQuery, SearchEngine, SearchOptions};

/// So many keys of queries that mean nothing are told.
const MOST_KEYS_TOLD: usize = 20;

/// Searches for each line of standard input. A line that is no query gets an object
/// with an `error` in its place, so that lines stay in step.
pub(super) fn search_batch(
    engine: &SearchEngine,
    options: &SearchOptions,
) -> anyhow::Result<Outcome> {
    let mut out = streams::stdout();
    let style = Style::default();
    let mut input = streams::stdin();
    let mut line = Vec::new();
    let mut failed = 0;
    let mut found = false;
    let mut number = 0;
    let mut unknown = HashSet::new();
    loop {
        line.clear();
        let length = input
            .read_until(b'\n', &mut line)
            .context(messages::command::no_queries_read())?;
        if length == 0 {
            break;
        }
        number += 1;
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = match number {
            1 => arguments::without_mark(text),
            _ => text,
        };
        let started = Instant::now();
        let query = BatchQuery::parse(text);
        for key in query.iter().flat_map(|query| &query.unknown) {
            // Of many lines alike one is told.
            if unknown.len() < MOST_KEYS_TOLD && unknown.insert(key.clone()) {
                streams::tell(messages::command::batch_key_ignored(&number, &key));
            }
        }
        let qid = query.as_ref().ok().and_then(|query| query.qid.as_deref());
        let searched = match &query {
            Ok(query) => engine.search(&query.text, options),
            Err(error) => Err(error.clone().into()),
        };
        let written = match searched {
            Ok(hits) => {
                found |= hits.total + hits.partial > 0;
                let page = HitsPage {
                    hits: &hits,
                    elapsed: started.elapsed(),
                    qid: Some(qid),
                };
                Format::JSON.write(&mut out, &page, &style)
            }
            Err(error) => {
                failed += 1;
                let error = messages::command::batch_line(&number, &advice::message(&error));
                Format::JSON.write(
                    &mut out,
                    &Failure {
                        qid: Some(qid),
                        error,
                    },
                    &style,
                )
            }
        };
        // Each answer is there before the next query is read: a program may wait for it.
        written
            .and_then(|()| out.flush())
            .context(messages::command::no_hits_written())?;
    }
    if failed > 0 {
        bail!(messages::command::batch_failed(
            &failed,
            &counts::queries(number)
        ));
    }
    Ok(if found {
        Outcome::Good
    } else {
        Outcome::Lacking
    })
}
