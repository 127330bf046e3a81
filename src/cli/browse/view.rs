//! Draws the view: the input line, hits and article beside each other, what is told below.
//!
//! Defines the layout for each size of a terminal. What is shown is `state`'s.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::article::Article;
use super::chooser::{Chooser, Purpose, Row};
use super::finder::{ChosenBy, Finder};
use super::hits_pane;
use super::input::InputLine;
use super::keys::HELP;
use super::state::{Over, Pane, State};
use super::styled::Palette;
use crate::language::{Name, labels::keys, labels::parts, messages};
use crate::output::{self, cut, harmless_text, width_of};

/// From this width on, hits and article stand beside each other.
const BOTH_PANES_CELLS: u16 = 80;

/// The hits take two fifths, and no more than reads well.
const MOST_HITS_CELLS: u16 = 60;

/// Less than this shows nothing that helps.
const LEAST_WIDTH_CELLS: u16 = 20;
const LEAST_HEIGHT: u16 = 5;

/// Draws `state`. The article is laid out here, where its width is known.
pub(super) fn draw(frame: &mut Frame<'_>, state: &mut State, finder: &Finder, palette: Palette) {
    let area = frame.area();
    if area.width < LEAST_WIDTH_CELLS || area.height < LEAST_HEIGHT {
        too_small(frame.buffer_mut(), area);
        return;
    }
    let body = Rect {
        y: area.y + 2,
        height: area.height - 3,
        ..area
    };
    state.rows.body = usize::from(body.height);
    state.rows.help = help(area.width, palette).len();
    let (hits, article) = panes(body, state);
    if let Some(pane) = article {
        lay_out(state, finder, usize::from(pane.width), palette);
    }
    let buffer = frame.buffer_mut();
    let cursor = draw_input(buffer, Rect { height: 1, ..area }, state, palette);
    let rule = area.y + 1;
    fill_rule(buffer, area, rule, palette);
    if let Some(pane) = hits {
        let header = hits_header(state);
        let focused = article.is_some() && state.focus == Pane::Hits;
        let at = Rect { y: rule, ..pane };
        draw_header(buffer, at, &header, focused, palette);
        match &state.over {
            Some(Over::Help(line)) => draw_help(buffer, pane, *line, palette),
            Some(Over::Chooser(chooser)) => draw_chooser(buffer, pane, chooser, palette),
            None => hits_pane::draw(buffer, pane, state, palette),
        }
    }
    if let Some(pane) = article {
        let at = Rect { y: rule, ..pane };
        let focused = hits.is_some() && state.focus == Pane::Article && state.over.is_none();
        draw_header(buffer, at, &article_header(state), focused, palette);
        if let Some(article) = &state.article {
            let lines = article.lines.iter().skip(state.scroll);
            for (line, y) in lines.zip(pane.top()..pane.bottom()) {
                buffer.set_line(pane.x, y, line, pane.width);
            }
        }
        if let Some(hits) = hits {
            let x = hits.right();
            buffer.set_string(x, rule, "┬", palette.faint());
            for y in body.top()..body.bottom() {
                buffer.set_string(x, y, "│", palette.faint());
            }
        }
    }
    let last = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    buffer.set_line(
        last.x,
        last.y,
        &status(state, palette, last.width),
        last.width,
    );
    frame.set_cursor_position(cursor);
}

/// Where hits and article are drawn. Something else in their place is drawn where the
/// hits are.
fn panes(body: Rect, state: &State) -> (Option<Rect>, Option<Rect>) {
    if matches!(state.over, Some(Over::Help(_))) {
        return (Some(body), None);
    }
    if body.width < BOTH_PANES_CELLS {
        return match state.focus {
            Pane::Article if state.over.is_none() => (None, Some(body)),
            _ => (Some(body), None),
        };
    }
    let width = (body.width * 2 / 5).min(MOST_HITS_CELLS);
    let hits = Rect { width, ..body };
    // Between them is a line, and a cell on its right.
    let article = Rect {
        x: body.x + width + 2,
        width: body.width - width - 2,
        ..body
    };
    (Some(hits), Some(article))
}

