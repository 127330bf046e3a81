//! Lines of labelled text: what a stretch of text is, and not how it looks.
//!
//! A line is made whole and laid out by `wrap`; formats and the view of `browse` give
//! each label its look.

use std::ops::Range;

use super::harmless::harmless_text;
use super::link::Link;
use super::width::{MORE, clusters, fitting, width_of};

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Label {
    /// Text.
    #[default]
    Plain,
    /// A title or a heading.
    Title,
    /// A word of the query.
    Match,
    /// A word of the query in a title.
    MatchInTitle,
    /// What a reader may pass over.
    Faint,
    /// A bar of a chart.
    Bar,
}

impl Label {
    /// What a word of the query is within text of this label.
    fn matched(self) -> Self {
        match self {
            Label::Title | Label::MatchInTitle => Label::MatchInTitle,
            _ => Label::Match,
        }
    }

    /// Whether it is a word of the query.
    pub fn is_match(self) -> bool {
        matches!(self, Label::Match | Label::MatchInTitle)
    }

    /// What two stretches have in common; what is between them has it too.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Label::MatchInTitle, _) => Label::Title,
            (Label::Match, other) if !other.is_match() => other,
            (Label::Match, _) => Label::Plain,
            (one, _) => one,
        }
    }
}

/// A stretch of text with its label. Nothing in it steers what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    text: String,
    label: Label,
    link: Option<Link>,
}

impl Span {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it is.
    pub fn label(&self) -> Label {
        self.label
    }

    /// Where it leads, if it leads anywhere.
    pub fn link(&self) -> Option<&Link> {
        self.link.as_ref()
    }

    /// A stretch of `text`, which is of this one or a space, that is otherwise the same.
    pub(super) fn with_text(&self, text: &str) -> Self {
        Span {
            text: text.to_owned(),
            label: self.label,
            link: self.link.clone(),
        }
    }

    /// An empty stretch between two, with what they have in common.
    pub(super) fn between(&self, other: &Span) -> Self {
        Span {
            text: String::new(),
            label: self.label.and(other.label),
            link: self.link.clone().filter(|_| self.link == other.link),
        }
    }
}

/// A line of text in labelled stretches, none of them empty and no two alike beside each
/// other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    spans: Vec<Span>,
}

impl Line {
    /// `text` as it is.
    pub fn plain(text: &str) -> Self {
        Line::of(Label::Plain, text)
    }

    /// `text`, all of it labelled so.
    pub fn of(label: Label, text: &str) -> Self {
        Line::default().with(label, text)
    }

    /// `text` labelled so, with words of the query in it: ranges of characters, in order
    /// and apart. What reaches beyond the text marks nothing there.
    pub fn marked(label: Label, text: &str, marks: &[Range<usize>]) -> Self {
        let mut line = Line::default();
        let mut rest = text;
        let mut before = 0;
        for mark in marks {
            let (plain, from) = split_at_char(rest, mark.start.saturating_sub(before));
            let length = mark.end.saturating_sub(mark.start.max(before));
            let (marked, behind) = split_at_char(from, length);
            line.push(label, plain);
            line.push(label.matched(), marked);
            (rest, before) = (behind, before.max(mark.end));
        }
        line.with(label, rest)
    }

    /// The line with `text` behind it.
    #[must_use]
    pub fn with(mut self, label: Label, text: &str) -> Self {
        self.push(label, text);
        self
    }

    /// The line with `text` behind it, which leads to `link` where there is one.
    #[must_use]
    pub(in crate::output) fn with_link(
        mut self,
        label: Label,
        text: &str,
        link: Option<Link>,
    ) -> Self {
        let text = harmless_text(text);
        self.push_span(Span { text, label, link });
        self
    }

    /// The line with `other` behind it.
    #[must_use]
    pub(in crate::output) fn and(mut self, other: Line) -> Self {
        other
            .spans
            .into_iter()
            .for_each(|span| self.push_span(span));
        self
    }

    /// Puts `text` behind the line.
    pub fn push(&mut self, label: Label, text: &str) {
        let text = harmless_text(text);
        let link = None;
        self.push_span(Span { text, label, link });
    }

