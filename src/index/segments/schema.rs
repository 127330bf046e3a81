//! The fields of a document in the index.
//!
//! Every field handle comes from here. Weights of fields are the search's.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::document_columns::{DOCUMENT_COLUMNS, DocumentColumn};
use crate::analysis::View;
use crate::document::{Document, Part};
use crate::language::{Name, labels::fields};

/// Changed with every change of the fields or of what is put into them.
pub(crate) const SCHEMA_VERSION: u32 = 9;

/// Columns are opened by these names.
pub(crate) const ISSUE: &str = "issue";
pub(crate) const PUBLISHER: &str = "publisher";
pub(crate) const CITED_DATE: &str = "cited_date";

/// Every schema so far has had these two, by which its documents are read.
pub(crate) const FILE: &str = "file";
pub(crate) const DOCUMENT: &str = "document";

pub(in crate::index) const PLACES: &str = "places";

/// The fields that hold the text of documents, each with the part that stands for it, in
/// the order of the schema.
const TEXT_FIELDS: &[(Part, Name)] = &[
    (Part::Title, fields::TITLE),
    (Part::Summary, fields::SUMMARY),
    (Part::Heading, fields::HEADINGS),
    (Part::Body, fields::BODY),
    (Part::Footnote, fields::FOOTNOTES),
    (Part::Citation, fields::CITATIONS),
    (Part::Period, fields::EVENT),
];

/// Which of [`TEXT_FIELDS`] a part is searched in: few fields, so that a term has few lists,
/// and each of parts that count alike.
fn field_number(part: Part) -> usize {
    match part {
        Part::Title => 0,
        Part::Summary => 1,
        Part::Heading => 2,
        Part::Body | Part::Description => 3,
        Part::Footnote | Part::Caption => 4,
        Part::Citation | Part::CitationPublisher | Part::CitationTitle => 5,
        Part::Period | Part::Place | Part::Homepage => 6,
    }
}

/// The name of the field that a part is searched in: the English is that of the schema.
pub fn field_name(part: Part) -> Name {
    TEXT_FIELDS[field_number(part)].1
}

/// The texts of `document` that are searched, each with the part that stands for its field,
/// in the order of the document. Publishers and titles are in the citations as printed.
pub(crate) fn searched_texts(document: &Document) -> impl Iterator<Item = (Part, &str)> {
    let texts = document.texts().into_iter();
    let searched = texts.filter(|text| is_searched(text.part));
    searched.map(|text| (TEXT_FIELDS[field_number(text.part)].0, text.text))
}

/// Whether the text of a part is searched for itself.
pub(super) fn is_searched(part: Part) -> bool {
    !matches!(part, Part::CitationPublisher | Part::CitationTitle)
}

/// A field's views of the same text.
#[derive(Debug, Clone, Copy)]
pub struct TextField {
    /// The part of a document that stands for the parts it holds.
    pub part: Part,
    /// A field for each view, in the order of [`View::ALL`].
    views: [Field; View::ALL.len()],
}

impl TextField {
    /// The field that holds the text in this view: morphemes and readings with
    /// positions, stems and numbers without.
    pub fn view(&self, view: View) -> Field {
        self.views[view as usize]
    }

    /// The fields of all views, in the order of [`View::ALL`].
    pub(super) fn views(&self) -> [Field; View::ALL.len()] {
        self.views
    }
}

