//! A document as a row: fields by their names, as JSON.
//!
//! Every field of the schema is there under its own name, columns as numbers and texts that are
//! searched ready cut ([`super::cut_text`]), one for each text of the document. Rows come back
//! from a server: what they hold is bounded by whoever received them, and is read or refused.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value};
use tantivy::directory::OwnedBytes;
use tantivy::tokenizer::{TokenStream, Tokenizer, TokenizerManager};

use super::cut_text::{self, CutTokenizer};
use crate::analysis::{AnalyzedBytes, Analyzer, Scratches, View, named_analyzers};
use crate::document::{Document, DocumentHead};
use crate::index::segments::columns::{DOCUMENT_COLUMNS, date_number};
use crate::index::segments::document_places;
use crate::index::segments::lengths::counted_length;
use crate::index::segments::packed::{self, PackedDocument};
use crate::index::segments::schema::{
    CITED_DATE, DOCUMENT, FILE, ISSUE, IndexSchema, PLACES, PUBLISHER, searched_texts,
};
use crate::language::messages;

/// The names of a row's fields that the schema does not have, or that requests name.
pub mod row_fields {
    pub use crate::index::segments::document_columns::{
        CITATION_COUNT, DATE, FILE_ORDER, FIRST_DAY, ISSUE_MONTH, LAST_DAY, ORDER,
    };
    use crate::index::segments::schema;

    /// What a row is: another engine's index holds other rows beside the documents.
    pub const ROW: &str = "row";
    /// The rows that are documents.
    pub const DOCUMENT_ROW: &str = "document";
    /// The document's id.
    pub const ID: &str = "id";
    /// The digest file's path below the corpus folder.
    pub const FILE: &str = schema::FILE;
    /// The id of the issue.
    pub const ISSUE: &str = schema::ISSUE;
    /// The publishers of these.
    pub const PUBLISHER: &str = schema::PUBLISHER;
    /// The days of these, as many, as `yyyymmdd`.
    pub const CITED_DATE: &str = schema::CITED_DATE;
    /// For each publisher that it cites once more, how often by then and the publisher, parted by
    /// a space: columns of other engines hold a text of a document once.
    pub const CITED_AGAIN: &str = "cited_again";
    /// The document itself, packed, in base64.
    pub const DOCUMENT: &str = schema::DOCUMENT;
    /// Where its tokens stand, in base64.
    pub const PLACES: &str = schema::PLACES;
}

pub(super) const ROW_ID: &str = row_fields::ID;

/// A row of another engine's index: a document with all that is searched and read of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(Map<String, Value>);

/// Makes rows of documents.
pub struct RowMaker {
    schema: IndexSchema,
    analyzer: Arc<Analyzer>,
    scratches: Scratches,
    tokenizers: TokenizerManager,
}

impl RowMaker {
    /// One that cuts by `analyzer`, and remembers eojeols in so many bytes of memory.
    pub fn new(analyzer: &Arc<Analyzer>, remembered_bytes: usize) -> Self {
        let scratches = Scratches::new(remembered_bytes);
        RowMaker {
            schema: IndexSchema::new(),
            tokenizers: named_analyzers(analyzer, &AnalyzedBytes::default(), &scratches),
            analyzer: Arc::clone(analyzer),
            scratches,
        }
    }

    /// The fields that its rows have.
    pub fn schema(&self) -> &IndexSchema {
        &self.schema
    }