    pub(super) fn push_span(&mut self, span: Span) {
        match self.spans.last_mut() {
            _ if span.text.is_empty() => {}
            Some(last) if last.label == span.label && last.link == span.link => {
                last.text.push_str(&span.text);
            }
            _ => self.spans.push(span),
        }
    }

    /// Puts more of the last stretch's text behind it.
    pub(super) fn extend_last(&mut self, text: &str) {
        if let Some(last) = self.spans.last_mut() {
            last.text.push_str(text);
        }
    }

    /// The line with this label for all of it.
    #[must_use]
    pub(in crate::output) fn relabelled(self, label: Label) -> Self {
        let mut line = Line::default();
        for span in self.spans {
            line.push_span(Span { label, ..span });
        }
        line
    }

    /// Its stretches.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Its text without labels.
    pub fn text(&self) -> String {
        self.spans.iter().map(Span::text).collect()
    }

    /// Whether it holds nothing.
    pub(in crate::output) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether a word of the query is in it.
    pub fn has_match(&self) -> bool {
        self.spans.iter().any(|span| span.label.is_match())
    }

    /// How many cells it takes.
    pub(in crate::output) fn width_cells(&self) -> usize {
        self.spans.iter().map(|span| width_of(&span.text)).sum()
    }

    /// The line without the white space at its end.
    #[must_use]
    pub(in crate::output) fn trimmed(mut self) -> Self {
        while let Some(last) = self.spans.last_mut() {
            let length = last.text.trim_end().len();
            last.text.truncate(length);
            if length > 0 {
                break;
            }
            self.spans.pop();
        }
        self
    }

    /// The line with `…` at its end, in at most `width_cells`.
    #[must_use]
    pub fn continued(&self, width_cells: usize) -> Self {
        let mut room = width_cells.saturating_sub(width_of(MORE));
        let mut line = Line::default();
        for span in &self.spans {
            let kept = fitting(&span.text, room);
            let is_whole = kept.len() == span.text.len();
            room -= width_of(kept);
            line.push_span(span.with_text(kept));
            if !is_whole {
                break;
            }
        }
        line.with(Label::Plain, MORE)
    }

    /// The clusters of its text, each with the place of its stretch.
    pub(super) fn clusters<'a>(&self, text: &'a str) -> Vec<(&'a str, usize)> {
        let mut ends = self.spans.iter().scan(0, |end, span| {
            *end += span.text.len();
            Some(*end)
        });
        let mut end = ends.next().unwrap_or_default();
        let (mut place, mut at) = (0, 0);
        let mut found = Vec::with_capacity(text.len() / 2);
        for cluster in clusters(text) {
            while at >= end {
                let Some(next) = ends.next() else { break };
                (end, place) = (next, place + 1);
            }
            found.push((cluster, place));
            at += cluster.len();
        }
        found
    }
}

/// `text` in two, of which the first has so many characters, or all there are.
fn split_at_char(text: &str, chars: usize) -> (&str, &str) {
    let at = text.char_indices().nth(chars).map_or(text.len(), |at| at.0);
    text.split_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &Line) -> Vec<(&str, Label)> {
        let spans = line.spans().iter();
        spans.map(|span| (span.text(), span.label())).collect()
    }

    #[test]
    fn text_is_cut_at_its_marks() {
        let marked = |marks: &[Range<usize>]| Line::marked(Label::Title, "가나 다라", marks);
        assert_eq!(shown(&marked(&[])), [("가나 다라", Label::Title)]);
        assert_eq!(
            shown(&marked(&[0..1, 3..9])),
            [
                ("가", Label::MatchInTitle),
                ("나 ", Label::Title),
                ("다라", Label::MatchInTitle)
            ]
        );
        assert!(Line::marked(Label::Plain, "", std::slice::from_ref(&(0..1))).is_empty());
    }

    #[test]
    fn nothing_in_a_line_steers() {
        let line = Line::plain("가\u{1b}[1m").with_link(Label::Plain, "나\n", None);
        assert_eq!(line.text(), "가\u{fffd}[1m나 ");
        assert_eq!(line.trimmed().text(), "가\u{fffd}[1m나");
    }

    #[test]
    fn a_line_that_goes_on_says_so() {
        let line = Line::of(Label::Title, "가나").with(Label::Match, "다라");
        assert_eq!(line.continued(6).text(), "가나…");
        assert_eq!(line.continued(7).text(), "가나다…");
    }
}
