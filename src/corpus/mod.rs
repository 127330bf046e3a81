//! Digest files to documents: which files there are and what each one says.
//!
//! A file is read, decoded, its format told by content and ending, and parsed into an
//! issue with a record of where each of its lines went. Nothing here keeps, indexes or
//! prints what it reads.

mod allowance;
mod anchors;
mod characters;
mod citation;
mod date_text;
mod decode;
mod digest;
mod draft;
mod error;
mod event_details;
mod event_name;
mod event_table;
mod events;
mod folder;
mod format;
mod furniture;
mod issue_name;
mod join;
mod json_lines;
mod json_object;
mod line;
mod mark;
mod original;
mod parsed;
mod period;
mod reading;
mod sources;
#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;
mod unsourced;
#[cfg(test)]
mod variants;
mod walk;
mod web_address;

pub use allowance::Allowance;
pub use error::{CorpusError, Warning};
pub use folder::{CANARIES_FILE, CorpusFile, CorpusListing, Reach, WHOLE_FOLDER, digest_files};
pub use original::OriginalLines;
pub use parsed::{LineKind, ParsedFile, Part, Span, rebuild};
pub use reading::{FileBytes, hash, read};

use allowance::Making;
use digest::Digest;
use format::{Format, Source};
use json_lines::JsonLines;

/// Raised with every change of what a digest file is parsed into, so that files that did
/// not change are parsed again.
pub const PARSER_VERSION: u32 = 2;

/// The formats of digest files, in the order in which they are tried.
const FORMATS: [&dyn Format; 2] = [&JsonLines, &Digest];

/// Says whether a space was lost where a line was wrapped.
///
/// Only asked in a file that has lost the spaces at its lines' ends, and where
/// the file itself does not tell.
pub trait WordJudge {
    /// Whether a space stands between `left`, the last word of a line, and
    /// `right`, the first of the next.
    fn is_space_between(&self, left: &str, right: &str) -> bool;
}

impl<F: Fn(&str, &str) -> bool> WordJudge for F {
    fn is_space_between(&self, left: &str, right: &str) -> bool {
        self(left, right)
    }
}

/// A judge that knows no words: lines are mostly wrapped between them.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpacesEverywhere;

impl WordJudge for SpacesEverywhere {
    fn is_space_between(&self, _left: &str, _right: &str) -> bool {
        true
    }
}

/// Parses a digest file of that name below the corpus folder, with what a job has for one
/// where nobody says.
///
/// # Errors
///
/// As for [`parse_within`].
pub fn parse(name: &str, bytes: &[u8], words: &dyn WordJudge) -> Result<ParsedFile, CorpusError> {
    parse_within(name, bytes, words, &Allowance::default())
}

/// Parses a digest file of that name below the corpus folder.
///
/// # Errors
///
/// Where it is no digest file, has a mistake, or more would be made of it than `allowance`
/// says.
pub fn parse_within(
    name: &str,
    bytes: &[u8],
    words: &dyn WordJudge,
    allowance: &Allowance,
) -> Result<ParsedFile, CorpusError> {
    let decoded = decode::decode(name, bytes)?;
    let source = Source {
        name,
        text: &decoded.text,
    };
    let mut making = Making::new(name, allowance);
    let mut found = None;
    for format in FORMATS {
        format.foresee(&source, &mut making)?;
        if format.recognises(&source) {
            found = Some(format);
            break;
        }
    }
    let format = found.ok_or_else(|| source.of_another_kind())?;
    let mut parsed = format.parse(&source, words, &mut making)?;
    making.check_issue(&parsed.issue)?;
    if let Some(encoding) = decoded.unusual {
        let message =
            format!("the file is in {encoding} and was read as that; check that its text is right");
        parsed.warnings.insert(0, Warning { line: 1, message });
    }
    Ok(parsed)
}
