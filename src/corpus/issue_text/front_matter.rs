//! What stands before the first article: the cover, the contents, and the first title.

use super::anchors::MOST_TITLE_LINES;
use super::furniture;
use super::marked_line::{MarkedLine, Marker, first_key};
use super::walk::Walk;
use crate::corpus::parsed::LineKind;
use crate::language::messages;

impl Walk<'_, '_> {
    /// The lines before the first article, and its title.
    pub(super) fn front(&mut self, from: usize) -> usize {
        let lines = self.anchors.lines;
        let contents = Marker::Furniture(LineKind::Contents);
        let last_contents = lines.iter().rposition(|line| {
            line.kind == contents
                || line.kind == Marker::Plain && furniture::is_bare_contents_entry(line.line.text)
        });
        let first_key = first_key(lines);
        let last_contents = last_contents.filter(|&at| first_key.is_none_or(|key| at < key));
        let first_contents = lines.iter().position(|line| line.kind == contents);
        let front_end = last_contents.map_or(from, |at| at + 1).max(from);
        for (at, line) in (from..).zip(self.anchors.between(from, front_end)) {
            let kind = match line.kind {
                Marker::Furniture(kind) => kind,
                _ if first_contents.is_some_and(|first| at < first) => LineKind::FrontMatter,
                _ => LineKind::Contents,
            };
            self.draft.put_furniture(kind, line);
        }
        let table = self.anchors.first_table().max(front_end);
        let is_plain = |line: &MarkedLine<'_>| {
            let kind = line.kind;
            matches!(kind, Marker::Plain | Marker::Furniture(_) | Marker::Dash)
        };
        let mut rest = self.anchors.between(front_end, table).iter();
        let end = rest.position(|line| !is_plain(line));
        let end = end.map_or(table, |nth| front_end + nth);
        let is_month = |line: &MarkedLine<'_>| {
            line.kind == Marker::Plain && furniture::is_month(line.line.text)
        };
        let run = self.anchors.between(front_end, end);
        let month = run.iter().rposition(is_month);
        let first = month.map_or(front_end, |nth| front_end + nth + 1);
        let title = (end < table).then(|| self.anchors.find_title(first, end));
        let (mut start, title_end) = title.flatten().unwrap_or((end, end));
        // Longer than any title: the lines of a cover, and the title after them.
        if title_end - start > MOST_TITLE_LINES {
            start = title_end - 1;
        }
        for line in self.anchors.between(front_end, start) {
            let kind = match line.kind {
                Marker::Furniture(kind) => kind,
                _ if furniture::is_page_number(line.line.text) => LineKind::PageNumber,
                _ => {
                    if !is_month(line) {
                        let message = messages::issues::front_matter();
                        self.draft.warn(line.line.number, message);
                    }
                    LineKind::FrontMatter
                }
            };
            self.draft.put_furniture(kind, line);
        }
        if end >= table {
            return table;
        }
        self.title(start, title_end)
    }
}
