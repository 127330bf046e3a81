//! The formats of digest files: a line each in `FORMATS`, and nowhere else. Who needs to know
//! which there are asks here.

use super::allowance::Meter;
use super::error::CorpusError;
use super::format::{Format, Unit};
use super::issue_name::PathMonth;
use super::source::Source;
use crate::language::{Message, Name, any_of, messages, none_of};

/// Every format, in the order in which they are asked whether a file is theirs.
const FORMATS: &[&dyn Format] = &[
    &super::pdf::Pdf,
    &super::json_lines::JsonLines,
    &super::json::Json,
    &super::feeds::Feeds,
    &super::tables::Tables,
    &super::office::HWPX,
    &super::office::DOCX,
    &super::office::HWP,
    &super::html::Html,
    &super::markdown::Markdown,
    &super::issue_text::IssueText,
];

/// The format of a file.
pub(super) fn recognise(
    source: &Source<'_>,
    meter: &mut Meter<'_>,
) -> Result<&'static dyn Format, CorpusError> {
    for format in FORMATS {
        if format.recognises(source, meter)? {
            return Ok(*format);
        }
    }
    Err(of_no_format(source))
}

/// The error for a file in which no document is.
pub(super) fn without_documents(format: &dyn Format, source: &Source<'_>) -> CorpusError {
    if !format.is_told_by_form() {
        return of_no_format(source);
    }
    let message = messages::corpus::without_article(&format.name());
    CorpusError::new(source.name, None, message)
}

/// The error for a file that is of no format: what its name says it is tells more than its
/// bytes, and bytes that are no text say why.
pub(super) fn of_no_format(source: &Source<'_>) -> CorpusError {
    let mut formats = FORMATS.iter();
    let named = formats.find(|format| format.is_told_by_form() && format.has_ending(source.name));
    match (named, source.text()) {
        (Some(format), text) if !source.is_blank() => {
            let name = format.name();
            let what = match text {
                Ok(_) => messages::corpus::text_of_other_kind(),
                Err(error) => error.message,
            };
            let message = messages::corpus::named_as(&name, &what);
            CorpusError::new(source.name, None, message)
        }
        (_, Err(error)) => error,
        (_, Ok(_)) => without_signs(source),
    }
}

/// The error for a text that has nothing of what digest files are told by.
fn without_signs(source: &Source<'_>) -> CorpusError {
    let signs: Vec<Name> = told().flat_map(|format| format.signs()).copied().collect();
    let any = FORMATS.iter().filter(|format| format.takes_any_text());
    let endings: Vec<&str> = any.flat_map(|format| format.endings()).copied().collect();
    let message = messages::corpus::no_digest_file(&none_of(&signs), &any_of(&endings));
    CorpusError::new(source.name, None, message)
}

/// Whether a file of that name is read.
pub(super) fn is_digest_name(name: &str) -> bool {
    FORMATS.iter().any(|format| format.has_ending(name))
}

/// Whether a file's name alone says that its folder is one of digests: a document of a kind
/// that programs do not keep for themselves, or a file with the month of an issue in its name.
pub fn names_digest(name: &str) -> bool {
    let format = FORMATS.iter().find(|format| format.has_ending(name));
    format.is_some_and(|format| !format.is_of_text() || PathMonth::of(name).id().is_some())
}

/// Whether a file of that name holds records from elsewhere, and no issue of the publication.
pub fn is_of_records(name: &str) -> bool {
    let format = FORMATS.iter().find(|format| format.has_ending(name));
    format.is_some_and(|format| format.unit() == Unit::Record)
}

/// How the names of digest files end, such as `.jsonl`, each with what the format is called.
pub fn endings() -> impl Iterator<Item = (&'static str, Name)> {
    told().flat_map(|format| {
        let endings = format.endings().iter();
        endings.map(|ending| (*ending, format.name()))
    })
}

/// The endings as a message names them: `.txt or .jsonl`.
pub fn told_endings() -> Message {
    let endings: Vec<&str> = endings().map(|(ending, _)| ending).collect();
    any_of(&endings)
}

/// The formats in the order in which readers are told of them: the publication's first, which
/// is asked last because it looks at every line.
fn told() -> impl Iterator<Item = &'static dyn Format> {
    FORMATS.iter().copied().rev()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_name_every_format() {
        for page in [
            include_str!("../../README.md"),
            include_str!("../../docs/corpus.md"),
        ] {
            for (ending, name) in endings() {
                assert!(page.contains(&format!("`{ending}`")), "{ending}");
                assert!(page.contains(name.english()), "{name}");
            }
        }
    }
}
