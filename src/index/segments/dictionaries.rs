//! Looking terms up in the dictionaries of segments, verified as they are touched.
//!
//! tantivy takes the dictionary of a field whole, and so a search would read all of it to
//! believe a few bytes. Here the few nodes on a term's way through it are verified, by the
//! sums of their blocks, before they are followed. Postings are tantivy's.

use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tantivy::directory::{CompositeFile, FileSlice, OwnedBytes};
use tantivy::index::SegmentReader;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, Schema};
use tantivy::{HasLen, Term};
use tantivy_fst::raw::Fst;

use super::read_only::ReadOnlyDirectory;
use crate::index::integrity::block_sums::VerifiedFile;

/// Behind a field's dictionary: the bytes of its values, and two numbers that tell its kind.
const FOOTER_BYTES: usize = 16;

/// What stands before the first node and behind the last.
const FST_ENDS_BYTES: usize = 16;

/// More than a node with a transition for every byte takes.
const LONGEST_NODE_BYTES: usize = 4_700;

/// Before the values: the bytes of the blocks' heads, and the count of terms.
const VALUES_HEAD_BYTES: usize = 16;

/// So many terms share a block of values.
const BLOCK_TERMS: usize = 256;

/// The head of a block: where it starts, its first value, and three widths in bits.
const BLOCK_HEAD_BYTES: usize = 8 + 28 + 3;

/// The dictionaries of one segment.
pub(in crate::index) struct Dictionaries {
    file: Arc<VerifiedFile>,
    fields: CompositeFile,
    /// By the fields' numbers, each opened when it is first asked for.
    opened: Box<[OnceLock<Option<Dictionary>>]>,
}

/// The dictionary of one field.
struct Dictionary {
    /// Where it begins in the file.
    start: usize,
    fst: Fst<OwnedBytes>,
    /// Where its values are in the file.
    values: Range<usize>,
}

impl Dictionaries {
    /// Those of the segment `reader`; `None` where there are no sums of them.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are damaged.
    pub(in crate::index) fn open(
        directory: &ReadOnlyDirectory,
        reader: &SegmentReader,
        schema: &Schema,
    ) -> io::Result<Option<Self>> {
        let name = format!("{}.term", reader.segment_id().uuid_string());
        let path = Path::new(&name);
        let inner = directory.unverified(path);
        let inner = inner.map_err(io::Error::other)?;
        let Some(file) = directory.sums().verified(path, &inner)? else {
            return Ok(None);
        };
        let file = Arc::new(file);
        let whole = FileSlice::new(Arc::clone(&file) as _);
        // Behind every file of tantivy's stand its version, the length of that, and a mark.
        let (rest, ends) = split_from_end(&whole, 8).ok_or_else(|| file.changed())?;
        let ends = ends.read_bytes()?;
        let version_bytes = u32::from_le_bytes([ends[0], ends[1], ends[2], ends[3]]);
        let body = split_from_end(&rest, version_bytes as usize);
        let (body, _) = body.ok_or_else(|| file.changed())?;
        let fields = CompositeFile::open(&body)?;
        let opened = schema.fields().map(|_| OnceLock::new()).collect();
        Ok(Some(Dictionaries {
            file,
            fields,
            opened,
        }))
    }

    /// The place of `text` among the terms of `field`, of which what tells it and its value
    /// is verified then; `None` where it is no term.
    ///
    /// # Errors
    ///
    /// Where what it reads has changed.
    pub(in crate::index) fn place_of(&self, field: Field, text: &str) -> io::Result<Option<u64>> {
        let opened = &self.opened[field.field_id() as usize];
        let dictionary = match opened.get() {
            Some(dictionary) => dictionary,
            None => {
                let dictionary = self.dictionary(field)?;
                opened.get_or_init(|| dictionary)
            }
        };
        let Some(dictionary) = dictionary else {
            return Ok(None);
        };
        let Some(place) = self.walk(dictionary, text.as_bytes())? else {
            return Ok(None);
        };
        self.verify_value(dictionary, place)?;
        Ok(Some(place))
    }

