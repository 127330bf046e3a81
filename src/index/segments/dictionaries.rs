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
use tantivy_fst::raw::{Fst, Node};

use super::read_only::ReadOnlyDirectory;
use super::term_values::{number, value};
use crate::index::integrity::block_sums::VerifiedFile;

/// Behind a field's dictionary: the bytes of its values, and two numbers that tell its kind.
const FOOTER_BYTES: usize = 16;

/// What stands before the first node and behind the last.
const FST_ENDS_BYTES: usize = 16;

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

/// The nodes on the way to a text, each with the place by then.
struct Way<'d, 't> {
    text: &'t [u8],
    nodes: Vec<(Node<'d>, u64)>,
}

impl<'d> Way<'d, '_> {
    fn new(root: Node<'d>) -> Self {
        Way {
            text: &[],
            nodes: vec![(root, 0)],
        }
    }
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

    /// The values of terms of `field`, where their lists are; `None` for what is no term. What
    /// neighbouring texts begin with alike is followed once: they come best in order.
    ///
    /// # Errors
    ///
    /// Where what it reads has changed.
    pub(in crate::index) fn values_of<'t>(
        &self,
        field: Field,
        texts: impl IntoIterator<Item = &'t str>,
        mut found: impl FnMut(Option<TermInfo>),
    ) -> io::Result<()> {
        let Some(dictionary) = self.opened(field)? else {
            texts.into_iter().for_each(|_| found(None));
            return Ok(());
        };
        let mut way = Way::new(self.root(dictionary)?);
        for text in texts {
            self.follow(dictionary, &mut way, text)?;
            let (node, place) = way.nodes[way.nodes.len() - 1];
            found(if way.nodes.len() > text.len() && node.is_final() {
                Some(value(
                    &self.file,
                    &dictionary.values,
                    place + node.final_output().value(),
                )?)
            } else {
                None
            });
        }
        Ok(())
    }

    /// Calls `found` with each beginning of a text of `texts` that is a term of `field`, the
    /// shortest first: the number of the text, how long the beginning is, in bytes, and what
    /// reads its value. What neighbouring texts begin with alike is followed once: they come
    /// best in order.
    ///
    /// # Errors
    ///
    /// Where what it reads has changed, and those of `found`.
    pub(in crate::index) fn beginnings_of<'t>(
        &self,
        field: Field,
        texts: impl IntoIterator<Item = &'t str>,
        mut found: impl FnMut(usize, usize, &dyn Fn() -> io::Result<TermInfo>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(dictionary) = self.opened(field)? else {
            return Ok(());
        };
        let mut way = Way::new(self.root(dictionary)?);
        for (number, text) in texts.into_iter().enumerate() {
            self.follow(dictionary, &mut way, text)?;
            // No term ends inside of a character.
            let ends = (1..way.nodes.len()).filter(|end| text.is_char_boundary(*end));
            for end in ends {
                let (node, place) = &way.nodes[end];
                if node.is_final() {
                    let place = place + node.final_output().value();
                    found(number, end, &|| {
                        value(&self.file, &dictionary.values, place)
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Goes on to `text` as far as there are nodes, from what it begins with like the text
    /// before.
    fn follow<'d, 't>(
        &self,
        dictionary: &'d Dictionary,
        way: &mut Way<'d, 't>,
        text: &'t str,
    ) -> io::Result<()> {
        let fst = &dictionary.fst;
        let text = text.as_bytes();
        let alike = way.text.iter().zip(text).take_while(|(a, b)| a == b);
        way.nodes.truncate(alike.count() + 1);
        way.text = text;
        while let Some(byte) = text.get(way.nodes.len() - 1) {
            let (node, place) = way.nodes[way.nodes.len() - 1];
            let Some(next) = node.find_input(*byte) else {
                break;
            };
            let transition = node.transition(next);
            self.verify_node(dictionary, transition.addr)?;
            let place = place + transition.out.value();
            way.nodes.push((fst.node(transition.addr), place));
        }
        Ok(())
    }

    /// The dictionary of a field; `None` where it has no terms.
    fn opened(&self, field: Field) -> io::Result<Option<&Dictionary>> {
        let opened = &self.opened[field.field_id() as usize];
        let dictionary = match opened.get() {
            Some(dictionary) => dictionary,
            None => {
                let dictionary = self.dictionary(field)?;
                opened.get_or_init(|| dictionary)
            }
        };
        Ok(dictionary.as_ref())
    }

    /// The node where all terms begin: the last, right before what stands behind the nodes.
    fn root<'d>(&self, dictionary: &'d Dictionary) -> io::Result<Node<'d>> {
        self.verify_node(dictionary, dictionary.fst.size() - FST_ENDS_BYTES - 1)?;
        Ok(dictionary.fst.root())
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
        let values_bytes = number(&self.file, footer)?;
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

    /// Verifies the node at an address of a dictionary.
    fn verify_node(&self, dictionary: &Dictionary, address: usize) -> io::Result<()> {
        self.file.verify_node(dictionary.start, address)
    }
}

/// The last bytes of a file apart; `None` where it has fewer.
fn split_from_end(file: &FileSlice, bytes: usize) -> Option<(FileSlice, FileSlice)> {
    (bytes <= file.len()).then(|| file.clone().split_from_end(bytes))
}

/// Calls `found` with the values of `texts` among the terms of a field of one segment: where
/// their lists are. Texts come best in order.
///
/// # Errors
///
/// Where the dictionary cannot be read, or has changed.
pub(in crate::index) fn find<'t>(
    dictionaries: Option<&Dictionaries>,
    reader: &SegmentReader,
    field: Field,
    texts: impl IntoIterator<Item = &'t str>,
    mut found: impl FnMut(Option<TermInfo>),
) -> anyhow::Result<()> {
    if let Some(dictionaries) = dictionaries {
        dictionaries.values_of(field, texts, found)?;
        return Ok(());
    }
    let inverted = reader.inverted_index(field)?;
    for text in texts {
        let term = Term::from_field_text(field, text);
        found(inverted.get_term_info(&term)?);
    }
    Ok(())
}

/// Calls `found` with each beginning of a text of `texts` that is among the terms of a field of
/// one segment, the shortest first: the number of the text, how long the beginning is, in bytes,
/// and what reads where its list is. Texts come best in order.
///
/// # Errors
///
/// Where the dictionary cannot be read, or has changed, and those of `found`.
pub(in crate::index) fn find_beginnings<'t>(
    dictionaries: Option<&Dictionaries>,
    reader: &SegmentReader,
    field: Field,
    texts: impl IntoIterator<Item = &'t str>,
    mut found: impl FnMut(usize, usize, &dyn Fn() -> io::Result<TermInfo>) -> io::Result<()>,
) -> anyhow::Result<()> {
    if let Some(dictionaries) = dictionaries {
        dictionaries.beginnings_of(field, texts, found)?;
        return Ok(());
    }
    let inverted = reader.inverted_index(field)?;
    for (number, text) in texts.into_iter().enumerate() {
        for end in (1..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let term = Term::from_field_text(field, &text[..end]);
            if let Some(value) = inverted.get_term_info(&term)? {
                found(number, end, &|| Ok(value.clone()))?;
            }
        }
    }
    Ok(())
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
        let wanted: Vec<(String, Option<TermInfo>)> = (0..12_000)
            .step_by(37)
            .map(text)
            .chain(["".to_owned(), "낱".to_owned(), "낱말000001".to_owned()])
            .map(|text| {
                let value = inverted.terms().get(&text).unwrap();
                (text, value)
            })
            .collect();
        assert!(wanted.iter().any(|(_, value)| value.is_none()));
        let dictionaries = opened(folder, segment, &index.schema()).unwrap();
        let value_of = |dictionaries: &Dictionaries, text: &str| {
            let mut value = None;
            dictionaries.values_of(field, [text], |found| value = found)?;
            io::Result::Ok(value)
        };
        for (text, value) in &wanted {
            assert_eq!(value_of(&dictionaries, text).unwrap(), *value, "{text}");
        }
        // All at once, in order and in none, they have the same values.
        let mut backward = wanted.clone();
        backward.reverse();
        let mut ordered = wanted.clone();
        ordered.sort_by(|one, other| one.0.cmp(&other.0));
        for all in [&wanted, &backward, &ordered] {
            let mut values = Vec::new();
            let texts = all.iter().map(|(text, _)| text.as_str());
            dictionaries
                .values_of(field, texts, |value| values.push(value))
                .unwrap();
            assert!(values.iter().eq(all.iter().map(|(_, value)| value)));
        }

        // Of a text those beginnings are told that are terms.
        let longer = format!("{}과 더", text(37));
        let mut beginnings = Vec::new();
        dictionaries
            .beginnings_of(field, [longer.as_str()], |_, length, value| {
                beginnings.push((length, value()?));
                Ok(())
            })
            .unwrap();
        let ends = (1..=longer.len()).filter(|end| longer.is_char_boundary(*end));
        let expected = ends.filter_map(|end| {
            let value = inverted.terms().get(&longer[..end]).unwrap();
            Some((end, value?))
        });
        assert!(beginnings.iter().cloned().eq(expected) && !beginnings.is_empty());

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
            for (text, value) in &wanted {
                match value_of(&dictionaries, text) {
                    Ok(found) => assert_eq!(found, *value, "{text} with byte {at} changed"),
                    Err(_) => told += 1,
                }
            }
        }
        assert!(told > 0);
    }
}