    /// The row of a document, whose digest file has the place `file_order` among the others.
    ///
    /// # Errors
    ///
    /// Where a view has no analyzer: a fault of the program.
    pub fn row(&self, document: &Document, file_order: u64) -> anyhow::Result<Row> {
        let mut row = Map::new();
        row.insert(row_fields::ROW.to_owned(), row_fields::DOCUMENT_ROW.into());
        row.insert(ROW_ID.to_owned(), document.id().to_string().into());
        for column in DOCUMENT_COLUMNS {
            let Some(number) = column.of(document, file_order) else {
                continue;
            };
            let value = match column.has_digits() {
                true => format!("{number:020}").into(),
                false => number.into(),
            };
            row.insert(column.0.to_owned(), value);
        }
        row.insert(FILE.to_owned(), document.source().file.clone().into());
        row.insert(ISSUE.to_owned(), document.issue().into());
        let (mut publishers, mut dates) = (Vec::new(), Vec::new());
        let (mut again, mut cited) = (Vec::new(), HashMap::new());
        for citation in document.citations() {
            if !citation.publisher.is_empty() {
                publishers.push(Value::from(citation.publisher.clone()));
                dates.push(Value::from(date_number(citation.date)));
                let times: &mut u64 = cited.entry(&citation.publisher).or_default();
                *times += 1;
                if *times > 1 {
                    again.push(Value::from(format!("{times} {}", citation.publisher)));
                }
            }
        }
        row.insert(PUBLISHER.to_owned(), publishers.into());
        row.insert(CITED_DATE.to_owned(), dates.into());
        if !again.is_empty() {
            row.insert(row_fields::CITED_AGAIN.to_owned(), again.into());
        }
        row.insert(
            DOCUMENT.to_owned(),
            BASE64.encode(packed::pack(document)).into(),
        );
        let texts: Vec<_> = searched_texts(document).collect();
        let mut scratch = self.scratches.take();
        let written = texts.iter().map(|(_, text)| *text);
        let places = document_places::write(written, &self.analyzer, &mut scratch);
        let has_words: Vec<bool> = texts
            .iter()
            .map(|(_, text)| self.analyzer.has_words(text, &mut scratch))
            .collect();
        self.scratches.give_back(scratch);
        row.insert(PLACES.to_owned(), BASE64.encode(places).into());
        for view in View::ALL {
            let tokenizer = self.tokenizers.get(view.analyzer_name());
            let mut tokenizer = tokenizer.with_context(messages::index::no_search)?;
            for ((part, text), has_words) in texts.iter().zip(&has_words) {
                if view.needs_words() && !has_words {
                    continue;
                }
                let cut = cut_text::cut(view, &mut tokenizer.token_stream(text));
                let field = self.schema.field(*part).view(view);
                let name = self.schema.schema.get_field_name(field);
                let values = row.entry(name).or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(values) = values {
                    values.push(cut.into());
                }
            }
        }
        Ok(Row(row))
    }
}

impl Row {
    /// The row that a JSON object is.
    pub fn from_json(object: Map<String, Value>) -> Self {
        Row(object)
    }

    /// It as a JSON object.
    pub fn into_json(self) -> Map<String, Value> {
        self.0
    }

    /// How many tokens each field holds that holds any, by the fields' names; lengths above 40
    /// by stretches, as the index counts them.
    ///
    /// # Errors
    ///
    /// Where the row is not what was written.
    pub fn lengths(&self, schema: &IndexSchema) -> anyhow::Result<Vec<(String, u64)>> {
        let mut lengths = Vec::new();
        for (_, name) in schema.text_fields() {
            let texts = self.texts(&name)?;
            let tokens: usize = texts.into_iter().map(cut_text::count).sum();
            if tokens > 0 {
                let tokens = u32::try_from(tokens).unwrap_or(u32::MAX);
                lengths.push((name, counted_length(tokens)));
            }
        }
        Ok(lengths)
    }

    /// The terms of each field that are words, as often as they stand there.
    pub(in crate::index) fn words(&self, schema: &IndexSchema) -> anyhow::Result<Vec<Vec<String>>> {
        let mut all = Vec::new();
        for (field, name) in schema.text_fields() {
            let (view, _) = schema.view_of(field);
            if !matches!(view, View::Stems | View::Morphemes) {
                continue;
            }
            let mut words = Vec::new();
            let mut tokenizer = CutTokenizer::new(view);
            for text in self.texts(&name)? {
                let mut tokens = tokenizer.token_stream(text);
                while tokens.advance() {
                    words.push(tokens.token().text.clone());
                }
            }
            all.push(words);
        }
        Ok(all)
    }

