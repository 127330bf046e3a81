//! HTML: saved pages, newsletters as mails, and issues of the publication saved as pages.
//!
//! The tokens of a page are walked once (`walk.rs`); which of its regions are the text is
//! settled when all are known (`page.rs`). No tree is built, so that no nesting costs more
//! than its tags.

mod about;
mod attribute;
mod charset;
mod page;
mod regions;
mod tags;
#[cfg(test)]
mod tests;
mod walk;

use super::allowance::Meter;
use super::editor_lines::editor_lines;
use super::error::CorpusError;
use super::format::Format;
use super::issue_text;
use super::outline;
use super::parsed::ParsedFile;
use super::source::Source;
use super::word_judge::WordJudge;

use crate::language::{Name, labels::file_formats, messages};
pub(super) use attribute::attribute;
pub(super) use walk::fragment;

/// A page of HTML.
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> Name {
        Name::same("HTML")
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".html", ".htm", ".xhtml"]
    }

    fn signs(&self) -> &'static [Name] {
        &[file_formats::HTML_TAGS]
    }

    fn recognises(&self, source: &Source<'_>, meter: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = charset::text(source) else {
            return Ok(false);
        };
        let is_own = starts_as_html(&text)
            || self.has_ending(source.name) && text.contains('<') && text.contains('>');
        if is_own {
            meter.add_lines(&text)?;
            meter.add_marks(&text, b"<&")?;
        }
        Ok(is_own)
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let text = charset::text(source)?;
        if !tags::are_small(&text) {
            let message = messages::corpus::too_many_attributes();
            return Err(CorpusError::new(source.name, None, message));
        }
        let page = walk::page(&text);
        let all = page.pieces.iter().map(|placed| &placed.piece);
        let lines = outline::issue_lines(all, editor_lines(&text).count());
        meter.add_lines(&lines)?;
        if issue_text::is_publication(&lines) {
            return Ok(issue_text::read(source.name, &lines, words));
        }
        outline::read(source.name, page::outline(page), meter)
    }

    fn original(&self, source: &Source<'_>) -> Result<Vec<String>, CorpusError> {
        let text = charset::text(source)?;
        Ok(editor_lines(&text).map(str::to_owned).collect())
    }
}

/// Whether a text starts as a page of HTML does.
fn starts_as_html(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(4000)).unwrap_or(text);
    let mut rest = head.trim_start();
    while let Some(after) = ["<?xml", "<!--"]
        .iter()
        .find_map(|start| rest.strip_prefix(start))
    {
        match after.split_once('>') {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    let start: String = rest.chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}
