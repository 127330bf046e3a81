//! Articles while they are made, and where each line of their file went.

use std::collections::HashSet;

use super::piece::Told;
use crate::corpus::characters::dense_chars;
use crate::corpus::parsed::{LineKind, Span, Target};
use crate::document::{
    Article, Block, BlockKind, Citation, DocumentId, Part, PartialDate, SourcePlace,
};

/// The articles that are made of a file; what is put goes to the last.
pub(super) struct Articles<'f> {
    file: &'f str,
    pub issue: String,
    pub articles: Vec<Article>,
    pub spans: Vec<Span>,
    /// The last article takes more.
    pub is_open: bool,
    /// The addresses that the last article cites.
    cited: HashSet<String>,
}

impl<'f> Articles<'f> {
    pub(super) fn new(file: &'f str, issue: String) -> Self {
        Articles {
            file,
            issue,
            articles: Vec::new(),
            spans: Vec::new(),
            is_open: false,
            cited: HashSet::new(),
        }
    }

    /// Opens an article with a title behind so many bytes of a number.
    pub(super) fn open(&mut self, title: &str, number: usize, line: u32) {
        let ordinal = u32::try_from(self.articles.len() + 1).unwrap_or(u32::MAX);
        let (marker, title) = title.split_at_checked(number).unwrap_or(("", title));
        self.span(
            line,
            LineKind::Title,
            Target::Article(self.articles.len(), Part::Title, 0),
            marker,
            title,
        );
        self.articles.push(Article {
            id: DocumentId::article(&self.issue, ordinal),
            issue: self.issue.clone(),
            ordinal,
            title: title.to_owned(),
            date: None,
            summary: Vec::new(),
            body: Vec::new(),
            citations: Vec::new(),
            source: SourcePlace {
                file: self.file.to_owned(),
                line,
                pages: None,
            },
        });
        self.is_open = true;
        self.cited.clear();
    }

    /// Puts a block at the end of the body, behind a sign.
    pub(super) fn block(
        &mut self,
        kind: BlockKind,
        line_kind: LineKind,
        line: u32,
        marker: &str,
        text: &str,
    ) {
        let number = self.articles.len().saturating_sub(1);
        let Some(article) = self.articles.last_mut() else {
            return;
        };
        let nth = article.body.len();
        article.body.push(Block {
            kind,
            text: text.to_owned(),
            line,
        });
        self.span(
            line,
            line_kind,
            Target::Article(number, Part::Body, nth),
            marker,
            text,
        );
    }

    /// Puts what the document says of itself as a heading.
    pub(super) fn heading(&mut self, told: &Told) {
        self.block(
            BlockKind::Heading,
            LineKind::FrontMatter,
            told.line,
            "",
            &told.text,
        );
    }

    pub(super) fn summary(&mut self, told: &Told) {
        let number = self.articles.len().saturating_sub(1);
        let Some(article) = self.articles.last_mut() else {
            return;
        };
        let nth = article.summary.len();
        article.summary.push(Block {
            kind: BlockKind::Bullet,
            text: told.text.clone(),
            line: told.line,
        });
        let target = Target::Article(number, Part::Summary, nth);
        self.span(told.line, LineKind::Summary, target, "", &told.text);
    }

    /// Adds citations; an address is cited once.
    pub(super) fn add_citations(&mut self, citations: Vec<Citation>) {
        let number = self.articles.len().saturating_sub(1);
        for citation in citations {
            let Some(article) = self.articles.last_mut() else {
                return;
            };
            if let Some(url) = &citation.url
                && !self.cited.insert(url.clone())
            {
                continue;
            }
            let target = Target::Article(number, Part::Citation, article.citations.len());
            let (line, printed) = (citation.line, citation.printed.clone());
            article.citations.push(citation);
            self.span(line, LineKind::Citation, target, "", &printed);
        }
    }

    /// Dates the only source of the last article by a line that names who published it.
    pub(super) fn date_source(&mut self, publisher: Option<String>, day: PartialDate) {
        let citations = self
            .articles
            .last_mut()
            .map(|article| &mut article.citations);
        let Some([citation]) = citations.map(Vec::as_mut_slice) else {
            return;
        };
        if citation.publisher.is_empty() && citation.date.is_none() {
            citation.publisher = publisher.unwrap_or_default();
            citation.date = Some(day);
        }
    }

    /// Names a line as nothing of an article.
    pub(super) fn furniture(&mut self, line: u32, kind: LineKind, text: &str) {
        self.span(line, kind, Target::Furniture, text, "");
    }

    fn span(&mut self, line: u32, kind: LineKind, target: Target, marker: &str, text: &str) {
        self.spans.push(Span {
            line,
            kind,
            target,
            marker: marker.to_owned(),
            chars: dense_chars(text),
        });
    }
}
