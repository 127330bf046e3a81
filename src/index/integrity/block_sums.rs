//! Checksums of the blocks of a segment's files, by which a search verifies what it
//! reads, and only that.
//!
//! A byte that the disk changed without a trace would else give a wrong answer, or a
//! short one. A whole index cannot be read at each search; the blocks that it touches
//! cost microseconds. The sums of a segment are a file of their own, made once.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fmt, io};

use anyhow::{Context, bail};
use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

use super::index_damaged::IndexDamaged;
use crate::index::synced::write_synced;
use crate::language::messages;
use crate::regular_file;

/// How many bytes one sum is of: about what reading a list of postings needs anyway.
const BLOCK_BYTES: usize = 16 << 10;

/// The sums of a segment of four terabytes; there is none larger.
const LARGEST_SUMS_BYTES: u64 = 1 << 30;

/// tantivy asks for a dictionary of terms whole where it reads a few bytes of it. One that is
/// larger than this is not verified then, but by [`Dictionaries`] as it is touched.
///
/// [`Dictionaries`]: crate::index::segments::dictionaries::Dictionaries
const LARGEST_DICTIONARY_BYTES: usize = 32 << 10;

/// More than a node of a transducer with a transition for every byte takes. It lies before its
/// address.
const LONGEST_NODE_BYTES: usize = 4_700;

/// The endings of a segment's files that are read in parts.
const ENDINGS: [&str; 7] = ["idx", "pos", "term", "store", "fast", "fieldnorm", "words"];

/// The ending of a file of dictionaries.
const DICTIONARY_ENDING: &str = "term";

/// The ending of a segment's sums.
const SUMS_ENDING: &str = "sums";

/// The file of a segment's sums.
pub(in crate::index) fn sums_file(segment: &str) -> String {
    format!("{segment}.{SUMS_ENDING}")
}

/// Whether a file of that name holds the sums of a segment.
pub(in crate::index) fn is_sums(file_name: &str) -> bool {
    ending(file_name) == Some(SUMS_ENDING)
}

/// Whether what is read of a file of that name is verified by sums.
pub(in crate::index) fn has_sums(file_name: &str) -> bool {
    ending(file_name).is_some_and(|ending| ENDINGS.contains(&ending))
}

fn ending(file_name: &str) -> Option<&str> {
    file_name.rsplit_once('.').map(|(_, ending)| ending)
}

/// The sums of files, by their names.
#[derive(Clone, Default)]
pub(crate) struct BlockSums {
    files: HashMap<String, Arc<[u32]>>,
}

impl BlockSums {
    /// Reads the sums of every segment in a generation's folder.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are not what [`write()`] made.
    pub(in crate::index) fn read<'a>(
        generation: &Path,
        file_names: impl Iterator<Item = &'a str>,
    ) -> anyhow::Result<Self> {
        let mut files = HashMap::new();
        for name in file_names.filter(|name| is_sums(name)) {
            let path = generation.join(name);
            let bytes = regular_file::read_itself(&path, LARGEST_SUMS_BYTES)
                .with_context(|| messages::index::cannot_read(&path.display()))?;
            let segment = name.split('.').next().unwrap_or_default();
            let parsed = parse(&bytes, segment);
            files.extend(parsed.with_context(|| messages::index::is_damaged(&path.display()))?);
        }
        Ok(BlockSums { files })
    }

    /// The file, verified as it is read, where there are sums of it.
    pub(in crate::index) fn verifying(
        &self,
        path: &Path,
        file: Arc<dyn FileHandle>,
    ) -> io::Result<Arc<dyn FileHandle>> {
        Ok(match self.verified(path, &file)? {
            Some(verified) => Arc::new(verified),
            None => file,
        })
    }

    /// The same; `None` where there are no sums of it.
    pub(in crate::index) fn verified(
        &self,
        path: &Path,
        file: &Arc<dyn FileHandle>,
    ) -> io::Result<Option<VerifiedFile>> {
        let name = path.to_string_lossy();
        let Some(sums) = self.files.get(name.as_ref()) else {
            return Ok(None);
        };
        let bytes = file.read_bytes(0..file.len())?;
        Ok(Some(VerifiedFile {
            believed_bytes: if ending(&name) == Some(DICTIONARY_ENDING) {
                LARGEST_DICTIONARY_BYTES
            } else {
                usize::MAX
            },
            name: name.into_owned(),
            verified: sums.iter().step_by(64).map(|_| AtomicU64::new(0)).collect(),
            sums: Arc::clone(sums),
            bytes,
        }))
    }
}

