//! Lines that fit a terminal: wrapping by cells, with labels kept.

use super::line::{Line, Span};
use super::width::{cells, width_of};

/// Fewer cells than this are left to no text, however narrow the terminal is.
const LEAST_TEXT_CELLS: usize = 8;

impl Line {
    /// The line in lines of at most `width_cells`, cut between words; a word longer than a
    /// line is cut too.
    ///
    /// The first line starts with `first`, the others with `rest`, which both count as wide
    /// as they show. No line is wider where that leaves a few cells for text.
    pub fn wrapped(&self, first: &str, rest: &str, width_cells: usize) -> Vec<Line> {
        let leads = [width_of(first), width_of(rest)];
        let width = width_cells.max(leads[0].max(leads[1]) + LEAST_TEXT_CELLS);
        let mut wrapped = Wrapped {
            source: self.spans(),
            lines: Vec::new(),
            line: Line::plain(first),
            rest,
            used: 0,
            last: None,
            rooms: leads.map(|lead| width - lead),
        };
        let text = self.text();
        let clusters = self.clusters(&text);
        let mut at = 0;
        for word in clusters.split(|(cluster, _)| is_space(cluster)) {
            let start = at;
            at += word.len() + 1;
            let Some((_, begins)) = word.first() else {
                continue;
            };
            let word_cells: usize = word.iter().map(|(cluster, _)| cells(cluster)).sum();
            if wrapped.used > 0 && wrapped.used + 1 + word_cells > wrapped.room() {
                wrapped.finish();
            }
            if wrapped.used > 0 {
                // A space is marked, or leads somewhere, where what is around it does.
                let between = self.spans()[clusters[start - 1].1].between(&self.spans()[*begins]);
                wrapped.line.push_span(between.with_text(" "));
                (wrapped.used, wrapped.last) = (wrapped.used + 1, None);
            }
            for (cluster, span) in word {
                wrapped.take(cluster, *span);
            }
        }
        if wrapped.last.is_some() || wrapped.lines.is_empty() {
            wrapped.finish();
        }
        wrapped.lines
    }
}

fn is_space(cluster: &str) -> bool {
    cluster.chars().all(char::is_whitespace)
}

/// Lines in the making.
struct Wrapped<'a> {
    /// The stretches that are wrapped.
    source: &'a [Span],
    lines: Vec<Line>,
    line: Line,
    /// What further lines start with.
    rest: &'a str,
    /// How many cells the line takes behind its start.
    used: usize,
    /// The stretch that the last cluster is of; `None` where there is none, or a space.
    last: Option<usize>,
    /// How many the first line has there, and each other.
    rooms: [usize; 2],
}

impl Wrapped<'_> {
    fn room(&self) -> usize {
        self.rooms[usize::from(!self.lines.is_empty())]
    }

    /// Takes a cluster of the stretch at `span`, on a new line where this one is full.
    fn take(&mut self, cluster: &str, span: usize) {
        let cells = cells(cluster);
        if self.used > 0 && self.used + cells > self.room() {
            self.finish();
        }
        if self.last == Some(span) {
            self.line.extend_last(cluster);
        } else {
            self.line.push_span(self.source[span].with_text(cluster));
            self.last = Some(span);
        }
        self.used += cells;
    }

    fn finish(&mut self) {
        let line = std::mem::replace(&mut self.line, Line::plain(self.rest));
        self.lines.push(line.trimmed());
        (self.used, self.last) = (0, None);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::line::Label;
    use super::super::link::Link;
    use super::*;

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    fn labels(line: &Line) -> Vec<(&str, Label)> {
        let spans = line.spans().iter();
        spans.map(|span| (span.text(), span.label())).collect()
    }

    #[test]
    fn hangul_is_two_cells_wide() {
        let line = Line::plain("가나다라 마바사아 자차");
        let lines = line.wrapped("  ", "    ", 20);
        assert_eq!(texts(&lines), ["  가나다라 마바사아", "    자차"]);
    }

    #[test]
    fn what_a_reader_takes_for_one_character_stays_together() {
        let lines = Line::plain("각각각각각").wrapped("", "", 8);
        assert_eq!(texts(&lines), ["각각각각", "각"]);
        let lines = Line::plain("👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬").wrapped("", "", 8);
        assert_eq!(texts(&lines), ["👩‍🔬👩‍🔬👩‍🔬👩‍🔬", "👩‍🔬"]);
    }

    #[test]
    fn a_space_is_marked_where_what_is_around_it_is() {
        let wrapped = |marks: &[std::ops::Range<usize>]| {
            let line = Line::marked(Label::Title, "가나  다라", marks);
            line.wrapped("", "", 20).remove(0)
        };
        assert_eq!(
            labels(&wrapped(&[0..6])),
            [("가나 다라", Label::MatchInTitle)]
        );
        assert_eq!(
            labels(&wrapped(&[0..2, 4..6])),
            [
                ("가나", Label::MatchInTitle),
                (" ", Label::Title),
                ("다라", Label::MatchInTitle)
            ]
        );
    }

    #[test]
    fn a_link_on_two_lines_leads_to_the_same() {
        let link = Link::to_web("https://a.kr/abcdefghijk");
        let line =
            Line::plain("구글, ").with_link(Label::Plain, "https://a.kr/abcdefghijk", link.clone());
        let lines = line.wrapped("", "", 20);
        assert_eq!(texts(&lines), ["구글,", "https://a.kr/abcdefg", "hijk"]);
        for line in &lines[1..] {
            assert_eq!(line.spans()[0].link(), link.as_ref());
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_character_is_lost(
            text in "[가-힣a-z ㈜…\u{301}👩🔬\u{200d}]{0,80}",
            width in 12usize..60,
        ) {
            let lines = Line::plain(&text).wrapped("- ", "  ", width);
            for line in &lines {
                prop_assert!(line.width_cells() <= width, "{line:?}");
            }
            let texts = texts(&lines);
            let shown: String = texts.iter().filter_map(|line| line.get(2..)).collect();
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&shown), squeeze(&text));
        }
    }
}
