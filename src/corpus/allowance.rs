//! How much memory a digest file may take, and what is said where one would take more.
//!
//! Bytes on the disk tell little of what is made of them: two can be a line with a place in
//! ten lists, thirty an article. So the file is bounded, and apart from it what is made of
//! it, counted while it is made, and each article of it: an article is analysed whole.

use std::mem::size_of;

use super::error::{CorpusError, Remedy};
use crate::document::{Article, Block, Citation, Issue};
use crate::language::messages;

/// Of the memory of a job, a digest file may have one part in so many as bytes, what is made
/// of it one in so many, and one article one in so many.
const FILE_SHARE: usize = 8;
const MADE_SHARE: usize = 4;
const ARTICLE_SHARE: usize = 512;

/// The memory of a job where nobody says.
const DEFAULT_MEMORY_BYTES: usize = 512 << 20;

/// The most entries of one list of an article or event: bullets of its body, cited works.
pub(super) const MOST_ENTRIES: usize = 10_000;

/// What the allocator adds to a piece of memory, about.
const PIECE_BYTES: usize = 16;

/// What a line of the publication's layout comes to beside its text, however short it is:
/// as a line, marked, drafted, and as the record of where it went.
const LINE_BYTES: usize = 400;

/// What a mark of Markdown or HTML comes to: as a token, as a piece or a link of one.
const MARK_BYTES: usize = 150;

/// What an article takes beside its texts: itself, its id where ids are told apart, its
/// place among the lines.
const ARTICLE_BYTES: usize = size_of::<Article>() + 400;

/// What reading and parsing a digest file may take of the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// The largest file, in bytes.
    pub file_bytes: u64,
    /// What is made of it, in bytes of memory.
    pub made_bytes: usize,
    /// The text of one article or event, in bytes.
    pub article_bytes: usize,
}

impl Allowance {
    /// As much as there is, for a file that was found small enough before.
    pub(super) const UNBOUNDED: Allowance = Allowance {
        file_bytes: u64::MAX,
        made_bytes: usize::MAX,
        article_bytes: usize::MAX,
    };

    /// What a job of so much memory has for one digest file.
    pub fn of_memory(memory_bytes: usize) -> Self {
        Allowance {
            file_bytes: (memory_bytes / FILE_SHARE) as u64,
            made_bytes: memory_bytes / MADE_SHARE,
            article_bytes: memory_bytes / ARTICLE_SHARE,
        }
    }
}

impl Default for Allowance {
    fn default() -> Self {
        Allowance::of_memory(DEFAULT_MEMORY_BYTES)
    }
}

/// Counts what is made of one digest file.
pub(super) struct Meter<'a> {
    file: &'a str,
    allowance: &'a Allowance,
    made_bytes: usize,
}

impl<'a> Meter<'a> {
    pub(super) fn new(file: &'a str, allowance: &'a Allowance) -> Self {
        Meter {
            file,
            allowance,
            made_bytes: 0,
        }
    }

    /// How much may be made of the file.
    pub(super) fn allowed_bytes(&self) -> usize {
        self.allowance.made_bytes
    }

    /// Counts what is made of a line.
    pub(super) fn add(&mut self, line: u32, bytes: usize) -> Result<(), CorpusError> {
        self.made_bytes = self.made_bytes.saturating_add(bytes);
        if self.made_bytes <= self.allowance.made_bytes {
            return Ok(());
        }
        let message = messages::corpus::file_takes_too_much(&self.allowance.made_bytes);
        let error = CorpusError::new(self.file, Some(line), message);
        Err(error.with_remedy(Remedy::MoreMemory))
    }

    /// Counts what the lines of the publication's layout will come to, before any is made.
    pub(super) fn add_lines(&mut self, text: &str) -> Result<(), CorpusError> {
        let mut line = 1u32;
        let mut counted = 0;
        for (at, separator) in text.match_indices(is_separator) {
            let length = at - counted;
            if length > 0 {
                self.add(line, LINE_BYTES + 2 * length)?;
            }
            counted = at + separator.len();
            let ends_line =
                separator == "\n" || separator == "\r" && !text[counted..].starts_with('\n');
            line = line.saturating_add(u32::from(ends_line));
        }
        self.add(line, LINE_BYTES + 2 * (text.len() - counted))
    }

