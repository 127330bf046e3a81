//! The lines of digest files that documents were made of.
//!
//! Defines when they are not shown: lines of a file that is another by now would prove
//! nothing to a reader who checks a hit.

use std::collections::HashMap;

use anyhow::{Context, bail};

use crate::cli::open_index::OpenIndex;
use crate::cli::session::Session;
use crate::cli::settings::places::Places;
use crate::corpus::{self, CorpusFile, Means, OriginalLines, PdfProgram, Reach};
use crate::document::Document;
use crate::language::messages;
use crate::output::{OriginalLine, OriginalText};

/// The lines of documents in their digest files. The corpus folder is walked once for all, and
/// a file read once for neighbours from it.
///
/// # Errors
///
/// Where a digest file cannot be read, or is not the one that was indexed.
pub(super) fn lines_of(
    documents: Vec<Document>,
    index: &OpenIndex,
    session: &Session,
) -> anyhow::Result<Vec<OriginalText>> {
    let places = session.places()?;
    let program = session.pdf_program();
    let files = files_of(&documents, places)?;
    let mut last: Option<(String, Original)> = None;
    let mut texts = Vec::new();
    for document in documents {
        let name = &document.source().file;
        let original = match last.take() {
            Some((file, original)) if file == *name => original,
            _ => Original::read(&document, files.get(name), index, places, program.as_ref())?,
        };
        let lines = original
            .lines
            .of_document(document.source().line, &original.starts);
        let lines = lines.into_iter().map(|(number, text)| OriginalLine {
            number,
            page: original.lines.page_of(number),
            text: text.to_owned(),
        });
        let lines = lines.collect();
        last = Some((name.clone(), original));
        texts.push(OriginalText { lines, document });
    }
    Ok(texts)
}

/// A digest file as it was indexed.
struct Original {
    lines: OriginalLines,
    /// The lines on which its documents start.
    starts: Vec<u32>,
}

impl Original {
    /// Reads the digest file of `document`.
    fn read(
        document: &Document,
        file: Option<&CorpusFile>,
        index: &OpenIndex,
        places: &Places,
        pdf: Option<&PdfProgram>,
    ) -> anyhow::Result<Self> {
        let name = document.source().file.as_str();
        let Some(file) = file else {
            bail!(messages::command::lines_file_missing(
                &name,
                &places.corpus.display()
            ));
        };
        let record = index.record_of(name)?;
        // It is read where it is the one that was indexed, and so has what fits into memory.
        let go_on = || false;
        let hash = corpus::hash(file, u64::MAX, &go_on)?;
        let Some(record) = record.filter(|record| record.hash == hash && !record.stale) else {
            bail!(messages::command::lines_file_changed(&name, &document.id()));
        };
        let read = corpus::read(file, u64::MAX, &go_on)?;
        Ok(Original {
            lines: OriginalLines::read_with(
                &record.file,
                &read.bytes,
                Means {
                    pdf,
                    stop: &go_on,
                    ..Means::NONE
                },
            )?,
            starts: index.starts_in(name)?,
        })
    }
}

/// The digest files of documents, by their names, as far as they are in the corpus folder.
fn files_of(
    documents: &[Document],
    places: &Places,
) -> anyhow::Result<HashMap<String, CorpusFile>> {
    let mut found = HashMap::new();
    if !places.corpus.is_dir() {
        return Ok(found);
    }
    // What was indexed by a link is known by its hash, so that no other file is shown.
    for follows_links in [false, true] {
        let is_missing = |document: &Document| !found.contains_key(&document.source().file);
        if !documents.iter().any(is_missing) {
            break;
        }
        let reach = Reach {
            follows_links,
            ..Reach::default()
        };
        let listing = corpus::digest_files(&places.corpus, reach, &|| false);
        for file in listing
            .context(messages::command::no_look_for_file())?
            .files
        {
            found.entry(file.name.clone()).or_insert(file);
        }
    }
    Ok(found)
}
