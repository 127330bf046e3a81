//! What a generation holds of each digest file: a record each, on a line of its own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use crate::index::segments::content::FileContent;
use crate::index::synced::write_synced;
use crate::language::{Message, messages};
use crate::regular_file;

pub(crate) const RECORDS_FILE: &str = "files.jsonl";

/// No record of a digest file is longer, whatever it warns of.
const LONGEST_RECORD_BYTES: u64 = 256 << 20;

/// What a generation holds of one digest file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// The path below the corpus folder, with `/` between parts.
    pub file: String,
    /// BLAKE3 of the file's bytes, in hexadecimal; empty where it could not be read.
    pub hash: String,
    /// Its place among the digest files: those of higher numbers come later. Numbers
    /// have gaps between them, for files that come in between.
    #[serde(default)]
    pub place: u64,
    /// The issue whose documents the index holds of it, if it holds any.
    pub issue: Option<String>,
    /// Articles in the index.
    pub articles: u64,
    /// Events in the index.
    pub events: u64,
    /// Citations in the index.
    pub citations: u64,
    /// BLAKE3 of its documents as they are stored, in hexadecimal.
    #[serde(default)]
    pub documents: String,
    /// Non-blank lines by what they are part of.
    pub lines: BTreeMap<String, u64>,
    /// What was odd or wrong; lines are counted from 1, and `None` is the whole file.
    pub warnings: Vec<(Option<u32>, Message)>,
    /// Whether the file's newest state could not be parsed, so that the articles
    /// are those of an older one.
    pub stale: bool,
    /// Whether it was read, but a page or a record of it was not understood, as a warning
    /// tells.
    #[serde(default)]
    pub misread: bool,
    /// The file that is read in its place, of which it is a copy or another state.
    #[serde(default)]
    pub copy_of: Option<String>,
    /// How many of the articles are those of an older state, in the place of records that
    /// are none now.
    #[serde(default)]
    pub kept: u64,
    /// The same as `documents` of what the file's newest state says alone; empty where none
    /// is kept.
    #[serde(default)]
    pub parsed: String,
}

/// A record as it is written: the Korean of its warnings stands in a field of its own, which
/// an older program passes over.
#[derive(Serialize)]
struct InBoth<'a> {
    #[serde(flatten)]
    record: &'a FileRecord,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    korean: Vec<&'a str>,
}

/// The warnings of a record in Korean; none where an older program wrote it.
#[derive(Deserialize)]
struct Korean {
    #[serde(default)]
    korean: Vec<String>,
}

impl FileRecord {
    /// What a generation holds of a digest file that was read without a warning.
    pub fn new(
        file: &str,
        hash: String,
        place: u64,
        issue: Option<String>,
        content: FileContent,
    ) -> Self {
        FileRecord {
            file: file.to_owned(),
            hash,
            place,
            issue,
            articles: content.articles,
            events: content.events,
            citations: content.citations,
            documents: content.hash,
            lines: BTreeMap::new(),
            warnings: Vec::new(),
            stale: false,
            misread: false,
            copy_of: None,
            kept: 0,
            parsed: String::new(),
        }
    }

    /// The records of a generation, by the files' names.
    pub(crate) fn read_all(generation: &Path) -> anyhow::Result<Vec<Self>> {
        FileRecord::read_file(&generation.join(RECORDS_FILE))
    }

    /// The records that a file holds.
    pub(crate) fn read_file(path: &Path) -> anyhow::Result<Vec<Self>> {
        let cannot = || messages::index::cannot_read(&path.display());
        let damaged = || messages::index::is_damaged(&path.display());
        let mut file = BufReader::new(regular_file::open_itself(path).with_context(cannot)?);
        let mut records = Vec::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            let mut limited = file.by_ref().take(LONGEST_RECORD_BYTES + 1);
            limited.read_until(b'\n', &mut line).with_context(cannot)?;
            if line.is_empty() {
                return Ok(records);
            }
            records.push(FileRecord::from_line(&line).with_context(damaged)?);
        }
    }

    /// The record that a line is.
    ///
    /// # Errors
    ///
    /// Where it is none, or of a file that cannot be below a corpus folder.
    pub fn from_line(line: &[u8]) -> anyhow::Result<Self> {
        ensure!(
            line.len() as u64 <= LONGEST_RECORD_BYTES,
            messages::index::line_too_long(&LONGEST_RECORD_BYTES)
        );
        let mut record: FileRecord = serde_json::from_slice(line)?;
        if !record.warnings.is_empty() {
            let Korean { korean } = serde_json::from_slice(line)?;
            for ((_, warning), korean) in record.warnings.iter_mut().zip(korean) {
                *warning = warning.clone().with_korean(korean);
            }
        }
        ensure!(
            is_below(&record.file),
            messages::index::names_no_corpus_file(&format_args!("{:.80}", record.file))
        );
        Ok(record)
    }

    pub(crate) fn write_all(generation: &Path, records: &[FileRecord]) -> anyhow::Result<()> {
        write_synced(&generation.join(RECORDS_FILE), &FileRecord::lines(records)?)
    }

    /// Records as they are written, a line each.
    pub(crate) fn lines(records: &[FileRecord]) -> anyhow::Result<Vec<u8>> {
        let mut lines = Vec::new();
        for record in records {
            let start = lines.len();
            let warnings = record.warnings.iter();
            let korean = warnings.map(|(_, warning)| warning.korean()).collect();
            serde_json::to_writer(&mut lines, &InBoth { record, korean })?;
            lines.push(b'\n');
            ensure!(
                (lines.len() - start) as u64 <= LONGEST_RECORD_BYTES,
                messages::index::warnings_too_long(&record.file, &LONGEST_RECORD_BYTES)
            );
        }
        Ok(lines)
    }
}

/// Whether the name is that of a digest file below a corpus folder.
fn is_below(name: &str) -> bool {
    let mut parts = name.split('/');
    parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_of_files_below_the_corpus() {
        let record = FileRecord::new("2024/a.txt", String::new(), 1, None, FileContent::default());
        let line = serde_json::to_string(&record).unwrap();
        assert_eq!(FileRecord::from_line(line.as_bytes()).unwrap(), record);
        for name in ["/etc/passwd", "a/../../b", "..", "", "a//b", "./a", "a/"] {
            let line = line.replace("2024/a.txt", name);
            assert!(FileRecord::from_line(line.as_bytes()).is_err(), "{name:?}");
        }
    }
}
