//! Pieces with their roles to articles, and where each line went.

use std::collections::HashMap;

use super::articles::Articles;
use super::dates;
use super::kinds::kind_of;
use super::layout::Layout;
use super::piece::{Link, Outline, Piece, PieceKind};
use super::records::Columns;
use super::role::Role;
use super::signs::{self, Sign, number_bytes, sign_of};
use super::sources;
use super::titles::{strong_title, title_link};
use super::wording::{first_sentence, says_the_same};
use crate::corpus::allowance::Meter;
use crate::corpus::characters::is_space;
use crate::corpus::error::CorpusError;
use crate::corpus::issue_name;
use crate::corpus::parsed::{LineKind, ParsedFile};
use crate::document::{BlockKind, Citation, Issue, PartialDate};

/// A line over all articles that says this little is none.
const MOST_MASTHEAD_CHARS: usize = 40;

/// Whether a sign or a space parts a title from the text behind it.
fn is_between(c: char) -> bool {
    is_space(c) || "-–—:：·".contains(c)
}

/// Puts the articles of a document together.
pub(super) struct Drafter<'o> {
    file: &'o str,
    outline: &'o Outline,
    date: Option<PartialDate>,
    page_host: Option<&'o str>,
    made: Articles<'o>,
    /// The days that articles give themselves in a line, by their ordinals.
    days: HashMap<usize, PartialDate>,
    /// The heading over the articles that follow.
    section: Option<&'o Piece>,
    /// An article stands in the section.
    section_is_placed: bool,
    /// The signs of bullets in the open article.
    has_boxes: bool,
}

impl<'o> Drafter<'o> {
    pub(super) fn new(file: &'o str, outline: &'o Outline, date: Option<PartialDate>) -> Self {
        let has_boxes = outline
            .pieces
            .iter()
            .any(|piece| matches!(sign_of(&piece.text), Some((Sign::Box, _))));
        Drafter {
            file,
            made: Articles::new(file, issue_name::from_file(file)),
            outline,
            date,
            page_host: outline.about.url.as_deref().map(sources::host),
            days: HashMap::new(),
            section: None,
            section_is_placed: false,
            has_boxes,
        }
    }

