//! The words that begin with some letters, of which no more is read than what they lie in.
//!
//! A file of words is as large as the lists of a corpus's terms. Whoever asks what goes on behind
//! a beginning touches a few nodes of it, and these are verified by the sums of their blocks
//! before they are followed.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use fst::raw::{Fst, Node};
use tantivy::Searcher;
use tantivy::directory::OwnedBytes;

use super::segment_words::{self, WordMap};
use super::{MostFrequent, VocabularyWord, beginning_of_key, keys, most_frequent_first};
use crate::index::integrity::block_sums::{BlockSums, VerifiedFile};

/// What stands behind the last node: the number of keys, the first node's place and a checksum.
const END_BYTES: usize = 20;

/// What stands before the first node: the version and the kind.
const START_BYTES: usize = 16;

/// Of more nodes the whole files are read, in their order.
const MOST_NODES: usize = 100_000;

/// The words of an index, verified as they are touched.
pub(in crate::index) struct WordBeginnings {
    segments: Vec<VerifiedWords>,
}

struct VerifiedWords {
    words: Fst<OwnedBytes>,
    file: VerifiedFile,
    /// Those of its deleted documents, which are verified whole before.
    deleted: Option<WordMap>,
}

impl WordBeginnings {
    /// Opens the words of a generation; `None` where there are no sums of some of them.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are damaged. The files of the words of deleted documents are
    /// believed.
    pub(in crate::index) fn open(
        searcher: &Searcher,
        generation: &Path,
        sums: &BlockSums,
    ) -> anyhow::Result<Option<Self>> {
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let segment = reader.segment_id().uuid_string();
            let path = generation.join(segment_words::words_file(&segment));
            let Some(file) = segment_words::verified(&path, sums)? else {
                return Ok(None);
            };
            let mut words = VerifiedWords::open(file)?;
            let deleted = generation.join(segment_words::deleted_file(&segment));
            if reader.has_deletes() && deleted.exists() {
                words.deleted = Some(segment_words::open(&deleted)?);
            }
            segments.push(words);
        }
        Ok(Some(WordBeginnings { segments }))
    }

    /// The words that begin with the letters (keys) of `word`, the most frequent first, as
    /// [`Vocabulary::beginning_with`] gives them; `None` where they are so many that reading all
    /// costs less.
    ///
    /// # Errors
    ///
    /// Where what it reads has changed.
    ///
    /// [`Vocabulary::beginning_with`]: super::Vocabulary::beginning_with
    pub(in crate::index) fn beginning_with(
        &self,
        word: &str,
    ) -> io::Result<Option<Vec<VocabularyWord>>> {
        let prefix = beginning_of_key(word);
        // How many fields hold each, and how many of those are gone.
        let mut counts: BTreeMap<Vec<u8>, [u64; 2]> = BTreeMap::new();
        let mut nodes = 0;
        for segment in &self.segments {
            let walked = segment.walk(&prefix, &mut nodes, |key, count| {
                counts.entry(key.to_owned()).or_default()[0] += count;
            })?;
            if walked.is_break() {
                return Ok(None);
            }
        }
        for deleted in self.segments.iter().filter_map(|one| one.deleted.as_ref()) {
            for (key, [_, gone]) in &mut counts {
                *gone += deleted.get(key).unwrap_or(0);
            }
        }
        let mut words = MostFrequent::default();
        for (key, [held, gone]) in &counts {
            let count = held.saturating_sub(*gone);
            if count >= words.least
                && let Some((_, text)) = keys::parts(key)
            {
                words.push(VocabularyWord {
                    text: text.to_owned(),
                    count,
                    distance: 0,
                });
            }
        }
        let mut words = words.into_words();
        words.sort_by(most_frequent_first);
        Ok(Some(words))
    }
}

impl VerifiedWords {
    fn open(file: VerifiedFile) -> io::Result<Self> {
        let size = file.bytes().len();
        let end = size.checked_sub(END_BYTES);
        let end = end.filter(|end| *end > START_BYTES);
        let end = end.ok_or_else(|| file.changed())?;
        file.verify(&(0..START_BYTES))?;
        file.verify(&(end..size))?;
        // Where all keys begin is the last node.
        file.verify_node(0, end - 1)?;
        let words = Fst::new(file.bytes().clone()).map_err(|_| file.changed())?;
        Ok(VerifiedWords {
            words,
            file,
            deleted: None,
        })
    }

    /// Calls `found` with each key that begins with `prefix`, in order, and its value. Breaks off
    /// where these take too many nodes, `nodes` of which were walked before.
    fn walk(
        &self,
        prefix: &[u8],
        nodes: &mut usize,
        mut found: impl FnMut(&[u8], u64),
    ) -> io::Result<ControlFlow<()>> {
        let mut node = self.words.root();
        let mut value = 0;
        for byte in prefix {
            let Some(next) = node.find_input(*byte) else {
                return Ok(ControlFlow::Continue(()));
            };
            let transition = node.transition(next);
            value += transition.out.value();
            node = self.node(transition.addr)?;
        }
        let mut key = prefix.to_owned();
        // The nodes on the way, each with its value and the transition that is next.
        let mut way = vec![(node, value, 0)];
        while let Some((node, value, next)) = way.last_mut() {
            if *next == 0 {
                *nodes += 1;
                if *nodes > MOST_NODES {
                    return Ok(ControlFlow::Break(()));
                }
                if node.is_final() {
                    found(&key, *value + node.final_output().value());
                }
            }
            if *next == node.len() {
                way.pop();
                if way.is_empty() {
                    break;
                }
                key.pop();
                continue;
            }
            let transition = node.transition(*next);
            let value = *value + transition.out.value();
            *next += 1;
            key.push(transition.inp);
            let node = self.node(transition.addr)?;
            way.push((node, value, 0));
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The node at an address, verified.
    fn node(&self, address: usize) -> io::Result<Node<'_>> {
        self.file.verify_node(0, address)?;
        Ok(self.words.node(address))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;
    use crate::index::integrity::block_sums;
    use fst::MapBuilder;
    use proptest::prelude::*;
    use std::fs;

    /// Words in the file of a segment of this name, and their sums.
    fn written<'a>(folder: &Path, segment: &str, words: impl Iterator<Item = (&'a str, u64)>) {
        let of_word = |(word, count)| keys::keys(word).into_iter().map(move |key| (key, count));
        let entries: BTreeMap<Vec<u8>, u64> = words.flat_map(of_word).collect();
        let mut builder = MapBuilder::memory();
        builder.extend_iter(entries).unwrap();
        let path = folder.join(segment_words::words_file(segment));
        fs::write(path, builder.into_inner().unwrap()).unwrap();
        block_sums::write(folder, segment).unwrap();
    }

