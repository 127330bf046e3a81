//! What documents are called and sorted by: ids, issues, publishers.
//!
//! Read from the terms and the columns, without reading a document.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::index::SegmentReader;
use tantivy::{DocSet, TERMINATED};

use super::columns;
use super::reader::IndexReader;
use crate::document::DocumentId;

/// Opens a column of texts.
type Texts = fn(&SegmentReader) -> anyhow::Result<Option<StrColumn>>;

impl IndexReader {
    /// The ids that start with `prefix`, in the order of the corpus.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn ids_starting_with(&self, prefix: &str) -> anyhow::Result<Vec<DocumentId>> {
        self.verify_terms(self.schema().id)?;
        let mut placed = Vec::new();
        for (segment, reader) in self.searcher().segment_readers().iter().enumerate() {
            let columns = self.order_columns(segment)?;
            let inverted = reader.inverted_index(self.schema().id)?;
            let mut terms = inverted
                .terms()
                .range()
                .ge(prefix.as_bytes())
                .into_stream()?;
            while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                let mut postings = inverted.read_postings_from_terminfo(
                    terms.value(),
                    tantivy::schema::IndexRecordOption::Basic,
                )?;
                // A term of deleted documents stays until their segment is merged.
                while postings.doc() != TERMINATED && reader.is_deleted(postings.doc()) {
                    postings.advance();
                }
                let doc = postings.doc();
                if doc != TERMINATED {
                    let id = DocumentId::from_text(&String::from_utf8_lossy(terms.key()));
                    placed.push((columns.place(doc), id));
                }
            }
        }
        placed.sort_unstable_by_key(|(place, _)| *place);
        Ok(placed.into_iter().map(|(_, id)| id).collect())
    }

    /// Every issue, with how many documents it has.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn issues(&self) -> anyhow::Result<BTreeMap<String, u64>> {
        self.counted(columns::issues)
    }

    /// Every publisher of cited works, as it is spelled, with how many documents cite it.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn publishers(&self) -> anyhow::Result<BTreeMap<String, u64>> {
        self.counted(columns::publishers)
    }

    /// The values of a column of texts, each with how many documents have it.
    fn counted(&self, column: Texts) -> anyhow::Result<BTreeMap<String, u64>> {
        let mut counts = BTreeMap::new();
        for reader in self.searcher().segment_readers() {
            let Some(column) = column(reader)? else {
                continue;
            };
            let mut of_term = vec![0u64; column.num_terms()];
            let mut terms: Vec<u64> = Vec::new();
            for doc in reader.doc_ids_alive() {
                // A document may cite several works of one publisher.
                terms.clear();
                terms.extend(column.term_ords(doc));
                terms.sort_unstable();
                terms.dedup();
                for term in &terms {
                    if let Some(count) = of_term.get_mut(*term as usize) {
                        *count += 1;
                    }
                }
            }
            for (term, count) in (0..).zip(of_term).filter(|(_, count)| *count > 0) {
                *counts.entry(columns::text_of(&column, term)?).or_default() += count;
            }
        }
        counts.remove("");
        Ok(counts)
    }
}