    /// Verifies all of a field's dictionary.
    ///
    /// # Errors
    ///
    /// Where it has changed.
    pub(in crate::index) fn verify(&self, field: Field) -> io::Result<()> {
        match self.range_of(field)? {
            Some(range) => self.file.verify(&range),
            None => Ok(()),
        }
    }

    /// Where a field's dictionary is in the file.
    fn range_of(&self, field: Field) -> io::Result<Option<Range<usize>>> {
        let Some(slice) = self.fields.open_read(field) else {
            return Ok(None);
        };
        // A slice does not tell its place; where its bytes lie does.
        let bytes = slice.read_bytes()?;
        let start = bytes.as_ptr() as usize - self.file.bytes().as_ptr() as usize;
        Ok(Some(start..start + bytes.len()))
    }

    fn dictionary(&self, field: Field) -> io::Result<Option<Dictionary>> {
        let Some(range) = self.range_of(field)? else {
            return Ok(None);
        };
        let footer = range.end.checked_sub(FOOTER_BYTES);
        let footer = footer.filter(|footer| *footer >= range.start);
        let footer = footer.ok_or_else(|| self.file.changed())?;
        let values_bytes = self.number(footer)?;
        let fst_end = footer.checked_sub(values_bytes);
        let fst_end = fst_end.filter(|end| *end >= range.start + 2 * FST_ENDS_BYTES);
        let fst_end = fst_end.ok_or_else(|| self.file.changed())?;
        self.file
            .verify(&(range.start..range.start + FST_ENDS_BYTES))?;
        self.file.verify(&(fst_end - FST_ENDS_BYTES..fst_end))?;
        let bytes = self.file.bytes().slice(range.start..fst_end);
        let fst = Fst::new(bytes).map_err(|_| self.file.changed())?;
        Ok(Some(Dictionary {
            start: range.start,
            fst,
            values: fst_end..footer,
        }))
    }

    fn walk(&self, dictionary: &Dictionary, key: &[u8]) -> io::Result<Option<u64>> {
        let Dictionary { start, fst, .. } = dictionary;
        // The root is the last node, right before what stands behind the nodes.
        let mut address = fst.size() - FST_ENDS_BYTES - 1;
        let verify = |address: usize| {
            let first = address.saturating_sub(LONGEST_NODE_BYTES);
            self.file.verify(&(start + first..start + address + 1))
        };
        verify(address)?;
        let mut node = fst.root();
        let mut place = 0;
        for byte in key {
            let Some(found) = node.find_input(*byte) else {
                return Ok(None);
            };
            let transition = node.transition(found);
            place += transition.out.value();
            address = transition.addr;
            verify(address)?;
            node = fst.node(address);
        }
        let place = place + node.final_output().value();
        Ok(node.is_final().then_some(place))
    }

    /// Verifies what tells a term's value.
    fn verify_value(&self, dictionary: &Dictionary, place: u64) -> io::Result<()> {
        let values = &dictionary.values;
        let heads = values.start + VALUES_HEAD_BYTES;
        let heads_bytes = self.number(values.start)?;
        let head = heads + place as usize / BLOCK_TERMS * BLOCK_HEAD_BYTES;
        if head + BLOCK_HEAD_BYTES > heads + heads_bytes {
            return Err(self.file.changed());
        }
        self.file.verify(&(head..head + BLOCK_HEAD_BYTES))?;
        let widths = &self.file.bytes()[head + BLOCK_HEAD_BYTES - 3..head + BLOCK_HEAD_BYTES];
        let bits: usize = widths.iter().map(|width| usize::from(*width)).sum();
        let block = heads + heads_bytes + self.number(head)?;
        // The last numbers are read as eight bytes, whatever their width.
        let end = block + (BLOCK_TERMS * bits).div_ceil(8) + 8;
        let end = end.min(values.end);
        if block > end {
            return Err(self.file.changed());
        }
        self.file.verify(&(block..end))
    }

    /// The number at a place of the file.
    fn number(&self, at: usize) -> io::Result<usize> {
        self.file.verify(&(at..at + 8))?;
        let bytes = self.file.bytes()[at..at + 8].try_into();
        let number = bytes.map(u64::from_le_bytes).ok();
        let number = number.and_then(|number| usize::try_from(number).ok());
        number.ok_or_else(|| self.file.changed())
    }
}

