//! The words of one segment in a file of its own, and those of its deleted documents.
//!
//! A segment never changes, and neither does its file of words: what a night costs is
//! the words of the segments that it made. What was deleted since is counted in a second
//! file, which a search takes off the first.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use fst::map::OpBuilder;
use fst::{Map, MapBuilder, Streamer};
use tantivy::directory::{FileHandle, MmapDirectory, OwnedBytes};
use tantivy::index::SegmentReader;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::{TermMerger, TermStreamer};
use tantivy::{Directory, DocSet, TERMINATED};

use super::super::segments::schema::{IndexSchema, searched_texts};
use super::super::synced::write_synced;
use super::keys;
use crate::analysis::{Analyzer, Scratch, View};
use crate::document::Document;
use crate::index::integrity::block_sums::{BlockSums, VerifiedFile};
use crate::language::messages;
use crate::regular_file;

/// The views whose terms are words.
const VIEWS: [View; 2] = [View::Stems, View::Morphemes];

/// How many bytes of keys are sorted at a time: the bound of what is held in memory.
const RUN_BYTES: usize = 32 << 20;

/// The file of a segment's words.
pub(in super::super) fn words_file(segment: &str) -> String {
    format!("{segment}.words")
}

/// The file of the words of a segment's deleted documents, where it has any.
pub(super) fn deleted_file(segment: &str) -> String {
    format!("{segment}.deleted-words")
}

/// The segment that a file of words belongs to; `None` for another file.
pub(in super::super) fn segment_of(file_name: &str) -> Option<&str> {
    let (segment, ending) = file_name.rsplit_once('.')?;
    matches!(ending, "words" | "deleted-words").then_some(segment)
}

/// Writes the words of a segment's documents, each with how often one of its fields
/// holds it, as a stem or as a morpheme.
pub(super) fn write_segment(
    reader: &SegmentReader,
    schema: &IndexSchema,
    folder: &Path,
) -> anyhow::Result<()> {
    let segment = reader.segment_id().uuid_string();
    let path = folder.join(words_file(&segment));
    let mut runs = Runs::new(&path);
    for_each_word(reader, schema, |word, count| runs.add(word, count))?;
    runs.finish()
}

/// Calls `found` with each word of the segment's living documents, in order.
fn for_each_word(
    reader: &SegmentReader,
    schema: &IndexSchema,
    mut found: impl FnMut(&str, u64) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut indexes = Vec::new();
    for text in &schema.text {
        for view in VIEWS {
            indexes.push(reader.inverted_index(text.view(view))?);
        }
    }
    let mut streams: Vec<TermStreamer<'_>> = Vec::new();
    for index in &indexes {
        streams.push(index.terms().stream()?);
    }
    // The streams are of fields of one segment here, and not of segments.
    let mut merged = TermMerger::new(streams);
    while merged.advance() {
        let Ok(word) = std::str::from_utf8(merged.key()) else {
            continue;
        };
        if !keys::is_word(word) {
            continue;
        }
        let mut count = 0;
        for (place, info) in merged.current_segment_ords_and_term_infos() {
            count += if reader.has_deletes() {
                let record = IndexRecordOption::Basic;
                living(
                    indexes[place].read_postings_from_terminfo(&info, record)?,
                    reader,
                )
            } else {
                u64::from(info.doc_freq)
            };
        }
        if count > 0 {
            found(word, count)?;
        }
    }
    Ok(())
}

fn living(mut postings: impl DocSet, reader: &SegmentReader) -> u64 {
    let mut count = 0;
    while postings.doc() != TERMINATED {
        count += u64::from(!reader.is_deleted(postings.doc()));
        postings.advance();
    }
    count
}

/// The words of documents that are deleted from one segment.
#[derive(Debug, Default)]
pub(in super::super) struct DeletedWords {
    counts: BTreeMap<String, u64>,
}

impl DeletedWords {
    /// Counts the words of a document as the segment did when it was indexed.
    pub(in super::super) fn add(
        &mut self,
        document: &Document,
        analyzer: &Analyzer,
        scratch: &mut Scratch,
    ) {
        let mut held: BTreeMap<_, std::collections::BTreeSet<String>> = BTreeMap::new();
        for (part, text) in searched_texts(document) {
            let stems = analyzer.stems(text, scratch).into_iter();
            let stems = stems.map(|stem| (View::Stems, stem.text));
            let tokens = analyzer.tokens(text, scratch).into_iter();
            let tokens = tokens.map(|token| (View::Morphemes, token.text));
            for (view, word) in stems.chain(tokens) {
                held.entry((part, view)).or_default().insert(word);
            }
        }
        for word in held.into_values().flatten() {
            if keys::is_word(&word) {
                *self.counts.entry(word).or_default() += 1;
            }
        }
    }

    /// Writes them with those that were deleted before.
    pub(in super::super) fn write(self, segment: &str, folder: &Path) -> anyhow::Result<()> {
        let path = folder.join(deleted_file(segment));
        let mut sums: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        if path.exists() {
            let before = open(&path)?;
            let mut stream = before.stream();
            while let Some((key, count)) = stream.next() {
                sums.insert(key.to_vec(), count);
            }
        }
        for (word, count) in &self.counts {
            for key in keys::keys(word) {
                *sums.entry(key).or_default() += count;
            }
        }
        let map = Map::from_iter(sums).context(messages::index::cannot_sort())?;
        write_synced(&path, map.as_fst().as_bytes())
    }
}

/// Words with their counts, in a file that is mapped: what a search does not touch is not
/// held in memory.
pub(super) type WordMap = Map<OwnedBytes>;

/// Opens a file of words.
pub(super) fn open(path: &Path) -> anyhow::Result<WordMap> {
    Map::new(mapped(path)?).with_context(|| messages::index::is_damaged(&path.display()))
}

