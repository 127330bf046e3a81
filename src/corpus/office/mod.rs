//! Documents of word processors: HWP 5, HWPX and DOCX.
//!
//! `blocks.rs` has what a reader gives; each reader takes bytes and how many bytes it may make
//! of them, and nothing else, so that it can be run anywhere.

mod archive;
mod blocks;
mod docx;
mod hwp;
mod hwp_records;
mod hwpx;
#[cfg(test)]
mod tests;
mod xml;

use super::allowance::Meter;
use super::error::CorpusError;
use super::format::Format;
use super::issue_text;
use super::outline;
use super::parsed::ParsedFile;
use super::source::Source;
use super::word_judge::WordJudge;
use blocks::{Blocks, Refusal};

/// HWP 5, in a compound file.
pub(super) struct Hwp;

/// HWPX, in a ZIP archive.
pub(super) struct Hwpx;

/// DOCX, in a ZIP archive.
pub(super) struct Docx;

const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ZIP: &[u8] = b"PK\x03\x04";

impl Format for Hwp {
    fn name(&self) -> &'static str {
        "HWP"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".hwp"]
    }

    fn signs(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let is_own = source.bytes.starts_with(COMPOUND_FILE) && hwp::is_hwp(source.bytes)
            || source.bytes.starts_with(hwp::VERSION_3);
        Ok(is_own || self.has_ending(source.name) && source.bytes.starts_with(COMPOUND_FILE))
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        parse(source, hwp::read, words, meter)
    }

    fn original(&self, source: &Source<'_>) -> Result<Vec<String>, CorpusError> {
        original(source, hwp::read)
    }
}

impl Format for Hwpx {
    fn name(&self) -> &'static str {
        "HWPX"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".hwpx"]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        Ok(source.bytes.starts_with(ZIP)
            && (archive::holds(source.bytes, "Contents/content.hpf")
                || archive::holds(source.bytes, "Contents/section0.xml")))
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        parse(source, hwpx::read, words, meter)
    }

    fn original(&self, source: &Source<'_>) -> Result<Vec<String>, CorpusError> {
        original(source, hwpx::read)
    }
}

impl Format for Docx {
    fn name(&self) -> &'static str {
        "DOCX"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".docx"]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let is_archive =
            source.bytes.starts_with(ZIP) && archive::holds(source.bytes, "word/document.xml");
        // One with a password is a compound file.
        let is_locked = self.has_ending(source.name) && source.bytes.starts_with(COMPOUND_FILE);
        Ok(is_archive || is_locked)
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        parse(source, docx::read, words, meter)
    }

    fn original(&self, source: &Source<'_>) -> Result<Vec<String>, CorpusError> {
        original(source, docx::read)
    }
}

/// How often the text of a document is held in memory while it is parsed.
const COPIES: usize = 4;

/// What a reader makes of a file's bytes, up to so many bytes of memory.
type Reader = fn(&[u8], usize) -> Result<Blocks, Refusal>;

fn parse(
    source: &Source<'_>,
    read: Reader,
    words: &dyn WordJudge,
    meter: &mut Meter<'_>,
) -> Result<ParsedFile, CorpusError> {
    // What is read becomes lines, pieces and articles: each holds the text again.
    let allowed_bytes = meter.allowed_bytes() / COPIES;
    let blocks = read(source.bytes, allowed_bytes)
        .map_err(|refusal| CorpusError::new(source.name, None, refusal.message(allowed_bytes)))?;
    let text = blocks.text();
    meter.add_lines(&text)?;
    if issue_text::is_publication(&text) {
        return Ok(issue_text::read(source.name, &text, words));
    }
    outline::read(source.name, blocks.outline(), meter)
}

fn original(source: &Source<'_>, read: Reader) -> Result<Vec<String>, CorpusError> {
    let blocks = read(source.bytes, usize::MAX)
        .map_err(|refusal| CorpusError::new(source.name, None, refusal.message(usize::MAX)))?;
    Ok(blocks.lines())
}