    pub(super) fn run(
        mut self,
        layout: &Layout,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        for left_out in &self.outline.left_out {
            self.made
                .furniture(left_out.line, left_out.kind, &left_out.text);
        }
        if layout.is_single {
            self.single(layout);
        } else {
            self.several(layout);
        }
        for article in &mut self.made.articles {
            let own = self.days.get(&(article.ordinal as usize)).copied();
            article.date = own.or(self.date);
        }
        for article in &self.made.articles {
            meter.add_article(article, article.source.line)?;
        }
        self.made.spans.sort_by_key(|span| span.line);
        Ok(ParsedFile {
            issue: Issue {
                id: self.made.issue,
                file: self.file.to_owned(),
                articles: self.made.articles,
                events: Vec::new(),
            },
            spans: self.made.spans,
            warnings: Vec::new(),
            lost: Vec::new(),
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
                self.made.open(&heading.text, 0, heading.line);
                if let Some(own) = own.filter(|own| !says_the_same(&own.text, &heading.text)) {
                    self.made.heading(own);
                }
                self.cite(heading);
            }
            (None, Some(own)) => self.made.open(&own.text, 0, own.line),
            (None, None) => {}
        }
        if let Some(summary) = &about.summary {
            self.open_by(&summary.text, summary.line);
            self.made.summary(summary);
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
            self.made
                .furniture(told.line, LineKind::FrontMatter, &told.text);
        }
        let mut awaits_title = false;
        for (piece, role) in pieces.iter().zip(&layout.roles) {
            match role {
                Role::WholeTitle => {
                    self.made
                        .furniture(piece.line, LineKind::FrontMatter, &piece.text);
                }
                Role::Section => {
                    self.note_section(Some(piece));
                    self.made.is_open = false;
                }
                Role::Start => {
                    self.made.is_open = false;
                    awaits_title = true;
                }
                Role::Title => self.title(piece),
                Role::TitleAndText => self.title_and_text(piece),
                Role::TitleAndRest => self.title_and_rest(piece),
                Role::Record(columns) => self.record(piece, *columns),
                Role::TableHead => {
                    self.made
                        .furniture(piece.line, LineKind::TableHeader, &piece.text);
                }
                Role::Nothing => self
                    .made
                    .furniture(piece.line, LineKind::Paragraph, &piece.text),
                Role::Text if awaits_title && matches!(piece.kind, PieceKind::Heading(_)) => {
                    awaits_title = false;
                    self.title(piece);
                }
                Role::Text => {
                    awaits_title = false;
                    if self.is_masthead(piece) {
                        self.made
                            .furniture(piece.line, LineKind::FrontMatter, &piece.text);
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
        self.made.articles.is_empty()
            && self.section.is_none()
            && piece.text.chars().count() <= MOST_MASTHEAD_CHARS
    }

    /// Takes another section; the one before goes nowhere where no article stood in it.
    fn note_section(&mut self, section: Option<&'o Piece>) {
        if let Some(last) = std::mem::replace(&mut self.section, section)
            && !self.section_is_placed
        {
            self.made
                .furniture(last.line, LineKind::SectionHeading, &last.text);
        }
        self.section_is_placed = false;
    }

    fn title(&mut self, piece: &Piece) {
        let number = number_bytes(&piece.text);
        self.made.open(&piece.text, number, piece.line);
        self.put_section();
        self.cite(piece);
    }

    /// An article that is an item with a link: the link's words are its title.
    fn title_and_text(&mut self, piece: &Piece) {
        let Some(link) = title_link(piece) else {
            return;
        };
        let title = piece.text.get(link.start..link.end).unwrap_or_default();
        self.made.open(title, 0, piece.line);
        self.put_section();
        let (citations, is_all) = sources::citations(piece, None);
        if !is_all {
            self.made.block(
                BlockKind::Bullet,
                LineKind::Bullet,
                piece.line,
                "",
                &piece.text,
            );
        }
        self.made.add_citations(citations);
    }

    /// An article that is a row of a table.
    fn record(&mut self, piece: &Piece, columns: Columns) {
        self.made.open(columns.title(piece), 0, piece.line);
        self.put_section();
        self.made.block(
            BlockKind::Paragraph,
            LineKind::Paragraph,
            piece.line,
            "",
            &piece.text,
        );
        self.made
            .add_citations(columns.citation(piece).into_iter().collect());
    }

    /// An article whose title is the bold beginning of a piece; the rest is its text.
    fn title_and_rest(&mut self, piece: &Piece) {
        let title = strong_title(piece);
        self.made.open(title, number_bytes(title), piece.line);
        self.put_section();
        let end = title.len();
        let rest = piece.text.get(end..).unwrap_or_default();
        let signs = rest.len() - rest.trim_start_matches(is_between).len();
        let start = end + signs;
        let links = piece.links.iter().filter(|link| link.start >= start);
        let rest = Piece {
            text: piece.text.get(start..).unwrap_or_default().to_owned(),
            strong_bytes: 0,
            links: links
                .map(|link| Link {
                    start: link.start - start,
                    end: link.end - start,
                    url: link.url.clone(),
                })
                .collect(),
            kind: PieceKind::Paragraph,
            ..piece.clone()
        };
        if !rest.text.is_empty() {
            self.content(&rest);
        }
        self.cite(piece);
    }

    /// The heading over the article is the first block of its body.
    fn put_section(&mut self) {
        if let Some(section) = self.section {
            self.section_is_placed = true;
            self.made.block(
                BlockKind::Heading,
                LineKind::SectionHeading,
                section.line,
                "",
                &section.text,
            );
        }
    }

    /// Opens an article where none is, by the section's words or the first sentence of a text.
    fn open_by(&mut self, text: &str, line: u32) {
        if self.made.is_open {
            return;
        }
        match self.section {
            // Its words are the title, and no block of the body.
            Some(section) => {
                let (text, line) = (section.text.clone(), section.line);
                self.section_is_placed = true;
                self.made.open(&text, number_bytes(&text), line);
                if let Some(span) = self.made.spans.last_mut() {
                    span.kind = LineKind::SectionHeading;
                }
            }
            None => {
                let bare = sign_of(text).map_or(0, |(_, bytes)| bytes);
                let sentence = first_sentence(text.get(bare..).unwrap_or(text));
                self.made.open(&sentence, 0, line);
            }
        }
    }

    /// A piece of the text of an article.
    fn content(&mut self, piece: &Piece) {
        if signs::is_nothing(&piece.text) && !matches!(piece.kind, PieceKind::Heading(_)) {
            self.made
                .furniture(piece.line, LineKind::Paragraph, &piece.text);
            return;
        }
        let was_open = self.made.is_open;
        self.open_by(&piece.text, piece.line);
        // What stands in for a title and has nothing more to say is not said twice.
        if !was_open
            && self
                .made
                .articles
                .last()
                .is_some_and(|article| article.title == piece.text)
        {
            let (citations, _) = sources::citations(piece, self.page_host);
            self.made.add_citations(citations);
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
            self.made.block(kind, line_kind, piece.line, &marker, &text);
        }
        if let Some(day) = dates::of_line(piece) {
            self.days.insert(self.made.articles.len(), day);
            self.made
                .date_source(sources::name_beside_day(&piece.text), day);
        }
        self.made.add_citations(citations);
    }

    /// The sources that a title leads to.
    fn cite(&mut self, piece: &Piece) {
        let (citations, _) = sources::citations(piece, None);
        self.made.add_citations(citations);
    }

    /// A document that says who published it is a work itself.
    fn cite_the_whole(&mut self) {
        let about = &self.outline.about;
        let (publisher, line) = match (&about.publisher, &about.url) {
            (Some(told), _) => (told.text.as_str(), told.line),
            (None, Some(_)) => ("", 1),
            (None, None) => return,
        };
        let Some(article) = self.made.articles.last() else {
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
        self.made.add_citations(vec![citation]);
    }
}
