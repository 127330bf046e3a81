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
use crate::language::Name;
use blocks::{Blocks, Refusal};

const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ZIP: &[u8] = b"PK\x03\x04";

/// How often the text of a document is held in memory while it is parsed.
const COPIES: usize = 4;

/// What a reader makes of a file's bytes, up to so many bytes of memory.
type Reader = fn(&[u8], usize) -> Result<Blocks, Refusal>;

/// A kind of document.
pub(super) struct Office {
    name: &'static str,
    endings: &'static [&'static str],
    /// Whether these bytes are such a document, where the name may end as those do.
    is_own: fn(bytes: &[u8], has_ending: bool) -> bool,
    read: Reader,
}

/// HWP 5, in a compound file.
pub(super) const HWP: Office = Office {
    name: "HWP",
    endings: &[".hwp"],
    is_own: |bytes, has_ending| {
        bytes.starts_with(COMPOUND_FILE) && (has_ending || hwp::is_hwp(bytes))
            || bytes.starts_with(hwp::VERSION_3)
    },
    read: hwp::read,
};

/// HWPX, in a ZIP archive.
pub(super) const HWPX: Office = Office {
    name: "HWPX",
    endings: &[".hwpx"],
    is_own: |bytes, _| {
        bytes.starts_with(ZIP)
            && (archive::holds(bytes, "Contents/content.hpf")
                || archive::holds(bytes, "Contents/section0.xml"))
    },
    read: hwpx::read,
};

/// DOCX, in a ZIP archive.
pub(super) const DOCX: Office = Office {
    name: "DOCX",
    endings: &[".docx"],
    is_own: |bytes, has_ending| {
        // One with a password is a compound file.
        bytes.starts_with(ZIP) && archive::holds(bytes, "word/document.xml")
            || has_ending && bytes.starts_with(COMPOUND_FILE)
    },
    read: docx::read,
};

impl Office {
    fn blocks(&self, source: &Source<'_>, allowed_bytes: usize) -> Result<Blocks, CorpusError> {
        (self.read)(source.bytes, allowed_bytes)
            .map_err(|refusal| refusal.of_file(source.name, allowed_bytes))
    }
}

impl Format for Office {
    fn name(&self) -> Name {
        Name::same(self.name)
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn is_of_text(&self) -> bool {
        false
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        Ok((self.is_own)(source.bytes, self.has_ending(source.name)))
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        // What is read becomes lines, pieces and articles: each holds the text again.
        let blocks = self.blocks(source, meter.allowed_bytes() / COPIES)?;
        let text = blocks.text();
        meter.add_lines(&text)?;
        if issue_text::is_publication(&text) {
            return Ok(issue_text::read(source.name, &text, words));
        }
        outline::read(source.name, blocks.outline(), meter)
    }

    fn original(&self, source: &Source<'_>) -> Result<Vec<String>, CorpusError> {
        Ok(self.blocks(source, usize::MAX)?.lines())
    }
}
