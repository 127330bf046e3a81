//! Where the words of a query stand in a whole document.
//!
//! Defines the parts that a document is shown in, and the marks of each. Where words
//! stand in one text is `highlight`'s; how a mark looks is the output's.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::highlight::Highlighter;
use super::word_finder::char_ranges;
use crate::analysis::Analyzer;
use crate::document::{Document, Part};
use crate::search::query::Query;

/// What to mark in one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentMarks {
    /// By the part that stands for a list, and the place in it.
    parts: BTreeMap<(Part, usize), Vec<Range<usize>>>,
}

impl DocumentMarks {
    /// The words of `query` in `document`, all of them.
    pub fn find(document: &Document, query: &Query, analyzer: &Arc<Analyzer>) -> Self {
        let mut highlighter = Highlighter::thorough(query, analyzer);
        let mut parts = BTreeMap::new();
        let texts = document.texts().into_iter();
        for text in texts.filter(|text| is_shown_as_stored(text.part)) {
            let ranges = highlighter.highlights(text.text, text.part);
            if !ranges.is_empty() {
                let place = (text.part.list(), text.index);
                parts.insert(place, char_ranges(text.text, &ranges));
            }
        }
        DocumentMarks { parts }
    }

    /// What to mark in a part, at its place in its list: ranges of characters (Unicode
    /// scalar values), in order, not empty, neither overlapping nor touching. None where
    /// it holds no word.
    pub fn of(&self, part: Part, index: usize) -> &[Range<usize>] {
        let ranges = self.parts.get(&(part.list(), index));
        ranges.map_or(&[], Vec::as_slice)
    }

    /// What to mark in each text that holds a word, with the part that stands for its list
    /// and its place in it, list by list in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (Part, usize, &[Range<usize>])> {
        let parts = self.parts.iter();
        parts.map(|((part, index), ranges)| (*part, *index, ranges.as_slice()))
    }

    /// Whether no part holds a word.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// Whether a text is shown as it is stored. A citation is shown by its publisher and title,
/// an event's days as dates.
fn is_shown_as_stored(part: Part) -> bool {
    !matches!(part, Part::Citation | Part::Period | Part::Homepage)
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
                pages: None,
            },
        });
        let analyzer = test_analyzer();
        let query = Query::new("레드팀", &analyzer, &Synonyms::none()).unwrap();
        let marks = DocumentMarks::find(&article, &query, &analyzer);
        assert_eq!(marks.of(Part::Title, 0), [2..5]);
        assert!(marks.of(Part::Summary, 0).is_empty());
        assert_eq!(marks.of(Part::Summary, 1), [1..5]);
        assert_eq!(marks.of(Part::Body, 0), [4..7, 9..12]);
        assert_eq!(marks.of(Part::CitationPublisher, 0), [0..3]);
        assert_eq!(marks.iter().count(), 4);
        let query = Query::new("블록체인", &analyzer, &Synonyms::none()).unwrap();
        assert!(DocumentMarks::find(&article, &query, &analyzer).is_empty());
    }
}