    /// The id of its document.
    ///
    /// # Errors
    ///
    /// Where it has none.
    pub fn id(&self) -> anyhow::Result<&str> {
        self.text(ROW_ID)
    }

    /// The digest file that its document came from.
    ///
    /// # Errors
    ///
    /// Where it has none.
    pub fn file(&self) -> anyhow::Result<&str> {
        self.text(FILE)
    }

    /// Its place in the corpus: that of its digest file among the others, and its own in that.
    ///
    /// # Errors
    ///
    /// Where it has none.
    pub fn place(&self) -> anyhow::Result<(u64, u64)> {
        Ok((
            self.number(row_fields::FILE_ORDER)?,
            self.number(row_fields::ORDER)?,
        ))
    }

    /// The publishers of the works that it cites, each with the day as `yyyymmdd`, in order.
    ///
    /// # Errors
    ///
    /// Where there are not as many days, or the row is not what was written.
    pub fn cited(&self) -> anyhow::Result<Vec<(&str, u64)>> {
        let (publishers, dates) = (self.texts(PUBLISHER)?, self.numbers(CITED_DATE)?);
        ensure!(publishers.len() == dates.len(), self.unreadable(CITED_DATE));
        Ok(publishers.into_iter().zip(dates).collect())
    }

    /// Its document.
    ///
    /// # Errors
    ///
    /// Where it holds none, or not what was written.
    pub fn document(&self) -> anyhow::Result<Document> {
        PackedDocument::read(&OwnedBytes::new(self.stored()?))?.into_whole()
    }

    /// What lists show of its document.
    ///
    /// # Errors
    ///
    /// As for [`Row::document`].
    pub fn head(&self) -> anyhow::Result<DocumentHead> {
        let packed = PackedDocument::read(&OwnedBytes::new(self.stored()?))?;
        Ok(DocumentHead::of(packed.head))
    }

    pub(super) fn stored(&self) -> anyhow::Result<Vec<u8>> {
        let bytes = self.bytes(DOCUMENT)?;
        ensure!(packed::is_packed(&bytes), self.unreadable(DOCUMENT));
        Ok(bytes)
    }

    pub(super) fn places(&self) -> anyhow::Result<Vec<u8>> {
        self.bytes(PLACES)
    }

    fn bytes(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let decoded = BASE64.decode(self.text(name)?);
        decoded.ok().with_context(|| self.unreadable(name))
    }

    pub(super) fn text(&self, name: &str) -> anyhow::Result<&str> {
        let text = self.0.get(name).and_then(Value::as_str);
        text.with_context(|| self.unreadable(name))
    }

    pub(super) fn number(&self, name: &str) -> anyhow::Result<u64> {
        let number = match self.0.get(name) {
            Some(Value::String(digits)) => digits.parse().ok(),
            number => number.and_then(Value::as_u64),
        };
        number.with_context(|| self.unreadable(name))
    }

    pub(super) fn numbers(&self, name: &str) -> anyhow::Result<Vec<u64>> {
        let values = self.values(name)?.iter();
        let numbers: Option<Vec<u64>> = values.map(Value::as_u64).collect();
        numbers.with_context(|| self.unreadable(name))
    }

    pub(super) fn texts(&self, name: &str) -> anyhow::Result<Vec<&str>> {
        let values = self.values(name)?.iter();
        let texts: Option<Vec<&str>> = values.map(Value::as_str).collect();
        texts.with_context(|| self.unreadable(name))
    }

    /// The values of a field; none where it has none.
    fn values(&self, name: &str) -> anyhow::Result<&[Value]> {
        match self.0.get(name) {
            None => Ok(&[]),
            Some(Value::Array(values)) => Ok(values),
            Some(_) => Err(self.unreadable(name).into()),
        }
    }

    fn unreadable(&self, name: &str) -> crate::index::IndexDamaged {
        let id = self.0.get(ROW_ID).and_then(Value::as_str).unwrap_or("?");
        crate::index::IndexDamaged::new(messages::index::row_unreadable(&id, &name))
    }
}
