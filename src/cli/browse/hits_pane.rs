//! The list of hits: number, title with marks, id and date.
//!
//! Defines how a hit looks and which of them are shown. Which is selected is `state`'s.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::finder::Entry;
use super::state::{Pane, State};
use super::styled::{Palette, drawn};
use crate::output::{self, Label, cut, harmless_text};

/// A longer title is cut: the article beside it has it whole.
const TITLE_LINES: usize = 2;

/// Draws the hits into `area`, the selected one among them.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &mut State, palette: Palette) {
    let width_cells = usize::from(area.width);
    let mut lines = Vec::new();
    for note in &state.found.notes {
        let wrapped = output::Line::of(Label::Faint, note).wrapped("", "  ", width_cells);
        lines.extend(wrapped.iter().map(|line| drawn(line, palette)));
    }
    let room = usize::from(area.height).saturating_sub(lines.len());
    let shown = |place: usize| -> Vec<Line<'static>> {
        let Some(entry) = state.found.entries.get(place) else {
            return Vec::new();
        };
        let selected = (place == state.selected).then_some(state.focus);
        hit(entry, selected, width_cells, palette)
    };
    // The selected hit is shown whole, with as few changes of what is above it as can be.
    let mut top = state.top.min(state.selected);
    let mut heights: Vec<usize> = (top..=state.selected)
        .map(|place| shown(place).len())
        .collect();
    while heights.len() > 1 && heights.iter().sum::<usize>() > room {
        heights.remove(0);
        top += 1;
    }
    let notes = lines.len();
    let mut whole = 0;
    for place in top..state.found.entries.len() {
        if lines.len() >= usize::from(area.height) {
            break;
        }
        lines.extend(shown(place));
        whole += usize::from(lines.len() - notes <= room);
    }
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        buffer.set_line(area.x, y, line, area.width);
    }
    state.top = top;
    state.rows.hits = whole;
}

/// A hit in lines; `selected` tells the pane that keys go to, where it is selected.
fn hit(
    entry: &Entry,
    selected: Option<Pane>,
    width_cells: usize,
    palette: Palette,
) -> Vec<Line<'static>> {
    let number = format!(
        "{}{:>2}.",
        if selected.is_some() { '>' } else { ' ' },
        entry.rank
    );
    let indent = " ".repeat(number.len() + 1);
    let width_cells = width_cells.saturating_sub(indent.len());
    let label = if selected.is_some() {
        Label::Title
    } else {
        Label::Plain
    };
    let title = output::Line::marked(label, entry.document.title(), &entry.title_marks);
    let title = title.wrapped("", "", width_cells);
    let is_cut = title.len() > TITLE_LINES;
    let title = title.iter().take(TITLE_LINES).enumerate();
    let mut lines: Vec<Line<'static>> = title
        .map(|(place, line)| {
            let line = if is_cut && place + 1 == TITLE_LINES {
                drawn(&line.continued(width_cells), palette)
            } else {
                drawn(line, palette)
            };
            let number_style = match selected {
                Some(Pane::Hits) => palette.focus(),
                Some(Pane::Article) => palette.strong(),
                None => palette.faint(),
            };
            let lead = if place == 0 {
                vec![Span::styled(number.clone(), number_style), Span::raw(" ")]
            } else {
                vec![Span::raw(indent.clone())]
            };
            Line::from([lead, line.spans].concat())
        })
        .collect();
    let mut below = vec![place_of(entry)];
    if !entry.missing.is_empty() {
        below.push(output::lacking(&entry.missing));
    }
    lines.extend(below.iter().map(|text| {
        let text = cut(&harmless_text(text), width_cells);
        Line::styled(format!("{indent}{text}"), palette.faint())
    }));
    lines
}

fn place_of(entry: &Entry) -> String {
    match output::shown_date(entry.document.without_blocks()) {
        Some(date) => format!("{} · {date}", entry.document.id()),
        None => entry.document.id().to_string(),
    }
}
