//! What a generation holds and what made it.
//!
//! Defines the manifest beside the index's own files. A search reads only its
//! head; the list of digest files is for the job that builds the next generation.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::schema::SCHEMA_VERSION;
use crate::analysis::{Analyzer, Terms};

/// The layout of an index folder. Another one is not read.
const FORMAT_VERSION: u32 = 2;

const HEAD_FILE: &str = "manifest.json";
const FILES_FILE: &str = "files.jsonl";

/// The compiled terms, beside the manifest.
pub(super) const TERMS_FILE: &str = "terms.bin";

/// The head of a generation's manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the index folder.
    pub format: u32,
    /// The fields, and what is put into them.
    pub schema: u32,
    /// The analyzer and the dictionary that made the tokens.
    pub analyzer: String,
    /// The terms beside the dictionary's, which the generation holds compiled.
    pub terms: String,
    /// The corpus folder it was built from, absolute.
    pub corpus: String,
    /// What it holds in all.
    pub totals: Totals,
}

/// Counts over a whole index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Published numbers of the digest, or files of another format.
    pub issues: u64,
    /// Articles.
    pub articles: u64,
    /// Events.
    pub events: u64,
    /// Citations of all articles.
    pub citations: u64,
}

/// What a generation holds of one digest file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// The path below the corpus folder, with `/` between parts.
    pub file: String,
    /// BLAKE3 of the file's bytes, in hexadecimal; empty where it could not be read.
    pub hash: String,
    /// The issue whose documents the index holds of it, if it holds any.
    pub issue: Option<String>,
    /// Articles in the index.
    pub articles: u64,
    /// Events in the index.
    pub events: u64,
    /// Citations in the index.
    pub citations: u64,
    /// Non-blank lines by what they are part of.
    pub lines: BTreeMap<String, u64>,
    /// What was odd or wrong; lines are counted from 1, and `None` is the whole file.
    pub warnings: Vec<(Option<u32>, String)>,
    /// Whether the file's newest state could not be parsed, so that the articles
    /// are those of an older one.
    pub stale: bool,
}

impl Manifest {
    /// The manifest of an index that this program builds of `corpus`.
    pub fn new(corpus: &Path, terms: &Terms, totals: Totals) -> Self {
        Manifest {
            format: FORMAT_VERSION,
            schema: SCHEMA_VERSION,
            analyzer: Analyzer::fingerprint(),
            terms: terms.fingerprint(),
            corpus: corpus.to_string_lossy().into_owned(),
            totals,
        }
    }

    /// What this program would read wrongly, in words; `None` where it fits.
    pub fn misfit(&self) -> Option<String> {
        let own = Analyzer::fingerprint();
        if self.format != FORMAT_VERSION {
            Some(format!(
                "its format is {} and this program's is {FORMAT_VERSION}",
                self.format
            ))
        } else if self.schema != SCHEMA_VERSION {
            Some(format!(
                "its schema is {} and this program's is {SCHEMA_VERSION}",
                self.schema
            ))
        } else if self.analyzer != own {
            Some(format!(
                "its text was analysed by {} and this program is {own}",
                self.analyzer
            ))
        } else {
            None
        }
    }

    /// Whether its stored documents can be read, whatever its tokens are.
    pub(crate) fn has_readable_documents(&self) -> bool {
        self.format == FORMAT_VERSION && self.schema == SCHEMA_VERSION
    }

    /// Whether a newer program made it.
    pub fn is_newer(&self) -> bool {
        self.format > FORMAT_VERSION
            || (self.format == FORMAT_VERSION && self.schema > SCHEMA_VERSION)
    }

    pub(crate) fn read(generation: &Path) -> anyhow::Result<Self> {
        let path = generation.join(HEAD_FILE);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_slice(&bytes).with_context(|| format!("{} is damaged", path.display()))
    }

    pub(crate) fn write(&self, generation: &Path, files: &[FileRecord]) -> anyhow::Result<()> {
        let mut lines = Vec::new();
        for record in files {
            serde_json::to_writer(&mut lines, record)?;
            lines.push(b'\n');
        }
        write_synced(&generation.join(FILES_FILE), &lines)?;
        let mut head = serde_json::to_vec_pretty(self)?;
        head.push(b'\n');
        write_synced(&generation.join(HEAD_FILE), &head)
    }
}

impl FileRecord {
    pub(crate) fn read_all(generation: &Path) -> anyhow::Result<Vec<Self>> {
        let path = generation.join(FILES_FILE);
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        text.lines()
            .map(|line| {
                serde_json::from_str(line).with_context(|| format!("{} is damaged", path.display()))
            })
            .collect()
    }
}

/// Writes a new file and waits until the disk has it.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let write = || {
        let mut file = fs::File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_of_another_making_is_told() {
        let fits = Manifest::new(Path::new("/corpus"), &Terms::none(), Totals::default());
        assert_eq!(fits.misfit(), None);
        let analysed = Manifest {
            analyzer: "analyzer-0".to_owned(),
            ..fits.clone()
        };
        assert!(analysed.misfit().unwrap().contains("analyzer-0"));
        let newer = Manifest {
            schema: SCHEMA_VERSION + 1,
            ..fits.clone()
        };
        assert!(newer.misfit().is_some() && newer.is_newer());
        assert!(!fits.is_newer());
    }
}
