//! What a format of digest files is: all that the rest of the program knows of it.

use super::allowance::Meter;
use super::editor_lines::editor_lines;
use super::error::CorpusError;
use super::parsed::ParsedFile;
use super::source::Source;
use super::word_judge::WordJudge;
use crate::language::Name;

/// What the numbers count that tell where a document, a warning or an error is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Lines as an editor counts them. A document goes on to where the next starts.
    Line,
    /// Lines that are a document each.
    Record,
}

/// A format of digest files: a room of its own, registered in `formats.rs`.
pub(super) trait Format: Sync {
    /// What readers call it, such as `JSON Lines`.
    fn name(&self) -> Name;

    /// How its files' names end, in lower case, such as `.jsonl`. Files whose names end in
    /// no format's way are not read.
    fn endings(&self) -> &'static [&'static str];

    /// What its files are told by, for a reader whose file has none of it.
    fn signs(&self) -> &'static [Name] {
        &[]
    }

    /// Whether its form alone tells it, so that a file is of this format also where no document
    /// is in it.
    fn is_told_by_form(&self) -> bool {
        true
    }

    /// Whether any text whose file's name ends as those of this format do is of it.
    fn takes_any_text(&self) -> bool {
        false
    }

    /// Whether its files are text, which any program may keep, and no documents of an office.
    fn is_of_text(&self) -> bool {
        true
    }

    /// Whether a file is of this format, by its content before its name; bytes that are no
    /// text are of no format that needs one. What looking takes is counted.
    fn recognises(&self, source: &Source<'_>, meter: &mut Meter<'_>) -> Result<bool, CorpusError>;

    /// The file's issue and where its lines went; what it comes to is counted. An issue without
    /// documents is told as an empty file, or one that is of no format.
    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError>;

    /// What the numbers count in its files.
    fn unit(&self) -> Unit {
        Unit::Line
    }

    /// What stands at each number, from 1, to be shown to a reader who checks a document.
    fn original(&self, source: &Source<'_>) -> Result<Vec<String>, CorpusError> {
        Ok(editor_lines(source.text()?).map(str::to_owned).collect())
    }

    /// The number of the first line of each page, where its files have pages.
    fn page_starts(&self, _source: &Source<'_>) -> Result<Vec<u32>, CorpusError> {
        Ok(Vec::new())
    }

    /// Whether a file's name ends as those of this format do, in letters of either case.
    fn has_ending(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let mut endings = self.endings().iter();
        endings.any(|ending| name.len() > ending.len() && name.ends_with(ending))
    }
}
