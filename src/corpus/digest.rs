//! The layout of the digest files: lines to articles and events.
//!
//! An article is found by its fixed points, the sources that end the one before
//! and the first bullet or `KEY Contents` after its title, and not by one
//! extractor's spaces. The lines are walked once, in order.

use std::collections::HashMap;

use super::citation;
use super::date_text::{closing_date, find_dates, starts_with_url};
use super::decode::Encoding;
use super::draft::{ArticleDraft, BlockDraft, Draft};
use super::error::CorpusError;
use super::events;
use super::format::{Format, Source};
use super::furniture;
use super::issue_name;
use super::join::Joiner;
use super::line::{is_space, lines};
use super::mark::{Mark, MarkedLine, mark_lines};
use super::parsed::{LineKind, ParsedFile, Part};
use super::{WordJudge, line};
use crate::document::BlockKind;

/// The digest's own layout, as text.
pub(super) struct Digest;

impl Format for Digest {
    fn recognises(&self, source: &Source<'_>) -> bool {
        let marked = mark_lines(lines(source.text));
        let has = |mark| marked.iter().any(|line| line.mark == mark);
        let is_table = marked
            .iter()
            .any(|line| furniture::is_event_table_head(line.line.text))
            && marked
                .iter()
                .any(|line| furniture::is_details_head(line.line.text));
        has(Mark::KeyContents)
            || has(Mark::Source)
            || has(Mark::Bullet) && has(Mark::Heading)
            || is_table
    }

    fn parse(&self, source: &Source<'_>, words: &dyn WordJudge) -> Result<ParsedFile, CorpusError> {
        let lines = lines(source.text);
        let marked = mark_lines(lines.clone());
        let draft = Walk::new(&marked).run();
        if draft.articles.is_empty() && draft.events.is_empty() {
            return Err(source.of_another_kind());
        }
        let labels = draft.spans.iter().filter(|span| {
            span.part == Part::Furniture
                && matches!(span.kind, LineKind::RunningHead | LineKind::FrontMatter)
        });
        let id = issue_name::from_labels(labels.map(|span| span.marker.as_str()))
            .unwrap_or_else(|| issue_name::from_file(source.name));
        let joiner = Joiner::new(&lines, &draft.texts(), words);
        let (issue, spans, warnings) = draft.finish(&id, source.name, &joiner);
        Ok(ParsedFile {
            issue,
            spans,
            warnings,
            encoding: Encoding::Utf8,
        })
    }
}

/// Where the walk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first article.
    Front,
    Article,
}

struct Walk<'m, 'a> {
    lines: &'m [MarkedLine<'a>],
    draft: Draft<'a>,
    state: State,
    /// What an unmarked line goes on with.
    open: Option<Part>,
    /// What it goes on with after a page's end, where a footnote is open.
    open_text: Option<Part>,
    is_page_broken: bool,
    in_summary: bool,
    /// The summary's bullets, where nothing else ends it.
    summary_limit: Option<usize>,
    has_key: bool,
    /// Titles are led by a space in this file.
    leads_titles: bool,
    /// Titles that no sources come before, and their ends.
    unsourced: HashMap<usize, usize>,
    tables: Vec<(usize, usize)>,
    is_single_dash: bool,
}

