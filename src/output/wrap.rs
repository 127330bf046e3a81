//! Text in lines that fit a terminal.
//!
//! Defines wrapping by cells, with marks kept.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::harmless::harmless;
use super::hyperlink::Link;
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
    wrapped_with_links(text, marks, &[], role, first, rest, style)
}

/// As [`wrapped`], with links, in their order and apart, where the style has them.
pub(crate) fn wrapped_with_links(
    text: &str,
    marks: &[Range<usize>],
    links: &[Link],
    role: Role,
    first: &str,
    rest: &str,
    style: &Style,
) -> Vec<String> {
    let width = style
        .width_cells
        .max(width_of(rest) + 8)
        .max(width_of(first) + 8);
    let links = if style.links.is_some() { links } else { &[] };
    let chars = shown_chars(text, marks, links);
    let mut lines = Vec::new();
    let mut line: Vec<(char, Look)> = Vec::new();
    let mut used = 0;
    let room = |lines: &Vec<String>| width - width_of(if lines.is_empty() { first } else { rest });
    let finish = |line: &mut Vec<(char, Look)>, lines: &mut Vec<String>| {
        let lead = if lines.is_empty() { first } else { rest };
        lines.push(format!("{lead}{}", painted(line, links, role, style)));
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
            // A space is marked, or leads somewhere, where what is around it does.
            line.push((' ', chars[start - 1].1.and(word[0].1)));
            used += 1;
        }
        for &(c, look) in word {
            if used > 0 && used + self::cells(c) > room(&lines) {
                finish(&mut line, &mut lines);
                used = 0;
            }
            line.push((c, look));
            used += self::cells(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        finish(&mut line, &mut lines);
    }
    lines
}

/// What is done with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    /// Whether it is marked.
    mark: bool,
    /// The place of its link among the text's.
    link: Option<usize>,
}

impl Look {
    /// What two characters have in common.
    fn and(self, other: Look) -> Look {
        Look {
            mark: self.mark && other.mark,
            link: self.link.filter(|_| self.link == other.link),
        }
    }
}

/// The characters of `text` that can be shown, each with what is done with it.
fn shown_chars(text: &str, marks: &[Range<usize>], links: &[Link]) -> Vec<(char, Look)> {
    let mut marks = marks.iter().peekable();
    let mut links = links.iter().enumerate().peekable();
    let mut chars = Vec::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        while marks.next_if(|mark| mark.end <= index).is_some() {}
        while links.next_if(|(_, link)| link.chars.end <= index).is_some() {}
        let mark = marks.peek().is_some_and(|mark| mark.start <= index);
        let link = links.peek().filter(|(_, link)| link.chars.start <= index);
        let link = link.map(|(place, _)| *place);
        chars.push((harmless(c), Look { mark, link }));
    }
    chars
}

fn painted(line: &[(char, Look)], links: &[Link], role: Role, style: &Style) -> String {
    let mut painted = String::new();
    for run in line.chunk_by(|a, b| a.1.link == b.1.link) {
        let text = painted_marks(run, role, style);
        match run[0].1.link.and_then(|link| links.get(link)) {
            Some(link) => painted.push_str(&link.around(&text)),
            None => painted.push_str(&text),
        }
    }
    painted
}

fn painted_marks(run: &[(char, Look)], role: Role, style: &Style) -> String {
    let mut painted = String::new();
    for run in run.chunk_by(|a, b| a.1.mark == b.1.mark) {
        let text: String = run.iter().map(|(c, _)| *c).collect();
        let role = match (run[0].1.mark, role) {
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

/// How many cells `text` takes on a terminal; escape codes take none.
pub(crate) fn width_of(text: &str) -> usize {
    let mut width = 0;
    let mut rest = text;
    while let Some(start) = rest.find('\u{1b}') {
        width += rest[..start].chars().map(cells).sum::<usize>();
        rest = behind_escape_code(&rest[start..]);
    }
    width + rest.chars().map(cells).sum::<usize>()
}

/// What follows the escape code that `text` begins with: a CSI code (colours) or an OSC
/// code (links). Of other codes only the escape itself is passed over.
fn behind_escape_code(text: &str) -> &str {
    let code = &text[1..];
    let end = match code.chars().next() {
        Some('[') => code[1..]
            .find(|c| ('@'..='~').contains(&c))
            .map(|end| end + 2),
        Some(']') => {
            let string = code.find("\u{1b}\\").map(|end| end + 2);
            let bell = code.find('\u{7}').map(|end| end + 1);
            string.into_iter().chain(bell).min()
        }
        _ => Some(0),
    };
    end.map_or("", |end| &code[end..])
}

#[cfg(test)]
mod tests {
    use super::super::style::Links;
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Style = Style {
        ansi: false,
        width_cells: 20,
        links: None,
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
    fn a_link_on_two_lines_is_one_link() {
        let style = Style {
            links: Some(Links { corpus_url: None }),
            ..PLAIN
        };
        let text = "구글, https://a.kr/abcdefghijk";
        let link = Link::to_web(4..27, "https://a.kr/abcdefghijk").unwrap();
        let wrap = |style| {
            let links = std::slice::from_ref(&link);
            wrapped_with_links(text, &[], links, Role::Plain, "", "", style)
        };
        let lines = wrap(&style);
        let codes: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.split_once("\u{1b}]8;"))
            .map(|(_, rest)| rest.split_once("\u{1b}\\").unwrap().0)
            .collect();
        assert_eq!(codes.len(), 2, "{lines:?}");
        assert_eq!(codes[0], codes[1]);
        assert!(codes[0].starts_with("id=") && codes[0].ends_with(";https://a.kr/abcdefghijk"));
        let plain = wrap(&PLAIN);
        assert_eq!(plain, ["구글,", "https://a.kr/abcdefg", "hijk"]);
        for (line, plain) in lines.iter().zip(&plain) {
            assert_eq!(width_of(line), width_of(plain), "{line:?}");
        }
    }

    #[test]
    fn escape_codes_take_no_cells() {
        assert_eq!(width_of("\u{1b}[1;33m가\u{1b}[0m"), 2);
        assert_eq!(width_of("\u{1b}]8;;http://a\u{7}가나\u{1b}]8;;\u{1b}\\"), 4);
        assert_eq!(width_of("\u{1b}]8;;never closed"), 0);
        assert_eq!(width_of("가\u{1b}"), 2);
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
            let style = Style { width_cells: width, ..PLAIN };
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
