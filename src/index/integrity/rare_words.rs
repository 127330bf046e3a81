//! Whether documents are found by a word of their own.

use std::collections::{HashMap, HashSet};

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Term};

use crate::analysis::{Analyzer, Scratch, View};
use crate::document::{Document, Part};
use crate::index::segments::document_places::DocumentPlaces;
use crate::index::segments::reader::IndexReader;
use crate::index::segments::schema::searched_texts;

/// Of a document's texts, so many are looked at for a rare word, and so many tokens of
/// each: titles and summaries are the first, and hold the words that matter.
const TEXTS_LOOKED_AT: usize = 3;

const TOKENS_LOOKED_AT: usize = 6;

/// Looks for documents by the rarest word of their first texts.
pub(super) struct RareWords<'a> {
    index: &'a IndexReader,
    analyzer: &'a Analyzer,
    pub(super) scratch: Scratch,
    /// How many documents hold a word in a field: the same are met again and again.
    frequencies: HashMap<(Part, String), u64>,
}

/// How many frequencies are remembered before memory is given back.
const REMEMBERED_FREQUENCIES: usize = 100_000;

impl<'a> RareWords<'a> {
    pub(super) fn new(index: &'a IndexReader, analyzer: &'a Analyzer, scratch: Scratch) -> Self {
        RareWords {
            index,
            analyzer,
            scratch,
            frequencies: HashMap::new(),
        }
    }

    /// The rarest word of the document by which it is not found; `None` where it is, or
    /// where it has no word at all.
    pub(super) fn missed(
        &mut self,
        address: DocAddress,
        document: &Document,
    ) -> anyhow::Result<Option<String>> {
        let mut rarest: Option<(u64, Part, String)> = None;
        for (part, text) in searched_texts(document).take(TEXTS_LOOKED_AT) {
            let analyzer = self.analyzer;
            let words = analyzer.first_terms(text, TOKENS_LOOKED_AT, &mut self.scratch);
            for word in words.into_iter().collect::<HashSet<String>>() {
                let frequency = self.frequency(part, &word)?;
                let is_rarer = rarest
                    .as_ref()
                    .is_none_or(|(least, _, other)| (frequency, &word) < (*least, other));
                if is_rarer {
                    rarest = Some((frequency, part, word));
                }
            }
        }
        let Some((_, part, word)) = rarest else {
            return Ok(None);
        };
        let is_found = self.is_in_list(part, &word, address)?;
        Ok((!is_found).then_some(word))
    }

    /// The places of the document's tokens, found anew.
    pub(super) fn places(&mut self, document: &Document) -> DocumentPlaces {
        DocumentPlaces::find(document, self.analyzer, &mut self.scratch)
    }

    fn frequency(&mut self, part: Part, word: &str) -> anyhow::Result<u64> {
        let key = (part, word.to_owned());
        if let Some(frequency) = self.frequencies.get(&key) {
            return Ok(*frequency);
        }
        let frequency = self.index.searcher().doc_freq(&self.term(part, word))?;
        if self.frequencies.len() >= REMEMBERED_FREQUENCIES {
            self.frequencies.clear();
        }
        self.frequencies.insert(key, frequency);
        Ok(frequency)
    }

    fn is_in_list(&self, part: Part, word: &str, address: DocAddress) -> anyhow::Result<bool> {
        let term = self.term(part, word);
        let reader = self.index.searcher().segment_reader(address.segment_ord);
        let inverted = reader.inverted_index(term.field())?;
        let postings = inverted.read_postings(&term, IndexRecordOption::Basic)?;
        Ok(postings.is_some_and(|mut postings| {
            postings.doc() <= address.doc_id && postings.seek(address.doc_id) == address.doc_id
        }))
    }

    fn term(&self, part: Part, word: &str) -> Term {
        let field = self.index.schema().field(part);
        Term::from_field_text(field.view(View::Morphemes), word)
    }
}
