//! The publication's lines to articles and events, between the fixed points that `anchors`
//! found. What comes before the first article is read in `front_matter`, what after each in
//! `citations`.

use std::collections::{HashMap, HashSet};

use super::anchors::Anchors;
use super::draft::{ArticleDraft, BlockDraft, Draft};
use super::events;
use super::marked_line::{MarkedLine, Marker};
use super::rows;
use super::unsourced::{self, Unsourced};
use crate::corpus::parsed::{LineKind, Target};
use crate::document::{BlockKind, Part};
use crate::language::messages;

/// Walks a file's lines once, in order, and drafts its issue.
pub(super) struct Walk<'m, 'a> {
    pub(super) anchors: Anchors<'m, 'a>,
    /// Titles that no sources come before, by the line on which they start.
    unsourced: HashMap<usize, Unsourced>,
    /// The first rows of tables behind bullets.
    rows: HashSet<usize>,
    pub(super) draft: Draft<'a>,
    /// No article has begun.
    is_at_front: bool,
    /// What an unmarked line goes on with.
    pub(super) open: Option<Target>,
    /// What it goes on with after a page's end, where a footnote is open.
    open_text: Option<Target>,
    pub(super) is_page_broken: bool,
    in_summary: bool,
    /// The summary's bullets, where nothing else ends it.
    summary_limit: Option<usize>,
    has_key: bool,
    /// How often `KEY Contents` has stood in this article.
    keys: usize,
    is_single_dash: bool,
}

impl<'m, 'a> Walk<'m, 'a> {
    pub(super) fn new(anchors: Anchors<'m, 'a>) -> Self {
        let before_tables = anchors.lines.iter().take(anchors.first_table());
        let dashes = before_tables
            .filter(|line| line.kind == Marker::Dash)
            .count();
        Walk {
            unsourced: unsourced::find(&anchors),
            rows: rows::find(anchors.lines),
            anchors,
            draft: Draft::default(),
            is_at_front: true,
            open: None,
            open_text: None,
            is_page_broken: false,
            in_summary: false,
            summary_limit: None,
            has_key: false,
            keys: 0,
            is_single_dash: dashes == 1,
        }
    }

