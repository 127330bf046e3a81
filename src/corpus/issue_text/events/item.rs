//! What an item of an event's description starts with.

use crate::corpus::characters::is_space;
use crate::corpus::issue_text::marked_line::{MarkedLine, Marker};

/// The marker of an item of a description.
pub(super) fn item_marker<'a>(line: &MarkedLine<'a>) -> Option<&'a str> {
    if matches!(line.kind, Marker::Dash | Marker::Subbullet) {
        return Some(line.marker);
    }
    let text = line.line.text;
    let rest = text.trim_start_matches(is_dash);
    let is_glued = line.kind == Marker::Plain
        && rest.len() < text.len()
        && rest.starts_with(char::is_alphabetic);
    is_glued.then(|| text.strip_suffix(rest)).flatten()
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '−' | '—' | '―') || is_space(c)
}
