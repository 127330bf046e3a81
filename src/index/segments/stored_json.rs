//! A document as JSON: the form in which older layouts stored documents, and by whose hash the
//! records of digest files tell whether documents are still those that were parsed.
//!
//! It stays what it was whatever the form is in which documents are stored now (`packed`), so
//! that an upgrade loses none.

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::document::{
    Article, Block, BlockKind, Citation, Date, Document, DocumentId, Event, Pages, PartialDate,
    SourcePlace,
};
use crate::language::messages;

#[derive(Serialize, Deserialize)]
enum StoredDocument {
    Article(StoredArticle),
    Event(StoredEvent),
}

#[derive(Serialize, Deserialize)]
struct StoredArticle {
    id: String,
    issue: String,
    ordinal: u32,
    title: String,
    /// Its own; layouts before had that of the newest source here too.
    date: Option<StoredDate>,
    summary: Vec<StoredBlock>,
    body: Vec<StoredBlock>,
    citations: Vec<StoredCitation>,
    file: String,
    line: u32,
    /// Files without pages have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pages: Option<StoredPages>,
}

#[derive(Serialize, Deserialize)]
struct StoredEvent {
    id: String,
    issue: String,
    ordinal: u32,
    name: String,
    first_day: Option<StoredDate>,
    last_day: Option<StoredDate>,
    #[serde(default)]
    around: Option<StoredDate>,
    period: String,
    place: String,
    homepage: Option<String>,
    description: Vec<StoredBlock>,
    file: String,
    line: u32,
    /// Files without pages have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pages: Option<StoredPages>,
}

/// The first page, and the lines on which later ones start.
#[derive(Serialize, Deserialize)]
struct StoredPages(u32, Vec<u32>);

/// Kind, line, text.
#[derive(Serialize, Deserialize)]
struct StoredBlock(u8, u32, String);

/// Year, month, day; 0 for what is not known.
#[derive(Serialize, Deserialize)]
struct StoredDate(u16, u8, u8);

#[derive(Serialize, Deserialize)]
struct StoredCitation {
    publisher: String,
    title: String,
    date: Option<StoredDate>,
    url: Option<String>,
    printed: String,
    line: u32,
}

/// The bytes that stand for `document`.
pub(crate) fn encode(document: &Document) -> anyhow::Result<Vec<u8>> {
    let stored = match document {
        Document::Article(article) => StoredDocument::Article(StoredArticle {
            id: article.id.to_string(),
            issue: article.issue.clone(),
            ordinal: article.ordinal,
            title: article.title.clone(),
            date: article.date.map(store_date),
            summary: article.summary.iter().map(store_block).collect(),
            body: article.body.iter().map(store_block).collect(),
            citations: article.citations.iter().map(store_citation).collect(),
            file: article.source.file.clone(),
            line: article.source.line,
            pages: article.source.pages.as_ref().map(store_pages),
        }),
        Document::Event(event) => StoredDocument::Event(StoredEvent {
            id: event.id.to_string(),
            issue: event.issue.clone(),
            ordinal: event.ordinal,
            name: event.name.clone(),
            first_day: event.first_day.map(store_date),
            last_day: event.last_day.map(store_date),
            around: event.around.map(store_date),
            period: event.period.clone(),
            place: event.place.clone(),
            homepage: event.homepage.clone(),
            description: event.description.iter().map(store_block).collect(),
            file: event.source.file.clone(),
            line: event.source.line,
            pages: event.source.pages.as_ref().map(store_pages),
        }),
    };
    serde_json::to_vec(&stored).context(messages::index::cannot_store())
}

