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
mod rows;
#[cfg(test)]
mod tests;
mod unread_sources;
mod unsourced;
mod walk;

use super::allowance::Meter;
use super::error::{CorpusError, Warning};
use super::format::Format;
use super::issue_name::{self, PathMonth};
use super::parsed::{LineKind, ParsedFile, Target};
use super::source::Source;
use super::word_judge::WordJudge;
use anchors::Anchors;
use line::lines;

pub(super) use draft::{ArticleDraft, BlockDraft, Draft};
pub(super) use joiner::Joiner;
pub(super) use line::Line;
pub(super) use marked_line::{MarkedLine, Marker};

use crate::language::{Name, labels::file_formats, messages};
use markers::mark_lines;
use walk::Walk;

/// Text in the layout of the publication itself.
pub(super) struct IssueText;

impl Format for IssueText {
    fn name(&self) -> Name {
        file_formats::PUBLICATION
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".txt"]
    }

    fn signs(&self) -> &'static [Name] {
        const SIGNS: [Name; 3] = [
            Name::same("`KEY Contents`"),
            file_formats::SOURCES,
            file_formats::BULLETS,
        ];
        &SIGNS
    }

    fn is_told_by_form(&self) -> bool {
        false
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
        Ok(read(source.name, source.whole_text()?, words))
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

/// Whether a text that has marks of its own, as Markdown and office documents do, is an issue
/// of the publication: sources alone do not tell, since newsletters name theirs too.
pub(super) fn is_publication(text: &str) -> bool {
    let marked = mark_lines(&lines(text));
    let has = |marker| marked.iter().any(|line| line.kind == marker);
    has(Marker::KeyContents)
        || has(Marker::Source) && marked.iter().any(is_publications_heading)
        || marked
            .iter()
            .any(|line| furniture::is_event_table_head(line.line.text))
            && has(Marker::Source)
}

/// Whether a line is a heading with the sign that only the publication has.
fn is_publications_heading(line: &marked_line::MarkedLine<'_>) -> bool {
    line.kind == Marker::Heading && line.marker.starts_with(['£', '￡', '\u{F0A3}'])
}

/// Whether a file's name ends as those of texts do.
pub(super) fn has_ending(name: &str) -> bool {
    IssueText.has_ending(name)
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
        .unwrap_or_else(|| id_by_name(name, &mut draft));
    let is_misread = draft.is_misread;
    let joiner = Joiner::new(&lines, &draft.texts(), words);
    let (issue, spans, warnings) = draft.finish(&id, name, &joiner);
    ParsedFile {
        issue,
        spans,
        warnings,
        is_misread,
        lost: Vec::new(),
    }
}

/// The issue of a file on whose pages no month is named: by its path, and by the dates in it
/// where that names a month of some year, which is told.
fn id_by_name(name: &str, draft: &mut Draft<'_>) -> String {
    let path = PathMonth::of(name);
    let PathMonth::OfSomeYear(month) = path else {
        return path.id().unwrap_or_else(|| issue_name::from_stem(name));
    };
    let nearest = draft.newest_date();
    let id = nearest.and_then(|date| issue_name::nearest_to(month, date));
    let message = match (&id, nearest) {
        (Some(id), Some(date)) => messages::issues::no_year_newest_date(&id, &date),
        _ => messages::issues::no_year(&month, &format_args!("{month:02}")),
    };
    draft.warnings.push(Warning::new(1, message));
    id.unwrap_or_else(|| issue_name::from_stem(name))
}
