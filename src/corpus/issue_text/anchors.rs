//! The fixed points of a digest file: where titles, sources and tables start.
//!
//! An article is found by the sources that end the one before and by the first
//! bullet or `KEY Contents` after its title, and not by one extractor's spaces. Those
//! that no sources come before are found in `unsourced`.
//! What stands between the points is read by `walk`.

use super::furniture;
use super::marked_line::{MarkedLine, Marker, first_key};
use crate::corpus::characters::{is_hangul, is_space, trim};
use crate::corpus::date_text::{closing_date, find_dates};
use crate::corpus::web_address::{closing_url, is_url_rest, starts_with_url};

/// A web address is never cut into more lines than this.
const MOST_URL_LINES: usize = 4;

/// No title is printed on more lines.
pub(super) const MOST_TITLE_LINES: usize = 3;

/// A file's marked lines, and what they tell about its articles and tables.
pub(super) struct Anchors<'m, 'a> {
    pub lines: &'m [MarkedLine<'a>],
    /// Titles are led by a space in this file.
    pub(super) leads_titles: bool,
    /// The tables of events: first line, and the line after the last.
    pub tables: Vec<(usize, usize)>,
}

impl<'m, 'a> Anchors<'m, 'a> {
    pub(super) fn find(lines: &'m [MarkedLine<'a>]) -> Self {
        let mut anchors = Anchors {
            lines,
            leads_titles: false,
            tables: Vec::new(),
        };
        anchors.tables = anchors.find_tables();
        anchors.leads_titles = anchors.has_led_titles();
        anchors
    }

    /// Where the first table of events starts, or the file ends.
    pub(super) fn first_table(&self) -> usize {
        self.tables
            .first()
            .map_or(self.lines.len(), |table| table.0)
    }

    /// The next line from `at` that starts a bullet, a heading or a table of events.
    pub(super) fn marker_from(&self, at: usize) -> usize {
        let table = self
            .tables
            .iter()
            .map(|table| table.0)
            .find(|&start| start >= at);
        let end = table.unwrap_or(self.lines.len());
        let is_marker = |line: &MarkedLine<'_>| {
            matches!(
                line.kind,
                Marker::Bullet | Marker::KeyContents | Marker::Heading | Marker::Subbullet
            )
        };
        let found = self
            .lines
            .get(at..end)
            .and_then(|lines| lines.iter().position(is_marker));
        found.map_or(end.max(at), |nth| at + nth)
    }

    /// The lines from `start` to before `end`, as far as there are such.
    pub(super) fn between(&self, start: usize, end: usize) -> &'m [MarkedLine<'a>] {
        let end = end.min(self.lines.len());
        self.lines.get(start..end).unwrap_or_default()
    }

    pub(super) fn kind_at(&self, at: usize) -> Option<Marker> {
        self.lines.get(at).map(|line| line.kind)
    }

    fn starts_page(&self, at: usize) -> bool {
        let line = self.lines.get(at);
        line.is_some_and(|line| line.line.is_page_start)
    }

    fn is_led(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.line.is_led)
    }

    pub(super) fn is_plain(&self, at: usize) -> bool {
        self.kind_at(at) == Some(Marker::Plain)
    }

    pub(super) fn starts_article(&self, at: usize) -> bool {
        matches!(self.kind_at(at), Some(Marker::Bullet | Marker::KeyContents))
    }

    /// Whether a citation ends on this line: with its date, or the date's rest.
    pub(super) fn ends_citation(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else {
            return false;
        };
        if !matches!(line.kind, Marker::Plain | Marker::Dash | Marker::Source) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before));
        let before = before.filter(|before| {
            line.kind != Marker::Source && matches!(before.kind, Marker::Plain | Marker::Source)
        });
        let next = self
            .lines
            .get(at + 1)
            .filter(|next| next.kind == Marker::Plain);
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
            || self.is_rest_of_url(at)
    }

    /// Whether the line is no more than the rest of the web address that the lines
    /// before it end with.
    pub(super) fn is_rest_of_url(&self, at: usize) -> bool {
        let text = |at: usize| self.lines.get(at).map_or("", |line| line.rest);
        let is_text = |at: usize| {
            matches!(
                self.kind_at(at),
                Some(Marker::Plain | Marker::Source | Marker::Dash)
            )
        };
        if !self.is_plain(at) {
            return false;
        }
        // An address may be cut more than once.
        let mut rest = text(at).to_owned();
        for before in (at.saturating_sub(MOST_URL_LINES)..at).rev() {
            if !is_text(before) {
                return false;
            }
            if let Some(url) = closing_url(text(before)) {
                return is_url_rest(&rest, url);
            }
            rest.insert_str(0, text(before));
        }
        false
    }

    /// Where the title starts that ends before the marker at `end`, in a run of
    /// lines from `from`; whether that is sure; and where it ends.
    pub(super) fn find_title(&self, from: usize, end: usize) -> Option<(usize, usize)> {
        // Furniture may stand between a title and what follows it.
        let last = (from..end).rev().find(|&at| self.is_plain(at))?;
        let title_end = last + 1;
        let mut start = title_end;
        // A run that goes back to `from` is a title if nothing is open before it.
        let mut is_sure = self.is_closed_before(from);
        while start > from {
            let before = start - 1;
            if !self.is_plain(before) || self.ends_citation(before) {
                is_sure =
                    self.kind_at(before) != Some(Marker::Source) || self.ends_citation(before);
                break;
            }
            start = before;
            if self.starts_page(before) {
                is_sure = true;
                break;
            }
        }
        if start >= title_end {
            return None;
        }
        let led = |from: usize| {
            (from..title_end)
                .rev()
                .find(|&at| self.leads_titles && self.is_led(at))
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
            if !self.is_led(start)
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

    /// Whether what starts on this line goes on with nothing: a citation ends
    /// before it, or a page starts, or the file, or what stands at its front.
    fn is_closed_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let is_front = self.lines.get(before).is_some_and(|line| {
            let text = line.line.text;
            line.kind == Marker::Plain
                && (furniture::is_bare_contents_entry(text) || furniture::is_month(text))
        });
        self.starts_page(at)
            || is_front
            || matches!(self.kind_at(before), Some(Marker::Furniture(_)))
            || self.ends_citation(before)
    }

    /// Whether most titles that sources end before are led by a space.
    fn has_led_titles(&self) -> bool {
        let mut votes = 0i64;
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            if line.kind != Marker::Source {
                at += 1;
                continue;
            }
            let end = self.marker_from(at + 1);
            if self.starts_article(end)
                && let Some((start, title_end)) = self.find_title(at + 1, end)
            {
                let is_led = (start..title_end).any(|at| self.is_led(at));
                votes += if is_led { 1 } else { -1 };
            }
            at = end.max(at + 1);
        }
        votes > 0
    }

    /// The tables of events: first line, and the line after the last.
    fn find_tables(&self) -> Vec<(usize, usize)> {
        let mut tables = Vec::new();
        let mut at = first_key(self.lines).unwrap_or(0);
        // The line after which a name of an event may start.
        let mut anchor = at;
        while let Some(line) = self.lines.get(at) {
            let text = line.line.text;
            let is_head =
                furniture::is_event_table_head(text) || furniture::is_events_heading(text);
            if !is_head && !furniture::is_details_head(text) {
                let is_body = !matches!(
                    line.kind,
                    Marker::Plain | Marker::Dash | Marker::Furniture(_)
                );
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
                matches!(
                    line.kind,
                    Marker::Bullet | Marker::KeyContents | Marker::Source
                )
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
            .find(|&at| !matches!(self.kind_at(at), Some(Marker::Furniture(_))))
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
            if self.starts_page(at) {
                break;
            }
        }
        start
    }
}

/// Whether a text ends with a day; or with a month after a comma, if the next
/// line does not start with the day.
fn closes(text: &str, next: Option<&str>) -> bool {
    closing_date(text).is_some_and(|date| {
        let before = trim(text.get(..date.start).unwrap_or_default());
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