/// Makes the lines of the selected article, where there are none of this width.
fn lay_out(state: &mut State, finder: &Finder, width_cells: usize, palette: Palette) {
    let is_there = |article: &Article| article.width_cells == width_cells;
    if !state.article.as_ref().is_some_and(is_there) {
        let whole = state.entry().and(state.whole.as_ref());
        let article = whole.map(|document| {
            let marks = finder.marks(&state.found, document);
            Article::new(document, marks.as_ref(), width_cells, palette)
        });
        state.article = article;
    }
    let lines = state
        .article
        .as_ref()
        .map_or(0, |article| article.lines.len());
    state.scroll = state.scroll.min(lines.saturating_sub(state.rows.body));
}

fn too_small(buffer: &mut Buffer, area: Rect) {
    let needed = messages::browse::too_small(&LEAST_WIDTH_CELLS, &LEAST_HEIGHT);
    let lines = output::Line::plain(needed.text()).wrapped("", "", usize::from(area.width));
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        let style = ratatui::style::Style::new();
        buffer.set_stringn(area.x, y, line.text(), usize::from(area.width), style);
    }
}

/// Draws what is being typed, and gives where the cursor is.
fn draw_input(buffer: &mut Buffer, area: Rect, state: &State, palette: Palette) -> Position {
    let (prompt, line): (_, &InputLine) = match &state.over {
        Some(Over::Chooser(chooser)) => (purpose_label(chooser.purpose), &chooser.narrowing),
        _ => (parts::SEARCH, &state.input),
    };
    let prompt = format!("{prompt}: ");
    let prompt_cells = width_of(&prompt);
    let room = usize::from(area.width).saturating_sub(prompt_cells);
    let shown = line.shown(room);
    buffer.set_string(area.x, area.y, &prompt, palette.strong());
    let x = area.x + u16::try_from(prompt_cells).unwrap_or_default();
    buffer.set_stringn(x, area.y, shown.text, room, ratatui::style::Style::new());
    Position::new(
        x + u16::try_from(shown.cursor_cells).unwrap_or_default(),
        area.y,
    )
}

fn purpose_label(purpose: Purpose) -> Name {
    match purpose {
        Purpose::Choices(ChosenBy::Issue) => parts::ISSUES,
        Purpose::Choices(ChosenBy::Publisher) => parts::SOURCES,
        Purpose::Address => parts::ADDRESSES,
    }
}

fn fill_rule(buffer: &mut Buffer, area: Rect, y: u16, palette: Palette) {
    let line = "─".repeat(usize::from(area.width));
    buffer.set_string(area.x, y, line, palette.faint());
}

/// A header in the line above a pane; reversed where keys go to the pane.
fn draw_header(buffer: &mut Buffer, at: Rect, text: &str, focused: bool, palette: Palette) {
    let room = usize::from(at.width).saturating_sub(3);
    if text.is_empty() || room == 0 {
        return;
    }
    let style = if focused {
        palette.focus()
    } else {
        palette.strong()
    };
    let text = format!(" {} ", cut(&harmless_text(text), room.saturating_sub(1)));
    buffer.set_stringn(at.x + 1, at.y, text, room + 1, style);
}

/// The counts, as `search` tells them.
fn hits_header(state: &State) -> String {
    match &state.over {
        Some(Over::Help(_)) => return parts::KEYS.text().to_owned(),
        Some(Over::Chooser(chooser)) => return purpose_label(chooser.purpose).text().to_owned(),
        None => {}
    }
    let found = &state.found;
    let shown = found.has_more().then_some((1, found.entries.len()));
    output::counts_of_hits(found.total, found.partial, shown)
}

/// The id of the article, and which of its lines are shown.
fn article_header(state: &State) -> String {
    let (Some(entry), Some(article)) = (state.entry(), &state.article) else {
        return String::new();
    };
    let lines = article.lines.len();
    let last = (state.scroll + state.rows.body).min(lines);
    format!(
        "{}  {}–{last}/{lines}",
        entry.document.id(),
        state.scroll + 1
    )
}