/// The file of words at `path`, verified as it is read; `None` where there are no sums of it.
pub(super) fn verified(path: &Path, sums: &BlockSums) -> anyhow::Result<Option<VerifiedFile>> {
    let name = path.file_name().map_or(path, Path::new);
    let file: Arc<dyn FileHandle> = Arc::new(mapped(path)?);
    Ok(sums.verified(name, &file)?)
}

/// The bytes of a file, of which those are read that are touched.
fn mapped(path: &Path) -> anyhow::Result<OwnedBytes> {
    let cannot = || messages::index::cannot_read(&path.display());
    let (folder, name) = (path.parent(), path.file_name());
    let (folder, name) = folder.zip(name).with_context(cannot)?;
    let there = fs::symlink_metadata(path).with_context(cannot)?;
    regular_file::check_kind(&there).with_context(cannot)?;
    let directory = MmapDirectory::open(folder).with_context(cannot)?;
    let file = directory.open_read(Path::new(name)).with_context(cannot)?;
    file.read_bytes().with_context(cannot)
}

/// The same words, where they were never written to a file.
#[cfg(test)]
pub(super) fn in_memory(words: Map<Vec<u8>>) -> WordMap {
    let mapped = words.map_data(OwnedBytes::new);
    mapped.expect("the bytes are those of a map")
}

/// Sorts keys that are more than fit into memory: in runs, which are put together at
/// the end.
struct Runs<'p> {
    path: &'p Path,
    run: Vec<(Vec<u8>, u64)>,
    run_bytes: usize,
    written: Vec<PathBuf>,
}

impl<'p> Runs<'p> {
    fn new(path: &'p Path) -> Self {
        Runs {
            path,
            run: Vec::new(),
            run_bytes: 0,
            written: Vec::new(),
        }
    }

    fn add(&mut self, word: &str, count: u64) -> anyhow::Result<()> {
        for key in keys::keys(word) {
            self.run_bytes += key.len() + size_of::<(Vec<u8>, u64)>();
            self.run.push((key, count));
        }
        if self.run_bytes >= RUN_BYTES {
            let path = self
                .path
                .with_extension(format!("run-{}", self.written.len()));
            self.write_run(&path)?;
            self.written.push(path);
        }
        Ok(())
    }

    fn write_run(&mut self, path: &Path) -> anyhow::Result<()> {
        self.run.sort_unstable();
        let run = std::mem::take(&mut self.run);
        self.run_bytes = 0;
        let entries = run.iter().map(|(key, count)| (key.as_slice(), *count));
        write_map(path, entries)
    }

    fn finish(mut self) -> anyhow::Result<()> {
        let path = self.path;
        if self.written.is_empty() {
            return self.write_run(path);
        }
        let last = path.with_extension(format!("run-{}", self.written.len()));
        self.write_run(&last)?;
        self.written.push(last);
        let maps: Vec<WordMap> = self
            .written
            .iter()
            .map(|path| open(path))
            .collect::<anyhow::Result<_>>()?;
        // A word is in one run only, so that no key stands twice.
        let mut union = maps.iter().collect::<OpBuilder<'_>>().union();
        let mut builder = Builder::new(path)?;
        while let Some((key, counts)) = union.next() {
            let count = counts.iter().map(|count| count.value).sum();
            builder.insert(key, count)?;
        }
        builder.finish()?;
        for path in &self.written {
            fs::remove_file(path)
                .with_context(|| messages::index::cannot_remove(&path.display()))?;
        }
        Ok(())
    }
}

fn write_map<'a>(
    path: &Path,
    entries: impl Iterator<Item = (&'a [u8], u64)>,
) -> anyhow::Result<()> {
    let mut builder = Builder::new(path)?;
    for (key, count) in entries {
        builder.insert(key, count)?;
    }
    builder.finish()
}

/// Writes a map to a new file as its keys come.
struct Builder<'p> {
    path: &'p Path,
    builder: MapBuilder<BufWriter<File>>,
}

impl<'p> Builder<'p> {
    fn new(path: &'p Path) -> anyhow::Result<Self> {
        let cannot = || messages::index::cannot_write(&path.display());
        let file = File::create_new(path).with_context(cannot)?;
        let builder = MapBuilder::new(BufWriter::new(file)).with_context(cannot)?;
        Ok(Builder { path, builder })
    }

    fn insert(&mut self, key: &[u8], count: u64) -> anyhow::Result<()> {
        let inserted = self.builder.insert(key, count);
        inserted.with_context(|| messages::index::cannot_write(&self.path.display()))
    }

    fn finish(self) -> anyhow::Result<()> {
        let path = self.path;
        let finish = || {
            let mut file = self.builder.into_inner()?;
            file.flush()?;
            file.get_ref().sync_all()?;
            Ok::<(), fst::Error>(())
        };
        finish().with_context(|| messages::index::cannot_write(&path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_give_what_one_sorting_gives() {
        let folder = tempfile::tempdir().unwrap();
        let words: Vec<String> = (0..500).map(|number| format!("낱말{number}")).collect();
        let (whole, parted) = (folder.path().join("a.words"), folder.path().join("b.words"));
        let mut one = Runs::new(&whole);
        let mut many = Runs::new(&parted);
        for (number, word) in (1..).zip(&words) {
            one.add(word, number).unwrap();
            many.add(word, number).unwrap();
            if number % 100 == 0 {
                many.run_bytes = RUN_BYTES;
            }
        }
        one.finish().unwrap();
        many.finish().unwrap();
        assert_eq!(
            std::fs::read(whole).unwrap(),
            std::fs::read(parted).unwrap()
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
