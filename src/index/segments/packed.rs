//! A document as the bytes kept in the index, of which no more is read than is wanted.
//!
//! In front stands what lists show: the title, days, citations and the place in the digest
//! file. A table follows with the kind, the line and the length of each block, and behind it
//! their texts lie one after the other. So the texts are verified to be text in one go, and
//! found where they lie; none becomes a value of its own before it is shown. A change of the
//! form is a change of the format's version.

use std::ops::Range;

use anyhow::Context;
use tantivy::directory::OwnedBytes;

use crate::analysis::{take_number, write_number};
use crate::document::{
    Article, Block, BlockKind, BlockText, Citation, Document, DocumentId, Event, Pages,
    PartialDate, SourcePlace,
};
use crate::language::messages;

/// The first byte. Older layouts begin with the brace of an object.
const PACKED: u8 = 1;

const ARTICLE: u8 = 0;
const EVENT: u8 = 1;

/// Whether the bytes of a stored document have this form.
pub(in crate::index) fn is_packed(bytes: &[u8]) -> bool {
    bytes.first() == Some(&PACKED)
}

/// The bytes that stand for `document` in the index.
pub(in crate::index) fn pack(document: &Document) -> Vec<u8> {
    let mut packed = vec![PACKED];
    let (leading, body): (&[Block], &[Block]) = match document {
        Document::Article(article) => {
            packed.push(ARTICLE);
            put_beginning(document, article.ordinal, &mut packed);
            put_date(article.date, &mut packed);
            write_number(article.citations.len(), &mut packed);
            for citation in &article.citations {
                put_text(&citation.publisher, &mut packed);
                put_text(&citation.title, &mut packed);
                put_date(citation.date, &mut packed);
                put_optional(citation.url.as_deref(), &mut packed);
                put_text(&citation.printed, &mut packed);
                write_number(citation.line as usize, &mut packed);
            }
            (&article.summary, &article.body)
        }
        Document::Event(event) => {
            packed.push(EVENT);
            put_beginning(document, event.ordinal, &mut packed);
            put_date(event.first_day.map(PartialDate::Day), &mut packed);
            put_date(event.last_day.map(PartialDate::Day), &mut packed);
            put_date(event.around, &mut packed);
            put_text(&event.period, &mut packed);
            put_text(&event.place, &mut packed);
            put_optional(event.homepage.as_deref(), &mut packed);
            (&event.description, &[])
        }
    };
    for blocks in [leading, body] {
        write_number(blocks.len(), &mut packed);
        let mut last_line = 0;
        for block in blocks {
            let kind = BlockKind::ALL.iter().position(|kind| *kind == block.kind);
            packed.push(kind.unwrap_or_default() as u8);
            put_step(last_line, block.line, &mut packed);
            last_line = block.line;
            write_number(block.text.len(), &mut packed);
        }
    }
    for block in leading.iter().chain(body) {
        packed.extend_from_slice(block.text.as_bytes());
    }
    packed
}

/// What articles and events begin with.
fn put_beginning(document: &Document, ordinal: u32, packed: &mut Vec<u8>) {
    put_text(document.id().as_str(), packed);
    put_text(document.issue(), packed);
    write_number(ordinal as usize, packed);
    put_text(document.title(), packed);
    let source = document.source();
    put_text(&source.file, packed);
    write_number(source.line as usize, packed);
    match &source.pages {
        None => packed.push(0),
        Some(pages) => {
            packed.push(1);
            write_number(pages.first as usize, packed);
            write_number(pages.later_starts.len(), packed);
            for start in &pages.later_starts {
                write_number(*start as usize, packed);
            }
        }
    }
}

fn put_text(text: &str, packed: &mut Vec<u8>) {
    write_number(text.len(), packed);
    packed.extend_from_slice(text.as_bytes());
}

