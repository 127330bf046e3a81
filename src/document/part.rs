//! The parts of a document, and the one walk over them and their texts.

use super::{Article, Block, BlockKind, Document, Event};

/// A named piece of a document.
///
/// What groups parts (a field of the index, what a query can name, a weight) maps them;
/// nothing else lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// An article's title or an event's name.
    Title,
    /// A bullet of a summary.
    Summary,
    /// A heading of a body.
    Heading,
    /// A bullet, a sub-bullet or a paragraph of a body.
    Body,
    /// A footnote of a body.
    Footnote,
    /// The caption of a figure in a body.
    Caption,
    /// A citation as printed.
    Citation,
    /// The publisher in a citation.
    CitationPublisher,
    /// The title in a citation.
    CitationTitle,
    /// An item of an event's description.
    Description,
    /// An event's days as printed.
    Period,
    /// Where an event takes place.
    Place,
    /// An event's homepage.
    Homepage,
}

impl Part {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Summary => "summary",
            Part::Heading => "heading",
            Part::Body => "body",
            Part::Footnote => "footnote",
            Part::Caption => "caption",
            Part::Citation => "citation",
            Part::CitationPublisher => "citation_publisher",
            Part::CitationTitle => "citation_title",
            Part::Description => "description",
            Part::Period => "period",
            Part::Place => "place",
            Part::Homepage => "homepage",
        }
    }

    /// What a block of a body is.
    pub fn of_body(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Heading => Part::Heading,
            BlockKind::Bullet | BlockKind::Subbullet | BlockKind::Paragraph => Part::Body,
            BlockKind::Footnote => Part::Footnote,
            BlockKind::Caption => Part::Caption,
        }
    }

    /// The part that stands for the list which holds it: headings, footnotes and captions
    /// are blocks of the body.
    pub fn list(self) -> Self {
        match self {
            Part::Heading | Part::Footnote | Part::Caption => Part::Body,
            part => part,
        }
    }

    /// Whether it is one of an event's details, which are shown together.
    pub fn is_detail(self) -> bool {
        matches!(self, Part::Period | Part::Place | Part::Homepage)
    }
}

/// A text of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartText<'a> {
    /// What it is of the document.
    pub part: Part,
    /// Its place in its list of the document, counted from 0; 0 for what there is once.
    pub index: usize,
    /// The text as it is stored.
    pub text: &'a str,
    /// The line of the digest file where it starts, counted from 1.
    pub line: u32,
}

/// A block of a document whose text is kept elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockText<'a> {
    /// What the block is.
    pub kind: BlockKind,
    /// Its text.
    pub text: &'a str,
    /// The line of the digest file where it starts, counted from 1.
    pub line: u32,
}

impl Document {
    /// Every text of the document, in its order. Publisher and title of a citation follow
    /// the citation that holds them; details that an event lacks are left out.
    pub fn texts(&self) -> Vec<PartText<'_>> {
        match self {
            Document::Article(article) => article.texts(),
            Document::Event(event) => event.texts(),
        }
    }

    /// The same of a document whose blocks are kept elsewhere: those of the summary or the
    /// description are `leading`.
    pub fn texts_with<'a>(
        &'a self,
        leading: Vec<BlockText<'a>>,
        body: Vec<BlockText<'a>>,
    ) -> Vec<PartText<'a>> {
        match self {
            Document::Article(article) => article.texts_with(leading.into_iter(), body.into_iter()),
            Document::Event(event) => event.texts_with(leading.into_iter()),
        }
    }

    /// The title as a text.
    pub fn title_text(&self) -> PartText<'_> {
        once(Part::Title, self.title(), self.source().line)
    }
}

impl Article {
    /// See [`Document::texts`].
    pub fn texts(&self) -> Vec<PartText<'_>> {
        self.texts_with(texts_of(&self.summary), texts_of(&self.body))
    }

    fn texts_with<'a>(
        &'a self,
        summary: impl Iterator<Item = BlockText<'a>>,
        body: impl Iterator<Item = BlockText<'a>>,
    ) -> Vec<PartText<'a>> {
        let mut texts = vec![once(Part::Title, &self.title, self.source.line)];
        texts.extend(blocks(summary, |_| Part::Summary));
        texts.extend(blocks(body, Part::of_body));
        for (index, citation) in self.citations.iter().enumerate() {
            let parts = [
                (Part::Citation, &citation.printed),
                (Part::CitationPublisher, &citation.publisher),
                (Part::CitationTitle, &citation.title),
            ];
            texts.extend(parts.map(|(part, text)| PartText {
                part,
                index,
                text,
                line: citation.line,
            }));
        }
        texts
    }
}

impl Event {
    /// See [`Document::texts`].
    pub fn texts(&self) -> Vec<PartText<'_>> {
        self.texts_with(texts_of(&self.description))
    }

    fn texts_with<'a>(
        &'a self,
        description: impl Iterator<Item = BlockText<'a>>,
    ) -> Vec<PartText<'a>> {
        let line = self.source.line;
        let mut texts = vec![once(Part::Title, &self.name, line)];
        texts.extend(blocks(description, |_| Part::Description));
        let details = [
            once(Part::Period, &self.period, line),
            once(Part::Place, &self.place, line),
            once(
                Part::Homepage,
                self.homepage.as_deref().unwrap_or_default(),
                line,
            ),
        ];
        let details = details.into_iter();
        texts.extend(details.filter(|detail| !detail.text.is_empty()));
        texts
    }
}

fn once(part: Part, text: &str, line: u32) -> PartText<'_> {
    PartText {
        part,
        index: 0,
        text,
        line,
    }
}

fn texts_of(blocks: &[Block]) -> impl Iterator<Item = BlockText<'_>> {
    blocks.iter().map(|block| BlockText {
        kind: block.kind,
        text: &block.text,
        line: block.line,
    })
}

fn blocks<'a>(
    blocks: impl Iterator<Item = BlockText<'a>>,
    part: fn(BlockKind) -> Part,
) -> impl Iterator<Item = PartText<'a>> {
    let blocks = blocks.enumerate();
    blocks.map(move |(index, block)| PartText {
        part: part(block.kind),
        index,
        text: block.text,
        line: block.line,
    })
}
