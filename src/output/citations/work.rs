//! What is cited: the digest's articles and events, and the sources that they name.
//!
//! Defines what is known of each work, and nothing that is not: the digest's own name is
//! in no digest file, and an article's date is that of its sources. How a work is written
//! is the styles'.

use std::collections::HashSet;

use super::{key, web};
use crate::document::{Article, Citation, Date, Document, Event, Month, PartialDate, steers};

/// A work to be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its name in a bibliography, the same in every output: letters, digits and hyphens.
    pub key: String,
    /// What it is.
    pub kind: WorkKind,
    /// Who published it, of a source: the body that speaks.
    pub author: Option<String>,
    /// Its title, on one line.
    pub title: String,
    /// The publication that an article is part of, where that was told.
    pub publication: Option<String>,
    /// The number of the publication, `2024-05`, of an article.
    pub issue: Option<String>,
    /// When it came out, as exactly as it is known.
    pub issued: Option<PartialDate>,
    /// The first and last day of an event.
    pub days: Option<(Date, Date)>,
    /// Where an event takes place.
    pub place: Option<String>,
    /// Where it is on the web, percent-encoded where it must be.
    pub url: Option<String>,
    /// Where it is in the corpus: `2024-05/12 (2024-05.txt:704)`; not of a source.
    pub note: Option<String>,
}

/// What a work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkKind {
    /// An article of the digest.
    Article,
    /// An event of the digest's table.
    Event,
    /// A work that an article names as its source.
    Source,
}

/// Which works of a document are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CitedParts {
    /// The document and its sources.
    #[default]
    All,
    /// The document itself.
    Article,
    /// The sources it names.
    Sources,
}

/// The works of `documents`, in order: each document once, its sources behind it.
///
/// `publication` is the digest's name, where somebody tells it.
pub fn works<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    parts: CitedParts,
    publication: Option<&str>,
) -> Vec<Work> {
    let mut works = Vec::new();
    let mut seen = HashSet::new();
    for document in documents {
        if !seen.insert(document.id()) {
            continue;
        }
        if parts != CitedParts::Sources {
            works.push(match document {
                Document::Article(article) => of_article(document, article, publication),
                Document::Event(event) => of_event(document, event),
            });
        }
        if parts != CitedParts::Article {
            let citations = document.citations().iter().enumerate();
            works.extend(citations.map(|(index, citation)| Work {
                key: key::of_source(document.id(), index),
                ..of_source(citation)
            }));
        }
    }
    works
}

fn of_article(document: &Document, article: &Article, publication: Option<&str>) -> Work {
    let month = Month::of_issue(&article.issue);
    Work {
        publication: publication.and_then(known),
        issue: month.map(|month| month.to_string()),
        // Not that of its sources: they came out before it.
        issued: article.date.or(month.map(PartialDate::Month)),
        ..of_document(document, WorkKind::Article)
    }
}

fn of_event(document: &Document, event: &Event) -> Work {
    Work {
        days: event
            .first_day
            .map(|first| (first, event.last_day.unwrap_or(first))),
        place: known(&event.place),
        url: event.homepage.as_deref().map(web::encoded),
        ..of_document(document, WorkKind::Event)
    }
}

fn of_document(document: &Document, kind: WorkKind) -> Work {
    let source = document.source();
    let id = document.id();
    let note = match source.page() {
        Some(page) => format!("{id} ({}:p.{page})", source.file),
        None => format!("{id} ({}:{})", source.file, source.line),
    };
    Work {
        key: key::of_document(id),
        kind,
        author: None,
        title: on_one_line(document.title()),
        publication: None,
        issue: None,
        issued: None,
        days: None,
        place: None,
        url: None,
        note: known(&note),
    }
}

fn of_source(citation: &Citation) -> Work {
    // Where neither title nor publisher could be told the printed line is all there is.
    let author = known(&citation.publisher);
    let title = known(&citation.title);
    Work {
        key: String::new(),
        kind: WorkKind::Source,
        title: title.unwrap_or_else(|| match author {
            Some(_) => String::new(),
            None => on_one_line(&citation.printed),
        }),
        author,
        publication: None,
        issue: None,
        issued: citation.date,
        days: None,
        place: None,
        url: citation.url.as_deref().map(web::encoded),
        note: None,
    }
}

/// A text on one line; `None` where nothing of it can be shown.
fn known(text: &str) -> Option<String> {
    let text = on_one_line(text);
    (!text.is_empty()).then_some(text)
}

/// The text with one space for each run of spaces, line ends and what else steers what
/// shows it: in a bibliography nobody would look for a replacement character.
fn on_one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || steers(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
pub(super) fn test_work(title: &str, author: &str, url: Option<&str>) -> Work {
    Work {
        key: "digest-2024-05-1-s1".to_owned(),
        ..of_source(&Citation {
            publisher: author.to_owned(),
            title: title.to_owned(),
            date: PartialDate::from_iso("2024-04-11"),
            url: url.map(str::to_owned),
            printed: format!("{author}, {title}"),
            line: 1,
        })
    }
}

/// Texts of all signs, and such as styles give a meaning to.
#[cfg(test)]
pub(super) fn hostile_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    prop_oneof![
        any::<String>(),
        "[ -~가-각\\n\\r\\t]{0,40}",
        "([{}\\\\@%&$#_~^,'`\"\\-<>]|TY  - |ER  - |\\n| |가){0,30}",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, SourcePlace};

    fn article(issue: &str, date: Option<PartialDate>, cited: Option<PartialDate>) -> Document {
        Document::Article(Article {
            id: DocumentId::article(issue, 1),
            issue: issue.to_owned(),
            ordinal: 1,
            title: "레드팀\n소식".to_owned(),
            date,
            summary: Vec::new(),
            body: Vec::new(),
            citations: vec![Citation {
                publisher: "기관".to_owned(),
                title: String::new(),
                date: cited,
                url: Some("https://a.kr/{b}".to_owned()),
                printed: "기관, 2024.04.11.".to_owned(),
                line: 9,
            }],
            source: SourcePlace {
                file: format!("{issue}.txt"),
                line: 7,
                pages: None,
            },
        })
    }

    #[test]
    fn an_article_came_out_with_its_issue_and_not_with_its_sources() {
        let april = PartialDate::from_iso("2024-04-11");
        let issued = |issue: &str, date, cited| {
            let document = article(issue, date, cited);
            works([&document], CitedParts::Article, None)[0].issued
        };
        let may = PartialDate::from_iso("2024-05");
        assert_eq!(issued("2024-05", None, april), may);
        assert_eq!(issued("2024-05", None, None), may);
        assert_eq!(issued("news", None, april), None);
        assert_eq!(issued("news", april, april), april);
        let given = PartialDate::from_iso("2024");
        assert_eq!(issued("news", given, april), given);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let document = article("2024-05", None, PartialDate::from_iso("2024-04-11"));
        let works = works([&document, &document], CitedParts::All, None);
        assert_eq!(works.len(), 2);
        assert_eq!(works[0].title, "레드팀 소식");
        assert_eq!(works[0].publication, None);
        assert_eq!(works[0].note.as_deref(), Some("2024-05/1 (2024-05.txt:7)"));
        assert_eq!(works[1].key, "digest-2024-05-1-s1");
        assert_eq!(works[1].author.as_deref(), Some("기관"));
        assert_eq!(works[1].title, "");
        assert_eq!(works[1].url.as_deref(), Some("https://a.kr/%7Bb%7D"));
    }
}