/// Nothing is told from a text that is empty.
fn put_optional(text: Option<&str>, packed: &mut Vec<u8>) {
    packed.push(u8::from(text.is_some()));
    if let Some(text) = text {
        put_text(text, packed);
    }
}

/// The bits of a day and of a month in a date as a number.
const DAY_BITS: u32 = 5;
const MONTH_BITS: u32 = 4;

/// Dates are numbers, and 0 is none.
fn put_date(date: Option<PartialDate>, packed: &mut Vec<u8>) {
    let number = date.map_or(0, |date| {
        let (year, month, day) = date.numbers();
        let months = usize::from(year) << MONTH_BITS | usize::from(month);
        (months << DAY_BITS | usize::from(day)) + 1
    });
    write_number(number, packed);
}

/// How far a line is from another one, in front of it or behind.
fn put_step(from: u32, to: u32, packed: &mut Vec<u8>) {
    let (distance, is_back) = match to.checked_sub(from) {
        Some(distance) => (distance, 0),
        None => (from - to, 1),
    };
    write_number((distance as usize) << 1 | is_back, packed);
}

/// A document that was read so far as lists show it.
pub(in crate::index) struct PackedDocument {
    /// All of it but the blocks.
    pub head: Document,
    /// Those of the summary or the description, then those of the body.
    blocks: Vec<PackedBlock>,
    /// How many the first list has.
    leading: usize,
    /// The texts of the blocks.
    texts: OwnedBytes,
}

/// A block, and where its text lies.
struct PackedBlock {
    kind: BlockKind,
    line: u32,
    range: Range<usize>,
}

impl PackedDocument {
    /// The document that these bytes are, which [`pack`] made.
    ///
    /// # Errors
    ///
    /// Where it did not.
    pub(in crate::index) fn read(bytes: &OwnedBytes) -> anyhow::Result<Self> {
        let damaged = || messages::index::document_damaged();
        let mut rest = bytes.as_slice();
        let head = take_head(&mut rest).with_context(damaged)?;
        let mut blocks = Vec::new();
        let mut end = 0;
        let leading = take_blocks(&mut rest, &mut blocks, &mut end).with_context(damaged)?;
        take_blocks(&mut rest, &mut blocks, &mut end).with_context(damaged)?;
        anyhow::ensure!(end == rest.len(), "{}", damaged());
        Ok(PackedDocument {
            head,
            blocks,
            leading,
            texts: bytes.slice(bytes.len() - end..bytes.len()),
        })
    }

    /// Its blocks: those of the summary or the description, then those of the body.
    ///
    /// # Errors
    ///
    /// Where what is stored is no text.
    pub(super) fn blocks(&self) -> anyhow::Result<[Vec<BlockText<'_>>; 2]> {
        let texts = simdutf8::basic::from_utf8(&self.texts);
        let texts = texts.context(messages::index::text_damaged())?;
        let read = |block: &PackedBlock| {
            let text = texts.get(block.range.clone());
            Some(BlockText {
                kind: block.kind,
                text: text?,
                line: block.line,
            })
        };
        let (leading, body) = self.blocks.split_at(self.leading);
        let lists = [leading, body].map(|list| list.iter().map(read).collect::<Option<Vec<_>>>());
        let [Some(leading), Some(body)] = lists else {
            anyhow::bail!(messages::index::text_damaged());
        };
        Ok([leading, body])
    }

    /// The whole document.
    ///
    /// # Errors
    ///
    /// Where what is stored is no text.
    pub(in crate::index) fn into_whole(self) -> anyhow::Result<Document> {
        let [leading, body] = self.blocks()?.map(|list| {
            let list = list.into_iter();
            list.map(|block| Block {
                kind: block.kind,
                text: block.text.to_owned(),
                line: block.line,
            })
            .collect()
        });
        let mut document = self.head;
        match &mut document {
            Document::Article(article) => (article.summary, article.body) = (leading, body),
            Document::Event(event) => event.description = leading,
        }
        Ok(document)
    }
}