/// The last bytes of a file apart; `None` where it has fewer.
fn split_from_end(file: &FileSlice, bytes: usize) -> Option<(FileSlice, FileSlice)> {
    (bytes <= file.len()).then(|| file.clone().split_from_end(bytes))
}

/// The value of `text` among the terms of a field of one segment: where its list is.
///
/// # Errors
///
/// Where the dictionary cannot be read, or has changed.
pub(in crate::index) fn find(
    dictionaries: Option<&Dictionaries>,
    reader: &SegmentReader,
    field: Field,
    text: &str,
) -> anyhow::Result<Option<TermInfo>> {
    // tantivy follows the same way once more, over what was verified.
    if let Some(dictionaries) = dictionaries
        && dictionaries.place_of(field, text)?.is_none()
    {
        return Ok(None);
    }
    let term = Term::from_field_text(field, text);
    Ok(reader.inverted_index(field)?.get_term_info(&term)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::integrity::block_sums::{self, BlockSums};
    use tantivy::directory::MmapDirectory;
    use tantivy::schema::{STRING, Schema};
    use tantivy::{Index, TantivyDocument};

    fn text(number: usize) -> String {
        format!("낱말{:x}", number as u64 * 2_654_435_761 % (1 << 32))
    }

    /// An index of one segment, whose dictionary is longer than what is verified whole.
    fn made(folder: &Path) -> (Index, Field) {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", STRING);
        let index = Index::create_in_dir(folder, schema.build()).unwrap();
        let mut writer = index
            .writer_with_num_threads::<TantivyDocument>(1, 15_000_000)
            .unwrap();
        for number in 0..10_000 {
            let mut document = TantivyDocument::new();
            document.add_text(field, text(number));
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        writer.wait_merging_threads().unwrap();
        (index, field)
    }

    fn opened(folder: &Path, segment: &SegmentReader, schema: &Schema) -> io::Result<Dictionaries> {
        let sums = format!("{}.sums", segment.segment_id().uuid_string());
        let sums = BlockSums::read(folder, [sums.as_str()].into_iter()).unwrap();
        let directory = ReadOnlyDirectory::new(MmapDirectory::open(folder).unwrap(), folder, sums);
        Ok(Dictionaries::open(&directory, segment, schema)?.unwrap())
    }

    #[test]
    fn terms_are_found_as_tantivy_finds_them_or_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let (index, field) = made(folder);
        let searcher = index.reader().unwrap().searcher();
        let [segment] = searcher.segment_readers() else {
            panic!("one writer makes one segment");
        };
        let name = segment.segment_id().uuid_string();
        block_sums::write(folder, &name).unwrap();
        let inverted = segment.inverted_index(field).unwrap();
        let wanted: Vec<(String, Option<u64>)> = (0..12_000)
            .step_by(37)
            .map(text)
            .chain(["".to_owned(), "낱".to_owned(), "낱말000001".to_owned()])
            .map(|text| {
                let place = inverted.terms().term_ord(&text).unwrap();
                (text, place)
            })
            .collect();
        assert!(wanted.iter().any(|(_, place)| place.is_none()));
        let dictionaries = opened(folder, segment, &index.schema()).unwrap();
        for (text, place) in &wanted {
            assert_eq!(
                dictionaries.place_of(field, text).unwrap(),
                *place,
                "{text}"
            );
        }

        let path = folder.join(format!("{name}.term"));
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.len() > 64 << 10, "{}", bytes.len());
        let mut told = 0;
        for at in (0..bytes.len()).step_by(1_999) {
            let mut changed = bytes.clone();
            changed[at] ^= 4;
            // A new file, since the old one may be mapped.
            std::fs::remove_file(&path).unwrap();
            std::fs::write(&path, &changed).unwrap();
            let Ok(dictionaries) = opened(folder, segment, &index.schema()) else {
                told += 1;
                continue;
            };
            for (text, place) in &wanted {
                match dictionaries.place_of(field, text) {
                    Ok(found) => assert_eq!(found, *place, "{text} with byte {at} changed"),
                    Err(_) => told += 1,
                }
            }
        }
        assert!(told > 0);
    }
}