/// Writes the sums of a segment, whose files are whole.
pub(in crate::index) fn write(generation: &Path, segment: &str) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    for ending in ENDINGS {
        let path = generation.join(format!("{segment}.{ending}"));
        if !path.exists() {
            continue;
        }
        let summed = File::open(&path).and_then(sums_of);
        let sums = summed.with_context(|| messages::index::cannot_read(&path.display()))?;
        let count = u32::try_from(sums.len()).context(messages::index::file_too_large())?;
        bytes.extend([u8::try_from(ending.len())?]);
        bytes.extend(ending.bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(sums.into_iter().flat_map(u32::to_le_bytes));
    }
    write_synced(&generation.join(sums_file(segment)), &bytes)
}

/// The sum of each block of a file.
fn sums_of(mut file: impl Read) -> io::Result<Vec<u32>> {
    let mut sums = Vec::new();
    let mut block = Vec::with_capacity(BLOCK_BYTES);
    loop {
        block.clear();
        file.by_ref()
            .take(BLOCK_BYTES as u64)
            .read_to_end(&mut block)?;
        if block.is_empty() {
            return Ok(sums);
        }
        sums.push(crc32fast::hash(&block));
    }
}

/// For each file of the segment its name and sums.
fn parse(mut bytes: &[u8], segment: &str) -> anyhow::Result<Vec<(String, Arc<[u32]>)>> {
    let mut files = Vec::new();
    let mut take = |length: usize| match bytes.split_at_checked(length) {
        Some((taken, rest)) => {
            bytes = rest;
            Ok((taken, rest.is_empty()))
        }
        None => bail!(messages::index::cut_short()),
    };
    loop {
        let (length, _) = take(1)?;
        let (ending, _) = take(usize::from(length[0]))?;
        let ending = std::str::from_utf8(ending)?;
        let (count, _) = take(4)?;
        let count = u32::from_le_bytes(count.try_into()?) as usize;
        let (sums, is_last) = take(count * 4)?;
        let (sums, _) = sums.as_chunks::<4>();
        let sums = sums.iter().map(|sum| u32::from_le_bytes(*sum)).collect();
        files.push((format!("{segment}.{ending}"), sums));
        if is_last {
            return Ok(files);
        }
    }
}

/// A file of which every block is verified when it is first read.
pub(in crate::index) struct VerifiedFile {
    name: String,
    bytes: OwnedBytes,
    sums: Arc<[u32]>,
    /// A bit for each block that was verified.
    verified: Box<[AtomicU64]>,
    /// Longer ranges are handed out as they are.
    believed_bytes: usize,
}

impl fmt::Debug for VerifiedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedFile({})", self.name)
    }
}

impl HasLen for VerifiedFile {
    fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl FileHandle for VerifiedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.len() <= self.believed_bytes || range.end > self.bytes.len() {
            self.verify(&range)?;
        }
        Ok(self.bytes.slice(range))
    }
}

impl VerifiedFile {
    /// All bytes, to be read only where they were verified.
    pub(in crate::index) fn bytes(&self) -> &OwnedBytes {
        &self.bytes
    }