fn take_head(rest: &mut &[u8]) -> Option<Document> {
    if take_byte(rest)? != PACKED {
        return None;
    }
    let kind = take_byte(rest)?;
    let id = DocumentId::from_text(take_text(rest)?);
    let issue = take_text(rest)?.to_owned();
    let ordinal = take_u32(rest)?;
    let title = take_text(rest)?.to_owned();
    let source = SourcePlace {
        file: take_text(rest)?.to_owned(),
        line: take_u32(rest)?,
        pages: match take_byte(rest)? {
            0 => None,
            1 => Some(Pages {
                first: take_u32(rest)?,
                later_starts: take_list(rest, take_u32)?,
            }),
            _ => return None,
        },
    };
    match kind {
        ARTICLE => Some(Document::Article(Article {
            id,
            issue,
            ordinal,
            title,
            date: take_date(rest)?,
            summary: Vec::new(),
            body: Vec::new(),
            citations: take_list(rest, take_citation)?,
            source,
        })),
        EVENT => Some(Document::Event(Event {
            id,
            issue,
            ordinal,
            name: title,
            first_day: take_date(rest)?.and_then(PartialDate::day),
            last_day: take_date(rest)?.and_then(PartialDate::day),
            around: take_date(rest)?,
            period: take_text(rest)?.to_owned(),
            place: take_text(rest)?.to_owned(),
            homepage: take_optional(rest)?,
            description: Vec::new(),
            source,
        })),
        _ => None,
    }
}

fn take_citation(rest: &mut &[u8]) -> Option<Citation> {
    Some(Citation {
        publisher: take_text(rest)?.to_owned(),
        title: take_text(rest)?.to_owned(),
        date: take_date(rest)?,
        url: take_optional(rest)?,
        printed: take_text(rest)?.to_owned(),
        line: take_u32(rest)?,
    })
}

/// Takes a list of blocks, whose texts lie from `end` on, and tells how many they are.
fn take_blocks(rest: &mut &[u8], blocks: &mut Vec<PackedBlock>, end: &mut usize) -> Option<usize> {
    let count = take_number(rest)?;
    let mut line: u32 = 0;
    for _ in 0..count {
        let kind = *BlockKind::ALL.get(usize::from(take_byte(rest)?))?;
        let step = take_number(rest)?;
        let distance = u32::try_from(step >> 1).ok()?;
        line = if step & 1 == 0 {
            line.checked_add(distance)?
        } else {
            line.checked_sub(distance)?
        };
        let start = *end;
        *end = start.checked_add(take_number(rest)?)?;
        blocks.push(PackedBlock {
            kind,
            line,
            range: start..*end,
        });
    }
    Some(count)
}

/// Takes as many as are said to be there. What is said does not decide how much memory is
/// taken: each takes a byte at least.
fn take_list<T>(rest: &mut &[u8], take: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = take_number(rest)?;
    let mut list = Vec::new();
    for _ in 0..count {
        list.push(take(rest)?);
    }
    Some(list)
}

fn take_byte(rest: &mut &[u8]) -> Option<u8> {
    let (&byte, behind) = rest.split_first()?;
    *rest = behind;
    Some(byte)
}

fn take_u32(rest: &mut &[u8]) -> Option<u32> {
    u32::try_from(take_number(rest)?).ok()
}

fn take_text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = take_number(rest)?;
    let (text, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    std::str::from_utf8(text).ok()
}

fn take_optional(rest: &mut &[u8]) -> Option<Option<String>> {
    match take_byte(rest)? {
        0 => Some(None),
        1 => Some(Some(take_text(rest)?.to_owned())),
        _ => None,
    }
}

