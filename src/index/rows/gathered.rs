//! An index in memory, of rows that another engine gave.

use std::collections::HashSet;
use std::sync::Arc;
use tantivy::Index;

use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};
use tantivy::tokenizer::TokenizerManager;

use super::cut_text::CutTokenizer;
use super::row::{ROW_ID, Row};
use crate::analysis::View;
use crate::index::segments::schema::{CITED_DATE, FILE, ISSUE, IndexSchema, PUBLISHER};
use crate::language::messages;
use anyhow::Context;

/// What tantivy's memory for one segment is, in bytes; more is taken where rows need it.
const MEMORY_BYTES: usize = 256 << 20;

/// A row as it is handed to tantivy.
struct GatheredDocument {
    values: Vec<(Field, GatheredValue)>,
}

enum GatheredValue {
    Text(String),
    Number(u64),
    Bytes(Vec<u8>),
}

#[derive(Debug, Clone, Copy)]
enum ValueRef<'a> {
    Text(&'a str),
    Number(u64),
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> for ValueRef<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            ValueRef::Text(text) => ReferenceValueLeaf::Str(text),
            ValueRef::Number(number) => ReferenceValueLeaf::U64(number),
            ValueRef::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
        })
    }
}

impl tantivy::Document for GatheredDocument {
    type Value<'a> = ValueRef<'a>;
    type FieldsValuesIter<'a> = std::vec::IntoIter<(Field, ValueRef<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let values = self.values.iter().map(|(field, value)| {
            let value = match value {
                GatheredValue::Text(text) => ValueRef::Text(text),
                GatheredValue::Number(number) => ValueRef::Number(*number),
                GatheredValue::Bytes(bytes) => ValueRef::Bytes(bytes),
            };
            (*field, value)
        });
        values.collect::<Vec<_>>().into_iter()
    }
}

/// Makes an index of rows, one segment, in which these terms are told apart, or all.
///
/// # Errors
///
/// Where a row is not what was written.
pub(in crate::index) fn index_of(
    schema: &IndexSchema,
    rows: &[Row],
    wanted: Option<HashSet<String>>,
) -> anyhow::Result<Index> {
    let tokenizers = TokenizerManager::default();
    let wanted = wanted.map(Arc::new);
    for view in View::ALL {
        let tokenizer = match &wanted {
            Some(wanted) => CutTokenizer::of_terms(view, wanted),
            None => CutTokenizer::new(view),
        };
        tokenizers.register(view.analyzer_name(), tokenizer);
    }
    let cannot = || messages::index::cannot_gather();
    let builder = Index::builder()
        .schema(schema.schema.clone())
        .tokenizers(tokenizers);
    let writer = builder
        .single_segment_index_writer(tantivy::directory::RamDirectory::create(), MEMORY_BYTES);
    let mut writer = writer.with_context(cannot)?;
    for row in rows {
        let document = document_of(schema, row)?;
        writer.add_document(document).with_context(cannot)?;
    }
    writer.finalize().with_context(cannot)
}

fn document_of(schema: &IndexSchema, row: &Row) -> anyhow::Result<GatheredDocument> {
    let mut values = Vec::new();
    for (field, name) in [
        (schema.id, ROW_ID),
        (schema.file, FILE),
        (schema.issue, ISSUE),
    ] {
        values.push((field, GatheredValue::Text(row.text(name)?.to_owned())));
    }
    for (field, column) in &schema.numbers {
        let number = row.number(column.0)?;
        values.push((*field, GatheredValue::Number(number)));
    }
    for publisher in row.texts(PUBLISHER)? {
        values.push((schema.publisher, GatheredValue::Text(publisher.to_owned())));
    }
    for date in row.numbers(CITED_DATE)? {
        values.push((schema.cited_date, GatheredValue::Number(date)));
    }
    values.push((schema.document, GatheredValue::Bytes(row.stored()?)));
    values.push((schema.places, GatheredValue::Bytes(row.places()?)));
    for (field, name) in schema.text_fields() {
        for text in row.texts(&name)? {
            values.push((field, GatheredValue::Text(text.to_owned())));
        }
    }
    Ok(GatheredDocument { values })
}
