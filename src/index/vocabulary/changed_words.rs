//! The words of an index that another engine keeps: one file, made of the one before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::Context;
use fst::{MapBuilder, Streamer};

use super::keys;
use super::segment_words;
use crate::index::rows::row::Row;
use crate::index::segments::schema::IndexSchema;
use crate::language::messages;

/// The file of all words of a generation.
pub(crate) const WORDS_FILE: &str = "words";

/// How the counts of words change by documents that come and go.
#[derive(Debug, Default)]
pub(crate) struct WordChanges {
    counts: HashMap<String, i64>,
}

impl WordChanges {
    /// Counts the words of a document that comes.
    ///
    /// # Errors
    ///
    /// Where the row is not what was written.
    pub(crate) fn add(&mut self, row: &Row, schema: &IndexSchema) -> anyhow::Result<()> {
        self.add_words(WordChanges::words_of(row, schema)?);
        Ok(())
    }

    /// The same of the words of a row, each once for each field that holds it.
    pub(crate) fn add_words(&mut self, words: Vec<String>) {
        self.count(words, 1);
    }

    /// Takes off those of a document that goes.
    ///
    /// # Errors
    ///
    /// Where the row is not what was written.
    pub(crate) fn remove(&mut self, row: &Row, schema: &IndexSchema) -> anyhow::Result<()> {
        self.count(WordChanges::words_of(row, schema)?, -1);
        Ok(())
    }

    /// The words of a row, each once for each field that holds it.
    ///
    /// # Errors
    ///
    /// Where the row is not what was written.
    pub(crate) fn words_of(row: &Row, schema: &IndexSchema) -> anyhow::Result<Vec<String>> {
        let mut all = Vec::new();
        for words in row.words(schema)? {
            let words: HashSet<String> = words.into_iter().collect();
            all.extend(words.into_iter().filter(|word| keys::is_word(word)));
        }
        Ok(all)
    }

    fn count(&mut self, words: Vec<String>, by: i64) {
        for word in words {
            *self.counts.entry(word).or_default() += by;
        }
    }

    /// The words of the file `before`, or none, with the changes, as a file holds them.
    ///
    /// # Errors
    ///
    /// Where that cannot be read.
    pub(crate) fn applied(self, before: Option<&Path>) -> anyhow::Result<Vec<u8>> {
        let mut changes: BTreeMap<Vec<u8>, i64> = BTreeMap::new();
        for (word, count) in self.counts.into_iter().filter(|(_, count)| *count != 0) {
            for key in keys::keys(&word) {
                *changes.entry(key).or_default() += count;
            }
        }
        let cannot = || messages::index::cannot_sort();
        let mut builder = MapBuilder::memory();
        let mut insert = |key: &[u8], count: i64| match u64::try_from(count) {
            Ok(count) if count > 0 => builder.insert(key, count),
            _ => Ok(()),
        };
        let mut changes = changes.into_iter().peekable();
        if let Some(before) = before {
            let before = segment_words::open(before)?;
            let mut stream = before.stream();
            while let Some((key, count)) = stream.next() {
                while let Some((new, count)) = changes.next_if(|(new, _)| new.as_slice() < key) {
                    insert(&new, count).with_context(cannot)?;
                }
                let change = changes.next_if(|(new, _)| new.as_slice() == key);
                let change = change.map_or(0, |(_, change)| change);
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                insert(key, count.saturating_add(change)).with_context(cannot)?;
            }
        }
        for (key, count) in changes {
            insert(&key, count).with_context(cannot)?;
        }
        builder.into_inner().with_context(cannot)
    }
}
