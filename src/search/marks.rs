//! Where the words of a query stand in a whole document.
//!
//! Defines the parts that a document is shown in, and the marks of each. Where words
//! stand in one text is `highlight`'s; how a mark looks is the output's.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::highlight::{Highlighter, char_ranges};
use super::query::Query;
use super::snippet_field::SnippetField;
use crate::analysis::Analyzer;
use crate::document::Document;

/// A text of a document that can hold marks. Numbers are places in its lists, counted
/// from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentPart {
    /// An article's title or an event's name.
    Title,
    /// A bullet of an article's summary.
    Summary(usize),
    /// A block of an article's body.
    Body(usize),
    /// The publisher of a citation.
    CitationPublisher(usize),
    /// The title of a citation.
    CitationTitle(usize),
    /// An item of an event's description.
    Description(usize),
    /// Where an event takes place.
    Place,
}

impl DocumentPart {
    /// The part's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            DocumentPart::Title => "title",
            DocumentPart::Summary(_) => "summary",
            DocumentPart::Body(_) => "body",
            DocumentPart::CitationPublisher(_) => "citation_publisher",
            DocumentPart::CitationTitle(_) => "citation_title",
            DocumentPart::Description(_) => "description",
            DocumentPart::Place => "place",
        }
    }

    /// What a word must be asked for in, to be marked in it.
    fn field(self) -> SnippetField {
        match self {
            DocumentPart::Title => SnippetField::Title,
            DocumentPart::Summary(_) => SnippetField::Summary,
            DocumentPart::Body(_) => SnippetField::Body,
            DocumentPart::CitationPublisher(_) | DocumentPart::CitationTitle(_) => {
                SnippetField::Citation
            }
            DocumentPart::Description(_) => SnippetField::Description,
            DocumentPart::Place => SnippetField::Details,
        }
    }

    /// The place in its list, counted from 0; `None` where there is one such part only.
    pub fn index(self) -> Option<usize> {
        match self {
            DocumentPart::Title | DocumentPart::Place => None,
            DocumentPart::Summary(index)
            | DocumentPart::Body(index)
            | DocumentPart::CitationPublisher(index)
            | DocumentPart::CitationTitle(index)
            | DocumentPart::Description(index) => Some(index),
        }
    }
}

/// What to mark in one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentMarks {
    parts: BTreeMap<DocumentPart, Vec<Range<usize>>>,
}

impl DocumentMarks {
    /// The words of `query` in `document`, all of them.
    pub fn find(document: &Document, query: &Query, analyzer: &Arc<Analyzer>) -> Self {
        let mut highlighter = Highlighter::thorough(query, analyzer);
        let mut parts = BTreeMap::new();
        for (part, text) in texts(document) {
            let ranges = highlighter.highlights(text, part.field());
            if !ranges.is_empty() {
                parts.insert(part, char_ranges(text, &ranges));
            }
        }
        DocumentMarks { parts }
    }

    /// What to mark in a part: ranges of characters (Unicode scalar values), in order,
    /// not empty, neither overlapping nor touching. None where it holds no word.
    pub fn of(&self, part: DocumentPart) -> &[Range<usize>] {
        self.parts.get(&part).map_or(&[], Vec::as_slice)
    }

    /// The parts that hold a word, in the order of the document, with what to mark.
    pub fn iter(&self) -> impl Iterator<Item = (DocumentPart, &[Range<usize>])> {
        let parts = self.parts.iter();
        parts.map(|(part, ranges)| (*part, ranges.as_slice()))
    }

    /// Whether no part holds a word.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// The texts of a document that are shown as they are stored.
fn texts(document: &Document) -> Vec<(DocumentPart, &str)> {
    let mut texts = vec![(DocumentPart::Title, document.title())];
    match document {
        Document::Article(article) => {
            let summary = article.summary.iter().enumerate();
            texts.extend(summary.map(|(at, block)| (DocumentPart::Summary(at), &*block.text)));
            let body = article.body.iter().enumerate();
            texts.extend(body.map(|(at, block)| (DocumentPart::Body(at), &*block.text)));
            for (at, citation) in article.citations.iter().enumerate() {
                texts.push((DocumentPart::CitationPublisher(at), &citation.publisher));
                texts.push((DocumentPart::CitationTitle(at), &citation.title));
            }
        }
        Document::Event(event) => {
            let items = event.description.iter().enumerate();
            texts.extend(items.map(|(at, block)| (DocumentPart::Description(at), &*block.text)));
            texts.push((DocumentPart::Place, &event.place));
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use crate::document::{Article, Block, BlockKind, Citation, DocumentId, SourcePlace};
    use crate::search::Synonyms;

    #[test]
    fn every_part_is_marked_in_characters() {
        let block = |text: &str| Block {
            kind: BlockKind::Bullet,
            text: text.to_owned(),
            line: 1,
        };
        let article = Document::Article(Article {
            id: DocumentId::article("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            title: "새 레드팀 소식".to_owned(),
            date: None,
            summary: vec![block("요약"), block("“레드 팀”의 하루")],
            body: vec![block("본문의 레드팀은 레드팀이다")],
            citations: vec![Citation {
                publisher: "레드팀 협회".to_owned(),
                title: "보고서".to_owned(),
                date: None,
                url: None,
                printed: "레드팀 협회, 보고서".to_owned(),
                line: 9,
            }],
            source: SourcePlace {
                file: "2024-05.txt".to_owned(),
                line: 1,
            },
        });
        let analyzer = test_analyzer();
        let query = Query::new("레드팀", &analyzer, &Synonyms::none()).unwrap();
        let marks = DocumentMarks::find(&article, &query, &analyzer);
        assert_eq!(marks.of(DocumentPart::Title), [2..5]);
        assert!(marks.of(DocumentPart::Summary(0)).is_empty());
        assert_eq!(marks.of(DocumentPart::Summary(1)), [1..5]);
        assert_eq!(marks.of(DocumentPart::Body(0)), [4..7, 9..12]);
        assert_eq!(marks.of(DocumentPart::CitationPublisher(0)), [0..3]);
        assert_eq!(marks.iter().count(), 4);
        let query = Query::new("블록체인", &analyzer, &Synonyms::none()).unwrap();
        assert!(DocumentMarks::find(&article, &query, &analyzer).is_empty());
    }
}
