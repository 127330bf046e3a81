//! The sources at an article's end to citations, and where the next article starts.

use super::draft::BlockDraft;
use super::furniture;
use super::marked_line::{MarkedLine, Marker};
use super::walk::Walk;
use crate::corpus::characters::{is_space, trim};
use crate::corpus::citation;
use crate::corpus::parsed::{LineKind, Target};
use crate::corpus::web_address::starts_with_url;
use crate::document::{BlockKind, Part};

impl<'a> Walk<'_, 'a> {
    /// A run of sources, and the title of the article after it.
    pub(super) fn sources(&mut self, from: usize) -> usize {
        let end = self.anchors.marker_from(from + 1);
        let mut title = None;
        if self.anchors.starts_article(end) {
            title = self.anchors.find_title(from + 1, end);
            if title.is_none()
                && (self.anchors.kind_at(end) == Some(Marker::KeyContents) || self.is_key_near(end))
            {
                title = Some((end, end));
            }
        }
        let (start, title_end) = title.unwrap_or((end, end));
        let is_last = end >= self.anchors.lines.len();
        self.source_lines(from, start, is_last);
        match title {
            Some(_) => self.title(start, title_end),
            None => {
                self.open = None;
                end
            }
        }
    }

    /// Whether `KEY Contents` comes before the next heading and sources.
    fn is_key_near(&self, from: usize) -> bool {
        let kinds = self.anchors.lines.iter().skip(from).map(|line| line.kind);
        kinds
            .take_while(|mark| !matches!(mark, Marker::Heading | Marker::Source))
            .any(|mark| mark == Marker::KeyContents)
    }

    fn source_lines(&mut self, from: usize, end: usize, is_last: bool) {
        let Some(number) = self.draft.articles.len().checked_sub(1) else {
            return;
        };
        let mut is_open = false;
        let mut in_imprint = false;
        self.open = None;
        for (at, line) in (from..).zip(self.anchors.between(from, end)) {
            self.is_page_broken |= line.line.is_page_start;
            let is_cited = matches!(line.kind, Marker::Plain | Marker::Dash | Marker::Source);
            if let Marker::Furniture(kind) = line.kind {
                self.draft.put_furniture(kind, line);
                self.is_page_broken = true;
                continue;
            }
            in_imprint |= is_last
                && !is_open
                && line.kind == Marker::Plain
                && furniture::is_imprint(line.line.text);
            if in_imprint {
                self.draft.put_furniture(LineKind::Imprint, line);
            } else if !is_cited || self.open.is_some() && line.kind != Marker::Source {
                self.article_line(line);
            } else if !is_open && is_numbered_note(line) {
                self.note(line);
            } else {
                if line.kind == Marker::Source {
                    is_open = false;
                    self.open = None;
                }
                is_open = self.cite(number, at, line, is_open);
            }
        }
    }

    /// A numbered note, which a page has at its foot: a footnote, or the address of what an
    /// earlier footnote names with that number.
    fn note(&mut self, line: &MarkedLine<'a>) {
        let bytes = note_number(line.line.text).unwrap_or(0);
        let (number, text) = line.line.text.split_at_checked(bytes).unwrap_or_default();
        let named = starts_with_url(trim(text)).then(|| self.footnote_that_ends_with(number));
        if let Some(target) = named.flatten() {
            self.draft
                .put(target, LineKind::Footnote, line, number, text);
            self.open = Some(target);
            return;
        }
        self.start_block(BlockKind::Footnote, line, number, text);
    }

    /// The last article's footnote whose text ends with the number of a note.
    fn footnote_that_ends_with(&self, number: &str) -> Option<Target> {
        let article = self.draft.articles.last()?;
        let nth = article.body.iter().rposition(|block| {
            let text = block.text.glued();
            block.kind == BlockKind::Footnote
                && text.strip_suffix(number).is_some_and(|before| {
                    !before.is_empty() && !before.ends_with(|c: char| c.is_ascii_digit())
                })
        })?;
        let article = self.draft.articles.len() - 1;
        Some(Target::Article(article, Part::Body, nth))
    }

    /// Adds a line of sources; whether the last citation on it goes on.
    fn cite(&mut self, number: usize, at: usize, line: &MarkedLine<'a>, is_open: bool) -> bool {
        let (mut marker, rest) = match line.kind {
            Marker::Source => (line.marker, line.rest),
            _ => ("", line.line.text),
        };
        let mut splits = citation::splits(rest);
        splits.push(rest.len());
        let is_url = starts_with_url(rest) || self.anchors.is_rest_of_url(at);
        let mut goes_on = is_open || is_url && line.kind != Marker::Source;
        let mut start = 0;
        for end in splits {
            let text = rest.get(start..end).unwrap_or_default();
            // What parts two citations on one line is the later one's marker.
            let bare = text.trim_end_matches(|c: char| is_space(c) || ";/|".contains(c));
            let Some(article) = self.draft.articles.get_mut(number) else {
                return false;
            };
            if text.is_empty() {
                self.draft
                    .put(Target::Furniture, LineKind::Citation, line, marker, "");
                return false;
            }
            if !goes_on || article.citations.is_empty() {
                article
                    .citations
                    .push(BlockDraft::new(BlockKind::Paragraph, line.line.number));
            }
            let target = Target::Article(number, Part::Citation, article.citations.len() - 1);
            let text = if end < rest.len() { bare } else { text };
            self.draft
                .put(target, LineKind::Citation, line, marker, text);
            marker = trim(rest.get(start + text.len()..end).unwrap_or_default());
            goes_on = false;
            start = end;
        }
        !self.anchors.ends_citation(at)
    }
}

/// Whether the line is a note with a number: `1) …`.
fn is_numbered_note(line: &MarkedLine<'_>) -> bool {
    line.kind == Marker::Plain && note_number(line.line.text).is_some()
}

/// How many bytes the number of a note takes, with its bracket.
fn note_number(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let after = rest.strip_prefix(')')?;
    ((1..=2).contains(&digits) && !trim(after).is_empty()).then_some(digits + 1)
}
