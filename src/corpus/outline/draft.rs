//! Pieces with their roles to articles, and where each line went.

use std::collections::{HashMap, HashSet};

use super::dates;
use super::kinds::kind_of;
use super::layout::{Layout, Role, title_link};
use super::piece::{Outline, Piece, PieceKind, Told};
use super::signs::{self, Sign, number_bytes, sign_of};
use super::sources;
use super::wording::{first_sentence, says_the_same};
use crate::corpus::allowance::Meter;
use crate::corpus::characters::dense_chars;
use crate::corpus::error::CorpusError;
use crate::corpus::issue_name;
use crate::corpus::parsed::{LineKind, ParsedFile, Span, Target};
use crate::document::{
    Article, Block, BlockKind, Citation, Date, DocumentId, Issue, Part, SourcePlace,
};

/// A line over all articles that says this little is none.
const MOST_MASTHEAD_CHARS: usize = 40;

/// Puts the articles of a document together.
pub(super) struct Drafter<'o> {
    file: &'o str,
    issue: String,
    outline: &'o Outline,
    date: Option<Date>,
    page_host: Option<&'o str>,
    articles: Vec<Article>,
    spans: Vec<Span>,
    /// The days that articles give themselves in a line, by their ordinals.
    days: HashMap<usize, Date>,
    /// The heading over the articles that follow.
    section: Option<&'o Piece>,
    /// An article stands in the section.
    section_is_placed: bool,
    /// The addresses that the open article cites.
    cited: HashSet<String>,
    is_open: bool,
    /// The signs of bullets in the open article.
    has_boxes: bool,
}

impl<'o> Drafter<'o> {
    pub fn new(file: &'o str, outline: &'o Outline, date: Option<Date>) -> Self {
        let has_boxes = outline
            .pieces
            .iter()
            .any(|piece| matches!(sign_of(&piece.text), Some((Sign::Box, _))));
        Drafter {
            file,
            issue: issue_name::from_file(file),
            outline,
            date,
            page_host: outline.about.url.as_deref().map(sources::host),
            articles: Vec::new(),
            spans: Vec::new(),
            days: HashMap::new(),
            section: None,
            section_is_placed: false,
            cited: HashSet::new(),
            is_open: false,
            has_boxes,
        }
    }

    pub fn run(
        mut self,
        layout: &Layout,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        for left_out in &self.outline.left_out {
            self.furniture(left_out.line, left_out.kind, &left_out.text);
        }
        if layout.is_single {
            self.single(layout);
        } else {
            self.several(layout);
        }
        for article in &mut self.articles {
            let cited = article
                .citations
                .iter()
                .filter_map(|citation| citation.date);
            let own = self.days.get(&(article.ordinal as usize)).copied();
            article.date = own.or(self.date).or_else(|| cited.max());
        }
        for article in &self.articles {
            meter.add_article(article, article.source.line)?;
        }
        self.spans.sort_by_key(|span| span.line);
        Ok(ParsedFile {
            issue: Issue {
                id: self.issue,
                file: self.file.to_owned(),
                articles: self.articles,
                events: Vec::new(),
            },
            spans: self.spans,
            warnings: Vec::new(),
            is_misread: false,
        })
    }

    /// The whole document as one article.
    fn single(&mut self, layout: &Layout) {
        let about = &self.outline.about;
        let pieces = &self.outline.pieces;
        let titled = layout.roles.iter().position(|role| *role == Role::Title);
        let heading = titled.and_then(|at| pieces.get(at));
        let own = about.title.as_ref();
        match (heading, own) {
            (Some(heading), own) => {
                self.open(&heading.text, 0, heading.line);
                if let Some(own) = own.filter(|own| !says_the_same(&own.text, &heading.text)) {
                    self.heading(own);
                }
                self.cite(heading);
            }
            (None, Some(own)) => self.open(&own.text, 0, own.line),
            (None, None) => {}
        }
        if let Some(summary) = &about.summary {
            self.open_by(&summary.text, summary.line);
            self.summary(summary);
        }
        for (at, piece) in pieces.iter().enumerate() {
            if Some(at) == titled || piece.kind == PieceKind::ArticleStart {
                continue;
            }
            self.content(piece);
        }
        self.cite_the_whole();
    }

    /// Each title begins an article.
    fn several(&mut self, layout: &Layout) {
        let pieces = &self.outline.pieces;
        for told in [&self.outline.about.title, &self.outline.about.summary]
            .into_iter()
            .flatten()
        {
            self.furniture(told.line, LineKind::FrontMatter, &told.text);
        }
        let mut awaits_title = false;
        for (piece, role) in pieces.iter().zip(&layout.roles) {
            match role {
                Role::WholeTitle => {
                    self.furniture(piece.line, LineKind::FrontMatter, &piece.text);
                }
                Role::Section => {
                    self.note_section(Some(piece));
                    self.is_open = false;
                }
                Role::Start => {
                    self.is_open = false;
                    awaits_title = true;
                }
                Role::Title => self.title(piece),
                Role::TitleAndText => self.title_and_text(piece),
                Role::TableHead => {
                    self.furniture(piece.line, LineKind::TableHeader, &piece.text);
                }
                Role::Nothing => self.furniture(piece.line, LineKind::Paragraph, &piece.text),
                Role::Text if awaits_title && matches!(piece.kind, PieceKind::Heading(_)) => {
                    awaits_title = false;
                    self.title(piece);
                }
                Role::Text => {
                    awaits_title = false;
                    if self.is_masthead(piece) {
                        self.furniture(piece.line, LineKind::FrontMatter, &piece.text);
                    } else {
                        self.content(piece);
                    }
                }
            }
        }
        self.note_section(None);
    }