    pub(super) fn run(mut self) -> Draft<'a> {
        let mut at = 0;
        let mut tables = self.anchors.tables.clone().into_iter().peekable();
        while let Some(line) = self.anchors.lines.get(at) {
            self.is_page_broken |= line.line.is_page_start;
            if let Some((start, end)) = tables.next_if(|&(start, _)| start <= at) {
                let end = end.max(start + 1).max(at + 1);
                events::read(self.anchors.between(at, end), &mut self.draft);
                self.open = None;
                self.is_at_front = false;
                // After a table an article starts, or the file ends.
                let is_title = |line: &MarkedLine<'_>| {
                    matches!(line.kind, Marker::Plain | Marker::Furniture(_))
                };
                let after = self.anchors.lines.iter().skip(end);
                let title = after.take_while(|line| is_title(line)).count();
                at = self.title(end, end + title);
                continue;
            }
            at = if self.is_at_front && self.draft.articles.is_empty() {
                self.is_at_front = false;
                self.front(at)
            } else if let Some(&title) = self.unsourced.get(&at) {
                if title.is_guess {
                    let message = messages::issues::article_taken_to_start();
                    self.draft.warn(line.line.number, message);
                }
                self.title(at, title.end)
            } else if line.kind == Marker::Source {
                self.sources(at)
            } else if self.rows.contains(&at) {
                let message = messages::issues::rows_of_table();
                self.draft.warn(line.line.number, message);
                self.start_block(BlockKind::Paragraph, line, "", line.line.text);
                at + 1
            } else {
                self.article_line(line);
                at + 1
            };
        }
        self.draft
    }

    /// Starts the article whose title stands in the lines from `start` to `end`.
    pub(super) fn title(&mut self, start: usize, end: usize) -> usize {
        let anchor = (end..self.anchors.lines.len())
            .find(|&at| !matches!(self.anchors.kind_at(at), Some(Marker::Furniture(_))));
        let anchor = anchor.unwrap_or(self.anchors.lines.len());
        let end = end.min(self.anchors.lines.len());
        let number = self.draft.articles.len();
        let Some(first) = self.anchors.lines.get(start) else {
            return start;
        };
        let line = first.line.number;
        self.draft.articles.push(ArticleDraft {
            line,
            ..ArticleDraft::default()
        });
        self.open = None;
        self.open_text = None;
        self.is_page_broken = false;
        self.keys = 0;
        self.plan_summary(anchor);
        for line in self.anchors.between(start, end) {
            match line.kind {
                Marker::Furniture(kind) => self.draft.put_furniture(kind, line),
                _ => self.draft.put_line(
                    Target::Article(number, Part::Title, 0),
                    LineKind::Title,
                    line,
                ),
            }
        }
        if start == end {
            let is_after = self.anchors.kind_at(anchor) == Some(Marker::KeyContents)
                && self.anchors.is_plain(anchor + 1);
            if !is_after {
                self.draft.warn(line, messages::issues::no_title());
            }
        }
        end
    }

    /// Decides what ends the summary of the article whose title is before `anchor`.
    fn plan_summary(&mut self, anchor: usize) {
        let is_key_first = self.anchors.kind_at(anchor) == Some(Marker::KeyContents);
        let body = anchor + usize::from(is_key_first);
        let body = self.anchors.lines.iter().skip(body);
        let mut kinds = body.map(|line| line.kind);
        let end = kinds.find(|kind| {
            let kind = *kind;
            matches!(kind, Marker::KeyContents | Marker::Source | Marker::Heading)
        });
        self.has_key = !is_key_first;
        self.in_summary = true;
        self.summary_limit = match end {
            Some(Marker::Heading) => None,
            Some(Marker::KeyContents) if !is_key_first => None,
            _ => Some(2),
        };
    }

    /// A line within an article.
    pub(super) fn article_line(&mut self, line: &MarkedLine<'a>) {
        match line.kind {
            Marker::Furniture(kind) => {
                self.draft.put_furniture(kind, line);
                self.is_page_broken = true;
            }
            Marker::KeyContents => self.key_contents(line),
            Marker::Bullet => {
                // The last bullet that the limit allows has been read.
                self.in_summary &= self.summary_limit != Some(0);
                self.summary_limit = self.summary_limit.map(|limit| limit.saturating_sub(1));
                self.start_block(BlockKind::Bullet, line, line.marker, line.rest);
            }
            Marker::Heading => {
                self.in_summary = false;
                self.start_block(BlockKind::Heading, line, line.marker, line.rest);
            }
            Marker::Subbullet => {
                self.start_block(BlockKind::Subbullet, line, line.marker, line.rest);
            }
            Marker::Footnote => {
                self.start_block(BlockKind::Footnote, line, line.marker, line.rest);
            }
            Marker::Caption => {
                self.start_block(BlockKind::Caption, line, "", line.line.text);
            }
            Marker::Dash if !self.is_dash_of_sentence() => {
                self.start_block(BlockKind::Subbullet, line, line.marker, line.rest);
            }
            Marker::Plain | Marker::Dash | Marker::Source => self.plain(line),
        }
    }

    /// Whether a dash goes on with a sentence: the only one, after a line that
    /// ends in a space.
    fn is_dash_of_sentence(&mut self) -> bool {
        self.is_single_dash && self.is_trailed(self.open)
    }

    /// Whether the target's last line ends in a space.
    fn is_trailed(&mut self, target: Option<Target>) -> bool {
        target
            .and_then(|target| self.draft.text_mut(target))
            .is_some_and(|text| text.is_trailed())
    }

    fn key_contents(&mut self, line: &MarkedLine<'a>) {
        self.draft.put_furniture(LineKind::KeyContents, line);
        self.keys += 1;
        if self.keys > 1 {
            let message = messages::issues::key_contents_again();
            self.draft.warn(line.line.number, message);
        }
        if self.has_key {
            // The summary came before.
            self.in_summary = false;
        }
        self.has_key = true;
        self.open = None;
        self.open_text = None;
        self.is_page_broken = false;
    }

    /// Opens a block of the last article.
    pub(super) fn start_block(
        &mut self,
        block: BlockKind,
        line: &MarkedLine<'a>,
        marker: &str,
        text: &'a str,
    ) {
        let Some(number) = self.draft.articles.len().checked_sub(1) else {
            self.draft.put_furniture(LineKind::FrontMatter, line);
            return;
        };
        let Some(article) = self.draft.articles.last_mut() else {
            return;
        };
        let (blocks, part, kind) = if self.in_summary {
            (&mut article.summary, Part::Summary, LineKind::Summary)
        } else {
            (&mut article.body, Part::Body, block.into())
        };
        blocks.push(BlockDraft::new(block, line.line.number));
        let target = Target::Article(number, part, blocks.len() - 1);
        self.draft.put(target, kind, line, marker, text);
        self.open = Some(target);
        if block != BlockKind::Footnote && block != BlockKind::Caption {
            self.open_text = Some(target);
        }
        self.is_page_broken = false;
    }

    /// A line without a marker: more of what is open, or a paragraph of its own.
    fn plain(&mut self, line: &MarkedLine<'a>) {
        let number = self.draft.articles.len().saturating_sub(1);
        let is_untitled = self.draft.articles.last().is_some_and(|article| {
            article.title.is_empty() && article.summary.is_empty() && article.body.is_empty()
        });
        if self.open.is_none() && is_untitled {
            self.draft.put_line(
                Target::Article(number, Part::Title, 0),
                LineKind::Title,
                line,
            );
            return;
        }
        let kind = self.open.and_then(|target| self.kind(target));
        // A footnote at a page's foot interrupts the text, which then goes on: seen
        // where the text's last line ends in a space and the footnote's does not.
        let is_note = self.is_page_broken && kind == Some(BlockKind::Footnote);
        if is_note && !self.is_trailed(self.open) && self.is_trailed(self.open_text) {
            self.open = self.open_text;
        }
        let is_closed = kind == Some(BlockKind::Caption)
            && self
                .open
                .and_then(|target| self.draft.text_mut(target))
                .is_some_and(|text| {
                    let text = text.glued();
                    text.starts_with('[') || text.ends_with(['>', '〉', '＞'])
                });
        match self.open.filter(|_| !is_closed) {
            Some(target) => {
                let kind = match target {
                    Target::Article(_, Part::Summary, _) => LineKind::Summary,
                    _ => self
                        .kind(target)
                        .map_or(LineKind::Paragraph, LineKind::from),
                };
                self.draft.put_line(target, kind, line);
                self.is_page_broken = false;
            }
            None => {
                let message = messages::issues::line_belongs_nowhere();
                self.draft.warn(line.line.number, message);
                self.start_block(BlockKind::Paragraph, line, "", line.line.text);
            }
        }
    }

    fn kind(&self, target: Target) -> Option<BlockKind> {
        let Target::Article(article, part, nth) = target else {
            return None;
        };
        let article = self.draft.articles.get(article)?;
        let block = match part {
            Part::Summary => article.summary.get(nth)?,
            Part::Body => article.body.get(nth)?,
            _ => return None,
        };
        Some(block.kind)
    }
}
