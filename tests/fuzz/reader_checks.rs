//! What holds for every digest file, whatever its bytes: the checks that the fuzz target of
//! the readers and the tests share.

use std::collections::HashSet;

use digest::corpus::{self, Allowance, LineKind, OriginalLines, ParsedFile, SpacesEverywhere};
use digest::document::{Block, Document};

/// So little that inputs of a fuzzer come to it.
const ALLOWANCE: Allowance = Allowance {
    file_bytes: u64::MAX,
    made_bytes: 256 << 10,
    article_bytes: 4 << 10,
};

/// Reads `bytes` as a digest file of each name that one may have.
pub fn check_bytes(bytes: &[u8]) {
    for (ending, _) in corpus::endings() {
        let name = &format!("2024-05{ending}");
        match corpus::parse_within(name, bytes, &SpacesEverywhere, &ALLOWANCE) {
            Ok(parsed) => check_parsed(name, bytes, &parsed),
            Err(error) => {
                assert_eq!(&error.file, name);
                assert!(!error.message.is_empty());
                // Lines of a document of a word processor are made of it.
                let last = if is_packed(bytes) {
                    u32::MAX
                } else {
                    last_line(bytes)
                };
                assert!(
                    error.line.is_none_or(|line| (1..=last).contains(&line)),
                    "{error}"
                );
            }
        }
    }
}

/// More lines than an editor counts in these bytes, whatever their encoding.
fn last_line(bytes: &[u8]) -> u32 {
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r'));
    u32::try_from(ends.count() + 1).unwrap()
}

/// Whether the bytes are those of an archive or a compound file.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

fn check_parsed(name: &str, bytes: &[u8], parsed: &ParsedFile) {
    let lines = OriginalLines::read(name, bytes).unwrap();
    let last = lines.count();
    assert_eq!(parsed.issue.file, name);
    let is_inside = |line: u32| (1..=last).contains(&line);
    assert!(
        parsed
            .warnings
            .iter()
            .all(|warning| is_inside(warning.line))
    );
    assert!(parsed.spans.iter().all(|span| is_inside(span.line)));
    let documents: Vec<Document> = parsed.documents().collect();
    let starts: Vec<u32> = documents
        .iter()
        .map(|document| document.source().line)
        .collect();
    let mut ids = HashSet::new();
    for document in &documents {
        assert!(
            ids.insert(document.id().clone()),
            "{} is there twice",
            document.id()
        );
        assert!(is_inside(document.source().line));
        assert!(length(document) <= ALLOWANCE.article_bytes, "{document:?}");
        lines.of_document(document.source().line, &starts);
    }
    let is_records = parsed
        .spans
        .iter()
        .any(|span| span.kind == LineKind::Record);
    if !is_records {
        corpus::rebuild(parsed).unwrap();
    }
}

/// The bytes of a document's text.
fn length(document: &Document) -> usize {
    let of = |blocks: &[Block]| -> usize { blocks.iter().map(|block| block.text.len()).sum() };
    let texts = match document {
        Document::Article(article) => of(&article.summary) + of(&article.body),
        Document::Event(event) => of(&event.description),
    };
    document.title().len() + texts
}
