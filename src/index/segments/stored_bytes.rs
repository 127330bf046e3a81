//! The bytes of a stored document's fields where they lie in its block.
//!
//! tantivy copies such a field byte by byte, which takes longer than unpacking its block. What
//! it wrote is read here as it lies: how many values there are, and for each its field, what
//! kind of value it is, its length, and its bytes.

use crate::language::messages;
use anyhow::Context;
use tantivy::DocAddress;
use tantivy::Searcher;
use tantivy::directory::OwnedBytes;
use tantivy::schema::Field;
use tantivy::store::StoreReader;

/// tantivy's code of values that are bytes.
const BYTES: u8 = 4;

/// So many unpacked blocks are kept: hits of one page may lie in one.
const BLOCKS_KEPT: usize = 16;

/// The stores of the segments of a generation.
pub(super) struct Stores(Vec<StoreReader>);

impl Stores {
    pub(super) fn open(searcher: &Searcher) -> anyhow::Result<Self> {
        let readers = searcher.segment_readers().iter();
        let stores = readers.map(|reader| reader.get_store_reader(BLOCKS_KEPT));
        let stores = stores.collect::<Result<_, _>>();
        Ok(Stores(
            stores.context(messages::index::documents_unreadable())?,
        ))
    }

    /// The fields of the document at an address.
    pub(super) fn fields_at(&self, address: DocAddress) -> anyhow::Result<StoredFields> {
        let store = self.0.get(address.segment_ord as usize);
        let store = store.context(messages::index::no_segment())?;
        let bytes = store.get_document_bytes(address.doc_id);
        let bytes = bytes.context(messages::index::document_unreadable())?;
        Ok(StoredFields(bytes))
    }
}

/// The stored fields of a document.
pub(super) struct StoredFields(OwnedBytes);

impl StoredFields {
    /// The bytes of a field; `None` where it has none, or what is stored is not what tantivy
    /// writes.
    pub(super) fn bytes(&self, wanted: Field) -> Option<OwnedBytes> {
        let all = self.0.as_slice();
        let mut rest = all;
        let count = take_number(&mut rest)?;
        for _ in 0..count {
            let (field, behind) = rest.split_first_chunk::<4>()?;
            let (&kind, behind) = behind.split_first()?;
            rest = behind;
            if kind != BYTES {
                return None;
            }
            let length = take_number(&mut rest)?;
            let start = all.len() - rest.len();
            rest = rest.get(length..)?;
            if u32::from_le_bytes(*field) == wanted.field_id() {
                return Some(self.0.slice(start..start + length));
            }
        }
        None
    }
}

/// Takes a number as tantivy writes them: seven bits a byte, the lowest first, the last with
/// the highest bit set.
fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number: usize = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte >= 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::schema::{STORED, Schema, Value};
    use tantivy::{Index, IndexWriter, TantivyDocument};

    #[test]
    fn fields_are_what_tantivy_reads() {
        let mut builder = Schema::builder();
        let fields = ["one", "other", "none"].map(|name| builder.add_bytes_field(name, STORED));
        let index = Index::create_in_ram(builder.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let lengths = [0, 1, 127, 128, 5_000, 70_000];
        for length in lengths {
            let mut document = TantivyDocument::new();
            document.add_bytes(fields[0], &vec![1; length]);
            document.add_bytes(fields[1], &vec![2; 300]);
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let stores = Stores::open(&searcher).unwrap();
        for (doc, length) in (0..).zip(lengths) {
            let address = DocAddress::new(0, doc);
            let read: TantivyDocument = searcher.doc(address).unwrap();
            let stored = stores.fields_at(address).unwrap();
            for field in fields {
                let theirs = read.get_first(field).and_then(|value| value.as_bytes());
                assert_eq!(stored.bytes(field).as_deref(), theirs, "{length}");
            }
        }
    }

    #[test]
    fn bytes_that_are_cut_are_no_fields() {
        let mut whole = vec![0x81, 7, 0, 0, 0, BYTES, 0x83];
        whole.extend(b"abc");
        let field = Field::from_field_id(7);
        let read = |bytes: &[u8]| StoredFields(OwnedBytes::new(bytes.to_vec())).bytes(field);
        assert_eq!(read(&whole).as_deref(), Some(&b"abc"[..]));
        for length in 0..whole.len() {
            assert_eq!(read(&whole[..length]).as_deref(), None);
        }
        assert_eq!(read(&[1; 40]).as_deref(), None);
    }
}
