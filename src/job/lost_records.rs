//! Articles of a file's last good state in the place of records that are none now.

use std::collections::{HashMap, HashSet};

use crate::corpus::ParsedFile;
use crate::document::{Article, Document, DocumentId};
use crate::index::Kept;

/// Those of the documents of a file's last good state: with the ids of lost records, and where
/// one has lost its id too, all that the file does not have any more.
pub(super) fn kept(old: Kept, file: &str, parsed: &ParsedFile) -> Vec<Article> {
    let documents = parsed.issue.articles.iter();
    let now: HashSet<&DocumentId> = documents.map(|article| &article.id).collect();
    let named = parsed.lost.iter().filter_map(|record| {
        let name = record.name.as_deref()?;
        Some((DocumentId::named(&parsed.issue.id, name), record.line))
    });
    let lost: HashMap<DocumentId, u32> = named.collect();
    let is_any = parsed.lost.iter().any(|record| record.name.is_none());
    let documents = old
        .documents
        .into_iter()
        .map(|document| document.with_file(file).with_issue(&parsed.issue.id));
    // Files of records have no events.
    let articles = documents.filter_map(|document| match document {
        Document::Article(article) => Some(article),
        Document::Event(_) => None,
    });
    let kept = articles.filter(|article| {
        let id = &article.id;
        !now.contains(id) && (is_any || lost.contains_key(id))
    });
    in_free_places(parsed, kept, &lost)
}

/// Kept articles in places of their own among those that a file says now: each in that of its
/// lost record, where that has an id, and else in its old place or the next that is free.
fn in_free_places(
    parsed: &ParsedFile,
    kept: impl Iterator<Item = Article>,
    lost: &HashMap<DocumentId, u32>,
) -> Vec<Article> {
    let articles = &parsed.issue.articles;
    let mut taken: HashSet<u32> = articles.iter().map(|article| article.ordinal).collect();
    let places = kept.map(|mut article| {
        let line = lost.get(&article.id).copied();
        let wanted = match line {
            Some(line) => {
                let before = articles.iter().filter(|other| other.source.line < line);
                1 + before.map(|other| other.ordinal).max().unwrap_or(0)
            }
            None => article.ordinal,
        };
        let mut free = (wanted..=u32::MAX).filter(|ordinal| !taken.contains(ordinal));
        article.ordinal = free.next().unwrap_or(u32::MAX);
        taken.insert(article.ordinal);
        if let Some(line) = line {
            article.move_to(line);
        }
        article
    });
    places.collect()
}