/// The document that `bytes` stand for.
///
/// # Errors
///
/// Where the bytes are not what [`encode`] made: they are damaged.
pub(crate) fn decode(bytes: &[u8]) -> anyhow::Result<Document> {
    let stored: StoredDocument =
        serde_json::from_slice(bytes).context(messages::index::document_damaged())?;
    Ok(match stored {
        StoredDocument::Article(article) => Document::Article(Article {
            id: DocumentId::from_text(&article.id),
            issue: article.issue,
            ordinal: article.ordinal,
            title: article.title,
            date: article.date.and_then(load_date),
            summary: load_blocks(article.summary)?,
            body: load_blocks(article.body)?,
            citations: article.citations.into_iter().map(load_citation).collect(),
            source: SourcePlace {
                file: article.file,
                line: article.line,
                pages: article.pages.map(load_pages),
            },
        }),
        StoredDocument::Event(event) => Document::Event(Event {
            id: DocumentId::from_text(&event.id),
            issue: event.issue,
            ordinal: event.ordinal,
            name: event.name,
            first_day: event.first_day.and_then(load_day),
            last_day: event.last_day.and_then(load_day),
            around: event.around.and_then(load_date),
            period: event.period,
            place: event.place,
            homepage: event.homepage,
            description: load_blocks(event.description)?,
            source: SourcePlace {
                file: event.file,
                line: event.line,
                pages: event.pages.map(load_pages),
            },
        }),
    })
}

fn store_pages(pages: &Pages) -> StoredPages {
    StoredPages(pages.first, pages.later_starts.clone())
}

fn load_pages(pages: StoredPages) -> Pages {
    Pages {
        first: pages.0,
        later_starts: pages.1,
    }
}

fn store_date(date: impl Into<PartialDate>) -> StoredDate {
    let (year, month, day) = date.into().numbers();
    StoredDate(year, month, day)
}

fn load_date(date: StoredDate) -> Option<PartialDate> {
    PartialDate::from_numbers(date.0, date.1, date.2)
}

fn load_day(date: StoredDate) -> Option<Date> {
    load_date(date)?.day()
}

fn store_block(block: &Block) -> StoredBlock {
    let kind = BlockKind::ALL.iter().position(|kind| *kind == block.kind);
    StoredBlock(
        kind.unwrap_or_default() as u8,
        block.line,
        block.text.clone(),
    )
}

fn load_blocks(blocks: Vec<StoredBlock>) -> anyhow::Result<Vec<Block>> {
    blocks
        .into_iter()
        .map(|StoredBlock(kind, line, text)| {
            let kind = *BlockKind::ALL
                .get(usize::from(kind))
                .context(messages::index::unknown_block())?;
            Ok(Block { kind, text, line })
        })
        .collect()
}

fn store_citation(citation: &Citation) -> StoredCitation {
    StoredCitation {
        publisher: citation.publisher.clone(),
        title: citation.title.clone(),
        date: citation.date.map(store_date),
        url: citation.url.clone(),
        printed: citation.printed.clone(),
        line: citation.line,
    }
}

fn load_citation(citation: StoredCitation) -> Citation {
    Citation {
        publisher: citation.publisher,
        title: citation.title,
        date: citation.date.and_then(load_date),
        url: citation.url,
        printed: citation.printed,
        line: citation.line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, text: &str) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            line: 7,
        }
    }

    fn place() -> SourcePlace {
        SourcePlace {
            file: "2024-05.txt".to_owned(),
            line: 3,
            pages: Some(Pages {
                first: 2,
                later_starts: vec![7, 9],
            }),
        }
    }

    #[test]
    fn documents_come_back_whole() {
        let article = Document::Article(Article {
            id: DocumentId::article("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            title: "제목".to_owned(),
            date: PartialDate::from_iso("2024-04"),
            summary: vec![block(BlockKind::Bullet, "요약")],
            body: BlockKind::ALL
                .iter()
                .map(|kind| block(*kind, "본문"))
                .collect(),
            citations: vec![Citation {
                publisher: "기관".to_owned(),
                title: "문서".to_owned(),
                date: None,
                url: Some("https://example.com/".to_owned()),
                printed: "기관, 문서".to_owned(),
                line: 9,
            }],
            source: place(),
        });
        let event = Document::Event(Event {
            id: DocumentId::event("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            name: "행사".to_owned(),
            first_day: Date::new(2024, 7, 21),
            last_day: Date::new(2024, 7, 27),
            around: None,
            period: "2024.7.21~27".to_owned(),
            place: "비엔나".to_owned(),
            homepage: None,
            description: vec![block(BlockKind::Paragraph, "설명")],
            source: place(),
        });
        for document in [article, event] {
            assert_eq!(decode(&encode(&document).unwrap()).unwrap(), document);
        }
    }

    #[test]
    fn damaged_bytes_are_told() {
        assert!(decode(b"").is_err());
        assert!(decode(br#"{"Article":{}}"#).is_err());
    }
}
