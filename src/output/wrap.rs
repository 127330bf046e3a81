//! Text in lines that fit a terminal.
//!
//! Defines wrapping by cells, with marks kept, and makes text harmless to show.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::style::{Role, Style};

/// Wraps `text` between words; a word longer than a line is cut.
///
/// `marks` are ranges of characters. The first line starts with `first`, the
/// others with `rest`, which both count as wide as they show. No line is wider
/// than the style's width where that leaves a few cells for text.
pub(crate) fn wrapped(
    text: &str,
    marks: &[Range<usize>],
    role: Role,
    first: &str,
    rest: &str,
    style: &Style,
) -> Vec<String> {
    let width = style
        .width_cells
        .max(width_of(rest) + 8)
        .max(width_of(first) + 8);
    let chars = marked_chars(text, marks);
    let mut lines = Vec::new();
    let mut line: Vec<(char, bool)> = Vec::new();
    let mut used = 0;
    let room = |lines: &Vec<String>| width - width_of(if lines.is_empty() { first } else { rest });
    let finish = |line: &mut Vec<(char, bool)>, lines: &mut Vec<String>| {
        let lead = if lines.is_empty() { first } else { rest };
        lines.push(format!("{lead}{}", painted(line, role, style)));
        line.clear();
    };
    let mut at = 0;
    for word in chars.split(|(c, _)| c.is_whitespace()) {
        let start = at;
        at += word.len() + 1;
        if word.is_empty() {
            continue;
        }
        let cells: usize = word.iter().map(|(c, _)| cells(*c)).sum();
        if used > 0 && used + 1 + cells > room(&lines) {
            finish(&mut line, &mut lines);
            used = 0;
        }
        if used > 0 {
            // A space is marked where the mark goes across it.
            let marked = chars[start - 1].1 && word[0].1;
            line.push((' ', marked));
            used += 1;
        }
        for &(c, mark) in word {
            if used > 0 && used + self::cells(c) > room(&lines) {
                finish(&mut line, &mut lines);
                used = 0;
            }
            line.push((c, mark));
            used += self::cells(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        finish(&mut line, &mut lines);
    }
    lines
}

/// The characters of `text` that can be shown, each with whether it is marked.
fn marked_chars(text: &str, marks: &[Range<usize>]) -> Vec<(char, bool)> {
    let mut marks = marks.iter().peekable();
    let mut chars = Vec::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        while marks.next_if(|mark| mark.end <= index).is_some() {}
        let marked = marks.peek().is_some_and(|mark| mark.start <= index);
        chars.push((harmless(c), marked));
    }
    chars
}

/// The character itself, or a replacement for one that commands a terminal: a digest
/// file must not.
fn harmless(c: char) -> char {
    if c.is_control() && !c.is_whitespace() {
        '\u{fffd}'
    } else {
        c
    }
}

/// `text` with nothing in it that commands a terminal.
pub fn harmless_text(text: &str) -> String {
    text.chars().map(harmless).collect()
}

fn painted(line: &[(char, bool)], role: Role, style: &Style) -> String {
    let mut painted = String::new();
    for run in line.chunk_by(|a, b| a.1 == b.1) {
        let text: String = run.iter().map(|(c, _)| *c).collect();
        let role = match (run[0].1, role) {
            (false, role) => role,
            (true, Role::Strong) => Role::StrongMark,
            (true, _) => Role::Mark,
        };
        painted.push_str(&style.paint(role, &text));
    }
    painted
}

fn cells(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// How many cells `text` takes on a terminal.
pub(crate) fn width_of(text: &str) -> usize {
    text.chars().map(cells).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Style = Style {
        ansi: false,
        width_cells: 20,
    };

    #[test]
    fn hangul_is_two_cells_wide() {
        let lines = wrapped(
            "가나다라 마바사아 자차",
            &[],
            Role::Plain,
            "  ",
            "    ",
            &PLAIN,
        );
        assert_eq!(lines, ["  가나다라 마바사아", "    자차"]);
    }

    #[test]
    fn marks_are_kept_across_lines() {
        let style = Style {
            ansi: true,
            ..PLAIN
        };
        let lines = wrapped("가나 다라", &[0..5], Role::Plain, "", "", &style);
        assert_eq!(lines, ["\u{1b}[1;33m가나 다라\u{1b}[0m"]);
        let lines = wrapped("가나 다라", &[0..2, 3..5], Role::Plain, "", "", &style);
        assert_eq!(
            lines,
            ["\u{1b}[1;33m가나\u{1b}[0m \u{1b}[1;33m다라\u{1b}[0m"]
        );
    }

    #[test]
    fn marks_differ_from_bold_text_without_colour() {
        let style = Style {
            ansi: true,
            ..PLAIN
        };
        let lines = wrapped("가나 다라", &[3..5], Role::Strong, "", "", &style);
        assert_eq!(
            lines,
            ["\u{1b}[1m가나 \u{1b}[0m\u{1b}[1;4;33m다라\u{1b}[0m"]
        );
    }

    #[test]
    fn control_characters_are_not_shown() {
        let lines = wrapped("가\u{1b}[31m나", &[], Role::Plain, "", "", &PLAIN);
        assert_eq!(lines, ["가\u{fffd}[31m나"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_character_is_lost(
            text in "[가-힣a-z ㈜…]{0,80}",
            width in 12usize..60,
        ) {
            let style = Style { ansi: false, width_cells: width };
            let lines = wrapped(&text, &[], Role::Plain, "- ", "  ", &style);
            for line in &lines {
                prop_assert!(width_of(line) <= width, "{line:?}");
            }
            let shown: String = lines.iter().flat_map(|line| line[2..].chars()).collect();
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&shown), squeeze(&text));
        }
    }
}