    /// Verifies the blocks that `range` touches, but those that were verified before.
    pub(in crate::index) fn verify(&self, range: &Range<usize>) -> io::Result<()> {
        let is_inside = range.start <= range.end && range.end <= self.bytes.len();
        if !is_inside {
            // What is asked for comes of other bytes that are wrong.
            return Err(self.changed());
        }
        if range.is_empty() {
            return Ok(());
        }
        for block in range.start / BLOCK_BYTES..=(range.end - 1) / BLOCK_BYTES {
            let (word, bit) = (&self.verified[block / 64], 1 << (block % 64));
            if word.load(Ordering::Relaxed) & bit != 0 {
                continue;
            }
            let from = block * BLOCK_BYTES;
            let to = self.bytes.len().min(from + BLOCK_BYTES);
            if self.sums.get(block) != Some(&crc32fast::hash(&self.bytes[from..to])) {
                return Err(self.changed());
            }
            word.fetch_or(bit, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Verifies the node at an address of a transducer that begins at the byte `start`.
    pub(in crate::index) fn verify_node(&self, start: usize, address: usize) -> io::Result<()> {
        let first = address.saturating_sub(LONGEST_NODE_BYTES);
        self.verify(&(start + first..start + address + 1))
    }

    /// That what was read is not what was written.
    pub(in crate::index) fn changed(&self) -> io::Error {
        let what = messages::index::content_changed(&self.name);
        io::Error::new(io::ErrorKind::InvalidData, IndexDamaged::new(what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// The file of a segment with this content, as it is after `change`.
    fn opened(ending: &str, content: &[u8], change: impl Fn(&mut Vec<u8>)) -> Arc<dyn FileHandle> {
        let folder = tempfile::tempdir().unwrap();
        let name = format!("a.{ending}");
        fs::write(folder.path().join(&name), content).unwrap();
        write(folder.path(), "a").unwrap();
        let sums = BlockSums::read(folder.path(), ["a.sums", &name].into_iter()).unwrap();
        let mut changed = content.to_vec();
        change(&mut changed);
        let file: Arc<dyn FileHandle> = Arc::new(OwnedBytes::new(changed));
        sums.verifying(Path::new(&name), file).unwrap()
    }

    fn content() -> Vec<u8> {
        (0..200_000u32).map(|at| (at % 251) as u8).collect()
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let content = content();
        let file = opened("idx", &content, |_| {});
        for range in [
            0..1,
            0..content.len(),
            16_383..16_385,
            199_999..200_000,
            5..5,
        ] {
            let read = file.read_bytes(range.clone()).unwrap();
            assert_eq!(read.as_slice(), &content[range]);
        }
        assert!(file.read_bytes(0..200_001).is_err());
    }

    #[test]
    fn a_changed_byte_is_told_where_its_block_is_read() {
        for at in [0, 16_384, 100_000, 199_999] {
            let file = opened("pos", &content(), |bytes| bytes[at] ^= 1);
            let error = file.read_bytes(at..at + 1).unwrap_err();
            assert!(error.to_string().contains("a.pos has changed"), "{error}");
            let elsewhere = if at < 100_000 { 150_000 } else { 50_000 };
            assert!(file.read_bytes(elsewhere..elsewhere + 9).is_ok());
            // Asked once more it is as wrong.
            assert!(file.read_bytes(at..at + 1).is_err());
        }
        let file = opened("fast", &content(), |bytes| bytes.truncate(199_000));
        assert!(file.read_bytes(198_000..198_001).is_err());
    }

    #[test]
    fn only_large_dictionaries_are_handed_out_as_they_are() {
        let large = vec![7; LARGEST_DICTIONARY_BYTES + 1];
        let change = |bytes: &mut Vec<u8>| bytes[9] = 8;
        let dictionary = opened("term", &large, change);
        assert!(dictionary.read_bytes(0..large.len()).is_ok());
        assert!(dictionary.read_bytes(0..large.len() - 1).is_err());
        assert!(
            opened("store", &large, change)
                .read_bytes(0..large.len())
                .is_err()
        );
    }

    #[test]
    fn sums_cut_short_are_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.idx"), content()).unwrap();
        write(folder.path(), "a").unwrap();
        let good = fs::read(folder.path().join("a.sums")).unwrap();
        for length in 0..good.len() {
            assert!(parse(&good[..length], "a").is_err(), "{length}");
        }
        assert_eq!(parse(&good, "a").unwrap().len(), 1);
    }
}