fn draw_chooser(buffer: &mut Buffer, area: Rect, chooser: &Chooser, palette: Palette) {
    let rows = chooser.rows();
    let height = usize::from(area.height);
    let top = (chooser.at() + 1).saturating_sub(height);
    for ((place, row), y) in rows
        .iter()
        .enumerate()
        .skip(top)
        .zip(area.top()..area.bottom())
    {
        let (text, count, chosen) = match row {
            Row::All { chosen } => (parts::ALL.text(), None, *chosen),
            Row::Value {
                text,
                count,
                chosen,
            } => (*text, *count, *chosen),
        };
        let count = count.map_or_else(String::new, |count| format!(" {count:>4}"));
        let box_text = match (chooser.purpose, chosen) {
            (Purpose::Address, _) => "",
            (_, true) => "[x] ",
            (_, false) => "[ ] ",
        };
        let room = usize::from(area.width).saturating_sub(box_text.len() + count.len());
        let text = cut(&harmless_text(text), room);
        let padding = " ".repeat(room.saturating_sub(width_of(&text)));
        let style = if place == chooser.at() {
            palette.focus()
        } else {
            ratatui::style::Style::new()
        };
        let line = format!("{box_text}{text}{padding}{count}");
        buffer.set_stringn(area.x, y, line, usize::from(area.width), style);
    }
}

fn draw_help(buffer: &mut Buffer, area: Rect, from: usize, palette: Palette) {
    let lines = help(area.width, palette);
    for (line, y) in lines.iter().skip(from).zip(area.top()..area.bottom()) {
        buffer.set_line(area.x, y, line, area.width);
    }
}

/// The keys with what they do beside them, or below them where it is narrow.
fn help(width_cells: u16, palette: Palette) -> Vec<Line<'static>> {
    let keys = HELP.iter().map(|(key, _)| width_of(key.text()));
    let texts = HELP.iter().map(|(_, text)| width_of(text.text()));
    let widest = keys.max().unwrap_or_default();
    let beside = widest + 2 + texts.max().unwrap_or_default() <= usize::from(width_cells);
    let lines = HELP.iter().flat_map(|(key, text)| {
        let gap = " ".repeat(widest - width_of(key.text()) + 2);
        let key = Span::styled(format!("{key}{gap}"), palette.strong());
        if beside {
            vec![Line::from(vec![key, Span::raw(text.text())])]
        } else {
            vec![Line::from(key), Line::raw(format!("  {text}"))]
        }
    });
    lines.collect()
}

/// What is told once, else the choices and the keys.
fn status(state: &State, palette: Palette, width_cells: u16) -> Line<'static> {
    let width_cells = usize::from(width_cells);
    if let Some(notice) = &state.notice {
        return Line::styled(
            cut(&harmless_text(notice.text()), width_cells),
            palette.strong(),
        );
    }
    let keys: &[Name] = match (&state.over, state.focus) {
        (Some(Over::Help(_)), _) => &[keys::CLOSE, keys::SCROLL],
        (Some(Over::Chooser(chooser)), _) if chooser.purpose == Purpose::Address => {
            &[keys::OPEN_ADDRESS, keys::BACK]
        }
        (Some(Over::Chooser(_)), _) => &[keys::TAKE, keys::SEVERAL, keys::BACK],
        (None, Pane::Hits) => &[
            keys::KEYS,
            keys::ARTICLE,
            keys::ISSUES,
            keys::SOURCES,
            keys::COPY,
            keys::OPEN,
            keys::QUIT,
        ],
        (None, Pane::Article) => &[
            keys::KEYS,
            keys::HITS,
            keys::MARK,
            keys::COPY,
            keys::OPEN,
            keys::QUIT,
        ],
    };
    let mut spans = Vec::new();
    let mut used = 0;
    let choices = choices(state);
    if !choices.is_empty() {
        // At least the first key, which is the help, has room beside them.
        let choices = cut(
            &choices,
            width_cells.saturating_sub(width_of(keys[0].text()) + 2),
        );
        used = width_of(&choices) + 2;
        spans.push(Span::styled(choices, palette.strong()));
        spans.push(Span::raw("  "));
    }
    for key in keys.iter().map(|key| key.text()) {
        if used + width_of(key) > width_cells {
            break;
        }
        used += width_of(key) + 2;
        spans.push(Span::styled(format!("{key}  "), palette.faint()));
    }
    Line::from(spans)
}

/// The choices: `Issues: 2024-05 · Sources: 구글`.
fn choices(state: &State) -> String {
    let kinds = [
        (ChosenBy::Issue, parts::ISSUES),
        (ChosenBy::Publisher, parts::SOURCES),
    ];
    let chosen = kinds.iter().filter_map(|(by, label)| {
        let chosen: Vec<&str> = state.choices.of(*by).iter().map(String::as_str).collect();
        (!chosen.is_empty()).then(|| format!("{label}: {}", chosen.join(", ")))
    });
    harmless_text(&chosen.collect::<Vec<_>>().join(" · "))
}
