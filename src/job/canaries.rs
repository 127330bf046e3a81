//! Queries with the article that each must find: `canaries.txt` in the corpus folder.
//!
//! Defines the file's form, and what is told of a canary that finds nothing. They are
//! run before a generation is published, and by a check.

use std::io;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::{JobError, Refusal};
use crate::analysis::LineError;
use crate::corpus::{CANARIES_FILE, CorpusError};
use crate::document::DocumentId;
use crate::language::{Message, messages};
use crate::regular_file;
use crate::search::{Bounds, OverBounds, QueryError, SearchEngine, SearchOptions, Show};

/// The article must be among so many first hits: those that a search shows.
const HITS_LOOKED_AT: usize = 10;

/// No file of canaries is larger: each of its lines is searched for in every run.
const LARGEST_BYTES: u64 = 4 << 20;

/// A query and the article or event that it must find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canary {
    line: usize,
    query: String,
    id: DocumentId,
}

/// The canaries of a corpus; none where it has no file of them.
///
/// # Errors
///
/// Where the file cannot be read, or a line is no canary.
pub(super) fn read(corpus: &Path) -> anyhow::Result<Vec<Canary>> {
    let path = corpus.join(CANARIES_FILE);
    let text = match regular_file::read(&path, LARGEST_BYTES) {
        Ok(bytes) => {
            String::from_utf8(bytes).with_context(|| messages::job::no_utf8(&path.display()))?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => bail!(messages::job::cannot_read_or_remove(
            &path.display(),
            &error
        )),
    };
    Canary::parse_all(&text)
        .map_err(|error| anyhow!("{}:{}: {}", path.display(), error.line, error.message))
}

impl Canary {
    /// Reads a canary a line: the query, then white space and the id. `#` begins a comment
    /// line.
    ///
    /// # Errors
    ///
    /// Where a line is no canary.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, LineError> {
        let mut canaries = Vec::new();
        for (line, content) in (1..).zip(text.lines()) {
            let content = content.trim_start_matches('\u{feff}').trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            // Few ids hold a space, such as those of a digest file whose name does: there a tab
            // tells where the id begins.
            let parted = content
                .rsplit_once('\t')
                .or_else(|| content.rsplit_once(char::is_whitespace));
            let Some((query, id)) = parted.filter(|(_, id)| id.contains('/')) else {
                let message = messages::job::no_canary();
                return Err(LineError {
                    line,
                    message: message.clone(),
                });
            };
            canaries.push(Canary {
                line,
                query: query.trim().to_owned(),
                id: DocumentId::from_text(id.trim()),
            });
        }
        Ok(canaries)
    }
}

/// What became of the canaries that were searched for.
#[derive(Debug, Default)]
pub(super) struct Flown {
    /// Those that do not find what they must.
    pub failing: Vec<Message>,
    /// Those that cannot be searched for: that is a mistake in the file, which says nothing
    /// of the index.
    pub unasked: Vec<CorpusError>,
}

/// Searches for every canary.
///
/// # Errors
///
/// Where the index cannot be searched.
pub(super) fn fly(
    canaries: &[Canary],
    engine: SearchEngine,
    bounds: Bounds,
) -> anyhow::Result<Flown> {
    let mut flown = Flown::default();
    if canaries.is_empty() {
        return Ok(flown);
    }
    let engine = engine.with_bounds(bounds);
    let options = SearchOptions {
        limit: HITS_LOOKED_AT,
        show: Show::Nothing,
        ..SearchOptions::default()
    };
    let failing = &mut flown.failing;
    for Canary { line, query, id } in canaries {
        let place = format!("{CANARIES_FILE}:{line}");
        match engine.search(query, &options) {
            Ok(hits) if hits.hits.iter().any(|hit| hit.document.id() == id) => {}
            Ok(_) => failing.push(messages::job::canary_fails(
                &place,
                &query,
                &id,
                &HITS_LOOKED_AT,
            )),
            Err(error) if error.is::<QueryError>() || error.is::<OverBounds>() => {
                let message = messages::job::canary_no_query(&format_args!("{error:#}"));
                let line = u32::try_from(*line).ok();
                flown
                    .unasked
                    .push(CorpusError::new(CANARIES_FILE, line, message));
            }
            Err(error) => failing.push(messages::job::canary_errs(
                &place,
                query,
                &format_args!("{error:#}"),
            )),
        }
    }
    Ok(flown)
}

/// Refuses a generation in which a canary fails; gives those that could not be asked.
pub(super) fn check(
    canaries: &[Canary],
    engine: SearchEngine,
    bounds: Bounds,
) -> Result<Vec<CorpusError>, JobError> {
    let Flown { failing, unasked } = fly(canaries, engine, bounds)?;
    if failing.is_empty() {
        return Ok(unasked);
    }
    let all = canaries.len();
    Err(Refusal::Canaries { failing, all }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_query_and_an_id() {
        let canaries =
            Canary::parse_all("# 카나리아\n\n레드팀 2024-05/12\n생성 AI  규제\tmy news/a 7\n")
                .unwrap();
        let shown: Vec<_> = canaries
            .iter()
            .map(|canary| (canary.line, canary.query.as_str(), canary.id.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                (3, "레드팀", "2024-05/12"),
                (4, "생성 AI  규제", "my news/a 7")
            ]
        );
    }

    #[test]
    fn a_line_that_is_none_is_told() {
        for text in ["레드팀", "레드팀 ", "생성 AI", "2024-05/12"] {
            let LineError { line, message } =
                Canary::parse_all(&format!("\n{text}\n")).unwrap_err();
            assert_eq!(line, 2, "{text}");
            assert!(message.english().contains("no canary"), "{message}");
        }
    }
}
