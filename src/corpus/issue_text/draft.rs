//! An issue while its lines are walked: texts not yet joined, and the spans.

use super::joiner::{Joiner, WrappedText};
use super::marked_line::MarkedLine;
use super::period;
use crate::corpus::characters::{compact, dense_chars, is_space, trim};
use crate::corpus::citation;
use crate::corpus::error::Warning;
use crate::corpus::parsed::{LineKind, Span, Target};
use crate::corpus::web_address::starts_with_url;
use crate::document::{
    Article, Block, BlockKind, Date, DocumentId, Event, Issue, Part, PartialDate, SourcePlace,
};
use crate::language::{Message, messages};

/// What has been found so far.
#[derive(Default)]
pub(in crate::corpus) struct Draft<'a> {
    /// A page was not understood, as a warning tells.
    pub is_misread: bool,
    pub articles: Vec<ArticleDraft<'a>>,
    pub events: Vec<EventDraft<'a>>,
    pub spans: Vec<Span>,
    pub warnings: Vec<Warning>,
}

/// An article whose lines are not yet joined.
#[derive(Default)]
pub(in crate::corpus) struct ArticleDraft<'a> {
    pub line: u32,
    pub title: WrappedText<'a>,
    pub summary: Vec<BlockDraft<'a>>,
    pub body: Vec<BlockDraft<'a>>,
    pub citations: Vec<BlockDraft<'a>>,
}

/// An event whose lines are not yet joined.
#[derive(Default)]
pub(in crate::corpus) struct EventDraft<'a> {
    pub line: u32,
    pub name: WrappedText<'a>,
    pub description: Vec<BlockDraft<'a>>,
    pub period: WrappedText<'a>,
    /// The days, where the issue tells their year.
    pub days: Option<MonthDays>,
    pub place: WrappedText<'a>,
    pub homepage: WrappedText<'a>,
}

/// Days of a month of the issue's year.
#[derive(Clone, Copy)]
pub(in crate::corpus) struct MonthDays {
    pub month: u8,
    pub first: u8,
    pub last: u8,
}

impl MonthDays {
    /// The first and the last day; a last that is before the first is of the next month.
    fn in_year_of(self, issue: &str) -> Option<(Date, Date)> {
        let year: u16 = issue.split('-').next()?.parse().ok()?;
        let first = Date::new(year, self.month, self.first)?;
        let last = match (self.last < self.first, self.month) {
            (false, month) => Date::new(year, month, self.last)?,
            (true, 12) => Date::new(year + 1, 1, self.last)?,
            (true, month) => Date::new(year, month + 1, self.last)?,
        };
        Some((first, last))
    }
}

/// A block, or a citation, whose lines are not yet joined.
pub(in crate::corpus) struct BlockDraft<'a> {
    pub kind: BlockKind,
    pub line: u32,
    pub text: WrappedText<'a>,
}

impl BlockDraft<'_> {
    pub(crate) fn new(kind: BlockKind, line: u32) -> Self {
        BlockDraft {
            kind,
            line,
            text: WrappedText::default(),
        }
    }
}

impl<'a> Draft<'a> {
    /// Puts a stretch of a line at the end of a target, after a marker.
    pub(crate) fn put(
        &mut self,
        target: Target,
        kind: LineKind,
        line: &MarkedLine<'a>,
        marker: &str,
        text: &'a str,
    ) {
        let text = trim(text);
        let chars = match self.text_mut(target) {
            Some(end) => {
                end.push(text, &line.line);
                dense_chars(text)
            }
            None => 0,
        };
        self.spans.push(Span {
            line: line.line.number,
            kind,
            target,
            marker: marker.to_owned(),
            chars,
        });
    }

    /// Puts a whole line at the end of a target.
    pub(crate) fn put_line(&mut self, target: Target, kind: LineKind, line: &MarkedLine<'a>) {
        self.put(target, kind, line, "", line.line.text);
    }

    /// Names a line as page furniture.
    pub(crate) fn put_furniture(&mut self, kind: LineKind, line: &MarkedLine<'a>) {
        self.put(Target::Furniture, kind, line, line.line.text, "");
    }

    pub(crate) fn warn(&mut self, line: u32, message: Message) {
        self.warnings.push(Warning::new(line, message));
    }

