//! The lines of digest files that documents were made of.
//!
//! Defines when they are not shown: lines of a file that is another by now would prove
//! nothing to a reader who checks a hit.

use anyhow::{Context, bail};

use super::places::Places;
use crate::corpus::{self, CorpusFile, OriginalLines, Reach};
use crate::document::Document;
use crate::index::IndexReader;
use crate::output::OriginalText;

/// The lines of `document` in its digest file.
///
/// # Errors
///
/// Where the digest file cannot be read, or is not the one that was indexed.
pub(super) fn lines_of(
    document: Document,
    index: &IndexReader,
    places: &Places,
) -> anyhow::Result<OriginalText> {
    let name = document.source().file.as_str();
    let Some(file) = file_of(name, places)? else {
        bail!(
            "the digest file {name} is not in {}, so its lines cannot be shown; put it back, \
             or run `digest index`",
            places.corpus.display()
        );
    };
    let record = index.record_of(name)?;
    // It is read where it is the one that was indexed, and so has what fits into memory.
    let go_on = || false;
    let hash = corpus::hash(&file, u64::MAX, &go_on)?;
    let Some(record) = record.filter(|record| record.hash == hash && !record.stale) else {
        bail!(
            "the digest file {name} has changed since {} was indexed, so its lines may be \
             others; run `digest index`",
            document.id()
        );
    };
    let read = corpus::read(&file, u64::MAX, &go_on)?;
    let lines = OriginalLines::read(&record.file, &read.bytes)?;
    let starts = index.starts_in(name)?;
    let lines = lines.of_document(document.source().line, &starts);
    let lines = lines
        .into_iter()
        .map(|(number, line)| (number, line.to_owned()));
    Ok(OriginalText {
        lines: lines.collect(),
        document,
    })
}

/// The digest file of that name in the corpus folder, if there is one.
fn file_of(name: &str, places: &Places) -> anyhow::Result<Option<CorpusFile>> {
    if !places.corpus.is_dir() {
        return Ok(None);
    }
    // What was indexed by a link is known by its hash, so that no other file is shown.
    for follows_links in [false, true] {
        let reach = Reach {
            follows_links,
            ..Reach::default()
        };
        let listing = corpus::digest_files(&places.corpus, reach, &|| false);
        let listing = listing.context("cannot look for the file")?;
        let found = listing.files.into_iter().find(|file| file.name == name);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
