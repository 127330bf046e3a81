//! Articles that no sources come before: an article without sources ends where
//! the next one's title is found.

use std::collections::HashMap;

use super::anchors::{Anchors, MOST_TITLE_LINES};
use super::marked_line::{MarkedLine, Marker};

/// No summary has more bullets.
const MOST_SUMMARY_BULLETS: usize = 6;

/// A title that no sources come before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unsourced {
    /// The line after the title's last.
    pub end: usize,
    /// Whether only `KEY Contents` after it tells that a title is there.
    pub is_guess: bool,
}

/// How the articles of a file are laid out.
struct Layout {
    /// `KEY Contents` stands before the summary.
    is_key_first: bool,
    /// How many bullets most summaries have.
    summary_bullets: usize,
    /// How wide a line of text is that goes on; none where no line does.
    wrapped_width: Option<usize>,
    /// A line that goes on ends in a space.
    keeps_spaces: bool,
}

/// Articles whose title no sources come before, by the line on which it starts: found where
/// `KEY Contents` stands again. Their title is after a page's end, or led by a space, or else
/// the text without a marker that comes before a summary of the usual length.
pub(super) fn find(anchors: &Anchors<'_, '_>) -> HashMap<usize, Unsourced> {
    let layout = anchors.layout();
    let mut found = HashMap::new();
    let mut last_key: Option<usize> = None;
    for at in 0..anchors.lines.len() {
        match anchors.kind_at(at) {
            Some(Marker::Source) => last_key = None,
            Some(Marker::KeyContents) => {
                if let Some((start, title)) =
                    last_key.and_then(|key| anchors.unsourced_title(key + 1, at, &layout))
                {
                    found.insert(start, title);
                }
                last_key = Some(at);
            }
            _ => {}
        }
    }
    found
}

impl Anchors<'_, '_> {
    /// What the articles tell that the file's start or sources come before.
    fn layout(&self) -> Layout {
        let mut key_first = 0i64;
        let mut counts = [0usize; MOST_SUMMARY_BULLETS + 1];
        let mut at = 0;
        while at < self.lines.len() {
            let end = self.marker_from(at);
            if self.starts_article(end) {
                let is_key_first = self.kind_at(end) == Some(Marker::KeyContents);
                key_first += if is_key_first { 1 } else { -1 };
                let kinds = self.lines.iter().skip(end).map(|line| line.kind);
                let summary = kinds.take_while(|mark| {
                    matches!(mark, Marker::Bullet | Marker::Plain | Marker::Furniture(_))
                });
                let bullets = summary.filter(|&mark| mark == Marker::Bullet).count();
                if let Some(count) = counts.get_mut(bullets) {
                    *count += 1;
                }
            }
            let next = self.lines.iter().skip(end.max(at + 1));
            let next = next.take_while(|line| line.kind != Marker::Source).count();
            at = end.max(at + 1) + next + 1;
        }
        let most = (1..counts.len()).rev().max_by_key(|&nth| counts.get(nth));
        let mut widths: Vec<usize> = self
            .lines
            .windows(2)
            .filter_map(|pair| match pair {
                [line, next] if next.kind == Marker::Plain => {
                    let is_text = matches!(line.kind, Marker::Bullet | Marker::Subbullet);
                    is_text.then(|| width(line))
                }
                _ => None,
            })
            .collect();
        widths.sort_unstable();
        let trailed = self.lines.iter().filter(|line| line.line.is_trailed);
        Layout {
            is_key_first: key_first > 0,
            summary_bullets: most.unwrap_or(1),
            wrapped_width: widths.get(widths.len() / 2).copied(),
            keeps_spaces: trailed.count() * 5 > widths.len(),
        }
    }

    fn unsourced_title(
        &self,
        from: usize,
        key: usize,
        layout: &Layout,
    ) -> Option<(usize, Unsourced)> {
        // The text before `KEY Contents`, and before each bullet that may be of the
        // summary between the title and `KEY Contents`.
        let mut runs = Vec::new();
        let mut end = key;
        for _ in 0..=MOST_SUMMARY_BULLETS {
            let run = (from..end)
                .rev()
                .take_while(|&at| {
                    matches!(self.kind_at(at), Some(Marker::Plain | Marker::Furniture(_)))
                })
                .count();
            let start = end - run;
            runs.push((start, end));
            if start <= from || self.kind_at(start - 1) != Some(Marker::Bullet) {
                break;
            }
            end = start - 1;
        }
        let usual = if layout.is_key_first {
            0
        } else {
            layout.summary_bullets
        };
        let usual = runs.get(usual).copied();
        let sure = usual
            .iter()
            .chain(&runs)
            .find_map(|&(start, end)| self.unsourced_in_run(start, end));
        let is_guess = sure.is_none();
        let (start, end) = sure.or_else(|| {
            let (start, end) = usual?;
            // The article before has text of its own.
            let is_text = |at: usize| {
                matches!(
                    self.kind_at(at),
                    Some(Marker::Bullet | Marker::Subbullet | Marker::Heading)
                )
            };
            (from..start)
                .any(is_text)
                .then(|| self.guess_title(start, end, layout))
                .flatten()
        })?;
        Some((start, Unsourced { end, is_guess }))
    }

    /// The title at the end of a run of lines that may open with the rest of a
    /// bullet: the rest ends with the first line that is not full.
    fn guess_title(&self, from: usize, end: usize, layout: &Layout) -> Option<(usize, usize)> {
        let last = (from..end).rev().find(|&at| self.is_plain(at))?;
        let is_full = |at: usize| {
            let Some(line) = self.lines.get(at) else {
                return false;
            };
            // Where a wrap keeps its space, a line without one ends, or is full.
            let least = match (layout.keeps_spaces, line.line.is_trailed) {
                (true, true) => 50,
                (true, false) => 100,
                // Words do not fill every line to its end.
                (false, _) => 80,
            };
            layout
                .wrapped_width
                .is_some_and(|full| width(line) * 100 >= full * least)
        };
        let start = (from..last)
            .find(|&at| {
                let is_after_text =
                    at > 0 && !matches!(self.kind_at(at - 1), Some(Marker::Furniture(_)));
                self.is_plain(at) && !(is_after_text && is_full(at - 1))
            })
            .filter(|&start| last - start < MOST_TITLE_LINES);
        Some((start.unwrap_or(last), last + 1))
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
}

/// How many characters stand on a line.
fn width(line: &MarkedLine<'_>) -> usize {
    line.line.text.chars().count()
}
