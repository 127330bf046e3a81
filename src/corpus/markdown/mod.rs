//! Markdown: newsletters, briefs and memos, and issues of the publication that a converter
//! made Markdown of.

mod front_matter;
mod issue_lines;
mod pieces;
#[cfg(test)]
mod tests;

use super::allowance::Meter;
use super::error::CorpusError;
use super::format::Format;
use super::issue_text;
use super::outline;
use super::parsed::ParsedFile;
use super::source::Source;
use super::word_judge::WordJudge;
use crate::language::{Name, labels::file_formats};

/// Markdown, as CommonMark and GitHub have it.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> Name {
        Name::same("Markdown")
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".md", ".markdown"]
    }

    fn signs(&self) -> &'static [Name] {
        &[file_formats::MARKDOWN_HEADINGS]
    }

    fn takes_any_text(&self) -> bool {
        true
    }

    fn recognises(&self, source: &Source<'_>, meter: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = source.text() else {
            return Ok(false);
        };
        let is_own = self.has_ending(source.name)
            || super::issue_text::has_ending(source.name) && looks_like_markdown(text);
        if is_own {
            meter.add_lines(text)?;
            meter.add_marks(text, b"*_[]()|<~`!&\\")?;
        }
        Ok(is_own)
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let text = source.whole_text()?;
        let plain = issue_lines::of(text);
        if issue_text::is_publication(&plain) {
            // Some converters write no Markdown at all, and what looks like it is text.
            let issue = if issue_lines::is_marked_up(text) {
                &plain
            } else {
                text
            };
            return Ok(issue_text::read(source.name, issue, words));
        }
        outline::read(source.name, pieces::outline(text), meter)
    }
}

/// Whether a text without the ending of Markdown is Markdown: it has headings and links.
fn looks_like_markdown(text: &str) -> bool {
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    text.lines().filter(|line| is_heading(line)).take(2).count() == 2
        && text.contains("](http")
        && !issue_text::is_publication(text)
}