/// The schema and its field handles.
#[derive(Debug, Clone)]
pub struct IndexSchema {
    pub(crate) schema: Schema,
    /// The document's stable id, whole.
    pub id: Field,
    /// The digest file's path below the corpus folder, whole.
    pub file: Field,
    /// The numbers that are kept of every document.
    pub(in crate::index) numbers: Vec<(Field, &'static DocumentColumn)>,
    /// The id of the document's issue, whole, as a column.
    pub issue: Field,
    /// The publisher of each work it cites, whole, as a column.
    pub publisher: Field,
    /// The date of each work whose publisher is there, in the same order, as a number like
    /// that of the document.
    pub cited_date: Field,
    /// The document itself, for showing it without its digest file.
    pub document: Field,
    /// Where its tokens stand in its texts, for marking them without the dictionary.
    pub places: Field,
    /// The fields that hold the text of documents.
    pub text: Vec<TextField>,
}

impl IndexSchema {
    /// The schema of this version of the program.
    pub fn new() -> Self {
        let mut builder = Schema::builder();
        let id = builder.add_text_field("id", STRING);
        let file = builder.add_text_field(FILE, STRING);
        let numbers = DOCUMENT_COLUMNS.iter().filter(|column| column.is_kept());
        let numbers = numbers.map(|column| (builder.add_u64_field(column.0, FAST), column));
        let numbers = numbers.collect();
        let issue = builder.add_text_field(ISSUE, FAST);
        let publisher = builder.add_text_field(PUBLISHER, FAST);
        let cited_date = builder.add_u64_field(CITED_DATE, FAST);
        let document = builder.add_bytes_field(DOCUMENT, STORED);
        let places = builder.add_bytes_field(PLACES, STORED);
        let text = TEXT_FIELDS
            .iter()
            .map(|&(part, _)| TextField {
                part,
                views: View::ALL
                    .map(|view| builder.add_text_field(&view_name(part, view), analyzed(view))),
            })
            .collect();
        IndexSchema {
            schema: builder.build(),
            id,
            file,
            numbers,
            issue,
            publisher,
            cited_date,
            document,
            places,
            text,
        }
    }
}

impl IndexSchema {
    /// The field that a part is searched in.
    pub(crate) fn field(&self, part: Part) -> &TextField {
        &self.text[field_number(part)]
    }

    /// The view that a field of a searched part is, and its name.
    pub(crate) fn view_of(&self, field: Field) -> (View, String) {
        let views = View::ALL.into_iter();
        let view = views.into_iter().find(|view| {
            let mut fields = self.text.iter().map(|text| text.view(*view));
            fields.any(|of_view| of_view == field)
        });
        let name = self.schema.get_field_name(field).to_owned();
        (view.unwrap_or(View::Morphemes), name)
    }

    /// Every view of every searched part, with the field's name.
    pub(crate) fn text_fields(&self) -> impl Iterator<Item = (Field, String)> + '_ {
        let views = |text: &TextField| {
            let text = *text;
            View::ALL.map(move |view| (text.view(view), view_name(text.part, view)))
        };
        self.text.iter().flat_map(views)
    }
}

impl Default for IndexSchema {
    fn default() -> Self {
        IndexSchema::new()
    }
}

fn view_name(part: Part, view: View) -> String {
    let field = field_name(part).english();
    match view {
        View::Morphemes => field.to_owned(),
        _ => format!("{field}_{}", view.name().english()),
    }
}

fn analyzed(view: View) -> TextOptions {
    let record = if view.has_phrases() {
        IndexRecordOption::WithFreqsAndPositions
    } else {
        IndexRecordOption::WithFreqs
    };
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(view.analyzer_name())
            .set_index_option(record),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever words a label otherwise, or puts a column elsewhere, would make every index
    /// another one.
    #[test]
    fn fields_are_called_as_in_the_indexes_that_there_are_and_in_their_order() {
        let schema = IndexSchema::new().schema;
        let names: Vec<&str> = schema.fields().map(|(_, entry)| entry.name()).collect();
        let whole = "id file date file_order order citation_count issue publisher cited_date \
                     document places";
        let texts = "title summary headings body footnotes citations event";
        let views = ["", "_stems", "_readings", "_numbers"];
        let of = |field: &str| views.map(|view| format!("{field}{view}"));
        let whole = whole.split(' ').map(str::to_owned);
        let expected: Vec<String> = whole.chain(texts.split(' ').flat_map(of)).collect();
        assert_eq!(names, expected);
    }
}
