//! Names that stand beside their descriptions, told by columns.
//!
//! An extractor that keeps the layout puts the name's cell left of a line of the description,
//! or on a line of its own at the left edge; another glues it behind such a line.

use super::item::{is_dash, item_marker};
use crate::corpus::characters::{is_space, trim};
use crate::corpus::issue_text::marked_line::MarkedLine;

/// Descriptions start so far from the edge where a column stands left of them.
const LEAST_COLUMN: usize = 12;

/// The column in which the descriptions of a table start, where one stands left of them.
pub(super) fn description_column(lines: &[MarkedLine<'_>]) -> Option<usize> {
    let mut columns: Vec<usize> = lines
        .iter()
        .filter(|line| item_marker(line).is_some())
        .map(|line| line.line.column)
        .collect();
    columns.sort_unstable();
    let column = columns.get(columns.len() / 2).copied()?;
    (column >= LEAST_COLUMN).then_some(column)
}

/// How many bytes at the start of a line are of the cell left of the descriptions; 0 where
/// none is.
pub(super) fn left_cell(line: &MarkedLine<'_>, column: usize) -> usize {
    let text = line.line.text;
    if line.line.column * 2 >= column || item_marker(line).is_some() {
        return 0;
    }
    // The widest gap is the one between the cells, and ends near the column.
    let mut widest = (2, text.len());
    let mut gap = 0;
    for (chars, (at, c)) in (line.line.column..).zip(text.char_indices()) {
        if is_space(c) {
            gap += 1;
        } else {
            if gap > widest.0 && chars * 3 >= column * 2 {
                widest = (gap, at);
            }
            gap = 0;
        }
    }
    widest.1
}

/// Where a name starts that was glued behind a line of its description: what the description
/// opens with stands again at the line's end, without a space before it.
pub(super) fn glued_name(text: &str, opening: &str) -> Option<usize> {
    let opening = trim(opening.trim_start_matches(is_dash));
    let mut best = None;
    for (at, _) in opening.char_indices().skip(4).chain([(opening.len(), ' ')]) {
        let name = trim(opening.get(..at).unwrap_or_default());
        if let Some(before) = text.strip_suffix(name)
            && !before.is_empty()
            && !before.ends_with(is_space)
            && name.contains(is_space)
        {
            best = Some(before.len());
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::glued_name;

    #[test]
    fn a_name_behind_a_line_is_told_by_what_the_description_opens_with() {
        let opening = "- Wind Show 2031은 해마다 열림";
        let text = "예보와 바람 등Wind Show 2031";
        assert_eq!(glued_name(text, opening), text.find("Wind"));
        assert_eq!(glued_name("예보와 바람 등 Wind Show 2031", opening), None);
        assert_eq!(glued_name("Wind Show 2031", opening), None);
    }
}