impl<'m, 'a> Walk<'m, 'a> {
    fn new(lines: &'m [MarkedLine<'a>]) -> Self {
        let mut walk = Walk {
            lines,
            draft: Draft::default(),
            state: State::Front,
            open: None,
            open_text: None,
            is_page_broken: false,
            in_summary: false,
            summary_limit: None,
            has_key: false,
            leads_titles: false,
            unsourced: HashMap::new(),
            tables: Vec::new(),
            is_single_dash: false,
        };
        walk.tables = walk.find_tables();
        walk.leads_titles = walk.has_led_titles();
        walk.unsourced = walk.find_unsourced();
        let table = walk.tables.first().map_or(lines.len(), |table| table.0);
        walk.is_single_dash = lines
            .iter()
            .take(table)
            .filter(|line| line.mark == Mark::Dash)
            .count()
            == 1;
        walk
    }

    fn run(mut self) -> Draft<'a> {
        let mut at = 0;
        let mut tables = self.tables.clone().into_iter().peekable();
        while let Some(line) = self.lines.get(at) {
            self.is_page_broken |= line.line.is_page_start;
            if let Some((start, end)) = tables.next_if(|&(start, _)| start <= at) {
                let end = end.max(start + 1).max(at + 1);
                events::read(self.lines.get(at..end).unwrap_or_default(), &mut self.draft);
                self.open = None;
                self.state = State::Article;
                // After a table an article starts, or the file ends.
                let is_title =
                    |line: &MarkedLine<'_>| matches!(line.mark, Mark::Plain | Mark::Furniture(_));
                let title = self
                    .lines
                    .iter()
                    .skip(end)
                    .take_while(|line| is_title(line))
                    .count();
                at = self.title(end, end + title);
                continue;
            }
            at = if self.state == State::Front && self.draft.articles.is_empty() {
                self.front(at)
            } else if let Some(&end) = self.unsourced.get(&at) {
                self.title(at, end)
            } else if line.mark == Mark::Source {
                self.sources(at)
            } else {
                self.article_line(line);
                at + 1
            };
        }
        self.draft
    }

    // ---- where things start ----

    /// The next line from `at` that starts a bullet, a heading or a table of events.
    fn marker_from(&self, at: usize) -> usize {
        let table = self
            .tables
            .iter()
            .map(|table| table.0)
            .find(|&start| start >= at);
        let end = table.unwrap_or(self.lines.len());
        let is_marker = |line: &MarkedLine<'_>| {
            matches!(
                line.mark,
                Mark::Bullet | Mark::KeyContents | Mark::Heading | Mark::Subbullet
            )
        };
        let found = self
            .lines
            .get(at..end)
            .and_then(|lines| lines.iter().position(is_marker));
        found.map_or(end.max(at), |nth| at + nth)
    }

    fn mark(&self, at: usize) -> Option<Mark> {
        self.lines.get(at).map(|line| line.mark)
    }

    fn is_plain(&self, at: usize) -> bool {
        self.mark(at) == Some(Mark::Plain)
    }

    fn starts_article(&self, at: usize) -> bool {
        matches!(self.mark(at), Some(Mark::Bullet | Mark::KeyContents))
    }

    /// Whether a citation ends on this line: with its date, or the date's rest.
    fn ends_citation(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else {
            return false;
        };
        if !matches!(line.mark, Mark::Plain | Mark::Dash | Mark::Source) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before));
        let before = before.filter(|before| {
            line.mark != Mark::Source && matches!(before.mark, Mark::Plain | Mark::Source)
        });
        let next = self
            .lines
            .get(at + 1)
            .filter(|next| next.mark == Mark::Plain);
        closes(line.rest, next.map(|next| next.rest))
            || before.is_some_and(|before| {
                // A date cut by the wrap; one that was whole before is not cut.
                let tail = tail(before.rest, 16);
                let joined = format!("{tail}{}", line.rest);
                find_dates(&joined)
                    .iter()
                    .any(|date| date.start < tail.len() && date.end > tail.len())
                    && !closing_date(before.rest).is_some_and(|date| date.has_day)
                    && closes(&joined, None)
            })
            || starts_with_url(line.rest)
                && before.is_some_and(|before| closing_date(before.rest).is_some())
    }

    /// Where the title starts that ends before the marker at `end`, in a run of
    /// lines from `from`; whether that is sure; and where it ends.
    fn find_title(&self, from: usize, end: usize) -> Option<(usize, usize)> {
        // Furniture may stand between a title and what follows it.
        let last = (from..end).rev().find(|&at| self.is_plain(at))?;
        let title_end = last + 1;
        let mut start = title_end;
        let mut is_sure = false;
        while start > from {
            let before = start - 1;
            if !self.is_plain(before) || self.ends_citation(before) {
                is_sure = self.mark(before) != Some(Mark::Source) || self.ends_citation(before);
                break;
            }
            start = before;
            if self
                .lines
                .get(before)
                .is_some_and(|line| line.line.is_page_start)
            {
                is_sure = true;
                break;
            }
        }
        if start >= title_end {
            return None;
        }
        let is_led = |at: usize| self.lines.get(at).is_some_and(|line| line.line.is_led);
        let led = |from: usize| {
            (from..title_end)
                .rev()
                .find(|&at| self.leads_titles && is_led(at))
        };
        let text = |at: usize| self.lines.get(at).map_or("", |line| line.line.text);
        // A citation without a date stands before the title: all Latin, with commas.
        let foreign = (start..title_end)
            .take_while(|&at| !text(at).chars().any(is_hangul))
            .count();
        let is_citation = foreign > 0
            && start + foreign < title_end
            && (start..start + foreign).any(|at| text(at).contains(", "));
        if is_sure {
            if !is_led(start)
                && let Some(led) = led(start + 1)
            {
                return Some((led, title_end));
            }
            let start = if is_citation { start + foreign } else { start };
            return Some((start, title_end));
        }
        let start = match led(start) {
            Some(led) => led,
            None if is_citation => start + foreign,
            None => last,
        };
        Some((start, title_end))
    }

    /// Whether most titles that sources end before are led by a space.
    fn has_led_titles(&self) -> bool {
        let mut votes = 0i64;
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            if line.mark != Mark::Source {
                at += 1;
                continue;
            }
            let end = self.marker_from(at + 1);
            if self.starts_article(end)
                && let Some((start, title_end)) = self.find_title(at + 1, end)
            {
                let title = self.lines.get(start..title_end).unwrap_or_default();
                let is_led = title.iter().any(|line| line.line.is_led);
                votes += if is_led { 1 } else { -1 };
            }
            at = end.max(at + 1);
        }
        votes > 0
    }

    /// The tables of events: first line, and the line after the last.
    fn find_tables(&self) -> Vec<(usize, usize)> {
        let mut tables = Vec::new();
        let first_article = self
            .lines
            .iter()
            .position(|line| matches!(line.mark, Mark::KeyContents | Mark::Source));
        let mut at = first_article.unwrap_or(0);
        // The line after which a name of an event may start.
        let mut anchor = at;
        while let Some(line) = self.lines.get(at) {
            let text = line.line.text;
            let is_head =
                furniture::is_event_table_head(text) || furniture::is_events_heading(text);
            if !is_head && !furniture::is_details_head(text) {
                let is_body = !matches!(line.mark, Mark::Plain | Mark::Dash | Mark::Furniture(_));
                anchor = if is_body || self.ends_citation(at) {
                    at + 1
                } else {
                    anchor
                };
                at += 1;
                continue;
            }
            let start = if is_head {
                at
            } else {
                self.first_name(anchor, at)
            };
            let is_article = |line: &MarkedLine<'_>| {
                matches!(line.mark, Mark::Bullet | Mark::KeyContents | Mark::Source)
            };
            let next = self
                .lines
                .iter()
                .skip(at)
                .position(is_article)
                .map(|nth| at + nth);
            let end = match next {
                Some(next) => self.end_of_table(at, next),
                None => self.lines.len(),
            };
            tables.push((start, end));
            at = end.max(at + 1);
            anchor = at;
        }
        tables
    }

    /// The first line of an event's entry, where only its details have a heading:
    /// the first line without a marker.
    fn first_name(&self, anchor: usize, head: usize) -> usize {
        (anchor..head)
            .find(|&at| !matches!(self.mark(at), Some(Mark::Furniture(_))))
            .unwrap_or(head)
    }

    /// Where a table ends that an article follows: after the last homepage or
    /// page furniture before the article's first bullet.
    fn end_of_table(&self, from: usize, next: usize) -> usize {
        let is_title = |at: &usize| {
            let line = self.lines.get(*at);
            self.is_plain(*at)
                && line.is_some_and(|line| !line.line.text.split(is_space).any(starts_with_url))
        };
        let Some(last) = (from..next).rev().find(|&at| self.is_plain(at)) else {
            return next;
        };
        let last = last + 1;
        let mut start = last;
        for at in (from..last).rev().take_while(is_title) {
            start = at;
            if self
                .lines
                .get(at)
                .is_some_and(|line| line.line.is_page_start)
            {
                break;
            }
        }
        start
    }

    /// Articles whose title no sources come before: found where `KEY Contents`
    /// stands again, after a page's end or by the space that leads a title.
    fn find_unsourced(&self) -> HashMap<usize, usize> {
        let mut found = HashMap::new();
        let mut last_key: Option<usize> = None;
        for at in 0..self.lines.len() {
            match self.mark(at) {
                Some(Mark::Source) => last_key = None,
                Some(Mark::KeyContents) => {
                    if let Some((start, end)) =
                        last_key.and_then(|key| self.unsourced_title(key + 1, at))
                    {
                        found.insert(start, end);
                    }
                    last_key = Some(at);
                }
                _ => {}
            }
        }
        found
    }

    fn unsourced_title(&self, from: usize, key: usize) -> Option<(usize, usize)> {
        let mut end = key;
        // The bullets of the summary stand between the title and `KEY Contents`.
        for _ in 0..6 {
            let run = (from..end)
                .rev()
                .take_while(|&at| matches!(self.mark(at), Some(Mark::Plain | Mark::Furniture(_))))
                .count();
            let start = end - run;
            if let Some(title) = self.unsourced_in_run(start, end) {
                return Some(title);
            }
            if start <= from || self.mark(start - 1) != Some(Mark::Bullet) {
                return None;
            }
            end = start - 1;
        }
        None
    }

    fn unsourced_in_run(&self, from: usize, end: usize) -> Option<(usize, usize)> {
        let last = (from..end).rev().find(|&at| self.is_plain(at))?;
        let mut start = last + 1;
        while start > from && self.is_plain(start - 1) {
            start -= 1;
            let line = self.lines.get(start)?.line;
            let after_furniture = start > from && !self.is_plain(start - 1);
            if line.is_page_start || after_furniture || self.leads_titles && line.is_led {
                return Some((start, last + 1));
            }
        }
        None
    }

    // ---- the parts of an article ----

    /// The lines before the first article, and its title.
    fn front(&mut self, from: usize) -> usize {
        let markers = |line: &MarkedLine<'_>| {
            !matches!(line.mark, Mark::Plain | Mark::Furniture(_) | Mark::Dash)
        };
        let contents = Mark::Furniture(LineKind::Contents);
        let last_contents = self.lines.iter().rposition(|line| {
            line.mark == contents
                || line.mark == Mark::Plain && furniture::is_bare_contents_entry(line.line.text)
        });
        let first_key = self
            .lines
            .iter()
            .position(|line| matches!(line.mark, Mark::KeyContents | Mark::Source));
        let last_contents = last_contents.filter(|&at| first_key.is_none_or(|key| at < key));
        let first_contents = self.lines.iter().position(|line| line.mark == contents);
        let front_end = last_contents.map_or(from, |at| at + 1).max(from);
        for at in from..front_end {
            let Some(line) = self.lines.get(at) else {
                break;
            };
            let kind = match line.mark {
                Mark::Furniture(kind) => kind,
                _ if first_contents.is_some_and(|first| at < first) => LineKind::FrontMatter,
                _ => LineKind::Contents,
            };
            self.draft.put_furniture(kind, line);
        }
        let table = self
            .tables
            .first()
            .map_or(self.lines.len(), |table| table.0)
            .max(front_end);
        let rest = self.lines.get(front_end..table).unwrap_or_default();
        let end = rest
            .iter()
            .position(markers)
            .map_or(table, |nth| front_end + nth);
        let title = if end < table {
            self.find_title(front_end, end)
        } else {
            None
        };
        let (start, title_end) = title.unwrap_or((end, end));
        for at in front_end..start {
            let Some(line) = self.lines.get(at) else {
                break;
            };
            let kind = match line.mark {
                Mark::Furniture(kind) => kind,
                _ if furniture::is_page_number(line.line.text) => LineKind::PageNumber,
                _ => LineKind::FrontMatter,
            };
            self.draft.put_furniture(kind, line);
        }
        self.state = State::Article;
        if end >= table {
            return table;
        }
        self.title(start, title_end)
    }

    /// Starts the article whose title stands in the lines from `start` to `end`.
    fn title(&mut self, start: usize, end: usize) -> usize {
        let anchor =
            (end..self.lines.len()).find(|&at| !matches!(self.mark(at), Some(Mark::Furniture(_))));
        let anchor = anchor.unwrap_or(self.lines.len());
        let (start, end) = (start.min(self.lines.len()), end.min(self.lines.len()));
        if start >= self.lines.len() {
            return start;
        }
        let number = self.draft.articles.len();
        let line = self.lines.get(start).map_or(0, |line| line.line.number);
        self.draft.articles.push(ArticleDraft {
            line,
            ..ArticleDraft::default()
        });
        self.open = None;
        self.open_text = None;
        self.is_page_broken = false;
        self.plan_summary(anchor);
        for at in start..end {
            let Some(line) = self.lines.get(at) else {
                break;
            };
            match line.mark {
                Mark::Furniture(kind) => self.draft.put_furniture(kind, line),
                _ => self.draft.put(
                    Part::Title(number),
                    LineKind::Title,
                    &line.line,
                    "",
                    line.line.text,
                ),
            }
        }
        if start == end {
            let is_after =
                self.mark(anchor) == Some(Mark::KeyContents) && self.is_plain(anchor + 1);
            if !is_after {
                self.draft.warn(
                    line,
                    "no title was found before this line; the article is kept without one",
                );
            }
        }
        end
    }

    /// Decides what ends the summary of the article whose title is before `anchor`.
    fn plan_summary(&mut self, anchor: usize) {
        let is_key_first = self.mark(anchor) == Some(Mark::KeyContents);
        let body = self
            .lines
            .iter()
            .skip(if is_key_first { anchor + 1 } else { anchor });
        let mut has_key = false;
        let mut has_heading = false;
        for line in body {
            match line.mark {
                Mark::KeyContents => {
                    has_key = true;
                    break;
                }
                Mark::Source => break,
                Mark::Heading => {
                    has_heading = true;
                    break;
                }
                _ => {}
            }
        }
        self.has_key = !is_key_first;
        self.in_summary = true;
        self.summary_limit = if has_heading || has_key && !is_key_first {
            None
        } else {
            Some(2)
        };
    }

    /// A run of sources, and the title of the article after it.
    fn sources(&mut self, from: usize) -> usize {
        let end = self.marker_from(from + 1);
        let mut title = None;
        if self.starts_article(end) {
            title = self.find_title(from + 1, end);
            if title.is_none()
                && (self.mark(end) == Some(Mark::KeyContents) || self.is_key_near(end))
            {
                title = Some((end, end));
            }
        }
        let (start, title_end) = title.unwrap_or((end, end));
        let is_last = end >= self.lines.len();
        self.source_lines(from, start, is_last);
        match title {
            Some(_) => self.title(start, title_end),
            None => {
                self.open = None;
                end
            }
        }
    }

    /// Whether `KEY Contents` comes before the next heading and sources.
    fn is_key_near(&self, from: usize) -> bool {
        let marks = self.lines.iter().skip(from).map(|line| line.mark);
        marks
            .take_while(|mark| !matches!(mark, Mark::Heading | Mark::Source))
            .any(|mark| mark == Mark::KeyContents)
    }

    fn source_lines(&mut self, from: usize, end: usize, is_last: bool) {
        let Some(number) = self.draft.articles.len().checked_sub(1) else {
            return;
        };
        let mut is_open = false;
        let mut in_imprint = false;
        self.open = None;
        for at in from..end {
            let Some(line) = self.lines.get(at) else {
                break;
            };
            self.is_page_broken |= line.line.is_page_start;
            let is_cited = matches!(line.mark, Mark::Plain | Mark::Dash | Mark::Source);
            if let Mark::Furniture(kind) = line.mark {
                self.draft.put_furniture(kind, line);
                self.is_page_broken = true;
                continue;
            }
            in_imprint |= is_last
                && !is_open
                && line.mark == Mark::Plain
                && furniture::is_imprint(line.line.text);
            if in_imprint {
                self.draft.put_furniture(LineKind::Imprint, line);
            } else if !is_cited || self.open.is_some() && line.mark != Mark::Source {
                self.article_line(line);
            } else {
                if line.mark == Mark::Source {
                    is_open = false;
                    self.open = None;
                }
                is_open = self.cite(number, at, line, is_open);
            }
        }
    }

    /// Adds a line of sources; whether the last citation on it goes on.
    fn cite(&mut self, number: usize, at: usize, line: &MarkedLine<'a>, is_open: bool) -> bool {
        let (mut marker, rest) = match line.mark {
            Mark::Source => (line.marker, line.rest),
            _ => ("", line.line.text),
        };
        let mut splits = citation::splits(rest);
        splits.push(rest.len());
        let mut goes_on = is_open || starts_with_url(rest) && line.mark != Mark::Source;
        let mut start = 0;
        for end in splits {
            let text = rest.get(start..end).unwrap_or_default();
            // What parts two citations on one line is the later one's marker.
            let bare = text.trim_end_matches(|c: char| is_space(c) || ";/|".contains(c));
            let Some(article) = self.draft.articles.get_mut(number) else {
                return false;
            };
            if text.is_empty() {
                self.draft
                    .put(Part::Furniture, LineKind::Citation, &line.line, marker, "");
                return false;
            }
            if !goes_on || article.citations.is_empty() {
                article
                    .citations
                    .push(BlockDraft::new(BlockKind::Paragraph, line.line.number));
            }
            let part = Part::Citation(number, article.citations.len() - 1);
            let text = if end < rest.len() { bare } else { text };
            self.draft
                .put(part, LineKind::Citation, &line.line, marker, text);
            marker = line::trim(rest.get(start + text.len()..end).unwrap_or_default());
            goes_on = false;
            start = end;
        }
        !self.ends_citation(at)
    }

    /// A line within an article.
    fn article_line(&mut self, line: &MarkedLine<'a>) {
        match line.mark {
            Mark::Furniture(kind) => {
                self.draft.put_furniture(kind, line);
                self.is_page_broken = true;
            }
            Mark::KeyContents => self.key_contents(line),
            Mark::Bullet => {
                // The last bullet that the limit allows has been read.
                self.in_summary &= self.summary_limit != Some(0);
                self.summary_limit = self.summary_limit.map(|limit| limit.saturating_sub(1));
                self.start_block(
                    BlockKind::Bullet,
                    LineKind::Bullet,
                    line,
                    line.marker,
                    line.rest,
                );
            }
            Mark::Heading => {
                self.in_summary = false;
                self.start_block(
                    BlockKind::Heading,
                    LineKind::Heading,
                    line,
                    line.marker,
                    line.rest,
                );
            }
            Mark::Subbullet => {
                self.start_block(
                    BlockKind::Subbullet,
                    LineKind::Subbullet,
                    line,
                    line.marker,
                    line.rest,
                );
            }
            Mark::Footnote => {
                self.start_block(
                    BlockKind::Footnote,
                    LineKind::Footnote,
                    line,
                    line.marker,
                    line.rest,
                );
            }
            Mark::Caption => {
                self.start_block(
                    BlockKind::Caption,
                    LineKind::Caption,
                    line,
                    "",
                    line.line.text,
                );
            }
            Mark::Dash if !self.is_dash_of_sentence() => {
                self.start_block(
                    BlockKind::Subbullet,
                    LineKind::Subbullet,
                    line,
                    line.marker,
                    line.rest,
                );
            }
            Mark::Plain | Mark::Dash | Mark::Source => self.plain(line),
        }
    }

    /// Whether a dash goes on with a sentence: the only one, after a line that
    /// ends in a space.
    fn is_dash_of_sentence(&mut self) -> bool {
        self.is_single_dash && self.is_trailed(self.open)
    }

    /// Whether the part's last line ends in a space.
    fn is_trailed(&mut self, part: Option<Part>) -> bool {
        part.and_then(|part| self.draft.text_mut(part))
            .is_some_and(|text| text.is_trailed())
    }

    fn key_contents(&mut self, line: &MarkedLine<'a>) {
        self.draft.put_furniture(LineKind::KeyContents, line);
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
    fn start_block(
        &mut self,
        block: BlockKind,
        kind: LineKind,
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
        let blocks = if self.in_summary {
            &mut article.summary
        } else {
            &mut article.body
        };
        blocks.push(BlockDraft::new(block, line.line.number));
        let place = blocks.len() - 1;
        let part = if self.in_summary {
            Part::Summary(number, place)
        } else {
            Part::Body(number, place)
        };
        let kind = if self.in_summary {
            LineKind::Summary
        } else {
            kind
        };
        self.draft.put(part, kind, &line.line, marker, text);
        self.open = Some(part);
        if block != BlockKind::Footnote && block != BlockKind::Caption {
            self.open_text = Some(part);
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
            self.draft.put(
                Part::Title(number),
                LineKind::Title,
                &line.line,
                "",
                line.line.text,
            );
            return;
        }
        let kind = self.open.and_then(|part| self.kind(part));
        // A footnote at a page's foot interrupts the text, which then goes on: seen
        // where the text's last line ends in a space and the footnote's does not.
        let is_note = self.is_page_broken && kind == Some(BlockKind::Footnote);
        if is_note && !self.is_trailed(self.open) && self.is_trailed(self.open_text) {
            self.open = self.open_text;
        }
        let is_closed = kind == Some(BlockKind::Caption)
            && self
                .open
                .and_then(|part| self.draft.text_mut(part))
                .is_some_and(|text| {
                    let text = text.glued();
                    text.starts_with('[') || text.ends_with(['>', '〉', '＞'])
                });
        match self.open.filter(|_| !is_closed) {
            Some(part) => {
                let kind = self.kind(part).map_or(LineKind::Paragraph, line_kind);
                let kind = if matches!(part, Part::Summary(..)) {
                    LineKind::Summary
                } else {
                    kind
                };
                self.draft.put(part, kind, &line.line, "", line.line.text);
                self.is_page_broken = false;
            }
            None => {
                let message = "this line belongs to no bullet, heading or source; it is kept as text of its article";
                self.draft.warn(line.line.number, message);
                self.start_block(
                    BlockKind::Paragraph,
                    LineKind::Paragraph,
                    line,
                    "",
                    line.line.text,
                );
            }
        }
    }

    fn kind(&self, part: Part) -> Option<BlockKind> {
        let block = match part {
            Part::Summary(article, place) => {
                self.draft.articles.get(article)?.summary.get(place)?
            }
            Part::Body(article, place) => self.draft.articles.get(article)?.body.get(place)?,
            _ => return None,
        };
        Some(block.kind)
    }
}

fn line_kind(kind: BlockKind) -> LineKind {
    match kind {
        BlockKind::Heading => LineKind::Heading,
        BlockKind::Bullet => LineKind::Bullet,
        BlockKind::Subbullet => LineKind::Subbullet,
        BlockKind::Paragraph => LineKind::Paragraph,
        BlockKind::Footnote => LineKind::Footnote,
        BlockKind::Caption => LineKind::Caption,
    }
}

/// Whether a text ends with a day; or with a month after a comma, if the next
/// line does not start with the day.
fn closes(text: &str, next: Option<&str>) -> bool {
    closing_date(text).is_some_and(|date| {
        let before = line::trim(text.get(..date.start).unwrap_or_default());
        let spelled = text.get(date.start..date.end).unwrap_or_default();
        let goes_on = next.is_some_and(|next| {
            let rest = next.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < next.len()
                && rest.len() + 2 >= next.len()
                && rest.trim_start_matches('.').is_empty()
        });
        !goes_on && (date.has_day || spelled.ends_with('.') && before.ends_with(','))
    })
}

/// The last characters of a text, at most `most`.
fn tail(text: &str, most: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(most.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