    /// Counts what the marks of a text with markup will come to, before any is read: each may
    /// part what stands around it.
    pub(super) fn add_marks(&mut self, text: &str, marks: &[u8]) -> Result<(), CorpusError> {
        let bytes = text.bytes();
        let found = bytes.filter(|byte| marks.contains(byte)).count();
        self.add(1, found.saturating_mul(MARK_BYTES))
    }

    /// Counts an article that was made, which begins on `line`.
    pub(super) fn add_article(&mut self, article: &Article, line: u32) -> Result<(), CorpusError> {
        let strings =
            |texts: &[&str]| -> usize { texts.iter().map(|text| text.len() + PIECE_BYTES).sum() };
        let mut bytes = ARTICLE_BYTES
            + strings(&[
                &article.title,
                &article.issue,
                &article.source.file,
                article.id.as_str(),
                article.id.as_str(),
                article.id.as_str(),
            ]);
        for block in article.summary.iter().chain(&article.body) {
            bytes += size_of::<Block>() + strings(&[&block.text]);
        }
        for citation in &article.citations {
            let url = citation.url.as_deref().unwrap_or_default();
            bytes += size_of::<Citation>()
                + strings(&[&citation.publisher, &citation.title, &citation.printed, url]);
        }
        self.add(line, bytes)
    }

    /// Refuses an article or event that is longer than one may be. `bytes` are those of its
    /// text.
    pub(super) fn check_length(&self, line: u32, bytes: usize) -> Result<(), CorpusError> {
        if bytes <= self.allowance.article_bytes {
            return Ok(());
        }
        let message = messages::corpus::article_too_large(&bytes, &self.allowance.article_bytes);
        let error = CorpusError::new(self.file, Some(line), message);
        Err(error.with_remedy(Remedy::MoreMemory))
    }

    /// Refuses articles and events that are longer, or have longer lists, than one may.
    pub(super) fn check_issue(&self, issue: &Issue) -> Result<(), CorpusError> {
        for article in &issue.articles {
            self.check_article(article)?;
        }
        for event in &issue.events {
            let line = event.source.line;
            let homepage = event.homepage.as_deref().unwrap_or_default();
            let bytes = event.name.len()
                + event.period.len()
                + event.place.len()
                + homepage.len()
                + of_blocks(&event.description);
            self.check_length(line, bytes)?;
            self.check_entries(line, "description", event.description.len())?;
        }
        Ok(())
    }

    /// Refuses an article that is longer, or has longer lists, than one may.
    pub(super) fn check_article(&self, article: &Article) -> Result<(), CorpusError> {
        let line = article.source.line;
        let printed = article
            .citations
            .iter()
            .map(|citation| citation.printed.len());
        let bytes = article.title.len()
            + of_blocks(&article.summary)
            + of_blocks(&article.body)
            + printed.sum::<usize>();
        self.check_length(line, bytes)?;
        self.check_entries(line, "summary", article.summary.len())?;
        self.check_entries(line, "body", article.body.len())?;
        self.check_entries(line, "citations", article.citations.len())
    }

    /// Refuses a list of an article or event that is longer than one may be.
    pub(super) fn check_entries(
        &self,
        line: u32,
        list: &str,
        entries: usize,
    ) -> Result<(), CorpusError> {
        if entries <= MOST_ENTRIES {
            return Ok(());
        }
        let message = messages::corpus::list_too_long(&list, &entries, &MOST_ENTRIES);
        Err(CorpusError::new(self.file, Some(line), message))
    }
}

/// The bytes of the texts of blocks.
fn of_blocks(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// What parts lines and pages.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_before_they_are_made_and_the_one_too_many_is_told() {
        let allowance = Allowance {
            made_bytes: 10 * (LINE_BYTES + 2),
            ..Allowance::default()
        };
        let counted = |text: &str| Meter::new("a.txt", &allowance).add_lines(text);
        assert_eq!(counted(&"x\n".repeat(9)), Ok(()));
        // Blank lines are not kept.
        assert_eq!(counted(&("\n".repeat(99) + "x")), Ok(()));
        for (text, line) in [
            ("x\n".repeat(12), 11),
            ("x\r\n".repeat(12), 11),
            ("x\n\n".repeat(12), 21),
            ("x\u{2028}".repeat(12), 1),
        ] {
            let error = counted(&text).unwrap_err();
            assert_eq!(error.line, Some(line), "{text:?}");
            assert_eq!(error.remedy, Some(Remedy::MoreMemory), "{error}");
        }
    }
}