    /// Whether a piece stands before all articles and is too short to be one: a name, a day,
    /// a count.
    fn is_masthead(&self, piece: &Piece) -> bool {
        self.articles.is_empty()
            && self.section.is_none()
            && piece.text.chars().count() <= MOST_MASTHEAD_CHARS
    }

    /// Takes another section; the one before goes nowhere where no article stood in it.
    fn note_section(&mut self, section: Option<&'o Piece>) {
        if let Some(last) = std::mem::replace(&mut self.section, section) {
            if !self.section_is_placed {
                self.furniture(last.line, LineKind::SectionHeading, &last.text);
            }
        }
        self.section_is_placed = false;
    }

    fn title(&mut self, piece: &'o Piece) {
        let number = number_bytes(&piece.text);
        self.open(&piece.text, number, piece.line);
        self.put_section();
        self.cite(piece);
    }

    /// An article that is an item with a link: the link's words are its title.
    fn title_and_text(&mut self, piece: &'o Piece) {
        let Some(link) = title_link(piece) else {
            return;
        };
        let title = piece.text.get(link.start..link.end).unwrap_or_default();
        self.open(title, 0, piece.line);
        self.put_section();
        let (citations, is_all) = sources::citations(piece, None);
        if !is_all {
            self.block(
                BlockKind::Bullet,
                LineKind::Bullet,
                piece.line,
                "",
                &piece.text,
            );
        }
        self.add_citations(citations);
    }

    /// The heading over the article is the first block of its body.
    fn put_section(&mut self) {
        if let Some(section) = self.section {
            self.section_is_placed = true;
            self.block(
                BlockKind::Heading,
                LineKind::SectionHeading,
                section.line,
                "",
                &section.text,
            );
        }
    }

    /// Opens an article with a title behind so many bytes of a number.
    fn open(&mut self, title: &str, number: usize, line: u32) {
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
            },
        });
        self.is_open = true;
        self.cited.clear();
    }

    /// Opens an article where none is, by the section's words or the first sentence of a text.
    fn open_by(&mut self, text: &str, line: u32) {
        if self.is_open {
            return;
        }
        match self.section {
            // Its words are the title, and no block of the body.
            Some(section) => {
                let (text, line) = (section.text.clone(), section.line);
                self.section_is_placed = true;
                self.open(&text, number_bytes(&text), line);
                if let Some(span) = self.spans.last_mut() {
                    span.kind = LineKind::SectionHeading;
                }
            }
            None => {
                let bare = sign_of(text).map_or(0, |(_, bytes)| bytes);
                let sentence = first_sentence(text.get(bare..).unwrap_or(text));
                self.open(&sentence, 0, line);
            }
        }
    }

    /// A piece of the text of an article.
    fn content(&mut self, piece: &'o Piece) {
        if signs::is_nothing(&piece.text) && !matches!(piece.kind, PieceKind::Heading(_)) {
            self.furniture(piece.line, LineKind::Paragraph, &piece.text);
            return;
        }
        let was_open = self.is_open;
        self.open_by(&piece.text, piece.line);
        // What stands in for a title and has nothing more to say is not said twice.
        if !was_open
            && self
                .articles
                .last()
                .is_some_and(|article| article.title == piece.text)
        {
            let (citations, _) = sources::citations(piece, self.page_host);
            self.add_citations(citations);
            return;
        }
        let (citations, is_all) = if sources::may_be_sources(piece.kind) {
            sources::citations(piece, self.page_host)
        } else {
            (Vec::new(), false)
        };
        if !is_all || citations.is_empty() || !sources::cover(&citations, piece) {
            let (kind, line_kind, bytes) = kind_of(piece, self.has_boxes);
            let (marker, text) = piece
                .text
                .split_at_checked(bytes)
                .unwrap_or(("", &piece.text));
            let (marker, text) = (marker.to_owned(), text.to_owned());
            self.block(kind, line_kind, piece.line, &marker, &text);
        }
        if let Some(day) = dates::of_line(piece) {
            self.days.insert(self.articles.len(), day);
        }
        self.add_citations(citations);
    }

    fn block(&mut self, kind: BlockKind, line_kind: LineKind, line: u32, marker: &str, text: &str) {
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

    fn heading(&mut self, told: &Told) {
        self.block(
            BlockKind::Heading,
            LineKind::FrontMatter,
            told.line,
            "",
            &told.text,
        );
    }

    fn summary(&mut self, told: &Told) {
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

    /// The sources that a title leads to.
    fn cite(&mut self, piece: &Piece) {
        let (citations, _) = sources::citations(piece, None);
        self.add_citations(citations);
    }

    fn add_citations(&mut self, citations: Vec<Citation>) {
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

    /// A document that says who published it is a work itself.
    fn cite_the_whole(&mut self) {
        let about = &self.outline.about;
        let (publisher, line) = match (&about.publisher, &about.url) {
            (Some(told), _) => (told.text.as_str(), told.line),
            (None, Some(_)) => ("", 1),
            (None, None) => return,
        };
        let Some(article) = self.articles.last() else {
            return;
        };
        let title = article.title.clone();
        let day = about.date.map(|date| date.to_string()).unwrap_or_default();
        let url = about.url.clone().unwrap_or_default();
        let parts = [publisher, &title, &day, &url];
        let printed: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let citation = Citation {
            publisher: publisher.to_owned(),
            printed: printed.join(", "),
            title,
            date: about.date,
            url: about.url.clone(),
            line,
        };
        self.add_citations(vec![citation]);
    }

    fn furniture(&mut self, line: u32, kind: LineKind, text: &str) {
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
