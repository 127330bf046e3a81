//! Digest files to documents: which files there are and what each one says.
//!
//! A file is read, decoded, its format told by content and ending, and parsed into an
//! issue with a record of where each of its lines went. Nothing here keeps, indexes or
//! prints what it reads.

mod allowance;
mod characters;
mod citation;
mod date_text;
mod editor_lines;
mod encoding;
mod error;
mod feeds;
mod file_state;
mod folder;
mod format;
mod formats;
mod html;
mod issue_name;
mod issue_text;
mod json;
mod json_lines;
mod markdown;
mod office;
mod original;
mod outline;
mod parsed;
mod pdf;
mod publisher;
mod records;
mod source;
mod tables;
#[cfg(test)]
mod tests;
mod web_address;
mod word_judge;

pub use allowance::Allowance;
pub use error::{Advice, CorpusError, Remedy, Warning};
pub use file_state::FileState;
pub use folder::{
    ALERTS_FILE, CANARIES_FILE, CorpusFile, CorpusListing, FileBytes, IgnoreRule, Ignored,
    IgnoredFile, IgnoredKind, Reach, WHOLE_FOLDER, digest_files, hash, read,
};
pub use formats::{endings, is_of_records, names_digest, told_endings};
pub use original::OriginalLines;
pub use parsed::{LineKind, LostRecord, ParsedFile, Span, Target, rebuild};
pub use pdf::{NOT_INSTALLED, PDF_COMMAND, PdfProgram, tell_pages};
pub use records::fields::{FieldNames, FieldRole};
pub use source::Means;
pub use word_judge::{SpacesEverywhere, WordJudge};

use crate::language::{counts, messages};
use allowance::Meter;
use source::Source;

/// Raised with every change of what a digest file is parsed into, so that files that did
/// not change are parsed again.
pub const PARSER_VERSION: u32 = 4;

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
    parse_with(name, bytes, words, allowance, Means::NONE)
}

/// Parses a digest file of that name below the corpus folder, with what may read it beside
/// this process.
///
/// # Errors
///
/// As for [`parse_within`].
pub fn parse_with(
    name: &str,
    bytes: &[u8],
    words: &dyn WordJudge,
    allowance: &Allowance,
    means: Means<'_>,
) -> Result<ParsedFile, CorpusError> {
    let source = Source::new(name, bytes).with(means);
    let mut meter = Meter::new(name, allowance);
    let format = formats::recognise(&source, &mut meter)?;
    let mut parsed = format.parse(&source, words, &mut meter)?;
    if parsed.issue.articles.is_empty() && parsed.issue.events.is_empty() {
        return Err(formats::without_documents(format, &source));
    }
    meter.check_issue(&parsed.issue)?;
    tell_damage(source.damaged_lines(), &mut parsed.warnings);
    if let Some(encoding) = source.unusual_encoding() {
        let message = messages::corpus::read_as_encoding(&encoding);
        parsed.warnings.insert(0, Warning::new(1, message));
    }
    Ok(parsed)
}

/// The text of a file of the corpus folder, whatever encoding it is in, with the lines that hold
/// bytes which are no character.
///
/// # Errors
///
/// Where it is no text.
pub fn text_of(name: &str, bytes: &[u8]) -> Result<(String, Vec<u32>), CorpusError> {
    // Nothing at all is no mistake here, as it would be in a digest file.
    if bytes.is_empty() {
        return Ok((String::new(), Vec::new()));
    }
    let decoded = encoding::decode(name, bytes)?;
    Ok((decoded.text.into_owned(), decoded.damaged_lines))
}

/// So many lines with damaged characters are told, and how many more there are.
const MOST_DAMAGE_TOLD: usize = 20;

/// Tells which lines hold bytes that are no character.
fn tell_damage(lines: &[u32], warnings: &mut Vec<Warning>) {
    let told = lines.iter().take(MOST_DAMAGE_TOLD);
    let message = messages::corpus::byte_no_character();
    warnings.extend(told.map(|&line| Warning::new(line, message.clone())));
    if let Some(&line) = lines.get(MOST_DAMAGE_TOLD) {
        let more = counts::lines((lines.len() - MOST_DAMAGE_TOLD) as u64);
        let message = messages::corpus::bytes_no_character(&more);
        warnings.push(Warning::new(line, message));
    }
    warnings.sort_by_key(|warning| warning.line);
}
