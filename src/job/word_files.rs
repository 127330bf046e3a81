//! The user's own words beside the corpus: `terms.txt` and `synonyms.txt`.
//!
//! Defines where they lie and how a mistake in them is told. What a line may be is
//! `analysis`' and `search`'s.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::anyhow;

use crate::analysis::{LineError, Terms};
use crate::language::messages;
use crate::regular_file;
use crate::search::Synonyms;

const TERMS_FILE: &str = "terms.txt";
const SYNONYMS_FILE: &str = "synonyms.txt";

/// No file of words is larger: a million lines.
const LARGEST_BYTES: u64 = 32 << 20;

/// The shipped terms and the user's beside this corpus folder.
///
/// # Errors
///
/// Where the user's cannot be read, or a line is no term.
pub fn terms(corpus: &Path) -> anyhow::Result<Terms> {
    let mut terms = Terms::shipped();
    let path = terms_path(corpus);
    if let Some(text) = read(&path)? {
        let added = terms.add(&text);
        added.map_err(|error| in_file(&path, &error))?;
    }
    Ok(terms)
}

/// The shipped synonyms and the user's beside this corpus folder.
///
/// # Errors
///
/// Where the user's cannot be read, or a line is none of synonyms.
pub fn synonyms(corpus: &Path) -> anyhow::Result<Synonyms> {
    let mut synonyms = Synonyms::shipped();
    let path = beside(corpus, SYNONYMS_FILE);
    if let Some(text) = read(&path)? {
        let added = synonyms.add(&text);
        added.map_err(|error| in_file(&path, &error))?;
    }
    Ok(synonyms)
}

/// What tells whether the user's synonyms changed: when their file was written and how long it
/// is; `None` where there is none.
pub fn synonyms_stamp(corpus: &Path) -> Option<(SystemTime, u64)> {
    let state = fs::metadata(beside(corpus, SYNONYMS_FILE)).ok()?;
    Some((state.modified().ok()?, state.len()))
}

/// Where the user's terms are, or would be.
fn terms_path(corpus: &Path) -> PathBuf {
    beside(corpus, TERMS_FILE)
}

fn beside(corpus: &Path, name: &str) -> PathBuf {
    corpus.with_file_name(name)
}

/// The file's text; `None` where there is none.
fn read(path: &Path) -> anyhow::Result<Option<String>> {
    match regular_file::read(path, LARGEST_BYTES) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).map_err(|error| {
                let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                anyhow!(messages::job::line_no_utf8(&path.display(), &line))
            })?;
            Ok(Some(text))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(anyhow!(messages::job::cannot_read_or_remove(
            &path.display(),
            &error
        ))),
    }
}

fn in_file(path: &Path, error: &LineError) -> anyhow::Error {
    anyhow!("{}:{}: {}", path.display(), error.line, error.message)
}
