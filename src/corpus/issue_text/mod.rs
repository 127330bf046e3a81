//! The publication's own layout, out of any extractor.
//!
//! Lines are marked, the fixed points found, the lines between them walked, and
//! what was drafted is joined to running text.

mod anchors;
mod citations;
mod draft;
mod events;
mod front_matter;
mod furniture;
mod joiner;
mod line;
mod marked_line;
mod markers;
mod page_edges;
mod period;
#[cfg(test)]
mod tests;
mod unread_sources;
mod unsourced;
mod walk;

use super::allowance::Meter;
use super::error::CorpusError;
use super::format::Format;
use super::issue_name;
use super::parsed::{LineKind, ParsedFile, Target};
use super::source::Source;
use super::word_judge::WordJudge;
use anchors::Anchors;
use line::lines;

pub(super) use draft::{ArticleDraft, BlockDraft, Draft};
pub(super) use joiner::Joiner;
pub(super) use line::Line;
pub(super) use marked_line::{MarkedLine, Marker};

use markers::mark_lines;
use walk::Walk;

/// Text in the layout of the publication itself.
pub(super) struct IssueText;

impl Format for IssueText {
    fn name(&self) -> &'static str {
        "the publication's layout"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".txt"]
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "`KEY Contents`",
            "sources (`☞ 출처 :`)",
            "bullets under headings (`n `, `£`)",
        ]
    }

    fn recognises(&self, source: &Source<'_>, meter: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = source.text() else {
            return Ok(false);
        };
        meter.add_lines(text)?;
        Ok(is_issue(text))
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        _meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        Ok(read(source.name, source.text()?, words))
    }
}

/// Whether a text is in the publication's layout, whatever file it came out of.
pub(super) fn is_issue(text: &str) -> bool {
    let marked = mark_lines(&lines(text));
    let has = |marker| marked.iter().any(|line| line.kind == marker);
    let has_line = |is_such: fn(&str) -> bool| marked.iter().any(|line| is_such(line.line.text));
    has(Marker::KeyContents)
        || has(Marker::Source)
        || has(Marker::Bullet) && has(Marker::Heading)
        || has_line(furniture::is_event_table_head) && has_line(furniture::is_details_head)
}

/// The issue that such a text is.
pub(super) fn read(name: &str, text: &str, words: &dyn WordJudge) -> ParsedFile {
    let lines = lines(text);
    let marked = mark_lines(&lines);
    let mut draft = Walk::new(Anchors::find(&marked)).run();
    unread_sources::tell(&lines, &mut draft);
    let labels = draft.spans.iter().filter(|span| {
        span.target == Target::Furniture
            && matches!(span.kind, LineKind::RunningHead | LineKind::FrontMatter)
    });
    let id = issue_name::from_labels(labels.map(|span| span.marker.as_str()))
        .unwrap_or_else(|| issue_name::from_file(name));
    let is_misread = draft.is_misread;
    let joiner = Joiner::new(&lines, &draft.texts(), words);
    let (issue, spans, warnings) = draft.finish(&id, name, &joiner);
    ParsedFile {
        issue,
        spans,
        warnings,
        is_misread,
    }
}
