//! The plain values everything else passes around: issues and what they hold.
//!
//! Nothing here reads files, knows the index or prints. Only the standard library is
//! used, and a calendar for days.

mod characters;
mod date;
mod head;
mod id;
mod month;
mod part;
mod partial_date;
mod web;

pub use characters::{is_blank, steers};
pub use date::Date;
pub use head::DocumentHead;
pub use id::{APART, DocumentId, escape, half_of_id, is_half_of_id};
pub use month::{ENGLISH_MONTHS, Month};
pub use part::{BlockText, Part, PartText};
pub use partial_date::{DateOrigin, PartialDate};
pub use web::is_web_address;

/// One published number of the digest, as parsed from one digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// `2024-05`, or the digest file's stem where no month could be told.
    pub id: String,
    /// The digest file's path below the corpus folder, with `/` between parts.
    pub file: String,
    /// In the order of the digest file.
    pub articles: Vec<Article>,
    /// In the order of the digest file.
    pub events: Vec<Event>,
}

impl Issue {
    /// The same issue by another name, and so with other ids.
    pub fn rename(&mut self, id: &str) {
        for article in &mut self.articles {
            article.id = article.id.moved(&self.id, id);
            id.clone_into(&mut article.issue);
        }
        for event in &mut self.events {
            event.id = event.id.moved(&self.id, id);
            id.clone_into(&mut event.issue);
        }
        id.clone_into(&mut self.id);
    }
}

/// A document: what one hit shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// An article of an issue.
    Article(Article),
    /// An entry of an issue's table of events.
    Event(Event),
}

/// What kind of document a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentKind {
    /// An article of an issue.
    Article,
    /// An entry of an issue's table of events.
    Event,
}

impl DocumentKind {
    /// The kind's name in output: `article` or `event`.
    pub fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Article => "article",
            DocumentKind::Event => "event",
        }
    }
}

impl Document {
    /// The document's stable id.
    pub fn id(&self) -> &DocumentId {
        match self {
            Document::Article(article) => &article.id,
            Document::Event(event) => &event.id,
        }
    }

    /// The id of the issue that holds the document.
    pub fn issue(&self) -> &str {
        match self {
            Document::Article(article) => &article.issue,
            Document::Event(event) => &event.issue,
        }
    }

    /// Whether it is an article or an event.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Document::Article(_) => DocumentKind::Article,
            Document::Event(_) => DocumentKind::Event,
        }
    }

    /// An article's title or an event's name.
    pub fn title(&self) -> &str {
        match self {
            Document::Article(article) => &article.title,
            Document::Event(event) => &event.name,
        }
    }

    /// An article's date or an event's first day, as exactly as it is known. An article without
    /// a date of its own and of its sources has that of its issue.
    pub fn date(&self) -> Option<PartialDate> {
        self.dated().map(|(date, _)| date)
    }

    /// The same with what it was taken from.
    pub fn dated(&self) -> Option<(PartialDate, DateOrigin)> {
        match self {
            Document::Article(article) => article.dated(),
            Document::Event(event) => event.date().map(|date| (date, DateOrigin::Own)),
        }
    }

    /// Where the document starts in its digest file.
    pub fn source(&self) -> &SourcePlace {
        match self {
            Document::Article(article) => &article.source,
            Document::Event(event) => &event.source,
        }
    }

    /// The same document in a digest file of another name.
    pub fn with_file(mut self, file: &str) -> Self {
        let source = match &mut self {
            Document::Article(article) => &mut article.source,
            Document::Event(event) => &mut event.source,
        };
        file.clone_into(&mut source.file);
        self
    }

    /// The same document as one of another issue, by the same name in it.
    pub fn with_issue(mut self, issue: &str) -> Self {
        let (id, of) = match &mut self {
            Document::Article(article) => (&mut article.id, &mut article.issue),
            Document::Event(event) => (&mut event.id, &mut event.issue),
        };
        *id = id.moved(of, issue);
        issue.clone_into(of);
        self
    }

    /// Its place among the documents of its file: articles before events, each in their order.
    /// Whether it is an event, and which of its kind.
    pub fn place_in_file(&self) -> (bool, u32) {
        match self {
            Document::Article(article) => (false, article.ordinal),
            Document::Event(event) => (true, event.ordinal),
        }
    }

    /// The citations of an article; an event has none.
    pub fn citations(&self) -> &[Citation] {
        match self {
            Document::Article(article) => &article.citations,
            Document::Event(_) => &[],
        }
    }
}

/// A place in a digest file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePlace {
    /// The digest file's path below the corpus folder, with `/` between parts.
    pub file: String,
    /// The line, counted from 1; of a file with pages, of the text that is made of them.
    pub line: u32,
    /// The pages of the document, where the file has pages.
    pub pages: Option<Pages>,
}

impl SourcePlace {
    /// The page on which the document starts, counted from 1, where the file has pages.
    pub fn page(&self) -> Option<u32> {
        self.page_of(self.line)
    }

    /// The page on which a line of the document stands, where the file has pages.
    pub fn page_of(&self, line: u32) -> Option<u32> {
        self.pages.as_ref().map(|pages| pages.page_of(line))
    }
}

/// The pages on which a document stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The first, counted from 1.
    pub first: u32,
    /// The lines on which the ones after it start, in order.
    pub later_starts: Vec<u32>,
}

