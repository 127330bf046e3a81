//! Columns of running text: what stands side by side is read one column after the other.
//!
//! A table stays as it is: its rows are read across. Prose is told from it by its lines, which
//! go to the column's edge.

use super::page::{Gap, TextLine};
use crate::corpus::characters::trim;

/// Fewer lines side by side may be a table's.
const LEAST_LINES: usize = 6;
/// Shorter lines, in characters, are cells.
const LEAST_CHARS: usize = 12;
/// Of the lines of a column, so many of a hundred go to its edge.
const LEAST_FULL_PERCENT: usize = 50;

/// The lines in the order in which they are read.
pub(super) fn in_reading_order(lines: Vec<TextLine>) -> Vec<TextLine> {
    let mut ordered = Vec::with_capacity(lines.len());
    let mut run: Vec<TextLine> = Vec::new();
    let mut corridor: Option<(f32, f32)> = None;
    for line in lines {
        match narrowed(corridor, &line) {
            Some(narrower) => {
                corridor = Some(narrower);
                run.push(line);
            }
            None => {
                let was_open = corridor.take();
                flush(&mut run, was_open, &mut ordered);
                corridor = narrowed(None, &line);
                match corridor {
                    Some(_) => run.push(line),
                    None => ordered.push(line),
                }
            }
        }
    }
    flush(&mut run, corridor, &mut ordered);
    ordered
}

/// What of the corridor between two columns a line leaves free; `None` where it crosses it.
fn narrowed(corridor: Option<(f32, f32)>, line: &TextLine) -> Option<(f32, f32)> {
    let Some((from, to)) = corridor else {
        return match line.gaps[..] {
            [gap] => Some((gap.from, gap.to)),
            _ => None,
        };
    };
    if line.gaps.is_empty() && (line.right <= to || line.x >= from) {
        // The last line of a paragraph has nothing beside it, perhaps.
        let narrower = if line.x >= from {
            (from, to.min(line.x))
        } else {
            (from.max(line.right), to)
        };
        return (narrower.1 - narrower.0 >= least_width(line)).then_some(narrower);
    }
    let [gap] = line.gaps[..] else {
        return None;
    };
    let narrower = (from.max(gap.from), to.min(gap.to));
    (narrower.1 - narrower.0 >= least_width(line)).then_some(narrower)
}

fn least_width(line: &TextLine) -> f32 {
    0.6 * line.size
}

/// Puts the lines of a run where they are read.
fn flush(run: &mut Vec<TextLine>, corridor: Option<(f32, f32)>, ordered: &mut Vec<TextLine>) {
    let run = std::mem::take(run);
    let Some((from, _)) = corridor else {
        ordered.extend(run);
        return;
    };
    let is_side_by_side = |line: &&TextLine| !line.gaps.is_empty();
    if run.iter().filter(is_side_by_side).count() < LEAST_LINES {
        ordered.extend(run);
        return;
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in &run {
        match line.gaps[..] {
            [gap, ..] => {
                let (before, after) = cut(line, gap);
                left.push(before);
                right.push(after);
            }
            [] if line.x >= from => right.push(line.clone()),
            [] => left.push(line.clone()),
        }
    }
    if is_prose(&left) && is_prose(&right) {
        ordered.extend(left);
        ordered.extend(right);
    } else {
        ordered.extend(run);
    }
}

fn cut(line: &TextLine, gap: Gap) -> (TextLine, TextLine) {
    let (before, after) = line
        .text
        .split_at_checked(gap.at)
        .unwrap_or((&line.text, ""));
    let piece = |text: &str, x: f32, right: f32| TextLine {
        text: text.to_owned(),
        x,
        right,
        gaps: Vec::new(),
        ..line.clone()
    };
    (
        // The space that stands for the gap tells nothing of a wrap.
        piece(before.trim_end(), line.x, gap.from),
        piece(after, gap.to, line.right),
    )
}

/// Whether most lines go to the column's edge, as those of wrapped text do.
fn is_prose(column: &[TextLine]) -> bool {
    let edge = column.iter().map(|line| line.right).fold(0.0, f32::max);
    let is_full = |line: &&TextLine| {
        line.right >= edge - 3.0 * line.size && trim(&line.text).chars().count() >= LEAST_CHARS
    };
    let full = column.iter().filter(is_full).count();
    full * 100 >= column.len() * LEAST_FULL_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(place: usize, left: &str, right: &str) -> TextLine {
        let width = |text: &str| 10.0 * text.chars().count() as f32;
        TextLine {
            text: format!("{left}{right}"),
            x: 50.0,
            right: 300.0 + width(right),
            y: 700.0 - 14.0 * place as f32,
            size: 10.0,
            is_bold: false,
            gaps: vec![Gap {
                at: left.len(),
                from: 50.0 + width(left),
                to: 300.0,
            }],
        }
    }

    #[test]
    fn columns_of_prose_are_read_one_after_the_other() {
        let left = "왼쪽 단의 글은 한 줄이 이만큼 길다 ";
        let right = "오른쪽 단의 글도 한 줄이 이만큼임";
        let rows: Vec<TextLine> = (0..8).map(|place| row(place, left, right)).collect();
        let ordered = in_reading_order(rows);
        let texts: Vec<&str> = ordered.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, [[left.trim_end(); 8], [right; 8]].concat());
    }

    #[test]
    fn rows_of_a_table_stay() {
        let rows: Vec<TextLine> = (0..8)
            .map(|place| row(place, "의료 ", "진단 보조"))
            .collect();
        assert_eq!(in_reading_order(rows.clone()), rows);
    }
}
