//! The works of one publisher, and the articles that cite them.
//!
//! Defines which citations are of one work. Which spellings are one publisher is
//! `publishers`'.

use std::collections::HashMap;

use super::publishers::Publishers;
use crate::analysis::spelling;
use crate::document::{Citation, Document, DocumentId, PartialDate};

/// A work with the articles that cite it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedWork {
    /// The publisher as it is spelled in the first citation.
    pub publisher: String,
    /// The title; where none could be told, the citation as printed.
    pub title: String,
    /// The day of publication, where a citation gives one.
    pub date: Option<PartialDate>,
    /// Where it is on the web, where a citation says so.
    pub url: Option<String>,
    /// The articles that cite it, in the order of the corpus: id and title.
    pub articles: Vec<(DocumentId, String)>,
}

/// Works as they are found in citations.
#[derive(Debug, Clone, Default)]
pub struct CitedWorks {
    works: Vec<CitedWork>,
    /// Where the work of a title and a day is.
    places: HashMap<(String, Option<PartialDate>), usize>,
}

impl CitedWorks {
    /// Adds a citation of `document`. Citations with the same letters in the title and
    /// the same day are one work.
    pub fn add(&mut self, document: &Document, citation: &Citation) {
        let title = match citation.title.trim() {
            "" => citation.printed.trim(),
            title => title,
        };
        let key = (spelling(title), citation.date);
        let place = *self.places.entry(key).or_insert(self.works.len());
        if place == self.works.len() {
            self.works.push(CitedWork {
                publisher: citation.publisher.trim().to_owned(),
                title: title.to_owned(),
                date: citation.date,
                url: None,
                articles: Vec::new(),
            });
        }
        let work = &mut self.works[place];
        if work.url.is_none() {
            work.url.clone_from(&citation.url);
        }
        // The citations of an article come together.
        if work
            .articles
            .last()
            .is_none_or(|(id, _)| id != document.id())
        {
            let article = (document.id().clone(), document.title().to_owned());
            work.articles.push(article);
        }
    }

    /// Adds the citations of `document` that are of the publisher `name`.
    pub(in crate::search) fn add_all(
        &mut self,
        document: &Document,
        publishers: &Publishers,
        name: &str,
    ) {
        for citation in document.citations() {
            if publishers.is_same(&citation.publisher, name) {
                self.add(document, citation);
            }
        }
    }

    /// The works, the newest first; those without a date last, in the order of the
    /// corpus.
    pub fn newest_first(self) -> Vec<CitedWork> {
        let mut works = self.works;
        works.sort_by_key(|work| std::cmp::Reverse(work.date));
        works
    }
}