impl Pages {
    /// The page on which a line stands.
    pub fn page_of(&self, line: u32) -> u32 {
        let later = self.later_starts.partition_point(|&start| start <= line);
        self.first
            .saturating_add(u32::try_from(later).unwrap_or(u32::MAX))
    }
}

/// One article of an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// `ISSUE/ORDINAL`, or `STEM/ID` where the file gives ids of its own.
    pub id: DocumentId,
    /// The id of the issue that holds it.
    pub issue: String,
    /// The article's place in its issue, counted from 1.
    pub ordinal: u32,
    /// The title, wrapped lines joined.
    pub title: String,
    /// The article's own date, where its file gives one; [`Article::dated`] tells the date that
    /// it has for readers.
    pub date: Option<PartialDate>,
    /// The bullets of the summary, without their markers.
    pub summary: Vec<Block>,
    /// The rest of the text, in order, without its markers.
    pub body: Vec<Block>,
    /// Where a reader checks the article.
    pub citations: Vec<Citation>,
    /// Where the title stands.
    pub source: SourcePlace,
}

/// One block of text: a bullet, a heading and so on, wrapped lines joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// The text without the marker that started it.
    pub text: String,
    /// The line of the digest file where it starts, counted from 1.
    pub line: u32,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// A heading over the bullets that follow it.
    Heading,
    /// A bullet of the first level.
    Bullet,
    /// A bullet of the second level.
    Subbullet,
    /// Text that has no marker.
    Paragraph,
    /// A footnote to the text before it.
    Footnote,
    /// The caption of a figure, which itself is not in the file.
    Caption,
}

impl BlockKind {
    /// Every kind, in the order used for listing.
    pub const ALL: [BlockKind; 6] = [
        BlockKind::Heading,
        BlockKind::Bullet,
        BlockKind::Subbullet,
        BlockKind::Paragraph,
        BlockKind::Footnote,
        BlockKind::Caption,
    ];

    /// The kind's name in output, such as `subbullet`.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Heading => "heading",
            BlockKind::Bullet => "bullet",
            BlockKind::Subbullet => "subbullet",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Footnote => "footnote",
            BlockKind::Caption => "caption",
        }
    }
}

/// A work that an article names as its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Who published it; empty where the file does not say.
    pub publisher: String,
    /// The work's title; empty where the file does not say.
    pub title: String,
    /// When it was published, as exactly as the file says.
    pub date: Option<PartialDate>,
    /// Where it is on the web, where the file says so.
    pub url: Option<String>,
    /// The citation as printed, wrapped lines joined, without `☞ 출처 :`.
    pub printed: String,
    /// The line of the digest file where it starts, counted from 1.
    pub line: u32,
}

/// One entry of an issue's table of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// `ISSUE/eORDINAL`.
    pub id: DocumentId,
    /// The id of the issue that holds it.
    pub issue: String,
    /// The event's place in the table, counted from 1.
    pub ordinal: u32,
    /// The event's name, wrapped lines joined.
    pub name: String,
    /// The first day, where the table gives a valid one.
    pub first_day: Option<Date>,
    /// The last day, the same as the first for an event of one day.
    pub last_day: Option<Date>,
    /// The month or year, where the table names no day.
    pub around: Option<PartialDate>,
    /// The days as printed, such as `2024.7.21~27`.
    pub period: String,
    /// Where it takes place; empty where the table does not say.
    pub place: String,
    /// Its homepage, where the table gives one.
    pub homepage: Option<String>,
    /// The items of the description, without their markers.
    pub description: Vec<Block>,
    /// Where the event's entry starts.
    pub source: SourcePlace,
}

impl Article {
    /// Says that all of it stands on one line.
    pub fn move_to(&mut self, line: u32) {
        self.source.line = line;
        for block in self.summary.iter_mut().chain(&mut self.body) {
            block.line = line;
        }
        for citation in &mut self.citations {
            citation.line = line;
        }
    }

    /// The article's date: its own, else that of its newest source, else the month that its
    /// issue is called by.
    pub fn dated(&self) -> Option<(PartialDate, DateOrigin)> {
        let issue = || Month::of_issue(&self.issue).map(PartialDate::Month);
        let own = self.date.map(|date| (date, DateOrigin::Own));
        own.or_else(|| Some((self.newest_source()?, DateOrigin::Sources)))
            .or_else(|| Some((issue()?, DateOrigin::Issue)))
    }

    /// The date of the newest work that it cites.
    pub fn newest_source(&self) -> Option<PartialDate> {
        self.citations
            .iter()
            .filter_map(|citation| citation.date)
            .max()
    }
}

impl Event {
    /// The first day, or the month or year where no more is known.
    pub fn date(&self) -> Option<PartialDate> {
        self.first_day.map(PartialDate::Day).or(self.around)
    }

    /// The first and the last day, where the table gives valid ones.
    pub fn days(&self) -> Option<(Date, Date)> {
        let first = self.first_day?;
        Some((first, self.last_day.unwrap_or(first)))
    }

    /// The first and the last day that it may be on: of an event of which no more than the month
    /// or the year is known, all days of that.
    pub fn possible_days(&self) -> Option<(Date, Date)> {
        let around = || {
            let around = self.around?;
            Some((around.first_day()?, around.last_day()?))
        };
        self.days().or_else(around)
    }
}