fn take_date(rest: &mut &[u8]) -> Option<Option<PartialDate>> {
    let Some(number) = take_number(rest)?.checked_sub(1) else {
        return Some(None);
    };
    let months = number >> DAY_BITS;
    let day = number & ((1 << DAY_BITS) - 1);
    let month = months & ((1 << MONTH_BITS) - 1);
    let year = u16::try_from(months >> MONTH_BITS).ok()?;
    let date = PartialDate::from_numbers(year, month as u8, day as u8)?;
    Some(Some(date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(kind: BlockKind, line: u32, text: &str) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            line,
        }
    }

    fn documents() -> [Document; 2] {
        let source = |pages| SourcePlace {
            file: "하위/2024-05.txt".to_owned(),
            line: 3,
            pages,
        };
        let article = Article {
            id: DocumentId::article("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            title: "제목".to_owned(),
            date: PartialDate::from_iso("2024-04"),
            summary: vec![
                block(BlockKind::Bullet, 9, "요약"),
                block(BlockKind::Bullet, 4, ""),
            ],
            body: BlockKind::ALL
                .iter()
                .zip(10..)
                .map(|(kind, line)| block(*kind, line, "본문 body"))
                .collect(),
            citations: vec![
                Citation {
                    publisher: "기관".to_owned(),
                    title: "문서".to_owned(),
                    date: PartialDate::from_iso("2024"),
                    url: Some("https://example.com/".to_owned()),
                    printed: "기관, 문서".to_owned(),
                    line: u32::MAX,
                },
                Citation {
                    publisher: String::new(),
                    title: String::new(),
                    date: None,
                    url: None,
                    printed: String::new(),
                    line: 0,
                },
            ],
            source: source(Some(Pages {
                first: 2,
                later_starts: vec![7, 9],
            })),
        };
        let event = Event {
            id: DocumentId::event("2024-05", 1),
            issue: "2024-05".to_owned(),
            ordinal: 1,
            name: "행사".to_owned(),
            first_day: PartialDate::from_iso("2024-07-21").and_then(PartialDate::day),
            last_day: PartialDate::from_iso("2024-12-31").and_then(PartialDate::day),
            around: PartialDate::from_iso("2024-07"),
            period: "2024.7.21~27".to_owned(),
            place: "비엔나".to_owned(),
            homepage: Some(String::new()),
            description: vec![block(BlockKind::Paragraph, 5, "설명")],
            source: source(None),
        };
        [Document::Article(article), Document::Event(event)]
    }

    fn read(bytes: Vec<u8>) -> anyhow::Result<Document> {
        PackedDocument::read(&OwnedBytes::new(bytes))?.into_whole()
    }

    #[test]
    fn documents_come_back_whole() {
        for document in documents() {
            let packed = pack(&document);
            assert!(is_packed(&packed));
            assert_eq!(read(packed).unwrap(), document);
        }
    }

    #[test]
    fn texts_are_read_where_they_lie() {
        for document in documents() {
            let packed = PackedDocument::read(&OwnedBytes::new(pack(&document))).unwrap();
            let [leading, body] = packed.blocks().unwrap();
            assert_eq!(packed.head.texts_with(leading, body), document.texts());
        }
    }

    #[test]
    fn bytes_that_are_cut_are_no_document() {
        for document in documents() {
            let packed = pack(&document);
            for length in 0..packed.len() {
                assert!(read(packed[..length].to_vec()).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn what_is_said_to_be_there_takes_no_memory() {
        let mut packed = pack(&documents()[1]);
        let blocks = packed.len() - "설명".len() - 4;
        packed.truncate(blocks);
        write_number(u32::MAX as usize, &mut packed);
        assert!(read(packed).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_document_or_refused(
            place in any::<prop::sample::Index>(),
            bytes in prop::collection::vec(any::<u8>(), 1..12),
            is_event in any::<bool>(),
        ) {
            let mut packed = pack(&documents()[usize::from(is_event)]);
            let start = place.index(packed.len());
            for (old, new) in packed[start..].iter_mut().zip(bytes) {
                *old = new;
            }
            if let Ok(document) = read(packed) {
                prop_assert_eq!(&read(pack(&document)).unwrap(), &document);
            }
        }
    }
}
