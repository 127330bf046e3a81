//! PDF: the text of its pages, read in a process of its own, and what that text is.
//!
//! Where it is an issue of the publication, the parser of its layout reads it; anything else
//! is one article.

mod characters;
mod columns;
mod extraction;
mod line_signs;
mod lines;
pub(super) mod page;
pub(super) mod program;
pub(super) mod reading;
mod report;
mod running_heads;
mod sheet_line;
mod told;

use super::allowance::Meter;
use super::error::{CorpusError, Warning};
use super::format::Format;
use super::issue_text;
use super::parsed::ParsedFile;
use super::source::Source;
use super::word_judge::WordJudge;
use crate::document::Pages;
use crate::language::{Name, messages};

pub use extraction::tell_pages;
pub use program::{NOT_INSTALLED, PDF_COMMAND, PdfProgram};

use page::PdfPages;

/// Where the mark of a PDF stands at the latest: something may come before it.
const MARK_BYTES: usize = 1024;
const MARK: &[u8] = b"%PDF-";

/// A document in the Portable Document Format.
pub(super) struct Pdf;

impl Format for Pdf {
    fn name(&self) -> Name {
        Name::same("PDF")
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".pdf"]
    }

    fn is_of_text(&self) -> bool {
        false
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        if is_pdf(source.bytes) {
            return Ok(true);
        }
        // A text that was given the ending is read as what it is.
        if self.has_ending(source.name) && !source.bytes.is_empty() && source.text().is_err() {
            let message = messages::pdf::no_pdf();
            return Err(CorpusError::new(source.name, None, message));
        }
        Ok(false)
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let pages = source.pdf_pages()?;
        let text = text_of(pages);
        meter.add_lines(&text)?;
        let mut parsed = if issue_text::is_publication(&text) {
            issue_text::read(source.name, &text, words)
        } else {
            report::read(source.name, pages, words)
        };
        let starts = page_starts(pages);
        let page_of = |line: u32| page_of(&starts, line);
        for warning in &mut parsed.warnings {
            let page = page_of(warning.line);
            warning.message = messages::pdf::with_page(&warning.message, &page);
        }
        let (articles, events) = (&mut parsed.issue.articles, &mut parsed.issue.events);
        for article in articles {
            let last = article.body.iter().map(|block| block.line);
            let last = last.chain(article.citations.iter().map(|citation| citation.line));
            article.source.pages = Some(pages_from(&starts, article.source.line, last.max()));
        }
        for event in events {
            let last = event.description.iter().map(|block| block.line);
            event.source.pages = Some(pages_from(&starts, event.source.line, last.max()));
        }
        let notes = pages.notes.iter().cloned();
        let notes = notes.map(|message| Warning::new(1, message));
        parsed.warnings.splice(0..0, notes);
        parsed.is_misread |= pages.is_partial;
        Ok(parsed)
    }

    fn original(&self, source: &Source<'_>) -> Result<Vec<String>, CorpusError> {
        let pages = source.pdf_pages()?;
        let lines = pages.pages.iter().flat_map(|page| &page.lines);
        Ok(lines.map(|line| line.text.clone()).collect())
    }

    fn page_starts(&self, source: &Source<'_>) -> Result<Vec<u32>, CorpusError> {
        Ok(page_starts(source.pdf_pages()?))
    }
}

fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..MARK_BYTES).unwrap_or(bytes);
    start.windows(MARK.len()).any(|window| window == MARK)
}

/// The lines as the parser of the publication's layout takes them: a form feed starts each
/// page but the first, on the line that it starts.
fn text_of(pages: &PdfPages) -> String {
    let mut text = String::new();
    for (place, page) in pages.pages.iter().enumerate() {
        if place > 0 {
            text.push('\u{C}');
        }
        for line in &page.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
    }
    text
}

/// The number of the first line of each page; that of a page without lines is the next one's.
fn page_starts(pages: &PdfPages) -> Vec<u32> {
    let mut next = 1u32;
    let mut starts = Vec::with_capacity(pages.pages.len());
    for page in &pages.pages {
        starts.push(next);
        next = next.saturating_add(u32::try_from(page.lines.len()).unwrap_or(u32::MAX));
    }
    starts
}

/// The page on which a line stands, counted from 1.
pub(super) fn page_of(starts: &[u32], line: u32) -> u32 {
    let pages = starts.partition_point(|&start| start <= line);
    u32::try_from(pages.max(1)).unwrap_or(u32::MAX)
}

/// The pages of a document that starts on a line, and whose last piece starts on another.
fn pages_from(starts: &[u32], first: u32, last: Option<u32>) -> Pages {
    let last = last.unwrap_or(first);
    let page = page_of(starts, first);
    let later = starts.iter().copied();
    Pages {
        first: page,
        later_starts: later
            .filter(|&start| start > first && start <= last)
            .collect(),
    }
}