    pub(crate) fn text_mut(&mut self, target: Target) -> Option<&mut WrappedText<'a>> {
        let block = match target {
            Target::Article(article, part, nth) => {
                let article = self.articles.get_mut(article)?;
                match part {
                    Part::Title => return Some(&mut article.title),
                    Part::Summary => article.summary.get_mut(nth),
                    Part::Body => article.body.get_mut(nth),
                    Part::Citation => article.citations.get_mut(nth),
                    _ => None,
                }
            }
            Target::Event(event, part, nth) => {
                let event = self.events.get_mut(event)?;
                match part {
                    Part::Title => return Some(&mut event.name),
                    Part::Period => return Some(&mut event.period),
                    Part::Place => return Some(&mut event.place),
                    Part::Homepage => return Some(&mut event.homepage),
                    Part::Description => event.description.get_mut(nth),
                    _ => None,
                }
            }
            Target::Record(_) | Target::Furniture => None,
        };
        block.map(|block| &mut block.text)
    }

    /// The texts that are joined as running text.
    pub(crate) fn texts(&self) -> Vec<&WrappedText<'a>> {
        let mut texts = Vec::new();
        for article in &self.articles {
            texts.push(&article.title);
            let blocks = article
                .summary
                .iter()
                .chain(&article.body)
                .chain(&article.citations);
            texts.extend(blocks.map(|block| &block.text));
        }
        for event in &self.events {
            texts.push(&event.name);
            texts.extend(event.description.iter().map(|block| &block.text));
            texts.push(&event.place);
        }
        texts
    }

    /// The date of the newest source, else that of the first event.
    pub(crate) fn newest_date(&self) -> Option<PartialDate> {
        let blocks = self.articles.iter().flat_map(|article| &article.citations);
        let dates = blocks.filter_map(|block| citation::parse(block.text.glued(), 1).0.date);
        let events = || {
            let days = self.events.iter();
            let days = days.filter_map(|event| period::parse(&event.period.glued()));
            days.map(|(first, _)| PartialDate::Day(first)).min()
        };
        dates.max().or_else(events)
    }

    /// The issue, its lines joined.
    pub(crate) fn finish(
        mut self,
        id: &str,
        file: &str,
        joiner: &Joiner<'_, '_>,
    ) -> (Issue, Vec<Span>, Vec<Warning>) {
        let mut warnings = std::mem::take(&mut self.warnings);
        let place = |line| SourcePlace {
            file: file.to_owned(),
            line,
            pages: None,
        };
        let articles = self.articles.iter().zip(1u32..).map(|(draft, ordinal)| {
            let mut citations = Vec::new();
            for block in &draft.citations {
                let (citation, complaint) = citation::parse(joiner.join(&block.text), block.line);
                warnings.extend(complaint.map(|message| Warning::new(block.line, message)));
                citations.push(citation);
            }
            if citations.is_empty() {
                let message = messages::issues::article_without_sources(&ordinal);
                warnings.push(Warning::new(draft.line, message));
            }
            Article {
                id: DocumentId::article(id, ordinal),
                issue: id.to_owned(),
                ordinal,
                title: joiner.join(&draft.title),
                date: None,
                summary: blocks(&draft.summary, joiner),
                body: blocks(&draft.body, joiner),
                citations,
                source: place(draft.line),
            }
        });
        let articles = articles.collect();
        let events = self.events.iter().zip(1u32..).map(|(draft, ordinal)| {
            let printed = draft.period.glued();
            let in_year = draft.days.and_then(|days| days.in_year_of(id));
            let days = in_year.or_else(|| period::parse(&printed));
            if days.is_none() {
                let message = if printed.is_empty() {
                    messages::issues::event_without_days(&ordinal)
                } else {
                    messages::issues::event_days_not_in_calendar(&printed)
                };
                warnings.push(Warning::new(draft.line, message));
            }
            Event {
                id: DocumentId::event(id, ordinal),
                issue: id.to_owned(),
                ordinal,
                name: joiner.join(&draft.name),
                first_day: days.map(|(first, _)| first),
                last_day: days.map(|(_, last)| last),
                around: days.is_none().then(|| period::around(&printed)).flatten(),
                period: printed,
                place: joiner.join(&draft.place),
                homepage: (!draft.homepage.is_empty()).then(|| address(&draft.homepage)),
                description: blocks(&draft.description, joiner),
                source: place(draft.line),
            }
        });
        let events = events.collect();
        warnings.sort_by_key(|warning| warning.line);
        let issue = Issue {
            id: id.to_owned(),
            file: file.to_owned(),
            articles,
            events,
        };
        (issue, self.spans, warnings)
    }
}

/// A homepage as printed; a space within an address is the extractor's.
fn address(homepage: &WrappedText<'_>) -> String {
    let printed = homepage.glued();
    let mut words = printed.split(is_space).skip(1);
    if starts_with_url(&printed) && printed.is_ascii() && !words.any(starts_with_url) {
        compact(&printed)
    } else {
        printed
    }
}

fn blocks(drafts: &[BlockDraft<'_>], joiner: &Joiner<'_, '_>) -> Vec<Block> {
    drafts
        .iter()
        .map(|draft| Block {
            kind: draft.kind,
            text: joiner.join(&draft.text),
            line: draft.line,
        })
        .collect()
}
