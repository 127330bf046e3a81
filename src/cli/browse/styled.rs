//! Text that `output` made for a terminal, as lines of a screen.
//!
//! Defines how the escape codes of `output` look here, and cutting a line to cells. The
//! view thus shows a document as `digest show` does.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const MORE: &str = "…";

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

    /// The pane that keys go to, and the row that they are at.
    pub(super) fn focus(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
}

/// The lines of `text`, each with whether it holds a mark.
pub(super) fn lines(text: &str, palette: Palette) -> Vec<(Line<'static>, bool)> {
    text.lines().map(|text| line(text, palette)).collect()
}

/// One line.
pub(super) fn line(text: &str, palette: Palette) -> (Line<'static>, bool) {
    let mut spans = Vec::new();
    let mut style = Style::new();
    let mut marked = false;
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or_default();
    spans.push(Span::raw(first.to_owned()));
    for piece in pieces {
        let text = match piece
            .strip_prefix('[')
            .and_then(|rest| rest.split_once('m'))
        {
            Some((codes, text)) => {
                (style, marked) = (styled(codes, palette), marked || codes.contains(MARK_CODE));
                text
            }
            // A link's address, between two of these, is not shown.
            None => piece.strip_prefix('\\').unwrap_or_default(),
        };
        spans.push(Span::styled(text.to_owned(), style));
    }
    spans.retain(|span| !span.content.is_empty());
    (Line::from(spans), marked)
}

/// The code that only marks have: yellow.
const MARK_CODE: &str = "33";

fn styled(codes: &str, palette: Palette) -> Style {
    let mut style = Style::new();
    for code in codes.split(';') {
        style = match code {
            "1" => style.add_modifier(Modifier::BOLD),
            "2" => style.add_modifier(Modifier::DIM),
            "4" => style.add_modifier(Modifier::UNDERLINED),
            MARK_CODE => style.patch(palette.mark()),
            _ => style,
        };
    }
    style
}

/// `text` in at most `width_cells`, with `…` where it was cut.
pub(super) fn cut(text: &str, width_cells: usize) -> String {
    if text.width() <= width_cells {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = MORE.width();
    for cluster in text.graphemes(true) {
        used += cluster.width();
        if used > width_cells {
            break;
        }
        kept.push_str(cluster);
    }
    if width_cells >= MORE.width() {
        kept.push_str(MORE);
    }
    kept
}

/// `line` with `…` at its end, in at most `width_cells`.
pub(super) fn continued(line: Line<'static>, width_cells: usize) -> Line<'static> {
    let mut room = width_cells.saturating_sub(MORE.width());
    let mut spans = Vec::new();
    for span in line.spans {
        let mut kept = String::new();
        for cluster in span.content.graphemes(true) {
            if cluster.width() > room {
                room = 0;
                break;
            }
            room -= cluster.width();
            kept.push_str(cluster);
        }
        spans.push(Span::styled(kept, span.style));
    }
    spans.push(Span::raw(MORE));
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_styles_and_links_their_text() {
        let palette = Palette { colour: true };
        let (line, marked) = line(
            "\u{1b}[1m새 \u{1b}[0m\u{1b}[1;4;33m레드팀\u{1b}[0m \
             \u{1b}]8;;https://a.b\u{1b}\\글\u{1b}]8;;\u{1b}\\.",
            palette,
        );
        let texts: Vec<&str> = line.spans.iter().map(|span| &*span.content).collect();
        assert_eq!(texts, ["새 ", "레드팀", " ", "글", "."]);
        assert_eq!(line.spans[1].style.fg, Some(Color::Yellow));
        assert!(marked);
        assert!(!super::line("그냥", palette).1);
    }

    #[test]
    fn marks_show_without_colour() {
        let (line, _) = line("\u{1b}[1;33m가\u{1b}[0m", Palette { colour: false });
        let style = line.spans[0].style;
        assert_eq!(style.fg, None);
        assert!(style.add_modifier.contains(Modifier::UNDERLINED));
    }

    #[test]
    fn a_cut_never_halves_a_syllable() {
        assert_eq!(cut("가나다", 6), "가나다");
        assert_eq!(cut("가나다", 5), "가나…");
        assert_eq!(cut("가나다", 4), "가…");
        assert_eq!(cut("가나다", 0), "");
        let line = continued(Line::raw("가나다"), 6);
        assert_eq!(line.to_string(), "가나…");
    }
}
