//! How labelled text looks on the screen.
//!
//! The lines are those that `digest show` writes, so both look alike.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use crate::output::{self, Label};

/// How things are set off. Nothing depends on colour alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// Whether colours may be used.
    pub colour: bool,
}

impl Palette {
    /// A word of the query.
    pub(super) fn mark(self) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        if self.colour {
            bold.fg(Color::Yellow)
        } else {
            bold.add_modifier(Modifier::UNDERLINED)
        }
    }

    /// A title.
    pub(super) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What a reader may pass over.
    pub(super) fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Text of a label.
    fn of(self, label: Label) -> Style {
        match label {
            Label::Plain => Style::new(),
            Label::Title => self.strong(),
            Label::Match | Label::Bar => self.mark(),
            Label::MatchInTitle => self.mark().add_modifier(Modifier::UNDERLINED),
            Label::Faint => self.faint(),
        }
    }

    /// The pane that keys go to, and the row that they are at.
    pub(super) fn focus(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
}

/// A line of labelled text as it looks here.
pub(super) fn drawn(line: &output::Line, palette: Palette) -> Line<'static> {
    let spans = line.spans().iter().map(|span| {
        let text = span.text().to_owned();
        Span::styled(text, palette.of(span.label()))
    });
    Line::from(spans.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_show_without_colour() {
        let line = output::Line::of(Label::Title, "새 ").with(Label::Match, "레드팀");
        let mark = |colour| drawn(&line, Palette { colour }).spans[1].style;
        assert_eq!(mark(true).fg, Some(Color::Yellow));
        assert_eq!(mark(false).fg, None);
        assert!(mark(false).add_modifier.contains(Modifier::UNDERLINED));
    }
}
