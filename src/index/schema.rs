//! The fields of a document in the index.
//!
//! Every field handle comes from here. Weights of fields are the search's.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis::View;
use crate::document::{BlockKind, Document};

/// Changed with every change of the fields or of what is put into them.
pub(crate) const SCHEMA_VERSION: u32 = 6;

/// Columns are opened by these names.
pub(crate) const DATE: &str = "date";
pub(crate) const FILE_ORDER: &str = "file_order";
pub(crate) const ORDER: &str = "order";
pub(crate) const CITATION_COUNT: &str = "citation_count";
pub(crate) const ISSUE: &str = "issue";
pub(crate) const PUBLISHER: &str = "publisher";

/// Every schema so far has had these two, by which its documents are read.
pub(crate) const FILE: &str = "file";
pub(crate) const DOCUMENT: &str = "document";

/// The parts of a document that are searched apart from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextSlot {
    /// An article's title or an event's name.
    Title,
    /// The bullets of a summary.
    Summary,
    /// The headings of a body.
    Headings,
    /// Bullets, sub-bullets and paragraphs of a body; an event's description.
    Body,
    /// Footnotes and captions.
    Footnotes,
    /// Publishers and titles of the cited works.
    Citations,
    /// An event's days, place and homepage.
    Event,
}

impl TextSlot {
    /// Every slot, the weightiest first.
    pub const ALL: [TextSlot; 7] = [
        TextSlot::Title,
        TextSlot::Summary,
        TextSlot::Headings,
        TextSlot::Body,
        TextSlot::Footnotes,
        TextSlot::Citations,
        TextSlot::Event,
    ];

    /// The slot's name in output and in the schema.
    pub fn name(self) -> &'static str {
        match self {
            TextSlot::Title => "title",
            TextSlot::Summary => "summary",
            TextSlot::Headings => "headings",
            TextSlot::Body => "body",
            TextSlot::Footnotes => "footnotes",
            TextSlot::Citations => "citations",
            TextSlot::Event => "event",
        }
    }
}

/// One slot's views of the same text.
#[derive(Debug, Clone, Copy)]
pub struct TextField {
    /// Which part of the document it is.
    pub slot: TextSlot,
    /// A field for each view, in the order of [`View::ALL`].
    views: [Field; View::ALL.len()],
}

impl TextField {
    /// The field that holds the slot's text in this view: morphemes and bigrams with
    /// positions, stems and numbers without.
    pub fn view(&self, view: View) -> Field {
        self.views[view as usize]
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
    /// The date as the number `yyyymmdd`, 0 where there is none.
    pub date: Field,
    /// The place of the document's digest file among the others.
    pub file_order: Field,
    /// The document's place in its digest file, articles before events: with the file's,
    /// the last word on equal scores.
    pub order: Field,
    /// How many works the document cites.
    pub citation_count: Field,
    /// The id of the document's issue, whole, as a column.
    pub issue: Field,
    /// The publisher of each work it cites, whole, as a column.
    pub publisher: Field,
    /// The document itself, for showing it without its digest file.
    pub document: Field,
    /// The searched parts, in the order of [`TextSlot::ALL`].
    pub text: Vec<TextField>,
}

impl IndexSchema {
    /// The schema of this version of the program.
    pub fn new() -> Self {
        let mut builder = Schema::builder();
        let id = builder.add_text_field("id", STRING);
        let file = builder.add_text_field(FILE, STRING);
        let date = builder.add_u64_field(DATE, FAST);
        let file_order = builder.add_u64_field(FILE_ORDER, FAST);
        let order = builder.add_u64_field(ORDER, FAST);
        let citation_count = builder.add_u64_field(CITATION_COUNT, FAST);
        let issue = builder.add_text_field(ISSUE, FAST);
        let publisher = builder.add_text_field(PUBLISHER, FAST);
        let document = builder.add_bytes_field(DOCUMENT, STORED);
        let text = TextSlot::ALL
            .into_iter()
            .map(|slot| TextField {
                slot,
                views: View::ALL
                    .map(|view| builder.add_text_field(&field_name(slot, view), analyzed(view))),
            })
            .collect();
        IndexSchema {
            schema: builder.build(),
            id,
            file,
            date,
            file_order,
            order,
            citation_count,
            issue,
            publisher,
            document,
            text,
        }
    }
}

impl IndexSchema {
    /// Every view of every searched part, with the field's name.
    pub(crate) fn text_fields(&self) -> impl Iterator<Item = (Field, String)> + '_ {
        let of_slot = |text: &TextField| {
            let text = *text;
            View::ALL.map(move |view| (text.view(view), field_name(text.slot, view)))
        };
        self.text.iter().flat_map(of_slot)
    }
}

impl Default for IndexSchema {
    fn default() -> Self {
        IndexSchema::new()
    }
}

fn field_name(slot: TextSlot, view: View) -> String {
    match view {
        View::Morphemes => slot.name().to_owned(),
        _ => format!("{}_{}", slot.name(), view.name()),
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

/// The texts of `document`, each with the slot it is searched in, in the order
/// of the document.
pub(crate) fn texts(document: &Document) -> Vec<(TextSlot, String)> {
    let mut texts = vec![(TextSlot::Title, document.title().to_owned())];
    match document {
        Document::Article(article) => {
            for block in &article.summary {
                texts.push((TextSlot::Summary, block.text.clone()));
            }
            for block in &article.body {
                texts.push((slot_of_body(block.kind), block.text.clone()));
            }
            for citation in &article.citations {
                texts.push((TextSlot::Citations, citation.printed.clone()));
            }
        }
        Document::Event(event) => {
            for block in &event.description {
                texts.push((TextSlot::Body, block.text.clone()));
            }
            let homepage = event.homepage.as_deref().unwrap_or_default();
            for text in [event.period.as_str(), event.place.as_str(), homepage] {
                if !text.is_empty() {
                    texts.push((TextSlot::Event, text.to_owned()));
                }
            }
        }
    }
    texts
}

/// The slot in which a block of a body is searched.
pub(crate) fn slot_of_body(kind: BlockKind) -> TextSlot {
    match kind {
        BlockKind::Heading => TextSlot::Headings,
        BlockKind::Bullet | BlockKind::Subbullet | BlockKind::Paragraph => TextSlot::Body,
        BlockKind::Footnote | BlockKind::Caption => TextSlot::Footnotes,
    }
}
