//! The publication's own layout: recognises its files and parses them.
//!
//! Lines are marked, the fixed points found, the lines between them walked, and
//! what was drafted is joined to running text.

mod anchors;
mod citations;
mod draft;
mod events;
mod furniture;
mod joiner;
mod line;
mod marked_line;
mod period;
#[cfg(test)]
mod tests;
mod unsourced;
mod walk;

use super::allowance::Making;
use super::error::CorpusError;
use super::format::{Format, Source};
use super::issue_name;
use super::parsed::{LineKind, ParsedFile, Part};
use crate::corpus::words::WordJudge;
use anchors::Anchors;
use joiner::Joiner;
use line::lines;
use marked_line::{Mark, mark_lines};
use walk::Walk;

/// The digest's own layout, as text.
pub(super) struct Digest;

impl Format for Digest {
    fn foresee(&self, source: &Source<'_>, making: &mut Making<'_>) -> Result<(), CorpusError> {
        making.add_lines(source.text)
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let marked = mark_lines(lines(source.text));
        let has = |mark| marked.iter().any(|line| line.mark == mark);
        let is_table = marked
            .iter()
            .any(|line| furniture::is_event_table_head(line.line.text))
            && marked
                .iter()
                .any(|line| furniture::is_details_head(line.line.text));
        has(Mark::KeyContents)
            || has(Mark::Source)
            || has(Mark::Bullet) && has(Mark::Heading)
            || is_table
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        _making: &mut Making<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let lines = lines(source.text);
        let marked = mark_lines(lines.clone());
        let draft = Walk::new(Anchors::find(&marked)).run();
        if draft.articles.is_empty() && draft.events.is_empty() {
            return Err(source.of_another_kind());
        }
        let labels = draft.spans.iter().filter(|span| {
            span.part == Part::Furniture
                && matches!(span.kind, LineKind::RunningHead | LineKind::FrontMatter)
        });
        let id = issue_name::from_labels(labels.map(|span| span.marker.as_str()))
            .unwrap_or_else(|| issue_name::from_file(source.name));
        let joiner = Joiner::new(&lines, &draft.texts(), words);
        let (issue, spans, warnings) = draft.finish(&id, source.name, &joiner);
        Ok(ParsedFile {
            issue,
            spans,
            warnings,
        })
    }
}