    fn opened(folder: &Path, segments: &[&str]) -> io::Result<WordBeginnings> {
        let names: Vec<String> = segments
            .iter()
            .map(|segment| block_sums::sums_file(segment))
            .collect();
        let sums = BlockSums::read(folder, names.iter().map(String::as_str)).unwrap();
        let segments = segments.iter().map(|segment| {
            let path = folder.join(segment_words::words_file(segment));
            let file = segment_words::verified(&path, &sums).unwrap().unwrap();
            VerifiedWords::open(file)
        });
        let segments = segments.collect::<io::Result<_>>()?;
        Ok(WordBeginnings { segments })
    }

    fn whole(folder: &Path, segments: &[&str]) -> Vocabulary {
        let segments = segments.iter().map(|segment| super::super::SegmentWords {
            words: segment_words::open(&folder.join(segment_words::words_file(segment))).unwrap(),
            deleted: None,
        });
        Vocabulary::of(segments.collect())
    }

    fn many() -> Vec<String> {
        let syllables = ["가", "나", "다람", "리", "마법", "각", "기업", "날"];
        let pairs = (0..20_000).map(|number: usize| {
            let at = |power: u32| syllables[number / 8_usize.pow(power) % 8];
            format!("{}{}{}{}{}", at(0), at(1), at(2), at(3), at(4))
        });
        pairs.collect()
    }

    #[test]
    fn damage_is_told_or_the_words_are_those_that_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let words = many();
        let counted = words.iter().zip(1..);
        written(
            folder,
            "a",
            counted.map(|(word, count)| (word.as_str(), count)),
        );
        let prefixes = ["가나다람", "기업가", "날날날날날", "각ㄱ", "없는"];
        let vocabulary = whole(folder, &["a"]);
        let expected = prefixes.map(|prefix| vocabulary.beginning_with(prefix));
        assert!(expected[0].len() > 1 && expected[4].is_empty());
        let path = folder.join(segment_words::words_file("a"));
        let bytes = fs::read(&path).unwrap();
        assert!(bytes.len() > 100 << 10, "{}", bytes.len());
        let (mut told, mut right) = (0, 0);
        for at in (0..bytes.len()).step_by(499) {
            let mut changed = bytes.clone();
            changed[at] ^= 4;
            // A new file, since the old one may be mapped.
            fs::remove_file(&path).unwrap();
            fs::write(&path, &changed).unwrap();
            let Ok(beginnings) = opened(folder, &["a"]) else {
                told += 1;
                continue;
            };
            for (prefix, expected) in prefixes.iter().zip(&expected) {
                match beginnings.beginning_with(prefix) {
                    Ok(words) => {
                        assert_eq!(
                            words.as_ref(),
                            Some(expected),
                            "{prefix}, byte {at} changed"
                        );
                        right += 1;
                    }
                    Err(error) => {
                        assert!(error.to_string().contains("has changed"), "{error}");
                        told += 1;
                    }
                }
            }
        }
        // Most of the file is not touched.
        assert!(told > 0 && right > told, "{told} told, {right} right");
    }

    #[test]
    fn too_many_words_are_left_to_a_reading_of_all() {
        let folder = tempfile::tempdir().unwrap();
        let words: Vec<String> = (0..MOST_NODES)
            .map(|number| format!("가{number}"))
            .collect();
        let counted = words.iter().map(|word| (word.as_str(), 1));
        written(folder.path(), "a", counted);
        let beginnings = opened(folder.path(), &["a"]).unwrap();
        assert_eq!(beginnings.beginning_with("가").unwrap(), None);
        assert_eq!(
            beginnings.beginning_with("가77").unwrap().unwrap().len(),
            1_111
        );
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_the_whole_vocabulary(
            one in prop::collection::btree_map("[가각나난a]{2,4}", 1u64..9, 1..40),
            other in prop::collection::btree_map("[가각나난a]{2,4}", 1u64..9, 1..40),
            prefix in "[가각나ㄱㄴa]{1,3}",
        ) {
            let folder = tempfile::tempdir().unwrap();
            for (segment, words) in [("a", &one), ("b", &other)] {
                let words = words.iter().map(|(word, count)| (word.as_str(), *count));
                written(folder.path(), segment, words);
            }
            let beginnings = opened(folder.path(), &["a", "b"]).unwrap();
            let expected = whole(folder.path(), &["a", "b"]).beginning_with(&prefix);
            prop_assert_eq!(beginnings.beginning_with(&prefix).unwrap(), Some(expected));
        }
    }
}
